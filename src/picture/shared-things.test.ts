import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairsToShow, type RegionPair } from './shared-things.ts'

const VR = (at: number): string => `VR${String(at).padStart(2, '0')}`
const others: fc.Arbitrary<readonly RegionPair[]> = fc.array(
  fc.record({ one: fc.integer({ min: 3, max: 9 }).map(VR), other: fc.constant('VR20'), links: fc.nat(40) }),
  { maxLength: 8 },
)

test('P23 of two regions that share 1 to 4 links nothing that is shown tells how many', () => {
  fc.assert(
    fc.property(others, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (rest, some, more) => {
      const shown = (links: number) => pairsToShow([...rest, { one: 'VR01', other: 'VR02', links }])
      expect(shown(some)).toEqual(shown(more))
      expect(shown(some)).toContainEqual({ one: 'VR01', other: 'VR02', links: '<5' })
      expect(pairsToShow(rest).every(({ links }) => links === '<5' || links >= 5)).toBe(true)
    }),
  )
})

test('pairs stand in the order of their codes and never of their numbers', () => {
  const pairs = [
    { one: 'VR13', other: 'VR22', links: 90 },
    { one: 'VR01', other: 'VR25', links: 7 },
    { one: 'VR01', other: 'VR13', links: 5 },
    { one: 'VR02', other: 'VR03', links: 0 },
  ]
  expect(pairsToShow(pairs)).toEqual([pairs[2], pairs[1], pairs[0]])
})
