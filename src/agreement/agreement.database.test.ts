import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { clockKinds } from './clock-kinds.ts'
import { NORMS } from './norm-book.ts'

let house: TestSystem
let hanna: Caller
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const aDossier = async (): Promise<string> => {
  const id = randomUUID()
  const admin = await house.admin()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'open')`,
    [id, castOrganisations.careZaanstad],
  )
  await admin.end()
  return id
}
/** Records a fact of the dossier through the one way to act, so that the listeners of wiring hear it. */
const tell = async (
  dossier: string,
  kind: string,
  {
    slice = 'dossier',
    by = cast.coordinatorZaanstad,
    payload = {},
  }: { slice?: 'dossier' | 'access'; by?: CastMember; payload?: object } = {},
): Promise<void> => {
  const { actor, organisation, plane } = by
  const claim = { actor, organisation, plane, function: by.function, purpose: 'W01' }
  await house.system.acts.run({ claim, operation: 'test' }, async (work) => {
    await work.record({ slice, stream: dossier, kind, happened: work.today, payload: { ...payload } })
    return { ok: true, value: undefined }
  })
}
/** An offer of Zaanstad to Eindhoven that Eindhoven accepts. */
const acceptInEindhoven = async (dossier: string): Promise<void> => {
  const [handoverId, from, to] = [randomUUID(), castOrganisations.careZaanstad, castOrganisations.careEindhoven]
  const admin = await house.admin()
  await admin.query(
    `insert into dossier.handover (id, dossier_id, organisation_id, receiver_id, stage, offered_at, changed_at) values ($1, $2, $3, $4, 'accepted', now(), now())`,
    [handoverId, dossier, from, to],
  )
  await admin.end()
  await tell(dossier, 'handover-accepted', { by: cast.coordinatorEindhoven, payload: { handoverId, from, to } })
}
type Clock = {
  normId: string
  state: { code: string }
  because?: { code: string }
  daysLeft?: number
  daysLate?: number
  mayEscalate: boolean
  termKind: { code: string }
  sources: unknown[]
}
const clockOf = async (dossier: string, norm = 'N32'): Promise<Clock | undefined> => {
  hanna = await house.as(cast.coordinatorZaanstad)
  const { body, status, text } = await hanna.get(`/v1/dossiers/${dossier}/clocks`)
  expect(status, text).toBe(200)
  return (body as { clocks: Clock[] }).clocks.find((clock) => clock.normId === norm)
}

test('a handover accepted on the seventh day keeps the norm', async () => {
  const dossier = await aDossier()
  expect((await clockOf(dossier))?.state.code).toBe('not-started')
  await tell(dossier, 'person-moved')
  expect(await clockOf(dossier)).toMatchObject({
    state: { code: 'running' },
    daysLeft: 7,
    termKind: { code: 'proposed' },
    sources: expect.any(Array),
  })
  house.clock.advance({ days: 7 })
  await acceptInEindhoven(dossier)
  expect(await clockOf(dossier)).toMatchObject({ state: { code: 'kept' }, because: { code: 'handover-accepted' } })
})

test.each(['consent-refused', 'not-now', 'not-safe'])('%s keeps the norm, however late it gets', async (no) => {
  const dossier = await aDossier()
  await tell(dossier, 'person-moved')
  await tell(dossier, no, { slice: no === 'consent-refused' ? 'access' : 'dossier' })
  house.clock.advance({ days: 30 })
  expect(await clockOf(dossier)).toMatchObject({ state: { code: 'kept' }, because: { code: no }, mayEscalate: false })
})

test('what nobody signed is missed in plain sight and never escalates', async () => {
  const dossier = await aDossier()
  await tell(dossier, 'person-moved')
  house.clock.advance({ days: 9 })
  expect(await clockOf(dossier)).toMatchObject({
    state: { code: 'missed' },
    daysLate: 2,
    mayEscalate: false,
    termKind: { code: 'proposed' },
  })
})

type Due = { dossierId: string; normId: string; dueDate: string; daysLeft?: number; state: { code: string } }
const dueFor = async (member: CastMember): Promise<readonly Due[]> => {
  const { body, status, text } = await (await house.as(member)).get('/v1/due-clocks')
  expect(status, text).toBe(200)
  return (body as { dueClocks: Due[] }).dueClocks
}

test('what is due in the own dossiers comes soonest first, to whoever holds them and to nobody else', async () => {
  const [late, soon, kept] = [await aDossier(), await aDossier(), await aDossier()]
  await tell(late, 'person-moved')
  house.clock.advance({ days: 9 })
  await tell(soon, 'person-moved')
  await tell(kept, 'person-moved')
  await tell(kept, 'not-now')
  const mine = (await dueFor(cast.coordinatorZaanstad)).filter(({ normId }) => normId === 'N32')
  const of = (dossier: string) => mine.filter(({ dossierId }) => dossierId === dossier)
  expect(of(late)).toMatchObject([{ state: { code: 'missed' } }])
  expect(of(soon)).toMatchObject([{ state: { code: 'running' }, daysLeft: 7 }])
  expect(of(kept)).toEqual([])
  expect(mine.map(({ dueDate }) => dueDate)).toEqual(mine.map(({ dueDate }) => dueDate).toSorted())
  expect(await dueFor(cast.coordinatorEindhoven)).toEqual([])
  expect((await house.nobody.get('/v1/due-clocks')).status).toBe(401)
  expect((await (await house.as(cast.investigatorNoordHolland)).get('/v1/due-clocks')).status).toBe(403)
})

test('what is due takes the same number of queries however many dossiers there are, and is at most fifty', async () => {
  const queriesOf = async (): Promise<number> => {
    const caller = await house.as(cast.coordinatorZaanstad)
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    expect((await caller.get('/v1/due-clocks')).status).toBe(200)
    const count = asked.mock.calls.length
    asked.mockRestore()
    return count
  }
  await tell(await aDossier(), 'person-moved')
  const small = await queriesOf()
  for (let count = 0; count < 60; count += 1) await tell(await aDossier(), 'person-moved')
  expect(await queriesOf()).toBe(small)
  expect(await dueFor(cast.coordinatorZaanstad)).toHaveLength(50)
}, 30_000)

test('facts that no norm reads are not copied', async () => {
  const dossier = await aDossier()
  await tell(dossier, 'page-switched-on')
  const admin = await house.admin()
  const { rows } = await admin.query('select kind from agreement.clock_fact where dossier_id = $1', [dossier])
  await admin.end()
  expect(rows).toEqual([])
  expect(clockKinds(NORMS)).toContain('shelter-needed')
  expect(clockKinds(NORMS)).not.toContain('page-switched-on')
})

test('another organisation reads no clock, and cannot tell the dossier from one that does not exist', async () => {
  const dossier = await aDossier()
  await tell(dossier, 'person-moved')
  const mirte = await house.as(cast.coordinatorEindhoven)
  const [theirs, none] = [
    await mirte.get(`/v1/dossiers/${dossier}/clocks`),
    await mirte.get(`/v1/dossiers/${randomUUID()}/clocks`),
  ]
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect({ ...(theirs.body as object), instance: '' }).toEqual({ ...(none.body as object), instance: '' })
  expect((await house.nobody.get(`/v1/dossiers/${dossier}/clocks`)).status).toBe(401)
  expect((await (await house.as(cast.investigatorNoordHolland)).get(`/v1/dossiers/${dossier}/clocks`)).status).toBe(403)
  expect((await mirte.get('/v1/dossiers/none/clocks')).status).toBe(400)
})

test('hands that note one fact of an area at once note it once, and take it back once', async () => {
  const coordinator = await house.as(cast.coordinatorZaanstad)
  const path = '/v1/areas/region/VO0479/facts'
  const statuses = async (asked: () => ReturnType<Caller['post']>): Promise<readonly number[]> =>
    (await Promise.all(Array.from({ length: 8 }, asked))).map(({ status }) => status).toSorted()
  const noted = { kind: 'coordinator-in-place', happenedDate: '2026-10-01' }
  expect(await statuses(() => coordinator.post(path, noted))).toEqual([201, ...Array(7).fill(409)])
  const admin = await house.admin()
  const { rows } = await admin.query("select id from agreement.public_fact where kind = 'coordinator-in-place'")
  expect(rows).toHaveLength(1)
  expect(await statuses(() => coordinator.post(`${path}/${rows[0].id}/withdrawals`))).toEqual([
    201,
    ...Array(7).fill(404),
  ])
})
