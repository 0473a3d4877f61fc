import { afterEach, beforeEach, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { ask, lookFor, readOversight, writeGround, writeSignal } from '../../tests/support/looking.ts'
import { type Answer, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { TERMS } from './oversight.ts'

let house: TestSystem
beforeEach(async () => {
  house = await openTestSystem()
})
afterEach(async () => {
  await house.close()
})

const { coordinatorZaanstad: hanna, colleagueZaanstad: joost, coordinatorEindhoven: mirte } = cast
const { investigatorNoordHolland: ruben, colleagueNoordHolland: elin } = cast
const { privacyOfficerZaanstad: officer, privacyOfficerContactDesk: deskOfficer } = cast
const { name: fullName, birthDate, phone } = theCook.asKnown.eindhoven
const adult = { fullName, birthDate, phone }
const minor = { fullName: 'Verzonnen Jongere', birthDate: '2011-05-04' }

const codeOf = (answer: Answer): unknown => (answer.body as { code?: string }).code
const lookupIdOf = (answer: Answer): string => (answer.body as { lookupId: string }).lookupId
const statusOf = (answer: Answer): unknown => (answer.body as { status?: string }).status
const countOf = async (table: string): Promise<number> => {
  const admin = await house.admin()
  return (await admin.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? -1
}
const decide = async (
  member: typeof hanna | typeof joost | typeof ruben | typeof elin,
  lookupId: string,
  body: object,
) => (await house.as(member)).post(`/v1/waiting-look-ups/${lookupId}/decisions`, body)
const carried = async (): Promise<void> => void (await (await house.system.courier()).carry())
const hitsOf = async (member: typeof hanna | typeof mirte) => (await (await house.as(member)).get('/v1/hits')).text

// ---- two people

test('a sensitive look-up waits: nothing is encoded and nothing leaves until somebody else agrees', async () => {
  const { signalId, groundId, answer } = await lookFor(house, hanna, minor)
  expect([answer.status, statusOf(answer)]).toEqual([201, 'awaits-second-person'])
  for (const table of ['linkage.entry', 'linkage.lookup', 'linkage.outbox', 'authority.evaluation'])
    expect(await countOf(table), table).toBe(0)
  const list = await (await house.as(joost)).get('/v1/waiting-look-ups')
  expect(list.body).toMatchObject({
    waitingLookUps: [
      {
        signalId,
        groundId,
        reasons: ['minor'],
        actorName: hanna.name,
        isOwn: false,
        state: 'waiting',
        abilities: ['decide-look-up'],
      },
    ],
  })
  expect(statusOf(await decide(joost, lookupIdOf(answer), { decision: 'confirmed', groundId }))).toBe('asked')
  expect(await countOf('linkage.outbox')).toBe(1)
  const admin = await house.admin()
  const { rows } = await admin.query('select actor_id from linkage.lookup')
  expect(rows).toEqual([{ actor_id: hanna.actor }])
})

test('the answer to a sensitive look-up has the status and the size of an ordinary one', async () => {
  const sensitive = (await lookFor(house, hanna, minor)).answer
  const ordinary = (await lookFor(house, hanna, adult)).answer
  expect(statusOf(ordinary)).toBe('asked')
  expect(ordinary.status).toBe(sensitive.status)
  expect(ordinary.text.length).toBe(sensitive.text.length)
  expect(ordinary.headers['content-length']).toBe(sensitive.headers['content-length'])
})

test('police looking without consent takes two investigators; with consent it takes one', async () => {
  const { groundId, answer } = await lookFor(house, ruben, adult)
  expect(statusOf(answer)).toBe('awaits-second-person')
  expect(statusOf((await lookFor(house, ruben, adult, 'consent-to-search')).answer)).toBe('asked')
  expect(statusOf(await decide(elin, lookupIdOf(answer), { decision: 'confirmed', groundId }))).toBe('asked')
})

test('a signal that was marked takes two people from then on, whoever asks', async () => {
  const signalId = await writeSignal(house, hanna, adult)
  const groundId = await writeGround(house, hanna, signalId)
  const marked = await (await house.as(joost)).post(`/v1/signals/${signalId}/sensitive-marks`, {})
  expect(marked.status).toBe(201)
  expect(statusOf(await ask(house, hanna, { signalId, groundId }))).toBe('awaits-second-person')
  expect((await (await house.as(mirte)).post(`/v1/signals/${signalId}/sensitive-marks`, {})).status).toBe(404)
})

test('nobody agrees to his own look-up, and the privacy officer hears that it was tried', async () => {
  const { groundId, answer } = await lookFor(house, hanna, minor)
  const tried = await decide(hanna, lookupIdOf(answer), { decision: 'confirmed', groundId })
  expect([tried.status, codeOf(tried)]).toEqual([403, 'second-person-is-asker'])
  expect((await readOversight(house, officer)).refused).toMatchObject([
    { actorId: hanna.actor, code: 'second-person-is-asker', seen: false },
  ])
})

test('the second person agrees to the ground that (s)he read, once, within a day; a refusal says why and is kept', async () => {
  const first = await lookFor(house, hanna, minor)
  const other = await writeGround(house, hanna, first.signalId)
  const id = lookupIdOf(first.answer)
  expect(codeOf(await decide(joost, id, { decision: 'confirmed', groundId: other }))).toBe('second-person-other-ground')
  expect(codeOf(await decide(joost, id, { decision: 'refused' }))).toBe('second-person-reason-missing')
  expect(statusOf(await decide(joost, id, { decision: 'refused', reason: 'ground-too-thin' }))).toBe('refused')
  const { groundId } = first
  expect(codeOf(await decide(joost, id, { decision: 'confirmed', groundId }))).toBe('waiting-decided')
  const second = await lookFor(house, hanna, minor)
  house.clock.advance({ hours: TERMS.secondPersonHours })
  const late = { decision: 'confirmed', groundId: second.groundId }
  expect(codeOf(await decide(joost, lookupIdOf(second.answer), late))).toBe('waiting-ran-out')
  expect(await countOf('linkage.lookup')).toBe(0)
  const { waitingLookUps } = (await (await house.as(hanna)).get('/v1/waiting-look-ups')).body as {
    waitingLookUps: { state: string; reason?: string }[]
  }
  expect(waitingLookUps.map(({ state, reason }) => [state, reason])).toEqual(
    expect.arrayContaining([
      ['refused', 'ground-too-thin'],
      ['ran-out', undefined],
    ]),
  )
})

test('a ground that was taken back while the question waited carries it no more', async () => {
  const { groundId, answer } = await lookFor(house, hanna, minor)
  await (await house.as(hanna)).post(`/v1/grounds/${groundId}/withdrawals`)
  expect(codeOf(await decide(joost, lookupIdOf(answer), { decision: 'confirmed', groundId }))).toBe('ground-withdrawn')
  expect(await countOf('linkage.second_person')).toBe(0)
})

test('another organisation sees nothing of what waits and decides nothing', async () => {
  const { groundId, answer } = await lookFor(house, hanna, minor)
  expect((await (await house.as(mirte)).get('/v1/waiting-look-ups')).body).toEqual({ waitingLookUps: [] })
  const tried = await (await house.as(mirte)).post(`/v1/waiting-look-ups/${lookupIdOf(answer)}/decisions`, {
    decision: 'confirmed',
    groundId,
  })
  expect(tried.status).toBe(404)
})

// ---- the review

test('a look-up that led nowhere is on the list of the privacy officer, turns late, and is counted when it is judged', async () => {
  const { answer } = await lookFor(house, hanna, adult)
  const lookupId = lookupIdOf(answer)
  expect((await readOversight(house, officer)).lookUps).toEqual([])
  house.clock.advance({ days: TERMS.followUpDays + 1 })
  const listed = await readOversight(house, officer)
  expect(listed.lookUps).toMatchObject([{ lookupId, cause: 'nothing-followed', late: false, actorId: hanna.actor }])
  expect(listed.figures).toEqual({ listed: 1, reviewed: 0, late: 0 })
  house.clock.advance({ days: TERMS.reviewDays })
  expect((await readOversight(house, officer)).figures).toEqual({ listed: 1, reviewed: 0, late: 1 })
  const caller = await house.as(officer)
  const review = (body: object) => caller.post(`/v1/look-ups/${lookupId}/reviews`, body)
  expect(codeOf(await review({ outcome: 'legitimate' }))).toBe('review-reason-missing')
  expect((await review({ outcome: 'asked' })).status).toBe(201)
  expect((await readOversight(house, officer)).figures).toEqual({ listed: 1, reviewed: 0, late: 1 })
  house.clock.advance({ minutes: 1 })
  expect((await review({ outcome: 'legitimate', reason: 'nobody-was-known' })).status).toBe(201)
  const after = await readOversight(house, officer)
  expect(after.figures).toEqual({ listed: 1, reviewed: 1, late: 0 })
  expect(after.lookUps[0]?.review).toMatchObject({ outcome: 'legitimate', reason: 'nobody-was-known' })
})

test('a look-up after which a file was opened or a hit was answered leaves the list, unless it is drawn', async () => {
  await lookFor(house, mirte, adult)
  const followed = await lookFor(house, hanna, adult)
  await carried()
  const caller = await house.as(hanna)
  const { hits } = (await caller.get('/v1/hits')).body as { hits: { hitId: string }[] }
  await caller.post(`/v1/hits/${hits[0]?.hitId}/contacts`, { outcome: 'other-person' })
  const opened = await lookFor(house, hanna, { fullName: 'Ander Verzonnen', birthDate: '1990-02-03' })
  await caller.post('/v1/dossiers', { signalId: opened.signalId, municipalityCode: 'GM0415' })
  house.clock.advance({ days: TERMS.followUpDays + 1 })
  const { lookUps } = await readOversight(house, officer)
  const mine = [followed, opened].map(({ answer }) => lookupIdOf(answer))
  // One in ten is drawn; that is no other cause.
  expect(lookUps.filter(({ lookupId }) => mine.includes(lookupId)).every(({ cause }) => cause === 'drawn')).toBe(true)
  expect(lookUps.filter(({ cause }) => cause !== 'drawn')).toEqual([])
})

test('a hit that was left lying is on the list', async () => {
  await lookFor(house, mirte, adult)
  await lookFor(house, hanna, adult)
  await carried()
  house.clock.advance({ days: TERMS.followUpDays + 1 })
  expect((await readOversight(house, officer)).lookUps).toMatchObject([{ cause: 'hit-not-answered' }])
})

test('a privacy officer reads and judges the own organisation alone', async () => {
  const { answer } = await lookFor(house, mirte, adult)
  house.clock.advance({ days: TERMS.followUpDays + 1 })
  expect((await readOversight(house, officer)).lookUps).toEqual([])
  const tried = await (await house.as(officer)).post(`/v1/look-ups/${lookupIdOf(answer)}/reviews`, { outcome: 'asked' })
  expect(tried.status).toBe(404)
})

test('what was refused is ticked off once seen, but nobody ticks off what (s)he did', async () => {
  const signalId = await writeSignal(house, hanna, adult)
  await (await house.as(hanna)).post('/v1/look-ups', { signalId })
  await (await house.as(officer)).post('/v1/look-ups', { signalId })
  const tick = async (actor: string): Promise<Answer> => {
    const row = (await readOversight(house, officer)).refused.find(({ actorId }) => actorId === actor)
    return (await house.as(officer)).post(`/v1/refused-look-ups/${row?.refusedLookUpId}/ticks`, {})
  }
  expect((await tick(hanna.actor)).status).toBe(201)
  expect(codeOf(await tick(officer.actor))).toBe('review-of-oneself')
  const { refused } = await readOversight(house, officer)
  expect(refused.map(({ actorId, seen }) => [actorId, seen])).toEqual([
    [officer.actor, false],
    [hanna.actor, true],
  ])
})

test('the privacy officer sees who asked how often today', async () => {
  await lookFor(house, hanna, adult)
  await lookFor(house, hanna, minor)
  await lookFor(house, joost, { fullName: 'Ander Verzonnen', birthDate: '1990-02-03' })
  const { budgets } = await readOversight(house, officer)
  expect(budgets).toMatchObject({
    spent: 3,
    people: [
      { actorId: hanna.actor, spent: 2 },
      { actorId: joost.actor, spent: 1 },
    ],
  })
})

// ---- decoys

const planted = async () => {
  await house.system.decoys.plant({ count: 3, seed: 5 })
  await carried()
  const [decoy] = await house.system.decoys.list()
  if (!decoy?.person) throw new Error('no decoy')
  const { given, surname, birthDate: born } = decoy.person
  return { handle: decoy.handle, person: { given, surname, birthDate: born } }
}

test('who looks for a decoy gets the answer of everybody else and no hit; two privacy officers are told', async () => {
  const { handle, person } = await planted()
  const { answer } = await lookFor(house, hanna, person)
  const nobody = await lookFor(house, joost, { fullName: 'Niemand Gekend', birthDate: '1971-12-12' })
  expect([answer.status, answer.text.length]).toEqual([nobody.answer.status, nobody.answer.text.length])
  await carried()
  expect(await hitsOf(hanna)).toBe('{"hits":[]}')
  expect(await countOf('linkage.hit')).toBe(0)
  const [told] = (await readOversight(house, officer)).alarms
  expect(told).toMatchObject({ actorId: hanna.actor, caseReference: 'ZAAK 1', purpose: 'D27', seen: false })
  expect(told?.decoyId).toBeUndefined()
  const [desk] = (await readOversight(house, deskOfficer)).alarms
  expect(desk).toMatchObject({ actorId: hanna.actor, caseReference: 'ZAAK 1', decoyId: handle })
  for (const text of [JSON.stringify(told), JSON.stringify(desk)]) expect(text).not.toContain(person.surname)
})

test('whatever is found, the answer to a look-up has one size, and an own list without a hit has one size too', async () => {
  const { person: decoy } = await planted()
  const known = { fullName, birthDate }
  const toPolice = { fullName: 'Bekend Bijpolitie', birthDate: '1988-02-11' }
  const nobody = { fullName: 'Niemand Gekend', birthDate: '1971-12-12' }
  await lookFor(house, mirte, known)
  await lookFor(house, ruben, toPolice, 'consent-to-search')
  await carried()
  const sizes = new Set<string>()
  const lists = new Map<string, string>()
  for (const [name, person] of Object.entries({ nobody, decoy, toPolice, known })) {
    const { answer } = await lookFor(house, hanna, person)
    sizes.add(`${answer.status} ${answer.text.length} ${answer.headers['content-length']}`)
    await carried()
    lists.set(name, await hitsOf(hanna))
  }
  expect([...sizes]).toHaveLength(1)
  // All of these are asked before the one that makes a hit of her own; that one shows, and only that one.
  expect([lists.get('nobody'), lists.get('decoy'), lists.get('toPolice')]).toEqual(Array(3).fill('{"hits":[]}'))
  expect(lists.get('known')).toContain('hitId')
  // Across the planes the contact desk heard, and nobody else.
  const desk = await (await house.as(cast.contactDeskOfficer)).get('/v1/hits')
  expect((desk.body as { hits: unknown[] }).hits).toHaveLength(1)
})

test('a message that is carried twice rings once, and each look-up rings by itself', async () => {
  const { person } = await planted()
  const { signalId, groundId } = await lookFor(house, hanna, person)
  await carried()
  const admin = await house.admin()
  await admin.query('update linkage.outbox set sent_at = null')
  await carried()
  expect(await countOf('linkage.decoy_alarm')).toBe(2)
  house.clock.advance({ minutes: 5 })
  await ask(house, joost, { signalId, groundId })
  await carried()
  expect((await readOversight(house, officer)).alarms.map(({ actorId }) => actorId).sort()).toEqual(
    [hanna.actor, joost.actor].sort(),
  )
})

test('a decoy is in no entry, hit, report or cluster, and its name stands in clear in no table', async () => {
  const { handle, person } = await planted()
  await lookFor(house, hanna, person)
  await lookFor(house, mirte, person)
  await carried()
  await (await house.system.courier()).join()
  const admin = await house.admin()
  const { rows: tables } = await admin.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const { rows } = await admin.query<{ line: string }>(`select t::text as line from ${name} t`)
    const lines = rows.map(({ line }) => line).join('\n')
    if (lines.includes(handle)) holding.push(name)
    expect(lines.includes(person.surname), name).toBe(false)
  }
  expect(holding.sort()).toEqual(['linkage.decoy', 'linkage.decoy_alarm', 'linkage.outbox', 'matching.entry'])
  // The two houses that both looked for it still meet each other: they both wrote the name down.
  expect(await countOf('linkage.hit')).toBe(2)
})

test('planting again changes nothing, and a decoy that was retired rings no more but still makes no hit', async () => {
  const { handle, person } = await planted()
  expect(await house.system.decoys.plant({ count: 3, seed: 5 })).toBe(0)
  expect(await house.system.decoys.plant({ count: 4, seed: 5 })).toBe(1)
  expect(await house.system.decoys.retire([handle])).toBe(1)
  expect(await house.system.decoys.retire([handle])).toBe(0)
  await lookFor(house, hanna, person)
  await carried()
  expect([await countOf('linkage.decoy_alarm'), await countOf('linkage.hit')]).toEqual([0, 0])
})
