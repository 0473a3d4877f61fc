/** Texts signed with Ed25519 as C2SP signed notes (c2sp.org/signed-note), so that anybody's tools can read and keep them. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

export type NoteSigner = {
  readonly name: string
  /** Name and public key as they stand in a verifier's settings: `name+keyid+base64`. */
  readonly verifierKey: string
  /** The text (ending with a line feed) with its signature below an empty line. */
  sign(text: string): string
}

const ED25519 = 1
// The head of a PKCS #8 and of an SPKI document that hold an Ed25519 key (RFC 8410).
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

/** A signer from a seed of 32 bytes. The name is plain, without spaces or plus signs. */
export const openNoteSigner = (name: string, seed: Buffer): NoteSigner => {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const raw = rawPublic(createPublicKey(key))
  return {
    name,
    verifierKey: `${name}+${keyIdOf(name, raw).toString('hex')}+${Buffer.concat([Buffer.of(ED25519), raw]).toString('base64')}`,
    sign: (text) => {
      const signature = Buffer.concat([keyIdOf(name, raw), sign(null, Buffer.from(text), key)])
      return `${text}\n— ${name} ${signature.toString('base64')}\n`
    },
  }
}

/** The text that the holder of this verifier key signed; undefined when anything about the note is not as it must be. */
export const readNote = (
  note: string,
  verifierKey: string,
): { readonly name: string; readonly text: string } | undefined => {
  const signer = readVerifierKey(verifierKey)
  const [, text, signatures] = /^([\s\S]*?\n)\n((?:— [^\n]+\n)+)$/.exec(note) ?? []
  if (!signer || text === undefined || signatures === undefined) return undefined
  return signatures.split('\n').some((line) => isSignedBy(signer, line, text)) ? { name: signer.name, text } : undefined
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
