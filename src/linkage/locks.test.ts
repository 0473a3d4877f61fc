import { expect, test } from 'vitest'
import { LOCKS } from './locks.ts'

test('no two locks of linkage have one number, and none has that of the migration', () => {
  const numbers = Object.values(LOCKS)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers).not.toContain(823_746)
})
