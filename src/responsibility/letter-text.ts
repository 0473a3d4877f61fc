/** Letters with their blanks, as lines and as a document to edit. Letters are Dutch: who receives them reads Dutch. */
import type { LetterWords } from './letter.ts'
import { LETTER_KINDS, type LetterKind } from './rule.ts'

export const isLetterKind = (text: string): text is LetterKind => (LETTER_KINDS as readonly string[]).includes(text) // widening only

/** Title, paragraphs and the notice that nobody reviewed the rules; every field is a blank with its name. */
export const blankLetter = (
  kind: LetterKind,
  { templates, fields, blank, unreviewed }: LetterWords,
): readonly string[] => {
  const names: Readonly<Record<string, string>> = fields
  const fill = (line: string) =>
    line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => blank.replace('{field}', names[name] ?? whole))
  const { title, paragraphs } = templates[kind]
  return [title, ...paragraphs.map(fill), unreviewed]
}

/** The lines as Rich Text Format, which every word processor opens and saves: a heading and paragraphs, in Dutch. */
export const editableLetter = ([title = '', ...paragraphs]: readonly string[]): string =>
  [
    String.raw`{\rtf1\ansi\deff0\deflang1043{\fonttbl{\f0\fswiss Arial;}}{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b\fs30 heading 1;}}`,
    String.raw`{\pard\s1\outlinelevel0\sa240\b\fs30 ${escapedRtf(title)}\par}`,
    ...paragraphs.map((line) => String.raw`{\pard\s0\sa200\fs22 ${escapedRtf(line)}\par}`),
    '}',
  ].join('\n')

// Beyond ASCII every unit of UTF-16 is written by its number, with a question mark for readers that do not know it.
const escapedRtf = (text: string): string =>
  [...text.replaceAll(/[\\{}]/g, (sign) => `\\${sign}`)]
    .flatMap((sign) =>
      sign < '\u0080' ? [sign] : sign.split('').map((unit) => `\\u${(unit.charCodeAt(0) << 16) >> 16}?`),
    )
    .join('')
