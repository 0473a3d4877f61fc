/** The key folder: secrets of this installation, outside the database and its backups. Made at first start, mode 0600. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EpochSeeds, openEpochSeeds } from './epoch-seeds.ts'
import { StartFault } from './faults.ts'

export type Secrets = {
  /** What belongs to this installation is derived from it; before there were roots it wrapped the keys of organisations. */
  readonly master: Buffer
  /** Signs claims; its twin lies in a table that only the checking function reads. */
  readonly claim: Buffer
  /** Passwords of the login roles are derived from it. */
  readonly roles: Buffer
  /** Seed of the key pair of the matcher. */
  readonly matcher: Buffer
  readonly seeds: {
    /** Seeds of the keys of the oblivious function, one per epoch; only the key authority uses them. */
    readonly authority: EpochSeeds
    /** Keys of the encodings, one per epoch; owners share them, the matcher does not have them. */
    readonly owners: EpochSeeds
    /** Roots that wrap the keys of organisations: drawn anew at every turn, deleted when nothing needs them. */
    readonly roots: EpochSeeds
  }
}

const NAMES = ['master', 'claim', 'roles', 'authority', 'matcher', 'epoch'] as const
/** These are of the first epoch, and are forgotten when it closes. */
const OF_AN_EPOCH = ['authority', 'epoch'] as const

const BYTES = 32

/** Roles that run in a process of their own keep their key in a folder of their own; here it is neither made nor needed. */
export type RolesApart = { readonly matcher?: boolean; readonly authority?: boolean }

/** Reads the key folder, or makes it. A folder in which one key is missing is not completed: that would hide a loss. */
export const openSecrets = (dataFolder: string, apart: RolesApart = {}): Secrets => {
  const folder = join(dataFolder, 'keys')
  const here = NAMES.filter(
    (name) => !(name === 'matcher' && apart.matcher) && !(name === 'authority' && apart.authority),
  )
  if (!existsSync(folder)) makeKeys(dataFolder, folder, here)
  const read = (name: Exclude<(typeof NAMES)[number], (typeof OF_AN_EPOCH)[number]>): Buffer => {
    const file = join(folder, `${name}.key`)
    const key = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    if (key.length !== BYTES) throw new StartFault('key-lost')
    return key
  }
  const seedsOf = (name: (typeof OF_AN_EPOCH)[number]): EpochSeeds => {
    const seeds = openEpochSeeds(folder, name)
    // No seed at all is a loss; which one must be there is known to the log of epochs, and looked at when it is open.
    if (here.includes(name) && !seeds.list().some((epoch) => seeds.find(epoch))) throw new StartFault('key-lost')
    return seeds
  }
  return {
    master: read('master'),
    claim: read('claim'),
    roles: read('roles'),
    matcher: apart.matcher ? Buffer.alloc(0) : read('matcher'),
    seeds: { authority: seedsOf('authority'), owners: seedsOf('epoch'), roots: openEpochSeeds(folder, 'wrap') },
  }
}

// All keys or none: a start that is killed half-way, or a second one beside it, never leaves a folder with a few of them.
const makeKeys = (dataFolder: string, folder: string, names: readonly string[]): void => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const half = mkdtempSync(join(dataFolder, 'keys-'))
  try {
    for (const name of names)
      writeFileSync(join(half, `${name}.key`), randomBytes(BYTES), { mode: 0o600, flag: 'wx', flush: true })
    renameSync(half, folder)
  } catch (fault) {
    rmSync(half, { recursive: true, force: true })
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new StartFault('disk-full')
    // Somebody else made the folder at the same moment; theirs is the one.
    if (!existsSync(folder)) throw fault
  }
}
