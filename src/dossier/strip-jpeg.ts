/**
 * A JPEG without anything but its picture: place, time, camera, owner, thumbnail, comments and whatever was put behind it are left out; how the
 * photo is held (one number of 1 to 8) is written anew. What is kept is a short list, so that what nobody thought of is left out. The picture itself
 * is not made again: a photo of an injury or of a paper stays as sharp as it was (decision 0055). Pure.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/** A screen that opens more than this stands still. */
export const PIXELS_MAX = 100_000_000

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]
const [APP0, APP1, APP14] = [0xe0, 0xe1, 0xee]
const [RST0, RST7] = [0xd0, 0xd7]
/** Tables of quantisation and of codes, and how often the picture starts anew. */
const TABLES: readonly number[] = [0xdb, 0xc4, 0xdd]
/** Baseline, extended and progressive; lossless and arithmetic ones no browser shows. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2]

/** A photo with a long profile and many scans has some hundreds. */
const SEGMENTS_MAX = 4096

export type StripRefusal = 'attachment-broken' | 'attachment-too-many-pixels'

type Walk = {
  at: number
  /** Where the picture is put together from; set by the segments that tell. */
  jfif: boolean
  orientation: number
  adobe: number | undefined
  pixels: number
  scans: number
}

/** Gives the bare picture. Refuses what is no whole JPEG of a kind that browsers show, and one of more pixels than a screen can take. */
export const stripJpeg = (bytes: Uint8Array): Outcome<Uint8Array, StripRefusal> => {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return refuse('attachment-broken')
  const walk: Walk = { at: 2, jfif: false, orientation: 1, adobe: undefined, pixels: 0, scans: 0 }
  const kept: Uint8Array[] = []
  let segments = 0
  for (let marker = nextMarker(bytes, walk); marker !== EOI; marker = nextMarker(bytes, walk)) {
    segments += 1
    if (segments > SEGMENTS_MAX) return refuse('attachment-broken')
    const end = marker === undefined ? 0 : walk.at + u16(bytes, walk.at)
    if (marker === undefined || end < walk.at + 2 || end > bytes.length) return refuse('attachment-broken')
    const body = bytes.subarray(walk.at + 2, end)
    const segment = bytes.subarray(walk.at - 2, end)
    walk.at = end
    if (TABLES.includes(marker)) kept.push(segment)
    else if (FRAMES.includes(marker)) {
      if (walk.pixels > 0) return refuse('attachment-broken')
      walk.pixels = u16(body, 1) * u16(body, 3)
      kept.push(segment)
    } else if (marker === SOS) {
      walk.scans += 1
      const scanned = scanEnd(bytes, end)
      kept.push(segment, bytes.subarray(end, scanned))
      walk.at = scanned
    } else if (isFrame(marker)) return refuse('attachment-broken')
    else listen(marker, body, walk)
  }
  if (walk.pixels === 0 || walk.scans === 0) return refuse('attachment-broken')
  if (walk.pixels > PIXELS_MAX) return refuse('attachment-too-many-pixels')
  return accept(joined([[0xff, SOI], ...headOf(walk), ...kept, [0xff, EOI]]))
}

/** The marker that comes now, with `at` behind it. A picture that ends within its last scan ends there: telephones write such. */
const nextMarker = (bytes: Uint8Array, walk: Walk): number | undefined => {
  if (walk.scans > 0 && walk.at >= bytes.length) return EOI
  if (bytes[walk.at] !== 0xff) return undefined
  while (bytes[walk.at] === 0xff) walk.at += 1
  const marker = bytes[walk.at]
  walk.at += 1
  return marker
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf

/** The end of what is drawn: the next marker that is no stuffed byte and no restart. */
const scanEnd = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return bytes.length
    const within = next === 0 || next === 0xff || (next >= RST0 && next <= RST7)
    if (!within) return at
  }
  return bytes.length
}

/** Of what is left out, the three things without which the picture would look otherwise. */
const listen = (marker: number, body: Uint8Array, walk: Walk): void => {
  if (marker === APP0 && begins(body, 'JFIF\0')) walk.jfif = true
  if (marker === APP14 && begins(body, 'Adobe') && body.length >= 12) walk.adobe = body[11] ?? 0
  if (marker === APP1 && begins(body, 'Exif\0\0')) walk.orientation = orientationIn(body.subarray(6))
}

const ENTRIES_MAX = 200
/** Tag 0x0112 of the first list of the TIFF block; 1 (upright) when there is none that makes sense. */
const orientationIn = (tiff: Uint8Array): number => {
  const little = begins(tiff, 'II')
  const short = (at: number): number => (little ? (tiff[at] ?? 0) | ((tiff[at + 1] ?? 0) << 8) : u16(tiff, at))
  const first = little ? short(4) + short(6) * 0x1_00_00 : short(4) * 0x1_00_00 + short(6)
  const count = Math.min(short(first), ENTRIES_MAX)
  for (let entry = 0; entry < count; entry += 1) {
    const at = first + 2 + entry * 12
    if (short(at) === 0x01_12) {
      const value = short(at + 8)
      return value >= 1 && value <= 8 ? value : 1
    }
  }
  return 1
}

/** Written anew, so that no byte of what was left out comes along. */
const headOf = ({ jfif, adobe, orientation }: Walk): readonly (readonly number[])[] => [
  ...(jfif ? [[0xff, 0xe0, 0, 16, ...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]] : []),
  ...(orientation === 1
    ? []
    : [
        [
          ...[0xff, 0xe1, 0, 34, ...ascii('Exif\0\0MM'), 0, 42, 0, 0, 0, 8],
          ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        ],
      ]),
  ...(adobe === undefined ? [] : [[0xff, 0xee, 0, 14, ...ascii('Adobe'), 0, 100, 0, 0, 0, 0, adobe]]),
]

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const ascii = (text: string): readonly number[] => [...text].map((each) => each.charCodeAt(0))
const begins = (bytes: Uint8Array, text: string): boolean => ascii(text).every((code, at) => bytes[at] === code)

const joined = (parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0))
  let at = 0
  for (const each of parts) {
    whole.set(each, at)
    at += each.length
  }
  return whole
}
