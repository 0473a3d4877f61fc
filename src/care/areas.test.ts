import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReference, readReferenceTables } from '../directory/index.ts'
import { AREA_MUNICIPALITIES_MIN, areaOf, DISTANCES_KM, kilometres, regionsNear, type Spot, widen } from './areas.ts'

const reference = readReference(await readReferenceTables())
if (!reference.ok) throw new Error('the reference tables do not read')
const spots: readonly Spot[] = reference.value.municipalities.map(
  ({ code, safetyRegion: region, longitude, latitude }) => ({ code, region, longitude, latitude }),
)
const regions = [...new Set(spots.map(({ region }) => region))]
const region = fc.constantFrom(...regions)
const danger = fc.record({
  municipality: fc.constantFrom(...spots.map(({ code }) => code)),
  km: fc.constantFrom(...DISTANCES_KM),
})

test('no area has fewer than ten municipalities, and without joining six regions would', () => {
  const sizeOf = (of: (region: string) => string): ReadonlyMap<string, number> => {
    const sizes = new Map<string, number>()
    for (const spot of spots) sizes.set(of(spot.region), (sizes.get(of(spot.region)) ?? 0) + 1)
    return sizes
  }
  expect(Math.min(...sizeOf(areaOf).values())).toBe(AREA_MUNICIPALITIES_MIN)
  const small = [...sizeOf((each) => each)].filter(([, size]) => size < AREA_MUNICIPALITIES_MIN)
  expect(small.map(([each]) => each).sort()).toEqual(['VR11', 'VR12', 'VR13', 'VR14', 'VR15', 'VR25'])
})

test('P6 whatever is avoided, by region or by distance, is avoided by whole areas', () => {
  fc.assert(
    fc.property(fc.array(region, { maxLength: 5 }), fc.array(danger, { maxLength: 3 }), (given, dangers) => {
      const avoided = widen([...given, ...(regionsNear(dangers, spots) ?? [])])
      for (const each of regions) {
        const together = regions.filter((other) => areaOf(other) === areaOf(each))
        expect(together.every((other) => avoided.includes(other))).toBe(avoided.includes(each))
      }
      for (const each of given) expect(avoided).toContain(each)
    }),
    { numRuns: 300 },
  )
})

test('nothing within the distance is left, and what is left is public geography alone', () => {
  fc.assert(
    fc.property(danger, (each) => {
      const avoided = regionsNear([each], spots) ?? []
      const from = spots.find(({ code }) => code === each.municipality)
      if (!from) throw new Error('no such municipality')
      for (const spot of spots) if (kilometres(from, spot) <= each.km) expect(avoided).toContain(spot.region)
    }),
    { numRuns: 60 },
  )
})

test('a municipality that is not there is no distance at all', () => {
  expect(regionsNear([{ municipality: 'GM9999', km: 25 }], spots)).toBeUndefined()
})

test('from Groningen to Maastricht is some 260 km', () => {
  const [groningen, maastricht] = ['GM0014', 'GM0935'].map((code) => spots.find((spot) => spot.code === code))
  if (!groningen || !maastricht) throw new Error('no such municipality')
  expect(kilometres(groningen, maastricht)).toBeGreaterThan(250)
  expect(kilometres(groningen, maastricht)).toBeLessThan(285)
})
