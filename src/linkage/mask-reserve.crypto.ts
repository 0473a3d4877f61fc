/**
 * Masks made in idle time, so that a look-up waits for fewer multiplications. They are secret: they live in the memory of the
 * owner only, each is used once and overwritten when it is taken, and none is stored or sent. When there are none left the
 * look-up blinds as the RFC says, only slower.
 */
import { type RandomBytes, type SpareMask, spareMask } from './oblivious.crypto.ts'

/** About four thousand look-ups; four megabytes. Who asks faster than it is filled again is served without, at about twice the work. */
export const RESERVE_MAX = 65_536
const HALF_BYTES = 32
/** Share of the most below which a busy process makes masks too: some hundreds of look-ups are left then. */
const LOW = 1 / 8
const BUSY_MAX = 0.2
const BUSY_MAX_WHEN_LOW = 0.5

export class MaskReserve {
  readonly #publicKey: Uint8Array
  readonly #most: number
  readonly #bytes: Uint8Array
  #count = 0
  /** Set when a token came out the same with a mask and without: only then is the public key known to be the authority's. */
  #trust: 'unknown' | 'good' | 'bad' = 'unknown'

  constructor(publicKey: Uint8Array, most: number = RESERVE_MAX) {
    this.#publicKey = publicKey
    this.#most = most
    this.#bytes = new Uint8Array(most * 2 * HALF_BYTES)
  }

  get size(): number {
    return this.#count
  }

  get isFull(): boolean {
    return this.#count >= this.#most
  }

  /** Are more to be made while the process is busy with other things for this share of its time? */
  wantsMore(busy: number): boolean {
    return !this.isFull && busy < (this.#count < this.#most * LOW ? BUSY_MAX_WHEN_LOW : BUSY_MAX)
  }

  /** Must the next batch say whether the public key is the right one? */
  get wantsProof(): boolean {
    return this.#trust === 'unknown' && this.#count > 0
  }

  /** What the proof gave. A wrong key would make people unfindable, silently: then the reserve is never used again. */
  prove(same: boolean): void {
    if (this.#trust === 'unknown') this.#trust = same ? 'good' : 'bad'
    if (this.#trust === 'bad') this.#count = 0
  }

  /** Makes so many masks more, up to the most. */
  fill(count: number, bytes?: RandomBytes): void {
    for (let i = 0; i < count && !this.isFull && this.#trust !== 'bad'; i += 1) {
      const { mask, unmask } = spareMask(this.#publicKey, bytes)
      const at = this.#count * 2 * HALF_BYTES
      this.#bytes.set(mask, at)
      this.#bytes.set(unmask, at + HALF_BYTES)
      this.#count += 1
    }
  }

  /** A mask that nobody had before, if there is one. */
  take(): SpareMask | undefined {
    if (this.#count === 0 || this.#trust === 'bad') return undefined
    this.#count -= 1
    const at = this.#count * 2 * HALF_BYTES
    const mask = this.#bytes.slice(at, at + HALF_BYTES)
    const unmask = this.#bytes.slice(at + HALF_BYTES, at + 2 * HALF_BYTES)
    this.#bytes.fill(0, at, at + 2 * HALF_BYTES)
    return { mask, unmask }
  }
}
