/** The server: opens the platform, loads what it needs, listens, and says where to go and how to stop. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { seedDemonstration, seedPeople } from './demonstration/seed.ts'
import { readReference, readReferenceTables } from './directory/index.ts'
import { loadReference } from './load-reference.ts'
import { ROOT, readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { keepHeapRoom } from './platform/heap-room.ts'
import { createLog, faultFields, type Log } from './platform/log.ts'
import { openPlatform } from './platform/platform.ts'
import { buildWeb } from './platform/web-build.ts'
import { createSystem } from './wiring.ts'

/** Starts everything and stays until it is told to stop. Throws a `StartFault` with a sentence that helps. */
export const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const clock = () => new Date()
  const log = createLog(config.value.logLevel, (line) => process.stderr.write(line), clock)
  const [platform, tables] = await Promise.all([openPlatform(config.value), readReferenceTables(), buildWeb()])
  const reference = readReference(tables)
  if (!reference.ok) throw new StartFault('reference-data', { detail: JSON.stringify(reference.refusal.params) })
  await loadReference(platform.urls.admin, reference.value, new Date())
  if (config.value.demonstration) await seedPeople(platform)
  const webFolder = join(ROOT, 'dist', 'web')
  const system = createSystem({
    platform,
    reference: reference.value,
    clock,
    log,
    ...(existsSync(webFolder) ? { webFolder } : {}),
  })
  const http = await system.http()
  try {
    await http.listen({ host: config.value.host, port: config.value.port })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      await platform.close({ stopServer: platform.startedServer })
      throw new StartFault('port-in-use', { port: String(config.value.port) })
    }
    throw fault
  }
  // After listening: a second start by accident must not carry a single message before it finds the port taken.
  const stopBackground = await system.startBackground()
  keepHeapRoom()
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    process.stdout.write('\nStoppen … / stopping …\n')
    await http.close()
    await stopBackground()
    await platform.close({ stopServer: true })
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  // Said last: who reads that it runs may stop it at once.
  const address = http.server.address()
  const port = typeof address === 'object' && address ? address.port : config.value.port
  sayHello({
    url: `http://${config.value.host}:${port}`,
    dataFolder: config.value.dataFolder,
    demonstration: config.value.demonstration,
  })
  if (config.value.demonstration)
    await fillDemonstration(
      { platform, system, http, reference: reference.value, persons: config.value.demonstrationPersons, clock },
      log,
    )
}

// The first page answers before the country is in; who looks sees it fill.
const fillDemonstration = async (seeding: Parameters<typeof seedDemonstration>[0], log: Log): Promise<void> => {
  try {
    if (await seedDemonstration(seeding))
      process.stdout.write('  De verzonnen gegevens staan klaar / the invented data are ready\n')
  } catch (fault) {
    log('error', 'demonstration-not-filled', faultFields(fault))
  }
}

const sayHello = (at: { url: string; dataFolder: string; demonstration: boolean }): void => {
  const lines = [
    '',
    '  Samenhang draait / is running',
    '',
    `  Open      ${at.url}`,
    ...(at.demonstration
      ? [
          '  Aanmelden kies een verzonnen medewerker, bijvoorbeeld Hanna Verzonnen (zorgcoördinator)',
          '            sign in as one of the invented people; the route finder needs no sign-in',
        ]
      : []),
    `  Gegevens  ${at.dataFolder}  (database, sleutels / keys, log)`,
    '  Stoppen   Ctrl+C',
    ...(at.demonstration
      ? ['', '  Verzonnen gegevens, regels niet beoordeeld / invented data, rules not reviewed']
      : []),
    '',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
