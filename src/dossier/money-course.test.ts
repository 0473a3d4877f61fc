import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { MONEY_ACTS, MONEY_OUTCOMES, type MoneyAct, readMoneyBook } from './money-book.ts'
import {
  firstDue,
  heldMoney,
  isMeantFor,
  MONEY_MOVES,
  MONEY_PHASES,
  type MoneyFact,
  moveMoney,
  nextActs,
  roundsOf,
  runsOn,
} from './money-course.ts'

const read = readMoneyBook(readFileSync(join(import.meta.dirname, '../../data/money/steps.json'), 'utf8'))
const book = read.ok ? read.value : []
const start = day('2026-03-02')

let made = 0
const fact = (act: MoneyAct, after: number, more: Partial<MoneyFact> = {}): MoneyFact => ({
  ...{ id: `f${made++}`, step: 'participatiewet', act, on: addDays(start, after) },
  ...more,
})
const at = (today: number, facts: readonly MoneyFact[], person = {}) =>
  heldMoney(book, facts, { today: addDays(start, today), person })
const dues = (today: number, facts: readonly MoneyFact[], person = {}) =>
  at(today, facts, person).flatMap(({ clocks }) =>
    clocks.map(({ term, due, state }) => [term?.id ?? 'end', due, state]),
  )

describe('clocks of social assistance', () => {
  test('after an application the advance is due in four weeks and the decision in eight', () => {
    expect(dues(0, [fact('applied', 0)])).toEqual([
      ['advance', '2026-03-30', 'running'],
      ['decide', '2026-04-28', 'running'],
    ])
  })

  test('an advance ends its own clock and not that of the decision, and a decision ends both', () => {
    expect(dues(10, [fact('applied', 0), fact('advance-paid', 5)]).map(([id]) => id)).toEqual(['decide'])
    expect(dues(10, [fact('applied', 0), fact('decided', 9, { outcome: 'granted' })])).toEqual([])
  })

  test('a decision that does not come is late, and it is the decider who is', () => {
    const [held] = at(70, [fact('applied', 0), fact('advance-paid', 5)])
    expect(held?.clocks[0]).toMatchObject({ state: 'late', term: { whose: 'decider' } })
  })

  test('a refusal opens six weeks to object; afterwards the right has lapsed', () => {
    const facts = [fact('applied', 0), fact('decided', 10, { outcome: 'refused' })]
    expect(dues(20, facts)).toEqual([['object', '2026-04-23', 'running']])
    expect(dues(60, facts)).toEqual([['object', '2026-04-23', 'lapsed']])
    expect(dues(20, [...facts, fact('objected', 15)])).toEqual([])
  })

  test('the search period holds below 27 alone, waits and is never late; without a birth date it says that it may hold', () => {
    const facts = [fact('began', 0)]
    expect(dues(3, facts, { birth: day('2004-05-01') })).toEqual([['search', '2026-03-30', 'waits']])
    expect(dues(60, facts, { birth: day('2004-05-01') })).toEqual([])
    expect(dues(3, facts, { birth: day('1990-05-01') })).toEqual([])
    expect(at(3, facts)[0]?.clocks[0]).toMatchObject({ ageUnknown: true })
    expect(firstDue(at(3, facts)[0]?.clocks ?? [])).toBeUndefined()
  })

  test('the last day of what was granted is a clock until the next was applied for', () => {
    const until = day('2026-09-01')
    const facts = [fact('applied', 0), fact('decided', 9, { outcome: 'granted', until })]
    expect(dues(20, facts)).toEqual([['end', until, 'running']])
    expect(runsOn(roundsOf(facts)[0] ?? ({} as never), until)).toBe(true)
    expect(runsOn(roundsOf(facts)[0] ?? ({} as never), addDays(until, 1))).toBe(false)
    const renewed = [...facts, fact('applied', 100)]
    expect(roundsOf(renewed)).toHaveLength(2)
    expect(dues(101, renewed).map(([id]) => id)).toEqual(['advance', 'decide'])
  })
})

test('terms in months end on the last day of a shorter month, and an absent term gives no clock', () => {
  const insured = [fact('began', 0, { step: 'health-insurance', on: day('2025-10-31') })]
  expect(dues(0, insured)[0]?.[1]).toBe('2026-02-28')
  expect(dues(0, [fact('began', 0, { step: 'legal-aid' }), fact('applied', 1, { step: 'legal-aid' })])).toEqual([])
})

describe('what cannot be is refused in words', () => {
  const roundAfter = (...facts: readonly MoneyFact[]) => roundsOf(facts).at(-1)
  const refused = (
    round: ReturnType<typeof roundAfter>,
    act: MoneyAct,
    days: number,
    more: Partial<MoneyFact> = {},
  ) => {
    const moved = moveMoney(round, fact(act, days, more))
    return moved.ok ? undefined : moved.refusal.code
  }
  const applied = fact('applied', 10)
  const no = fact('decided', 20, { outcome: 'refused' })

  test.each([
    ['a decision before an application', undefined, 'decided', 0, { outcome: 'granted' }, 'money-not-applied'],
    ['a second application while one is open', roundAfter(applied), 'applied', 11, {}, 'money-open-already'],
    [
      'a day before the last that was written down',
      roundAfter(applied),
      'decided',
      9,
      { outcome: 'granted' },
      'money-day-before-last',
    ],
    ['a decision without what was decided', roundAfter(applied), 'decided', 11, {}, 'money-outcome-missing'],
    [
      'an outcome with something else',
      roundAfter(applied),
      'advance-paid',
      11,
      { outcome: 'granted' },
      'money-outcome-without-decision',
    ],
    [
      'a last day of what was refused',
      roundAfter(applied),
      'decided',
      11,
      { outcome: 'refused', until: day('2027-01-01') },
      'money-outcome-without-decision',
    ],
    [
      'a last day before the decision',
      roundAfter(applied),
      'decided',
      11,
      { outcome: 'granted', until: day('2026-01-01') },
      'money-until-before-decision',
    ],
    ['payment of what was refused', roundAfter(applied, no), 'payment-started', 21, {}, 'money-not-granted'],
    ['an appeal without an objection', roundAfter(applied, no), 'appealed', 21, {}, 'money-not-objected'],
    ['an objection before a decision', roundAfter(applied), 'objected', 11, {}, 'money-not-decided'],
    [
      'a new application while an objection runs',
      roundAfter(applied, no, fact('objected', 21)),
      'applied',
      22,
      {},
      'money-review-open',
    ],
    [
      'anything of what has ended',
      roundAfter(applied, fact('ended', 12)),
      'decided',
      13,
      { outcome: 'granted' },
      'money-ended',
    ],
  ] as const)('%s', (_what, round, act, days, more, code) => {
    expect(refused(round, act, days, more)).toBe(code)
  })

  test('after the decision on an objection the court is open, and a second objection is not', () => {
    const reviewed = roundAfter(
      applied,
      no,
      fact('objected', 21),
      fact('objection-decided', 40, { outcome: 'refused' }),
    )
    expect(refused(reviewed, 'appealed', 41)).toBeUndefined()
    expect(refused(reviewed, 'objected', 41)).toBe('money-objected-already')
  })
})

const anyFact = fc.record({
  act: fc.constantFrom(...MONEY_ACTS),
  days: fc.integer({ min: 0, max: 400 }),
  outcome: fc.option(fc.constantFrom(...MONEY_OUTCOMES), { nil: undefined }),
})

test('P38 a step has at most one open round, its days never go back, and a clock runs only from a fact that stands there', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 15 }), fc.integer({ min: 0, max: 900 }), (given, today) => {
      const facts = given.map(({ act, days, outcome }) => fact(act, days, outcome ? { outcome } : {}))
      const held = at(today, facts)
      const rounds = held.map(({ round }) => round)
      const open = rounds.filter(({ phase }) => ['began', 'applied', 'objected', 'appealed'].includes(phase))
      expect(open.length).toBeLessThanOrEqual(1)
      for (const [place, { round, clocks }] of held.entries()) {
        expect(round.facts.map(({ on }) => on)).toEqual(round.facts.map(({ on }) => on).toSorted())
        const before = rounds[place - 1]?.facts.at(-1)?.on
        if (before) expect(round.facts[0]?.on && round.facts[0].on >= before).toBe(true)
        for (const clock of clocks) expect(round.facts.some(({ on }) => on === clock.from)).toBe(true)
      }
      // What may come next is what the table takes, and nothing else.
      for (const act of nextActs(rounds.at(-1))) expect(MONEY_ACTS).toContain(act)
    }),
    { numRuns: 1_000 },
  )
})

test('every phase answers every act, and each phase but the first can be reached', () => {
  const reached = new Set<string>()
  for (const phase of MONEY_PHASES)
    for (const act of MONEY_ACTS) {
      const cell = MONEY_MOVES[phase][act]
      if (typeof cell === 'string') reached.add(cell)
    }
  expect(
    [...MONEY_PHASES].filter(
      (each) => !reached.has(each) && each !== 'none' && each !== 'granted' && each !== 'refused',
    ),
  ).toEqual([])
})

test('for whom a step is meant is said and keeps nobody from writing down what happened', () => {
  const rvb = book.find(({ id }) => id === 'rvb') ?? ({} as never)
  expect([isMeantFor(rvb, { letter: '8k' }), isMeantFor(rvb, { letter: '8a' }), isMeantFor(rvb, {})]).toEqual([
    'yes',
    'no',
    'unknown',
  ])
  expect(nextActs(undefined)).toEqual(['began', 'applied'])
})
