/** Whether a PDF may be read at all: looked at with the same reader as later, before that reader unfolds anything (decision 0055). */
import { PDFArray, type PDFDict, PDFName, PDFParser, PDFRawStream, type PDFRef, type PDFStream } from '@cantoo/pdf-lib'
import { unfoldedLength } from './unfold.job.ts'

/** What is packed in a file of 8 MB unfolds to less, in files that somebody made to be read. */
const UNFOLDED_MAX = 128 * 1024 * 1024
const PACKED_ONCE: readonly string[] = ['FlateDecode', 'Fl']
/** What the reader unfolds by itself while it reads; pictures and text it leaves as they are. */
const UNFOLDS: readonly string[] = ['ObjStm', 'XRef']

/** Reads as the reader will, and puts in the place of each stream only what is said of it: so nothing is unfolded by reading. */
class Measuring extends PDFParser {
  readonly streams: PDFRawStream[] = []
  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const found = super.parseDictOrStream(ref)
    if (!(found instanceof PDFRawStream)) return found
    this.streams.push(found)
    return found.dict
  }
}

/**
 * Whether all that is packed unfolds to no more than it may. Not so either when what the reader would unfold by itself is packed in more than one
 * way or in another than is measured here, or says elsewhere what it is: nobody writes that to be read.
 */
export const staysSmall = async (bytes: Uint8Array): Promise<boolean> => {
  const measuring = new Measuring(bytes, Number.POSITIVE_INFINITY, true)
  // What cannot be read is refused as broken by who reads it later; until there it is measured.
  await measuring.parseDocument().catch(() => undefined)
  let left = UNFOLDED_MAX
  for (const { dict, contents } of measuring.streams) {
    const [type, filter] = [dict.get(PDFName.of('Type')), dict.get(PDFName.of('Filter'))]
    const isName = filter === undefined || filter instanceof PDFName
    const unfolds = type instanceof PDFName ? UNFOLDS.includes(type.decodeText()) : type !== undefined
    if (unfolds && !(isName && (filter === undefined || filter.decodeText() === 'FlateDecode'))) return false
    const first = filter instanceof PDFArray && filter.size() > 0 ? filter.get(0) : filter
    if (!(first instanceof PDFName) || !PACKED_ONCE.includes(first.decodeText())) continue
    left -= await unfoldedLength(contents, left)
    if (left < 0) return false
  }
  return true
}
