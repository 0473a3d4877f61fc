import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { growthPercent } from './heap-room.ts'

const MB = 2 ** 20

test('a small heap may grow threefold, a large one by a quarter of a gigabyte, a very large one as Node decides', () => {
  expect(growthPercent(0)).toBe(300)
  expect(growthPercent(64 * MB)).toBe(300)
  expect(growthPercent(128 * MB)).toBe(200)
  expect(growthPercent(1024 * MB)).toBe(25)
  expect(growthPercent(8 * 1024 * MB)).toBe(0)
})

test('the more a heap holds, the less of itself it may grow', () => {
  const percents = Array.from({ length: 400 }, (_, i) => growthPercent(i * 16 * MB))
  expect(percents).toEqual([...percents].sort((a, b) => b - a))
})

// A setting that a newer Node no longer knows is refused with a line on the error output and nothing else.
test('the Node of this project knows the setting', () => {
  expect(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })).toContain('--heap-growing-percent ')
})
