import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CORRECTION_REASONS,
  type Correction,
  causeOf,
  readWaits,
  refuseCorrection,
  WAIT_CAUSES,
  type Wait,
} from './wait-clock.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 10, 16) + hours * 3_600_000)

test('nine hours of waiting for a place of which six for a payer are six hours of money and three of no place', () => {
  const reading = readWaits(
    [
      { cause: 'no-place', started: at(0), ended: at(9) },
      { cause: 'money', party: 'zaanstad', started: at(2), ended: at(8) },
    ],
    at(20),
  )
  expect(reading).toEqual({
    hours: 9,
    running: false,
    shares: [
      { cause: 'money', party: 'zaanstad', hours: 6 },
      { cause: 'no-place', hours: 3 },
    ],
  })
})

test('what still waits says what it waits for now', () => {
  const reading = readWaits(
    [
      { cause: 'no-place', started: at(0) },
      { cause: 'money', party: 'x', started: at(1) },
    ],
    at(3),
  )
  expect(reading).toMatchObject({ hours: 3, running: true, now: { cause: 'money', party: 'x' } })
})

// Whole hours, so that rounding to a tenth does not blur the sum.
const wait: fc.Arbitrary<Wait> = fc
  .record({
    cause: fc.constantFrom(...WAIT_CAUSES),
    party: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    from: fc.integer({ min: 0, max: 100 }),
    hours: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
  })
  .map(({ cause, party, from, hours }) => ({
    cause,
    started: at(from),
    ...(party && { party }),
    ...(hours !== undefined && { ended: at(from + hours) }),
  }))

test('P5 each hour counts once: hours by cause add up to the hours waited, whatever overlaps', () => {
  fc.assert(
    fc.property(fc.array(wait, { maxLength: 8 }), fc.integer({ min: 0, max: 160 }), (waits, now) => {
      const reading = readWaits(waits, at(now))
      // Counted hour by hour, the slow and certain way.
      const slow = Array.from({ length: now }, (_, hour) =>
        waits.some((each) => each.started <= at(hour) && (each.ended ?? at(now)) >= at(hour + 1)),
      ).filter(Boolean).length
      expect(reading.hours).toBe(slow)
      expect(reading.shares.reduce((sum, share) => sum + share.hours, 0)).toBeCloseTo(slow, 6)
    }),
  )
})

test('the order in which waits were written down does not matter', () => {
  fc.assert(
    fc.property(fc.array(wait, { maxLength: 8 }), (waits) => {
      const byName = (one: { cause: string; party?: string }, other: { cause: string; party?: string }) =>
        `${one.cause}${one.party}` < `${other.cause}${other.party}` ? -1 : 1
      const sorted = (list: readonly Wait[]) => [...readWaits(list, at(200)).shares].sort(byName)
      expect(sorted(waits.toReversed())).toEqual(sorted(waits))
    }),
  )
})

const correction: fc.Arbitrary<Correction> = fc
  .record({
    cause: fc.constantFrom(...WAIT_CAUSES),
    party: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
    reason: fc.constantFrom(...CORRECTION_REASONS),
  })
  .map(({ cause, party, reason }) => ({ cause, reason, at: at(200), ...(party && { party }) }))
const corrected: fc.Arbitrary<Wait> = fc
  .record({ wait, corrections: fc.array(correction, { maxLength: 3 }) })
  .map((each) => ({ ...each.wait, corrections: each.corrections }))

test('P12 a correction moves no hour: it waited as long as before, and the hours stand under what was said last', () => {
  fc.assert(
    fc.property(fc.array(corrected, { maxLength: 8 }), (waits) => {
      const derived = waits.map(({ corrections: _said, ...each }): Wait => each)
      const [said, before] = [readWaits(waits, at(160)), readWaits(derived, at(160))]
      expect([said.hours, said.running]).toEqual([before.hours, before.running])
      expect(said.shares.reduce((sum, share) => sum + share.hours, 0)).toBeCloseTo(said.hours, 6)
      const named = waits.map((each) => JSON.stringify(causeOf(each)))
      for (const { cause, party } of said.shares)
        expect(named).toContain(JSON.stringify({ cause, ...(party && { party }) }))
    }),
  )
})

test('P13 where waits overlap every hour goes to the cause that stands first in the list, and to no other', () => {
  fc.assert(
    fc.property(
      fc.array(corrected, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 120 }),
      (waits, hour) => {
        const running = waits.filter((each) => each.started <= at(hour) && (each.ended ?? at(200)) >= at(hour + 1))
        // What stands in this one hour: the waits cut to it.
        const cut = running.map((each): Wait => ({ ...each, started: at(hour), ended: at(hour + 1) }))
        const first = WAIT_CAUSES.find((cause) => running.some((each) => causeOf(each).cause === cause))
        expect(readWaits(cut, at(200)).shares.map(({ cause, hours }) => [cause, hours])).toEqual(
          first ? [[first, 1]] : [],
        )
      },
    ),
  )
})

test('a correction without a reason and one that changes nothing are refused', () => {
  const money: Wait = { cause: 'money', party: 'a', started: at(0) }
  expect(refuseCorrection(money, { cause: 'decision' })).toBe('correction-needs-reason')
  expect(refuseCorrection(money, { cause: 'money', party: 'a', reason: 'other-cause' })).toBe(
    'correction-changes-nothing',
  )
  expect(refuseCorrection(money, { cause: 'money', party: 'b', reason: 'other-party' })).toBeUndefined()
  expect(refuseCorrection(money, { cause: 'money', reason: 'other-party' })).toBeUndefined()
})

test('of what people said of a wait the last word counts', () => {
  const said = (cause: Wait['cause'], hour: number): Correction => ({ cause, reason: 'other-cause', at: at(hour) })
  const wait: Wait = {
    cause: 'money',
    started: at(0),
    ended: at(4),
    corrections: [said('papers', 5), said('consent', 6)],
  }
  expect(readWaits([wait], at(9)).shares).toEqual([{ cause: 'consent', hours: 4 }])
})
