/** The committed parameters and grade bounds (data/linkage/weights.json), checked when read: a damaged table must not match anyone. */
import weights from '../../data/linkage/weights.json' with { type: 'json' }
import { GROUPS, type Group, LEVELS } from './match-levels.ts'
import type { Grades, GroupChances, Parameters } from './match-model.ts'

/** Reads parameters; throws when a group or level is missing or chances are not chances: a fault of ours. */
export const readParameters = (written: {
  readonly version: string
  readonly matchesPerRecord: number
  readonly groups: Readonly<Record<string, GroupChances | undefined>>
}): Parameters => {
  const groups: Partial<Record<Group, GroupChances>> = {}
  for (const group of GROUPS) {
    const chances = written.groups[group]
    if (!chances || ![chances.m, chances.u].every((row) => isChances(row, LEVELS[group])))
      throw new RangeError(`weights of ${group} are damaged`)
    groups[group] = chances
  }
  if (!(written.matchesPerRecord > 0)) throw new RangeError('the prior is damaged')
  // Safe: the loop above put every group in or threw.
  return {
    version: written.version,
    matchesPerRecord: written.matchesPerRecord,
    groups: groups as Record<Group, GroupChances>,
  }
}

const isChances = (row: readonly number[], levels: number): boolean =>
  row.length === levels && row.every((chance, level) => (level === 0 ? chance === 0 : chance > 0 && chance <= 1))

export const COMMITTED_PARAMETERS: Parameters = readParameters(weights)
export const COMMITTED_GRADES: Grades = weights.grades
