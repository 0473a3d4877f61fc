/**
 * Which candidates can reach a grade at all. A look-up compares hundreds and tells of one or none, so the most that the
 * evidence of each can be is summed in WebAssembly, and only who may still be told is read by `match-levels.ts`. The levels here are made
 * from the tables and by the arithmetic of that file. Three things are taken at their best instead of read: how alike and how
 * telling a name is (until the rest leaves that open), and how rare an equal value is. So whoever is dismissed would
 * not have been told (a test asks with and without).
 */
import { ENCODING_WORDS, SLOTS, type Slot } from './encoding.ts'
import { BITS_LEAST, type Flips, type FlipsOfSlots, flipsIn } from './flips.ts'
import {
  addWeights,
  asWeight,
  bitsOf,
  COUNTED_AT,
  COUNTED_END,
  countsOf,
  fetchCode,
  KERNEL_HEAD_BYTES,
  NAME_LONGS,
  NUMBERS_AT,
  nextRow,
  placeOf,
  sharedOf,
  TOGETHER,
} from './match-kernel.ts'
import {
  type Group,
  levelsFrom,
  type Measure,
  NAME_READING,
  NEARLY_EQUAL,
  nameLevelOf,
  READINGS,
  type Reading,
} from './match-levels.ts'
import {
  again,
  type Code,
  codeOf,
  each,
  F64,
  float64,
  I32,
  I64,
  integer,
  load64,
  moduleOf,
  NOTHING,
  OP,
  step,
  unsigned,
} from './wasm-assembly.ts'

/** Evidence in bits of each level of each group. */
export type LevelBits = Readonly<Record<Group, readonly number[]>>
/** What is asked of a candidate: evidence in bits, the prior already taken off. */
export type Sieve = { readonly levelBits: LevelBits; readonly bitsLeast: number }
export type Asked = {
  readonly record: number
  readonly nameWeight: number
  readonly flippedNameWeight: number
  readonly meanNameWeight: number
}
export type MatchSieve = (asked: Asked, records: readonly number[], sieve: Sieve) => readonly number[]

/** Sums are made in another order than those of the matcher: a pair so little short of the bar is kept. */
const ROUNDING_BITS = 1e-6

const PARTS = levelsFrom(NAME_READING.part)
const NAME_LEVELS = nameLevelOf(NAME_READING.alike.length, PARTS - 1, NAME_READING.telling.length) + 1
const levelsRead = ({ measures }: Reading): number =>
  measures.reduce((product, { bounds }) => product * levelsFrom(bounds), 1)
/** Entries of the tables, in their order: names by parts alone, whole names, then each reading. */
const firstOf = (reading: number): number =>
  READINGS.slice(0, reading).reduce((sum, each) => sum + levelsRead(each), PARTS + NAME_LEVELS)
const TABLE_LENGTH = firstOf(READINGS.length)

/** Behind what the kernel counts: settings of a call, counts of the probe by place, then the tables. */
const [BITS_LEAST_AT, NAME_WEIGHT_AT, FLIPPED_WEIGHT_AT, MEAN_WEIGHT_AT, KEPT_AT, PROBE_COUNTS_AT, TABLES_AT] = [
  ...([COUNTED_END, COUNTED_END + 8, COUNTED_END + 16, COUNTED_END + 24, COUNTED_END + 32] as const),
  ...([COUNTED_END + 40, COUNTED_END + 40 + ENCODING_WORDS] as const),
] as const
if (TABLES_AT + 8 * TABLE_LENGTH > KERNEL_HEAD_BYTES) throw new RangeError('the head of the memory is too small')

/** A sieve over the memory of a kernel, whose weights of bits it uses. */
export const matchSieve = (memory: WebAssembly.Memory, flips: FlipsOfSlots): MatchSieve => {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(matchSieveBytes(flips)), { env: { memory } })
  // Safe: the bytes below export exactly these two functions; every test of the sieve calls both.
  const { sieve, fetch } = instance.exports as {
    sieve: (count: number, numbers: number, out: number, probe: number) => void
    fetch: (count: number, numbers: number, out: number) => void
  }
  let written: LevelBits | undefined
  return ({ record, nameWeight, flippedNameWeight, meanNameWeight }, records, { levelBits, bitsLeast }) => {
    if (written !== levelBits) writeTables(new Float64Array(memory.buffer, TABLES_AT, TABLE_LENGTH), levelBits)
    written = levelBits
    const settings = [bitsLeast - ROUNDING_BITS, nameWeight, flippedNameWeight, meanNameWeight]
    new Float64Array(memory.buffer, BITS_LEAST_AT, settings.length).set(settings)
    const probeCounts = countsOf(memory, record)
    new Uint32Array(memory.buffer, PROBE_COUNTS_AT, probeCounts.length).set(probeCounts)
    const numbers = new Uint32Array(memory.buffer, NUMBERS_AT, TOGETHER)
    const kept: number[] = []
    for (let from = 0; from < records.length; from += TOGETHER) {
      const part = records.slice(from, from + TOGETHER)
      numbers.set(part)
      fetch(part.length, NUMBERS_AT, COUNTED_AT)
      sieve(part.length, NUMBERS_AT, NUMBERS_AT, KERNEL_HEAD_BYTES + record * ENCODING_WORDS * 4)
      const end = new Uint32Array(memory.buffer, KEPT_AT, 1)[0] ?? NUMBERS_AT
      for (let i = 0; i < (end - NUMBERS_AT) / 4; i += 1) kept.push(numbers[i] ?? 0)
    }
    return kept
  }
}

/** The most that a group can be worth at each level that is read here: an equal value is taken to be as rare as is best. */
const bestOf = (reading: Reading, levelBits: LevelBits): readonly number[] => {
  const bits = levelBits[reading.group]
  const levels = levelsRead(reading)
  return Array.from({ length: levels }, (_, level) =>
    reading.rarity && level === levels - 1 ? Math.max(...bits.slice(level)) : (bits[level] ?? 0),
  )
}

/** The most that a name can be worth whose parts are alike to this level. */
const bestOfPart = (part: number, { name }: LevelBits): number =>
  Math.max(
    ...Array.from({ length: NAME_READING.alike.length + 1 }, (_, alike) =>
      Array.from({ length: NAME_READING.telling.length + 1 }, (_, telling) => nameLevelOf(alike, part, telling)),
    )
      .flat()
      // The silent name too: who has parts has a name, but nothing here rests on it.
      .concat(0)
      .map((level) => name[level] ?? 0),
  )

const writeTables = (table: Float64Array, levelBits: LevelBits): void => {
  table.set(Array.from({ length: PARTS }, (_, part) => bestOfPart(part, levelBits)))
  table.set(levelBits.name, PARTS)
  READINGS.forEach((reading, i) => {
    table.set(bestOf(reading, levelBits), firstOf(i))
  })
}

const [COUNT, NUMBERS, OUT, PROBE, ROW, OF_PROBE, OF_ROW, BOTH, LEVEL, INDEX, PART] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const
const WORD = 11
const [SUM, ALIKE, STRAIGHT, CROSSED, SHARED_WEIGHT, WEIGHT, TOTAL] = [12, 13, 14, 15, 16, 17, 18] as const

/** The module: `sieve` writes the numbers of those that are kept, and at `KEPT_AT` where they end. */
export const matchSieveBytes = (flips: FlipsOfSlots): Uint8Array<ArrayBuffer> =>
  moduleOf([
    { name: 'sieve', parameters: 4, code: sieveCode(flips) },
    { name: 'fetch', parameters: 3, code: fetchCode() },
  ])

const sieveCode = (flips: FlipsOfSlots): Code =>
  codeOf(
    [
      [7, I32],
      [1, I64],
      [7, F64],
    ],
    [
      ...[OP.loop, NOTHING],
      ...nextRow(ROW),
      ...[OP.block, NOTHING],
      ...float64(0),
      ...READINGS.flatMap((reading, i) => [...levelCode(reading, flips), ...worth(firstOf(i)), OP.addFloat64]),
      ...[OP.set, SUM],
      ...partCode(flips),
      ...dismissIfBelow([OP.get, SUM, OP.get, PART, ...worth(0), OP.addFloat64]),
      ...dismissIfBelow([OP.get, SUM, ...nameLevelCode(flipsIn(flips, SLOTS.name)), ...worth(PARTS), OP.addFloat64]),
      // Kept: never further on than what is read, so the list may be written over itself.
      ...[OP.get, OUT, OP.get, NUMBERS, OP.load32, 2, 0, OP.store32, 2, 0],
      ...step(OUT, integer(4)),
      OP.end,
      ...step(NUMBERS, integer(4)),
      ...again(COUNT),
      ...[...integer(0), OP.get, OUT, OP.store32, 2, ...unsigned(KEPT_AT)],
    ],
  )

const setting = (at: number): Code => [...integer(0), OP.loadFloat64, 3, ...unsigned(at)]
const dismissIfBelow = (bits: Code): Code => [...bits, ...setting(BITS_LEAST_AT), OP.lessFloat64, OP.branchIf, 0]
/** What the level on the stack is worth, by the table that begins at this entry. */
const worth = (entry: number): Code => [
  ...[...integer(8), OP.multiply32],
  ...[OP.loadFloat64, 3, ...unsigned(TABLES_AT + 8 * entry)],
]

/** How many of the ascending bounds the value reaches. */
const binCode = (value: number, bounds: readonly number[]): Code => [
  ...integer(0),
  ...bounds.flatMap((bound) => [OP.get, value, ...float64(bound), OP.atLeastFloat64, OP.add32]),
]

/** All measures of a group in mixed radix. */
const levelCode = ({ measures }: Reading, flips: FlipsOfSlots): Code => [
  ...integer(0),
  ...measures.flatMap((measure) => [
    ...[...integer(levelsFrom(measure.bounds)), OP.multiply32],
    ...[OP.set, INDEX, ...measureCode(measure, flips), OP.get, INDEX, OP.add32],
  ]),
]

/** The level of the slot that is most alike: levels rise with similarity. */
const measureCode = ({ slots, bounds }: Measure, flips: FlipsOfSlots): Code => [
  ...slots.flatMap((slot, i) => [
    ...countCode(slot, slot),
    ...[OP.get, OF_PROBE, OP.get, OF_ROW, OP.add32, OP.toFloat64, OP.set, TOTAL],
    ...diceCode([OP.get, BOTH, OP.toFloat64], float64(flipsIn(flips, slot).bits), flipsIn(flips, slot)),
    ...[...float64(NEARLY_EQUAL), OP.leastFloat64, OP.set, ALIKE],
    // Equal slots are flipped alike.
    ...[...float64(1), OP.get, ALIKE],
    ...[OP.get, BOTH, OP.get, OF_PROBE, OP.equal32, OP.get, BOTH, OP.get, OF_ROW, OP.equal32],
    ...[OP.multiply32, OP.select, OP.set, ALIKE],
    ...[...integer(1), ...binCode(ALIKE, bounds), OP.add32, ...bothSpeak, OP.multiply32],
    ...(i === 0 ? [OP.set, LEVEL] : most32(LEVEL)),
  ]),
  ...[OP.get, LEVEL],
]
/** Keeps the larger of the number on the stack and that in a local. The level of the parts is not made yet: its local is free. */
const most32 = (local: number): Code => [
  ...[OP.tee, PART, OP.get, local, OP.get, PART, OP.get, local, OP.more32, OP.select, OP.set, local],
]

/** `sharedWithoutFlips` of what is shared, of the sum in its local and of what flips make. */
const unflippedCode = (shared: Code, flipped: Code, { share }: Flips): Code => [
  ...[...float64(0), ...shared, ...float64(share)],
  ...[...float64(0), OP.get, TOTAL, ...flipped, OP.subtractFloat64, OP.mostFloat64],
  ...[OP.multiplyFloat64, OP.subtractFloat64, OP.mostFloat64],
]
/** `diceWithoutFlips` of the same. */
const diceCode = (shared: Code, flipped: Code, flips: Flips): Code => [
  ...[...float64(2), ...unflippedCode(shared, flipped, flips), OP.multiplyFloat64],
  ...[...float64(flips.kept), OP.get, TOTAL, ...float64(2), ...flipped, OP.multiplyFloat64, OP.subtractFloat64],
  ...[...float64(BITS_LEAST), OP.mostFloat64, OP.multiplyFloat64, OP.divideFloat64],
]

/** Bits of both and in common, into locals. */
const countCode = (ofProbe: Slot, ofRow: Slot): Code => [
  ...[...integer(0), OP.load32, 2, ...unsigned(PROBE_COUNTS_AT + 4 * placeOf(ofProbe)), OP.set, OF_PROBE],
  ...[...bitsOf(ofRow), OP.set, OF_ROW],
  ...[...sharedOf(ofProbe, ofRow), OP.set, BOTH],
]
const bothSpeak: Code = [OP.get, OF_PROBE, OP.get, OF_ROW, OP.multiply32, ...integer(0), OP.notEqual32]

/** The level of the parts of the name, into its local. */
const partCode = (flips: FlipsOfSlots): Code => {
  const { given, surname, part } = NAME_READING
  return [
    ...[
      ...overlapCode(given, given, flips),
      ...overlapCode(surname, surname, flips),
      OP.leastFloat64,
      OP.set,
      STRAIGHT,
    ],
    ...[...overlapCode(given, surname, flips), ...overlapCode(surname, given, flips), OP.leastFloat64],
    ...[OP.get, STRAIGHT, OP.mostFloat64, OP.set, CROSSED],
    ...[...integer(1), ...binCode(CROSSED, part), OP.add32],
    ...[OP.get, STRAIGHT, ...float64(0), OP.atLeastFloat64, OP.multiply32, OP.set, PART],
  ]
}
/** Shared bits as a part of the smaller slot, where that is most; -1 when none speaks on both sides. */
const overlapCode = (ofProbe: readonly Slot[], ofRow: readonly Slot[], flips: FlipsOfSlots): Code => [
  ...float64(-1),
  ...ofProbe.flatMap((slot, i) => [
    ...countCode(slot, ofRow[i] ?? slot),
    ...[OP.get, OF_PROBE, OP.get, OF_ROW, OP.add32, OP.toFloat64, OP.set, TOTAL],
    ...unflippedCode([OP.get, BOTH, OP.toFloat64], float64(flipsIn(flips, slot).bits), flipsIn(flips, slot)),
    ...[
      ...float64(flipsIn(flips, slot).kept),
      OP.get,
      OF_PROBE,
      OP.toFloat64,
      OP.get,
      OF_ROW,
      OP.toFloat64,
      OP.leastFloat64,
    ],
    ...[...float64(flipsIn(flips, slot).bits), OP.subtractFloat64, ...float64(BITS_LEAST), OP.mostFloat64],
    ...[OP.multiplyFloat64, OP.divideFloat64],
    ...[...float64(-1), ...bothSpeak, OP.select, OP.mostFloat64],
  ]),
]

/** The level of the whole name: the weight of what is shared against both weights and against the mean. */
const nameLevelCode = (flips: Flips): Code => [
  ...weighed((i) => [...load64(ROW, i), ...load64(PROBE, i), OP.and64]),
  ...[OP.set, SHARED_WEIGHT],
  ...weighed((i) => load64(ROW, i)),
  // Weights of names are kept in 32 bits.
  ...[OP.toFloat32, OP.widenFloat32, OP.set, WEIGHT],
  ...[...setting(NAME_WEIGHT_AT), OP.get, WEIGHT, OP.addFloat64, OP.set, TOTAL],
  ...diceCode([OP.get, SHARED_WEIGHT], setting(FLIPPED_WEIGHT_AT), flips),
  ...[...float64(NEARLY_EQUAL), OP.leastFloat64, OP.set, ALIKE],
  ...[...float64(1), OP.get, ALIKE],
  ...[...setting(NAME_WEIGHT_AT), OP.get, WEIGHT, OP.equalFloat64],
  ...[OP.get, SHARED_WEIGHT, OP.toFloat32, OP.widenFloat32, OP.get, WEIGHT, OP.equalFloat64],
  ...[OP.multiply32, OP.select, OP.set, ALIKE],
  ...unflippedCode([OP.get, SHARED_WEIGHT], setting(FLIPPED_WEIGHT_AT), flips),
  ...[
    ...float64(flips.kept * flips.kept),
    OP.divideFloat64,
    ...setting(MEAN_WEIGHT_AT),
    OP.divideFloat64,
    OP.set,
    CROSSED,
  ],
  ...[...binCode(ALIKE, NAME_READING.alike), ...integer(PARTS), OP.multiply32, OP.get, PART, OP.add32],
  ...[...integer(NAME_READING.telling.length + 1), OP.multiply32],
  ...[...binCode(CROSSED, NAME_READING.telling), OP.add32, ...integer(1), OP.add32],
  // Silence is level 0.
  ...[...setting(NAME_WEIGHT_AT), OP.get, WEIGHT, OP.multiplyFloat64, OP.set, ALIKE],
  ...[...float64(0), OP.get, ALIKE, OP.lessFloat64, OP.multiply32],
]
const weighed = (word: (i: number) => Code): Code => [
  ...integer(0),
  ...each(NAME_LONGS, (i) => [...word(i), OP.set, WORD, ...addWeights(WORD, i)]),
  ...asWeight,
]
