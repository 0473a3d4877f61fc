/** The owner's settings by epoch: in which epochs this act encodes, under which handles, with which keys. */
import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import type { EpochSeeds } from '../platform/epoch-seeds.ts'
import { RoleAway } from '../platform/role-line.ts'
import type { Work } from '../platform/work.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { holdEpochs, readEpochs } from './epoch.store.ts'
import { type EncodingVersions, encodableIn, openEpochs } from './epoch.ts'
import { MaskReserve } from './mask-reserve.crypto.ts'
import type { OwnerSetting } from './owner.crypto.ts'

/** What the acts of owners ask: in which epochs do I encode now? */
export type OwnerEpochs = {
  /** The settings, newest epoch first. They stay open until the act is over; without one, this code must not encode. */
  forAct(work: Work): Promise<Outcome<readonly OwnerSetting[], 'linkage-version-unknown' | 'linkage-role-away'>>
  /** Readies the settings before anybody asks, so that there are masks for who asks first. */
  prepare(db: Kysely<DB>): Promise<void>
  /** The masks of every epoch that acts encode in, to be filled in idle time. */
  reserves(): readonly MaskReserve[]
}

/** Binds the seeds of the owners. `ready` is awaited first: it sees to it that there is an epoch at all. */
export const openOwnerEpochs = (options: {
  readonly seeds: EpochSeeds
  readonly versions: EncodingVersions
  readonly ready: () => Promise<{ readonly matcherKey: Uint8Array }>
  /** The public key of the authority in an epoch; a wrong one is found out by the reserve before it is used. */
  readonly authorityKeyOf: (epoch: string) => Promise<Uint8Array | undefined>
}): OwnerEpochs => {
  const known = new Map<string, OwnerSetting>()
  const settingOf = async (epoch: string, matcherKey: Uint8Array): Promise<OwnerSetting> => {
    const remembered = known.get(epoch)
    if (remembered) return remembered
    const seed = options.seeds.find(epoch)
    if (!seed) throw new Error('the key of an open epoch is not in the key folder')
    const authorityKey = await options.authorityKeyOf(epoch).catch(awayIsNothing)
    const setting: OwnerSetting = {
      ...{ epoch, encoder: bloomEncoder(bloomKey(seed, epoch)), matcherKey },
      ...(authorityKey ? { masks: new MaskReserve(authorityKey) } : {}),
    }
    known.set(epoch, setting)
    return setting
  }
  const settingsOf = (log: Awaited<ReturnType<typeof readEpochs>>, matcherKey: Uint8Array) =>
    Promise.all(encodableIn(log, options.versions).map((each) => settingOf(each.name, matcherKey)))
  return {
    prepare: async (db) => {
      const { matcherKey } = await options.ready()
      await settingsOf(await readEpochs(db), matcherKey)
    },
    forAct: async (work) => {
      const ready = await options.ready().catch(awayIsNothing)
      if (!ready) return refuse('linkage-role-away')
      const { matcherKey } = ready
      await holdEpochs(work.trx)
      const log = await readEpochs(work.trx)
      const open = new Set(openEpochs(log).map((each) => each.name))
      for (const epoch of known.keys()) if (!open.has(epoch)) known.delete(epoch)
      const settings = await settingsOf(log, matcherKey)
      return settings.length === 0 ? refuse('linkage-version-unknown') : accept(settings)
    },
    reserves: () => [...known.values()].flatMap(({ masks }) => (masks ? [masks] : [])),
  }
}

/** A role that is away gives nothing; every other fault stays one. */
export const awayIsNothing = (fault: unknown): undefined => {
  if (!(fault instanceof RoleAway)) throw fault
}

/** The Bloom key of an epoch from the seed of that epoch. The first epoch used its seed as it is, before there were others. */
export const bloomKey = (seed: Buffer, epoch: string): Uint8Array =>
  epoch === 'e1' ? seed : createHmac('sha256', seed).update(`samenhang bloom ${epoch}`).digest()

/** An entry with its handles by epoch. */
export type HeldEntry = { readonly id: string; readonly handles: ReadonlyMap<string, string> }

/**
 * The entry under which this subject is known, held until the act ends; undefined when there is none. Held first and read after it:
 * who encodes it again at this moment has then finished, and its new handle is seen.
 */
export const holdEntry = async (work: Work, subject: string): Promise<HeldEntry | undefined> => {
  const known = work.trx
    .selectFrom('linkage.entry')
    .where('linkage.entry.organisation_id', '=', work.claim.organisation)
    .where('linkage.entry.subject', '=', subject)
    .where('linkage.entry.removed_at', 'is', null)
  await work.later(known.select('linkage.entry.handle').forNoKeyUpdate())
  const rows = await known
    .leftJoin('linkage.epoch_handle', 'linkage.epoch_handle.entry', 'linkage.entry.handle')
    .select(['linkage.entry.handle as id', 'linkage.epoch_handle.epoch', 'linkage.epoch_handle.handle'])
    .execute()
  const id = rows[0]?.id
  const handles = rows.flatMap(({ epoch, handle }) => (epoch && handle ? [[epoch, handle] as const] : []))
  return id === undefined ? undefined : { id, handles: new Map(handles) }
}

/**
 * The handles of an entry in these epochs, by epoch, and the rows of those that it did not have. A new entry goes under its own id in the
 * newest epoch. Handles of two epochs have nothing in common, so who sees both cannot lay them side by side.
 */
export const handlesIn = (work: Work, entry: HeldEntry, epochs: readonly string[]) => {
  const isNew = entry.handles.size === 0
  const missing = epochs
    .filter((epoch) => !entry.handles.has(epoch))
    .map((epoch) => ({
      handle: isNew && epoch === epochs[0] ? entry.id : work.newId(),
      entry: entry.id,
      organisation_id: work.claim.organisation,
      epoch,
      created_at: work.now,
    }))
  const handles = new Map([...entry.handles, ...missing.map((row) => [row.epoch, row.handle] as const)])
  return { handles, missing }
}
