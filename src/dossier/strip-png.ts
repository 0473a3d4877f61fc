/** A PNG without anything but its picture: texts, times, places, profiles and what stands behind its end are left out (decision 0055). Pure. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { PIXELS_MAX, type StripRefusal } from './strip-jpeg.ts'

const SIGNATURE_BYTES = 8
/** Size, palette, transparency, the picture, and numbers of its colours; every other kind of chunk is left out. */
const KEPT: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'sRGB', 'gAMA', 'IDAT', 'IEND']
/** No more than what it is for fits in a chunk. */
const LENGTH_MAX: Readonly<Record<string, number>> = { IHDR: 13, PLTE: 768, tRNS: 256, sRGB: 1, gAMA: 4, IEND: 0 }
const IN_CHUNK = { length: 4, type: 4, check: 4 } as const

/** Gives the bare picture. Refuses what is no whole PNG, and one of more pixels than a screen can take. */
export const stripPng = (bytes: Uint8Array): Outcome<Uint8Array, StripRefusal> => {
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE_BYTES)]
  const seen = new Set<string>()
  let pixels = 0
  for (let at = SIGNATURE_BYTES; !seen.has('IEND'); ) {
    const length = u32(bytes, at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const end = at + IN_CHUNK.length + IN_CHUNK.type + length + IN_CHUNK.check
    if (end > bytes.length || (seen.size === 0 && type !== 'IHDR')) return refuse('attachment-broken')
    if (length > (LENGTH_MAX[type] ?? length)) return refuse('attachment-broken')
    if (type === 'IHDR') {
      if (seen.has(type)) return refuse('attachment-broken')
      pixels = u32(bytes, at + 8) * u32(bytes, at + 12)
    }
    if (type === 'IDAT' || (KEPT.includes(type) && !seen.has(type))) kept.push(bytes.subarray(at, end))
    seen.add(type)
    at = end
  }
  if (!seen.has('IDAT') || pixels === 0) return refuse('attachment-broken')
  if (pixels > PIXELS_MAX) return refuse('attachment-too-many-pixels')
  const whole = new Uint8Array(kept.reduce((sum, each) => sum + each.length, 0))
  let to = 0
  for (const each of kept) {
    whole.set(each, to)
    to += each.length
  }
  return accept(whole)
}

const u32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 0x1_00_00_00 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
