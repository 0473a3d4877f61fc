import { expect, test } from 'vitest'
import { cast, castDay, castOrganisations, everyone, theCook } from '../../fixtures/cast.ts'
import { ageOn, daysBetween, isUuid } from '../kernel/index.ts'
import { isValidOn } from './organisation.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const { organisations, contactPoints, municipalities } = read.value
const employerOf = (id: string) => organisations.find((organisation) => organisation.id === id)

test('everybody of the cast works at an organisation of the directory that is valid on the day of the walk', () => {
  for (const member of everyone) {
    const employer = employerOf(member.organisation)
    expect(employer && isValidOn(employer.valid, castDay), member.key).toBe(true)
  }
})

test('everybody stands on the plane of the employer; the person stands on his own', () => {
  for (const member of everyone)
    expect(member.plane, member.key).toBe(
      member.function === 'person' ? 'person' : employerOf(member.organisation)?.plane,
    )
})

test('keys, actor ids and names are each of one member only', () => {
  for (const values of [
    everyone.map(({ key }) => key),
    everyone.map(({ actor }) => actor),
    everyone.map(({ name }) => name),
  ])
    expect(new Set(values).size).toBe(everyone.length)
  expect(everyone.every(({ actor }) => isUuid(actor))).toBe(true)
})

test.each([
  ['careZaanstad', 'Zorgcoördinatie De Verzonnen Brug, regio Zaanstad'],
  ['careEindhoven', 'Zorgcoördinatie De Verzonnen Brug, regio Eindhoven'],
  ['municipalityLandsmeer', 'Gemeente Landsmeer'],
  ['municipalityZaanstad', 'Gemeente Zaanstad'],
  ['municipalityPurmerend', 'Gemeente Purmerend'],
  ['municipalityEindhoven', 'Gemeente Eindhoven'],
  ['shelterHaven', 'Opvang De Verzonnen Haven'],
  ['shelterBaken', 'Opvang Het Bedachte Baken'],
  ['avimNoordHolland', 'Politie-eenheid Noord-Holland, AVIM'],
  ['contactDesk', 'Landelijk contactpunt mensenhandel (voorgesteld)'],
  ['safetyHouse', 'Zorg- en Veiligheidshuis Zaanstreek-Waterland'],
  ['comensha', 'CoMensha'],
  ['nationalRapporteur', 'Nationaal Rapporteur Mensenhandel en Seksueel Geweld tegen Kinderen'],
  ['supervision', 'Auditdienst Het Verzonnen Vergrootglas'],
  ['technicalOperator', 'Technisch Beheer De Bedachte Machinekamer'],
] as const)('%s is %s', (key, name) => {
  expect(employerOf(castOrganisations[key])?.name).toBe(name)
})

test('the municipalities of the cast have a focal officer: the hole is never in the walk by accident', () => {
  for (const key of ['municipalityLandsmeer', 'municipalityZaanstad', 'municipalityEindhoven'] as const)
    expect(
      contactPoints.some(
        (point) =>
          point.organisation === castOrganisations[key] &&
          point.function === 'focal-officer' &&
          isValidOn(point.valid, castDay),
      ),
      key,
    ).toBe(true)
})

test('two shelter workers work at two shelters, and the payers at the two centres that Landsmeer can fall under', () => {
  expect(cast.shelterWorkerHaven.organisation).not.toBe(cast.shelterWorkerBaken.organisation)
  const landsmeer = municipalities.find(({ code }) => code === theCook.municipality)
  expect(landsmeer?.name).toBe('Landsmeer')
  expect(landsmeer?.centres['women-shelter'].municipality).toBe(
    employerOf(cast.payerZaanstad.organisation)?.municipality,
  )
  expect(landsmeer?.centres['homeless-shelter'].municipality).toBe(
    employerOf(cast.payerPurmerend.organisation)?.municipality,
  )
})

test('the cook is 41 by both records, which differ in spelling and in a swapped day and month', () => {
  const { eindhoven, zaanstad } = theCook.asKnown
  expect(eindhoven.name).not.toBe(zaanstad.name)
  expect([ageOn(eindhoven.birthDate, castDay), ageOn(zaanstad.birthDate, castDay)]).toEqual([41, 41])
  const [year, month, date] = eindhoven.birthDate.split('-')
  expect(zaanstad.birthDate).toBe(`${year}-${date}-${month}`)
})

test('the phone of the cook is one number, however it is written, in the range that nobody has', () => {
  const national = (phone: string) => phone.replaceAll(' ', '').replace('+31', '0')
  expect(national(theCook.asKnown.eindhoven.phone)).toBe(national(theCook.phone))
  expect(national(theCook.asKnown.zaanstad.phone)).toBe(national(theCook.phone))
  expect(theCook.phone).toMatch(/^06 00( \d\d){3}$/)
})

test('every fact that is expected from the e-mail stands in it to the letter', () => {
  for (const { field, quote } of theCook.expectedFacts) expect(theCook.email.body, field).toContain(quote)
  expect(new Set(theCook.expectedFacts.map(({ field }) => field)).size).toBe(theCook.expectedFacts.length)
})

test('the e-mail goes from and to addresses of the directory, and says what the record says', () => {
  const mails = contactPoints.map(({ mail }) => mail)
  expect(mails).toContain(theCook.email.from)
  expect(mails).toContain(theCook.email.to)
  const value = (field: string) => theCook.expectedFacts.find((fact) => fact.field === field)?.value
  expect(value('name')).toBe(theCook.asKnown.zaanstad.name)
  expect(value('birth-date')).toBe(theCook.asKnown.zaanstad.birthDate)
  expect(value('found-in')).toBe(theCook.municipality)
  expect(value('permit-until')).toBe(theCook.residence.until)
  expect(daysBetween(castDay, theCook.residence.until)).toBeGreaterThan(0)
})
