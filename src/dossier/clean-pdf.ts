/**
 * A PDF without what acts, without what is told of who made it, and without earlier versions of itself. Refused, never mended, is what could do
 * something when it is opened: script, starting a programme, sending a form, files inside it, pages of another file. Pure: no input, no output.
 */
import {
  decodePDFRawStream,
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

export type PdfRefusal =
  | 'attachment-broken'
  | 'attachment-locked'
  | 'attachment-acts'
  | 'attachment-type-unknown'
  | 'attachment-too-heavy'
/** What packed bytes unfold to, or nothing when they do not, or are more than the bound. */
export type Unfold = (bytes: Uint8Array, bound: number) => Uint8Array | undefined

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

/** What an annotation tells of who made it, and when. In a field of a form `T` is the name of the field. */
const TOLD_BESIDE: readonly string[] = ['T', 'M', 'CreationDate']
/** All that photos in one file unfold to together; what is kept of them must fit in an attachment. */
const PHOTOS_BYTES_MAX = 16 * 1024 * 1024

/** Gives the file made anew of what can be reached from its pages. Refuses what acts, what is locked, and what cannot be read. */
export const cleanPdf = async (bytes: Uint8Array, unfold: Unfold): Promise<Outcome<Uint8Array, PdfRefusal>> => {
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
  const reached = walk(document, unfold)
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
const walk = ({ context }: PDFDocument, unfold: Unfold): ReadonlySet<PDFRef> | PdfRefusal => {
  const reached = new Set<PDFRef>()
  const photos: Photos = { unfold, left: PHOTOS_BYTES_MAX }
  const ahead: (PDFObject | undefined)[] = [context.trailerInfo.Root]
  while (ahead.length > 0) {
    let found = ahead.pop()
    if (found instanceof PDFRef) {
      if (reached.has(found)) continue
      reached.add(found)
      const stripped = withoutPlace(context.lookup(found), photos)
      if (typeof stripped === 'string') return stripped
      if (stripped) context.assign(found, stripped)
      found = context.lookup(found)
    }
    if (found instanceof PDFArray) ahead.push(...found.asArray())
    const dict = found instanceof PDFStream ? found.dict : found
    if (!(dict instanceof PDFDict)) continue
    for (const name of TOLD) dict.delete(PDFName.of(name))
    if (isAnnotation(dict)) for (const name of TOLD_BESIDE) dict.delete(PDFName.of(name))
    // Shown in its place is a page of another file. Elsewhere a `Ref` points within the file.
    if (acts(dict) || (found instanceof PDFStream && dict.has(PDFName.of('Ref')))) return 'attachment-acts'
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

// Both are asked of every annotation, and of nothing else together; its type it need not say.
const isAnnotation = (dict: PDFDict): boolean => {
  const kind = nameIn(dict, 'Subtype')
  const isOne = nameIn(dict, 'Type') === 'Annot' || (kind !== undefined && dict.has(PDFName.of('Rect')))
  return isOne && kind !== 'Widget'
}

type Photos = { readonly unfold: Unfold; left: number }
/** Names of filters, and the short ones that readers take as well. */
const PHOTO: readonly string[] = ['DCTDecode', 'DCT']
const FLATE: readonly string[] = ['FlateDecode', 'Fl']
const TEXT: Readonly<Record<string, string>> = {
  ...{ ASCII85Decode: 'ASCII85Decode', A85: 'ASCII85Decode' },
  ...{ ASCIIHexDecode: 'ASCIIHexDecode', AHx: 'ASCIIHexDecode' },
}

/**
 * A photo in the file carries what a photo carries; the same is taken out of it, also when it is packed once more. Nothing when this is no photo.
 * Refuses JPEG 2000, of which this house has no reader, and a photo that is packed in a way that it does not unpack.
 */
const withoutPlace = (found: PDFObject | undefined, photos: Photos): PDFRawStream | PdfRefusal | undefined => {
  if (!(found instanceof PDFRawStream)) return undefined
  const filters = listed(found.dict.lookup(PDFName.of('Filter'))).map((each) => nameOf(each) ?? '')
  if (filters.includes('JPXDecode')) return 'attachment-type-unknown'
  if (!filters.some((each) => PHOTO.includes(each))) return undefined
  const parameters = listed(found.dict.lookup(PDFName.of('DecodeParms')))
  let photo = found.contents
  for (const [at, filter] of filters.slice(0, -1).entries()) {
    const unpacked = parameters[at] instanceof PDFDict ? undefined : unpack(photo, filter, found.dict, photos)
    if (unpacked === undefined) return 'attachment-broken'
    photos.left -= unpacked.length
    if (photos.left <= 0) return 'attachment-too-heavy'
    photo = unpacked
  }
  const stripped = PHOTO.includes(filters.at(-1) ?? '') ? stripJpeg(photo) : undefined
  if (!stripped?.ok) return 'attachment-broken'
  const own = parameters[filters.length - 1]
  found.dict.set(PDFName.of('Filter'), PDFName.of('DCTDecode'))
  found.dict.delete(PDFName.of('DecodeParms'))
  if (own instanceof PDFDict) found.dict.set(PDFName.of('DecodeParms'), own)
  return PDFRawStream.of(found.dict, stripped.value)
}

const unpack = (bytes: Uint8Array, filter: string, dict: PDFDict, photos: Photos): Uint8Array | undefined => {
  if (FLATE.includes(filter)) return photos.unfold(bytes, photos.left)
  const text = TEXT[filter]
  if (text === undefined) return undefined
  try {
    return decodePDFRawStream(PDFRawStream.of(dict.context.obj({ Filter: text }), bytes)).decode()
  } catch {
    return undefined
  }
}

const listed = (found: PDFObject | undefined): readonly (PDFObject | undefined)[] =>
  found instanceof PDFArray ? found.asArray().map((_, at) => found.lookup(at)) : found ? [found] : []
const nameIn = (dict: PDFDict, key: string): string | undefined => nameOf(dict.lookup(PDFName.of(key)))
const nameOf = (found: PDFObject | undefined): string | undefined =>
  found instanceof PDFName ? found.decodeText() : undefined
