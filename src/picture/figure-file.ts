/** A figure as a file that stands alone: below it stands whether it is public, its source and day, what is not shown, and whether it is invented. Pure. */
import { escapeHtml } from '../words/html.ts'

/** What a figure says of itself. */
export type FigureSays = {
  readonly isPublic: boolean
  readonly source: string
  /** The day of the numbers, as the reader writes it. */
  readonly on: string
  /** How many of the numbers are not shown; `few` where of 1 to 4 it is said only that there are few; absent where small numbers stand in it. */
  readonly withheld?: number | 'few'
  readonly invented: boolean
}
export type FigureWords = {
  readonly isPublic: string
  readonly notPublic: string
  readonly source: (source: string, on: string) => string
  readonly withheld: (numbers: number) => string
  readonly few: string
  readonly nothingWithheld: string
  readonly invented: string
}

/** The lines below a figure. */
export const figureLines = (words: FigureWords, says: FigureSays): readonly string[] => [
  says.isPublic ? words.isPublic : words.notPublic,
  words.source(says.source, says.on),
  withheldIn(words, says.withheld),
  ...(says.invented ? [words.invented] : []),
]

const withheldIn = (words: FigureWords, withheld: FigureSays['withheld']): string => {
  if (withheld === undefined) return words.nothingWithheld
  return withheld === 'few' ? words.few : words.withheld(withheld)
}

export type Drawing = {
  /** Where it begins and how large it is, as its `viewBox` says. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Everything in it, as it is written. */
  readonly inner: string
}
const EDGE = 12
const SIZE = 11
const LINE = 15
/** Letters of this size are about this much of it wide; a line is broken rather too early. */
const LETTER = 0.56

/** The drawing with its title above and these lines below, on a white ground. */
export const standingFigure = (
  { box, inner }: Drawing,
  { title, lines }: { readonly title: string; readonly lines: readonly string[] },
): { readonly svg: string; readonly width: number; readonly height: number } => {
  const width = Math.max(320, box.width) + 2 * EDGE
  const letters = Math.floor((width - 2 * EDGE) / (SIZE * LETTER))
  const [above, below] = [brokenAt(title, letters), lines.flatMap((line) => brokenAt(line, letters))]
  const top = EDGE + above.length * LINE + 6
  const foot = top + box.height + 14
  const height = foot + below.length * LINE + EDGE
  const text = (line: string, y: number, bold: boolean): string =>
    `<text x="${EDGE}" y="${y}" font-family="system-ui, sans-serif" font-size="${SIZE}"${bold ? ' font-weight="bold"' : ''} fill="#17252e">${escapeHtml(line)}</text>`
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeHtml(title)}</title><desc>${escapeHtml(lines.join(' '))}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...above.map((line, place) => text(line, EDGE + SIZE + place * LINE, true)),
    `<g transform="translate(${EDGE - box.x} ${top - box.y})">${inner}</g>`,
    ...below.map((line, place) => text(line, foot + SIZE + place * LINE, false)),
    '</svg>',
  ].join('\n')
  return { svg, width, height }
}

/** A text in lines of at most so many letters, broken between words where it can be. */
export const brokenAt = (text: string, letters: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && longer.length <= letters) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
