/**
 * `samenhang picture recount`: counts everybody again from the reports, month by month, and says how far it is. It can be left at any moment (Ctrl-C): what
 * still waits is kept, a server that runs goes on with it, and so does `--rest`. `--afresh` empties the cube first, for when what is counted has changed.
 */
import { openRounds } from './picture/cube.job.ts'
import { countWaiting, emptyCube, markEverybody } from './picture/cube.store.ts'
import { readConfig } from './platform/config.ts'
import type { Database } from './platform/database.ts'
import { StartFault } from './platform/faults.ts'
import { openPlatform } from './platform/platform.ts'

export type RecountOptions = { readonly afresh: boolean; readonly rest: boolean }
const TELL_MS = 1_000
const EVERY_MARK = 1_000_000_000

/** Marks, counts in rounds, and tells each second. Gives the exit code: 0 when nothing waits any more, 3 when it was left before. */
export const runRecount = async ({ afresh, rest }: RecountOptions): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const platform = await openPlatform(config.value)
  const leave = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave.abort())
  try {
    const { picture } = platform.databases
    if (afresh) await emptyCube(picture)
    else if (!rest) await markEverybody(picture)
    return await countAll(picture, leave.signal)
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}

const countAll = async (picture: Database, leave: AbortSignal): Promise<number> => {
  const all = await countWaiting(picture, EVERY_MARK)
  const round = openRounds(picture, () => performance.now())
  let [counted, told, more] = [0, performance.now(), true]
  while (more && !leave.aborted) {
    const done = await round()
    counted += done.taken
    more = done.more
    if (performance.now() - told < TELL_MS) continue
    told = performance.now()
    process.stderr.write(`geteld / counted: ${counted} van / of ${all}\n`)
  }
  const left = await countWaiting(picture, EVERY_MARK)
  process.stderr.write(
    left === 0
      ? `klaar, ${counted} geteld / done, ${counted} counted\n`
      : `verlaten, ${left} wachten nog: de server telt verder, of deze opdracht met --rest / left, ${left} still wait: the server goes on, or this with --rest\n`,
  )
  return left === 0 ? 0 : 3
}
