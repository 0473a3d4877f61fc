/**
 * Field classes: what is said of a person is cut by class before it is sealed, each class under a key of its own, so that a function can be
 * denied a class by key as well as by policy, and one class can be erased while another must be kept longer.
 */
export const FIELD_CLASSES = ['identity', 'location', 'medical', 'investigation', 'oversight', 'outside'] as const
export type FieldClass = (typeof FIELD_CLASSES)[number]

/** The table of data/sealing/field-classes.json. */
export type ClassTable = {
  /** The class of a chapter that the table does not name. */
  readonly otherwise: FieldClass
  readonly chapters: Readonly<
    Record<string, { readonly class: FieldClass; readonly fields?: Readonly<Record<string, FieldClass>> }>
  >
  readonly functions: Readonly<Record<string, readonly FieldClass[]>>
}

/** The class of a chapter, or of one of its fields. A field that the table does not name has the class of its chapter. */
export const classOf = (table: ClassTable, chapter: string, field?: string): FieldClass => {
  const row = rowOf(table, chapter)
  return (field === undefined ? undefined : ownOf(row?.fields ?? {}, field)) ?? row?.class ?? table.otherwise
}

/** Every class that content of this chapter can have, the chapter's own first. */
export const classesOf = (table: ClassTable, chapter: string): readonly FieldClass[] => [
  ...new Set([classOf(table, chapter), ...Object.values(rowOf(table, chapter)?.fields ?? {})]),
]

// A summary that goes with an offer has a chapter of its own for each offer: `offer-<id>`.
const rowOf = ({ chapters }: ClassTable, chapter: string): ClassTable['chapters'][string] | undefined =>
  ownOf(chapters, chapter) ?? ownOf(chapters, chapter.split('-')[0] ?? '')

/** The classes that a function may be given keys for; none when the table does not name it. */
export const classesFor = (table: ClassTable, workFunction: string): readonly FieldClass[] =>
  ownOf(table.functions, workFunction) ?? []

/** One piece of content and where it stood: a member, or an element of the list `fields`. */
type Piece = readonly [at: readonly (string | number)[], value: unknown]

/**
 * Cuts content by class. An object is cut by member; its list `fields` by the code of each element; anything else is one piece with the class
 * of its chapter. `joinContent` of all parts gives the content back.
 */
export const cutContent = (
  table: ClassTable,
  chapter: string,
  content: unknown,
): ReadonlyMap<FieldClass, readonly Piece[]> => {
  const parts = new Map<FieldClass, Piece[]>()
  const put = (fieldClass: FieldClass, piece: Piece) => parts.set(fieldClass, [...(parts.get(fieldClass) ?? []), piece])
  const own = classOf(table, chapter)
  if (!isRecord(content)) {
    put(own, [[], content])
    return parts
  }
  put(own, [[], {}])
  for (const [member, value] of Object.entries(content)) {
    if (value === undefined) continue
    if (member !== 'fields' || !Array.isArray(value)) {
      put(classOf(table, chapter, member), [[member], value])
      continue
    }
    put(own, [[member], []])
    for (const [index, each] of value.entries()) put(classOf(table, chapter, codeOf(each)), [[member, index], each])
  }
  return parts
}

/** Puts together what could be opened. What is missing leaves no hole: a list has fewer elements, an object fewer members. */
export const joinContent = (parts: readonly (readonly Piece[])[]): unknown => {
  const members = new Map<string, unknown>()
  const elements: { readonly index: number; readonly value: unknown }[] = []
  let listed = false
  let whole: { readonly value: unknown } | undefined
  for (const [at, value] of parts.flat()) {
    const [member, index] = at
    if (member === undefined) {
      if (!isRecord(value)) whole = { value }
    } else if (typeof index === 'number') elements.push({ index, value })
    else if (member === 'fields' && Array.isArray(value) && value.length === 0) listed = true
    else members.set(String(member), value)
  }
  if (whole) return whole.value
  if (listed || elements.length > 0)
    members.set(
      'fields',
      elements.toSorted((a, b) => a.index - b.index).map((each) => each.value),
    )
  return Object.fromEntries(members)
}

/** Reads the table; a class that does not exist, or no list for a function, throws: sealing with half a table would be worse than no start. */
export const readClassTable = (given: unknown): ClassTable => {
  const { otherwise, chapters, functions } = given as ClassTable
  const named = [
    otherwise,
    ...Object.values(chapters).flatMap((row) => [row.class, ...Object.values(row.fields ?? {})]),
    ...Object.values(functions).flat(),
  ]
  const wrong = named.find((each) => !FIELD_CLASSES.includes(each))
  if (wrong !== undefined) throw new RangeError(`there is no field class ${wrong}`)
  return { otherwise, chapters, functions }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const codeOf = (element: unknown): string | undefined =>
  isRecord(element) && typeof element['field'] === 'string' ? element['field'] : undefined

const ownOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined
