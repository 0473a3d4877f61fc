/** Keeps the cube by the clock, so that a fact stands in it within a second whether or not somebody looks, also while many wait. */
import type { Database } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { keepRunning } from '../platform/rounds.ts'
import { keepCube, keepLatest } from './cube.store.ts'
import { unitsOfNextRound } from './cube.ts'

const PAUSE_MS = 250

/** What was told last and then as many of the rest as time allows, again at each call; gives how many marks it took, and whether more wait. */
export const openRounds = (
  picture: Database,
  now: () => number,
): (() => Promise<{ readonly taken: number; readonly more: boolean }>) => {
  let units = unitsOfNextRound()
  return async () => {
    const latest = await keepLatest(picture)
    const [began, asked] = [now(), units]
    const rest = await keepCube(picture, asked)
    if (rest === asked) units = unitsOfNextRound(asked, now() - began)
    return { taken: latest + rest, more: rest === asked }
  }
}

/** Counts what changed, again and again until stopped. */
export const keepCounting = ({
  picture,
  log,
}: {
  readonly picture: Database
  readonly log: Log
}): (() => Promise<void>) => {
  const round = openRounds(picture, () => performance.now())
  return keepRunning({
    round: async () => (await round()).more,
    pauseMs: PAUSE_MS,
    onFault: (fault) => log('error', 'cube-not-kept', faultFields(fault)),
  })
}
