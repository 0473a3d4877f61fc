/**
 * A remedy that is measured here and not built in: the row is encoded anew under each token of a record, with a key made of
 * the epoch key and that token. Two records are compared only under a token that they share, so what is equal looks equal only
 * among the holders of that token. Rows are made when somebody looks at them: a record has twenty.
 */
import { ENCODING_WORDS } from '../../src/linkage/encoding.ts'
import {
  type BloomEncoder,
  bloomEncoder,
  featuresOf,
  hmacSha512,
  normalisePerson,
  type PersonDescription,
} from '../../src/linkage/index.ts'
import type { EncoderOf, Seen } from './scene.ts'

/** How a row is made under one key. */
export type RowsOf = (key: Uint8Array) => BloomEncoder
/** Nothing needs flips here: what a slot holds is hidden by the key of the token. */
export const bloomRows: RowsOf = (key) => bloomEncoder(key, { flipShare: 0, fill: {}, salts: {} })

export const rowsPerToken =
  (tokensOf: EncoderOf, rowsOf: RowsOf = bloomRows): EncoderOf =>
  (key) => {
    const encode = tokensOf(key)
    return (person) => {
      const { tokens } = encode(person)
      return { tokens, row: NO_ROW, rowUnder: rowsUnder(tokens, key, rowsOf, () => person) }
    }
  }

const NO_ROW = new Uint32Array(ENCODING_WORDS)

/** The rows of a record by the place of their token, each made once; `shown` is whom a token shows. */
const rowsUnder = (
  tokens: readonly string[],
  key: Uint8Array,
  rowsOf: RowsOf,
  shown: (token: string) => PersonDescription,
): NonNullable<Seen['rowUnder']> => {
  const keyed = hmacSha512(key)
  const rows = new Map<number, Uint32Array>()
  return (place) => {
    const known = rows.get(place)
    if (known) return known
    const token = tokens[place] ?? ''
    const made = rowsOf(keyed(`row|${token}`).subarray(0, 32))(featuresOf(normalisePerson(shown(token))))
    rows.set(place, made)
    return made
  }
}

export type KinChaff = {
  /** Each record gets so many chaff tokens that it has this many in all: their number then says nothing. */
  readonly tokensInAll: number
  /** Of how many values chaff is drawn. */
  readonly values: number
  /** Whom invented kin are taken from. */
  readonly people: readonly PersonDescription[]
}

/**
 * Chaff that bears looking at: whoever holds the same meaningless token shows under it something of the same invented person -
 * a name and a year, a birth date, a name and a town. Nobody can hold one row of a record against another, so nobody can tell.
 */
export const withKinChaff =
  (tokensOf: EncoderOf, rowsOf: RowsOf, { tokensInAll, values, people }: KinChaff): EncoderOf =>
  (key) => {
    const encode = tokensOf(key)
    const keyed = hmacSha512(key)
    return (person) => {
      const meant = encode(person).tokens
      const chaff = new Map<string, number>()
      for (let i = 0; chaff.size < tokensInAll - meant.length; i += 1) {
        const place = keyed(`chaff|${i}|${meant.join()}`).readUInt32LE() % values
        chaff.set(keyed(`chaff token|${place}`).toString('base64url', 0, 16), place)
      }
      const tokens = [...meant, ...chaff.keys()].sort()
      const shown = (token: string): PersonDescription => {
        const place = chaff.get(token)
        return place === undefined ? person : kinOf(person, people[place % people.length] ?? person, place)
      }
      return { tokens, row: NO_ROW, rowUnder: rowsUnder(tokens, key, rowsOf, shown) }
    }
  }

/** What people who share a token of a person have in common: one of these, by the token. */
const KINSHIPS: readonly (readonly (keyof PersonDescription)[])[] = [
  ['given', 'birthDate'],
  ['surname', 'birthDate'],
  ['birthDate'],
  ['given', 'town'],
  ['surname', 'town'],
  ['given'],
  ['surname'],
]

const kinOf = (person: PersonDescription, other: PersonDescription, place: number): PersonDescription => {
  const shared = KINSHIPS[place % KINSHIPS.length] ?? []
  const year = shared.includes('birthDate') && shared.length > 1
  return {
    ...person,
    ...Object.fromEntries(shared.flatMap((field) => (other[field] === undefined ? [] : [[field, other[field]]]))),
    // A name and a year, not the day.
    ...(year ? { birthDate: `${other.birthDate?.slice(0, 4)}${person.birthDate?.slice(4)}` } : {}),
  }
}
