/** Look-ups that were refused, for the privacy officer. Hits stand in follow-up.store.ts. */
import type { ActsOptions, Work } from '../platform/work.ts'

const HITS_MAX = 100

/** Refused look-ups of one's own organisation, for the privacy officer. */
export const listRefusedLookUps = async (work: Work) =>
  work.trx.selectFrom('linkage.refused_lookup').selectAll().orderBy('asked_at', 'desc').limit(HITS_MAX).execute()

/** Refusals of these are written down: whoever searches, or lets another search. */
const WATCHED: ReadonlySet<string> = new Set(['askLookUp', 'askThingLookUp', 'decideLookUp'])

/**
 * Writes a refused look-up down for the privacy officer, in the transaction that logs the refusal (decision 1). A person and a guest act for
 * no house, so no officer of one has it on the list; the log has the refusal.
 */
export const tellPrivacyOfficer: NonNullable<ActsOptions['onRefusal']> = async ({
  trx,
  claim,
  operation,
  refusal,
  now,
  newId,
}) => {
  if (!WATCHED.has(operation) || claim.function === 'person' || claim.function === 'guest') return
  await trx
    .insertInto('linkage.refused_lookup')
    .values({
      id: newId(),
      organisation_id: claim.organisation,
      actor_id: claim.actor,
      code: refusal.code,
      asked_at: now,
    })
    .execute()
}
