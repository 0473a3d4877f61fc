/** By the clock: keys that were lent and are over are deleted. They open nothing from their last moment on; this takes the bytes away too. */
import type { KeyStore } from '../platform/key-store.ts'
import { faultFields, type Log } from '../platform/log.ts'

const EVERY_MS = 60_000

/** Forgets loans that are over, every minute, until stopped. */
export const keepForgettingLoans = (options: {
  readonly keys: Pick<KeyStore, 'forgetLoans'>
  readonly clock: () => Date
  readonly log: Log
}): (() => Promise<void>) => {
  const { keys, clock, log } = options
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = keys
      .forgetLoans(clock())
      .catch((fault: unknown) => log('error', 'loans-not-forgotten', faultFields(fault)))
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
