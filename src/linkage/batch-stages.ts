/** One task of each stage, on shared memory. A task may be done twice with the same result: a worker that dies leaves nothing half true. */
import {
  type BatchLimits,
  type BlockScratch,
  type BlockVisitor,
  blockScratch,
  blocksOf,
  countChunk,
  keepFewer,
  keepRarest,
  quietEqualRows,
  scatterChunk,
  shareToken,
  type TokenPart,
  visitPairs,
  writeHolders,
} from './batch-blocks.ts'
import { type Yield, yieldOf } from './batch-budget.ts'
import type { Cells } from './batch-cells.ts'
import { type BlockComparer, rowComparer } from './batch-compare.ts'
import { type EncodedWeights, encodedComparer } from './batch-encoded.ts'
import { mix } from './batch-hash.ts'
import { BATCH_START, batchEvidence } from './batch-learn.ts'
import { type BatchMemory, CHUNK_RECORDS } from './batch-memory.ts'
import {
  type Layout,
  META,
  NAMES,
  ORIGIN_SHIFT,
  PHONE_OF_MANY,
  PLACE_SHIFT,
  type RowWriter,
  rowWriter,
  WORD_WIDTH,
} from './batch-row.ts'
import { type PatternCounts, PatternTally } from './batch-tally.ts'
import { type TokenList, writeTokens } from './batch-tokens.ts'
import { evidenceUnder } from './match-model.ts'

/** How two rows are compared: described persons among themselves, or encodings of the matcher. */
export type Comparison =
  | { readonly kind: 'described'; readonly layout: Layout; readonly meanWeight: number }
  | { readonly kind: 'encoded'; readonly weights: EncodedWeights }

/** Pairs with less evidence than this at the start are counted for learning but not kept. */
const EVIDENCE_KEPT = 2

export type PairColumns = { readonly a: Uint32Array; readonly b: Uint32Array; readonly patterns: Uint32Array }
export type PairsFound = { readonly pairs: PairColumns; readonly counts: PatternCounts }

/** The entries of one partition. */
export type EntryRange = { readonly from: number; readonly to: number }

export type StageTask =
  | { readonly stage: 'count' | 'scatter'; readonly chunk: number; readonly part: TokenPart }
  | { readonly stage: 'weigh'; readonly chunk: number; readonly layout: Layout }
  | { readonly stage: 'keep' | 'keep fewer'; readonly chunk: number; readonly limits: BatchLimits }
  | {
      readonly stage: 'yield'
      readonly from: number
      readonly to: number
      readonly comparison: Comparison
    }
  | { readonly stage: 'holders'; readonly from: number; readonly to: number }
  | {
      readonly stage: 'equal'
      readonly ranges: readonly EntryRange[]
      readonly limits: BatchLimits
      readonly comparison: Comparison
    }
  | { readonly stage: 'pairs'; readonly ranges: readonly EntryRange[]; readonly comparison: Comparison }
  | {
      readonly stage: 'strangers'
      readonly order: Uint32Array
      readonly from: number
      readonly to: number
      readonly comparison: Comparison
    }
export type StageResult = number | PairsFound | Yield | undefined
export const isPairs = (result: StageResult): result is PairsFound => typeof result === 'object' && 'counts' in result
export const isYield = (result: StageResult): result is Yield => typeof result === 'object' && 'likely' in result

/** Room that is used again from task to task: whoever does tasks keeps one. */
export type StageScratch = BlockScratch & { readonly pairs: PairList }
export const stageScratch = (): StageScratch => ({ ...blockScratch(), pairs: new PairList() })

/** Does one task. */
export const runTask = (memory: BatchMemory, task: StageTask, scratch: StageScratch): StageResult => {
  switch (task.stage) {
    case 'count':
      countChunk(memory, task.chunk, task.part)
      return undefined
    case 'scatter':
      scatterChunk(memory, task.chunk, task.part)
      return undefined
    case 'weigh':
      return weighChunk(memory, task.chunk, task.layout)
    case 'keep':
      return keepRarest(memory, task.chunk, task.limits)
    case 'keep fewer':
      return keepFewer(memory, task.chunk, task.limits)
    case 'holders':
      writeHolders(memory, task.from, task.to, scratch)
      return undefined
    case 'yield':
      return yieldOf(memory, comparerOf(memory, task.comparison), likelyAtFirst(memory.size), (visitor) =>
        visitPairs(memory, blocksOf(memory, task.from, task.to, scratch), visitor),
      )
    case 'equal':
      return gather(memory, scratch, task.comparison, (visitor) => {
        const visit = onePair(visitor)
        for (const { from, to } of task.ranges)
          quietEqualRows(memory, blocksOf(memory, from, to, scratch), task.limits, visit)
      })
    case 'pairs':
      return gather(memory, scratch, task.comparison, (visitor) => {
        for (const { from, to } of task.ranges) visitPairs(memory, blocksOf(memory, from, to, scratch), visitor)
      })
    case 'strangers':
      return gather(memory, scratch, task.comparison, (visitor) => visitStrangers(memory, task, visitor), false)
  }
}

const comparerOf = (memory: BatchMemory, comparison: Comparison): BlockComparer =>
  comparison.kind === 'described'
    ? rowComparer(memory.rows, comparison.layout, comparison.meanWeight)
    : encodedComparer(memory.rows, comparison.weights)

/** Whether a pattern of described persons looks like one person before anything was learned. */
const likelyAtFirst = (size: number): ((pattern: number) => boolean) => {
  const evidence = batchEvidence(BATCH_START)
  // Bits of evidence that give an even chance.
  const least = Math.log2(Math.max(1, size - 1) / 2 / BATCH_START.matchesPerRecord)
  return (pattern) => evidence(pattern) >= least
}

type Visit = (a: number, b: number) => void
/** Two records as a block of their own. */
const onePair = (visitor: BlockVisitor): Visit => {
  const two = new Uint32Array(2)
  return (a, b) => {
    two[0] = a
    two[1] = b
    visitor.enter(two, 0)
    visitor.meet(0, 1)
  }
}

const [DROPPED, KEPT] = [1, 2]
/** Compares what is visited; counts all patterns and keeps the pairs that may become links. */
const gather = (
  memory: BatchMemory,
  scratch: StageScratch,
  comparison: Comparison,
  act: (visitor: BlockVisitor) => void,
  keeping = true,
): PairsFound => {
  const comparer = comparerOf(memory, comparison)
  const evidence =
    comparison.kind === 'described' ? batchEvidence(BATCH_START) : evidenceUnder(comparison.weights.parameters)
  const least = comparison.kind === 'described' ? EVIDENCE_KEPT : comparison.weights.bitsLeast
  const tally = new PatternTally()
  const pairs = scratch.pairs
  pairs.clear()
  const { keys } = memory
  let here: Uint32Array = new Uint32Array()
  act({
    enter: (members) => {
      here = members
      comparer.enter(members)
    },
    meet: (i, j) => {
      // Which of the two is asked first makes no difference.
      const pattern = comparer.compare(i, j)
      const place = tally.add(pattern, 1)
      let mark = tally.markAt(place)
      if (mark === 0) {
        mark = keeping && evidence(pattern) >= least ? KEPT : DROPPED
        tally.mark(place, mark)
      }
      if (mark !== KEPT) return
      const x = here[i] ?? 0
      const y = here[j] ?? 0
      if ((keys[x] ?? 0) <= (keys[y] ?? 0)) pairs.add(x, y, pattern)
      else pairs.add(y, x, pattern)
    },
  })
  return { pairs: pairs.columns(), counts: tally.told() }
}

/** Pairs in columns that grow; the room is used again for the next task. */
class PairList {
  #a = new Uint32Array(1024)
  #b = new Uint32Array(1024)
  #patterns = new Uint32Array(1024)
  #found = 0

  clear(): void {
    this.#found = 0
  }

  add(one: number, other: number, pattern: number): void {
    if (this.#found === this.#a.length) {
      this.#a = grown(this.#a)
      this.#b = grown(this.#b)
      this.#patterns = grown(this.#patterns)
    }
    this.#a[this.#found] = one
    this.#b[this.#found] = other
    this.#patterns[this.#found] = pattern
    this.#found += 1
  }

  columns(): PairColumns {
    const found = this.#found
    return { a: this.#a.slice(0, found), b: this.#b.slice(0, found), patterns: this.#patterns.slice(0, found) }
  }
}
const grown = (column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const wider = new Uint32Array(column.length * 2)
  wider.set(column)
  return wider
}

/** Records that are drawn together; each is compared with each, so that drawing few gives many pairs. */
export const STRANGERS_TOGETHER = 32

/** Groups `from` to `to` of records drawn by a hash from the order of keys: pairs that share no token. */
const visitStrangers = (
  memory: BatchMemory,
  { order, from, to }: { readonly order: Uint32Array; readonly from: number; readonly to: number },
  visitor: BlockVisitor,
): void => {
  const members = new Uint32Array(STRANGERS_TOGETHER)
  for (let group = from; group < to; group += 1) {
    for (let i = 0; i < members.length; i += 1)
      members[i] = order[mix(group * STRANGERS_TOGETHER + i, 0x1b56c4f5) % order.length] ?? 0
    visitor.enter(members, 0)
    for (let i = 0; i < members.length; i += 1) meetLater(memory, members, i, visitor)
  }
}
/** One of them with all that come after it. */
const meetLater = (memory: BatchMemory, members: Uint32Array, i: number, visitor: BlockVisitor): void => {
  const one = members[i] ?? 0
  for (let j = i + 1; j < members.length; j += 1) if (areStrangers(memory, one, members[j] ?? 0)) visitor.meet(i, j)
}

const areStrangers = (memory: BatchMemory, a: number, b: number): boolean => {
  // Who left the blocks as one of a crowd of equal rows is no stranger to the rest of that crowd.
  if (a === b || memory.tokenCounts[a] === 0 || memory.tokenCounts[b] === 0) return false
  return memory.planes[a] === memory.planes[b] && !shareToken(memory, a, b)
}

/** Encodes cells into rows and tokens; a worker keeps one for all its tasks. */
export type CellEncoder = (record: number, tokenStart: number, key: number, cells: Cells) => number

/** Writes one record; gives where the tokens of the next may begin. */
export const cellEncoder = (memory: BatchMemory, layout: Layout): CellEncoder => {
  const write: RowWriter = rowWriter(layout)
  const { rows, tokens, tokenStarts, tokenCounts, keys, stride } = memory
  const list: TokenList = { into: tokens, at: 0, count: 0 }
  return (record, tokenStart, key, cells) => {
    const described = write(cells, rows, record * stride)
    keys[record] = key
    tokenStarts[record] = tokenStart
    list.at = tokenStart + 1
    const count = writeTokens(described, list)
    // Who says nothing meets nobody.
    tokenCounts[record] = count === 0 ? 0 : count + 1
    tokens[tokenStart] = rowHash(rows, record * stride, stride)
    return tokenStart + count + 1
  }
}

export const rowHash = (rows: Uint32Array, at: number, stride: number): number => {
  let hash = 0
  for (let i = 0; i < stride; i += 1) hash = mix(hash, rows[at + i] ?? 0)
  return hash
}

export const tokenStartOf = (memory: BatchMemory, chunk: number): number => chunk * CHUNK_RECORDS * memory.tokenRoom

/** Counts every word, phone, town and birth place of the set. One thread does it: a count may not be made twice. */
export const countValues = (memory: BatchMemory, layout: Layout): void => {
  const { rows, counts, size, stride } = memory
  const mask = counts.length - 1
  const add = (value: number, kind: number): void => {
    if (value === 0) return
    const at = mix(value, kind) & mask
    counts[at] = (counts[at] ?? 0) + 1
  }
  counts.fill(0)
  for (let record = 0; record < size; record += 1) {
    const at = record * stride
    const words = (rows[at + META] ?? 0) & 7
    for (let i = 0; i < words; i += 1) add(rows[at + NAMES + i * WORD_WIDTH] ?? 0, WORD_KIND)
    if (layout.phone > 0) add(rows[at + layout.phone] ?? 0, PHONE_KIND)
    if (layout.place > 0) add(rows[at + layout.place + 1] ?? 0, PLACE_KIND)
    if (layout.origin > 0) add(rows[at + layout.origin] ?? 0, ORIGIN_KIND)
  }
}
const [WORD_KIND, PHONE_KIND, PLACE_KIND, ORIGIN_KIND] = [1, 2, 3, 4]
const MANY = 8

/** Writes into the rows of a chunk how rare its words are and how common its values. Gives the sum of the weights of its names. */
const weighChunk = (memory: BatchMemory, chunk: number, layout: Layout): number => {
  const { rows, counts, size, stride } = memory
  const mask = counts.length - 1
  const count = (value: number, kind: number): number => (value === 0 ? 0 : (counts[mix(value, kind) & mask] ?? 0))
  const to = Math.min(size, (chunk + 1) * CHUNK_RECORDS)
  let sum = 0
  for (let record = chunk * CHUNK_RECORDS; record < to; record += 1) {
    const at = record * stride
    const meta = (rows[at + META] ?? 0) & (PHONE_OF_MANY - 1)
    for (let i = 0; i < (meta & 7); i += 1) {
      const place = at + NAMES + i * WORD_WIDTH
      const weight = weightOf(count(rows[place] ?? 0, WORD_KIND), size)
      rows[place + 1] = (((rows[place + 1] ?? 0) & 0xffffff00) | weight) >>> 0
      sum += weight
    }
    const many = layout.phone > 0 && count(rows[at + layout.phone] ?? 0, PHONE_KIND) > MANY ? PHONE_OF_MANY : 0
    const place = layout.place === 0 ? 0 : rarityOf(count(rows[at + layout.place + 1] ?? 0, PLACE_KIND), size)
    const origin = layout.origin === 0 ? 0 : rarityOf(count(rows[at + layout.origin] ?? 0, ORIGIN_KIND), size)
    rows[at + META] = meta | many | (place << PLACE_SHIFT) | (origin << ORIGIN_SHIFT)
  }
  return sum
}

/** Sixteenths of a bit, 1 to 255. Twenty imagined holders keep a small set from believing that its few words are rare. */
const weightOf = (holders: number, size: number): number =>
  Math.max(16, Math.min(255, Math.round(16 * Math.log2((size + 1000) / (holders + 20)))))

/** 0 common (over 1 %), 1, 2 rare (under 0.1 %). */
const rarityOf = (holders: number, size: number): number => (holders > size / 100 ? 0 : holders > size / 1000 ? 1 : 2)
