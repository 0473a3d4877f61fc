import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blind,
  blindEvaluate,
  blindWith,
  deriveKey,
  finalize,
  isElement,
  publicKeyOf,
  randomScalar,
  spareMask,
} from './oblivious.crypto.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hex = (of: Uint8Array): string => [...of].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** RFC 9497 appendix A.1.1, OPRF(ristretto255, SHA-512), mode OPRF. */
const SEED = 'a3'.repeat(32)
const KEY_INFO = '74657374206b6579'
const SECRET_KEY = '5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e'
const BLIND = '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706'
const VECTORS = [
  {
    input: '00',
    blinded: '609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c',
    evaluated: '7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e',
    output:
      '527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6',
  },
  {
    input: '5a'.repeat(17),
    blinded: 'da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418',
    evaluated: 'b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25',
    output:
      'f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73',
  },
]

test.each(VECTORS)('the oblivious function gives the published values of RFC 9497 for input $input', (vector) => {
  const key = deriveKey(bytes(SEED), bytes(KEY_INFO))
  expect(hex(key)).toBe(SECRET_KEY)
  const fixedBlind = () => Uint8Array.from([...bytes(BLIND), ...new Uint8Array(32)])
  const blinding = blind(bytes(vector.input), fixedBlind)
  expect(hex(blinding.blinded)).toBe(vector.blinded)
  const evaluated = blindEvaluate(key, blinding.blinded)
  expect(hex(evaluated)).toBe(vector.evaluated)
  expect(hex(finalize(blinding, evaluated))).toBe(vector.output)
})

test('the oblivious function agrees with an independent implementation on any input', () => {
  const { oprf } = ristretto255_oprf
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (input, seed) => {
      const key = deriveKey(seed, new Uint8Array([1]))
      const theirs = oprf.blind(input)
      const ours = blind(input)
      expect(hex(finalize(ours, oprf.blindEvaluate(key, ours.blinded)))).toBe(
        hex(oprf.finalize(input, theirs.blind, blindEvaluate(key, theirs.blinded))),
      )
    }),
    { numRuns: 15 },
  )
})

test('the same input is blinded differently each time, and still gives the same token', () => {
  const key = randomScalar()
  const [first, second] = [blind(bytes('0102')), blind(bytes('0102'))]
  expect(hex(first.blinded)).not.toBe(hex(second.blinded))
  expect(hex(finalize(first, blindEvaluate(key, first.blinded)))).toBe(
    hex(finalize(second, blindEvaluate(key, second.blinded))),
  )
})

test('what is no group element is neither evaluated nor unblinded: wrong length, the identity, no canonical encoding', () => {
  const input = Uint8Array.of(1)
  const ways = [blind(input), blindWith(input, spareMask(publicKeyOf(randomScalar())))]
  for (const element of [new Uint8Array(31), new Uint8Array(32), new Uint8Array(32).fill(255)]) {
    expect(isElement(element)).toBe(false)
    expect(() => blindEvaluate(randomScalar(), element)).toThrow(RangeError)
    for (const way of ways) expect(() => finalize(way, element)).toThrow(RangeError)
  }
})

test('the last step refuses exactly what is no element, with a mask and without', () => {
  const input = Uint8Array.of(1)
  const ways = [blind(input), blindWith(input, spareMask(publicKeyOf(randomScalar())))]
  const accepts = (way: (typeof ways)[number], element: Uint8Array): boolean => {
    try {
      return finalize(way, element).length === 64
    } catch (fault) {
      if (fault instanceof RangeError) return false
      throw fault
    }
  }
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.boolean(), (some, makeElement) => {
      // Half of them are made elements, and of those some get a bit that makes them none, or another one.
      const element = makeElement
        ? publicKeyOf(randomScalar((count) => new Uint8Array(count).map((_, i) => some[i % 32] ?? 0)))
        : some
      const is = isElement(element)
      seen.add(is)
      for (const way of ways) expect(accepts(way, element)).toBe(is)
    }),
  )
  expect(seen.size).toBe(2)
})

test('a source of randomness that gives only zeros is a fault, not a weak blind', () => {
  expect(() => randomScalar((count) => new Uint8Array(count))).toThrow(RangeError)
})

test('a mask made beforehand hides the input and gives the value of the RFC, for any input and key', () => {
  const { oprf } = ristretto255_oprf
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (input, seed) => {
      const key = deriveKey(seed, new Uint8Array([1]))
      const [one, other] = [0, 1].map(() => blindWith(input, spareMask(publicKeyOf(key))))
      if (!one || !other) throw new Error('two blindings')
      expect(hex(one.blinded)).not.toBe(hex(other.blinded))
      const theirs = oprf.blind(input)
      const expected = hex(oprf.finalize(input, theirs.blind, oprf.blindEvaluate(key, theirs.blinded)))
      for (const each of [one, other]) expect(hex(finalize(each, oprf.blindEvaluate(key, each.blinded)))).toBe(expected)
    }),
    { numRuns: 12 },
  )
})
