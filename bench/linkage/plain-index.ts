/**
 * The index without any cover: clear tokens, and features compared as texts instead of bits. Levels, weights and limits are
 * those of the product, so what differs in the figures is what encoding costs: collisions, folding, flipped bits.
 */
import {
  type Compared,
  type Encoded,
  type Feature,
  type Features,
  MatchIndex,
  type PairCounts,
  SLOTS,
  type Slot,
  type SlotName,
} from '../../src/linkage/index.ts'

/** Features of a record by slot: sorted numbers of texts. */
type Texts = Readonly<Record<SlotName, Int32Array>>

export class PlainIndex extends MatchIndex {
  readonly #numbers = new Map<string, number>()
  /** How many bits a text would set, and how many records have it in their name. */
  readonly #bits: number[] = []
  readonly #named: number[] = []
  readonly #ofRow: WeakMap<Uint32Array, Texts>
  readonly #held: Texts[] = []
  #weights = new Float64Array(0)
  #nameWeights = new Float32Array(0)
  #mean = 1
  #weighed = false

  constructor(ofRow: WeakMap<Uint32Array, Texts>) {
    // Texts are not flipped.
    super(undefined, undefined, 0)
    this.#ofRow = ofRow
  }

  /** Reads features into numbers; to be laid beside the row that was made of the same person. */
  textsOf(features: Features): Texts {
    // Safe: the names of the slots are exactly the keys of the literal.
    return Object.fromEntries(
      (Object.keys(SLOTS) as SlotName[]).map((name) => [name, this.#numbersOf(FAMILY[name] ?? name, features[name])]),
    ) as Record<SlotName, Int32Array>
  }

  override insert(handle: string, encoded: Encoded): number {
    const record = super.insert(handle, encoded)
    const texts = this.#textsOfRow(encoded.row)
    this.#held[record] = texts
    for (const text of texts.name) this.#named[text] = (this.#named[text] ?? 0) + 1
    this.#weighed = false
    return record
  }

  override probe(row: Uint32Array): number {
    this.#weigh()
    const probe = super.probe(row)
    this.#held[probe] = this.#textsOfRow(row)
    this.#nameWeights[probe] = this.#weightOf(this.#held[probe]?.name)
    return probe
  }

  override compared(): Compared {
    this.#weigh()
    return {
      ...super.compared(),
      nameWeights: this.#nameWeights,
      meanNameWeight: this.#mean,
      counted: (a, b) => this.#pair(a, b),
    }
  }

  #pair(a: number, b: number): PairCounts | undefined {
    const [ofA, ofB] = [this.#held[a], this.#held[b]]
    if (!ofA || !ofB) return undefined
    return {
      bitsOfA: (slot) => this.#sumOf(ofA[nameOf(slot)]),
      bitsOfB: (slot) => this.#sumOf(ofB[nameOf(slot)]),
      sharedBits: (slotOfA, slotOfB) => this.#sumOf(common(ofA[nameOf(slotOfA)], ofB[nameOf(slotOfB)])),
      sharedNameWeight: this.#weightOf(common(ofA.name, ofB.name)),
    }
  }

  #textsOfRow(row: Uint32Array): Texts {
    const texts = this.#ofRow.get(row)
    if (!texts) throw new RangeError('a row whose features were not kept')
    return texts
  }

  #numbersOf(family: string, features: readonly Feature[]): Int32Array {
    const numbers = features.map(([text, bits]) => {
      const key = `${family}|${text}`
      const known = this.#numbers.get(key)
      const number = known ?? this.#numbers.size
      if (known === undefined) this.#numbers.set(key, number)
      this.#bits[number] = Math.max(this.#bits[number] ?? 0, bits)
      return number
    })
    return Int32Array.from(new Set(numbers)).sort()
  }

  /** As the product weighs bits: -log2 of how many records have it, twenty imagined ones added. */
  #weigh(): void {
    if (this.#weighed) return
    this.#weighed = true
    this.#weights = Float64Array.from(this.#bits, (bits, text) => {
      const share = Math.min(((this.#named[text] ?? 0) + 1) / (this.size + 20), 1)
      return bits * Math.max(0.05, -Math.log2(share))
    })
    this.#nameWeights = Float32Array.from({ length: this.#held.length + 1 }, (_, i) =>
      this.#weightOf(this.#held[i]?.name),
    )
    this.#mean = this.#nameWeights.reduce((sum, weight) => sum + weight, 0) / Math.max(this.size, 1) || 1
  }

  #weightOf(texts: Int32Array | undefined): number {
    let sum = 0
    for (const text of texts ?? []) sum += this.#weights[text] ?? this.#unseen(text)
    return sum
  }

  /** A text that only somebody who asks has. */
  #unseen(text: number): number {
    return (this.#bits[text] ?? 0) * Math.log2(this.size + 20)
  }

  #sumOf(texts: Int32Array): number {
    let sum = 0
    for (const text of texts) sum += this.#bits[text] ?? 0
    return sum
  }
}

/** As in the encoder: given name and surname are of one family and can be compared crosswise. */
const FAMILY: Partial<Record<SlotName, string>> = { given: 'part', surname: 'part' }

const NAMES = new Map<number, SlotName>((Object.keys(SLOTS) as SlotName[]).map((name) => [SLOTS[name].at, name]))
const nameOf = ({ at }: Slot): SlotName => NAMES.get(at) ?? 'name'

/** What two sorted lists have in common. */
const common = (a: Int32Array, b: Int32Array): Int32Array => {
  const both: number[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0]
    if (x === y) both.push(x)
    if (x <= y) i += 1
    if (y <= x) j += 1
  }
  return Int32Array.from(both)
}
