/** The matcher's letter box: reads an owner's message, opens the sealed encodings, hands them to the matcher, writes the answers. */
import sodium from 'libsodium-wrappers-sumo'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { ENCODING_WORDS } from './encoding.ts'
import type { Introduction, MatchableRecord, Matcher } from './match.ts'
import { fromBase64url, MESSAGE_VERSION, type MessageRefusal, parseEncoded } from './messages.ts'

await sodium.ready

export type MatcherKeys = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }

/** The matcher's X25519 key pair from 32 secret bytes. */
export const matcherKeysFrom = (seed: Uint8Array): MatcherKeys => {
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return { publicKey, secretKey: privateKey }
}

/** Opens an `encoded` message into records that can be matched or stored. Refuses the whole message when one record is not sound. */
export const openEncoded = (
  message: string,
  epoch: string,
  keys: MatcherKeys,
): Outcome<{ readonly act: 'insert' | 'look-up'; readonly records: readonly MatchableRecord[] }, MessageRefusal> => {
  const parsed = parseEncoded(message, epoch)
  if (!parsed.ok) return parsed
  const records: MatchableRecord[] = []
  for (const { handle, plane, tokens, sealed } of parsed.value.records) {
    const row = openRow(sealed, keys)
    if (row === undefined) return refuse('linkage-message-unreadable')
    records.push({ handle, plane, tokens, row })
  }
  return accept({ act: parsed.value.act, records })
}

/**
 * Answers one `encoded` message: `answers` is the JSON that goes to the houses, one entry per handle; `introductions` stay with
 * the contact desk.
 */
export const receiveEncoded = (
  message: string,
  matcher: Matcher,
  setting: { readonly epoch: string; readonly keys: MatcherKeys },
): Outcome<{ readonly answers: string; readonly introductions: readonly Introduction[] }, MessageRefusal> => {
  const opened = openEncoded(message, setting.epoch, setting.keys)
  if (!opened.ok) return opened
  const { act, records } = opened.value
  const outcomes = records.map((record) => (act === 'insert' ? matcher.insert(record) : matcher.lookUp(record)))
  const answers = { version: MESSAGE_VERSION, kind: 'answers', answers: outcomes.flatMap((outcome) => outcome.answers) }
  return accept({
    answers: JSON.stringify(answers),
    introductions: outcomes.flatMap((outcome) => outcome.introductions),
  })
}

const openRow = (sealed: string, { publicKey, secretKey }: MatcherKeys): Uint32Array | undefined => {
  const box = fromBase64url(sealed)
  if (box === undefined || box.length !== ENCODING_WORDS * 4 + sodium.crypto_box_SEALBYTES) return undefined
  try {
    return rowOf(sodium.crypto_box_seal_open(box, publicKey, secretKey))
  } catch {
    // libsodium says "incorrect key pair for the given ciphertext": sealed to another matcher, or changed on the way.
    return undefined
  }
}

const rowOf = (bytes: Uint8Array): Uint32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Uint32Array.from({ length: ENCODING_WORDS }, (_, i) => view.getUint32(i * 4, true))
}
