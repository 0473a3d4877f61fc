/**
 * `npm run verify:policies`: every mistake in policies, rights and functions that tests/support/policy-faults.ts knows, one at a time on a
 * database of its own; each must be found. `--json` gives the report alone, `--one-of N` tries one of every N, `--named PATTERN` those with such a name.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { runQuiet, runShown, type Step } from './steps.ts'

const options = new Command('verify:policies')
  .description(
    'Tries every known mistake in policies, rights and functions and tells which were not found (0 between houses, at most 5 % of all).',
  )
  .option('--json', 'the report of every mistake, as JSON, and nothing else')
  .option('--named <words>', 'only mistakes whose name fits this pattern', '')
  .option('--one-of <n>', 'try one of every n mistakes', '1')
  .parse()
  .opts<{ json?: true; named: string; oneOf: string }>()
const folder = mkdtempSync(join(tmpdir(), 'samenhang-policies-'))
const report = join(folder, 'report.json')
const step: Step = {
  name: 'mistakes in policies',
  command: ['vitest', 'run', '--project', 'gates', 'tests/policy/policy-faults.test.ts', '--testTimeout=900000'],
  env: {
    ...{ SAMENHANG_FAULTS_ONE_OF: options.oneOf, SAMENHANG_FAULTS_NAMED: options.named },
    SAMENHANG_FAULTS_REPORT: report,
  },
}

type Report = {
  readonly seconds: number
  readonly cells: number
  readonly faults: readonly {
    readonly name: string
    readonly boundary: boolean
    readonly found: { readonly by: readonly string[]; readonly first?: string }
  }[]
}
try {
  process.exitCode = await (options.json ? runQuiet(step) : runShown(step))
  const text = readFileSync(report, 'utf8')
  // Safe: written by the test in this shape a moment ago.
  const { faults } = JSON.parse(text) as Report
  if (options.json) console.log(text)
  else
    for (const { name, boundary, found } of faults)
      console.log(
        `${found.by.length > 0 ? found.by.join(' and ') : 'NOT FOUND'}`.padEnd(22),
        boundary ? 'between houses ' : 'within a house ',
        name,
      )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
