import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomFrom } from '../kernel/index.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { type Answer, type MatchableRecord, Matcher, type MatchOutcome } from './match.ts'
import { MatchIndex } from './match-index.ts'
import { GROUPS, LEVELS, levelsOf, patternOf } from './match-levels.ts'
import type { PersonDescription } from './normalise.ts'
import { encodePerson } from './owner.crypto.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'

const encoder = bloomEncoder(new Uint8Array(32).fill(3))
const record = (
  handle: string,
  person: PersonDescription,
  plane: 'care' | 'enforcement' = 'care',
): MatchableRecord => ({
  handle,
  plane,
  ...encodePerson(person, encoder),
})
const GIVEN =
  'Anna Bram Carla Dirk Elif Farid Greta Hugo Ilse Joris Kemal Lotte Marek Nadia Olga Piotr Quinta Ruud Sara Timur'.split(
    ' ',
  )
const SURNAME =
  'Aydin Bakker Cornelis Dekker Ekinci Fransen Gerritsen Hofman Ionescu Jansen Kowalski Lambers Moreno Nowak Oosting Peeters Quak Rahimi Smit Tahiri'.split(
    ' ',
  )

const crowd = (count: number, seed = 7): readonly PersonDescription[] => {
  const random = randomFrom(seed)
  const two = (value: number): string => String(value).padStart(2, '0')
  return Array.from({ length: count }, () => ({
    given: `${random.pick(GIVEN)} ${random.pick(GIVEN)}`,
    surname: random.pick(SURNAME) + random.pick(['', 'sen', 'ova', 'oglu']),
    birthDate: `${1950 + random.below(50)}-${two(1 + random.below(12))}-${two(2 + random.below(26))}`,
    town: random.pick(['Breda', 'Zwolle', 'Emmen', 'Goes', 'Venlo']),
  }))
}
const matcherWith = (people: readonly PersonDescription[]): Matcher => {
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
  people.forEach((person, i) => {
    matcher.restore(record(`crowd-${i}`, person))
  })
  return matcher
}
const answerTo = ({ answers }: MatchOutcome, handle: string): Answer | undefined =>
  answers.find((answer) => answer.handle === handle)

const KNOWN: PersonDescription = {
  given: 'Mohammed',
  surname: 'van den Dijkgraaf',
  birthDate: '1991-04-09',
  town: 'Almelo',
  phone: '06 00 77 88 99',
}

test.each<readonly [string, PersonDescription]>([
  ['in the same words', KNOWN],
  ['with a Dutch re-spelling', { given: 'Muhamad', surname: 'Dykgraaf', birthDate: '1991-04-09', town: 'Almelo' }],
  ['with day and month swapped', { given: 'Mohammed', surname: 'Dijkgraaf', birthDate: '1991-09-04', town: 'Almelo' }],
  ['with swapped names', { given: 'Dijkgraaf', surname: 'Mohammed', birthDate: '1991-04-09', town: 'Almelo' }],
  ['in Arabic script', { given: 'محمد', surname: 'Dijkgraaf', birthDate: '1991-04-09', town: 'Almelo' }],
  [
    'with a typing error and only a year of birth',
    { given: 'Mohamed', surname: 'Dijkgraf', birthYear: '1991', phone: '0600778899' },
  ],
])('P3 the same person is found when described %s', (_, otherwise) => {
  const matcher = matcherWith([...crowd(300), KNOWN])
  const outcome = matcher.lookUp(record('asking', otherwise))
  expect(answerTo(outcome, 'crowd-300')?.grade).toMatch(/hit|look-closer/)
  expect(answerTo(outcome, 'asking')?.grade).toMatch(/hit|look-closer/)
})

test('a person whom nobody knows is answered in the same shape, with nothing', () => {
  const matcher = matcherWith(crowd(300))
  const outcome = matcher.lookUp(record('asking', KNOWN))
  expect(outcome).toEqual({ answers: [{ handle: 'asking', grade: 'nothing', probability: 0 }], introductions: [] })
})

test('P3 a name that is written in another script altogether is found by name and birth date', () => {
  const rahimi = { given: 'Mohammed', surname: 'Rahimi', birthDate: '1991-04-09' }
  const outcome = matcherWith([...crowd(300), rahimi]).lookUp(
    record('asking', { given: 'محمد', surname: 'رحيمي', birthDate: '1991-04-09' }),
  )
  expect(answerTo(outcome, 'crowd-300')?.grade).toMatch(/hit|look-closer/)
})

test('a sister at the same address, with the same phone and mail, is never a hit', () => {
  const shared = { street: 'Kerkstraat', houseNumber: '12', postcode: '7601 AB', email: 'huis@gezin.example' }
  const matcher = matcherWith([...crowd(300), { ...KNOWN, ...shared }])
  const sister = { ...KNOWN, ...shared, given: 'Fatiha', birthDate: '1996-12-27' }
  const answer = answerTo(matcher.lookUp(record('asking', sister)), 'crowd-300')
  expect(answer?.grade).toBe('look-closer')
  expect(answer?.probability).toBeLessThan(COMMITTED_GRADES.hit)
})

const pairOfPeople = fc.tuple(fc.nat(199), fc.nat(199))
test('P2 matching is symmetric: a pair agrees the same way from either side', () => {
  const index = new MatchIndex()
  const people = crowd(200)
  people.forEach((person, i) => {
    index.insert(String(i), encodePerson(i % 3 === 0 ? { ...person, birthDate: '' } : person, encoder))
  })
  const held = index.compared()
  fc.assert(
    fc.property(pairOfPeople, ([a, b]) => {
      expect(patternOf(held, a + 1, b + 1)).toBe(patternOf(held, b + 1, a + 1))
    }),
  )
})

test('P2 both sides hear the same grade and the same probability', () => {
  const people = crowd(60)
  fc.assert(
    fc.property(fc.nat(59), (chosen) => {
      const outcome = matcherWith(people).insert(record('asking', people[chosen] ?? {}))
      const [own, ...others] = outcome.answers
      expect(own?.handle).toBe('asking')
      expect(others.length).toBeGreaterThan(0)
      expect(others[0]).toEqual({ ...own, handle: others[0]?.handle })
    }),
    { numRuns: 20 },
  )
})

test('P5 whoever was inserted is found by the next look-up, and after removal no more', () => {
  const people = crowd(80)
  const matcher = matcherWith(people)
  fc.assert(
    fc.property(fc.nat(79), fc.uuid({ version: 4 }), (chosen, handle) => {
      const person = people[chosen] ?? {}
      matcher.insert(record(handle, person))
      expect(answerTo(matcher.lookUp(record('asking', person)), handle)).toBeDefined()
      expect(matcher.remove(handle)).toBe(true)
      expect(answerTo(matcher.lookUp(record('asking', person)), handle)).toBeUndefined()
      expect(matcher.remove(handle)).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('P6 a match across the planes is told to the contact desk and to neither side', () => {
  const matcher = matcherWith([])
  matcher.insert(record('police', KNOWN, 'enforcement'))
  const outcome = matcher.lookUp(record('shelter', KNOWN, 'care'))
  expect(outcome.answers).toEqual([{ handle: 'shelter', grade: 'nothing', probability: 0 }])
  expect(outcome.introductions).toMatchObject([{ asking: 'shelter', held: 'police', acrossPlanes: true }])
})

test('P7 an answer holds a handle, a grade and a rounded probability, and nothing else', () => {
  const outcome = matcherWith([KNOWN]).lookUp(record('asking', KNOWN))
  for (const answer of outcome.answers) {
    expect(Object.keys(answer).sort()).toEqual(['grade', 'handle', 'probability'])
    expect(Math.round(answer.probability * 10)).toBe(answer.probability * 10)
  }
  expect(outcome.answers.filter(({ handle }) => handle === 'asking')).toHaveLength(1)
})

test('a handle that is inserted twice is held once, as last described', () => {
  const matcher = matcherWith([])
  matcher.insert(record('one', { given: 'Anna', surname: 'Bakker', birthDate: '1990-02-03' }))
  matcher.insert(record('one', KNOWN))
  expect(matcher.size).toBe(1)
  expect(answerTo(matcher.lookUp(record('asking', KNOWN)), 'one')?.grade).toBe('hit')
})

test('a token that very many hold finds nobody, and a look-up reads no more than its budget [V15.2.2]', () => {
  const index = new MatchIndex({ tokenHoldersMax: 5, postingsPerLookUpMax: 8 })
  const { row } = encodePerson(KNOWN, encoder)
  for (let i = 0; i < 6; i += 1) index.insert(`common-${i}`, { tokens: ['common'], row })
  for (let i = 0; i < 5; i += 1) index.insert(`rare-${i}`, { tokens: [`rare-${i % 2}`, 'five'], row })
  expect(index.candidates(['common'])).toEqual([])
  const found = index.candidates(['common', 'rare-0', 'rare-1', 'five'])
  expect(new Set(found).size).toBe(found.length)
  expect(found.length).toBeLessThanOrEqual(8)
})

test('a pattern can be taken apart into the levels that it was made of', () => {
  const index = new MatchIndex()
  for (const [i, person] of crowd(30).entries()) index.insert(String(i), encodePerson(person, encoder))
  const levels = levelsOf(patternOf(index.compared(), 1, 2))
  expect(levels).toHaveLength(GROUPS.length)
  GROUPS.forEach((group, i) => {
    expect(levels[i]).toBeLessThan(LEVELS[group])
  })
  // Nothing was said about phone, e-mail or document: level 0.
  for (const group of ['phone', 'email', 'document'] as const) expect(levels[GROUPS.indexOf(group)]).toBe(0)
})
