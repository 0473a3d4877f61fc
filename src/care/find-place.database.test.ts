/** Searching the whole country, and holding a bed: over HTTP, as the people who do it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { areaOf } from './areas.ts'
import { SEARCHES_PER_DAY } from './care.routes.ts'
import { HOLD_HOURS } from './match-place.ts'
import { MATCH_WORDS } from './needs.ts'

let house: TestSystem
let admin: Awaited<ReturnType<TestSystem['admin']>>
let hanna: Caller
let nadia: Caller
const dossier = randomUUID()

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [dossier, castOrganisations.careZaanstad],
  )
})
beforeEach(async () => {
  house.clock.advance({ minutes: 1 })
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  await admin.query(`update care.place_request set stage = 'withdrawn' where stage = 'asking'`)
  await admin.query('update care.place set beds_free = 0, offers = $1, suits = $2', [[], ['woman']])
})
afterAll(async () => {
  await house.close()
})

const search = (body: object): Promise<Answer> =>
  hanna.post(`/v1/dossiers/${dossier}/place-searches`, { wanted: ['man'], regionsAvoided: [], ...body })
type Options = {
  options: { fits: { code: string }[]; lacks: { code: string }[]; stale: boolean }[]
  whyNot: { code: string }[]
  regionsAvoided: string[]
  more: boolean
}
const found = async (body: object): Promise<Options> => {
  const answer = await search(body)
  expect(answer.status, answer.text).toBe(200)
  // Which house, which organisation, how many: nowhere in the answer.
  expect(answer.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  return answer.body as Options
}
const codes = (words: readonly { code: string }[]): readonly string[] => words.map(({ code }) => code)
const aPlace = async (place: object, by = nadia): Promise<string> => {
  const answer = await by.post('/v1/places', {
    ...{ kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 1, ...place },
  })
  expect(answer.status, answer.text).toBe(201)
  return (answer.body as { id: string }).id
}

test('words have the same bit here as in the database, and regions the same area', async () => {
  const bits = await admin.query<{ bits: number }>(
    'select care.word_bits(array[w]) as bits from unnest($1::text[]) w',
    [MATCH_WORDS],
  )
  expect(bits.rows.map((row) => Number(row.bits))).toEqual(MATCH_WORDS.map((_, index) => 2 ** index))
  const regions = Array.from({ length: 25 }, (_, index) => `VR${String(index + 1).padStart(2, '0')}`)
  const areas = await admin.query<{ area: string }>('select care.area_of(r) as area from unnest($1::text[]) r', [
    regions,
  ])
  expect(areas.rows.map(({ area }) => area)).toEqual(regions.map(areaOf))
})

test('who is not signed in, of another function or another house learns nothing of places', async () => {
  const path = `/v1/dossiers/${dossier}/place-searches`
  const body = { wanted: ['man'], regionsAvoided: [] }
  expect((await house.nobody.post(path, body)).status).toBe(401)
  for (const member of [cast.shelterWorkerHaven, cast.investigatorNoordHolland, cast.analyst])
    expect((await (await house.as(member)).post(path, body)).status, member.key).toBe(403)
  const eindhoven = await house.as(cast.coordinatorEindhoven)
  const [theirs, none] = [
    await eindhoven.post(path, body),
    await eindhoven.post(`/v1/dossiers/${randomUUID()}/place-searches`, body),
  ]
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect((await search({ must: ['close-to-Landsmeer'] })).status).toBe(400)
  expect((await search({ dangers: [{ municipalityCode: 'GM0415', km: 7 }] })).status).toBe(400)
})

test('an answer is words and kinds of reasons: what fits first, an old count said, and why not without whose', async () => {
  const tobias = await house.as(cast.shelterWorkerBaken)
  await aPlace({ offers: ['speaks-bg', 'three-months'], capacity: 4 })
  const old = await aPlace({ suits: ['man', 'secured'], offers: ['speaks-bg'], regionCode: 'VR06' }, tobias)
  await admin.query(`update care.place set counted_at = $2 where id = $1`, [
    old,
    new Date(house.clock.now().getTime() - 5 * 86_400_000),
  ])
  await aPlace({ bedsFree: 0, offers: ['speaks-bg'] })
  await aPlace({ offers: ['speaks-ro'] })
  await aPlace({ suits: ['woman'], offers: ['speaks-bg'] })
  const answer = await found({ wanted: ['man', 'secured'], must: ['speaks-bg'], nice: ['three-months', 'paid-wmo'] })
  expect(answer.options.map(({ fits, lacks, stale }) => [codes(fits), codes(lacks), stale])).toEqual([
    [['man', 'speaks-bg', 'three-months'], ['secured', 'paid-wmo'], false],
    [['man', 'speaks-bg', 'secured'], ['three-months', 'paid-wmo'], true],
  ])
  expect(codes(answer.whyNot)).toEqual(['for-others', 'lacks-what-must', 'no-room'])
})

test('P6 a distance from an exploiter and a region go by whole areas, and where the exploiter is stands nowhere after', async () => {
  await aPlace({ regionCode: 'VR12' })
  expect((await found({})).options).toHaveLength(1)
  for (const body of [{ regionsAvoided: ['VR13'] }, { dangers: [{ municipalityCode: 'GM0363', km: 25 }] }]) {
    const answer = await found(body)
    expect(answer.options).toEqual([])
    expect(codes(answer.whyNot)).toContain('in-avoided-area')
    expect(answer.regionsAvoided).toEqual(expect.arrayContaining(['VR11', 'VR12', 'VR13']))
  }
  expect((await search({ dangers: [{ municipalityCode: 'GM9999', km: 25 }] })).body).toMatchObject({
    code: 'municipality-unknown',
  })
  const { rows } = await admin.query<{ n: number }>(
    `select (select count(*) from care.place_request r where r::text like '%GM0363%')::int
       + (select count(*) from care.place_search s where s::text like '%GM0363%')::int
       + (select count(*) from access.kept_answer k where k::text like '%GM0363%')::int as n`,
  )
  expect(rows[0]?.n).toBe(0)
})

test('a house is told the coarse words and no other, whatever was needed', async () => {
  await aPlace({ offers: ['speaks-vi', 'form-labour', 'age-18-22'] })
  const asked = await hanna.post(`/v1/dossiers/${dossier}/place-requests`, {
    ...{ wanted: ['man', 'secured'], must: ['speaks-vi', 'form-labour'], nice: ['age-18-22', 'paid-cosm'] },
    ...{ regionsAvoided: [], dangers: [{ municipalityCode: 'GM0935', km: 25 }] },
  })
  expect(asked.status, asked.text).toBe(201)
  const received = await nadia.get('/v1/place-offers')
  const { placeOffers } = received.body as { placeOffers: { wanted: { code: string }[] }[] }
  expect(codes(placeOffers[0]?.wanted ?? [])).toEqual(['man', 'secured'])
  for (const word of ['speaks-vi', 'form-labour', 'age-18-22', 'paid-cosm', 'GM0935', 'VR24'])
    expect(received.text).not.toContain(word)
  const { rows } = await admin.query<{ row: string }>(
    'select o::text as row from care.place_offer o order by asked_at desc limit 1',
  )
  expect(rows[0]?.row).not.toMatch(/speaks|form-|age-|paid-|GM|VR/)
  const own = await hanna.get(`/v1/dossiers/${dossier}/place-requests`)
  expect(own.body).toMatchObject({ placeRequests: [{ must: [{ code: 'speaks-vi' }, { code: 'form-labour' }] }] })
})

test('more than twelve words, and more searches than the budget of a day, are refused in words [V2.4.1]', async () => {
  const words = MATCH_WORDS.filter((word) => word.startsWith('speaks-'))
  expect((await search({ must: words.slice(0, 7), nice: words.slice(7, 13) })).body).toMatchObject({
    code: 'too-many-needs',
  })
  await admin.query(
    `insert into care.place_search (id, organisation_id, actor_id, asked_at)
     select gen_random_uuid(), $1, $2, $3 from generate_series(1, $4)`,
    [
      ...[castOrganisations.careZaanstad, cast.coordinatorZaanstad.actor],
      ...[new Date(house.clock.now().getTime() - 60_000), SEARCHES_PER_DAY],
    ],
  )
  expect((await search({})).body).toMatchObject({ code: 'too-many-place-searches' })
  await admin.query('delete from care.place_search')
  expect((await search({})).status).toBe(200)
})

test('a place never has more beds free than there are, nor fewer than none, in words and in the table', async () => {
  expect(
    (await nadia.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 3, capacity: 2 }))
      .body,
  ).toMatchObject({ code: 'more-free-than-beds' })
  for (const wrong of [{ capacity: -1 }, { bedsFree: -1 }, { capacity: 2.5 }])
    expect(
      (await nadia.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR11', bedsFree: 0, ...wrong }))
        .status,
    ).toBe(400)
  const place = await aPlace({ capacity: 2, bedsFree: 1 })
  expect((await nadia.post(`/v1/places/${place}/bed-counts`, { bedsFree: 3 })).body).toMatchObject({
    code: 'more-free-than-beds',
  })
  expect((await nadia.post(`/v1/places/${place}/bed-counts`, { bedsFree: 2 })).status).toBe(200)
  await expect(admin.query('update care.place set beds_free = 3 where id = $1', [place])).rejects.toThrow(
    /place_free_within_capacity/,
  )
  await expect(admin.query('update care.place set capacity = -1 where id = $1', [place])).rejects.toThrow(
    /place_capacity_not_negative|place_free_within_capacity/,
  )
})

test('a request that is withdrawn holds no bed any more', async () => {
  const place = await aPlace({})
  const asked = await hanna.post(`/v1/dossiers/${dossier}/place-requests`, { wanted: ['man'], regionsAvoided: [] })
  const request = (asked.body as { id: string }).id
  const { placeOffers } = (await nadia.get('/v1/place-offers')).body as { placeOffers: { id: string }[] }
  const offerId = placeOffers[0]?.id ?? ''
  await nadia.post(`/v1/place-offers/${offerId}/answers`, { answer: 'yes', placeId: place })
  expect((await hanna.post(`/v1/place-requests/${request}/holds`, { offerId })).status).toBe(201)
  expect((await found({})).options).toEqual([])
  expect((await hanna.post(`/v1/place-requests/${request}/withdrawals`)).status).toBe(201)
  expect((await found({})).options).toHaveLength(1)
})

test('a bed that is held is nobody else’s, is taken by its holder, and the house may not answer otherwise meanwhile', async () => {
  const place = await aPlace({})
  const asked = await hanna.post(`/v1/dossiers/${dossier}/place-requests`, { wanted: ['man'], regionsAvoided: [] })
  const request = (asked.body as { id: string }).id
  const { placeOffers } = (await nadia.get('/v1/place-offers')).body as { placeOffers: { id: string }[] }
  const offerId = placeOffers[0]?.id ?? ''
  const hold = () => hanna.post(`/v1/place-requests/${request}/holds`, { offerId })
  expect((await hold()).body).toMatchObject({ code: 'offer-not-yes' })
  await nadia.post(`/v1/place-offers/${offerId}/answers`, { answer: 'yes', placeId: place })
  expect((await hanna.post(`/v1/place-requests/${request}/hold-releases`, { offerId })).body).toMatchObject({
    code: 'bed-not-held',
  })
  const eindhoven = await house.as(cast.coordinatorEindhoven)
  expect((await eindhoven.post(`/v1/place-requests/${request}/holds`, { offerId })).status).toBe(404)
  const held = await hold()
  expect(held.status, held.text).toBe(201)
  expect((await hold()).body).toMatchObject({ code: 'bed-held-already' })
  // Held is not free: nobody finds it.
  expect(codes((await found({})).whyNot)).toContain('no-room')
  expect((await found({})).options).toEqual([])
  expect(
    (await nadia.post(`/v1/place-offers/${offerId}/answers`, { answer: 'no', reason: 'no-staff' })).body,
  ).toMatchObject({ code: 'bed-held-already' })
  const received = (await nadia.get('/v1/place-offers')).body as { placeOffers: { id: string; abilities: string[] }[] }
  expect(received.placeOffers.find(({ id }) => id === offerId)?.abilities).toEqual([])
  house.clock.advance({ hours: HOLD_HOURS, minutes: 1 })
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  expect((await found({})).options).toHaveLength(1)
  // Past its time the house answers as it likes again.
  for (const answer of [
    { answer: 'no', reason: 'no-staff' },
    { answer: 'yes', placeId: place },
  ])
    expect((await nadia.post(`/v1/place-offers/${offerId}/answers`, answer)).status).toBe(201)
  expect((await hold()).status).toBe(201)
  expect((await hanna.post(`/v1/place-requests/${request}/hold-releases`, { offerId })).status).toBe(201)
  expect((await found({})).options).toHaveLength(1)
  expect((await hold()).status).toBe(201)
  expect((await hanna.post(`/v1/place-requests/${request}/awards`, { offerId })).status).toBe(201)
})
