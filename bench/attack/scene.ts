/**
 * What each side of an attack holds. The operator of the matcher sees handles, keyed tokens, opened rows and planes, in
 * order of arrival; he has no key. His plain list is a table of people of whom a share is in the index. He knows all
 * code, so he can encode his list under a key of his own: bits differ, but what is alike stays alike.
 */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import {
  bloomEncoder,
  encodePerson,
  HARDENING,
  type Hardening,
  hmacSha512,
  normalisePerson,
  type PersonDescription,
} from '../../src/linkage/index.ts'
import { inventedNames, inventPeople, type NameTables } from './population.ts'

export type Seen = {
  readonly tokens: readonly string[]
  readonly row: Uint32Array
  /** Where a record is encoded anew under each of its tokens: the row under the token of this place. There is then no other row. */
  readonly rowUnder?: (place: number) => Uint32Array
}
/** How people become what the matcher sees; the product's way or a known-bad one. */
export type Encoder = (person: PersonDescription) => Seen
export type EncoderOf = (key: Uint8Array) => Encoder

export type Scene = {
  /** The index, as its operator sees it. */
  readonly index: readonly Seen[]
  /** The plain list, and the same encoded under the attacker's own key. */
  readonly plain: readonly PersonDescription[]
  readonly own: readonly Seen[]
  /** The list once more, under another key of his own: how far one person's encodings lie apart. */
  readonly ownAgain: () => readonly Seen[]
  /** For each record of the index: its place in the plain list, -1 when it is not there. The attack may not read it. */
  readonly truth: readonly number[]
  /** For each record of the index the full name as normalised: to score names apart from persons. */
  readonly names: readonly string[]
  readonly plainNames: readonly string[]
}
export type SceneOptions = {
  readonly size: number
  /** Share of the plain list that is in the index, 0 to 1. */
  readonly overlap: number
  readonly seed: number
  readonly encoderOf: EncoderOf
  /** How the attacker encodes his own list, where he does better than to do as the members do: without chaff. */
  readonly ownEncoderOf?: EncoderOf
  readonly tables?: NameTables
  /** What counts as the right name; the full name unless said otherwise. */
  readonly nameOf?: (person: PersonDescription) => string
}

export const makeScene = ({
  size,
  overlap,
  seed,
  encoderOf,
  ownEncoderOf = encoderOf,
  tables = inventedNames(),
  nameOf = fullName,
}: SceneOptions): Scene => {
  const shared = Math.round(size * overlap)
  const people = inventPeople(2 * size - shared, seed, tables)
  const random = randomFrom(seed + 1)
  const indexed = shuffled(people.slice(0, size), random)
  const plain = shuffled(people.slice(size - shared), random)
  const encode = encoderOf(keyFrom(seed + 2))
  const encodeOwn = ownEncoderOf(keyFrom(seed + 3))
  const places = new Map(plain.map((person, place) => [person, place]))
  return {
    index: indexed.map(encode),
    plain,
    own: plain.map(encodeOwn),
    ownAgain: () => plain.map(ownEncoderOf(keyFrom(seed + 4))),
    truth: indexed.map((person) => places.get(person) ?? -1),
    names: indexed.map(nameOf),
    plainNames: plain.map(nameOf),
  }
}

/** Fixed by the seed so that figures repeat; the attack never sees it. */
const keyFrom = (seed: number): Uint8Array => {
  const random = randomFrom(seed)
  return Uint8Array.from({ length: 32 }, () => random.below(256))
}

const fullName = (person: PersonDescription): string => normalisePerson(person).words.join(' ')

const shuffled = <Item>(items: readonly Item[], random: Random): Item[] => {
  const left = [...items]
  for (let i = left.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1)
    const [a, b] = [left[i], left[j]]
    if (a !== undefined && b !== undefined) [left[i], left[j]] = [b, a]
  }
  return left
}

/** The product: its tokens under a key that nobody in the scene holds, its rows under the epoch key. */
export const asProduct =
  (hardening: Hardening = HARDENING): EncoderOf =>
  (key) => {
    const encoder = bloomEncoder(key, hardening)
    const keyed = hmacSha512(key.toReversed())
    return (person) => {
      const { tokens, row } = encodePerson(person, encoder)
      return { tokens: tokens.map((token) => keyed(token).toString('base64url', 0, 16)).sort(), row }
    }
  }

/** Whom the attack names for each record of the index: a place in the plain list, or -1 for "cannot say". */
export type Assertions = Int32Array

export type Yield = {
  /** Records for which the attack names somebody. */
  readonly asserted: number
  /** Right person among those named, and among all records of the index. */
  readonly rightOfAsserted: number
  readonly rightOfAll: number
  /** Right person among the records whose person is in the plain list. */
  readonly rightOfOverlap: number
  /** Right full name (perhaps another person of that name) among all records. */
  readonly nameOfAll: number
}

export const yieldOf = (scene: Scene, asserted: Assertions): Yield => {
  const counts = { asserted: 0, right: 0, name: 0, overlap: 0 }
  scene.truth.forEach((place, record) => {
    const named = asserted[record] ?? -1
    if (place >= 0) counts.overlap += 1
    if (named < 0) return
    counts.asserted += 1
    if (named === place) counts.right += 1
    if (scene.plainNames[named] === scene.names[record]) counts.name += 1
  })
  const all = scene.truth.length
  return {
    asserted: counts.asserted,
    rightOfAsserted: share(counts.right, counts.asserted),
    rightOfAll: share(counts.right, all),
    rightOfOverlap: share(counts.right, counts.overlap),
    nameOfAll: share(counts.name, all),
  }
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1e5) / 1e5)
