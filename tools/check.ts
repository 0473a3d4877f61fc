/** `npm run check`: everything that needs no browser, in about a minute: format, types, direction, dead code, generated files, API rules, rules and promises, policies. */
import { runLanes } from './steps.ts'

const node = (...args: string[]) => [process.execPath, ...args]

const good = await runLanes([
  [
    { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
    { name: 'types', command: node('node_modules/ts7/bin/tsc', '-p', '.') },
    { name: 'direction', command: node('tools/direction.ts') },
    { name: 'dead code', command: ['knip', '--no-progress'] },
    { name: 'generated files', command: node('tools/generate.ts', '--check') },
    {
      name: 'NLGov API rules',
      command: [
        'spectral',
        'lint',
        '--ruleset',
        'docs/api/nlgov-rules.yaml',
        '--fail-severity=hint',
        'docs/api/openapi.json',
      ],
    },
    { name: 'API is additive', command: node('tools/additive.ts') },
    { name: 'documents', command: node('tools/documents.ts') },
  ],
  [
    {
      name: 'rules and promises',
      command: ['vitest', 'run', '--project', 'pure', '--project', 'database', '--reporter=dot'],
    },
  ],
])
process.exitCode = good ? 0 : 1
