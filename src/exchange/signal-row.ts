/**
 * One row of a list -> one signal, or all that is wrong with the row, field by field. A row is taken whole or not at all:
 * a signal without the date that could not be read would be another signal than the one in the list. Pure.
 */
import { accept, type Day, type Outcome, type PartialDate, refuse } from '../kernel/index.ts'
import { type CodeProblem, exploitationGroup, readCode, readCodes, splitCountries } from './code-lists.ts'
import { FIELDS, type Field, TELLING_FIELDS } from './fields.ts'
import type { ColumnPlan, PlannedColumn } from './headers.ts'
import { type DateOrder, type DateProblem, plausible, readDate } from './row-date.ts'
import { type Cell, type CellRefusal, isBlank, type RowRefusal, type TableRow } from './table.ts'

export type ImportedPerson = {
  given?: string
  given2?: string
  surname?: string
  surname2?: string
  fullName?: string
  birthDate?: PartialDate
  sex?: string
  nationality?: string
  otherNationalities?: readonly string[]
  occupation?: string
  phone?: string
  phone2?: string
  email?: string
  document?: string
  street?: string
  houseNumber?: string
  postcode?: string
  town?: string
  country?: string
}

/** What a row says, apart from where it stood. */
export type SignalContent = {
  readonly externalId?: string
  readonly happened?: PartialDate
  readonly person: Readonly<ImportedPerson>
  /** The coarse form first named in the row; the others, if any, in `furtherExploitation`. */
  readonly exploitation?: string
  readonly furtherExploitation: readonly string[]
  /** The forms as exactly as the list told them. */
  readonly exploitationForms: readonly string[]
  readonly means: readonly string[]
  readonly reporterKind?: string
  readonly freeText?: string
}

/** A signal as the sink takes it. There is no ground in it: a list brings none, so nothing is looked up on import. */
export type ImportedSignal = SignalContent & { readonly sourceRow: number; readonly idempotencyKey: string }

export type TextProblem =
  | 'text-not-text'
  | 'text-too-long'
  | 'text-broken'
  | 'text-control-character'
  | 'text-line-break'
  | 'text-direction-override'
  | 'text-invisible-character'

export type RowProblemCode =
  | TextProblem
  | DateProblem
  | CodeProblem
  | CellRefusal
  | RowRefusal
  | 'row-ragged'
  | 'row-says-nothing'

/** Names the place and the reason; never the value. */
export type RowProblem = {
  readonly line: number
  /** The header of the column, when the problem is one field. */
  readonly column?: string
  readonly code: RowProblemCode
  readonly params?: Readonly<Record<string, string | number>>
}

/** The text check of the house, bound by the command: this rule may not know the platform. */
export type TextEdge = {
  clean(text: string, kind: 'name' | 'line' | 'note'): Outcome<string, TextProblem>
  /** Takes away the apostrophe that an export put before a formula. */
  unmark(text: string): string
}

export type RowReading = {
  readonly plan: ColumnPlan
  /** By column index, for the date columns of the plan. */
  readonly orders: ReadonlyMap<number, DateOrder>
  readonly today: Day
  readonly edge: TextEdge
  /** Delimited text must have all its cells; a workbook leaves empty ones out. */
  readonly fullRows: boolean
}

export type RowAnswer =
  | { readonly kind: 'signal'; readonly content: SignalContent; readonly unmarked: number }
  | { readonly kind: 'refused'; readonly problems: readonly RowProblem[] }

/** Reads one row that is not blank. */
export const readSignalRow = (row: TableRow, reading: RowReading): RowAnswer => {
  const whole = wholeRowProblem(row, reading)
  if (whole) return { kind: 'refused', problems: [whole] }
  const draft: Draft = { fields: {}, unmarked: 0 }
  const problems: RowProblem[] = []
  for (const column of reading.plan.columns) {
    const cell = row.cells[column.index]
    if (cell === undefined || isBlank(cell)) continue
    const read = readField(cell, column, reading, draft)
    if (!read.ok) problems.push(fieldProblem(row.line, column, read.refusal))
  }
  if (problems.length === 0 && !TELLING_FIELDS.some((field) => draft.fields[field] !== undefined)) {
    problems.push({ line: row.line, code: 'row-says-nothing' })
  }
  if (problems.length > 0) return { kind: 'refused', problems }
  return { kind: 'signal', content: contentOf(draft.fields), unmarked: draft.unmarked }
}

const wholeRowProblem = (row: TableRow, { plan, fullRows }: RowReading): RowProblem | undefined => {
  if (row.refused) return { line: row.line, code: row.refused }
  const found = row.cells.length
  // Empty cells too many lose nothing; a cell too few may mean that all after it have moved.
  const tooMany = row.cells.slice(plan.width).some((cell) => !isBlank(cell))
  if (!tooMany && (!fullRows || found >= plan.width)) return undefined
  return { line: row.line, code: 'row-ragged', params: { found, expected: plan.width } }
}

type FieldValue = string | PartialDate | readonly string[]
type Draft = { readonly fields: Partial<Record<Field, FieldValue>>; unmarked: number }
type FieldRefusal = TextProblem | DateProblem | CodeProblem | CellRefusal

const fieldProblem = (
  line: number,
  column: PlannedColumn,
  refusal: { readonly code: FieldRefusal; readonly params?: RowProblem['params'] },
): RowProblem => ({
  line,
  column: column.header,
  code: refusal.code,
  ...(refusal.params ? { params: refusal.params } : {}),
})

const readField = (
  cell: Cell,
  column: PlannedColumn,
  reading: RowReading,
  draft: Draft,
): Outcome<true, FieldRefusal> => {
  const value = fieldValue(cell, column, reading, draft)
  if (!value.ok) return value
  draft.fields[column.field] = value.value
  return accept(true)
}

const fieldValue = (
  cell: Cell,
  column: PlannedColumn,
  reading: RowReading,
  draft: Draft,
): Outcome<FieldValue, FieldRefusal> => {
  if (typeof cell !== 'string' && cell.kind === 'refused') return refuse(cell.code)
  const kind = FIELDS[column.field]
  if (kind === 'birth' || kind === 'event') return dateValue(cell, kind, reading, column.index)
  const written = typeof cell === 'string' ? cell : cell.kind === 'day' ? cell.day : cell.text
  const text = reading.edge.unmark(written)
  if (text !== written) draft.unmarked += 1
  const clean = reading.edge.clean(text, kind === 'name' || kind === 'note' ? kind : 'line')
  if (!clean.ok) return clean
  return kind === 'code' || kind === 'codes' ? codeValue(clean.value, column.field) : clean
}

const codeValue = (text: string, field: Field): Outcome<FieldValue, CodeProblem> => {
  if (field === 'sex' || field === 'reporterKind') return readCode(text, field)
  return readCodes(text, field === 'means' ? 'means' : 'exploitation')
}

const dateValue = (
  cell: Exclude<Cell, { kind: 'refused' }>,
  kind: 'birth' | 'event',
  reading: RowReading,
  index: number,
): Outcome<PartialDate, DateProblem> => {
  const text = typeof cell === 'string' ? cell : cell.kind === 'day' ? cell.day : numberAsDate(cell)
  const date = readDate(text, reading.orders.get(index) ?? 'dmy')
  return date.ok ? plausible(date.value, kind === 'birth' ? 'birth' : 'event', reading.today) : date
}

/** `1984` in a date column is a year and `19840600` a date; any other number of a workbook is its count of days. */
const numberAsDate = (cell: { readonly text: string; readonly asDay: string | undefined }): string =>
  /^(?:\d{4}|\d{8})$/.test(cell.text) || cell.asDay === undefined ? cell.text : cell.asDay

const PERSON_TEXTS = [
  'given',
  'given2',
  'surname2',
  'fullName',
  'sex',
  'occupation',
  'phone',
  'phone2',
  'email',
  'document',
  'street',
  'houseNumber',
  'postcode',
  'town',
  'country',
] as const

const contentOf = (fields: Draft['fields']): SignalContent => {
  const forms = listOf(fields.exploitation)
  const groups = [...new Set(forms.map(exploitationGroup))]
  const [exploitation, ...furtherExploitation] = groups
  return {
    person: personOf(fields),
    furtherExploitation,
    exploitationForms: forms,
    means: listOf(fields.means),
    ...present('exploitation', exploitation),
    ...present('externalId', textOf(fields.externalId)),
    ...present('happened', dateOf(fields.happened)),
    ...present('reporterKind', textOf(fields.reporterKind)),
    ...present('freeText', textOf(fields.freeText)),
  }
}

const personOf = (fields: Draft['fields']): ImportedPerson => {
  const person: ImportedPerson = {}
  for (const field of PERSON_TEXTS) {
    const text = textOf(fields[field])
    if (text !== undefined) person[field] = text
  }
  // Dutch lists split off `van der`; the surname as spoken has both.
  const surname = [textOf(fields.surnamePrefix), textOf(fields.surname)].filter((part) => part !== undefined)
  if (surname.length > 0) person.surname = surname.join(' ')
  const birthDate = dateOf(fields.birthDate)
  if (birthDate) person.birthDate = birthDate
  const [nationality, ...others] = splitCountries(textOf(fields.nationality) ?? '')
  if (nationality) person.nationality = nationality
  if (others.length > 0) person.otherNationalities = others
  return person
}

const textOf = (value: FieldValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined)
const listOf = (value: FieldValue | undefined): readonly string[] => (Array.isArray(value) ? value : [])
const dateOf = (value: FieldValue | undefined): PartialDate | undefined =>
  typeof value === 'object' && 'year' in value ? value : undefined

/** A property that is there only when it has a value. */
const present = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  // Safe: the object has exactly the one key, with a value of the one type.
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value })
