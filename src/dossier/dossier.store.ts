/** Dossiers and their notes: SQL in, domain out. What this claim may not see is not in any answer; the row policies decide. */
import { type RawBuilder, sql } from 'kysely'
import { type Day, day, type Precision } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { SealedFact, Work } from '../platform/work.ts'
import { CHAPTERS, type Chapter, type ChapterNote, type NotedField } from './chapter.ts'
import type { FileStage } from './course.ts'
import { OUTFLOW_KINDS } from './outflow.ts'
import { toldIn } from './timeline.ts'

export type Dossier = {
  readonly id: string
  readonly holder: string
  readonly openedBy: string
  readonly openedAt: Date
  readonly municipality?: string
  readonly stage: FileStage
  readonly pageOn: boolean
}

type DossierRow = {
  id: string
  holder_id: string
  opened_by_id: string
  opened_at: Date
  municipality_code: string | null
  stage: string
  page_on: boolean
}
export const DOSSIER_COLUMNS = [
  'id',
  'holder_id',
  'opened_by_id',
  'opened_at',
  'municipality_code',
  'stage',
  'page_on',
] as const

export const dossierOf = (row: DossierRow): Dossier => ({
  id: row.id,
  holder: row.holder_id,
  openedBy: row.opened_by_id,
  openedAt: row.opened_at,
  ...(row.municipality_code ? { municipality: row.municipality_code } : {}),
  // Safe: the constraint dossier_stage allows these only.
  stage: row.stage as FileStage,
  pageOn: row.page_on,
})

/** The dossier, when it exists and this claim may know so. */
export const findDossier = async ({ trx }: Work, id: string): Promise<Dossier | undefined> => {
  const row = await trx.selectFrom('dossier.dossier').select(DOSSIER_COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && dossierOf(row)
}

/** Those of these dossiers that this claim may know of, by id: one query. */
export const findDossiers = async ({ trx }: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Dossier>> => {
  if (ids.length === 0) return new Map()
  const rows = await trx.selectFrom('dossier.dossier').select(DOSSIER_COLUMNS).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, dossierOf(row)]))
}

/** As `findDossier`, and nobody else changes who holds it until this transaction ends. Only for who may change it. */
export const lockDossier = async ({ trx }: Work, id: string): Promise<Dossier | undefined> => {
  const row = await trx
    .selectFrom('dossier.dossier')
    .select(DOSSIER_COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && dossierOf(row)
}

/** Who writes steps of this dossier waits for who does so already, also beside its holder: what is read after this is as that one left it. */
export const writeStepsAlone = async ({ trx }: Work, id: string): Promise<void> => {
  await takeTurn(trx, `steps of ${id}`)
}

export type Cursor = { readonly openedAt: Date; readonly id: string }

/** Dossiers that this claim may see, newest first, after the cursor. */
export const listDossiers = async (
  { trx }: Work,
  options: { readonly limit: number; readonly after?: Cursor },
): Promise<readonly Dossier[]> => {
  const { limit, after } = options
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select(DOSSIER_COLUMNS)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(opened_at, id) < (${after?.openedAt}, ${after?.id}::uuid)`),
    )
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(dossierOf)
}

/** The dossiers that this organisation holds and that are not closed, newest first, as ids. */
export const heldDossiers = async ({ trx, claim }: Work, limit: number): Promise<readonly string[]> => {
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select('id')
    .where('holder_id', '=', claim.organisation)
    .where('stage', '!=', 'closed')
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

export const insertDossier = async (
  { trx, claim, now }: Work,
  dossier: { readonly id: string; readonly municipality?: string },
): Promise<void> => {
  await trx
    .insertInto('dossier.dossier')
    .values({
      id: dossier.id,
      holder_id: claim.organisation,
      opened_by_id: claim.organisation,
      opened_at: now,
      municipality_code: dossier.municipality ?? null,
      stage: 'open',
    })
    .execute()
}

export type DossierChange = { readonly holder?: string; readonly municipality?: string; readonly pageOn?: boolean }

/** Changes the row; gives false when this claim may not. */
export const updateDossier = async ({ trx }: Work, id: string, change: DossierChange): Promise<boolean> => {
  const result = await trx
    .updateTable('dossier.dossier')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(change.holder === undefined ? {} : { holder_id: change.holder }),
      ...(change.municipality === undefined ? {} : { municipality_code: change.municipality }),
      ...(change.pageOn === undefined ? {} : { page_on: change.pageOn }),
    }))
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** A fact of the timeline, dated twice. `opened` is absent when it holds nothing personal or this organisation has no key. */
export type TimelineFact = {
  readonly id: string
  readonly kind: string
  readonly happened: Day
  readonly precision: Precision
  readonly learned: Date
  readonly by: string
  /** The house that it was written to. */
  readonly to?: string
  readonly chapter?: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly sealed: boolean
  readonly opened?: unknown
}

/** More facts than a dossier of ten years holds; beyond it the oldest stay and the reader is told. */
export const FACTS_MAX = 2000

/** All facts of one dossier that this claim may read, oldest first, opened as far as its keys go. Two queries, however many facts. */
export const readFacts = async (work: Work, dossierId: string): Promise<readonly TimelineFact[]> => {
  const rows = await work.trx
    .selectFrom('dossier.fact')
    .select(FACT_COLUMNS)
    .where('stream', '=', dossierId)
    .orderBy('version')
    .limit(FACTS_MAX)
    .execute()
  return openRows(work, rows)
}

/** As `readFacts`, of many dossiers at once and what stands in chapters alone: two queries, however many there are. By dossier. */
export const readChapterFactsOf = (
  work: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TimelineFact[]>> =>
  readFactsWhere(work, dossierIds, sql<boolean>`chapter is not null`)

/** As `readChapterFactsOf`, of the facts for which a condition on their own columns holds. */
export const readFactsWhere = async (
  work: Work,
  dossierIds: readonly string[],
  holds: RawBuilder<boolean>,
): Promise<ReadonlyMap<string, readonly TimelineFact[]>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await work.trx
    .selectFrom('dossier.fact')
    .select(FACT_COLUMNS)
    .where(sql<boolean>`stream = any(${[...dossierIds]}::uuid[])`)
    .where(holds)
    .orderBy('stream')
    .orderBy('version')
    .execute()
  const facts = await openRows(work, rows)
  const streams = new Map(rows.map(({ id, stream }) => [id, stream]))
  return Map.groupBy(facts, ({ id }) => streams.get(id) ?? '')
}

const FACT_COLUMNS = [
  'id',
  'stream',
  'kind',
  'happened',
  'precision',
  'learned',
  'organisation_id',
  'addressee_id',
  'chapter',
  'payload',
  'sealed',
] as const

type FactRow = SealedFact & {
  readonly kind: string
  readonly happened: string
  readonly precision: string
  readonly learned: Date
  readonly organisation_id: string
  readonly addressee_id: string | null
  readonly payload: unknown
}

const openRows = async (work: Work, rows: readonly FactRow[]): Promise<readonly TimelineFact[]> => {
  const opened = await work.openFacts('dossier', rows)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    happened: day(row.happened),
    // Safe: the constraint on the column allows these words only.
    precision: row.precision as Precision,
    learned: row.learned,
    by: row.organisation_id,
    ...(row.addressee_id ? { to: row.addressee_id } : {}),
    ...(row.chapter ? { chapter: row.chapter } : {}),
    // Safe: a payload is written as an object by `record` and by nothing else.
    payload: row.payload as Readonly<Record<string, unknown>>,
    sealed: row.sealed !== null,
    ...(opened.has(row.id) ? { opened: opened.get(row.id) } : {}),
  }))
}

/** The name that each dossier goes by, where this claim may read it: the last `name` noted in the chapter identity. */
export const readNames = (work: Work, dossierIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  readIdentity(work, dossierIds, 'name')

/** The date of birth as it was last written down, where this claim may read it. */
export const birthDateOf = async (work: Work, dossierId: string): Promise<string | undefined> =>
  (await readIdentity(work, [dossierId], 'birth-date')).get(dossierId)

const readIdentity = async (
  work: Work,
  dossierIds: readonly string[],
  wanted: string,
): Promise<ReadonlyMap<string, string>> => {
  if (dossierIds.length === 0) return new Map()
  const rows: readonly SealedFact[] = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'chapter', 'sealed'])
    .where(sql<boolean>`stream = any(${[...dossierIds]}::uuid[])`)
    .where('kind', '=', 'chapter-noted')
    .where('chapter', '=', 'identity')
    .orderBy('stream')
    .orderBy('version')
    .limit(FACTS_MAX)
    .execute()
  const opened = await work.openFacts('dossier', rows)
  return new Map(
    rows.flatMap((row) => {
      const found = readContent(opened.get(row.id)).fields.find((each) => each.field === wanted)
      return found ? [[row.stream, found.value] as const] : []
    }),
  )
}

/** What stands in a sealed note. Whatever is not there or has another shape reads as nothing, never as a fault. */
export const readContent = (opened: unknown): { readonly fields: readonly NotedField[]; readonly text: string } => {
  const { fields, text } = (typeof opened === 'object' && opened !== null ? opened : {}) as {
    fields?: unknown
    text?: unknown
  }
  return { fields: Array.isArray(fields) ? fields.filter(isField) : [], text: typeof text === 'string' ? text : '' }
}

const isField = (value: unknown): value is NotedField =>
  typeof value === 'object' &&
  value !== null &&
  'field' in value &&
  'value' in value &&
  typeof value.field === 'string' &&
  typeof value.value === 'string'

export const isChapter = (text: string | undefined): text is Chapter =>
  (CHAPTERS as readonly (string | undefined)[]).includes(text)

/** What she writes on her page and what is answered: never among the notes, so that nobody reads one in place of the other. */
const HER_WORDS = ['correction-added', 'objection-made', 'person-request-answered']
/** What has a screen of its own (course.routes.ts) and no fields. */
const OF_THE_COURSE = ['place-noted', 're-entry-reviewed']
const NO_NOTES: ReadonlySet<string> = new Set([...HER_WORDS, ...OF_THE_COURSE, ...OUTFLOW_KINDS])
// Of a step towards money the payload says so, whichever norm reads its kind.
const isNote = ({ kind, payload }: TimelineFact): boolean => !NO_NOTES.has(kind) && payload['moneyStep'] === undefined

export type Correction = {
  readonly requestId: string
  readonly chapter: Chapter
  readonly field?: string
  readonly text: string
  readonly said: Day
}

/** What she wrote beside a chapter or a field, where this claim may read that chapter and has its key. */
export const correctionsOf = (facts: readonly TimelineFact[]): readonly Correction[] =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'correction-added' || !isChapter(fact.chapter)) return []
    const { said } = (fact.opened ?? {}) as { said?: unknown }
    const { requestId, field } = fact.payload as { requestId?: unknown; field?: unknown }
    if (typeof said !== 'string' || typeof requestId !== 'string') return []
    return [
      {
        ...{ requestId, chapter: fact.chapter, text: said, said: fact.happened },
        ...(typeof field === 'string' ? { field } : {}),
      },
    ]
  })

/** The facts that say something in a chapter, as notes: what was noted, and residence letters by their code. */
export const notesOf = (facts: readonly TimelineFact[]): readonly ChapterNote[] =>
  facts.flatMap((fact) => {
    if (!isNote(fact) || !isChapter(fact.chapter) || (fact.sealed && fact.opened === undefined)) return []
    const content = readContent(fact.opened)
    const fields =
      fact.kind === 'residence-letter-noted' ? codedFields(fact.payload, ['letter', 'permit', 'until']) : content.fields
    return [
      {
        id: fact.id,
        chapter: fact.chapter,
        by: fact.by,
        happened: fact.happened,
        learned: fact.learned,
        fields,
        text: content.text,
        ...(fact.precision === 'day' ? {} : { precision: fact.precision }),
        ...toldIn(fact.opened),
      },
    ]
  })

const codedFields = (payload: Readonly<Record<string, unknown>>, names: readonly string[]): readonly NotedField[] =>
  names.flatMap((field) => {
    const value = payload[field]
    return typeof value === 'string' ? [{ field, value }] : []
  })
