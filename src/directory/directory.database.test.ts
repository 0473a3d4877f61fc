import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

test('anybody finds a municipality and who to call there, with words beside every code', async () => {
  expect((await house.nobody.get('/v1/municipalities?search=landsm&limit=1')).body).toMatchObject({
    municipalities: [
      { code: 'GM0415', name: 'Landsmeer', homelessShelterCentre: { grade: { nl: expect.any(String) } } },
    ],
  })
  const contacts = await house.nobody.get('/v1/municipalities/GM0415/contacts?subject=shelter-man')
  expect(contacts.status).toBe(200)
  expect(contacts.body).toMatchObject({
    municipality: { name: 'Landsmeer' },
    contacts: expect.arrayContaining([
      expect.objectContaining({ step: expect.objectContaining({ code: 'national-helpdesk' }) }),
    ]),
  })
})

test('a hole is named with a sentence', async () => {
  const holed = house.reference.municipalities.map(({ code }) => code)
  for (const code of holed.slice(0, 60)) {
    const { body } = await house.nobody.get(`/v1/municipalities/${code}/contacts?subject=victim-found`)
    const [hole] = (body as { holes: { hole: { code: string; nl: string } }[] }).holes
    if (!hole) continue
    expect(hole.hole.nl).toMatch(/\.$/)
    return
  }
  throw new Error('no municipality with a hole among the first sixty')
})

test('anybody reads the map: of one task every municipality once, with its tile and who does it', async () => {
  const { status, body } = await house.nobody.get('/v1/coverage?task=own-focal-officer')
  expect(status).toBe(200)
  const { municipalities } = body as { municipalities: { name: string; state: string; column: number; row: number }[] }
  expect(new Set(municipalities.map(({ column, row }) => `${column} ${row}`)).size).toBe(342)
  expect(municipalities.find(({ name }) => name === 'Oirschot')).toMatchObject({
    state: 'vacant',
    lastFilledDate: '2025-06-30',
  })
  expect(municipalities.find(({ name }) => name === 'Landsmeer')).toMatchObject({
    state: 'filled',
    organisationName: 'Gemeente Landsmeer',
  })
  expect((await house.nobody.get('/v1/coverage?task=gossip')).status).toBe(400)
  expect((await house.nobody.get('/v1/coverage')).status).toBe(400)
})

test('what is unknown or unreadable is said', async () => {
  expect((await house.nobody.get('/v1/municipalities/GM9999/contacts?subject=shelter-man')).body).toMatchObject({
    code: 'municipality-unknown',
  })
  expect((await house.nobody.get('/v1/municipalities/GM0415/contacts?subject=gossip')).status).toBe(400)
  expect((await house.nobody.get('/v1/municipalities')).status).toBe(400)
})

test('organisations are chosen by who signed in, by kind and part of the name', async () => {
  expect((await house.nobody.get('/v1/organisations')).status).toBe(401)
  expect((await (await house.as(cast.investigatorNoordHolland)).get('/v1/organisations')).status).toBe(403)
  const hanna = await house.as(cast.coordinatorZaanstad)
  expect((await hanna.get('/v1/organisations?kind=municipality&search=zaanst')).body).toMatchObject({
    organisations: [{ id: castOrganisations.municipalityZaanstad, plane: 'care' }],
  })
  expect(
    ((await hanna.get('/v1/organisations?limit=3')).body as { organisations: unknown[] }).organisations,
  ).toHaveLength(3)
})
