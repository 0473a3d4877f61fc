import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { anyFacts } from './arbitrary.fixture.ts'
import { COOK, COOK_DAY } from './cook.fixture.ts'
import { decideResponsibility, type Verdict } from './decide-responsibility.ts'
import { type DatedFact, factsOn, readFacts } from './facts.ts'
import { isValidOn, type Rule, readRules, type Sentence } from './rule.ts'
import { RULES } from './rule-book.ts'

const anyDay = fc.integer({ min: 0, max: 5000 }).map((count) => addDays(day('2015-01-01'), count))
const idsOf = (rulings: readonly { readonly rule: Rule }[]) => rulings.map(({ rule }) => `${rule.id}.${rule.version}`)
const sentencesOf = (rule: Rule): readonly Sentence[] => [
  rule.title,
  rule.step,
  ...(rule.obstacle ? [rule.obstacle] : []),
  ...rule.avoid,
]
const everyRule = (verdict: Verdict) =>
  [...verdict.certain, ...verdict.possible, ...verdict.next].map(({ rule }) => rule)

test('P2 every sentence of a verdict carries a source with the day on which it was read, and how sure it is', () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, on) => {
      const verdict = decideResponsibility(RULES, facts, on)
      const said = everyRule(verdict).flatMap(sentencesOf)
      for (const sentence of [...said, ...(verdict.provisional ? [verdict.provisional.sentence] : [])]) {
        expect(sentence.nl.length * sentence.en.length).toBeGreaterThan(0)
        expect(sentence.sources.length).toBeGreaterThan(0)
        expect(sentence.sources.every((source) => source.name !== '' && /^\d{4}-\d\d-\d\d$/.test(source.readOn))).toBe(
          true,
        )
        expect(sentence.certainty).toBeTruthy()
      }
    }),
    { numRuns: 200 },
  )
})

test('P3 a rule that is certain stays certain however the unknowns turn out', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (facts, more) => {
      const before = idsOf(decideResponsibility(RULES, facts, COOK_DAY).certain)
      const after = new Set(idsOf(decideResponsibility(RULES, { ...more, ...facts }, COOK_DAY).certain))
      expect(before.filter((id) => !after.has(id))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('P3 a rule that becomes certain was possible before: nothing unknown had been read as no', () => {
  fc.assert(
    fc.property(anyFacts, anyFacts, (facts, more) => {
      const before = decideResponsibility(RULES, facts, COOK_DAY)
      const spoken = new Set([...idsOf(before.certain), ...idsOf(before.possible)])
      const after = idsOf(decideResponsibility(RULES, { ...more, ...facts }, COOK_DAY).certain)
      expect(after.filter((id) => !spoken.has(id))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('P4 a rule outside its validity never speaks', () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, on) => {
      expect(everyRule(decideResponsibility(RULES, facts, on)).every((rule) => isValidOn(rule, on))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('P4 the reflection period of a Dublin claimant is judged by the text of its day', () => {
  const facts = { residence: '8k', dublin: 'yes' } as const
  const termsOn = (on: string) =>
    decideResponsibility(RULES, facts, day(on))
      .certain.filter(({ rule }) => rule.id === 'R02' || rule.id === 'R03')
      .map(({ rule }) => rule.term?.days)
  expect(termsOn('2023-05-18')).toEqual([90])
  expect(termsOn('2023-05-19')).toEqual([30])
})

test('P5 a dispute never delays shelter: the same rules give it, and a carrier for the meantime is named', () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, on) => {
      const { dispute: _, ...calm } = facts
      const shelterIn = (verdict: Verdict) => idsOf(verdict.certain.filter(({ rule }) => rule.topic === 'shelter'))
      const quiet = decideResponsibility(RULES, { ...calm, needShelter: 'yes' }, on)
      const disputed = decideResponsibility(RULES, { ...calm, needShelter: 'yes', dispute: 'yes' }, on)
      expect(shelterIn(disputed)).toEqual(shelterIn(quiet))
      expect(disputed.provisional).toMatchObject({ carrier: 'municipality-that-received', state: 'proposed' })
    }),
    { numRuns: 300 },
  )
})

test('P7 a verdict is never empty: without a certain rule the gap has a name', () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, on) => {
      const { certain, gap } = decideResponsibility(RULES, facts, on)
      expect(certain.length > 0 || gap !== undefined).toBe(true)
      expect(gap?.code === 'facts-missing' ? gap.missing.length : 1).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})

test('nothing known, nothing decided: the gap names what is missing and the municipality that received him carries', () => {
  const verdict = decideResponsibility(RULES, {}, COOK_DAY)
  expect(verdict.certain).toEqual([])
  expect(verdict.gap?.code).toBe('facts-missing')
  expect(verdict.gap?.missing).toContain('residence')
  expect(verdict.provisional?.state).toBe('proposed')
})

test('a day before the rules began has its own gap', () => {
  expect(decideResponsibility(RULES, { residence: 'NL' }, day('2010-01-01')).gap?.code).toBe(
    'no-rule-valid-on-this-day',
  )
})

test('an EU newcomer falls in the hardest gap, and it is named', () => {
  const verdict = decideResponsibility(
    RULES,
    { age: '21-plus', residence: '8e', eu24: 'yes', needShelter: 'yes' },
    COOK_DAY,
  )
  expect(verdict.gap?.code).toBe('facts-missing')
  const r13 = verdict.possible.find(({ rule }) => rule.id === 'R13')
  expect(r13?.missing).toEqual(['domesticViolence'])
  const violence = {
    age: '21-plus',
    residence: '8e',
    eu24: 'yes',
    needShelter: 'yes',
    domesticViolence: 'yes',
  } as const
  expect(idsOf(decideResponsibility(RULES, violence, COOK_DAY).certain)).toContain('R12.1')
})

test.each(COOK)('the dated facts of cook $id ($about) give the rules of the worked case', ({ facts, id }) => {
  const { facts: known, contested } = factsOn(facts, COOK_DAY)
  expect(contested).toEqual([])
  const verdict = decideResponsibility(RULES, known, COOK_DAY)
  const shelter = verdict.certain.filter(({ rule }) => rule.topic === 'shelter')
  const next = verdict.next.filter(({ rule }) => rule.topic === 'shelter')
  if (id === 'A') {
    expect(idsOf(shelter)).toEqual(['R10.1'])
    expect(shelter[0]?.because).toEqual(['residence', 'permit', 'age', 'needShelter'])
    expect(shelter[0]?.rule).toMatchObject({ responsible: ['college'], municipality: 'where-he-turns-to' })
  } else {
    expect(shelter).toEqual([])
    expect(verdict.gap?.code).toBe('no-certain-shelter')
    expect(next.map(({ rule, after }) => [rule.id, rule.payer, after])).toEqual([['R07', 'ministry-of-justice', 'R01']])
  }
})

test('the same cook on an earlier day is judged by the letter of that day', () => {
  const lapsed = COOK.find(({ id }) => id === 'B')?.facts ?? []
  expect(factsOn(lapsed, day('2026-04-30')).facts.residence).toBe('8a')
  expect(factsOn(lapsed, day('2026-05-01')).facts.residence).toBe('none')
})

test('two sources that contradict each other make a fact unknown, and say so', () => {
  const facts: readonly DatedFact[] = [
    { field: 'residence', value: '8a', from: day('2026-01-01'), source: 'card' },
    { field: 'residence', value: 'none', from: day('2026-02-01'), source: 'police' },
  ]
  expect(factsOn(facts, day('2026-03-01'))).toEqual({ facts: {}, contested: ['residence'] })
  expect(factsOn(facts, day('2026-01-15')).facts).toEqual({ residence: '8a' })
})

test('a fact that nobody asks for, or a value that does not exist, is refused and not dropped', () => {
  expect(readFacts({ residence: '8a' })).toEqual({ ok: true, value: { residence: '8a' } })
  expect(readFacts({ residence: '8z' })).toMatchObject({ refusal: { code: 'fact-not-known' } })
  expect(readFacts({ toString: 'yes' })).toMatchObject({ refusal: { code: 'fact-not-known' } })
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`x${at}`, 'yes']))
  expect(readFacts(many)).toMatchObject({ refusal: { code: 'too-many-facts' } })
})

test('nobody has reviewed a rule, and every verdict says so', () => {
  expect(RULES.every(({ state }) => state === 'unreviewed')).toBe(true)
  expect(decideResponsibility(RULES, { residence: 'NL' }, COOK_DAY).state).toBe('unreviewed')
})

test('the book has all 46 rules, and two versions of seven of them', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(46)
  const twice = RULES.filter(({ version }) => version === 2).map(({ id }) => id)
  expect(twice).toEqual(['R02', 'R26', 'R29', 'R30', 'R31', 'R32', 'R41'])
})

test('a book with overlapping versions or an unknown source is refused by name', async () => {
  const book = structuredClone(
    (await import('../../data/rules/responsibility.json', { with: { type: 'json' } })).default,
  )
  const twice = { ...book, rules: [...book.rules, book.rules[0]] }
  expect(readRules(twice)).toMatchObject({ refusal: { code: 'rule-versions-overlap', params: { rule: 'R01' } } })
  expect(readRules({ ...book, sources: {} })).toMatchObject({
    refusal: { code: 'rules-unreadable', params: { path: 'R01 sources' } },
  })
  expect(readRules({ ...book, rules: [{ ...book.rules[0], payer: 'somebody' }] }).ok).toBe(false)
  expect(readRules({ ...book, rules: [{ ...book.rules[0], valid_from: '2026-02-30' }] }).ok).toBe(false)
})
