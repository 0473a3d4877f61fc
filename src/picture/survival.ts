/**
 * Time until something happens, when not everybody was watched equally long. Observations come as counts of people with the same time,
 * so that a million of them are as many numbers as there are days.
 */
import { chiSquareTail, normalQuantile } from './special-functions.ts'

/** `count` people who were watched until `time`; `cause` is what happened then, absent when they were no longer watched. */
export type Observation = { readonly time: number; readonly cause?: string; readonly count: number }

export type SurvivalStep = {
  readonly time: number
  readonly atRisk: number
  readonly events: number
  /** Share to whom it has not happened after this time. */
  readonly share: number
  readonly error: number
  readonly low: number
  readonly high: number
}

type Times = readonly {
  readonly time: number
  readonly atRisk: number
  readonly byCause: ReadonlyMap<string, number>
}[]

/** Each time at which something happened, with how many were watched until then and what happened to how many. */
const timesOf = (observations: readonly Observation[]): Times => {
  const sorted = [...Map.groupBy(observations, ({ time }) => time)].toSorted(([one], [other]) => one - other)
  let atRisk = observations.reduce((sum, { count }) => sum + count, 0)
  return sorted.flatMap(([time, here]) => {
    const byCause = new Map<string, number>()
    for (const { cause, count } of here)
      if (cause !== undefined && count > 0) byCause.set(cause, (byCause.get(cause) ?? 0) + count)
    const step = { time, atRisk, byCause }
    atRisk -= here.reduce((sum, { count }) => sum + count, 0)
    return byCause.size > 0 ? [step] : []
  })
}
const total = (byCause: ReadonlyMap<string, number>): number =>
  [...byCause.values()].reduce((sum, each) => sum + each, 0)

/**
 * Kaplan-Meier with the error of Greenwood. The interval is on the scale log(-log), which keeps it between 0 and 1 with few people; `log`
 * is there to compare with programs that have that as their default.
 */
export const kaplanMeier = (
  observations: readonly Observation[],
  scale: 'log-log' | 'log' = 'log-log',
): readonly SurvivalStep[] => {
  const z = normalQuantile(0.975)
  let [share, sum] = [1, 0]
  return timesOf(observations).map(({ time, atRisk, byCause }) => {
    const events = total(byCause)
    share *= 1 - events / atRisk
    sum += events < atRisk ? events / (atRisk * (atRisk - events)) : 0
    return { time, atRisk, events, share, error: share * Math.sqrt(sum), ...around(share, sum, z, scale) }
  })
}

const around = (share: number, sum: number, z: number, scale: 'log-log' | 'log'): { low: number; high: number } => {
  if (share <= 0 || share >= 1) return { low: Math.max(0, share), high: Math.min(1, share) }
  const error = Math.sqrt(sum)
  if (scale === 'log') return { low: share * Math.exp(-z * error), high: Math.min(1, share * Math.exp(z * error)) }
  const by = Math.exp((z * error) / Math.abs(Math.log(share)))
  return { low: share ** by, high: share ** (1 / by) }
}

/** The share to whom it has not happened at this time. */
export const shareAt = (steps: readonly SurvivalStep[], time: number): number =>
  steps.findLast((step) => step.time <= time)?.share ?? 1

export type LogRank = {
  readonly observed: readonly [number, number]
  readonly expected: readonly [number, number]
  readonly chiSquare: number
  readonly p: number
}

/** Do two groups differ over the whole time? The log-rank test; `p` is the chance of such a difference when they do not. */
export const logRank = (one: readonly Observation[], other: readonly Observation[]): LogRank => {
  const all = timesOf([...one, ...other])
  let [events, expected, variance] = [0, 0, 0]
  for (const { time, atRisk, byCause } of all) {
    const here = watchedUntil(one, time)
    const happened = total(byCause)
    events += one.reduce((sum, each) => sum + (each.time === time && each.cause !== undefined ? each.count : 0), 0)
    expected += (happened * here) / atRisk
    if (atRisk > 1)
      variance += (happened * here * (atRisk - here) * (atRisk - happened)) / (atRisk * atRisk * (atRisk - 1))
  }
  const inAll = all.reduce((sum, { byCause }) => sum + total(byCause), 0)
  const chiSquare = variance > 0 ? (events - expected) ** 2 / variance : 0
  return {
    observed: [events, inAll - events],
    expected: [expected, inAll - expected],
    chiSquare,
    p: chiSquareTail(chiSquare),
  }
}
const watchedUntil = (observations: readonly Observation[], time: number): number =>
  observations.reduce((sum, each) => sum + (each.time >= time ? each.count : 0), 0)

export type IncidenceStep = {
  readonly time: number
  readonly atRisk: number
  /** By cause, the share to whom that happened first. */
  readonly shares: Readonly<Record<string, number>>
}

/**
 * Aalen-Johansen: of several ends that shut each other out, the share to whom each has happened. The shares and who is left add up to one;
 * one minus Kaplan-Meier of each cause alone would add up to more.
 */
export const cumulativeIncidence = (
  observations: readonly Observation[],
  causes: readonly string[],
): readonly IncidenceStep[] => {
  let left = 1
  let shares: Readonly<Record<string, number>> = Object.fromEntries(causes.map((cause) => [cause, 0]))
  return timesOf(observations).map(({ time, atRisk, byCause }) => {
    const before = left
    shares = Object.fromEntries(
      causes.map((cause) => [cause, (shares[cause] ?? 0) + (before * (byCause.get(cause) ?? 0)) / atRisk]),
    )
    left *= 1 - total(byCause) / atRisk
    return { time, atRisk, shares }
  })
}

/** People who were watched after `from` until `until`. */
export type Watched = { readonly from: number; readonly until: number; readonly count: number }
export type MeanStep = { readonly time: number; readonly atRisk: number; readonly mean: number }

/** How often it happened to somebody on average until each time, when it can happen more than once (Nelson-Aalen). */
export const meanCumulative = (
  watched: readonly Watched[],
  events: readonly { readonly time: number; readonly count: number }[],
): readonly MeanStep[] => {
  let mean = 0
  const byTime = [...Map.groupBy(events, ({ time }) => time)].toSorted(([one], [other]) => one - other)
  return byTime.map(([time, here]) => {
    const atRisk = watched.reduce((sum, each) => sum + (each.from < time && each.until >= time ? each.count : 0), 0)
    mean += here.reduce((sum, { count }) => sum + count, 0) / atRisk
    return { time, atRisk, mean }
  })
}
