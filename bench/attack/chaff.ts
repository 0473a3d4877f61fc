/**
 * A remedy that is measured here and not built in: chaff. Each record gets a few tokens more that mean nothing and that a few
 * records share by chance, drawn from its own content under a key. Ties that mean something hide among ties that do not.
 */
import { hmacSha512 } from '../../src/linkage/index.ts'
import type { EncoderOf } from './scene.ts'

export type Chaff = {
  readonly tokensPerRecord: number
  /** Of how many values chaff is drawn; records times tokens divided by this is how many share one. */
  readonly values: number
}

export const withChaff =
  (encoderOf: EncoderOf, { tokensPerRecord, values }: Chaff): EncoderOf =>
  (key) => {
    const encode = encoderOf(key)
    const keyed = hmacSha512(key)
    return (person) => {
      const seen = encode(person)
      const drawn = Array.from({ length: tokensPerRecord }, (_, i) => {
        const place = keyed(`chaff|${i}|${seen.tokens.join()}`).readUInt32LE() % values
        return keyed(`chaff token|${place}`).toString('base64url', 0, 16)
      })
      return { ...seen, tokens: [...seen.tokens, ...drawn].sort() }
    }
  }
