/**
 * Bloom encodings: which bits a feature sets is decided by HMAC-SHA-512 under the epoch key of the members, so the bits
 * say nothing to who lacks that key. Each slot is filled at twice its width and folded onto itself with XOR, which breaks
 * the direct line from bit to feature. Then a share of the bits is flipped (BLIP). Which ones is drawn from an HMAC over
 * all that the slot holds: equal slots stay equal and asking twice does not average the noise away, while a slot that
 * differs in one letter is flipped elsewhere.
 */
import { ENCODING_WORDS, FLIP_SHARE, flippedBits, SLOTS, type Slot, type SlotName } from './encoding.ts'
import type { Feature, Features } from './features.ts'
import { hmacSha512 } from './hmac.crypto.ts'

export type BloomEncoder = (features: Features) => Uint32Array
export type Hardening = {
  /** Share of the bits of filled slots that are flipped, 0 to 0.2. */
  readonly flipShare: number
  /** How many times more bits a feature sets in a slot than it asks for, where the slot would otherwise be too empty to bear the flips. */
  readonly fill: Readonly<Partial<Record<SlotName, number>>>
  /** By what each slot is salted: its bits can be compared only where one of these agrees. A slot that is not named is not salted. */
  readonly salts: Readonly<Partial<Record<SlotName, readonly Salt[]>>>
}
export type Salt = keyof typeof SALTS
/** What every member uses: encodings of two hardenings cannot be compared. Figures: docs/threats/linkage-attacks.md. */
export const HARDENING: Hardening = {
  flipShare: FLIP_SHARE,
  fill: { name: 3, given: 2, surname: 2, year: 3, dayMonth: 2 },
  salts: {},
}

/**
 * Against the operator of the matcher who holds a list of the same people: names can be compared only between records
 * that agree on the year or on the day of birth, town, origin and sex only between names of one sound.
 */
export const SALTED: Hardening = {
  flipShare: 0,
  fill: {},
  salts: {
    name: ['year', 'dayMonth'],
    given: ['birth'],
    surname: ['birth'],
    place: ['sounds'],
    origin: ['sounds'],
    other: ['sounds'],
  },
}

export const EPOCH_KEY_BYTES = 32
const MEMO_MAX = 200_000
const FLIP_SHARE_MAX = 0.2

/** An encoder for one epoch. Throws when the key is too short or the flip share is out of range: both are faults of set-up. */
export const bloomEncoder = (epochKey: Uint8Array, { flipShare, fill, salts }: Hardening = HARDENING): BloomEncoder => {
  if (epochKey.length < EPOCH_KEY_BYTES) throw new RangeError('epoch key too short')
  if (!(flipShare >= 0 && flipShare <= FLIP_SHARE_MAX)) throw new RangeError('flip share out of range')
  const keyed = hmacSha512(epochKey)
  const drawsOf = memoisedDraws(keyed)
  return (features) => {
    const row = new Uint32Array(ENCODING_WORDS)
    for (const name of SLOT_NAMES) {
      if (features[name].length === 0 || fill[name] === 0) continue
      const slot = SLOTS[name]
      const families = salts[name]?.map((salt) => `${FAMILY[name]}|${salt}=${SALTS[salt](features)}`) ?? [FAMILY[name]]
      const wide = fillWide(slot, features[name], fill[name] ?? 1, (text) =>
        families.map((family) => drawsOf(`${family}|${text}`)),
      )
      fold(row, slot, wide)
      flip(row, slot, flippedBits(slot, flipShare), (round) => keyed(`flip|${families}|${round}|${wide.join(',')}`))
    }
    return row
  }
}

// Safe: the keys of a literal object are exactly the names of its type.
const SLOT_NAMES = Object.keys(SLOTS) as SlotName[]

/** Slots of one family are hashed alike: given name and surname can then be compared crosswise. */
const FAMILY = {
  name: 'name',
  given: 'part',
  surname: 'part',
  year: 'year',
  dayMonth: 'day-month',
  phone: 'phone',
  email: 'email',
  document: 'document',
  address: 'address',
  place: 'place',
  origin: 'origin',
  other: 'other',
} as const satisfies Record<SlotName, string>

/** What can stand as salt, read from the features of the other slots. Empty when it is not known. */
const SALTS = {
  year: ({ year }: Features) => year[0]?.[0] ?? '',
  dayMonth: ({ dayMonth }: Features) => dayMonth.find(([text]) => text.startsWith('u'))?.[0] ?? '',
  birth: (features: Features): string => `${SALTS.year(features)}/${SALTS.dayMonth(features)}`,
  sounds: ({ name }: Features) =>
    name
      .flatMap(([text, bits]) => (text.startsWith('~') && bits === 4 ? [text] : []))
      .sort()
      .join(),
} as const

const fillWide = (
  { words }: Slot,
  features: readonly Feature[],
  times: number,
  drawsOf: (text: string) => readonly Uint16Array[],
): Uint32Array => {
  const wide = new Uint32Array(words * 2)
  for (const [text, bits] of features) {
    for (const draws of drawsOf(text))
      for (let i = 0; i < Math.min(bits * times, DRAWS_PER_DIGEST); i += 1) {
        const bit = (draws[i] ?? 0) % (words * 64)
        wide[bit >>> 5] = (wide[bit >>> 5] ?? 0) | (1 << (bit & 31))
      }
  }
  return wide
}

const fold = (row: Uint32Array, { at, words }: Slot, wide: Uint32Array): void => {
  for (let i = 0; i < words; i += 1) row[at + i] = (wide[i] ?? 0) ^ (wide[words + i] ?? 0)
}

const DRAWS_PER_DIGEST = 32

/** Flips `count` different bits, each drawn from sixteen bits of digest. */
const flip = (row: Uint32Array, { at, words }: Slot, count: number, digestOf: (round: number) => Buffer): void => {
  const flipped = new Set<number>()
  for (let round = 0; flipped.size < count; round += 1) {
    const digest = digestOf(round)
    for (let i = 0; i < DRAWS_PER_DIGEST && flipped.size < count; i += 1)
      flipped.add(digest.readUInt16LE(i * 2) % (words * 32))
  }
  for (const bit of flipped) row[at + (bit >>> 5)] = (row[at + (bit >>> 5)] ?? 0) ^ (1 << (bit & 31))
}

/** Thirty-two draws of sixteen bits per feature. Bigrams repeat endlessly, so they are remembered; the memory is emptied when full. */
const memoisedDraws = (keyed: (text: string) => Buffer): ((text: string) => Uint16Array) => {
  const memo = new Map<string, Uint16Array>()
  return (text) => {
    const known = memo.get(text)
    if (known) return known
    const digest = keyed(text)
    const draws = new Uint16Array(32)
    for (let i = 0; i < 32; i += 1) draws[i] = digest.readUInt16LE(i * 2)
    if (memo.size >= MEMO_MAX) memo.clear()
    memo.set(text, draws)
    return draws
  }
}
