import { expect, test } from 'vitest'
import { epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'
import { parseChange, parseThings, writeChange } from './match-thing-messages.ts'
import { ThingIndex } from './match-things.ts'
import type { LinkagePlane } from './messages.ts'
import { readThing, type ThingKind } from './thing.ts'
import { finishThings, prepareThings } from './thing-owner.crypto.ts'
import { describeThing } from './thing-tokens.ts'

const key = epochKeyFrom(new Uint8Array(32).fill(7), 'e1')
let count = 0
const handle = (): string => {
  count += 1
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
}
const send = (plane: LinkagePlane, all: readonly (readonly [ThingKind, string])[]): string => {
  const things = all.map(([kind, text]) => {
    const read = readThing({ kind, text })
    if (!read.ok) throw new Error(`${kind} ${text} was not read`)
    return { handle: handle(), tokens: describeThing(read.value, plane) }
  })
  const prepared = prepareThings(things, { epoch: 'e1' })
  if (!prepared.ok) throw new Error(prepared.refusal.code)
  const evaluated = evaluateBlinded(prepared.value.message, key)
  if (!evaluated.ok) throw new Error(evaluated.refusal.code)
  const message = finishThings(prepared.value.prepared, evaluated.value.message, { epoch: 'e1' })
  if (!message.ok) throw new Error(message.refusal.code)
  return message.value
}
const heldIn = (message: string) => {
  const parsed = parseThings(message, 'e1')
  if (!parsed.ok || parsed.value.act !== 'hold') throw new Error('unreadable')
  return parsed.value.things
}

const ALL: readonly (readonly [ThingKind, string])[] = [
  ['phone', '06 00 00 41 41'],
  ['plate', 'VB-123-X'],
  ['account', 'NL91 ABNA 0417 1643 00'],
  ['handle', 'instagram.com/jan.verzonnen'],
  ['advert', 'https://kanaal.example/ad/123'],
  ['address', 'Kerkstraat 12, 1234 AB Verzonnen'],
  ['company', 'De Ster B.V., Zaandam'],
  ['document', 'L898902C3'],
  ['email', 'jan@voorbeeld.example'],
]

test('two houses of one plane meet on the same thing, and nearly on a writing error', () => {
  const index = new ThingIndex()
  for (const thing of heldIn(send('care', ALL))) index.insert(thing)
  const found = heldIn(send('care', ALL)).flatMap((thing) => index.insert(thing).found)
  expect(found.map(({ grade }) => grade)).toEqual(ALL.map(() => 'exact'))
  const near = heldIn(send('care', [['plate', 'VB-124-X']])).flatMap((thing) => index.insert(thing).found)
  expect(near.map(({ grade }) => grade)).toEqual(['near', 'near'])
})

test('the same things of the other plane meet nothing: 0 pairs, for every kind', () => {
  const index = new ThingIndex()
  for (const thing of heldIn(send('care', ALL))) index.insert(thing)
  for (const thing of heldIn(send('enforcement', ALL))) expect(index.insert(thing).found).toEqual([])
})

test('no message holds a thing in clear, in hex or in base64, and nothing but handles and tokens', () => {
  const message = send('care', ALL)
  for (const word of ['00004141', 'VB123X', 'ABNA0417', 'verzonnen', 'kanaal', '1234AB', 'zaandam', '898902'])
    for (const shape of [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64url').slice(0, -1)])
      expect(message.toLowerCase(), shape).not.toContain(shape.toLowerCase())
  const { things, ...frame } = JSON.parse(message) as Record<string, unknown> & { things: object[] }
  expect(Object.keys(frame).sort()).toEqual(['act', 'encoding', 'epoch', 'kind', 'version'])
  for (const each of things) expect(Object.keys(each).sort()).toEqual(['exact', 'handle', 'near'])
})

test('a message that is not sound is refused whole', () => {
  const good = send('care', [['plate', 'VB-123-X']])
  expect(parseThings(good, 'e1').ok).toBe(true)
  const bad = [
    good.replace('things-1', 'things-9'),
    good.replace('"e1"', '"e2"'),
    good.replace('"hold"', '"steal"'),
    good.replace(/"exact":"[^"]+"/, '"exact":"short"'),
    good.replace(/"handle":"[^"]+"/, '"handle":"1; drop table"'),
    '{}',
    'nothing',
    '[]',
    good.replace(/"near":\[/, `"near":[${'"AAAAAAAAAAAAAAAAAAAAAA",'.repeat(70)}`),
  ]
  for (const each of bad) expect(parseThings(each, 'e1').ok, each.slice(0, 90)).toBe(false)
})

test('what the matcher answers is read back, and nothing else is', () => {
  const change = { found: [{ one: handle(), other: handle(), grade: 'exact' as const }], ended: [], spread: [] }
  expect(parseChange(writeChange(change))).toEqual(change)
  for (const each of [
    '',
    '{}',
    writeChange(change).replace('exact', 'sure'),
    writeChange(change).replace('-4000-', '-9000-'),
  ])
    expect(parseChange(each), each).toBeUndefined()
})
