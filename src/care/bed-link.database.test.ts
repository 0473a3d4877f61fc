/** Counting beds behind a link: two taps, no account, one place. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { BED_LINK_DAYS } from './bed-link.routes.ts'

let house: TestSystem
let admin: Awaited<ReturnType<TestSystem['admin']>>
let nadia: Caller
let place = ''

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
beforeEach(async () => {
  nadia = await house.as(cast.shelterWorkerHaven)
  place = idOf(await nadia.post('/v1/places', { ...PLACE, capacity: 4 }))
})
afterAll(async () => {
  await house.close()
})

const PLACE = { kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 1 }
const idOf = (answer: { body: unknown }): string => (answer.body as { id: string }).id
const linkOf = async (id: string, by = nadia): Promise<string> =>
  ((await by.post(`/v1/places/${id}/links`)).body as { token: string }).token
const open = (token: string, search = '') => house.http.inject({ method: 'GET', url: `/bedden/${token}${search}` })
const tap = (token: string, beds: string, more: Readonly<Record<string, string>> = {}) =>
  house.http.inject({
    ...{ method: 'POST', url: `/bedden/${token}`, payload: new URLSearchParams({ beds }).toString() },
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
  })
const freeIn = async (id: string): Promise<number> =>
  Number((await admin.query('select beds_free from care.place where id = $1', [id])).rows[0]?.beds_free)

test('opening the link and tapping a number counts the beds; the page says it, without region, name or script of its own', async () => {
  const token = await linkOf(place)
  const before = await open(token)
  expect(before.statusCode).toBe(200)
  expect(before.payload).toContain('Nu staat er: 1 van 4 vrij.')
  for (const secret of ['VR11', 'Zaanstreek', 'Haven', place]) expect(before.payload).not.toContain(secret)
  expect(before.payload.match(/name="beds" value="\d+"/g)?.length).toBe(5)
  const tapped = await tap(token, '3')
  expect([tapped.statusCode, tapped.headers['location']]).toEqual([303, `/bedden/${token}?taal=nl&bewaard=ja`])
  expect((await open(token, '?taal=nl&bewaard=ja')).payload).toMatch(/Bewaard, vandaag om \d\d:\d\d\./)
  expect((await open(token)).payload).not.toContain('Bewaard')
  expect((await open(token, '?taal=en')).payload).toContain('It says now: 3 of 4 free.')
  expect(await freeIn(place)).toBe(3)
})

test('more than there are, fewer than none and what is no number are refused in words, and the count stays', async () => {
  const token = await linkOf(place)
  const more = await tap(token, '5')
  expect([more.statusCode, more.payload.includes('hier zijn er 4')]).toEqual([409, true])
  for (const wrong of ['-1', '', '1.5', 'veel', '9999', '1e1']) expect((await tap(token, wrong)).statusCode).toBe(400)
  expect(await freeIn(place)).toBe(1)
})

test('an old count is said to be old', async () => {
  const token = await linkOf(place)
  expect((await open(token)).payload).not.toContain('ouder dan drie dagen')
  house.clock.advance({ days: 5 })
  expect((await open(token)).payload).toContain('ouder dan drie dagen')
  await tap(token, '1')
  expect((await open(token)).payload).not.toContain('ouder dan drie dagen')
})

test('P9 a link counts one place of one house: it ends when the house says so, gives a new one, or its days are over, and then looks as if it never was', async () => {
  const other = idOf(await nadia.post('/v1/places', PLACE))
  const [first, theirs] = [await linkOf(place), await linkOf(other)]
  await tap(theirs, '7')
  expect([await freeIn(place), await freeIn(other)]).toEqual([1, 7])
  const second = await linkOf(place)
  const never = await open('x'.repeat(43))
  for (const gone of [await open(first), await tap(first, '2')]) expect(gone.statusCode).toBe(404)
  const told = (page: { payload: string }): string => page.payload.replace(/urn:uuid:[0-9a-f-]+/, '')
  expect(told(await open(first))).toBe(told(never))
  expect((await open(second)).statusCode).toBe(200)
  expect((await nadia.post(`/v1/places/${place}/link-ends`)).status).toBe(200)
  expect((await open(second)).statusCode).toBe(404)
  const last = await linkOf(place)
  house.clock.advance({ days: BED_LINK_DAYS + 1 })
  expect((await open(last)).statusCode).toBe(404)
  expect(await freeIn(place)).toBe(1)
})

test('P9 nobody gives out or ends the counting of another house, no link opens another kind of page, and no other site taps it', async () => {
  const tobias = await house.as(cast.shelterWorkerBaken)
  const token = await linkOf(place)
  for (const path of ['links', 'link-ends']) {
    expect((await tobias.post(`/v1/places/${place}/${path}`)).status).toBe(404)
    expect((await house.nobody.post(`/v1/places/${place}/${path}`)).status).toBe(401)
    expect((await (await house.as(cast.coordinatorZaanstad)).post(`/v1/places/${place}/${path}`)).status).toBe(403)
  }
  for (const url of [`/antwoord/${token}`, `/mijn/${token}`])
    expect((await house.http.inject({ method: 'GET', url })).statusCode).toBe(404)
  expect((await tap(token, '2', { origin: 'https://elders.example' })).statusCode).toBe(403)
  expect((await open(token)).statusCode).toBe(200)
  // The link itself is kept nowhere.
  const { rows } = await admin.query<{ n: number }>(
    'select (select count(*) from access.kept_answer k where k::text like $1)::int as n',
    [`%${token}%`],
  )
  expect(rows[0]?.n).toBe(0)
})
