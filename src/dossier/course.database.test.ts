/** The course of a file on a real database: out of sight is a watch, aftercare has its terms, and who comes back is recognised by a hit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay } from '../../fixtures/cast.ts'
import { asForged } from '../../tests/support/forge.ts'
import { inventedPerson } from '../../tests/support/linked-people.ts'
import { askFor, type HitSeen, hitsOf, round, withdraw } from '../../tests/support/look-ups.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, day } from '../kernel/index.ts'
import type { CourseShown } from './course.schema.ts'
import { WATCH_DAYS } from './course.ts'
import { aConsent, aDossier, anOffer, fieldOf, weighed } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
})
afterAll(async () => {
  await house.close()
})

const code = ({ body }: Answer): unknown => (body as { code?: unknown }).code
const step = (by: Caller, id: string, what: string, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  by.post(`/v1/dossiers/${id}/course-steps`, { step: what, ...more })
const took = async (by: Caller, id: string, what: string, more = {}): Promise<string> => {
  if (what === 'care-ended') await weighed(by, id, 'close')
  return fieldOf(await step(by, id, what, more), 'stage')
}
const courseOf = async (by: Caller, id: string): Promise<CourseShown> => {
  const { status, body } = await by.get(`/v1/dossiers/${id}/course`)
  expect(status).toBe(200)
  return body as CourseShown
}
type Task = { dossierId: string; dueDate: string; late: boolean }
const watches = async (by: Caller): Promise<readonly Task[]> =>
  ((await by.get('/v1/person-tasks')).body as { watches: readonly Task[] }).watches
type Due = { dossierId: string; normId: string; dueDate: string; daysLate?: number }
const dueClocks = async (by: Caller, id: string): Promise<readonly Due[]> =>
  ((await by.get('/v1/due-clocks')).body as { dueClocks: readonly Due[] }).dueClocks.filter(
    (each) => each.dossierId === id,
  )

test('P37 help ends only when her interest in it is on record; of who died a second person of the house says so too', async () => {
  const id = await aDossier(hanna)
  expect(code(await step(hanna, id, 'care-ended', { because: 'recovered' }))).toBe('interest-not-stated')
  await weighed(hanna, id)
  expect(code(await step(hanna, id, 'care-ended', { because: 'recovered' }))).toBe('interest-not-stated')
  expect((await courseOf(hanna, id)).stage).toBe('open')
  await weighed(hanna, id, 'close')
  expect(fieldOf(await step(hanna, id, 'care-ended', { because: 'recovered' }), 'stage')).toBe('aftercare')
  const died = await aDossier(hanna)
  const ends = { because: 'deceased' }
  expect(code(await step(hanna, died, 'care-ended', ends))).toBe('death-needs-second-person')
  expect(fieldOf(await step(hanna, died, 'death-told'), 'stage')).toBe('open')
  expect((await courseOf(hanna, died)).deathTold).toEqual({ mayConfirm: false })
  expect(code(await step(hanna, died, 'care-ended', ends))).toBe('death-needs-second-person')
  const joost = await house.as(cast.colleagueZaanstad)
  expect((await courseOf(joost, died)).deathTold).toEqual({ mayConfirm: true })
  expect(fieldOf(await step(joost, died, 'care-ended', ends), 'stage')).toBe('aftercare')
  // Nobody is asked to keep in touch with who died.
  const { clocks } = (await joost.get(`/v1/dossiers/${died}/clocks`)).body as {
    clocks: { normId: string; state: { code: string } }[]
  }
  expect(clocks.filter(({ normId }) => normId.startsWith('N36')).map(({ state }) => state.code)).toEqual(
    Array.from({ length: 3 }, () => 'not-started'),
  )
  // What was said before help was taken up again counts no more.
  expect(await took(joost, died, 'dossier-reopened', { because: 'mistake' })).toBe('open')
  expect((await courseOf(joost, died)).deathTold).toBeUndefined()
  expect(code(await step(joost, died, 'care-ended', ends))).toBe('death-needs-second-person')
})

test('a reported death waits for colleagues of the house: not for who said it, not for another house, and no longer than until it is confirmed', async () => {
  const id = await aDossier(hanna)
  const joost = await house.as(cast.colleagueZaanstad)
  const waitsFor = async (): Promise<readonly boolean[]> =>
    Promise.all(
      [hanna, joost, mirte].map(async (by) =>
        ((await by.get('/v1/person-tasks')).body as { deaths: readonly { dossierId: string }[] }).deaths.some(
          ({ dossierId }) => dossierId === id,
        ),
      ),
    )
  expect(await waitsFor()).toEqual([false, false, false])
  await took(hanna, id, 'death-told')
  expect(await waitsFor()).toEqual([false, true, false])
  await took(joost, id, 'death-told')
  expect(await waitsFor()).toEqual([true, true, false])
  expect(fieldOf(await step(joost, id, 'care-ended', { because: 'deceased' }), 'stage')).toBe('aftercare')
  expect(await waitsFor()).toEqual([false, false, false])
  await took(joost, id, 'dossier-reopened', { because: 'mistake' })
  expect(await waitsFor()).toEqual([false, false, false])
})

test('P37 the database takes no end of help for death that one person alone said, whatever the rule says', async () => {
  const id = await aDossier(hanna)
  await took(hanna, id, 'death-told')
  const admin = await house.admin()
  const end = (actor: string) =>
    admin
      .query(
        `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
         select gen_random_uuid(), $1, max(version) + 1, 'care-ended', '2026-11-16', 'day', now(), $2, $3, 'W01', gen_random_uuid(), '{"because":"deceased"}'
           from dossier.fact where stream = $1`,
        [id, actor, cast.coordinatorZaanstad.organisation],
      )
      .then(
        () => 'written',
        (fault: { constraint?: string; message: string }) => fault.constraint ?? fault.message,
      )
  expect(await end(cast.coordinatorZaanstad.actor)).toBe('fact_death_takes_two')
  expect(await end(cast.coordinatorEindhoven.actor)).toBe('written')
})

/** Straight on the database, as this member: help ended for death. */
const forgeEnd = (id: string, by: CastMember) =>
  asForged(house, 'good', by, by, (client) =>
    client.query(
      `insert into dossier.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, purpose, idempotency_key, payload)
       values (gen_random_uuid(), $1, kernel.next_version('dossier', $1), 'care-ended', '2026-11-16', 'day', now(), $2, $3, 'W01', gen_random_uuid(), '{"because":"deceased"}')`,
      [id, by.actor, by.organisation],
    ),
  )

test('a death that was told wrongly is taken back, and then counts for nobody', async () => {
  const id = await aDossier(hanna)
  const joost = await house.as(cast.colleagueZaanstad)
  expect(code(await step(hanna, id, 'death-withdrawn'))).toBe('death-not-told')
  expect((await courseOf(hanna, id)).abilities).not.toContain('death-withdrawn')
  await took(hanna, id, 'death-told')
  expect((await courseOf(joost, id)).abilities).toContain('death-withdrawn')
  expect(await took(joost, id, 'death-withdrawn')).toBe('open')
  expect((await courseOf(joost, id)).deathTold).toBeUndefined()
  expect(code(await step(joost, id, 'care-ended', { because: 'deceased' }))).toBe('death-needs-second-person')
  await expect(forgeEnd(id, cast.colleagueZaanstad)).rejects.toMatchObject({ constraint: 'fact_death_takes_two' })
  // Told anew it counts again.
  await took(hanna, id, 'death-told')
  expect(fieldOf(await step(joost, id, 'care-ended', { because: 'deceased' }), 'stage')).toBe('aftercare')
})

test('P37 one person with two accounts is one: what she said with the one she does not confirm with the other', async () => {
  const admin = await house.admin()
  const [one, other] = [cast.coordinatorZaanstad, cast.colleagueZaanstad]
  await admin.query('alter table access.identity disable trigger identity_fits_installation')
  for (const { actor } of [one, other])
    await admin.query(
      "insert into access.identity (actor_id, issuer, subject, bound_at) values ($1, 'https://aanmelden.example', 'hanna', now())",
      [actor],
    )
  try {
    const id = await aDossier(hanna)
    await took(hanna, id, 'death-told')
    const joost = await house.as(other)
    expect((await courseOf(joost, id)).deathTold).toEqual({ mayConfirm: false })
    expect(code(await step(joost, id, 'care-ended', { because: 'deceased' }))).toBe('death-needs-second-person')
    // And the database, whatever the rule says.
    await expect(forgeEnd(id, other)).rejects.toMatchObject({ constraint: 'fact_death_takes_two' })
    await admin.query("update access.identity set subject = 'joost' where actor_id = $1", [other.actor])
    expect(fieldOf(await step(joost, id, 'care-ended', { because: 'deceased' }), 'stage')).toBe('aftercare')
  } finally {
    await admin.query('delete from access.identity')
    await admin.query('alter table access.identity enable trigger identity_fits_installation')
    await admin.end()
  }
})

test('that she is out of sight stands on the worklist of who holds the file, and is told to nobody else who reads it', async () => {
  const id = await aDossier(hanna)
  await aConsent(hanna, id, 'identity')
  await anOffer(hanna, id)
  await took(hanna, id, 'person-missing')
  const stageOf = async (by: Caller): Promise<unknown> =>
    ((await by.get(`/v1/dossiers/${id}`)).body as { stage?: string }).stage
  expect([await stageOf(hanna), await stageOf(mirte)]).toEqual(['missing', 'open'])
  const listed = async (by: Caller) =>
    ((await by.get('/v1/dossiers?limit=100')).body as { dossiers: { dossierId: string; stage: string }[] }).dossiers
  expect((await listed(mirte)).find(({ dossierId }) => dossierId === id)).toMatchObject({ stage: 'open' })
  const { dossiers } = (await hanna.get('/v1/open-dossiers?limit=50')).body as { dossiers: { dossierId: string }[] }
  expect(dossiers.find(({ dossierId }) => dossierId === id)).toMatchObject({
    ...{ stage: 'missing', watch: { dueDate: addDays(castDay, WATCH_DAYS), late: false } },
  })
  await took(hanna, id, 'person-found', { because: 'came-herself' })
})

test('P16 out of sight opens a watch that the own house sees first, closes nothing, and ends when she is found', async () => {
  const id = await aDossier(hanna)
  expect(await took(hanna, id, 'person-missing', { told: ['guardian', 'police'] })).toBe('missing')
  expect((await courseOf(hanna, id)).watch).toMatchObject({
    ...{ sinceDate: castDay, dueDate: addDays(castDay, WATCH_DAYS), late: false, told: ['guardian', 'police'] },
  })
  expect(await watches(hanna)).toContainEqual({ dossierId: id, dueDate: addDays(castDay, WATCH_DAYS), late: false })
  expect((await watches(mirte)).map(({ dossierId }) => dossierId)).not.toContain(id)
  const list = (await hanna.get('/v1/open-dossiers')).body as { dossiers: { dossierId: string; stage: string }[] }
  expect(list.dossiers[0]).toMatchObject({ dossierId: id, stage: 'missing' })
  for (const end of ['dossier-closed', 'dossier-reopened'])
    expect(code(await step(hanna, id, end))).toBe('still-missing')
  expect(code(await step(hanna, id, 'care-ended', { because: 'own-wish' }))).toBe('still-missing')
  expect(code(await step(hanna, id, 'person-missing'))).toBe('missing-already')
  expect(await took(hanna, id, 'watch-looked', { happenedDate: castDay, told: ['shelter'] })).toBe('missing')
  expect((await courseOf(hanna, id)).watch).toMatchObject({
    lookedDate: castDay,
    told: ['guardian', 'police', 'shelter'],
  })
  expect(await took(hanna, id, 'person-found', { because: 'came-herself' })).toBe('open')
  expect((await courseOf(hanna, id)).watch).toBeUndefined()
  expect((await watches(hanna)).map(({ dossierId }) => dossierId)).not.toContain(id)
  expect(code(await step(hanna, id, 'person-found', { because: 'came-herself' }))).toBe('nobody-missing')
})

test('P16 the database holds it too: no row goes from out of sight to an end, without a watch, or to another holder', async () => {
  const id = await aDossier(hanna)
  await took(hanna, id, 'person-missing')
  const admin = await house.admin()
  const change = (what: string) => admin.query(`update dossier.dossier set ${what} where id = $1`, [id])
  for (const stage of ['closed', 'aftercare'])
    await expect(change(`stage = '${stage}', watch_due = null`)).rejects.toThrow('found again before anything ends')
  await expect(change('watch_due = null')).rejects.toThrow('dossier_watch_stands')
  await expect(change(`holder_id = '${cast.coordinatorEindhoven.organisation}'`)).rejects.toThrow(
    'stays with its holder',
  )
})

test('who is out of sight is not handed over, and who was offered the file learns to call and not why', async () => {
  const id = await aDossier(hanna)
  await aConsent(hanna, id, 'identity')
  const handover = await anOffer(hanna, id)
  await took(hanna, id, 'person-missing')
  const refused = await mirte.post(`/v1/handovers/${handover}/acceptances`)
  expect(code(refused)).toBe('handover-rests')
  expect(refused.text).not.toMatch(/beeld|sight|missing/)
  expect((await courseOf(hanna, id)).stage).toBe('missing')
  await hanna.post(`/v1/handovers/${handover}/withdrawals`, {})
  const again = await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: cast.coordinatorEindhoven.organisation })
  expect(code(again)).toBe('still-missing')
  expect(code(await step(mirte, id, 'person-found', { because: 'came-herself' }))).toBe('not-found')
})

test('P17 help that ends has three terms of aftercare on the day list; contact keeps the one that runs, her no keeps all', async () => {
  const [contact, silent, declined] = [await aDossier(hanna), await aDossier(hanna), await aDossier(hanna)]
  for (const id of [contact, silent, declined]) {
    expect(code(await step(hanna, id, 'dossier-closed'))).toBe('care-not-ended')
    expect(code(await step(hanna, id, 'care-ended'))).toBe('step-needs-reason')
    expect(await took(hanna, id, 'care-ended', { because: 'recovered' })).toBe('aftercare')
  }
  const next = async (id: string) => (await open()).find(({ dossierId }) => dossierId === id)?.next
  const open = async () =>
    (
      (await hanna.get('/v1/open-dossiers')).body as {
        dossiers: { dossierId: string; next?: { normId: string; dueDate: string } }[]
      }
    ).dossiers
  expect(await next(silent)).toMatchObject({ normId: 'N36', dueDate: addDays(castDay, 30) })
  expect(await took(hanna, contact, 'aftercare-contact')).toBe('aftercare')
  expect(await next(contact)).toMatchObject({ normId: 'N36-90', dueDate: addDays(castDay, 90) })
  expect(await took(hanna, silent, 'aftercare-not-reached')).toBe('aftercare')
  expect(await next(silent)).toMatchObject({ normId: 'N36' })
  expect(await took(hanna, declined, 'aftercare-declined')).toBe('aftercare')
  expect(await next(declined)).toBeUndefined()
  const clocks = (await hanna.get(`/v1/dossiers/${declined}/clocks`)).body as {
    clocks: { normId: string; state: { code: string }; because?: { code: string } }[]
  }
  expect(clocks.clocks.filter(({ normId }) => normId.startsWith('N36')).map(({ state }) => state.code)).toEqual([
    ...['kept', 'kept', 'kept'],
  ])
  expect(await took(hanna, declined, 'dossier-closed')).toBe('closed')
  expect(await took(hanna, declined, 'dossier-reopened', { because: 'asks-help' })).toBe('open')
})

test('P17 aftercare that is due stands on the list of today with its day', async () => {
  const own = await openTestSystem()
  const caller = await own.as(cast.coordinatorZaanstad)
  const id = await aDossier(caller)
  await took(caller, id, 'care-ended', { because: 'recovered' })
  own.clock.advance({ days: 28 })
  const later = await own.as(cast.coordinatorZaanstad)
  expect(await dueClocks(later, id)).toContainEqual(
    expect.objectContaining({ normId: 'N36', dueDate: addDays(castDay, 30) }),
  )
  await own.close()
})

test('P18 where she was is told coarsely, in order, dated twice, and a correction leaves the line and stays in the file', async () => {
  const id = await aDossier(hanna)
  const place = (body: Readonly<Record<string, unknown>>) => hanna.post(`/v1/dossiers/${id}/whereabouts`, body)
  const shelter = { kind: 'shelter', fromDate: '2026-05-01', untilDate: '2026-08-31' }
  expect(code(await place({ ...shelter, municipalityCode: 'GM0415' }))).toBe('place-too-fine')
  expect(code(await place({ ...shelter, fromDate: '2027-01-01' }))).toBe('happened-in-future')
  expect((await place({ ...shelter, address: 'Verzonnenstraat 1' })).status).toBe(400)
  await place(shelter)
  const wrong = fieldOf(
    await place({
      kind: 'abroad',
      countryCode: 'RO',
      fromDate: '2025-01-01',
      untilDate: '2025-12-31',
      precision: 'year',
    }),
    'placeId',
  )
  await place({ kind: 'with-exploiter', municipalityCode: 'GM0415', fromDate: '2026-01-01', untilDate: '2026-04-20' })
  await place({
    kind: 'abroad',
    countryCode: 'BG',
    fromDate: '2025-02-01',
    untilDate: '2025-12-31',
    precision: 'month',
    replacesId: wrong,
  })
  const { places } = await courseOf(hanna, id)
  expect(
    places.map(({ kind, countryCode, municipalityCode, fromDate, gapDays, precision }) => [
      kind,
      countryCode ?? municipalityCode,
      fromDate,
      gapDays,
      precision,
    ]),
  ).toEqual([
    ['abroad', 'BG', '2025-02-01', 0, 'month'],
    ['with-exploiter', 'GM0415', '2026-01-01', 0, 'day'],
    ['shelter', undefined, '2026-05-01', 10, 'day'],
  ])
  const admin = await house.admin()
  const kept = await admin.query(
    "select payload::text as text, sealed from dossier.fact where stream = $1 and kind = 'place-noted'",
    [id],
  )
  expect(kept.rows.length).toBe(4)
  for (const row of kept.rows as { text: string; sealed: Buffer | null }[]) {
    expect(row.text).not.toMatch(/shelter|abroad|GM0415|BG/)
    expect(row.sealed).not.toBeNull()
  }
  expect(code(await place({ ...shelter, replacesId: id }))).toBe('not-found')
})

type Seen = HitSeen & { readonly comesBack?: { dossierId: string; stage: string; recorded: boolean } }
const person = inventedPerson
/** A file that Zaanstad opened from its own signal with a ground to search. */
const fileOf = async (n: number) => {
  const asked = await askFor(house, cast.coordinatorZaanstad, { person: person(n) })
  await round(house)
  const id = fieldOf(await hanna.post('/v1/dossiers', { signalId: asked.signalId }), 'dossierId')
  return { asked, id }
}
const hitOf = async (member: CastMember, signalId: string): Promise<Seen | undefined> =>
  (await hitsOf(house, member)).find((each) => each.signalId === signalId)
const comesIn = async (n: number) => {
  const asked = await askFor(house, cast.coordinatorEindhoven, { person: person(n) })
  await round(house)
  return asked
}

test('P19 a closed file and one of who is out of sight stay findable; the side that holds it learns of a re-entry, the other nothing more than ever', async () => {
  const [closed, missing, open] = [await fileOf(11), await fileOf(22), await fileOf(33)]
  await took(hanna, closed.id, 'care-ended', { because: 'recovered' })
  await took(hanna, closed.id, 'aftercare-declined')
  await took(hanna, closed.id, 'dossier-closed')
  await took(hanna, missing.id, 'person-missing')
  const [toClosed, toMissing, toOpen] = [await comesIn(11), await comesIn(22), await comesIn(33)]
  const [ours, lost, plain] = [
    await hitOf(cast.coordinatorZaanstad, closed.asked.signalId),
    await hitOf(cast.coordinatorZaanstad, missing.asked.signalId),
    await hitOf(cast.coordinatorZaanstad, open.asked.signalId),
  ]
  expect(ours?.comesBack).toEqual({ dossierId: closed.id, stage: 'closed', recorded: false })
  expect(lost?.comesBack).toEqual({ dossierId: missing.id, stage: 'missing', recorded: false })
  expect(plain?.comesBack).toBeUndefined()
  const theirs = await Promise.all(
    [toClosed, toMissing, toOpen].map(async ({ signalId }) => hitOf(cast.coordinatorEindhoven, signalId)),
  )
  const shapes = theirs.map((each) => {
    if (!each) throw new Error('the other side heard nothing')
    const { hitId: _hit, signalId: _signal, ...rest } = each
    return rest
  })
  // To the byte: whether the file is open, closed or of somebody who is out of sight.
  expect(new Set(shapes.map((each) => JSON.stringify({ ...each, arrivedAt: '' }))).size).toBe(1)
  expect(JSON.stringify(shapes)).not.toMatch(/comesBack|closed":true|missing/)
  const notHers = await (await house.as(cast.focalOfficerLandsmeer)).get(`/v1/dossiers/${closed.id}/course`)
  expect(notHers.status).toBe(404)
})

test('P19 a re-entry is recorded once, after the call confirmed it, and its cause is sealed and asked within fourteen days [Q27]', async () => {
  const { id, asked } = await fileOf(44)
  await took(hanna, id, 'care-ended', { because: 'own-wish' })
  await comesIn(44)
  const hit = await hitOf(cast.coordinatorZaanstad, asked.signalId)
  const hitId = hit?.hitId ?? ''
  expect((await courseOf(hanna, id)).comesBack).toMatchObject([{ hitId, confirmed: false }])
  expect(code(await step(hanna, id, 're-entry-recognised', { hitId }))).toBe('re-entry-not-confirmed')
  expect(code(await step(hanna, id, 're-entry-reviewed', { because: 'money' }))).toBe('no-re-entry')
  await hanna.post(`/v1/hits/${hitId}/contacts`, { outcome: 'same-person' })
  expect((await courseOf(hanna, id)).comesBack).toMatchObject([{ hitId, confirmed: true }])
  expect(await took(hanna, id, 're-entry-recognised', { hitId })).toBe('aftercare')
  expect(code(await step(hanna, id, 're-entry-recognised', { hitId }))).toBe('re-entry-known')
  expect((await hitOf(cast.coordinatorZaanstad, asked.signalId))?.comesBack).toMatchObject({ recorded: true })
  const clock = (await dueClocks(hanna, id)).find(({ normId }) => normId === 'N37')
  const shown = (await hanna.get(`/v1/dossiers/${id}/clocks`)).body as {
    clocks: { normId: string; dueDate?: string }[]
  }
  expect(clock?.dueDate ?? shown.clocks.find(({ normId }) => normId === 'N37')?.dueDate).toBe(addDays(day(castDay), 14))
  expect(await took(hanna, id, 're-entry-reviewed', { because: 'aftercare-missing' })).toBe('aftercare')
  expect((await courseOf(hanna, id)).reEntries).toEqual([
    { recognisedDate: castDay, reviewed: true, cause: 'aftercare-missing' },
  ])
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select payload::text as text from dossier.fact where stream = $1 and kind = 're-entry-reviewed'",
    [id],
  )
  expect(JSON.stringify(rows)).not.toContain('aftercare-missing')
  expect(code(await step(hanna, id, 're-entry-reviewed', { because: 'money' }))).toBe('no-re-entry')
})

test('P19 closing or losing sight of her leaves the encoding where it is; taking the ground back takes it away', async () => {
  const admin = await house.admin()
  const standing = async (signalId: string): Promise<number> => {
    const { rows } = await admin.query<{ n: number }>(
      `select count(*)::int as n from matching.entry m join linkage.epoch_handle h on h.handle = m.handle
       join linkage.entry e on e.handle = h.entry where e.subject = $1 and e.removed_at is null`,
      [signalId],
    )
    return rows[0]?.n ?? -1
  }
  const [closed, missing] = [await fileOf(55), await fileOf(66)]
  await took(hanna, closed.id, 'care-ended', { because: 'recovered' })
  await took(hanna, closed.id, 'dossier-closed')
  await took(hanna, missing.id, 'person-missing')
  await round(house)
  expect([await standing(closed.asked.signalId), await standing(missing.asked.signalId)]).toEqual([1, 1])
  await withdraw(house, cast.coordinatorZaanstad, closed.asked)
  await round(house)
  expect([await standing(closed.asked.signalId), await standing(missing.asked.signalId)]).toEqual([0, 1])
  await comesIn(55)
  await comesIn(66)
  expect(await hitOf(cast.coordinatorZaanstad, closed.asked.signalId)).toBeUndefined()
  expect((await hitOf(cast.coordinatorZaanstad, missing.asked.signalId))?.comesBack).toMatchObject({ stage: 'missing' })
})

test('two who take a step at once: one of them sees what the other did', async () => {
  const id = await aDossier(hanna)
  const answers = await Promise.all([step(hanna, id, 'person-missing'), step(hanna, id, 'person-missing')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
})
