/**
 * Turning keys: a new version of a named key, everything wrapped anew in batches while the house works, then the older version ends. Stopped
 * half-way it goes on where it was, because what is left to do stands in the key database itself.
 */
import type { KeyUpkeep } from './key-store.ts'

const BATCH = 500
/** A writer hears of the newer version at its next write; only what it was writing at that moment may still lie under the older one. */
const ROUNDS = 50

export type TurnOptions = {
  readonly now: () => Date
  /** How long an older version must still open, for backups of the key database. 0: it ends at once. */
  readonly keepDays: number
  readonly batch?: number
  readonly onProgress?: (progress: { readonly name: string; readonly wrapped: number; readonly left: number }) => void
}

export type Turned = {
  readonly names: number
  readonly rewrapped: number
  /** Versions that opened until now and open nothing any more. */
  readonly destroyed: number
}

/** Turns these named keys. One that is half-way is finished, and gets no further version. */
export const turnNames = async (upkeep: KeyUpkeep, names: readonly string[], options: TurnOptions): Promise<Turned> => {
  const wanted = new Set(names)
  let [turned, rewrapped] = [0, 0]
  for (const { name, behind } of await upkeep.names()) {
    if (!wanted.has(name)) continue
    if (behind === 0) await upkeep.rotate(name)
    rewrapped += await finish(upkeep, name, options)
    turned += 1
  }
  const destroyed = await upkeep.destroyRetired(daysBefore(options.now(), options.keepDays))
  return { names: turned, rewrapped, destroyed }
}

const finish = async (upkeep: KeyUpkeep, name: string, options: TurnOptions): Promise<number> => {
  let wrapped = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    for (;;) {
      const some = await upkeep.rewrap(name, options.batch ?? BATCH)
      wrapped += some
      const state = (await upkeep.names(name))[0]
      options.onProgress?.({ name, wrapped, left: state?.behind ?? 0 })
      if ((state?.behind ?? 0) === 0) break
    }
    if (await upkeep.retire(name, options.now())) return wrapped
  }
  throw new Error('a key is still written with in its older version')
}

export type EpochOptions = TurnOptions & {
  /** A root, or a version at a key service, that is older than this is followed by a new one. 0: now. */
  readonly epochDays: number
}

export type EpochTurned = Turned & {
  /** The root that is new; absent when none was due, or a key service keeps the keys. */
  readonly opened?: string
  /** Roots that were deleted: nothing that they wrapped opens any more, also not from a dump. */
  readonly rootsDestroyed: readonly string[]
}

/**
 * Does what is due: opens a new root when the newest is older than so many days, takes every key that still lies under an older one along, and
 * deletes roots under which nothing has been for as long as backups are kept.
 */
export const turnEpoch = async (upkeep: KeyUpkeep, options: EpochOptions): Promise<EpochTurned> => {
  const { folder, hook } = upkeep
  const now = options.now()
  const due = daysBefore(now, options.epochDays)
  const inFolder = hook.kind === 'folder'
  const newest = (await folder.roots()).at(-1)
  const opened = inFolder && (!newest || newest.openedAt <= due) ? await folder.openRoot(now) : undefined
  const behind = new Set(inFolder ? await folder.behind() : [])
  const names = (await upkeep.names()).filter(
    (each) => each.behind > 0 || behind.has(each.name) || (!inFolder && each.madeAt <= due),
  )
  const turned = await turnNames(
    upkeep,
    names.map(({ name }) => name),
    options,
  )
  await folder.noteEmptied(now)
  const rootsDestroyed: string[] = []
  // What it wrapped was retired for as long as backups are kept, or it would still wrap it.
  for (const { root, emptiedAt, destroyedAt } of await folder.roots())
    if (emptiedAt && !destroyedAt && (await folder.destroyRoot(root, now))) rootsDestroyed.push(root)
  return { ...turned, ...(opened ? { opened } : {}), rootsDestroyed }
}

const daysBefore = (moment: Date, days: number): Date => new Date(moment.getTime() - days * 86_400_000)
