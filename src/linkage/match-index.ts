/**
 * The index in memory: keyed tokens to record numbers, encodings in one flat row store, counts of equal values and of bits
 * for weighing rarity. It holds handles and bits; it cannot name a person. Record 0 is the probe: a look-up writes its own
 * encoding there, so that asking and being asked run through the same comparison.
 */
import { ENCODING_WORDS, SLOTS } from './encoding.ts'
import { COUNTED, type Compared, type CountedGroup } from './match-levels.ts'

export type Encoded = { readonly tokens: readonly string[]; readonly row: Uint32Array }
export type IndexLimits = {
  /** Tokens that more records hold than this find too much to mean anything: they are passed over. */
  readonly tokenHoldersMax: number
  /** How many postings one look-up may read; rare tokens go first. */
  readonly postingsPerLookUpMax: number
}
export const INDEX_LIMITS: IndexLimits = { tokenHoldersMax: 300, postingsPerLookUpMax: 1500 }

const PROBE = 0
const NAME_BITS = SLOTS.name.words * 32

export class MatchIndex {
  readonly #limits: IndexLimits
  readonly #postings = new Map<string, number[]>()
  readonly #numbers = new Map<string, number>()
  readonly #handles: (string | undefined)[] = [undefined]
  readonly #tokens: (readonly string[])[] = [[]]
  readonly #free: number[] = []
  readonly #same = new Map<CountedGroup, Map<number, number>>(COUNTED.map((group) => [group, new Map()]))
  readonly #bitCounts = new Uint32Array(NAME_BITS)
  readonly #bitWeights = new Float32Array(NAME_BITS).fill(1)
  #rows = new Uint32Array(ENCODING_WORDS * 1024)
  #nameWeights = new Float32Array(1024)
  #stamps = new Uint32Array(1024)
  #stamp = 0
  #meanNameWeight = 1
  #weighedAt = 0

  constructor(limits: IndexLimits = INDEX_LIMITS) {
    this.#limits = limits
  }

  /** How many records are held. */
  get size(): number {
    return this.#numbers.size
  }

  handleOf(record: number): string | undefined {
    return this.#handles[record]
  }

  /** Adds a record, or replaces the one under the same handle. The next look-up sees it. Gives its number. */
  insert(handle: string, encoded: Encoded): number {
    this.remove(handle)
    const record = this.#free.pop() ?? this.#handles.length
    this.#grow(record + 1)
    const tokens = [...new Set(encoded.tokens)]
    this.#handles[record] = handle
    this.#tokens[record] = tokens
    this.#numbers.set(handle, record)
    this.#write(record, encoded.row)
    this.#count(record, 1)
    for (const token of tokens) {
      const holders = this.#postings.get(token)
      if (holders) holders.push(record)
      else this.#postings.set(token, [record])
    }
    if (this.size > 1.25 * this.#weighedAt + 16) this.weigh()
    return record
  }

  /** Takes a record out; afterwards no look-up finds it. True when it was there. */
  remove(handle: string): boolean {
    const record = this.#numbers.get(handle)
    if (record === undefined) return false
    for (const token of this.#tokens[record] ?? []) this.#withdraw(token, record)
    this.#count(record, -1)
    this.#rows.fill(0, record * ENCODING_WORDS, (record + 1) * ENCODING_WORDS)
    this.#handles[record] = undefined
    this.#tokens[record] = []
    this.#numbers.delete(handle)
    this.#free.push(record)
    return true
  }

  /** Numbers of records that share a telling token with these, within the budget, without repeats and without `except`. */
  candidates(tokens: readonly string[], except: number = PROBE): readonly number[] {
    const lists = tokens
      .map((token) => this.#postings.get(token) ?? [])
      .filter((holders) => holders.length > 0 && holders.length <= this.#limits.tokenHoldersMax)
      .sort((a, b) => a.length - b.length)
    this.#stamp += 1
    const found: number[] = []
    let read = 0
    for (const holders of lists) {
      read += holders.length
      if (read > this.#limits.postingsPerLookUpMax) break
      for (const record of holders) {
        if (record === except || this.#stamps[record] === this.#stamp) continue
        this.#stamps[record] = this.#stamp
        found.push(record)
      }
    }
    return found
  }

  tokensOf(record: number): readonly string[] {
    return this.#tokens[record] ?? []
  }

  /** Writes an encoding into the probe and gives its number, to be compared with any record until the next probe. */
  probe(row: Uint32Array): number {
    this.#write(PROBE, row)
    return PROBE
  }

  /** What a comparison may see. Valid until the next insert. */
  compared(): Compared {
    return {
      rows: this.#rows,
      stride: ENCODING_WORDS,
      bitWeights: this.#bitWeights,
      nameWeights: this.#nameWeights,
      meanNameWeight: this.#meanNameWeight,
      sameValue: (group, record) => this.#same.get(group)?.get(this.#valueOf(group, record)) ?? 0,
      size: this.size,
    }
  }

  /** Weighs the bits of names anew: -log2 of how often each is set. Happens by itself as the index grows. */
  weigh(): void {
    const total = this.#bitCounts.reduce((sum, count) => sum + count, 0)
    const density = total / Math.max(this.size * NAME_BITS, 1) || 0.1
    for (let bit = 0; bit < NAME_BITS; bit += 1) {
      // Twenty imagined records of average density keep a small index from believing that its few bits are rare.
      const share = ((this.#bitCounts[bit] ?? 0) + 20 * density) / (this.size + 20)
      this.#bitWeights[bit] = Math.max(0.05, -Math.log2(Math.min(share, 1)))
    }
    let sum = 0
    for (const record of this.#numbers.values()) {
      this.#nameWeights[record] = this.#weightOf(record)
      sum += this.#nameWeights[record] ?? 0
    }
    this.#meanNameWeight = sum / Math.max(this.size, 1) || 1
    this.#weighedAt = this.size
  }

  #withdraw(token: string, record: number): void {
    const holders = this.#postings.get(token)
    if (!holders) return
    const left = holders.filter((holder) => holder !== record)
    if (left.length === 0) this.#postings.delete(token)
    else this.#postings.set(token, left)
  }

  #write(record: number, row: Uint32Array): void {
    if (row.length !== ENCODING_WORDS) throw new RangeError('not an encoding')
    this.#rows.set(row, record * ENCODING_WORDS)
    this.#nameWeights[record] = this.#weightOf(record)
  }

  #weightOf(record: number): number {
    let sum = 0
    this.#eachNameBit(record, (bit) => {
      sum += this.#bitWeights[bit] ?? 0
    })
    return sum
  }

  #eachNameBit(record: number, visit: (bit: number) => void): void {
    const at = record * ENCODING_WORDS + SLOTS.name.at
    for (let i = 0; i < SLOTS.name.words; i += 1) {
      let word = this.#rows[at + i] ?? 0
      while (word !== 0) {
        const lowest = word & -word
        visit(i * 32 + 31 - Math.clz32(lowest))
        word ^= lowest
      }
    }
  }

  /** Adds the record to the counts of bits and of equal values, or takes it out (`by` is 1 or -1). */
  #count(record: number, by: 1 | -1): void {
    this.#eachNameBit(record, (bit) => {
      this.#bitCounts[bit] = (this.#bitCounts[bit] ?? 0) + by
    })
    for (const [group, counts] of this.#same) {
      const value = this.#valueOf(group, record)
      const count = (counts.get(value) ?? 0) + by
      if (count > 0) counts.set(value, count)
      else counts.delete(value)
    }
  }

  /** A 32-bit digest of a slot: equal slots give equal digests, and an accidental meeting only shifts a rarity class. */
  #valueOf(group: CountedGroup, record: number): number {
    const { at, words } = SLOTS[group]
    let digest = 0x811c9dc5
    for (let i = 0; i < words; i += 1) {
      digest = Math.imul(digest ^ (this.#rows[record * ENCODING_WORDS + at + i] ?? 0), 0x01000193)
      digest ^= digest >>> 15
    }
    return digest
  }

  #grow(records: number): void {
    if (records <= this.#nameWeights.length) return
    const capacity = Math.ceil(records * 1.5)
    const rows = new Uint32Array(capacity * ENCODING_WORDS)
    rows.set(this.#rows)
    const nameWeights = new Float32Array(capacity)
    nameWeights.set(this.#nameWeights)
    const stamps = new Uint32Array(capacity)
    stamps.set(this.#stamps)
    this.#rows = rows
    this.#nameWeights = nameWeights
    this.#stamps = stamps
  }
}
