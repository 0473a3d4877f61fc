/** The waiting list under attack: it ends with care and goes no further than the file, blames nobody for silence that was none, and counts once. */
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { aConsent, aDossier, anOffer, fieldOf } from '../dossier/handover.fixture.ts'
import { offerFreeBeds } from './waiting.store.ts'

let house: TestSystem
let admin: pg.Client
let hanna: Caller
let joost: Caller
let mirte: Caller
let nadia: Caller

const signIn = async (): Promise<void> => {
  hanna = await house.as(cast.coordinatorZaanstad)
  joost = await house.as(cast.colleagueZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
  nadia = await house.as(cast.shelterWorkerHaven)
}
const later = async (by: Parameters<TestSystem['clock']['advance']>[0]): Promise<void> => {
  house.clock.advance(by)
  await signIn()
}
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})
beforeEach(async () => {
  await later({ minutes: 1 })
  for (const table of ['lost_time', 'waiting_pass', 'waiting', 'place_offer', 'place_request', 'place'])
    await admin.query(`delete from care.${table}`)
})

type Shown = { id: string; stage: string; offers: { id: string; fromList?: boolean; heldUntil?: string }[] }
const asked = { wanted: ['man'], regionsAvoided: [] }
const joins = (dossier: string, by = hanna) =>
  by.post(`/v1/dossiers/${dossier}/waiting-entries`, { urgency: 'unsafe-tonight', asked })
const waits = async (): Promise<string> => {
  const dossier = await aDossier(hanna)
  expect((await joins(dossier)).status).toBe(201)
  return dossier
}
const aBed = async (by = nadia): Promise<string> =>
  fieldOf(await by.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 1 }), 'id')
const offer = () => offerFreeBeds(house.platform.databases.courier, house.clock.now())
const requestOf = async (dossier: string, by = hanna): Promise<Shown> => {
  const { body } = await by.get(`/v1/dossiers/${dossier}/place-requests`)
  const [request] = (body as { placeRequests: Shown[] }).placeRequests
  if (!request) throw new Error('nothing was asked')
  return request
}
/** A bed of the list, held for this person now. */
const held = async (dossier: string) => {
  const request = await requestOf(dossier)
  const bed = request.offers.find(({ fromList, heldUntil }) => fromList && heldUntil)
  if (!bed) throw new Error('no bed is held')
  return { request: request.id, offerId: bed.id }
}
const pass = async (dossier: string, reason: string): Promise<void> => {
  const { request, offerId } = await held(dossier)
  expect((await hanna.post(`/v1/place-requests/${request}/passes`, { offerId, reason })).status).toBe(201)
}
/** Handed on to Eindhoven, which holds the file from then on; the time in which both work is over. */
const handedOn = async (dossier: string): Promise<void> => {
  const handover = await anOffer(hanna, dossier)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).status).toBe(200)
}

test('P19 for who died no bed is held: help that ends takes back what was asked for her', async () => {
  const dossier = await waits()
  const step = (by: Caller, body: object) => by.post(`/v1/dossiers/${dossier}/course-steps`, body)
  expect((await step(hanna, { step: 'death-told' })).status).toBe(201)
  await aBed()
  expect((await step(joost, { step: 'care-ended', because: 'deceased' })).status).toBe(201)
  expect(await offer()).toBe(0)
  expect((await requestOf(dossier)).stage).toBe('withdrawn')
  const { rows } = await admin.query(
    `select f.kind from care.fact f join care.place_request q on q.id = f.stream where q.dossier_id = $1 and f.kind = 'place-request-withdrawn'`,
    [dossier],
  )
  expect(rows).toHaveLength(1)
})

test('who found a place elsewhere asks for none any more', async () => {
  const dossier = await waits()
  await aBed()
  await offer()
  await pass(dossier, 'found-elsewhere')
  expect((await requestOf(dossier)).stage).toBe('withdrawn')
  await later({ days: 8 })
  expect(await offer()).toBe(0)
})

test('a house where it is not safe is not offered to her again, not in a year and not to another request', async () => {
  const dossier = await waits()
  await aBed()
  await offer()
  await pass(dossier, 'not-safe-there')
  await later({ days: 400 })
  expect(await offer()).toBe(0)
  const { id } = await requestOf(dossier)
  expect((await hanna.post(`/v1/place-requests/${id}/withdrawals`)).status).toBe(201)
  expect((await joins(dossier)).status).toBe(201)
  expect(await offer()).toBe(0)
  // A minute apart: of who joins at the same moment a lot decides who is first.
  await later({ minutes: 1 })
  const other = await waits()
  expect(await offer()).toBe(1)
  expect((await requestOf(other)).offers).toHaveLength(1)
  const { rows } = await admin.query(`select reason from care.waiting_pass where offer_id is null`)
  expect(rows).toEqual([{ reason: 'not-safe-there' }])
})

test('P22 a hold that nobody answered costs a day; a bed that she did not want costs its house a week', async () => {
  const dossier = await waits()
  await aBed()
  expect(await offer()).toBe(1)
  await later({ hours: 20 })
  expect(await offer()).toBe(0)
  await later({ hours: 5 })
  expect(await offer()).toBe(1)
  await pass(dossier, 'she-says-no')
  await later({ days: 6 })
  expect(await offer()).toBe(0)
  await later({ days: 2 })
  expect(await offer()).toBe(1)
})

test('a bed of the list stands on the day of who asked and of its house, with until when, and no longer than it is held', async () => {
  const dossier = await waits()
  await aBed()
  await offer()
  const until = new Date(house.clock.now().getTime() + 4 * 3_600_000).toISOString()
  const day = async (by: Caller) =>
    ((await by.get('/v1/day-list')).body as { items: { kind: string; dossierId?: string }[] }).items.filter(
      ({ kind, dossierId }) => kind === 'list-bed' || (kind === 'list-offer' && dossierId === dossier),
    )
  expect(await day(hanna)).toMatchObject([{ kind: 'list-offer', dueAt: until, urgency: 'today' }])
  const [bed] = await day(nadia)
  expect(bed).toMatchObject({ kind: 'list-bed', dueAt: until, urgency: 'today' })
  expect(JSON.stringify(bed)).not.toContain(dossier)
  expect(await day(mirte)).toEqual([])
  await later({ hours: 5 })
  expect([...(await day(hanna)), ...(await day(nadia))]).toEqual([])
})

test('P19 a file that was handed on takes its question back from the old house, and the new house joins the list', async () => {
  const dossier = await waits()
  await handedOn(dossier)
  expect((await requestOf(dossier)).stage).toBe('withdrawn')
  expect((await joins(dossier, mirte)).status).toBe(201)
  await aBed()
  expect(await offer()).toBe(1)
  expect((await requestOf(dossier, mirte)).offers).toHaveLength(1)
})

test('who sees a file no more reads, takes, holds and passes nothing of what it once asked for it', async () => {
  const dossier = await waits()
  await aBed()
  await offer()
  const { request, offerId } = await held(dossier)
  await handedOn(dossier)
  await later({ days: 40 })
  // As if nobody had taken it back: what was asked stands, and the bed is held.
  await admin.query(`update care.place_request set stage = 'asking' where id = $1`, [request])
  const acts: readonly (readonly [path: string, body: object])[] = [
    ...(['awards', 'holds'] as const).map((path) => [path, { offerId }] as const),
    ['passes', { offerId, reason: 'she-says-no' }],
    ['waves', {}],
  ]
  for (const [path, body] of acts)
    expect((await hanna.post(`/v1/place-requests/${request}/${path}`, body)).status, path).toBe(404)
  expect((await hanna.get(`/v1/place-requests/${request}`)).status).toBe(404)
})

test('what a need cost is counted once, whichever house corrects it, and keeps by whom it was counted', async () => {
  const dossier = await aDossier(hanna)
  await aConsent(hanna, dossier, 'shelter')
  const need = fieldOf(await hanna.post(`/v1/dossiers/${dossier}/shelter-needs`), 'id')
  expect((await joins(dossier)).status).toBe(201)
  await later({ hours: 6 })
  await aBed()
  await offer()
  await later({ hours: 1 })
  const { request, offerId } = await held(dossier)
  expect((await hanna.post(`/v1/place-requests/${request}/awards`, { offerId })).status).toBe(201)
  await admin.query(`update care.lost_time set municipality_code = 'GM0479', law = 'WMO' where need_id = $1`, [need])
  await handedOn(dossier)
  const correct = (by: Caller, cause: string) =>
    by.post(`/v1/waits/${need}/corrections`, { cause, reason: 'other-cause' })
  for (const [by, cause] of [
    [mirte, 'papers'],
    [hanna, 'transport'],
    [mirte, 'consent'],
  ] as const) {
    house.clock.advance({ minutes: 1 })
    expect((await correct(by, cause)).status).toBe(201)
  }
  const { rows } = await admin.query(
    `select turn, array_agg(distinct municipality_code) as municipality, array_agg(distinct law) as law, bool_and(provider_id is not null) as provider
     from care.lost_time where need_id = $1 group by turn order by turn`,
    [need],
  )
  expect(rows).toEqual([1, 2, 3, 4].map((turn) => ({ turn, municipality: ['GM0479'], law: ['WMO'], provider: true })))
})

test('a house is not blamed for what was taken back at once, and its silence stays when the list offers its bed later', async () => {
  await aBed()
  for (let turn = 0; turn < 6; turn += 1) {
    const dossier = await aDossier(hanna)
    const id = fieldOf(await hanna.post(`/v1/dossiers/${dossier}/place-requests`, asked), 'id')
    expect((await hanna.post(`/v1/place-requests/${id}/withdrawals`)).status).toBe(201)
  }
  const silent = await aDossier(hanna)
  fieldOf(await hanna.post(`/v1/dossiers/${silent}/place-requests`, asked), 'id')
  await later({ days: 4 })
  expect((await joins(silent)).status).toBe(201)
  expect(await offer()).toBe(1)
  // What the list asked was asked by nobody, also when its house answers afterwards.
  await later({ hours: 5 })
  const listed = await waits()
  expect(await offer()).toBe(1)
  const { offerId } = await held(listed)
  await later({ hours: 5 })
  expect((await nadia.post(`/v1/place-offers/${offerId}/answers`, { answer: 'no', reason: 'no-staff' })).status).toBe(
    201,
  )
  await later({ days: 110 })
  expect((await nadia.get('/v1/own-replies')).body).toMatchObject({ quarters: [{ asked: 1, unanswered: 1 }] })
})

test('until when a house may take to answer: a working day, whatever day it is asked', async () => {
  const until = async (at: string) =>
    (await admin.query<{ until: Date }>('select care.fair_until($1) as until', [at])).rows[0]?.until.toISOString()
  expect(await until('2026-11-26T14:00:00Z')).toBe('2026-11-27T14:00:00.000Z')
  expect(await until('2026-11-27T14:00:00Z')).toBe('2026-11-30T14:00:00.000Z')
  expect(await until('2026-11-28T14:00:00Z')).toBe('2026-11-30T23:00:00.000Z')
  expect(await until('2026-11-29T14:00:00Z')).toBe('2026-11-30T23:00:00.000Z')
})
