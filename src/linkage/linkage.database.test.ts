import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castDay, theCook } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { LOOKUP_BUDGET } from './lookup.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, coordinatorEindhoven: bram, privacyOfficerZaanstad: officer } = cast
const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven
const idOf = (body: unknown, field: string): string => String((body as Record<string, unknown>)[field])

type Asked = { readonly signalId: string; readonly groundId: string }

/** A signal about the cook with a ground that stands, not asked yet. */
const aSignal = async (member: CastMember): Promise<string> => {
  const person = { fullName, birthDate, phone }
  const caller = await house.as(member)
  return idOf((await caller.post('/v1/signals', { source: 'typed', exploitation: 'labour', person })).body, 'signalId')
}
const aGround = async (member: CastMember, signalId: string, more: Record<string, unknown> = {}): Promise<Asked> => {
  const ground = { kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.', givenDate: castDay }
  const caller = await house.as(member)
  const made = await caller.post(`/v1/signals/${signalId}/grounds`, { ...ground, ...more })
  return { signalId, groundId: idOf(made.body, 'groundId') }
}
const lookUp = async (member: CastMember, asked: Asked) =>
  (await house.as(member)).post('/v1/look-ups', { ...asked, purpose: 'D27', caseReference: 'ZNS 1' })
const hitsOf = async (member: CastMember): Promise<number> => {
  const courier = await house.system.courier()
  await courier.carry()
  return ((await (await house.as(member)).get('/v1/hits')).body as { hits: unknown[] }).hits.length
}

test('nobody is told of somebody whose ground was taken back, until there is a new one', async () => {
  const known = await aGround(bram, await aSignal(bram))
  await lookUp(bram, known)
  await (await house.as(bram)).post(`/v1/grounds/${known.groundId}/withdrawals`)
  const asked = await aGround(hanna, await aSignal(hanna))
  await lookUp(hanna, asked)
  expect([await hitsOf(bram), await hitsOf(hanna)]).toEqual([0, 0])
  await lookUp(bram, await aGround(bram, known.signalId))
  expect([await hitsOf(bram), await hitsOf(hanna)]).toEqual([1, 1])
})

test('a hit says which number to call and who answers there, on both sides', async () => {
  await lookUp(bram, await aGround(bram, await aSignal(bram)))
  await lookUp(hanna, await aGround(hanna, await aSignal(hanna)))
  await (await house.system.courier()).carry()
  for (const [member, organisation] of [
    [hanna, 'Eindhoven'],
    [bram, 'Zaanstad'],
  ] as const) {
    const { hits } = (await (await house.as(member)).get('/v1/hits')).body as { hits: unknown[] }
    expect(hits).toMatchObject([
      {
        callOrganisationName: expect.stringContaining(organisation),
        callPhone: expect.stringMatching(/^099/),
        callHolder: { nl: expect.any(String), en: expect.any(String) },
      },
    ])
  }
})

test('nobody is told of somebody whose ground ran out', async () => {
  const known = await aGround(bram, await aSignal(bram), { validUntilDate: '2026-11-20' })
  await lookUp(bram, known)
  house.clock.advance({ days: 5 })
  await lookUp(hanna, await aGround(hanna, await aSignal(hanna)))
  expect([await hitsOf(bram), await hitsOf(hanna)]).toEqual([0, 0])
})

test('a ground of today carries a look-up just after midnight, whatever the time zone of the server', async () => {
  const admin = await house.admin()
  await admin.query(`alter database ${new URL(house.platform.urls.admin).pathname.slice(1)} set timezone = 'UTC'`)
  house = await house.restart()
  // 23:30 in UTC is the next day here.
  house.clock.advance({ hours: 14, minutes: 30 })
  const asked = await aGround(hanna, await aSignal(hanna), { givenDate: '2026-11-17' })
  expect((await lookUp(hanna, asked)).status).toBe(201)
})

test('many look-ups at the same moment do not pass the budget of one person [V2.3.2, V2.4.1]', async () => {
  const asked = await aGround(hanna, await aSignal(hanna))
  const caller = await house.as(hanna)
  const body = { ...asked, purpose: 'D27', caseReference: 'ZNS 1' }
  const answers = await Promise.all(
    Array.from({ length: LOOKUP_BUDGET.actorPerDay + 20 }, () => caller.post('/v1/look-ups', body)),
  )
  expect(answers.filter((each) => each.status === 201)).toHaveLength(LOOKUP_BUDGET.actorPerDay)
}, 60_000)

test('a look-up by a function that may not ask is in the log, and the privacy officer hears of it', async () => {
  const curious = await house.as(officer)
  const signalId = await aSignal(hanna)
  expect((await curious.post('/v1/look-ups', { signalId })).body).toMatchObject({ code: 'not-your-function' })
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select outcome, refusal_code, function from audit.request where operation = 'askLookUp'",
  )
  expect(rows).toEqual([{ outcome: 'refused', refusal_code: 'not-your-function', function: officer.function }])
  const told = await curious.get('/v1/refused-look-ups')
  expect(told.body).toMatchObject({ refusedLookUps: [{ actorId: officer.actor, code: 'not-your-function' }] })
})
