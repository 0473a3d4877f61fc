/**
 * Regions beside each other when numbers are small. In the order of their codes and never of their numbers; each has an interval; the ratio
 * of a region with fewer than five persons is not given, nor anything from which it can be told: in everything that is worked out it counts for two,
 * however many there are. What is expected follows the number of inhabitants alone, so the ratio measures what is reported as much as how many
 * victims there are.
 */
import { countInterval, exactInterval } from './count-interval.ts'
import { DOOR_TERMS } from './door.ts'
import { type FunnelLimits, funnelLimits, overdispersion } from './funnel.ts'
import { BASE } from './release.ts'
import { type Estimator, marshall, shrunken, spreadByLikelihood, spreadByMoments } from './shrinkage.ts'

export type RegionPersons = { readonly region: string; readonly year: number; readonly persons: number }
export type PlaceInFunnel = 'within' | 'outside-95' | 'outside-998' | 'few'

export type ComparedRegion = {
  readonly region: string
  readonly expected: number
  /** Absent below five. */
  readonly observed?: number
  readonly ratio?: number
  /** Of the ratio; below five the widest that any number from 0 to 4 would have. */
  readonly low: number
  readonly high: number
  readonly shrunken?: number
  readonly place: PlaceInFunnel
  readonly history: readonly PastYear[]
}
export type PastYear = {
  readonly year: number
  readonly persons?: number
  readonly low: number
  readonly high: number
}
export type Comparison = {
  /** In the regions whose number is said. */
  readonly persons: number
  readonly widening: number
  readonly estimator: Estimator
  /** What the named estimators say of the same data; absent: no more spread than chance gives. */
  readonly spread?: { readonly shape: number; readonly rate: number }
  readonly checks: { readonly moments?: { readonly shape: number; readonly rate: number }; readonly marshall: number }
  readonly regions: readonly ComparedRegion[]
  /** The lines of the funnel, from few expected to many. */
  readonly lines: readonly (FunnelLimits & { readonly expected: number })[]
}

const LINE_POINTS = 48
/** The middle of 0 to 4: what fewer than five count for, so that no figure follows how many there are. */
const FEW_COUNTS_FOR = (BASE - 1) / 2

/** Compares one year; nothing when there are too few persons in the regions whose number is said to compare anything. */
export const compareRegions = (
  year: number,
  regions: readonly { readonly region: string; readonly inhabitants: number }[],
  counts: readonly RegionPersons[],
): Comparison | undefined => {
  const personsIn = (region: string, on: number): number =>
    counts.find((each) => each.region === region && each.year === on)?.persons ?? 0
  const inOrder = regions.toSorted((one, other) => one.region.localeCompare(other.region))
  const told = inOrder.map(({ region }) => personsIn(region, year)).filter((each) => each >= BASE)
  const persons = told.reduce((sum, each) => sum + each, 0)
  if (persons < DOOR_TERMS.compareMin) return undefined
  const inhabitants = inOrder.reduce((sum, each) => sum + each.inhabitants, 0)
  const counting = persons + (inOrder.length - told.length) * FEW_COUNTS_FOR
  const measured = inOrder.map(({ region, inhabitants: here }) => {
    const observed = personsIn(region, year)
    const expected = (counting * here) / inhabitants
    return { region, observed: observed < BASE ? FEW_COUNTS_FOR : observed, expected }
  })
  const widening = Math.max(1, overdispersion(measured))
  const [spread, moments] = [spreadByLikelihood(measured), spreadByMoments(measured)]
  const years = [...new Set(counts.map((each) => each.year))].filter((each) => each <= year).sort()
  const most = Math.max(...measured.map(({ expected }) => expected)) * 1.1
  return {
    ...{ persons, widening, estimator: 'negative-binomial-maximum-likelihood' },
    ...(spread ? { spread } : {}),
    checks: { ...(moments ? { moments } : {}), marshall: marshall(measured).between },
    regions: measured.map((each) => ({
      ...{ region: each.region, expected: each.expected },
      ...ratioOf(each, widening),
      // Whoever has no more spread than chance is shrunken wholly: to the mean, which is one.
      ...(each.observed < BASE ? {} : { shrunken: spread ? shrunken(each, spread) : 1 }),
      history: years.map((on) => pastYear(on, personsIn(each.region, on))),
    })),
    lines: Array.from({ length: LINE_POINTS }, (_, place) => {
      const expected = (most * (place + 1)) / LINE_POINTS
      return { expected, ...funnelLimits(expected, widening) }
    }),
  }
}

const ratioOf = (
  { observed, expected }: { readonly observed: number; readonly expected: number },
  widening: number,
): Pick<ComparedRegion, 'observed' | 'ratio' | 'low' | 'high' | 'place'> => {
  const { low, high } = intervalOf(observed)
  const around = { low: low / expected, high: high / expected }
  if (observed < BASE) return { ...around, place: 'few' }
  const [ratio, limits] = [observed / expected, funnelLimits(expected, widening)]
  const isOut = (below: number, above: number) => ratio < below || ratio > above
  const place = isOut(limits.low998, limits.high998)
    ? 'outside-998'
    : isOut(limits.low95, limits.high95)
      ? 'outside-95'
      : 'within'
  return { ...around, observed, ratio, place }
}

// Of 0 to 4 one interval that holds them all: it tells that there are few, and not how many.
const intervalOf = (persons: number) =>
  persons < BASE ? { low: 0, high: exactInterval(BASE - 1).high } : countInterval(persons)

const pastYear = (year: number, persons: number): PastYear => ({
  ...{ year, ...intervalOf(persons) },
  ...(persons < BASE ? {} : { persons }),
})
