import fc from 'fast-check'
import { expect, test } from 'vitest'
import table from '../../data/linkage/nicknames.json' with { type: 'json' }
import { featuresOf } from './features.ts'
import { callSound, familiesOf } from './nicknames.ts'
import { normalisePerson } from './normalise.ts'
import { skeleton } from './phonetic.ts'
import { describeTokens, tokenText } from './tokens.ts'

const ROWS = table.families.map(([language = '', formal = '', call = '']) => ({
  language,
  names: formal.split(' '),
  calls: call.split(' '),
}))
const ALL = [...new Set(ROWS.flatMap(({ names, calls }) => [...names, ...calls]))]

const tokensOf = (fullName: string): ReadonlySet<string> =>
  new Set(describeTokens(normalisePerson({ fullName })).map(tokenText))
const meet = (one: string, other: string): boolean => [...tokensOf(one)].some((token) => tokensOf(other).has(token))
const shared = (one: string, other: string): number => {
  const [held, asked] = [one, other].map((fullName) => new Map(featuresOf(normalisePerson({ fullName })).name))
  return [...(asked ?? [])].reduce((sum, [text, bits]) => sum + Math.min(bits, held?.get(text) ?? 0), 0)
}

test.each([
  ['Jan', 'Johannes'],
  ['Kees', 'Cornelis'],
  ['Truus', 'Geertruida'],
  ['Nel', 'Petronella'],
  ['Bert', 'Albert'],
  ['Gosia', 'Małgorzata'],
  ['Саша', 'Aleksandr'],
  ['Paco', 'Francisco'],
  ['Mo', 'Mohamed'],
  ['Bob', 'Robert'],
])('%s and %s with one surname find each other by name alone', (call, formal) => {
  expect(meet(`${call} Verzonnen`, `${formal} Verzonnen`)).toBe(true)
  expect(shared(call, formal)).toBeGreaterThan(shared(call, 'Xanthippe'))
})

test('a family is a feature of its names: two bits of one or two families, one of more, none of a name outside', () => {
  const ofFamilies = (name: string) =>
    featuresOf(normalisePerson({ fullName: name })).name.filter(([text]) => text.startsWith('&'))
  expect(ofFamilies('Kees')).toEqual(ofFamilies('Cornelis'))
  expect(ofFamilies('Kees').map(([, bits]) => bits)).toEqual([2])
  expect(ofFamilies('Bert').every(([, bits]) => bits === 1)).toBe(true)
  expect(ofFamilies('Xanthippe')).toEqual([])
})

test('a call name alone makes nobody meet: another surname is another person', () => {
  expect(meet('Jan Verzonnen', 'Johannes Bedacht')).toBe(false)
  expect(meet('Kees Verzonnen', 'Cornelis Bedacht')).toBe(false)
})

test('Bert may be Albert or Lambert, and these two are not one another', () => {
  const bert = familiesOf('bert')
  for (const formal of ['albert', 'lambert', 'hubert', 'norbert'])
    expect(bert, formal).toEqual(expect.arrayContaining([...familiesOf(formal)]))
  expect(familiesOf('albert').some((family) => familiesOf('lambert').includes(family))).toBe(false)
})

test('P48 each call name shares a family with each given name of its row, both ways, and no name has more than ten', () => {
  for (const { names, calls } of ROWS)
    for (const call of calls)
      expect(
        names.some((name) => familiesOf(name).some((family) => familiesOf(call).includes(family))),
        `${call} ${names}`,
      ).toBe(true)
  for (const name of ALL) expect(familiesOf(name).length, name).toBeLessThanOrEqual(10)
})

test('P48 the order of names changes neither features nor tokens, and names of the table cost no token more than others', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL), fc.constantFrom(...ALL), (one, other) => {
      expect(shared(one, other)).toBe(shared(other, one))
      const mixed = [...tokensOf(`${one} ${other}`)].sort()
      expect([...tokensOf(`${other} ${one}`)].sort()).toEqual(mixed)
      expect(mixed.length).toBeLessThanOrEqual(tokensOf('verzonnen bedacht').size)
    }),
  )
})

test('P48 a name that neither stands in the table nor sounds like a given name of it is read as before', () => {
  const sounds = new Set(ROWS.flatMap(({ names }) => names.map(skeleton)))
  const outside = fc
    .stringMatching(/^[a-z]{2,14}$/)
    .filter((word) => !ALL.includes(word) && !sounds.has(skeleton(word)))
  fc.assert(
    fc.property(outside, (word) => {
      expect(familiesOf(word)).toEqual([])
      expect(callSound(word)).toBe(skeleton(word) || word)
    }),
  )
})

test('the table is whole: languages, plain letters, no name that is a call name of itself, no row twice', () => {
  expect(ROWS.length).toBeGreaterThan(300)
  for (const { language, names, calls } of ROWS) {
    expect(language).toMatch(/^[a-z]{2,3}$/)
    for (const name of [...names, ...calls]) expect(name).toMatch(/^[a-z]{2,}$/)
    expect(new Set([...names, ...calls]).size, `${names}`).toBe(names.length + calls.length)
  }
  expect(new Set(table.families.map((row) => row.join('|'))).size).toBe(ROWS.length)
})
