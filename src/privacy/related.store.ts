/** Which files and signals the own house has something to do with: bound to the port of audit in wiring.ts. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'

/**
 * Of these, what the house holds, has in reach or is offered (the row policy of the file says so), its own signals, and files of its own
 * tables and requests, also when the file went on since. One query.
 */
export const relatedSubjects = async (work: Work, subjects: readonly string[]): Promise<ReadonlySet<string>> => {
  if (subjects.length === 0) return new Set()
  const { organisation } = work.claim
  const { rows } = await sql<{ id: string }>`
    select s.id::text as id from unnest(${[...subjects]}::uuid[]) as s(id)
    where exists (select 1 from dossier.dossier d where d.id = s.id)
      or exists (select 1 from signal.signal g where g.id = s.id)
      or exists (select 1 from dossier.handover h where h.dossier_id = s.id)
      or exists (select 1 from case_table.meeting m where m.dossier_id = s.id and m.organisation_id = ${organisation})
      or exists (select 1 from care.place_request q where q.dossier_id = s.id and q.organisation_id = ${organisation})
      or exists (select 1 from responsibility.payer_request p where p.dossier_id = s.id)`.execute(work.trx)
  return new Set(rows.map(({ id }) => id))
}
