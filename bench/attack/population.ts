/**
 * Invented people with the frequencies of real ones: few names are common and most are rare (Zipf), births lean to the
 * young, one in twelve is born on "1 January", four in ten have no phone. Names are strung together from syllables, so
 * nobody is meant. The same seed gives the same people.
 */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import type { PersonDescription } from '../../src/linkage/index.ts'

/** Names with how common each is; the weights need not add up to one. */
export type NameTable = { readonly names: readonly string[]; readonly weights: readonly number[] }
export type NameTables = { readonly given: NameTable; readonly surname: NameTable }

const GIVEN_NAMES = 2_000
const SURNAMES = 10_000
const ZIPF_OFFSET = 10

/** The committed default: invented names, most common first, weight 1 / (rank + 10): the commonest is 1 to 2 in a hundred. */
export const inventedNames = (seed = 20_260_101): NameTables => {
  const random = randomFrom(seed)
  return { given: zipf(inventWords(random, GIVEN_NAMES, 2)), surname: zipf(inventWords(random, SURNAMES, 3)) }
}

const zipf = (names: readonly string[]): NameTable => ({
  names,
  weights: names.map((_, rank) => 1 / (rank + 1 + ZIPF_OFFSET)),
})

const ONSETS = 'b d f g h j k l m n p r s t v w z br dr kr st ch sh th'.split(' ')
const VOWELS = 'a a a e e e i i o o u oe ie ou ai'.split(' ')
const CODAS = ['', '', '', 'n', 'r', 's', 'l', 'm', 'k', 't', 'nd', 'rs']

const inventWords = (random: Random, count: number, syllablesMax: number): readonly string[] => {
  const words = new Set<string>()
  while (words.size < count) {
    const syllables = 2 + random.below(syllablesMax)
    let word = ''
    for (let i = 0; i < syllables; i += 1) word += random.pick(ONSETS) + random.pick(VOWELS)
    words.add(word + random.pick(CODAS))
  }
  return [...words]
}

/** `size` people. Two calls with different seeds give two samples of the same country. */
export const inventPeople = (size: number, seed: number, tables: NameTables = inventedNames()): PersonDescription[] => {
  const random = randomFrom(seed)
  const country = countryOf()
  const given = drawer(tables.given)
  const surname = drawer(tables.surname)
  return Array.from({ length: size }, () => inventPerson(random, country, given, surname))
}

type Draw = (random: Random) => string
type Country = { readonly town: Draw; readonly street: Draw; readonly nationality: Draw }

// The country is the same for every sample: only who lives in it differs.
const countryOf = (): Country => {
  const random = randomFrom(4_711)
  return {
    town: drawer(zipf(inventWords(random, 300, 2))),
    street: drawer(zipf(inventWords(random, 800, 3))),
    nationality: drawer(zipf(inventWords(random, 40, 2))),
  }
}

const inventPerson = (random: Random, country: Country, given: Draw, surname: Draw): PersonDescription => {
  const town = country.town(random)
  const housed = random.chance(0.6)
  return {
    given: given(random),
    surname: surname(random),
    birthDate: inventBirth(random),
    sex: random.chance(0.7) ? 'f' : 'm',
    nationality: country.nationality(random),
    town,
    // A postcode stands for a part of a town, so it follows from the town and a small number.
    ...(housed
      ? {
          street: country.street(random),
          houseNumber: String(1 + random.below(180)),
          postcode: `${1000 + (hashOf(town) % 8_900)}X${String.fromCharCode(65 + random.below(20))}`,
        }
      : {}),
    ...(random.chance(0.6) ? { phone: `06 00${String(random.below(1_000_000)).padStart(6, '0')}` } : {}),
    ...(random.chance(0.3) ? { document: `X${String(random.below(100_000_000)).padStart(8, '0')}` } : {}),
  }
}

const inventBirth = (random: Random): string => {
  const year = 2007 - Math.floor(Math.abs(random.next() + random.next() - 0.7) * 38)
  if (random.chance(1 / 12)) return `${year}-01-01`
  const month = 1 + random.below(12)
  const day = 1 + random.below(month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Draws names by weight, with a binary search in the running sum. */
const drawer = ({ names, weights }: NameTable): Draw => {
  const sums: number[] = []
  let sum = 0
  for (const weight of weights) {
    sum += weight
    sums.push(sum)
  }
  return (random) => names[placeOf(sums, random.next() * sum)] ?? names[0] ?? ''
}

const placeOf = (sums: readonly number[], value: number): number => {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sums[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const hashOf = (text: string): number => {
  let hash = 7
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0
  return hash
}
