import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Cell,
  mayTell,
  ownReplies,
  PERSONS_MIN,
  sharedReplies,
  showCounts,
  showLost,
  withheldOf,
} from './lost-figures.ts'
import { LOST_CAUSES } from './wait-pieces.ts'

const DAY = 24 * 60
const cell: fc.Arbitrary<Cell> = fc.record({
  key: fc.constantFrom('GM0001', 'GM0002', 'GM0003', 'GM0004', 'GM0005', 'none'),
  cause: fc.constantFrom(...LOST_CAUSES),
  minutes: fc.array(fc.integer({ min: 1, max: 60 * DAY }), { minLength: 1, maxLength: 14 }),
})
const cells = fc.uniqueArray(cell, { maxLength: 24, selector: ({ key, cause }) => `${key} ${cause}` })

test('P20 no figure over fewer than five persons is shown, and none in which one person waited more than half', () => {
  fc.assert(
    fc.property(cells, (given) => {
      for (const shown of showLost(given)) {
        const behind = given.find(({ key, cause }) => key === shown.key && cause === shown.cause)?.minutes ?? []
        if ('withheld' in shown) continue
        expect(behind.length).toBeGreaterThanOrEqual(PERSONS_MIN)
        expect(mayTell(behind)).toBe(true)
      }
    }),
  )
})

test('P21 what is withheld of a cause is nothing, or at least two cells of five persons together: a difference tells nobody apart', () => {
  fc.assert(
    fc.property(cells, (given) => {
      for (const cause of LOST_CAUSES) {
        const of = given.filter((each) => each.cause === cause)
        const hidden = withheldOf(of)
        if (hidden.size === 0 || hidden.size === of.length) continue
        expect(hidden.size).toBeGreaterThan(1)
        expect(mayTell(of.filter(({ key }) => hidden.has(key)).flatMap(({ minutes }) => minutes))).toBe(true)
      }
    }),
  )
})

test('what is shown holds the true number, and stands in the order of its keys and not of its size', () => {
  fc.assert(
    fc.property(cells, (given) => {
      const shown = showLost(given)
      expect(shown).toHaveLength(given.length)
      expect(shown.map(({ key }) => key)).toEqual(shown.map(({ key }) => key).toSorted())
      for (const each of shown) {
        if ('withheld' in each) continue
        const minutes = given.find(({ key, cause }) => key === each.key && cause === each.cause)?.minutes ?? []
        const weeks = minutes.reduce((total, one) => total + one, 0) / (7 * DAY)
        expect(each.weeks.low <= weeks && weeks <= each.weeks.high).toBe(true)
        expect(each.persons % 5).toBe(0)
      }
    }),
  )
})

test('P20 days are shown when five or more stand at or beyond each end: no end is the shortest or the longest that somebody waited', () => {
  const waited = (persons: number) => Array.from({ length: persons }, (_, at) => (at + 1) * DAY)
  const daysOf = (persons: number) => {
    const [shown] = showLost([{ key: 'GM0001', cause: 'papers', minutes: waited(persons) }])
    return shown && 'days' in shown ? shown.days : undefined
  }
  for (const persons of [6, 7, 8, 16]) expect(daysOf(persons), String(persons)).toBeUndefined()
  expect(daysOf(17)).toEqual({ low: 5, high: 13 })
})

test('a count of four is withheld, and the smallest beside it hides it', () => {
  expect(
    showCounts([
      { row: 'VR01', column: 'man', persons: 4 },
      { row: 'VR02', column: 'man', persons: 11 },
      { row: 'VR03', column: 'man', persons: 6 },
      { row: 'VR01', column: 'woman', persons: 7 },
    ]),
  ).toEqual([
    { row: 'VR01', column: 'man', persons: null },
    { row: 'VR01', column: 'woman', persons: 5 },
    { row: 'VR02', column: 'man', persons: 10 },
    { row: 'VR03', column: 'man', persons: null },
  ])
})

test('a house reads its own replies as they are; others are told in fives and whole hours, and nothing of four persons', () => {
  const replies = { persons: 6, unanswered: 2, minutes: [30, 45, 60, 90, 125, 700] }
  expect(ownReplies(replies)).toEqual({ asked: 8, unanswered: 2, medianHours: 1.3, hours: { low: 0.5, high: 11.7 } })
  expect(sharedReplies(replies)).toEqual({ asked: 10, unanswered: null, hours: { low: 0, high: 12 } })
  expect(sharedReplies({ ...replies, persons: 4 })).toEqual({ withheld: true })
})
