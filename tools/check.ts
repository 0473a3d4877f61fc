/**
 * `npm run check`: what needs no browser and finds most: format, types, direction, dead code, generated files, API rules, rules and promises,
 * policies. The two lanes cost about as much as each other; within a lane the quick ones go first.
 */
import { runLanes } from './steps.ts'

const node = (...args: string[]) => [process.execPath, ...args]
const tests = (project: string) => ['vitest', 'run', '--project', project, '--reporter=dot']
// What was found of files that did not change is kept: who checks again waits for what did. Each checker reads the libraries for itself,
// and memory is swept seldom: on two cores both halve what it costs from nothing.
const TYPES = ['--checkers', '2', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/types.tsbuildinfo']
const SELDOM_SWEPT = { GOGC: '400' }

const good = await runLanes([
  [
    { name: 'API is additive', command: node('tools/additive.ts') },
    { name: 'documents', command: node('tools/documents.ts') },
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
    { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
    { name: 'types', command: node('node_modules/ts7/bin/tsc', '-p', '.', ...TYPES), env: SELDOM_SWEPT },
    { name: 'direction', command: node('tools/direction.ts') },
    { name: 'dead code', command: ['knip', '--no-progress'] },
    { name: 'generated files', command: node('tools/generate.ts', '--check') },
    { name: 'rules and promises', command: tests('pure') },
  ],
  [{ name: 'policies and edge', command: tests('database') }],
])
process.exitCode = good ? 0 : 1
