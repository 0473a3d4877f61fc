/**
 * Fills the reserve of masks when this process has little else to do, a millisecond at a time. A mask takes as much work made beforehand
 * as blinding takes when it is asked: making it beside look-ups would only take the time from them.
 */
import { performance } from 'node:perf_hooks'
import type { MaskReserve } from './mask-reserve.crypto.ts'

const EVERY_MS = 10
const MASKS_EACH = 6

/** Keeps filling the reserves that there are at the moment, until stopped. */
export const keepFilling = (reserves: () => Iterable<MaskReserve>): (() => void) => {
  let seen = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, seen)
    seen = now
    for (const reserve of reserves()) if (reserve.wantsMore(utilization)) reserve.fill(MASKS_EACH)
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
