/**
 * Agreement levels: what two encodings have in common, per group of attributes, as one number (a pattern). Level 0 always
 * means "one of the two does not say"; it weighs nothing. The bounds are on similarities of Bloom filters, found on the
 * development sets; what each level is worth is not decided here but learned (learn.ts).
 */
import { bitCount, SLOTS, type Slot, sharedBits } from './encoding.ts'
import { BITS_LEAST, diceWithoutFlips, type FlipsOfSlots, flipsIn, sharedWithoutFlips } from './flips.ts'

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
  /** What the owners flipped, to be taken off what is counted. */
  readonly flips: FlipsOfSlots
  /** Sum of the bit weights of each record's name as it is seen, and what flips weigh in it on average. */
  readonly nameWeights: Float32Array
  readonly flippedNameWeight: number
  /** Mean weight of a name over all records, without flips. */
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

/** From here on two slots are equal. Slots that differ never reach it. */
const EQUAL = 1
/** As alike as slots may look that differ: what flips did by chance is no equality. */
export const NEARLY_EQUAL = 0.94

/**
 * One thing that is read from bits: the slots that may tell it, of which the most alike counts, and the Dice similarities (without flips) from
 * which each next level begins. Level 0 is silent, level 1 is below the first.
 */
export type Measure = { readonly slots: readonly Slot[]; readonly bounds: readonly number[] }
/** A group: its measures, and (of a group with one measure) how many levels more an equal value gets for its rarity. */
export type Reading = {
  readonly group: Exclude<Group, 'name'>
  readonly measures: readonly Measure[]
  readonly rarity?: { readonly of: CountedGroup; readonly levelsMore: (same: number, size: number) => number }
}

/** One phone for many people is no proof of identity. */
const heldByFew = (same: number): number => (same > 8 ? 0 : 1)
/** Common is over 1 %, rare is under 0.1 %. */
const rare = (same: number, size: number): number => {
  const share = same / Math.max(size, 1)
  return share > 0.01 ? 0 : share > 0.001 ? 1 : 2
}
const read = (slot: Slot, ...bounds: number[]): Measure => ({ slots: [slot], bounds })

/** All groups but the name, in the order of `GROUPS`. */
export const READINGS: readonly Reading[] = [
  // Other, near, equal; other, one of the two, swapped, equal.
  { group: 'birth', measures: [read(SLOTS.year, 0.4, EQUAL), read(SLOTS.dayMonth, 0.22, 0.5, EQUAL)] },
  { group: 'phone', measures: [read(SLOTS.phone, 0.7, EQUAL)], rarity: { of: 'phone', levelsMore: heldByFew } },
  { group: 'email', measures: [read(SLOTS.email, 0.4, 0.7, EQUAL)] },
  { group: 'document', measures: [read(SLOTS.document, 0.55, EQUAL)] },
  { group: 'address', measures: [read(SLOTS.address, 0.35, 0.55, 0.75, EQUAL)] },
  { group: 'place', measures: [read(SLOTS.place, 0.4, 0.7, EQUAL)], rarity: { of: 'place', levelsMore: rare } },
  { group: 'origin', measures: [read(SLOTS.origin, 0.4, 0.7, EQUAL)], rarity: { of: 'origin', levelsMore: rare } },
  { group: 'other', measures: [read(SLOTS.other, 0.35, 0.7, EQUAL)] },
]

/** The name: how much is shared, how alike its less alike part is, how much the shared part tells. */
export const NAME_READING = {
  alike: [0.3, 0.45, 0.6, 0.72, 0.82, 0.9, EQUAL],
  part: [0.5, 0.7, 0.9],
  telling: [0.6, 0.9, 1.2],
  given: [SLOTS.given],
  surname: [SLOTS.surname],
} as const satisfies Record<string, readonly number[] | readonly Slot[]>
/** Levels of a measure, and of the parts of a name: the silent one, the one below the first bound, one from each bound on. */
export const levelsFrom = (bounds: readonly number[]): number => bounds.length + 2

/** The pattern of two records: levels in mixed radix, decoded by `levelsOf`. Symmetric in its two records. */
export const patternOf = (held: Compared, a: number, b: number): number => {
  let pattern = nameLevel(held, a, b)
  for (const reading of READINGS) pattern = pattern * LEVELS[reading.group] + levelOf(held, reading, a, b)
  return pattern
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

const levelOf = (held: Compared, { measures, rarity }: Reading, a: number, b: number): number => {
  let level = 0
  let equal = false
  for (const measure of measures) {
    const measured = measuredLevel(held, measure, a, b)
    equal = measured > measure.bounds.length
    level = level * levelsFrom(measure.bounds) + measured
  }
  if (!rarity || !equal) return level
  const same = Math.max(held.sameValue(rarity.of, a), held.sameValue(rarity.of, b))
  return level + rarity.levelsMore(same, held.size)
}

/** 0 when no slot speaks on both sides. */
const measuredLevel = (held: Compared, { slots, bounds }: Measure, a: number, b: number): number => {
  let similarity = -1
  for (const slot of slots) {
    const { a: ofA, b: ofB, both } = sharedOf(held, slot, slot, a, b)
    if (ofA !== 0 && ofB !== 0) similarity = Math.max(similarity, alikeOf(held.flips, slot, ofA, ofB, both))
  }
  return similarity < 0 ? 0 : 1 + binOf(similarity, bounds)
}

const alikeOf = (flips: FlipsOfSlots, slot: Slot, ofA: number, ofB: number, both: number): number => {
  if (both === ofA && both === ofB) return EQUAL
  const ofSlot = flipsIn(flips, slot)
  return Math.min(diceWithoutFlips(both, ofA + ofB, ofSlot.bits, ofSlot), NEARLY_EQUAL)
}

/**
 * The name as a whole: how much of the information in both is shared, how alike the less alike part (given name or surname)
 * is, in the order that fits better, and how much the shared part tells. `Jan de Vries` twice tells less than `Xanthippe Quist` twice.
 */
const nameLevel = (held: Compared, a: number, b: number): number => {
  if ((held.nameWeights[a] ?? 0) === 0 || (held.nameWeights[b] ?? 0) === 0) return 0
  const { similarity, information } = nameAlike(held, a, b)
  const telling = binOf(information / held.meanNameWeight, NAME_READING.telling)
  return nameLevelOf(binOf(similarity, NAME_READING.alike), partLevel(held, a, b), telling)
}

/** How alike two names are as a whole, and how much what they share tells: its weight without flips. */
const nameAlike = (
  held: Compared,
  a: number,
  b: number,
): { readonly similarity: number; readonly information: number } => {
  const shared = sharedNameWeight(held, a, b)
  const [ofA, ofB] = [held.nameWeights[a] ?? 0, held.nameWeights[b] ?? 0]
  const flips = flipsIn(held.flips, SLOTS.name)
  const flipped = held.flippedNameWeight
  const information = sharedWithoutFlips(shared, ofA + ofB, flipped, flips) / (flips.kept * flips.kept)
  // Weights of names are kept in 32 bits.
  const equal = ofA === ofB && Math.fround(shared) === ofA
  const similarity = equal ? EQUAL : Math.min(diceWithoutFlips(shared, ofA + ofB, flipped, flips), NEARLY_EQUAL)
  return { similarity, information }
}

/** The level of a name from its three bins; level 0 is left for silence. */
export const nameLevelOf = (alike: number, part: number, telling: number): number =>
  1 + (alike * levelsFrom(NAME_READING.part) + part) * (NAME_READING.telling.length + 1) + telling

/**
 * How alike two names are as a whole, 0 to 1, for putting many in order: shared information as a part of all information in both, as it is seen.
 * Flips are in all of them alike; taking them off put Korean and Chinese names in a slightly worse order (0.838 and 0.848 of 1,000 first).
 */
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

/** 0 when a part is missing on one side, else 1 to 4 by the less alike of given name and surname, in the order that fits better. */
const partLevel = (held: Compared, a: number, b: number): number => {
  const { given, surname, part } = NAME_READING
  const straight = Math.min(overlapOf(held, given, given, a, b), overlapOf(held, surname, surname, a, b))
  if (straight < 0) return 0
  if (straight >= (part.at(-1) ?? 1)) return 1 + part.length
  const crossed = Math.min(overlapOf(held, given, surname, a, b), overlapOf(held, surname, given, a, b))
  return 1 + binOf(Math.max(straight, crossed), part)
}

/** Shared bits as a part of the smaller slot, where that is most; -1 when no slot speaks on both sides. */
const overlapOf = (held: Compared, ofA: readonly Slot[], ofB: readonly Slot[], a: number, b: number): number => {
  let most = -1
  for (let i = 0; i < ofA.length; i += 1) {
    const [slotA, slotB] = [ofA[i], ofB[i]]
    if (!slotA || !slotB) continue
    const shared = sharedOf(held, slotA, slotB, a, b)
    if (shared.a !== 0 && shared.b !== 0) most = Math.max(most, containedOf(held.flips, slotA, shared))
  }
  return most
}

/** Given name and surname have slots of one size, so the flips of either are those of both. */
const containedOf = (flips: FlipsOfSlots, slot: Slot, { a, b, both }: Shared): number => {
  const ofSlot = flipsIn(flips, slot)
  const least = ofSlot.kept * Math.max(Math.min(a, b) - ofSlot.bits, BITS_LEAST)
  return sharedWithoutFlips(both, a + b, ofSlot.bits, ofSlot) / least
}
