/**
 * The sealer by the clock: a round every two seconds, at once again only when there was more than one round takes. While people work there
 * are always some rows: a sealer that went on for those would never rest. A fault stops a round, not the sealer.
 */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import type { LogSigner } from './checkpoint.crypto.ts'
import { SEALED_AT_ONCE, sealOnce } from './seal.store.ts'

const PAUSE_MS = 2_000

/** Seals until stopped; the last round is finished first. */
export const keepSealing = ({
  db,
  signer,
  clock,
  log,
  batch = SEALED_AT_ONCE,
}: {
  readonly db: Database
  readonly signer: LogSigner
  readonly clock: () => Date
  readonly log: Log
  readonly batch?: number
}): (() => Promise<void>) =>
  keepRunning({
    round: async () => (await sealOnce(db, signer, clock(), batch)).rows === batch,
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'log-not-sealed', faultFields(fault)),
  })
