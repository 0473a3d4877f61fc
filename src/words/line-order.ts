/**
 * Lines of text that runs from right to left, for a page that is drawn sign by sign: where a line breaks, and in which pieces it is drawn.
 * Names and numbers in it run from left to right; which is which says the Unicode bidirectional algorithm (UAX 9).
 */
import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** Breaks a text between words so that no line is wider than asked, unless one word is. */
export const breakLines = (text: string, width: number, widthOf: (text: string) => number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Keeps a name or a number together and in its own direction, inside text of the other one (U+2066, U+2069; seen by nobody). */
export const isolated = (text: string): string => `\u2066${text}\u2069`
/** The text without these signs. */
export const withoutIsolates = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '')

export type Piece = { readonly text: string; readonly rtl: boolean }

/**
 * The lines of a text, and of each the pieces in the order in which they are drawn from the right edge leftwards. A piece of the text's own
 * direction is one word or one space, so that a font shapes each by itself; brackets are turned where the algorithm says so.
 */
export const linesFromRight = (
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly (readonly Piece[])[] => {
  const found = bidi.getEmbeddingLevels(text, 'rtl')
  const mirrored = bidi.getMirroredCharactersMap(text, found.levels)
  let begin = 0
  return breakLines(text, width, (each) => widthOf(withoutIsolates(each))).map((line) => {
    const signs = Array.from({ length: line.length }, (_each, at) => ({
      sign: mirrored.get(begin + at) ?? text[begin + at] ?? '',
      rtl: isRtl(found.levels[begin + at]),
    }))
    begin += line.length + 1
    return piecesOf(signs)
  })
}

const piecesOf = (signs: readonly { readonly sign: string; readonly rtl: boolean }[]): readonly Piece[] => {
  const runs: { text: string; readonly rtl: boolean }[] = []
  for (const { sign, rtl } of signs) {
    const last = runs.at(-1)
    if (last?.rtl === rtl) last.text += sign
    else runs.push({ text: sign, rtl })
  }
  return runs
    .flatMap(({ text, rtl }) =>
      (rtl ? text.split(/( )/) : [text]).map((each) => ({ text: withoutIsolates(each), rtl })),
    )
    .filter(({ text }) => text !== '')
}

const isRtl = (level: number | undefined): boolean => ((level ?? 0) & 1) === 1
