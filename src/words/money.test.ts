import { expect, test } from 'vitest'
import { centsInWords, readCents } from './money.ts'

test('an amount is read as people type it, and what is none is not guessed', () => {
  expect(['80', '80,5', '80.50', '€ 80,50', '0,05', '-3'].map(readCents)).toEqual([8000, 8050, 8050, 8050, 5, -300])
  expect(['', 'tachtig', '1.000,00', '80,505', '1e3'].map(readCents)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('an amount is said with two decimals, in the language of the reader', () => {
  expect(centsInWords(123456, 'nl').replace(/\s/g, ' ')).toBe('€ 1.234,56')
  expect(centsInWords(5, 'en')).toBe('€0.05')
})
