/** What this organisation keeps of signals, for terms of keeping. */
import { sql } from 'kysely'
import { type Day, dayAt } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'

export type KeptSignal = { readonly subject: string; readonly firstEntry: Day; readonly lastEntry: Day }

/** Own signals that led to no file, and between which days something was written down in them. One query. */
export const keptSignals = async ({ trx, claim }: Work): Promise<readonly KeptSignal[]> => {
  const { rows } = await sql<{ id: string; first: Date; last: Date }>`
    select s.id, min(f.learned) as first, max(f.learned) as last
    from signal.signal s join signal.fact f on f.stream = s.id and f.organisation_id = s.organisation_id and f.kind <> 'content-erased'
    where s.organisation_id = ${claim.organisation} and s.dossier_id is null group by s.id having count(f.sealed) > 0`.execute(
    trx,
  )
  return rows.map(({ id, first, last }) => ({ subject: id, firstEntry: dayAt(first), lastEntry: dayAt(last) }))
}

/** Own signals that led to this file, and own calls about it or about them: each has keys of its own. */
export const signalsAndCallsOf = async (
  { trx, claim }: Work,
  subject: string,
): Promise<{ readonly signals: readonly string[]; readonly calls: readonly string[] }> => {
  const { rows } = await sql<{ id: string; call: boolean }>`
    with own as (select id from signal.signal where organisation_id = ${claim.organisation} and ${subject}::uuid in (dossier_id, id))
    select id, false as call from own
    union all
    select stream, true from signal.fact where organisation_id = ${claim.organisation} and kind = 'call-logged'
      and payload ->> 'subject' in (select id::text from own union all select ${subject}::text)`.execute(trx)
  const of = (call: boolean) => rows.filter((row) => row.call === call).map(({ id }) => id)
  return { signals: of(false), calls: of(true) }
}
