import { expect, test } from 'vitest'
import { newDataKey, open, seal } from './sealing.ts'

const place = 'dossier.fact.sealed:een:1'
const said = { name: 'Verzonnen Naam' }

test('what is sealed opens with its key in its place, and nowhere shows what it holds [V11.3.2]', () => {
  const key = newDataKey()
  const sealed = seal(key, place, said)
  expect(open(key, place, sealed)).toEqual(said)
  expect(sealed.toString('latin1')).not.toContain('Verzonnen')
  expect(key.length).toBe(32)
})

test('a byte that was changed, cut off or put behind is noticed, wherever it stands [V11.3.3]', () => {
  const key = newDataKey()
  const sealed = seal(key, place, said)
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => open(key, place, changed), String(at)).toThrow()
    expect(() => open(key, place, sealed.subarray(0, at)), String(at)).toThrow()
  }
  expect(() => open(key, place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow()
})

test('a sealed value that is moved to another place, or tried with another key, does not open [V11.3.3]', () => {
  const key = newDataKey()
  const sealed = seal(key, place, said)
  expect(() => open(key, 'dossier.fact.sealed:ander:1', sealed)).toThrow()
  expect(() => open(newDataKey(), place, sealed)).toThrow()
})

test('the same value is sealed to other bytes each time: no two nonces are alike [V11.3.2]', () => {
  const key = newDataKey()
  const nonces = new Set(Array.from({ length: 2_000 }, () => seal(key, place, said).subarray(1, 13).toString('hex')))
  expect(nonces.size).toBe(2_000)
})
