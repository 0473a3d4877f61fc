/**
 * Blocking tokens of a described person as numbers of 32 bits, the same compound kinds as the tokens that leave a house
 * (tokens.ts), made from hashes instead of texts. Two tokens that meet by accident give a pair that is looked at in vain.
 */
import { mix } from './batch-hash.ts'
import type { Described } from './batch-row.ts'

/** At most so many tokens per record; the surest kinds come first. */
export const BATCH_TOKENS_MAX = 24
const SOUNDS_MAX = 3

const KIND = {
  phone: 1,
  email: 2,
  emailHead: 3,
  emailTail: 4,
  document: 5,
  nameName: 6,
  nameYear: 7,
  nameDayMonth: 8,
  namePrefix: 9,
  prefixesYear: 10,
  prefixesDay: 11,
  prefixesPlace: 12,
  birthInitial: 13,
  birthTown: 14,
  namePostcode: 15,
  postcodeYear: 16,
  postcodeNumber: 17,
  streetNumber: 18,
  nameBirthPlace: 19,
  nameTown: 20,
} as const

/** Where tokens are written: `count` of them stand from `at` on. */
export type TokenList = { readonly into: Uint32Array; at: number; count: number }

/** Writes the tokens of a record from where the list is, without repeats; gives how many there are. */
export const writeTokens = (person: Described, list: TokenList): number => {
  list.count = 0
  addIdentifiers(person, list)
  addNames(person, list)
  addBirth(person, list)
  addPlaces(person, list)
  return list.count
}

const add = (list: TokenList, kind: number, a: number, b: number): void => {
  const { into, at, count } = list
  if (count >= BATCH_TOKENS_MAX) return
  const token = mix(mix(kind, a), b)
  for (let i = at; i < at + count; i += 1) if (into[i] === token) return
  into[at + count] = token
  list.count = count + 1
}

/** The same for both orders of the two. */
const either = (a: number, b: number): number => (a < b ? mix(a, b) : mix(b, a))

const addIdentifiers = (person: Described, list: TokenList): void => {
  if (person.document !== 0) add(list, KIND.document, person.document, 0)
  if (person.phone !== 0) add(list, KIND.phone, person.phone, 0)
  if (person.email !== 0) add(list, KIND.email, person.email, 0)
  if (person.emailHead !== 0) add(list, KIND.emailHead, person.emailHead, 0)
  if (person.emailTail !== 0) add(list, KIND.emailTail, person.emailTail, 0)
}

const addNames = ({ words }: Described, list: TokenList): void => {
  const { sound, head, count } = words
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) {
      const a = sound[i] ?? 0
      const b = sound[j] ?? 0
      if (a === 0 || b === 0) continue
      add(list, KIND.nameName, either(a, b), 0)
      if (j >= SOUNDS_MAX) continue
      add(list, KIND.namePrefix, a, head[j] ?? 0)
      add(list, KIND.namePrefix, b, head[i] ?? 0)
    }
}

const addBirth = ({ words, year, month, day, town }: Described, list: TokenList): void => {
  const dayMonth = month === 0 || day === 0 ? 0 : Math.min(month, day) * 32 + Math.max(month, day)
  const date = dayMonth === 0 || year === 0 ? 0 : year * 1024 + dayMonth
  const count = Math.min(words.count, SOUNDS_MAX)
  for (let i = 0; i < count; i += 1) {
    const sound = words.sound[i] ?? 0
    if (sound === 0) continue
    if (date !== 0) add(list, KIND.birthInitial, date, words.initial[i] ?? 0)
    if (dayMonth !== 0) add(list, KIND.nameDayMonth, sound, dayMonth)
    if (year !== 0) add(list, KIND.nameYear, sound, year)
    for (let j = i + 1; j < count; j += 1) {
      const heads = either(words.head[i] ?? 0, words.head[j] ?? 0)
      if (year !== 0) add(list, KIND.prefixesYear, heads, year)
      if (dayMonth !== 0) add(list, KIND.prefixesDay, heads, dayMonth)
    }
  }
  if (date !== 0 && town !== 0) add(list, KIND.birthTown, date, town)
}

const addPlaces = (person: Described, list: TokenList): void => {
  const { words, year, postcode, houseNumber, street, town, birthPlace } = person
  if (postcode !== 0 && houseNumber !== 0) add(list, KIND.postcodeNumber, postcode, houseNumber)
  if (street !== 0 && houseNumber !== 0) add(list, KIND.streetNumber, street, houseNumber)
  if (postcode !== 0 && year !== 0) add(list, KIND.postcodeYear, postcode, year)
  const count = Math.min(words.count, SOUNDS_MAX)
  for (let i = 0; i < count; i += 1) {
    const sound = words.sound[i] ?? 0
    if (sound === 0) continue
    if (postcode !== 0) add(list, KIND.namePostcode, sound, postcode)
    if (birthPlace !== 0) add(list, KIND.nameBirthPlace, sound, birthPlace)
    if (town !== 0 && year === 0) add(list, KIND.nameTown, sound, town)
    for (let j = i + 1; town !== 0 && j < count; j += 1)
      add(list, KIND.prefixesPlace, either(words.head[i] ?? 0, words.head[j] ?? 0), town)
  }
}
