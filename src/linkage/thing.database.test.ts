import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castDay } from '../../fixtures/cast.ts'
import { type ActorId, asId, type OrganisationId } from '../../src/kernel/index.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: mirte, comenshaDesk, investigatorNoordHolland: ruben } = cast
const PHONE = { kind: 'phone', text: '06 00 00 41 41' }
const PLATE = { kind: 'plate', text: 'VB-123-X' }
type Thing = { readonly kind: string; readonly text: string }
type Link = {
  linkId: string
  kind: string
  grade: string
  review: string
  signalId?: string
  otherSignalId?: string
  callOrganisationName?: string
  callPhone?: string
  partyNames?: string[]
  until?: string
  untilCause?: string
  reviews: { verdict: string; reason?: string }[]
}
type Network = {
  signals: { signalId: string; cluster?: number; month?: string; safetyRegionCode?: string }[]
  things: { kind: string; text?: string; sharedWidely: boolean; signalId: string }[]
  links: Link[]
  history: { change: string; cause: string; byOwnReview: boolean; signalIds: string[] }[]
}
const field = (body: unknown, name: string): string => String((body as Record<string, unknown>)[name])

const aSignal = async (member: CastMember, things: readonly Thing[]): Promise<string> => {
  const answer = await (await house.as(member)).post('/v1/signals', {
    ...{ source: 'typed', exploitation: 'labour', municipalityCode: 'GM0415', happened: '2026-11', things },
  })
  expect(answer.status, answer.text).toBe(201)
  return field(answer.body, 'signalId')
}
const aGround = async (member: CastMember, signalId: string, more: object = {}): Promise<string> => {
  const ground = { kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.', givenDate: castDay }
  const made = await (await house.as(member)).post(`/v1/signals/${signalId}/grounds`, { ...ground, ...more })
  return field(made.body, 'groundId')
}
const ask = async (member: CastMember, signalId: string, groundId: string) =>
  (await house.as(member)).post('/v1/thing-look-ups', { signalId, groundId, purpose: 'D27', caseReference: 'ZAAK 1' })
const carry = async () => (await house.system.courier()).carry()
const found = async (member: CastMember, things: readonly Thing[], more: object = {}): Promise<string> => {
  const signalId = await aSignal(member, things)
  const answer = await ask(member, signalId, await aGround(member, signalId, more))
  expect(answer.status, answer.text).toBe(201)
  await carry()
  return signalId
}
const networkOf = async (member: CastMember): Promise<Network> => {
  const answer = await (await house.as(member)).get('/v1/network-links')
  expect(answer.status, answer.text).toBe(200)
  return answer.body as Network
}
const judge = async (member: CastMember, linkId: string, verdict: string, more: object = {}) => {
  const answer = await (await house.as(member)).post(`/v1/network-links/${linkId}/reviews`, {
    ...{ verdict, basis: 'called', ...more },
  })
  await carry()
  return answer
}
const clustersOf = (network: Network) =>
  Object.fromEntries(network.signals.map(({ signalId, cluster }) => [signalId, cluster]))

test('two houses of care that know one phone hear whom to call, both at once, and nothing of the other signal', async () => {
  const theirs = await found(mirte, [PHONE])
  const mine = await found(hanna, [{ kind: 'phone', text: '+31 6 0000 4141' }, PLATE])
  for (const [member, own, other, organisation] of [
    [hanna, mine, theirs, 'Eindhoven'],
    [mirte, theirs, mine, 'Zaanstad'],
  ] as const) {
    const network = await networkOf(member)
    expect(network.links).toMatchObject([
      {
        ...{ kind: 'phone', grade: 'exact', review: 'open', signalId: own },
        callOrganisationName: expect.stringContaining(organisation),
        callPhone: expect.stringMatching(/^099/),
      },
    ])
    expect(JSON.stringify(network)).not.toContain(other)
  }
  expect((await networkOf(hanna)).things.map(({ kind, text }) => [kind, text])).toEqual([
    ['phone', '+31 6 0000 4141'],
    ['plate', 'VB-123-X'],
  ])
})

test('P16 three signals of another house are one link: how many it has is not told', async () => {
  for (let i = 0; i < 3; i += 1) await found(mirte, [PHONE])
  await found(hanna, [PHONE])
  expect((await networkOf(hanna)).links).toHaveLength(1)
  expect((await networkOf(mirte)).links.filter(({ otherSignalId }) => otherSignalId === undefined)).toHaveLength(3)
})

test('a writing error is near, and links no signals by itself', async () => {
  await found(hanna, [PLATE])
  await found(hanna, [{ kind: 'plate', text: 'VB-124-X' }])
  const network = await networkOf(hanna)
  expect(network.links).toMatchObject([{ grade: 'near' }])
  expect(Object.values(clustersOf(network))).toEqual([undefined, undefined])
})

test('a person joins and parts: the judgement counts, the history says who and why, and the other house reads no words', async () => {
  await found(mirte, [PLATE])
  const mine = await found(hanna, [{ kind: 'plate', text: 'VB-124-X' }])
  const [link] = (await networkOf(hanna)).links
  const linkId = link?.linkId ?? ''
  expect((await judge(hanna, linkId, 'confirmed', { reason: 'Gebeld: het is dezelfde bus.' })).status).toBe(201)
  const joined = await networkOf(hanna)
  expect(joined.links).toMatchObject([
    { review: 'confirmed', reviews: [{ verdict: 'confirmed', reason: 'Gebeld: het is dezelfde bus.' }] },
  ])
  expect(clustersOf(joined)).toEqual({ [mine]: 1 })
  expect(joined.history).toMatchObject([{ change: 'merged', cause: 'review', byOwnReview: true, signalIds: [mine] }])
  const other = await networkOf(mirte)
  expect(other.links).toMatchObject([{ review: 'confirmed', reviews: [] }])
  expect(other.history).toMatchObject([{ change: 'merged', cause: 'review', byOwnReview: false }])
  await judge(mirte, other.links[0]?.linkId ?? '', 'rejected', { basis: 'writing-error' })
  const parted = await networkOf(hanna)
  expect(parted.links).toMatchObject([{ review: 'rejected' }])
  expect(clustersOf(parted)).toEqual({ [mine]: undefined })
  expect(parted.history.map(({ change }) => change).sort()).toEqual(['merged', 'split'])
})

test('P12 police and care that hold the same things meet nowhere: no edge, no side, no cluster, nothing at any desk', async () => {
  const ALL: readonly Thing[] = [
    PHONE,
    PLATE,
    { kind: 'account', text: 'NL91 ABNA 0417 1643 00' },
    { kind: 'handle', text: 'instagram.com/verzonnen.naam' },
    { kind: 'advert', text: 'https://kanaal.example/ad/1' },
    { kind: 'address', text: 'Verzonnenstraat 1, 1234 AB' },
    { kind: 'company', text: 'kvk 12345678' },
    { kind: 'document', text: 'NWR04K1P6' },
    { kind: 'email', text: 'iemand@voorbeeld.example' },
  ]
  for (const member of [hanna, mirte, ruben]) await found(member, ALL)
  const admin = await house.admin()
  const { rows } = await admin.query<{ plane: string; one: string; other: string; n: number }>(
    `select e.plane, a.plane as one, b.plane as other, count(*)::int as n from linkage.network_edge e
     join linkage.network_node a on a.handle = e.node_one join linkage.network_node b on b.handle = e.node_other group by 1, 2, 3`,
  )
  expect(rows).toEqual([{ plane: 'care', one: 'care', other: 'care', n: ALL.length }])
  const { rows: clusters } = await admin.query<{ n: number }>(
    'select count(distinct plane)::int as n from linkage.network_node where cluster_id is not null group by cluster_id',
  )
  expect(clusters).toEqual([{ n: 1 }])
  const police = await networkOf(ruben)
  expect([police.links, police.history, clustersOf(police)]).toMatchObject([[], [], {}])
  expect((await networkOf(cast.contactDeskOfficer)).links).toEqual([])
})

test('a message that says another plane than its things makes no edge', async () => {
  await found(hanna, [PHONE])
  const police = await found(ruben, [PHONE])
  const admin = await house.admin()
  // The matcher is lied to: the thing of the police gets the tokens of care.
  await admin.query(
    `update matching.thing set exact = (select exact from matching.thing t join linkage.thing l using (handle) where l.plane = 'care')
     where handle in (select handle from linkage.thing where plane = 'enforcement')`,
  )
  house = await house.restart()
  await carry()
  expect((await networkOf(ruben)).links).toEqual([])
  expect((await networkOf(hanna)).links).toEqual([])
  expect((await networkOf(ruben)).signals.map(({ signalId }) => signalId)).toEqual([police])
  const edges = await (await house.admin()).query('select 1 from linkage.network_edge')
  expect(edges.rows).toEqual([])
  await expect(
    (await house.admin()).query(
      `insert into linkage.network_edge (id, plane, kind, grade, thing_one, thing_other, node_one, node_other, since)
       select gen_random_uuid(), 'care', 'phone', 'exact', least(a.handle, b.handle), greatest(a.handle, b.handle), a.node, b.node, now()
       from linkage.thing a, linkage.thing b where a.plane = 'care' and b.plane = 'enforcement'`,
    ),
  ).rejects.toMatchObject({ code: '23503' })
})

test('two police units are told nothing by themselves: the contact desk alone learns which two houses', async () => {
  const other = house.reference.organisations.find(
    ({ kind, id }) => kind === 'police-avim' && id !== ruben.organisation,
  )
  const colleague: CastMember = {
    ...ruben,
    actor: asId<ActorId>(randomUUID()),
    organisation: asId<OrganisationId>(other?.id ?? ''),
  }
  await (await house.admin()).query(
    "insert into access.account (actor_id, organisation_id, function, plane, display_name) values ($1, $2, 'investigator', 'enforcement', 'Verzonnen')",
    [colleague.actor, colleague.organisation],
  )
  await found(ruben, [PHONE])
  await found(colleague, [PHONE])
  for (const member of [ruben, colleague]) expect((await networkOf(member)).links).toEqual([])
  const { links } = await networkOf(cast.contactDeskOfficer)
  expect(links).toMatchObject([{ kind: 'phone', partyNames: [expect.any(String), expect.any(String)] }])
  expect(Object.keys(links[0] ?? {})).not.toContain('signalId')
  expect((await judge(cast.contactDeskOfficer, links[0]?.linkId ?? '', 'confirmed')).status).toBe(403)
})

test('a ground that is taken back ends the links, and a new one brings them back', async () => {
  await found(mirte, [PHONE])
  const signalId = await aSignal(hanna, [PHONE])
  const groundId = await aGround(hanna, signalId)
  await ask(hanna, signalId, groundId)
  await carry()
  expect((await networkOf(mirte)).links).toMatchObject([{ review: 'open' }])
  await (await house.as(hanna)).post(`/v1/grounds/${groundId}/withdrawals`)
  await carry()
  for (const member of [hanna, mirte])
    expect((await networkOf(member)).links).toMatchObject([{ untilCause: 'ground-ended' }])
  expect((await judge(mirte, (await networkOf(mirte)).links[0]?.linkId ?? '', 'confirmed')).body).toMatchObject({
    code: 'network-link-ended',
  })
  const admin = await house.admin()
  expect((await admin.query('select 1 from matching.thing')).rows).toHaveLength(1)
  await ask(hanna, signalId, await aGround(hanna, signalId))
  await carry()
  expect((await networkOf(mirte)).links.filter(({ until }) => until === undefined)).toHaveLength(1)
  expect((await networkOf(hanna)).things).toHaveLength(1)
})

test('a phone that more than twenty signals hold ties nobody, and says so', async () => {
  const caller = await house.as(comenshaDesk)
  for (let i = 0; i < 22; i += 1) {
    const signalId = await aSignal(comenshaDesk, [PHONE])
    const groundId = await aGround(comenshaDesk, signalId)
    expect(
      (await caller.post('/v1/thing-look-ups', { signalId, groundId, purpose: 'D27', caseReference: 'Z' })).status,
    ).toBe(201)
    if (i === 10) {
      await carry()
      expect((await networkOf(comenshaDesk)).links).toHaveLength(55)
    }
  }
  await carry()
  const network = await networkOf(comenshaDesk)
  expect(network.links.filter(({ until }) => until === undefined)).toEqual([])
  expect(network.links.every(({ untilCause }) => untilCause === 'shared-widely')).toBe(true)
  expect(network.things.every(({ sharedWidely }) => sharedWidely)).toBe(true)
  expect(new Set(Object.values(clustersOf(network)))).toEqual(new Set([undefined]))
}, 120_000)

test('asking twice, carrying twice and starting again change nothing', async () => {
  const mine = await aSignal(hanna, [PHONE, PLATE])
  const groundId = await aGround(hanna, mine)
  await found(hanna, [PHONE, PLATE])
  for (let i = 0; i < 2; i += 1) {
    await ask(hanna, mine, groundId)
    await carry()
  }
  const before = await networkOf(hanna)
  expect(before.links).toHaveLength(2)
  expect(new Set(Object.values(clustersOf(before)))).toEqual(new Set([1]))
  house = await house.restart()
  await carry()
  expect(await networkOf(hanna)).toEqual(before)
})

test('what the courier missed before a crash it finds after it, and what it kept wrongly ends', async () => {
  await found(hanna, [PHONE])
  await found(hanna, [PHONE])
  const admin = await house.admin()
  await admin.query('delete from linkage.network_side')
  await admin.query('delete from linkage.network_edge')
  house = await house.restart()
  await carry()
  expect((await networkOf(hanna)).links).toHaveLength(1)
  await (await house.admin()).query('delete from matching.thing')
  house = await house.restart()
  await carry()
  expect((await networkOf(hanna)).links).toMatchObject([{ untilCause: 'gone' }])
})

test('without ground, purpose or case nothing is asked, and the privacy officer hears of it', async () => {
  const signalId = await aSignal(hanna, [PHONE])
  const groundId = await aGround(hanna, signalId)
  const caller = await house.as(hanna)
  const whole = { signalId, groundId, purpose: 'D27', caseReference: 'Z' }
  for (const [leftOut, code] of [
    ['groundId', 'lookup-without-ground'],
    ['purpose', 'lookup-without-purpose'],
    ['caseReference', 'lookup-without-case'],
  ] as const) {
    const { [leftOut]: _left, ...rest } = whole
    expect((await caller.post('/v1/thing-look-ups', rest)).body).toMatchObject({ code })
  }
  expect((await ask(hanna, await aSignal(hanna, [PHONE]), groundId)).body).toMatchObject({ code: 'no-ground' })
  const told = await (await house.as(cast.privacyOfficerZaanstad)).get('/v1/refused-look-ups')
  expect((told.body as { refusedLookUps: unknown[] }).refusedLookUps).toHaveLength(4)
  const admin = await house.admin()
  for (const table of ['thing_lookup', 'thing_outbox', 'thing', 'network_node'])
    expect((await admin.query(`select 1 from linkage.${table}`)).rows, table).toEqual([])
})

test('a citizen service number is not kept with a signal, and what cannot be read is said', async () => {
  const caller = await house.as(hanna)
  const body = (things: readonly Thing[]) => ({ source: 'typed', exploitation: 'labour', things })
  for (const kind of ['document', 'account'])
    expect((await caller.post('/v1/signals', body([{ kind, text: '999999990' }]))).body).toMatchObject({
      code: 'thing-is-service-number',
    })
  const signalId = await aSignal(hanna, [
    PHONE,
    { kind: 'account', text: 'NL00 ABNA 0417 1643 00' },
    { kind: 'plate', text: '?' },
  ])
  expect((await ask(hanna, signalId, await aGround(hanna, signalId))).body).toMatchObject({
    notRead: [
      { place: 1, kind: 'account', reason: 'thing-check-digit' },
      { place: 2, kind: 'plate', reason: 'thing-unreadable' },
    ],
  })
  const nothing = await aSignal(hanna, [{ kind: 'plate', text: '?' }])
  expect((await ask(hanna, nothing, await aGround(hanna, nothing))).body).toMatchObject({
    code: 'linkage-nothing-to-encode',
  })
})

test('who counts sees kinds, regions and months of clusters of three and more, and no house, handle or signal', async () => {
  const ids = [await found(hanna, [PHONE]), await found(hanna, [PHONE]), await found(mirte, [PHONE])]
  await found(mirte, [PLATE])
  await found(mirte, [PLATE])
  const answer = await (await house.as(cast.analyst)).get('/v1/network-views')
  expect(answer.body).toMatchObject({
    withheld: true,
    clusters: [
      {
        plane: 'care',
        signals: [1, 2, 3].map(() => ({ month: '2026-11', safetyRegionCode: expect.stringMatching(/^VR/) })),
        links: [
          { one: 0, other: 1, kinds: ['phone'] },
          { one: 0, other: 2, kinds: ['phone'] },
          { one: 1, other: 2, kinds: ['phone'] },
        ],
      },
    ],
  })
  const admin = await house.admin()
  const { rows } = await admin.query<{ id: string }>(
    'select handle as id from linkage.network_node union select handle from linkage.thing union select cluster_id from linkage.network_node where cluster_id is not null',
  )
  for (const id of [...ids, ...rows.map((row) => row.id), hanna.organisation, mirte.organisation])
    expect(answer.text).not.toContain(id)
})

test('things of a marked signal are asked about only after two people agreed to look for the person', async () => {
  const signalId = await aSignal(hanna, [PHONE])
  const groundId = await aGround(hanna, signalId)
  const marked = await (await house.as(hanna)).post(`/v1/signals/${signalId}/sensitive-marks`, {})
  expect(marked.status, marked.text).toBeLessThan(300)
  const refused = await ask(hanna, signalId, groundId)
  expect(refused.status, refused.text).toBe(403)
  expect(refused.text).toContain('thing-look-up-needs-second-person')
  const unmarked = await aSignal(hanna, [PHONE])
  expect((await ask(hanna, unmarked, await aGround(hanna, unmarked))).status).toBe(201)
})
