/**
 * `samenhang epoch`: opens a new key epoch, and shows the log of epochs and how far a turn is. The server that runs, or the next one that
 * starts, encodes everybody again; the command itself only opens and looks.
 */
import { readEpochs } from './linkage/epoch.store.ts'
import { inHouse, settle } from './opened-house.ts'
import { faultFields } from './platform/log.ts'
import type { Platform } from './platform/platform.ts'
import { RoleAway } from './platform/role-line.ts'
import type { System } from './wiring.ts'

type EpochAct = 'open' | 'status'

/** Runs the command; gives its exit code: 0 done, 1 a fault, 2 refused because a turn is still under way. */
export const runEpoch = async (act: EpochAct, options: { readonly json: boolean }): Promise<number> => {
  const settled = await settle()
  return inHouse(settled, async ({ platform, system, log }) => {
    try {
      await system.turn.begin()
      return act === 'open' ? await open(platform, system, options.json) : await show(platform, system, options.json)
    } catch (fault) {
      if (!(fault instanceof RoleAway)) throw fault
      log('error', 'linkage-role-away', faultFields(fault))
      process.stderr.write(
        'De sleutelbeheerder is niet bereikbaar; er is niets geopend.\nThe key authority is away; nothing was opened.\n',
      )
      return 1
    }
  })
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
