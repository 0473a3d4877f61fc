/** Handovers: SQL in, domain out. A row is the fold of its facts; the table of handover.ts decides every change. */
import { sql } from 'kysely'
import { asId, type Day, day, dayAt, type HandoverId, type OrganisationId } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import { readContent } from './dossier.store.ts'
import { isOverdue, isWaiting, type ReceivingFunction, readingOf, type Stage } from './handover.ts'

export type Handover = {
  readonly id: HandoverId
  readonly dossier: string
  readonly from: OrganisationId
  readonly to: OrganisationId
  /** The desk of the receiver that answers. */
  readonly desk?: ReceivingFunction
  readonly stage: Stage
  readonly offeredAt: Date
  readonly changedAt: Date
  readonly overlapUntil?: Day
}

type Row = {
  id: string
  dossier_id: string
  organisation_id: string
  receiver_id: string
  receiver_function: string | null
  stage: string
  offered_at: Date
  changed_at: Date
  overlap_until: string | null
}
const COLUMNS = [
  'id',
  'dossier_id',
  'organisation_id',
  'receiver_id',
  'receiver_function',
  'stage',
  'offered_at',
  'changed_at',
  'overlap_until',
] as const

const handoverOf = (row: Row): Handover => ({
  id: asId<HandoverId>(row.id),
  dossier: row.dossier_id,
  from: asId<OrganisationId>(row.organisation_id),
  to: asId<OrganisationId>(row.receiver_id),
  // Safe, twice: constraints of the table allow these words only.
  ...(row.receiver_function ? { desk: row.receiver_function as ReceivingFunction } : {}),
  stage: row.stage as Stage,
  offeredAt: row.offered_at,
  changedAt: row.changed_at,
  ...(row.overlap_until ? { overlapUntil: day(row.overlap_until) } : {}),
})

/** The handover, locked: whoever else moves it waits and then sees what became of it. */
export const lockHandover = async ({ trx }: Work, id: string): Promise<Handover | undefined> => {
  const row = await trx
    .selectFrom('dossier.handover')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && handoverOf(row)
}

/** As `lockHandover`, without the lock: for a handover whose moves are over, which no policy lets anybody lock. */
export const findHandover = async ({ trx }: Work, id: string): Promise<Handover | undefined> => {
  const row = await trx.selectFrom('dossier.handover').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && handoverOf(row)
}

const LIST_MAX = 100

/** Handovers of one dossier that this claim may read, newest first. */
export const handoversOf = async ({ trx }: Work, dossierIds: readonly string[]): Promise<readonly Handover[]> => {
  if (dossierIds.length === 0) return []
  const rows = await trx
    .selectFrom('dossier.handover')
    .select(COLUMNS)
    .where(sql<boolean>`dossier_id = any(${[...dossierIds]}::uuid[])`)
    .orderBy('offered_at', 'desc')
    .limit(LIST_MAX)
    .execute()
  return rows.map(handoverOf)
}

/** Handovers in which this organisation is a side, newest change first. */
export const listHandovers = async ({ trx }: Work, limit: number): Promise<readonly Handover[]> => {
  const rows = await trx
    .selectFrom('dossier.handover')
    .select(COLUMNS)
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(handoverOf)
}

export const insertHandover = async (
  { trx, now }: Work,
  handover: Pick<Handover, 'id' | 'dossier' | 'from' | 'to' | 'desk'>,
): Promise<void> => {
  await trx
    .insertInto('dossier.handover')
    .values({
      id: handover.id,
      dossier_id: handover.dossier,
      organisation_id: handover.from,
      receiver_id: handover.to,
      receiver_function: handover.desk ?? null,
      stage: 'offered',
      offered_at: now,
      changed_at: now,
    })
    .execute()
}

/** Writes the new stage; gives false when this claim may not make that move. */
export const updateHandover = async (
  { trx, now }: Work,
  id: string,
  change: { readonly stage: Stage; readonly overlapUntil?: Day },
): Promise<boolean> => {
  const result = await trx
    .updateTable('dossier.handover')
    .set({
      stage: change.stage,
      changed_at: now,
      ...(change.overlapUntil ? { overlap_until: change.overlapUntil } : {}),
    })
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The stage as a reader sees it: an offer that waited too long shows as expired before the fact is there. */
export const shownStage = ({ stage, offeredAt }: Handover, today: Day): Stage =>
  isWaiting(stage) && isOverdue(dayAt(offeredAt), today) ? 'expired' : stage

export type Along = { readonly chapters: string[]; readonly summary: NotedField[] }
export const NOTHING_ALONG: Along = { chapters: [], summary: [] }
type Agreed = { readonly chapter: string; readonly partner: string }

/** The key of the note of a handover: shared when it is accepted. */
export const noteKey = ({ dossier, id }: { readonly dossier: string; readonly id: string }) => ({
  subject: dossier,
  chapter: `note-${id}`,
})

/** The key of an offer's summary: of the dossier, so that it goes when the dossier's keys go, and of this offer alone. */
export const offerKey = ({ dossier, id }: { readonly dossier: string; readonly id: string }) => ({
  subject: dossier,
  chapter: `offer-${id}`,
})

/**
 * What comes along with each handover, for either side: the names of the chapters that she agreed to share with the
 * receiver, and the summary of identity while she agrees to that. Two queries, however many handovers.
 */
export const comesAlong = async (
  work: Work,
  handovers: readonly Handover[],
  consents: ReadonlyMap<string, readonly Agreed[]>,
): Promise<ReadonlyMap<string, Along>> => {
  if (handovers.length === 0) return new Map()
  const summaries = await readSummaries(work, handovers)
  return new Map(
    handovers.map((each) => {
      const chapters = [
        ...new Set(
          (consents.get(each.dossier) ?? []).filter((one) => one.partner === each.to).map((one) => one.chapter),
        ),
      ]
      const summary =
        chapters.includes('identity') && readingOf(each, work.claim) !== 'nothing'
          ? [...(summaries.get(each.id) ?? [])]
          : []
      return [each.id, { chapters, summary }]
    }),
  )
}

const readSummaries = async (
  work: Work,
  handovers: readonly Handover[],
): Promise<ReadonlyMap<string, readonly NotedField[]>> => {
  const rows = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'sealed', 'payload'])
    .where('stream', 'in', [...new Set(handovers.map((each) => each.dossier))])
    .where('kind', '=', 'handover-offered')
    .limit(LIST_MAX)
    .execute()
  const placed = rows.map((row) => ({
    ...row,
    handover: handoverIdOf(row.payload),
    chapter: `offer-${handoverIdOf(row.payload)}`,
  }))
  const opened = await work.openFacts('dossier', placed)
  return new Map(placed.map((row) => [row.handover, readContent(opened.get(row.id)).fields]))
}

const handoverIdOf = (payload: unknown): string => {
  const { handoverId } = (typeof payload === 'object' && payload !== null ? payload : {}) as { handoverId?: unknown }
  return typeof handoverId === 'string' ? handoverId : ''
}
