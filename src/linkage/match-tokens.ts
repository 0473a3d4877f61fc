/** Which tokens a record holds, as fingerprints: needed to take it out again and to look for others like it. Pages, so that nothing is copied when it grows. */
import type { Fingerprint } from './match-postings.ts'

const PAGE_WORDS = 1 << 20

export class MatchTokens {
  readonly #pages: Uint32Array[] = []
  /** Free segments by how many tokens they hold. */
  readonly #free = new Map<number, number[]>()
  #end = 0
  #at = new Float64Array(256)
  #counts = new Uint16Array(256)

  /** Keeps the tokens of a record that holds none. */
  set(record: number, tokens: readonly Fingerprint[]): void {
    this.#reserve(record + 1)
    const at = this.#allocate(tokens.length)
    const page = this.#pages[Math.floor(at / PAGE_WORDS)]
    let word = at % PAGE_WORDS
    for (const { high, low } of tokens) {
      if (!page) break
      page[word] = high
      page[word + 1] = low
      word += 2
    }
    this.#at[record] = at
    this.#counts[record] = tokens.length
  }

  get(record: number): readonly Fingerprint[] {
    const at = this.#at[record] ?? 0
    const page = this.#pages[Math.floor(at / PAGE_WORDS)]
    const first = at % PAGE_WORDS
    return Array.from({ length: this.#counts[record] ?? 0 }, (_, i) => ({
      high: page?.[first + 2 * i] ?? 0,
      low: page?.[first + 2 * i + 1] ?? 0,
    }))
  }

  clear(record: number): void {
    const count = this.#counts[record] ?? 0
    if (count === 0) return
    const free = this.#free.get(count)
    if (free) free.push(this.#at[record] ?? 0)
    else this.#free.set(count, [this.#at[record] ?? 0])
    this.#counts[record] = 0
  }

  #allocate(tokens: number): number {
    const free = this.#free.get(tokens)?.pop()
    if (free !== undefined) return free
    const words = 2 * tokens
    if (words > PAGE_WORDS) throw new RangeError('too many tokens for one record')
    // A segment never crosses a page.
    if ((this.#end % PAGE_WORDS) + words > PAGE_WORDS) this.#end = Math.ceil(this.#end / PAGE_WORDS) * PAGE_WORDS
    const at = this.#end
    this.#end += words
    while (this.#pages.length * PAGE_WORDS < this.#end) this.#pages.push(new Uint32Array(PAGE_WORDS))
    return at
  }

  #reserve(records: number): void {
    if (records <= this.#counts.length) return
    const at = new Float64Array(records * 2)
    at.set(this.#at)
    const counts = new Uint16Array(records * 2)
    counts.set(this.#counts)
    this.#at = at
    this.#counts = counts
  }
}
