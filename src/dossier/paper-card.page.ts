/**
 * The paper card as a PDF that a screen reader reads too: tagged, with title and language, its font inside. As large as a postcard, so that
 * it fits a pocket. It says what the page says and no more; its title and its name as a file say nothing (decision 7).
 */
import { breakLines, linesFromRight, type Piece, withoutIsolates } from '../words/line-order.ts'
import { DIRECTIONS, PERSON_WORDS, type PersonLanguage } from '../words/person.ts'
import { openTaggedPdf, type TaggedPdf } from '../words/tagged-pdf.page.ts'
import type { CardPart } from './person.page.ts'

const MARGIN = 28
const A6 = { width: 297.64, height: 419.53 } as const
const SIZES = { H1: 15, H2: 12, P: 11 } as const
const LINE = 1.45

type Tag = keyof typeof SIZES

/** Draws the card; `made` is the day that the file says. */
export const drawPaperCard = (parts: readonly CardPart[], language: PersonLanguage, made: Date): Promise<Buffer> => {
  const words = PERSON_WORDS[language]
  const { document, root, end } = openTaggedPdf({
    ...{ size: [A6.width, A6.height], margin: MARGIN, language, title: words.title, made },
  })
  const pen = penOf(document, language)
  root.add(pen('H1', words.title))
  for (const part of parts) {
    const section = document.struct('Sect')
    root.add(section)
    section.add(pen('H2', part.title))
    for (const line of part.lines) section.add(pen('P', line))
    section.end()
  }
  return end()
}

type Structure = TaggedPdf['root']

const penOf = (document: TaggedPdf['document'], language: PersonLanguage) => {
  const rtl = DIRECTIONS[language] === 'rtl'
  const width = A6.width - 2 * MARGIN
  let y = MARGIN
  return (tag: Tag, text: string): Structure => {
    document.font(tag === 'P' ? 'text' : 'bold').fontSize(SIZES[tag])
    const height = SIZES[tag] * LINE
    const widthOf = (each: string): number => document.widthOfString(each)
    const lines = rtl ? linesFromRight(text, width, widthOf) : breakLines(text, width, widthOf)
    if (tag !== 'P') y += height / 2
    // Drawn piece by piece, its text is what it is read as.
    const structure = document.struct(tag, rtl ? { actual: withoutIsolates(text) } : {})
    lines.forEach((line, place) => {
      // A heading does not stay behind at the foot of a page.
      if (y + height * (tag === 'H2' && place === 0 ? 2 : 1) > A6.height - MARGIN) {
        document.addPage()
        y = MARGIN
      }
      document.font(tag === 'P' ? 'text' : 'bold').fontSize(SIZES[tag])
      structure.add(document.markStructureContent(tag))
      // The space at the end keeps the last word of a line from the first of the next.
      if (typeof line === 'string')
        document.text(place < lines.length - 1 ? `${line} ` : line, MARGIN, y, { lineBreak: false })
      else drawFromRight(document, line, y)
      document.endMarkedContent()
      y += height
    })
    structure.end()
    return structure
  }
}

const drawFromRight = (document: TaggedPdf['document'], line: readonly Piece[], y: number): void => {
  let x = A6.width - MARGIN
  for (const { text } of line) {
    x -= document.widthOfString(text)
    if (text !== ' ') document.text(text, x, y, { lineBreak: false })
  }
}
