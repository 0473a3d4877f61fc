/** A PDF that a screen reader reads too: tagged, with title and language, its fonts inside. What is drawn in it is the caller's. */
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const { resolve } = createRequire(import.meta.url)
// A free font with Latin, Greek, Cyrillic and Arabic signs.
const FONTS = {
  text: resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
} as const

export type TaggedPdf = {
  readonly document: PDFKit.PDFDocument
  /** Under it stands everything that is read. */
  readonly root: PDFKit.PDFStructureElement
  /** Closes the document and gives its bytes. */
  readonly end: () => Promise<Buffer>
}

/** Opens one with the fonts `text` and `bold`; `made` is the day that the file says, `language` a BCP 47 tag. */
export const openTaggedPdf = (of: {
  readonly size: 'A4' | readonly [width: number, height: number]
  readonly margin: number
  readonly language: string
  readonly title: string
  readonly made: Date
}): TaggedPdf => {
  const { title, made } = of
  const document = new PDFDocument({
    size: of.size === 'A4' ? 'A4' : [...of.size],
    margin: of.margin,
    tagged: true,
    pdfVersion: '1.7',
    // The types of the library know the subsets for keeping only.
    subset: 'PDF/UA' as 'PDF/A-1',
    lang: of.language,
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
  const end = (): Promise<Buffer> => {
    root.end()
    document.end()
    return done
  }
  return { document, root, end }
}
