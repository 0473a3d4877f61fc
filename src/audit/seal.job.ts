/** The sealer by the clock: a round every few seconds, at once again while there is more. A fault stops a round, not the sealer. */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import type { LogSigner } from './checkpoint.crypto.ts'
import { sealOnce } from './seal.store.ts'

const PAUSE_MS = 2_000

/** Seals until stopped; the last round is finished first. */
export const keepSealing = ({
  db,
  signer,
  clock,
  log,
}: {
  readonly db: Database
  readonly signer: LogSigner
  readonly clock: () => Date
  readonly log: Log
}): (() => Promise<void>) =>
  keepRunning({
    round: async () => (await sealOnce(db, signer, clock())).rows > 0,
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'log-not-sealed', faultFields(fault)),
  })
