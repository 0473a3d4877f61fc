import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyFor } from './submit-key.ts'

const counting = () => {
  let count = 0
  return () => `key-${++count}`
}

test('pressing again with the same content sends the same key', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (path, body) => {
      const first = keyFor(undefined, path, body, counting())
      expect(keyFor(first, path, structuredClone(body), counting())).toBe(first)
    }),
  )
})

test('other content gets another key, and so does the same content elsewhere', () => {
  const newKey = counting()
  const first = keyFor(undefined, '/signals', { text: 'a' }, newKey)
  expect(keyFor(first, '/signals', { text: 'b' }, newKey).key).not.toBe(first.key)
  expect(keyFor(first, '/calls', { text: 'a' }, newKey).key).not.toBe(first.key)
})
