/** Which dossier was opened from which signal, for many at once. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'

/** Dossier by signal, for those of the own signals that led to one. */
export const filesOf = async (work: Work, signals: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (signals.length === 0) return new Map()
  const { rows } = await sql<{ id: string; dossier_id: string }>`
    select id, dossier_id from signal.signal
    where organisation_id = ${work.claim.organisation} and id = any (${[...signals]}::uuid[]) and dossier_id is not null`.execute(
    work.trx,
  )
  return new Map(rows.map((row) => [row.id, row.dossier_id]))
}
