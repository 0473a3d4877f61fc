/** Open dossiers of one house by what is due: a page out of an index, and terms that must be read again before it. */
import { type RawBuilder, sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Dossier } from './dossier.store.ts'
import { DOSSIER_COLUMNS, dossierOf } from './dossier.store.ts'
import type { DossierPorts } from './ports.ts'
import type { parsePlace, WorkPlace } from './worklist.ts'

/** So many terms are read again in one call; after a change of norms the rest waits for the next one. */
const READ_AGAIN_MAX = 500

/**
 * Held dossiers about which a clock heard something since their term was read, or that were read by other norms. Two ranges of an index, in its
 * order: without it the planner hopes to meet some early in the whole table, and reads all of that when there are none.
 */
export const findUnreadTerms = async ({ trx, claim }: Work, normsMark: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`
    (select id from dossier.dossier where holder_id = ${claim.organisation} and stage <> 'closed' and due_mark < ${normsMark}
      order by due_mark limit ${READ_AGAIN_MAX + 1})
    union all
    (select id from dossier.dossier where holder_id = ${claim.organisation} and stage <> 'closed' and due_mark > ${normsMark}
      order by due_mark limit ${READ_AGAIN_MAX + 1})`.execute(trx)
  return rows.map(({ id }) => id)
}

/** So many held dossiers with a term that comes are read for a day list. */
const DUE_SOON_MAX = 300

/** Held dossiers for which something is due by this day, and those whose term must be read again: one query out of two indexes. */
export const dossiersDueBy = async (
  { trx, claim }: Work,
  until: Day,
  normsMark: string,
): Promise<readonly string[]> => {
  const range = (urgency: 0 | 1) => sql`
    (select id from dossier.dossier where holder_id = ${claim.organisation} and stage <> 'closed' and urgency = ${urgency} and due_order <= ${until}::date
      order by due_order limit ${DUE_SOON_MAX})`
  // Two ranges of the index on either side of the mark: unequal is no range.
  const unread = (otherThan: RawBuilder<unknown>) => sql`
    (select id from dossier.dossier where holder_id = ${claim.organisation} and stage <> 'closed' and ${otherThan}
      order by due_mark limit ${READ_AGAIN_MAX})`
  const { rows } = await sql<{ id: string }>`
    ${range(0)} union ${range(1)} union ${unread(sql`due_mark < ${normsMark}`)} union ${unread(sql`due_mark > ${normsMark}`)}`.execute(
    trx,
  )
  return rows.map(({ id }) => id)
}

/** Reads these terms again, as many as one call does: two queries. Gives false when some are left, so that the order is not final yet. */
export const readTermsAgain = async (
  work: Work,
  ports: Pick<DossierPorts, 'nextDues' | 'normsMark'>,
  unread: readonly string[],
): Promise<boolean> => {
  const ids = unread.slice(0, READ_AGAIN_MAX)
  const dues = await ports.nextDues(work, ids)
  const read = ids.map((id) => ({ id, due: dues.get(id)?.due ?? null }))
  await sql`
    update dossier.dossier d set next_due = r.due, due_read_by = ${ports.normsMark}
    from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as r(id uuid, due date) where d.id = r.id`.execute(work.trx)
  return unread.length <= READ_AGAIN_MAX
}

export type OpenDossier = Dossier & { readonly place: WorkPlace; readonly watchDue?: Day }

/** A page of open dossiers that this organisation holds, the most urgent first. */
export const listOpenDossiers = async (
  { trx, claim }: Work,
  options: { readonly limit: number; readonly after?: NonNullable<ReturnType<typeof parsePlace>> },
): Promise<readonly OpenDossier[]> => {
  const { after } = options
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select([...DOSSIER_COLUMNS, 'next_due', 'urgency', 'watch_due'])
    .where('holder_id', '=', claim.organisation)
    .where('stage', '<>', 'closed')
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(urgency, due_order, id) > (${after?.urgency}, ${after?.due}::date, ${after?.id}::uuid)`,
      ),
    )
    .orderBy('urgency')
    .orderBy('due_order')
    .orderBy('id')
    .limit(options.limit)
    .execute()
  return rows.map((row) => ({
    ...dossierOf(row),
    ...(row.watch_due ? { watchDue: day(row.watch_due) } : {}),
    place: { urgency: row.urgency === 0 ? 0 : 1, id: row.id, ...(row.next_due ? { due: day(row.next_due) } : {}) },
  }))
}

/** How many questions of hers wait for an answer, by dossier: one query. */
export const countQuestions = async (
  { trx }: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await trx
    .selectFrom('dossier.person_request')
    .select(['dossier_id', (eb) => eb.fn.countAll<string>().as('n')])
    .where(sql<boolean>`dossier_id = any(${[...dossierIds]}::uuid[])`)
    .where('outcome', 'is', null)
    .groupBy('dossier_id')
    .execute()
  return new Map(rows.map(({ dossier_id, n }) => [dossier_id, Number(n)]))
}
