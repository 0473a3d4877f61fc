/** Fills the reserve of masks when this process has little else to do, a millisecond at a time. */
import { performance } from 'node:perf_hooks'
import type { MaskReserve } from './mask-reserve.crypto.ts'

const EVERY_MS = 10
const MASKS_EACH = 6
/** Share of time that the process may be busy with other things and still fill. */
const BUSY_MAX = 0.5

/** Keeps filling until stopped. */
export const keepFilling = (reserve: MaskReserve): (() => void) => {
  let seen = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, seen)
    seen = now
    if (utilization < BUSY_MAX) reserve.fill(MASKS_EACH)
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
