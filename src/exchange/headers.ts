/** What a header means, and the plan that follows from all headers of a table. Pure. */
import type { Field } from './fields.ts'

export type PlannedColumn = { readonly index: number; readonly header: string; readonly field: Field }
export type ColumnPlan = {
  readonly kind: 'mapped' | 'htcds' | 'plain'
  readonly headerRows: 1 | 2
  /** How many columns the header has; a row of delimited text must have as many cells. */
  readonly width: number
  /** At most one per field. */
  readonly columns: readonly PlannedColumn[]
  /** Headers of columns that no field was found for; their content is left behind, and that is said. */
  readonly notTaken: readonly string[]
  /** HTCDS columns whose hidden name and visible label contradict each other, read by the label. */
  readonly byLabel: readonly string[]
}

export type PlanProblem =
  | 'header-not-recognised'
  | 'column-ambiguous'
  | 'column-twice'
  | 'map-unknown-field'
  | 'map-column-missing'

/** A header without what people vary: case, blanks (no-break ones too), points, underscores, the marks on letters. */
export const headerKey = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')

/** A header or sheet name as it may be printed: on one line, without control characters, of reasonable length. */
export const printableHeader = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Control}\p{Format}\u2028\u2029]/gu, '\ufffd')
    .trim()
    .slice(0, 80)
