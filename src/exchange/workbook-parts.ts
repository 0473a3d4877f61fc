/**
 * The parts of an xlsx workbook (ECMA-376 part 1, 18.2, 18.4, 18.8) that say what its cells mean: sheets, texts, which
 * formats are dates, where day counting starts. Each gives a scanner to feed and an answer to take. Pure.
 */
import { addDays, day } from '../kernel/index.ts'
import { attribute, UnreadableXml, type XmlEvents } from './xml-scan.ts'

export type Sheet = { readonly name: string; readonly relation: string; readonly hidden: boolean }
export type Relation = { readonly target: string; readonly type: string }
export type Relations = ReadonlyMap<string, Relation>
export type Workbook = { readonly sheets: readonly Sheet[]; readonly from1904: boolean }
/** What the cells of a sheet refer to. */
export type CellMeaning = {
  readonly texts: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly from1904: boolean
}

type Part<Answer> = { readonly events: XmlEvents; answer(): Answer }
const nothing = (): void => undefined

export const workbookPart = (sheetLimit: number): Part<Workbook> => {
  const sheets: Sheet[] = []
  let from1904 = false
  const open = (name: string, attributes: string): void => {
    if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    if (sheets.length >= sheetLimit) throw new UnreadableXml('too many sheets')
    const state = attribute(attributes, 'state')
    const hidden = state === 'hidden' || state === 'veryHidden'
    sheets.push({ name: attribute(attributes, 'name') ?? '', relation: attribute(attributes, 'id') ?? '', hidden })
  }
  return { events: { open, text: nothing, close: nothing }, answer: () => ({ sheets, from1904 }) }
}

/** Relation id -> target, as written. External targets are left out: nothing outside the file is ever opened. */
export const relationsPart = (): Part<Relations> => {
  const found = new Map<string, Relation>()
  const open = (name: string, attributes: string): void => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const target = attribute(attributes, 'Target')
    if (target) found.set(attribute(attributes, 'Id') ?? '', { target, type: attribute(attributes, 'Type') ?? '' })
  }
  return { events: { open, text: nothing, close: nothing }, answer: () => found }
}

/** Which cell styles show a day. */
export const stylesPart = (): Part<readonly boolean[]> => {
  const custom = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCellFormats = false
  return {
    events: {
      open: (name, attributes, selfClosed) => {
        if (name === 'cellXfs') inCellFormats = !selfClosed
        if (name === 'numFmt')
          custom.set(Number(attribute(attributes, 'numFmtId')), showsDay(attribute(attributes, 'formatCode') ?? ''))
        if (name !== 'xf' || !inCellFormats) return
        const format = Number(attribute(attributes, 'numFmtId') ?? 0)
        styles.push(custom.get(format) ?? isDayFormat(format))
      },
      text: nothing,
      close: (name) => {
        if (name === 'cellXfs') inCellFormats = false
      },
    },
    answer: () => styles,
  }
}

// The built-in formats that show a day: 14-17 and 22, and the East Asian 27-36 and 50-58 (18.8.30). 18-21 and 45-47 show times.
const isDayFormat = (format: number): boolean =>
  (format >= 14 && format <= 17) || format === 22 || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)

/** A format shows a day when it asks for a year or a day outside quotes, brackets and escapes. */
const showsDay = (code: string): boolean =>
  !/general/i.test(code) && /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''))

/** The texts that cells refer to by number. Rich text is joined; reading aids (phonetic) are left out. */
export const textsPart = (limits: {
  readonly sharedStrings: number
  readonly cell: number
}): Part<readonly string[]> => {
  const texts: string[] = []
  const reader = textReader(limits.cell)
  return {
    events: {
      open: (name, _, selfClosed) => {
        if (name === 'si') reader.start()
        if (name === 'si' && selfClosed) texts.push('')
        reader.open(name, selfClosed)
        if (texts.length > limits.sharedStrings) throw new UnreadableXml('too many texts')
      },
      text: reader.text,
      close: (name) => {
        reader.close(name)
        if (name === 'si') texts.push(reader.take())
      },
    },
    answer: () => texts,
  }
}

/** Collects the `t` elements of one string item; one past the cell limit is kept just long enough to be refused for it. */
export const textReader = (limit: number) => {
  let text = ''
  let inText = false
  let inPhonetic = false
  return {
    start: (): void => {
      text = ''
      inText = false
      inPhonetic = false
    },
    open: (name: string, selfClosed: boolean): void => {
      if (selfClosed) return
      if (name === 'rPh') inPhonetic = true
      if (name === 't') inText = !inPhonetic
    },
    text: (piece: string): void => {
      if (inText && text.length <= limit * 8) text += piece
    },
    close: (name: string): void => {
      if (name === 'rPh') inPhonetic = false
      if (name === 't') inText = false
    },
    take: (): string => unescapeOoxml(text),
  }
}

// Characters that XML cannot hold stand as _x000D_ (22.4.2.4, ST_Xstring).
const unescapeOoxml = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

const FIRST_1900 = day('1899-12-30')
const FIRST_1904 = day('1904-01-01')

/**
 * The day of a serial number, without its time; undefined outside 1 March 1900 - 31 December 9999. Before that March the
 * 1900 count is one off (it has a 29 February 1900 that never was), and nobody can tell which day was meant.
 */
export const serialDay = (serial: number, from1904: boolean): string | undefined => {
  const whole = Math.floor(serial)
  if (from1904) return whole >= 0 && whole <= 2_957_003 ? addDays(FIRST_1904, whole) : undefined
  return whole >= 61 && whole <= 2_958_465 ? addDays(FIRST_1900, whole) : undefined
}
