/**
 * The one check on text that comes in from outside, the same at every edge: form, file, API, pasted mail.
 * Text is kept as it is after NFC, or refused with a reason. It is never trimmed, cut or cleaned behind someone's back.
 * Pure: no I/O. `csvSafe` and `printable` are the other direction: text that goes out to a spreadsheet, a log, a terminal.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

export type TextLimits = {
  /** Longest text in code points, counted after NFC: what a reader would call letters, roughly. */
  readonly max: number
  /** May it hold line ends and tabs? */
  readonly lines?: boolean
  /** Are characters without ink refused? Needed where two texts are compared by eye or by machine: names, numbers, codes. */
  readonly visible?: boolean
  /**
   * Keeps control characters (never NUL). Only for notes: mail pasted from a word processor carries vertical tabs, and a
   * note that is refused for a character that nobody can see is a signal lost. Whoever shows them uses `printable`.
   */
  readonly keepControls?: boolean
}

/** The lengths in use. A name has no natural limit; 200 is longer than any that a register holds. */
export const NAME: TextLimits = { max: 200, visible: true }
export const LINE: TextLimits = { max: 500, visible: true }
export const NOTE: TextLimits = { max: 20_000, lines: true, keepControls: true }

export type TextRefusal =
  | 'text-not-text'
  | 'text-too-long'
  | 'text-broken'
  | 'text-control-character'
  | 'text-line-break'
  | 'text-direction-override'
  | 'text-invisible-character'

/**
 * Takes whatever a sender gave; gives the same text in NFC, or the first reason why not. An empty text is text.
 * Refuses what is not a string, too long text, half surrogate pairs, U+FFFD and noncharacters (the text was damaged on
 * its way), NUL, control characters, overrides of the reading direction (Unicode TR9 explicit formatting; they make a
 * reader see another text than the one that is stored) and, where `visible`, characters without ink.
 * Keeps combining marks, apostrophes, right-to-left scripts, emoji, no-break spaces, blanks at the ends.
 */
export const cleanText = (input: unknown, limits: TextLimits): Outcome<string, TextRefusal> => {
  if (typeof input !== 'string') return refuse('text-not-text')
  // Before any other work: NFC of a huge text costs time. One code point is at most two units, and NFC can shorten.
  if (input.length > limits.max * 8) return refuse('text-too-long', { max: limits.max })
  if (!input.isWellFormed()) return refuse('text-broken')
  if (PLAIN.test(input)) return input.length > limits.max ? refuse('text-too-long', { max: limits.max }) : accept(input)
  const text = input.normalize('NFC')
  const reason = firstReason(text, limits)
  if (reason) return refuse(reason)
  return lengthOf(text) > limits.max ? refuse('text-too-long', { max: limits.max }) : accept(text)
}

/** Printable ASCII: nothing below can be wrong with it, and most text is like that. */
const PLAIN = /^[\x20-\x7e]*$/
// U+FFFD stands where a decoder gave up; noncharacters are never text (Unicode 23.7).
const BROKEN =
  /[\ufffd\ufffe\uffff\ufdd0-\ufdef]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{10fffe}\u{10ffff}]/u
const CONTROL = /(?![\t\n])\p{Control}/u
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/
const LINE_BREAK = /[\t\n\r\u0085\u2028\u2029]/
// Characters without ink: soft hyphen, joiners, fillers, marks of direction, variation selectors for old scripts, tags.
const NO_INK =
  /\u034f|[\u17b4-\u17b5]|[\u180b-\u180f]|[\u00ad\u061c\u115f\u1160\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/u
// Where a joiner does change the ink: after a letter or mark of Arabic, Syriac or an Indic script (as IDNA CONTEXTJ,
// RFC 5892 A.1 and A.2), between emoji (family, flags), and the tag letters that spell a regional flag.
const JOINED = new RegExp(
  `(?<=[${['Arabic', 'Syriac', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu']
    .concat('Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar')
    .map((script) => `\\p{Script=${script}}`)
    .join('')}])[\u200c\u200d]`,
  'gu',
)
const EMOJI = /\p{RGI_Emoji}/gv

const firstReason = (text: string, limits: TextLimits): TextRefusal | undefined => {
  if (text.includes('\0')) return 'text-control-character'
  if (BROKEN.test(text)) return 'text-broken'
  if (!limits.lines && LINE_BREAK.test(text)) return 'text-line-break'
  if (!limits.keepControls && CONTROL.test(text)) return 'text-control-character'
  if (DIRECTION.test(text)) return 'text-direction-override'
  const spoofs = limits.visible && NO_INK.test(text) && NO_INK.test(text.replace(EMOJI, '').replace(JOINED, ''))
  return spoofs ? 'text-invisible-character' : undefined
}

const lengthOf = (text: string): number => {
  let count = 0
  for (const _ of text) count += 1
  return count
}

// A cell that a spreadsheet would run: one of = + - @ (or its full-width twin) first, or after blanks, quotes and
// separators that a careless reader strips; or a tab or line end first. An apostrophe before it is our own mark.
const FORMULA = /^(?:'*[\t\r\n]|[\s"';,|\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/
const MARKED = /^'(?:'*[\t\r\n]|[\s"';,|\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20])/

/**
 * The text as it may stand in a cell of a spreadsheet: what would run as a formula gets an apostrophe in front (OWASP,
 * CSV injection). `fromCsvSafe` gives back exactly what went in, for every text.
 */
export const csvSafe = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** The reverse of `csvSafe`: takes one apostrophe away that stands before a formula; leaves `'t Hooft` alone. */
export const fromCsvSafe = (text: string): string => (MARKED.test(text) ? text.slice(1) : text)

const UNPRINTABLE = /[\p{Control}\p{Format}\u2028\u2029\ufffc\ufffd]/gu

/** The text on one line for a log or a terminal: control, direction and invisible characters are spelled as \u{...}. */
export const printable = (text: string): string =>
  text.toWellFormed().replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
