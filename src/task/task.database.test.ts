import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, type Day, dayAt } from '../kernel/index.ts'
import type { AbsenceShown, DayItem } from './task.schema.ts'

let house: TestSystem
let [hanna, joost, mirte, kees]: Caller[] = []
const signIn = async (): Promise<void> => {
  hanna = await house.as(cast.coordinatorZaanstad)
  joost = await house.as(cast.colleagueZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
  kees = await house.as(cast.focalOfficerLandsmeer)
}
beforeAll(async () => {
  house = await openTestSystem()
})
beforeEach(signIn)
afterAll(async () => {
  await house.close()
})

// Safe: each test names what the answer of that route has.
const body = <T>(answer: Answer): T => answer.body as T
const code = (answer: Answer): string | undefined => body<{ code?: string }>(answer).code
const today = (): Day => dayAt(house.clock.now())
const caller = (given: Caller | undefined): Caller => {
  if (!given) throw new Error('nobody signed in')
  return given
}
const aDossier = async (by: Caller | undefined = hanna, name = 'Verzonnen Kok'): Promise<string> =>
  body<{ dossierId: string }>(
    await caller(by).post('/v1/dossiers', { municipalityCode: 'GM0479', fields: [{ field: 'name', value: name }] }),
  ).dossierId
/** A move starts a clock of a week. */
const moved = async (dossierId: string, daysAgo: number, by: Caller | undefined = hanna): Promise<void> => {
  const happenedDate = addDays(today(), -daysAgo)
  const answer = await caller(by).post(`/v1/dossiers/${dossierId}/moves`, {
    toMunicipalityCode: 'GM0772',
    happenedDate,
  })
  expect(answer.status, answer.text).toBe(201)
}
const day = async (by: Caller | undefined, query = ''): Promise<readonly DayItem[]> => {
  const answer = await caller(by).get(`/v1/day-list${query}`)
  expect(answer.status, answer.text).toBe(200)
  return body<{ items: DayItem[] }>(answer).items
}
const take = (by: Caller | undefined, subjectId: string, taken = true): Promise<Answer> =>
  caller(by).post(`/v1/day-items/${subjectId}/takings`, { taken })
const absences = async (by: Caller | undefined): Promise<readonly AbsenceShown[]> =>
  body<{ absences: AbsenceShown[] }>(await caller(by).get('/v1/absences')).absences
const name = async (by: Caller | undefined, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await caller(by).post('/v1/absences', { fromDate: today(), untilDate: addDays(today(), 6), ...more })
  expect(answer.status, answer.text).toBe(201)
  return body<{ absenceId: string }>(answer).absenceId
}
/** Whose a file is on this list; all that waits in one file is of the same. */
const of = (items: readonly DayItem[], dossierId: string): readonly string[] => [
  ...new Set(
    items
      .filter((each) => each.subjectId === dossierId)
      .map(({ whose, colleague }) => [whose, colleague?.name].filter(Boolean).join(' ')),
  ),
]

test('the day holds what waits across files, what is a risk first, then by the clock, with the name as it stands in the file', async () => {
  const admin = await house.admin()
  const [soon, late, missing, quiet] = [await aDossier(), await aDossier(), await aDossier(), await aDossier()]
  await moved(soon, 2)
  await moved(late, 10)
  await admin.query("update dossier.dossier set stage = 'missing', watch_due = $2 where id = $1", [
    missing,
    addDays(today(), 5),
  ])
  const items = (await day(hanna)).filter(({ dossierId }) => [soon, late, missing, quiet].includes(dossierId ?? ''))
  const lines = [...new Set(items.map(({ dossierId, kind, urgency }) => `${kind} ${urgency} ${dossierId}`))]
  // What a move owes: how it weighed for her.
  const owed = lines.filter((line) => line.startsWith('owed'))
  expect(owed.toSorted()).toEqual([late, soon].map((each) => `owed-statement soon ${each}`).toSorted())
  expect(lines.filter((line) => !owed.includes(line))).toEqual([
    `watch out-of-sight ${missing}`,
    `clock late ${late}`,
    `clock later ${soon}`,
  ])
  expect(items.every((each) => each.name === 'Verzonnen Kok' && each.whose === 'nobody')).toBe(true)
  expect(items[1]?.title?.nl.length).toBeGreaterThan(5)
  expect((await day(mirte)).some(({ dossierId }) => dossierId === late)).toBe(false)
})

test('a reported death stands on the day of colleagues, also when the file is taken by who reported it', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 1)
  expect((await take(hanna, dossierId)).status).toBe(200)
  expect((await caller(hanna).post(`/v1/dossiers/${dossierId}/course-steps`, { step: 'death-told' })).status).toBe(201)
  const told = async (by: Caller | undefined) =>
    (await day(by)).filter((each) => each.kind === 'death-told' && each.dossierId === dossierId)
  expect((await told(joost)).map(({ urgency, whose }) => [urgency, whose])).toEqual([['today', 'nobody']])
  expect([await told(hanna), await told(mirte)]).toEqual([[], []])
  house.clock.advance({ days: 1 })
  await signIn()
  const [late] = await told(joost)
  expect(late?.urgency).toBe('late')
  expect((await take(joost, late?.subjectId ?? '')).status).toBe(200)
  expect((await told(joost)).map(({ whose }) => whose)).toEqual(['own'])
})

test('two decisions of the same kind that are still to be written down are told apart by their moment and their cause', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 4)
  house.clock.advance({ minutes: 5 })
  const inDanger = { kind: 'move', because: ['danger'], danger: true }
  expect((await caller(hanna).post(`/v1/dossiers/${dossierId}/interest-decisions`, inDanger)).status).toBe(201)
  const owed = (await day(hanna)).filter((each) => each.kind === 'owed-statement' && each.dossierId === dossierId)
  expect(owed.map(({ word, cause }) => `${word} ${cause}`).toSorted()).toEqual(['move danger', 'move happened'])
  expect(new Set(owed.map(({ sinceAt }) => sinceAt)).size).toBe(2)
  const listed = body<{ owed: { dossierId: string; takenAt: string; afterwards: string }[] }>(
    await caller(hanna).get('/v1/second-looks'),
  ).owed.filter((each) => each.dossierId === dossierId)
  expect(new Set(listed.map(({ takenAt, afterwards }) => `${takenAt} ${afterwards}`)).size).toBe(2)
})

test('a table that was held stands on the day until every seat says who was there, for a week', async () => {
  const dossierId = await aDossier()
  const table = body<{ tableId: string; seats: { seatId: string }[] }>(
    await caller(hanna).post(`/v1/dossiers/${dossierId}/tables`, { heldDate: today(), wish: 'Rust.', seats: [] }),
  )
  const shown = async () =>
    (await day(hanna)).filter(({ kind, itemId }) => kind === 'attendance' && itemId === table.tableId)
  expect((await shown()).map(({ urgency }) => urgency)).toEqual(['today'])
  let left = table.seats.length
  for (const { seatId } of table.seats) {
    expect(await shown()).toHaveLength(1)
    const { unnoted } = body<{ unnoted: { tableId: string; seats: number }[] }>(
      await caller(hanna).get('/v1/table-actions'),
    )
    expect(unnoted).toEqual([{ tableId: table.tableId, heldDate: today(), seats: left }])
    left -= 1
    const said = await caller(hanna).post(`/v1/seats/${seatId}/attendances`, {
      ...{ attendance: 'attended' },
    })
    if (said.status !== 200)
      await caller(hanna).post(`/v1/seats/${seatId}/attendances`, {
        ...{ attendance: 'nobody-asked', follower: 'organiser', followsDate: addDays(today(), 3) },
      })
  }
  expect(await shown()).toEqual([])
  expect(body<{ unnoted: unknown[] }>(await caller(hanna).get('/v1/table-actions')).unnoted).toEqual([])
  await caller(hanna).post(`/v1/dossiers/${dossierId}/tables`, { heldDate: today(), wish: 'Rust.', seats: [] })
  house.clock.advance({ days: 7 })
  await signIn()
  const week = (await day(hanna)).filter(({ kind }) => kind === 'attendance')
  expect(week.map(({ urgency }) => urgency)).toEqual(['late'])
  house.clock.advance({ days: 1 })
  await signIn()
  expect((await day(hanna)).filter(({ kind }) => kind === 'attendance')).toEqual([])
})

test('what one takes is off the list of colleagues, and back on it when it is given back', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 3)
  expect(of(await day(joost), dossierId)).toEqual(['nobody'])
  expect((await take(hanna, dossierId)).status).toBe(200)
  expect(of(await day(hanna), dossierId)).toEqual(['own'])
  expect(of(await day(joost), dossierId)).toEqual([])
  expect(of(await day(joost, '?whose=all'), dossierId)).toEqual(['colleague Hanna Verzonnen'])
  // Somebody else gives nothing back in her place, and may take over.
  await take(joost, dossierId, false)
  expect(of(await day(hanna), dossierId)).toEqual(['own'])
  await take(joost, dossierId)
  expect(of(await day(hanna), dossierId)).toEqual([])
  await take(joost, dossierId, false)
  expect(of(await day(hanna), dossierId)).toEqual(['nobody'])
})

test('what does not wait for one’s desk cannot be taken, as what does not exist', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 3)
  const quiet = await aDossier()
  for (const [by, subject] of [
    [mirte, dossierId],
    [hanna, quiet],
    [hanna, crypto.randomUUID()],
  ] as const) {
    expect(code(await take(by, subject))).toBe('not-found')
    expect(code(await caller(by).post(`/v1/day-items/${subject}/reminders`, { remindDate: today() }))).toBe('not-found')
  }
})

test('P6 while somebody is away the colleague who said yes has those things, marked; nothing becomes readable by it; afterwards they go back', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 3)
  await take(hanna, dossierId)
  const readableBefore = (await day(joost, '?whose=all')).map(({ itemId }) => itemId).toSorted()
  const absenceId = await name(hanna, { standInId: cast.colleagueZaanstad.actor })
  // Asked is not yes: then it is nobody's, and everybody of the desk sees that.
  expect(of(await day(joost), dossierId)).toEqual(['nobody Hanna Verzonnen'])
  expect((await absences(joost)).find((each) => each.absenceId === absenceId)?.abilities).toEqual([
    ...['accept-absence', 'decline-absence', 'assign-stand-in'],
  ])
  const answered = await caller(joost).post(`/v1/absences/${absenceId}/answers`, { answer: 'accepted' })
  expect(body(answered)).toEqual({ absenceId, stage: 'covered' })
  expect(of(await day(joost), dossierId)).toEqual(['stand-in Hanna Verzonnen'])
  // Nobody takes by accident what goes back.
  const standing = (await day(joost)).filter((each) => each.subjectId === dossierId)
  expect(standing.map(({ abilities }) => abilities)).toEqual(standing.map(() => ['remind']))
  expect(of(await day(hanna), dossierId)).toEqual([])
  expect((await day(joost, '?whose=all')).map(({ itemId }) => itemId).toSorted()).toEqual(readableBefore)
  expect((await day(mirte, '?whose=all')).some((each) => each.subjectId === dossierId)).toBe(false)
  house.clock.advance({ days: 7 })
  await signIn()
  expect(of(await day(hanna), dossierId)).toEqual(['own'])
  expect(of(await day(joost), dossierId)).toEqual([])
})

test('who declines leaves it to the desk; a co-ordinator assigns, never for one’s own absence; who comes back early has everything at once', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 3)
  await take(hanna, dossierId)
  const absenceId = await name(hanna, { standInId: cast.colleagueZaanstad.actor })
  const path = `/v1/absences/${absenceId}`
  expect((await caller(joost).post(`${path}/answers`, { answer: 'declined' })).status).toBe(200)
  expect(of(await day(joost), dossierId)).toEqual(['nobody Hanna Verzonnen'])
  const standInId = cast.colleagueZaanstad.actor
  expect(code(await caller(hanna).post(`${path}/stand-ins`, { standInId }))).toBe('absence-own')
  expect(code(await caller(mirte).post(`${path}/stand-ins`, { standInId }))).toBe('not-found')
  expect(code(await caller(kees).post(`${path}/stand-ins`, { standInId }))).toBe('not-your-function')
  const stranger = { standInId: cast.coordinatorEindhoven.actor }
  expect(code(await caller(joost).post(`${path}/stand-ins`, stranger))).toBe('stand-in-not-of-desk')
  expect((await caller(joost).post(`${path}/stand-ins`, { standInId })).status).toBe(200)
  expect(of(await day(joost), dossierId)).toEqual(['stand-in Hanna Verzonnen'])
  for (const by of [joost, mirte]) expect(code(await caller(by).post(`${path}/endings`, {}))).toBe('not-found')
  expect((await caller(hanna).post(`${path}/endings`, {})).status).toBe(200)
  expect(of(await day(hanna), dossierId)).toEqual(['own'])
  expect(code(await caller(hanna).post(`${path}/endings`, {}))).toBe('absence-ended')
  expect((await absences(hanna)).some((each) => each.absenceId === absenceId)).toBe(false)
})

test('days that cannot be, and a colleague who cannot, are refused in words', async () => {
  const absenceId = await name(hanna)
  const again = { fromDate: today(), untilDate: today() }
  expect(code(await caller(hanna).post('/v1/absences', again))).toBe('absence-overlaps')
  expect(code(await caller(joost).post('/v1/absences', { ...again, untilDate: addDays(today(), -1) }))).toBe(
    'absence-days-wrong',
  )
  const standInId = cast.coordinatorZaanstad.actor
  expect(code(await caller(joost).post('/v1/absences', { ...again, standInId }))).toBe('stand-in-is-away')
  expect((await caller(hanna).post(`/v1/absences/${absenceId}/endings`, {})).status).toBe(200)
})

test('SQL as the worker cannot lay a stand-in on somebody of another desk, say yes for somebody else, or take for a colleague', async () => {
  const dossierId = await aDossier()
  const client = await house.admin()
  const as = (member: CastMember, text: string, values: unknown[] = []) =>
    asForged(house, 'good', member, member, (line) => line.query(text, values)).then(
      (done) => done.rowCount,
      () => 'refused',
    )
  const id = await name(kees)
  const { focalOfficerLandsmeer, coordinatorZaanstad, colleagueZaanstad } = cast
  expect(
    await as(focalOfficerLandsmeer, "update task.absence set stage = 'covered', stand_in_id = $2 where id = $1", [
      id,
      coordinatorZaanstad.actor,
    ]),
  ).toBe('refused')
  expect(
    await as(coordinatorZaanstad, 'insert into task.taking values ($1, $2, $3, $4, now())', [
      coordinatorZaanstad.organisation,
      ...['care-coordinator', dossierId, colleagueZaanstad.actor],
    ]),
  ).toBe('refused')
  expect(await as(coordinatorZaanstad, 'select token_hash from task.calendar_link')).toBe('refused')
  await client.query("update task.absence set stage = 'ended' where id = $1", [id])
})

test('a reminder is for oneself: on that day it stands with what is due today', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 0)
  const urgencies = async (by: Caller | undefined) =>
    (await day(by))
      .filter((each) => each.subjectId === dossierId && each.kind === 'clock')
      .map(({ urgency }) => urgency)
  const path = `/v1/day-items/${dossierId}/reminders`
  for (const remindDate of [addDays(today(), -1), addDays(today(), 367)])
    expect(code(await caller(hanna).post(path, { remindDate }))).toBe('remind-day-wrong')
  expect((await caller(hanna).post(path, { remindDate: addDays(today(), 2) })).status).toBe(200)
  expect(await urgencies(hanna)).toEqual(['later'])
  house.clock.advance({ days: 2 })
  await signIn()
  expect([await urgencies(hanna), await urgencies(joost)]).toEqual([['today'], ['later']])
  await caller(hanna).post(path, {})
  expect(await urgencies(hanna)).toEqual(['later'])
})

const queriesOf = async (act: () => Promise<unknown>): Promise<number> => {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  await act()
  const count = asked.mock.calls.length
  asked.mockRestore()
  return count
}

test('the day is one call with as many queries however much waits', async () => {
  const marieke = await house.as(cast.coordinatorEindhoven)
  const first = await aDossier(marieke)
  await moved(first, 1, marieke)
  await day(marieke)
  const small = await queriesOf(() => day(marieke))
  for (let count = 0; count < 9; count += 1) {
    const id = await aDossier(marieke)
    await moved(id, count, marieke)
    await take(marieke, id)
    expect((await marieke.post(`/v1/dossiers/${id}/course-steps`, { step: 'death-told' })).status).toBe(201)
    await marieke.post(`/v1/dossiers/${id}/tables`, { heldDate: today(), wish: 'Rust.', seats: [] })
  }
  await day(marieke)
  const large = await queriesOf(() => day(marieke))
  expect((await day(marieke)).length).toBeGreaterThan(15)
  expect(small).toBeGreaterThan(8)
  expect(large).toBe(small)
})

const newAddress = async (by: Caller | undefined): Promise<string> =>
  new URL(body<{ address: string }>(await caller(by).post('/v1/calendar-links', {})).address).pathname
const fetchCalendar = (path: string, headers: Record<string, string> = {}) =>
  house.http.inject({ method: 'GET', url: path, headers })

test('a calendar has days and counts and not a letter of anybody, whatever stands in the files', async () => {
  const MARK = 'Kanariewoord'
  const dossierId = await aDossier(hanna, MARK)
  await moved(dossierId, 3)
  await caller(hanna).post(`/v1/dossiers/${dossierId}/tables`, { heldDate: today(), wish: MARK, seats: [] })
  const items = await day(hanna)
  const path = await newAddress(hanna)
  const read = await fetchCalendar(path)
  expect(read.statusCode).toBe(200)
  expect(read.headers['content-type']).toBe('text/calendar; charset=utf-8')
  const text = read.body.replaceAll('\r\n ', '')
  const { rows } = await (await house.admin()).query<{ name: string }>(
    'select name from directory.organisation union select name from directory.municipality union select display_name from access.account',
  )
  const words = [
    ...[MARK, 'Verzonnen', 'Kok', 'mensenhandel', 'slachtoffer', 'opvang', 'victim', 'traffick', 'dossier'],
    ...items.flatMap(({ itemId, subjectId, dossierId: file, name: shown, title, kind }) => [
      ...[itemId, subjectId, file, shown, title?.nl, title?.en, kind],
    ]),
    ...Object.values(castOrganisations),
  ].filter((each) => each !== undefined && each !== '')
  // Ede is a town, and three letters of a random number.
  const inWords = (each: string): string => ` ${each.toLowerCase().replaceAll(/[^\p{L}\d]+/gu, ' ')} `
  const names = rows.filter(({ name }) => inWords(text).includes(inWords(name)))
  expect(names).toEqual([])
  const address = `URL:http://127.0.0.1/app/mijn-dag`
  const said = text.replaceAll(address, '')
  expect(words.filter((each) => said.toLowerCase().includes(String(each).toLowerCase()))).toEqual([])
  expect(text).toContain(address)
  const counted = [...text.matchAll(/SUMMARY:\D+(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0)
  expect(counted).toBe(items.length)
})

test('a calendar that did not change is not sent again and is no new look at anybody', async () => {
  const dossierId = await aDossier()
  await moved(dossierId, 3)
  const path = await newAddress(hanna)
  const looks = async (): Promise<number> => {
    const { rows } = await (await house.admin()).query<{ n: number }>(
      "select count(*)::int as n from audit.processing where act = 'count-day' and subject = $1",
      [dossierId],
    )
    return rows[0]?.n ?? -1
  }
  const first = await fetchCalendar(path)
  const etag = String(first.headers['etag'])
  expect(await looks()).toBe(1)
  const again = await fetchCalendar(path, { 'if-none-match': etag })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  expect(await looks()).toBe(1)
  await moved(await aDossier(), 3)
  const changed = await fetchCalendar(path, { 'if-none-match': etag })
  expect(changed.statusCode).toBe(200)
  expect(await looks()).toBe(2)
  const { rows } = await (await house.admin()).query<{ n: number }>(
    "select count(*)::int as n from audit.request where operation = 'readCalendar' and actor_id = $1 and outcome = 'done'",
    [cast.coordinatorZaanstad.actor],
  )
  expect(rows[0]?.n).toBeGreaterThanOrEqual(3)
})

test('an address that was renewed, ended, or never was is the same nothing; it is kept as a hash alone', async () => {
  const first = await newAddress(hanna)
  const second = await newAddress(hanna)
  const bytes = async (path: string) => {
    const { statusCode, body: text, headers } = await fetchCalendar(path)
    return [statusCode, text.replaceAll(/urn:uuid:[\w-]+/g, ''), headers['content-type']]
  }
  const nothing = await bytes(`/agenda/${'x'.repeat(43)}`)
  expect(nothing[0]).toBe(404)
  expect(await bytes(first)).toEqual(nothing)
  expect((await fetchCalendar(second)).statusCode).toBe(200)
  expect(body(await caller(hanna).get('/v1/calendar-links'))).toMatchObject({ stands: true })
  const { rows } = await (await house.admin()).query<{ line: string }>(
    'select l::text as line from task.calendar_link l',
  )
  expect(rows.some(({ line }) => line.includes(second.split('/').at(-1) ?? '-'))).toBe(false)
  await caller(hanna).post('/v1/calendar-links/endings', {})
  expect(await bytes(second)).toEqual(nothing)
  expect(body(await caller(hanna).get('/v1/calendar-links'))).toMatchObject({ stands: false })
})

test('an address goes with the account, and one that is asked too often is told to wait', async () => {
  const path = await newAddress(joost)
  for (let count = 0; count < 12; count += 1) expect((await fetchCalendar(path)).statusCode).toBe(200)
  expect((await fetchCalendar(path)).statusCode).toBe(429)
  house.clock.advance({ minutes: 2 })
  expect((await fetchCalendar(path)).statusCode).toBe(200)
  const admin = await house.admin()
  await admin.query('update access.account set closed_at = now() where actor_id = $1', [cast.colleagueZaanstad.actor])
  expect((await fetchCalendar(path)).statusCode).toBe(404)
  await admin.query('update access.account set closed_at = null where actor_id = $1', [cast.colleagueZaanstad.actor])
})

test('an address ends after 90 days, and the screen is told when', async () => {
  const path = await newAddress(hanna)
  const shown = body<{ madeAt: string; expiresAt: string }>(await caller(hanna).get('/v1/calendar-links'))
  expect(addDays(dayAt(new Date(shown.madeAt)), 90)).toBe(dayAt(new Date(shown.expiresAt)))
  house.clock.advance({ days: 89 })
  expect((await fetchCalendar(path)).statusCode).toBe(200)
  house.clock.advance({ days: 1 })
  expect((await fetchCalendar(path)).statusCode).toBe(404)
  await signIn()
  expect(body(await caller(hanna).get('/v1/calendar-links'))).toMatchObject({ stands: false })
  expect((await fetchCalendar(await newAddress(hanna))).statusCode).toBe(200)
  house.clock.advance({ days: -90 })
})

test('an address ends with the person: bound to another identity, closed, and when the operator ends sessions or means', async () => {
  const { actor, organisation } = cast.coordinatorZaanstad
  const admin = await house.admin()
  await admin.query('alter table access.identity disable trigger identity_fits_installation')
  const stands = async (path: string): Promise<boolean> => (await fetchCalendar(path)).statusCode === 200
  const operate = (member: CastMember, what: string) =>
    asForged(
      house,
      'good',
      member,
      member,
      async (client) => {
        await client.query(`select access.${what}($1, now())`, [actor])
        await client.query('commit')
      },
      {
        ...{ function: 'operator', purpose: 'accounts' },
      },
    )
  try {
    const before = await newAddress(hanna)
    await admin.query(
      "insert into access.identity (actor_id, issuer, subject, bound_at) values ($1, 'local', 'somebody-else', now())",
      [actor],
    )
    expect(await stands(before)).toBe(false)
    for (const what of ['end_sessions_of', 'end_means_of']) {
      await signIn()
      const path = await newAddress(hanna)
      // The operator of another house ends nothing here.
      await operate(cast.coordinatorEindhoven, what)
      expect(await stands(path), what).toBe(true)
      await operate({ ...cast.colleagueZaanstad, organisation }, what)
      expect(await stands(path), what).toBe(false)
    }
    await signIn()
    const path = await newAddress(hanna)
    await admin.query("update access.identity set subject = 'a-third' where actor_id = $1", [actor])
    expect(await stands(path)).toBe(false)
    // Closed, and open again: what was given out before stays ended.
    const last = await newAddress(hanna)
    await admin.query('update access.account set closed_at = now() where actor_id = $1', [actor])
    await admin.query('update access.account set closed_at = null where actor_id = $1', [actor])
    expect(await stands(last)).toBe(false)
  } finally {
    await admin.query('delete from access.identity')
    await admin.query('alter table access.identity enable trigger identity_fits_installation')
    await admin.end()
    await signIn()
  }
})

test('addresses asked at one moment are all given and one of them stands', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => caller(hanna).post('/v1/calendar-links', {})))
  expect(made.map(({ status }) => status)).toEqual(made.map(() => 201))
  const read = await Promise.all(
    made.map((answer) => fetchCalendar(new URL(body<{ address: string }>(answer).address).pathname)),
  )
  expect(read.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
})
