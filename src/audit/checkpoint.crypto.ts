/**
 * A signed statement of how far the log is: origin, size and root, as a C2SP checkpoint in a signed note (c2sp.org/tlog-checkpoint,
 * c2sp.org/signed-note), so that anybody's tools can read and keep it. It names no person and no organisation that acted.
 */
import { createHmac } from 'node:crypto'
import { openNoteSigner, readNote } from '../platform/signed-note.ts'
import type { TreeHead } from './merkle.crypto.ts'

export type LogSigner = {
  readonly origin: string
  /** Name and public key as they stand in a verifier's settings: `name+keyid+base64`. */
  readonly verifierKey: string
  sign(head: TreeHead): string
}
export type Checkpoint = TreeHead & { readonly origin: string }

/** The signer of the log of an installation, from its master secret: the same after every start, and another one for every installation. */
export const logSignerOf = (master: Buffer): LogSigner => {
  const seed = createHmac('sha256', master).update('signs the log').digest()
  const name = createHmac('sha256', master).update('names the log').digest('hex').slice(0, 16)
  return openLogSigner(`samenhang-log-${name}`, seed)
}

/** A signer for one log from a seed of 32 bytes. The origin is a plain name without spaces or plus signs. */
export const openLogSigner = (origin: string, seed: Buffer): LogSigner => {
  const signer = openNoteSigner(origin, seed)
  return {
    origin,
    verifierKey: signer.verifierKey,
    sign: ({ size, root }) => signer.sign(`${origin}\n${size}\n${root.toString('base64')}\n`),
  }
}

/** Reads a note that the holder of this verifier key signed; undefined when anything about it is not as it must be. */
export const readCheckpoint = (note: string, verifierKey: string): Checkpoint | undefined => {
  const read = readNote(note, verifierKey)
  const [, origin, digits, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(read?.text ?? '') ?? []
  if (!read || origin !== read.name || !root) return undefined
  return { origin, size: Number(digits), root: Buffer.from(root, 'base64') }
}
