/**
 * Which records hold a token: 64-bit fingerprints of tokens in open addressing over typed arrays, holders beside them. A
 * `Map` cannot hold the seventeen million tokens of a million persons. Cut into parts that grow one by one, so that no
 * insert waits for the whole to grow. Two tokens with the same fingerprint would share their holders: at 10^7 tokens
 * that happens with probability below 10^-5, and costs a comparison that finds nothing.
 */

/** A token as two words of 32 bits. Never (0, 0): that marks an empty place. */
export type Fingerprint = { readonly high: number; readonly low: number }

/** Holders of a token, oldest first: `words[at]` to `words[at + count - 1]`. Valid until the next change. */
export type Holders = { readonly words: Uint32Array; readonly at: number; readonly count: number }

/** The fingerprint of any text. Tokens are keyed before they come here, so nobody can choose them to meet. */
export const fingerprintOf = (token: string): Fingerprint => {
  let high = 0x9e3779b1
  let low = 0x85ebca77
  for (let i = 0; i < token.length; i += 1) {
    const code = token.charCodeAt(i)
    high = Math.imul(high ^ code, 0x9e3779b1)
    high ^= high >>> 15
    low = Math.imul(low ^ code, 0x5f356495)
    low ^= low >>> 13
  }
  return { high: mixed(high ^ low), low: mixed(low) || 1 }
}

const mixed = (word: number): number => {
  const first = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}

const PARTS = 256

export class MatchPostings {
  readonly #parts: readonly Part[] = Array.from({ length: PARTS }, () => new Part())

  /** Adds a holder behind the others; false when it was the last added already (a token given twice). */
  add(token: Fingerprint, record: number): boolean {
    return this.#partOf(token).add(token.high, token.low, record)
  }

  /** Takes a holder out; the order of the others stays. */
  remove(token: Fingerprint, record: number): void {
    this.#partOf(token).remove(token.high, token.low, record)
  }

  holders(token: Fingerprint): Holders | undefined {
    return this.#partOf(token).holders(token.high, token.low)
  }

  #partOf({ high }: Fingerprint): Part {
    const part = this.#parts[high >>> 24]
    // The mark of a typed array index: eight bits always name one of 256 parts.
    if (part === undefined) throw new RangeError('no such part')
    return part
  }
}

/** A value with this bit is a place in the pool; without it, the number of the only holder. */
const IN_POOL = 0x80000000
/** A segment of the pool has 2^class words; its first word holds the count above five bits of class. */
const CLASS_BITS = 5
const CLASS_MASK = 31
const CLASS_LEAST = 2
const LOAD_MAX = 0.7

class Part {
  #keys = new Uint32Array(2 * 16)
  #values = new Uint32Array(16)
  #used = 0
  #pool = new Uint32Array(16)
  #poolEnd = 0
  readonly #free: number[][] = []

  holders(high: number, low: number): Holders | undefined {
    const place = this.#find(high, low)
    const value = this.#values[place] ?? 0
    if (this.#keys[2 * place + 1] === 0) return undefined
    if ((value & IN_POOL) === 0) return { words: this.#values, at: place, count: 1 }
    const segment = value & ~IN_POOL
    return { words: this.#pool, at: segment + 1, count: (this.#pool[segment] ?? 0) >>> CLASS_BITS }
  }

  add(high: number, low: number, record: number): boolean {
    if (this.#used + 1 > LOAD_MAX * this.#values.length) this.#grow()
    const place = this.#find(high, low)
    if (this.#keys[2 * place + 1] === 0) {
      this.#keys[2 * place] = high
      this.#keys[2 * place + 1] = low
      this.#values[place] = record
      this.#used += 1
      return true
    }
    const value = this.#values[place] ?? 0
    if ((value & IN_POOL) === 0) {
      if (value === record) return false
      const segment = this.#allocate(CLASS_LEAST)
      this.#pool[segment] = (2 << CLASS_BITS) | CLASS_LEAST
      this.#pool[segment + 1] = value
      this.#pool[segment + 2] = record
      this.#values[place] = (IN_POOL | segment) >>> 0
      return true
    }
    return this.#append(place, value & ~IN_POOL, record)
  }

  remove(high: number, low: number, record: number): void {
    const place = this.#find(high, low)
    if (this.#keys[2 * place + 1] === 0) return
    const value = this.#values[place] ?? 0
    if ((value & IN_POOL) === 0) {
      if (value === record) this.#vacate(place)
      return
    }
    this.#takeOut(place, value & ~IN_POOL, record)
  }

  #append(place: number, segment: number, record: number): boolean {
    const head = this.#pool[segment] ?? 0
    const count = head >>> CLASS_BITS
    const size = head & CLASS_MASK
    if (this.#pool[segment + count] === record) return false
    let at = segment
    if (count + 2 > 1 << size) {
      at = this.#allocate(size + 1)
      this.#pool.copyWithin(at + 1, segment + 1, segment + 1 + count)
      this.#pool[at] = (count << CLASS_BITS) | (size + 1)
      this.#release(segment, size)
      this.#values[place] = (IN_POOL | at) >>> 0
    }
    this.#pool[at + count + 1] = record
    this.#pool[at] = (this.#pool[at] ?? 0) + (1 << CLASS_BITS)
    return true
  }

  #takeOut(place: number, segment: number, record: number): void {
    const head = this.#pool[segment] ?? 0
    const count = head >>> CLASS_BITS
    const end = segment + 1 + count
    const found = this.#pool.subarray(segment + 1, end).indexOf(record)
    if (found < 0) return
    this.#pool.copyWithin(segment + 1 + found, segment + 2 + found, end)
    this.#pool[segment] = head - (1 << CLASS_BITS)
    if (count > 2) return
    this.#values[place] = this.#pool[segment + 1] ?? 0
    this.#release(segment, head & CLASS_MASK)
  }

  /** The place of a fingerprint, or the empty place where it would go. */
  #find(high: number, low: number): number {
    const mask = this.#values.length - 1
    let place = low & mask
    for (;;) {
      const held = this.#keys[2 * place + 1]
      if (held === 0 || (held === low && this.#keys[2 * place] === high)) return place
      place = (place + 1) & mask
    }
  }

  /** Empties a place and moves up whatever stood behind it only because it was taken. */
  #vacate(place: number): void {
    const mask = this.#values.length - 1
    let hole = place
    let next = (place + 1) & mask
    for (;;) {
      const low = this.#keys[2 * next + 1] ?? 0
      if (low === 0) break
      if (((next - (low & mask)) & mask) >= ((next - hole) & mask)) {
        this.#keys[2 * hole] = this.#keys[2 * next] ?? 0
        this.#keys[2 * hole + 1] = low
        this.#values[hole] = this.#values[next] ?? 0
        hole = next
      }
      next = (next + 1) & mask
    }
    this.#keys[2 * hole + 1] = 0
    this.#used -= 1
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#values = new Uint32Array(values.length * 2)
    for (let old = 0; old < values.length; old += 1) {
      const low = keys[2 * old + 1] ?? 0
      if (low === 0) continue
      const place = this.#find(keys[2 * old] ?? 0, low)
      this.#keys[2 * place] = keys[2 * old] ?? 0
      this.#keys[2 * place + 1] = low
      this.#values[place] = values[old] ?? 0
    }
  }

  #allocate(size: number): number {
    const free = this.#free[size]?.pop()
    if (free !== undefined) return free
    const segment = this.#poolEnd
    this.#poolEnd += 1 << size
    if (this.#poolEnd > this.#pool.length) {
      const pool = new Uint32Array(Math.max(this.#poolEnd, Math.ceil(this.#pool.length * 1.5)))
      pool.set(this.#pool)
      this.#pool = pool
    }
    return segment
  }

  #release(segment: number, size: number): void {
    const free = this.#free[size]
    if (free) free.push(segment)
    else this.#free[size] = [segment]
  }
}
