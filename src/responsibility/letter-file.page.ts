/**
 * A letter with its blanks as a PDF that a screen reader reads too: tagged, with title and language, its font inside. Nothing was asked about
 * a person, so nothing about one can stand in it. The editable form is made in the browser (`letter-text.ts`).
 */
import { openTaggedPdf } from '../words/tagged-pdf.page.ts'

const MARGIN = 64
const SIZES = { H1: 15, P: 11 } as const

/** Draws title and paragraphs on A4; `made` is the day that the file says. */
export const drawLetter = ([title = '', ...paragraphs]: readonly string[], made: Date): Promise<Buffer> => {
  const { document, root, end } = openTaggedPdf({ size: 'A4', margin: MARGIN, language: 'nl', title, made })
  const write = (tag: keyof typeof SIZES, text: string) =>
    root.add(
      document.struct(tag, {}, () => {
        document
          .font(tag === 'P' ? 'text' : 'bold')
          .fontSize(SIZES[tag])
          .text(text, { paragraphGap: SIZES[tag] })
      }),
    )
  write('H1', title)
  for (const paragraph of paragraphs) write('P', paragraph)
  return end()
}
