/**
 * Agreement levels: what two encodings have in common, per group of attributes, as one number (a pattern). Level 0 always
 * means "one of the two does not say"; it weighs nothing. The bounds are on similarities of Bloom filters, found on the
 * development sets; what each level is worth is not decided here but learned (learn.ts).
 */
import { bitCount, SLOTS, type Slot, sharedBits } from './encoding.ts'

/** How many levels each group has, the silent level 0 included. The order is the order inside a pattern. */
export const LEVELS = {
  name: 161,
  birth: 20,
  phone: 5,
  email: 5,
  document: 4,
  address: 6,
  place: 7,
  origin: 7,
  other: 5,
} as const satisfies Record<string, number>
export type Group = keyof typeof LEVELS
// Safe: the keys of a literal object are exactly the names of its type.
export const GROUPS = Object.keys(LEVELS) as readonly Group[]

/** What a comparison needs to see of the side where records are kept. Numbers of records, not handles. */
export type Compared = {
  readonly rows: Uint32Array
  /** Words per row. */
  readonly stride: number
  /** Weight of each bit of the name slot: rare bits tell more. */
  readonly bitWeights: Float32Array
  /** Sum of the bit weights of each record's name, and their mean over all records. */
  readonly nameWeights: Float32Array
  readonly meanNameWeight: number
  /** How many records hold the same filled slot as this record, and among how many. */
  readonly sameValue: (group: CountedGroup, record: number) => number
  readonly size: number
  /** What is known of a pair without reading its rows, if anything: counted beforehand by a kernel. */
  readonly counted?: (a: number, b: number) => PairCounts | undefined
}
/** Bits of the slots of two records and in common, and the weight of what their names share. */
export type PairCounts = {
  readonly bitsOfA: (slot: Slot) => number
  readonly bitsOfB: (slot: Slot) => number
  readonly sharedBits: (slotOfA: Slot, slotOfB: Slot) => number
  readonly sharedNameWeight: number
}
/** Groups of which equal values are told apart by how common the value is. */
export type CountedGroup = 'phone' | 'place' | 'origin'
export const COUNTED: readonly CountedGroup[] = ['phone', 'place', 'origin']

const NAME_BOUNDS = [0.25, 0.4, 0.55, 0.7, 0.82, 0.93, 0.999]
const PART_BOUNDS = [0.45, 0.65, 0.85]
const INFORMATION_BOUNDS = [0.6, 0.9, 1.2]

/** The pattern of two records: levels in mixed radix, decoded by `levelsOf`. Symmetric in its two records. */
export const patternOf = (held: Compared, a: number, b: number): number => {
  let pattern = nameLevel(held, a, b)
  pattern = pattern * LEVELS.birth + birthLevel(held, a, b)
  pattern = pattern * LEVELS.phone + phoneLevel(held, a, b)
  pattern = pattern * LEVELS.email + gradedLevel(held, SLOTS.email, a, b, [0.4, 0.7, 0.999])
  pattern = pattern * LEVELS.document + gradedLevel(held, SLOTS.document, a, b, [0.55, 0.999])
  pattern = pattern * LEVELS.address + gradedLevel(held, SLOTS.address, a, b, [0.35, 0.55, 0.75, 0.95])
  pattern = pattern * LEVELS.place + countedLevel(held, 'place', a, b)
  pattern = pattern * LEVELS.origin + countedLevel(held, 'origin', a, b)
  return pattern * LEVELS.other + gradedLevel(held, SLOTS.other, a, b, [0.35, 0.7, 0.999])
}

/** The levels of a pattern, in the order of `GROUPS`. */
export const levelsOf = (pattern: number): readonly number[] => {
  const levels: number[] = []
  let rest = pattern
  for (const group of GROUPS.toReversed()) {
    levels.push(rest % LEVELS[group])
    rest = Math.floor(rest / LEVELS[group])
  }
  return levels.reverse()
}

/** The place of a value among ascending bounds: 0 below the first, `bounds.length` from the last on. */
const binOf = (value: number, bounds: readonly number[]): number => {
  let bin = 0
  while (bin < bounds.length && value >= (bounds[bin] ?? 0)) bin += 1
  return bin
}

type Shared = { readonly a: number; readonly b: number; readonly both: number }

const sharedOf = ({ rows, stride, counted }: Compared, slotA: Slot, slotB: Slot, a: number, b: number): Shared => {
  const known = counted?.(a, b)
  if (known) return { a: known.bitsOfA(slotA), b: known.bitsOfB(slotB), both: known.sharedBits(slotA, slotB) }
  const atA = a * stride + slotA.at
  const atB = b * stride + slotB.at
  let countA = 0
  let countB = 0
  for (let i = 0; i < slotA.words; i += 1) {
    countA += bitCount(rows[atA + i] ?? 0)
    countB += bitCount(rows[atB + i] ?? 0)
  }
  if (countA === 0 || countB === 0) return { a: countA, b: countB, both: 0 }
  return { a: countA, b: countB, both: sharedBits(rows, atA, rows, atB, slotA.words) }
}

/** Dice of a slot, or -1 when one side is silent. */
const diceOf = (held: Compared, slot: Slot, a: number, b: number): number => {
  const shared = sharedOf(held, slot, slot, a, b)
  return shared.a === 0 || shared.b === 0 ? -1 : (2 * shared.both) / (shared.a + shared.b)
}

/** Level 1 is the least alike; the last level is reached at the last bound. */
const gradedLevel = (held: Compared, slot: Slot, a: number, b: number, bounds: readonly number[]): number => {
  const similarity = diceOf(held, slot, a, b)
  return similarity < 0 ? 0 : 1 + binOf(similarity, bounds)
}

/**
 * The name as a whole: how much of the information in both is shared, how alike the less alike part (given name or surname)
 * is, in the order that fits better, and how much the shared part tells. `Jan de Vries` twice tells less than `Xanthippe Quist` twice.
 */
const nameLevel = (held: Compared, a: number, b: number): number => {
  const total = (held.nameWeights[a] ?? 0) + (held.nameWeights[b] ?? 0)
  if ((held.nameWeights[a] ?? 0) === 0 || (held.nameWeights[b] ?? 0) === 0) return 0
  const information = sharedNameWeight(held, a, b)
  const alike = binOf((2 * information) / total, NAME_BOUNDS)
  const telling = binOf(information / held.meanNameWeight, INFORMATION_BOUNDS)
  return 1 + (alike * 5 + partLevel(held, a, b)) * 4 + telling
}

/** How alike two names are as a whole, 0 to 1: shared information as a part of all information in both. */
export const nameSimilarity = (held: Compared, a: number, b: number): number => {
  const total = (held.nameWeights[a] ?? 0) + (held.nameWeights[b] ?? 0)
  return total === 0 ? 0 : (2 * sharedNameWeight(held, a, b)) / total
}

const sharedNameWeight = ({ rows, stride, bitWeights, counted }: Compared, a: number, b: number): number => {
  const known = counted?.(a, b)
  if (known) return known.sharedNameWeight
  const atA = a * stride + SLOTS.name.at
  const atB = b * stride + SLOTS.name.at
  let sum = 0
  for (let i = 0; i < SLOTS.name.words; i += 1) {
    let both = (rows[atA + i] ?? 0) & (rows[atB + i] ?? 0)
    while (both !== 0) {
      const lowest = both & -both
      sum += bitWeights[i * 32 + 31 - Math.clz32(lowest)] ?? 0
      both ^= lowest
    }
  }
  return sum
}

/** 0 when a part is missing on one side, else 1 to 4 by the less alike of given name and surname. */
const partLevel = (held: Compared, a: number, b: number): number => {
  const { given, surname } = SLOTS
  const straight = lesserOverlap(sharedOf(held, given, given, a, b), sharedOf(held, surname, surname, a, b))
  if (straight < 0) return 0
  if (straight >= 0.85) return 4
  const crossed = lesserOverlap(sharedOf(held, given, surname, a, b), sharedOf(held, surname, given, a, b))
  return 1 + binOf(Math.max(straight, crossed), PART_BOUNDS)
}

const lesserOverlap = (first: Shared, second: Shared): number => {
  if (first.a === 0 || first.b === 0 || second.a === 0 || second.b === 0) return -1
  return Math.min(first.both / Math.min(first.a, first.b), second.both / Math.min(second.a, second.b))
}

/** Year (silent, other, near, equal) by day and month (silent, other, one of the two, swapped, equal). */
const birthLevel = (held: Compared, a: number, b: number): number => {
  const year = diceOf(held, SLOTS.year, a, b)
  const dayMonth = diceOf(held, SLOTS.dayMonth, a, b)
  const yearLevel = year < 0 ? 0 : 1 + binOf(year, [0.4, 0.95])
  const dayMonthLevel = dayMonth < 0 ? 0 : 1 + binOf(dayMonth, [0.22, 0.5, 0.95])
  return yearLevel * 5 + dayMonthLevel
}

/** Silent, other, near, equal but shared by many, equal. One phone for many people is no proof of identity. */
const phoneLevel = (held: Compared, a: number, b: number): number => {
  const similarity = diceOf(held, SLOTS.phone, a, b)
  if (similarity < 0) return 0
  if (similarity < 0.999) return similarity < 0.7 ? 1 : 2
  return Math.max(held.sameValue('phone', a), held.sameValue('phone', b)) > 8 ? 3 : 4
}

/** Silent, other, somewhat, nearly, equal and common (over 1 %), equal, equal and rare (under 0.1 %). */
const countedLevel = (held: Compared, group: 'place' | 'origin', a: number, b: number): number => {
  const similarity = diceOf(held, SLOTS[group], a, b)
  if (similarity < 0) return 0
  if (similarity < 0.999) return 1 + binOf(similarity, [0.4, 0.7])
  const share = Math.max(held.sameValue(group, a), held.sameValue(group, b)) / Math.max(held.size, 1)
  return share > 0.01 ? 4 : share > 0.001 ? 5 : 6
}
