/**
 * Where a place lies, as coarsely as it is ever compared. Six safety regions have fewer than ten municipalities, so a region that can be
 * avoided is a question that finds a house to within six. Regions are joined until every area has ten or more; avoiding one region avoids its
 * area, and so does a distance. Nothing finer than the area goes into an answer, so no number of questions can get below it (decision 63).
 * The same table stands in care.area_of (migration 0041); a test compares them, and counts the municipalities.
 */

/** No area has fewer municipalities than this. */
export const AREA_MUNICIPALITIES_MIN = 10

/** Regions that are one area together; every other region is an area of its own. */
export const JOINED: readonly (readonly string[])[] = [
  ['VR11', 'VR12', 'VR13'],
  ['VR14', 'VR25'],
  ['VR15', 'VR16'],
]

/** The area of a region, named after the first region of it. */
export const areaOf = (region: string): string => JOINED.find((regions) => regions.includes(region))?.[0] ?? region
/** Every region that is avoided when one of these is. */
export const widen = (regions: readonly string[]): readonly string[] =>
  [...new Set(regions.flatMap((region) => JOINED.find((each) => each.includes(region)) ?? [region]))].sort()

/** How far it must be from where an exploiter is; a short list, because a distance that can be turned slowly is a ruler. */
export const DISTANCES_KM = [25, 50, 100] as const
export type DistanceKm = (typeof DISTANCES_KM)[number]
export const DANGERS_MAX = 3
/** A municipality where an exploiter is or goes, and how far from it is safe. It is used and not kept. */
export type Danger = { readonly municipality: string; readonly km: DistanceKm }
export type Spot = {
  readonly code: string
  readonly region: string
  readonly longitude: number
  readonly latitude: number
}

/**
 * The regions to avoid because of where exploiters are: each area of which the middle of any municipality lies within the distance. It knows
 * public geography alone and no place, so it tells nothing about places. Gives nothing for a municipality that is not there.
 */
export const regionsNear = (dangers: readonly Danger[], spots: readonly Spot[]): readonly string[] | undefined => {
  const near = new Set<string>()
  for (const { municipality, km } of dangers) {
    const from = spots.find(({ code }) => code === municipality)
    if (!from) return undefined
    for (const spot of spots) if (kilometres(from, spot) <= km) near.add(spot.region)
  }
  return widen([...near])
}

const EARTH_KM = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** As the crow flies, between the middles of two municipalities. */
export const kilometres = (one: Spot, other: Spot): number => {
  const [a, b] = [radians(one.latitude), radians(other.latitude)]
  const half =
    Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(radians(other.longitude - one.longitude) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half))
}
