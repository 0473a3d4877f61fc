/** `npm run verify:hostile`: every hostile text on every field of every route, not the sample that `npm test` takes. Minutes, not seconds. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const { status } = spawnSync(
  process.execPath,
  [
    join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--project', 'gates', 'tests/policy/hostile.test.ts', '--testTimeout', '1800000'],
  ],
  { stdio: 'inherit', env: { ...process.env, SAMENHANG_HOSTILE: 'all' } },
)
process.exitCode = status ?? 1
