/**
 * An invented population for the look-up bench, made fast enough for a million: numbers stand for names, dates and places, in
 * frequencies like those of real lists, and become tokens and rows of the same kinds, counts and densities as
 * the owner makes them (bench.test.ts compares). A clerk hears the same person with a typing error, a
 * swapped date or less. The same seed and number give the same person, so nothing is stored.
 */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import { ENCODING_WORDS, HARDENING, SLOTS, type SlotName } from '../../src/linkage/index.ts'

export type Ready = { readonly tokens: readonly string[]; readonly row: Uint32Array }

/** A name as a number, and which spelling of it: 0 is the usual one. */
type Name = { readonly name: number; readonly spelling: number }
type Place = { readonly town: number; readonly postcode: number; readonly street: number; readonly house: number }
export type Someone = {
  readonly given: readonly Name[]
  readonly surname: readonly Name[]
  readonly birth: { readonly year: number; readonly month?: number; readonly day?: number }
  readonly town?: number
  readonly address?: Place
  readonly phone?: number
  readonly email?: number
  readonly document?: number
  readonly birthPlace?: number
  readonly nationality?: number
  readonly sex: number
}

const TOWNS = 380
const GIVEN_NAMES = 4_000
const SURNAMES = 80_000
const ALWAYS = 0x5eed

/** Few are held by many: the place in the list grows exponentially with the draw, as in lists of names. */
const skewed = (random: Random, items: number, steepness: number): number =>
  Math.min(Math.floor(items ** (1 - (1 - random.next()) ** steepness)), items - 1)

const maybe = <Key extends string, Value>(
  random: Random,
  share: number,
  key: Key,
  make: () => Value,
): Partial<Record<Key, Value>> => {
  const value = make()
  // Safe: an object with one key of the given name.
  return random.chance(share) ? ({ [key]: value } as Record<Key, Value>) : {}
}

/** The person of this number, as a first house wrote it down. */
export const personOf = (number: number, seed: number): Someone => {
  const random = randomFrom(seed * 1_000_003 + number)
  const given = (): Name => ({ name: skewed(random, GIVEN_NAMES, 1.3), spelling: 0 })
  const surname = (): Name => ({ name: GIVEN_NAMES + skewed(random, SURNAMES, 2), spelling: 0 })
  const town = random.below(TOWNS)
  const [year, month, day] = [1950 + random.below(58), 1 + random.below(12), 1 + random.below(28)]
  return {
    given: random.chance(0.1) ? [given(), given()] : [given()],
    surname: random.chance(0.05) ? [surname(), surname()] : [surname()],
    birth: random.chance(0.08) ? { year } : { year, month, day },
    ...maybe(random, 0.7, 'town', () => town),
    ...maybe(random, 0.32, 'address', () => ({
      town,
      postcode: town * 1200 + random.below(1200),
      street: random.below(6_000),
      house: random.below(160),
    })),
    ...maybe(random, 0.4, 'phone', () => random.below(5_000_000)),
    ...maybe(random, 0.1, 'email', () => random.below(5_000_000)),
    ...maybe(random, 0.15, 'document', () => random.below(50_000_000)),
    ...maybe(random, 0.2, 'birthPlace', () => random.below(TOWNS)),
    ...maybe(random, 0.5, 'nationality', () => skewed(random, 60, 1)),
    sex: random.below(2),
  }
}

/** The same person as another clerk heard it. */
export const heardAgain = (person: Someone, random: Random): Someone => {
  const { phone, email, document, address, birth, ...rest } = person
  const mistyped = (name: Name): Name => (random.chance(0.3) ? { ...name, spelling: 1 + random.below(1000) } : name)
  const swapped = random.chance(0.08) && (birth.day ?? 13) <= 12 && birth.month !== undefined
  return {
    ...rest,
    given: person.given.map(mistyped),
    surname: person.surname.map(mistyped),
    birth: swapped ? { year: birth.year, month: birth.day ?? 1, day: birth.month ?? 1 } : birth,
    ...(phone !== undefined && random.chance(0.4) ? { phone } : {}),
    ...(email !== undefined && random.chance(0.4) ? { email } : {}),
    ...(document !== undefined && random.chance(0.4) ? { document } : {}),
    ...(address !== undefined && random.chance(0.4) ? { address } : {}),
  }
}

/** One well-mixed word from three. */
const mix = (a: number, b: number, c: number): number => {
  let word =
    Math.imul(a ^ 0x9e3779b1, 0x85ebca6b) ^
    Math.imul(b ^ 0x7f4a7c15, 0xc2b2ae35) ^
    Math.imul(c + 0x165667b1, 0x27d4eb2f)
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}

const spelled = ({ name, spelling }: Name): number => mix(name, spelling, 1)
/** How a name sounds: two in five typing errors change that too. */
const soundOf = ({ name, spelling }: Name): number => mix(name, spelling % 5 < 2 ? spelling : 0, 2)
/** First letters: as many as names really begin with, and the frequent ones more often. */
const headOf = ({ name }: Name, letters: 1 | 2 | 3): number => {
  const kinds = { 1: 22, 2: 190, 3: 1400 }[letters]
  return Math.floor(kinds * (mix(name, letters, 3) / 2 ** 32) ** 2)
}

const encodedToken = new Uint32Array(4)
const encodedBytes = Buffer.from(encodedToken.buffer)
const token = (kind: number, a: number, b: number): string => {
  for (let lane = 0; lane < 4; lane += 1) encodedToken[lane] = mix(mix(kind, a, lane), b, 4 + lane)
  return encodedBytes.toString('base64url')
}

const pairs = <T>(items: readonly T[]): readonly (readonly [T, T])[] =>
  items.flatMap((first, i) => items.slice(i + 1).map((second): readonly [T, T] => [first, second]))

/** Tokens of the kinds of the product. */
const tokensOf = ({
  given,
  surname,
  birth,
  town,
  address,
  phone,
  email,
  document,
  birthPlace,
}: Someone): readonly string[] => {
  const names = [...given, ...surname]
  const { year, month, day } = birth
  const dayMonth =
    month === undefined || day === undefined ? undefined : Math.min(month, day) * 32 + Math.max(month, day)
  const made: string[] = []
  if (document !== undefined) made.push(token(1, document, 0))
  if (phone !== undefined) made.push(token(2, phone, 0))
  if (email !== undefined) made.push(token(3, email, 0), token(4, email, 1), token(5, email % 9_000, 2))
  for (const [a, b] of pairs(names)) {
    made.push(token(6, Math.min(soundOf(a), soundOf(b)), Math.max(soundOf(a), soundOf(b))))
    made.push(token(7, soundOf(a), headOf(b, 2)), token(7, soundOf(b), headOf(a, 2)))
    if (dayMonth !== undefined) made.push(token(8, headOf(a, 2) * 200 + headOf(b, 2), dayMonth))
    if (town !== undefined) made.push(token(9, headOf(a, 2) * 200 + headOf(b, 2), town))
  }
  for (const name of names) {
    made.push(token(10, soundOf(name), year), token(11, headOf(name, 3), year))
    if (dayMonth !== undefined)
      made.push(token(12, soundOf(name), dayMonth), token(13, headOf(name, 1), dayMonth * 4096 + year))
    if (address) made.push(token(14, soundOf(name), address.postcode))
    if (birthPlace !== undefined) made.push(token(15, soundOf(name), birthPlace))
  }
  if (town !== undefined && dayMonth !== undefined) made.push(token(16, dayMonth * 4096 + year, town))
  if (address) {
    made.push(token(17, address.postcode, address.house), token(18, address.postcode, year))
    made.push(token(19, address.street, address.house))
  }
  return [...new Set(made)].sort()
}

/** A slot at twice its width, before it is folded. */
const wide = new Uint32Array(64)
const draw = (slot: SlotName, feature: number, bits: number): void => {
  const width = SLOTS[slot].words * 64
  const times = HARDENING.fill[slot] ?? 1
  for (let i = 0; i < bits * times; i += 1) {
    const bit = mix(feature, i, ALWAYS) % width
    wide[bit >>> 5] = (wide[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }
}
/** Folded, and flipped where the content says, as the owner does. */
const fold = (row: Uint32Array, slot: SlotName): void => {
  const { at, words } = SLOTS[slot]
  let content = 0
  for (let i = 0; i < words; i += 1) {
    const word = (wide[i] ?? 0) ^ (wide[words + i] ?? 0)
    row[at + i] = word
    content = mix(content, word, i)
  }
  wide.fill(0)
  if (row.subarray(at, at + words).every((word) => word === 0)) return
  for (let i = 0; i < Math.round(HARDENING.flipShare * words * 32); i += 1) {
    const bit = mix(content, i, 5) % (words * 32)
    row[at + (bit >>> 5)] = (row[at + (bit >>> 5)] ?? 0) ^ (1 << (bit & 31))
  }
}

/** Bigrams of a word of six to ten letters, from four hundred that are not equally frequent; a typing error takes two others. */
const bigramsOf = (word: number, spelling: number): readonly number[] =>
  Array.from({ length: 7 + (mix(word, 0, 7) % 5) }, (_, i) => {
    const wrong = spelling > 0 && (i === 2 + (spelling % 4) || i === 3 + (spelling % 4))
    return Math.floor(400 * (mix(word, i, wrong ? spelling : 8) / 2 ** 32) ** 2)
  })
const drawBigrams = (slot: SlotName, word: number, spelling: number, bits: number): void => {
  for (const bigram of bigramsOf(word, spelling)) draw(slot, bigram, bits)
}

const drawNames = (row: Uint32Array, slot: 'given' | 'surname', names: readonly Name[]): void => {
  for (const { name, spelling } of names) drawBigrams(slot, name, spelling, 3)
  fold(row, slot)
}

const rowOf = (person: Someone): Uint32Array => {
  const row = new Uint32Array(ENCODING_WORDS)
  const { given, surname, birth, town, address, phone, email, document, birthPlace, nationality, sex } = person
  for (const each of [...given, ...surname]) {
    drawBigrams('name', each.name, each.spelling, 2)
    draw('name', 1000 + headOf(each, 1), 2)
    draw('name', spelled(each), 3)
    draw('name', soundOf(each), 4)
    for (const bigram of bigramsOf(each.name, each.spelling % 5 < 2 ? each.spelling : 0).slice(0, 5))
      draw('name', 2000 + bigram, 2)
  }
  fold(row, 'name')
  drawNames(row, 'given', given)
  drawNames(row, 'surname', surname)
  for (const [kind, part] of [
    birth.year,
    Math.floor(birth.year / 100),
    Math.floor(birth.year / 10) % 10,
    birth.year % 10,
  ].entries())
    draw('year', 100_000 * kind + part, 4)
  fold(row, 'year')
  drawDay(birth)
  fold(row, 'dayMonth')
  const identifier = (slot: SlotName, value: number | undefined, bits: number): void => {
    if (value !== undefined) drawBigrams(slot, mix(value, 0, 9), 0, bits)
    if (value !== undefined) draw(slot, mix(value, 1, 9), 4)
    fold(row, slot)
  }
  identifier('phone', phone, 2)
  identifier('email', email, 2)
  identifier('document', document, 2)
  if (address) drawBigrams('address', 900_000 + address.street, 0, 2)
  if (address) draw('address', address.house, 8)
  fold(row, 'address')
  if (address) drawBigrams('place', 950_000 + address.postcode, 0, 2)
  if (town !== undefined) drawBigrams('place', 960_000 + town, 0, 2)
  fold(row, 'place')
  if (birthPlace !== undefined) drawBigrams('origin', 960_000 + birthPlace, 0, 2)
  if (nationality !== undefined) draw('origin', nationality, 6)
  fold(row, 'origin')
  draw('other', sex, 6)
  fold(row, 'other')
  return row
}

const drawDay = ({ month, day }: Someone['birth']): void => {
  if (month === undefined || day === undefined) return
  draw('dayMonth', 100 + month, 4)
  draw('dayMonth', 200 + month, 2)
  draw('dayMonth', 300 + day, 4)
  draw('dayMonth', 200 + day, 2)
  draw('dayMonth', 1000 + Math.min(month, day) * 32 + Math.max(month, day), 8)
}

/** Tokens and row as they lie ready at the matcher. */
export const readyOf = (person: Someone): Ready => ({ tokens: tokensOf(person), row: rowOf(person) })
