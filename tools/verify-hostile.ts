/**
 * `npm run verify:hostile`: every hostile text of ours on every field of every route, not the sample that `npm test` takes, and of the
 * collections of others a tenth for each field. Says every half minute how far it is; a quarter of an hour on a quiet machine at most.
 */
import { runShown } from './steps.ts'

process.exitCode = await runShown({
  name: 'hostile input',
  command: ['vitest', 'run', '--project', 'gates', 'tests/policy/hostile.test.ts', '--testTimeout=1800000'],
  env: { SAMENHANG_HOSTILE: 'all' },
})
