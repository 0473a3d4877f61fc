/**
 * `npm test`: everything that `npm run check` does, then the screens are built and the walks are played in a real browser. Also what CI runs.
 * Walks and gates wait more than they work, each on what they asked of a database or a browser: they run beside each other, one worker each, and
 * the long runs, which only work, fill what they leave; after them come the faults, which start houses and kill them, and the longest walk. On a server that is given
 * (DATABASE_URL) gates, walks and faults would share one template, and run one after the other.
 */
import { runLanes, runShown, type Step } from './steps.ts'

const tests = (name: string, project: string, ...asked: readonly string[]): Step => ({
  name,
  command: ['vitest', 'run', '--project', project, '--maxWorkers=1', ...asked],
  shown: true,
})
const GATES = tests('gates', 'gates')
const LONG = tests('long runs', 'long')
const LONGEST = 'tests/walks/in-the-browser.test.ts'
const WALKS = tests('walks', 'walks', 'tests/walks/', '--exclude', LONGEST)
const FAULTS = tests('faults and one walk', 'walks', 'tests/faults/', LONGEST)

const code = await runShown({ name: 'check', command: [process.execPath, 'tools/check.ts'] })
if (code !== 0) process.exit(code)
const good = await runLanes(
  process.env['DATABASE_URL'] ? [[GATES, WALKS, FAULTS], [LONG]] : [[GATES], [WALKS], [LONG, FAULTS]],
)
process.exitCode = good ? 0 : 1
