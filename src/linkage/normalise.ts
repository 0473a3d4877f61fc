/**
 * From what somebody wrote down to one stable form, before anything is encoded. Pure: the same text gives the same
 * form in every house, so two owners that never meet still encode alike. A change of any rule here is a new
 * NORMALISATION_VERSION, because encodings of two versions may not be compared.
 */
import anyAscii from 'any-ascii'
import { onDemand } from '../platform/on-demand.ts'
import { isForeign, type Reading, type ReadWord, readWord } from './readings.ts'

export const NORMALISATION_VERSION = 'n3'

/** What an owner knows of a person, as written; every part may be absent. Dates: `YYYY[-MM[-DD]]`, `YYYYMMDD` or `DD-MM-YYYY`. */
export type PersonDescription = {
  readonly given?: string
  readonly given2?: string
  readonly surname?: string
  readonly surname2?: string
  readonly fullName?: string
  readonly birthDate?: string
  readonly birthYear?: string
  readonly birthMonth?: string
  readonly birthDay?: string
  readonly birthPlace?: string
  readonly sex?: string
  readonly nationality?: string
  readonly occupation?: string
  readonly street?: string
  readonly houseNumber?: string
  readonly address2?: string
  readonly postcode?: string
  readonly town?: string
  readonly region?: string
  readonly phone?: string
  readonly email?: string
  readonly document?: string
}

/** A birth date of which parts may be unknown. `day` and `month` are absent for 1 January: that is how registers write "unknown". */
export type NormalBirth = { readonly year?: number; readonly month?: number; readonly day?: number }

/** A word of a name in lower-case Latin letters; one that was written in another script carries all its likely readings. */
export type NameWord = { readonly text: string; readonly readings?: readonly Reading[] }

export type NormalPerson = {
  /** Names without particles and titles. */
  readonly given: readonly NameWord[]
  readonly surname: readonly NameWord[]
  /** All distinct words of all name fields, in order of appearance. */
  readonly names: readonly NameWord[]
  /** The same as texts, each as it is most likely read; a word that may be cut in two also gives its parts. */
  readonly words: readonly string[]
  readonly birth: NormalBirth
  readonly phone?: string
  readonly email?: string
  readonly document?: string
  readonly street: readonly string[]
  readonly houseNumber?: string
  readonly postcode?: string
  readonly town: readonly string[]
  readonly region: readonly string[]
  readonly address2: readonly string[]
  readonly birthPlace: readonly string[]
  readonly nationality: readonly string[]
  readonly occupation: readonly string[]
  readonly sex?: string
}

/** Longer cells are cut: no name needs more, and an encoding must stay cheap whatever is typed. */
const CELL_LENGTH_MAX = 200
const WORDS_MAX = 8

/** Particles carry little of a name and are dropped or kept at a clerk's whim (van, de, el-, bin). */
const PARTICLES = new Set(
  'van de der den het t ter ten te tot op in el al ul bin ibn bint ben da do dos das di du del della la le les von zu zum zur af av of the y e'.split(
    ' ',
  ),
)
const TITLES = new Set(
  'mr mrs ms miss dr dhr mevr mw drs ir ing prof sir dame lord lady 1st 2nd 3rd 4th 5th 6th 7th 8th'.split(' '),
)

/** `read` says how words of other scripts are read: by the table of the product, unless a measurement brings another. */
export const normalisePerson = (person: PersonDescription, read: ReadWord = readWord): NormalPerson => {
  const given = namesIn([person.given, person.given2], read)
  const surname = namesIn([person.surname, person.surname2], read)
  const names = distinct([...given, ...surname, ...namesIn([person.fullName], read)])
  return {
    given,
    surname,
    names,
    words: textsOf(names),
    birth: normaliseBirth(person),
    ...present('phone', normalisePhone(person.phone)),
    ...present('email', normaliseEmail(person.email)),
    ...present('document', compact(person.document)),
    ...present('houseNumber', normaliseHouseNumber(person.houseNumber)),
    ...present('postcode', compact(person.postcode)),
    ...present('sex', compact(person.sex)?.slice(0, 1)),
    street: plainWords(person.street),
    town: plainWords(person.town),
    region: plainWords(person.region),
    address2: plainWords(person.address2),
    birthPlace: plainWords(person.birthPlace),
    nationality: plainWords(person.nationality),
    occupation: plainWords(person.occupation),
  }
}

/** Lower-case ASCII of any script: composed (NFC), romanised, without marks. `Çelik` gives `celik`, `Иван` gives `ivan`. */
export const romanise = (text: string): string => {
  const cut = text.slice(0, CELL_LENGTH_MAX)
  if (/^[\x20-\x7f]*$/.test(cut)) return cut.toLowerCase()
  return anyAscii(readVowels(cut.normalize('NFKC').replace(UNSEEN, ''))).toLowerCase()
}

/**
 * Arabic and Hebrew letters that stand for a consonant at the start of a word and mostly for a vowel inside it. The general
 * table always reads the consonant (`dysylyw` for Decilio); the skeleton of the Latin spelling has none there.
 */
const READINGS: readonly (readonly [written: RegExp, read: string])[] = [
  [/(?<=\p{L})[\u0648\u0624]/gu, 'u'],
  [/(?<=\p{L})[\u064a\u06cc\u0626\u0649]/gu, 'i'],
  [/[\u0621\u064b-\u0652\u0640]/g, ''],
  [/[\u0627\u0622\u0623\u0625\u0629\u0639]/g, 'a'],
  [/\u05d2['\u05f3]/g, 'j'],
  [/\u05d5\u05d5/g, 'v'],
  [/(?<=\p{L})\u05d5/gu, 'u'],
  [/(?<=\p{L})\u05d9/gu, 'i'],
  [/[\u05d0\u05e2]/g, 'a'],
  [/(?<!\p{L})\u05e4/gu, 'p'],
]
const readVowels = (text: string): string => {
  if (!/[\u0590-\u06ff]/.test(text)) return text
  return READINGS.reduce((read, [written, by]) => read.replace(written, by), text)
}

/** Words of names as texts: apostrophes closed up, particles and titles left out unless nothing else remains. */
export const nameWords = (...parts: readonly (string | undefined)[]): readonly string[] =>
  textsOf(namesIn(parts, readWord))

/** Whether a word of a name tells who somebody is: particles and titles do not. */
export const tellsWho = (word: string): boolean => !PARTICLES.has(word) && !TITLES.has(word)

const namesIn = (parts: readonly (string | undefined)[], read: ReadWord): readonly NameWord[] => {
  const names = parts.flatMap((part) => wordsIn(part, read))
  const telling = names.filter(({ text }) => tellsWho(text))
  return distinct(telling.length > 0 ? telling : names)
}

const distinct = (names: readonly NameWord[]): readonly NameWord[] => {
  const seen = new Map<string, NameWord>()
  for (const name of names) if (!seen.has(name.text)) seen.set(name.text, name)
  return [...seen.values()].slice(0, WORDS_MAX)
}

const textsOf = (names: readonly NameWord[]): readonly string[] =>
  [...new Set(names.flatMap(({ text, readings }) => (readings ? [text, ...partsOf(readings)] : [text])))].slice(
    0,
    WORDS_MAX,
  )

/** The likeliest way to cut a word that a custom would cut, when there is one. */
const partsOf = (readings: readonly Reading[]): readonly string[] =>
  readings.find(([text]) => text.includes(' '))?.[0].split(' ') ?? []

const wordsIn = (text: string | undefined, read: ReadWord): readonly NameWord[] => {
  if (text === undefined) return []
  if (!isForeign(text)) return plainWords(text).map((word) => ({ text: word }))
  return text
    .slice(0, CELL_LENGTH_MAX)
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .split(/[^\p{L}\p{M}\p{N}'’\u05f3]+/u)
    .flatMap((word) => (isForeign(word) ? foreignWord(word, read) : plainWords(word).map((plain) => ({ text: plain }))))
    .slice(0, WORDS_MAX)
}

const foreignWord = (word: string, read: ReadWord): readonly NameWord[] => {
  const readings = read(word)
  const text = readings.find(([read]) => !read.includes(' '))?.[0]
  return text === undefined ? [] : [{ text, readings }]
}

/** Signs without ink (direction marks, joiners) and pictures say nothing about a name. */
const UNSEEN = /\p{Cf}|\p{Extended_Pictographic}|\ufe0f/gu

const plainWords = (text: string | undefined): readonly string[] =>
  text === undefined
    ? []
    : romanise(text)
        .replace(/['`"]/g, '')
        .split(/[^a-z0-9]+/)
        .filter((word) => word !== '')
        .slice(0, WORDS_MAX)

const compact = (text: string | undefined): string | undefined => {
  const bare = text === undefined ? '' : romanise(text).replace(/[^a-z0-9]/g, '')
  return bare === '' ? undefined : bare
}

const present = <Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } =>
  // Safe: the object holds exactly the one key that its type names, or none.
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string }

const phones = onDemand<typeof import('libphonenumber-js')>('libphonenumber-js')

/**
 * E.164 with the Netherlands as home country. Numbers that no operator gave out (our fictional `06 00…` and `099…`)
 * are not valid for libphonenumber but still get one stable form. Fewer than six digits is not a phone number.
 */
export const normalisePhone = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const written = text.slice(0, CELL_LENGTH_MAX).normalize('NFKC').replace(/\(0\)/, '')
  const digits = written.replace(/\D/g, '')
  if (digits.length < 6 || digits.length > 15) return undefined
  const parsed = phones().parsePhoneNumberFromString(written, 'NL')
  if (parsed?.isValid()) return parsed.number
  if (/^\s*\+/.test(written)) return `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  if (digits.startsWith('31') && digits.length >= 11) return `+${digits}`
  return `+31${digits.replace(/^0/, '')}`
}

const normaliseEmail = (text: string | undefined): string | undefined => {
  const bare = text === undefined ? '' : romanise(text).replace(/\s/g, '')
  return bare === '' ? undefined : bare
}

/** The number alone: additions (`12 hs`, `12-a`, `12 bis`) are written in too many ways to block on. */
const normaliseHouseNumber = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (/\d+/.exec(text)?.[0].replace(/^0+(?=\d)/, '') ?? compact(text))

const normaliseBirth = (person: PersonDescription): NormalBirth => {
  const parts =
    person.birthDate === undefined
      ? [person.birthYear, person.birthMonth, person.birthDay]
      : splitDate(person.birthDate.trim())
  const year = whole(parts[0], 1000, 2200)
  let month = whole(parts[1], 1, 31)
  let day = whole(parts[2], 1, 31)
  // A month above 12 beside a day up to 12 is a swap that cannot be anything else.
  if (month !== undefined && month > 12) [month, day] = day !== undefined && day <= 12 ? [day, month] : [undefined, day]
  const unknown = month === 1 && day === 1
  return {
    ...(year === undefined ? {} : { year }),
    ...(month === undefined || unknown ? {} : { month }),
    ...(day === undefined || unknown ? {} : { day }),
  }
}

const splitDate = (text: string): readonly (string | undefined)[] => {
  const yearFirst = /^(\d{4})(?:[-/.]?(\d{1,2})(?:[-/.]?(\d{1,2}))?)?/.exec(text)
  if (yearFirst && !/^\d{1,2}[-/.]/.test(text)) return yearFirst.slice(1)
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/.exec(text)
  return dayFirst ? [dayFirst[3], dayFirst[2], dayFirst[1]] : []
}

const whole = (text: string | undefined, least: number, most: number): number | undefined => {
  const value = text === undefined || !/^\s*\d+\s*$/.test(text) ? Number.NaN : Number(text)
  return value >= least && value <= most ? value : undefined
}

/** A longer word tells who somebody is: no particle or title has so many letters. */
export const TELLING_LENGTH = Math.max(...[...PARTICLES, ...TITLES].map((word) => word.length))
