/**
 * The messages between owner, key authority and matcher: JSON with a version and a kind, bytes as base64url. They are
 * parsed strictly at the edge of every role; what is unknown, too long or of another version is refused, not guessed.
 */
import { accept, type Outcome, type Plane, refuse } from '../kernel/index.ts'
import { ENCODING_VERSION } from './encoding.ts'

export const MESSAGE_VERSION = 1
export const ELEMENTS_PER_MESSAGE_MAX = 4096
export const TOKENS_PER_RECORD_MAX = 64
export const RECORDS_PER_MESSAGE_MAX = 1000
export const TOKEN_BYTES = 16

// Owner to key authority `{version, kind: 'blinded', epoch, elements}`: blinded group elements, nothing else; back comes
// `kind: 'evaluated'` with the same elements, evaluated, in the same order.

/** The classes that a look-up can come from: the two planes that never join. */
export type LinkagePlane = Extract<Plane, 'care' | 'enforcement'>
export type EncodedRecord = {
  /** A random id; what it stands for is known to the owner alone. */
  readonly handle: string
  readonly plane: LinkagePlane
  readonly tokens: readonly string[]
  /** The Bloom encoding, sealed to the public key of the matcher. */
  readonly sealed: string
}
/** Owner to matcher. `insert` also looks up; `look-up` leaves nothing behind. */
export type EncodedMessage = {
  readonly version: 1
  readonly kind: 'encoded'
  readonly encoding: string
  readonly epoch: string
  readonly act: 'insert' | 'look-up'
  readonly records: readonly EncodedRecord[]
}

export type MessageRefusal =
  | 'linkage-message-unreadable'
  | 'linkage-message-too-large'
  | 'linkage-version-unknown'
  | 'linkage-epoch-closed'

const BASE64URL = /^[A-Za-z0-9_-]+$/
const HANDLE = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const EPOCH = /^[a-z0-9-]{1,40}$/

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The value of a character, 64 where it is no digit. */
const VALUES = new Uint8Array(128).fill(64)
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value

// Three bytes are four digits. Digit by digit, because a look-up writes and reads some fifty of these and the platform has no direct way.
export const toBase64url = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    text += DIGITS.charAt(word >>> 18) + DIGITS.charAt((word >>> 12) & 63)
    if (at + 1 < bytes.length) text += DIGITS.charAt((word >>> 6) & 63)
    if (at + 2 < bytes.length) text += DIGITS.charAt(word & 63)
  }
  return text
}

/** The bytes, or undefined for text that is not base64url. */
export const fromBase64url = (text: string): Uint8Array | undefined => {
  const { length } = text
  if (length === 0 || length % 4 === 1) return undefined
  const bytes = new Uint8Array((length * 3) >>> 2)
  let [word, bits, at] = [0, 0, 0]
  for (let i = 0; i < length; i += 1) {
    const value = VALUES[text.charCodeAt(i)] ?? 64
    if (value === 64) return undefined
    word = ((word << 6) | value) & 0xff_ff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at] = word >>> bits
    at += 1
  }
  return bytes
}

/** Reads a `blinded` or `evaluated` message. */
export const parseElements = <Kind extends 'blinded' | 'evaluated'>(
  text: string,
  kind: Kind,
  epoch: string,
): Outcome<readonly Uint8Array[], MessageRefusal> => {
  const opened = open(text, kind, epoch)
  if (!opened.ok) return opened
  const written = opened.value.elements
  if (!Array.isArray(written)) return refuse('linkage-message-unreadable')
  if (written.length > ELEMENTS_PER_MESSAGE_MAX)
    return refuse('linkage-message-too-large', { most: ELEMENTS_PER_MESSAGE_MAX })
  const elements: Uint8Array[] = []
  for (const item of written) {
    const bytes = typeof item === 'string' && item.length === 43 ? fromBase64url(item) : undefined
    if (bytes?.length !== 32) return refuse('linkage-message-unreadable')
    elements.push(bytes)
  }
  return accept(elements)
}

/** Reads an `encoded` message; tokens and handles are checked one by one. */
export const parseEncoded = (text: string, epoch: string): Outcome<EncodedMessage, MessageRefusal> => {
  const opened = open(text, 'encoded', epoch)
  if (!opened.ok) return opened
  const { encoding, act, records } = opened.value
  if (encoding !== ENCODING_VERSION) return refuse('linkage-version-unknown')
  if ((act !== 'insert' && act !== 'look-up') || !Array.isArray(records)) return refuse('linkage-message-unreadable')
  if (records.length > RECORDS_PER_MESSAGE_MAX)
    return refuse('linkage-message-too-large', { most: RECORDS_PER_MESSAGE_MAX })
  const read: EncodedRecord[] = []
  for (const item of records) {
    const record = readRecord(item)
    if (record === undefined) return refuse('linkage-message-unreadable')
    read.push(record)
  }
  return accept({ version: MESSAGE_VERSION, kind: 'encoded', encoding, epoch, act, records: read })
}

export const isHandle = (text: string): boolean => HANDLE.test(text)

const readRecord = (item: unknown): EncodedRecord | undefined => {
  if (!isObject(item)) return undefined
  const { handle, plane, tokens, sealed } = item
  if (typeof handle !== 'string' || !HANDLE.test(handle)) return undefined
  if (plane !== 'care' && plane !== 'enforcement') return undefined
  if (typeof sealed !== 'string' || sealed.length > 4096 || !BASE64URL.test(sealed)) return undefined
  if (!Array.isArray(tokens) || tokens.length > TOKENS_PER_RECORD_MAX || !tokens.every(isToken)) return undefined
  return { handle, plane, tokens, sealed }
}

const isToken = (token: unknown): token is string =>
  typeof token === 'string' && token.length === 22 && BASE64URL.test(token)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const open = (
  text: string,
  kind: string,
  epoch: string,
): Outcome<Readonly<Record<string, unknown>>, MessageRefusal> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('linkage-message-unreadable')
  }
  if (!isObject(value) || value.kind !== kind) return refuse('linkage-message-unreadable')
  if (value.version !== MESSAGE_VERSION) return refuse('linkage-version-unknown')
  if (typeof value.epoch !== 'string' || !EPOCH.test(value.epoch)) return refuse('linkage-message-unreadable')
  return value.epoch === epoch ? accept(value) : refuse('linkage-epoch-closed')
}
