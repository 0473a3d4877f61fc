/** Which features of a normalised person go into which slot of the encoding, and with how many bits each. Pure. */
import type { SlotName } from './encoding.ts'
import { familiesOf } from './nicknames.ts'
import type { NameWord, NormalBirth, NormalPerson } from './normalise.ts'
import { looseSounds, skeleton, soundClasses } from './phonetic.ts'
import type { Reading } from './readings.ts'

/** A text and the number of bits that it sets. */
export type Feature = readonly [text: string, bits: number]
export type Features = { readonly [Name in SlotName]: readonly Feature[] }

export const featuresOf = (person: NormalPerson): Features => ({
  name: person.names.flatMap((name) => featuresOfName(name, Math.floor(NAME_BITS_MAX / person.names.length))),
  given: person.given.flatMap(partFeatures),
  surname: person.surname.flatMap(partFeatures),
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

/** More bits than this would fill the slot of the name so far that strangers look alike. */
const NAME_BITS_MAX = 420
const WORD_BITS_MAX = 140
/** As many times the bits that its Latin spelling is expected to set: else the names that are surest read would look like nobody. */
const OF_EXPECTED = 1.8

const featuresOfName = ({ text, readings }: NameWord, bitsMax: number): readonly Feature[] =>
  readings ? believed(readings, wordFeatures, 0.05, Math.min(bitsMax, WORD_BITS_MAX)) : wordFeatures(text)

/** What call names and given names share (nicknames.ts): firmly where a name has one or two families, faintly where it has many. */
const familyFeatures = (word: string): readonly Feature[] => {
  const families = familiesOf(word)
  return families.map((family) => [`&${family}`, families.length > 2 ? 1 : 2] as const)
}

const partFeatures = ({ text, readings }: NameWord): readonly Feature[] =>
  readings ? believed(readings, (read) => bigrams(read, 3), 0.2, 60) : bigrams(text, 3)

/** The features of one word of a name, remembered. */
const wordFeatures = (word: string): readonly Feature[] => {
  const known = memo.get(word)
  if (known) return known
  const found = spellOut(word)
  if (memo.size >= MEMO_MAX) memo.clear()
  memo.set(word, found)
  return found
}
const memo = new Map<string, readonly Feature[]>()
const MEMO_MAX = 20_000

/**
 * Bigrams catch typing errors, the word and its skeleton catch what bigrams of short names miss, classes of sounds with their
 * vowels catch what another script or ear makes of it; an initial stands for itself.
 */
const spellOut = (word: string): readonly Feature[] => {
  const sounds = skeleton(word)
  const heard = soundClasses(word)
  return [
    ...(word.length === 1 ? [] : bigrams(word, 2)),
    [`^${word.slice(0, 1)}`, 2],
    [`=${word}`, 3],
    ...(sounds.length < 2 ? [] : [[`~${sounds}`, 2] as const]),
    ...bigrams(looseSounds(sounds), 1).map(([text, bits]) => [`~${text}`, bits] as const),
    ...bigrams(heard, 2).map(([text, bits]) => [`%${text}`, bits] as const),
    ...overOne(heard).map((text) => [`*${text}`, 1] as const),
    ...familyFeatures(word),
  ]
}

/**
 * The features of all readings of one word, each with as many of its bits as it is believed: a Latin spelling of the same name
 * has most of them, whichever it is. What less than `least` of the belief supports is left out, and so is what exceeds the bits.
 */
const believed = (
  readings: readonly Reading[],
  featuresOf: (word: string) => readonly Feature[],
  least: number,
  bitsMax: number,
): readonly Feature[] => {
  const beliefs = new Map<string, { bits: number; belief: number }>()
  for (const [text, share] of readings)
    for (const [feature, bits] of new Map(text.split(' ').flatMap(featuresOf))) {
      const known = beliefs.get(feature)
      if (known) known.belief += share
      else beliefs.set(feature, { bits, belief: share })
    }
  const expected = [...beliefs.values()].reduce((sum, { bits, belief }) => sum + bits * Math.min(1, belief), 0)
  const found: Feature[] = []
  let left = Math.min(bitsMax, Math.ceil(OF_EXPECTED * expected))
  for (const [feature, { bits, belief }] of [...beliefs].sort(
    (a, b) => b[1].belief - a[1].belief || (a[0] < b[0] ? -1 : 1),
  )) {
    if (belief < least || left <= 0) break
    const most = Math.max(1, Math.round(bits * Math.min(1, 2.5 * belief)))
    found.push([feature, Math.min(most, left)])
    left -= most
  }
  return found
}

const bigrams = (word: string, bits: number): readonly Feature[] => {
  const padded = `_${word}_`
  const found: Feature[] = []
  for (let i = 0; i + 2 <= padded.length; i += 1) found.push([padded.slice(i, i + 2), bits])
  return found
}

/** Sounds with one sound between them: what a swallowed or added sound leaves whole. */
const overOne = (word: string): readonly string[] => {
  const padded = `_${word}_`
  return Array.from(
    { length: Math.max(0, padded.length - 2) },
    (_, i) => padded.slice(i, i + 1) + padded.slice(i + 2, i + 3),
  )
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
