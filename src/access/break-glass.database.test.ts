import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { EMERGENCY_REASON, emergencyBody, fileOfZaanstad, openInEmergency } from '../../tests/support/emergency.ts'
import { VECTORS } from '../../tests/support/hostile.ts'
import { openPersonPage, TEST_CODE } from '../../tests/support/person-page.ts'
import { type Answer, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { keepForgettingLoans } from './break-glass.job.ts'
import { BREAK_GLASS } from './break-glass.ts'

let house: TestSystem
let dossierId = ''
const { coordinatorZaanstad: hanna, shelterWorkerHaven: nadia, privacyOfficerHaven: irma } = cast
const { privacyOfficerZaanstad: willemijn, coordinatorEindhoven: mirte } = cast
const { careEindhoven, shelterHaven } = castOrganisations

beforeAll(async () => {
  house = await openTestSystem()
  dossierId = await fileOfZaanstad(house)
})
afterAll(async () => {
  await house.close()
})
// Each test begins without an opening: a budget that another test spent would decide here.
beforeEach(async () => {
  const admin = await house.admin()
  await admin.query('delete from access.break_glass_review')
  await admin.query('delete from access.break_glass')
})

const codeOf = (answer: Answer): string => String((answer.body as { code?: string }).code)
const ask = async (member: CastMember, more: Readonly<Record<string, unknown>> = {}) =>
  (await house.as(member)).post('/v1/break-glass-openings', emergencyBody(dossierId, more))
const read = async (member: CastMember, openingId: string) =>
  (await house.as(member)).get(`/v1/break-glass-openings/${openingId}/chapters`)
type Listed = {
  openings: { openingId: string; side: string; stands: boolean; isNews: boolean; abilities: string[] }[]
  left: number
}
const list = async (member: CastMember) =>
  (await (await house.as(member)).get('/v1/break-glass-openings')).body as Listed
type ToJudge = {
  figures: { listed: number; judged: number; late: number }
  openings: {
    openingId: string
    reason?: string
    actorName?: string
    late: boolean
    dueDate: string
    review?: { outcome: string; note?: string }
    otherReview?: { outcome: string; note?: string }
    abilities: string[]
  }[]
}
const toJudge = async (member: CastMember) =>
  (await (await house.as(member)).get('/v1/break-glass-reviews')).body as ToJudge
const hasKey = async (chapter: string): Promise<boolean> =>
  (await house.platform.keys.find(shelterHaven, [{ subject: dossierId, chapter }], house.clock.now())).size > 0
const shown = (answer: Answer) => {
  const { date: _date, ...headers } = answer.headers
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-ratelimit')))
  const { instance: _instance, ...body } = answer.body as Record<string, unknown>
  return { status: answer.status, headers: kept, body }
}

test('a shelter worker opens two chapters in the night and reads them; the rest of the file stays closed', async () => {
  const openingId = await openInEmergency(house, dossierId)
  const answer = await read(nadia, openingId)
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('hij heet Verzonnen')
  expect(answer.text).toContain('via Verzonnen Zus')
  for (const closed of ['insuline', 'Verzonnen verhaal', 'Verzonnen Naam', 'Postbus', 'contacttekst'])
    expect(answer.text).not.toContain(closed)
  expect((answer.body as { chapters: { chapter: string }[] }).chapters.map(({ chapter }) => chapter)).toEqual([
    'contact',
    'safety',
  ])
  expect((await (await house.as(nadia)).get(`/v1/dossiers/${dossierId}`)).status).toBe(404)
  expect((await (await house.as(nadia)).get('/v1/dossiers')).text).not.toContain(dossierId)
})

test('what the holder writes down meanwhile opens too; nothing is written under it', async () => {
  const openingId = await openInEmergency(house, dossierId)
  const note = { chapter: 'safety', text: 'Verzonnen vervolg: hij is aangehouden.' }
  expect((await (await house.as(hanna)).post(`/v1/dossiers/${dossierId}/chapter-notes`, note)).status).toBe(201)
  expect((await read(nadia, openingId)).text).toContain('hij is aangehouden')
  expect((await (await house.as(nadia)).post(`/v1/dossiers/${dossierId}/chapter-notes`, note)).status).toBe(404)
})

test.each([
  ['the story', { chapters: ['safety', 'story'] }, 422, 'break-glass-chapter-closed'],
  ['a night and a day', { hours: 24 }, 422, 'break-glass-too-long'],
  ['no reason', { reason: 'spoed' }, 422, 'break-glass-reason-short'],
  ['no chapter', { chapters: [] }, 400, 'bad-input'],
  ['an emergency that is none', { kind: 'curious' }, 400, 'bad-input'],
] as const)('it is refused to open %s', async (_name, more, status, code) => {
  const answer = await ask(nadia, more)
  expect([answer.status, codeOf(answer)]).toEqual([status, code])
  expect((await list(nadia)).openings).toEqual([])
})

test('police, the contact desk, payers and privacy officers cannot open, whatever they know', async () => {
  for (const member of [cast.investigatorNoordHolland, cast.contactDeskOfficer, cast.payerZaanstad, irma, cast.analyst])
    expect([member.key, (await ask(member)).status]).toEqual([member.key, 403])
  expect((await house.nobody.post('/v1/break-glass-openings', emergencyBody(dossierId))).status).toBe(401)
})

test('whoever holds the file, or has the chapter in reach, does not need it', async () => {
  expect(codeOf(await ask(hanna))).toBe('break-glass-not-needed')
  const admin = await house.admin()
  const consent = randomUUID()
  await admin.query(
    `insert into access.consent (id, dossier_id, chapter, organisation_id, partner_id, purpose, answer, language, interpreted, present,
       given_on, valid_until, recorded_by) values ($1, $2, 'safety', $3, $4, 'D26', 'given', 'vi', true, '{interpreter}', '2026-11-01', '2027-11-01', $3)`,
    [consent, dossierId, hanna.organisation, shelterHaven],
  )
  await admin.query("insert into access.reach values ($1, 'safety', $2, 'D26', '2027-01-01', $3)", [
    dossierId,
    shelterHaven,
    consent,
  ])
  expect(codeOf(await ask(nadia))).toBe('break-glass-not-needed')
  expect((await ask(nadia, { chapters: ['health'] })).status).toBe(201)
  await admin.query('delete from access.reach where consent_id = $1', [consent])
  await admin.query('delete from access.consent where id = $1', [consent])
})

test('a file that does not exist and one that is closed give the same answer, to the letter', async () => {
  const admin = await house.admin()
  const closed = randomUUID()
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, now(), 'closed')",
    [closed, hanna.organisation],
  )
  const [hidden, absent] = [await ask(nadia, { dossierId: closed }), await ask(nadia, { dossierId: randomUUID() })]
  expect(hidden.status).toBe(404)
  expect(shown(hidden)).toEqual(shown(absent))
})

test('an opening of another, of nobody, and one that is over read the same', async () => {
  const openingId = await openInEmergency(house, dossierId)
  const absent = await read(nadia, randomUUID())
  expect(absent.status).toBe(404)
  for (const member of [mirte, hanna, cast.shelterWorkerBaken])
    expect(shown(await read(member, openingId)), member.key).toEqual(shown(absent))
  house.clock.advance({ hours: 2 })
  expect(shown(await read(nadia, openingId))).toEqual(shown(absent))
  house.clock.advance({ hours: -2 })
})

test('it ends by itself: the rows and the keys are gone at the last moment', async () => {
  const openingId = await openInEmergency(house, dossierId)
  house.clock.advance({ minutes: 119 })
  expect((await read(nadia, openingId)).status).toBe(200)
  expect(await hasKey('safety')).toBe(true)
  house.clock.advance({ minutes: 1 })
  expect((await read(nadia, openingId)).status).toBe(404)
  expect(await hasKey('safety')).toBe(false)
  const told: string[] = []
  const stop = keepForgettingLoans({
    ...{ keys: house.platform.keys, clock: house.clock.now },
    log: (_level, event) => told.push(event),
  })
  await stop()
  expect([await house.platform.keys.forgetLoans(house.clock.now()), told]).toEqual([0, []])
  const failing = { forgetLoans: () => Promise.reject(new Error('away')) }
  await keepForgettingLoans({ keys: failing, clock: house.clock.now, log: (_level, event) => told.push(event) })()
  expect(told).toEqual(['loans-not-forgotten'])
  house.clock.advance({ hours: -2 })
})

test('the holder is told at once, and ends it at once: the next request finds nothing and the keys are gone', async () => {
  const openingId = await openInEmergency(house, dossierId)
  expect((await list(hanna)).openings).toMatchObject([
    {
      ...{ openingId, side: 'holder', organisationName: 'Opvang De Verzonnen Haven', function: 'shelter-worker' },
      ...{ chapters: ['safety', 'contact'], kind: 'acute-danger', stands: true, isNews: true },
      abilities: ['end-break-glass'],
    },
  ])
  expect(JSON.stringify(await list(hanna))).not.toContain(EMERGENCY_REASON)
  expect((await list(mirte)).openings).toEqual([])
  const recent = async () =>
    ((await (await house.as(hanna)).get('/v1/break-glass-openings?recent=true')).body as Listed).openings.length
  expect(await recent()).toBe(1)
  house.clock.advance({ days: BREAK_GLASS.toldDays + 2 })
  expect([await recent(), (await list(hanna)).openings.map(({ isNews }) => isNews)]).toEqual([0, [false]])
  house.clock.advance({ days: -BREAK_GLASS.toldDays - 2 })
  const end = async (member: CastMember) => (await house.as(member)).post(`/v1/break-glass-openings/${openingId}/ends`)
  expect((await end(mirte)).status).toBe(404)
  expect((await end(hanna)).status).toBe(201)
  expect((await read(nadia, openingId)).status).toBe(404)
  expect(await hasKey('safety')).toBe(false)
  expect((await list(nadia)).openings).toMatchObject([{ stands: false, endedFor: 'holder', abilities: [] }])
  // Ending what is over already changes nothing.
  expect((await end(nadia)).status).toBe(201)
  expect((await list(nadia)).openings).toMatchObject([{ endedFor: 'holder' }])
})

test('who opened it ends it too, and a colleague who opened the same keeps reading', async () => {
  const admin = await house.admin()
  const colleague: CastMember = {
    ...nadia,
    actor: randomUUID() as typeof nadia.actor,
    key: 'colleague',
    name: 'Collega',
  }
  await admin.query(
    "insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key) values ($1, $2, 'shelter-worker', 'care', 'Collega Verzonnen', 'colleague-haven')",
    [colleague.actor, shelterHaven],
  )
  const [mine, theirs] = [
    await openInEmergency(house, dossierId),
    await openInEmergency(house, dossierId, colleague, { chapters: ['safety'], hours: 1 }),
  ]
  expect((await read(colleague, mine)).status).toBe(404)
  expect((await list(colleague)).openings).toMatchObject([{ openingId: theirs }])
  expect((await (await house.as(nadia)).post(`/v1/break-glass-openings/${mine}/ends`)).status).toBe(201)
  expect((await read(nadia, mine)).status).toBe(404)
  expect(await hasKey('contact')).toBe(false)
  expect((await read(colleague, theirs)).text).toContain('hij heet Verzonnen')
  house.clock.advance({ hours: 1 })
  expect(await hasKey('safety')).toBe(false)
  house.clock.advance({ hours: -1 })
})

test('three in thirty days and no more, two of them for one file only one after the other', async () => {
  await openInEmergency(house, dossierId)
  expect(codeOf(await ask(nadia))).toBe('break-glass-stands')
  for (const opening of [2, 3]) {
    await openInEmergency(house, await fileOfZaanstad(house))
    expect((await list(nadia)).left).toBe(BREAK_GLASS.budget.perPerson - opening)
  }
  const other = await fileOfZaanstad(house)
  expect(codeOf(await ask(nadia, { dossierId: other }))).toBe('break-glass-budget-spent')
  // The refusal comes before any file is looked at.
  expect(codeOf(await ask(nadia, { dossierId: randomUUID() }))).toBe('break-glass-budget-spent')
  house.clock.advance({ days: 31 })
  expect((await ask(nadia, { dossierId: other })).status).toBe(201)
  house.clock.advance({ days: -31 })
})

test('six at once spend no more than the budget', async () => {
  const files = await Promise.all(Array.from({ length: 6 }, () => fileOfZaanstad(house)))
  const answers = await Promise.all(files.map((file) => ask(nadia, { dossierId: file })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(BREAK_GLASS.budget.perPerson)
})

test('a house where nobody else judges cannot open; that is said without looking at any file', async () => {
  for (const file of [dossierId, randomUUID()])
    expect(codeOf(await ask(mirte, { dossierId: file }))).toBe('break-glass-no-reviewer')
})

test('both privacy officers find it with its reason, by its day; each judges, and reads what the other found', async () => {
  const openingId = await openInEmergency(house, dossierId)
  const [own, holder] = [await toJudge(irma), await toJudge(willemijn)]
  expect(own.openings).toMatchObject([
    { openingId, actorName: nadia.name, reason: EMERGENCY_REASON, dueDate: '2026-11-18', late: false },
  ])
  expect(holder.openings).toMatchObject([{ openingId, reason: EMERGENCY_REASON, late: false }])
  expect(holder.openings[0]).not.toHaveProperty('actorName')
  expect((await toJudge(cast.privacyOfficerContactDesk)).openings).toEqual([])
  house.clock.advance({ days: 3 })
  expect((await toJudge(irma)).figures).toEqual({ listed: 1, judged: 0, late: 1 })
  const judge = async (member: CastMember, said: object) =>
    (await house.as(member)).post(`/v1/break-glass-openings/${openingId}/reviews`, said)
  expect(codeOf(await judge(irma, { outcome: 'justified', note: '  ' }))).toBe('break-glass-words-missing')
  expect((await judge(irma, { outcome: 'justified', note: 'De politie is gebeld en gekomen.' })).status).toBe(201)
  expect((await toJudge(irma)).figures).toEqual({ listed: 1, judged: 1, late: 0 })
  expect((await toJudge(willemijn)).openings).toMatchObject([
    { late: true, otherReview: { outcome: 'justified', note: 'De politie is gebeld en gekomen.' } },
  ])
  expect((await judge(willemijn, { outcome: 'not-justified', note: 'Contact was niet nodig.' })).status).toBe(201)
  expect((await toJudge(irma)).openings).toMatchObject([
    { review: { outcome: 'justified' }, otherReview: { outcome: 'not-justified', note: 'Contact was niet nodig.' } },
  ])
  expect((await judge(cast.privacyOfficerContactDesk, { outcome: 'justified', note: 'x' })).status).toBe(404)
  expect((await judge(hanna, { outcome: 'justified', note: 'x' })).status).toBe(403)
  house.clock.advance({ days: -3 })
})

test('the same person in another function does not judge what (s)he opened, and is nobody’s reviewer', async () => {
  const admin = await house.admin()
  // Nadia is the only privacy officer of her house as well: the same subject at the provider.
  await admin.query('alter table access.identity disable trigger identity_fits_installation')
  for (const [actor, subject] of [
    [nadia.actor, 'nadia'],
    [irma.actor, 'irma'],
  ])
    await admin.query(
      "insert into access.identity (actor_id, issuer, subject, bound_at) values ($1, 'https://aanmelden.example', $2, now())",
      [actor, subject],
    )
  const openingId = await openInEmergency(house, dossierId)
  // One subject has many accounts: the same one now stands behind both.
  await admin.query("update access.identity set subject = 'nadia' where actor_id = $1", [irma.actor])
  expect((await toJudge(irma)).openings[0]?.abilities).toEqual([])
  const tried = await (await house.as(irma)).post(`/v1/break-glass-openings/${openingId}/reviews`, {
    outcome: 'justified',
    note: 'Van mij.',
  })
  expect(codeOf(tried)).toBe('review-of-oneself')
  expect(codeOf(await ask(nadia, { dossierId: await fileOfZaanstad(house) }))).toBe('break-glass-no-reviewer')
  await admin.query('delete from access.identity')
  await admin.query('alter table access.identity enable trigger identity_fits_installation')
})

test('every read stands in the log with the opening as its ground, and in her own log at once as an emergency', async () => {
  const openingId = await openInEmergency(house, dossierId)
  for (let count = 0; count < 3; count += 1) await read(nadia, openingId)
  const admin = await house.admin()
  const { rows } = await admin.query(
    'select operation, purpose, ground, outcome from audit.request where actor_id = $1 and ground = $2 order by at',
    [nadia.actor, openingId],
  )
  expect(rows).toEqual(
    Array(3).fill({ operation: 'readBreakGlass', purpose: 'E01', ground: openingId, outcome: 'done' }),
  )
  const switched = await (await house.as(hanna)).post(`/v1/dossiers/${dossierId}/page-switches`, {
    on: true,
    besideHer: true,
    code: TEST_CODE,
  })
  const { token } = switched.body as { token: string }
  // A colleague has a screen open that reads a list every few seconds.
  for (let count = 0; count < 80; count += 1) {
    house.clock.advance({ minutes: 1 })
    await (await house.as(hanna)).get(`/v1/dossiers/${dossierId}`)
  }
  const visit = await openPersonPage(house, token)
  const payload = (await visit.get('/mijn/logboek')).text.replaceAll(/<\/?bdi>/g, '')
  expect(payload).toContain('een organisatie die helpt heeft in een noodgeval gelezen (Noodgeval)')
  expect(payload).toContain('een organisatie die helpt heeft in een noodgeval toegang genomen (Noodgeval)')
  expect(payload).not.toContain('Haven')
  const english = await visit.get('/mijn/logboek/en')
  expect(english.text).toContain('read in an emergency (Emergency)')
  house.clock.advance({ minutes: -80 })
})

test('a reason is kept to the letter or refused, whatever is typed; it lies sealed', async () => {
  const admin = await house.admin()
  for (const { kind, value, fate } of VECTORS.filter((each, index) => each.value.length < 1_500 && index % 4 === 0)) {
    await admin.query('delete from access.break_glass')
    const reason = `${EMERGENCY_REASON} ${value} einde`
    const answer = await ask(nadia, { reason })
    const expected = fate === 'keep' ? [201] : fate === 'refuse' ? [400] : [201, 400]
    expect(expected, `${kind} ${answer.text}`).toContain(answer.status)
    if (answer.status === 201) expect((await toJudge(irma)).openings[0]?.reason, kind).toBe(reason.normalize('NFC'))
  }
  const { rows } = await admin.query<{ line: string }>(
    "select t::text as line from access.fact t where kind like 'break-glass-%'",
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { line } of rows) expect(line).not.toContain('staat een man')
})

test('a holder whose predecessor’s notes are closed to it gives no more than it reads itself', async () => {
  const admin = await house.admin()
  const file = await fileOfZaanstad(house)
  // The file goes on to Eindhoven without a yes for any chapter.
  await admin.query('alter table dossier.dossier disable trigger dossier_holder_accepted')
  await admin.query('update dossier.dossier set holder_id = $2 where id = $1', [file, careEindhoven])
  await admin.query('alter table dossier.dossier enable trigger dossier_holder_accepted')
  const note = { chapter: 'safety', text: 'Verzonnen notitie van Eindhoven.' }
  expect((await (await house.as(mirte)).post(`/v1/dossiers/${file}/chapter-notes`, note)).status).toBe(201)
  const answer = await read(nadia, await openInEmergency(house, file))
  expect(answer.text).toContain('notitie van Eindhoven')
  expect(answer.text).not.toContain('hij heet Verzonnen')
})
