import fc from 'fast-check'
import { expect, test } from 'vitest'
import { breakLines, isolated, linesFromRight } from './line-order.ts'

const wide = (line: string) => linesFromRight(line, 1_000, (text) => text.length)[0] ?? []
const fromRight = (line: string): string =>
  wide(line)
    .map(({ text, rtl }) => (rtl ? text : `[${text}]`))
    .join('|')

test('a name and a number stand in their own direction, and brackets turn', () => {
  expect(fromRight(`اتصل على ${isolated('099 123 45')}`)).toBe('اتصل| |على| |[099 123 45]')
  expect(fromRight('Zorg De Brug, regio A يمكنها')).toBe('[Zorg De Brug, regio A]| |يمكنها')
  expect(fromRight('(حتى 16 نوفمبر 2027)')).toBe(')حتى| |[16]| |نوفمبر| |[2027]|(')
})

test('a number that breaks over two lines goes on where it stopped', () => {
  const lines = linesFromRight(`اتصل ${isolated('Zorg De Brug 099 123')}`, 12, (text) => text.length)
  expect(lines.map((line) => line.map(({ text }) => text).join('|'))).toEqual(['اتصل| |Zorg De', 'Brug 099 123'])
})

test('no sign is lost and none is doubled, whatever the line', () => {
  const word = fc.constantFrom('اتصل', 'على', '099', 'Brug,', 'regio', '(حتى', '2027)', 'x')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
      const signs = (text: string) => [...text.replaceAll(/[()]/g, '*')].sort().join('')
      expect(
        signs(
          wide(words.join(' '))
            .map(({ text }) => text)
            .join(''),
        ),
      ).toBe(signs(words.join(' ')))
    }),
  )
})

test('lines break between words, are no wider than asked unless a word is, and hold all words', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 }), (words) => {
      const lines = breakLines(words.join(' '), 20, (text) => text.length)
      expect(lines.join(' ')).toBe(words.join(' '))
      for (const line of lines) expect(line.length <= 20 || !line.includes(' ')).toBe(true)
    }),
  )
})
