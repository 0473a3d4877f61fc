/** By the clock: keys that were lent and are over are deleted. They open nothing from their last moment on; this takes the bytes away too. */
import type { KeyStore } from '../platform/key-store.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'

const PAUSE_MS = 60_000

/** Forgets loans that are over, at once and then every minute, until stopped. */
export const keepForgettingLoans = (options: {
  readonly keys: Pick<KeyStore, 'forgetLoans'>
  readonly clock: () => Date
  readonly log: Log
}): (() => Promise<void>) => {
  const { keys, clock, log } = options
  return keepRunning({
    round: async () => {
      await keys.forgetLoans(clock())
      return false
    },
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'loans-not-forgotten', faultFields(fault)),
  })
}
