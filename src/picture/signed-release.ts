/** A release as the public gets it: what was signed and stands, as rows, and what of it is not shown. Pure. */
import type { Method } from './protect.ts'
import type { SafeTable, Shown } from './release.ts'

export type SignedRelease = {
  readonly id: string
  readonly releasedAt: Date
  /** `norm`: the set is about how one norm went. */
  readonly settings: {
    readonly year: number
    readonly base: number
    readonly regionMin: number
    readonly norm?: string
  }
  readonly numbers: SafeTable
  readonly method: Method
  /** With how many releases of its year it was attacked, itself among them. */
  readonly attacked: number
  /** SHA-256 of the text that was signed, in base64. */
  readonly digest: string
  readonly note: string
}

/** One number of a table; no region or no form is all of them, no number is one that is not shown. */
export type ReleaseRow = { readonly region?: string; readonly form?: string; readonly persons: number | null }

/** The number that is shown; nothing when it is withheld. */
export const numberOf = (shown: Shown | undefined): number | null => (typeof shown === 'number' ? shown : null)

/** Every number of a table in its own order: each region by form and in all, then all regions. Never by size. */
export const rowsOf = ({
  regions,
  forms,
  cells,
  regionTotals,
  formTotals,
  total,
}: SafeTable): readonly ReleaseRow[] => [
  ...regions.flatMap((region, row) => [
    ...forms.map((form, column) => ({ region, form, persons: numberOf(cells[row]?.[column]) })),
    { region, persons: numberOf(regionTotals[row]) },
  ]),
  ...forms.map((form, column) => ({ form, persons: numberOf(formTotals[column]) })),
  { persons: numberOf(total) },
]

export type Withheld = {
  readonly numbers: number
  /** Of how many numbers in all. */
  readonly of: number
  /** Regions of which no form is shown. */
  readonly regions: readonly string[]
}
/** How much is not shown. */
export const withheldOf = (numbers: SafeTable): Withheld => {
  const rows = rowsOf(numbers)
  return {
    numbers: rows.filter(({ persons }) => persons === null).length,
    of: rows.length,
    regions: numbers.regions.filter((_, row) => numbers.cells[row]?.every((shown) => numberOf(shown) === null)),
  }
}

/** The days that a year covers when it was counted on a day: a year that is not over is counted so far. */
export const periodOf = (
  year: number,
  countedOn: string,
): { readonly from: string; readonly until: string; readonly whole: boolean } => {
  const [from, last] = [`${year}-01-01`, `${year}-12-31`]
  return { from, until: countedOn < last ? countedOn : last, whole: countedOn > last }
}
