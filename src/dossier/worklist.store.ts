/** Open dossiers of one house by what is due: a page out of an index, and terms that must be read again before it. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Dossier } from './dossier.store.ts'
import { DOSSIER_COLUMNS, dossierOf } from './dossier.store.ts'
import type { DossierPorts } from './ports.ts'
import type { parsePlace, WorkPlace } from './worklist.ts'

/** So many terms are read again in one call; after a change of norms the rest waits for the next one. */
const READ_AGAIN_MAX = 500

/**
 * Reads the terms again of held dossiers about which a clock heard something. Three queries at most. Gives false when there were more than
 * one call reads: the order is then not final yet.
 */
export const readTermsAgain = async (
  work: Work,
  ports: Pick<DossierPorts, 'nextDues' | 'normsMark'>,
): Promise<boolean> => {
  const rows = await work.trx
    .selectFrom('dossier.dossier')
    .select('id')
    .where('holder_id', '=', work.claim.organisation)
    .where('stage', '<>', 'closed')
    .where((eb) => eb.or([eb('due_read_by', 'is', null), eb('due_read_by', '<>', ports.normsMark)]))
    .limit(READ_AGAIN_MAX + 1)
    .execute()
  const ids = rows.slice(0, READ_AGAIN_MAX).map(({ id }) => id)
  if (ids.length === 0) return true
  const dues = await ports.nextDues(work, ids)
  const read = ids.map((id) => ({ id, due: dues.get(id)?.due ?? null }))
  await sql`
    update dossier.dossier d set next_due = r.due, due_read_by = ${ports.normsMark}
    from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as r(id uuid, due date) where d.id = r.id`.execute(work.trx)
  return rows.length <= READ_AGAIN_MAX
}

export type OpenDossier = Dossier & { readonly place: WorkPlace }

/** A page of open dossiers that this organisation holds, the most urgent first. */
export const listOpenDossiers = async (
  { trx, claim }: Work,
  options: { readonly limit: number; readonly after?: NonNullable<ReturnType<typeof parsePlace>> },
): Promise<readonly OpenDossier[]> => {
  const due = sql<Day>`coalesce(next_due, date '9999-12-31')`
  const { after } = options
  const rows = await trx
    .selectFrom('dossier.dossier')
    .select([...DOSSIER_COLUMNS, 'next_due', 'urgency'])
    .where('holder_id', '=', claim.organisation)
    .where('stage', '<>', 'closed')
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(urgency, ${due}, id) > (${after?.urgency}, ${after?.due}::date, ${after?.id}::uuid)`),
    )
    .orderBy('urgency')
    .orderBy(due)
    .orderBy('id')
    .limit(options.limit)
    .execute()
  return rows.map((row) => ({
    ...dossierOf(row),
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
    .where('dossier_id', 'in', dossierIds)
    .where('outcome', 'is', null)
    .groupBy('dossier_id')
    .execute()
  return new Map(rows.map(({ dossier_id, n }) => [dossier_id, Number(n)]))
}
