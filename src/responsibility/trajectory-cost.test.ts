import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { AMOUNT_PER, centsOver } from './cost.ts'
import { type AskedCost, trajectoryCost } from './trajectory-cost.ts'

const from = day('2026-11-01')
const asked = (payer: string, more: Partial<AskedCost> = {}): AskedCost => ({
  payer,
  cost: { cents: 8_050, per: 'day', from },
  ...more,
})

test('who said yes is counted to the day, and who did not answer stands as open', () => {
  const cost = trajectoryCost([asked('a', { answer: 'accepts' }), asked('b')], day('2026-11-10'))
  expect(cost).toMatchObject({ promisedSoFar: 80_500, notPromisedSoFar: 80_500, daysTwice: 0 })
  expect(cost.payers[0]).toEqual({ party: 'a', standing: 'accepts', from, centsSoFar: 80_500 })
})

test('a settlement moves its own days to who pays them, and the rest stays as it was answered', () => {
  const settled = [{ party: 'c', from, until: day('2026-11-04') }]
  const cost = trajectoryCost([asked('a', { answer: 'refuses', settled })], day('2026-11-10'))
  expect(cost.payers.map(({ party, standing, centsSoFar }) => [party, standing, centsSoFar])).toEqual([
    ['c', 'settled', 32_200],
    ['a', 'refuses', 48_300],
  ])
  expect(cost.promisedSoFar).toBe(32_200)
})

test('days for which two said yes are counted as such', () => {
  const one = asked('a', { answer: 'accepts', cost: { cents: 1, per: 'day', from, until: day('2026-11-05') } })
  const other = asked('b', { answer: 'provisional', cost: { cents: 1, per: 'day', from: day('2026-11-04') } })
  expect(trajectoryCost([one, other], day('2026-11-10')).daysTwice).toBe(2)
})

test('what begins later costs nothing so far', () => {
  const cost = trajectoryCost([asked('a', { answer: 'accepts' })], day('2026-10-01'))
  expect(cost.promisedSoFar).toBe(0)
})

test('P22 the lines of one question together are what it costs, to the cent, whoever pays which days', () => {
  fc.assert(
    fc.property(
      fc.record({
        cents: fc.integer({ min: 0, max: 1_000_000 }),
        per: fc.constantFrom(...AMOUNT_PER),
        days: fc.integer({ min: 0, max: 400 }),
        looked: fc.integer({ min: -5, max: 500 }),
        cut: fc.integer({ min: 0, max: 400 }),
        answer: fc.constantFrom('accepts' as const, 'refuses' as const, 'provisional' as const),
      }),
      ({ cents, per, days, looked, cut, answer }) => {
        const cost = { cents, per, from, until: addDays(from, days) }
        const settled = [{ party: 'z', from, until: addDays(from, Math.min(cut, days)) }]
        const upTo = addDays(from, looked)
        const { payers, promisedSoFar, notPromisedSoFar } = trajectoryCost(
          [{ payer: 'a', cost, answer, settled }],
          upTo,
        )
        expect(promisedSoFar + notPromisedSoFar).toBe(centsOver(cost, from, upTo < cost.until ? upTo : cost.until))
        expect(payers.reduce((all, { centsInAll }) => all + (centsInAll ?? 0), 0)).toBe(
          centsOver(cost, from, cost.until),
        )
      },
    ),
    { numRuns: 300 },
  )
})
