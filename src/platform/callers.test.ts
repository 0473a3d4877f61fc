import { expect, test } from 'vitest'
import { rememberCallers } from './callers.ts'

const digest = (token: string): string => `#${token}`

test('who is signed in counts alone, wherever from; a token by which nobody was found counts with its address', () => {
  const callers = rememberCallers(digest)
  expect(callers.keyOf('192.0.2.1', 'hers')).toBe(callers.keyOf('192.0.2.1', undefined))
  callers.met('hers')
  callers.met('his')
  expect(callers.keyOf('192.0.2.1', 'hers')).not.toBe(callers.keyOf('192.0.2.1', 'his'))
  expect(callers.keyOf('192.0.2.1', 'hers')).toBe(callers.keyOf('192.0.2.9', 'hers'))
  expect(callers.keyOf('192.0.2.1', 'made up')).toBe(callers.keyOf('192.0.2.1', undefined))
  expect(callers.keyOf('192.0.2.1', undefined)).not.toBe(callers.keyOf('192.0.2.9', undefined))
})

test('so many are remembered and no more, and who was met last is forgotten last', () => {
  const callers = rememberCallers(digest, 2)
  for (const token of ['one', 'two', 'one', 'three']) callers.met(token)
  const isKnown = (token: string): boolean => callers.keyOf('192.0.2.1', token).startsWith('session')
  expect(['one', 'two', 'three'].filter(isKnown)).toEqual(['one', 'three'])
})
