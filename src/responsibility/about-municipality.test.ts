import { expect, test } from 'vitest'
import { GRADES, readReference, readReferenceTables } from '../directory/index.ts'
import { aboutMunicipality } from './about-municipality.ts'
import { nameMunicipality } from './name-municipality.ts'
import { RULES } from './rule-book.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error('the reference tables are broken')
const reference = read.value

test('P11 a verdict for each of the 342 municipalities names both centre municipalities, each with its grade, region and police unit', () => {
  expect(reference.municipalities).toHaveLength(342)
  const about = reference.municipalities.map(({ code }) => aboutMunicipality(reference, code))
  expect(about.filter((each) => each === undefined)).toEqual([])
  const centres = { womenShelter: new Set<string>(), homelessShelter: new Set<string>() }
  for (const each of about) {
    if (!each) continue
    for (const kind of ['womenShelter', 'homelessShelter'] as const) {
      expect(each[kind].name).not.toBe('')
      expect(GRADES).toContain(each[kind].grade)
      centres[kind].add(each[kind].code)
    }
    expect([each.safetyRegion.name, each.policeUnit.name].every((name) => name !== '')).toBe(true)
  }
  expect([centres.womenShelter.size, centres.homelessShelter.size]).toEqual([35, 43])
})

test('P11 a rule whose shelter a centre pays names that centre for every municipality and both forms of shelter', () => {
  const find = (code: string) => reference.municipalities.find((each) => each.code === code)
  const viaCentre = RULES.filter(({ payer }) => payer === 'centre-municipality')
  expect(viaCentre.length).toBeGreaterThan(5)
  for (const { code } of reference.municipalities) {
    const whereabouts = { turnedTo: code, found: code, registered: code, stay: code, chosen: code }
    for (const kind of ['women-shelter', 'homeless-shelter'] as const) {
      for (const rule of viaCentre) {
        const named = nameMunicipality(rule, whereabouts, kind, find)
        const about = aboutMunicipality(reference, code)
        const centre = kind === 'women-shelter' ? about?.womenShelter : about?.homelessShelter
        expect(named.ok && named.value.organiser).toEqual(centre)
      }
    }
  }
})
