/** The clock against one that walks through the days, over generated histories; `SAMENHANG_HISTORIES` sets how many. */
import { expect, test } from 'vitest'
import { addDays, type Day, day, dayAt, type Random, randomFrom } from '../kernel/index.ts'
import { type ClockFact, readClocks } from './clock.ts'
import { kindsOf, type Norm, type NormVersion } from './norm.ts'
import { NORMS } from './norm-book.ts'
import { readSlowly } from './slow-clock.fixture.ts'

const HISTORIES = Number(process.env['SAMENHANG_HISTORIES'] ?? 100_000)
/** Around these days terms go wrong: summer time, leap day, year end, holidays, a Friday evening. */
const TURNS =
  '2024-02-28 2024-03-30 2024-10-26 2024-12-23 2025-03-29 2025-04-17 2025-10-25 2025-12-30 2026-03-28 2026-04-02 2026-04-24 2026-05-04 2026-05-13 2026-10-24 2026-12-24 2027-02-27'
    .split(' ')
    .map(day)

const version = (norm: Norm, more: Partial<NormVersion>): Norm => ({
  ...norm,
  versions: norm.versions.map((each) => ({ ...each, validFrom: day('2024-01-01'), ...more })),
})
/** The norms as they are, valid in all years of the histories, and with every unit of term. */
const norms: readonly Norm[] = [
  ...NORMS,
  ...NORMS.map((norm) => (norm.versions.length > 1 ? norm : version(norm, {}))),
  ...NORMS.filter(({ versions }) => versions.every(({ judged }) => judged.rule === 'within')).flatMap((norm) =>
    norm.versions.length > 1
      ? []
      : [
          version(norm, { term: { count: 3, unit: 'working-days', kind: 'law' } }),
          version(norm, { term: { count: 4, unit: 'days', kind: 'law', extended: true } }),
          version(norm, { term: { count: 49, unit: 'hours', kind: 'law' } }),
        ],
  ),
]

const historyOf = (random: Random, norm: Norm): { readonly facts: readonly ClockFact[]; readonly on: Day } => {
  const kinds = [
    ...new Set([...norm.versions.flatMap(kindsOf), 'consent-refused', 'not-now', 'consent-given', 'call-logged']),
  ]
  const triggers = norm.versions.flatMap(({ trigger }) => trigger)
  // A limit is passed by the fourth of a kind: rare, unless it is drawn often.
  const counted = norm.versions.flatMap(({ judged }) => (judged.rule === 'at-most' ? judged.counted : []))
  const begun = random.pick(TURNS)
  const near = (): Day => addDays(begun, random.chance(0.7) ? random.below(12) - 3 : random.below(200) - 40)
  const facts = Array.from({ length: 1 + random.below(9) }, (_, at) => ({
    kind:
      at === 0 || random.chance(0.15)
        ? random.pick(triggers)
        : random.pick(counted.length > 0 && random.chance(0.6) ? counted : kinds),
    happened: at === 0 ? begun : near(),
  }))
  return { facts, on: addDays(begun, random.chance(0.8) ? random.below(20) : random.below(260)) }
}

test(`P7 a clock that walks through the days reads ${HISTORIES} histories alike`, () => {
  const random = randomFrom(40)
  const states = new Map<string, number>()
  for (let at = 0; at < HISTORIES; at += 1) {
    const norm = random.pick(norms)
    const { facts, on } = historyOf(random, norm)
    const [fast, slow] = [readClocks(norm, facts, { day: on }), readSlowly(norm, facts, on)]
    if (JSON.stringify(sorted(fast)) !== JSON.stringify(sorted(slow)))
      expect({ norm: norm.id, facts, on, read: fast }).toEqual({ norm: norm.id, facts, on, read: slow })
    for (const { reading } of fast) states.set(reading.state, (states.get(reading.state) ?? 0) + 1)
  }
  // Whoever compares nothing finds no difference: every state was met often.
  for (const state of ['running', 'kept', 'missed', 'not-applicable'])
    expect(states.get(state)).toBeGreaterThan(HISTORIES / 50)
}, 600_000)

const sorted = (read: ReturnType<typeof readClocks>) =>
  read.map(({ trigger, reading }) => [trigger, Object.entries(reading).sort(([a], [b]) => (a < b ? -1 : 1))])

/** The day in the Netherlands at an instant by the rule of the directive: summer time from the last Sunday of March to that of October, 01:00 UTC. */
const dayByRule = (instant: Date): string => {
  const lastSunday = (month: number): number => {
    const last = new Date(Date.UTC(instant.getUTCFullYear(), month + 1, 0, 1))
    return last.getTime() - last.getUTCDay() * 86_400_000
  }
  const summer = instant.getTime() >= lastSunday(2) && instant.getTime() < lastSunday(9)
  return new Date(instant.getTime() + (summer ? 2 : 1) * 3_600_000).toISOString().slice(0, 10)
}

test('an instant falls on its day in the Netherlands at every half hour around summer time, leap days and year ends', () => {
  let compared = 0
  for (const turn of TURNS)
    for (let half = -48; half < 5 * 48; half += 1) {
      const instant = new Date(new Date(`${turn}T00:00:00Z`).getTime() + half * 1_800_000)
      expect(dayAt(instant)).toBe(dayByRule(instant))
      compared += 1
    }
  expect(compared).toBe(TURNS.length * 288)
})
