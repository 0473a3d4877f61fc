import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import {
  betaI,
  betaQuantile,
  chiSquareTail,
  drawBinomial,
  gammaQuantile,
  lnGamma,
  lowerGamma,
  normalBelow,
  normalQuantile,
  poissonTail,
  upperGamma,
} from './special-functions.ts'

const near = (value: number, wanted: number) => Math.abs(value - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted))

test.each([
  ['ln gamma of a half', lnGamma(0.5), Math.log(Math.sqrt(Math.PI))],
  ['ln gamma of ten', lnGamma(10), Math.log(362_880)],
  ['ln gamma of a tenth', lnGamma(0.1), 2.252_712_651_734_206],
  ['the error function of one', lowerGamma(0.5, 1), 0.842_700_792_949_714_9],
  ['an exponential', upperGamma(1, 3), Math.exp(-3)],
  ['both halves together', lowerGamma(7.5, 6) + upperGamma(7.5, 6), 1],
  ['a far tail that a subtraction would lose', upperGamma(1, 60) / Math.exp(-60), 1],
  ['a beta in the middle', betaI(2, 3, 0.5), 0.6875],
  ['a beta of one row', betaI(1, 12, 0.2), 1 - 0.8 ** 12],
  ['a beta from the other side', betaI(12, 1, 0.9), 0.9 ** 12],
  ['five in a hundred', chiSquareTail(3.841_458_820_694_124), 0.05],
  ['the normal at 97.5', normalQuantile(0.975), 1.959_963_984_540_054],
  ['the normal at 0.1', normalQuantile(0.001), -3.090_232_306_167_813],
  ['the normal in the middle', normalQuantile(0.5), 0],
  ['a gamma and back', lowerGamma(3.25, gammaQuantile(0.01, 3.25)), 0.01],
  ['a beta and back', betaI(4, 9, betaQuantile(0.975, 4, 9)), 0.975],
])('%s is right in twelve digits', (_what, ours, theirs) => {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)))
})

test('ln gamma is right to twelve digits, at whole and half numbers, small and large', () => {
  let lnFactorial = 0
  for (let n = 1; n <= 170; n += 1) {
    expect(near(lnGamma(n), lnFactorial), String(n)).toBe(true)
    lnFactorial += Math.log(n)
  }
  expect(near(lnGamma(0.5), Math.log(Math.PI) / 2)).toBe(true)
  expect(near(lnGamma(0.0625), Math.log(2 ** 4) + lnGamma(1.0625))).toBe(true)
  expect(lnGamma(-1)).toBeNaN()
})

test('tails of Poisson are sums of its terms, also where they are tiny', () => {
  for (const [count, mean] of [
    [0, 0.3],
    [3, 9.5],
    [12, 2.25],
    [40, 8],
    [2, 60],
  ] as const) {
    let below = 0
    let above = 0
    for (let k = 0; k <= 400; k += 1) {
      const term = Math.exp(k * Math.log(mean) - mean - lnGamma(k + 1))
      if (k <= count) below += term
      if (k >= count) above += term
    }
    const wanted = Math.min(below, above)
    expect(Math.abs(poissonTail(count, mean) / wanted - 1), `${count} ${mean}`).toBeLessThan(1e-12)
  }
  expect(Math.abs(lowerGamma(5000, 5000) + upperGamma(5000, 5000) - 1)).toBeLessThan(1e-14)
})

test('the normal quantile undoes the normal distribution, and its known values hold', () => {
  expect(Math.abs(normalQuantile(0.975) - 1.9599639845400545)).toBeLessThan(1e-12)
  expect(Math.abs(normalQuantile(0.9) - 1.2815515655446004)).toBeLessThan(1e-12)
  expect(Math.abs(normalQuantile(1e-10) + 6.361340902404056)).toBeLessThan(1e-11)
  for (const share of [1e-300, 1e-8, 0.2, 0.5, 0.7, 0.999])
    expect(Math.abs(normalBelow(normalQuantile(share)) / share - 1)).toBeLessThan(1e-11)
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(2)]).toEqual([-Infinity, Infinity, NaN])
})

test('a binomial draw has its mean and variance, by both ways of drawing', () => {
  for (const [trials, chance] of [
    [30, 0.1],
    [2000, 0.3],
    [5000, 0.9],
  ] as const) {
    const random = randomFrom(7)
    const draws = Array.from({ length: 20_000 }, () => drawBinomial(random, trials, chance))
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length
    const variance = draws.reduce((sum, each) => sum + (each - mean) ** 2, 0) / draws.length
    const wanted = trials * chance * (1 - chance)
    expect(Math.abs(mean - trials * chance)).toBeLessThan(5 * Math.sqrt(wanted / draws.length))
    expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.06)
    expect(draws.every((each) => each >= 0 && each <= trials)).toBe(true)
  }
})
