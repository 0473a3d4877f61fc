/**
 * Reads everything that the own house holds on the person of one file, section by section (`sections.ts`). The row policies decide what there
 * is; what is sealed is opened with the keys of the house. Tables and columns come from files of the product, never from who asks.
 */
import { sql } from 'kysely'
import { attachmentPlace, CHAPTERS } from '../dossier/index.ts'
import { type FactSlice, factPlace } from '../platform/facts.ts'
import type { KeyRef } from '../platform/key-store.ts'
import { classesOfFunction, openContent } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { type Line, linesOf, type Names } from './answer.ts'
import { type ClassedColumn, isGiven } from './columns.ts'
import { type By, KEPT_BACK, SCOPE, type ScopeKey, SECTIONS, type Section } from './sections.ts'

export type AnswerSection = {
  readonly key: string
  readonly rows: readonly (readonly Line[])[]
  /** There are more rows than an answer holds: never without saying so. */
  readonly cut: boolean
  /** Rows of another plane stand on the file and are not given. */
  readonly keptBack: boolean
}

/** More rows than a file of ten years has in one table. */
const ROWS_MAX = 5_000
type Scope = Readonly<Partial<Record<ScopeKey, readonly string[]>>>
type Row = Readonly<Record<string, unknown>>

export type AnswerPorts = {
  readonly classes: readonly ClassedColumn[]
  readonly names: Names
  /** Is this house of the plane of whoever answers? What others wrote on the file is not ours to give. */
  readonly isOfPlane: (organisation: string) => boolean
}

/** Every section of the answer about one file, in the order of `SECTIONS`; an empty section is there too. */
export const readAnswer = async (
  work: Work,
  dossier: string,
  ports: AnswerPorts,
): Promise<readonly AnswerSection[]> => {
  const scope = await readScope(work, dossier)
  const keys = await findKeys(work, keyRefs(scope))
  const sections: AnswerSection[] = []
  for (const section of SECTIONS) {
    const columns = ports.classes.filter((each) => each.table === section.table && isGiven(each))
    const found = await readRows(work, section, columns, scope)
    const rows = found.slice(0, ROWS_MAX)
    const own = rows.filter((row) => isOurs(section, row, ports))
    const opened = await withContent(work, { section, dossier, columns, keys }, own)
    sections.push({
      key: section.key,
      rows: opened.map((row) => linesOf(row, columns, ports.names)),
      cut: found.length > ROWS_MAX || (await isFull(work, section, scope)),
      keptBack: own.length < rows.length,
    })
  }
  return sections
}

/** The signals of a file: the answer concerns them too. */
export const signalsOf = async (work: Work, dossier: string): Promise<readonly string[]> =>
  (await readScope(work, dossier)).signals ?? []

const isOurs = ({ table }: Section, row: Row, { isOfPlane }: AnswerPorts): boolean => {
  const back = KEPT_BACK[table]
  if (back && !back.keep.some((each) => each === row[back.column])) return false
  const writer = row['organisation_id']
  return typeof writer !== 'string' || isOfPlane(writer)
}

const readScope = async (work: Work, dossier: string): Promise<Scope> => {
  const scope: Partial<Record<ScopeKey, readonly string[]>> = {
    dossier: [dossier],
    subjects: [dossier],
    linkable: [dossier],
  }
  for (const { gives, table, take, by } of SCOPE) {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(`t.${take}`)}::text as id from ${sql.table(table)} t where ${whereOf(by, scope)} limit ${ROWS_MAX}`.execute(
      work.trx,
    )
    scope[gives] = [...new Set([...(scope[gives] ?? []), ...rows.map(({ id }) => id)])]
    scope.subjects = [dossier, ...(scope.signals ?? [])]
    scope.linkable = [dossier, ...(scope.seats ?? []), ...(scope.outside ?? []), ...(scope.payerRequests ?? [])]
  }
  return scope
}

const whereOf = (by: By, scope: Scope) =>
  sql`(${sql.join(
    by.map(([column, among]) => {
      const ids = [...(scope[among] ?? [])]
      const key = /^payload\.(\w+)$/.exec(column)?.[1]
      return key === undefined
        ? sql`${sql.ref(`t.${column}`)} = any (${ids}::uuid[])`
        : sql`t.payload ->> ${sql.lit(key)} = any (${ids}::text[])`
    }),
    sql` or `,
  )})`

/** When a row came about: the first of these that a table has. */
const MOMENTS = [
  'learned',
  'at',
  'asked_at',
  'given_on',
  'happened',
  'opened_at',
  'offered_at',
  'created_at',
  'started_at',
] as const

const readRows = async (
  work: Work,
  { table, by, sealedBytesMax }: Section,
  columns: readonly ClassedColumn[],
  scope: Scope,
): Promise<readonly Row[]> => {
  const given = columns.map(({ column }) => column)
  const sealed = given.includes('sealed')
  const helpers = [...(sealed ? ['id'] : []), ...(KEPT_BACK[table] ? [KEPT_BACK[table].column] : [])]
  const names = [...new Set([...given, ...helpers])]
  const moment = MOMENTS.find((each) => given.includes(each))
  const from = sealedBytesMax === undefined ? sql.table(table) : countedBytes(table, by, scope)
  const within = sealedBytesMax === undefined ? whereOf(by, scope) : sql`coalesce(t.so_far, 0) <= ${sealedBytesMax}`
  const { rows } = await sql<Row>`
    select ${sql.join(names.map((each) => sql.ref(`t.${each}`)))} from ${from} t where ${within}
    ${moment === undefined ? sql`` : sql`order by ${sql.ref(`t.${moment}`)}`} limit ${ROWS_MAX + 1}`.execute(work.trx)
  return rows
}

const SLICES: readonly FactSlice[] = [
  'access',
  'signal',
  'dossier',
  'responsibility',
  'care',
  'case_table',
  'safeguard',
]
// What is large is given until the answer is full.
const countedBytes = (table: string, by: By, scope: Scope) =>
  sql`(select t.*, sum(octet_length(t.sealed)) over (order by t.id) as so_far from ${sql.table(table)} t where ${whereOf(by, scope)})`

// Of what did not go in it is said that there is more.
const isFull = async (work: Work, { table, by, sealedBytesMax }: Section, scope: Scope): Promise<boolean> => {
  if (sealedBytesMax === undefined) return false
  const { rows } =
    await sql`select from ${countedBytes(table, by, scope)} t where t.so_far > ${sealedBytesMax} limit 1`.execute(
      work.trx,
    )
  return rows.length > 0
}

// Content of a file is sealed with keys of the file, of its signals, tables, requests and verdicts, by chapter or by slice.
const keyRefs = (scope: Scope): readonly KeyRef[] => {
  const chapters = [...CHAPTERS, ...SLICES]
  const streams = (['subjects', 'meetings', 'placeRequests', 'waits', 'verdicts'] as const).flatMap(
    (key) => scope[key] ?? [],
  )
  return streams.flatMap((subject) => chapters.map((chapter) => ({ subject, chapter })))
}

type Opening = {
  readonly section: Section
  readonly dossier: string
  readonly columns: readonly ClassedColumn[]
  readonly keys: ReadonlyMap<string, Buffer>
}

// What this house has no key for is said to be closed: it was written by another house, for another one.
const withContent = async (work: Work, opening: Opening, rows: readonly Row[]): Promise<readonly Row[]> => {
  const { section, columns, keys } = opening
  if (!columns.some(({ of }) => of === 'sealed-person')) return rows
  const all = new Map([...keys, ...(await ownKeys(work, opening, rows))])
  return rows.map((row) => {
    const { sealed, id } = row
    if (!Buffer.isBuffer(sealed)) return row
    return { ...row, sealed: openContent(all, placeOf(section.table, String(id)), sealed) ?? 'closed' }
  })
}

const placeOf = (table: string, id: string): string => {
  if (table === 'dossier.attachment') return attachmentPlace(id)
  if (table === 'linkage.network_review') return `linkage/network-review/${id}`
  // Safe: every other table with sealed content is the fact table of a slice; the schema walk holds it to that.
  return factPlace(table.split('.')[0] as FactSlice, id)
}

// The summary of an offer and the note of a handover have keys of their own, and so has a call that is about the file: their numbers stand in the row.
const ownKeys = async (
  work: Work,
  { section, dossier }: Opening,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Buffer>> => {
  const refs: readonly KeyRef[] =
    section.table === 'signal.fact'
      ? rows.map(({ id }) => ({ subject: String(id), chapter: 'signal' }))
      : section.table === 'dossier.fact'
        ? rows.flatMap(({ payload }) => offerRef(dossier, payload))
        : []
  return refs.length === 0 ? new Map() : findKeys(work, refs)
}

// Of the classes that who makes the answer may open, as on every screen.
const findKeys = (work: Work, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, Buffer>> =>
  work.keys.find(work.claim.organisation, refs, work.now, classesOfFunction(work.claim.function))

const offerRef = (subject: string, payload: unknown): readonly KeyRef[] => {
  const { handoverId, outsideId } = (payload ?? {}) as { readonly handoverId?: unknown; readonly outsideId?: unknown }
  // Who got it outside and what went along: here she is told by name.
  if (typeof outsideId === 'string') return [{ subject, chapter: `outside-${outsideId}` }]
  return typeof handoverId === 'string'
    ? ['offer', 'note'].map((kind) => ({ subject, chapter: `${kind}-${handoverId}` }))
    : []
}
