/**
 * How far the heap of a server may grow before the whole of it is collected. Node lets it grow by little when little is thrown away in a
 * second, since it looks at the share of time that collecting takes: at a hundred look-ups a second on two cores it collected every two seconds,
 * and each time a dozen of them waited for 50 to 100 ms, as marking takes both cores. With room for some ten seconds of work hardly anybody meets one.
 */
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'

/** Beside what is in use: some ten seconds of look-ups as fast as two cores answer them. A small server has this much to spare. */
const ROOM_BYTES = 256 * 2 ** 20
/** A heap that holds next to nothing needs no room of many times itself. */
const PERCENT_MAX = 300

/** By how many per cent a heap that holds so many bytes may grow: 64 MB by 300, 1 GB by 25. Nought when Node itself allows more than that. */
export const growthPercent = (heldBytes: number): number => {
  const percent = Math.floor((100 * ROOM_BYTES) / Math.max(heldBytes, 1))
  return percent < 10 ? 0 : Math.min(percent, PERCENT_MAX)
}

/** Gives the heap of this process that room until stopped; looked at anew after each collection of the whole, when garbage does not count. */
export const keepHeapRoom = (): (() => void) => {
  allow(PERCENT_MAX)
  const observer = new PerformanceObserver((list) => {
    if (list.getEntries().some(isOfTheWhole)) allow(growthPercent(heldBytes()))
  })
  observer.observe({ entryTypes: ['gc'] })
  return () => {
    observer.disconnect()
    allow(0)
  }
}

const isOfTheWhole = (entry: object): boolean =>
  // Safe: entries of this kind carry which collection it was.
  (entry as { readonly detail?: { readonly kind?: number } }).detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR

const heldBytes = (): number => {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics()
  return heap + external
}

// One of the few settings that the engine reads each time that it needs it, so that it may be changed while it runs.
const allow = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`)
