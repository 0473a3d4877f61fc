import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalisePerson, type PersonDescription } from './normalise.ts'
import { describeTokens, TOKEN_KINDS, TOKENS_MAX, tokenText } from './tokens.ts'

const person: PersonDescription = {
  given: 'Maria',
  surname: 'van Dijk',
  birthDate: '1990-05-17',
  postcode: '1011 AB',
  houseNumber: '12',
  street: 'Kerkstraat',
  town: 'Amsterdam',
  phone: '06 00 12 34 56',
  email: 'maria@huis.example',
  document: 'SPECI2014',
}
const cell = fc.option(fc.string({ maxLength: 30 }), { nil: undefined })
const word = fc.constantFrom(
  'Amsterdam',
  'Maria',
  'Nederlandse',
  'v',
  'de Vries',
  'Jan Peter',
  '1990-05-17',
  '1990',
  '1011AB',
  '12',
)
const FIELDS =
  'given given2 surname surname2 fullName birthDate birthPlace sex nationality occupation street houseNumber address2 postcode town region'.split(
    ' ',
  )
const anyPerson = fc
  .tuple(...FIELDS.map(() => fc.oneof(fc.constant(undefined), word, cell)))
  .map(
    (cells): PersonDescription =>
      Object.fromEntries(FIELDS.flatMap((field, i) => (cells[i] === undefined ? [] : [[field, cells[i]]]))),
  )

test('P1 only compound keys and identifiers become tokens: two parts that are both filled, whatever is known of a person', () => {
  fc.assert(
    fc.property(anyPerson, (described) => {
      for (const { kind, parts } of describeTokens(normalisePerson(described))) {
        expect(parts.every((part) => part !== '')).toBe(true)
        expect(parts.length).toBeGreaterThanOrEqual(TOKEN_KINDS[kind] === 'compound' ? 2 : 1)
      }
    }),
  )
})

test('P1 a person of whom one attribute is known gets no token, unless that attribute identifies', () => {
  const identifying = new Set(['phone', 'email', 'document'])
  // A surname of one telling word, one town, one date: none of these may be found by itself.
  for (const [field, value] of Object.entries({
    ...person,
    given2: 'Anna',
    birthPlace: 'Leiden',
    nationality: 'NL',
    region: 'Zeeland',
    sex: 'v',
    occupation: 'kok',
  }))
    expect(describeTokens(normalisePerson({ [field]: value })).length > 0, field).toBe(identifying.has(field))
})

test('P1 nationality, sex and region are in no token', () => {
  const without = describeTokens(normalisePerson(person))
  const withThem = describeTokens(
    normalisePerson({ ...person, nationality: 'Bulgaarse', sex: 'v', region: 'Noord-Holland', occupation: 'kok' }),
  )
  expect(withThem).toEqual(without)
})

test('a full description gives between ten and the highest number of tokens, without repeats', () => {
  const texts = describeTokens(normalisePerson(person)).map(tokenText)
  expect(texts.length).toBeGreaterThanOrEqual(10)
  expect(texts.length).toBeLessThanOrEqual(TOKENS_MAX)
  expect(new Set(texts).size).toBe(texts.length)
})

test('the number of tokens has a limit, however much is written', () => {
  fc.assert(
    fc.property(anyPerson, (described) => {
      expect(describeTokens(normalisePerson(described)).length).toBeLessThanOrEqual(TOKENS_MAX)
    }),
  )
})

test('swapped names, swapped day and month, and a dropped particle leave tokens in common', () => {
  const texts = new Set(describeTokens(normalisePerson(person)).map(tokenText))
  const otherwise = { given: 'Dijk', surname: 'Maria', birthDate: '1990-17-05' }
  const shared = describeTokens(normalisePerson(otherwise))
    .map(tokenText)
    .filter((text) => texts.has(text))
  expect(shared.length).toBeGreaterThanOrEqual(4)
})

test('whoever is known by one word of a name and a year shares a token with who is known by more, in either order', () => {
  const textsOf = (described: PersonDescription) => describeTokens(normalisePerson(described)).map(tokenText)
  const little = textsOf({ fullName: 'Oluwaseun', birthYear: '1990' })
  for (const surname of 'Abiodun Bello Ćirić Deniz Eze Fofana Gül Haddad Ivanova Jansen Koroma Lungu Mensah Nwosu Okafor Popescu Quist Rossi Sow Traoré Umarova Vos Wójcik Xhaka Yılmaz Zhou'.split(
    ' ',
  )) {
    const whole = textsOf({ given: 'Oluwaseun', surname, birthDate: '1990-03-14' })
    expect(
      whole.some((text) => little.includes(text)),
      surname,
    ).toBe(true)
  }
  expect(
    textsOf({ given: 'Oluwaseun', surname: 'Bello', birthDate: '1991-03-14' }).some((text) => little.includes(text)),
  ).toBe(false)
})

test('no token is of a year and one word of a name', () => {
  const first = describeTokens(normalisePerson({ given: 'Fatma', surname: 'Deniz', birthYear: '1990' })).map(tokenText)
  const others = describeTokens(normalisePerson({ given: 'Fatma', surname: 'Koroma', birthYear: '1990' })).map(
    tokenText,
  )
  expect(first.filter((text) => others.includes(text))).toEqual([])
})
