/** Bloom comparisons a second on one core, JavaScript and WebAssembly over the same rows in one run. */
import { loadavg } from 'node:os'
import { randomFrom } from '../../src/kernel/index.ts'
import { bloomKernel, sharedBits } from '../../src/linkage/index.ts'
import { figuresOf, newTimes, round, timed } from './times.ts'

/** Rows of one block stay in the cache of the core while query after query passes over them, as a full comparison does. */
const BLOCK_ROWS = 1024

type Rate = { readonly millionPerSecond: number; readonly undisturbedShare: number }

/** Comparisons for one width of filter. */
export const benchKernel = (bits: number, pieces = PIECES) => {
  const words = bits / 32
  const kernel = bloomKernel(words, new WebAssembly.Memory({ initial: 64 }))
  const memory = new Uint32Array(kernel.memory.buffer)
  const random = randomFrom(1)
  const queries = 256
  const [rowsAt, countsAt] = [queries * words, queries * words + BLOCK_ROWS * words]
  for (let i = 0; i < countsAt; i += 1) memory[i] = random.next() * random.next() * 2 ** 32
  const script = rate(pieces, 8, (query) => {
    let sum = 0
    for (let row = 0; row < BLOCK_ROWS; row += 1)
      sum += sharedBits(memory, query * words, memory, rowsAt + row * words, words)
    return sum
  })
  const assembly = rate(pieces, queries, (query) => {
    kernel.scan({ query: query * words * 4, rows: rowsAt * 4, stride: words * 4, counts: countsAt * 4 }, BLOCK_ROWS)
    return memory[countsAt + (query % BLOCK_ROWS)] ?? 0
  })
  return {
    bits,
    javascript: script,
    webAssembly: assembly,
    ratio: round(assembly.millionPerSecond / script.millionPerSecond),
    load: round(loadavg()[0] ?? 0),
  }
}

/** So many comparisons in one timed piece: about a millisecond, so that most pieces are not disturbed by others. */
const PIECES = 600

const rate = (pieces: number, queries: number, compare: (query: number) => number): Rate => {
  const times = newTimes()
  let checksum = 0
  for (let piece = -20; piece < pieces; piece += 1)
    timed(piece < 0 ? newTimes() : times, () => {
      for (let query = 0; query < queries; query += 1) checksum += compare(query)
    })
  if (checksum === 0) throw new RangeError('nothing was compared')
  const { undisturbed } = figuresOf(times)
  return {
    millionPerSecond: round((queries * BLOCK_ROWS) / undisturbed.p50Ms / 1000),
    undisturbedShare: undisturbed.share,
  }
}
