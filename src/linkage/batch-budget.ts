/**
 * How many others a record may meet, found on a sample of the set itself. Records meet over their rarest tokens first; the further
 * down one goes the more pairs there are and the fewer of them are one person. One goes on as long as it pays: in a registration in
 * which everybody stands ten times that is far, among a million who are nearly all different it is soon over.
 */
import type { BatchLimits, BlockVisitor } from './batch-blocks.ts'
import type { BlockComparer } from './batch-compare.ts'
import type { BatchMemory } from './batch-memory.ts'

/** Of a sample of pairs, by how deep the token lies over which they meet: how many there are, and how many look like one person. */
export type Yield = { readonly pairs: Float64Array; readonly likely: Float64Array }

const STEP = 10
const STEPS = 26
/** It pays as long as one in so many pairs looks like one person. */
const PAIRS_PER_LIKELY = 200
/** At most so many pairs per record, as far as the sample tells. */
const PAIRS_PER_RECORD = 25
/** Small sets are looked at whole; of the largest, one token in 256. */
const WHOLE_BELOW = 4096
const SAMPLE_BITS_MAX = 8

/** One token in 2 to the power of this is in the sample. */
export const sampleBitsOf = (size: number): number =>
  Math.max(0, Math.min(SAMPLE_BITS_MAX, Math.ceil(Math.log2(size / WHOLE_BELOW))))

/** Compares the pairs of the sample and says at which depth they lie. */
export const yieldOf = (
  memory: BatchMemory,
  comparer: BlockComparer,
  isLikely: (pattern: number) => boolean,
  visit: (visitor: BlockVisitor) => void,
): Yield => {
  const found = { pairs: new Float64Array(STEPS), likely: new Float64Array(STEPS) }
  let depths = new Uint32Array(1024)
  visit({
    enter: (members, token) => {
      comparer.enter(members)
      if (depths.length < members.length) depths = new Uint32Array(members.length * 2)
      for (let i = 0; i < members.length; i += 1) depths[i] = depthOf(memory, members[i] ?? 0, token)
    },
    meet: (i, j) => {
      const step = Math.min(STEPS - 1, Math.floor(Math.max(depths[i] ?? 0, depths[j] ?? 0) / STEP))
      found.pairs[step] = (found.pairs[step] ?? 0) + 1
      if (isLikely(comparer.compare(i, j))) found.likely[step] = (found.likely[step] ?? 0) + 1
    },
  })
  return found
}

/** How many others a record meets over this token and those that are rarer: those that it keeps before it. */
const depthOf = ({ kept, keptHolders, keptStarts }: BatchMemory, record: number, token: number): number => {
  let at = keptStarts[record] ?? 0
  let depth = (keptHolders[at] ?? 0) - 1
  for (; kept[at] !== token; at += 1) depth += (keptHolders[at + 1] ?? 0) - 1
  return depth
}

/** The furthest that pays, within the limits. */
export const budgetFor = (
  yields: readonly Yield[],
  records: number,
  sampleBits: number,
  { meetingsLeast, meetingsMax }: BatchLimits,
): number => {
  let met = 0
  for (let step = 0; step < STEPS && step * STEP < meetingsMax; step += 1) {
    const pairs = yields.reduce((sum, each) => sum + (each.pairs[step] ?? 0), 0)
    const likely = yields.reduce((sum, each) => sum + (each.likely[step] ?? 0), 0)
    met += pairs
    const tooMany = (met * 2 ** sampleBits) / records > PAIRS_PER_RECORD
    // One more than was seen: a handful of pairs proves nothing.
    const pays = pairs < (likely + 1) * PAIRS_PER_LIKELY
    if (tooMany || !pays) return Math.max(meetingsLeast, step * STEP)
  }
  return meetingsMax
}
