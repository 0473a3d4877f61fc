/**
 * When an answer "not found" leaves: on a beat, counted from the moment that its request came. A row that is hidden costs the database
 * a little more than one that is absent (its policy is weighed), and without this the clock would tell the two apart (decision 0050).
 */
import { setImmediate, setTimeout } from 'node:timers/promises'

/** Longer than such an answer takes on a machine at rest, shorter than somebody notices. */
export const BEAT_MS = 20
/** A timer of Node is right to a millisecond or so; the rest is waited for in turns of the loop. */
const TIMER_MS = 2

/** How long until the next beat: `untilNext(3, 20)` is 17. */
export const untilNext = (elapsedMs: number, beatMs: number): number => beatMs - (elapsedMs % beatMs)

/** Waits for the next beat; a beat of 0 is none. */
export const waitForBeat = async (elapsedMs: number, beatMs: number): Promise<void> => {
  if (beatMs <= 0) return
  const wait = untilNext(elapsedMs, beatMs)
  const leaves = performance.now() + wait
  if (wait > TIMER_MS) await setTimeout(wait - TIMER_MS)
  while (performance.now() < leaves) await setImmediate()
}
