import { expect, test } from 'vitest'
import { routeFinderNl } from '../words/route-finder.nl.ts'
import { drawLetter } from './letter-file.page.ts'
import { blankLetter, editableLetter, isLetterKind } from './letter-text.ts'
import { LETTER_KINDS } from './rule.ts'

const linesOf = (kind: (typeof LETTER_KINDS)[number]) => blankLetter(kind, routeFinderNl.letters)

test.each(LETTER_KINDS)(
  'the letter %s is a tagged PDF with title, language, a heading and as many paragraphs as it has',
  async (kind) => {
    const lines = linesOf(kind)
    const bytes = await drawLetter(lines, new Date('2026-11-02T00:00:00Z'))
    const text = bytes.toString('latin1')
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    expect(text).toMatch(/\/MarkInfo/)
    expect(text).toMatch(/\/Lang \(nl\)/)
    expect(text).toMatch(/\/DisplayDocTitle true/)
    expect(text.match(/\/S \/H1\b/g)).toHaveLength(1)
    expect(text.match(/\/S \/P\b/g)).toHaveLength(lines.length - 1)
    // The fonts stand inside.
    expect(text).toMatch(/\/FontFile2/)
    expect(text).not.toMatch(/pdfkit/i)
  },
)

test.each(LETTER_KINDS)(
  'the letter %s as a document to edit holds every line, and nothing that a word processor reads as a command',
  (kind) => {
    const lines = linesOf(kind)
    const text = editableLetter(lines)
    const read = text
      .split('\n')
      .slice(1, -1)
      .map((line) => line.replace(/^\{(?:\\[a-z]+\d* ?)+/, '').replace(/\\par\}$/, ''))
      .map((line) => line.replaceAll(/\\u(-?\d+)\?/g, (_, unit: string) => String.fromCharCode(Number(unit) & 0xffff)))
      .map((line) => line.replaceAll(/\\([\\{}])/g, '$1'))
    expect(read).toEqual(lines)
    expect(lines.at(-1)).toContain('niet nagekeken')
  },
)

test('signs that are commands, and signs beyond one unit, come through the document to edit', () => {
  const text = editableLetter(['a\\b{c}', '\u00e9 \u4e2d \ud83d\ude00'])
  expect(text).toContain(String.raw`a\\b\{c\}`)
  expect(text).toContain(String.raw`\u233? \u20013? \u-10179?\u-8704?`)
  expect(isLetterKind('wmo-report')).toBe(true)
  expect(isLetterKind('toString')).toBe(false)
})
