/**
 * The log is whole: as many rows as acts, each of the right person, also when many act at once; every route and page has its act in the
 * log of processing; and nothing is answered, and nothing changed, when it cannot be written. `npm run verify:audit` sends 10,000 requests;
 * the suite 600.
 */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { sealOnce } from '../../src/audit/index.ts'
import { accept, asId, randomFrom, refuse, type TraceId } from '../../src/kernel/index.ts'
import type { Route } from '../../src/platform/route.ts'
import { ACTS, OF_NOBODY, PAGE_ACTS, WITHOUT_ACT } from '../support/expected-acts.ts'
import { mayAsk } from '../support/expected-routes.ts'
import { type Ids, pathOf } from '../support/hostile.ts'
import { FUNCTIONS, openRelations, type Relations } from '../support/relations.ts'
import {
  askActs,
  askPage,
  FORMS,
  isActing,
  pageName,
  type Special,
  type Told,
  tokenFor,
} from '../support/route-acts.ts'
import { bodyOf, idsOf, OUTSIDE_PARTY, objectOf, QUERIES, REPEATED_BODIES } from '../support/route-cells.ts'
import { nobodysId, type Scene } from '../support/scene.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../support/system.ts'

const REQUESTS = Number(process.env['SAMENHANG_REQUESTS'] ?? 600)
const WHOLE = REQUESTS >= 10_000
const STREAMS = 8
const MARK = 'kanarie'

let house: TestSystem
let admin: pg.Client
let relations: Relations
let scene: Scene
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  relations = await openRelations(house, (field) => `${MARK} ${field}`)
  scene = relations.scene
}, 120_000)
afterAll(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, colleagueZaanstad: joost, payerZaanstad, privacyOfficerZaanstad } = cast
const MEMBERS: readonly CastMember[] = [
  ...[hanna, joost, payerZaanstad, privacyOfficerZaanstad, cast.coordinatorEindhoven],
  ...[cast.investigatorNoordHolland, cast.shelterWorkerHaven, cast.tableChair],
]
const acting = () => house.system.routes.filter(isActing)
const strangers: Ids = new Proxy({}, { get: () => nobodysId() })
const ask = (caller: Caller, route: Route, ids: Ids): Promise<Answer> => {
  const path = `${pathOf(route, ids)}${QUERIES[route.operationId] ?? ''}`
  if (route.method === 'GET') return caller.get(path)
  return route.method === 'DELETE' ? caller.delete(path) : caller.post(path, bodyOf(route, ids))
}

const [ABOUT, NOBODY] = [{ ...ACTS, ...PAGE_ACTS }, Object.keys(OF_NOBODY)]
const covered = (operation: string): number =>
  [Object.keys(ABOUT), NOBODY, WITHOUT_ACT].filter((list) => list.includes(operation)).length

test('every route and page says whom it writes down in the log, or that it is about nobody, once and no other does', () => {
  const operations = [
    ...house.system.routes.map(({ operationId }) => operationId),
    ...house.system.pages.map(({ operationId }) => pageName(operationId)),
  ]
  expect(operations.filter((each) => covered(each) !== 1)).toEqual([])
  expect([...Object.keys(ABOUT), ...NOBODY, ...WITHOUT_ACT].filter((each) => !operations.includes(each))).toEqual([])
  const open = [...house.system.routes, ...house.system.pages].filter((each) => !('handle' in each))
  expect(open.map(({ operationId }) => operationId).sort()).toEqual([...WITHOUT_ACT].sort())
  expect(covered('aRouteThatNobodyWroteDown')).toBe(0)
})

/** What can go wrong with writing a row, as the database says it. */
const FAILURES: readonly (readonly [name: string, act: string])[] = [
  ['a rule of the table that fails', "raise exception 'x' using errcode = '23514'"],
  ['a right that was taken away', "raise exception 'x' using errcode = '42501'"],
  ['a database that only reads', "raise exception 'x' using errcode = '25006'"],
  ['a wait that was broken off', "raise exception 'x' using errcode = '57014'"],
  ['a disk that is full', "raise exception 'x' using errcode = '53100'"],
  ['a connection that ends', 'perform pg_terminate_backend(pg_backend_pid())'],
]
const break_ = async (table: string, act: string): Promise<void> => {
  await admin.query(`create or replace function public.break_log() returns trigger language plpgsql security definer
    as $$ begin ${act}; return new; end $$`)
  await admin.query(
    `create trigger break_log before insert on ${table} for each row execute function public.break_log()`,
  )
}
/** The suite breaks each route that changes something in one way of the six; all of them in all ways: `npm run verify:audit`. */
const partFor = <T>(routes: readonly T[], name: string): readonly T[] => {
  const turn = FAILURES.findIndex((each) => each[0] === name)
  return WHOLE ? routes : routes.filter((_route, index) => index % FAILURES.length === turn)
}
const mend = (table: string) => admin.query(`drop trigger break_log on ${table}`)

type Said = { readonly text: string; readonly good: readonly string[] }
const reads = (member: CastMember): readonly Route[] =>
  acting().filter(
    ({ method, access }) =>
      method === 'GET' && access.kind === 'signed-in' && access.functions.includes(member.function),
  )
/** Everything that these people can read, as one text; and what was answered without a fault. */
const readAll = async (): Promise<Said> => {
  const texts: string[] = []
  const good: string[] = []
  for (const member of [hanna, joost, privacyOfficerZaanstad, payerZaanstad]) {
    const caller = await house.as(member)
    for (const route of reads(member)) {
      const answer = await ask(caller, route, idsOf(relations))
      texts.push(answer.text)
      if (answer.status < 500) good.push(`${member.key} ${route.operationId} ${answer.status}`)
    }
  }
  return { text: texts.join('\n'), good }
}
/** Every route that changes something, as somebody of the house that may; and every page, as who has its link or a visit. */
const changeAll = async (routes: readonly Route[], pages = house.system.pages): Promise<Said> => {
  const texts: string[] = []
  const good: string[] = []
  const keep = (operation: string, status: number, text: string): void => {
    texts.push(text)
    if (status < 500) good.push(`${operation} ${status}`)
  }
  for (const route of routes) {
    const role = FUNCTIONS.find((each) => mayAsk(route.operationId, each))
    if (!role) throw new Error(`nobody may ask ${route.operationId}`)
    const headers = { authorization: `Bearer ${relations.asker(role, 'own', objectOf(route)).token}` }
    const body = (specialOf(route.operationId).body ?? bodyOf(route, idsOf(relations))) as object | undefined
    const url = pathOf(route, idsOf(relations))
    const answer = await house.http.inject({
      ...{ method: route.method, url, headers },
      ...(body ? { payload: body } : {}),
    })
    keep(route.operationId, answer.statusCode, answer.payload)
  }
  for (const page of pages.filter(({ access }) => access.kind !== 'public')) {
    const { visit = '' } = relations.asker('person', 'own', '')
    const token = tokenFor(page, scene)
    const form = new URLSearchParams(FORMS[pageName(page.operationId)])
    const answer = await house.http.inject({
      ...{ method: page.method, url: page.path.replace('{token}', token), payload: form.toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `overzicht=${visit}` },
    })
    keep(page.operationId, answer.statusCode, answer.payload)
  }
  return { text: texts.join('\n'), good }
}

/** All that stands in the tables of the house, but the log, sessions and what the roles of linkage keep for themselves, in one word per table. */
const allTables = async (): Promise<Readonly<Record<string, string>>> => {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'audit', 'matching', 'authority')
       and n.nspname !~ '^pg_' and c.relname not in ('session', 'page_session')`,
  )
  const words: Record<string, string> = {}
  for (const { name } of rows) {
    const { rows: found } = await admin.query<{ word: string | null }>(
      `select md5(string_agg(t::text, '\n' order by t::text)) as word from ${name} t`,
    )
    words[name] = found[0]?.word ?? 'empty'
  }
  return words
}

test('the same people read personal data when the log is whole, so that what follows means something', async () => {
  expect((await readAll()).text.split(MARK).length).toBeGreaterThan(20)
})

test.each(FAILURES)(
  'with %s nothing is answered on any route or page, and nothing is changed [V16.5.3]',
  async (name, act) => {
    const before = await allTables()
    await break_('audit.request', act)
    try {
      const writes = acting().filter(({ method }) => method !== 'GET')
      const said = [await readAll(), await changeAll(partFor(writes, name))]
      expect(said.map(({ text }) => text).join()).not.toContain(MARK)
      expect(said.flatMap(({ good }) => good)).toEqual([])
    } finally {
      await mend('audit.request')
    }
    expect(await allTables()).toEqual(before)
  },
  120_000,
)

test.each(FAILURES)(
  'with %s where persons are noted, nothing about a person is answered and nothing of a person is changed',
  async (name, act) => {
    const before = await allTables()
    await break_('audit.processing', act)
    try {
      const changes = acting().filter(({ method, operationId }) => method !== 'GET' && operationId in ACTS)
      const pages = house.system.pages.filter(({ operationId }) => pageName(operationId) in PAGE_ACTS)
      const said = [await readAll(), await changeAll(partFor(changes, name), pages)]
      expect(said.map(({ text }) => text).join()).not.toContain(MARK)
      const done = (said[1]?.good ?? []).filter((each) => /[23]\d\d$/.test(each))
      expect(done).toEqual([])
    } finally {
      await mend('audit.processing')
    }
    expect(await allTables()).toEqual(before)
  },
  120_000,
)

/** What the smallest request would be refused for. */
const SPECIAL: Readonly<Record<string, Special>> = {
  offerHandover: { first: ['withdrawHandover'] },
  nameOutsideParty: { first: ['withdrawHandover'] },
  meetHandover: { first: ['acceptHandover'] },
  landHandover: { first: ['acceptHandover'] },
  closeHandover: { first: ['acceptHandover', 'landHandover'] },
  askPlace: { first: ['withdrawPlaceRequest'] },
  readDestructionList: { first: ['askErasure'] },
}
const HOME = { leftHome: 'yes', ordinance: 'unknown' } as const
const AREA = { about: 'region', area: 'VR11' } as const
/** With ids of the scene in them. */
const specialOf = (operation: string): Special => {
  const { dossierId } = scene
  const bodies: Readonly<Record<string, Special>> = {
    // A hole in the region of the house that was asked, and the entry of the own house.
    stepHole: { body: { step: 'own-focal-officer', territory: 'GM0823', kind: 'hole-taken-up' } },
    makeOutflowPlan: {
      body: {
        wish: 'Een eigen huis.',
        goal: 'own-home',
        needs: ['alone'],
        municipalityCode: 'GM0479',
        tasks: [],
        ...HOME,
      },
    },
    noteAreaFact: {
      params: { ...AREA, area: 'VO0479' },
      body: { kind: 'coordinator-in-place', happenedDate: '2026-10-01' },
    },
    stepAccessRequest: { body: { step: 'answered' } },
    recordAccessRequest: { body: { receivedDate: '2026-11-16', recognised: 'own-page', dossierId } },
    decideDestruction: {
      first: ['askErasure'],
      body: { subjectId: dossierId, clock: 'on-request', decision: 'approve' },
    },
  }
  const repeated = REPEATED_BODIES[operation]
  return bodies[operation] ?? SPECIAL[operation] ?? (repeated ? { body: repeated } : {})
}
/** Needs somebody else, or time, to have gone before; asked in this order after all others. */
const LATER: readonly (readonly [operation: string, before: () => Promise<Special | undefined>])[] = [
  ['holdBed', () => offerAnswered()],
  ['releaseBed', async () => ({ first: ['holdBed'] })],
  ['awardPlace', async () => undefined],
  ['readNewestCheckpoint', () => logSealed()],
  ['reviewUnusualLook', () => lookedUnusually()],
  ['writeReport', () => yesForTheTownHall()],
  ['askNextWave', () => aDayAndAnotherHouse()],
  ['listDueClocks', () => moved()],
  ['listDay', () => moved()],
  ['makeOutsideLink', () => aPartyOutside()],
  ['passListOffer', () => offeredFromTheList()],
  ['answerMiss', () => reportedLongAgo()],
  ['endAdoption', async () => ({ params: { adoptionId: await ownId('adoption') }, body: { fromDate: '2027-06-01' } })],
  ['withdrawAreaFact', async () => ({ params: { ...AREA, areaFactId: await ownId('public_fact') } })],
  ['withdrawRelease', () => released()],
  ['releaseNorm', () => aYearOfANorm()],
  ...(['answerAbsence', 'assignStandIn', 'endAbsence'] as const).map(
    (operation) => [operation, () => anAbsence(operation)] as const,
  ),
  ...(['statePosition', 'takeDisputeStep', 'settleDispute'] as const).map(
    (operation) => [operation, () => aDispute(operation)] as const,
  ),
  ...(['readHitPoints', 'makeStatement', 'recordAttendance', 'closeTable', 'correctMinutes'] as const).map(
    (operation) => [operation, () => aTableToday(operation)] as const,
  ),
]
/** A bed that the house holds now, as the clock of the waiting list offers one. */
const offeredFromTheList = async (): Promise<Special> => {
  await admin.query(
    `update care.place_offer set answer = 'yes', offered_from_list_at = $2, held_first_at = $2, bed_held_until = $2::timestamptz + interval '1 hour' where id = $1`,
    [scene.offerId, house.clock.now()],
  )
  return { params: { placeRequestId: scene.placeRequestId }, body: { offerId: scene.offerId, reason: 'she-says-no' } }
}
const reportedLongAgo = async (): Promise<Special> => {
  const answer = await (await house.as(hanna)).post(`/v1/dossiers/${scene.dossierId}/money-steps`, {
    ...{ step: 'wmo-shelter', act: 'began', happenedDate: '2026-09-01' },
  })
  expect(answer.status, answer.text).toBe(201)
  return { body: { normId: 'N10', triggeredDate: '2026-09-01', cause: 'no-place' } }
}
const ownId = async (table: 'adoption' | 'public_fact'): Promise<string> => {
  const { rows } = await admin.query<{ id: string }>(
    `select id from agreement.${table} where organisation_id = $1 limit 1`,
    [hanna.organisation],
  )
  return rows[0]?.id ?? ''
}
const released = async (): Promise<Special> => {
  const releaseId = randomUUID()
  await admin.query(
    `insert into picture.release (id, released_at, released_by, settings, numbers) values ($1, $2, $3, '{}', '{}')`,
    [releaseId, house.clock.now(), cast.analyst.actor],
  )
  return { params: { releaseId }, body: { reason: 'replaced' } }
}
/** What was counted of a norm in a year that is closed. */
const aYearOfANorm = async (): Promise<Special> => {
  await admin.query(
    `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, turn, counted_at)
     values (gen_random_uuid(), $1, gen_random_uuid(), 'N32', 1, '2025-05-10', 'kept', 1, '2025-06-01')`,
    [hanna.organisation],
  )
  return { body: { norm: 'N32', year: 2025 } }
}
/** A party without an account to which she said yes, without a link as yet; the handover inside is over. */
const aPartyOutside = async (): Promise<Special> => {
  const caller = await house.as(hanna)
  const over = await caller.post(`/v1/handovers/${scene.handoverId}/withdrawals`, { reason: 'mistake' })
  expect(over.status, over.text).toBe(200)
  const named = await caller.post(`/v1/dossiers/${scene.dossierId}/outside-handovers`, OUTSIDE_PARTY)
  expect(named.status, named.text).toBe(201)
  const { outsideHandoverId } = named.body as { outsideHandoverId: string }
  const said = await caller.post(`/v1/dossiers/${scene.dossierId}/consents`, {
    ...{ chapter: 'contact', partnerId: outsideHandoverId, purpose: 'D26', answer: 'given', language: 'zh' },
    ...{ present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.', givenDate: castDay },
  })
  expect(said.status, said.text).toBe(201)
  return { params: { outsideHandoverId } }
}
/** Days of a colleague, or of who asks: planted, for who is away and who stands in are two. */
const anAbsence = async (operation: string): Promise<Special> => {
  const asker = relations.asker('care-coordinator', 'own', 'absence')
  const [hers, colleague] = [cast.coordinatorZaanstad.actor, cast.colleagueZaanstad.actor]
  const [away, stage, standIn] =
    operation === 'endAbsence'
      ? [asker.actor, 'open', null]
      : operation === 'answerAbsence'
        ? [hers, 'asked', asker.actor]
        : [hers, 'open', null]
  const absenceId = randomUUID()
  await admin.query(
    `insert into task.absence values ($1, $2, 'care-coordinator', $3, '2027-10-01', '2027-10-02', $4, $5, $6, $6)`,
    [absenceId, hanna.organisation, away, stage, standIn, house.clock.now()],
  )
  const body = operation === 'assignStandIn' ? { standInId: colleague } : { answer: 'accepted' }
  return { params: { absenceId }, ...(operation === 'endAbsence' ? {} : { body }) }
}
const planted: string[] = []
/** A question that was refused: planted, for whoever answers it is another house. */
const aDispute = async (operation: string): Promise<Special> => {
  const id = randomUUID()
  const payer = castOrganisations.municipalityLandsmeer
  const today = house.clock.now().toISOString().slice(0, 10)
  await admin.query(
    `insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at, answer, answer_ground, answered_at)
     values ($1, $2, $3, $4, $5, $6, 'refuses', 'other-law', $6)`,
    [id, hanna.organisation, payer, scene.dossierId, scene.verdictId, house.clock.now()],
  )
  const days = [{ partyOrganisationId: payer, fromDate: today, untilDate: today }]
  const bodies: Readonly<Record<string, Record<string, unknown>>> = {
    statePosition: { holdsOrganisationId: payer, ground: 'found-there' },
    takeDisputeStep: { step: 'contact-persons' },
    settleDispute: { decidedDate: today, carriedBy: days, paysBy: days },
  }
  return { params: { payerRequestId: id }, body: bodies[operation] ?? {} }
}
/** A table that is held today, where the own house sits and nobody of the police; closed for what comes after closing. */
const aTableToday = async (operation: string): Promise<Special> => {
  const caller = await house.as(hanna)
  const heldDate = house.clock.now().toISOString().slice(0, 10)
  const planned = await caller.post(`/v1/dossiers/${scene.dossierId}/tables`, {
    ...{ heldDate, wish: 'Slapen.', seats: [{ kind: 'care-coordinator', partyId: hanna.organisation }] },
  })
  const { tableId, seats } = planned.body as { tableId: string; seats: { seatId: string; kind: string }[] }
  const nobody = { attendance: 'nobody-asked', follower: 'organiser', followsDate: heldDate }
  const own = seats.find(({ kind }) => kind === 'care-coordinator')?.seatId ?? ''
  const said = async (seatId: string): Promise<void> => {
    const answer = await caller.post(
      `/v1/seats/${seatId}/attendances`,
      seatId === own ? { attendance: 'attended' } : nobody,
    )
    expect(answer.status, answer.text).toBe(200)
  }
  if (['closeTable', 'correctMinutes'].includes(operation)) for (const { seatId } of seats) await said(seatId)
  if (operation === 'correctMinutes') {
    const closed = await caller.post(`/v1/tables/${tableId}/closings`, {})
    expect(closed.status, closed.text).toBe(200)
  }
  return {
    params: { tableId, seatId: own },
    ...(operation === 'recordAttendance' ? { body: { attendance: 'attended' } } : {}),
    ...(operation === 'makeStatement' ? { body: { statements: ['can-be-called'] } } : {}),
  }
}
const offerAnswered = async (): Promise<undefined> => {
  const haven = await house.as(cast.shelterWorkerHaven)
  const answer = await haven.post(`/v1/place-offers/${scene.offerId}/answers`, {
    answer: 'yes',
    placeId: scene.placeId,
  })
  expect(answer.status, answer.text).toBeLessThan(300)
}
const logSealed = async (): Promise<undefined> => {
  await sealOnce(house.platform.databases.sealer, house.system.logSigner, house.clock.now())
}
const yesForTheTownHall = async (): Promise<Special> => {
  const { path, body } = {
    path: `/v1/dossiers/${scene.dossierId}/consents`,
    body: {
      ...TALK,
      chapter: 'identity',
      partnerId: castOrganisations.municipalityZaanstad,
      purpose: 'D20',
      answer: 'given',
    },
  }
  const said = await (await house.as(hanna)).post(path, { ...body, givenDate: castDay })
  expect(said.status, said.text).toBe(201)
  return { params: { kind: 'wmo-report' } }
}
const TALK = { language: 'zh', present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.' }
// The first wave is over, and another house has a bed for the next one.
const aDayAndAnotherHouse = async (): Promise<undefined> => {
  const { token } = relations.asker('shelter-worker', 'other-region', '')
  const answer = await house.http.inject({
    ...{ method: 'POST', url: '/v1/places', headers: { authorization: `Bearer ${token}` } },
    payload: { kind: 'men', suits: ['man'], regionCode: 'VR15', bedsFree: 1 },
  })
  expect(answer.statusCode, answer.payload).toBe(201)
  house.clock.advance({ days: 2 })
}
// A move starts the clock of the handover (norm N32).
const moved = async (): Promise<undefined> => {
  const path = `/v1/dossiers/${scene.dossierId}/moves`
  const answer = await (await house.as(hanna)).post(path, { toMunicipalityCode: 'GM0772' })
  expect(answer.status, answer.text).toBeLessThan(300)
}
const lookedUnusually = async (): Promise<Special> => {
  const { actor, organisation } = hanna
  const files = Array.from({ length: 9 }, () => randomUUID())
  planted.push(...files)
  const look = (subject: string, daysAgo: number) =>
    admin.query(
      `with asked as (
         insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, operation, outcome, duration_ms)
         values (gen_random_uuid(), $1, $2, $3, 'care-coordinator', 'care', 'W01', 'readDossier', 'done', 1) returning trace_id)
       insert into audit.processing (id, trace_id, at, organisation_id, function, plane, purpose, act, subject)
       select gen_random_uuid(), trace_id, $1, $2, 'care-coordinator', 'care', 'W01', 'read-dossier', $4 from asked`,
      [new Date(house.clock.now().getTime() - daysAgo * 86_400_000), organisation, actor, subject],
    )
  for (let day = 3; day < 15; day += 1) await look(files[0] ?? '', day)
  for (const file of files) await look(file, 1)
  const { body } = await (await house.as(privacyOfficerZaanstad)).get('/v1/unusual-looks')
  const { unusualLooks } = body as { unusualLooks: { finding: string; pattern: string }[] }
  const finding = unusualLooks.find(({ pattern }) => pattern === 'many-files')?.finding
  return { body: { finding, outcome: 'explained' } }
}

/** Makes the subject itself, which is gone with the act. */
const MAKES = ['recordSignal', 'openDossier']
const wrongIn = (operation: string, told: readonly Told[], known: ReadonlySet<string>): readonly string[] => {
  const answered = told.flatMap((each) => (each.refused === undefined ? [each] : []))
  const acts = [...new Set(answered.flatMap((each) => each.acts))].sort().join(' ')
  const expected = (ABOUT[operation] ?? []).join(' ')
  const made = MAKES.includes(operation)
  const strange = made ? [] : answered.flatMap(({ subjects }) => subjects.filter((each) => !known.has(each)))
  return [
    ...(answered.length === 0 ? [`${operation}: nobody is answered (${told.map((each) => each.refused)})`] : []),
    ...(answered.length > 0 && acts !== expected
      ? [`${operation}: ${acts || 'nothing'}, not ${expected || 'nothing'}`]
      : []),
    ...(strange.length > 0 ? [`${operation}: ${strange.length} that are nobody`] : []),
  ]
}
const knownSubjects = async (): Promise<ReadonlySet<string>> => {
  const { rows } = await admin.query<{ id: string }>(
    'select id from signal.signal union select id from dossier.dossier',
  )
  return new Set([...rows.map(({ id }) => id), ...planted])
}

test('every route and page that is answered has its own act in the log, of a person who is there, and what is about nobody has none', async () => {
  const wrong: string[] = []
  const known = await knownSubjects()
  const later = new Map(LATER)
  for (const page of house.system.pages)
    if ('handle' in page)
      wrong.push(...wrongIn(pageName(page.operationId), [await askPage(house, relations, page)], known))
  for (const route of acting().filter(({ operationId }) => !later.has(operationId)))
    wrong.push(
      ...wrongIn(route.operationId, await askActs(house, relations, route, specialOf(route.operationId)), known),
    )
  for (const [operation, before] of LATER) {
    const route = acting().find(({ operationId }) => operationId === operation)
    const special = await before()
    if (route) wrong.push(...wrongIn(operation, await askActs(house, relations, route, special), await knownSubjects()))
  }
  expect(wrong).toEqual([])
}, 240_000)

test('as many requests as there are rows, one for each, of the right person and on every route, also when eight act at once [V16.2.1]', async () => {
  const before = await countRows()
  const expected = new Map<string, number>()
  const asked = new Set<string>()
  let unreadable = 0
  const note = (member: CastMember, operation: string, answer: Answer): void => {
    // What the edge cannot read is no act: it reached nobody's data, and says nothing that could be logged.
    if (answer.status === 400 && 'invalid' in (answer.body as object)) {
      unreadable += 1
      return
    }
    const outcome = answer.status < 300 ? 'done ' : `refused ${codeOf(answer)}`
    const row = `${member.actor} ${operation} ${outcome}`
    expected.set(row, (expected.get(row) ?? 0) + 1)
  }
  const stream = async (number: number): Promise<void> => {
    const random = randomFrom(77 + number)
    const member = MEMBERS[number % MEMBERS.length] ?? hanna
    const caller = await house.as(member)
    const mine = acting().filter(
      ({ access }) => access.kind === 'signed-in' && access.functions.includes(member.function),
    )
    for (let sent = 0; sent < REQUESTS / STREAMS; sent += 1) {
      const route = random.pick(random.chance(0.9) ? mine : acting())
      asked.add(route.operationId)
      note(member, route.operationId, await ask(caller, route, random.chance(0.6) ? idsOf(relations) : strangers))
    }
  }
  await Promise.all(Array.from({ length: STREAMS }, (_, number) => stream(number)))
  const written = await countRows()
  for (const [row, count] of before) written.set(row, (written.get(row) ?? 0) - count)
  const seen = new Map([...written].filter(([, count]) => count !== 0))
  expect(Object.fromEntries([...seen].sort())).toEqual(Object.fromEntries([...expected].sort()))
  expect([...expected.values()].reduce((sum, count) => sum + count, unreadable)).toBe(REQUESTS)
  expect(unreadable).toBeLessThan(REQUESTS / 10)
  // Both what was answered and what was refused is among them.
  expect([...expected.keys()].some((row) => row.includes(' refused '))).toBe(true)
  expect([...expected.keys()].some((row) => row.endsWith(' done '))).toBe(true)
  const done = new Set([...expected.keys()].flatMap((row) => / (\w+) done $/.exec(row)?.[1] ?? []))
  console.log(
    `${REQUESTS} requests in ${STREAMS} streams on ${asked.size} of ${acting().length} routes, ${done.size} of them answered: none missing, none too many`,
  )
  expect(await strayActs()).toEqual([])
}, 900_000)

const codeOf = ({ body }: Answer): string => String((body as { code?: string } | undefined)?.code ?? '')
const countRows = async (): Promise<Map<string, number>> => {
  const { rows } = await admin.query<{ row: string; count: string }>(
    `select concat_ws(' ', actor_id, operation, outcome, coalesce(refusal_code, '')) as row, count(*) as count
     from audit.request where actor_id is not null group by 1`,
  )
  return new Map(rows.map(({ row, count }) => [row, Number(count)]))
}
/** Rows of persons that belong to no request that was done, or to one of another house. */
const strayActs = async (): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ act: string }>(
    `select distinct p.act from audit.processing p left join audit.request r on r.trace_id = p.trace_id
     where r.outcome is distinct from 'done' or r.organisation_id <> p.organisation_id`,
  )
  return rows.map(({ act }) => act)
}

type Planned = { readonly kind: 'reads' | 'refused' | 'asks'; readonly waits: number; readonly persons: number }
const planned: fc.Arbitrary<Planned> = fc.record({
  kind: fc.constantFrom('reads', 'reads', 'asks', 'refused'),
  waits: fc.nat(6),
  persons: fc.nat(2),
})
const KILLS = "pid <> pg_backend_pid() and usename = 'samenhang_worker' and datname = current_database()"
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Acts as somebody who reads; gives what came of it, or nothing when the act was broken off. */
const actOut = async (trace: TraceId, { kind, waits, persons }: Planned) =>
  house.system.acts
    .run({ claim: { ...hanna, purpose: 'W01' }, operation: 'readDossier', trace }, async (work) => {
      await work.trx.selectFrom('signal.signal').select('id').limit(1).execute()
      for (let person = 0; person < persons; person += 1) work.concerns(randomUUID(), 'read-dossier', ['health'])
      await pause(waits)
      if (kind === 'asks') await work.trx.selectFrom('dossier.dossier').select('id').limit(1).execute()
      return kind === 'refused' ? refuse('not-found') : accept(persons)
    })
    .then(
      (answer) => ({ trace, outcome: answer.ok ? 'done' : 'refused', persons: answer.ok ? persons : 0 }),
      () => undefined,
    )

test('nobody is answered without a row, however acts are mixed and whichever connection breaks at whatever moment', async () => {
  let [answered, broken] = [0, 0]
  await fc.assert(
    fc.asyncProperty(
      fc.array(planned, { minLength: 4, maxLength: 24 }),
      fc.array(fc.nat(12), { maxLength: 4 }),
      async (plans, kills) => {
        const acts = plans.map((each) => actOut(asId<TraceId>(randomUUID()), each))
        for (const moment of kills) {
          await pause(moment)
          await admin.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where ${KILLS} order by random() limit 2`,
          )
        }
        const answers = (await Promise.all(acts)).flatMap((each) => each ?? [])
        const { rows } = await admin.query<{ trace: string; outcome: string; persons: number }>(
          `select r.trace_id as trace, r.outcome, (select count(*)::int from audit.processing p where p.trace_id = r.trace_id) as persons
           from audit.request r where r.trace_id = any ($1)`,
          [answers.map(({ trace }) => trace)],
        )
        const byTrace = <T extends { readonly trace: string }>(all: readonly T[]) =>
          [...all].sort((a, b) => (a.trace < b.trace ? -1 : 1))
        expect(byTrace(rows)).toEqual(byTrace(answers))
        answered += answers.length
        broken += plans.length - answers.length
      },
    ),
    { numRuns: Number(process.env['SAMENHANG_RUNS'] ?? 40) },
  )
  // Both happened: acts that were answered, and acts that a broken connection ended.
  expect(answered).toBeGreaterThan(100)
  expect(broken).toBeGreaterThan(5)
}, 300_000)
