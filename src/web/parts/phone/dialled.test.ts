import { expect, test } from 'vitest'
import { dialled } from './dialled.ts'

test('a number is dialled without its spaces, dashes and brackets, and keeps its plus', () => {
  expect(dialled('099 120 41 41')).toBe('0991204141')
  expect(dialled('+31 (0)99-1204141')).toBe('+310991204141')
})
