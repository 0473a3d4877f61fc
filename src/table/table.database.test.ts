import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, dayAt } from '../kernel/index.ts'
import { en } from '../words/en.ts'
import { nl } from '../words/nl.ts'
import type { TableShown } from './table.schema.ts'

let house: TestSystem
let hanna: Caller
let nadia: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

// Safe, twice: each test names what the answer of that route has.
const field = (answer: Answer, name: string): string => String((answer.body as Record<string, unknown>)[name])
const shown = (answer: Answer): TableShown => answer.body as TableShown
const withoutTrace = (text: string): string => text.replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'urn:uuid')
const WISH = 'Ik wil slapen en daarna pas praten.'
const seats = [
  { kind: 'shelter', partyId: castOrganisations.shelterHaven },
  { kind: 'legal-aid', mail: 'balie@advocaat.example' },
]
const aDossier = async (): Promise<string> => field(await hanna.post('/v1/dossiers'), 'dossierId')
const aTable = async (
  more: Record<string, unknown> = {},
): Promise<{ tableId: string; seats: { seatId: string; kind: string }[] }> => {
  const answer = await hanna.post(`/v1/dossiers/${await aDossier()}/tables`, {
    heldDate: addDays(dayAt(house.clock.now()), 3),
    wish: WISH,
    exploitation: 'sexual',
    seats,
    ...more,
  })
  expect(answer.status).toBe(201)
  return answer.body as { tableId: string; seats: { seatId: string; kind: string }[] }
}
const seatOf = (table: { seats: { seatId: string; kind: string }[] }, kind: string): string =>
  table.seats.find((each) => each.kind === kind)?.seatId ?? ''
const form = (path: string, body: Record<string, string>) =>
  house.http.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(body).toString(),
  })

test('who is not signed in gets 401, another function 403, an unreadable body 400, a stranger 404', async () => {
  const id = await aDossier()
  const body = { heldDate: addDays(dayAt(house.clock.now()), 3), wish: WISH }
  expect((await house.nobody.post(`/v1/dossiers/${id}/tables`, body)).status).toBe(401)
  expect((await nadia.post(`/v1/dossiers/${id}/tables`, body)).status).toBe(403)
  expect((await hanna.post(`/v1/dossiers/${id}/tables`, { ...body, wish: '' })).status).toBe(400)
  const [hidden, absent] = [
    await mirte.post(`/v1/dossiers/${id}/tables`, body),
    await mirte.post(`/v1/dossiers/${randomUUID()}/tables`, body),
  ]
  expect(hidden.status).toBe(404)
  expect(withoutTrace(hidden.text)).toBe(withoutTrace(absent.text))
})

test('P1 the wish comes first, and the empty seats of AVIM and the vice squad are visible', async () => {
  const { tableId } = await aTable()
  const table = shown(await hanna.get(`/v1/tables/${tableId}`))
  expect(Object.keys(table)[0]).toBe('wish')
  expect(table.wish).toBe(WISH)
  expect(table.missing).toEqual(expect.arrayContaining(['avim', 'vice']))
  expect(table.seats.find((each) => each.kind === 'avim')).toMatchObject({ state: 'missing' })
})

test('P3 an invited party sees a day, who asks and its own seat; no dossier, no wish, no other seat', async () => {
  const { tableId } = await aTable()
  const answer = await nadia.get(`/v1/tables/${tableId}`)
  expect(shown(answer)).toMatchObject({ organised: false, seats: [{ kind: 'shelter' }] })
  expect(Object.keys(shown(answer))).not.toContain('dossierId')
  expect(answer.text).not.toContain(WISH)
  const [hidden, absent] = [await mirte.get(`/v1/tables/${tableId}`), await mirte.get(`/v1/tables/${randomUUID()}`)]
  expect(hidden.status).toBe(404)
  expect(withoutTrace(hidden.text)).toBe(withoutTrace(absent.text))
})

test('a party answers for its own seat and not for another', async () => {
  const table = await aTable()
  expect(
    (
      await nadia.post(`/v1/seats/${seatOf(table, 'shelter')}/answers`, {
        answer: 'follows',
        followsDate: '2026-11-20',
      })
    ).status,
  ).toBe(200)
  expect((await nadia.post(`/v1/seats/${seatOf(table, 'legal-aid')}/answers`, { answer: 'attending' })).status).toBe(
    404,
  )
  expect((await nadia.post(`/v1/seats/${seatOf(table, 'shelter')}/answers`, { answer: 'absent' })).body).toMatchObject({
    code: 'absent-by-organiser-only',
  })
  const seat = shown(await hanna.get(`/v1/tables/${table.tableId}`)).seats.find((each) => each.kind === 'shelter')
  expect(seat).toMatchObject({ state: 'follows', followsDate: '2026-11-20' })
})

test('a seat takes a party of its kind only', async () => {
  const id = await aDossier()
  const wrong = [{ kind: 'avim', partyId: castOrganisations.shelterHaven }]
  expect(
    (
      await hanna.post(`/v1/dossiers/${id}/tables`, {
        heldDate: addDays(dayAt(house.clock.now()), 3),
        wish: WISH,
        seats: wrong,
      })
    ).body,
  ).toMatchObject({ code: 'seat-party-does-not-fit' })
  expect((await hanna.post(`/v1/dossiers/${id}/tables`, { heldDate: '2026-11-15', wish: WISH })).body).toMatchObject({
    code: 'table-in-past',
  })
})

test('P4 who has no account answers once behind a link that says nothing about whom; then it ends', async () => {
  const table = await aTable()
  const path = `/antwoord/${field(await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`), 'token')}`
  const drawn = await house.nobody.get(path)
  expect(drawn.status).toBe(200)
  // The one script is that of the way out; the page needs none.
  const said = drawn.text.replace('<script src="/leave.js" defer></script>', '')
  expect(said).not.toMatch(/mensenhandel|slachtoffer|dossier|<script|slapen/i)
  expect(drawn.text).toMatch(/Ik kom[\s\S]*Ik volg op[\s\S]*Kan ik niet zeggen/)
  expect((await form(path, { answer: 'follows', followsDate: '2026-11-19' })).statusCode).toBe(200)
  const [ended, never] = [await house.nobody.get(path), await house.nobody.get('/antwoord/nooit-geweest')]
  expect(ended.status).toBe(404)
  expect(withoutTrace(ended.text)).toBe(withoutTrace(never.text))
  expect(
    shown(await hanna.get(`/v1/tables/${table.tableId}`)).seats.find((each) => each.kind === 'legal-aid'),
  ).toMatchObject({ state: 'follows', followsDate: '2026-11-19' })
})

test('P4 sent on or opened elsewhere it is one link: whoever answers first, it ends everywhere; a new link ends the one before', async () => {
  const table = await aTable()
  const link = async () =>
    `/antwoord/${field(await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`), 'token')}`
  const [first, second] = [await link(), await link()]
  expect((await house.nobody.get(first)).status).toBe(404)
  // Two devices hold it, and nothing ties it to either: no cookie is set.
  for (const agent of ['telephone', 'computer']) {
    const shown = await house.http.inject({ method: 'GET', url: second, headers: { 'user-agent': agent } })
    expect(shown.statusCode).toBe(200)
    expect(shown.headers['set-cookie']).toBeUndefined()
  }
  expect((await form(second, { answer: 'cannot-say' })).statusCode).toBe(200)
  expect((await house.nobody.get(second)).status).toBe(404)
  expect((await form(second, { answer: 'attending' })).statusCode).toBe(404)
  const seat = shown(await hanna.get(`/v1/tables/${table.tableId}`)).seats.find(({ kind }) => kind === 'legal-aid')
  expect(seat?.answer).toBe('cannot-say')
})

test('P4 after the day of the meeting the link looks as if it never was, and no new one is given', async () => {
  const table = await aTable()
  const path = `/antwoord/${field(await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`), 'token')}`
  expect((await house.nobody.get(path)).status).toBe(200)
  house.clock.advance({ days: 5 })
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  mirte = await house.as(cast.coordinatorEindhoven)
  const [over, never] = [await house.nobody.get(path), await house.nobody.get('/antwoord/nooit-geweest')]
  expect(over.status).toBe(404)
  expect(withoutTrace(over.text)).toBe(withoutTrace(never.text))
  expect((await form(path, { answer: 'attending' })).statusCode).toBe(404)
  expect((await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`)).body).toMatchObject({
    code: 'table-in-past',
  })
})

test('P4 the text of the mail, the address and the title say a day and who asks, and nothing of whom it is about', async () => {
  const table = await aTable()
  const token = field(await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`), 'token')
  const page = (await house.nobody.get(`/antwoord/${token}`)).text
  const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? ''
  for (const { caseTable } of [nl, en]) {
    const mail = `${caseTable.mailSubject} ${caseTable.mailBody('19 november 2026', 'ZC', `https://h.example/antwoord/${token}`)}`
    for (const text of [mail, title, `/antwoord/${token}`])
      expect(text).not.toMatch(
        /mensenhandel|trafficking|slachtoffer|victim|dossier|casus|\bcase\b|uitbuiting|exploitation|slapen/i,
      )
    expect(mail).toContain('19 november 2026')
  }
})

test('of two answers behind one link at the same moment one is kept', async () => {
  const table = await aTable()
  const path = `/antwoord/${field(await hanna.post(`/v1/seats/${seatOf(table, 'legal-aid')}/links`), 'token')}`
  const answers = await Promise.all(['attending', 'cannot-say'].map((answer) => form(path, { answer })))
  expect(answers.map((each) => each.statusCode).toSorted()).toEqual([200, 404])
  expect((await house.nobody.get(path)).status).toBe(404)
  expect(
    shown(await hanna.get(`/v1/tables/${table.tableId}`)).seats.find((each) => each.kind === 'legal-aid')?.answer,
  ).toBeDefined()
})

test('the list holds tables that one organises and seats that one has', async () => {
  const { tableId } = await aTable()
  const ids = (answer: Answer) =>
    (answer.body as { tables: TableShown[] }).tables
      .filter((each) => each.tableId === tableId)
      .map((each) => each.organised)
  expect(ids(await hanna.get('/v1/tables?limit=100'))).toEqual([true])
  expect(ids(await nadia.get('/v1/tables?limit=100'))).toEqual([false])
  expect(ids(await mirte.get('/v1/tables?limit=100'))).toEqual([])
})
