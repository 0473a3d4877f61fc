/** A house for a bench: a database of its own in a folder that goes away, reference tables, the invented cast, and the server without a line yet. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { seedCast } from '../src/demonstration/cast.store.ts'
import { readReference, readReferenceTables } from '../src/directory/index.ts'
import { loadReference } from '../src/load-reference.ts'
import { startEmbedded, withDatabase } from '../src/platform/embedded-postgres.ts'
import { openPlatform, type Platform } from '../src/platform/platform.ts'
import { createSystem, type System } from '../src/wiring.ts'

export type BenchHouse = {
  readonly platform: Platform
  readonly system: System
  readonly http: FastifyInstance
  readonly close: () => Promise<void>
}

/** Opens it; `flush: false` does not wait for the disk. The caller closes it, also after a fault. */
export const openBenchHouse = async (name: string, { flush }: { readonly flush: boolean }): Promise<BenchHouse> => {
  const folder = mkdtempSync(join(tmpdir(), `samenhang-${name}-`))
  const embedded = await startEmbedded({ folder, fsync: flush })
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new Error(JSON.stringify(reference.refusal))
  const platform = await openPlatform({
    ...{ host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', dataFolder: folder, demonstration: true },
    ...{ databaseUrl: withDatabase(embedded.adminUrl, 'samenhang'), demonstrationPersons: 0, logLevel: 'silent' },
    fsync: flush,
  })
  await loadReference(platform.urls.admin, reference.value, new Date())
  await seedCast(platform.urls.admin)
  const system = createSystem({
    ...{ platform, reference: reference.value, clock: () => new Date(), log: () => undefined },
    requestsPerMinute: 10_000_000,
  })
  const http = await system.http()
  const close = async (): Promise<void> => {
    await http.close()
    await platform.close()
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { platform, system, http, close }
}
