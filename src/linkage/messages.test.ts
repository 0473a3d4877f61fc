import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64url, toBase64url } from './messages.ts'

test('bytes are written and read back as the platform writes and reads base64url', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64url(text)).toEqual(bytes.length === 0 ? undefined : bytes)
    }),
  )
})

test('text that is not base64url gives no bytes, wherever the stranger stands', () => {
  for (const text of ['', 'A', 'AAAAA', 'AA==', 'AA=', 'A+AA', 'A/AA', 'AA A', 'AAA\n', 'AAAé', 'AA😀'])
    expect(fromBase64url(text), text).toBeUndefined()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), (text) => {
      const isText = /^[A-Za-z0-9_-]+$/.test(text) && text.length % 4 !== 1
      expect(fromBase64url(text) !== undefined).toBe(isText)
    }),
  )
})
