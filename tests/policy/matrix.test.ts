/**
 * Every route of the system, as everybody of the cast and as nobody. What is expected stands once more, written from the
 * purposes and not read from the routes (`tests/support/expected-routes.ts`); by relation of a house to a file: `matrix-relations.test.ts`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations, everyone } from '../../fixtures/cast.ts'
import { ROOT } from '../../src/platform/config.ts'
import type { Route } from '../../src/platform/route.ts'
import { EVERYBODY, EXPECTED, mayAsk } from '../support/expected-routes.ts'
import { exampleBodies, type Ids, pathOf } from '../support/hostile.ts'
import { bodyOf, QUERIES } from '../support/route-cells.ts'
import { nobodysId, type Scene, zaanstadScene } from '../support/scene.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let scene: Scene
const callers = new Map<string, Caller>()
let cells = 0
beforeAll(async () => {
  house = await openTestSystem()
  scene = await zaanstadScene(house)
  for (const member of everyone) callers.set(member.key, await house.as(member))
})
afterAll(async () => {
  await house.close()
})

const may = (route: Route, member: CastMember): boolean => mayAsk(route.operationId, member.function)

const call = (caller: Caller, route: Route, ids: Ids, body: unknown): Promise<Answer> => {
  const path = `${pathOf(route, ids)}${QUERIES[route.operationId] ?? ''}`
  if (route.method === 'GET') return caller.get(path)
  return route.method === 'DELETE' ? caller.delete(path) : caller.post(path, body)
}

/** Ids that nothing has, for every parameter. */
const absent = (): Ids => new Proxy({}, { get: (_all, name) => (isId(String(name)) ? nobodysId() : undefined) })
const isId = (name: string): boolean => name.endsWith('Id')
const idsIn = (route: Route): readonly string[] =>
  [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => String(found[1])).filter(isId)
const idOf = (name: string): string => {
  const id = (scene as unknown as Readonly<Record<string, unknown>>)[name]
  if (typeof id !== 'string' || id === '') throw new Error(`the scene has no ${name}`)
  return id
}

const A = cast.coordinatorZaanstad.organisation
const { careEindhoven, municipalityZaanstad, shelterHaven } = castOrganisations
/** Who has a part in each object of the scene; whoever is not here is a stranger to it, also when it has a part in another. */
const PARTIES: Readonly<Record<string, readonly string[]>> = {
  signalId: [A],
  sessionId: [A],
  groundId: [A],
  dossierId: [A, careEindhoven],
  requestId: [A],
  sentReportId: [A],
  moneyStepId: [A],
  stepId: [A],
  adoptionId: [A],
  areaFactId: [A],
  // What stands on the map of Landsmeer is its own.
  entryId: [castOrganisations.municipalityLandsmeer],
  consentId: [A, careEindhoven],
  handoverId: [A, careEindhoven],
  outsideHandoverId: [A],
  verdictId: [A, municipalityZaanstad],
  payerRequestId: [A, municipalityZaanstad],
  placeId: [shelterHaven],
  placeRequestId: [A],
  offerId: [A, shelterHaven],
  waitId: [A],
  tableId: [A],
  actionId: [A],
  subjectId: [A],
  absenceId: [A],
  seatId: [A],
  hitId: [A],
  lookupId: [A],
  waitingLookUpId: [A],
  refusedLookUpId: [A],
  alarmId: [A],
  deskHitId: [castOrganisations.contactDesk],
  linkId: [A, careEindhoven],
  accessRequestId: [A],
  openingId: [A, shelterHaven],
  decisionId: [A],
  secondLookId: [A],
}

/** What a reader could compare: all but the number of the request and the clock. */
const seen = (answer: Answer): unknown => {
  // The version of an answer is a keyed hash over its address as well: it tells two addresses apart, not two answers.
  const { date: _date, etag: _version, ...headers } = answer.headers
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-ratelimit')))
  const { instance: _instance, ...body } = (answer.body ?? {}) as Record<string, unknown>
  return { status: answer.status, headers: kept, body: answer.body === undefined ? answer.text : body }
}

const TOLD_APART = ['audit', 'keeper']
/** Every row of every table, but the log and what a refused look-up leaves for the privacy officer. */
const everything = async (): Promise<string> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') and schemaname <> all ($1)
       and schemaname || '.' || tablename not in ('linkage.refused_lookup', 'access.session') order by 1`,
    [TOLD_APART],
  )
  const sums: string[] = []
  for (const { name } of rows) {
    const { rows: found } = await admin.query<{ sum: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${name} t`,
    )
    sums.push(`${name} ${found[0]?.sum}`)
  }
  await admin.end()
  return sums.join('\n')
}

test('every route stands in the table, and the table has no route too many', () => {
  expect(house.system.routes.map((route) => route.operationId).sort()).toEqual(Object.keys(EXPECTED).sort())
})

test('what is hidden and what is absent look the same on every route with an id, and nothing changes [V8.2.2]', async () => {
  const before = await everything()
  const unlike: string[] = []
  let compared = 0
  for (const route of house.system.routes) {
    const names = idsIn(route)
    if (names.length === 0) continue
    const hidden: Ids = Object.fromEntries(names.map((name) => [name, idOf(name)]))
    const parties = names.flatMap((name) => PARTIES[name] ?? [])
    for (const member of everyone.filter((each) => may(route, each) && !parties.includes(each.organisation))) {
      for (const body of exampleBodies(route)) {
        const caller = callers.get(member.key) ?? house.nobody
        const [there, nowhere] = [await call(caller, route, hidden, body), await call(caller, route, absent(), body)]
        compared += 2
        const same = JSON.stringify(seen(there)) === JSON.stringify(seen(nowhere))
        if (!same || there.status !== 404)
          unlike.push(`${route.operationId} ${member.key}: ${there.status} ${nowhere.status} ${there.text}`)
      }
    }
  }
  expect(unlike).toEqual([])
  expect(await everything()).toBe(before)
  expect(compared).toBeGreaterThan(150)
  cells += compared
})

/** Ids that stand in a body or a query: what a stranger may ask there about what is not its own. */
test('an id of another in a body or a query tells no more than an id of nobody, and nothing changes [V8.2.2, V8.4.1]', async () => {
  const before = await everything()
  const talk = { outcome: 'agreed', minutes: 1, withWhom: 'Verzonnen' }
  const asks: readonly (readonly [CastMember, string, (id: string) => unknown, string])[] = [
    [cast.comenshaDesk, '/v1/calls', (id) => ({ ...talk, about: { kind: 'signal', id } }), scene.signalId],
    [cast.comenshaDesk, '/v1/calls', (id) => ({ ...talk, about: { kind: 'dossier', id } }), scene.dossierId],
    [cast.investigatorNoordHolland, '/v1/calls', (id) => ({ ...talk, about: { kind: 'signal', id } }), scene.signalId],
    [
      cast.investigatorNoordHolland,
      '/v1/calls',
      (id) => ({ ...talk, about: { kind: 'dossier', id } }),
      scene.dossierId,
    ],
    [cast.comenshaDesk, '/v1/dossiers', (signalId) => ({ signalId }), scene.signalId],
    [cast.focalOfficerLandsmeer, '/v1/dossiers', (signalId) => ({ signalId }), scene.signalId],
    ...[cast.comenshaDesk, cast.investigatorNoordHolland].flatMap((member) =>
      ['/v1/look-ups', '/v1/thing-look-ups'].map(
        (path) =>
          [
            member,
            path,
            (signalId: string) => ({ signalId, groundId: scene.groundId, purpose: 'D27', caseReference: 'X' }),
            scene.signalId,
          ] as const,
      ),
    ),
  ]
  for (const [member, path, bodyOf, hidden] of asks) {
    const caller = callers.get(member.key) ?? house.nobody
    const [there, nowhere] = [await caller.post(path, bodyOf(hidden)), await caller.post(path, bodyOf(nobodysId()))]
    expect(seen(there), `${path} ${member.key}`).toEqual(seen(nowhere))
    expect(there.status, `${path} ${member.key}`).toBe(404)
    cells += 2
  }
  for (const member of [cast.comenshaDesk, cast.investigatorNoordHolland, cast.tableChair]) {
    const caller = callers.get(member.key) ?? house.nobody
    const there = await caller.get(`/v1/calls?subjectId=${scene.signalId}`)
    expect(seen(there)).toEqual(seen(await caller.get(`/v1/calls?subjectId=${nobodysId()}`)))
    cells += 2
  }
  expect(await everything()).toBe(before)
})

/** Who signed what is no secret among who works. */
const NO_SECRET = ['adoptionId']

test('a list gives a stranger none of the ids of another', async () => {
  const ids = Object.entries(scene)
    .filter(([name]) => isId(name) && !NO_SECRET.includes(name))
    .map(([, id]) => String(id))
  const strangers = everyone.filter((member) => !scene.parties.has(member.organisation))
  const others = (organisation: string): readonly string[] =>
    ids.filter((id) => id !== scene.entryId || !PARTIES['entryId']?.includes(organisation))
  for (const route of house.system.routes.filter((each) => each.method === 'GET' && idsIn(each).length === 0))
    for (const member of strangers) {
      const { text } = await call(callers.get(member.key) ?? house.nobody, route, {}, {})
      expect(
        others(member.organisation).filter((id) => text.includes(id)),
        `${route.operationId} ${member.key}`,
      ).toEqual([])
      cells += 1
    }
})

test('every route answers everybody as the table says: nobody 401, another function 403, the right one neither [V8.2.1, V8.3.1]', async () => {
  const wrong: string[] = []
  for (const route of house.system.routes) {
    const body = bodyOf(route, absent())
    for (const member of [undefined, ...everyone]) {
      // Signing out ends the session that it is asked with, so that one gets a caller of its own.
      const caller = !member
        ? house.nobody
        : ['endSession', 'endAllSessions'].includes(route.operationId)
          ? await house.as(member)
          : (callers.get(member.key) ?? house.nobody)
      const { status, headers } = await call(caller, route, absent(), body)
      // Signing out everywhere ends the others of this member too.
      if (member && route.operationId === 'endAllSessions') callers.set(member.key, await house.as(member))
      cells += 1
      const open = EXPECTED[route.operationId]?.who === EVERYBODY
      const good = !member
        ? open
          ? status !== 401 && status !== 403
          : status === 401
        : may(route, member)
          ? status !== 401 && status !== 403
          : status === 403
      const problem = status < 400 || String(headers['content-type']).startsWith('application/problem+json')
      if (!good || !problem || status >= 500) wrong.push(`${route.operationId} ${member?.key ?? 'nobody'}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
})

/**
 * Where a route and the table of purposes (data/sharing/purposes.csv) do not agree on the kind of organisation. Each is a
 * question that lawyers must answer, named here so that it cannot grow unseen.
 */
const OPEN_QUESTIONS: Readonly<Record<string, string>> = {
  'D26 care-coordinator of comensha': 'the helpdesk stands in where a region has no care co-ordination',
  'D26 focal-officer of municipality':
    'a small municipality may be the first to hold a file and must be able to hand it over',
  'D26 shelter-worker of shelter': 'who receives a file may be a shelter; D06 names the placement alone',
  'D26 table-chair of safety-house': 'the chair sees that a handover stands, and accepts none',
  'D26 wmo-desk of municipality': 'the desk sees that a handover stands, and accepts none',
  'D27 investigator of police-avim':
    'police ask in their own plane and hits across planes go to the contact desk (decision 3)',
}

test('a route is open to an organisation only for a purpose that names its kind, but for the open questions', () => {
  const kinds = new Map<string, string>(house.reference.organisations.map((each) => [each.id, each.kind]))
  const lines = readFileSync(join(ROOT, 'data/sharing/purposes.csv'), 'utf8').trim().split('\n').slice(1)
  const named = new Map(
    lines.map((line) => [line.split(',')[0], new Set(line.split(',').slice(2, 4).join(' ').split(' '))]),
  )
  const found = new Set<string>()
  for (const { access } of house.system.routes)
    for (const member of everyone) {
      if (access.kind !== 'signed-in' || !access.functions.includes(member.function)) continue
      const kind = kinds.get(member.organisation) ?? 'nothing'
      if (!named.get(access.purpose)?.has(kind)) found.add(`${access.purpose} ${member.function} of ${kind}`)
    }
  expect([...found].sort()).toEqual(Object.keys(OPEN_QUESTIONS).sort())
})

test('the matrix was walked in full', () => {
  console.log(`access matrix: ${cells} cells, ${house.system.routes.length} routes, ${everyone.length + 1} actors`)
  expect(cells).toBeGreaterThan(1_800)
})
