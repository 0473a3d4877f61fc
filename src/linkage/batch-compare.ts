/**
 * What two rows have in common, per group, as one number: the pattern. The groups and their meaning are those of the
 * matcher (match-levels.ts), read from words and numbers instead of Bloom bits. Level 0 always means "one of the two does not say".
 */
import {
  BIRTH,
  GIVEN_SHIFT,
  type Layout,
  META,
  MONTH_SHIFT,
  NAMES,
  ORIGIN_SHIFT,
  PHONE_OF_MANY,
  PLACE_SHIFT,
  SURNAME_SHIFT,
  WORD_WIDTH,
  WORDS,
  YEAR_SHIFT,
} from './batch-row.ts'

const ALIKE_BOUNDS = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.999]
const PART_BOUNDS = [0.5, 0.78, 0.95]
const TELLING_BOUNDS = [0.5, 0.8, 1.1]
const [ALIKE, PART, TELLING] = [ALIKE_BOUNDS.length + 1, PART_BOUNDS.length + 2, TELLING_BOUNDS.length + 1]

/** Levels per group, the silent level included; the order is the order inside a pattern. */
export const BATCH_LEVELS = {
  name: 1 + ALIKE * PART * TELLING,
  birth: 20,
  phone: 5,
  email: 4,
  document: 4,
  address: 5,
  place: 7,
  origin: 6,
  other: 7,
} as const satisfies Record<string, number>
export const BATCH_SHAPE: readonly number[] = Object.values(BATCH_LEVELS)

/** A word that sounds the same is at least so alike, however it is written. */
const SOUNDS_SAME = 0.8
/** Below this, two words have nothing to do with each other. */
const WORD_LEAST = 0.45
const INITIAL_ALIKE = 0.5
/** A word without partner counts for less than one that was compared: people drop and add names. */
const UNMATCHED_SHARE = 0.5

/** Compares the members of a block, named by their places in it. */
export type BlockComparer = { enter(members: Uint32Array): void; compare(i: number, j: number): number }

/** A comparer of rows. `meanWeight` is the mean weight of a name in this set, in sixteenths of a bit. */
export const rowComparer = (all: Uint32Array, layout: Layout, meanWeight: number): BlockComparer => {
  // Read with a sign: a number beyond 31 bits is an object of its own to the engine wherever it is handed on.
  const rows = new Int32Array(all.buffer, all.byteOffset, all.length)
  const matching = matchingRoom()
  let here: Uint32Array = new Uint32Array()
  return {
    enter: (members) => {
      here = members
    },
    compare: (i, j) =>
      patternAt(rows, (here[i] ?? 0) * layout.stride, (here[j] ?? 0) * layout.stride, layout, meanWeight, matching),
  }
}

const patternAt = (
  rows: Int32Array,
  atA: number,
  atB: number,
  layout: Layout,
  meanWeight: number,
  matching: Matching,
): number => {
  let pattern = nameLevel(rows, atA, atB, meanWeight, matching)
  pattern = pattern * BATCH_LEVELS.birth + birthLevel(rows[atA + BIRTH] ?? 0, rows[atB + BIRTH] ?? 0)
  pattern = pattern * BATCH_LEVELS.phone + phoneLevel(rows, atA, atB, layout.phone)
  pattern = pattern * BATCH_LEVELS.email + textLevel(rows, atA, atB, layout.email)
  pattern = pattern * BATCH_LEVELS.document + textLevel(rows, atA, atB, layout.document)
  pattern = pattern * BATCH_LEVELS.address + addressLevel(rows, atA, atB, layout.address)
  pattern = pattern * BATCH_LEVELS.place + placeLevel(rows, atA, atB, layout.place)
  pattern = pattern * BATCH_LEVELS.origin + originLevel(rows, atA, atB, layout.origin)
  return pattern * BATCH_LEVELS.other + otherLevel(rows, atA, atB, layout.other)
}

const binOf = (value: number, bounds: readonly number[]): number => {
  let bin = 0
  while (bin < bounds.length && value >= (bounds[bin] ?? 0)) bin += 1
  return bin
}

/** How many of 64 bits are set. */
const bitsIn = (low: number, high: number): number => {
  const l = low - ((low >>> 1) & 0x55555555)
  const h = high - ((high >>> 1) & 0x55555555)
  const fours = (l & 0x33333333) + ((l >>> 2) & 0x33333333) + (h & 0x33333333) + ((h >>> 2) & 0x33333333)
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24
}

/** Dice similarity of two sets of letter pairs. */
const overlapOf = (lowA: number, highA: number, lowB: number, highB: number): number => {
  const shared = bitsIn(lowA & lowB, highA & highB)
  return shared === 0 ? 0 : (2 * shared) / (bitsIn(lowA, highA) + bitsIn(lowB, highB))
}

/** How alike two words are, 0 to 1. */
const wordAlike = (rows: Int32Array, a: number, b: number): number => {
  const soundA = (rows[a + 1] ?? 0) >>> 8
  const lowA = rows[a + 2] ?? 0
  const highA = rows[a + 3] ?? 0
  const soundB = (rows[b + 1] ?? 0) >>> 8
  const lowB = rows[b + 2] ?? 0
  const highB = rows[b + 3] ?? 0
  // A word of one letter has no sound, and one letter pair: the beginning of what it stands for.
  if (soundA === 0 || soundB === 0) {
    const inside = soundA === 0 ? (lowA & ~lowB) | (highA & ~highB) : (lowB & ~lowA) | (highB & ~highA)
    return inside === 0 ? INITIAL_ALIKE : 0
  }
  const alike = overlapOf(lowA, highA, lowB, highB)
  return soundA === soundB ? Math.max(alike, SOUNDS_SAME) : alike < WORD_LEAST ? 0 : alike
}

const nameLevel = (rows: Int32Array, atA: number, atB: number, meanWeight: number, matching: Matching): number => {
  const metaA = rows[atA + META] ?? 0
  const metaB = rows[atB + META] ?? 0
  const countA = metaA & 7
  const countB = metaB & 7
  if (countA === 0 || countB === 0) return 0
  matchWords(rows, atA, countA, atB, countB, matching)
  const { bestOfA, bestOfB, partner, pairedA, pairedB } = matching
  let shared = 0
  let total = 0
  for (let i = 0; i < countA; i += 1) {
    const own = weightAt(rows, atA, i)
    if (((pairedA >>> i) & 1) === 0) {
      total += own * UNMATCHED_SHARE * 0.5
      continue
    }
    const weight = Math.min(own, weightAt(rows, atB, partner[i] ?? 0))
    total += weight
    shared += weight * (bestOfA[i] ?? 0)
  }
  for (let j = 0; j < countB; j += 1)
    if (((pairedB >>> j) & 1) === 0) total += weightAt(rows, atB, j) * UNMATCHED_SHARE * 0.5
  const part = Math.min(partLevel(metaA, pairedA, bestOfA), partLevel(metaB, pairedB, bestOfB))
  const alike = binOf(total === 0 ? 0 : shared / total, ALIKE_BOUNDS)
  return 1 + (alike * PART + part) * TELLING + binOf(shared / meanWeight, TELLING_BOUNDS)
}

const weightAt = (rows: Int32Array, at: number, i: number): number => (rows[at + NAMES + i * WORD_WIDTH + 1] ?? 0) & 255

/** Which words are paired off, as bits, and for those how alike they are to their partner and which it is. */
type Matching = {
  pairedA: number
  pairedB: number
  readonly bestOfA: Float64Array
  readonly bestOfB: Float64Array
  readonly partner: Int32Array
  readonly alike: Float64Array
}
const matchingRoom = (): Matching => ({
  pairedA: 0,
  pairedB: 0,
  bestOfA: new Float64Array(WORDS),
  bestOfB: new Float64Array(WORDS),
  partner: new Int32Array(WORDS),
  alike: new Float64Array(WORDS * WORDS),
})

const pairOff = (matching: Matching, i: number, j: number, alike: number): void => {
  matching.pairedA |= 1 << i
  matching.pairedB |= 1 << j
  matching.bestOfA[i] = alike
  matching.bestOfB[j] = alike
  matching.partner[i] = j
}

/** Pairs words off: equal ones first, then the most alike. Which record is called `a` makes no difference. */
const matchWords = (
  rows: Int32Array,
  atA: number,
  countA: number,
  atB: number,
  countB: number,
  matching: Matching,
): void => {
  matching.pairedA = 0
  matching.pairedB = 0
  let left = Math.min(countA, countB)
  for (let i = 0; i < countA; i += 1) {
    const word = rows[atA + NAMES + i * WORD_WIDTH]
    for (let j = 0; j < countB; j += 1)
      if (word === rows[atB + NAMES + j * WORD_WIDTH]) {
        pairOff(matching, i, j, 1)
        left -= 1
      }
  }
  if (left === 0) return
  const { pairedA, pairedB, alike } = matching
  for (let i = 0; i < countA; i += 1) {
    if (((pairedA >>> i) & 1) !== 0) continue
    const word = atA + NAMES + i * WORD_WIDTH
    for (let j = 0; j < countB; j += 1)
      if (((pairedB >>> j) & 1) === 0) alike[i * WORDS + j] = wordAlike(rows, word, atB + NAMES + j * WORD_WIDTH)
  }
  for (; left > 0; left -= 1) {
    const best = mostAlike(countA, countB, matching)
    if (best < 0) return
    const i = Math.floor(best / WORDS)
    pairOff(matching, i, best - i * WORDS, alike[best] ?? 0)
  }
}

/**
 * Where the most alike words stand that are not paired off yet; -1 when none are. Of equally alike words those that stand first; what
 * then is left are words crosswise, which do not stand in each other's way.
 */
const mostAlike = (countA: number, countB: number, { alike, pairedA, pairedB }: Matching): number => {
  let most = 0
  let rank = 0
  let best = -1
  for (let i = 0; i < countA; i += 1) {
    if (((pairedA >>> i) & 1) !== 0) continue
    for (let j = 0; j < countB; j += 1) {
      if (((pairedB >>> j) & 1) !== 0) continue
      const here = alike[i * WORDS + j] ?? 0
      if (here < most || here === 0) continue
      const place = (i + j) * WORDS + Math.abs(i - j)
      if (here === most && place >= rank) continue
      most = here
      rank = place
      best = i * WORDS + j
    }
  }
  return best
}

/** 0 when given name or surname is not told apart, else 1 to 4 by the less alike of the two. */
const partLevel = (meta: number, paired: number, best: Float64Array): number => {
  const given = (meta >>> GIVEN_SHIFT) & 31
  const surname = (meta >>> SURNAME_SHIFT) & 31
  if (given === 0 || surname === 0) return 0
  return 1 + binOf(Math.min(bestIn(given & paired, best), bestIn(surname & paired, best)), PART_BOUNDS)
}
const bestIn = (mask: number, best: Float64Array): number => {
  let most = 0
  for (let left = mask; left !== 0; left &= left - 1) most = Math.max(most, best[31 - Math.clz32(left & -left)] ?? 0)
  return most
}

/** Year (silent, other, near, equal) by day and month (silent, other, one of the two, swapped, equal). */
export const birthLevel = (a: number, b: number): number => {
  const yearA = a >>> YEAR_SHIFT
  const yearB = b >>> YEAR_SHIFT
  const year = yearA === 0 || yearB === 0 ? 0 : yearA === yearB ? 3 : isNear(yearA, yearB) ? 2 : 1
  return year * 5 + dayMonthLevel((a >>> MONTH_SHIFT) & 15, a & 31, (b >>> MONTH_SHIFT) & 15, b & 31)
}
const dayMonthLevel = (monthA: number, dayA: number, monthB: number, dayB: number): number => {
  const months = monthA !== 0 && monthB !== 0
  const days = dayA !== 0 && dayB !== 0
  if (!months && !days) return 0
  const sameMonth = months && monthA === monthB
  const sameDay = days && dayA === dayB
  if (sameMonth && sameDay) return 4
  if (months && days && monthA === dayB && dayA === monthB) return 3
  return sameMonth || sameDay ? 2 : 1
}
/** One year off, one wrong digit, or the last two digits swapped. */
const isNear = (a: number, b: number): boolean => {
  const apart = Math.abs(a - b)
  return apart === 1 || apart % 10 === 0 || (Math.floor(a / 10) === Math.floor(b / 10) && apart < 10) || isSwapped(a, b)
}
const isSwapped = (a: number, b: number): boolean =>
  Math.floor(a / 100) === Math.floor(b / 100) &&
  a % 10 === Math.floor(b / 10) % 10 &&
  b % 10 === Math.floor(a / 10) % 10

/** Silent, other, near, equal. */
const textLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  const a = atA + group
  const b = atB + group
  if (group === 0 || rows[a] === 0 || rows[b] === 0) return 0
  if (rows[a] === rows[b]) return 3
  return overlapOf(rows[a + 1] ?? 0, rows[a + 2] ?? 0, rows[b + 1] ?? 0, rows[b + 2] ?? 0) >= 0.7 ? 2 : 1
}

/** Silent, other, near, equal but held by many, equal. One phone for many people is no proof of identity. */
const phoneLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  const level = textLevel(rows, atA, atB, group)
  if (level < 3) return level
  return ((rows[atA + META] ?? 0) & PHONE_OF_MANY) !== 0 ? 3 : 4
}

const sameOrSilent = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a === b ? 2 : 1)

/** Silent, other, number alone, street alone, both. */
const addressLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  const street = sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0)
  const number = sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0)
  if (street === 0 && number === 0) return 0
  return street === 2 ? (number === 2 ? 4 : 3) : number === 2 ? 2 : 1
}

/** Silent, other, town by sound, town and common, town, town and rare, postcode. */
const placeLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  if (sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0) === 2) return 6
  const town = sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0)
  if (town === 2) return 3 + (((rows[atA + META] ?? 0) >>> PLACE_SHIFT) & 3)
  const sound = sameOrSilent(rows[atA + group + 2] ?? 0, rows[atB + group + 2] ?? 0)
  if (sound === 2) return 2
  return town === 0 && sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0) === 0 ? 0 : 1
}

/** Silent, other, birth place by sound, birth place and common, birth place, birth place and rare. */
const originLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  const place = sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0)
  if (place === 2) return 3 + (((rows[atA + META] ?? 0) >>> ORIGIN_SHIFT) & 3)
  return sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0) === 2 ? 2 : place
}

/** Sex, nationality and occupation. Silent; all other; not more the same than other; more the same; one, two, three and none other. */
const otherLevel = (rows: Int32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  let same = 0
  let other = 0
  for (let i = 0; i < 3; i += 1) {
    const level = sameOrSilent(rows[atA + group + i] ?? 0, rows[atB + group + i] ?? 0)
    if (level === 2) same += 1
    else if (level === 1) other += 1
  }
  if (other === 0) return same === 0 ? 0 : 3 + same
  return same === 0 ? 1 : same > other ? 3 : 2
}
