import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import kindsFile from '../../data/norms/fact-kinds.json' with { type: 'json' }
import rulesFile from '../../data/rules/responsibility.json' with { type: 'json' }
import { day } from '../kernel/index.ts'
import { judgeRoutes, readHousingRoutes } from './housing-route.ts'
import { readMoneyBook, stepOn, stepsOn } from './money-book.ts'

const FOLDER = join(import.meta.dirname, '../../data/money')
const STEPS = readFileSync(join(FOLDER, 'steps.json'), 'utf8')
const ROUTES = readFileSync(join(FOLDER, 'housing-routes.json'), 'utf8')
const book = readMoneyBook(STEPS)
const steps = book.ok ? book.value : []
const on = day('2026-11-16')

test('the steps and the roads of the product can be read, and each leans on a rule that exists', () => {
  expect(book.ok && steps.length).toBe(13)
  const rules = new Set(rulesFile.rules.map(({ id }) => id))
  for (const { rule } of steps) expect(rule === null || rules.has(rule)).toBe(true)
  expect(stepsOn(steps, on)).toHaveLength(13)
  expect(stepsOn(steps, day('2016-12-31'))).toHaveLength(0)
  expect(readHousingRoutes(ROUTES).ok).toBe(true)
})

test('a fact that a step records under the name of a norm is one that acts of the product record', () => {
  const acts = new Set(kindsFile.kinds.filter(({ by }) => by === 'act').map(({ kind }) => kind))
  const named = steps.flatMap(({ facts }) => Object.values(facts))
  expect(named.length).toBeGreaterThan(9)
  for (const kind of named) expect(acts.has(kind), kind).toBe(true)
  expect(new Set(named).size).toBe(named.length)
})

test('every term has a source with the day on which it was read, and what is read in a law has its article and year', () => {
  for (const { terms } of steps)
    for (const { source, certainty } of terms) {
      expect(source.read_on).toMatch(/^2026-/)
      if (certainty === 'law-text') expect([source.article, source.text_of]).not.toContain(null)
    }
})

describe('a file that is not right is refused, with the line and the reason', () => {
  const lineOf = (text: string, part: string, after = 0): number =>
    text.slice(0, text.indexOf(part, after)).split('\n').length
  const refusal = (file: string) => {
    const read = readMoneyBook(file)
    return read.ok ? undefined : read.refusal.params
  }
  const change = (part: string, into: string) => STEPS.replace(part, into)

  test.each([
    ['no JSON', change('"valid_until": null,', '"valid_until": null'), 'no JSON', lineOf(STEPS, '"state"')],
    [
      'a day that does not exist',
      change('"valid_from": "2017-01-01"', '"valid_from": "2017-02-30"'),
      'no day',
      lineOf(STEPS, '"valid_from"'),
    ],
    [
      'a period that ends before it begins',
      change('"valid_until": null', '"valid_until": "2016-01-01"'),
      'no period',
      lineOf(STEPS, '"valid_until"'),
    ],
    [
      'an act that is none',
      change('"began": "rvb-entitled"', '"begun": "rvb-entitled"'),
      'no act',
      lineOf(STEPS, '"began": "rvb-entitled"'),
    ],
  ])('%s', (_what, file, why, line) => {
    expect(refusal(file)).toEqual({ why, line })
  })

  test('a law without its article', () => {
    const found = refusal(change('"article": "9(1)"', '"article": null'))
    expect(found?.['why']).toBe('a law without article or year')
    expect(found?.['line']).toBe(lineOf(STEPS, '"terms"') + 1)
  })

  test('two versions of a step on one day, and a field that nobody knows', () => {
    const { steps: rows } = JSON.parse(STEPS) as { steps: object[] }
    const twice = JSON.stringify({ steps: [...rows, rows[0]] }, null, 2)
    expect(refusal(twice)?.['why']).toBe('versions overlap')
    const strange = JSON.stringify({ steps: [{ ...rows[0], bonus: 1 }] }, null, 2)
    expect(refusal(strange)?.['line']).toBeGreaterThan(0)
    expect(refusal(JSON.stringify({ steps: [{ ...rows[0], id: 'Rvb!' }] }, null, 2))?.['line']).toBe(4)
  })

  test('a road without a need, and one that is there twice', () => {
    const { routes } = JSON.parse(ROUTES) as { routes: object[] }
    const read = (changed: object[]) => readHousingRoutes(JSON.stringify({ routes: changed }, null, 2))
    expect(read([{ ...routes[0], needs: [] }]).ok).toBe(false)
    expect(read([routes[0] ?? {}, routes[0] ?? {}])).toMatchObject({
      refusal: { params: { why: 'a road is there twice' } },
    })
    expect(readHousingRoutes('{').ok).toBe(false)
  })
})

test('a later version of a step speaks from its own day on, and the old one for what was before', () => {
  const { steps: rows } = JSON.parse(STEPS) as { steps: { valid_until: string | null }[] }
  const [first] = rows
  const read = readMoneyBook(
    JSON.stringify({
      steps: [
        { ...first, valid_until: '2026-06-30' },
        { ...first, valid_from: '2026-07-01', payer: 'state' },
      ],
    }),
  )
  const both = read.ok ? read.value : []
  expect(stepOn(both, 'rvb', day('2026-06-30'))?.payer).toBe('coa')
  expect(stepOn(both, 'rvb', day('2026-07-01'))?.payer).toBe('state')
})

describe('roads to a home', () => {
  const read = readHousingRoutes(ROUTES)
  const roads = read.ok ? read.value : []
  const falls = (answers: Parameters<typeof judgeRoutes>[1]) =>
    Object.fromEntries(judgeRoutes(roads, answers, on).map(({ route, falls: where }) => [route.id, where]))

  test('who is in shelter after violence falls within where there is an ordinance', () => {
    expect(falls({ 'in-shelter': 'yes', 'left-home': 'yes', ordinance: 'yes', 'asylum-permit': 'no' })).toEqual({
      ...{ 'shelter-urgency': 'inside', 'housing-target': 'outside', mediation: 'outside' },
    })
  })

  test('without an ordinance there is no priority, and another road is named', () => {
    expect(falls({ 'in-shelter': 'yes', 'left-home': 'yes', ordinance: 'no', 'asylum-permit': 'yes' })).toEqual({
      ...{ 'shelter-urgency': 'outside', 'housing-target': 'inside', mediation: 'inside' },
    })
  })

  test('what is not known is asked for and never read as no', () => {
    const judged = judgeRoutes(roads, { 'in-shelter': 'yes' }, on)
    expect(judged.map(({ falls: where }) => where)).toEqual(['ask', 'ask', 'ask'])
    expect(judged[0]?.missing).toEqual(['left-home', 'ordinance'])
  })

  test('whatever is answered, one road at least is within or asks: nobody stands at a dead end', () => {
    const answers = ['yes', 'no', 'unknown'] as const
    for (const inShelter of answers)
      for (const leftHome of answers)
        for (const permit of answers)
          for (const ordinance of ['no', 'unknown'] as const) {
            const said = { 'in-shelter': inShelter, 'left-home': leftHome, ordinance, 'asylum-permit': permit } as const
            expect(Object.values(falls(said)).some((each) => each !== 'outside')).toBe(true)
          }
  })
})
