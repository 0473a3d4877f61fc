import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { type ActorId, asId, type DossierId } from '../kernel/index.ts'
import { readOwnLog } from './index.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

type Log = {
  entries: { operation: string; outcome: string; refusalCode?: string; actorId?: string }[]
  nextCursor?: string
}

test('the privacy officer reads what was asked and what was refused in the own organisation, and of no other [V16.3.2]', async () => {
  const [hanna, bram] = [await house.as(cast.coordinatorZaanstad), await house.as(cast.coordinatorEindhoven)]
  await hanna.get('/v1/signals')
  await hanna.get(`/v1/signals/${randomUUID()}`)
  await bram.get('/v1/signals')
  const officer = await house.as(cast.privacyOfficerZaanstad)
  const all = (await officer.get('/v1/log-entries')).body as Log
  expect(all.entries).toHaveLength(2)
  expect(all.entries.map((each) => each.actorId)).not.toContain(cast.coordinatorEindhoven.actor)
  const refused = (await officer.get('/v1/log-entries?refusedOnly=true')).body as Log
  expect(refused.entries).toMatchObject([
    { operation: 'readSignal', refusalCode: 'not-found', actorId: cast.coordinatorZaanstad.actor },
  ])
  const first = (await officer.get('/v1/log-entries?limit=1')).body as Log
  const second = (await officer.get(`/v1/log-entries?limit=1&cursor=${first.nextCursor}`)).body as Log
  expect(second.entries[0]).not.toEqual(first.entries[0])
  expect(((await officer.get('/v1/log-entries?untilDate=2026-11-15')).body as Log).entries).toEqual([])
})

test('an answer that is given again has a row of its own', async () => {
  const hanna = await house.as(cast.colleagueZaanstad)
  const body = { source: 'typed', exploitation: 'labour', person: { fullName: 'Verzonnen' } }
  const key = { 'idempotency-key': randomUUID() }
  const [first, second] = [await hanna.post('/v1/signals', body, key), await hanna.post('/v1/signals', body, key)]
  expect(second.body).toEqual(first.body)
  const all = (await (await house.as(cast.privacyOfficerZaanstad)).get('/v1/log-entries')).body as Log
  const own = all.entries.filter((each) => each.actorId === cast.colleagueZaanstad.actor)
  expect(own.map((each) => each.outcome)).toEqual(expect.arrayContaining(['done', 'repeated']))
})

test('the edge of the log', async () => {
  const officer = await house.as(cast.privacyOfficerZaanstad)
  expect((await house.nobody.get('/v1/log-entries')).status).toBe(401)
  expect((await (await house.as(cast.coordinatorZaanstad)).get('/v1/log-entries')).status).toBe(403)
  expect((await officer.get('/v1/log-entries?limit=101')).status).toBe(400)
  expect((await officer.get('/v1/log-entries?cursor=zzz')).status).toBe(400)
  expect((await officer.get('/v1/log-entries?fromDate=2026-11-16&untilDate=2026-11-01')).body).toMatchObject({
    code: 'period-reversed',
  })
})

test('she reads her own log; whoever is not her reads an empty one', async () => {
  const dossier = asId<DossierId>(randomUUID())
  await house.system.acts.run(
    { claim: { ...cast.coordinatorZaanstad, purpose: 'W01' }, operation: 'test' },
    async (work) => {
      work.concerns(dossier, 'read-chapters', ['health'])
      work.concerns(randomUUID(), 'read-chapters')
      return { ok: true, value: undefined }
    },
  )
  const read = (claim: Parameters<typeof house.system.acts.run>[0]['claim']) =>
    house.system.acts.run({ claim, operation: 'readOwnLog' }, async (work) => ({
      ok: true as const,
      value: await readOwnLog(work, () => ({ kind: 'care-coordination', name: 'Zorgcoördinatie' })),
    }))
  const herself = {
    organisation: castOrganisations.careZaanstad,
    actor: asId<ActorId>(randomUUID()),
    function: 'person',
    plane: 'person',
    purpose: 'W06',
  } as const
  expect(await read({ ...herself, dossier })).toMatchObject({
    value: [{ chapters: ['health'], who: { nl: 'Zorgcoördinatie' } }],
  })
  expect(await read({ ...herself, dossier: asId<DossierId>(randomUUID()) })).toMatchObject({ value: [] })
  expect(await read({ ...cast.coordinatorZaanstad, purpose: 'W01' })).toMatchObject({ value: [] })
})
