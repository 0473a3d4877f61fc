import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findMunicipality, parseMunicipalityCode, parseTerritory, shelterRegionOf } from './municipality.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const { municipalities } = read.value
const found = (text: string, limit?: number): readonly string[] =>
  findMunicipality(municipalities, text, limit).map(({ name }) => name)

test.each([
  ['capitals', 'LANDSMEER', 'Landsmeer'],
  ['a missing diacritic', 'sudwest fryslan', 'Súdwest-Fryslân'],
  ['a diacritic too many', 'zée', 'Zeewolde'],
  ['a straight apostrophe', "'s-Gravenhage", "'s-Gravenhage"],
  ['a curly apostrophe', '’s-Hertogenbosch', "'s-Hertogenbosch"],
  ['no apostrophe and no hyphen', 'sgravenhage', "'s-Gravenhage"],
  ['an everyday name', 'den haag', "'s-Gravenhage"],
  ['another everyday name', 'Den Bosch', "'s-Hertogenbosch"],
  ['a former municipality', 'spijkenisse', 'Nissewaard'],
  ['the suffix of the statistics', 'Hengelo (O.)', 'Hengelo'],
  ['no suffix', 'laren', 'Laren'],
  ['the ligature ij', 'ĳsselstein', 'IJsselstein'],
  ['spaces around it', '  texel ', 'Texel'],
])('the search forgives %s', (_what, text, name) => {
  expect(found(text)[0]).toBe(name)
})

test('a whole name goes before a beginning, that before the beginning of a word, that before a part', () => {
  expect(found('beek')).toEqual(['Beek', 'Beekdaelen', 'Hilvarenbeek', 'Laarbeek'])
  expect(found('bergen').slice(0, 3)).toEqual(['Bergen (L.)', 'Bergen (NH.)', 'Bergen op Zoom'])
  expect(found('ijssel').indexOf('IJsselstein')).toBeLessThan(found('ijssel').indexOf('Capelle aan den IJssel'))
})

test('the two municipalities called Bergen stay apart, and only they keep the suffix', () => {
  expect(municipalities.filter(({ name }) => name.includes('(')).map(({ name }) => name)).toEqual([
    'Bergen (NH.)',
    'Bergen (L.)',
  ])
  expect(found('bergen nh')[0]).toBe('Bergen (NH.)')
})

test('a text without letter or digit finds nothing', () => {
  expect(found('')).toEqual([])
  expect(found(" -'’ ")).toEqual([])
  expect(found('atlantis')).toEqual([])
})

test('the limit is kept, and has limits itself', () => {
  expect(found('a', 3)).toHaveLength(3)
  expect(found('a', -1)).toHaveLength(1)
  expect(found('a', 100_000)).toHaveLength(50)
})

test('whatever is typed, the search answers with municipalities of the list, each once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer(), (text, limit) => {
      const answer = findMunicipality(municipalities, text, limit)
      expect(new Set(answer).size).toBe(answer.length)
      expect(answer.every((one) => municipalities.includes(one))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('every municipality is found first by its own official name', () => {
  for (const { officialName, code } of municipalities)
    expect(findMunicipality(municipalities, officialName, 1)[0]?.code).toBe(code)
})

test('a code is known by its shape', () => {
  const landsmeer = parseMunicipalityCode('GM0415')
  expect(landsmeer && shelterRegionOf('women-shelter', landsmeer)).toBe('VO0415')
  expect(parseMunicipalityCode('gm0415')).toBeUndefined()
  expect(parseMunicipalityCode('GM0415 ')).toBeUndefined()
  expect(
    ['NL', 'GM0415', 'PV27', 'VR11', 'RE04', 'VO0479', 'MO0479'].map((text) => parseTerritory(text)),
  ).not.toContain(undefined)
  expect(parseTerritory('XX11')).toBeUndefined()
})
