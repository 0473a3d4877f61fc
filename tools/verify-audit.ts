/** `npm run verify:audit`: eight ways to change the log unseen, 8,000 places in all; the suite tries 150. Each must be found. */
import { runShown } from './steps.ts'

process.exitCode = await runShown({
  name: 'attacks on the log',
  command: ['vitest', 'run', '--project', 'database', 'src/audit/seal.database.test.ts', '--testTimeout=900000'],
  env: { SAMENHANG_ATTACKS: '8000' },
})
