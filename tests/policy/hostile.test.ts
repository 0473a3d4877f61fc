/**
 * Hostile input on every text of every route: never a fault of ours (500), never an exit, never a silent change. Here a sample
 * that is the same on every run. `npm run verify:hostile` (SAMENHANG_HOSTILE=all): every vector of ours in every text, every wrong type, body,
 * id and header on every route; of the collections of others every text in one of every ten fields, so that each field gets a tenth of them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import type { Route } from '../../src/platform/route.ts'
import { aPicture } from '../support/attachments.ts'
import {
  exampleBodies,
  exampleBody,
  holdsText,
  type Ids,
  type Pointer,
  pathOf,
  RAW_BODIES,
  type RawBody,
  replaced,
  STRANGE_HEADERS,
  STRANGE_IDS,
  textsIn,
  VECTORS,
  WRONG_TYPES,
} from '../support/hostile.ts'
import { TEST_CODE, typeCode } from '../support/person-page.ts'
import { OUTSIDE_PARTY } from '../support/route-cells.ts'
import { type Scene, zaanstadScene } from '../support/scene.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../support/system.ts'

const ALL = process.env['SAMENHANG_HOSTILE'] === 'all'
/** Of the texts that are picked from a list (ids, codes, days) every so many vectors. */
const STRIDE = ALL ? 1 : 33

/** Of the collections of others: each text in one of so many fields, each line of the JSON suite on one of so many routes; in turns, so that each gets its share. */
const SHARE = { fields: 10, routes: 5 }

let house: TestSystem
let scene: Scene
let admin: Awaited<ReturnType<TestSystem['admin']>>
let requests = 0
/** Says how far a long run is, twice a minute; the suite is silent. */
const began = performance.now()
let saidAt = began
const progress = (part: string, done: number, of: number): void => {
  if (!ALL || performance.now() - saidAt < 30_000) return
  saidAt = performance.now()
  console.log(`${part}: ${done} of ${of}; ${requests} requests, ${((saidAt - began) / 1000).toFixed(0)} s`)
}
/** How often a text was taken, by route; and how often it was read back to the letter. */
const taken = new Map<string, number>()
const readBack = new Map<string, number>()
const count = (of: Map<string, number>, name: string): void => void of.set(name, (of.get(name) ?? 0) + 1)
const callers = new Map<string, Caller>()
const faults: string[] = []
beforeAll(async () => {
  house = await openTestSystem({
    log: (level, event, fields) => {
      if (level === 'error') faults.push(JSON.stringify({ event, ...fields }))
    },
  })
  scene = await zaanstadScene(house)
  admin = await house.admin()
  for (const member of ACTORS) callers.set(member.key, await house.as(member))
})
afterAll(async () => {
  await admin?.end()
  await house.close()
})

const ACTORS: readonly CastMember[] = [
  ...[cast.coordinatorZaanstad, cast.shelterWorkerHaven, cast.payerZaanstad, cast.analyst],
  ...[cast.privacyOfficerZaanstad, cast.investigatorNoordHolland, cast.contactDeskOfficer],
]
/** Somebody who may use the route, preferably with a part in the scene. */
const callerOf = (route: Route): Caller => {
  const { access } = route
  if (access.kind !== 'signed-in') return house.nobody
  const member = ACTORS.find((each) => access.functions.includes(each.function))
  return (member && callers.get(member.key)) ?? house.nobody
}
const ids = (): Ids => scene as unknown as Ids
const posts = (): readonly Route[] => house.system.routes.filter((route) => route.method === 'POST')
/** What may not be in any answer: our own paths, words of the database, a stack. */
const INSIDE = /node_modules|\/src\/|\bat .+:\d+:\d+|syntax error|violates|relation "|kysely|ECONN|postgres/i

/** What is wrong with an answer, whatever was sent. */
const wrongWith = (answer: Pick<Answer, 'status' | 'text' | 'headers'>): string | undefined => {
  requests += 1
  if (answer.status >= 500) return `${answer.status}`
  if (answer.status >= 400 && !/^(application\/problem\+json|text\/html)/.test(String(answer.headers['content-type'])))
    return `${answer.status} as ${answer.headers['content-type']}`
  return answer.status >= 400 && INSIDE.test(answer.text)
    ? `tells of the inside: ${answer.text.slice(0, 200)}`
    : undefined
}
const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'undefined'

/** Free texts: what people type. The rest of the texts is picked from a list, and refused there by the schema. */
const FREE = new Set([
  ...[
    'text',
    'freeText',
    'note',
    'understood',
    'wish',
    'value',
    'withWhom',
    'interpreterName',
    'caseReference',
    'castMember',
    'title',
  ],
  ...[
    'given',
    'given2',
    'surname',
    'surname2',
    'fullName',
    'birthYear',
    'birthMonth',
    'birthDay',
    'birthPlace',
    'sex',
    'nationality',
  ],
  ...['occupation', 'street', 'houseNumber', 'address2', 'postcode', 'town', 'region', 'phone', 'email', 'document'],
])
/** Routes with a field of such a name that is picked from a list all the same. */
const PICKED = new Set(['beginSession', 'decideResponsibility', 'takeRouteStep', 'tryRules'])
/** Fields for long text with line ends; the others are one line and refuse what has no ink. */
const NOTES = new Set(['text', 'freeText', 'note', 'understood', 'wish'])
const nameAt = (pointer: Pointer): string => String(pointer.findLast((each) => typeof each === 'string') ?? '')

/** Bodies that are good as they are, for the routes where the plain example is not. */
const bodiesOf = (route: Route): readonly unknown[] => {
  const { signalId, groundId } = scene
  const given: Readonly<Record<string, unknown>> = {
    nameOutsideParty: OUTSIDE_PARTY,
    logCall: {
      withWhom: 'Verzonnen',
      about: { kind: 'signal', id: signalId },
      outcome: 'agreed',
      minutes: 1,
      note: 'Verzonnen',
    },
    planTable: {
      heldDate: '2026-11-23',
      wish: 'Verzonnen',
      seats: [{ kind: 'avim', mail: 'stoel@verzonnen.example' }],
    },
    noteDecision: { text: 'Verzonnen', owner: 'organiser', dueDate: '2026-11-23' },
    addAttachment: { chapter: 'story', title: 'Verzonnen', fileBase64: aPicture().toString('base64') },
    askLookUp: { signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' },
    recordConsent: {
      ...{
        chapter: 'story',
        partnerId: cast.coordinatorEindhoven.organisation,
        purpose: 'D26',
        answer: 'given',
        language: 'zh',
      },
      ...{
        interpreterName: 'Verzonnen',
        present: ['interpreter'],
        helpDoesNotDependOnIt: true,
        understood: 'Verzonnen',
      },
      givenDate: '2026-11-16',
    },
  }
  const body = given[route.operationId]
  return body ? [body] : exampleBodies(route, ids(), true)
}

/** Where what was sent can be read back. A new dossier now and then, so that what is read stays small. */
const READ_BACK: Readonly<Record<string, (answer: Answer) => string>> = {
  recordSignal: ({ body }) => `/v1/signals/${(body as { signalId: string }).signalId}`,
  noteChapter: () => `/v1/dossiers/${noted}`,
  logCall: () => '/v1/calls?limit=1',
  planTable: ({ body }) => `/v1/tables/${(body as { tableId: string }).tableId}`,
}
let noted = ''
let notes = 0
const idsFor = async (route: Route): Promise<Ids> => {
  // A request is answered once: each try has one of its own.
  if (route.operationId === 'answerPersonRequest') return { ...ids(), requestId: await anotherRequest() }
  // Minutes are corrected once they are fixed, and a table that is closed takes nothing else.
  if (route.operationId === 'correctMinutes') return { ...ids(), tableId: await aClosedTable() }
  // A table that was called off takes no decision any more: another route of this run calls off the one of the scene.
  if (route.operationId === 'noteDecision') return { ...ids(), tableId: await anOpenTable() }
  // One handover outside at a time: each party is named for a file of its own.
  if (route.operationId === 'nameOutsideParty') {
    const opened = await callerOf(route).post('/v1/dossiers', {})
    return { ...ids(), dossierId: (opened.body as { dossierId: string }).dossierId }
  }
  if (!['noteChapter', 'addAttachment'].includes(route.operationId)) return ids()
  if (notes % 25 === 0) {
    const opened = await callerOf(route).post('/v1/dossiers', {})
    noted = (opened.body as { dossierId: string }).dossierId
  }
  notes += 1
  return { ...ids(), dossierId: noted }
}

let openTable: string | undefined
const anOpenTable = async (): Promise<string> => {
  if (openTable) return openTable
  const planned = await (await house.as(cast.coordinatorZaanstad)).post(`/v1/dossiers/${scene.dossierId}/tables`, {
    ...{ heldDate: '2026-11-23', wish: 'Verzonnen', seats: [] },
  })
  openTable = (planned.body as { tableId: string }).tableId
  return openTable
}

let closedTable: string | undefined
const aClosedTable = async (): Promise<string> => {
  if (closedTable) return closedTable
  const planned = await (await house.as(cast.coordinatorZaanstad)).post(`/v1/dossiers/${scene.dossierId}/tables`, {
    ...{ heldDate: '2026-11-23', wish: 'Verzonnen', seats: [] },
  })
  closedTable = (planned.body as { tableId: string }).tableId
  await admin.query("update case_table.meeting set stage = 'held' where id = $1", [closedTable])
  return closedTable
}

const anotherRequest = async (): Promise<string> => {
  const { rows } = await admin.query<{ id: string }>(
    `insert into dossier.person_request (id, dossier_id, kind, about, made_at, answer_by)
     values (gen_random_uuid(), $1, 'objection', 'use', now(), current_date + 30) returning id`,
    [scene.dossierId],
  )
  return rows[0]?.id ?? ''
}

/** So many look-ups, and then another day: a budget that is spent refuses before any text is read. */
const A_DAY = 10
let looked = 0
const anotherDay = async (route: Route): Promise<void> => {
  if (!['askLookUp', 'askThingLookUp'].includes(route.operationId)) return
  looked += 1
  // The first as well: strange headers on these routes have spent the day before.
  if (looked % A_DAY !== 1) return
  house.clock.advance({ days: 1 })
  // A night ends every session.
  for (const member of ACTORS) callers.set(member.key, await house.as(member))
}

/** A signal with a ground that stands: strange headers have marked the first one and taken its ground back. */
const anotherSignal = async (): Promise<Pick<Scene, 'signalId' | 'groundId'>> => {
  const caller = callers.get(cast.coordinatorZaanstad.key) ?? house.nobody
  const made = await caller.post('/v1/signals', {
    ...{ source: 'typed', exploitation: 'labour', things: [{ kind: 'plate', text: 'VB-321-Y' }] },
    person: { fullName: 'Verzonnen Tweede', birthDate: '1985-03-06', phone: '06 00 00 41 42' },
  })
  const { signalId } = made.body as { signalId: string }
  const ground = await caller.post(`/v1/signals/${signalId}/grounds`, {
    ...{ kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar, verzonnen.' },
    givenDate: house.clock.now().toISOString().slice(0, 10),
  })
  return { signalId, groundId: (ground.body as { groundId: string }).groundId }
}

/** Sends one text in one place; gives what is wrong with what came of it. */
const tryText = async (route: Route, body: unknown, pointer: Pointer, value: string): Promise<string | undefined> => {
  await anotherDay(route)
  const caller = callerOf(route)
  // The newest call is read back, so no two calls may stand at one millisecond; more would end the sessions.
  if (route.operationId === 'logCall') house.clock.advance({ minutes: 1 / 60_000 })
  const path = pathOf(route, await idsFor(route))
  const answer = await caller.post(path, replaced(body, pointer, value))
  const wrong = wrongWith(answer)
  if (wrong) return wrong
  if (answer.status < 300) count(taken, route.operationId)
  const back = answer.status < 300 ? READ_BACK[route.operationId] : undefined
  // An empty text is nothing written: there is nothing to read back.
  if (!back || value === '' || !FREE.has(nameAt(pointer))) return undefined
  const read = await caller.get(back(answer))
  if (read.status >= 300) return `read back ${read.status}`
  count(readBack, route.operationId)
  return holdsText(read.body, value.normalize('NFC')) ? undefined : 'was changed on the way'
}

// First, while little is there to be listed: each of these is asked of every route.
test('strange ids, queries and headers are answered by every route [V15.3.7, V16.5.1]', async () => {
  const wrong: string[] = []
  let turn = 0
  const inject = async (route: Route, url: string, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
    const { token } = callerOf(route)
    const body = route.method === 'POST' ? { payload: exampleBody(route) as object } : {}
    const signed = token ? { authorization: `Bearer ${token}` } : {}
    const {
      statusCode,
      payload,
      headers: given,
    } = await house.http.inject({
      method: route.method,
      url,
      headers: { ...signed, ...headers },
      ...body,
    })
    const found = wrongWith({ status: statusCode, text: payload, headers: given })
    if (found) wrong.push(`${route.method} ${url.slice(0, 120)} ${shown(headers)}: ${found}`)
  }
  for (const [at, route] of house.system.routes.entries()) {
    progress('ids, queries and headers', at, house.system.routes.length)
    turn += 1
    const some = <T>(list: readonly T[], stride: number): readonly T[] =>
      list.filter((_each, index) => ALL || (index + turn) % stride === 0)
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => String(found[1]))
    for (const name of names)
      for (const id of some(STRANGE_IDS, 7)) await inject(route, pathOf(route, { ...ids(), [name]: id }))
    for (const id of some(STRANGE_IDS, 17))
      for (const query of [
        `limit=${id}`,
        `cursor=${id}`,
        `cursor=${id}_${id}`,
        `search=${id}`,
        `${id}=1&limit=1&limit=2`,
      ])
        if (route.method === 'GET') await inject(route, `${pathOf(route, ids())}?${query}`)
    // Signing out with a strange header would end the session of the next request.
    if (!['endSession', 'endAllSessions'].includes(route.operationId))
      for (const headers of some(STRANGE_HEADERS, 6)) await inject(route, pathOf(route, ids()), headers)
  }
  const days = ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-3-1', '+002026-01-01', '-000001-01-01']
  for (const route of house.system.routes.filter((each) => each.operationId === 'listLogEntries'))
    for (const day of days)
      for (const query of [`fromDate=${day}`, `untilDate=${day}`, `fromDate=${day}&untilDate=${day}`])
        await inject(route, `${pathOf(route, ids())}?${query}`)
  const cursors = [
    '2026-11-16T09:00:00.000Z~',
    '0000-01-01T00:00:00.000Z~',
    '9999-12-31T23:59:59.999Z~',
    '....................~',
  ]
  for (const route of house.system.routes.filter((each) => each.method === 'GET' && each.query))
    for (const cursor of cursors)
      for (const id of [scene.signalId, '-'.repeat(36), 'f'.repeat(36)])
        await inject(route, `${pathOf(route, ids())}?cursor=${cursor}${id}`)
  expect(wrong).toEqual([])
})

test('every text of every route takes hostile text: kept to the letter or refused, never a fault [V1.2.3, V1.2.4]', async () => {
  const wrong: string[] = []
  let turn = 0
  scene = { ...scene, ...(await anotherSignal()) }
  for (const [at, route] of posts().entries())
    for (const body of bodiesOf(route))
      for (const pointer of textsIn(body)) {
        progress('texts of routes', at, posts().length)
        const free = FREE.has(nameAt(pointer))
        // Where long text goes every third vector, where a line goes fewer, of codes a few; each field begins elsewhere.
        const stride = ALL ? 1 : NOTES.has(nameAt(pointer)) ? 3 : free ? 11 : STRIDE
        turn += 1
        for (const { kind, value } of VECTORS.filter((_each, index) => (index + turn) % stride === 0)) {
          const found = await tryText(route, body, pointer, value)
          if (found) wrong.push(`${route.operationId} ${pointer.join('/')} ${kind} ${shown(value)}: ${found}`)
        }
      }
  expect(wrong).toEqual([])
  expect(faults).toEqual([])
  expect(requests).toBeGreaterThan(1_000)
  // A route whose example is refused is not tested: every route where people type must have taken texts, and given them back.
  const typed = posts().filter((route) =>
    bodiesOf(route).some((body) => textsIn(body).some((at) => FREE.has(nameAt(at)))),
  )
  expect(
    typed.map((route) => route.operationId).filter((name) => (taken.get(name) ?? 0) < 3 && !PICKED.has(name)),
  ).toEqual([])
  for (const name of Object.keys(READ_BACK)) expect(readBack.get(name), name).toBeGreaterThan(10)
})

test('in a note, what a person could have typed is kept and what is no text is refused: every vector, by its own fate [V1.2.3, V1.3.7]', async () => {
  const caller = await house.as(cast.coordinatorZaanstad)
  for (const { kind, value, fate } of VECTORS) {
    const body = { source: 'typed', exploitation: 'labour', person: { fullName: 'Verzonnen' }, freeText: value }
    const answer = await caller.post('/v1/signals', body)
    const expected = fate === 'keep' ? [201] : fate === 'refuse' ? [400] : [201, 400]
    expect(expected, `${kind} ${shown(value)}: ${answer.text.slice(0, 300)}`).toContain(answer.status)
  }
})

test('something that is no text is refused where a text is asked [V2.2.1, V2.2.2, V15.3.5]', async () => {
  const wrong: string[] = []
  let turn = 0
  for (const [at, route] of posts().entries())
    for (const body of bodiesOf(route))
      for (const pointer of textsIn(body)) {
        progress('what is no text', at, posts().length)
        turn += 1
        for (const value of WRONG_TYPES.filter((_each, index) => ALL || (index + turn) % 5 === 0)) {
          const answer = await callerOf(route).post(pathOf(route, ids()), replaced(body, pointer, value))
          const found = wrongWith(answer) ?? (answer.status < 300 ? 'was taken' : undefined)
          if (found) wrong.push(`${route.operationId} ${pointer.join('/')} ${shown(value)}: ${found}`)
        }
      }
  expect(wrong).toEqual([])
})

const sendRaw = async (
  route: Route,
  { type, payload }: RawBody,
): Promise<Pick<Answer, 'status' | 'text' | 'headers'>> => {
  const { token } = callerOf(route)
  const {
    statusCode,
    payload: text,
    headers,
  } = await house.http.inject({
    method: 'POST',
    url: pathOf(route, ids()),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    payload,
  })
  return { status: statusCode, text, headers }
}

test('broken, deep, double, huge and mislabelled bodies are answered by every route, and nothing of a prototype sticks [V1.5.2, V15.3.6, V16.5.1]', async () => {
  const wrong: string[] = []
  let turn = 0
  for (const [at, route] of posts().entries()) {
    progress('whole bodies', at, posts().length)
    turn += 1
    for (const body of RAW_BODIES.filter((_each, index) => ALL || (index + turn) % 3 === 0)) {
      const found = wrongWith(await sendRaw(route, body))
      if (found) wrong.push(`${route.operationId} ${body.kind}: ${found}`)
    }
  }
  expect(wrong).toEqual([])
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
})

const DAYS = [
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '2026-02-29',
  '2026-11-31',
  '1900-02-29',
  '2026-00-10',
  '12026-01-01',
]
test('impossible and far days are refused or kept, never a fault', async () => {
  const wrong: string[] = []
  for (const route of posts())
    for (const body of bodiesOf(route))
      for (const pointer of textsIn(body).filter((each) => /Date$|^happened$/.test(nameAt(each))))
        for (const value of DAYS) {
          const found = await tryText(route, body, pointer, value)
          if (found) wrong.push(`${route.operationId} ${pointer.join('/')} ${value}: ${found}`)
        }
  expect(wrong).toEqual([])
})

test('pages drawn by the server escape what they are given, and refuse what is no text [V1.2.1]', async () => {
  const wrong: string[] = []
  const page = async (method: 'GET' | 'POST', url: string, payload?: string, cookie?: string): Promise<void> => {
    const answer = await house.http.inject({
      method,
      url,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(cookie ? { cookie } : {}),
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const { statusCode: status, payload: text, headers } = answer
    const found =
      wrongWith({ status, text, headers }) ??
      // The one script of ours, by its whole tag.
      (/<script|onerror=|<svg|<img|javascript:/i.test(text.replace('<script src="/leave.js" defer></script>', ''))
        ? 'runs'
        : undefined)
    if (found) wrong.push(`${method} ${url.slice(0, 100)} ${payload?.slice(0, 80)}: ${found}`)
  }
  const { seatToken, payerToken, bedToken, entryToken, practiceToken } = scene
  // What was tried on the switches of her page ended the link of the scene.
  const switched = await (await house.as(cast.coordinatorZaanstad)).post(
    `/v1/dossiers/${scene.dossierId}/page-switches`,
    {
      ...{ on: true, besideHer: true, code: TEST_CODE },
    },
  )
  const personToken = (switched.body as { token: string }).token
  const { cookie = '' } = await typeCode(house, personToken, TEST_CODE)
  expect(cookie).not.toBe('')
  for (const { value } of VECTORS.filter(
    (each, index) => each.value.length < 2_000 && each.value.isWellFormed() && (ALL || index % 3 === 0),
  )) {
    const text = encodeURIComponent(value)
    await page('GET', `/mijn/${text}`)
    await page('GET', `/antwoord/${text}`)
    await page('POST', `/antwoord/${seatToken}`, `answer=${text}&followsDate=${text}`)
    await page('POST', `/betaalvraag/${payerToken}`, `answer=${text}&ground=${text}`)
    await page('GET', `/bedden/${text}`)
    await page('POST', `/bedden/${bedToken}`, `beds=${text}&${text}=1`)
    await page('GET', `/opgave/${practiceToken}?taal=${text}&bewaard=${text}`)
    await page('POST', `/bevestigen/${entryToken}?taal=${text}`, `answer=${text}&${text}=1`)
    await page('POST', `/opgave/${practiceToken}`, `training=${text}&policy-adopted=${text}`)
    for (const visit of ['', 'overzicht=x', cookie]) {
      await page('POST', '/mijn', `action=${text}&consentId=${text}`, visit)
      await page('POST', '/mijn/en', `action=withdraw&consentId=${text}&${text}=1`, visit)
      await page('POST', '/mijn/gegevens', `action=correct&chapter=${text}&field=${text}&text=${text}`, visit)
      await page('POST', '/mijn/vragen/ar', `action=object&about=look%20${text}&text=${text}`, visit)
      await page('GET', `/mijn/logboek?van=${text}&tot=${text}`, undefined, visit)
      await page('GET', `/mijn/tekst/ar?van=${text}`, undefined, visit)
    }
  }
  for (const { value } of VECTORS.slice(0, 8))
    await page(
      'POST',
      `/mijn/${personToken}`,
      `action=enter&code=${encodeURIComponent(value.slice(0, 500).toWellFormed())}`,
    )
  for (const id of STRANGE_IDS)
    for (const path of ['/mijn/', '/antwoord/', '/betaalvraag/', '/mijn/x/', '/']) await page('GET', path + id)
  expect(wrong).toEqual([])
  expect((await house.http.inject({ method: 'GET', url: `/mijn/${personToken}` })).statusCode).toBe(200)
})

test('the same command twice with one key is done once; another command with that key is refused and not lost', async () => {
  const caller = await house.as(cast.coordinatorZaanstad)
  const body = { source: 'typed', exploitation: 'labour', freeText: 'Verzonnen' }
  const [first, second] = [
    await caller.post('/v1/signals', body, { 'idempotency-key': '__proto__' }),
    await caller.post('/v1/signals', body, { 'idempotency-key': '__proto__' }),
  ]
  expect([first.status, second.status]).toEqual([201, 200])
  expect(second.body).toEqual(first.body)
  const other = await caller.post(
    '/v1/signals',
    { ...body, freeText: 'Iets anders' },
    { 'idempotency-key': '__proto__' },
  )
  expect([other.status, (other.body as { code?: string }).code]).toEqual([409, 'idempotency-key-reused'])
  const dossier = async (): Promise<string> =>
    ((await caller.post('/v1/dossiers', {})).body as { dossierId: string }).dossierId
  const note = { chapter: 'goal', text: 'Verzonnen' }
  const [one, two] = [await dossier(), await dossier()]
  const key = { 'idempotency-key': 'sleutel-twee' }
  expect((await caller.post(`/v1/dossiers/${one}/chapter-notes`, note, key)).status).toBe(201)
  expect((await caller.post(`/v1/dossiers/${two}/chapter-notes`, note, key)).status).toBe(409)
})

// The larger collections of others lie outside the repository; where they are absent our own vectors above are what there is.
const SHARED = join(import.meta.dirname, '../../../shared/data/hostile')
test.skipIf(!existsSync(SHARED))(
  'collections of others: kept to the letter or refused (skipped where the folder of shared data is absent)',
  async () => {
    const wrong: string[] = []
    const texts = sharedTexts().filter((_each, index) => ALL || index % 15 === 0)
    const targets = posts().flatMap((route) =>
      bodiesOf(route).flatMap((body) =>
        textsIn(body)
          .filter((pointer) => FREE.has(nameAt(pointer)))
          .map((pointer) => ({ route, body, pointer })),
      ),
    )
    // Another start for each text, so that no field meets the same texts as its neighbour and each gets its share.
    const takes = (index: number, at: number): boolean =>
      ALL ? (at + index) % SHARE.fields === 0 : at === index % targets.length
    for (const [index, value] of texts.entries()) {
      progress('texts of others', index, texts.length)
      for (const { route, body, pointer } of targets.filter((_each, at) => takes(index, at))) {
        const found = await tryText(route, body, pointer, value)
        if (found) wrong.push(`${route.operationId} ${pointer.join('/')} ${shown(value)}: ${found}`)
      }
    }
    const lines = readFileSync(join(SHARED, 'json-test-suite/parsing.jsonl'), 'utf8').trim().split('\n')
    for (const [index, line] of lines.entries()) {
      const { b64 } = JSON.parse(line) as { b64: string }
      const payload = Buffer.from(b64, 'base64')
      for (const route of posts().filter((_each, at) =>
        ALL ? (at + index) % SHARE.routes === 0 : at === index % posts().length,
      )) {
        const found = wrongWith(await sendRaw(route, { kind: 'suite', type: 'application/json', payload }))
        if (found) wrong.push(`${route.operationId} ${line.slice(0, 80)}: ${found}`)
      }
    }
    expect(wrong).toEqual([])
    expect(texts.length).toBeGreaterThan(100)
    if (ALL)
      console.log(
        `texts of others: ${texts.length}, each in one of ${SHARE.fields} of ${targets.length} fields; ${lines.length} lines, each on one of ${SHARE.routes} routes`,
      )
  },
)

/** Every text of the shared folder: lists of lines, and lists of examples with an input. */
const sharedTexts = (): readonly string[] => {
  const payloads = join(SHARED, 'payloads')
  const lines = readdirSync(payloads)
    .filter((name) => name !== 'LICENSE')
    .flatMap((name) => readFileSync(join(payloads, name), 'utf8').split('\n'))
  const naughty = JSON.parse(readFileSync(join(SHARED, 'blns/blns.json'), 'utf8')) as string[]
  const own = JSON.parse(readFileSync(join(SHARED, 'own/inputs.json'), 'utf8')) as { input: unknown }[]
  const inputs = own.map(({ input }) => (typeof input === 'string' ? input : JSON.stringify(input)))
  return [...lines, ...naughty, ...inputs].filter((each) => each !== '')
}

test('the house still stands and no request was a fault', async () => {
  expect((await callerOf(posts()[0] as Route).get('/v1/sessions/current')).status).toBeLessThan(500)
  expect(faults).toEqual([])
  console.log(
    `hostile input: ${requests} requests, ${VECTORS.length} texts of our own, ${RAW_BODIES.length} bodies, ${((performance.now() - began) / 1000).toFixed(0)} s`,
  )
})
