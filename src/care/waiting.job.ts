/** By the clock: a bed that came free, or that was held in vain, goes to the first on the list that it fits. */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import { offerFreeBeds } from './waiting.store.ts'

const PAUSE_MS = 15_000

/** Offers at once and then every quarter of a minute, until stopped; as long as something was offered it goes on at once. */
export const keepOffering = (options: {
  readonly db: Database
  readonly clock: () => Date
  readonly log: Log
}): (() => Promise<void>) => {
  const { db, clock, log } = options
  return keepRunning({
    round: async () => (await offerFreeBeds(db, clock())) > 0,
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'waiting-not-offered', faultFields(fault)),
  })
}
