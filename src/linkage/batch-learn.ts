/**
 * Parameters for the comparison of rows, without labels: the same expectation-maximisation on counts of patterns as learn.ts,
 * for any shape of levels. Counts are whole numbers and patterns are taken in ascending order, so the same pairs give the same
 * parameters to the last bit, whoever counted them and in whatever order.
 */
import { BATCH_LEVELS, BATCH_SHAPE } from './batch-compare.ts'
import { type PatternCounts, pairsCounted } from './batch-tally.ts'

export type LevelChances = { readonly m: readonly number[]; readonly u: readonly number[] }
export type BatchParameters = { readonly matchesPerRecord: number; readonly groups: readonly LevelChances[] }
export type BatchEvidence = {
  /** Patterns of all candidate pairs, and of sampled pairs that share no token, with how often each occurs. */
  readonly candidates: PatternCounts
  readonly strangers: PatternCounts
  readonly pairs: number
  readonly records: number
}

const ROUNDS = 20
const BORROWED = 40
const BITS_MAX = 24

/** Where the levels of each group begin when all levels of all groups stand in one row. */
const OFFSETS = BATCH_SHAPE.map((_, i) => BATCH_SHAPE.slice(0, i).reduce((sum, levels) => sum + levels, 0))
const ALL_LEVELS = BATCH_SHAPE.reduce((sum, levels) => sum + levels, 0)
const GROUP_COUNT = BATCH_SHAPE.length

/** Writes where the levels of a pattern stand in the row of all levels, in the order of the shape. */
const writeLevels = (pattern: number, into: Uint8Array, at: number): void => {
  let rest = pattern
  for (let i = GROUP_COUNT - 1; i >= 0; i -= 1) {
    const count = BATCH_SHAPE[i] ?? 1
    const above = Math.floor(rest / count)
    into[at + i] = (OFFSETS[i] ?? 0) + rest - above * count
    rest = above
  }
}

/** The weight of each level of each group in bits, in one row. */
const weightsOf = ({ groups }: BatchParameters): Float64Array =>
  Float64Array.from(
    groups.flatMap(({ m, u }) =>
      m.map((chance, level) =>
        level === 0 ? 0 : Math.max(-BITS_MAX, Math.min(BITS_MAX, Math.log2(chance / (u[level] ?? 1)))),
      ),
    ),
  )

/** The evidence of a pattern in bits. */
export const batchEvidence = (parameters: BatchParameters): ((pattern: number) => number) => {
  const weights = weightsOf(parameters)
  const levels = new Uint8Array(GROUP_COUNT)
  return (pattern) => {
    writeLevels(pattern, levels, 0)
    return bitsFrom(0, levels, 0, weights)
  }
}

/**
 * Groups of which the values go together with names and places: a shared nationality is no news in two who have alike names.
 * What it is worth is judged among candidates only, who have such names already; judged among all pairs, learning drifts away
 * from persons to peoples (seen: precision 0.19 instead of 0.96).
 */
const AMONG_CANDIDATES: ReadonlySet<number> = new Set([Object.keys(BATCH_LEVELS).indexOf('other')])

/** The levels of each pattern, side by side. */
const levelsOf = ({ patterns }: PatternCounts): Uint8Array => {
  const levels = new Uint8Array(patterns.length * GROUP_COUNT)
  patterns.forEach((pattern, row) => {
    writeLevels(pattern, levels, row * GROUP_COUNT)
  })
  return levels
}

/** Estimates m, u and the matches per record, from a plain guess: likeness is common in one person, rare in two. */
export const learnBatch = (evidence: BatchEvidence, start: BatchParameters = BATCH_START): BatchParameters => {
  const levels = levelsOf(evidence.candidates)
  const sea = seaOf(evidence)
  let now = start
  for (let round = 0; round < ROUNDS; round += 1) {
    const prior = Math.log2((now.matchesPerRecord * evidence.records) / evidence.pairs)
    const { m, u, matches } = expect(levels, evidence.candidates.counts, weightsOf(now), prior)
    now = {
      // Never nothing: a set in which one round sees no match must be able to find some in the next.
      matchesPerRecord: Math.max(matches, 0.5) / evidence.records,
      groups: start.groups.map((before, i) => ({
        m: sharesOf(rowOf(m, i), before.m),
        u: sharesOf(AMONG_CANDIDATES.has(i) ? rowOf(u, i) : sumOfBoth(rowOf(u, i), rowOf(sea, i)), before.u),
      })),
    }
  }
  return now
}

const rowOf = (all: Float64Array, group: number): Float64Array =>
  all.subarray(OFFSETS[group] ?? 0, (OFFSETS[group] ?? 0) + (BATCH_SHAPE[group] ?? 0))
const sumOfBoth = (counts: Float64Array, more: Float64Array): Float64Array =>
  counts.map((count, level) => count + (more[level] ?? 0))

/** Levels among matches and among others, each candidate counted by its chance. */
const expect = (
  levels: Uint8Array,
  counts: Float64Array,
  weights: Float64Array,
  prior: number,
): { readonly m: Float64Array; readonly u: Float64Array; readonly matches: number } => {
  const [m, u] = [new Float64Array(ALL_LEVELS), new Float64Array(ALL_LEVELS)]
  let matches = 0
  for (let row = 0; row < counts.length; row += 1) {
    const at = row * GROUP_COUNT
    const count = counts[row] ?? 0
    const match = count / (1 + 2 ** -bitsFrom(prior, levels, at, weights))
    matches += match
    addLevels(levels, at, count, match, m, u)
  }
  return { m, u, matches }
}

/** The evidence of the pattern whose levels stand at `at`, added to what there is. */
const bitsFrom = (begun: number, levels: Uint8Array, at: number, weights: Float64Array): number => {
  let bits = begun
  for (let i = at; i < at + GROUP_COUNT; i += 1) bits += weights[levels[i] ?? 0] ?? 0
  return bits
}

const addLevels = (
  levels: Uint8Array,
  at: number,
  count: number,
  match: number,
  m: Float64Array,
  u: Float64Array,
): void => {
  for (let i = at; i < at + GROUP_COUNT; i += 1) {
    const level = levels[i] ?? 0
    m[level] = (m[level] ?? 0) + match
    u[level] = (u[level] ?? 0) + count - match
  }
}

/** Levels among all pairs that are no candidates, scaled up from the sample. */
const seaOf = ({ candidates, strangers, pairs }: BatchEvidence): Float64Array => {
  const sampled = pairsCounted(strangers)
  const scale = sampled === 0 ? 0 : Math.max(0, pairs - pairsCounted(candidates)) / sampled
  const sea = new Float64Array(ALL_LEVELS)
  levelsOf(strangers).forEach((level, i) => {
    sea[level] = (sea[level] ?? 0) + (strangers.counts[Math.floor(i / GROUP_COUNT)] ?? 0) * scale
  })
  return sea
}

const sharesOf = (counts: Float64Array, before: readonly number[]): readonly number[] => {
  let said = 0
  counts.forEach((count, level) => {
    if (level > 0) said += count
  })
  return before.map((share, level) => (level === 0 ? 0 : ((counts[level] ?? 0) + BORROWED * share) / (said + BORROWED)))
}

const spread = (weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight, level) => (level === 0 ? sum : sum + weight), 0)
  return weights.map((weight, level) => (level === 0 ? 0 : weight / total))
}

const guessName = (): LevelChances => {
  const [m, u] = [[0], [0]]
  for (let alike = 0; alike < 8; alike += 1)
    for (let part = 0; part < 5; part += 1)
      for (let telling = 0; telling < 4; telling += 1) {
        const score = (5 * alike) / 7 + 0.8 * (part === 0 ? 2 : part) + 0.3 * telling
        m.push(Math.exp(score))
        u.push(Math.exp(-1.8 * score))
      }
  return { m: spread(m), u: spread(u) }
}

const guessBirth = (): LevelChances => {
  const years = [
    [0.2, 0.2],
    [0.05, 0.8],
    [0.1, 0.18],
    [0.85, 0.015],
  ]
  const days = [
    [0.2, 0.2],
    [0.05, 0.89],
    [0.1, 0.1],
    [0.05, 0.002],
    [0.8, 0.003],
  ]
  const of = (side: 0 | 1): readonly number[] =>
    spread(years.flatMap((year) => days.map((day) => (year[side] ?? 0) * (day[side] ?? 0))))
  return { m: of(0), u: of(1) }
}

/** Where learning starts: a guess that knows no set. */
export const BATCH_START: BatchParameters = {
  matchesPerRecord: 0.3,
  groups: [
    guessName(),
    guessBirth(),
    { m: spread([0, 0.3, 0.1, 0.1, 0.5]), u: spread([0, 0.9979, 0.002, 5e-5, 5e-5]) },
    { m: spread([0, 0.2, 0.2, 0.6]), u: spread([0, 0.98, 0.019, 1e-4]) },
    { m: spread([0, 0.1, 0.1, 0.8]), u: spread([0, 0.998, 0.0019, 1e-4]) },
    { m: spread([0, 0.3, 0.05, 0.15, 0.5]), u: spread([0, 0.95, 0.04, 0.009, 0.001]) },
    { m: spread([0, 0.35, 0.05, 0.15, 0.15, 0.1, 0.2]), u: spread([0, 0.95, 0.01, 0.03, 0.008, 0.001, 0.001]) },
    { m: spread([0, 0.3, 0.1, 0.2, 0.2, 0.2]), u: spread([0, 0.95, 0.01, 0.03, 0.009, 0.001]) },
    { m: spread([0, 0.1, 0.1, 0.1, 0.3, 0.3, 0.1]), u: spread([0, 0.35, 0.15, 0.05, 0.25, 0.15, 0.05]) },
  ],
}
// Levels are numbered in one byte, and a pattern is a number of 32 bits.
if (ALL_LEVELS > 256 || BATCH_SHAPE.reduce((all, levels) => all * levels, 1) >= 2 ** 32 - 1)
  throw new RangeError('too many levels')
if (BATCH_START.groups.length !== Object.keys(BATCH_LEVELS).length) throw new RangeError('a group has no start')
