import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIVE, aLetter, aPhoto, aPicture, exif, jpegSegment, pngChunk } from '../../tests/support/attachments.ts'
import { ATTACHMENT_BYTES_MAX, recogniseAttachment } from './attachment.ts'
import { cleanAttachment } from './clean-attachment.job.ts'
import { cleanPdf as cleanPdfWith } from './clean-pdf.ts'
import { staysSmall } from './stays-small.job.ts'
import { PIXELS_MAX, stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { unfold } from './unfold.job.ts'

const cleanPdf = (bytes: Uint8Array) => cleanPdfWith(bytes, unfold)

const CANARY = 'kanarie op zolder'
const codeOf = (outcome: { ok: boolean; refusal?: { code: string } }): string => outcome.refusal?.code ?? 'kept'
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const kept = (outcome: ReturnType<typeof stripJpeg>): Buffer => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return Buffer.from(outcome.value)
}
// From the first table on: all that the picture is drawn from.
const pictureOf = (photo: Buffer): Buffer =>
  photo.subarray(photo.indexOf(Buffer.from([0xff, 0xdb])), photo.lastIndexOf(Buffer.from([0xff, 0xd9])))

const anySegment = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0xe0, max: 0xef }), fc.constant(0xfe)),
    fc.constantFrom(
      '',
      'JFIF\0',
      'JFXX\0',
      'Exif\0\0',
      'Photoshop 3.0\0',
      'ICC_PROFILE\0',
      'MPF\0',
      'Adobe',
      'http://ns.adobe.com/xap/1.0/\0',
    ),
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([marker, begins, more]) =>
    jpegSegment(marker, Buffer.concat([Buffer.from(begins), Buffer.from(more), Buffer.from(CANARY), Buffer.alloc(12)])),
  )

test('P21 whatever is put beside a photo, and wherever, is gone, and its picture is byte for byte the same', () => {
  fc.assert(
    fc.property(
      fc.array(anySegment, { maxLength: 8 }),
      fc.array(anySegment, { maxLength: 4 }),
      fc.integer({ min: 1, max: 8 }),
      (before, within, orientation) => {
        const photo = aPhoto({ orientation, comment: CANARY, extra: before, within, behind: CANARY })
        const stripped = kept(stripJpeg(photo))
        expect(text(stripped)).not.toContain(CANARY)
        expect(text(stripped)).not.toContain('Verzonnen')
        expect(text(stripped)).not.toContain('2026:11:16')
        expect(pictureOf(stripped).equals(pictureOf(aPhoto()))).toBe(true)
        // Done again it changes nothing, so nothing was left that could go.
        expect(kept(stripJpeg(stripped)).equals(stripped)).toBe(true)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a photo that was held on its side is still on its side, and nothing else of its block of Exif is left', () => {
  for (const orientation of [1, 3, 6, 8]) {
    const stripped = kept(stripJpeg(aPhoto({ orientation })))
    const at = stripped.indexOf('Exif')
    if (orientation === 1) expect(at).toBe(-1)
    else {
      expect(stripped.readUInt16BE(at + 6 + 10 + 8)).toBe(orientation)
      expect(stripped.readUInt16BE(at - 2)).toBe(34)
      expect(stripped.readUInt16BE(at + 6 + 8)).toBe(1)
    }
  }
  // A place in the list that points outside the block is no place.
  const block = exif(6)
  block.writeUInt32BE(0xff_ff_ff_00, 10)
  expect(kept(stripJpeg(aPhoto({ extra: [jpegSegment(0xe1, block)] }))).indexOf('Exif')).toBe(-1)
})

test('a photo that is cut, or no photo inside, is refused and never a fault', () => {
  const photo = aPhoto()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(photo.length), (noise, at) => {
      const broken = Buffer.concat([photo.subarray(0, at), Buffer.from(noise)])
      const outcome = stripJpeg(broken)
      if (outcome.ok) expect(text(outcome.value).startsWith('\xff\xd8')).toBe(true)
      else expect(['attachment-broken', 'attachment-too-many-pixels']).toContain(outcome.refusal.code)
    }),
    { numRuns: 5_000 },
  )
  const huge = aPhoto()
  huge.writeUInt32BE(0xff_ff_ff_ff, huge.indexOf(Buffer.from([0xff, 0xc0])) + 5)
  expect(codeOf(stripJpeg(huge))).toBe('attachment-too-many-pixels')
  expect(PIXELS_MAX).toBeLessThan(65_535 * 65_535)
})

test('P21 of a copied screen the picture stays, and no text, time, profile or tail', () => {
  const chunkKinds = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'pHYs', 'acTL', 'fdAT', 'xxXx']
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...chunkKinds), fc.string()), { maxLength: 8 }), (chunks) => {
      const extra = chunks.map(([type, more]) => pngChunk(type, Buffer.from(`${more}${CANARY}`)))
      const stripped = kept(stripPng(aPicture({ extra, behind: CANARY })))
      expect(stripped.equals(aPicture())).toBe(true)
    }),
    { numRuns: 1_000 },
  )
  const cut = aPicture().subarray(0, 40)
  expect(codeOf(stripPng(cut))).toBe('attachment-broken')
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(aPicture().length), (noise, at) => {
      expect(typeof stripPng(Buffer.concat([aPicture().subarray(0, at), Buffer.from(noise)])).ok).toBe('boolean')
    }),
    { numRuns: 2_000 },
  )
})

test('P22 a file is what its bytes say, and one that says otherwise is refused', async () => {
  const letter = await aLetter('Verzonnen brief')
  expect(recogniseAttachment(aPhoto(), 'image/jpeg')).toEqual({ ok: true, value: 'jpeg' })
  expect(recogniseAttachment(aPicture(), '')).toEqual({ ok: true, value: 'png' })
  expect(recogniseAttachment(letter)).toEqual({ ok: true, value: 'pdf' })
  for (const said of ['application/pdf', 'image/png', 'text/html', 'image/heic'])
    expect(codeOf(recogniseAttachment(aPhoto(), said)), said).toBe('attachment-lies')
  for (const body of ['<html><script>1</script>', 'MZ\x90\0', 'PK\x03\x04', 'GIF89a', ' %PDF-1.7', '<svg/>']) {
    expect(codeOf(recogniseAttachment(Buffer.from(body), 'image/jpeg')), body).toBe('attachment-lies')
    expect(codeOf(recogniseAttachment(Buffer.from(body))), body).toBe('attachment-type-unknown')
  }
  expect(codeOf(recogniseAttachment(Buffer.alloc(0)))).toBe('attachment-empty')
  const large = Buffer.concat([aPhoto(), Buffer.alloc(ATTACHMENT_BYTES_MAX)])
  expect(codeOf(recogniseAttachment(large))).toBe('attachment-too-large')
})

test('P22 a letter that can do something when it is opened is refused, whichever way that was put in', async () => {
  for (const [name, put] of Object.entries(ACTIVE))
    expect(codeOf(await cleanPdf(await aLetter('Verzonnen', put))), name).toBe('attachment-acts')
  const withFile = await aLetter('Verzonnen', async (document) => {
    await document.attach(Buffer.from(CANARY), 'bijlage.txt')
  })
  expect(codeOf(await cleanPdf(withFile))).toBe('attachment-acts')
  // Written in hex, as somebody would who hides it.
  const hidden = (await aLetter('Verzonnen', ACTIVE['a script when it opens']))
    .toString('latin1')
    .replaceAll('/JavaScript', '/#4aavaScript')
    .replaceAll('/JS', '/#4a#53')
  expect(codeOf(await cleanPdf(Buffer.from(hidden, 'latin1')))).toBe('attachment-acts')
  expect(codeOf(await cleanPdf(Buffer.from('%PDF-1.7\nverzonnen')))).toBe('attachment-broken')
})

test('P21 of a letter nothing is told of who made it, and a photo in it has no place', async () => {
  const letter = await aLetter('Leesbare tekst', async (document) => {
    const photo = await document.embedJpg(aPhoto({ comment: CANARY }))
    document.getPage(0).drawImage(photo, { x: 0, y: 0 })
    const told = document.context.register(document.context.stream(`<x:xmpmeta>${CANARY}</x:xmpmeta>`))
    document.catalog.set(PDFName.of('Metadata'), told)
    // What an earlier version of the file held, and nothing points to any more.
    document.context.register(document.context.stream(`${CANARY} weggehaald`))
  })
  expect(text(letter)).toContain(CANARY)
  const outcome = await cleanPdf(letter)
  const clean = kept(outcome as ReturnType<typeof stripJpeg>)
  for (const gone of [CANARY, 'Verzonnen', 'Author', 'Producer', 'Metadata', 'xmpmeta'])
    expect(text(clean), gone).not.toContain(gone)
  const again = await PDFDocument.load(clean)
  expect([again.getPageCount(), again.getAuthor(), again.getTitle()]).toEqual([1, undefined, undefined])
  // The photo is in it still.
  expect(text(clean)).toContain('DCTDecode')
})

const ascii85 = (bytes: Buffer): Buffer => {
  const groups = [...Array(Math.ceil(bytes.length / 4)).keys()].map((at) => {
    const part = bytes.subarray(at * 4, at * 4 + 4)
    let number = Buffer.concat([part, Buffer.alloc(4)]).readUInt32BE()
    const digits: number[] = []
    for (let digit = 0; digit < 5; digit += 1) {
      digits.unshift((number % 85) + 33)
      number = Math.floor(number / 85)
    }
    return String.fromCharCode(...digits.slice(0, part.length + 1))
  })
  return Buffer.from(`${groups.join('')}~>`)
}
const PACKED: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  FlateDecode: (bytes) => deflateSync(bytes),
  ASCII85Decode: ascii85,
  ASCIIHexDecode: (bytes) => Buffer.from(`${bytes.toString('hex')}>`),
}
const letterWith = (filters: readonly string[], bytes: Buffer, more: Record<string, string> = {}) =>
  aLetter('Verzonnen', (document) => {
    const { context } = document
    const dict = { Type: 'XObject', Subtype: 'Image', Width: 16, Height: 16, Filter: [...filters], ...more }
    const image = context.register(PDFRawStream.of(context.obj(dict), bytes))
    document.getPage(0).node.setXObject(PDFName.of('Foto'), image)
  })

test('P21 a photo in a letter loses its place however often it is packed, and stays a photo', async () => {
  const bare = kept(stripJpeg(aPhoto()))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(PACKED)), { maxLength: 3 }), async (before) => {
      const packed = before.reduceRight((bytes, name) => PACKED[name]?.(bytes) ?? bytes, aPhoto({ comment: CANARY }))
      const clean = kept((await cleanPdf(await letterWith([...before, 'DCTDecode'], packed))) as never)
      expect(clean.includes(bare)).toBe(true)
      expect(text(clean)).toContain('/Filter /DCTDecode')
      expect(text(clean)).not.toContain('Exif')
    }),
    { numRuns: 60 },
  )
  for (const before of ['LZWDecode', 'RunLengthDecode', 'Crypt'])
    expect(codeOf(await cleanPdf(await letterWith([before, 'DCTDecode'], aPhoto())))).toBe('attachment-broken')
  expect(codeOf(await cleanPdf(await letterWith(['DCTDecode', 'FlateDecode'], aPhoto())))).toBe('attachment-broken')
  expect(codeOf(await cleanPdf(await letterWith(['JPXDecode'], aPhoto())))).toBe('attachment-type-unknown')
  const bomb = deflateSync(Buffer.concat([aPhoto(), Buffer.alloc(30_000_000)]))
  expect(codeOf(await cleanPdf(await letterWith(['FlateDecode', 'DCTDecode'], bomb)))).not.toBe('kept')
})

test('P21 a remark in a letter stays, and nobody stands beside it', async () => {
  const letter = await aLetter('Verzonnen', (document) => {
    const { context } = document
    const beside = { T: PDFString.of(CANARY), M: PDFString.of(CANARY), CreationDate: PDFString.of(CANARY) }
    const remark = { Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: PDFString.of('Leesbare opmerking'), ...beside }
    const field = { Subtype: 'Widget', Rect: [0, 0, 9, 9], T: PDFString.of('veldnaam') }
    document.getPage(0).node.set(PDFName.of('Annots'), context.obj([remark, { Type: 'Annot', ...remark }, field]))
  })
  const clean = text(kept((await cleanPdf(letter)) as never))
  expect(clean).not.toContain(CANARY)
  expect(clean).toContain('Leesbare opmerking')
  expect(clean).toContain('veldnaam')
})

test('P22 a letter that shows a page of another file in its place is refused', async () => {
  expect(codeOf(await cleanPdf(await letterWith([], Buffer.from(''), { Subtype: 'Form', Ref: 'x' })))).toBe(
    'attachment-acts',
  )
})

test('a letter that unfolds beyond measure ends its own thread and nothing else', async () => {
  const bomb = deflateSync(Buffer.alloc(200_000_000))
  const letter = Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${bomb.length}>>\nstream\n`),
    ...[bomb, Buffer.from('\nendstream\nendobj\n')],
  ])
  expect(letter.length).toBeLessThan(ATTACHMENT_BYTES_MAX)
  expect(codeOf(await cleanAttachment('pdf', letter))).toBe('attachment-too-heavy')
  expect(codeOf(await cleanAttachment('pdf', await aLetter('Verzonnen brief')))).toBe('kept')
})

const streamed = (said: string, packed: Buffer, ending = '\n'): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<<${said}/Length ${packed.length}>>\nstream${ending}`),
    ...[packed, Buffer.from('\nendstream\nendobj\n')],
  ])

test('what would unfold beyond measure is seen whatever stands behind the word stream, and whichever way it breaks', async () => {
  const bomb = deflateSync(Buffer.alloc(200_000_000))
  for (const ending of ['\r', ' \r\n', '', '\r\n'])
    expect(await staysSmall(streamed('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', bomb, ending)), ending).toBe(false)
  const wrongAtItsEnd = Buffer.concat([bomb.subarray(0, -4), Buffer.from('xxxx')])
  expect(await staysSmall(streamed('/Type/XRef/Filter/FlateDecode', wrongAtItsEnd))).toBe(false)
  // Hidden in hex, the name is the same.
  expect(await staysSmall(streamed('/Type/#4fbjStm/Filter[/FlateDecode/FlateDecode]', deflateSync(bomb)))).toBe(false)
  for (const filter of ['/LZWDecode', '/RunLengthDecode', '[/FlateDecode]', '2 0 R'])
    expect(await staysSmall(streamed(`/Type/ObjStm/N 1/First 4/Filter ${filter}`, Buffer.from('x'))), filter).toBe(
      false,
    )
  expect(await staysSmall(streamed('/Type 2 0 R/Filter/LZWDecode', Buffer.from('x')))).toBe(false)
  const document = await PDFDocument.load(await aLetter('Een stream of thoughts'))
  expect(await staysSmall(await document.save({ useObjectStreams: true }))).toBe(true)
})

test('a letter that is larger than may be kept once it is written anew is refused, and six at once are each answered', async () => {
  const document = await PDFDocument.create()
  const photo = PDFRawStream.of(document.context.obj({}), Buffer.alloc(8_300_000))
  const words = [1, 2].map(() => document.context.register(PDFString.of('x'.repeat(100_000))))
  const many = [document.context.register(photo), ...words]
  document.addPage([200, 200]).node.set(PDFName.of('Veel'), document.context.obj(many))
  const grows = await document.save({ useObjectStreams: true })
  expect(grows.length).toBeLessThan(ATTACHMENT_BYTES_MAX)
  expect(codeOf(await cleanAttachment('pdf', grows))).toBe('attachment-grew')
  const letter = await aLetter('Verzonnen')
  const all = await Promise.all(Array.from({ length: 6 }, () => cleanAttachment('pdf', letter)))
  expect(all.map(codeOf)).toEqual(Array.from({ length: 6 }, () => 'kept'))
})

test('a photo of more segments than a photo has is refused', () => {
  const extra = Array.from({ length: 5000 }, () => jpegSegment(0xfe, ''))
  expect(codeOf(stripJpeg(aPhoto({ extra })))).toBe('attachment-broken')
})
