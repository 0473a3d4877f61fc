/**
 * Fellegi-Sunter: each level of each group has a chance among pairs of one person (m) and among pairs of two (u). The
 * evidence of a pattern is the sum of log2(m/u) over groups; with a prior it becomes a probability.
 */
import { GROUPS, type Group, LEVELS, levelsOf } from './match-levels.ts'

export type GroupChances = { readonly m: readonly number[]; readonly u: readonly number[] }
export type Parameters = {
  readonly version: string
  /** Expected pairs of one person per record that is held: the prior of a pair is this divided by the number held. */
  readonly matchesPerRecord: number
  readonly groups: Readonly<Record<Group, GroupChances>>
}
export type Grades = {
  readonly hit: number
  readonly lookCloser: number
  /** Bits that who somebody is (name, birth, document) must say for a hit. A shared phone or address alone never makes one. */
  readonly personalBitsLeast: number
}

/** What a person shares with a household, a shelter or an exploiter says where she is, not who she is. */
export const PERSONAL: readonly Group[] = ['name', 'birth', 'document', 'origin', 'other']

/** Even an almost empty index stands for a country: with fewer records the prior is as with this many. */
export const POPULATION_LEAST = 10_000
/** No single group may weigh more than this many bits, whatever it was learned from. */
const GROUP_BITS_MAX = 24

/** Evidence in bits of any pattern under these parameters, of all groups or of some; patterns repeat, so answers are remembered. */
export const evidenceUnder = (
  parameters: Parameters,
  groups: readonly Group[] = GROUPS,
): ((pattern: number) => number) => {
  const levelBits = levelBitsUnder(parameters)
  const weights = GROUPS.map((group) => (groups.includes(group) ? levelBits[group] : []))
  const memo = new Map<number, number>()
  return (pattern) => {
    const known = memo.get(pattern)
    if (known !== undefined) return known
    const bits = levelsOf(pattern).reduce((sum, level, i) => sum + (weights[i]?.[level] ?? 0), 0)
    memo.set(pattern, bits)
    return bits
  }
}

/** Evidence in bits of each level of each group under these parameters. */
export const levelBitsUnder = ({ groups }: Parameters): Readonly<Record<Group, readonly number[]>> =>
  // Safe: every group is given its levels in this line.
  Object.fromEntries(GROUPS.map((group) => [group, weightsOf(groups[group], LEVELS[group])])) as Record<
    Group,
    readonly number[]
  >

/** Prior odds in bits that a pair is one person, in an index of so many records. */
export const priorBits = ({ matchesPerRecord }: Parameters, size: number): number =>
  Math.log2(matchesPerRecord / Math.max(size, POPULATION_LEAST))

export const chanceOf = (bits: number): number => 1 / (1 + 2 ** -bits)
/** More bits than this are a chance of one, whichever way it is rounded. */
const CERTAIN_BITS = 40
/** Below so many bits no chance is this large. */
export const bitsOfChance = (chance: number): number => Math.min(CERTAIN_BITS, Math.log2(chance / (1 - chance)))

const weightsOf = ({ m, u }: GroupChances, levels: number): readonly number[] =>
  Array.from({ length: levels }, (_, level) =>
    level === 0 ? 0 : Math.max(-GROUP_BITS_MAX, Math.min(GROUP_BITS_MAX, Math.log2((m[level] ?? 1) / (u[level] ?? 1)))),
  )
