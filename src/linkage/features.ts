/** Which features of a normalised person go into which slot of the encoding, and with how many bits each. Pure. */
import type { SlotName } from './encoding.ts'
import type { NormalBirth, NormalPerson } from './normalise.ts'
import { looseSounds, skeleton } from './phonetic.ts'

/** A text and the number of bits that it sets. */
export type Feature = readonly [text: string, bits: number]
export type Features = { readonly [Name in SlotName]: readonly Feature[] }

export const featuresOf = (person: NormalPerson): Features => ({
  name: person.words.flatMap(nameFeatures),
  given: person.given.flatMap((word) => bigrams(word, 3)),
  surname: person.surname.flatMap((word) => bigrams(word, 3)),
  year: yearFeatures(person.birth),
  dayMonth: dayMonthFeatures(person.birth),
  phone: person.phone === undefined ? [] : [...bigrams(person.phone.slice(1), 2), [`=${person.phone}`, 4]],
  email: person.email === undefined ? [] : bigrams(person.email, 2),
  document: person.document === undefined ? [] : [...bigrams(person.document, 2), [`=${person.document}`, 4]],
  address: [
    ...person.street.flatMap((word) => bigrams(word, 2)),
    ...person.address2.flatMap((word) => bigrams(word, 1)),
    ...(person.houseNumber === undefined ? [] : [[`#${person.houseNumber}`, 8] as const]),
  ],
  place: [
    ...(person.postcode === undefined
      ? []
      : [...bigrams(`.${person.postcode}`, 2), [`=${person.postcode}`, 4] as const]),
    ...person.town.flatMap((word) => bigrams(word, 2)),
    ...person.region.map((word) => [`r${word}`, 4] as const),
  ],
  origin: [
    ...person.birthPlace.flatMap((word) => bigrams(word, 2)),
    ...person.nationality.map((word) => [`n${word}`, 6] as const),
  ],
  other: [
    ...(person.sex === undefined ? [] : [[`s${person.sex}`, 6] as const]),
    ...person.occupation.flatMap((word) => bigrams(word, 1)),
  ],
})

/** Bigrams catch typing errors, the word and its skeleton catch what bigrams of short names miss; an initial stands for itself. */
const nameFeatures = (word: string): readonly Feature[] => {
  const sounds = skeleton(word)
  return [
    ...(word.length === 1 ? [] : bigrams(word, 2)),
    [`^${word.slice(0, 1)}`, 2],
    [`=${word}`, 3],
    ...(sounds.length < 2 ? [] : [[`~${sounds}`, 4] as const]),
    ...bigrams(looseSounds(sounds), 2).map(([text, bits]) => [`~${text}`, bits] as const),
  ]
}

const bigrams = (word: string, bits: number): readonly Feature[] => {
  const padded = `_${word}_`
  const found: Feature[] = []
  for (let i = 0; i + 2 <= padded.length; i += 1) found.push([padded.slice(i, i + 2), bits])
  return found
}

/** One wrong digit leaves half of the bits, two leave a quarter: the matcher reads "equal", "near" or "other" from it. */
const yearFeatures = ({ year }: NormalBirth): readonly Feature[] => {
  if (year === undefined) return []
  const text = String(year)
  return [
    [`y${text}`, 4],
    [`c${text.slice(0, 2)}`, 4],
    [`d${text.slice(2, 3)}`, 4],
    [`u${text.slice(3)}`, 4],
  ]
}

/** Day and month in their own place, and both without place: swapped day and month keep three fifths of the bits. */
const dayMonthFeatures = ({ month, day }: NormalBirth): readonly Feature[] => {
  const parts: Feature[] = []
  if (month !== undefined) parts.push([`m${month}`, 4], [`v${month}`, 2])
  if (day !== undefined) parts.push([`d${day}`, 4], [`v${day}`, 2])
  if (month !== undefined && day !== undefined) parts.push([`u${Math.min(month, day)}-${Math.max(month, day)}`, 8])
  return parts
}
