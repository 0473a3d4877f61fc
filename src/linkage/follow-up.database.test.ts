/** Hits as work: closed when a ground ends, answered and answered again, decided by the contact desk, counted per month. */
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import {
  askAgain,
  askFor,
  bothFound,
  type HitSeen,
  hitsOf,
  round,
  secondProcess,
  withdraw,
} from '../../tests/support/look-ups.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { calibrationLines, readCalibration } from '../calibration.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, investigatorNoordHolland: police } = cast
const { contactDeskOfficer: desk, comenshaDesk: comensha } = cast

const rows = async <R extends pg.QueryResultRow>(query: string, values: readonly unknown[] = []): Promise<R[]> =>
  (await (await house.admin()).query<R>(query, [...values])).rows
const held = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(*)::int as n from matching.entry'))[0]?.n ?? -1
const onlyHit = async (member: Parameters<typeof hitsOf>[1]): Promise<HitSeen> => {
  const [hit, more] = await hitsOf(house, member)
  if (!hit || more) throw new Error('not one hit')
  return hit
}

// What is removed

test('a ground that is taken back takes the encoding out of the table and the memory of the matcher', async () => {
  const { matcher, courier } = await secondProcess(house)
  const known = await askFor(house, mirte)
  await courier.carry()
  expect([matcher.size(), await held()]).toEqual([1, 1])
  await withdraw(house, mirte, known)
  await courier.carry()
  expect([matcher.size(), await held()]).toEqual([0, 0])
  expect(await rows("select 1 from linkage.outbox where handle is not null and message <> ''")).toEqual([])
})

test('open hits that rest on it close for both houses at the same moment, and both read the same: that it is closed', async () => {
  const { one } = await bothFound(house, mirte, hanna)
  expect((await onlyHit(hanna)).callOrganisationId).toBe(castOrganisations.careEindhoven)
  await withdraw(house, mirte, one)
  await round(house)
  const [hers, theirs] = [await onlyHit(hanna), await onlyHit(mirte)]
  const { hitId: _a, signalId: _b, ...mine } = hers
  const { hitId: _c, signalId: _d, ...other } = theirs
  expect(mine).toEqual(other)
  expect(mine).toMatchObject({ closed: true, abilities: [] })
  expect(Object.keys(mine)).not.toContain('callOrganisationId')
  const answer = await (await house.as(hanna)).post(`/v1/hits/${hers.hitId}/contacts`, { outcome: 'same-person' })
  expect(answer.body).toMatchObject({ status: 409, code: 'hit-closed' })
  const [{ moments } = { moments: 0 }] = await rows<{ moments: number }>(
    'select count(distinct closed_at)::int as moments from linkage.hit',
  )
  expect(moments).toBe(1)
})

test('no column that a house can read says whose ground ended or why', async () => {
  const { one } = await bothFound(house, mirte, hanna)
  await withdraw(house, mirte, one)
  await round(house)
  const [seen] = await rows<{ line: string }>(
    'select to_jsonb(h)::text as line from linkage.hit h where organisation_id = $1',
    [hanna.organisation],
  )
  expect(seen?.line).not.toContain(mirte.organisation)
  expect(seen?.line).not.toMatch(/withdraw|removed|consent|ground/)
})

test('while the matcher is down hits close all the same, and the encoding goes when it is back, after a restart too', async () => {
  let down = false
  const { matcher, courier } = await secondProcess(house, { down: () => down })
  const known = await askFor(house, mirte)
  await askFor(house, hanna)
  await courier.carry()
  down = true
  await withdraw(house, mirte, known)
  await courier.forget()
  await expect(courier.carry()).rejects.toThrow('down')
  expect((await onlyHit(hanna)).closed).toBe(true)
  expect([matcher.size(), await held()]).toEqual([2, 2])
  house = await house.restart()
  await round(house)
  expect(await held()).toBe(1)
  expect((await secondProcess(house)).matcher.size()).toBe(1)
})

test('two couriers at once: what is taken back at the moment it is carried does not stay', async () => {
  const [first, second] = [await secondProcess(house), await secondProcess(house)]
  for (let turn = 0; turn < 5; turn += 1) {
    const known = await askFor(house, mirte, {
      person: { fullName: `Verzonnen Paar ${turn}`, birthDate: '1990-01-02' },
    })
    const carried = Promise.all([first.courier.carry(), second.courier.carry()])
    await Promise.all([carried, withdraw(house, mirte, known)])
    await Promise.all([first.courier.forget(), second.courier.forget(), first.courier.carry(), second.courier.carry()])
  }
  expect(await held()).toBe(0)
  await first.matcher.refresh()
  await second.matcher.refresh()
  expect([first.matcher.size(), second.matcher.size()]).toEqual([0, 0])
})

test('a removal waits for the encoding that another courier is carrying at this moment, and does not overtake it', async () => {
  const [carriesNow, mayGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const before = async (message: string): Promise<void> => {
    if (!message.includes('encoded')) return
    carriesNow.resolve()
    await mayGo.promise
  }
  const [slow, quick] = [await secondProcess(house, { before }), await secondProcess(house)]
  const known = await askFor(house, mirte)
  const carrying = slow.courier.carry()
  await carriesNow.promise
  await withdraw(house, mirte, known)
  const removing = quick.courier.carry()
  await new Promise((resolve) => setTimeout(resolve, 400))
  mayGo.resolve()
  await Promise.all([carrying, removing])
  expect(await held()).toBe(0)
})

test('an encoding whose ground ended while it waited is not carried at all', async () => {
  const sent: string[] = []
  const { courier } = await secondProcess(house, { before: async (message) => void sent.push(message) })
  const known = await askFor(house, mirte)
  // As when the look-up was not finished yet while the ground was taken back: nobody found an entry to take out.
  await rows('update access.ground set withdrawn_at = now() where id = $1', [known.groundId])
  await courier.carry()
  expect([sent, await held()]).toEqual([[], 0])
  await courier.forget()
  await courier.carry()
  expect(await rows('select 1 from linkage.entry where removed_at is null or closed_at is null')).toEqual([])
  expect(
    await rows("select 1 from linkage.outbox where sent_at is null or (handle is not null and message <> '')"),
  ).toEqual([])
})

test('an entry that the matcher holds already goes too when the ground of its next look-up ended while that waited', async () => {
  const { matcher, courier } = await secondProcess(house)
  const known = await askFor(house, mirte)
  await courier.carry()
  const again = await askAgain(house, mirte, known.signalId)
  await rows('update access.ground set withdrawn_at = now() where id = $1', [again.groundId])
  await courier.carry()
  await courier.carry()
  expect([matcher.size(), await held()]).toEqual([0, 0])
})

test('a ground that runs out is found by the round of the courier on the day after, and not before', async () => {
  const known = await askFor(house, mirte, { ground: { validUntilDate: '2026-11-18' } })
  await askFor(house, hanna)
  await round(house)
  house.clock.advance({ days: 2 })
  await round(house)
  expect([await held(), (await onlyHit(hanna)).closed]).toEqual([2, false])
  house.clock.advance({ days: 1 })
  await round(house)
  expect([await held(), (await onlyHit(hanna)).closed]).toEqual([1, true])
  await askAgain(house, mirte, known.signalId)
  await round(house)
  expect([await held(), (await hitsOf(house, mirte)).length]).toEqual([2, 2])
})

test('a look-up with a new ground before the round keeps the entry: the old ground takes nothing with it', async () => {
  const known = await askFor(house, mirte)
  await askAgain(house, mirte, known.signalId)
  await withdraw(house, mirte, known)
  await round(house)
  expect(await held()).toBe(1)
})

// The list

const manyHits = async (count: number): Promise<void> => {
  await rows(
    `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, call_organisation_id, arrived_at, due_on, outcome)
     select gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), 'hit', 'direct', $2,
       timestamptz '2026-11-01 09:00Z' + (n / 3) * interval '1 minute', date '2026-11-03', case when n % 4 = 0 then 'cannot-say' end
     from generate_series(1, $3::int) n`,
    [hanna.organisation, mirte.organisation, count],
  )
}

test.each(['', 'first=open&'])('pages of hits with "%s" hold every hit once, newest first', async (first) => {
  await manyHits(47)
  const caller = await house.as(hanna)
  const seen: { hitId: string; arrivedAt: string; outcome?: string }[] = []
  let cursor = ''
  for (let page = 0; page < 20; page += 1) {
    const { body } = await caller.get(`/v1/hits?${first}limit=10${cursor}`)
    const answer = body as { hits: typeof seen; nextCursor?: string }
    seen.push(...answer.hits)
    if (answer.nextCursor === undefined) break
    cursor = `&cursor=${answer.nextCursor}`
  }
  expect(new Set(seen.map(({ hitId }) => hitId)).size).toBe(47)
  expect(seen).toHaveLength(47)
  const key = (hit: (typeof seen)[number]) => `${first && hit.outcome === undefined ? '1' : '0'}${hit.arrivedAt}`
  expect(seen.map(key)).toEqual(seen.map(key).sort().reverse())
})

test('reading hits takes as many queries for a hundred as for one', async () => {
  const caller = await house.as(hanna)
  const queriesOf = async (): Promise<number> => {
    await caller.get('/v1/hits?first=open&limit=100')
    const spy = vi.spyOn(pg.Client.prototype, 'query')
    await caller.get('/v1/hits?first=open&limit=100')
    const asked = spy.mock.calls.length
    spy.mockRestore()
    return asked
  }
  await manyHits(1)
  const few = await queriesOf()
  await manyHits(99)
  expect((await hitsOf(house, hanna)).length).toBe(100)
  expect(await queriesOf()).toBe(few)
  expect(few).toBeGreaterThan(2)
})

// What calls told

const answer = async (member: typeof hanna | typeof mirte, body: Readonly<Record<string, unknown>>) => {
  const { hitId } = await onlyHit(member)
  return (await house.as(member)).post(`/v1/hits/${hitId}/contacts`, body)
}
const unitsOf = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(distinct person_unit)::int as n from picture.report'))[0]?.n ?? -1
const clustersOf = async (): Promise<number> =>
  (await rows<{ n: number }>('select count(distinct cluster_id)::int as n from linkage.entry'))[0]?.n ?? -1

test('a second thought needs a reason, keeps what stood before, and splits what was joined on it', async () => {
  await bothFound(house, mirte, hanna)
  expect(await unitsOf()).toBe(2)
  for (const member of [hanna, mirte]) expect((await answer(member, { outcome: 'same-person' })).status).toBe(201)
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([1, 1])
  const again = { outcome: 'other-person' }
  expect((await answer(hanna, again)).body).toMatchObject({ code: 'hit-already-answered' })
  expect((await answer(hanna, { ...again, correctedBecause: 'learned-more' })).status).toBe(201)
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([0, 2])
  const { hitId } = await onlyHit(hanna)
  const { contacts } = (await (await house.as(hanna)).get(`/v1/hits/${hitId}/contacts`)).body as { contacts: unknown[] }
  expect(contacts).toMatchObject([
    { outcome: 'same-person', contactedDate: '2026-11-16' },
    { outcome: 'other-person', correctedBecause: 'learned-more' },
  ])
  const changes = await rows<{ because: string; joined: boolean }>(
    'select because, to_cluster is not null as joined from linkage.cluster_change order by to_cluster nulls last',
  )
  expect(changes.map(({ because, joined }) => `${because} ${joined}`)).toEqual([
    ...['confirmed true', 'confirmed true', 'corrected false', 'corrected false'],
  ])
  expect(await rows('select ended_because from linkage.joined_pair')).toEqual([{ ended_because: 'corrected' }])
  await answer(hanna, { outcome: 'same-person', correctedBecause: 'mistake' })
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([1, 1])
})

test('what was joined comes apart when one of the two takes the ground back', async () => {
  const { one } = await bothFound(house, mirte, hanna)
  for (const member of [hanna, mirte]) await answer(member, { outcome: 'same-person' })
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([1, 1])
  await withdraw(house, mirte, one)
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([0, 2])
  expect((await onlyHit(hanna)).outcome).toBe('same-person')
})

test('the day of a call lies between the hit and today; a reason for refusing goes with refusing', async () => {
  await bothFound(house, mirte, hanna)
  const codeOf = async (body: Readonly<Record<string, unknown>>) =>
    ((await answer(hanna, body)).body as { code?: string }).code
  expect(await codeOf({ outcome: 'same-person', contactedDate: '2026-11-17' })).toBe('contact-outside-hit')
  expect(await codeOf({ outcome: 'same-person', contactedDate: '2026-11-15' })).toBe('contact-outside-hit')
  expect(await codeOf({ outcome: 'same-person', refusedBecause: 'secrecy' })).toBe('reason-without-refusal')
  expect(await codeOf({ outcome: 'same-person', correctedBecause: 'mistake' })).toBe('nothing-to-correct')
  house.clock.advance({ days: 1 })
  const told = { outcome: 'refused', refusedBecause: 'secrecy', contactedDate: '2026-11-16' }
  expect((await answer(hanna, told)).status).toBe(201)
  expect(await onlyHit(hanna)).toMatchObject({ outcome: 'refused', contactedDate: '2026-11-16' })
})

test('a hit of another house can be answered, read and corrected by nobody', async () => {
  await bothFound(house, mirte, hanna)
  const { hitId } = await onlyHit(hanna)
  const stranger = await house.as(comensha)
  const body = { outcome: 'same-person' }
  expect((await stranger.post(`/v1/hits/${hitId}/contacts`, body)).status).toBe(404)
  expect((await stranger.get(`/v1/hits/${hitId}/contacts`)).status).toBe(404)
})

// The contact desk

type DeskSeen = {
  deskHitId: string
  stage: string
  overdue: boolean
  tenths?: number
  parties: {
    organisationId: string
    kind: string
    purpose?: { id: string }
    permissions: { purpose: string; callThrough: string; toConfirm: string[] }[]
  }[]
  decisions: { decision: string; because?: string }[]
  abilities: string[]
}
const deskHits = async (query = ''): Promise<DeskSeen[]> =>
  ((await (await house.as(desk)).get(`/v1/desk-hits${query}`)).body as { deskHits: DeskSeen[] }).deskHits
const onlyDeskHit = async (query = ''): Promise<DeskSeen> => {
  const [hit, more] = await deskHits(query)
  if (!hit || more) throw new Error('not one hit at the desk')
  return hit
}
const decide = async (body: unknown) => {
  const all = [...(await deskHits()), ...(await deskHits('?stage=done'))]
  return (await house.as(desk)).post(`/v1/desk-hits/${all[0]?.deskHitId}/decisions`, body)
}
const confirmedFor = { D15: ['case-relation', 'weighing-recorded', 'written-decision'] }
const telling = (
  organisationId: string,
  purpose: string,
  callThrough = 'house',
  confirmed: string[] = confirmedFor.D15,
) => ({
  decision: 'connect',
  tell: [{ organisationId, purpose, callThrough, confirmed }],
})

test('the desk sees two houses, their kinds, why each looked, and what could carry telling which of them', async () => {
  await bothFound(house, police, hanna)
  expect([await hitsOf(house, police), await hitsOf(house, hanna)]).toEqual([[], []])
  const hit = await onlyDeskHit()
  expect(hit).toMatchObject({
    stage: 'undecided',
    overdue: false,
    abilities: ['connect', 'do-not-connect', 'ask-first'],
  })
  expect(hit.tenths).toBeGreaterThanOrEqual(3)
  const of = (kind: string) => hit.parties.find((each) => each.kind === kind)
  expect(of('care-coordination')?.permissions.map(({ purpose }) => purpose)).toEqual(['D15'])
  expect(of('police-avim')?.permissions.map(({ purpose }) => purpose)).toEqual(['D25'])
  expect(hit.parties.map((each) => each.purpose?.id)).toEqual(['D27', 'D27'])
  house.clock.advance({ days: 3 })
  expect((await onlyDeskHit()).overdue).toBe(true)
})

test('connecting tells the chosen house alone, with whom to call; the other house sees nothing', async () => {
  await bothFound(house, police, hanna)
  expect((await decide(telling(hanna.organisation, 'D15'))).status).toBe(201)
  await round(house)
  expect(await onlyHit(hanna)).toMatchObject({
    ...{ route: 'connected', callOrganisationId: police.organisation, abilities: ['answer-hit'] },
  })
  expect(await hitsOf(house, police)).toEqual([])
  expect((await onlyDeskHit('?stage=done')).stage).toBe('connected')
  expect((await decide(telling(police.organisation, 'D25'))).body).toMatchObject({ code: 'hit-already-decided' })
})

test('a house that calls through the desk is not told who the other is, nor of which kind', async () => {
  await bothFound(house, police, hanna)
  await decide(telling(hanna.organisation, 'D15', 'desk'))
  await round(house)
  const answered = await (await house.as(hanna)).get('/v1/hits')
  expect(await onlyHit(hanna)).toMatchObject({ route: 'connected', callOrganisationId: desk.organisation })
  expect(answered.text).not.toContain(police.organisation)
  expect(answered.text).not.toMatch(/AVIM|politie/i)
})

test('a pair that the desk connected is never joined, whatever both sides say', async () => {
  await bothFound(house, police, hanna)
  const tell = [
    { organisationId: hanna.organisation, purpose: 'D15', callThrough: 'house', confirmed: confirmedFor.D15 },
    {
      ...{ organisationId: police.organisation, purpose: 'D25', callThrough: 'house' },
      confirmed: ['acute-danger', 'case-relation', 'weighing-recorded'],
    },
  ]
  expect((await decide({ decision: 'connect', tell })).status).toBe(201)
  await round(house)
  for (const member of [hanna, police]) {
    const { hitId } = await onlyHit(member)
    await (await house.as(member)).post(`/v1/hits/${hitId}/contacts`, { outcome: 'same-person' })
  }
  await round(house)
  expect([await clustersOf(), await unitsOf()]).toEqual([0, 2])
})

test('no purpose, the wrong direction, another house or an unconfirmed condition connects nobody', async () => {
  await bothFound(house, police, hanna)
  const tries: readonly (readonly [unknown, string])[] = [
    [telling(hanna.organisation, 'D27'), 'connect-without-purpose'],
    [telling(hanna.organisation, 'D25'), 'connect-without-purpose'],
    [telling(hanna.organisation, 'W05'), 'connect-without-purpose'],
    [telling(hanna.organisation, 'D99'), 'connect-without-purpose'],
    [telling(police.organisation, 'D15'), 'connect-without-purpose'],
    [telling(mirte.organisation, 'D15'), 'connect-no-party'],
    [telling(hanna.organisation, 'D15', 'house', ['case-relation']), 'connect-unconfirmed'],
    [{ decision: 'connect' }, 'connect-nobody'],
    [{ decision: 'do-not-connect' }, 'decision-without-reason'],
    [{ decision: 'do-not-connect', because: 'ask-consent' }, 'decision-without-reason'],
  ]
  for (const [body, code] of tries) expect((await decide(body)).body, JSON.stringify(body)).toMatchObject({ code })
  await round(house)
  expect([await hitsOf(house, police), await hitsOf(house, hanna)]).toEqual([[], []])
  expect(await rows('select 1 from linkage.desk_decision')).toEqual([])
})

test('the desk asks first, then declines, then has a second thought; every decision stays, with who and for which purpose', async () => {
  await bothFound(house, police, hanna)
  await decide({ decision: 'ask-first', because: 'ask-consent' })
  expect(await onlyDeskHit()).toMatchObject({ stage: 'asking' })
  await decide({ decision: 'do-not-connect', because: 'no-consent' })
  expect(await onlyDeskHit('?stage=done')).toMatchObject({
    stage: 'not-connected',
    abilities: ['connect', 'ask-first'],
  })
  await decide(telling(hanna.organisation, 'D15'))
  const { decisions } = await onlyDeskHit('?stage=done')
  expect(decisions.map(({ decision }) => decision)).toEqual(['ask-first', 'do-not-connect', 'connect'])
  expect(await rows('select distinct actor_id, purpose from linkage.desk_decision')).toEqual([
    { actor_id: desk.actor, purpose: 'W05' },
  ])
  const logged = await rows("select 1 from audit.request where operation = 'decideDeskHit' and outcome = 'done'")
  expect(logged).toHaveLength(3)
})

test('a ground that ends between decision and telling tells nobody, and the desk reads that it is closed', async () => {
  const { one } = await bothFound(house, police, hanna)
  await withdraw(house, police, one)
  await round(house)
  const hit = await onlyDeskHit('?stage=done')
  expect(hit).toMatchObject({ stage: 'closed', parties: [], abilities: [] })
  expect((await decide(telling(hanna.organisation, 'D15'))).body).toMatchObject({ code: 'hit-closed' })
})

test('pages of the desk hold every hit once, the first term first', async () => {
  await rows(
    `insert into linkage.hit (id, organisation_id, pair_id, handle, other_handle, grade, route, arrived_at, due_on)
     select gen_random_uuid(), $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'hit', 'desk', now(), date '2026-11-10' + n / 5
     from generate_series(1, 33) n`,
    [desk.organisation],
  )
  const caller = await house.as(desk)
  const seen: { deskHitId: string; dueDate: string }[] = []
  let cursor = ''
  for (let page = 0; page < 10; page += 1) {
    const body = (await caller.get(`/v1/desk-hits?limit=8${cursor}`)).body
    const { deskHits: some, nextCursor } = body as { deskHits: typeof seen; nextCursor?: string }
    seen.push(...some)
    if (nextCursor === undefined) break
    cursor = `&cursor=${nextCursor}`
  }
  expect([seen.length, new Set(seen.map(({ deskHitId }) => deskHitId)).size]).toEqual([33, 33])
  expect(seen.map(({ dueDate }) => dueDate)).toEqual(seen.map(({ dueDate }) => dueDate).sort())
})

// How many in time

type Rates = { fieldPercent: number; months: Readonly<Record<string, unknown>>[] }
const rates = async (member: Parameters<typeof hitsOf>[1], path: string): Promise<Rates> =>
  (await (await house.as(member)).get(path)).body as Rates

test('the own figure is exact and one’s own; the figure of all is rounded, and withheld for a month with few', async () => {
  await rows(
    `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, arrived_at, due_on, outcome, contacted_on, closed_at)
     select gen_random_uuid(), case when n % 2 = 0 then $1::uuid else $2::uuid end, gen_random_uuid(), gen_random_uuid(), 'hit', 'direct',
       case when n <= 40 then timestamptz '2026-10-05 09:00Z' else timestamptz '2026-09-05 09:00Z' end,
       case when n <= 40 then date '2026-10-07' else date '2026-09-07' end,
       case when n <= 28 or n > 40 then 'cannot-say' end, case when n <= 24 then date '2026-10-06' when n <= 28 then date '2026-10-12'
         when n > 40 then date '2026-09-06' end, case when n in (39, 40) then now() end
     from generate_series(1, 46) n`,
    [hanna.organisation, mirte.organisation],
  )
  expect((await rates(hanna, '/v1/own-follow-up-rates')).months).toEqual([
    { month: '2026-10', percent: 63, withinTerm: 12, late: 2, overdue: 5, pending: 0, withheld: false },
    { month: '2026-09', percent: 100, withinTerm: 3, late: 0, overdue: 0, pending: 0, withheld: false },
  ])
  for (const member of [desk, cast.analyst])
    expect(await rates(member, '/v1/follow-up-rates')).toEqual({
      fieldPercent: 60,
      months: [
        { month: '2026-10', percent: 65, withinTerm: 25, late: '<5', overdue: 10, pending: 0, withheld: false },
        { month: '2026-09', percent: null, withinTerm: null, late: null, overdue: null, pending: null, withheld: true },
      ],
    })
  expect((await rates(comensha, '/v1/own-follow-up-rates')).months).toEqual([])
})

// What outcomes say of the model

test('outcomes are counted per tenth, sent to the matcher under a new version, and used after a restart', async () => {
  await bothFound(house, mirte, hanna)
  for (const member of [hanna, mirte]) await answer(member, { outcome: 'other-person' })
  const report = await readCalibration(house.platform.databases.courier)
  expect(report).toMatchObject({ version: 0, pairs: 1 })
  expect(report.tenths.filter(({ count }) => count > 0)).toMatchObject([{ observed: 0 }])
  expect(report.tenths.map(({ used }) => used)).toEqual(report.tenths.map(({ used }) => used).sort((a, b) => a - b))
  expect(calibrationLines(report).split('\n')).toHaveLength(14)
  house.clock.advance({ days: 1 })
  await round(house)
  const [kept] = await rows<{ version: number; counts: unknown }>('select version, counts from matching.calibration')
  expect(kept).toMatchObject({ version: 1, counts: [{ same: 0, other: 1 }] })
  house.clock.advance({ days: 1 })
  await round(house)
  expect(await rows('select 1 from linkage.calibration')).toHaveLength(1)
  house = await house.restart()
  await askFor(house, comensha)
  await round(house)
  const versions = await rows<{ calibration: number }>(
    'select distinct calibration from linkage.hit_strength order by 1',
  )
  expect(versions.map(({ calibration }) => calibration)).toEqual([0, 1])
})
