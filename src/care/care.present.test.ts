import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStale, showOptions } from './care.present.ts'
import { needOf, rankHouses, STALE_DAYS } from './match-place.ts'

const need = needOf(['man', 'secured'], { must: [], nice: ['speaks-bg', 'longer'] })
const houses = fc.array(
  fc.record({
    fits: fc.subarray([...need.nice]).map((nice) => [...need.must, ...nice]),
    stale: fc.boolean(),
  }),
  { maxLength: 16 },
)

test('P7 who the houses are changes nothing in what a search shows, not even the order', () => {
  fc.assert(
    fc.property(houses, fc.uuid(), fc.array(fc.uuid(), { minLength: 32, maxLength: 32 }), (found, id, names) => {
      const shown = (begin: number, turn: string): unknown => {
        const candidates = found.map((each, index) => ({ ...each, provider: names[begin + index] ?? String(index) }))
        const ranked = rankHouses({ id: turn, need, candidates, askedBefore: [] })
        return showOptions({ ranked, whyNot: [], regionsAvoided: [] })
      }
      expect(shown(16, id)).toEqual(shown(0, 'another'))
    }),
    { numRuns: 500 },
  )
})

test('no answer shows more than ten houses, and says when there are more', () => {
  const ranked = rankHouses({
    id: 'r',
    need,
    candidates: Array.from({ length: 14 }, (_, index) => ({ provider: String(index), fits: ['man'] })),
    askedBefore: [],
  })
  const shown = showOptions({ ranked, whyNot: ['no-room'], regionsAvoided: [] })
  expect([shown.options.length, shown.more, shown.whyNot.length]).toEqual([10, true, 1])
})

test('a count is called old after more than three days', () => {
  const now = new Date('2026-11-29T12:00:00Z')
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  expect([isStale(ago(0), now), isStale(ago(STALE_DAYS), now), isStale(ago(STALE_DAYS + 1), now)]).toEqual([
    false,
    false,
    true,
  ])
})
