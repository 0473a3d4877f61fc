import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { everyone } from '../../fixtures/cast.ts'
import { ageOn, day, randomFrom } from '../kernel/index.ts'
import { inventDecoy } from './decoy.ts'
import { normalisePerson } from './normalise.ts'

const many = Array.from({ length: 5_000 }, (_, seed) => inventDecoy(randomFrom(seed)))

test('the same seed invents the same person', () => {
  expect(inventDecoy(randomFrom(7))).toEqual(inventDecoy(randomFrom(7)))
})

test('a decoy is an adult with a whole date of birth, and has no number that could be somebody’s', () => {
  for (const person of many) {
    expect(ageOn(day(person.birthDate), day('2026-11-16'))).toBeGreaterThanOrEqual(18)
    expect(normalisePerson(person).birth).toMatchObject({ month: expect.any(Number), day: expect.any(Number) })
    expect(Object.keys(person).sort()).toEqual(['birthDate', 'given', 'nationality', 'surname'])
  }
})

test('no family name of a decoy is one of our own tables, nor of the cast', () => {
  const folder = join(import.meta.dirname, '../../data')
  const table = readFileSync(join(folder, 'simulation/names.csv'), 'utf8').toLowerCase()
  const known = new Set(table.split(/[\s,|;]+/))
  const cast = everyone.map(({ name }) => name.toLowerCase()).join(' ')
  const made = new Set(many.map(({ surname }) => surname.toLowerCase()))
  expect([...made].filter((surname) => known.has(surname) || cast.includes(surname))).toEqual([])
  expect(made.size).toBeGreaterThan(400)
})
