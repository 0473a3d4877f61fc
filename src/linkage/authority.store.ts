/** The key authority at work: evaluates blinded elements and counts them per organisation. Its database role sees one table: its own count. */
import { type Kysely, sql } from 'kysely'
import type { NewId, Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import { epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'

/** Elements that one organisation may have evaluated in 24 hours; a look-up takes about 15. Ours, until a governing body sets it. */
export const ELEMENTS_PER_DAY = 20_000

export type KeyAuthority = (asked: {
  readonly organisation: string
  readonly message: string
  readonly now: Date
}) => Promise<Outcome<string, string>>

/** Opens the authority with its own connection and its own secret. */
export const openKeyAuthority = (db: Kysely<DB>, seed: Uint8Array, epoch: string, newId: NewId): KeyAuthority => {
  const key = epochKeyFrom(seed, epoch)
  return async ({ organisation, message, now }) => {
    const evaluated = evaluateBlinded(message, key)
    if (!evaluated.ok) return evaluated
    // Counted and written in one statement: a look-up waits for one answer of the database here, not for two.
    const since = new Date(now.getTime() - 86_400_000)
    const { rows } = await sql<{ id: string }>`
      insert into authority.evaluation (id, organisation_id, element_count, evaluated_at)
      select ${newId()}, ${organisation}, ${evaluated.value.evaluations}, ${now}
      where (select coalesce(sum(element_count), 0) from authority.evaluation
             where organisation_id = ${organisation} and evaluated_at > ${since}) + ${evaluated.value.evaluations} <= ${ELEMENTS_PER_DAY}
      returning id`.execute(db)
    if (rows.length === 0) return refuse('lookup-budget-spent', { most: ELEMENTS_PER_DAY })
    return accept(evaluated.value.message)
  }
}
