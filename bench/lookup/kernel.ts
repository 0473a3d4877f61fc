/** Bloom comparisons a second on one core, JavaScript and WebAssembly over the same rows in one run. */
import { loadavg } from 'node:os'
import { randomFrom } from '../../src/kernel/index.ts'
import { bloomKernel, sharedBits } from '../../src/linkage/index.ts'

/** Rows of one block stay in the cache of the core while query after query passes over them, as a full comparison does. */
const BLOCK_ROWS = 1024
const ROUNDS = 5

/** Comparisons for one width of filter. */
export const benchKernel = (bits: number) => {
  const words = bits / 32
  const kernel = bloomKernel(words, new WebAssembly.Memory({ initial: 64 }))
  const memory = new Uint32Array(kernel.memory.buffer)
  const random = randomFrom(1)
  const queries = 256
  const [rowsAt, countsAt] = [queries * words, queries * words + BLOCK_ROWS * words]
  for (let i = 0; i < countsAt; i += 1) memory[i] = random.next() * random.next() * 2 ** 32
  const script = fastest(ROUNDS, 32, (query) => {
    let sum = 0
    for (let row = 0; row < BLOCK_ROWS; row += 1)
      sum += sharedBits(memory, query * words, memory, rowsAt + row * words, words)
    return sum
  })
  const assembly = fastest(ROUNDS, queries, (query) => {
    kernel.scan({ query: query * words * 4, rows: rowsAt * 4, stride: words * 4, counts: countsAt * 4 }, BLOCK_ROWS)
    return memory[countsAt + (query % BLOCK_ROWS)] ?? 0
  })
  return {
    bits,
    javascriptMillionPerSecond: round(script),
    webAssemblyMillionPerSecond: round(assembly),
    ratio: round(assembly / script),
    load: round(loadavg()[0] ?? 0),
  }
}

// The fastest of a few rounds of at least a third of a second: what the core can do when nobody else takes it.
const fastest = (rounds: number, queries: number, compare: (query: number) => number): number => {
  let best = 0
  let checksum = 0
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    let done = 0
    while (performance.now() - start < 350)
      for (let query = 0; query < queries; query += 1) {
        checksum += compare(query)
        done += BLOCK_ROWS
      }
    best = Math.max(best, done / (performance.now() - start) / 1000)
  }
  if (checksum === 0) throw new RangeError('nothing was compared')
  return best
}

const round = (value: number): number => Math.round(value * 10) / 10
