/**
 * `npm test`: everything that `npm run check` does, then the screens are built and the walks are played in a real browser. Also what CI runs.
 * The walks wait more than they work, so the gates run beside them, in one worker. On a server that is given (DATABASE_URL) both would share
 * one template, and run one after the other.
 */
import { runLanes, runShown, type Step } from './steps.ts'

const GATES: Step = {
  name: 'gates and long runs',
  command: ['vitest', 'run', '--project', 'gates', '--project', 'long', '--maxWorkers=1'],
  shown: true,
}
const WALKS: Step = { name: 'walks', command: ['vitest', 'run', '--project', 'walks'], shown: true }

const code = await runShown({ name: 'check', command: [process.execPath, 'tools/check.ts'] })
if (code !== 0) process.exit(code)
const good = await runLanes(process.env['DATABASE_URL'] ? [[GATES, WALKS]] : [[GATES], [WALKS]])
process.exitCode = good ? 0 : 1
