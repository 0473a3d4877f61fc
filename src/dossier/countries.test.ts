import { isSupportedCountry } from 'libphonenumber-js'
import { expect, test } from 'vitest'
import { COUNTRIES, isOutsideGdpr } from './countries.ts'

test('every country can be chosen, each once, and each has telephone numbers that can be read', () => {
  expect(COUNTRIES.filter((each) => !isSupportedCountry(each))).toEqual([])
  expect(new Set(COUNTRIES).size).toBe(COUNTRIES.length)
  for (const each of ['NL', 'IR', 'KE', 'LI', 'IS', 'CU'] as const) expect(COUNTRIES).toContain(each)
})

test('outside the Union and the three countries beside it she is told what that means', () => {
  expect((['NL', 'DE', 'NO', 'IS', 'LI', 'RE'] as const).map(isOutsideGdpr)).toEqual(Array(6).fill(false))
  expect((['GB', 'CH', 'TR', 'NG', 'XK', 'CW'] as const).map(isOutsideGdpr)).toEqual(Array(6).fill(true))
})
