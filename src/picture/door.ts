/**
 * The revolving door: how many of those whose help ended come back, how soon, by which way out, and which ways out there are. Leaving the
 * country and death are ends after which nobody is awaited: leaving is not success. Curves stop where fewer than ten are watched.
 */
import terms from '../../data/picture/door.json' with { type: 'json' }
import { addDays, type Day, daysBetween } from '../kernel/index.ts'
import { type FewOr, few } from './flows.ts'
import { cumulativeIncidence, kaplanMeier, logRank, meanCumulative, type Observation } from './survival.ts'

export type DoorTerms = {
  /** Somebody who is back sooner than this was not gone. */
  readonly gapDays: number
  /** A curve is drawn as far as so many are still watched. */
  readonly riskMin: number
  /** Days between two points of a curve: single returns do not show. */
  readonly pointDays: number
  /** With fewer persons than this in all regions together nothing is compared. */
  readonly compareMin: number
  /** Of a hundred returns, how many linkage recognises; measured on invented countries (decision 0056). */
  readonly recallInHundred: number
}
export const DOOR_TERMS: DoorTerms = terms

export type Ended = { readonly on: Day; readonly cause: string; readonly isFirst: boolean; readonly count: number }
export type Returned = {
  readonly leftOn: Day
  readonly days: number
  readonly daysFromFirst: number
  readonly cause: string
  readonly way: string
  readonly isFirst: boolean
  readonly count: number
}
export type WentOut = { readonly enteredOn: Day; readonly days: number; readonly cause: string; readonly count: number }
export type DoorCounts = {
  readonly ended: readonly Ended[]
  readonly returned: readonly Returned[]
  readonly entered: readonly { readonly on: Day; readonly count: number }[]
  readonly firstOut: readonly WentOut[]
  readonly gapCauses: readonly { readonly cause: string; readonly count: number }[]
}

export type CurvePoint = {
  readonly days: number
  readonly atRisk: number
  readonly back: number
  readonly low: number
  readonly high: number
}
export const ROUTES_OUT = ['completed', 'stopped'] as const
export type RouteOut = (typeof ROUTES_OUT)[number]
export const WAYS_OUT = ['ended', 'abroad', 'deceased', 'out-of-sight'] as const

/** After these ends nobody is awaited. */
const NOT_AWAITED: Readonly<Record<string, (typeof WAYS_OUT)[number]>> = {
  'returned-home': 'abroad',
  'transferred-abroad': 'abroad',
  deceased: 'deceased',
}
const ROUTE_OF: Readonly<Record<string, RouteOut>> = {
  recovered: 'completed',
  'own-wish': 'stopped',
  declined: 'stopped',
  'not-plausible': 'stopped',
}

export type Door = {
  readonly ended: FewOr
  readonly notAwaited: FewOr
  readonly back: FewOr
  readonly curve: readonly CurvePoint[]
  readonly routes: readonly {
    readonly route: RouteOut
    readonly ended: FewOr
    readonly curve: readonly CurvePoint[]
  }[]
  /** The chance of such a difference between the routes when there is none (log-rank); absent where one has no curve. */
  readonly routesDiffer?: number
  readonly ways: readonly { readonly code: string; readonly count: FewOr }[]
  readonly gapCauses: readonly { readonly code: string; readonly count: FewOr }[]
  /** Returns of one file on average, by days since its first end. */
  readonly returnsOnAverage: readonly { readonly days: number; readonly atRisk: number; readonly mean: number }[]
  readonly waysOut: readonly {
    readonly days: number
    readonly atRisk: number
    readonly shares: Readonly<Record<string, number>>
  }[]
}

/** Reads the counts as they stand on a day. */
export const readDoor = (
  counts: DoorCounts,
  today: Day,
  { gapDays }: Pick<DoorTerms, 'gapDays'> = DOOR_TERMS,
): Door => {
  const short = counts.returned.filter(({ days }) => days < gapDays)
  const returned = counts.returned.filter((each) => each.days >= gapDays && !NOT_AWAITED[each.cause])
  // Whoever was back within the gap never left: that end does not count.
  const ended = netOf(counts.ended, short)
  const awaited = ended.filter(({ cause }) => !NOT_AWAITED[cause])
  const watch = (route?: RouteOut) => {
    const isOf = ({ cause }: { cause: string }) => route === undefined || ROUTE_OF[cause] === route
    return observationsOf(awaited.filter(isOf), returned.filter(isOf), today)
  }
  const routes = ROUTES_OUT.map((route) => ({
    ...{
      route,
      ended: few(sum(awaited.filter(({ cause }) => ROUTE_OF[cause] === route))),
      curve: curveOf(watch(route)),
    },
  }))
  const [one, other] = ROUTES_OUT
  return {
    ended: few(sum(ended)),
    notAwaited: few(sum(ended) - sum(awaited)),
    back: few(sum(returned)),
    curve: curveOf(watch()),
    routes,
    ...(routes.every(({ curve }) => curve.length > 0) ? { routesDiffer: logRank(watch(one), watch(other)).p } : {}),
    ways: byCode(returned.map(({ way, count }) => ({ code: way, count }))),
    gapCauses: byCode(counts.gapCauses.map(({ cause, count }) => ({ code: cause, count }))),
    returnsOnAverage: averageOf(awaited, returned, today),
    waysOut: waysOutOf(counts, today),
  }
}

type Counted = { readonly count: number }
const sum = (counted: readonly Counted[]): number => counted.reduce((total, { count }) => total + count, 0)

const netOf = (ended: readonly Ended[], short: readonly Returned[]): readonly Ended[] =>
  ended.flatMap((each) => {
    const undone = sum(
      short.filter(
        ({ leftOn, cause, isFirst }) => leftOn === each.on && cause === each.cause && isFirst === each.isFirst,
      ),
    )
    return each.count > undone ? [{ ...each, count: each.count - undone }] : []
  })

const observationsOf = (ended: readonly Ended[], returned: readonly Returned[], today: Day): readonly Observation[] => [
  ...returned.map(({ days, count }) => ({ time: days, cause: 'back', count })),
  ...watchedOn(ended, returned, today),
]

/** Those who are not back, watched until today. */
const watchedOn = (
  ended: readonly Ended[],
  returned: readonly Returned[],
  today: Day,
): readonly { readonly time: number; readonly count: number }[] => {
  const backOf = Map.groupBy(returned, ({ leftOn }) => leftOn)
  return [...Map.groupBy(ended, ({ on }) => on)].flatMap(([on, here]) => {
    const count = sum(here) - sum(backOf.get(on) ?? [])
    return count > 0 ? [{ time: Math.max(0, daysBetween(on, today)), count }] : []
  })
}

const pointsUntil = (observations: readonly Observation[]): readonly { days: number; atRisk: number }[] => {
  const points: { days: number; atRisk: number }[] = []
  for (let days = 0; ; days += DOOR_TERMS.pointDays) {
    const atRisk = observations.reduce((total, { time, count }) => total + (time >= days ? count : 0), 0)
    if (atRisk < DOOR_TERMS.riskMin) return points
    points.push({ days, atRisk })
  }
}

const curveOf = (observations: readonly Observation[]): readonly CurvePoint[] => {
  const steps = kaplanMeier(observations)
  return pointsUntil(observations).map(({ days, atRisk }) => {
    const step = steps.findLast(({ time }) => time <= days)
    return {
      ...{ days, atRisk, back: 1 - (step?.share ?? 1), low: 1 - (step?.high ?? 1), high: 1 - (step?.low ?? 1) },
    }
  })
}

const averageOf = (ended: readonly Ended[], returned: readonly Returned[], today: Day): Door['returnsOnAverage'] => {
  const watched = ended
    .filter(({ isFirst }) => isFirst)
    .map(({ on, count }) => ({ from: -1, until: Math.max(0, daysBetween(on, today)), count }))
  const steps = meanCumulative(
    watched,
    returned.map(({ daysFromFirst, count }) => ({ time: daysFromFirst, count })),
  )
  return pointsUntil(watched.map(({ until, count }) => ({ time: until, count })))
    .filter(({ days }) => days > 0 && days % 360 === 0)
    .map(({ days, atRisk }) => ({ days, atRisk, mean: steps.findLast(({ time }) => time <= days)?.mean ?? 0 }))
}

const waysOutOf = ({ entered, firstOut }: DoorCounts, today: Day): Door['waysOut'] => {
  const outOf = Map.groupBy(firstOut, ({ enteredOn }) => enteredOn)
  const still = [...Map.groupBy(entered, ({ on }) => on)].flatMap(([on, here]) => {
    const count = sum(here) - sum(outOf.get(on) ?? [])
    return count > 0 ? [{ time: Math.max(0, daysBetween(on, today)), count }] : []
  })
  const observations = [
    ...still,
    ...firstOut.map(({ days, cause, count }) => ({ time: days, cause: wayOutOf(cause), count })),
  ]
  const steps = cumulativeIncidence(observations, WAYS_OUT)
  return pointsUntil(observations)
    .filter(({ days }) => days > 0 && days % 90 === 0)
    .map(({ days, atRisk }) => ({
      ...{ days, atRisk },
      shares: steps.findLast(({ time }) => time <= days)?.shares ?? Object.fromEntries(WAYS_OUT.map((way) => [way, 0])),
    }))
}
const wayOutOf = (cause: string): string => (cause === 'out-of-sight' ? cause : (NOT_AWAITED[cause] ?? 'ended'))

const byCode = (counted: readonly { readonly code: string; readonly count: number }[]): Door['ways'] =>
  [...Map.groupBy(counted, ({ code }) => code)]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([code, here]) => ({ code, count: few(sum(here)) }))

/** The day on which somebody entered who went out on this day after so many days. */
export const enteredBefore = (out: Day, days: number): Day => addDays(out, -days)
