/**
 * Attacks with a key: whoever has the key of an encoding encodes all that he can think of and compares. Three cases: the
 * epoch key of the members (rows), the key of the authority (tokens), and the operator of the matcher together with one
 * member (rows, and tokens only as fast as the authority answers that member).
 */
import { randomBytes } from 'node:crypto'
import { SLOTS, type SlotName } from '../../src/linkage/encoding.ts'
import {
  blind,
  blindEvaluate,
  bloomEncoder,
  describeTokens,
  encodePerson,
  epochKeyFrom,
  featuresOf,
  type Hardening,
  hmacSha512,
  keyedToken,
  normalisePerson,
  type PersonDescription,
} from '../../src/linkage/index.ts'
import { callSound } from '../../src/linkage/nicknames.ts'
import { inventPeople, type NameTables } from './population.ts'
import { share } from './scene.ts'

export type DictionaryYield = {
  readonly guesses: number
  readonly secondsForAll: number
  readonly perSecond: number
  /** Right given name and surname; that and the year of birth; and the day too: shares of all records. */
  readonly fullName: number
  readonly nameAndYear: number
  readonly nameAndBirth: number
}

/**
 * Rows under a known epoch key, slot by slot: each value of a slot is encoded once and looked for. Works where a slot stands
 * alone; a salted slot needs each value with each value of the salt, which `secondsForAll` counts.
 */
export const breakRows = (size: number, seed: number, tables: NameTables, hardening: Hardening): DictionaryYield => {
  const key = new Uint8Array(randomBytes(32))
  const people = inventPeople(size, seed, tables)
  const encoder = bloomEncoder(key, hardening)
  const encode = (person: PersonDescription) => encoder(featuresOf(normalisePerson(person)))
  const salted = new Set(Object.keys(hardening.salts))
  const began = performance.now()
  const books = [
    { slot: 'given', texts: tables.given.names, person: (given: string) => ({ given }) },
    { slot: 'surname', texts: tables.surname.names, person: (surname: string) => ({ surname }) },
    { slot: 'year', texts: YEARS, person: (birthYear: string) => ({ birthYear }) },
    { slot: 'dayMonth', texts: DAYS, person: dayOfYear },
  ] as const
  const found = books.map(
    ({ slot, texts, person }) => new Map(texts.map((text) => [slotText(encode(person(text)), slot), text])),
  )
  const guesses = books.reduce((sum, { texts }) => sum + texts.length, 0)
  const perSecond = guesses / ((performance.now() - began) / 1000)
  const read = people.map((person) => {
    const row = encode(person)
    return books.map(({ slot }, book) => found[book]?.get(slotText(row, slot)))
  })
  // Each given name under each birth date: what it takes when names are salted by birth.
  const all = salted.has('given')
    ? (tables.given.names.length + tables.surname.names.length) * YEARS.length * DAYS.length
    : guesses
  return {
    guesses: all,
    secondsForAll: Math.round(all / perSecond),
    perSecond: Math.round(perSecond),
    ...rightOf(people, read),
  }
}

const YEARS = Array.from({ length: 100 }, (_, i) => String(1925 + i))
const DAYS = Array.from({ length: 372 }, (_, i) => `${1 + Math.floor(i / 31)}-${1 + (i % 31)}`)
const dayOfYear = (text: string): PersonDescription => {
  const [birthMonth = '', birthDay = ''] = text.split('-')
  return { birthMonth, birthDay }
}

const slotText = (row: Uint32Array, name: SlotName): string =>
  row.subarray(SLOTS[name].at, SLOTS[name].at + SLOTS[name].words).join(',')

type Read = readonly (string | undefined)[]

const rightOf = (people: readonly PersonDescription[], read: readonly Read[]) => {
  const counts = { name: 0, year: 0, birth: 0 }
  people.forEach((person, i) => {
    const [given, surname, year, day] = read[i] ?? []
    const { birth } = normalisePerson(person)
    if (given !== person.given || surname !== person.surname) return
    counts.name += 1
    if (year !== String(birth.year)) return
    counts.year += 1
    if (day === `${birth.month}-${birth.day}`) counts.birth += 1
  })
  return {
    fullName: share(counts.name, people.length),
    nameAndYear: share(counts.year, people.length),
    nameAndBirth: share(counts.birth, people.length),
  }
}

export type TokenYield = {
  readonly tokensPerSecondAndCore: number
  readonly hoursForAllMobileNumbers: number
  readonly hoursForAllCitizenNumbers: number
  readonly guessesOfNameAndYear: number
  readonly hoursForNameAndYear: number
  /** Shares of records: at least two tokens of a name, a year and the first letter of another name read (both names by sound, and the year); phone read, of those with a phone. */
  readonly soundsAndYear: number
  readonly phone: number
}

const MOBILE_NUMBERS = 1e8
const CITIZEN_NUMBERS = 9e7
const LETTERS = 26

/** Tokens under a known key of the authority: names with years from lists, and all numbers of the invented range. */
export const breakTokens = (size: number, seed: number, tables: NameTables): TokenYield => {
  const people = inventPeople(size, seed, tables)
  const keyed = hmacSha512(new Uint8Array(randomBytes(32)))
  const key = (text: string): string => keyed(text).toString('base64url', 0, 16)
  const sounds = new Set(
    [...tables.given.names, ...tables.surname.names].flatMap((name) =>
      normalisePerson({ given: name }).words.map(callSound),
    ),
  )
  const years = new Set<string>(YEARS)
  let named = 0
  let phoned = 0
  for (const person of people) {
    // A name, a year and a letter are found in the book exactly when name and year are in his lists: it is not written out.
    const read = describeTokens(normalisePerson(person)).filter(
      ({ kind, parts: [sound = '', year = ''] }) =>
        kind === 'name-year-initial' && sounds.has(sound) && years.has(year),
    )
    if (read.length >= 2) named += 1
    const tokens = encodePerson(person, () => new Uint32Array()).tokens.map(key)
    // Every number of the range is in the attacker's reach: what is counted is the share that such a list covers.
    if (person.phone !== undefined && tokens.includes(key(`phone|${normalisePerson(person).phone}`))) phoned += 1
  }
  const perSecond = tokenRate()
  const guesses = sounds.size * years.size * LETTERS
  return {
    tokensPerSecondAndCore: Math.round(perSecond),
    hoursForAllMobileNumbers: hours(MOBILE_NUMBERS / perSecond),
    hoursForAllCitizenNumbers: hours(CITIZEN_NUMBERS / perSecond),
    guessesOfNameAndYear: guesses,
    hoursForNameAndYear: hours(guesses / perSecond),
    soundsAndYear: share(named, people.length),
    phone: share(phoned, people.filter(({ phone }) => phone !== undefined).length),
  }
}

const hours = (seconds: number): number => Math.round(seconds / 360) / 10
const TOKENS_TIMED = 400

/** Tokens per second with the authority's key in hand, by the product's own code (which blinds and unblinds in vain: an upper bound of the cost). */
const tokenRate = (): number => {
  const { key } = epochKeyFrom(new Uint8Array(randomBytes(32)), 'attack')
  const began = performance.now()
  for (let i = 0; i < TOKENS_TIMED; i += 1) {
    const blinding = blind(new TextEncoder().encode(`phone|${i}`))
    keyedToken(blinding, blindEvaluate(key, blinding.blinded))
  }
  return TOKENS_TIMED / ((performance.now() - began) / 1000)
}
