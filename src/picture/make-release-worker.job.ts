/** One release in a thread of its own: a table and what was released before come in, the safe numbers or a refusal go out. */
import { parentPort } from 'node:worker_threads'
import type { ReleaseAsked } from './make-release-apart.job.ts'
import { makeRelease } from './release.ts'
import { openSolver } from './solver.job.ts'

parentPort?.once('message', async ({ table, earlier, methods }: ReleaseAsked) => {
  parentPort?.postMessage(makeRelease(await openSolver(), table, { earlier, methods, now: () => performance.now() }))
})
