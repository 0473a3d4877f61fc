/** Whom each column of the database is about, as data/schema/columns.csv says it. Pure: the text is an argument. */

export const CLASSES = [
  ...(['technical', 'person', 'sealed-person', 'third-person', 'worker', 'organisation'] as const),
  ...(['link-to-person', 'linkage-code', 'public', 'withheld'] as const),
]
export type ColumnClass = (typeof CLASSES)[number]
export type ClassedColumn = { readonly table: string; readonly column: string; readonly of: ColumnClass }

/** What is given out of a row: what is about her, and who did it as function or organisation. */
const GIVEN: readonly ColumnClass[] = ['person', 'sealed-person', 'worker', 'organisation']
export const isGiven = ({ of }: ClassedColumn): boolean => GIVEN.includes(of)
export const isAboutPerson = ({ of }: ClassedColumn): boolean => of === 'person' || of === 'sealed-person'

/** Reads the table of classes; throws on a class that is none, as a file of the product that is wrong is a fault. */
export const readClasses = (text: string): readonly ClassedColumn[] =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line, at) => {
      const [table = '', column = '', of = ''] = line.trim().split(',')
      const found = CLASSES.find((each) => each === of)
      if (!found || table === '' || column === '')
        throw new Error(`data/schema/columns.csv, line ${at + 2}: "${line}" has no class`)
      return { table, column, of: found }
    })

/** What is wrong between the classes, the columns of a database and the sections of the answer. Each sentence says what to write where. */
export const schemaFindings = (
  columns: readonly { readonly table: string; readonly column: string }[],
  classed: readonly ClassedColumn[],
  sections: readonly string[],
): readonly string[] => {
  const nameOf = (each: { readonly table: string; readonly column: string }): string => `${each.table}.${each.column}`
  const [there, named] = [new Set(columns.map(nameOf)), new Set(classed.map(nameOf))]
  const twice = classed.filter((each, at) => classed.findIndex((one) => nameOf(one) === nameOf(each)) !== at)
  const about = [...new Set(classed.filter(isAboutPerson).map(({ table }) => table))]
  return [
    ...columns
      .filter((each) => !named.has(nameOf(each)))
      .map(
        ({ table, column }) =>
          `${table}.${column} has no class: add "${table},${column},CLASS" to data/schema/columns.csv, CLASS one of ${CLASSES.join(', ')}`,
      ),
    ...classed
      .filter((each) => !there.has(nameOf(each)))
      .map(
        (each) =>
          `data/schema/columns.csv has a class for ${nameOf(each)}, which is no column any more: take the line out`,
      ),
    ...twice.map((each) => `data/schema/columns.csv has ${nameOf(each)} twice: take one out`),
    ...about
      .filter((table) => !sections.includes(table))
      .map(
        (table) =>
          `${table} has columns about a person and no section of the answer reads it: add { table: '${table}', ... } to SECTIONS in src/privacy/sections.ts`,
      ),
    ...sections
      .filter((table) => !about.includes(table))
      .map(
        (table) =>
          `a section of src/privacy/sections.ts reads ${table}, which has no column about a person: take the section out or class its columns`,
      ),
  ]
}
