import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bloomKernel, kernelBytes } from './bloom-kernel.ts'
import { sharedBits } from './encoding.ts'

const word = fc.oneof(fc.constantFrom(0, 0xffffffff, 1, 0x80000000), fc.nat(0xffffffff))
const shapes = fc
  .record({ words: fc.constantFrom(2, 4, 8, 16, 32, 64), gap: fc.nat(5), rows: fc.integer({ min: 0, max: 12 }) })
  .chain(({ words, gap, rows }) =>
    fc.record({
      words: fc.constant(words),
      stride: fc.constant(words + gap),
      query: fc.array(word, { minLength: words, maxLength: words }),
      table: fc.array(fc.array(word, { minLength: words + gap, maxLength: words + gap }), {
        minLength: rows,
        maxLength: rows,
      }),
      picks: fc.array(fc.nat(Math.max(rows - 1, 0)), { maxLength: rows === 0 ? 0 : 20 }),
    }),
  )

test('P37 the kernel counts the shared bits that the arithmetic of encodings counts, row by row and picked', () => {
  fc.assert(
    fc.property(shapes, ({ words, stride, query, table, picks }) => {
      const kernel = bloomKernel(words)
      const memory = new Uint32Array(kernel.memory.buffer)
      const [rows, numbers, counts] = [64, 4096, 8192]
      memory.set(query, 0)
      memory.set(table.flat(), rows)
      memory.set(picks, numbers)
      const call = { query: 0, rows: rows * 4, stride: stride * 4, counts: counts * 4 }
      const expected = table.map((_, i) => sharedBits(memory, 0, memory, rows + i * stride, words))
      kernel.scan(call, table.length)
      expect([...memory.subarray(counts, counts + table.length)]).toEqual(expected)
      memory[counts + table.length] = 0xabcd
      kernel.gather({ ...call, counts: counts * 4 + 400 }, numbers * 4, picks.length)
      expect([...memory.subarray(counts + 100, counts + 100 + picks.length)]).toEqual(
        picks.map((pick) => expected[pick]),
      )
      expect(memory[counts + table.length]).toBe(0xabcd)
    }),
    { numRuns: 200 },
  )
})

test('the module is valid, small, and refuses pieces that it was not made for', () => {
  expect(WebAssembly.validate(kernelBytes(16))).toBe(true)
  expect(kernelBytes(16).length).toBeLessThan(750)
  for (const words of [0, 1, 3, 66]) expect(() => bloomKernel(words)).toThrow(RangeError)
})
