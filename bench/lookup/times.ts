/**
 * Times on a machine that others use too. Each act is timed, and marked when the system took the core away during it (an
 * involuntary context switch): figures over all acts say what was seen, figures over undisturbed acts what the code does.
 */
export type Times = { readonly all: number[]; readonly undisturbed: number[] }

export const newTimes = (): Times => ({ all: [], undisturbed: [] })

/** Runs an act and keeps how long it took, in milliseconds. */
export const timed = <Value>(times: Times, act: () => Value): Value => {
  const switches = process.resourceUsage().involuntaryContextSwitches
  const start = performance.now()
  const value = act()
  const took = performance.now() - start
  times.all.push(took)
  if (process.resourceUsage().involuntaryContextSwitches === switches) times.undisturbed.push(took)
  return value
}

/** Percentiles of both, and how many a second. */
export const figuresOf = ({ all, undisturbed }: Times) => ({
  all: percentiles(all),
  undisturbed: { ...percentiles(undisturbed), share: round(undisturbed.length / Math.max(all.length, 1)) },
})

export const percentiles = (times: readonly number[]) => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number =>
    round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0)
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1), perSecond: perSecond(times, 1) }
}

/** Acts a second when each entry stands for so many. */
export const perSecond = (times: readonly number[], each: number): number =>
  Math.round((times.length * each * 1000) / Math.max(sumOf(times), 1e-9))

const sumOf = (times: readonly number[]): number => times.reduce((sum, time) => sum + time, 0)

export const round = (value: number): number => Math.round(value * 1000) / 1000
