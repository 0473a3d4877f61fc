/** The key authority at work: evaluates blinded elements and counts them per organisation. Its database role sees one table: its own count. */
import type { Kysely } from 'kysely'
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
    const since = new Date(now.getTime() - 86_400_000)
    const spent = await db
      .selectFrom('authority.evaluation')
      .select((each) => each.fn.coalesce(each.fn.sum<string>('element_count'), each.val('0')).as('elements'))
      .where('organisation_id', '=', organisation)
      .where('evaluated_at', '>', since)
      .executeTakeFirstOrThrow()
    if (Number(spent.elements) + evaluated.value.evaluations > ELEMENTS_PER_DAY)
      return refuse('lookup-budget-spent', { most: ELEMENTS_PER_DAY })
    await db
      .insertInto('authority.evaluation')
      .values({
        id: newId(),
        organisation_id: organisation,
        element_count: evaluated.value.evaluations,
        evaluated_at: now,
      })
      .execute()
    return accept(evaluated.value.message)
  }
}
