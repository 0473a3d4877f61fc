/**
 * The owner's side: the only role that sees names. It normalises, makes tokens and features, has the tokens keyed by the
 * authority without showing them, and seals the Bloom encoding to the matcher. Names leave this file as keyed bytes only.
 */
import sodium from 'libsodium-wrappers-sumo'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { BloomEncoder } from './bloom.crypto.ts'
import { ENCODING_VERSION } from './encoding.ts'
import { featuresOf } from './features.ts'
import type { MaskReserve } from './mask-reserve.crypto.ts'
import {
  ELEMENTS_PER_MESSAGE_MAX,
  type EncodedMessage,
  type LinkagePlane,
  MESSAGE_VERSION,
  type MessageRefusal,
  parseElements,
  TOKEN_BYTES,
  toBase64url,
} from './messages.ts'
import { normalisePerson, type PersonDescription } from './normalise.ts'
import { type Blinding, blind, blindWith, finalize, platformBytes, type RandomBytes } from './oblivious.crypto.ts'
import { describeTokens, tokenText } from './tokens.ts'

export type OwnerSetting = {
  readonly epoch: string
  readonly encoder: BloomEncoder
  /** The X25519 public key of the matcher, 32 bytes. */
  readonly matcherKey: Uint8Array
  readonly bytes?: RandomBytes
  /** Masks made beforehand under the public key of this epoch's authority; without, every token is blinded when it is asked. */
  readonly masks?: MaskReserve
}
export type ToEncode = { readonly handle: string; readonly plane: LinkagePlane; readonly person: PersonDescription }

/** What the owner keeps between asking the authority and hearing from it. Secret: never stored, never sent. */
export type Prepared = {
  readonly records: readonly PreparedRecord[]
  readonly blindings: readonly Blinding[]
  /** The last blinding is the first token once more, blinded as the RFC says: both must give the same. */
  readonly provesMasks: boolean
}
type PreparedRecord = {
  readonly handle: string
  readonly plane: LinkagePlane
  readonly row: Uint32Array
  /** For each token its place among the blindings; equal tokens of one batch are asked once. */
  readonly tokens: readonly number[]
}

export type OwnerRefusal = 'linkage-nothing-to-encode' | 'linkage-message-too-large'

/** A person as clear tokens and an encoding: for the owner's own eyes, and the one place where both are made. */
export const encodePerson = (
  person: PersonDescription,
  encoder: BloomEncoder,
): { readonly tokens: readonly string[]; readonly row: Uint32Array } => {
  const normal = normalisePerson(person)
  return { tokens: describeTokens(normal).map(tokenText), row: encoder(featuresOf(normal)) }
}

/**
 * First step. Gives the message for the key authority and what must be kept until it answers. Refuses a description
 * that yields no token: it could never be found, and the reader must know that.
 */
export const prepareEncoding = (
  people: readonly ToEncode[],
  setting: OwnerSetting,
): Outcome<{ readonly message: string; readonly prepared: Prepared }, OwnerRefusal> => {
  const places = new Map<string, number>()
  const blindings: Blinding[] = []
  const provesMasks = setting.masks?.wantsProof === true
  const records: PreparedRecord[] = []
  for (const { handle, plane, person } of people) {
    const { tokens, row } = encodePerson(person, setting.encoder)
    if (tokens.length === 0) return refuse('linkage-nothing-to-encode')
    for (const token of tokens) {
      if (places.has(token)) continue
      places.set(token, blindings.length)
      blindings.push(hide(token, setting))
    }
    if (blindings.length > ELEMENTS_PER_MESSAGE_MAX)
      return refuse('linkage-message-too-large', { most: ELEMENTS_PER_MESSAGE_MAX })
    records.push({ handle, plane, row, tokens: tokens.map((token) => places.get(token) ?? 0) })
  }
  const first = blindings[0]
  if (provesMasks && first) blindings.push(blind(first.input, setting.bytes ?? platformBytes))
  const elements = blindings.map(({ blinded }) => toBase64url(blinded))
  const message = { version: MESSAGE_VERSION, kind: 'blinded', epoch: setting.epoch, elements }
  return accept({ message: JSON.stringify(message), prepared: { records, blindings, provesMasks } })
}

const hide = (token: string, { masks, bytes = platformBytes }: OwnerSetting): Blinding => {
  const input = new TextEncoder().encode(token)
  const mask = masks?.take()
  return mask ? blindWith(input, mask) : blind(input, bytes)
}

/** Second step: the answer of the authority becomes the message for the matcher. `act` is `insert` or `look-up`. */
export const finishEncoding = (
  prepared: Prepared,
  evaluatedMessage: string,
  act: EncodedMessage['act'],
  setting: OwnerSetting,
): Outcome<string, MessageRefusal> => {
  const parsed = parseElements(evaluatedMessage, 'evaluated', setting.epoch)
  if (!parsed.ok) return parsed
  const evaluated = parsed.value
  const keyed = evaluated.length === prepared.blindings.length ? keyedTokens(prepared.blindings, evaluated) : undefined
  if (!keyed) return refuse('linkage-message-unreadable')
  if (prepared.provesMasks) {
    const same = keyed[0] === keyed.at(-1)
    setting.masks?.prove(same)
    // Tokens of a wrong public key would be found by nobody: the caller asks again, and is then served without masks.
    if (!same) return refuse('linkage-message-unreadable')
  }
  const message: EncodedMessage = {
    version: MESSAGE_VERSION,
    kind: 'encoded',
    encoding: ENCODING_VERSION,
    epoch: setting.epoch,
    act,
    records: prepared.records.map(({ handle, plane, row, tokens }) => ({
      handle,
      plane,
      // Sorted: the order in which tokens are made would tell which kind is which.
      tokens: tokens.map((place) => keyed[place] ?? '').sort(),
      sealed: toBase64url(sodium.crypto_box_seal(rowBytes(row), setting.matcherKey)),
    })),
  }
  return accept(JSON.stringify(message))
}

// Undefined when one of them is no element, which the last step of the function itself finds out.
const keyedTokens = (blindings: readonly Blinding[], evaluated: readonly Uint8Array[]): string[] | undefined => {
  try {
    return blindings.map((blinding, i) => keyedToken(blinding, evaluated[i] ?? new Uint8Array()))
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault
    return undefined
  }
}

/** The function's output, cut to 16 bytes: at 10^8 tokens two meet by chance with probability below 10^-22. */
export const keyedToken = (blinding: Blinding, evaluated: Uint8Array): string =>
  toBase64url(finalize(blinding, evaluated).subarray(0, TOKEN_BYTES))

/** Little-endian, whatever the machine. */
const rowBytes = (row: Uint32Array): Uint8Array => {
  const view = new DataView(new ArrayBuffer(row.length * 4))
  row.forEach((word, i) => {
    view.setUint32(i * 4, word, true)
  })
  return new Uint8Array(view.buffer)
}
