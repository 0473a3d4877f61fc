/** Opens the whole system for one command beside a server that is up, or alone, and closes it again, whatever happened. */
import { randomUUID } from 'node:crypto'
import { type Reference, readReference, readReferenceTables } from './directory/index.ts'
import { loadReference } from './load-reference.ts'
import { type Config, readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { createLog, type Log } from './platform/log.ts'
import { openPlatform, type Platform } from './platform/platform.ts'
import { createSystem, type System } from './wiring.ts'

/** What a command knows before anything is opened: its settings and who there is. */
export type Settled = { readonly config: Config; readonly reference: Reference }
export type House = Settled & { readonly platform: Platform; readonly system: System; readonly log: Log }

/** Reads settings and reference data; throws a StartFault that says which is wrong. */
export const settle = async (): Promise<Settled> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new StartFault('reference-data', { detail: JSON.stringify(reference.refusal.params) })
  return { config: config.value, reference: reference.value }
}

/** Opens, acts and closes; gives what the act gives. */
export const inHouse = async <T>({ config, reference }: Settled, act: (house: House) => Promise<T>): Promise<T> => {
  const clock = () => new Date()
  const log = createLog(config.logLevel, (line) => process.stderr.write(line), clock)
  const platform = await openPlatform(config)
  try {
    await loadReference(platform.urls.admin, reference, clock())
    const system = createSystem({ platform, reference, clock, newId: randomUUID, log })
    return await act({ config, reference, platform, system, log })
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}
