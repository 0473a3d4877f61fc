/**
 * `npm run verify:audit`: eight ways to change the log unseen, 8,000 places in all (the suite tries 150): each must be found. And 10,000 requests in
 * eight streams (the suite sends 600): as many rows, none missing, none too many.
 */
import { runShown } from './steps.ts'

process.exitCode = await runShown({
  name: 'attacks on the log',
  command: [
    'vitest',
    'run',
    '--project',
    'gates',
    'src/audit/seal.database.test.ts',
    'tests/policy/log-is-complete.test.ts',
    '--testTimeout=900000',
  ],
  env: { SAMENHANG_ATTACKS: '8000', SAMENHANG_REQUESTS: '10000' },
})
