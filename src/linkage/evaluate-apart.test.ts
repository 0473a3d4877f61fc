import { expect, test } from 'vitest'
import { evaluateApart } from './evaluate-apart.job.ts'
import { epochKeyFrom, evaluateBlinded } from './key-authority.crypto.ts'
import { MESSAGE_VERSION, toBase64url } from './messages.ts'
import { blind } from './oblivious.crypto.ts'

const KEYS = ['e1', 'e2'].map((epoch) => epochKeyFrom(new Uint8Array(32).fill(5), epoch))
const messageOf = (epoch: string, elements: readonly string[]): string =>
  JSON.stringify({ version: MESSAGE_VERSION, kind: 'blinded', epoch, elements })

test('beside the thread that answers, each hears its own answer under its own key, and refusals are the same', async () => {
  const asked = Array.from({ length: 24 }, (_, i) => {
    const key = KEYS[i % 2] ?? { epoch: '', key: new Uint8Array() }
    const elements = Array.from({ length: 1 + (i % 5) }, (_each, j) => toBase64url(blind(Uint8Array.of(i, j)).blinded))
    const spoilt = i % 7 === 3 ? elements.map((each) => each.replace(/^./, '_')) : elements
    return { message: messageOf(key.epoch, spoilt), key }
  })
  const answers = await Promise.all(asked.map(({ message, key }) => evaluateApart(message, key)))
  expect(answers).toEqual(asked.map(({ message, key }) => evaluateBlinded(message, key)))
  expect(answers.some(({ ok }) => ok)).toBe(true)
  expect(answers.some(({ ok }) => !ok)).toBe(true)
})
