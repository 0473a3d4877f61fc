/** Proofs that a later checkpoint continues an earlier one, from hashes that were kept: some hundreds are read, however long the log is. */
import type { Database, Trx } from '../platform/database.ts'
import { consistencyRanges } from './merkle.crypto.ts'
import { readRange } from './tree.store.ts'

export type SealedHead = { readonly size: number; readonly note: string; readonly sealedAt: Date }

/** The newest checkpoint; undefined before the first row was sealed. */
export const newestCheckpoint = async (trx: Trx | Database): Promise<SealedHead | undefined> => {
  const row = await trx
    .selectFrom('audit.checkpoint')
    .select(['size', 'note', 'sealed_at'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { size: Number(row.size), note: row.note, sealedAt: row.sealed_at }
}

/** The hashes by which `isConsistent` sees that the tree of `to` rows begins with that of `from`. */
export const readConsistencyProof = async (trx: Trx, from: number, to: number): Promise<readonly Buffer[]> => {
  const proof: Buffer[] = []
  for (const [start, end] of consistencyRanges(from, to)) proof.push(await readRange(trx, start, end))
  return proof
}
