/** What a look-up costs the database. The numbers here may fall; who must raise one says in its commit what is bought with it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { costOf } from '../../tests/support/cost.ts'
import { lookFor, writeGround, writeSignal } from '../../tests/support/looking.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { LOCKS } from './locks.ts'

/** A question over HTTP: the session, the act with all its checks and rows, what was decided, the data key, the count of the authority. Five crossings are waited for; the sixth tells the courier, after the answer. */
const LOOK_UP = { crossings: 6, statements: 21, commits: 2 }
/** Ten questions carried in one round, each finding somebody: a turn of the courier, the matcher, decoys, hits, clusters of things. */
const ROUND_OF_TEN = { crossings: 13, statements: 33, commits: 5 }

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram } = cast
const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven
const her = { fullName, birthDate, phone }

test('a look-up crosses to the database five times, with as many statements and commits as before or fewer', async () => {
  // The first one opens connections and reads the log of epochs.
  await lookFor(house, bram, her)
  const signalId = await writeSignal(house, hanna, her)
  const asked = {
    signalId,
    groundId: await writeGround(house, hanna, signalId),
    purpose: 'D27',
    caseReference: 'ZNS 1',
  }
  const caller = await house.as(hanna)
  const cost = await costOf(async () => expect((await caller.post('/v1/look-ups', asked)).status).toBe(201))
  expect(cost).toEqual(LOOK_UP)
})

test('ten look-ups that find somebody are carried in one round, which costs hardly more than one of them', async () => {
  const courier = await house.system.courier()
  await lookFor(house, bram, her)
  await courier.carry()
  for (let i = 0; i < 10; i += 1) await lookFor(house, hanna, her)
  const cost = await costOf(() => courier.carry())
  expect(((await (await house.as(hanna)).get('/v1/hits')).body as { hits: unknown[] }).hits).toHaveLength(10)
  expect(cost).toEqual(ROUND_OF_TEN)
})

test('a look-up is answered while the courier has its turn and while clusters are derived', async () => {
  const admin = await house.admin()
  await admin.query('select pg_advisory_lock($1), pg_advisory_lock($2)', [LOCKS.turn, LOCKS.derive])
  const { answer } = await lookFor(house, hanna, her)
  expect(answer.status).toBe(201)
  await admin.query('select pg_advisory_unlock_all()')
})
