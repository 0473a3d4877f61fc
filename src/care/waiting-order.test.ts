import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aheadOf, byTurn, profileOf, rankOf, readOrder, turnFor, WAITING_ORDER, type Waiter } from './waiting-order.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 16) + minutes * 60_000)
const waiter: fc.Arbitrary<Waiter> = fc.record({
  id: fc.uuid(),
  rank: fc.integer({ min: 1, max: 4 }),
  since: fc.integer({ min: 0, max: 5 }).map(at),
  must: fc.constantFrom(['man'] as const, ['man', 'secured'] as const, ['man', 'speaks-zh'] as const),
  avoids: fc.boolean(),
  holdsBed: fc.boolean(),
  askedLately: fc.boolean(),
  unsafeThere: fc.boolean(),
})
const waiters = fc.uniqueArray(waiter, { maxLength: 12, selector: ({ id }) => id })
const bed = fc.constantFrom(['man'] as const, ['man', 'secured'] as const, ['man', 'secured', 'speaks-zh'] as const)

test('P19 a bed goes to the first that it fits, and each who stood before has a reason', () => {
  fc.assert(
    fc.property(waiters, bed, (list, words) => {
      const turn = turnFor(list, words)
      if (!turn) return
      const before = list.filter((each) => byTurn(each, turn.first) < 0).toSorted(byTurn)
      expect(turn.passed.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      expect(aheadOf(list, turn.first).moreUrgent + aheadOf(list, turn.first).longer).toBe(before.length)
      expect(turn.first).toMatchObject({ avoids: false, holdsBed: false, askedLately: false, unsafeThere: false })
    }),
  )
})

test('P19 in whatever order they are given, the same one is first', () => {
  fc.assert(
    fc.property(waiters, bed, (list, words) => {
      expect(turnFor(list.toReversed(), words)).toEqual(turnFor(list, words))
    }),
  )
})

test('nobody who waits longer and is as urgent stands behind', () => {
  fc.assert(
    fc.property(waiter, waiter, (one, other) => {
      if (one.rank === other.rank && one.since < other.since) expect(byTurn(one, other)).toBeLessThan(0)
      if (one.rank < other.rank) expect(byTurn(one, other)).toBeLessThan(0)
    }),
  )
})

test('the table says its state, and one in which two are as urgent is refused with the line', () => {
  expect(WAITING_ORDER.state).toBe('proposed')
  expect([rankOf('unsafe-tonight'), rankOf('no-such-word')]).toEqual([1, undefined])
  const [first] = WAITING_ORDER.urgencies
  expect(readOrder({ ...WAITING_ORDER, urgencies: [first, { ...first, code: 'other-word' }] })).toMatchObject({
    refusal: { code: 'waiting-order-unreadable', params: { path: '/urgencies/1' } },
  })
  expect(readOrder({ ...WAITING_ORDER, urgencies: [{ ...first, rank: 0 }] }).ok).toBe(false)
  expect([profileOf(['secured', 'woman']), profileOf(['secured'])]).toEqual(['woman', undefined])
})
