/** Several servers on one database: each holds a matcher in memory, so one of them carries and the others stand by. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay, theCook } from '../../fixtures/cast.ts'
import { createSystem } from '../../src/wiring.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast
const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven

const lookUp = async (member: CastMember): Promise<void> => {
  const caller = await house.as(member)
  const person = { fullName, birthDate, phone }
  const signal = await caller.post('/v1/signals', { source: 'typed', exploitation: 'labour', person })
  const { signalId } = signal.body as { signalId: string }
  const ground = { kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.', givenDate: castDay }
  const made = await caller.post(`/v1/signals/${signalId}/grounds`, ground)
  const { groundId } = made.body as { groundId: string }
  const asked = { signalId, groundId, purpose: 'D27', caseReference: 'ZNS 1' }
  expect((await caller.post('/v1/look-ups', asked)).status).toBe(201)
}

test('of two servers on one database one carries; the other takes over with everything that was carried', async () => {
  const { platform, reference, clock } = house
  const second = createSystem({ platform, reference, clock: clock.now, log: () => undefined })
  await second.courier()
  const stopFirst = await house.system.startBackground()
  await lookUp(bram)
  await carried()
  const stopSecond = await second.startBackground()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await stopFirst()
  await lookUp(hanna)
  await carried()
  const hits = await (await house.as(bram)).get('/v1/hits')
  await stopSecond()
  expect((hits.body as { hits: unknown[] }).hits).toHaveLength(1)
}, 30_000)

const carried = async (): Promise<void> => {
  const admin = await house.admin()
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await admin.query('select 1 from linkage.outbox where sent_at is null')
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
