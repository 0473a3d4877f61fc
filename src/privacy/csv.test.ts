import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('a cell is text in a spreadsheet, whatever stands in it', () => {
  expect(toCsv([['doel', 3, 'een; "twee"', '=1+1', '@x', 'a\nb']])).toBe(
    `\ufeffdoel;3;"een; ""twee""";'=1+1;'@x;"a\nb"\r\n`,
  )
})
