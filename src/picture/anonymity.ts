/**
 * Whether a file of records is k-anonymous: every combination of values that occurs belongs to at least k records. It says nothing of what a group has
 * in common, and it does not add up over files: two files that are each k-anonymous may tell somebody together.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

export type AnonymityRefusal = 'anonymity-k-wrong' | 'anonymity-column-unknown' | 'anonymity-nothing'
export type Anonymity = {
  readonly k: number
  readonly holds: boolean
  readonly records: number
  /** Combinations that occur, and the fewest records that one of them has. */
  readonly classes: number
  readonly smallest: number
  /** Combinations below k, and the records in them. */
  readonly below: { readonly classes: number; readonly records: number }
  readonly unique: number
  readonly columns: readonly string[]
}

/** Looks at these columns together; all when none are named. Empty is a value like another: it tells that nothing was noted. */
export const anonymityOf = (
  file: { readonly columns: readonly string[]; readonly records: Iterable<readonly string[]> },
  { k, columns = file.columns }: { readonly k: number; readonly columns?: readonly string[] },
): Outcome<Anonymity, AnonymityRefusal> => {
  if (!Number.isSafeInteger(k) || k < 2) return refuse('anonymity-k-wrong')
  const places = columns.map((column) => file.columns.indexOf(column))
  const unknown = columns[places.indexOf(-1)]
  if (unknown !== undefined) return refuse('anonymity-column-unknown', { column: unknown.slice(0, 60) })
  const sizes = new Map<string, number>()
  let records = 0
  for (const record of file.records) {
    const key = JSON.stringify(places.map((place) => record[place] ?? ''))
    sizes.set(key, (sizes.get(key) ?? 0) + 1)
    records += 1
  }
  if (records === 0 || columns.length === 0) return refuse('anonymity-nothing')
  const all = [...sizes.values()]
  const few = all.filter((size) => size < k)
  return accept({
    ...{ k, holds: few.length === 0, records, classes: all.length },
    smallest: all.reduce((least, size) => Math.min(least, size)),
    below: { classes: few.length, records: few.reduce((sum, size) => sum + size, 0) },
    unique: all.filter((size) => size === 1).length,
    columns,
  })
}
