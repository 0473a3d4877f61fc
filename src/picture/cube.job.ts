/** Keeps the cube by the clock, so that a fact stands in it within a second whether or not somebody looks. */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import { keepCube, ROUND_UNITS } from './cube.store.ts'

const PAUSE_MS = 250

/** Counts what changed, again and again until stopped. */
export const keepCounting = ({
  picture,
  log,
}: {
  readonly picture: Database
  readonly log: Log
}): (() => Promise<void>) =>
  keepRunning({
    round: async () => (await keepCube(picture)) === ROUND_UNITS,
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'cube-not-kept', faultFields(fault)),
  })
