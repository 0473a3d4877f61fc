/** The sealer by the clock: a round every few seconds, at once again while there is more. A fault stops a round, not the sealer. */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import type { LogSigner } from './checkpoint.crypto.ts'
import { sealOnce } from './seal.store.ts'

const PAUSE_MS = 2_000

/** Seals until stopped; the last round is finished first. */
export const keepSealing = (options: {
  readonly db: Database
  readonly signer: LogSigner
  readonly clock: () => Date
  readonly log: Log
}): (() => Promise<void>) => {
  const { db, signer, clock, log } = options
  let stopped = false
  let wake: () => void = () => undefined
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const more = await sealOnce(db, signer, clock()).then(
        ({ rows }) => rows > 0,
        (fault: unknown) => {
          log('error', 'log-not-sealed', faultFields(fault))
          return false
        },
      )
      if (!more && !stopped) await pause()
    }
  }
  const running = loop()
  return async () => {
    stopped = true
    wake()
    await running
  }
}
