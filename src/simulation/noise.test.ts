import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePartialDate, randomFrom } from '../kernel/index.ts'
import { type Clerk, type Description, ERRORS, leaveOut, type MakeError, type NoiseKind, writeDown } from './noise.ts'
import { readTables } from './tables.store.ts'
import { type Name, REPORTERS } from './tables.ts'

const { noise, names } = readTables()
const nameOf = (name: string): Name => {
  const found = names.find((one) => one.name === name)
  if (!found) throw new RangeError(`no name ${name}`)
  return found
}

const aClerk = (given: Partial<Clerk> = {}): Clerk => ({
  random: randomFrom(1),
  noise,
  reporter: 'police',
  givenNames: [nameOf('Mohamed')],
  surnames: [nameOf('El Idrissi')],
  nameOrigin: 'MA',
  workingName: 'Camila',
  exploitersPhone: '0600999999',
  earlierTown: 'Enschede',
  isMinor: true,
  hasWorkingName: true,
  ...given,
})

const someone: Required<Description> = {
  given: 'Mohamed',
  surname: 'El Idrissi',
  birthDate: { year: 1990, month: 3, day: 7 },
  sex: 'male',
  nationality: 'MA',
  phone: '0600123456',
  town: 'Goes',
  document: 'XX1234567',
}

const kinds = Object.keys(ERRORS) as NoiseKind[]
const make = (kind: NoiseKind, seen: Description, clerk = aClerk()): Description => {
  const error: MakeError = ERRORS[kind]
  return error(seen, clerk)
}

const dates = fc
  .date({ min: new Date('1940-01-01'), max: new Date('2012-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString())
  // Leap days are where a changed year goes wrong.
  .chain((text) => fc.constantFrom(text, '1992-02-29'))
  .chain((text) => fc.constantFrom(text.slice(0, 4), text.slice(0, 7), text.slice(0, 10)))
  .map((text) => parsePartialDate(text) ?? { year: 1990 })
const nameTexts = fc.oneof(
  fc.constantFrom(...names.map((name) => name.name)),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
)
const descriptions: fc.Arbitrary<Description> = fc.record(
  {
    given: nameTexts,
    surname: nameTexts,
    birthDate: dates,
    sex: fc.constantFrom('female', 'male', 'other'),
    nationality: fc.constantFrom('NL', 'PL', 'XK'),
    phone: fc.nat({ max: 999_999 }).map((number) => `0600${String(number).padStart(6, '0')}`),
    town: fc.constantFrom('Goes', 'Zwolle'),
    document: fc.nat({ max: 9_999_999 }).map((number) => `XX${String(number).padStart(7, '0')}`),
  },
  { requiredKeys: [] },
)
const fieldsOf = (seen: Description): string[] =>
  Object.entries(seen)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field)
    .sort()

test('P4 no kind of error fills a field that was absent or takes one away, and none makes a date more exact', () => {
  fc.assert(
    fc.property(descriptions, fc.constantFrom(...kinds), fc.nat(), (seen, kind, seed) => {
      const written = make(kind, seen, aClerk({ random: randomFrom(seed) }))
      expect(fieldsOf(written)).toEqual(fieldsOf(seen))
      const parts = fieldsOf({ ...seen.birthDate } as Description)
      for (const part of fieldsOf({ ...written.birthDate } as Description)) expect(parts).toContain(part)
    }),
    { numRuns: 1000 },
  )
})

test('P4 whoever writes down everything with all errors at once still invents no field', () => {
  const always = Object.fromEntries(kinds.map((kind) => [kind, 1])) as typeof noise.rates
  fc.assert(
    fc.property(descriptions, fc.constantFrom(...REPORTERS), fc.nat(), (seen, reporter, seed) => {
      const clerk = aClerk({ random: randomFrom(seed), reporter, noise: { ...noise, rates: always } })
      const known = fieldsOf(seen)
      for (const field of fieldsOf(writeDown(seen, clerk))) expect(known).toContain(field)
    }),
    { numRuns: 500 },
  )
})

test('P4 a date of birth that is written down is a date that exists', () => {
  fc.assert(
    fc.property(dates, fc.constantFrom(...kinds), fc.nat(), (birthDate, kind, seed) => {
      const written = make(kind, { birthDate }, aClerk({ random: randomFrom(seed) })).birthDate
      const pad = (part: number | undefined) => (part === undefined ? '' : `-${String(part).padStart(2, '0')}`)
      expect(parsePartialDate(`${written?.year}${pad(written?.month)}${pad(written?.day)}`)).toEqual(written)
    }),
    { numRuns: 1000 },
  )
})

test('each kind of error goes wrong in its own way', () => {
  const tesfay = { ...someone, given: 'Thi Lan', surname: 'Nguyen' }
  const east = aClerk({ nameOrigin: 'VN' })
  expect(make('workingName', someone).given).toBe('Camila')
  expect(make('workingName', someone, aClerk({ hasWorkingName: false }))).toEqual(someone)
  expect(make('nickname', someone).given).toBe('Momo')
  expect(nameOf('Mohamed').variants).toContain(make('otherRomanisation', someone).given)
  expect(nameOf('El Idrissi').variants).toContain(make('otherRomanisation', someone).surname)
  expect(make('lostAccents', { given: 'Łukasz', surname: 'Dąbrowski' })).toEqual({
    given: 'Lukasz',
    surname: 'Dabrowski',
  })
  expect(make('swappedOrder', someone)).toMatchObject({ given: 'El Idrissi', surname: 'Mohamed' })
  expect(make('swappedOrder', tesfay, east)).toEqual(tesfay)
  expect(make('swappedOrderFamilyNameFirst', tesfay, east)).toMatchObject({ given: 'Nguyen', surname: 'Thi Lan' })
  expect(make('swappedDayMonth', someone).birthDate).toEqual({ year: 1990, month: 7, day: 3 })
  expect(make('swappedDayMonth', { birthDate: { year: 1990, month: 3, day: 17 } }).birthDate?.day).toBe(17)
  expect(make('firstOfJanuary', someone).birthDate).toEqual({ year: 1990, month: 1, day: 1 })
  expect(make('firstOfJanuary', { birthDate: { year: 1990 } }).birthDate).toEqual({ year: 1990 })
  expect(make('yearOnly', someone).birthDate).toEqual({ year: 1990 })
  expect(make('wrongYearDigit', someone).birthDate?.year).not.toBe(1990)
  expect(make('ageRaised', someone).birthDate?.year).toBeLessThan(1989)
  expect(make('ageRaised', someone, aClerk({ isMinor: false }))).toEqual(someone)
  expect(make('exploitersPhone', someone).phone).toBe('0600999999')
  expect(make('phoneDigit', someone).phone).toMatch(/^0600\d{6}$/)
  expect(make('phoneDigit', someone).phone).not.toBe(someone.phone)
  expect(make('earlierTown', someone).town).toBe('Enschede')
  expect(make('documentDigit', someone).document).not.toBe(someone.document)
  expect(make('sexMistaken', someone).sex).toBe('female')
  expect(make('nationalityMistaken', someone).nationality).toBe('DZ')
})

test('a name that is cut, heard or typed wrong is another name but not an empty one', () => {
  for (const kind of ['cutName', 'respelling', 'typo'] as const) {
    const written = Array.from({ length: 200 }, (_, seed) => make(kind, someone, aClerk({ random: randomFrom(seed) })))
    expect(written.every(({ given, surname }) => given !== '' && surname !== '')).toBe(true)
    const changed = written.filter(({ given, surname }) => given !== someone.given || surname !== someone.surname)
    // A short given name in one part cannot be cut, and some letters are swapped with themselves.
    expect(changed.length).toBeGreaterThan(80)
  }
})

test('every kind of error has a rate, and every rate a kind of error', () => {
  expect(kinds.toSorted()).toEqual(Object.keys(noise.rates).sort())
})

test('an anonymous line hardly ever knows a date of birth, the border police nearly always', () => {
  const knows = (reporter: Clerk['reporter']): number =>
    Array.from({ length: 500 }, (_, seed) => leaveOut(someone, aClerk({ reporter, random: randomFrom(seed) }))).filter(
      (seen) => seen.birthDate !== undefined,
    ).length / 500
  expect(knows('anonymous-line')).toBeLessThan(0.2)
  expect(knows('kmar')).toBeGreaterThan(0.9)
})
