/**
 * Known-bad ways to encode. Each attack must succeed against one of them: an attack that never finds anybody proves
 * nothing. No product ever used these.
 */
import { createHmac } from 'node:crypto'
import { ENCODING_WORDS, hmacSha512, normalisePerson, type PersonDescription } from '../../src/linkage/index.ts'
import type { EncoderOf } from './scene.ts'

const NAME_BITS = 1_024
const HASHES = 15

/** The Bloom filter of the first articles: bigrams of the surname, double hashing, no fold, no salt, no flips. */
export const unhardened: EncoderOf = (key) => {
  const positions = (bigram: string): readonly number[] => {
    const [first, second] = ['sha1', 'md5'].map((name) => createHmac(name, key).update(bigram).digest().readUInt32LE())
    return Array.from({ length: HASHES }, (_, i) => ((first ?? 0) + i * (second ?? 0)) % NAME_BITS)
  }
  const memo = new Map<string, readonly number[]>()
  return (person) => {
    const row = new Uint32Array(ENCODING_WORDS)
    for (const bigram of surnameBigrams(person)) {
      const bits = memo.get(bigram) ?? positions(bigram)
      memo.set(bigram, bits)
      for (const bit of bits) row[bit >>> 5] = (row[bit >>> 5] ?? 0) | (1 << (bit & 31))
    }
    return { tokens: [], row }
  }
}

/** The surname as it was written, which is what this attack must name. */
export const surnameOf = (person: PersonDescription): string =>
  normalisePerson(person)
    .surname.map(({ text }) => text)
    .join(' ')

export const surnameBigrams = (person: PersonDescription): readonly string[] => [
  ...new Set(normalisePerson(person).surname.flatMap(({ text }) => bigramsOf(`_${text}_`))),
]

const bigramsOf = (word: string): readonly string[] =>
  Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))

/** Tokens of single attributes: what no index may hold. */
export const singleAttributes: EncoderOf = (key) => {
  const keyed = hmacSha512(key)
  return (person) => {
    const { given, surname, birth, town } = normalisePerson(person)
    const texts = [
      ...given.map(({ text }) => `given|${text}`),
      ...surname.map(({ text }) => `surname|${text}`),
      `town|${town.join(' ')}`,
      `year|${birth.year}`,
      `day|${birth.month}-${birth.day}`,
    ]
    const tokens = texts.map((text) => keyed(text).toString('base64url', 0, 16)).sort()
    return { tokens, row: new Uint32Array(ENCODING_WORDS) }
  }
}
