/** Fifty reach for the last bed at the same moment, also after somebody held it; `npm run verify:races` does it a thousand times. */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { PURPOSE_OF } from '../../tests/support/purposes.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import type { HoldAndStop } from './hold-and-stop.fixture.ts'
import { HOLD_HOURS } from './match-place.ts'

const ROUNDS = Number(process.env['SAMENHANG_RACE_ROUNDS'] ?? 12)
const TAKERS = 50

let house: TestSystem
let admin: Awaited<ReturnType<TestSystem['admin']>>
const place = randomUUID()
/** Fifty open requests for fifty people, each with the yes of the same house for the same bed. */
const takers = Array.from({ length: TAKERS }, () => ({
  dossier: randomUUID(),
  request: randomUUID(),
  offer: randomUUID(),
}))

beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
  const [zaanstad, haven, now] = [castOrganisations.careZaanstad, castOrganisations.shelterHaven, house.clock.now()]
  await admin.query('delete from care.place')
  await admin.query(
    `insert into care.place (id, organisation_id, kind, suits, region_code, beds_free, capacity, counted_at) values ($1, $2, 'men', '{man}', 'VR11', 1, 1, $3)`,
    [place, haven, now],
  )
  for (const { dossier, request, offer } of takers) {
    await admin.query(
      `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')`,
      [dossier, zaanstad, now],
    )
    await admin.query(
      `insert into care.place_request (id, organisation_id, dossier_id, wanted, regions_avoided, stage, asked_at) values ($1, $2, $3, '{man}', '{}', 'asking', $4)`,
      [request, zaanstad, dossier, now],
    )
    await admin.query(
      `insert into care.place_offer (id, request_id, organisation_id, provider_id, place_id, wanted, fits, wave, asked_at, answer, answered_at)
       values ($1, $2, $3, $4, $5, '{man}', '{man}', 1, $6, 'yes', $6)`,
      [offer, request, zaanstad, haven, place, now],
    )
  }
})
beforeEach(async () => {
  await oneBedAgain()
})
afterAll(async () => {
  await house.close()
})

const oneBedAgain = async (): Promise<void> => {
  await admin.query('update care.place_offer set won_at = null, bed_held_until = null, held_first_at = null')
  await admin.query(`update care.place_request set stage = 'asking', placed_with_id = null, placed_at = null`)
  await admin.query('update care.place set beds_free = 1 where id = $1', [place])
}

type Taker = (typeof takers)[number]
const post = (caller: Caller, what: string, { request, offer }: Taker): Promise<Answer> =>
  caller.post(`/v1/place-requests/${request}/${what}`, { offerId: offer })
/** All at once, from another one of them every time, so that not the same request is always first. */
const all = async (caller: Caller, what: string, turn: number, of: readonly Taker[] = takers) => {
  const begin = turn % of.length
  const order = [...of.slice(begin), ...of.slice(0, begin)]
  const answers = await Promise.all(order.map((taker) => post(caller, what, taker)))
  return { won: order.filter((_, index) => answers[index]?.status === 201), answers }
}
const codesOf = (answers: readonly Answer[]): readonly string[] => [
  ...new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => (body as { code: string }).code)),
]
const stateOf = async () => {
  const { rows } = await admin.query<{ free: number; won: number; placed: number; held: number }>(
    `select p.beds_free as free, (select count(*)::int from care.place_offer where won_at is not null) as won,
       (select count(*)::int from care.place_request where stage = 'placed') as placed,
       (select count(*)::int from care.place_offer where bed_held_until > $2 and won_at is null) as held
     from care.place p where p.id = $1`,
    [place, house.clock.now()],
  )
  return rows[0]
}
const GONE = { free: 0, won: 1, placed: 1, held: 0 }

/** What happens to the bed before fifty take it. Gives who held it. */
const BEFORE: Readonly<Record<string, (caller: Caller, turn: number) => Promise<readonly Taker[]>>> = {
  nothing: async () => [],
  'held by one of fifty': async (caller, turn) => {
    const { won, answers } = await all(caller, 'holds', turn)
    expect(won).toHaveLength(1)
    expect(codesOf(answers)).toEqual(['place-already-taken'])
    return won
  },
  'held and given back, many times at once': async (caller, turn) => {
    const { won } = await all(caller, 'holds', turn)
    const holder = won[0]
    if (!holder) throw new Error('nobody held it')
    const others = takers.filter((taker) => taker !== holder)
    const [given, again] = await Promise.all([
      Promise.all(Array.from({ length: 8 }, () => post(caller, 'hold-releases', holder))),
      all(caller, 'holds', turn, others),
    ])
    expect(given.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(again.won.length).toBeLessThanOrEqual(1)
    expect((await stateOf())?.held).toBe(again.won.length)
    return again.won
  },
}

test('P1 of fifty who take the last bed at the same moment exactly one gets it, whoever held it before', async () => {
  const began = performance.now()
  const rounds: Record<string, number> = {}
  let caller = await house.as(cast.coordinatorZaanstad)
  const ways = Object.entries(BEFORE)
  for (let round = 0; round < ROUNDS; round += 1) {
    const [name, before] = ways[round % ways.length] ?? ['', async () => []]
    await oneBedAgain()
    const held = await before(caller, round)
    const { won, answers } = await all(caller, 'awards', round * 7)
    expect(won).toHaveLength(1)
    if (held.length === 1) expect(won).toEqual(held)
    expect(codesOf(answers)).toEqual(['place-already-taken'])
    expect(await stateOf()).toEqual(GONE)
    rounds[name] = (rounds[name] ?? 0) + 1
    if (round % 100 === 99) caller = await house.as(cast.coordinatorZaanstad)
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  // biome-ignore lint/suspicious/noConsole: the figure that verify:races is asked for
  console.log(`${ROUNDS} rounds of ${TAKERS} takers of the last bed in ${seconds} s:`, rounds)
})

test('P8 a bed whose hold is past is free once: of fifty who hold it then, the late holder and a release among them, one does', async () => {
  for (let round = 0; round < Math.max(6, ROUNDS / 5); round += 1) {
    await oneBedAgain()
    const first = await house.as(cast.coordinatorZaanstad)
    const { won } = await all(first, 'holds', round)
    expect(won).toHaveLength(1)
    house.clock.advance({ hours: HOLD_HOURS, minutes: 1 })
    expect(await stateOf()).toEqual({ free: 1, won: 0, placed: 0, held: 0 })
    const later = await house.as(cast.coordinatorZaanstad)
    const holder = won[0]
    if (!holder) throw new Error('nobody held it')
    const [again, tooLate] = await Promise.all([
      all(later, 'holds', round * 3),
      // The old hold is past: giving it back frees nothing a second time. Who holds it anew may be the same, and may give that back.
      round % 2 === 0 ? post(later, 'hold-releases', holder) : undefined,
    ])
    const gaveBackAnew = tooLate?.status === 201
    expect(again.won.length).toBeLessThanOrEqual(gaveBackAnew ? 2 : 1)
    expect((await stateOf())?.held).toBe(again.won.length - (gaveBackAnew ? 1 : 0))
    const taken = await all(later, 'awards', round)
    expect(taken.won).toHaveLength(1)
    expect(await stateOf()).toEqual(GONE)
  }
})

test('P8 a process that is killed while it holds leaves the bed free; killed after it held, the bed is free when the hold is past', async () => {
  const caller = await house.as(cast.coordinatorZaanstad)
  const [one, other] = takers
  if (!one || !other) throw new Error('no takers')
  await holdAndKill(one, 'before')
  expect((await stateOf())?.held).toBe(0)
  expect((await post(caller, 'holds', other)).status).toBe(201)
  await oneBedAgain()
  await holdAndKill(one, 'after')
  expect((await post(caller, 'holds', other)).body).toMatchObject({ code: 'place-already-taken' })
  house.clock.advance({ hours: HOLD_HOURS, minutes: 1 })
  const later = await house.as(cast.coordinatorZaanstad)
  expect((await all(later, 'holds', 5)).won).toHaveLength(1)
})

/** Another process holds the bed, and is killed in the middle of its act or right after. */
const holdAndKill = async ({ offer }: Taker, when: 'before' | 'after'): Promise<void> => {
  const { organisation, actor, function: role } = cast.coordinatorZaanstad
  const child = fork(join(import.meta.dirname, 'hold-and-stop.fixture.ts'))
  const now = house.clock.now()
  const message: HoldAndStop = {
    ...{ url: house.platform.urls.worker, key: house.platform.secrets.claim.toString('hex'), offer, when },
    claim: { organisation, actor, function: role, purpose: PURPOSE_OF[role], trace: randomUUID() },
    ...{ now: now.toISOString(), until: new Date(now.getTime() + HOLD_HOURS * 3_600_000).toISOString() },
  }
  const said = new Promise((resolve) => child.once('message', resolve))
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.send(message)
  expect(await said).toBe('held')
  child.kill('SIGKILL')
  await gone
  // The database hears of it when the line breaks.
  for (let tries = 0; when === 'before' && tries < 100; tries += 1) {
    const { rows } = await admin.query(
      `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
    )
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
