/**
 * "My ex works at a municipality." Somebody who is authorised, signed in and within his function looks for a woman whom he has no
 * reason to look for, in every way that we could think of. Each way says what stops him, or who sees it and where; where nothing
 * stops him before a hit, the title says so. He is Joost; she is known in Eindhoven and never agreed to be found by him.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { LOOKUP_BUDGET } from '../../src/linkage/lookup.ts'
import { TERMS } from '../../src/linkage/oversight.ts'
import { ask, lookFor, readOversight, writeGround, writeSignal } from '../support/looking.ts'
import { type Answer, openTestSystem, type TestSystem } from '../support/system.ts'

const { colleagueZaanstad: joost, coordinatorZaanstad: hanna, coordinatorEindhoven: mirte } = cast
const { privacyOfficerZaanstad: officer, wmoDeskZaanstad: anouk, privacyOfficerContactDesk: deskOfficer } = cast
/** Invented, as everybody here. */
const her = { given: 'Fenna', surname: 'Verzonnenhof', birthDate: '1991-08-23', phone: '06 00 00 55 01' }

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
  await lookFor(house, mirte, her, 'consent-to-search')
  await carried()
})
afterEach(async () => {
  await house.close()
})

const carried = async (): Promise<void> => void (await (await house.system.courier()).carry())
const codeOf = (answer: Answer): unknown => (answer.body as { code?: string }).code
const hitsOfJoost = async (): Promise<number> =>
  ((await (await house.as(joost)).get('/v1/hits')).body as { hits: unknown[] }).hits.length
const refusedCodes = async (): Promise<readonly string[]> =>
  (await readOversight(house, officer)).refused.filter(({ actorId }) => actorId === joost.actor).map(({ code }) => code)
const leftForTheMatcher = async (): Promise<number> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ n: number }>(
    'select count(*)::int as n from linkage.lookup where actor_id = $1',
    [joost.actor],
  )
  return rows[0]?.n ?? -1
}
const afterTheDays = (): void => house.clock.advance({ days: TERMS.followUpDays + 1 })

test('without a case he is stopped, and the privacy officer is told', async () => {
  const signalId = await writeSignal(house, joost, her)
  const groundId = await writeGround(house, joost, signalId)
  expect(codeOf(await ask(house, joost, { signalId, groundId, caseReference: ' ' }))).toBe('lookup-without-case')
  expect([await leftForTheMatcher(), await refusedCodes()]).toEqual([0, ['lookup-without-case']])
})

test('without a ground he is stopped, and the privacy officer is told', async () => {
  const signalId = await writeSignal(house, joost, her)
  const answer = await (await house.as(joost)).post('/v1/look-ups', { signalId, purpose: 'D27', caseReference: 'X' })
  expect(codeOf(answer)).toBe('lookup-without-ground')
  expect([await leftForTheMatcher(), await refusedCodes()]).toEqual([0, ['lookup-without-ground']])
})

test('with the ground that a colleague wrote down for somebody else he is stopped, and the privacy officer is told', async () => {
  const { groundId } = await lookFor(house, hanna, { fullName: 'Ander Verzonnen', birthDate: '1980-04-05' })
  const signalId = await writeSignal(house, joost, her)
  expect(codeOf(await ask(house, joost, { signalId, groundId }))).toBe('no-ground')
  expect([await leftForTheMatcher(), await refusedCodes()]).toEqual([0, ['no-ground']])
})

test('for another purpose, or from a function that may not look, he is stopped, and the privacy officer is told', async () => {
  const signalId = await writeSignal(house, joost, her)
  const groundId = await writeGround(house, joost, signalId)
  const other = await (await house.as(joost)).post('/v1/look-ups', {
    signalId,
    groundId,
    purpose: 'W01',
    caseReference: 'X',
  })
  expect(codeOf(other)).toBe('lookup-for-other-purpose')
  const desk = await (await house.as(anouk)).post('/v1/look-ups', {
    signalId,
    groundId,
    purpose: 'D27',
    caseReference: 'X',
  })
  expect(codeOf(desk)).toBe('not-your-function')
  expect(await refusedCodes()).toEqual(['lookup-for-other-purpose'])
})

test('with a ground that he invented himself nothing stops him: he hears that she is known and whom to call, the other desk hears who asks at the same moment, and after two weeks it is on the list', async () => {
  const { answer } = await lookFor(house, joost, her)
  expect(answer.status).toBe(201)
  await carried()
  // This is the hole that no cryptography closes. What he gets is a desk to call: no place, no name, no content.
  const mine = (await (await house.as(joost)).get('/v1/hits')).text
  expect(await hitsOfJoost()).toBe(1)
  for (const secret of [her.surname, her.phone, 'Fenna']) expect(mine).not.toContain(secret)
  // The other desk sees at the same moment that Zaanstad asks, before he can have called.
  expect((await (await house.as(mirte)).get('/v1/hits')).text).toContain('Zaanstad')
  afterTheDays()
  expect((await readOversight(house, officer)).lookUps).toMatchObject([
    { actorId: joost.actor, cause: 'hit-not-answered', ownGround: true },
  ])
})

test('with the ground of a colleague for the same signal he looks, and the list says that the ground is not his', async () => {
  const signalId = await writeSignal(house, hanna, her)
  const groundId = await writeGround(house, hanna, signalId)
  expect((await ask(house, joost, { signalId, groundId })).status).toBe(201)
  afterTheDays()
  expect((await readOversight(house, officer)).lookUps).toMatchObject([{ actorId: joost.actor, ownGround: false }])
})

test('when she is a minor, or her signal is marked, nothing leaves without a colleague, and he cannot be that colleague', async () => {
  const { answer, groundId } = await lookFor(house, joost, { ...her, birthDate: '2010-08-23' })
  const { lookupId, status } = answer.body as { lookupId: string; status: string }
  expect(status).toBe('awaits-second-person')
  const body = { decision: 'confirmed', groundId }
  const alone = await (await house.as(joost)).post(`/v1/waiting-look-ups/${lookupId}/decisions`, body)
  expect(codeOf(alone)).toBe('second-person-is-asker')
  expect([await leftForTheMatcher(), await refusedCodes()]).toEqual([0, ['second-person-is-asker']])
})

test('leaving her date of birth out avoids the second person of a minor: that is known, and then the name alone must be enough for a hit', async () => {
  const { answer } = await lookFor(house, joost, { given: her.given, surname: her.surname, phone: her.phone })
  expect((answer.body as { status: string }).status).toBe('asked')
  afterTheDays()
  expect((await readOversight(house, officer)).lookUps).toMatchObject([{ actorId: joost.actor }])
})

test('trying many, he is stopped by the budget of one person, and the privacy officer sees the number', async () => {
  const signalId = await writeSignal(house, joost, { fullName: 'Ander Verzonnen', birthDate: '1980-04-05' })
  const groundId = await writeGround(house, joost, signalId)
  for (let count = 0; count < LOOKUP_BUDGET.actorPerDay; count += 1)
    expect((await ask(house, joost, { signalId, groundId })).status).toBe(201)
  const { signalId: hers } = { signalId: await writeSignal(house, joost, her) }
  const last = await ask(house, joost, { signalId: hers, groundId: await writeGround(house, joost, hers) })
  expect(codeOf(last)).toBe('lookup-budget-spent')
  const { budgets } = await readOversight(house, officer)
  expect(budgets.people).toMatchObject([{ actorId: joost.actor, spent: LOOKUP_BUDGET.actorPerDay }])
  expect(await refusedCodes()).toEqual(['lookup-budget-spent'])
})

test('a series of spellings takes a signal, a ground and a look-up each: all are counted, and all are on the list', async () => {
  const spellings = ['Verzonnenhof', 'Versonnenhof', 'Verzonnehof', 'Verzonnenhoff', 'Fersonnenhof']
  for (const surname of spellings) await lookFor(house, joost, { ...her, surname })
  expect((await readOversight(house, officer)).budgets.people).toMatchObject([{ spent: spellings.length }])
  afterTheDays()
  const { lookUps } = await readOversight(house, officer)
  expect(lookUps.filter(({ actorId, ownGround }) => actorId === joost.actor && ownGround)).toHaveLength(
    spellings.length,
  )
})

test('who looks for a decoy sees nothing unusual, and two privacy officers are told who, when, why and for which case', async () => {
  await house.system.decoys.plant({ count: 1, seed: 3 })
  await carried()
  const [decoy] = await house.system.decoys.list()
  const { given, surname, birthDate } = decoy?.person ?? { given: '', surname: '', birthDate: '' }
  const bait = await lookFor(house, joost, { given, surname, birthDate })
  const nobody = await lookFor(house, joost, { fullName: 'Niemand Gekend', birthDate: '1971-12-12' })
  await carried()
  expect([bait.answer.status, bait.answer.text.length]).toEqual([nobody.answer.status, nobody.answer.text.length])
  expect(await hitsOfJoost()).toBe(0)
  for (const each of [officer, deskOfficer])
    expect((await readOversight(house, each)).alarms, each.key).toMatchObject([
      { actorId: joost.actor, caseReference: 'ZAAK 1' },
    ])
})

test('taking his ground back afterwards takes no row away: the list says that it was taken back', async () => {
  const { groundId } = await lookFor(house, joost, her)
  await (await house.as(joost)).post(`/v1/grounds/${groundId}/withdrawals`)
  await carried()
  // Taken back before the message was carried, it carries no hit either.
  expect(await hitsOfJoost()).toBe(0)
  afterTheDays()
  expect((await readOversight(house, officer)).lookUps).toMatchObject([
    { actorId: joost.actor, ownGround: true, groundWithdrawn: true },
  ])
})

test('noting a call about his signal does not take the look-up off the list; opening a file for show does, but for the drawn tenth', async () => {
  const caller = await house.as(joost)
  const noted = await lookFor(house, joost, her)
  const about = { kind: 'signal', id: noted.signalId }
  expect((await caller.post('/v1/calls', { withWhom: 'X', about, outcome: 'agreed', minutes: 1 })).status).toBe(201)
  const ids: string[] = []
  for (let count = 0; count < 25; count += 1) {
    const { signalId, answer } = await lookFor(house, joost, {
      fullName: `Schijn ${'abcdefghijklmnopqrstuvwxyz'[count]}`,
      birthDate: '1980-04-05',
    })
    ids.push((answer.body as { lookupId: string }).lookupId)
    await caller.post('/v1/dossiers', { signalId, municipalityCode: 'GM0415' })
  }
  afterTheDays()
  const { lookUps } = await readOversight(house, officer)
  expect(lookUps.filter(({ cause }) => cause === 'nothing-followed')).toHaveLength(1)
  const drawn = lookUps.filter(({ lookupId }) => ids.includes(lookupId))
  expect(drawn.every(({ cause }) => cause === 'drawn')).toBe(true)
  expect(drawn.length).toBeLessThan(ids.length)
})

test('he cannot judge himself, tick himself off, or read the list', async () => {
  const { answer } = await lookFor(house, joost, her)
  const { lookupId } = answer.body as { lookupId: string }
  const caller = await house.as(joost)
  expect((await caller.get('/v1/look-up-oversight')).status).toBe(403)
  const review = { outcome: 'legitimate', reason: 'nobody-was-known' }
  expect((await caller.post(`/v1/look-ups/${lookupId}/reviews`, review)).status).toBe(403)
  // Made privacy officer afterwards, he still does not judge what he did.
  const promoted = await house.as({ ...joost, function: 'privacy-officer' })
  const admin = await house.admin()
  await admin.query("update access.account set function = 'privacy-officer' where actor_id = $1", [joost.actor])
  expect(codeOf(await promoted.post(`/v1/look-ups/${lookupId}/reviews`, review))).toBe('review-of-oneself')
})
