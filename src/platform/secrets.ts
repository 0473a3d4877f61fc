/** The key folder: secrets of this installation, outside the database and its backups. Made at first start, mode 0600. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** Reads the key folder, or makes it. A folder in which one key is missing is not completed: that would hide a loss. */
export const openSecrets = (dataFolder: string): Secrets => {
  const folder = join(dataFolder, 'keys')
  const isNew = !existsSync(folder)
  if (isNew) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const read = (name: (typeof NAMES)[number]): Buffer => {
    const file = join(folder, `${name}.key`)
    if (isNew) writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
    return readFileSync(file)
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
