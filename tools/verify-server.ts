/**
 * `npm run verify:server`: the tests that need a database, once more through DATABASE_URL: on the server that is given, or on a second
 * PostgreSQL 18 that is started for it and reached as any server of a deployer is.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/embedded-postgres.ts'
import { runShown } from './steps.ts'

const given = process.env['DATABASE_URL']
const folder = mkdtempSync(join(tmpdir(), 'samenhang-server-'))
const server = given ? undefined : await startEmbedded({ folder, fsync: true })
try {
  process.exitCode = await runShown({
    name: 'suite on a server',
    command: [
      'vitest',
      'run',
      '--project',
      'database',
      '--project',
      'gates',
      '--project',
      'walks',
      '--exclude',
      'tests/faults/**',
    ],
    env: { DATABASE_URL: given ?? server?.adminUrl ?? '' },
  })
} finally {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
