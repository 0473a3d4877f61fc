/**
 * A letter with its blanks as a PDF that a screen reader reads too: tagged, with title and language, its font inside. Nothing was asked about
 * a person, so nothing about one can stand in it. The editable form is made in the browser (`letter-text.ts`).
 */
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const { resolve } = createRequire(import.meta.url)
const FONTS = {
  text: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
} as const
const MARGIN = 64
const SIZES = { H1: 15, P: 11 } as const

/** Draws title and paragraphs on A4; `made` is the day that the file says. */
export const drawLetter = ([title = '', ...paragraphs]: readonly string[], made: Date): Promise<Buffer> => {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    tagged: true,
    pdfVersion: '1.7',
    // The types of the library know the subsets for keeping only.
    subset: 'PDF/UA' as 'PDF/A-1',
    lang: 'nl',
    displayTitle: true,
    // No name of a program and no hour: a file tells where it comes from.
    info: { Title: title, Creator: title, Producer: title, CreationDate: made, ModDate: made },
  })
  const bytes: Buffer[] = []
  const done = new Promise<Buffer>((finish, fail) => {
    document.on('data', (each: Buffer) => bytes.push(each))
    document.on('end', () => finish(Buffer.concat(bytes)))
    document.on('error', fail)
  })
  document.registerFont('text', FONTS.text)
  document.registerFont('bold', FONTS.bold)
  const root = document.struct('Document')
  document.addStructure(root)
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
  root.end()
  document.end()
  return done
}
