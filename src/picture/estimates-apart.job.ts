/**
 * Estimates that are made beside the house: whoever asks gets at once what there is, the step that it is at or the report, and asks again. One at a time, in a
 * thread of its own; the same table is estimated once, whoever asks. Nothing is kept but in memory, and only the last few.
 */
import { Worker } from 'node:worker_threads'
import { faultFields, type Log } from '../platform/log.ts'
import type { EstimateReport, EstimateStep } from './estimate.ts'
import type { CaptureTable } from './estimate-table.ts'

export type EstimateProgress = { readonly step: EstimateStep; readonly done: number; readonly of: number }
export type EstimateState =
  | { readonly is: 'computing'; readonly progress?: EstimateProgress }
  | { readonly is: 'made'; readonly report: EstimateReport }
  /** It failed or took too long; this table is not tried again. */
  | { readonly is: 'given-up' }
export type ToldByWorker = { readonly progress: EstimateProgress } | { readonly report: EstimateReport }
/** What there is of the estimate of this table; the first who asks has it made. */
export type EstimatesApart = (table: CaptureTable) => EstimateState

const KEPT = 16
const SECONDS_MAX = 300

/** Opens it; `start` gives the thread, and is an argument so that a test can be one. */
export const estimatesApart = ({
  log,
  start = () => new Worker(new URL('./estimate-worker.job.ts', import.meta.url)),
  secondsMax = SECONDS_MAX,
}: {
  readonly log: Log
  readonly start?: () => Pick<Worker, 'on' | 'postMessage' | 'terminate' | 'unref'>
  readonly secondsMax?: number
}): EstimatesApart => {
  const states = new Map<string, EstimateState>()
  let last: Promise<void> = Promise.resolve()
  const make = (key: string, table: CaptureTable): Promise<void> =>
    new Promise((resolve) => {
      // Nobody has asked for it lately: others went before.
      if (!states.has(key)) return resolve()
      const worker = start()
      let ended = false
      const end = (state: EstimateState): void => {
        if (ended) return
        ended = true
        clearTimeout(clock)
        if (states.has(key)) states.set(key, state)
        void worker.terminate()
        resolve()
      }
      const clock = setTimeout(() => end({ is: 'given-up' }), secondsMax * 1_000)
      clock.unref()
      worker.unref()
      worker.on('message', (told: ToldByWorker) => {
        if ('report' in told) end({ is: 'made', report: told.report })
        else if (states.has(key)) states.set(key, { is: 'computing', progress: told.progress })
      })
      worker.on('error', (fault) => {
        log('error', 'estimate-not-made', faultFields(fault))
        end({ is: 'given-up' })
      })
      worker.on('exit', () => end({ is: 'given-up' }))
      worker.postMessage(table)
    })
  return (table) => {
    const key = JSON.stringify([table.lists, [...table.counts]])
    const known = states.get(key) ?? { is: 'computing' }
    const isNew = !states.has(key)
    // Asked for last is kept longest.
    states.delete(key)
    states.set(key, known)
    for (const old of states.keys()) {
      if (states.size <= KEPT) break
      states.delete(old)
    }
    if (isNew) last = last.then(() => make(key, table))
    return known
  }
}
