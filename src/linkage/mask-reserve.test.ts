import { expect, test } from 'vitest'
import { bloomEncoder } from './bloom.crypto.ts'
import { keepFilling } from './fill-masks.job.ts'
import { authorityPublicKey, type EpochKey, epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'
import { MaskReserve } from './mask-reserve.crypto.ts'
import { matcherKeysFrom } from './match-inbox.crypto.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'

const epochKey = epochKeyFrom(new Uint8Array(32).fill(5), 'e1')
const setting = (masks?: MaskReserve): OwnerSetting => ({
  epoch: 'e1',
  encoder: bloomEncoder(new Uint8Array(32).fill(3)),
  matcherKey: matcherKeysFrom(new Uint8Array(32).fill(4)).publicKey,
  ...(masks ? { masks } : {}),
})
const person = { given: 'Verzina', surname: 'Bedacht', birthDate: '1990-04-09', phone: '06 00 11 22 33' }
const HANDLE = '00000000-0000-4000-8000-000000000001'

/** The tokens of one record, or the code of the refusal. */
const tokensBy = (owner: OwnerSetting, authority: EpochKey = epochKey): readonly string[] | string => {
  const prepared = prepareEncoding([{ handle: HANDLE, plane: 'care', person }], owner)
  if (!prepared.ok) return prepared.refusal.code
  const evaluated = evaluateBlinded(prepared.value.message, authority)
  if (!evaluated.ok) return evaluated.refusal.code
  const finished = finishEncoding(prepared.value.prepared, evaluated.value.message, 'insert', owner)
  if (!finished.ok) return finished.refusal.code
  return (JSON.parse(finished.value) as { records: { tokens: string[] }[] }).records[0]?.tokens ?? []
}

test('P38 tokens are the same with masks made beforehand, without, and when the masks run out halfway', () => {
  const plain = tokensBy(setting())
  const masks = new MaskReserve(authorityPublicKey(epochKey), 64)
  masks.fill(64)
  expect(tokensBy(setting(masks))).toEqual(plain)
  const taken = 64 - masks.size
  expect(taken).toBe(plain.length)
  const few = new MaskReserve(authorityPublicKey(epochKey), 64)
  few.fill(3)
  expect(tokensBy(setting(few))).toEqual(plain)
  expect(few.size).toBe(0)
})

test('P38 a mask is given once, is gone from memory then, and no two are alike', () => {
  const masks = new MaskReserve(authorityPublicKey(epochKey), 20)
  masks.fill(50)
  expect(masks.isFull).toBe(true)
  const given = Array.from({ length: 25 }, () => masks.take())
  expect(given.slice(20)).toEqual([undefined, undefined, undefined, undefined, undefined])
  expect(new Set(given.slice(0, 20).map((mask) => mask?.mask.join(' '))).size).toBe(20)
})

test('P38 a public key that is not that of the authority is noticed at once and its masks are never used', () => {
  const wrong = new MaskReserve(authorityPublicKey(epochKeyFrom(new Uint8Array(32).fill(6), 'e1')), 64)
  wrong.fill(64)
  expect(tokensBy(setting(wrong))).toBe('linkage-message-unreadable')
  expect(wrong.take()).toBeUndefined()
  wrong.fill(5)
  expect(wrong.size).toBe(0)
  expect(tokensBy(setting(wrong))).toEqual(tokensBy(setting()))
})

test('masks are made in idle time: beside look-ups only when there are hardly any left, and never beside much work', () => {
  const masks = new MaskReserve(authorityPublicKey(epochKey), 16)
  masks.fill(1)
  expect([0.1, 0.3, 0.6].map((busy) => masks.wantsMore(busy))).toEqual([true, true, false])
  masks.fill(1)
  expect([0.1, 0.3, 0.6].map((busy) => masks.wantsMore(busy))).toEqual([true, false, false])
  masks.fill(14)
  expect(masks.wantsMore(0)).toBe(false)
})

test('as long as work takes half of the time hardly any masks are made, and when it is over they are', async () => {
  const masks = new MaskReserve(authorityPublicKey(epochKey), 4000)
  masks.fill(500)
  const madeIn = async (ms: number): Promise<number> => {
    const before = masks.size
    await new Promise((resolve) => setTimeout(resolve, ms))
    return masks.size - before
  }
  const work = setInterval(() => {
    const end = performance.now() + 6
    while (performance.now() < end);
  }, 10)
  await madeIn(100)
  const stop = keepFilling(() => [masks])
  // It begins by believing that nobody works, for a tenth of a second.
  await madeIn(300)
  const beside = await madeIn(500)
  clearInterval(work)
  await madeIn(300)
  const after = await madeIn(500)
  stop()
  expect(after).toBeGreaterThan(20)
  expect(beside * 4).toBeLessThan(after)
})
