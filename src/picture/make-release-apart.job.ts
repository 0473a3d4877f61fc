/** Makes a release in a thread of its own: a solver that takes long holds nobody up, and one that takes too long is ended. */
import { Worker } from 'node:worker_threads'
import { type Outcome, refuse } from '../kernel/index.ts'
import type { Method } from './protect.ts'
import type { EarlierRelease, MadeRelease, ReleaseRefusal, Table } from './release.ts'

export type ReleaseAsked = {
  readonly table: Table
  readonly earlier: readonly EarlierRelease[]
  readonly methods: readonly Method[]
}
/** Within the thirty seconds that the database waits for an open transaction. */
const SECONDS_MAX = 25

/** The release, or why none is made. */
export const makeReleaseApart = async (asked: ReleaseAsked): Promise<Outcome<MadeRelease, ReleaseRefusal>> => {
  const worker = new Worker(new URL('./make-release-worker.job.ts', import.meta.url))
  let clock: NodeJS.Timeout | undefined
  try {
    return await new Promise<Outcome<MadeRelease, ReleaseRefusal>>((resolve, reject) => {
      clock = setTimeout(() => resolve(refuse('release-not-found')), SECONDS_MAX * 1000)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.postMessage(asked)
    })
  } finally {
    clearTimeout(clock)
    await worker.terminate()
  }
}
