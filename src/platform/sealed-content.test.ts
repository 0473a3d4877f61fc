import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELD_CLASSES, type FieldClass } from './field-classes.ts'
import { type DataKey, keysOf, openContent, sealContent } from './sealed-content.ts'
import { newDataKey, openBytes, seal, sealBytes } from './sealing.ts'

const newKeys = (): ReadonlyMap<FieldClass, DataKey> =>
  new Map(FIELD_CLASSES.map((each) => [each, { id: randomUUID(), key: newDataKey() }] as const))
const held = (keys: ReadonlyMap<FieldClass, DataKey>, only: readonly FieldClass[] = FIELD_CLASSES) =>
  new Map([...keys].filter(([each]) => only.includes(each)).map(([, { id, key }]) => [id, key] as const))

const PLACE = 'dossier.fact.sealed:row-1:1'
const TOLD = {
  fields: [
    { field: 'phone', value: '06 00000000' },
    { field: 'postal-address', value: 'Straat 1' },
  ],
  text: 'bel na zes',
}
const at = { place: PLACE, chapter: 'contact' }

test('what is sealed opens with all its keys, and in part with the key of one class', () => {
  const keys = newKeys()
  const sealed = sealContent(keys, at, TOLD)
  expect(openContent(held(keys), PLACE, sealed)).toEqual(TOLD)
  expect(openContent(held(keys, ['location']), PLACE, sealed)).toEqual({ fields: [TOLD.fields[1]] })
  expect(openContent(held(keys, ['medical']), PLACE, sealed)).toBeUndefined()
  expect(keysOf(sealed)).toEqual([keys.get('identity')?.id, keys.get('location')?.id])
})

test('a value of before there were classes still opens', () => {
  const [id, key] = [randomUUID(), newDataKey()]
  const old = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), seal(key, PLACE, TOLD)])
  expect(openContent(new Map([[id, key]]), PLACE, old)).toEqual(TOLD)
  expect(() => openContent(new Map([[id, key]]), 'dossier.fact.sealed:row-2:1', old)).toThrow()
})

test('pasted into another table, row, column or version it does not open', () => {
  const keys = newKeys()
  const sealed = sealContent(keys, at, TOLD)
  for (const elsewhere of [
    'signal.fact.sealed:row-1:1',
    'dossier.fact.sealed:row-2:1',
    'dossier.fact.payload:row-1:1',
    'dossier.fact.sealed:row-1:2',
  ])
    expect(() => openContent(held(keys), elsewhere, sealed)).toThrow()
})

test('any changed, missing or added byte is refused, or belongs to a key that is not there', () => {
  const keys = newKeys()
  const sealed = sealContent(keys, at, TOLD)
  // The name of a key that does not exist opens nothing; the part of the other key then sees another header and is refused.
  const opens = (bytes: Buffer): unknown => {
    try {
      return openContent(held(keys), PLACE, bytes)
    } catch {
      return undefined
    }
  }
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed)
    changed[index] = (changed[index] ?? 0) ^ 0x01
    expect(opens(changed), `byte ${index}`).toBeUndefined()
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(opens(sealed.subarray(0, length)), `${length} bytes`).toBeUndefined()
  expect(opens(Buffer.concat([sealed, Buffer.from([0])]))).toBeUndefined()
})

test('parts that are swapped, dropped, doubled or taken from another version are refused', () => {
  const keys = newKeys()
  const [one, two] = [sealContent(keys, at, TOLD), sealContent(keys, at, { ...TOLD, text: 'bel na tien' })]
  const header = one.length - bodies(one).reduce((sum, each) => sum + each.length, 0)
  const [first, second] = bodies(one)
  const [other] = bodies(two)
  const put = (parts: readonly (Buffer | undefined)[]) =>
    Buffer.concat([one.subarray(0, header), ...parts.map((part) => part ?? Buffer.alloc(0))])
  expect(openContent(held(keys), PLACE, put([first, second]))).toEqual(TOLD)
  for (const wrong of [[second, first], [first], [first, first], [other, second], [first, second, second]])
    expect(() => openContent(held(keys), PLACE, put(wrong))).toThrow()
  // One part alone, with a header that says so: the list of parts is bound too.
  const alone = Buffer.concat([one.subarray(0, 8), Buffer.from([1]), one.subarray(9, 30), first ?? Buffer.alloc(0)])
  expect(() => openContent(held(keys), PLACE, alone)).toThrow()
})

test('a part that is passed off as the older format is refused', () => {
  const keys = newKeys()
  const [first] = bodies(sealContent(keys, at, TOLD))
  const id = Buffer.from((keys.get('identity')?.id ?? '').replaceAll('-', ''), 'hex')
  expect(() => openContent(held(keys), PLACE, Buffer.concat([id, first ?? Buffer.alloc(0)]))).toThrow()
})

test('a key of one class does not open the part of another, also under its name', () => {
  const keys = newKeys()
  const sealed = sealContent(keys, at, TOLD)
  const medical = keys.get('medical')?.key ?? Buffer.alloc(32)
  expect(() => openContent(new Map([[keys.get('location')?.id ?? '', medical]]), PLACE, sealed)).toThrow()
})

test('a shortened tag, an empty value and another format are refused', () => {
  const key = newDataKey()
  const sealed = sealBytes(key, PLACE, Buffer.from('aap'))
  expect(openBytes(key, PLACE, sealed).toString()).toBe('aap')
  for (let length = 0; length < 29; length += 1)
    expect(() => openBytes(key, PLACE, sealed.subarray(0, length))).toThrow('not a sealed value')
  // A tag of 4, 8 or 12 bytes is allowed by the norm and not by us: the layout has no place for it.
  for (const tag of [4, 8, 12]) {
    const short = Buffer.concat([sealed.subarray(0, 13 + tag), sealed.subarray(29)])
    expect(() => openBytes(key, PLACE, short)).toThrow()
  }
  expect(() => openBytes(key, PLACE, Buffer.concat([Buffer.from([2]), sealed.subarray(1)]))).toThrow(
    'not a sealed value',
  )
  expect(() => openBytes(newDataKey(), PLACE, sealed)).toThrow()
  expect(() => openBytes(key.subarray(0, 16), PLACE, sealed)).toThrow()
})

test('no nonce comes twice in 20,000 values under one key', { timeout: 60_000 }, () => {
  const key = newDataKey()
  const seen = new Set<string>()
  const plain = Buffer.from('x')
  for (let count = 0; count < 20_000; count += 1) seen.add(sealBytes(key, PLACE, plain).toString('latin1', 1, 13))
  expect(seen.size).toBe(20_000)
})

test('two seals of the same words differ in every part', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const keys = newKeys()
      const [one, two] = [sealContent(keys, at, { ...TOLD, text }), sealContent(keys, at, { ...TOLD, text })]
      for (const [index, body] of bodies(one).entries()) expect(body.equals(bodies(two)[index] ?? body)).toBe(false)
    }),
    { numRuns: 50 },
  )
})

// The parts behind the header, as the format says: 8 bytes mark, 1 count, 21 bytes for each part with its length at the end.
function bodies(sealed: Buffer): readonly Buffer[] {
  const count = sealed[8] ?? 0
  let from = 9 + count * 21
  return Array.from({ length: count }, (_, index) => {
    const length = sealed.readUInt32BE(9 + index * 21 + 17)
    const body = sealed.subarray(from, from + length)
    from += length
    return body
  })
}
