import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bloomEncoder, HARDENING } from './bloom.crypto.ts'
import { bitCount, countBits, dice, ENCODING_WORDS, overlap, SLOTS, type Slot } from './encoding.ts'
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

test('a typing error leaves names more alike than another name, by 0.2 on average', () => {
  const typed = ['Bakkre', 'Jasnen', 'Yilmas', 'Kowalsky', 'Popecu', 'Okafro', 'Hadad', 'Nguyn']
  const margins = ['Bakker', 'Jansen', 'Yilmaz', 'Kowalski', 'Popescu', 'Okafor', 'Haddad', 'Nguyen'].map((name, i) => {
    const [asked, near] = [encode({ surname: name }), encode({ surname: typed[i] ?? '' })]
    const other = encode({ surname: typed[(i + 3) % typed.length] ?? '' })
    return alike('surname', asked, near) - alike('surname', asked, other)
  })
  expect(Math.min(...margins)).toBeGreaterThan(0)
  expect(margins.reduce((sum, margin) => sum + margin, 0) / margins.length).toBeGreaterThan(0.2)
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
  const row = encode({ given: 'Ali' })
  expect(countBits(row, SLOTS.phone.at, SLOTS.phone.words)).toBe(0)
  expect(countBits(row, SLOTS.name.at, SLOTS.name.words)).toBeGreaterThan(0)
})

const hardened = (flipShare: number) => bloomEncoder(key, { ...HARDENING, flipShare })
const differing = (a: Uint32Array, b: Uint32Array, { at, words }: Slot): number => {
  let bits = 0
  for (let i = at; i < at + words; i += 1) bits += bitCount((a[i] ?? 0) ^ (b[i] ?? 0))
  return bits
}
const aWord = fc.stringMatching(/^[a-z]{2,12}$/)

test('flipping changes the share of bits that was asked for, in every filled slot', () => {
  fc.assert(
    fc.property(aWord, aWord, fc.constantFrom(0.02, 0.05, 0.1), (given, surname, share) => {
      const [clear, flipped] = [encode({ given, surname }, hardened(0)), encode({ given, surname }, hardened(share))]
      for (const slot of [SLOTS.name, SLOTS.given, SLOTS.surname]) {
        expect(differing(clear, flipped, slot)).toBe(Math.round(share * slot.words * 32))
      }
    }),
  )
})

test('equal slots are equal in whatever record they stand, so asking again brings nothing to average', () => {
  fc.assert(
    fc.property(aWord, aWord, aWord, (given, surname, other) => {
      const [a, b] = [encode({ given, surname }), encode({ given, surname: other })]
      expect(differing(a, b, SLOTS.given)).toBe(0)
      expect(encode({ given, surname })).toEqual(a)
    }),
  )
})

test('other content is flipped elsewhere: the noise of two slots that differ in one letter has little in common', () => {
  const noiseOf = (surname: string): Uint32Array => {
    const [clear, flipped] = [encode({ surname }, hardened(0)), encode({ surname }, hardened(0.05))]
    return clear.map((word, i) => word ^ (flipped[i] ?? 0))
  }
  let shared = 0
  let all = 0
  for (const surname of ['bakker', 'jansen', 'yilmaz', 'kowalski', 'nguyen', 'haddad', 'popescu', 'okafor']) {
    const [one, other] = [noiseOf(surname), noiseOf(`${surname}a`)]
    all += countBits(one, SLOTS.surname.at, SLOTS.surname.words)
    for (let i = SLOTS.surname.at; i < SLOTS.surname.at + SLOTS.surname.words; i += 1)
      shared += bitCount((one[i] ?? 0) & (other[i] ?? 0))
  }
  expect(shared / all).toBeLessThan(0.25)
})

test('a short key and a flip share that would drown the signal are faults', () => {
  expect(() => bloomEncoder(new Uint8Array(16))).toThrow(RangeError)
  expect(() => bloomEncoder(key, { ...HARDENING, flipShare: 0.5 })).toThrow(RangeError)
  expect(() => bloomEncoder(key, { ...HARDENING, flipShare: Number.NaN })).toThrow(RangeError)
})

test('a salted slot is equal only where the salt is, and whole where nothing salts it', () => {
  const salted = bloomEncoder(key, { flipShare: 0, fill: {}, salts: { given: ['birth'] } })
  const [one, same, other] = ['1990-03-07', '1990-03-07', '1991-03-07'].map((birthDate) =>
    encode({ given: 'Maria', surname: 'Yilmaz', birthDate }, salted),
  )
  if (!one || !same || !other) throw new Error('three people were encoded')
  expect(differing(one, same, SLOTS.given)).toBe(0)
  expect(alike('given', one, other)).toBeLessThan(0.4)
  expect(differing(one, other, SLOTS.surname)).toBe(0)
})
