/**
 * How the bench keys its tokens. `oblivious` runs the real protocol between an owner and an authority in this process, once per
 * distinct token. `relabelled` puts HMAC-SHA-512 under a random key in its place: equal tokens stay equal and different ones
 * stay different, so every candidate and every figure is the same (a test shows it), at a hundredth of the time. `plain` keys
 * nothing and compares texts (plain-index.ts): what the cover costs is the difference.
 */
import { randomBytes } from 'node:crypto'
import { blind, blindEvaluate, epochKeyFrom, hmacSha512, keyedToken, TOKEN_BYTES } from '../../src/linkage/index.ts'

export const ENCODING_CHOICES = ['oblivious', 'relabelled', 'plain'] as const
export type EncodingChoice = (typeof ENCODING_CHOICES)[number]
export type Keying = (token: string) => string
export const OBLIVIOUS_RECORDS_MAX = 5_000

export const keyingOf = (choice: EncodingChoice): Keying => {
  if (choice === 'plain') return (token) => token
  const memo = new Map<string, string>()
  const keyed = choice === 'oblivious' ? oblivious() : relabelled()
  return (token) => {
    const known = memo.get(token)
    if (known !== undefined) return known
    const made = keyed(token)
    memo.set(token, made)
    return made
  }
}

const oblivious = (): Keying => {
  const { key } = epochKeyFrom(new Uint8Array(randomBytes(32)), 'bench')
  const encoder = new TextEncoder()
  return (token) => {
    const blinding = blind(encoder.encode(token))
    return keyedToken(blinding, blindEvaluate(key, blinding.blinded))
  }
}

const relabelled = (): Keying => {
  const keyed = hmacSha512(new Uint8Array(randomBytes(32)))
  return (token) => keyed(token).toString('base64url', 0, TOKEN_BYTES)
}
