import { expect, test } from 'vitest'
import { readSmallMunicipalities, readTables } from './tables.store.ts'
import { randomWalkPeople } from './walk-people.store.ts'
import { walkPeople } from './walk-people.ts'

const people = randomWalkPeople(7, 300)

test('somebody for a walk is known in one region and heard of in another', () => {
  expect(people).toHaveLength(300)
  for (const { known, heard } of people) expect(known.region).not.toBe(heard.region)
})

test('most are written down differently the second time, and none knows more than the truth', () => {
  const names = ({ given, surname }: { given?: string; surname?: string }) => `${given} ${surname}`
  const different = people.filter(({ known, heard }) => names(known.description) !== names(heard.description))
  expect(different.length).toBeGreaterThan(90)
  for (const { truth, known, heard } of people) {
    for (const field of Object.keys({ ...known.description, ...heard.description })) expect(truth).toHaveProperty(field)
  }
})

test('P1 the same seed gives the same people, and more of them begin with the same', () => {
  expect(randomWalkPeople(7, 310).slice(0, 300)).toEqual(people)
  expect(randomWalkPeople(8, 5)).not.toEqual(people.slice(0, 5))
})

test('a walk between regions needs two of them', () => {
  const municipalities = readSmallMunicipalities().slice(0, 1)
  expect(() => walkPeople({ seed: 1, count: 1, tables: readTables(), municipalities })).toThrow('two regions')
})
