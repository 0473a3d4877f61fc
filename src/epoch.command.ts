/**
 * `samenhang epoch`: opens a new key epoch, and shows the log of epochs and how far a turn is. The server that runs, or the next one that
 * starts, encodes everybody again; the command itself only opens and looks.
 */
import { randomUUID } from 'node:crypto'
import { readReference, readReferenceTables } from './directory/index.ts'
import { readEpochs } from './linkage/epoch.store.ts'
import { readConfig } from './platform/config.ts'
import { StartFault } from './platform/faults.ts'
import { createLog, faultFields } from './platform/log.ts'
import { openPlatform, type Platform } from './platform/platform.ts'
import { RoleAway } from './platform/role-line.ts'
import { createSystem, type System } from './wiring.ts'

type EpochAct = 'open' | 'status'

/** Runs the command; gives its exit code: 0 done, 1 a fault, 2 refused because a turn is still under way. */
export const runEpoch = async (act: EpochAct, options: { readonly json: boolean }): Promise<number> => {
  const config = readConfig(process.env)
  if (!config.ok) throw new StartFault('bad-setting', { setting: String(config.refusal.params?.['setting']) })
  const reference = readReference(await readReferenceTables())
  if (!reference.ok) throw new StartFault('reference-data', { detail: JSON.stringify(reference.refusal.params) })
  const clock = () => new Date()
  const log = createLog(config.value.logLevel, (line) => process.stderr.write(line), clock)
  const platform = await openPlatform(config.value)
  try {
    const system = createSystem({ platform, reference: reference.value, clock, newId: randomUUID, log })
    await system.turn.begin()
    return act === 'open' ? await open(platform, system, options.json) : await show(platform, system, options.json)
  } catch (fault) {
    if (!(fault instanceof RoleAway)) throw fault
    log('error', 'linkage-role-away', faultFields(fault))
    process.stderr.write(
      'De sleutelbeheerder is niet bereikbaar; er is niets geopend.\nThe key authority is away; nothing was opened.\n',
    )
    return 1
  } finally {
    await platform.close({ stopServer: platform.startedServer })
  }
}

const open = async (platform: Platform, system: System, json: boolean): Promise<number> => {
  if ((await system.turn.progress()).turning) {
    process.stderr.write(
      'Er loopt nog een wisseling; open de volgende als die klaar is (samenhang epoch status).\nA turn is still under way; open the next when it is over.\n',
    )
    return 2
  }
  await system.turn.open()
  return show(platform, system, json)
}

const show = async (platform: Platform, system: System, json: boolean): Promise<number> => {
  const epochs = await readEpochs(platform.databases.courier)
  const progress = await system.turn.progress()
  if (json) {
    process.stdout.write(`${JSON.stringify({ epochs, progress })}\n`)
    return 0
  }
  for (const each of epochs) {
    const closed = each.closedAt ? `gesloten / closed ${each.closedAt.toISOString()}` : 'open'
    process.stdout.write(
      `${each.name}  ${each.normalisationVersion} ${each.encodingVersion}  ${each.reason}  ${each.openedAt.toISOString()}  ${closed}\n`,
    )
  }
  const { encoded, waiting, leftOver, turning } = progress
  process.stdout.write(
    turning
      ? `Wisseling bezig: ${encoded} opnieuw gecodeerd, ${waiting} wachten, ${leftOver} niet te coderen. De server gaat ermee door.\nTurning: ${encoded} encoded again, ${waiting} waiting, ${leftOver} cannot be encoded. The server goes on with it.\n`
      : `Geen wisseling bezig; ${encoded} gecodeerd. / No turn under way; ${encoded} encoded.\n`,
  )
  return 0
}
