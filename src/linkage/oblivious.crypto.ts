/**
 * The oblivious pseudo-random function of RFC 9497, suite OPRF(ristretto255, SHA-512), mode 0x00. The owner blinds an
 * input, the key authority evaluates without seeing it, the owner unblinds: neither learns what the other holds.
 * The group is libsodium's (constant time, WASM); only the framing of the RFC is ours.
 */
import { hash, randomFillSync } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'

await sodium.ready

export const ELEMENT_BYTES = 32
/** RFC 9497 section 1.2: inputs are at most 2^16 - 1 bytes. */
const INPUT_BYTES_MAX = 65_535

/** Gives `count` unpredictable bytes; the platform's own source by default, a fixed row in tests. */
export type RandomBytes = (count: number) => Uint8Array
export const platformBytes: RandomBytes = (count) => randomFillSync(new Uint8Array(count))

/** What the owner keeps of one input until it is evaluated: how it was hidden, by a factor (the RFC) or by a spare mask. */
export type Blinding = { readonly input: Uint8Array; readonly blinded: Uint8Array } & (
  | { readonly blind: Uint8Array }
  | { readonly unmask: Uint8Array }
)

/** A random element to add to an input, and what must be taken off again once the authority has evaluated the sum. Used once. */
export type SpareMask = { readonly mask: Uint8Array; readonly unmask: Uint8Array }

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const CONTEXT = Uint8Array.from([...ascii('OPRFV1-'), 0, ...ascii('-ristretto255-SHA512')])
// In one call: a hash that is fed piece by piece is an object outside the heap, and to clear away some fifty for each look-up stops the
// process for longer than to make them.
const sha512 = (...parts: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(hash('sha512', Buffer.concat(parts), 'buffer'))
const twoBytes = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 255)

const EMPTY_BLOCK = new Uint8Array(128)
const tags = new Map<string, Uint8Array>()
// There are as many as there are labels in this file.
const taggedOf = (label: string): Uint8Array => {
  const known = tags.get(label)
  if (known) return known
  const tag = [...ascii(label), ...CONTEXT]
  const tagged = Uint8Array.from([...tag, tag.length])
  tags.set(label, tagged)
  return tagged
}

/** expand_message_xmd of RFC 9380 for SHA-512 and 64 bytes out: one block suffices. */
const expand = (message: Uint8Array, label: string): Uint8Array => {
  const tagged = taggedOf(label)
  const first = sha512(EMPTY_BLOCK, message, twoBytes(64), Uint8Array.of(0), tagged)
  return sha512(first, Uint8Array.of(1), tagged)
}

const hashToGroup = (input: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_from_hash(expand(input, 'HashToGroup-'))

/** A scalar from 64 uniform bytes, never zero. */
export const randomScalar = (bytes: RandomBytes = platformBytes): Uint8Array => {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(bytes(64))
    if (!sodium.is_zero(scalar)) return scalar
  }
  throw new RangeError('the source of random bytes gives only zeros')
}

/** `DeriveKeyPair` of the RFC: the same seed and info give the same key. Gives the secret scalar. */
export const deriveKey = (seed: Uint8Array, info: Uint8Array): Uint8Array => {
  if (seed.length !== 32) throw new RangeError('the seed must be 32 bytes')
  for (let counter = 0; counter < 256; counter += 1) {
    const input = Uint8Array.from([...seed, ...twoBytes(info.length), ...info, counter])
    const scalar = sodium.crypto_core_ristretto255_scalar_reduce(expand(input, 'DeriveKeyPair'))
    if (!sodium.is_zero(scalar)) return scalar
  }
  throw new RangeError('no key from this seed')
}

/** Owner, first step. `blind` is secret and used once. */
export const blind = (input: Uint8Array, bytes: RandomBytes = platformBytes): Blinding => {
  if (input.length > INPUT_BYTES_MAX) throw new RangeError('input too long')
  const scalar = randomScalar(bytes)
  return { input, blind: scalar, blinded: sodium.crypto_scalarmult_ristretto255(scalar, hashToGroup(input)) }
}

/** The public key of an authority: what its key makes of the generator. */
export const publicKeyOf = (key: Uint8Array): Uint8Array => sodium.crypto_scalarmult_ristretto255_base(key)

/**
 * A mask made before it is needed: r·G hides an input as well as a factor does (a uniformly random element either way), and r·K
 * takes it off afterwards, so that two of the three multiplications of a token are done in idle time. The value of
 * the function stays that of the RFC. It holds only under the true public key K of the authority (Jarecki, Krawczyk and Xu,
 * 2021, on blinding by addition): K must be known from elsewhere than the answer, and is checked before it is used.
 */
export const spareMask = (publicKey: Uint8Array, bytes: RandomBytes = platformBytes): SpareMask => {
  const scalar = randomScalar(bytes)
  return {
    mask: sodium.crypto_scalarmult_ristretto255_base(scalar),
    unmask: sodium.crypto_scalarmult_ristretto255(scalar, publicKey),
  }
}

/** Owner, first step, with a mask that was made before. */
export const blindWith = (input: Uint8Array, { mask, unmask }: SpareMask): Blinding => {
  if (input.length > INPUT_BYTES_MAX) throw new RangeError('input too long')
  return { input, unmask, blinded: sodium.crypto_core_ristretto255_add(hashToGroup(input), mask) }
}

/** True for the encoding of a group element that may be evaluated: canonical and not the identity. */
export const isElement = (element: Uint8Array): boolean =>
  element.length === ELEMENT_BYTES &&
  !sodium.is_zero(element) &&
  sodium.crypto_core_ristretto255_is_valid_point(element)

/** Key authority. Throws on bytes that are no element, which the multiplication itself finds out: nothing is checked twice. */
export const blindEvaluate = (key: Uint8Array, blinded: Uint8Array): Uint8Array => {
  try {
    return sodium.crypto_scalarmult_ristretto255(key, blinded)
  } catch (cause) {
    throw new RangeError('not a group element', { cause })
  }
}

/** Owner, last step: the 64 bytes of the function. Throws on bytes that are no element. */
export const finalize = (blinding: Blinding, evaluated: Uint8Array): Uint8Array => {
  const { input } = blinding
  const element = unblind(blinding, evaluated)
  return sha512(twoBytes(input.length), input, twoBytes(element.length), element, FINALIZE)
}

const FINALIZE = ascii('Finalize')

// The group itself refuses bytes that are no canonical element (it must read them), so only the identity is asked for apart.
const unblind = (blinding: Blinding, evaluated: Uint8Array): Uint8Array => {
  if (evaluated.length !== ELEMENT_BYTES || sodium.is_zero(evaluated)) throw new RangeError('not a group element')
  try {
    return 'unmask' in blinding
      ? sodium.crypto_core_ristretto255_sub(evaluated, blinding.unmask)
      : sodium.crypto_scalarmult_ristretto255(sodium.crypto_core_ristretto255_scalar_invert(blinding.blind), evaluated)
  } catch (cause) {
    throw new RangeError('not a group element', { cause })
  }
}
