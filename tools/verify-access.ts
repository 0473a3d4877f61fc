/**
 * `npm run verify:access`: random requests, each answered by the rule, by the oracle that was written apart from it and by the database with its
 * own policies; and many more of the rule and the oracle alone. 0 may differ. `--seed` draws others; `--json` gives the report alone.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { runQuiet, runShown, type Step } from './steps.ts'

const options = new Command('verify:access')
  .description(
    'Asks the rule, an oracle written apart from it and the database the same random requests; 0 may differ.',
  )
  .option('--requests <n>', 'requests of all three', '100000')
  .option('--pure <n>', 'questions of rule and oracle alone', '1000000')
  .option('--seed <n>', 'which requests are drawn', '20261129')
  .option('--json', 'the report, as JSON, and nothing else')
  .parse()
  .opts<{ json?: true; requests: string; pure: string; seed: string }>()
for (const [name, value] of Object.entries({ requests: options.requests, pure: options.pure, seed: options.seed }))
  if (!/^\d{1,9}$/.test(value)) {
    console.error(`--${name} is a whole number`)
    process.exit(2)
  }
const folder = mkdtempSync(join(tmpdir(), 'samenhang-access-'))
const report = join(folder, 'report.json')
const step: Step = {
  name: 'decisions',
  command: ['vitest', 'run', '--project', 'gates', 'tests/policy/decision.test.ts', '--testTimeout=900000'],
  env: {
    SAMENHANG_ACCESS_REQUESTS: options.requests,
    SAMENHANG_ACCESS_PURE: options.pure,
    SAMENHANG_ACCESS_SEED: options.seed,
    SAMENHANG_ACCESS_REPORT: report,
  },
}
try {
  process.exitCode = await (options.json ? runQuiet(step) : runShown(step))
  console.log(readFileSync(report, 'utf8'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
