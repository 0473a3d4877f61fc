/**
 * Shrinkage: what is measured in a small region borrows from all regions, as much as its smallness asks (gamma-Poisson). Two programs that
 * both say "empirical Bayes" give other figures on the same data, so each estimator here has its name and the screen says which.
 */
import type { Region } from './funnel.ts'
import { lnGamma } from './special-functions.ts'

export const ESTIMATORS = [
  'negative-binomial-maximum-likelihood',
  'marshall-moments',
  'clayton-kaldor-moments',
] as const
export type Estimator = (typeof ESTIMATORS)[number]

/** The spread of the true ratios: a gamma with this shape and rate. Absent: regions differ no more than chance, all have the mean. */
export type Spread = { readonly shape: number; readonly rate: number }

/** The logarithm of the likelihood of a spread, with its constant. */
export const logLikelihood = (regions: readonly Region[], { shape, rate }: Spread): number =>
  regions.reduce(
    (sum, { observed, expected }) =>
      sum +
      lnGamma(observed + shape) -
      lnGamma(shape) -
      lnGamma(observed + 1) +
      shape * Math.log(rate / (rate + expected)) +
      observed * Math.log(expected / (rate + expected)),
    0,
  )

const SHAPE_MOST = 1e6
const STEPS = 200

/** The spread of largest likelihood (negative binomial), by Newton on the logarithms; nothing when there is no more spread than chance. */
export const spreadByLikelihood = (regions: readonly Region[]): Spread | undefined => {
  const { shape: first } = spreadByMoments(regions) ?? { shape: 1 }
  let spread: Spread = { shape: first, rate: first / meanRatio(regions) }
  for (let step = 0; step < STEPS; step += 1) {
    const next = newtonStep(regions, spread)
    if (next.shape > SHAPE_MOST || !Number.isFinite(next.shape)) return undefined
    const moved = Math.abs(Math.log(next.shape / spread.shape)) + Math.abs(Math.log(next.rate / spread.rate))
    spread = next
    if (moved < 1e-13) break
  }
  return spread
}

// Newton on (ln shape, ln rate); halved until the likelihood does not fall, and along the slope where the surface is not a hill.
const newtonStep = (regions: readonly Region[], spread: Spread): Spread => {
  const { shape, rate } = spread
  let [gs, gr, ss, sr, rr] = [0, 0, 0, 0, 0]
  for (const { observed, expected } of regions) {
    for (let k = 0; k < observed; k += 1) {
      gs += 1 / (shape + k)
      ss -= 1 / (shape + k) ** 2
    }
    gs += Math.log(rate / (rate + expected))
    gr += shape / rate - (observed + shape) / (rate + expected)
    sr += 1 / rate - 1 / (rate + expected)
    rr += (observed + shape) / (rate + expected) ** 2 - shape / rate ** 2
  }
  const [us, ur] = [shape * gs, rate * gr]
  const [a, b, c] = [shape * shape * ss + us, shape * rate * sr, rate * rate * rr + ur]
  const det = a * c - b * b
  const isHill = a < 0 && det > 0
  const by = isHill ? [(-c * us + b * ur) / det, (b * us - a * ur) / det] : [Math.sign(us), Math.sign(ur)]
  const before = logLikelihood(regions, spread)
  for (let size = 1; size > 1e-9; size /= 2) {
    const next = { shape: shape * Math.exp(size * (by[0] ?? 0)), rate: rate * Math.exp(size * (by[1] ?? 0)) }
    if (logLikelihood(regions, next) >= before - 1e-12) return next
  }
  return spread
}

const meanRatio = (regions: readonly Region[]): number =>
  regions.reduce((sum, each) => sum + each.observed, 0) / regions.reduce((sum, each) => sum + each.expected, 0)

/** The spread by the two equations of moments of Clayton and Kaldor (1987), repeated until they hold. */
export const spreadByMoments = (regions: readonly Region[]): Spread | undefined => {
  let spread: Spread = { shape: 1, rate: 1 }
  for (let step = 0; step < 10_000; step += 1) {
    const ratios = regions.map((each) => shrunken(each, spread))
    const mean = ratios.reduce((sum, each) => sum + each, 0) / ratios.length
    const variance =
      regions.reduce(
        (sum, { expected }, place) => sum + (1 + spread.rate / expected) * ((ratios[place] ?? 0) - mean) ** 2,
        0,
      ) /
      (ratios.length - 1)
    const next = { shape: mean ** 2 / variance, rate: mean / variance }
    if (!Number.isFinite(next.shape) || next.shape > SHAPE_MOST) return undefined
    const moved = Math.abs(next.shape - spread.shape) + Math.abs(next.rate - spread.rate)
    spread = next
    if (moved < 1e-12) break
  }
  return spread
}

/** The ratio of one region under a spread. */
export const shrunken = ({ observed, expected }: Region, { shape, rate }: Spread): number =>
  (observed + shape) / (expected + rate)

/** The moments of Marshall (1991), as a check beside the likelihood: overall ratio, variance between regions, and the ratios. */
export const marshall = (
  regions: readonly Region[],
): { readonly mean: number; readonly raw: number; readonly between: number; readonly ratios: readonly number[] } => {
  const expected = regions.reduce((sum, each) => sum + each.expected, 0)
  const mean = meanRatio(regions)
  const raw =
    regions.reduce((sum, each) => sum + each.expected * (each.observed / each.expected - mean) ** 2, 0) / expected
  const between = Math.max(0, raw - mean / (expected / regions.length))
  const ratios = regions.map(
    (each) => mean + (between * (each.observed / each.expected - mean)) / (between + mean / each.expected),
  )
  return { mean, raw, between, ratios }
}
