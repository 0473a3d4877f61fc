/** What somebody with an account, or with SQL in the name of an account, tries on beds, budgets and who pays. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { type Answer, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { SEARCHES_PER_DAY } from './care.routes.ts'
import { HOLD_HOURS, STALE_DAYS } from './match-place.ts'

let house: TestSystem
let admin: Awaited<ReturnType<TestSystem['admin']>>
const { careZaanstad: zaanstad, shelterHaven: haven, shelterBaken: baken } = castOrganisations

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
beforeEach(async () => {
  house.clock.advance({ minutes: 1 })
  await admin.query('update care.place set beds_free = 0')
})
afterAll(async () => {
  await house.close()
})

const ago = (hours: number): Date => new Date(house.clock.now().getTime() - hours * 3_600_000)
const aDossier = async (): Promise<string> => {
  const id = randomUUID()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')`,
    [id, zaanstad, ago(0)],
  )
  return id
}
const aPlace = async (of = haven, countedAt = ago(0)): Promise<string> => {
  const id = randomUUID()
  await admin.query(
    `insert into care.place (id, organisation_id, kind, suits, region_code, beds_free, capacity, counted_at) values ($1, $2, 'men', '{man}', 'VR11', 1, 1, $3)`,
    [id, of, countedAt],
  )
  return id
}
type Asked = { readonly request: string; readonly offer: string }
/** A request of which one house said yes; with hours ago that she was placed there, when she was. */
const aYes = async (
  place: string,
  { dossier, of = haven, placed, asked = placed ? placed + 1 : 0 }: YesMore = {},
): Promise<Asked> => {
  const [request, offer, won] = [randomUUID(), randomUUID(), placed === undefined ? null : ago(placed)]
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at, placed_with_id, placed_at)
     values ($1, $2, $3, '{man}', '{}', $4, $5, $6, $7)`,
    [request, zaanstad, dossier ?? (await aDossier()), won ? 'placed' : 'asking', ago(asked), won ? of : null, won],
  )
  await admin.query(
    `insert into care.place_offer (id, request_id, organisation_id, provider_id, place_id, wanted, fits, wave, asked_at, answer, answered_at, won_at)
     values ($1, $2, $3, $4, $5, '{man}', '{man}', 1, $6, 'yes', $6, $7)`,
    [offer, request, zaanstad, of, place, ago(asked), won],
  )
  return { request, offer }
}
type YesMore = {
  readonly dossier?: string
  readonly of?: string
  readonly placed?: number
  readonly asked?: number
}
const post = async ({ request, offer }: Asked, what: string, by: CastMember = cast.coordinatorZaanstad) =>
  (await house.as(by)).post(`/v1/place-requests/${request}/${what}`, { offerId: offer })
const codeOf = ({ body }: Answer): string => (body as { code: string }).code

/** Runs SQL in the name of somebody, as a fault in the worker would let it. */
const bySql = (act: (client: pg.Client) => Promise<unknown>, more: Parameters<typeof asForged>[5] = {}) =>
  asForged(house, 'good', cast.coordinatorZaanstad, cast.coordinatorZaanstad, act, more)
const word = async (client: pg.Client, call: string, given: readonly unknown[]): Promise<unknown> =>
  (await client.query(`select ${call} as word`, [...given])).rows[0]?.word

test('P14 a bed is held a day at most, however often it is held anew or given back between, and then its house answers as it likes', async () => {
  const one = await aYes(await aPlace())
  const said: string[] = []
  for (let turn = 0; turn < 24 / HOLD_HOURS + 3; turn += 1) {
    const held = await post(one, 'holds')
    said.push(held.status === 201 ? 'held' : codeOf(held))
    // Giving it back begins no new day.
    if (turn % 2 === 1 && held.status === 201) expect((await post(one, 'hold-releases')).status).toBe(201)
    house.clock.advance({ hours: HOLD_HOURS })
  }
  expect(said).toEqual([...Array.from({ length: 24 / HOLD_HOURS }, () => 'held'), ...Array(3).fill('hold-spent')])
  const shown = (await (await house.as(cast.coordinatorZaanstad)).get(`/v1/place-requests/${one.request}`)).body
  expect((shown as { offers: { abilities: string[] }[] }).offers[0]?.abilities).toEqual(['award-place'])
  const nadia = await house.as(cast.shelterWorkerHaven)
  expect((await nadia.post(`/v1/place-offers/${one.offer}/answers`, { answer: 'no', reason: 'no-staff' })).status).toBe(
    201,
  )
})

test('P14 SQL in the name of an asker brings no moment of its own: what another holds stays held, and nothing is held past a day', async () => {
  const place = await aPlace()
  const [one, two] = [await aYes(place), await aYes(place)]
  expect((await post(one, 'holds')).status).toBe(201)
  await bySql(async (client) => {
    const hold = (until: Date | null) => word(client, 'care.hold_bed($1, $2)', [two.offer, until])
    expect(await hold(ago(-20))).toBe('place-already-taken')
    for (const wrong of [new Date('2100-01-01'), ago(-24.01), ago(0), ago(1), null])
      expect(await hold(wrong)).toBe('not-found')
    expect(await word(client, 'care.award_offer($1)', [two.offer])).toBe('place-already-taken')
    expect(await word(client, 'care.release_bed($1)', [two.offer])).toBe('not-held')
    // The moment of the act is asked of the claim: no function of beds that an asker may call takes one.
    const { rows } = await client.query(
      `select p.proname from pg_proc p where p.pronamespace = 'care'::regnamespace and ('at' = any (p.proargnames) or 'fresh_since' = any (p.proargnames))
         and has_function_privilege('samenhang_worker', p.oid, 'execute')`,
    )
    expect(rows).toEqual([])
  })
  // A claim without a moment does nothing.
  await bySql(
    async (client) => {
      expect(await word(client, 'care.hold_bed($1, $2)', [two.offer, ago(-1)])).toBe('not-found')
      expect(await word(client, 'care.award_offer($1)', [two.offer])).toBe('not-found')
      expect((await client.query(`select * from care.find_providers('{man}', '{}', '{}')`)).rows).toEqual([])
    },
    { at: undefined } as never,
  )
})

test('a count is old at the same moment for the database as for who reads it', async () => {
  for (const [hours, stale] of [
    [STALE_DAYS * 24 - 0.01, false],
    [STALE_DAYS * 24 + 0.01, true],
  ] as const) {
    await admin.query('update care.place set beds_free = 0')
    await aPlace(haven, ago(hours))
    await bySql(async (client) => {
      const { rows } = await client.query(`select stale from care.find_providers('{man}', '{}', '{}') where room`)
      expect(rows).toEqual([{ stale }])
    })
  }
})

/** What is asked while a transaction of somebody else stands open, which is committed before the answers come. */
const meanwhile = async (before: string, given: string, asks: readonly (() => Promise<Answer>)[]) => {
  const answers: Promise<Answer>[] = []
  await admin.query('begin')
  try {
    await admin.query(before, [given])
    for (const ask of asks) {
      answers.push(ask())
      await waiting(answers.length)
    }
  } finally {
    await admin.query('commit')
  }
  return Promise.all(answers)
}
/** Until so many acts wait for a lock. */
const waiting = async (acts: number): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    // In a transaction the first look is kept.
    await admin.query('select pg_stat_clear_snapshot()')
    const { rows } = await admin.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.n ?? 0) >= acts) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('nobody waits')
}

test('P14 a hold that is given back while its bed is taken: the award has it, or it is given back, and never both', async () => {
  const place = await aPlace()
  const [one, two] = [await aYes(place), await aYes(place)]
  expect((await post(one, 'holds')).status).toBe(201)
  const [awarded, given] = await meanwhile('select 1 from care.place where id = $1 for update', place, [
    () => post(one, 'awards'),
    () => post(one, 'hold-releases'),
  ])
  expect([awarded?.status, given?.status]).toEqual([201, 409])
  expect(codeOf(await post(two, 'awards'))).toBe('place-already-taken')
})

test('P14 a house that answers no at the moment at which its bed is held or taken is not overruled, and no bed is lost', async () => {
  for (const what of ['holds', 'awards']) {
    const place = await aPlace()
    const one = await aYes(place)
    const [answer] = await meanwhile(
      `update care.place_offer set answer = 'no', place_id = null where id = $1`,
      one.offer,
      [() => post(one, what)],
    )
    expect(answer && codeOf(answer), what).toBe('offer-not-yes')
    const { rows } = await admin.query(
      `select p.beds_free, q.stage, o.bed_held_until, o.won_at from care.place p, care.place_request q, care.place_offer o
       where p.id = $1 and q.id = $2 and o.id = $3`,
      [place, one.request, one.offer],
    )
    expect(rows, what).toEqual([{ beds_free: 1, stage: 'asking', bed_held_until: null, won_at: null }])
  }
})

test('P15 of many searches at once no more pass than the budget of a day leaves', async () => {
  const dossier = await aDossier()
  const hanna = await house.as(cast.coordinatorZaanstad)
  await admin.query(
    `insert into care.place_search (id, organisation_id, actor_id, asked_at)
     select gen_random_uuid(), $1, $2, $3 from generate_series(1, $4)`,
    [zaanstad, cast.coordinatorZaanstad.actor, ago(0), SEARCHES_PER_DAY - 1],
  )
  const said = await Promise.all(
    Array.from({ length: 40 }, () =>
      hanna.post(`/v1/dossiers/${dossier}/place-searches`, { wanted: ['man'], regionsAvoided: [] }),
    ),
  )
  expect(said.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(new Set(said.filter(({ status }) => status !== 200).map(codeOf))).toEqual(new Set(['too-many-place-searches']))
  await admin.query('delete from care.place_search')
})

/** How many payers a house hears of for the bed that it gave. */
const hears = async (member: CastMember, { offer }: Asked): Promise<number | undefined> => {
  const { placeOffers } = (await (await house.as(member)).get('/v1/place-offers')).body as {
    placeOffers: { id: string; payers?: object[] }[]
  }
  return placeOffers.find(({ id }) => id === offer)?.payers?.length
}
const askPayer = async (dossier: string, hours: number): Promise<void> => {
  const verdict = randomUUID()
  await admin.query(
    `insert into responsibility.verdict (id, organisation_id, dossier_id, decided_on, rules_version, verdict, created_at) values ($1, $2, $3, $4::date, '1', '{}', $4)`,
    [verdict, zaanstad, dossier, ago(hours)],
  )
  await admin.query(
    `insert into responsibility.payer_request (id, organisation_id, payer_id, dossier_id, verdict_id, asked_at) values (gen_random_uuid(), $1, $2, $3, $4, $5)`,
    [zaanstad, randomUUID(), dossier, verdict, ago(hours)],
  )
}

test('P16 a house that she left hears of the payers of her time there, and of none that is asked from the next question for a place on', async () => {
  const dossier = await aDossier()
  const first = await aYes(await aPlace(), { dossier, placed: 90 })
  await askPayer(dossier, 95)
  await askPayer(dossier, 80)
  expect(await hears(cast.shelterWorkerHaven, first)).toBe(2)
  // Another place is asked and not found yet: who is to pay for it is asked before she arrives there.
  await admin.query(
    `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, '{man}', '{}', 'asking', $4)`,
    [dossier, zaanstad, dossier, ago(50)],
  )
  await askPayer(dossier, 45)
  expect(await hears(cast.shelterWorkerHaven, first)).toBe(2)
  // It was taken back and she stayed: what is asked then is for the bed that she has.
  await admin.query(`update care.place_request set stage = 'withdrawn' where id = $1`, [dossier])
  expect(await hears(cast.shelterWorkerHaven, first)).toBe(3)
  // Then she goes. Whether what was asked since the first question was for here or there, nobody can tell: the house hears none of it.
  const second = await aYes(await aPlace(baken), { dossier, of: baken, placed: 20, asked: 30 })
  await askPayer(dossier, 25)
  await askPayer(dossier, 10)
  expect(await hears(cast.shelterWorkerHaven, first)).toBe(2)
  expect(await hears(cast.shelterWorkerBaken, second)).toBe(5)
})

test('P16 a house hears of no payer that is asked after her care ended, also when it is taken up again', async () => {
  const dossier = await aDossier()
  const first = await aYes(await aPlace(), { dossier, placed: 90 })
  await askPayer(dossier, 80)
  const step = (kind: string, version: number, hours: number) =>
    admin.query(
      `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
       values (gen_random_uuid(), $1, $2, $3, $4::date, 'day', $4, $5, $6, 'W01', gen_random_uuid(), '{"because":"own-wish"}')`,
      [dossier, version, kind, ago(hours), cast.coordinatorZaanstad.actor, zaanstad],
    )
  await step('care-ended', 1, 40)
  await askPayer(dossier, 30)
  await step('dossier-reopened', 2, 20)
  await askPayer(dossier, 10)
  expect(await hears(cast.shelterWorkerHaven, first)).toBe(1)
})
