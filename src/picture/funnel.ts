/**
 * The funnel (Spiegelhalter 2005): between which lines observed over expected lies by chance alone, for each expected number. What lies
 * outside asks for a look; nothing here orders regions.
 */
import { upperGamma } from './special-functions.ts'

/** P(X <= count) when `expected` are expected. */
const atMost = (count: number, expected: number): number => (count < 0 ? 0 : upperGamma(count + 1, expected))

/** The limit as defined: exact Poisson, interpolated between two counts; for few expected it can lie below zero. */
export const interpolatedLimit = (expected: number, p: number): number => {
  const r = smallestWith(p, expected)
  const [up, below] = [atMost(r, expected), atMost(r - 1, expected)]
  return (r - (up - p) / (up - below)) / expected
}

const smallestWith = (p: number, expected: number): number => {
  let [low, high] = [-1, Math.ceil(expected + 10 * Math.sqrt(expected) + 20)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (atMost(middle, expected) >= p) high = middle
    else low = middle
  }
  return high
}

export const FUNNEL_CHANCES = { low998: 0.001, low95: 0.025, high95: 0.975, high998: 0.999 } as const
export type FunnelLimits = { readonly [K in keyof typeof FUNNEL_CHANCES]: number }

/**
 * The four lines at one expected number. `widening` is how many times the variance is what chance gives: above one the lines move away from
 * one by its square root, because a funnel that is too narrow calls ordinary differences special. Never below zero.
 */
export const funnelLimits = (expected: number, widening = 1): FunnelLimits => {
  const by = Math.sqrt(Math.max(1, widening))
  const limit = (p: number) => Math.max(0, 1 + (interpolatedLimit(expected, p) - 1) * by)
  return {
    low998: limit(FUNNEL_CHANCES.low998),
    low95: limit(FUNNEL_CHANCES.low95),
    high95: limit(FUNNEL_CHANCES.high95),
    high998: limit(FUNNEL_CHANCES.high998),
  }
}

export type Region = { readonly observed: number; readonly expected: number }

/** How many times wider than chance the regions lie: mean square of root-transformed z, the outer tenth on both sides drawn in. */
export const overdispersion = (regions: readonly Region[]): number => {
  const z = regions.map(({ observed, expected }) => 2 * (Math.sqrt(observed) - Math.sqrt(expected)))
  const sorted = z.toSorted((one, other) => one - other)
  const [low, high] = [quantile(sorted, 0.1), quantile(sorted, 0.9)]
  return z.reduce((sum, each) => sum + Math.min(high, Math.max(low, each)) ** 2, 0) / z.length
}

// Between the two values around the place (type 7, as most programs have it).
const quantile = (sorted: readonly number[], p: number): number => {
  const place = (sorted.length - 1) * p
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return low + (high - low) * (place - Math.floor(place))
}
