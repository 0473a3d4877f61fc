/** Fills the reserve of masks when this process has little else to do, a millisecond at a time. */
import { performance } from 'node:perf_hooks'
import type { MaskReserve } from './mask-reserve.crypto.ts'

const EVERY_MS = 10
const MASKS_EACH = 6
/** Share of time that the process may be busy with other things and still fill. */
const BUSY_MAX = 0.5

/** Keeps filling the reserves that there are at the moment, until stopped. */
export const keepFilling = (reserves: () => Iterable<MaskReserve>): (() => void) => {
  let seen = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, seen)
    seen = now
    if (utilization < BUSY_MAX) for (const reserve of reserves()) reserve.fill(MASKS_EACH)
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
