/**
 * A described person as one row of numbers: what the batch engine compares. Rows never leave the house, so nothing is keyed;
 * they are small (some 100 bytes) and of fixed width, so that millions fit in memory that all workers share.
 */
import { type Cells, isSilent, rememberedCell, textOf } from './batch-cells.ts'
import { emptySigns, hashSigns, hashText, letterPairs, type Signs, writeSigns } from './batch-hash.ts'
import { type NameWords, nameReader } from './batch-words.ts'
import { type NormalPerson, nameWords, normalisePerson, normalisePhone, type PersonDescription } from './normalise.ts'
import { skeleton } from './phonetic.ts'

/** The fields of a description in the order in which cells come in. */
export const BATCH_FIELDS = [
  'given',
  'given2',
  'surname',
  'surname2',
  'fullName',
  'birthDate',
  'birthYear',
  'birthMonth',
  'birthDay',
  'birthPlace',
  'sex',
  'nationality',
  'occupation',
  'street',
  'houseNumber',
  'postcode',
  'town',
  'phone',
  'email',
  'document',
] as const satisfies readonly (keyof PersonDescription)[]
export type BatchField = (typeof BATCH_FIELDS)[number]

/** Name words that are compared; more of them tell nothing new. */
export const WORDS = 5
/** Numbers per name word: hash, sound with weight in the last 8 bits, letter pairs in two halves. */
export const WORD_WIDTH = 4
export const META = 0
export const BIRTH = 1
export const NAMES = 2
const FIRST_OPTIONAL = NAMES + WORDS * WORD_WIDTH

/** How many numbers each optional group takes. A group of which no column is known takes none. */
const GROUP_WIDTHS = { phone: 3, email: 3, document: 3, address: 3, place: 3, origin: 2, other: 3 } as const
export type OptionalGroup = keyof typeof GROUP_WIDTHS
const GROUP_FIELDS: Readonly<Record<OptionalGroup, readonly BatchField[]>> = {
  phone: ['phone'],
  email: ['email'],
  document: ['document'],
  address: ['street', 'houseNumber'],
  place: ['postcode', 'town'],
  origin: ['birthPlace'],
  other: ['sex', 'occupation', 'nationality'],
}

/** Where each group stands in a row; 0 means that the set has no such group. */
export type Layout = { readonly stride: number } & Readonly<Record<OptionalGroup, number>>

export const layoutFor = (fields: ReadonlySet<BatchField>): Layout => {
  let stride = FIRST_OPTIONAL
  const at = { phone: 0, email: 0, document: 0, address: 0, place: 0, origin: 0, other: 0 }
  // Safe: the keys of a literal object are exactly the names of its type.
  for (const group of Object.keys(GROUP_WIDTHS) as OptionalGroup[]) {
    if (!GROUP_FIELDS[group].some((field) => fields.has(field))) continue
    at[group] = stride
    stride += GROUP_WIDTHS[group]
  }
  return { ...at, stride }
}

// META: bits 0-2 words, 3-7 given, 8-12 surname, 13 phone of many, 14-15 commonness of the place, 16-17 of the origin.
export const GIVEN_SHIFT = 3
export const SURNAME_SHIFT = 8
export const PHONE_OF_MANY = 1 << 13
export const PLACE_SHIFT = 14
export const ORIGIN_SHIFT = 16

export const YEAR_SHIFT = 9
export const MONTH_SHIFT = 5

const MEMO_MAX = 10_000
const GIVEN_WORDS = 3

/** Remembers what was worked out for a text, and forgets all when full: the answer is the same either way. */
const memoised = <Value>(work: (text: string) => Value): ((text: string) => Value) => {
  const memo = new Map<string, Value>()
  return (text) => {
    const known = memo.get(text)
    if (known !== undefined) return known
    const made = work(text)
    if (memo.size >= MEMO_MAX) memo.clear()
    memo.set(text, made)
    return made
  }
}

const [SPACE, PLUS, DASH, ZERO, NINE] = [32, 43, 45, 48, 57] as const
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE
/** No phone is longer when it is written with its country. */
const PHONE_SIGNS_MAX = 13

/**
 * A Dutch number as `normalisePhone` writes it, without asking the library about numbers whose form it cannot change; false when it
 * needs a closer look.
 */
export const quickPhone = (bytes: Uint8Array, from: number, to: number, into: Signs): boolean => {
  const { signs } = into
  let count = 0
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] ?? 0
    if (code === SPACE) continue
    if (count === PHONE_SIGNS_MAX || !(isDigit(code) || (code === PLUS && count === 0))) return false
    signs[count] = code
    count += 1
  }
  const own = count - OWN_DIGITS
  // No number of its own begins with 0, and what stands there may be a plus.
  const first = signs[own] ?? 0
  if (own < 0 || first === ZERO || !isDigit(first) || !isPrefix(signs, own)) return false
  signs.copyWithin(3, own, count)
  signs.set(COUNTRY)
  into.count = 3 + OWN_DIGITS
  return true
}
const OWN_DIGITS = 9
const COUNTRY = [PLUS, ZERO + 3, ZERO + 1]
/** Whether the first signs are `+31`, `0031`, `0` or nothing. Nine bare digits that begin with 31 may be a shorter number with its country. */
const isPrefix = (signs: Uint16Array, count: number): boolean => {
  const is31 = (at: number): boolean => signs[at] === ZERO + 3 && signs[at + 1] === ZERO + 1
  if (count === 0) return !is31(0)
  if (count === 1) return signs[0] === ZERO
  if (count === 3) return signs[0] === PLUS && is31(1)
  return count === 4 && signs[0] === ZERO && signs[1] === ZERO && is31(2)
}

const CODE_SIGNS_MAX = 64
/** A document or postcode as the normalisation writes it; false when it needs a closer look. */
export const quickCode = (bytes: Uint8Array, from: number, to: number, into: Signs): boolean => {
  let count = 0
  for (let at = from; at < to; at += 1) {
    const code = bytes[at] ?? 0
    if (code === SPACE) continue
    const low = code | 32
    const isLetter = low >= 97 && low <= 122
    if (count === CODE_SIGNS_MAX || !(isLetter || isDigit(code))) return false
    into.signs[count] = isLetter ? low : code
    count += 1
  }
  into.count = count
  return count > 0
}

/** A whole date, year first, packed as the normalisation would; nothing when it needs a closer look. */
export const quickBirth = (bytes: Uint8Array, from: number, to: number): number | undefined => {
  if (to - from !== 10 || bytes[from + 4] !== DASH || bytes[from + 7] !== DASH) return undefined
  const year = digits(bytes, from, from + 4)
  const month = digits(bytes, from + 5, from + 7)
  const day = digits(bytes, from + 8, to)
  if (!(year >= 1000 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined
  return month === 1 && day === 1 ? year << YEAR_SHIFT : (year << YEAR_SHIFT) | (month << MONTH_SHIFT) | day
}
const digits = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i += 1) {
    const digit = (bytes[i] ?? 0) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

export type RowWriter = (cells: Cells, rows: Uint32Array, at: number) => Described
/** What tokens are made of; filled anew by each `RowWriter` call. */
export type Described = {
  readonly words: NameWords
  year: number
  month: number
  day: number
  phone: number
  email: number
  emailHead: number
  emailTail: number
  document: number
  postcode: number
  houseNumber: number
  street: number
  town: number
  birthPlace: number
}

const emptyDescribed = (words: NameWords): Described => ({
  words,
  year: 0,
  month: 0,
  day: 0,
  phone: 0,
  email: 0,
  emailHead: 0,
  emailTail: 0,
  document: 0,
  postcode: 0,
  houseNumber: 0,
  street: 0,
  town: 0,
  birthPlace: 0,
})

const FIELD_AT = Object.fromEntries(BATCH_FIELDS.map((field, i) => [field, i])) as Readonly<Record<BatchField, number>>

/** Makes a writer of rows with its own memory of words and cells; one per worker. */
export const rowWriter = (layout: Layout): RowWriter => {
  const { words, take } = nameReader(WORDS, memoised(nameWords))
  const birthOf = memoised((cell) => packedBirth(normalisePerson({ birthDate: cell })))
  const partsOf = memoised((cell) => {
    const [birthYear = '', birthMonth = '', birthDay = ''] = cell.split('|')
    return packedBirth(normalisePerson({ ...known({ birthYear, birthMonth, birthDay }) }))
  })
  // First the words, second how they sound.
  const placeOf = rememberedCell((cell) => {
    const { town } = normalisePerson({ town: cell })
    return [hashWords(town), hashWords(town.map((word) => skeleton(word) || word))]
  })
  const houseNumberOf = rememberedCell((cell) => [hashMaybe(normalisePerson({ houseNumber: cell }).houseNumber), 0])
  const sexOf = rememberedCell((cell) => [hashMaybe(normalisePerson({ sex: cell }).sex), 0])
  const found = emptyDescribed(words)
  const pairs = { low: 0, high: 0 }

  const writeNames = (cells: Cells, rows: Uint32Array, at: number): void => {
    words.count = 0
    const given = take(cells, FIELD_AT.given, GIVEN_WORDS) | take(cells, FIELD_AT.given2, GIVEN_WORDS)
    const surname = take(cells, FIELD_AT.surname, WORDS) | take(cells, FIELD_AT.surname2, WORDS)
    take(cells, FIELD_AT.fullName, WORDS)
    rows[at + META] = words.count | (given << GIVEN_SHIFT) | (surname << SURNAME_SHIFT)
    for (let i = 0; i < WORDS; i += 1) {
      const place = at + NAMES + i * WORD_WIDTH
      const used = i < words.count
      rows[place] = used ? (words.hash[i] ?? 0) : 0
      rows[place + 1] = used ? (words.sound[i] ?? 0) : 0
      rows[place + 2] = used ? (words.low[i] ?? 0) : 0
      rows[place + 3] = used ? (words.high[i] ?? 0) : 0
    }
  }

  const written = emptySigns()
  /** Whether the field says something, which is then written. */
  const says = (cells: Cells, field: number, quick: typeof quickCode, read: (cell: string) => string | undefined) => {
    const from = cells.from[field] ?? 0
    const to = cells.to[field] ?? 0
    if (from === to) return false
    if (quick(cells.bytes, from, to, written)) return true
    const text = read(textOf(cells, field))
    if (text !== undefined) writeSigns(text, written)
    return text !== undefined
  }
  const writeText = (rows: Uint32Array, at: number): number => {
    letterPairs(written, pairs)
    rows[at] = hashSigns(written)
    rows[at + 1] = pairs.low
    rows[at + 2] = pairs.high
    return rows[at] ?? 0
  }
  const writeNothing = (rows: Uint32Array, at: number): number => {
    rows.fill(0, at, at + 3)
    return 0
  }

  const birthIn = (cells: Cells): number => {
    const quick = quickBirth(cells.bytes, cells.from[FIELD_AT.birthDate] ?? 0, cells.to[FIELD_AT.birthDate] ?? 0)
    if (quick !== undefined) return quick
    const date = textOf(cells, FIELD_AT.birthDate)
    if (date !== '') return birthOf(date)
    const [year, month, day] = [FIELD_AT.birthYear, FIELD_AT.birthMonth, FIELD_AT.birthDay]
    if (isSilent(cells, year) && isSilent(cells, month) && isSilent(cells, day)) return 0
    return partsOf(`${textOf(cells, year)}|${textOf(cells, month)}|${textOf(cells, day)}`)
  }
  const writeBirth = (cells: Cells, rows: Uint32Array, at: number): void => {
    const packed = birthIn(cells)
    rows[at + BIRTH] = packed
    found.year = packed >>> YEAR_SHIFT
    found.month = (packed >>> MONTH_SHIFT) & 15
    found.day = packed & 31
  }

  const writeContact = (cells: Cells, rows: Uint32Array, at: number): void => {
    if (layout.phone > 0) {
      const write = says(cells, FIELD_AT.phone, quickPhone, normalisePhone) ? writeText : writeNothing
      found.phone = write(rows, at + layout.phone)
    }
    if (layout.document > 0) {
      const write = says(cells, FIELD_AT.document, quickCode, documentIn) ? writeText : writeNothing
      found.document = write(rows, at + layout.document)
    }
    if (layout.email > 0) {
      const { email } = normalisePerson({ email: textOf(cells, FIELD_AT.email) })
      if (email !== undefined) writeSigns(email, written)
      found.email = (email === undefined ? writeNothing : writeText)(rows, at + layout.email)
      const [local = '', domain = ''] = email?.split('@') ?? []
      const whole = local.length > 1 && domain.length > 3
      found.emailHead = whole ? hashText(`${local}@${domain.slice(0, 2)}`) : 0
      found.emailTail = whole ? hashText(`${local.slice(0, 2)}@${domain}`) : 0
    }
  }

  const writePlaces = (cells: Cells, rows: Uint32Array, at: number): void => {
    if (layout.address > 0) {
      const street = placeOf(cells, FIELD_AT.street)
      found.street = rows[at + layout.address] = street.second
      rows[at + layout.address + 2] = street.first
      found.houseNumber = rows[at + layout.address + 1] = houseNumberOf(cells, FIELD_AT.houseNumber).first
    }
    if (layout.place > 0) {
      const postcode = says(cells, FIELD_AT.postcode, quickCode, documentIn) ? hashSigns(written) : 0
      found.postcode = rows[at + layout.place] = postcode
      const town = placeOf(cells, FIELD_AT.town)
      rows[at + layout.place + 1] = town.first
      found.town = rows[at + layout.place + 2] = town.second
    }
    if (layout.origin > 0) {
      const birthPlace = placeOf(cells, FIELD_AT.birthPlace)
      rows[at + layout.origin] = birthPlace.first
      found.birthPlace = rows[at + layout.origin + 1] = birthPlace.second
    }
    if (layout.other > 0) {
      rows[at + layout.other] = sexOf(cells, FIELD_AT.sex).first
      rows[at + layout.other + 1] = placeOf(cells, FIELD_AT.occupation).second
      rows[at + layout.other + 2] = placeOf(cells, FIELD_AT.nationality).first
    }
  }

  return (cells, rows, at) => {
    writeNames(cells, rows, at)
    writeBirth(cells, rows, at)
    writeContact(cells, rows, at)
    writePlaces(cells, rows, at)
    return found
  }
}

const documentIn = (cell: string): string | undefined => normalisePerson({ document: cell }).document

const known = (parts: Readonly<Record<string, string>>): PersonDescription =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== '' && part !== 'undefined'))

export const packedBirth = ({ birth }: NormalPerson): number =>
  ((birth.year ?? 0) << YEAR_SHIFT) | ((birth.month ?? 0) << MONTH_SHIFT) | (birth.day ?? 0)
const hashMaybe = (text: string | undefined): number => (text === undefined ? 0 : hashText(text))
const hashWords = (words: readonly string[]): number => (words.length === 0 ? 0 : hashText(words.join('-')))
