/**
 * Fills the reserve of masks when this process has little else to do, a millisecond at a time. A mask takes as much work made beforehand
 * as blinding takes when it is asked: making it beside look-ups would only take the time from them.
 */
import { performance } from 'node:perf_hooks'
import type { MaskReserve } from './mask-reserve.crypto.ts'

const EVERY_MS = 10
const MASKS_EACH = 6
/** How much the last turn counts: busy is what the last tenth of a second was, not one turn in which a request happened to come. */
const NEWEST = 0.1

/** Keeps filling the reserves that there are at the moment, until stopped. */
export const keepFilling = (reserves: () => Iterable<MaskReserve>): (() => void) => {
  let seen = performance.eventLoopUtilization()
  let [busy, filledMs] = [0, 0]
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { active, idle } = performance.eventLoopUtilization(now, seen)
    seen = now
    // Its own work is none that anybody waits for, and takes longer on a machine that others use too.
    busy += NEWEST * (Math.max(active - filledMs, 0) / Math.max(active + idle, 1) - busy)
    const began = performance.now()
    for (const reserve of reserves()) if (reserve.wantsMore(busy)) reserve.fill(MASKS_EACH)
    filledMs = performance.now() - began
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
