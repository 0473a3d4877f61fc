/**
 * Which cells may not be told, before anything else is looked at (stats.md 2.1): small counts, all but a few of a total, a whole group in one
 * category, and one contributor who dominates. Each with its reason, so that a reader of the ledger sees why.
 */
import type { CellTable } from './cells.ts'
import { pick } from './solver.ts'

export type PrimaryReason = 'small' | 'complement' | 'group' | 'dominance'
export type PrimaryRules = {
  /** Counts from 1 up to and not including this; 5 is the usual Dutch choice. */
  readonly threshold: number
  /** Also what is all but 1 to threshold-1 of a total: who knows that the rest is few knows nearly all. */
  readonly complements?: boolean
  /** Also a total of which every person stands in one part: then who belongs to the group is known to be in that part. */
  readonly groups?: boolean
  /** The p% rule (n = 1), for tables of amounts: a contributor could tell another one's amount within p percent. */
  readonly dominance?: { readonly percent: number; readonly contributors: ReadonlyMap<string, Contributors> }
}
export type Contributors = { readonly count: number; readonly largest: number; readonly second: number }

/** The primary cells of a table with the first reason of each. Zero is never primary by itself. */
export const primaryOf = (table: CellTable, rules: PrimaryRules): ReadonlyMap<number, PrimaryReason> => {
  const found = new Map<number, PrimaryReason>()
  const add = (index: number, reason: PrimaryReason): void => {
    if (!found.has(index) && pick(table.values, index) > 0) found.set(index, reason)
  }
  if (rules.dominance) {
    const { percent, contributors } = rules.dominance
    for (const [index, key] of table.keys.entries()) {
      const of = contributors.get(key)
      if (of && of.count > 0 && shortOf(pick(table.values, index), of, percent) > 0) add(index, 'dominance')
    }
    return found
  }
  const isSmall = (count: number): boolean => count > 0 && count < rules.threshold
  for (const [index, value] of table.values.entries()) if (isSmall(value)) add(index, 'small')
  for (const { total, parts } of table.additions) {
    const all = pick(table.values, total)
    const filled = parts.filter((part) => pick(table.values, part) > 0)
    for (const part of parts) if (rules.complements && isSmall(all - pick(table.values, part))) add(part, 'complement')
    if (rules.groups && filled.length === 1 && parts.length > 1 && filled[0] !== undefined) add(filled[0], 'group')
  }
  return found
}

/** How much room a cell lacks under the p% rule; above 0 it is sensitive, and this is the protection it needs. */
export const shortOf = (value: number, { largest, second }: Contributors, percent: number): number =>
  (largest * percent) / 100 - (value - largest - second)
