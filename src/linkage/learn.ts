/**
 * Parameters without labels: expectation-maximisation on counts of patterns. Pairs that share a token are counted
 * completely; the sea of other pairs is sampled and counted up, and taken to be pairs of two persons. What a small set
 * cannot tell is borrowed from the parameters that one starts with.
 */
import { GROUPS, type Group, LEVELS, levelsOf } from './match-levels.ts'
import { chanceOf, evidenceUnder, type GroupChances, type Parameters } from './match-model.ts'

export type Evidence = {
  /** Patterns of all candidate pairs, with how often each occurs. */
  readonly candidates: ReadonlyMap<number, number>
  /** Patterns of sampled pairs that share no token. */
  readonly strangers: ReadonlyMap<number, number>
  /** How many pairs there are in all. */
  readonly pairs: number
  readonly records: number
}
export type Learning = {
  readonly rounds: number
  readonly borrowed: number
  /** Groups of which the worth is judged among candidates alone, who are alike in other things already (learn-whole.ts). */
  readonly amongCandidates?: readonly Group[]
}
export const LEARNING: Learning = { rounds: 25, borrowed: 40 }

/** Estimates m, u and the expected number of matches per record. Same evidence, same parameters: nothing is drawn. */
export const learn = (evidence: Evidence, start: Parameters, learning: Learning = LEARNING): Parameters => {
  const { rounds, borrowed, amongCandidates = [] } = learning
  const rows = [...evidence.candidates].map(([pattern, count]) => ({ pattern, count, levels: levelsOf(pattern) }))
  const sea = strangerCounts(evidence).map((row, i) => (isAmong(amongCandidates, i) ? row.fill(0) : row))
  let now = start
  for (let round = 0; round < rounds; round += 1) {
    const bits = evidenceUnder(now)
    const prior = Math.log2((now.matchesPerRecord * evidence.records) / evidence.pairs)
    const m = emptyCounts()
    const u = copyCounts(sea)
    let matches = 0
    for (const { pattern, count, levels } of rows) {
      const match = count * chanceOf(bits(pattern) + prior)
      matches += match
      addLevels(m, levels, match)
      addLevels(u, levels, count - match)
    }
    now = {
      version: start.version,
      // Never nothing: a set in which one round sees no match must be able to find some in the next.
      matchesPerRecord: Math.max(matches, 0.5) / evidence.records,
      groups: chancesFrom(m, u, start, borrowed),
    }
  }
  return now
}

const isAmong = (groups: readonly Group[], i: number): boolean => groups.some((group) => group === GROUPS[i])

type Counts = readonly Float64Array[]
const emptyCounts = (): Counts => GROUPS.map((group) => new Float64Array(LEVELS[group]))
const copyCounts = (counts: Counts): Counts => counts.map((row) => row.slice())

const addLevels = (counts: Counts, levels: readonly number[], by: number): void => {
  levels.forEach((level, i) => {
    const row = counts[i]
    if (row) row[level] = (row[level] ?? 0) + by
  })
}

/** Counts of levels among all pairs that share no token, scaled up from the sample. */
const strangerCounts = ({ candidates, strangers, pairs }: Evidence): Counts => {
  const sampled = sumOf(strangers)
  const scale = sampled === 0 ? 0 : Math.max(0, pairs - sumOf(candidates)) / sampled
  const counts = emptyCounts()
  for (const [pattern, count] of strangers) addLevels(counts, levelsOf(pattern), count * scale)
  return counts
}

const sumOf = (counts: ReadonlyMap<number, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

const chancesFrom = (m: Counts, u: Counts, start: Parameters, borrowed: number): Parameters['groups'] => {
  const groups: Partial<Record<Group, GroupChances>> = {}
  GROUPS.forEach((group, i) => {
    const before = start.groups[group]
    groups[group] = { m: normalised(m[i], before.m, borrowed), u: normalised(u[i], before.u, borrowed) }
  })
  // Safe: every group was given a value just above.
  return groups as Record<Group, GroupChances>
}

/** Shares of the levels that say something; `borrowed` imagined pairs are divided as before. */
const normalised = (
  counts: Float64Array | undefined,
  before: readonly number[],
  borrowed: number,
): readonly number[] => {
  const said = counts?.reduce((sum, count, level) => (level === 0 ? sum : sum + count), 0) ?? 0
  return before.map((share, level) =>
    level === 0 ? 0 : ((counts?.[level] ?? 0) + borrowed * share) / (said + borrowed),
  )
}
