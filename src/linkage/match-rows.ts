/**
 * Where the rows of an index lie: one flat array, as comparisons want it. Small indexes use an array that is copied when it
 * grows; a large one lies in WebAssembly memory, which grows in place (half a millisecond for 200 MB, where a copy
 * stops everything for a tenth of a second) and which the Bloom kernel can read.
 */
import { ENCODING_WORDS } from './encoding.ts'
import { KERNEL_HEAD_BYTES } from './match-kernel.ts'

const FIRST_ROWS = 256
const PAGE_BYTES = 65_536
/** Four gigabytes: ten million records. */
const PAGES_MAX = 65_536
const ROW_BYTES = ENCODING_WORDS * 4
/** Below this an index is small: each memory reserves address space, and tests make many indexes. */
const SMALL_ROWS = 16_384

export class MatchRows {
  #words: Uint32Array
  #memory: WebAssembly.Memory | undefined
  readonly #smallRows: number

  /** `smallRows`: up to so many rows lie in an array of JavaScript. */
  constructor(smallRows: number = SMALL_ROWS) {
    this.#smallRows = smallRows
    // One row at least: that of the probe.
    this.#words = new Uint32Array(ENCODING_WORDS * Math.max(1, Math.min(FIRST_ROWS, smallRows)))
  }

  /** All rows. Another array after a growth: never kept over an insert. */
  get words(): Uint32Array {
    return this.#words
  }

  /** Set once the rows lie in WebAssembly memory, behind the head of the kernel. */
  get memory(): WebAssembly.Memory | undefined {
    return this.#memory
  }

  /** Makes room for so many rows; new ones are zero. */
  reserve(rows: number): void {
    if (rows * ENCODING_WORDS <= this.#words.length) return
    if (rows <= this.#smallRows) {
      const words = new Uint32Array(ENCODING_WORDS * Math.min(this.#smallRows, Math.ceil(rows * 2)))
      words.set(this.#words)
      this.#words = words
      return
    }
    const pages = Math.ceil((KERNEL_HEAD_BYTES + rows * 1.25 * ROW_BYTES) / PAGE_BYTES)
    const before = this.#memory
    this.#memory ??= new WebAssembly.Memory({ initial: Math.min(pages, PAGES_MAX), maximum: PAGES_MAX })
    const held = this.#memory.buffer.byteLength / PAGE_BYTES
    if (before) this.#memory.grow(Math.max(Math.min(pages, PAGES_MAX) - held, 1))
    const words = new Uint32Array(this.#memory.buffer, KERNEL_HEAD_BYTES)
    if (!before) words.set(this.#words)
    this.#words = words
  }
}
