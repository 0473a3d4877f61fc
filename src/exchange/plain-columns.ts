/** Guesses the fields of a plain list from its headers; what can be read in two ways is asked back, not chosen. Pure. */
import words from '../../data/exchange/plain-headers.json' with { type: 'json' }
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Field, isField } from './fields.ts'
import { type ColumnPlan, headerKey, type PlannedColumn, type PlanProblem } from './headers.ts'

const fieldByHeader = new Map<string, Field>()
for (const [field, headers] of Object.entries(words)) {
  // The table is ours; a field that does not exist is a mistake in it, caught by the test of this file.
  if (isField(field)) for (const header of headers) fieldByHeader.set(headerKey(header), field)
}

/** The field that a header names by itself; also our own field names, so that our exports come back in. */
export const guessField = (header: string): Field | undefined => {
  const text = header.trim()
  return isField(text) ? text : fieldByHeader.get(headerKey(text))
}

/**
 * Refuses with `column-ambiguous` when two columns would fill one field, and when `naam` stands beside `voornaam` without
 * `achternaam`: then it may be the surname or the whole name. Refuses with `header-not-recognised` when nothing is known.
 */
export const planPlain = (headers: readonly string[]): Outcome<ColumnPlan, PlanProblem> => {
  const columns: PlannedColumn[] = []
  for (const [index, header] of headers.entries()) {
    const field = guessField(header)
    if (field === undefined) continue
    const earlier = columns.find((column) => column.field === field)
    if (earlier) return refuse('column-ambiguous', { column: earlier.header, other: header.trim(), field })
    columns.push({ index, header: header.trim(), field })
  }
  if (columns.length === 0) return refuse('header-not-recognised')
  const unclear = unclearName(columns)
  if (unclear) return unclear
  const taken = new Set(columns.map((column) => column.index))
  const notTaken = headers.filter((text, index) => text.trim() !== '' && !taken.has(index))
  return accept({ kind: 'plain', headerRows: 1, width: headers.length, columns, notTaken, byLabel: [] })
}

const unclearName = (columns: readonly PlannedColumn[]) => {
  const of = (field: Field) => columns.find((column) => column.field === field)
  const [whole, given, surname] = [of('fullName'), of('given'), of('surname')]
  if (!whole || !given || surname) return undefined
  return refuse('column-ambiguous', { column: whole.header, other: given.header, field: 'surname' })
}
