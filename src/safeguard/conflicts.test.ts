import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { CONFLICTS, readConflicts, TERMS } from './book.ts'
import { type Condition, type DecisionFacts, detectConflicts, isNotFree } from './conflicts.ts'
import { ACCORDS, BECAUSE, DECISION_KINDS } from './interest.ts'

const today = day('2026-11-16')
const found = (facts: Partial<DecisionFacts> & Pick<DecisionFacts, 'kind' | 'because'>): readonly string[] =>
  detectConflicts(CONFLICTS, { today, ...facts }).map(({ id }) => id)

test('shelter that ends because there is no complaint stands beside the treaty that forbids it', () => {
  expect(found({ kind: 'end-shelter', because: ['no-complaint'] })).toEqual(['help-for-complaint'])
  const [rule] = detectConflicts(CONFLICTS, { today, kind: 'close', because: ['complaint-withdrawn'] })
  expect(rule).toMatchObject({ state: 'law', source: expect.stringContaining('N18') })
})

test('a case that is dismissed rubs while the permit hangs on it, and not for who stays on another ground', () => {
  expect(found({ kind: 'close', because: ['case-dismissed'], letter: '8a' })).toEqual(['permit-hangs-on-case'])
  expect(found({ kind: 'close', because: ['case-dismissed'], letter: 'NL' })).toEqual([])
  expect(found({ kind: 'close', because: ['case-dismissed'] })).toEqual([])
})

test('a place that ends on a date of the money, or while a payer has not answered', () => {
  expect(found({ kind: 'end-shelter', because: ['money-ends'], waitsForMoney: true })).toEqual([
    'ends-on-a-money-date',
    'ends-while-money-is-asked',
  ])
  expect(found({ kind: 'report-to-police', because: ['money-ends'], waitsForMoney: true })).toEqual([])
})

test('a wish that was told beside police, without the interpreter, or long ago is asked again', () => {
  expect(isNotFree({ present: ['interpreter', 'police'], interpreter: 'in-person' })).toBe(true)
  expect(isNotFree({ present: ['nobody-else'], interpreter: 'missing' })).toBe(true)
  expect(isNotFree({ present: ['interpreter', 'lawyer'], interpreter: 'by-phone' })).toBe(false)
  expect(found({ kind: 'move', because: ['her-wish'], wishNotFree: true, wishAgeDays: 91 })).toEqual([
    'wish-not-free',
    'wish-is-old',
  ])
  expect(found({ kind: 'move', because: ['her-wish'], wishAgeDays: 90 })).toEqual([])
})

test('a rule says nothing before its first day', () => {
  const facts = { kind: 'return', because: ['other'], letter: '8k' } as const
  expect(detectConflicts(CONFLICTS, { ...facts, today: day('2010-07-31') })).toEqual([])
  expect(detectConflicts(CONFLICTS, { ...facts, today: day('2010-08-01') }).map(({ id }) => id)).toEqual([
    'return-in-reflection',
  ])
})

test('every rule says where it comes from and what it is, and a row that cannot be read is no rule', () => {
  expect(new Set(CONFLICTS.map(({ id }) => id)).size).toBe(CONFLICTS.length)
  const [first] = CONFLICTS
  for (const wrong of [
    { ...first, when: { ...first?.when, moon: true } },
    { ...first, when: { kinds: ['end-everything'] } },
    { ...first, state: 'certain' },
    { ...first, valid_from: '2026-02-30' },
    { ...first, source: '' },
    { ...first, when: {} },
  ])
    expect(() => readConflicts({ conflicts: [wrong] })).toThrow(/cannot be read/)
  expect(Object.values(TERMS).every((each) => Number.isInteger(each) && each > 0)).toBe(true)
})

const facts: fc.Arbitrary<DecisionFacts> = fc.record(
  {
    kind: fc.constantFrom(...DECISION_KINDS),
    because: fc.subarray([...BECAUSE], { minLength: 1 }),
    today: fc.constant(today),
    accords: fc.constantFrom(...ACCORDS),
    letter: fc.constantFrom('8a', '8h', '8k', 'NL', 'none'),
    minor: fc.boolean(),
    waitsForMoney: fc.boolean(),
    givesBed: fc.boolean(),
    wishNotFree: fc.boolean(),
    wishAgeDays: fc.nat(400),
  },
  { requiredKeys: ['kind', 'because', 'today'] },
)
/** The same said anew: every condition of a row, each on its own. */
const speaks = (when: Condition, of: DecisionFacts): boolean => {
  const some = <T>(wanted: readonly T[] | undefined, has: readonly (T | undefined)[]) =>
    wanted === undefined || has.some((each) => each !== undefined && wanted.includes(each))
  const flags = (['minor', 'waitsForMoney', 'givesBed', 'wishNotFree'] as const).every(
    (name) => !when[name] || of[name],
  )
  const old =
    when.wishOlderThanDays === undefined || (of.wishAgeDays !== undefined && of.wishAgeDays > when.wishOlderThanDays)
  const lists =
    some(when.kinds, [of.kind]) &&
    some(when.because, of.because) &&
    some(when.accords, [of.accords]) &&
    some(when.letters, [of.letter])
  return lists && Boolean(flags) && old
}

test('P3 exactly the rows speak of which everything holds, and what is not known makes no row speak', () => {
  const met = new Set<string>()
  fc.assert(
    fc.property(facts, (given) => {
      const ids = detectConflicts(CONFLICTS, given).map(({ id }) => id)
      expect(ids).toEqual(CONFLICTS.filter(({ when }) => speaks(when, given)).map(({ id }) => id))
      for (const id of ids) met.add(id)
    }),
    { numRuns: 5_000 },
  )
  expect([...met].sort()).toEqual(CONFLICTS.map(({ id }) => id).sort())
})
