import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { bitCount, countBits, dice, ENCODING_WORDS, overlap, SLOTS } from './encoding.ts'
import { featuresOf } from './features.ts'
import { hmacSha512 } from './hmac.crypto.ts'
import { normalisePerson, type PersonDescription } from './normalise.ts'

const key = new Uint8Array(32).fill(1)
const encode = (person: PersonDescription, encoder = bloomEncoder(key)): Uint32Array =>
  encoder(featuresOf(normalisePerson(person)))
const alike = (slot: keyof typeof SLOTS, a: Uint32Array, b: Uint32Array): number =>
  dice(a, SLOTS[slot].at, b, SLOTS[slot].at, SLOTS[slot].words)

test('bits are counted as a slow count would', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => {
      expect(bitCount(word)).toBe(word.toString(2).replaceAll('0', '').length)
    }),
  )
})

test('the fast HMAC gives what Node gives, for keys short and long', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.string(), (secret, text) => {
      expect(hmacSha512(secret)(text).toString('hex')).toBe(createHmac('sha512', secret).update(text).digest('hex'))
    }),
  )
})

test('slots follow each other without gap or overlap and fill the encoding', () => {
  let next = 0
  for (const { at, words } of Object.values(SLOTS)) {
    expect(at).toBe(next)
    next += words
  }
  expect(next).toBe(ENCODING_WORDS)
})

test('the same person gives the same bits, another key gives others', () => {
  const person = { given: 'Maria', surname: 'de Vries' }
  expect(encode(person)).toEqual(encode(person))
  expect(encode(person)).not.toEqual(encode(person, bloomEncoder(new Uint8Array(32).fill(2))))
})

test('a typing error leaves names more alike than another name', () => {
  const [asked, typed, other] = [{ surname: 'Bakker' }, { surname: 'Bakkre' }, { surname: 'Yilmaz' }].map((person) =>
    encode(person),
  )
  if (!asked || !typed || !other) throw new Error('three people were encoded')
  expect(alike('surname', asked, typed)).toBeGreaterThan(alike('surname', asked, other) + 0.2)
})

test('given name and surname are hashed alike, so a swap can be seen', () => {
  const straight = encode({ given: 'Ali', surname: 'Demir' })
  const swapped = encode({ given: 'Demir', surname: 'Ali' })
  expect(overlap(straight, SLOTS.given.at, swapped, SLOTS.surname.at, SLOTS.given.words)).toBe(1)
})

test('swapped day and month stay between equal and different', () => {
  const birth = encode({ birthDate: '1990-03-07' })
  const swapped = alike('dayMonth', birth, encode({ birthDate: '1990-07-03' }))
  expect(swapped).toBeGreaterThan(0.5)
  expect(swapped).toBeLessThan(0.95)
  expect(alike('dayMonth', birth, encode({ birthDate: '1990-11-25' }))).toBeLessThan(0.22)
})

test('what is not said sets no bit, also when bits are flipped', () => {
  const row = encode({ given: 'Ali' }, bloomEncoder(key, { share: 0.05, random: randomFrom(1) }))
  expect(countBits(row, SLOTS.phone.at, SLOTS.phone.words)).toBe(0)
  expect(countBits(row, SLOTS.name.at, SLOTS.name.words)).toBeGreaterThan(0)
})

test('flipping changes about the share of bits that was asked for', () => {
  const person = { given: 'Ali', surname: 'Demir' }
  const flipping = bloomEncoder(key, { share: 0.05, random: randomFrom(1) })
  const [clear, random] = [encode(person), encode(person, flipping)]
  let changed = 0
  for (let i = 0; i < SLOTS.name.words; i += 1) changed += bitCount((clear[i] ?? 0) ^ (random[i] ?? 0))
  expect(changed).toBeGreaterThan(0.02 * 1024)
  expect(changed).toBeLessThan(0.09 * 1024)
})

test('a short key and a flip share that would drown the signal are faults', () => {
  expect(() => bloomEncoder(new Uint8Array(16))).toThrow(RangeError)
  expect(() => bloomEncoder(key, { share: 0.5, random: randomFrom(1) })).toThrow(RangeError)
})
