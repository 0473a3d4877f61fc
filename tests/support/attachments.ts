/** Invented photos, pictures and letters, made byte by byte, with everything in them that a telephone or a programme puts beside the picture. */
import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'

const segment = (marker: number, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff]), bytes])
}
const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 0xff])
const u32 = (n: number): Buffer => Buffer.concat([u16(n >>> 16), u16(n & 0xffff)])

/** A block of Exif with a place (52 26 N, 4 49 E), how the telephone was held, and who owns it. */
export const exif = (orientation = 1, owner = 'Verzonnen Toestel'): Buffer => {
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer =>
    Buffer.concat([u16(tag), u16(type), u32(count), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)])
  const after = 8 + 2 + 4 * 12 + 4
  const gps = Buffer.concat([
    ...[u16(2), entry(1, 2, 2, Buffer.from('N\0')), entry(2, 5, 3, u32(after + 2 + 24 + 4)), u32(0)],
    ...[52, 1, 26, 1, 0, 1].map(u32),
  ])
  const list = Buffer.concat([
    ...[u16(4), entry(0x0112, 3, 1, u16(orientation)), entry(0x0132, 2, 20, u32(after + gps.length))],
    ...[entry(0x8825, 4, 1, u32(after)), entry(0xa430, 2, owner.length, u32(after + gps.length + 20)), u32(0)],
  ])
  return Buffer.concat([
    ...[Buffer.from('Exif\0\0MM\0*'), u32(8), list, gps, Buffer.from('2026:11:16 09:00:00\0'), Buffer.from(owner)],
  ])
}

/** A grey square of sixteen pixels, as a telephone would give it. */
export const aPhoto = (
  more: {
    comment?: string
    orientation?: number
    extra?: readonly Buffer[]
    within?: readonly Buffer[]
    behind?: string
  } = {},
): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(more.orientation)),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${more.comment ?? 'verzonnen'}</x:xmpmeta>`),
    ...(more.extra ?? []),
    segment(0xfe, more.comment ?? 'verzonnen'),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    ...(more.within ?? []),
    segment(0xc0, Buffer.from([8, 0, 16, 0, 16, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.concat([Buffer.from([0x00, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xc4, Buffer.concat([Buffer.from([0x10, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x00, 0xff, 0xd9]),
    Buffer.from(more.behind ?? ''),
  ])
/** A segment that programmes put in photos: `APPn` or a comment. */
export const jpegSegment = segment

const chunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  return Buffer.concat([u32(body.length), named, u32(crc32(named))])
}
export const pngChunk = chunk

/** A grey square of four pixels, as a screen is copied. */
export const aPicture = (more: { extra?: readonly Buffer[]; behind?: string } = {}): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([u32(2), u32(2), Buffer.from([8, 0, 0, 0, 0])])),
    ...(more.extra ?? []),
    chunk('IDAT', deflateSync(Buffer.from([0, 128, 128, 0, 128, 128]))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(more.behind ?? ''),
  ])

/** A letter of one page; `put` may put into it what somebody would. */
export const aLetter = async (
  text: string,
  put: (document: PDFDocument) => void | Promise<void> = () => undefined,
): Promise<Buffer> => {
  const document = await PDFDocument.create()
  document.setTitle('Verzonnen titel')
  document.setAuthor('Verzonnen Schrijver')
  document.setProducer('Verzonnen programma')
  document.addPage([200, 200]).drawText(text, { size: 12, x: 10, y: 100 })
  await put(document)
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

/** What a PDF can be made to do, each as somebody would put it in. */
export const ACTIVE: Readonly<Record<string, (document: PDFDocument) => void>> = {
  'a script when it opens': (document) => act(document, { S: 'JavaScript', JS: PDFString.of('app.alert(1)') }),
  'a programme that is started': (document) => act(document, { S: 'Launch', F: PDFString.of('cmd.exe') }),
  'a form that sends': (document) => act(document, { S: 'SubmitForm', F: PDFString.of('https://verzonnen.example') }),
  'a page of another file': (document) => act(document, { S: 'GoToR', F: PDFString.of('anders.pdf') }),
  'something on every page that opens': (document) => {
    const open = document.context.obj({ S: 'Named', N: 'NextPage' })
    document.getPage(0).node.set(PDFName.of('AA'), document.context.obj({ O: open }))
  },
}
const act = (document: PDFDocument, action: Readonly<Record<string, string | PDFString>>): void =>
  document.catalog.set(PDFName.of('OpenAction'), document.context.obj(action))
