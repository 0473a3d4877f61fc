/**
 * Recognises the columns of the Human Trafficking Case Data Standard 2.0 as its official files really write them:
 * a misspelled name, an empty name, address names that contradict their labels, other spellings in the form version.
 * Names stand in a hidden first row, so people fill in by label: where both are there and differ, the label decides,
 * unless another column already is what the label says. Pure.
 */
import table from '../../data/exchange/htcds-columns.json' with { type: 'json' }
import { isField } from './fields.ts'
import { type ColumnPlan, headerKey, type PlannedColumn } from './headers.ts'

const idByKey = new Map<string, string>()
const idsByLabel = new Map<string, readonly string[]>()
const fieldById = new Map<string, string>()
for (const column of table.columns) {
  for (const name of [column.id, ...(column.alsoSpelled ?? [])]) idByKey.set(headerKey(name), column.id)
  const label = headerKey(column.label)
  if (label) idsByLabel.set(label, [...(idsByLabel.get(label) ?? []), column.id])
  if (column.field) fieldById.set(column.id, column.field)
}

/** Fewer than this and the file only happens to share a word with the standard. */
const LEAST_NAMES = 3
const LEAST_LABELS = 8

/**
 * The plan for a table in HTCDS form, with names, with names above labels, or with labels alone; undefined when it is
 * not HTCDS. Underscores do not count (`prs_First_Name`), nor do blanks after a label.
 */
export const planHtcds = (first: readonly string[], second: readonly string[]): ColumnPlan | undefined => {
  const names = first.filter((text) => nameIn(text) !== undefined).length
  if (names >= LEAST_NAMES) {
    const labelled = second.filter((text) => idsByLabel.has(headerKey(text))).length >= LEAST_NAMES
    return planOf(first, labelled ? second : [])
  }
  const labels = first.filter((text) => labelled(text) !== undefined).length
  return labels >= LEAST_LABELS ? planOf([], first) : undefined
}

// `Name`, `Status` and `Title` are labels and ordinary words; a name always has its prefix.
const nameIn = (text: string): string | undefined => (text.includes('_') ? idByKey.get(headerKey(text)) : undefined)

/** What a label alone stands for; labels that several columns share (Type, Longitude) say nothing. */
const labelled = (text: string): string | undefined => {
  const ids = idsByLabel.get(headerKey(text)) ?? []
  // City, State and the like are also columns of events; the core columns of the person carry the word Mailing.
  return ids.length === 1 ? ids[0] : undefined
}

const planOf = (names: readonly string[], labels: readonly string[]): ColumnPlan => {
  const width = Math.max(names.length, labels.length)
  const ids = decideIds(width, names, labels)
  const columns: PlannedColumn[] = []
  const notTaken: string[] = []
  const claimed = new Set<string>()
  for (let index = 0; index < width; index += 1) {
    const header = labels[index]?.trim() || names[index]?.trim() || ''
    const id = ids[index]
    const field = id === undefined ? undefined : fieldById.get(id)
    if (field !== undefined && isField(field) && !claimed.has(field)) {
      claimed.add(field)
      columns.push({ index, header, field })
    } else if (header !== '') notTaken.push(header)
  }
  const byLabel = ids.flatMap((id, index) => {
    const name = nameIn(names[index] ?? '')
    return id !== undefined && name !== undefined && name !== id ? [labels[index]?.trim() ?? ''] : []
  })
  return { kind: 'htcds', headerRows: names.length > 0 && labels.length > 0 ? 2 : 1, width, columns, notTaken, byLabel }
}

/** First the columns on whose meaning name and label agree, then the others: by label if that is still free, else by name. */
const decideIds = (
  width: number,
  names: readonly string[],
  labels: readonly string[],
): readonly (string | undefined)[] => {
  const places = Array.from({ length: width }, (_, index) => ({
    name: nameIn(names[index] ?? ''),
    label: labelled(labels[index] ?? ''),
  }))
  const agreed = new Set(places.flatMap(({ name, label }) => (name !== undefined && name === label ? [name] : [])))
  return places.map(({ name, label }) => {
    if (name === label || label === undefined) return name ?? label
    return agreed.has(label) ? name : label
  })
}
