/** From need to start every hour has a cause; who waits has a turn; a bed that comes free goes to the first that it fits; and figures of closed quarters. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { accept } from '../kernel/index.ts'
import { gapCounts } from '../responsibility/named-gap.store.ts'
import type { MatchWord } from './needs.ts'
import { offerFreeBeds } from './waiting.store.ts'
import { turnFor, type Waiter } from './waiting-order.ts'

let house: TestSystem
let admin: pg.Client
let hanna: Caller
let nadia: Caller
let analyst: Caller
const { careZaanstad, careEindhoven, municipalityZaanstad } = castOrganisations

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})
/** A session ends by itself: time that passes is followed by signing in. */
const later = async (by: Parameters<TestSystem['clock']['advance']>[0]): Promise<void> => {
  house.clock.advance(by)
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  analyst = await house.as(cast.analyst)
}
beforeEach(async () => {
  await later({ minutes: 1 })
  for (const table of [
    'lost_time',
    'waiting_pass',
    'waiting',
    'place_offer',
    'place_request',
    'place',
    'wait_correction',
    'wait',
  ])
    await admin.query(`delete from care.${table}`)
})

const idOf = ({ body }: Answer): string => String((body as { id: string }).id)
const codeOf = ({ body }: Answer): string => String((body as { code: string }).code)
const aDossier = async (holder: string = careZaanstad): Promise<string> => {
  const id = randomUUID()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')`,
    [id, holder, house.clock.now()],
  )
  return id
}
const asked = (wanted: readonly string[] = ['man'], regionsAvoided: readonly string[] = []) => ({
  wanted,
  regionsAvoided,
})
const joins = async (urgency: string, what: object = asked(), dossier?: string) => {
  const of = dossier ?? (await aDossier())
  const answer = await hanna.post(`/v1/dossiers/${of}/waiting-entries`, { urgency, asked: what })
  expect(answer.status).toBe(201)
  house.clock.advance({ minutes: 1 })
  return of
}
const aBed = async (suits: readonly string[] = ['man'], regionCode = 'VR11'): Promise<string> =>
  idOf(await nadia.post('/v1/places', { kind: 'men', suits, regionCode, bedsFree: 1 }))
const offer = () => offerFreeBeds(house.platform.databases.courier, house.clock.now())
type Offered = { id: string; fromList?: boolean; heldUntil?: string; abilities: string[] }
type Request = {
  id: string
  offers: Offered[]
  waiting?: { position: number; ahead: object; passes: { reason: { code: string } }[]; urgency: { nl: string } }
}
const requestOf = async (dossier: string, caller = hanna): Promise<Request> => {
  const { body } = await caller.get(`/v1/dossiers/${dossier}/place-requests`)
  const [request] = (body as { placeRequests: Request[] }).placeRequests
  if (!request) throw new Error('nothing was asked')
  return request
}
const passesOf = async (dossier: string) => (await requestOf(dossier)).waiting?.passes.map(({ reason }) => reason.code)

test('P19 the most urgent is first and then who waits longest; whoever is passed over reads why, and no house hears who it is', async () => {
  const elsewhere = await joins('bed-ends')
  const secured = await joins('unsafe-tonight', asked(['man', 'step-free']))
  await joins('unsafe-tonight', asked(['woman']))
  const avoids = await joins('no-bed-tonight', asked(['man'], ['VR11']))
  const first = await joins('no-bed-tonight')
  // Needed and not only wanted: what a house is told stays coarse.
  await admin.query(`update care.waiting set must = '{man,step-free}' where dossier_id = $1`, [secured])
  expect((await requestOf(first)).waiting).toMatchObject({ position: 3, ahead: { moreUrgent: 1, longer: 1 } })
  expect((await requestOf(elsewhere)).waiting).toMatchObject({ position: 4, ahead: { moreUrgent: 3, longer: 0 } })

  await aBed()
  expect(await offer()).toBe(1)
  expect(await offer()).toBe(0)
  const [bed] = (await requestOf(first)).offers
  expect(bed).toMatchObject({ fromList: true, abilities: ['award-place', 'pass-list-offer'] })
  expect((await requestOf(elsewhere)).offers).toEqual([])
  expect(await passesOf(secured)).toEqual(['lacks-what-must'])
  expect(await passesOf(avoids)).toEqual(['in-avoided-area'])
  const received = await nadia.get('/v1/place-offers')
  expect(received.body).toMatchObject({ placeOffers: [{ fromList: true, abilities: ['decline-list-offer'] }] })
  for (const hidden of [first, careZaanstad, 'no-bed-tonight']) expect(received.text).not.toContain(hidden)
})

test('P22 a bed of the list that is not taken in time, not wanted or refused by its house goes to the next, and the turn stays', async () => {
  const [one, two, three] = [await joins('unsafe-tonight'), await joins('no-bed-tonight'), await joins('bed-ends')]
  await aBed()
  await offer()
  await later({ hours: 5 })
  expect(await offer()).toBe(1)
  expect(await passesOf(one)).toEqual(expect.arrayContaining(['not-answered-in-time']))
  const second = await requestOf(two)
  const pass = (reason: string) =>
    hanna.post(`/v1/place-requests/${second.id}/passes`, { offerId: second.offers[0]?.id, reason })
  expect((await pass('not-nice')).status).toBe(400)
  expect((await pass('not-safe-there')).status).toBe(201)
  expect(codeOf(await pass('not-safe-there'))).toBe('bed-not-held')
  expect((await requestOf(two)).waiting).toMatchObject({ position: 2 })
  expect(await offer()).toBe(1)
  const third = (await requestOf(three)).offers[0]?.id ?? ''
  expect(
    codeOf(await nadia.post(`/v1/place-offers/${third}/answers`, { answer: 'yes', placeId: await aBed(['woman']) })),
  ).toBe('bed-held-already')
  expect((await nadia.post(`/v1/place-offers/${third}/answers`, { answer: 'no', reason: 'no-staff' })).status).toBe(201)
  expect(await passesOf(three)).toContain('house-no-staff')
  // Everybody was asked by this house within the week: the bed stays free for who asks.
  expect(await offer()).toBe(0)
  await later({ days: 8 })
  expect(await offer()).toBe(1)
  expect((await requestOf(one)).offers[0]).toMatchObject({ fromList: true })
})

test('the last bed of the list goes to exactly one, however many clocks turn at once, and what she takes ends her waiting', async () => {
  const dossiers = [await joins('unsafe-tonight'), await joins('unsafe-tonight'), await joins('unsafe-tonight')]
  await aBed()
  const made = await Promise.all(Array.from({ length: 12 }, () => offer()))
  expect(made.reduce((sum, each) => sum + each, 0)).toBe(1)
  const request = await requestOf(dossiers[0] ?? '')
  expect((await hanna.post(`/v1/place-requests/${request.id}/awards`, { offerId: request.offers[0]?.id })).status).toBe(
    201,
  )
  expect((await requestOf(dossiers[1] ?? '')).waiting).toMatchObject({ position: 1 })
  expect((await requestOf(dossiers[0] ?? '')).waiting).toBeUndefined()
})

test('the order of the database is the order of the rules, for lists that chance makes', async () => {
  let state = 7
  const chance = (of: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >> 8) % of
  }
  const place = await aBed(['man', 'step-free'])
  for (let round = 0; round < 15; round += 1) {
    for (const table of ['waiting_pass', 'waiting', 'place_offer', 'place_request'])
      await admin.query(`delete from care.${table}`)
    const waiters: Waiter[] = Array.from({ length: 8 }, () => ({
      ...{ id: randomUUID(), rank: 1 + chance(3), since: new Date(house.clock.now().getTime() - chance(4) * 60_000) },
      must: (['man', 'step-free', 'secured'] as const satisfies readonly MatchWord[]).slice(0, 1 + chance(3)),
      ...{ avoids: chance(3) === 0, holdsBed: false, askedLately: false, unsafeThere: false },
    }))
    for (const each of waiters) {
      const [request, dossier] = [randomUUID(), await aDossier()]
      await admin.query(
        `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, '{man}', $4, 'asking', $5)`,
        [request, careZaanstad, dossier, each.avoids ? ['VR12'] : [], each.since],
      )
      await admin.query(
        `insert into care.waiting (id, organisation_id, dossier_id, request_id, profile, urgency, rank, must, since) values ($1, $2, $3, $4, 'man', 'x', $5, $6, $7)`,
        [each.id, careZaanstad, dossier, request, each.rank, each.must, each.since],
      )
    }
    const turn = turnFor(waiters, ['man', 'step-free'])
    await offer()
    const { rows } = await admin.query<{ id: string }>(
      'select w.id from care.waiting w join care.place_offer o on o.request_id = w.request_id where o.place_id = $1',
      [place],
    )
    expect(rows.map(({ id }) => id)).toEqual(turn ? [turn.first.id] : [])
    const passed = await admin.query<{ id: string; reason: string }>(
      'select waiting_id as id, reason from care.waiting_pass',
    )
    const inOrder = (list: readonly { id: string; reason: string }[]) =>
      list.map(({ id, reason }) => `${id} ${reason}`).toSorted()
    expect(inOrder(passed.rows)).toEqual(inOrder(turn?.passed ?? []))
  }
})

test('who stands on the list says anew how urgent it is and keeps since when; a question without words or group is refused', async () => {
  const dossier = await joins('wrong-place')
  const before = (await requestOf(dossier)).waiting
  await joins('unsafe-tonight', asked(), dossier)
  expect((await requestOf(dossier)).waiting).toMatchObject({ urgency: { nl: 'niet veilig waar zij of hij nu is' } })
  expect({ ...(await requestOf(dossier)).waiting, urgency: 0 }).toEqual({ ...before, urgency: 0 })
  const other = await aDossier()
  const join = (body: object, of = other) => hanna.post(`/v1/dossiers/${of}/waiting-entries`, body)
  expect(codeOf(await join({ urgency: 'unsafe-tonight' }))).toBe('waiting-needs-words')
  expect(codeOf(await join({ urgency: 'unsafe-tonight', asked: asked(['secured']) }))).toBe('waiting-needs-profile')
  expect((await join({ urgency: 'because-i-say-so', asked: asked() })).status).toBe(400)
  expect((await join({ urgency: 'unsafe-tonight', asked: asked() }, await aDossier(careEindhoven))).status).toBe(404)
})

type Need = {
  id: string
  hours: number
  pieces: { cause: { code: string }; hours: number; derivedCause?: { code: string } }[]
}
const needsOf = async (dossier: string): Promise<readonly Need[]> =>
  ((await hanna.get(`/v1/dossiers/${dossier}/waits`)).body as { needs: Need[] }).needs
const short = (need: Need | undefined) => need?.pieces.map(({ cause, hours }) => [cause.code, hours])

/** A need of so many hours for a place, so many for a payer, and so many that nobody explains; gives dossier and need. */
const aNeed = async ([place, money, unknown]: readonly [number, number, number]) => {
  const dossier = await aDossier()
  const need = idOf(await hanna.post(`/v1/dossiers/${dossier}/shelter-needs`))
  await joins('no-bed-tonight', asked(), dossier)
  await later({ hours: place })
  await aBed()
  await offer()
  const { id, offers } = await requestOf(dossier)
  const paid = idOf(
    await hanna.post(`/v1/dossiers/${dossier}/waits`, { cause: 'money', partyOrganisationId: municipalityZaanstad }),
  )
  await later({ hours: money })
  await hanna.post(`/v1/waits/${paid}/ends`)
  await later({ hours: unknown })
  expect((await hanna.post(`/v1/place-requests/${id}/awards`, { offerId: offers[0]?.id })).status).toBe(201)
  return { dossier, need }
}

test('every hour from the need to the bed has a cause or is said to have none, and people say afterwards what it was', async () => {
  const { dossier, need } = await aNeed([6, 2, 1])
  const [read] = await needsOf(dossier)
  expect(short(read)).toEqual([
    ['no-place', 6],
    ['money', 2],
    ['unknown', 1],
  ])
  const correct = (body: object) =>
    hanna.post(`/v1/waits/${need}/corrections`, { about: 'unknown', cause: 'transport', ...body })
  expect(codeOf(await correct({}))).toBe('correction-needs-reason')
  expect((await correct({ reason: 'party-told-so' })).status).toBe(201)
  expect(codeOf(await correct({ reason: 'party-told-so' }))).toBe('correction-changes-nothing')
  expect((await needsOf(dossier))[0]?.pieces.at(-1)).toMatchObject({
    ...{ cause: { code: 'transport' }, derivedCause: { code: 'unknown' }, hours: 1 },
  })
  const { rows } = await admin.query<{ cause: string; minutes: number }>(
    `select cause, minutes from care.lost_time where turn = 2 order by cause`,
  )
  expect(rows.map(({ cause }) => cause)).toEqual(['money', 'no-place', 'transport'])
})

type Figures = {
  lostByProvider: { cause: { code: string }; withheld: boolean; persons?: number }[]
  quarters: string[]
}
const figures = async (quarter?: string): Promise<Answer> =>
  analyst.get(`/v1/waiting-figures${quarter ? `?quarter=${quarter}` : ''}`)

test('P20 figures are of closed quarters and of five persons or more, for who counts alone, and a correction after the close moves nothing', async () => {
  const needs = []
  for (let person = 0; person < 5; person += 1) needs.push(await aNeed([30, 20 + person, 0]))
  await aNeed([30, 0, 50])
  expect((await figures()).body).toMatchObject({ lostByProvider: [] })
  const open = String((await admin.query('select max(quarter) as q from care.lost_time')).rows[0].q)
  expect(codeOf(await figures(open))).toBe('quarter-not-closed')
  await later({ days: 110 })
  const closed = await figures(open)
  const { lostByProvider } = closed.body as Figures
  expect(lostByProvider.map(({ cause, withheld, persons }) => [cause.code, withheld, persons])).toEqual([
    ['money', false, 5],
    ['no-place', false, 5],
    ['unknown', true, undefined],
  ])
  expect(closed.body).toMatchObject({ unmetNeeds: [{ profile: { code: 'man' }, persons: 5 }], replies: [] })
  await hanna.post(`/v1/waits/${needs[0]?.need}/corrections`, { cause: 'papers', reason: 'other-cause' })
  expect({ ...((await figures(open)).body as object), instance: '' }).toEqual({
    ...(closed.body as object),
    instance: '',
  })
  for (const member of [cast.coordinatorZaanstad, cast.shelterWorkerHaven, cast.contactDeskOfficer])
    expect((await (await house.as(member)).get('/v1/waiting-figures')).status, member.key).toBe(403)
})

test('a house reads how long it took to answer, exactly; a second answer does not make it faster', async () => {
  await aBed()
  for (let turn = 1; turn <= 6; turn += 1) {
    const dossier = await aDossier()
    await hanna.post(`/v1/dossiers/${dossier}/place-requests`, asked())
    await later({ hours: turn })
    const { placeOffers } = (await nadia.get('/v1/place-offers')).body as { placeOffers: { id: string }[] }
    const no = () => nadia.post(`/v1/place-offers/${placeOffers[0]?.id}/answers`, { answer: 'no', reason: 'no-staff' })
    expect((await no()).status).toBe(201)
    await later({ hours: 9 })
    expect((await no()).status).toBe(201)
  }
  await later({ days: 110 })
  expect((await nadia.get('/v1/own-replies')).body).toMatchObject({
    quarters: [{ asked: 6, unanswered: 0, medianHours: 3.5, hours: { low: 1, high: 6 } }],
  })
})

test('a gap that verdicts fall into is counted for the national desk, in fives and without a case', async () => {
  const child = { age: 'minor', unaccompanied: 'no', needYouthCare: 'no', needShelter: 'yes', residence: 'NL' }
  for (let person = 0; person < 6; person += 1)
    await hanna.post(`/v1/dossiers/${await aDossier()}/verdicts`, { facts: child, shelterKind: 'women-shelter' })
  await hanna.post(`/v1/dossiers/${await aDossier()}/verdicts`, {
    facts: { ...child, wantsReturn: 'yes', residence: '8i', needHousing: 'yes' },
    shelterKind: 'women-shelter',
  })
  await later({ days: 110 })
  const desk = await house.as(cast.contactDeskOfficer)
  const read = await desk.get('/v1/named-gaps')
  const { gaps } = read.body as { gaps: { gap: { code: string }; persons: number | null }[] }
  expect(gaps.find(({ gap }) => gap.code === 'G01')?.persons).toBe(5)
  expect(
    gaps.filter(({ persons }) => persons === null).length + gaps.filter(({ persons }) => persons === 5).length,
  ).toBe(gaps.length)
  expect((await hanna.get('/v1/named-gaps')).status).toBe(403)
  // An analyst counts gaps for the state of the agreements (D28), and reads nothing of them in an act for another purpose.
  const { quarter } = read.body as { quarter: string }
  const { actor, organisation, plane, function: role } = cast.analyst
  const countFor = (purpose: string, operation: string) =>
    house.system.acts.run({ claim: { actor, organisation, plane, function: role, purpose }, operation }, async (work) =>
      accept((await gapCounts(work, quarter)).length),
    )
  expect(await countFor('D28', 'readNamedGaps')).toMatchObject({
    ok: true,
    value: expect.toSatisfy((n: number) => n > 0),
  })
  expect(await countFor('W04', 'readNormFigures')).toEqual({ ok: true, value: 0 })
})
