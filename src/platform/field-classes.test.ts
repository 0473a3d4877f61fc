import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHAPTERS } from '../dossier/chapter.ts'
import { FIELDS_OF } from '../dossier/chapter-fields.ts'
import { classesFor, classOf, cutContent, FIELD_CLASSES, joinContent, readClassTable } from './field-classes.ts'
import { CLASS_TABLE, classesOfChapter } from './sealed-content.ts'

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
const field = fc.record({
  field: fc.constantFrom('name', 'postal-address', 'insurance', 'found-in', 'complaint', 'never-heard-of'),
  value: fc.string(),
})
const content = fc.oneof(
  json,
  fc.record({ fields: fc.array(field, { maxLength: 8 }), text: fc.string() }),
  fc.record({ person: json, note: fc.string(), facts: fc.array(json, { maxLength: 4 }) }),
)
const chapter = fc.constantFrom(...CHAPTERS, 'signal', 'offer-1', 'network', 'never-heard-of')

test('content that is cut by class comes back whole', () => {
  fc.assert(
    fc.property(chapter, content, (where, told) => {
      expect(joinContent([...cutContent(CLASS_TABLE, where, told).values()])).toEqual(told)
    }),
    { numRuns: 500 },
  )
})

test('every word stands in one part only, and no part holds a class that its chapter does not have', () => {
  fc.assert(
    fc.property(chapter, fc.array(fc.uuid(), { minLength: 1, maxLength: 6 }), (where, words) => {
      const codes = ['name', 'postal-address', 'insurance', 'found-in', 'complaint', 'need']
      const told = { fields: words.map((value, i) => ({ field: codes[i % codes.length], value })), text: words[0] }
      const parts = cutContent(CLASS_TABLE, where, told)
      for (const fieldClass of parts.keys()) expect(classesOfChapter(where)).toContain(fieldClass)
      for (const [index, value] of words.entries()) {
        const holding = [...parts].filter(([, pieces]) => JSON.stringify(pieces).includes(`"value":"${value}"`))
        expect(holding.map(([fieldClass]) => fieldClass)).toEqual([
          classOf(CLASS_TABLE, where, codes[index % codes.length]),
        ])
      }
    }),
    { numRuns: 200 },
  )
})

test('a class that is not opened leaves no hole and no sign of what was in it', () => {
  const told = {
    fields: [
      { field: 'phone', value: '06 00000000' },
      { field: 'postal-address', value: 'Straat 1' },
    ],
    text: 'bel na zes',
  }
  const parts = cutContent(CLASS_TABLE, 'contact', told)
  const identity = parts.get('identity') ?? []
  expect(joinContent([identity])).toEqual({ fields: [{ field: 'phone', value: '06 00000000' }], text: 'bel na zes' })
  expect(JSON.stringify(identity)).not.toContain('Straat')
  expect(joinContent([parts.get('location') ?? []])).toEqual({
    fields: [{ field: 'postal-address', value: 'Straat 1' }],
  })
})

test('every chapter and every field of the dossier has a class, health is medical, and a field that the table names exists', () => {
  for (const each of CHAPTERS) expect(Object.keys(CLASS_TABLE.chapters)).toContain(each)
  const known = new Set([...CHAPTERS.flatMap((each) => FIELDS_OF[each]), 'person'])
  for (const row of Object.values(CLASS_TABLE.chapters))
    for (const code of Object.keys(row.fields ?? {})) expect(known).toContain(code)
  for (const code of FIELDS_OF.health) expect(classOf(CLASS_TABLE, 'health', code)).toBe('medical')
})

test('a function that the table does not name gets no key, and who only counts gets none', () => {
  for (const none of ['never-heard-of', 'auditor', 'analyst', '__proto__'])
    expect(classesFor(CLASS_TABLE, none)).toEqual([])
  expect(classesFor(CLASS_TABLE, 'privacy-officer')).toEqual(['oversight'])
  expect(classesFor(CLASS_TABLE, 'care-coordinator')).toEqual(FIELD_CLASSES)
  expect(classesFor(CLASS_TABLE, 'investigator')).not.toContain('medical')
})

test('a table that names a class that does not exist is refused', () => {
  expect(() => readClassTable({ ...CLASS_TABLE, otherwise: 'secret' })).toThrow(/no field class/)
  expect(() => readClassTable({ ...CLASS_TABLE, functions: { guest: ['all'] } })).toThrow(/no field class/)
})
