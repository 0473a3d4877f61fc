/**
 * An invented population for the look-up bench: names of made-up syllables in frequencies like those of names, towns and
 * postcodes that do not exist, and the noise of a clerk. The same seed and number give the same person, so nothing is stored.
 */
import { createHash } from 'node:crypto'
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import { type BloomEncoder, bloomEncoder, encodePerson, type PersonDescription } from '../../src/linkage/index.ts'

export type Ready = { readonly tokens: readonly string[]; readonly row: Uint32Array }

const ONSETS = 'b d f g h j k l m n p r s t v w z br dr kr st sj'.split(' ')
const VOWELS = 'a e i o u aa ee oe ie ou'.split(' ')
const CODAS = ['', '', '', 'n', 'r', 's', 'l', 'm', 'k', 't']
const TOWNS = 380
const GIVEN_NAMES = 4_000
const SURNAMES = 80_000
const EMAIL_HOSTS = ['post.example', 'brief.example', 'mail.example', 'huis.example']

/** A word that is always the same for the same number. */
const wordOf = (number: number, syllables: number, salt: number): string => {
  const random = randomFrom(number * 31 + salt)
  let word = ''
  for (let i = 0; i < syllables; i += 1) word += random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS)
  return word.charAt(0).toUpperCase() + word.slice(1)
}
const listOf = (count: number, salt: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => wordOf(i, 2 + (i % 2), salt))
const GIVEN = listOf(GIVEN_NAMES, 1)
const SURNAME = listOf(SURNAMES, 2)
const TOWN = listOf(TOWNS, 3)
const STREET = listOf(6_000, 4).map((word) => `${word}straat`)

/** Few are held by many: the place in the list grows exponentially with the draw, as name lists do. */
const skewed = <T>(random: Random, items: readonly T[], steepness: number): T => {
  const place = Math.floor(items.length ** (1 - (1 - random.next()) ** steepness))
  const item = items[Math.min(place, items.length - 1)]
  if (item === undefined) throw new RangeError('an empty list')
  return item
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The person of this number as a first house wrote it down. */
export const personOf = (number: number, seed: number): PersonDescription => {
  const random = randomFrom(seed * 1_000_003 + number)
  const given = skewed(random, GIVEN, 1.3)
  const surname = skewed(random, SURNAME, 2)
  const town = random.below(TOWNS)
  const year = 1950 + random.below(58)
  const bare = random.chance(0.08)
  return {
    given: random.chance(0.12) ? `${given} ${skewed(random, GIVEN, 1.3)}` : given,
    surname: random.chance(0.05) ? `${surname} ${skewed(random, SURNAME, 2)}` : surname,
    ...(bare
      ? { birthYear: String(year) }
      : { birthDate: `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}` }),
    ...(random.chance(0.75) ? { town: TOWN[town] ?? '' } : {}),
    ...(random.chance(0.36)
      ? {
          postcode: `${1000 + town * 20 + random.below(20)} ${random.pick(ONSETS).charAt(0).toUpperCase()}${random.pick(ONSETS).charAt(0).toUpperCase()}`,
          street: random.pick(STREET),
          houseNumber: String(1 + random.below(160)),
        }
      : {}),
    ...(random.chance(0.4) ? { phone: `06 00 ${String(random.below(1_000_000)).padStart(6, '0')}` } : {}),
    ...(random.chance(0.1)
      ? { email: `${given}.${surname}${random.below(90)}@${random.pick(EMAIL_HOSTS)}`.toLowerCase() }
      : {}),
    ...(random.chance(0.15) ? { document: `SPEC${two(random.below(100))}${random.below(1_000_000)}` } : {}),
    ...(random.chance(0.5) ? { nationality: `N${random.below(60)}` } : {}),
    ...(random.chance(0.22) ? { birthPlace: TOWN[random.below(TOWNS)] ?? '' } : {}),
    sex: random.chance(0.6) ? 'f' : 'm',
  }
}

/** The same person as another clerk heard it: a typing error, a swapped date, parts that were not asked. */
export const heardAgain = (person: PersonDescription, random: Random): PersonDescription => {
  const { phone, email, document, street, houseNumber, ...rest } = person
  const kept = {
    ...rest,
    ...(phone !== undefined && random.chance(0.5) ? { phone } : {}),
    ...(email !== undefined && random.chance(0.5) ? { email } : {}),
    ...(document !== undefined && random.chance(0.5) ? { document } : {}),
    ...(street !== undefined && houseNumber !== undefined && random.chance(0.6) ? { street, houseNumber } : {}),
  }
  return {
    ...kept,
    given: random.chance(0.3) ? mistyped(kept.given ?? '', random) : (kept.given ?? ''),
    surname: random.chance(0.3) ? mistyped(kept.surname ?? '', random) : (kept.surname ?? ''),
    ...(kept.birthDate !== undefined && random.chance(0.08) ? { birthDate: swapped(kept.birthDate) } : {}),
  }
}

const mistyped = (word: string, random: Random): string => {
  const at = 1 + random.below(Math.max(word.length - 1, 1))
  const letter = 'aeioubdklmnrst'.charAt(random.below(14))
  const kind = random.below(3)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  return word.slice(0, at) + letter + word.slice(kind === 1 ? at : at + 1)
}

const swapped = (date: string): string => {
  const [year, month, day] = date.split('-')
  return Number(day) <= 12 ? `${year}-${day}-${month}` : date
}

export const benchEncoder = (): BloomEncoder => bloomEncoder(new Uint8Array(32).fill(7))

/** Tokens and row as they lie ready at the matcher. A plain hash stands for the keyed function: equal stays equal, nothing else matters here. */
export const readyOf = (person: PersonDescription, encoder: BloomEncoder): Ready => {
  const { tokens, row } = encodePerson(person, encoder)
  return {
    row,
    tokens: tokens.map((token) => createHash('sha256').update(token).digest('base64url').slice(0, 22)),
  }
}
