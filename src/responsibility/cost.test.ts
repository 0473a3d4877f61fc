import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween } from '../kernel/index.ts'
import { type CarriedOver, carryOver, type PayerDays } from './carry-over.ts'
import { AMOUNT_PER, CENTS_MAX, type Cost, centsOn, centsOver, refuseCost } from './cost.ts'

const eightyADay: Cost = { cents: 8_000, per: 'day', from: day('2026-11-16'), until: day('2026-12-15') }

test('a month costs its amount whether it has 28, 29, 30 or 31 days, and a leap day is a day like another', () => {
  const rent: Cost = { cents: 100_001, per: 'month', from: day('2023-01-01') }
  for (const [from, until] of [
    ['2023-02-01', '2023-02-28'],
    ['2024-02-01', '2024-02-29'],
    ['2026-11-01', '2026-11-30'],
    ['2026-12-01', '2026-12-31'],
  ] as const)
    expect(centsOver(rent, day(from), day(until)), from).toBe(100_001)
  expect(centsOn(rent, day('2024-02-29'))).toBe(3_449)
})

test('outside its period nothing is paid', () => {
  expect(centsOn(eightyADay, day('2026-11-15'))).toBe(0)
  expect(centsOn(eightyADay, day('2026-12-16'))).toBe(0)
})

test('a negative amount, a period that ends before it begins, a whole amount without an end: no cost, with the reason', () => {
  const from = day('2026-11-16')
  expect(refuseCost({ cents: -1, per: 'day', from })).toBe('cost-negative')
  expect(refuseCost({ cents: 1.5, per: 'day', from })).toBe('cost-negative')
  expect(refuseCost({ cents: 1, per: 'day', from, until: day('2026-11-15') })).toBe('cost-period-reversed')
  expect(refuseCost({ cents: 1, per: 'whole', from })).toBe('cost-whole-needs-end')
  expect(refuseCost({ cents: 1, per: 'day', from, until: day('2126-11-15') })).toBe('cost-too-long')
  expect(refuseCost(eightyADay)).toBeUndefined()
})

test('Purmerend carried ten days; Landsmeer pays from the fourth, and owes seven days to the cent', () => {
  const span = (party: string, from: string, until: string): PayerDays => ({
    party,
    from: day(from),
    until: day(until),
  })
  const settled = carryOver(eightyADay, {
    carried: [span('purmerend', '2026-11-16', '2026-11-25')],
    pays: [span('purmerend', '2026-11-16', '2026-11-18'), span('landsmeer', '2026-11-19', '2026-11-25')],
  })
  expect(settled).toMatchObject({
    ok: true,
    value: { totalCents: 80_000, transfers: [{ from: 'landsmeer', to: 'purmerend', days: 7, cents: 56_000 }] },
  })
})

test('days of two payers at once, days of none, other days than were carried, and days that are not in the cost are refused', () => {
  const span = (party: string, from: string, until: string): PayerDays => ({
    party,
    from: day(from),
    until: day(until),
  })
  const carried = [span('a', '2026-11-16', '2026-11-25')]
  const code = (pays: readonly PayerDays[], by = carried) => {
    const said = carryOver(eightyADay, { carried: by, pays })
    return said.ok ? 'ok' : said.refusal.code
  }
  expect(code([span('a', '2026-11-16', '2026-11-20'), span('b', '2026-11-20', '2026-11-25')])).toBe('payers-overlap')
  expect(code([span('a', '2026-11-16', '2026-11-19'), span('b', '2026-11-21', '2026-11-25')])).toBe('payers-leave-gap')
  expect(code([span('b', '2026-11-25', '2026-11-16')])).toBe('payers-days-reversed')
  expect(code([span('b', '2026-11-16', '2026-11-24')])).toBe('payers-cover-other-days')
  expect(code([])).toBe('payers-cover-other-days')
  const before = [span('a', '2026-11-15', '2026-11-25')]
  expect(code(before, before)).toBe('payers-outside-cost')
})

// Begins in 2023 or 2024, so that many periods hold a leap day, and last days of months are met.
const firstDay = fc.integer({ min: 0, max: 730 }).map((days) => addDays(day('2023-01-01'), days))
const anyCost = fc
  .record({
    from: firstDay,
    days: fc.integer({ min: 1, max: 500 }),
    cents: fc.integer({ min: 0, max: CENTS_MAX }),
    per: fc.constantFrom(...AMOUNT_PER),
  })
  .map(({ from, days, cents, per }): Cost & { readonly until: Day } => ({
    ...{ cents, per, from, until: addDays(from, days - 1) },
  }))

/** Cuts the period at some days, each part of one of four payers. */
const anyPayers = ({ from, until }: { readonly from: Day; readonly until: Day }): fc.Arbitrary<readonly PayerDays[]> =>
  fc
    .record({
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: Math.max(1, daysBetween(from, until)) }), { maxLength: 6 }),
      parties: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 7, maxLength: 7 }),
    })
    .map(({ cuts, parties }) => {
      const last = daysBetween(from, until)
      const begins = [0, ...cuts.filter((cut) => cut <= last).sort((one, other) => one - other)]
      return begins.map((begin, at) => ({
        party: parties[at] ?? 'a',
        from: addDays(from, begin),
        until: addDays(from, (begins[at + 1] ?? last + 1) - 1),
      }))
    })

const anySettlement = anyCost.chain((cost) =>
  fc.record({ cost: fc.constant(cost), carried: anyPayers(cost), pays: anyPayers(cost), later: anyPayers(cost) }),
)
const settled = (cost: Cost, carried: readonly PayerDays[], pays: readonly PayerDays[]): CarriedOver => {
  const said = carryOver(cost, { carried, pays })
  if (!said.ok) throw new Error(said.refusal.code)
  return said.value
}
/** What a party has paid in the end: what it carried, less what it gets, and what it still pays. */
const paidInTheEnd = (party: string, { parties, transfers }: CarriedOver): number =>
  (parties.find((each) => each.party === party)?.carriedCents ?? 0) + balanceOf(party, transfers)
const balanceOf = (party: string, transfers: CarriedOver['transfers']): number =>
  transfers.reduce((sum, { from, to, cents }) => sum + (from === party ? cents : 0) - (to === party ? cents : 0), 0)
const PARTIES = ['a', 'b', 'c', 'd']

test('P15 whatever is settled, each day is paid by exactly one, and what all pay together is what it cost, to the cent', () => {
  fc.assert(
    fc.property(anySettlement, ({ cost, carried, pays }) => {
      const whole = settled(cost, carried, pays)
      const sum = (of: 'carriedCents' | 'dueCents') => whole.parties.reduce((cents, each) => cents + each[of], 0)
      expect([sum('carriedCents'), sum('dueCents')]).toEqual([whole.totalCents, whole.totalCents])
      expect(whole.totalCents).toBe(centsOver(cost, cost.from, cost.until))
      for (const { party, dueCents } of whole.parties)
        expect(dueCents).toBe(
          pays
            .filter((each) => each.party === party)
            .reduce((cents, each) => cents + centsOver(cost, each.from, each.until), 0),
        )
    }),
  )
})

test('P16 after what is carried over everybody has paid exactly what is theirs, and two never pay each other both ways', () => {
  fc.assert(
    fc.property(anySettlement, ({ cost, carried, pays }) => {
      const whole = settled(cost, carried, pays)
      for (const { party, dueCents } of whole.parties) expect(paidInTheEnd(party, whole)).toBe(dueCents)
      for (const { from, to, cents } of whole.transfers) {
        expect(cents).toBeGreaterThan(0)
        expect(whole.transfers.some((each) => each.from === to && each.to === from)).toBe(false)
      }
    }),
  )
})

test('P17 a settlement that is changed comes to the same as if the last one had been the first', () => {
  fc.assert(
    fc.property(anySettlement, ({ cost, carried, pays, later }) => {
      const [first, change, direct] = [
        settled(cost, carried, pays),
        settled(cost, pays, later),
        settled(cost, carried, later),
      ]
      for (const party of PARTIES)
        expect(balanceOf(party, first.transfers) + balanceOf(party, change.transfers)).toBe(
          balanceOf(party, direct.transfers),
        )
    }),
  )
})

test('P18 a week, a month and a whole period cost their amount, and no day of one differs more than a cent from another', () => {
  fc.assert(
    fc.property(anyCost, (cost) => {
      const { cents, per, from, until } = cost
      if (per === 'whole') expect(centsOver(cost, from, until)).toBe(cents)
      if (per === 'week' && daysBetween(from, until) >= 6) expect(centsOver(cost, from, addDays(from, 6))).toBe(cents)
      const month = from.slice(0, 7)
      const days: number[] = []
      for (let on = from; on <= until && (per !== 'month' || on.startsWith(month)); on = addDays(on, 1))
        days.push(centsOn(cost, on))
      expect(Math.max(...days) - Math.min(...days)).toBeLessThanOrEqual(1)
    }),
  )
})
