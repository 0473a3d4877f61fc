/**
 * From tokens to pairs. Records that share a token form a block. Nothing here depends on the order in which records came:
 * a token is judged by how many hold it in the whole set, each record keeps its rarest tokens within a budget, and a pair
 * belongs to the first token that both keep, so that it is met once.
 */
import { sampleBitsOf } from './batch-budget.ts'
import { type BatchMemory, CHUNK_RECORDS, chunksOf, partitionBitsOf } from './batch-memory.ts'

export type BatchLimits = {
  /** Tokens that more records hold are passed over. */
  readonly holdersMax: number
  /** How many others a record may meet, counted over the blocks that it stays in; rare tokens go first. */
  readonly meetingsMax: number
  /** So many are always allowed, whether they pay or not (batch-budget.ts). */
  readonly meetingsLeast: number
  /** So many equal rows are compared one by one; of more, each is compared with the first of them. */
  readonly equalRowsMax: number
}
export const BATCH_LIMITS: BatchLimits = { holdersMax: 300, meetingsMax: 250, meetingsLeast: 30, equalRowsMax: 20 }

/**
 * Which tokens of a record take part: only its first (the whole row), one half or the other of the rest, those that it keeps, or a
 * sample of these. Halves, because the entries of all tokens at once are the largest thing that would be in memory.
 */
export type TokenPart = 'whole' | 'one half' | 'other half' | 'kept' | 'sample'

/** Which tokens take part, by their middle bits: the top ones name the partition. */
const sieveOf = (part: TokenPart, size: number): { readonly mask: number; readonly wanted: number } => {
  if (part === 'sample') return { mask: (1 << sampleBitsOf(size)) - 1, wanted: 0 }
  if (part === 'one half' || part === 'other half') return { mask: 1, wanted: part === 'one half' ? 0 : 1 }
  return { mask: 0, wanted: 0 }
}
const passes = (token: number, mask: number, wanted: number): boolean => ((token >>> 4) & mask) === wanted

/** Where the tokens of a record stand in a list: `skip` behind their start, and not more than `most` of them. */
type View = {
  readonly list: Uint32Array
  readonly starts: Uint32Array
  readonly counts: Uint8Array
  readonly skip: number
  readonly most: number
}
const viewOf = (
  { tokens, tokenStarts, tokenCounts, kept, keptStarts, keptCounts }: BatchMemory,
  part: TokenPart,
): View => {
  const all = { list: tokens, starts: tokenStarts, counts: tokenCounts }
  if (part === 'whole') return { ...all, skip: 0, most: 1 }
  if (part === 'one half' || part === 'other half') return { ...all, skip: 1, most: 255 }
  return { list: kept, starts: keptStarts, counts: keptCounts, skip: 0, most: 255 }
}
const beginIn = ({ starts, skip }: View, record: number): number => (starts[record] ?? 0) + skip
const endIn = ({ starts, counts, most }: View, record: number): number =>
  (starts[record] ?? 0) + Math.min(most, counts[record] ?? 0)

const partitionShift = (memory: BatchMemory): number => 32 - partitionBitsOf(memory.size)
// A shift by 32 is a shift by none: with one partition everything is in it.
const partitionOf = (token: number, shift: number): number => (shift === 32 ? 0 : token >>> shift)

const rangeOf = (memory: BatchMemory, chunk: number): readonly [from: number, to: number] => [
  chunk * CHUNK_RECORDS,
  Math.min(memory.size, (chunk + 1) * CHUNK_RECORDS),
]

/** What one chunk of records puts into partitions. */
type Pouring = {
  readonly view: View
  readonly mask: number
  readonly wanted: number
  readonly shift: number
  /** By partition: how many entries there are, or where the next one goes. */
  readonly cursors: Uint32Array
}
const pouringOf = (memory: BatchMemory, chunk: number, part: TokenPart): Pouring => {
  const partitions = 1 << partitionBitsOf(memory.size)
  const cursors = memory.cursors.subarray(chunk * partitions, (chunk + 1) * partitions)
  return { view: viewOf(memory, part), ...sieveOf(part, memory.size), shift: partitionShift(memory), cursors }
}

/** Counts the entries of one chunk per partition, into the cursors. */
export const countChunk = (memory: BatchMemory, chunk: number, part: TokenPart): void => {
  const pouring = pouringOf(memory, chunk, part)
  pouring.cursors.fill(0)
  const [from, to] = rangeOf(memory, chunk)
  for (let record = from; record < to; record += 1) countRecord(pouring, record)
}

const countRecord = ({ view, mask, wanted, shift, cursors }: Pouring, record: number): void => {
  const end = endIn(view, record)
  for (let at = beginIn(view, record); at < end; at += 1) {
    const token = view.list[at] ?? 0
    if (!passes(token, mask, wanted)) continue
    const partition = partitionOf(token, shift)
    cursors[partition] = (cursors[partition] ?? 0) + 1
  }
}

/** Turns counts into places; gives where each partition begins, with the end at the back. */
export const placePartitions = (memory: BatchMemory): Uint32Array => {
  const partitions = 1 << partitionBitsOf(memory.size)
  const chunks = chunksOf(memory.size)
  const starts = new Uint32Array(partitions + 1)
  let next = 0
  for (let partition = 0; partition < partitions; partition += 1) {
    starts[partition] = next
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const place = chunk * partitions + partition
      const count = memory.cursors[place] ?? 0
      memory.cursors[place] = next
      next += count
    }
  }
  starts[partitions] = next
  return starts
}

/** Writes the entries of one chunk to their partitions. Doing it again writes the same: places are taken from a copy. */
export const scatterChunk = (memory: BatchMemory, chunk: number, part: TokenPart): void => {
  const pouring = pouringOf(memory, chunk, part)
  const own = { ...pouring, cursors: pouring.cursors.slice() }
  const isHalf = part === 'one half' || part === 'other half'
  const [from, to] = rangeOf(memory, chunk)
  for (let record = from; record < to; record += 1) scatterRecord(own, record, memory.entries, isHalf)
}

const scatterRecord = (
  { view, mask, wanted, shift, cursors }: Pouring,
  record: number,
  entries: Uint32Array,
  isHalf: boolean,
): void => {
  const end = endIn(view, record)
  for (let at = beginIn(view, record); at < end; at += 1) {
    const token = view.list[at] ?? 0
    if (!passes(token, mask, wanted)) continue
    const partition = partitionOf(token, shift)
    const place = cursors[partition] ?? 0
    cursors[partition] = place + 1
    entries[place * 2] = token
    // Who holds a token is counted, and told to the place where the token stands.
    entries[place * 2 + 1] = isHalf ? at : record
  }
}

/** The blocks of one partition: records side by side, block by block. */
export type Blocks = { readonly tokens: Uint32Array; readonly starts: Uint32Array; readonly records: Uint32Array }

/** Room for the blocks of one partition, used again for the next: a worker keeps one. */
export type BlockScratch = {
  tokens: Uint32Array
  sizes: Uint32Array
  blockOf: Uint32Array
  starts: Uint32Array
  next: Uint32Array
  records: Uint32Array
  table: Int32Array
}
export const blockScratch = (): BlockScratch => roomFor(1024)
const roomFor = (count: number): BlockScratch => ({
  tokens: new Uint32Array(count),
  sizes: new Uint32Array(count),
  blockOf: new Uint32Array(count),
  starts: new Uint32Array(count + 1),
  next: new Uint32Array(count + 1),
  records: new Uint32Array(count),
  table: new Int32Array(tableSizeFor(count)),
})
const makeRoom = (scratch: BlockScratch, count: number): void => {
  if (count > scratch.tokens.length) Object.assign(scratch, roomFor(Math.ceil(count * 1.3)))
}
const tableSizeFor = (count: number): number => 1 << Math.max(4, Math.ceil(Math.log2(count * 2 + 1)))

/** Groups the entries of a partition by token with a small hash table. The answer lives in the scratch, until the next call. */
export const blocksOf = (memory: BatchMemory, from: number, to: number, scratch: BlockScratch): Blocks => {
  const count = to - from
  makeRoom(scratch, count)
  const blocks = nameBlocks(memory, from, count, scratch)
  const { tokens, sizes, blockOf, starts, next, records } = scratch
  starts[0] = 0
  for (let block = 0; block < blocks; block += 1) {
    next[block] = starts[block] ?? 0
    starts[block + 1] = (starts[block] ?? 0) + (sizes[block] ?? 0)
  }
  for (let i = 0; i < count; i += 1) {
    const block = blockOf[i] ?? 0
    const place = next[block] ?? 0
    next[block] = place + 1
    records[place] = memory.entries[(from + i) * 2 + 1] ?? 0
  }
  return { tokens, starts: starts.subarray(0, blocks + 1), records }
}

/** Gives each entry the number of its block; how many blocks there are. */
const nameBlocks = (
  { entries }: BatchMemory,
  from: number,
  count: number,
  { tokens, sizes, blockOf, table }: BlockScratch,
): number => {
  const mask = tableSizeFor(count) - 1
  table.fill(-1, 0, mask + 1)
  let blocks = 0
  for (let i = 0; i < count; i += 1) {
    const token = entries[(from + i) * 2] ?? 0
    let place = Math.imul(token, 0x9e3779b1) >>> 0
    place = (place ^ (place >>> 15)) & mask
    while ((table[place] ?? -1) >= 0 && tokens[table[place] ?? 0] !== token) place = (place + 1) & mask
    let block = table[place] ?? -1
    if (block < 0) {
      block = blocks
      blocks += 1
      table[place] = block
      tokens[block] = token
      sizes[block] = 0
    }
    blockOf[i] = block
    sizes[block] = (sizes[block] ?? 0) + 1
  }
  return blocks
}

/** Tells every token of a partition how many hold it. A token that nobody else holds stays at nought: most are. */
export const writeHolders = (memory: BatchMemory, from: number, to: number, scratch: BlockScratch): void => {
  const count = to - from
  makeRoom(scratch, count)
  nameBlocks(memory, from, count, scratch)
  const { entries, holders } = memory
  const { sizes, blockOf } = scratch
  for (let i = 0; i < count; i += 1) {
    const size = sizes[blockOf[i] ?? 0] ?? 0
    if (size > 1) holders[entries[(from + i) * 2 + 1] ?? 0] = Math.min(size, 0xffff)
  }
}

/**
 * Leaves each record of a chunk its rarest tokens within the budget, rarest first. Gives how many records keep none although
 * others hold some of theirs: nothing can be found for them.
 */
export const keepRarest = (memory: BatchMemory, chunk: number, limits: BatchLimits): number => {
  const { keptStarts, keptCounts } = memory
  const [from, to] = rangeOf(memory, chunk)
  let overlooked = 0
  let next = memory.tokenStarts[from] ?? 0
  for (let record = from; record < to; record += 1) {
    const found = writeRarest(memory, record, next, limits.holdersMax)
    keptStarts[record] = next
    keptCounts[record] = withinBudget(memory, next, found, limits.meetingsMax)
    next += keptCounts[record] ?? 0
    if (isOverlooked(memory, record)) overlooked += 1
  }
  return overlooked
}

/** The same for a smaller budget, when the rarest are known. */
export const keepFewer = (memory: BatchMemory, chunk: number, limits: BatchLimits): number => {
  const { keptStarts, keptCounts } = memory
  const [from, to] = rangeOf(memory, chunk)
  let overlooked = 0
  for (let record = from; record < to; record += 1) {
    const kept = keptCounts[record] ?? 0
    keptCounts[record] = withinBudget(memory, keptStarts[record] ?? 0, kept, limits.meetingsMax)
    if (isOverlooked(memory, record)) overlooked += 1
  }
  return overlooked
}

/** How many of the first `count` kept tokens there are before the record meets too many. */
const withinBudget = ({ keptHolders }: BatchMemory, start: number, count: number, meetingsMax: number): number => {
  let meetings = 0
  for (let i = 0; i < count; i += 1) {
    meetings += (keptHolders[start + i] ?? 0) - 1
    if (meetings > meetingsMax) return i
  }
  return count
}

const isOverlooked = ({ keptCounts, tokenStarts, tokenCounts, holders }: BatchMemory, record: number): boolean => {
  if (keptCounts[record] !== 0) return false
  const end = (tokenStarts[record] ?? 0) + (tokenCounts[record] ?? 0)
  for (let at = (tokenStarts[record] ?? 0) + 1; at < end; at += 1) if ((holders[at] ?? 0) > 1) return true
  return false
}

/** Writes the tokens of a record that some but not too many hold, rarest first, from `next` on; gives how many there are. */
const writeRarest = (
  { tokens, holders, tokenStarts, tokenCounts, kept, keptHolders }: BatchMemory,
  record: number,
  next: number,
  holdersMax: number,
): number => {
  const end = (tokenStarts[record] ?? 0) + (tokenCounts[record] ?? 0)
  let found = 0
  for (let at = (tokenStarts[record] ?? 0) + 1; at < end; at += 1) {
    const holding = holders[at] ?? 0
    if (holding < 2 || holding > holdersMax) continue
    const token = tokens[at] ?? 0
    let place = next + found
    while (place > next && comesAfter(keptHolders[place - 1] ?? 0, kept[place - 1] ?? 0, holding, token)) {
      kept[place] = kept[place - 1] ?? 0
      keptHolders[place] = keptHolders[place - 1] ?? 0
      place -= 1
    }
    kept[place] = token
    keptHolders[place] = holding
    found += 1
  }
  return found
}
const comesAfter = (heldA: number, tokenA: number, heldB: number, tokenB: number): boolean =>
  heldA > heldB || (heldA === heldB && tokenA > tokenB)

/** Hears who is in a block of which a pair is met, and then of its pairs by their places in it. */
export type BlockVisitor = { enter(members: Uint32Array, token: number): void; meet(i: number, j: number): void }

/** Visits each pair of a block whose first common token this is. */
export const visitPairs = (memory: BatchMemory, { tokens, starts, records }: Blocks, visitor: BlockVisitor): void => {
  let earlier = new Uint32Array(1024)
  for (let block = 0; block + 1 < starts.length; block += 1) {
    const from = starts[block] ?? 0
    const to = starts[block + 1] ?? 0
    if (to - from < 2) continue
    if (earlier.length < (to - from) * 2) earlier = new Uint32Array((to - from) * 4)
    visitBlock(memory, tokens[block] ?? 0, records.subarray(from, to), earlier, visitor)
  }
}

const visitBlock = (
  memory: BatchMemory,
  token: number,
  members: Uint32Array,
  earlier: Uint32Array,
  visitor: BlockVisitor,
): void => {
  const { planes } = memory
  for (let i = 0; i < members.length; i += 1) markEarlier(memory, members[i] ?? 0, token, earlier, i * 2)
  // Entering costs a look at everybody; over many a token only those meet who have met before.
  let entered = false
  for (let i = 0; i < members.length; i += 1) {
    const a = members[i] ?? 0
    const low = earlier[i * 2] ?? 0
    const high = earlier[i * 2 + 1] ?? 0
    for (let j = i + 1; j < members.length; j += 1) {
      const b = members[j] ?? 0
      if (planes[a] !== planes[b]) continue
      const mayShare = ((low & (earlier[j * 2] ?? 0)) | (high & (earlier[j * 2 + 1] ?? 0))) !== 0
      if (mayShare && metBefore(memory, a, b, token)) continue
      if (!entered) visitor.enter(members, token)
      entered = true
      visitor.meet(i, j)
    }
  }
}

/** Sets one of 64 bits for each token that a record keeps before this one: who has no bit in common shares none of them. */
const markEarlier = (
  { kept, keptStarts }: BatchMemory,
  record: number,
  token: number,
  into: Uint32Array,
  to: number,
): void => {
  let low = 0
  let high = 0
  for (let at = keptStarts[record] ?? 0; kept[at] !== token; at += 1) {
    const before = kept[at] ?? 0
    if ((before & 32) === 0) low |= 1 << (before & 31)
    else high |= 1 << (before & 31)
  }
  into[to] = low
  into[to + 1] = high
}

/** Whether two records share a token that comes before this one. Both lists have the same order: rarest first. */
const metBefore = ({ kept, keptStarts }: BatchMemory, a: number, b: number, token: number): boolean => {
  const startB = keptStarts[b] ?? 0
  for (let at = keptStarts[a] ?? 0; kept[at] !== token; at += 1)
    for (let other = startB; kept[other] !== token; other += 1) if (kept[other] === kept[at]) return true
  return false
}

/** Whether two records share any token that both keep. */
export const shareToken = ({ kept, keptStarts, keptCounts }: BatchMemory, a: number, b: number): boolean => {
  const startA = keptStarts[a] ?? 0
  const startB = keptStarts[b] ?? 0
  const endA = startA + (keptCounts[a] ?? 0)
  const endB = startB + (keptCounts[b] ?? 0)
  for (let at = startA; at < endA; at += 1)
    for (let other = startB; other < endB; other += 1) if (kept[at] === kept[other]) return true
  return false
}

/** Of each crowd of equal rows the first by key stays and meets the others; those leave the blocks. */
export const quietEqualRows = (
  memory: BatchMemory,
  { starts, records }: Blocks,
  limits: BatchLimits,
  visit: (first: number, other: number) => void,
): void => {
  for (let block = 0; block + 1 < starts.length; block += 1) {
    const [from, to] = [starts[block] ?? 0, starts[block + 1] ?? 0]
    if (to - from <= limits.equalRowsMax) continue
    const members = [...records.subarray(from, to)].sort(
      (x, y) => (memory.keys[x] ?? 0) - (memory.keys[y] ?? 0) || x - y,
    )
    const firsts: number[] = []
    for (const record of members) {
      // The token of a whole row is a hash: rows are looked at before they are called equal.
      const first = firsts.find((one) => isSameRow(memory, one, record))
      if (first === undefined) {
        firsts.push(record)
        continue
      }
      visit(first, record)
      memory.tokenCounts[record] = 0
    }
  }
}
const isSameRow = ({ rows, stride, planes }: BatchMemory, a: number, b: number): boolean => {
  if (planes[a] !== planes[b]) return false
  for (let i = 0; i < stride; i += 1) if (rows[a * stride + i] !== rows[b * stride + i]) return false
  return true
}
