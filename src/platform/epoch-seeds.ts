/**
 * Seeds of key epochs: one file of 32 random bytes per epoch, in a folder that only one role reads. A seed is drawn anew for each
 * epoch and not derived from an earlier one, so that deleting its file is the end of its keys, and a leaked one tells nothing of the next.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type EpochSeeds = {
  /** The seed of an epoch; undefined when it was never made here, or is forgotten. */
  find(epoch: string): Buffer | undefined
  /** The seed of an epoch, made when there is none. Two processes that make it at once get the same. */
  make(epoch: string): Buffer
  /** Deletes the seed. What a backup of the folder holds is not reached by this. */
  forget(epoch: string): void
  /** The epochs of which a seed is here. */
  list(): readonly string[]
}

const BYTES = 32
/** The first epoch has no name in its file: the key folder knew it before there were epochs. */
const FIRST = 'e1'
const EPOCH = /^[a-z0-9-]{1,40}$/

/** Opens the seeds of one role: files `<name>.key` (the first epoch) and `<name>.<epoch>.key` in the folder. */
export const openEpochSeeds = (folder: string, name: string): EpochSeeds => {
  const fileOf = (epoch: string): string => {
    if (!EPOCH.test(epoch)) throw new RangeError('not a name of an epoch')
    return join(folder, epoch === FIRST ? `${name}.key` : `${name}.${epoch}.key`)
  }
  const find = (epoch: string): Buffer | undefined => {
    const file = fileOf(epoch)
    const seed = existsSync(file) ? readFileSync(file) : undefined
    return seed?.length === BYTES ? seed : undefined
  }
  return {
    find,
    make: (epoch) => {
      const found = find(epoch)
      if (found) return found
      writeOnce(folder, fileOf(epoch))
      const made = find(epoch)
      if (!made) throw new Error('a seed of an epoch cannot be read back')
      return made
    },
    forget: (epoch) => rmSync(fileOf(epoch), { force: true }),
    list: () => epochsIn(folder, name),
  }
}

/** A mark by which a seed is recognised in the public log and from which it cannot be computed. */
export const markOfSeed = (seed: Uint8Array, epoch: string): Buffer =>
  createHmac('sha256', seed).update(`samenhang epoch mark ${epoch}`).digest()

const epochsIn = (folder: string, name: string): readonly string[] => {
  const begin = `${name}.`
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.startsWith(begin) && file.endsWith('.key'))
    .map((file) => (file === `${name}.key` ? FIRST : file.slice(begin.length, -'.key'.length)))
    .filter((epoch) => EPOCH.test(epoch))
    .sort()
}

// Written whole under another name and then linked: a kill half-way leaves no half seed, and who comes second finds the first.
const writeOnce = (folder: string, file: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const half = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(half, randomBytes(BYTES), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(half, file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  } finally {
    rmSync(half, { force: true })
  }
}
