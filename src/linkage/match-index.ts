/**
 * The index in memory: keyed tokens to record numbers, encodings in one flat row store, counts of equal values and of bits
 * for weighing rarity. It holds handles and bits; it cannot name a person. Record 0 is the probe: a look-up writes its own
 * encoding there, so that asking and being asked run through the same comparison.
 *
 * Everything that is weighed follows from the records that are held now, never from the order in which they came: the same
 * records give the same answers, bit for bit. Weights of bits are therefore counted anew whenever the records
 * changed, and those of names only for the records that a look-up is about to compare.
 */
import { ENCODING_WORDS, FLIP_SHARE, SLOTS } from './encoding.ts'
import { type FlipsOfSlots, flipsIn, flipsOfSlots } from './flips.ts'
import { type KernelPair, type MatchKernel, matchKernel, WEIGHT_UNITS } from './match-kernel.ts'
import { COUNTED, type Compared, type CountedGroup } from './match-levels.ts'
import { type Fingerprint, fingerprintOf, type Holders, MatchPostings } from './match-postings.ts'
import { MatchRows } from './match-rows.ts'
import { type Asked, type MatchSieve, matchSieve, type Sieve } from './match-sieve.ts'
import { MatchTokens } from './match-tokens.ts'

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
/** So few records do not say what is rare: every bit then weighs the same, and every name tells enough. */
const UNWEIGHED_MAX = 16
/** Maps that grow to a million entries are kept in so many pieces: growing one piece stops nobody. */
const PIECES = 128

export class MatchIndex {
  readonly #limits: IndexLimits
  readonly #flips: FlipsOfSlots
  readonly #postings = new MatchPostings()
  readonly #tokens = new MatchTokens()
  readonly #rows: MatchRows
  /** There as soon as the rows lie where it can read them. */
  #kernel: MatchKernel | undefined
  #sieve: MatchSieve | undefined
  readonly #numbers: readonly Map<string, number>[] = Array.from({ length: PIECES }, () => new Map())
  readonly #handles: (string | undefined)[] = [undefined]
  readonly #free: number[] = []
  readonly #same = new Map<CountedGroup, readonly Map<number, number>[]>(
    COUNTED.map((group) => [group, Array.from({ length: PIECES }, () => new Map())]),
  )
  readonly #bitCounts = new Uint32Array(NAME_BITS)
  readonly #bitWeights = new Float32Array(NAME_BITS).fill(1)
  #nameWeights = new Float32Array(256)
  /** At which weighing the name weight of a record was made; 0 is never. */
  #weighedAt = new Uint32Array(256)
  #weighing = 1
  #changed = true
  #allWeighedAt = 0
  #meanNameWeight = 1
  #flippedNameWeight = 0
  #stamps = new Uint32Array(256)
  #stamp = 0
  #size = 0

  /**
   * `smallRows`: up to so many records are compared in JavaScript, more with the kernel; the answers are the same. `flipShare`: what
   * the owners of these encodings flip.
   */
  constructor(limits: IndexLimits = INDEX_LIMITS, smallRows?: number, flipShare: number = FLIP_SHARE) {
    this.#limits = limits
    this.#flips = flipsOfSlots(flipShare)
    this.#rows = new MatchRows(smallRows)
  }

  /** How many records are held. */
  get size(): number {
    return this.#size
  }

  handleOf(record: number): string | undefined {
    return this.#handles[record]
  }

  /** Adds a record, or replaces the one under the same handle. The next look-up sees it. Gives its number. */
  insert(handle: string, encoded: Encoded): number {
    if (encoded.row.length !== ENCODING_WORDS) throw new RangeError('not an encoding')
    this.remove(handle)
    const record = this.#free.pop() ?? this.#handles.length
    this.#reserve(record + 1)
    this.#handles[record] = handle
    this.#numbersOf(handle).set(handle, record)
    this.#size += 1
    this.#rows.words.set(encoded.row, record * ENCODING_WORDS)
    this.#count(record, 1)
    const tokens = encoded.tokens.map(fingerprintOf).filter((token) => this.#postings.add(token, record))
    this.#tokens.set(record, tokens)
    return record
  }

  /** Takes a record out; afterwards no look-up finds it. True when it was there. */
  remove(handle: string): boolean {
    const record = this.#numbersOf(handle).get(handle)
    if (record === undefined) return false
    for (const token of this.#tokens.get(record)) this.#postings.remove(token, record)
    this.#tokens.clear(record)
    this.#count(record, -1)
    this.#rows.words.fill(0, record * ENCODING_WORDS, (record + 1) * ENCODING_WORDS)
    this.#handles[record] = undefined
    this.#numbersOf(handle).delete(handle)
    this.#size -= 1
    this.#free.push(record)
    return true
  }

  /** Numbers of records that share a telling token with these, within the budget, without repeats and without `except`. */
  candidates(tokens: readonly string[], except: number = PROBE): readonly number[] {
    return this.#candidates(tokens.map(fingerprintOf), except)
  }

  /** The same for a record that is held. */
  candidatesOf(record: number): readonly number[] {
    return this.#candidates(this.#tokens.get(record), record)
  }

  /** Does this record hold any of these tokens? */
  holdsAny(record: number, tokens: readonly string[]): boolean {
    return sharesAny(this.#tokens.get(record), tokens.map(fingerprintOf))
  }

  /** Do two records hold a token in common? */
  shareToken(a: number, b: number): boolean {
    return sharesAny(this.#tokens.get(a), this.#tokens.get(b))
  }

  /** Writes an encoding into the probe and gives its number, to be compared with any record until the next probe. */
  probe(row: Uint32Array): number {
    if (row.length !== ENCODING_WORDS) throw new RangeError('not an encoding')
    this.#weighBits()
    this.#rows.words.set(row, PROBE)
    this.#nameWeights[PROBE] = this.#weightOf(PROBE)
    return PROBE
  }

  /** What a comparison of any two records may see. Valid until the next insert or removal. */
  compared(): Compared {
    this.weigh()
    return this.#compared()
  }

  /**
   * Compares the probe with these records, one by one: after an insert much cheaper than `compared`. With a sieve,
   * records that cannot give so much evidence may be passed over; whoever can is always compared.
   */
  compareProbe(records: readonly number[], take: (record: number, compared: Compared) => void, sieve?: Sieve): void {
    this.#weighBits()
    const left = sieve && this.#sieve ? this.#sieve(this.#asked(), records, sieve) : records
    this.#weighNames(left)
    const compared = this.#compared()
    if (!this.#kernel) {
      for (const record of left) take(record, compared)
      return
    }
    let current: KernelPair | undefined
    const counted = (a: number, b: number): KernelPair | undefined =>
      current?.a === a && current.b === b ? current : undefined
    const seen = { ...compared, counted }
    this.#kernel.compare(PROBE, left, (pair) => {
      current = pair
      take(pair.b, seen)
    })
  }

  #asked(): Asked {
    return {
      record: PROBE,
      nameWeight: this.#nameWeights[PROBE] ?? 0,
      flippedNameWeight: this.#flippedNameWeight,
      meanNameWeight: this.#meanNameWeight,
    }
  }

  /** Weighs all names anew when records came or went. Happens by itself. */
  weigh(): void {
    this.#weighBits()
    if (this.#allWeighedAt === this.#weighing) return
    this.#weighNames(Array.from({ length: this.#handles.length - 1 }, (_, i) => i + 1))
    this.#allWeighedAt = this.#weighing
  }

  #compared(): Compared {
    return {
      rows: this.#rows.words,
      stride: ENCODING_WORDS,
      bitWeights: this.#bitWeights,
      flips: this.#flips,
      nameWeights: this.#nameWeights,
      flippedNameWeight: this.#flippedNameWeight,
      meanNameWeight: this.#meanNameWeight,
      sameValue: (group, record) =>
        this.#same.get(group)?.[this.#pieceOf(group, record)]?.get(this.#valueOf(group, record)) ?? 0,
      size: this.size,
    }
  }

  #candidates(tokens: readonly Fingerprint[], except: number): readonly number[] {
    const lists = tokens
      .map((token) => this.#postings.holders(token))
      .filter((list): list is Holders => list !== undefined && list.count <= this.#limits.tokenHoldersMax)
      .sort((a, b) => a.count - b.count)
    this.#stamp += 1
    const found: number[] = []
    let read = 0
    for (const { words, at, count } of lists) {
      read += count
      if (read > this.#limits.postingsPerLookUpMax) break
      for (let i = at; i < at + count; i += 1) {
        const record = words[i] ?? PROBE
        if (record === except || this.#stamps[record] === this.#stamp) continue
        this.#stamps[record] = this.#stamp
        found.push(record)
      }
    }
    return found
  }

  /** -log2 of how often each bit of a name is set, when records came or went since the last time. */
  #weighBits(): void {
    if (!this.#changed) return
    this.#changed = false
    this.#weighing += 1
    if (this.size <= UNWEIGHED_MAX) this.#weighEqually()
    else this.#weighByRarity()
    this.#kernel?.weigh(this.#bitWeights)
  }

  #weighEqually(): void {
    this.#bitWeights.fill(1)
    this.#flippedNameWeight = flippedWeight(this.#bitWeights, this.#flips)
    this.#meanNameWeight = 1
  }

  #weighByRarity(): void {
    const total = this.#bitCounts.reduce((sum, count) => sum + count, 0)
    const density = total / Math.max(this.size * NAME_BITS, 1) || 0.1
    let sum = 0
    for (let bit = 0; bit < NAME_BITS; bit += 1) {
      const count = this.#bitCounts[bit] ?? 0
      // Twenty imagined records of average density keep a small index from believing that its few bits are rare.
      const share = (count + 20 * density) / (this.size + 20)
      const bits = Math.max(0.05, -Math.log2(Math.min(share, 1)))
      const weight = Math.round(bits * WEIGHT_UNITS) / WEIGHT_UNITS
      this.#bitWeights[bit] = weight
      // Summed by bit, not by record: a sum by record would depend on their order in its last digits.
      sum += count * weight
    }
    this.#flippedNameWeight = flippedWeight(this.#bitWeights, this.#flips)
    this.#meanNameWeight = meanWithoutFlips(sum / Math.max(this.size, 1), this.#flippedNameWeight, this.#flips)
  }

  #weighNames(records: readonly number[]): void {
    const stale = records.filter((record) => this.#weighedAt[record] !== this.#weighing)
    const take = (record: number, weight: number): void => {
      this.#weighedAt[record] = this.#weighing
      this.#nameWeights[record] = weight
    }
    if (this.#kernel) this.#kernel.weighNames(stale, take)
    else for (const record of stale) take(record, this.#weightOf(record))
  }

  #weightOf(record: number): number {
    const rows = this.#rows.words
    const at = record * ENCODING_WORDS + SLOTS.name.at
    let sum = 0
    for (let i = 0; i < SLOTS.name.words; i += 1) {
      let word = rows[at + i] ?? 0
      while (word !== 0) {
        const lowest = word & -word
        sum += this.#bitWeights[i * 32 + 31 - Math.clz32(lowest)] ?? 0
        word ^= lowest
      }
    }
    return sum
  }

  /** Adds the record to the counts of bits and of equal values, or takes it out (`by` is 1 or -1). */
  #count(record: number, by: 1 | -1): void {
    this.#changed = true
    this.#weighedAt[record] = 0
    this.#countNameBits(record, by)
    for (const [group, pieces] of this.#same) {
      const counts = pieces[this.#pieceOf(group, record)]
      const value = this.#valueOf(group, record)
      const count = (counts?.get(value) ?? 0) + by
      if (count > 0) counts?.set(value, count)
      else counts?.delete(value)
    }
  }

  #countNameBits(record: number, by: 1 | -1): void {
    const rows = this.#rows.words
    const at = record * ENCODING_WORDS + SLOTS.name.at
    for (let i = 0; i < SLOTS.name.words; i += 1) {
      let word = rows[at + i] ?? 0
      while (word !== 0) {
        const lowest = word & -word
        const bit = i * 32 + 31 - Math.clz32(lowest)
        this.#bitCounts[bit] = (this.#bitCounts[bit] ?? 0) + by
        word ^= lowest
      }
    }
  }

  #pieceOf(group: CountedGroup, record: number): number {
    return (this.#valueOf(group, record) >>> 7) % PIECES
  }

  /** A 32-bit digest of a slot: equal slots give equal digests, and an accidental meeting only shifts a rarity class. */
  #valueOf(group: CountedGroup, record: number): number {
    const { at, words } = SLOTS[group]
    let digest = 0x811c9dc5
    for (let i = 0; i < words; i += 1) {
      digest = Math.imul(digest ^ (this.#rows.words[record * ENCODING_WORDS + at + i] ?? 0), 0x01000193)
      digest ^= digest >>> 15
    }
    return digest
  }

  #numbersOf(handle: string): Map<string, number> {
    const last = handle.length - 1
    const piece = (handle.charCodeAt(last) + 16 * handle.charCodeAt(last - 1)) % PIECES || 0
    const numbers = this.#numbers[piece]
    if (!numbers) throw new RangeError('no such piece')
    return numbers
  }

  #reserve(records: number): void {
    this.#rows.reserve(records)
    const { memory } = this.#rows
    if (memory) this.#kernel ??= matchKernel(memory)
    if (memory) this.#sieve ??= matchSieve(memory, this.#flips)
    if (records <= this.#stamps.length) return
    this.#nameWeights = grown(new Float32Array(records * 2), this.#nameWeights)
    this.#weighedAt = grown(new Uint32Array(records * 2), this.#weighedAt)
    this.#stamps = grown(new Uint32Array(records * 2), this.#stamps)
  }
}

/** What flips weigh in a name on average: their share of the weight of all bits. */
export const flippedWeight = (bitWeights: Float32Array, flips: FlipsOfSlots): number =>
  flipsIn(flips, SLOTS.name).share * bitWeights.reduce((sum, weight) => sum + weight, 0)

/** The mean weight of names without what flips weigh in them; 1 when nothing is left. */
export const meanWithoutFlips = (mean: number, flipped: number, flips: FlipsOfSlots): number => {
  const left = (mean - flipped) / flipsIn(flips, SLOTS.name).kept
  return left > 0 ? left : 1
}

const grown = <Words extends Float32Array | Uint32Array>(larger: Words, words: Words): Words => {
  larger.set(words)
  return larger
}

const sharesAny = (a: readonly Fingerprint[], b: readonly Fingerprint[]): boolean =>
  a.some((one) => b.some((other) => one.high === other.high && one.low === other.low))
