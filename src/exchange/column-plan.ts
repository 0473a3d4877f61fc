/** Which column of a table fills which field: told by a mapping, recognised as HTCDS, or guessed from plain headers. Pure. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { isField } from './fields.ts'
import { type ColumnPlan, headerKey, type PlannedColumn, type PlanProblem } from './headers.ts'
import { planHtcds } from './htcds-columns.ts'
import { planPlain } from './plain-columns.ts'
import { cellText, type TableRow } from './table.ts'

/** The texts of a header row, for comparison by eye and machine. */
export const headersOf = (row: TableRow | undefined): readonly string[] =>
  (row?.cells ?? []).map((cell) => cellText(cell) ?? '')

/** Takes the first rows of a table and, if the user gave one, the mapping of field to header. */
export const planColumns = (
  rows: readonly TableRow[],
  mapping: Readonly<Record<string, string>> | undefined,
): Outcome<ColumnPlan, PlanProblem> => {
  const [first, second] = [headersOf(rows[0]), headersOf(rows[1])]
  if (mapping) return planMapped(first, mapping)
  const htcds = planHtcds(first, second)
  return htcds ? accept(htcds) : planPlain(first)
}

const planMapped = (
  headers: readonly string[],
  mapping: Readonly<Record<string, string>>,
): Outcome<ColumnPlan, PlanProblem> => {
  const columns: PlannedColumn[] = []
  for (const [field, header] of Object.entries(mapping)) {
    if (!isField(field)) return refuse('map-unknown-field', { field })
    const places = headers.flatMap((text, index) => (headerKey(text) === headerKey(header) ? [index] : []))
    const [index] = places
    if (index === undefined) return refuse('map-column-missing', { column: header })
    if (places.length > 1) return refuse('column-twice', { column: header })
    columns.push({ index, header: headers[index] ?? '', field })
  }
  if (columns.length === 0) return refuse('header-not-recognised')
  const taken = new Set(columns.map((column) => column.index))
  const notTaken = headers.filter((text, index) => text.trim() !== '' && !taken.has(index))
  return accept({ kind: 'mapped', headerRows: 1, width: headers.length, columns, notTaken, byLabel: [] })
}
