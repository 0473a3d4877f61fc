import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, type Day, day } from '../kernel/index.ts'
import type { ActionShown, TableShown } from './table.schema.ts'

let house: TestSystem
let hanna: Caller
let nadia: Caller
let police: Caller
const signIn = async (): Promise<void> => {
  hanna = await house.as(cast.coordinatorZaanstad)
  nadia = await house.as(cast.shelterWorkerHaven)
  police = await house.as(cast.investigatorNoordHolland)
}
beforeAll(async () => {
  house = await openTestSystem()
  await signIn()
})
/** Days later everybody signs in again. */
const later = async (days: number): Promise<void> => {
  house.clock.advance({ days })
  await signIn()
}
afterAll(async () => {
  await house.close()
})

// Safe: each test names what the answer of that route has.
const body = <T>(answer: Answer): T => answer.body as T
const code = (answer: Answer): string | undefined => body<{ code?: string }>(answer).code
const today = (): Day => day(house.clock.now().toISOString().slice(0, 10))
const WISH = 'Ik wil slapen en daarna pas praten.'
const DECISION = 'Zij blijft waar zij is tot zij zelf iets anders wil.'

type Made = { readonly tableId: string; readonly seats: readonly { readonly seatId: string; readonly kind: string }[] }
const aDossier = async (more: Record<string, unknown> = {}): Promise<string> =>
  body<{ dossierId: string }>(await hanna.post('/v1/dossiers', { municipalityCode: 'GM0479', ...more })).dossierId
const aTable = async (dossierId: string, more: Record<string, unknown> = {}): Promise<Made> => {
  const answer = await hanna.post(`/v1/dossiers/${dossierId}/tables`, {
    heldDate: today(),
    wish: WISH,
    exploitation: 'sexual',
    seats: [
      { kind: 'shelter', partyId: castOrganisations.shelterHaven },
      { kind: 'avim', partyId: castOrganisations.avimNoordHolland },
      { kind: 'legal-aid', mail: 'balie@advocaat.example' },
    ],
    ...more,
  })
  expect(answer.status, answer.text).toBe(201)
  return body<Made>(answer)
}
const seatIn = ({ seats }: Made, kind: string): string => seats.find((each) => each.kind === kind)?.seatId ?? ''
const read = async (caller: Caller, { tableId }: Made): Promise<TableShown> =>
  body<TableShown>(await caller.get(`/v1/tables/${tableId}`))
const attend = (seatId: string, attendance: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  hanna.post(`/v1/seats/${seatId}/attendances`, {
    attendance,
    ...(attendance === 'attended' ? {} : { follower: 'organiser', followsDate: addDays(today(), 3) }),
    ...more,
  })
const ASKED = ['care-coordinator', 'shelter', 'avim', 'legal-aid']
/** Writes down of every seat who was there; `missing` of those who were asked were not. */
const account = async (table: Made, missing: readonly string[] = []): Promise<void> => {
  for (const { seatId, kind } of table.seats) {
    const said = !ASKED.includes(kind) ? 'nobody-asked' : missing.includes(kind) ? 'absent' : 'attended'
    const answer = await attend(seatId, said)
    expect(answer.status, answer.text).toBe(200)
  }
}
const close = async (table: Made): Promise<void> => {
  const answer = await hanna.post(`/v1/tables/${table.tableId}/closings`, {})
  expect(answer.status, answer.text).toBe(200)
}

test('P5 which seats a case needs is told with the rule, its source, its kind and who fills it where she is [Q13]', async () => {
  const dossierId = await aDossier({ fields: [{ field: 'birth-date', value: '2012-03-04' }] })
  expect(
    (
      await hanna.post(`/v1/dossiers/${dossierId}/chapter-notes`, {
        chapter: 'story',
        fields: [{ field: 'exploitation', value: 'sexual' }],
      })
    ).status,
  ).toBeLessThan(300)
  const { seats } = body<{ seats: { kind: string; fills?: { name: string }; why: Record<string, unknown> }[] }>(
    await hanna.get(`/v1/dossiers/${dossierId}/needed-seats`),
  )
  const avim = seats.find(({ kind }) => kind === 'avim')
  expect(avim).toMatchObject({
    fills: { organisationId: castOrganisations.avimNoordHolland },
    why: { reason: 'foreign-element', ruleId: 'T03', kind: 'proposed', validFromDate: '2026-01-01' },
  })
  expect(seats.find(({ kind }) => kind === 'vice')?.why).toMatchObject({ reason: 'exploitation', ruleId: 'T02' })
  for (const { why } of seats) expect((why['sources'] as string[]).length).toBeGreaterThan(0)
  expect(seats.find(({ kind }) => kind === 'shelter')?.fills).toBeUndefined()
})

test('P9 before the day nobody is there or absent; who was not there has who follows, and that stands on the table [Q21]', async () => {
  const table = await aTable(await aDossier(), { heldDate: addDays(today(), 7) })
  expect(code(await attend(seatIn(table, 'avim'), 'absent'))).toBe('table-not-yet')
  const now = await aTable(await aDossier())
  expect(code(await attend(seatIn(now, 'avim'), 'absent', { follower: undefined }))).toBe('follower-needed')
  expect(code(await attend(seatIn(now, 'avim'), 'absent', { follower: 'coa' }))).toBe('follower-has-no-seat')
  expect(code(await attend(seatIn(now, 'vice'), 'absent'))).toBe('nobody-was-asked')
  expect((await attend(seatIn(now, 'avim'), 'absent', { follower: 'legal-aid' })).status).toBe(200)
  const seat = (await read(hanna, now)).seats.find(({ kind }) => kind === 'avim')
  expect(seat?.attendance).toEqual({ attendance: 'absent', follower: 'legal-aid', followsDate: addDays(today(), 3) })
})

test('an empty seat is given to somebody later; whoever was asked before has nothing there any more, and no link', async () => {
  const table = await aTable(await aDossier(), { heldDate: addDays(today(), 7) })
  const seatId = seatIn(table, 'legal-aid')
  const path = `/antwoord/${body<{ token: string }>(await hanna.post(`/v1/seats/${seatId}/links`)).token}`
  expect((await house.nobody.get(path)).status).toBe(200)
  expect((await hanna.post(`/v1/seats/${seatId}/invitations`, { mail: 'ander@advocaat.example' })).status).toBe(200)
  expect((await house.nobody.get(path)).status).toBe(404)
  const shelter = seatIn(table, 'shelter')
  expect((await nadia.get(`/v1/tables/${table.tableId}`)).status).toBe(200)
  expect((await hanna.post(`/v1/seats/${shelter}/invitations`, { mail: 'opvang@verzonnen.example' })).status).toBe(200)
  expect((await nadia.get(`/v1/tables/${table.tableId}`)).status).toBe(404)
  expect(code(await hanna.post(`/v1/seats/${shelter}/invitations`, { partyId: castOrganisations.careEindhoven }))).toBe(
    'seat-party-does-not-fit',
  )
  expect(code(await hanna.post(`/v1/seats/${shelter}/invitations`, {}))).toBe('seat-party-does-not-fit')
})

test('each says for itself what it does, in fixed words of its plane; police have no word for an investigation', async () => {
  const table = await aTable(await aDossier())
  const say = (caller: Caller, kind: string, ...statements: string[]) =>
    caller.post(`/v1/seats/${seatIn(table, kind)}/statements`, { statements })
  expect((await say(nadia, 'shelter', 'gives-shelter', 'supports-daily')).status).toBe(200)
  expect(code(await say(police, 'avim', 'gives-shelter'))).toBe('statement-not-for-plane')
  expect((await say(police, 'avim', 'investigates')).status).toBe(400)
  expect((await say(police, 'avim', 'does-not-say')).status).toBe(200)
  // Nobody says it for another, the chair neither.
  expect((await say(hanna, 'avim', 'can-be-called')).status).toBe(404)
  expect((await say(nadia, 'avim', 'can-be-called')).status).toBe(404)
  const seats = (await read(hanna, table)).seats
  expect(seats.find(({ kind }) => kind === 'shelter')?.statements?.statements).toEqual([
    'gives-shelter',
    'supports-daily',
  ])
  expect(seats.find(({ kind }) => kind === 'avim')?.statements?.statements).toEqual(['does-not-say'])
  expect((await police.get(`/v1/tables/${table.tableId}`)).text).not.toContain('gives-shelter')
})

test('what is agreed has an owner who sits there, a day and a word of the owner’s plane; the owner ends it, or says why not', async () => {
  const table = await aTable(await aDossier())
  const at = `/v1/tables/${table.tableId}/actions`
  const agree = (owner: string, ask: string, dueDate: string = addDays(today(), 5)) =>
    hanna.post(at, { owner, ask, dueDate })
  expect(code(await agree('avim', 'find-place'))).toBe('ask-not-for-plane')
  expect(code(await agree('shelter', 'offer-reflection'))).toBe('ask-not-for-plane')
  expect(code(await agree('coa', 'call-back'))).toBe('owner-has-no-seat')
  expect(code(await agree('shelter', 'find-place', addDays(today(), -1)))).toBe('due-in-past')
  const { actionId } = body<{ actionId: string }>(await agree('shelter', 'find-place'))
  const own = body<{ actionId: string }>(await agree('legal-aid', 'arrange-lawyer')).actionId
  const listed = async (caller: Caller) =>
    body<{ actions: ActionShown[] }>(await caller.get('/v1/table-actions?limit=100')).actions.map(
      (each) => each.actionId,
    )
  expect(await listed(nadia)).toContain(actionId)
  expect(await listed(nadia)).not.toContain(own)
  // Whoever has no account is followed by who holds the table.
  expect(await listed(hanna)).toContain(own)
  const end = (caller: Caller, id: string, more: Record<string, unknown>) =>
    caller.post(`/v1/table-actions/${id}/outcomes`, more)
  expect((await end(police, actionId, { outcome: 'done' })).status).toBe(404)
  expect(code(await end(nadia, actionId, { outcome: 'not-done' }))).toBe('why-not-needed')
  expect(code(await end(nadia, actionId, { outcome: 'done', whyNot: 'not-yet' }))).toBe('why-not-needed')
  expect((await end(nadia, actionId, { outcome: 'not-done', whyNot: 'she-said-no' })).status).toBe(200)
  expect(code(await end(hanna, actionId, { outcome: 'done' }))).toBe('action-ended')
  expect(await listed(nadia)).not.toContain(actionId)
  expect((await read(hanna, table)).actions.find((each) => each.actionId === actionId)).toMatchObject({
    outcome: 'not-done',
    whyNot: 'she-said-no',
  })
})

test('P11 the minutes are fixed once, when of every seat it is said; afterwards nothing of the meeting changes', async () => {
  const table = await aTable(await aDossier())
  const at = `/v1/tables/${table.tableId}`
  const link = body<{ token: string }>(await hanna.post(`/v1/seats/${seatIn(table, 'legal-aid')}/links`)).token
  expect((await hanna.post(`${at}/decisions`, { text: DECISION, owner: 'shelter', dueDate: today() })).status).toBe(201)
  expect(code(await hanna.post(`${at}/closings`, {}))).toBe('seats-unaccounted')
  expect(code(await hanna.post(`${at}/corrections`, { text: 'Nee.' }))).toBe('table-not-closed')
  await account(table, ['avim'])
  await close(table)
  const minutes = (await read(hanna, table)).minutes
  expect(minutes?.seats.find(({ kind }) => kind === 'avim')).toMatchObject({
    attendance: 'absent',
    follower: 'organiser',
  })
  expect(minutes?.decisions).toMatchObject([{ text: DECISION, owner: 'shelter' }])
  const agreed = { dueDate: addDays(today(), 3), owner: 'organiser' }
  expect(code(await hanna.post(`${at}/closings`, {}))).toBe('table-closed')
  expect(code(await hanna.post(`${at}/decisions`, { ...agreed, text: 'Anders.' }))).toBe('table-closed')
  expect(code(await hanna.post(`${at}/actions`, { ...agreed, ask: 'call-back' }))).toBe('table-closed')
  for (const caller of [hanna, nadia])
    expect(code(await caller.post(`/v1/seats/${seatIn(table, 'shelter')}/answers`, { answer: 'attending' }))).toBe(
      'table-closed',
    )
  expect(
    code(await nadia.post(`/v1/seats/${seatIn(table, 'shelter')}/statements`, { statements: ['can-be-called'] })),
  ).toBe('table-closed')
  expect(
    code(await hanna.post(`/v1/seats/${seatIn(table, 'vice')}/invitations`, { mail: 'zeden@politie.example' })),
  ).toBe('table-closed')
  // The link went with the table.
  expect((await house.nobody.get(`/antwoord/${link}`)).status).toBe(404)
})

test('P12 the same table, read by each who sits at it: every party its own part, and no word of it reaches another', async () => {
  const table = await aTable(await aDossier())
  const at = `/v1/tables/${table.tableId}`
  await hanna.post(`${at}/decisions`, { text: DECISION, owner: 'organiser', dueDate: addDays(today(), 3) })
  const agree = (owner: string, ask: string) =>
    hanna.post(`${at}/actions`, { owner, ask, dueDate: addDays(today(), 5) })
  await agree('shelter', 'find-place')
  await agree('avim', 'name-contact')
  await account(table)
  await close(table)
  const [own, shelter, avim] = [await read(hanna, table), await read(nadia, table), await read(police, table)]
  expect(own.minutes?.seats).toHaveLength(table.seats.length)
  for (const [shown, kind, ask] of [
    [shelter, 'shelter', 'find-place'],
    [avim, 'avim', 'name-contact'],
  ] as const) {
    expect(shown.minutes?.seats).toEqual([{ kind, attendance: 'attended' }])
    expect(shown.minutes?.actions).toEqual([{ ask, dueDate: addDays(today(), 5) }])
    expect(shown.seats.map((each) => each.kind)).toEqual([kind])
    expect(shown).toMatchObject({ stage: 'held', agenda: [], decisions: [], missing: [] })
    expect(JSON.stringify(shown)).not.toMatch(/slapen|blijft waar|T0[1-9]|dossierId|follower|"why"/)
  }
  expect(JSON.stringify(avim)).not.toMatch(/shelter|find-place|Haven/)
})

test('a correction is a new fact beside the minutes, and whoever it is about is given its part anew', async () => {
  const table = await aTable(await aDossier())
  await account(table, ['shelter'])
  await close(table)
  expect((await read(nadia, table)).minutes?.seats).toEqual([{ kind: 'shelter', attendance: 'absent' }])
  expect((await attend(seatIn(table, 'shelter'), 'attended')).status).toBe(200)
  expect((await hanna.post(`/v1/tables/${table.tableId}/corrections`, { text: 'Nadia was er wel.' })).status).toBe(200)
  const { minutes } = await read(hanna, table)
  expect(minutes?.seats.find(({ kind }) => kind === 'shelter')?.attendance).toBe('absent')
  expect(minutes?.corrections).toMatchObject([
    { seat: { kind: 'shelter', attendance: 'attended' } },
    { text: 'Nadia was er wel.' },
  ])
  const theirs = await nadia.get(`/v1/tables/${table.tableId}`)
  expect(body<TableShown>(theirs).minutes?.seats).toEqual([{ kind: 'shelter', attendance: 'attended' }])
  expect(theirs.text).not.toContain('Nadia')
})

test('P6 P8 what was left open comes back at the next table: the seat, the action, the decision; and nothing of another file', async () => {
  const dossierId = await aDossier()
  const first = await aTable(dossierId, { exploitation: 'labour' })
  const at = `/v1/tables/${first.tableId}`
  await hanna.post(`${at}/decisions`, { text: DECISION, owner: 'organiser', dueDate: addDays(today(), 10) })
  const open = { owner: 'shelter', dueDate: addDays(today(), 10) }
  await hanna.post(`${at}/actions`, { ...open, ask: 'find-place' })
  const done = body<{ actionId: string }>(await hanna.post(`${at}/actions`, { ...open, ask: 'call-back' })).actionId
  await nadia.post(`/v1/table-actions/${done}/outcomes`, { outcome: 'done' })
  await account(first, ['avim'])
  await close(first)
  await later(14)
  const [again, other] = [await aTable(dossierId), await aTable(await aDossier())]
  const table = await read(hanna, again)
  // The Labour Authority was asked for by a form that is no longer said; its seat stayed empty, so it is here.
  expect(table.seats.find(({ kind }) => kind === 'labour-authority')).toMatchObject({
    why: { reason: 'missing-last-time' },
  })
  expect(table.agenda.filter(({ kind }) => kind === 'action')).toMatchObject([{ ask: 'find-place', late: true }])
  expect(table.agenda.filter(({ kind }) => kind === 'decision')).toMatchObject([{ text: DECISION }])
  expect(table.agenda.filter(({ kind }) => kind === 'seat-missing').map(({ seatKind }) => seatKind)).toContain('avim')
  expect(table.actions).toMatchObject([{ ask: 'find-place', carried: true }])
  expect((await read(hanna, other)).agenda).toEqual([])
  // Asked on the day itself: no proposal follows from that.
  expect(table.seats.find(({ kind }) => kind === 'avim')?.step).toBeUndefined()
})

test('P10 who was asked in time, stayed away without word and is asked again has a proposal beside its seat, seen by who holds the table alone', async () => {
  const dossierId = await aDossier()
  const first = await aTable(dossierId, { heldDate: addDays(today(), 8) })
  await later(8)
  await account(first, ['avim'])
  await close(first)
  await later(1)
  const again = await aTable(dossierId)
  const seat = (await read(hanna, again)).seats.find(({ kind }) => kind === 'avim')
  expect(seat?.step).toMatchObject({ step: 'call', proposed: true, dates: [addDays(today(), -1)] })
  expect((await read(police, again)).seats[0]).not.toHaveProperty('step')
})

test('P14 a table goes to another day: everybody hears it and is asked anew, what was answered stays on record, an old link ends', async () => {
  const table = await aTable(await aDossier(), { heldDate: addDays(today(), 5) })
  const [shelter, lawyer] = [seatIn(table, 'shelter'), seatIn(table, 'legal-aid')]
  expect((await nadia.post(`/v1/seats/${shelter}/answers`, { answer: 'attending' })).status).toBe(200)
  const { token } = body<{ token: string }>(await hanna.post(`/v1/seats/${lawyer}/links`, {}))
  const [was, heldDate] = [addDays(today(), 5), addDays(today(), 9)]
  const path = `/v1/tables/${table.tableId}/moves`
  for (const other of [nadia, police]) expect([403, 404]).toContain((await other.post(path, { heldDate })).status)
  expect(code(await hanna.post(path, { heldDate: was }))).toBe('table-same-day')
  expect(code(await hanna.post(path, { heldDate: addDays(today(), -1) }))).toBe('table-in-past')
  expect(body(await hanna.post(path, { heldDate }))).toEqual({ tableId: table.tableId, heldDate })
  const own = await read(hanna, table)
  expect([own.heldDate, own.movedFromDate]).toEqual([heldDate, was])
  const seat = own.seats.find(({ kind }) => kind === 'shelter')
  expect([seat?.answer, seat?.answeredBefore]).toEqual([undefined, { answer: 'attending', heldDate: was }])
  expect(own.seats.find(({ kind }) => kind === 'care-coordinator')?.answer).toBe('attending')
  for (const party of [nadia, police]) {
    const theirs = await read(party, table)
    expect([theirs.heldDate, theirs.movedFromDate, theirs.seats[0]?.answer]).toEqual([heldDate, was, undefined])
    expect(theirs.seats[0]?.abilities).toContain('answer-seat')
    expect(theirs.dossierId).toBe(undefined)
  }
  expect((await house.http.inject({ method: 'GET', url: `/stoel/${token}` })).statusCode).toBe(404)
  const { rows } = await (await house.admin()).query<{ n: number }>(
    "select count(*)::int as n from case_table.fact where stream = $1 and kind = 'seat-answered' and payload ->> 'seatId' = $2",
    [table.tableId, shelter],
  )
  expect(rows[0]?.n).toBe(1)
  expect((await nadia.post(`/v1/seats/${shelter}/answers`, { answer: 'cannot-say' })).status).toBe(200)
})

test('P14 a table is called off: everybody hears it, nothing can be answered or written any more, what was agreed can still end', async () => {
  const dossierId = await aDossier()
  const table = await aTable(dossierId)
  const at = `/v1/tables/${table.tableId}`
  const { actionId } = body<{ actionId: string }>(
    await hanna.post(`${at}/actions`, { ask: 'call-back', owner: 'organiser', dueDate: addDays(today(), 4) }),
  )
  expect((await read(hanna, table)).abilities).toEqual(expect.arrayContaining(['move-table', 'call-off-table']))
  expect((await hanna.post(`${at}/cancellations`, {})).status).toBe(200)
  for (const caller of [hanna, nadia, police]) expect((await read(caller, table)).stage).toBe('called-off')
  expect((await read(hanna, table)).abilities).toEqual([])
  expect((await read(police, table)).seats[0]?.abilities).toEqual([])
  const seatId = seatIn(table, 'shelter')
  for (const refused of [
    await nadia.post(`/v1/seats/${seatId}/answers`, { answer: 'attending' }),
    await nadia.post(`/v1/seats/${seatId}/statements`, { statements: ['can-be-called'] }),
    await attend(seatId, 'attended'),
    await hanna.post(`${at}/moves`, { heldDate: addDays(today(), 3) }),
    await hanna.post(`${at}/cancellations`, {}),
    await hanna.post(`${at}/closings`, {}),
    await hanna.post(`${at}/decisions`, { text: DECISION, owner: 'organiser', dueDate: addDays(today(), 3) }),
    await hanna.post(`/v1/seats/${seatId}/invitations`, { partyId: castOrganisations.shelterHaven }),
  ])
    expect(code(refused)).toBe('table-was-called-off')
  expect((await hanna.post(`/v1/table-actions/${actionId}/outcomes`, { outcome: 'done' })).status).toBe(200)
  const day = body<{ items: { itemId: string }[] }>(await hanna.get('/v1/day-list'))
  expect(day.items.some(({ itemId }) => itemId === table.tableId)).toBe(false)
})

test('P14 a table of which is written down who was there is neither moved nor called off; a party moves none', async () => {
  const table = await aTable(await aDossier())
  await account(table)
  for (const [path, sent] of [
    ['moves', { heldDate: addDays(today(), 3) }],
    ['cancellations', {}],
  ] as const)
    expect(code(await hanna.post(`/v1/tables/${table.tableId}/${path}`, sent))).toBe('table-was-held')
  const sql = 'update case_table.seat set held_on = held_on + 7 where id = $1'
  const moved = asForged(house, 'good', cast.shelterWorkerHaven, cast.shelterWorkerHaven, (client) =>
    client.query(sql, [seatIn(table, 'shelter')]),
  )
  await expect(moved).rejects.toMatchObject({ code: '42501' })
})
