/** Hits of the own house on some of its signals that still wait for an answer: whose turn it is and by when, no content. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'

const HITS_MAX = 100

/** Open hits on these signals, what is due first comes first. Row security shows those of the own house alone. */
export const openHitsOn = async (
  { trx }: Work,
  signals: readonly string[],
): Promise<readonly { readonly hitId: string; readonly due: Day }[]> => {
  if (signals.length === 0) return []
  const { rows } = await sql<{ id: string; due_on: string }>`
    select h.id, h.due_on from linkage.hit h join linkage.entry e on e.handle = h.handle
    where e.subject = any (${[...signals]}::uuid[]) and h.outcome is null and h.closed_at is null
    order by h.due_on, h.id limit ${HITS_MAX}`.execute(trx)
  return rows.map((row) => ({ hitId: row.id, due: day(row.due_on) }))
}
