/**
 * A PDF without what acts, without what is told of who made it, and without earlier versions of itself. Refused, never mended, is what could do
 * something when it is opened: script, starting a programme, sending a form, files inside it, pages of another file. Pure: no input, no output.
 */
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { stripJpeg } from './strip-jpeg.ts'

export type PdfRefusal = 'attachment-broken' | 'attachment-locked' | 'attachment-acts'

/** Keys that bring along what acts: scripts, what happens by itself, forms with a programme in them, files within the file, film and sound. */
const ACTS: readonly string[] = [
  'JS',
  'JavaScript',
  'AA',
  'XFA',
  'EF',
  'EmbeddedFiles',
  'AF',
  'RichMediaContent',
  'Collection',
]
/** What a link may do: go to a page of the same file, or show an address that the reader opens or not. */
const MAY_DO: readonly string[] = ['GoTo', 'URI', 'Named']
/** About the maker, the device and the programme: XMP, private data of programmes, thumbnails, days. */
const TOLD: readonly string[] = ['Metadata', 'PieceInfo', 'LastModified', 'Thumb']

/** Gives the file made anew of what can be reached from its pages. Refuses what acts, what is locked, and what cannot be read. */
export const cleanPdf = async (bytes: Uint8Array): Promise<Outcome<Uint8Array, PdfRefusal>> => {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true }).catch(
    (fault: unknown) => (fault instanceof Error && /encrypt/i.test(fault.message) ? 'locked' : undefined),
  )
  if (document === 'locked') return refuse('attachment-locked')
  if (document === undefined || document.context.trailerInfo.Encrypt) {
    return refuse(document === undefined ? 'attachment-broken' : 'attachment-locked')
  }
  const { context } = document
  if (!(context.lookup(context.trailerInfo.Root) instanceof PDFDict)) return refuse('attachment-broken')
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  const reached = walk(document)
  if (typeof reached === 'string') return refuse(reached)
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
  if (document.getPageCount() === 0) return refuse('attachment-broken')
  return accept(
    await document.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
      rewrite: true,
    }),
  )
}

/** Looks at everything that can be reached, once; takes out what is told. Gives all that was reached, or why the file is refused. */
const walk = ({ context }: PDFDocument): ReadonlySet<PDFRef> | PdfRefusal => {
  const reached = new Set<PDFRef>()
  const ahead: (PDFObject | undefined)[] = [context.trailerInfo.Root]
  while (ahead.length > 0) {
    let found = ahead.pop()
    if (found instanceof PDFRef) {
      if (reached.has(found)) continue
      reached.add(found)
      const stripped = withoutPlace(context.lookup(found))
      if (stripped === 'attachment-broken') return stripped
      if (stripped) context.assign(found, stripped)
      found = context.lookup(found)
    }
    if (found instanceof PDFArray) ahead.push(...found.asArray())
    const dict = found instanceof PDFStream ? found.dict : found
    if (!(dict instanceof PDFDict)) continue
    for (const name of TOLD) dict.delete(PDFName.of(name))
    if (acts(dict)) return 'attachment-acts'
    ahead.push(...dict.values())
  }
  return reached
}

const acts = (dict: PDFDict): boolean => {
  const [type, does] = [nameIn(dict, 'Type'), nameIn(dict, 'S')]
  if (type === 'EmbeddedFile' || ACTS.some((name) => dict.has(PDFName.of(name)))) return true
  // Every action says what it does; other things with an S (a style of a border, a part of a structure) say no such thing.
  const isAction = type === 'Action' || (does !== undefined && ACTIONS.includes(does))
  return isAction && !MAY_DO.includes(does ?? '')
}
/** Every action of ISO 32000-2, 12.6.4. */
const ACTIONS: readonly string[] = [
  ...['GoToR', 'GoToE', 'GoToDp', 'Launch', 'Thread', 'Sound', 'Movie', 'Hide', 'SubmitForm', 'ResetForm'],
  ...['ImportData', 'JavaScript', 'SetOCGState', 'Rendition', 'Trans', 'GoTo3DView', 'RichMediaExecute', 'ECMAScript'],
]

/** A photo in the file carries what a photo carries; the same is taken out of it. Nothing when this is no such photo. */
const withoutPlace = (found: PDFObject | undefined): PDFRawStream | 'attachment-broken' | undefined => {
  if (!(found instanceof PDFRawStream) || !isPhoto(found.dict.lookup(PDFName.of('Filter')))) return undefined
  const stripped = stripJpeg(found.contents)
  return stripped.ok ? PDFRawStream.of(found.dict, stripped.value) : 'attachment-broken'
}
const isPhoto = (filter: PDFObject | undefined): boolean =>
  nameOf(filter) === 'DCTDecode' ||
  (filter instanceof PDFArray && filter.size() === 1 && nameOf(filter.lookup(0)) === 'DCTDecode')

const nameIn = (dict: PDFDict, key: string): string | undefined => nameOf(dict.lookup(PDFName.of(key)))
const nameOf = (found: PDFObject | undefined): string | undefined =>
  found instanceof PDFName ? found.decodeText() : undefined
