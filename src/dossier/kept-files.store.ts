/** What this organisation keeps of files, for terms of keeping: its own content, and between which days it wrote. */
import { sql } from 'kysely'
import { type Day, dayAt } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'

export type KeptFile = { readonly subject: string; readonly firstEntry: Day; readonly lastEntry: Day }

/** Files in which this organisation sealed something, also those that it let go of. One query. */
export const keptFiles = async ({ trx, claim }: Work): Promise<readonly KeptFile[]> => {
  const { rows } = await sql<{ stream: string; first: Date; last: Date }>`
    select stream, min(learned) as first, max(learned) as last from dossier.fact
    where organisation_id = ${claim.organisation} and kind <> 'content-erased'
    group by stream having count(sealed) > 0`.execute(trx)
  return rows.map(({ stream, first, last }) => ({ subject: stream, firstEntry: dayAt(first), lastEntry: dayAt(last) }))
}
