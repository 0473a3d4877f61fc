/**
 * A described person as one row of numbers: what the batch engine compares. Rows never leave the house, so nothing is keyed;
 * they are small (some 100 bytes) and of fixed width, so that millions fit in memory that all workers share.
 */
import { hashText, letterPairs } from './batch-hash.ts'
import {
  type NormalPerson,
  nameWords,
  normalisePerson,
  normalisePhone,
  type PersonDescription,
  tellsWho,
} from './normalise.ts'
import { foldToSkeleton, skeleton } from './phonetic.ts'

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

/** The words of one name, side by side in columns; `count` of them are in use. */
export type NameWords = {
  count: number
  readonly hash: Uint32Array
  /** 24 bits of the hash of the skeleton, shifted to make room for the weight; 0 for a single letter. */
  readonly sound: Uint32Array
  readonly low: Uint32Array
  readonly high: Uint32Array
  /** Hash of the first two letters, and of the first sound. */
  readonly head: Uint32Array
  readonly initial: Uint32Array
}
const wordColumns = (size: number): NameWords => ({
  count: 0,
  hash: new Uint32Array(size),
  sound: new Uint32Array(size),
  low: new Uint32Array(size),
  high: new Uint32Array(size),
  head: new Uint32Array(size),
  initial: new Uint32Array(size),
})

const CACHE_SLOTS = 1 << 16

/**
 * Describes words and remembers them: one place per word, in columns, where a later word may take the place of an earlier one. Two
 * hashes together tell words apart, so no text is kept and nothing is left for the garbage collector.
 */
const wordCache = (): ((text: string, into: NameWords, at: number) => void) => {
  const cache = wordColumns(CACHE_SLOTS)
  const check = new Uint32Array(CACHE_SLOTS)
  const pairs = { low: 0, high: 0 }
  const describe = (text: string, slot: number): void => {
    const sounds = foldToSkeleton(text)
    const heard = sounds.length > 1 ? sounds : text
    letterPairs(text, pairs)
    cache.sound[slot] = text.length < 2 ? 0 : (hashText(heard) & 0xffffff00) >>> 0
    cache.low[slot] = pairs.low
    cache.high[slot] = pairs.high
    cache.head[slot] = hashText(text.slice(0, 2), 3)
    cache.initial[slot] = hashText(heard.slice(0, 1), 5)
  }
  return (text, into, at) => {
    const hash = hashText(text)
    const second = hashText(text, 0x27d4eb2f)
    const slot = hash & (CACHE_SLOTS - 1)
    if (cache.hash[slot] !== hash || check[slot] !== second) {
      describe(text, slot)
      cache.hash[slot] = hash
      check[slot] = second
    }
    into.hash[at] = hash
    into.sound[at] = cache.sound[slot] ?? 0
    into.low[at] = cache.low[slot] ?? 0
    into.high[at] = cache.high[slot] ?? 0
    into.head[at] = cache.head[slot] ?? 0
    into.initial[at] = cache.initial[slot] ?? 0
  }
}

/** One plain word of Latin letters is its own normal form, in lower case: nothing to romanise, nothing to leave out. */
const PLAIN_WORD = /^[A-Za-z]{2,30}$/

export const isPlainWord = (cell: string): boolean => PLAIN_WORD.test(cell)

const PLAIN_WORDS = /^[A-Za-z]{1,20}(?: [A-Za-z]{1,20}){1,7}$/
/** A few plain words, as `nameWords` would give them; nothing when they need a closer look. */
export const quickNames = (cell: string): readonly string[] | undefined => {
  if (!PLAIN_WORDS.test(cell)) return undefined
  const words = cell.toLowerCase().split(' ')
  const telling = words.filter(tellsWho)
  return [...new Set(telling.length > 0 ? telling : words)]
}

// Nine bare digits that begin with 31 may be a shorter number with its country: the library must look.
const DUTCH_PHONE = /^(?:\+31|0031|0|(?!31))([1-9]\d{8})$/
/** As `normalisePhone`, without asking the library about numbers whose form it cannot change. */
export const quickPhone = (cell: string): string | undefined => {
  const dutch = DUTCH_PHONE.exec(cell.replaceAll(' ', ''))
  return dutch ? `+31${dutch[1] ?? ''}` : normalisePhone(cell)
}

/** A whole date, year first, packed as the normalisation would; nothing when it needs a closer look. */
export const quickBirth = (cell: string): number | undefined => {
  if (cell.length !== 10 || cell.charCodeAt(4) !== 45 || cell.charCodeAt(7) !== 45) return undefined
  const year = digits(cell, 0, 4)
  const month = digits(cell, 5, 7)
  const day = digits(cell, 8, 10)
  if (!(year >= 1000 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined
  return month === 1 && day === 1 ? year << YEAR_SHIFT : (year << YEAR_SHIFT) | (month << MONTH_SHIFT) | day
}
const digits = (cell: string, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i += 1) {
    const digit = cell.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const PLAIN_CODE = /^[a-z0-9]+$/
/** As the normalisation of documents and postcodes. */
export const quickCode = (cell: string): string | undefined => {
  const bare = cell.replaceAll(' ', '').toLowerCase()
  return bare === '' ? undefined : PLAIN_CODE.test(bare) ? bare : normalisePerson({ document: cell }).document
}

export type RowWriter = (cells: readonly string[], rows: Uint32Array, at: number) => Described
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

export const emptyDescribed = (): Described => ({
  words: wordColumns(WORDS),
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
  const putWord = wordCache()
  const manyWords = memoised(nameWords)
  const birthOf = memoised((cell) => packedBirth(normalisePerson({ birthDate: cell })))
  const partsOf = memoised((cell) => {
    const [birthYear = '', birthMonth = '', birthDay = ''] = cell.split('|')
    return packedBirth(normalisePerson({ ...known({ birthYear, birthMonth, birthDay }) }))
  })
  const wordsHash = memoised((cell) => hashWords(normalisePerson({ town: cell }).town))
  const soundHash = memoised((cell) =>
    hashWords(normalisePerson({ town: cell }).town.map((word) => skeleton(word) || word)),
  )
  const numberHash = memoised((cell) => hashMaybe(normalisePerson({ houseNumber: cell }).houseNumber))
  const sexHash = memoised((cell) => hashMaybe(normalisePerson({ sex: cell }).sex))
  const codeHash = (cell: string): number => hashMaybe(quickCode(cell))
  const found = emptyDescribed()
  const pairs = { low: 0, high: 0 }

  const { words } = found
  const takeWord = (text: string, most: number): number => {
    if (words.count < most) putWord(text, words, words.count)
    const hash = words.count < most ? words.hash[words.count] : hashText(text)
    for (let i = 0; i < words.count; i += 1) if (words.hash[i] === hash) return 1 << i
    if (words.count >= most) return 0
    words.count += 1
    return 1 << (words.count - 1)
  }
  const take = (cell: string, most: number): number => {
    if (cell === '') return 0
    if (isPlainWord(cell)) return takeWord(cell.toLowerCase(), most)
    let mask = 0
    for (const word of quickNames(cell) ?? manyWords(cell)) mask |= takeWord(word, most)
    return mask
  }
  const writeNames = (cells: readonly string[], rows: Uint32Array, at: number): void => {
    words.count = 0
    const given = take(cells[FIELD_AT.given] ?? '', GIVEN_WORDS) | take(cells[FIELD_AT.given2] ?? '', GIVEN_WORDS)
    const surname = take(cells[FIELD_AT.surname] ?? '', WORDS) | take(cells[FIELD_AT.surname2] ?? '', WORDS)
    take(cells[FIELD_AT.fullName] ?? '', WORDS)
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

  const writeText = (text: string | undefined, rows: Uint32Array, at: number): number => {
    if (text === undefined) {
      rows.fill(0, at, at + 3)
      return 0
    }
    letterPairs(text, pairs)
    rows[at] = hashText(text)
    rows[at + 1] = pairs.low
    rows[at + 2] = pairs.high
    return rows[at] ?? 0
  }

  const writeBirth = (cells: readonly string[], rows: Uint32Array, at: number): void => {
    const date = cells[FIELD_AT.birthDate] ?? ''
    const parts =
      date === '' ? `${cells[FIELD_AT.birthYear]}|${cells[FIELD_AT.birthMonth]}|${cells[FIELD_AT.birthDay]}` : ''
    const packed = date !== '' ? (quickBirth(date) ?? birthOf(date)) : parts === '||' ? 0 : partsOf(parts)
    rows[at + BIRTH] = packed
    found.year = packed >>> YEAR_SHIFT
    found.month = (packed >>> MONTH_SHIFT) & 15
    found.day = packed & 31
  }

  const writeContact = (cells: readonly string[], rows: Uint32Array, at: number): void => {
    const cell = (field: BatchField): string => cells[FIELD_AT[field]] ?? ''
    if (layout.phone > 0) found.phone = writeText(quickPhone(cell('phone')), rows, at + layout.phone)
    if (layout.document > 0) found.document = writeText(quickCode(cell('document')), rows, at + layout.document)
    if (layout.email > 0) {
      const email = cell('email') === '' ? undefined : normalisePerson({ email: cell('email') }).email
      found.email = writeText(email, rows, at + layout.email)
      const [local = '', domain = ''] = email?.split('@') ?? []
      const whole = local.length > 1 && domain.length > 3
      found.emailHead = whole ? hashText(`${local}@${domain.slice(0, 2)}`) : 0
      found.emailTail = whole ? hashText(`${local.slice(0, 2)}@${domain}`) : 0
    }
  }

  const writePlaces = (cells: readonly string[], rows: Uint32Array, at: number): void => {
    const cell = (field: BatchField): string => cells[FIELD_AT[field]] ?? ''
    if (layout.address > 0) {
      found.street = rows[at + layout.address] = hashOf(cell('street'), soundHash)
      found.houseNumber = rows[at + layout.address + 1] = hashOf(cell('houseNumber'), numberHash)
      rows[at + layout.address + 2] = hashOf(cell('street'), wordsHash)
    }
    if (layout.place > 0) {
      found.postcode = rows[at + layout.place] = hashOf(cell('postcode'), codeHash)
      rows[at + layout.place + 1] = hashOf(cell('town'), wordsHash)
      found.town = rows[at + layout.place + 2] = hashOf(cell('town'), soundHash)
    }
    if (layout.origin > 0) {
      rows[at + layout.origin] = hashOf(cell('birthPlace'), wordsHash)
      found.birthPlace = rows[at + layout.origin + 1] = hashOf(cell('birthPlace'), soundHash)
    }
    if (layout.other > 0) {
      rows[at + layout.other] = hashOf(cell('sex'), sexHash)
      rows[at + layout.other + 1] = hashOf(cell('occupation'), soundHash)
      rows[at + layout.other + 2] = hashOf(cell('nationality'), wordsHash)
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

const known = (parts: Readonly<Record<string, string>>): PersonDescription =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== '' && part !== 'undefined'))

export const packedBirth = ({ birth }: NormalPerson): number =>
  ((birth.year ?? 0) << YEAR_SHIFT) | ((birth.month ?? 0) << MONTH_SHIFT) | (birth.day ?? 0)
const hashOf = (cell: string, work: (cell: string) => number): number => (cell === '' ? 0 : work(cell))
const hashMaybe = (text: string | undefined): number => (text === undefined ? 0 : hashText(text))
const hashWords = (words: readonly string[]): number => (words.length === 0 ? 0 : hashText(words.join('-')))
