import fc from 'fast-check'
import { expect, test } from 'vitest'
import surroundings from '../../data/picture/region-context.json' with { type: 'json' }
import { compareRegions } from './compare-regions.ts'

const REGIONS = surroundings.regions.map(({ code, inhabitants }) => ({ region: code, inhabitants }))
const counted = (persons: readonly number[], year = 2026) =>
  REGIONS.map(({ region }, place) => ({ region, year, persons: persons[place] ?? 0 }))

test('P7 regions stand in the order of their codes whatever their numbers, and one of fewer than five is given an interval and no point [Q19]', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 60 }), { minLength: 25, maxLength: 25 }), (persons) => {
      const found = compareRegions(2026, REGIONS.toReversed(), counted(persons))
      if (!found) return persons.filter((each) => each >= 5).reduce((sum, each) => sum + each, 0) < 50
      expect(found.regions.map(({ region }) => region)).toEqual(REGIONS.map(({ region }) => region))
      for (const [place, region] of found.regions.entries()) {
        expect(region.low).toBeLessThanOrEqual(region.high)
        if ((persons[place] ?? 0) >= 5) expect(region.ratio).toBeGreaterThan(0)
        else {
          expect(Object.keys(region).sort()).toEqual(['expected', 'high', 'history', 'low', 'place', 'region'])
          expect(region.history.every((year) => !('persons' in year))).toBe(true)
        }
      }
      return true
    }),
  )
})

test('P7 of a region with fewer than five nothing changes with how many there are', () => {
  const of = (few: number) => {
    const persons = Array.from({ length: 25 }, () => 20)
    persons[3] = few
    return compareRegions(2026, REGIONS, counted(persons))?.regions[3]
  }
  const all = [0, 1, 2, 3, 4].map(of)
  for (const each of all) expect(each).toEqual(all[0])
})

test('P7 everything that is said is worked out of what is said: how many fewer than five are changes none of it, the total neither', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 4, maxLength: 4 }), (few) => {
      const of = (small: readonly number[]) =>
        compareRegions(2026, REGIONS, counted([50, 50, ...small, ...Array.from({ length: 19 }, () => 12)]))
      expect(of(few)).toEqual(of([0, 0, 0, 0]))
    }),
  )
  // Regions of 50, 50 and 3: the total is of the two that are said.
  expect(compareRegions(2026, REGIONS, counted([50, 50, 3]))?.persons).toBe(100)
})

test('with few persons in all regions together nothing is compared', () => {
  expect(compareRegions(2026, REGIONS, counted([20, 20, 9]))).toBeUndefined()
  expect(compareRegions(2026, REGIONS, counted([20, 20, 10]))?.persons).toBe(50)
})

test('what lies where chance puts it is within, and a region with four times as much is outside', () => {
  const inhabitants = REGIONS.reduce((sum, each) => sum + each.inhabitants, 0)
  const even = REGIONS.map((each) => Math.round((1000 * each.inhabitants) / inhabitants))
  expect(compareRegions(2026, REGIONS, counted(even))?.regions.every(({ place }) => place === 'within')).toBe(true)
  const odd = even.map((each, place) => (place === 18 ? each * 4 : each))
  const found = compareRegions(2026, REGIONS, counted(odd))
  expect(found?.regions[18]?.place).toBe('outside-998')
  // What sticks out is drawn towards the rest, and stays above it.
  expect(found?.regions[18]?.shrunken).toBeLessThan(found?.regions[18]?.ratio ?? 0)
  expect(found?.regions[18]?.shrunken).toBeGreaterThan(1)
})

test('regions that differ much more than chance have wider lines, and then fewer are called special', () => {
  const persons = REGIONS.map((_, place) => (place % 2 === 0 ? 15 : 60))
  const found = compareRegions(2026, REGIONS, counted(persons))
  expect(found?.widening).toBeGreaterThan(5)
  const [first] = found?.lines ?? []
  expect(first?.low998).toBe(0)
  expect(found?.lines.every((line) => line.low998 <= line.low95 && line.high95 <= line.high998)).toBe(true)
})

test('the own history of a region is every year that was counted, the oldest first', () => {
  const found = compareRegions(2026, REGIONS, [
    ...counted(Array.from({ length: 25 }, () => 12)),
    { region: 'VR11', year: 2024, persons: 7 },
    { region: 'VR11', year: 2025, persons: 3 },
  ])
  const history = found?.regions.find(({ region }) => region === 'VR11')?.history
  expect(history?.map(({ year, persons }) => [year, persons])).toEqual([
    [2024, 7],
    [2025, undefined],
    [2026, 12],
  ])
})
