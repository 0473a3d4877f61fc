/**
 * The few functions of statistics that the picture needs, to twelve digits: ln gamma, the incomplete gamma function in both directions, the normal
 * distribution and its quantile, the incomplete beta function and quantiles, tails of Poisson, a binomial draw. Written from: Stirling's series (DLMF 5.11.1); series and continued fraction of the
 * incomplete gamma function (DLMF 8.11.4, 8.9.2) with the saddle-point form of its leading factor (Loader 2000); the draw from Hörmann (1993), BTRS.
 */
import type { Random } from '../kernel/index.ts'

const HALF_LN_TWO_PI = 0.9189385332046728
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400]
const STIRLING_FROM = 12

/** What Stirling's formula lacks of ln gamma(x), for x of 12 and more. */
const stirlingRest = (x: number): number => {
  const square = 1 / (x * x)
  let sum = 0
  for (let i = STIRLING.length - 1; i >= 0; i -= 1) sum = sum * square + (STIRLING[i] ?? 0)
  return sum / x
}

/** ln gamma(x) for x > 0. */
export const lnGamma = (x: number): number => {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN
  let product = 1
  let at = x
  while (at < STIRLING_FROM) {
    product *= at
    at += 1
  }
  return (at - 0.5) * Math.log(at) - at + HALF_LN_TWO_PI + stirlingRest(at) - Math.log(product)
}

/** x^a e^-x / gamma(a + 1), without losing digits where a and x are large and near each other. */
const poissonTerm = (a: number, x: number): number => {
  if (x === 0) return a === 0 ? 1 : 0
  if (a < STIRLING_FROM) return Math.exp(a * Math.log(x) - x - lnGamma(a + 1))
  return Math.exp(-stirlingRest(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
}

/** a ln(a / x) + x - a. */
const deviance = (a: number, x: number): number => {
  if (Math.abs(a - x) > 0.1 * (a + x)) return a * Math.log(a / x) + x - a
  const v = (a - x) / (a + x)
  let sum = (a - x) * v
  let power = 2 * a * v
  for (let j = 1; j < 100; j += 1) {
    power *= v * v
    const next = sum + power / (2 * j + 1)
    if (next === sum) return sum
    sum = next
  }
  return sum
}

const ROUNDS = 200_000
const TINY = 1e-300

const lowerBySeries = (a: number, x: number): number => {
  let term = 1
  let sum = 1
  for (let n = 1; n < ROUNDS; n += 1) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return poissonTerm(a, x) * sum
}

const upperByFraction = (a: number, x: number): number => {
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / b
  let h = d
  for (let n = 1; n < ROUNDS; n += 1) {
    const factor = n * (a - n)
    b += 2
    d = 1 / nonZero(factor * d + b)
    c = nonZero(b + factor / c)
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return poissonTerm(a, x) * a * h
}
const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value)

/** The share of the gamma distribution with shape a below x: P(a, x). Exact in relative terms where it is small. */
export const lowerGamma = (a: number, x: number): number => {
  if (x <= 0) return 0
  return x < a + 1 ? lowerBySeries(a, x) : 1 - upperByFraction(a, x)
}
/** The share above x: Q(a, x) = 1 - P(a, x), exact in relative terms where it is small. */
export const upperGamma = (a: number, x: number): number => {
  if (x <= 0) return 1
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x)
}

/** The smaller of P(X <= count) and P(X >= count) for X ~ Poisson(mean): neither is ever one minus the other where it is tiny. */
export const poissonTail = (count: number, mean: number): number => {
  const below = upperGamma(count + 1, mean)
  const above = count > 0 ? lowerGamma(count, mean) : 1
  return Math.min(below, above)
}

/** The standard normal distribution up to z. */
export const normalBelow = (z: number): number => {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z > 0 ? 1 - tail : tail
}

/** The z below which this share of the standard normal distribution lies; -Infinity for 0, Infinity for 1. */
export const normalQuantile = (share: number): number => {
  if (!(share >= 0 && share <= 1)) return Number.NaN
  if (share === 0) return Number.NEGATIVE_INFINITY
  if (share === 1) return Number.POSITIVE_INFINITY
  if (share === 0.5) return 0
  return share < 0.5 ? -upperQuantile(share) : upperQuantile(1 - share)
}

/** The z > 0 above which this share lies: a rational first guess (Hastings, in Abramowitz and Stegun 26.2.23), then Newton on the logarithm. */
const upperQuantile = (tail: number): number => {
  const t = Math.sqrt(-2 * Math.log(tail))
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let round = 0; round < 8; round += 1) {
    const above = upperGamma(0.5, (z * z) / 2) / 2
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const step = ((Math.log(above) - Math.log(tail)) * above) / density
    z += step
    if (Math.abs(step) < 1e-15 * Math.max(1, z)) break
  }
  return z
}

/** Regularised incomplete beta function I_x(a, b). */
export const betaI = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b
}

const betaFraction = (a: number, b: number, x: number): number => {
  let c = 1
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < ROUNDS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d)
    c = nonZero(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d)
    c = nonZero(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

/** The chance that a chi-square with one degree of freedom is larger than `x`. */
export const chiSquareTail = (x: number): number => upperGamma(0.5, x / 2)

/** Where the gamma distribution with this shape and scale 1 lies below with chance `p`. */
export const gammaQuantile = (p: number, shape: number): number => {
  if (p <= 0) return 0
  let most = shape + 10
  while (lowerGamma(shape, most) < p) most *= 2
  return rootOf((x) => (p > 0.5 ? 1 - p - upperGamma(shape, x) : lowerGamma(shape, x) - p), 0, most)
}

/** Where the beta distribution lies below with chance `p`. */
export const betaQuantile = (p: number, a: number, b: number): number => rootOf((x) => betaI(a, b, x) - p, 0, 1)

/** Where a rising function passes zero, by halving: slow, and it cannot run away. Fifteen digits. */
export const rootOf = (rises: (x: number) => number, least: number, most: number): number => {
  let [low, high] = [least, most]
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (rises(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** How many of `trials` succeed, each with this chance: exact, in a time that does not grow with their number. */
export const drawBinomial = (random: Random, trials: number, chance: number): number => {
  if (trials <= 0 || chance <= 0) return 0
  if (chance >= 1) return trials
  if (chance > 0.5) return trials - drawBinomial(random, trials, 1 - chance)
  return trials * chance < 10 ? drawByInversion(random, trials, chance) : drawByRejection(random, trials, chance)
}

const drawByInversion = (random: Random, trials: number, chance: number): number => {
  const odds = chance / (1 - chance)
  for (;;) {
    let term = Math.exp(trials * Math.log1p(-chance))
    let left = random.next()
    for (let count = 0; count <= trials && count < 200; count += 1) {
      if (left < term) return count
      left -= term
      term *= (odds * (trials - count)) / (count + 1)
    }
  }
}

const drawByRejection = (random: Random, trials: number, chance: number): number => {
  const spread = Math.sqrt(trials * chance * (1 - chance))
  const b = 1.15 + 2.53 * spread
  const a = -0.0873 + 0.0248 * b + 0.01 * chance
  const centre = trials * chance + 0.5
  const alpha = (2.83 + 5.1 / b) * spread
  const lnOdds = Math.log(chance / (1 - chance))
  const mode = Math.floor((trials + 1) * chance)
  const atMode = lnGamma(mode + 1) + lnGamma(trials - mode + 1)
  for (;;) {
    const u = random.next() - 0.5
    const v = random.next()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + centre)
    if (count < 0 || count > trials) continue
    if (us >= 0.07 && v <= 0.92 - 4.2 / b) return count
    const bound = Math.log((v * alpha) / (a / (us * us) + b))
    if (bound <= atMode - lnGamma(count + 1) - lnGamma(trials - count + 1) + (count - mode) * lnOdds) return count
  }
}
