/**
 * How sure a count or a share is. Exact by default: with small numbers every approximation is wrong on the side that matters (Byar gives
 * one case a lower limit of 0.013 where it is 0.025).
 */
import { betaQuantile, gammaQuantile, lowerGamma, normalQuantile, rootOf, upperGamma } from './special-functions.ts'

export type Interval = { readonly low: number; readonly high: number }
const LEVEL = 0.95

/** Exact interval of a count (Garwood 1936). */
export const exactInterval = (count: number, level = LEVEL): Interval => {
  const out = (1 - level) / 2
  return {
    low: count === 0 ? 0 : gammaQuantile(out, count),
    high: gammaQuantile(1 - out, count + 1),
  }
}

/** Interval of a count that gives half of the weight to the count itself (mid-P): shorter, and not quite exact. */
export const midInterval = (count: number, level = LEVEL): Interval => {
  const out = (1 - level) / 2
  const most = count + 20 + 10 * Math.sqrt(count + 1)
  // Chance of more than the count and half of the count, and of fewer and half: both move one way with what is expected.
  const atLeast = (expected: number) =>
    (lowerGamma(count + 1, expected) + (count === 0 ? 1 : lowerGamma(count, expected))) / 2
  const atMost = (expected: number) =>
    (upperGamma(count + 1, expected) + (count === 0 ? 0 : upperGamma(count, expected))) / 2
  return {
    low: count === 0 ? 0 : rootOf((expected) => atLeast(expected) - out, 0, most),
    high: rootOf((expected) => out - atMost(expected), 0, most),
  }
}

/** Interval of a count after Byar: good from about twenty on, too wide below. */
export const byarInterval = (count: number, level = LEVEL): Interval => {
  const z = normalQuantile(1 - (1 - level) / 2)
  const side = (n: number, sign: 1 | -1) => n * (1 - 1 / (9 * n) + (sign * z) / (3 * Math.sqrt(n))) ** 3
  return { low: count === 0 ? 0 : side(count, -1), high: side(count + 1, 1) }
}

/** Above this many the approximation of Byar differs from the exact one by less than a tenth of a person. */
export const BYAR_ABOVE = 20
/** The interval that is shown beside a count: exact, and after Byar only above twenty. */
export const countInterval = (count: number): Interval =>
  count > BYAR_ABOVE ? byarInterval(count) : exactInterval(count)

/** Interval of a share to show (Wilson). */
export const shareInterval = (part: number, whole: number, level = LEVEL): Interval => {
  if (whole === 0) return { low: 0, high: 1 }
  const z = normalQuantile(1 - (1 - level) / 2)
  const [p, zz] = [part / whole, z * z]
  const [middle, half] = [p + zz / (2 * whole), z * Math.sqrt((p * (1 - p)) / whole + zz / (4 * whole * whole))]
  return {
    low: part === 0 ? 0 : (middle - half) / (1 + zz / whole),
    high: part === whole ? 1 : (middle + half) / (1 + zz / whole),
  }
}

/** Interval of a share to claim something with (Clopper, Pearson 1934): never shorter than it says. */
export const exactShareInterval = (part: number, whole: number, level = LEVEL): Interval => {
  const out = (1 - level) / 2
  return {
    low: part === 0 ? 0 : betaQuantile(out, part, whole - part + 1),
    high: part === whole ? 1 : betaQuantile(1 - out, part + 1, whole - part),
  }
}
