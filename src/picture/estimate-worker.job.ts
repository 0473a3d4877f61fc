/** One estimate in a thread of its own: a table comes in, steps and then the report go out. */
import { parentPort } from 'node:worker_threads'
import { DOOR_TERMS } from './door.ts'
import { estimateHidden } from './estimate.ts'
import type { CaptureTable } from './estimate-table.ts'
import type { ToldByWorker } from './estimates-apart.job.ts'

const tell = (told: ToldByWorker): void => parentPort?.postMessage(told)

/** What linkage misses of those whom it should know again, by its own measure (data/picture/door.json). */
const missedLinks = (100 - DOOR_TERMS.recallInHundred) / 100

parentPort?.once('message', (table: CaptureTable) => {
  tell({ report: estimateHidden(table, { missedLinks }, (step, done, of) => tell({ progress: { step, done, of } })) })
})
