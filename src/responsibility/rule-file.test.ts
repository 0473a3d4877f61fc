import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { checkRules } from './check-rules.ts'
import { evaluate } from './conditions.ts'
import { EXAMPLES } from './example-book.ts'
import { GAPS, MATTERS } from './matter-book.ts'
import { LETTERS, RULES } from './rule-book.ts'
import { lookThrough, RULE_FILES, type RuleFile, type RuleTexts, readBook } from './rule-file.ts'
import { gapsFor } from './rule-matters.ts'
import { inUrgency } from './rule-order.ts'

const ON = day('2026-12-01')
const published = Object.fromEntries(
  RULE_FILES.map((file) => [file, readFileSync(new URL(`../../data/rules/${file}.json`, import.meta.url), 'utf8')]),
) as RuleTexts // safe: one text for each name

// biome-ignore lint/suspicious/noExplicitAny: a file of data, changed by hand in each test
type Json = any
const changed = (file: RuleFile, change: (json: Json) => unknown): RuleTexts => {
  const json = JSON.parse(published[file])
  change(json)
  return { ...published, [file]: JSON.stringify(json, null, 2) }
}
const ruleIn = (json: Json, id: string, version = 1): Json =>
  json.rules.find((row: Json) => row.id === id && row.version === version)
const faultOf = (texts: RuleTexts) => {
  const read = readBook(texts)
  return read.ok ? undefined : read.fault
}
const findingsOf = (texts: RuleTexts) => {
  const read = readBook(texts)
  return read.ok ? lookThrough(texts, read.book, ON).findings : undefined
}
const lineOf = (texts: RuleTexts, { file, line }: { file: RuleFile; line: number }): string =>
  texts[file].split('\n')[line - 1] ?? ''

test('P9 every version of every rule has an example in which it speaks and one in which it does not, and answers both', () => {
  const lacking = RULES.filter(
    (rule) =>
      ![true, false].every((speaks) =>
        EXAMPLES.some((each) => each.rule === rule.id && each.version === rule.version && each.speaks === speaks),
      ),
  )
  expect(lacking).toEqual([])
  expect(new Set(EXAMPLES.map(({ rule }) => rule)).size).toBe(46)
  for (const example of EXAMPLES) {
    const rule = RULES.find(({ id, version }) => id === example.rule && version === example.version)
    expect([example.nl, rule && evaluate(rule.when, example.facts).truth]).toEqual([
      example.nl,
      example.speaks ? 'yes' : 'no',
    ])
  }
})

test('P9 a rule without an example, and an example that the rule answers otherwise, are refused with their line', () => {
  const without = changed('examples', (json) => {
    json.examples = json.examples.filter((row: Json) => row.rule !== 'R07' || row.speaks)
  })
  expect(faultOf(without)).toMatchObject({ code: 'rule-without-example', params: { rule: 'R07.1' } })
  const fault = faultOf(without)
  expect(fault && lineOf(without, fault)).toContain('"R07"')
  const wrong = changed('responsibility', (json) => {
    ruleIn(json, 'R12').when = { field: 'residence', equals: '8e' }
  })
  expect(faultOf(wrong)).toMatchObject({ file: 'examples', code: 'example-decided-differently' })
})

test('P10 the whole table was looked through: no contradiction, no overlap without order, no gap without a name', () => {
  const looked = checkRules({ rules: RULES, letters: LETTERS, matters: MATTERS, gaps: GAPS, on: ON })
  expect(looked.findings).toEqual([])
  const { counts } = looked
  expect(counts.silent).toBe(0)
  // Every combination is in exactly one of these.
  expect(counts.answered + counts.named + counts.impossible + counts.notAsked + counts.silent).toBe(counts.combinations)
  expect(counts.combinations).toBeGreaterThan(400_000)
  // Every rule answers a matter, so none stands outside the check.
  const answering = new Set(MATTERS.matters.flatMap(({ answeredBy }) => answeredBy))
  expect(RULES.filter(({ id }) => !answering.has(id))).toEqual([])
})

test('P10 a gap that nobody named is found, with the matter and a situation that falls into it', () => {
  const texts = changed('gaps', (json) => {
    json.gaps = json.gaps.filter((gap: Json) => gap.en !== 'Visa-free term')
  })
  const findings = findingsOf(texts) ?? []
  expect(findings.map(({ code, about }) => [code, ...about])).toEqual([['silent-gap', 'shelter']])
  expect(findings[0]?.first).toMatchObject({ residence: '8i', needShelter: 'yes' })
})

test('P10 a gap that a rule answers, or into which nothing falls, is found: the list of gaps is exact', () => {
  const texts = changed('gaps', (json) => {
    json.gaps.push({ id: 'G98', matter: 'shelter', nl: 'x', en: 'x', when: { field: 'residence', equals: '8k' } })
    json.gaps.push({ id: 'G99', matter: 'dispute', nl: 'x', en: 'x', when: { field: 'dispute', equals: 'no' } })
  })
  expect(findingsOf(texts)?.map(({ code, about }) => [code, ...about])).toEqual([
    ['gap-is-answered', 'G98'],
    ['gap-is-empty', 'G99'],
  ])
})

test('P10 two rules of one topic that hold at once and say something else need an order', () => {
  const texts = changed('matters', (json) => {
    json.orders = json.orders.filter(
      (order: Json) => order.rules.join() !== 'R09,R19' && order.rules.join() !== 'R30,R29',
    )
  })
  const findings = findingsOf(texts) ?? []
  expect(findings.map(({ code, about }) => [code, ...about])).toEqual([
    ['overlap-without-order', 'R09.1', 'R19.1'],
    ['contradiction', 'R29.1', 'R30.1'],
    ['contradiction', 'R29.2', 'R30.2'],
  ])
  expect(findings.map((finding) => lineOf(texts, finding)).every((line) => /"R(09|29)"/.test(line))).toBe(true)
})

test('P10 a circle of steps, and of orders, is found', () => {
  const opening = changed('responsibility', (json) => {
    ruleIn(json, 'R02', 2).opens = { residence: 'none' }
  })
  expect(findingsOf(opening)?.map(({ code, about }) => [code, ...about])).toEqual([
    ['cycle', 'R01.1', 'R02.2', 'R01.1'],
  ])
  const orders = changed('matters', (json) => {
    json.orders.push({ rules: ['R19', 'R09'], goes: 'before', nl: 'x', en: 'x' })
  })
  expect(findingsOf(orders)?.map(({ code }) => code)).toEqual(['order-has-a-cycle'])
})

test('P10 a rule that gives what the residence letter refuses is found', () => {
  const texts = changed('responsibility', (json) => {
    ruleIn(json, 'R29', 2).when = ruleIn(json, 'R29').when
  })
  // The example of R29.2 refuses it first: take that example away to see the other wall.
  const examples = JSON.parse(texts.examples)
  for (const row of examples.examples)
    if (row.rule === 'R29' && row.version === 2 && !row.speaks) row.facts = { ...row.facts, residence: '8k' }
  const found = findingsOf({ ...texts, examples: JSON.stringify(examples, null, 1) }) ?? []
  expect(found.map(({ code, about }) => [code, ...about])).toContainEqual(['letter-says-otherwise', 'R29.2', '8e'])
})

test('a missing source, a value that does not exist, overlapping versions and overlapping letters are refused with the line', () => {
  const inR20 = (change: Json) => changed('responsibility', (json) => Object.assign(ruleIn(json, 'R20'), change))
  const cases: readonly [RuleTexts, string, RegExp][] = [
    [inR20({ sources: [{ key: 'XX', article: null, text_of: null }] }), 'rules-unreadable', /sources/],
    [inR20({ sources: [] }), 'rules-unreadable', /sources/],
    [inR20({ payer: 'me' }), 'rules-unreadable', /payer/],
    // Agreed by nobody, on no day, before it was read, and agreed to without being so.
    [inR20({ state: 'agreed' }), 'rules-unreadable', /\{/],
    [inR20({ state: 'agreed', agreed: { by: 'VNG (verzonnen)', on: '2026-13-01' } }), 'rules-unreadable', /agreed/],
    [inR20({ state: 'agreed', agreed: { by: 'VNG (verzonnen)', on: '1999-01-01' } }), 'rules-unreadable', /agreed/],
    [inR20({ state: 'unreviewed', agreed: { by: 'VNG (verzonnen)', on: '2026-12-01' } }), 'rules-unreadable', /agreed/],
    [inR20({ when: { all: [{ known: 'age' }, { field: 'age', equals: 'old' }] } }), 'rules-unreadable', /^ {10}\{/],
    [
      changed('responsibility', (json) => Object.assign(ruleIn(json, 'R29'), { valid_until: null })),
      'rule-versions-overlap',
      /\{/,
    ],
    [
      changed('residence-letters', (json) => json.letters.push({ ...json.letters[0], valid_from: '2020-01-01' })),
      'letter-periods-overlap',
      /\{/,
    ],
  ]
  for (const [texts, code, line] of cases) {
    const fault = faultOf(texts)
    expect(fault?.code).toBe(code)
    expect(fault && lineOf(texts, fault)).toMatch(line)
    expect(fault?.line).toBeGreaterThan(1)
  }
  const torn = { ...published, responsibility: published.responsibility.slice(0, 500) }
  expect(faultOf(torn)?.code).toBe('not-json')
})

test('a situation falls into its gap by name, and only when that is certain', () => {
  const book = { matters: MATTERS, gaps: GAPS }
  const names = (facts: Parameters<typeof gapsFor>[1]) => gapsFor(book, facts).map(({ en }) => en)
  expect(names({ needShelter: 'yes', age: '21-plus', residence: '8i' })).toEqual(['Visa-free term'])
  expect(names({ needShelter: 'yes', age: '21-plus' })).toEqual([])
  expect(names({ needShelter: 'yes', age: '21-plus', residence: 'NL' })).toEqual([])
})

test('rules are said in the order that the table gives, also where the number says otherwise', () => {
  const of = (...ids: readonly string[]) => RULES.filter(({ id, version }) => ids.includes(id) && version === 1)
  const said = (...ids: readonly string[]) => inUrgency(of(...ids), MATTERS.orders).map(({ id }) => id)
  expect(said('R29', 'R30')).toEqual(['R30', 'R29'])
  expect(said('R08', 'R18', 'R06')).toEqual(['R18', 'R08', 'R06'])
  expect(said('R22', 'R26', 'R23')).toEqual(['R26', 'R22', 'R23'])
})
