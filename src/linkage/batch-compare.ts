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
import { bitCount } from './encoding.ts'

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

/**
 * A comparer of rows. The rows of a block are copied side by side first, each word with the number of its letter pairs behind it: they
 * are far apart in the memory of all. `meanWeight` is the mean weight of a name in this set, in sixteenths of a bit.
 */
export const rowComparer = (all: Uint32Array, layout: Layout, meanWeight: number): BlockComparer => {
  const wide = layout.stride + WORDS
  let rows = new Uint32Array(wide * 64)
  const matching = matchingRoom()
  return {
    enter: (members) => {
      if (rows.length < members.length * wide) rows = new Uint32Array(members.length * wide * 2)
      for (let i = 0; i < members.length; i += 1)
        copyRow(all, (members[i] ?? 0) * layout.stride, layout, rows, i * wide)
    },
    compare: (i, j) => patternAt(rows, i * wide, j * wide, layout, meanWeight, matching),
  }
}

const copyRow = (from: Uint32Array, at: number, { stride }: Layout, into: Uint32Array, to: number): void => {
  for (let i = 0; i < stride; i += 1) into[to + i] = from[at + i] ?? 0
  for (let i = 0; i < WORDS; i += 1) {
    const word = to + NAMES + i * WORD_WIDTH
    into[to + stride + i] = bitCount(into[word + 2] ?? 0) + bitCount(into[word + 3] ?? 0)
  }
}

const patternAt = (
  rows: Uint32Array,
  atA: number,
  atB: number,
  layout: Layout,
  meanWeight: number,
  matching: Matching,
): number => {
  let pattern = nameLevel(rows, atA, atB, layout.stride, meanWeight, matching)
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

const overlapOf = (lowA: number, highA: number, lowB: number, highB: number): number => {
  const total = bitCount(lowA) + bitCount(highA) + bitCount(lowB) + bitCount(highB)
  return total === 0 ? 0 : (2 * (bitCount(lowA & lowB) + bitCount(highA & highB))) / total
}

/** How alike two words are, 0 to 1; `countA` and `countB` are the places where the numbers of their letter pairs stand. */
const wordAlike = (rows: Uint32Array, a: number, countA: number, b: number, countB: number): number => {
  const [lowA, highA, lowB, highB] = [rows[a + 2] ?? 0, rows[a + 3] ?? 0, rows[b + 2] ?? 0, rows[b + 3] ?? 0]
  const [soundA, soundB] = [(rows[a + 1] ?? 0) >>> 8, (rows[b + 1] ?? 0) >>> 8]
  // A word of one letter has no sound, and one letter pair: the beginning of what it stands for.
  if (soundA === 0 || soundB === 0) {
    const inside = soundA === 0 ? (lowA & ~lowB) | (highA & ~highB) : (lowB & ~lowA) | (highB & ~highA)
    return inside === 0 ? INITIAL_ALIKE : 0
  }
  const total = (rows[countA] ?? 0) + (rows[countB] ?? 0)
  const alike = total === 0 ? 0 : (2 * (bitCount(lowA & lowB) + bitCount(highA & highB))) / total
  return soundA === soundB ? Math.max(alike, SOUNDS_SAME) : alike < WORD_LEAST ? 0 : alike
}

const nameLevel = (
  rows: Uint32Array,
  atA: number,
  atB: number,
  stride: number,
  meanWeight: number,
  matching: Matching,
): number => {
  const [metaA, metaB] = [rows[atA + META] ?? 0, rows[atB + META] ?? 0]
  const [countA, countB] = [metaA & 7, metaB & 7]
  if (countA === 0 || countB === 0) return 0
  matchWords(rows, atA, countA, atB, countB, stride, matching)
  const { bestOfA, bestOfB, partner } = matching
  let shared = 0
  let total = 0
  for (let i = 0; i < countA; i += 1) {
    const own = weightAt(rows, atA, i)
    const j = partner[i] ?? -1
    const weight = j < 0 ? own * UNMATCHED_SHARE * 0.5 : Math.min(own, weightAt(rows, atB, j))
    total += weight
    if (j >= 0) shared += weight * (bestOfA[i] ?? 0)
  }
  for (let j = 0; j < countB; j += 1) if (bestOfB[j] === 0) total += weightAt(rows, atB, j) * UNMATCHED_SHARE * 0.5
  const part = Math.min(partLevel(metaA, bestOfA), partLevel(metaB, bestOfB))
  const alike = binOf(total === 0 ? 0 : shared / total, ALIKE_BOUNDS)
  return 1 + (alike * PART + part) * TELLING + binOf(shared / meanWeight, TELLING_BOUNDS)
}

const weightAt = (rows: Uint32Array, at: number, i: number): number =>
  (rows[at + NAMES + i * WORD_WIDTH + 1] ?? 0) & 255

type Matching = {
  readonly bestOfA: Float64Array
  readonly bestOfB: Float64Array
  readonly partner: Int32Array
  readonly alike: Float64Array
}
const matchingRoom = (): Matching => ({
  bestOfA: new Float64Array(WORDS),
  bestOfB: new Float64Array(WORDS),
  partner: new Int32Array(WORDS),
  alike: new Float64Array(WORDS * WORDS),
})

/** Pairs words off: equal ones first, then the most alike. Which record is called `a` makes no difference. */
const matchWords = (
  rows: Uint32Array,
  atA: number,
  countA: number,
  atB: number,
  countB: number,
  stride: number,
  matching: Matching,
): void => {
  const { bestOfA, bestOfB, partner, alike } = matching
  for (let i = 0; i < WORDS; i += 1) {
    bestOfA[i] = 0
    bestOfB[i] = 0
    partner[i] = -1
  }
  let left = Math.min(countA, countB)
  for (let i = 0; i < countA; i += 1) {
    const word = rows[atA + NAMES + i * WORD_WIDTH]
    for (let j = 0; j < countB; j += 1)
      if (word === rows[atB + NAMES + j * WORD_WIDTH]) {
        bestOfA[i] = 1
        bestOfB[j] = 1
        partner[i] = j
        left -= 1
      }
  }
  if (left === 0) return
  for (let i = 0; i < countA; i += 1) {
    const [word, pairs] = [atA + NAMES + i * WORD_WIDTH, atA + stride + i]
    for (let j = 0; j < countB && bestOfA[i] === 0; j += 1)
      alike[i * WORDS + j] =
        bestOfB[j] === 1 ? 0 : wordAlike(rows, word, pairs, atB + NAMES + j * WORD_WIDTH, atB + stride + j)
  }
  for (; left > 0; left -= 1) {
    const best = mostAlike(countA, countB, matching)
    if (best < 0) return
    const i = Math.floor(best / WORDS)
    const j = best - i * WORDS
    bestOfA[i] = alike[best] ?? 0
    bestOfB[j] = alike[best] ?? 0
    partner[i] = j
  }
}

/**
 * Where the most alike words stand that are not paired off yet; -1 when none are. Of equally alike words those that stand first; what
 * then is left are words crosswise, which do not stand in each other's way.
 */
const mostAlike = (countA: number, countB: number, { alike, bestOfA, bestOfB }: Matching): number => {
  let [most, rank, best] = [0, 0, -1]
  for (let i = 0; i < countA; i += 1)
    for (let j = 0; j < countB && bestOfA[i] === 0; j += 1) {
      if (bestOfB[j] !== 0) continue
      const here = alike[i * WORDS + j] ?? 0
      const place = (i + j) * WORDS + Math.abs(i - j)
      if (here > most || (here === most && here > 0 && place < rank)) [most, rank, best] = [here, place, i * WORDS + j]
    }
  return best
}

/** 0 when given name or surname is not told apart, else 1 to 4 by the less alike of the two. */
const partLevel = (meta: number, best: Float64Array): number => {
  const given = (meta >>> GIVEN_SHIFT) & 31
  const surname = (meta >>> SURNAME_SHIFT) & 31
  if (given === 0 || surname === 0) return 0
  return 1 + binOf(Math.min(bestIn(given, best), bestIn(surname, best)), PART_BOUNDS)
}
const bestIn = (mask: number, best: Float64Array): number => {
  let most = 0
  for (let i = 0; i < WORDS; i += 1) if ((mask >>> i) & 1) most = Math.max(most, best[i] ?? 0)
  return most
}

/** Year (silent, other, near, equal) by day and month (silent, other, one of the two, swapped, equal). */
export const birthLevel = (a: number, b: number): number => {
  const [yearA, yearB] = [a >>> YEAR_SHIFT, b >>> YEAR_SHIFT]
  const year = yearA === 0 || yearB === 0 ? 0 : yearA === yearB ? 3 : isNear(yearA, yearB) ? 2 : 1
  const [monthA, monthB] = [(a >>> MONTH_SHIFT) & 15, (b >>> MONTH_SHIFT) & 15]
  return year * 5 + dayMonthLevel(monthA, a & 31, monthB, b & 31)
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
const textLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  const [a, b] = [atA + group, atB + group]
  if (group === 0 || rows[a] === 0 || rows[b] === 0) return 0
  if (rows[a] === rows[b]) return 3
  return overlapOf(rows[a + 1] ?? 0, rows[a + 2] ?? 0, rows[b + 1] ?? 0, rows[b + 2] ?? 0) >= 0.7 ? 2 : 1
}

/** Silent, other, near, equal but held by many, equal. One phone for many people is no proof of identity. */
const phoneLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  const level = textLevel(rows, atA, atB, group)
  if (level < 3) return level
  return ((rows[atA + META] ?? 0) & PHONE_OF_MANY) !== 0 ? 3 : 4
}

const sameOrSilent = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a === b ? 2 : 1)

/** Silent, other, number alone, street alone, both. */
const addressLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  const street = sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0)
  const number = sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0)
  if (street === 0 && number === 0) return 0
  return street === 2 ? (number === 2 ? 4 : 3) : number === 2 ? 2 : 1
}

/** Silent, other, town by sound, town and common, town, town and rare, postcode. */
const placeLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  if (sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0) === 2) return 6
  const town = sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0)
  if (town === 2) return 3 + (((rows[atA + META] ?? 0) >>> PLACE_SHIFT) & 3)
  const sound = sameOrSilent(rows[atA + group + 2] ?? 0, rows[atB + group + 2] ?? 0)
  if (sound === 2) return 2
  return town === 0 && sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0) === 0 ? 0 : 1
}

/** Silent, other, birth place by sound, birth place and common, birth place, birth place and rare. */
const originLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  const place = sameOrSilent(rows[atA + group] ?? 0, rows[atB + group] ?? 0)
  if (place === 2) return 3 + (((rows[atA + META] ?? 0) >>> ORIGIN_SHIFT) & 3)
  return sameOrSilent(rows[atA + group + 1] ?? 0, rows[atB + group + 1] ?? 0) === 2 ? 2 : place
}

/** Sex, nationality and occupation. Silent; all other; not more the same than other; more the same; one, two, three and none other. */
const otherLevel = (rows: Uint32Array, atA: number, atB: number, group: number): number => {
  if (group === 0) return 0
  let [same, other] = [0, 0]
  for (let i = 0; i < 3; i += 1) {
    const level = sameOrSilent(rows[atA + group + i] ?? 0, rows[atB + group + i] ?? 0)
    if (level === 2) same += 1
    else if (level === 1) other += 1
  }
  if (other === 0) return same === 0 ? 0 : 3 + same
  return same === 0 ? 1 : same > other ? 3 : 2
}
