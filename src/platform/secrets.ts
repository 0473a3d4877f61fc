/** The key folder: secrets of this installation, outside the database and its backups. Made at first start, mode 0600. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFault } from './faults.ts'

export type Secrets = {
  /** Wraps the key of each organisation. */
  readonly master: Buffer
  /** Signs claims; its twin lies in a table that only the checking function reads. */
  readonly claim: Buffer
  /** Passwords of the login roles are derived from it. */
  readonly roles: Buffer
  /** Seed of the key of the oblivious function; only the key authority uses it. */
  readonly authority: Buffer
  /** Seed of the key pair of the matcher. */
  readonly matcher: Buffer
  /** Key of the encodings of this epoch; owners share it, the matcher does not have it. */
  readonly epoch: Buffer
}

const NAMES = ['master', 'claim', 'roles', 'authority', 'matcher', 'epoch'] as const

const BYTES = 32

/** Reads the key folder, or makes it. A folder in which one key is missing is not completed: that would hide a loss. */
export const openSecrets = (dataFolder: string): Secrets => {
  const folder = join(dataFolder, 'keys')
  if (!existsSync(folder)) makeKeys(dataFolder, folder)
  const read = (name: (typeof NAMES)[number]): Buffer => {
    const file = join(folder, `${name}.key`)
    const key = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    if (key.length !== BYTES) throw new StartFault('key-lost')
    return key
  }
  return {
    master: read('master'),
    claim: read('claim'),
    roles: read('roles'),
    authority: read('authority'),
    matcher: read('matcher'),
    epoch: read('epoch'),
  }
}

// All keys or none: a start that is killed half-way, or a second one beside it, never leaves a folder with a few of them.
const makeKeys = (dataFolder: string, folder: string): void => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const half = mkdtempSync(join(dataFolder, 'keys-'))
  try {
    for (const name of NAMES)
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
