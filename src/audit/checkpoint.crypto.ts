/**
 * A signed statement of how far the log is: origin, size and root, as a C2SP checkpoint in a signed note (c2sp.org/tlog-checkpoint,
 * c2sp.org/signed-note), so that anybody's tools can read and keep it. It names no person and no organisation that acted.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { TreeHead } from './merkle.crypto.ts'

export type LogSigner = {
  readonly origin: string
  /** Name and public key as they stand in a verifier's settings: `name+keyid+base64`. */
  readonly verifierKey: string
  sign(head: TreeHead): string
}
export type Checkpoint = TreeHead & { readonly origin: string }

const ED25519 = 1
// The head of a PKCS #8 and of an SPKI document that hold an Ed25519 key (RFC 8410).
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** The signer of the log of an installation, from its master secret: the same after every start, and another one for every installation. */
export const logSignerOf = (master: Buffer): LogSigner => {
  const seed = createHmac('sha256', master).update('signs the log').digest()
  const name = createHmac('sha256', master).update('names the log').digest('hex').slice(0, 16)
  return openLogSigner(`samenhang-log-${name}`, seed)
}

/** A signer for one log from a seed of 32 bytes. The origin is a plain name without spaces or plus signs. */
export const openLogSigner = (origin: string, seed: Buffer): LogSigner => {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const raw = rawPublic(createPublicKey(key))
  return {
    origin,
    verifierKey: `${origin}+${keyIdOf(origin, raw).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), raw]).toString('base64')}`,
    sign: ({ size, root }) => {
      const text = `${origin}\n${size}\n${root.toString('base64')}\n`
      const signature = Buffer.concat([keyIdOf(origin, raw), sign(null, Buffer.from(text), key)])
      return `${text}\n— ${origin} ${signature.toString('base64')}\n`
    },
  }
}

/** Reads a note that the holder of this verifier key signed; undefined when anything about it is not as it must be. */
export const readCheckpoint = (note: string, verifierKey: string): Checkpoint | undefined => {
  const signer = readVerifierKey(verifierKey)
  const [, text, signatures] = /^([\s\S]*?\n)\n((?:— [^\n]+\n)+)$/.exec(note) ?? []
  const [, origin, digits, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text ?? '') ?? []
  if (!signer || text === undefined || signatures === undefined || origin !== signer.name || !root) return undefined
  const signed = signatures.split('\n').some((line) => isSignedBy(signer, line, text))
  return signed ? { origin, size: Number(digits), root: Buffer.from(root, 'base64') } : undefined
}

type Verifier = { readonly name: string; readonly id: Buffer; readonly key: KeyObject }

const readVerifierKey = (text: string): Verifier | undefined => {
  const [name, id, key, ...more] = text.trim().split('+').reduce<string[]>(joinBase64, [])
  const bytes = Buffer.from(key ?? '', 'base64')
  if (!name || !id || more.length > 0 || bytes.length !== 33 || bytes[0] !== ED25519) return undefined
  const raw = bytes.subarray(1)
  const expected = keyIdOf(name, raw)
  if (expected.toString('hex') !== id) return undefined
  const der = Buffer.concat([PUBLIC_HEAD, raw])
  return { name, id: expected, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

// Base64 may hold the plus sign that parts the others.
const joinBase64 = (parts: string[], part: string): string[] =>
  parts.length < 3 ? [...parts, part] : [...parts.slice(0, 2), `${parts[2]}+${part}`]

const isSignedBy = ({ name, id, key }: Verifier, line: string, text: string): boolean => {
  const [, who, base64] = /^— (\S+) (\S+)$/.exec(line) ?? []
  const bytes = Buffer.from(base64 ?? '', 'base64')
  return who === name && bytes.subarray(0, 4).equals(id) && verify(null, Buffer.from(text), key, bytes.subarray(4))
}

const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length)

const keyIdOf = (name: string, raw: Buffer): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(ED25519)).update(raw).digest().subarray(0, 4)
