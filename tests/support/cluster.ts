/** One database server per test run: the embedded one without flush to disk, or the one of DATABASE_URL. A migrated template is cloned per file. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { seedCast } from '../../src/demonstration/cast.store.ts'
import { loadDirectory } from '../../src/directory/directory.store.ts'
import { startEmbedded, withDatabase } from '../../src/platform/embedded-postgres.ts'
import { openPlatform } from '../../src/platform/platform.ts'
import { readReferenceOrThrow, TEMPLATE, testConfig } from './system.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly adminUrl: string
    readonly dataFolder: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'samenhang-test-'))
  const given = process.env['DATABASE_URL']
  const embedded = given ? undefined : await startEmbedded({ folder: dataFolder, fsync: false })
  const adminUrl = given ?? embedded?.adminUrl ?? ''
  const platform = await openPlatform(testConfig(withDatabase(adminUrl, TEMPLATE), dataFolder))
  await loadDirectory(platform.urls.admin, await readReferenceOrThrow(), new Date())
  await seedCast(platform.urls.admin)
  await platform.close()
  project.provide('adminUrl', adminUrl)
  project.provide('dataFolder', dataFolder)
  return async () => {
    await embedded?.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
