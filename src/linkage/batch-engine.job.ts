/**
 * De-duplicating a whole registration, or linking all ready encodings: encode, pair, learn, score. The result is the same for any
 * order of arrival and any number of workers: pairs follow from the content, counts are whole numbers, and what needs an order
 * takes that of the keys of the handles.
 */
import { BATCH_LIMITS, type BatchLimits, placePartitions, type TokenPart } from './batch-blocks.ts'
import { budgetFor, sampleBitsOf } from './batch-budget.ts'
import { type Crew, type CrewTask, openCrew } from './batch-crew.job.ts'
import { type EncodedWeights, encodedWeights } from './batch-encoded.ts'
import { handleKey } from './batch-hash.ts'
import { type BatchParameters, batchEvidence, learnBatch } from './batch-learn.ts'
import { type BatchMemory, batchMemory, CHUNK_RECORDS, chunksOf } from './batch-memory.ts'
import { BATCH_FIELDS, type BatchField, type Layout, layoutFor } from './batch-row.ts'
import { type FileSource, type HandledPerson, scanFile } from './batch-source.store.ts'
import {
  type Comparison,
  countValues,
  type EntryRange,
  isPairs,
  isYield,
  type PairColumns,
  type PairsFound,
  rowHash,
  STRANGERS_TOGETHER,
  type StageResult,
  tokenStartOf,
} from './batch-stages.ts'
import { pairsCounted, togetherCounted } from './batch-tally.ts'
import { ENCODING_WORDS } from './encoding.ts'
import { chanceOf, evidenceUnder, type Parameters, priorBits } from './match-model.ts'

export type BatchOptions = {
  readonly workers?: number
  readonly limits?: BatchLimits
  /** Pairs below this chance are not given. */
  readonly chanceLeast?: number
  readonly progress?: (stage: BatchStage, done: number, of: number) => void
  /** Sees the crew when it starts: for tests that end a worker. */
  readonly onCrew?: (crew: Crew) => void
}
export type BatchStage = 'read' | 'encode' | 'block' | 'compare' | 'learn'

/** Pairs by the number of the record in the order of arrival; `a` comes first in the order of keys. */
export type BatchResult = {
  readonly records: number
  readonly pairsCompared: number
  /** Records of which all that they share with others is shared by too many: nothing could be found for them. */
  readonly overlooked: number
  /** Records without anything to be found by: no date, phone or second name. */
  readonly sayTooLittle: number
  readonly a: Uint32Array
  readonly b: Uint32Array
  readonly chances: Float64Array
  /** Crowds of equal rows: the first of each with every other, which was compared with nobody else. */
  readonly equal: ScoredColumns
  /** Record numbers in the order of the keys of their handles. */
  readonly order: Uint32Array
  readonly seconds: Readonly<Record<string, number>>
}

type ScoredColumns = { readonly a: Uint32Array; readonly b: Uint32Array; readonly chances: Float64Array }

const STRANGERS_MAX = 200_000
const STRANGER_GROUPS_PER_TASK = 50
const WORKERS_MANY = 2
/** Below this many records a second thread costs more to start, and to keep in memory, than it saves. */
const RECORDS_FOR_MANY = 200_000

/** How many workers a list of this size gets when nobody says. */
export const workersFor = (records: number): number => (records < RECORDS_FOR_MANY ? 1 : WORKERS_MANY)

/** De-duplicates described persons that are already in memory. */
export const linkPeople = async (
  people: readonly HandledPerson[],
  options: BatchOptions = {},
): Promise<BatchResult> => {
  const fields = new Set<BatchField>(
    BATCH_FIELDS.filter((field) => people.some(({ person }) => person[field] !== undefined)),
  )
  const layout = layoutFor(fields)
  return linkDescribed(people.length, layout, options, (chunk) => {
    const first = chunk * CHUNK_RECORDS
    return { stage: 'encode-list', first, people: people.slice(first, first + CHUNK_RECORDS), layout }
  })
}

/** De-duplicates the rows of a file. */
export const linkFile = async (source: FileSource, options: BatchOptions = {}): Promise<BatchResult> => {
  const began = performance.now()
  const { chunks, records } = scanFile(source.path)
  options.progress?.('read', records, records)
  const read = (performance.now() - began) / 1000
  const layout = layoutFor(new Set(BATCH_FIELDS.filter((field) => source.columns[field] !== undefined)))
  const result = await linkDescribed(records, layout, options, (chunk) => ({
    stage: 'encode-file',
    source,
    bytes: chunks[chunk] ?? { from: 0, to: 0, first: 0, count: 0 },
    layout,
  }))
  return { ...result, seconds: { read, ...result.seconds } }
}

const linkDescribed = async (
  size: number,
  layout: Layout,
  options: BatchOptions,
  encodeTask: (chunk: number) => CrewTask,
): Promise<BatchResult> => {
  const memory = batchMemory(size, layout.stride)
  const clock = stopwatch()
  return withCrew(memory, options, async (crew) => {
    const chunks = chunkNumbers(size)
    await crew.run(chunks.map(encodeTask), (done) => options.progress?.('encode', done, chunks.length))
    const sayTooLittle = emptyRecords(memory)
    clock.lap('encode')
    countValues(memory, layout)
    const weights = await crew.run(chunks.map((chunk) => ({ stage: 'weigh', chunk, layout })))
    const meanWeight = Math.max(1, sumOf(weights) / Math.max(1, size))
    clock.lap('weigh')
    const comparison: Comparison = { kind: 'described', layout, meanWeight }
    const found = await findPairs(crew, memory, comparison, options, clock)
    const order = orderOf(memory.keys, size)
    const strangers = await sampleStrangers(crew, order, comparison)
    const pairs = (size * (size - 1)) / 2
    const parameters = learnBatch({ candidates: found.counts, strangers: strangers.counts, pairs, records: size })
    options.progress?.('learn', 1, 1)
    clock.lap('learn')
    const chance = batchChance(parameters, size, pairs)
    const scored = scorePairs(found.pairs, chance, options.chanceLeast ?? 0)
    const equal = scorePairs(found.crowds, chance, options.chanceLeast ?? 0)
    clock.lap('score')
    return {
      records: size,
      pairsCompared: pairsCounted(found.counts),
      overlooked: found.overlooked,
      sayTooLittle,
      ...scored,
      equal,
      order,
      seconds: clock.laps,
    }
  })
}

const chunkNumbers = (size: number): readonly number[] =>
  Array.from({ length: size === 0 ? 0 : chunksOf(size) }, (_, chunk) => chunk)

const batchChance = (parameters: BatchParameters, size: number, pairs: number): ((pattern: number) => number) => {
  const bits = batchEvidence(parameters)
  const prior = Math.log2((parameters.matchesPerRecord * size) / Math.max(1, pairs))
  return (pattern) => chanceOf(bits(pattern) + prior)
}

/** A ready encoding under its handle. */
export type HandledEncoding = {
  readonly handle: string
  readonly plane: number
  readonly tokens: readonly Uint8Array[]
  readonly row: Uint32Array
}

/** Room for ready encodings, filled one by one; what cannot be kept in JavaScript objects at a million records. */
export const encodingMemory = (size: number, tokenRoom: number): BatchMemory =>
  batchMemory(size, ENCODING_WORDS, tokenRoom)

/** Writes an encoding as the next record; gives where the tokens of the following one begin. */
export const writeEncoding = (
  memory: BatchMemory,
  record: number,
  tokenStart: number,
  encoded: HandledEncoding,
): number => {
  const start = record % CHUNK_RECORDS === 0 ? tokenStartOf(memory, record / CHUNK_RECORDS) : tokenStart
  memory.rows.set(encoded.row, record * ENCODING_WORDS)
  memory.keys[record] = handleKey(encoded.handle)
  memory.planes[record] = encoded.plane
  memory.tokenStarts[record] = start
  const seen = new Set(encoded.tokens.slice(0, memory.tokenRoom - 1).map(tokenNumber))
  memory.tokens[start] = rowHash(memory.rows, record * ENCODING_WORDS, ENCODING_WORDS)
  let next = start + 1
  for (const token of seen) {
    memory.tokens[next] = token
    next += 1
  }
  memory.tokenCounts[record] = seen.size === 0 ? 0 : seen.size + 1
  return next
}
// A keyed token is random in all its bytes: four of them tell blocks apart well enough.
const tokenNumber = (token: Uint8Array): number =>
  (((token[0] ?? 0) << 24) | ((token[1] ?? 0) << 16) | ((token[2] ?? 0) << 8) | (token[3] ?? 0)) >>> 0

/** Where a run of many parts keeps what it found, so that one that is cut off goes on where it was. */
export type Checkpoint = {
  readonly done: ReadonlySet<number>
  /** Told once per part that was not done before. */
  save(part: number, found: ScoredColumns): Promise<void>
}
/** The part of the crowds of equal rows; the others are numbered from 0. */
export const EQUAL_PART = -1

/** Links ready encodings under given parameters, as the matcher would grade them; nothing is learned here. */
export const linkEncodings = async (
  memory: BatchMemory,
  parameters: Parameters,
  options: BatchOptions & { readonly checkpoint?: Checkpoint } = {},
): Promise<BatchResult> => {
  const clock = stopwatch()
  const order = orderOf(memory.keys, memory.size)
  const sayTooLittle = emptyRecords(memory)
  const weights = encodedWeights(memory.rows, order, parameters, options.chanceLeast ?? 0.3)
  clock.lap('weigh')
  return withCrew(memory, options, async (crew) => {
    const chance = encodedChance(weights)
    const keeping = keepingAt(options.checkpoint, ({ pairs }) =>
      scorePairs(copied(pairs), chance, options.chanceLeast ?? 0.3),
    )
    const found = await findPairs(crew, memory, { kind: 'encoded', weights }, options, clock, keeping)
    await keeping.saved()
    const scored = scorePairs(found.pairs, chance, options.chanceLeast ?? 0.3)
    const equal = scorePairs(found.crowds, chance, options.chanceLeast ?? 0.3)
    clock.lap('score')
    return {
      records: memory.size,
      pairsCompared: pairsCounted(found.counts),
      overlooked: found.overlooked,
      sayTooLittle,
      ...scored,
      equal,
      order,
      seconds: clock.laps,
    }
  })
}

const encodedChance = ({ parameters, size }: EncodedWeights): ((pattern: number) => number) => {
  const bits = evidenceUnder(parameters)
  const prior = priorBits(parameters, size)
  return (pattern) => chanceOf(bits(pattern) + prior)
}

const withCrew = async <Value>(
  memory: BatchMemory,
  options: BatchOptions,
  act: (crew: Crew) => Promise<Value>,
): Promise<Value> => {
  const crew = openCrew(memory, options.workers ?? workersFor(memory.size))
  options.onCrew?.(crew)
  try {
    return await act(crew)
  } finally {
    await crew.close()
  }
}

type Keeping = {
  isDone(part: number): boolean
  keep(part: number, result: StageResult): void
  saved(): Promise<void>
}
const NOTHING_KEPT: Keeping = { isDone: () => false, keep: () => undefined, saved: async () => undefined }

const keepingAt = (checkpoint: Checkpoint | undefined, score: (found: PairsFound) => ScoredColumns): Keeping => {
  if (!checkpoint) return NOTHING_KEPT
  let last: Promise<void> = Promise.resolve()
  return {
    isDone: (part) => checkpoint.done.has(part),
    keep: (part, result) => {
      if (isPairs(result)) last = last.then(() => checkpoint.save(part, score(result)))
      // Heard by `saved`; until then a failure is no unhandled one.
      last.catch(() => undefined)
    },
    saved: () => last,
  }
}
const copied = ({ a, b, patterns }: PairColumns): PairColumns => ({ a: a.slice(), b: b.slice(), patterns })

const emptyRecords = ({ tokenCounts, size }: BatchMemory): number => {
  let empty = 0
  for (let record = 0; record < size; record += 1) if (tokenCounts[record] === 0) empty += 1
  return empty
}

type Found = PairsFound & { readonly crowds: PairColumns; readonly overlooked: number }

const findPairs = async (
  crew: Crew,
  memory: BatchMemory,
  comparison: Comparison,
  { limits = BATCH_LIMITS, progress }: BatchOptions,
  clock: Stopwatch,
  keeping: Keeping = NOTHING_KEPT,
): Promise<Found> => {
  const chunks = chunkNumbers(memory.size)
  const partitions = async (part: TokenPart) => {
    await crew.run(chunks.map((chunk) => ({ stage: 'count', chunk, part })))
    const starts = placePartitions(memory)
    await crew.run(chunks.map((chunk) => ({ stage: 'scatter', chunk, part })))
    return rangesOf(starts)
  }
  const together = comparison.kind === 'described' ? RANGES_TOGETHER : 1
  const equal = inGroups(await partitions('whole'), together).map((ranges) => ({
    ...{ stage: 'equal' as const, ranges, limits, comparison },
  }))
  const crowds = merged(await crew.run(equal))
  if (!keeping.isDone(EQUAL_PART)) keeping.keep(EQUAL_PART, crowds)
  progress?.('block', 1, 3)
  clock.lap('equal')
  for (const half of ['one half', 'other half'] as const)
    await crew.run((await partitions(half)).map((range) => ({ stage: 'holders', ...range })))
  progress?.('block', 2, 3)
  const keep = async (stage: 'keep' | 'keep fewer', meetingsMax: number): Promise<number> =>
    sumOf(await crew.run(chunks.map((chunk) => ({ stage, chunk, limits: { ...limits, meetingsMax } }))))
  let overlooked = await keep('keep', limits.meetingsMax)
  if (comparison.kind === 'described' && limits.meetingsMax > limits.meetingsLeast) {
    const sample = (await partitions('sample')).map((range) => ({
      stage: 'yield' as const,
      ...range,
      comparison,
    }))
    const yields = (await crew.run(sample)).filter(isYield)
    const budget = budgetFor(yields, memory.size, sampleBitsOf(memory.size), limits)
    if (budget < limits.meetingsMax) overlooked = await keep('keep fewer', budget)
  }
  clock.lap('block')
  const compare = inGroups(await partitions('kept'), together).map((ranges) => ({
    ...{ stage: 'pairs' as const, ranges, comparison },
  }))
  progress?.('block', 3, 3)
  const parts = compare.map((_, part) => part).filter((part) => !keeping.isDone(part))
  const left = compare.filter((_, part) => !keeping.isDone(part))
  const found = await crew.run(left, (done, task, result) => {
    keeping.keep(parts[task] ?? 0, result)
    progress?.('compare', compare.length - left.length + done, compare.length)
  })
  clock.lap('compare')
  const all = found.filter(isPairs)
  const counts = togetherCounted([crowds.counts, ...all.map((each) => each.counts)])
  return { pairs: joined(all), crowds: crowds.pairs, counts, overlooked }
}

/** So many partitions are one task: what they find is counted once, not in parts that have to be put together. */
const RANGES_TOGETHER = 8
const inGroups = (ranges: readonly EntryRange[], together: number): readonly (readonly EntryRange[])[] =>
  Array.from({ length: Math.ceil(ranges.length / together) }, (_, i) => ranges.slice(i * together, (i + 1) * together))

const rangesOf = (starts: Uint32Array): readonly EntryRange[] =>
  Array.from({ length: starts.length - 1 }, (_, i) => ({ from: starts[i] ?? 0, to: starts[i + 1] ?? 0 })).filter(
    ({ from, to }) => to > from,
  )

const sampleStrangers = async (crew: Crew, order: Uint32Array, comparison: Comparison): Promise<PairsFound> => {
  const size = order.length
  const pairs = size < 2 ? 0 : Math.min(STRANGERS_MAX, size * (size - 1))
  const groups = Math.ceil(pairs / ((STRANGERS_TOGETHER * (STRANGERS_TOGETHER - 1)) / 2))
  const starts = Array.from(
    { length: Math.ceil(groups / STRANGER_GROUPS_PER_TASK) },
    (_, i) => i * STRANGER_GROUPS_PER_TASK,
  )
  return merged(
    await crew.run(
      starts.map((from) => ({
        ...{ stage: 'strangers', order, from, comparison },
        to: Math.min(groups, from + STRANGER_GROUPS_PER_TASK),
      })),
    ),
  )
}

const sumOf = (results: readonly StageResult[]): number =>
  results.reduce<number>((sum, result) => sum + (typeof result === 'number' ? result : 0), 0)

const merged = (results: readonly StageResult[]): PairsFound => {
  const found = results.filter(isPairs)
  return { pairs: joined(found), counts: togetherCounted(found.map(({ counts }) => counts)) }
}

const joined = (found: readonly PairsFound[]): PairColumns => {
  const total = found.reduce((sum, { pairs }) => sum + pairs.a.length, 0)
  const all = { a: new Uint32Array(total), b: new Uint32Array(total), patterns: new Uint32Array(total) }
  let at = 0
  for (const { pairs } of found) {
    all.a.set(pairs.a, at)
    all.b.set(pairs.b, at)
    all.patterns.set(pairs.patterns, at)
    at += pairs.a.length
  }
  return all
}

/** Record numbers by the key of their handle; equal keys keep the order of arrival. */
const orderOf = (keys: Float64Array, size: number): Uint32Array => {
  const sorted = keys.slice(0, size).sort()
  const places = new Uint32Array(size)
  // Every worker reads it: shared, it is not copied for each task.
  const order = new Uint32Array(new SharedArrayBuffer(size * 4))
  for (let record = 0; record < size; record += 1) {
    let at = lowerBound(sorted, keys[record] ?? 0)
    const first = at
    at += places[first] ?? 0
    places[first] = (places[first] ?? 0) + 1
    order[at] = record
  }
  return order
}
const lowerBound = (sorted: Float64Array, key: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low
}

const scorePairs = (
  { a, b, patterns }: PairColumns,
  chance: (pattern: number) => number,
  least: number,
): ScoredColumns => {
  const chances = new Float64Array(a.length)
  let kept = 0
  for (let i = 0; i < a.length; i += 1) {
    const likely = chance(patterns[i] ?? 0)
    if (likely < least) continue
    a[kept] = a[i] ?? 0
    b[kept] = b[i] ?? 0
    chances[kept] = likely
    kept += 1
  }
  return { a: a.subarray(0, kept), b: b.subarray(0, kept), chances: chances.subarray(0, kept) }
}

type Stopwatch = { lap(name: string): void; readonly laps: Record<string, number> }
const stopwatch = (): Stopwatch => {
  const laps: Record<string, number> = {}
  let began = performance.now()
  return {
    laps,
    lap: (name) => {
      const now = performance.now()
      laps[name] = (laps[name] ?? 0) + (now - began) / 1000
      began = now
    },
  }
}
