import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { zaanstadScene } from '../../tests/support/scene.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { readPurposes } from '../access/index.ts'
import { registerFaults } from './register.ts'

let house: TestSystem
let admin: pg.Client
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})

type Row = {
  purpose: string
  operations: { operationId: string }[]
  done30: number
  done365: number
  refused30: number
}
type Register = {
  organisation: { name: string }
  dataProtectionOfficer?: unknown
  activities: Row[]
  terms?: unknown
  outsideEu: string[]
}

test('P2 every operation acts for a purpose of a table, and so does everything that stands in the log', async () => {
  await zaanstadScene(house)
  await house.nobody.post('/v1/sessions', { castMember: cast.coordinatorZaanstad.key })
  const { rows } = await admin.query<{ purpose: string }>(
    'select distinct purpose from audit.request where purpose is not null',
  )
  expect(rows.map(({ purpose }) => purpose)).toEqual(expect.arrayContaining(['W01', 'W02', 'W12', 'D27', 'decoys']))
  const operations = house.system.routes.flatMap(({ operationId, summary, access }) =>
    access.kind === 'signed-in' ? [{ operationId, summary, purpose: access.purpose }] : [],
  )
  expect(operations.length).toBeGreaterThan(80)
  const actedFor = rows.map(({ purpose }) => purpose)
  expect(registerFaults({ purposes: readPurposes(), operations, actedFor })).toEqual([])
})

test('the register counts what the own house did and was refused, of no other house and not of before a year', async () => {
  const officer = await house.as(cast.privacyOfficerZaanstad)
  const of = async (): Promise<Row | undefined> =>
    ((await officer.get('/v1/processing-register')).body as Register).activities.find(
      ({ purpose }) => purpose === 'W02',
    )
  const before = await of()
  const add = (organisation: string, daysAgo: number, outcome: string) =>
    admin.query(
      `insert into audit.request (trace_id, at, organisation_id, actor_id, function, plane, purpose, operation, outcome, duration_ms)
       values (gen_random_uuid(), $1, $2, $3, 'care-coordinator', 'care', 'W02', 'listSignals', $4, 1)`,
      [
        new Date(house.clock.now().getTime() - daysAgo * 86_400_000),
        organisation,
        cast.coordinatorZaanstad.actor,
        outcome,
      ],
    )
  const own = castOrganisations.careZaanstad
  await add(own, 2, 'done')
  await add(own, 40, 'done')
  await add(own, 400, 'done')
  await add(own, 2, 'refused')
  await add(castOrganisations.careEindhoven, 2, 'done')
  const after = await of()
  expect([after?.done30, after?.done365, after?.refused30]).toEqual([
    (before?.done30 ?? 0) + 1,
    (before?.done365 ?? 0) + 2,
    (before?.refused30 ?? 0) + 1,
  ])
  expect(after?.operations.map(({ operationId }) => operationId)).toContain('recordSignal')
})

test('what the directory does not name is missing and not made up', async () => {
  const { body } = await (await house.as(cast.privacyOfficerZaanstad)).get('/v1/processing-register')
  const { organisation, dataProtectionOfficer, outsideEu } = body as Register
  expect(organisation.name).toBe(
    house.reference.organisations.find((each) => each.id === castOrganisations.careZaanstad)?.name,
  )
  expect(dataProtectionOfficer).toBeUndefined()
  expect(outsideEu).toEqual([])
})

test('the edge of the desk', async () => {
  for (const path of ['/v1/processing-register', '/v1/unusual-looks', '/v1/subject-access-requests']) {
    expect((await house.nobody.get(path)).status).toBe(401)
    expect((await (await house.as(cast.shelterWorkerHaven)).get(path)).status).toBe(403)
  }
})

test('a request is recorded, gets more time only when she was told, and is answered once', async () => {
  const officer = await house.as(cast.privacyOfficerZaanstad)
  const future = await officer.post('/v1/subject-access-requests', {
    receivedDate: '2026-12-01',
    recognised: 'own-page',
  })
  expect(future.body).toMatchObject({ code: 'happened-in-future' })
  const { body } = await officer.post('/v1/subject-access-requests', {
    receivedDate: '2026-11-10',
    recognised: 'own-page',
  })
  const { accessRequestId } = body as { accessRequestId: string }
  const step = (sent: object) => officer.post(`/v1/subject-access-requests/${accessRequestId}/steps`, sent)
  expect((await step({ step: 'extended', reason: 'complex' })).body).toMatchObject({
    code: 'access-request-incomplete',
  })
  expect((await step({ step: 'extended', reason: 'complex', told: true })).status).toBe(201)
  expect((await step({ step: 'extended', reason: 'complex', told: true })).body).toMatchObject({
    code: 'access-request-step-taken',
  })
  const list = (await officer.get('/v1/subject-access-requests')).body as { accessRequests: object[] }
  expect(list.accessRequests).toContainEqual(
    expect.objectContaining({ dueDate: '2027-02-10', extendedBecause: 'complex', linked: false }),
  )
  expect((await step({ step: 'linked', dossierId: accessRequestId })).status).toBe(404)
  expect((await step({ step: 'answered' })).status).toBe(201)
  expect((await step({ step: 'withdrawn' })).body).toMatchObject({ code: 'access-request-closed' })
})
