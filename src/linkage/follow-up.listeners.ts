/** What linkage does when a ground is taken back: what rested on it leaves the search at once, and nobody is told why. */
import type { FactListener, FactListeners } from '../platform/facts.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { upkeepMessage } from './upkeep-messages.ts'

const forgetWithdrawn: FactListener = async (fact, work) => {
  const { groundId } = fact.payload
  // A fact without what was agreed is a fault of ours: passing it over would leave somebody findable who said stop.
  if (typeof groundId !== 'string') throw new TypeError(`${fact.kind} without groundId`)
  const removed = await work.trx
    .updateTable('linkage.entry')
    .set({ removed_at: work.now })
    .where('organisation_id', '=', work.claim.organisation)
    .where('ground_id', '=', groundId)
    .where('removed_at', 'is', null)
    .returning('handle')
    .execute()
  if (removed.length === 0) return
  // The matcher knows an entry under its handle of each epoch; during a turn of keys there are two.
  const handles = await work.trx
    .selectFrom('linkage.epoch_handle')
    .select('handle')
    .where(
      'entry',
      'in',
      removed.map(({ handle }) => handle),
    )
    .execute()
  await work.trx
    .insertInto('linkage.outbox')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      message: upkeepMessage({ kind: 'removed', handles: handles.map(({ handle }) => handle) }),
      created_at: work.now,
    })
    .execute()
  work.wakes(OUTBOX_CHANNEL)
}

/** Listeners of linkage by fact, for wiring.ts. */
export const followUpListeners: FactListeners = { 'ground-withdrawn': [forgetWithdrawn] }
