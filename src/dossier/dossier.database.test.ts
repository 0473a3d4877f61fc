import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { weighed } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
let nadia: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
  nadia = await house.as(cast.shelterWorkerHaven)
})
afterAll(async () => {
  await house.close()
})

const { careEindhoven, comensha, avimNoordHolland } = castOrganisations
// Safe: each test names the field that the answer of that route has.
const field = (answer: Answer, name: string): string => String((answer.body as Record<string, unknown>)[name])
const shown = (answer: Answer) =>
  answer.body as {
    chapters: { chapter: string; state: string; asking: string; fields: unknown[] }[]
    timeline: { kind: string }[]
    abilities: string[]
    mine: boolean
  }
const chapterOf = (answer: Answer, chapter: string) => shown(answer).chapters.find((each) => each.chapter === chapter)
// Everything but the number that a reader may quote.
const withoutTrace = (text: string): string => text.replaceAll(/urn:uuid:[0-9a-f-]{36}/g, 'urn:uuid')

const aDossier = async (by: Caller = hanna): Promise<string> =>
  field(
    await by.post('/v1/dossiers', {
      fields: [
        { field: 'name', value: 'Verzonnen Kok' },
        { field: 'language', value: 'Mandarijn' },
      ],
    }),
    'dossierId',
  )
const aConsent = (id: string, chapter: string, partnerId: string = careEindhoven, purpose = 'D26') =>
  hanna.post(`/v1/dossiers/${id}/consents`, {
    chapter,
    partnerId,
    purpose,
    answer: 'given',
    language: 'zh',
    present: ['interpreter'],
    helpDoesNotDependOnIt: true,
    understood: 'Zij mogen dit lezen.',
    ageGroup: '18-plus',
    givenDate: castDay,
  })
const anOffer = async (id: string): Promise<string> => {
  await weighed(hanna, id)
  return field(await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: careEindhoven }), 'handoverId')
}
const handedOver = async (chapters: readonly string[]): Promise<string> => {
  const id = await aDossier()
  await hanna.post(`/v1/dossiers/${id}/chapter-notes`, {
    chapter: 'contact',
    fields: [{ field: 'phone', value: '06 00 00 41 41' }],
  })
  await hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter: 'story', text: 'Hij woont boven het restaurant.' })
  await hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter: 'health', text: 'Rugpijn.' })
  for (const chapter of chapters) expect((await aConsent(id, chapter)).status).toBe(201)
  const handover = await anOffer(id)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).status).toBe(200)
  return id
}

test('who is not signed in gets 401, another function 403, an unreadable body 400', async () => {
  expect((await house.nobody.get('/v1/dossiers')).status).toBe(401)
  expect((await (await house.as(cast.analyst)).get('/v1/dossiers')).status).toBe(403)
  expect((await hanna.post('/v1/dossiers', { surprise: true })).status).toBe(400)
  expect((await hanna.get('/v1/dossiers?limit=101')).status).toBe(400)
})

test('a dossier that is hidden answers exactly as one that does not exist', async () => {
  const id = await aDossier()
  const [hidden, absent] = [await mirte.get(`/v1/dossiers/${id}`), await mirte.get(`/v1/dossiers/${randomUUID()}`)]
  expect(hidden.status).toBe(404)
  expect(withoutTrace(hidden.text)).toBe(withoutTrace(absent.text))
  const [noteHidden, noteAbsent] = [id, randomUUID()].map((each) =>
    mirte.post(`/v1/dossiers/${each}/chapter-notes`, { chapter: 'story', text: 'x' }),
  )
  expect(withoutTrace((await noteHidden)?.text ?? '')).toBe(withoutTrace((await noteAbsent)?.text ?? ''))
})

test('a dossier opens with what is known, and lists with the name', async () => {
  const id = await aDossier()
  const answer = await hanna.get(`/v1/dossiers/${id}`)
  expect(answer.status).toBe(200)
  expect(chapterOf(answer, 'identity')).toMatchObject({
    state: 'open',
    asking: 'own',
    fields: [{ field: 'name', value: 'Verzonnen Kok' }, { field: 'language' }],
  })
  expect(shown(answer).abilities).toContain('offer-handover')
  const list = (await hanna.get('/v1/dossiers')).body as { dossiers: { dossierId: string; name: string }[] }
  expect(list.dossiers.find((each) => each.dossierId === id)?.name).toBe('Verzonnen Kok')
})

test('the list goes on where the page before it ended', async () => {
  for (let count = 0; count < 3; count += 1) await aDossier()
  const first = (await hanna.get('/v1/dossiers?limit=2')).body as {
    dossiers: { dossierId: string }[]
    nextCursor: string
  }
  const second = (await hanna.get(`/v1/dossiers?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`))
    .body as typeof first
  const ids = [...first.dossiers, ...second.dossiers].map((each) => each.dossierId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(2)
})

test('a signal that is not one’s own cannot begin a dossier', async () => {
  expect((await hanna.post('/v1/dossiers', { signalId: randomUUID() })).status).toBe(404)
})

test('a handover goes to care only, to the directory only, and one at a time', async () => {
  const id = await aDossier()
  expect((await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: avimNoordHolland })).body).toMatchObject({
    code: 'receiver-not-care',
  })
  expect((await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: randomUUID() })).body).toMatchObject({
    code: 'unknown-receiver',
  })
  await anOffer(id)
  expect((await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: careEindhoven })).body).toMatchObject({
    code: 'handover-stands',
  })
})

test('before acceptance a receiver sees names of consented chapters, and the summary of identity only when she agreed', async () => {
  const id = await aDossier()
  await aConsent(id, 'story')
  const first = await anOffer(id)
  const seen = async (handover: string) =>
    (
      (await mirte.get('/v1/handovers?limit=100')).body as {
        handovers: { handoverId: string; comesAlong: unknown; abilities: string[] }[]
      }
    ).handovers.find((each) => each.handoverId === handover)
  expect(await seen(first)).toMatchObject({
    comesAlong: { chapters: ['story'], summary: [] },
    abilities: ['accept-handover', 'decline-handover', 'stop-handover'],
  })
  expect(chapterOf(await mirte.get(`/v1/dossiers/${id}`), 'story')).toMatchObject({ fields: [], notes: [] })
  await hanna.post(`/v1/handovers/${first}/withdrawals`)
  await aConsent(id, 'identity')
  const second = await anOffer(id)
  expect(await seen(second)).toMatchObject({
    comesAlong: {
      summary: [
        { field: 'name', value: 'Verzonnen Kok' },
        { field: 'language', value: 'Mandarijn' },
      ],
    },
  })
})

test('P5 a new holder is not asked twice for what is administrative, and asks her story herself', async () => {
  const answer = await mirte.get(`/v1/dossiers/${await handedOver(['identity', 'contact', 'story'])}`)
  expect(shown(answer).mine).toBe(true)
  expect(chapterOf(answer, 'contact')).toMatchObject({
    state: 'open',
    asking: 'known',
    fields: [{ value: '06 00 00 41 41', toldBy: { organisationId: castOrganisations.careZaanstad } }],
  })
  expect(chapterOf(answer, 'story')).toMatchObject({ state: 'open', asking: 'ask-herself' })
  expect(chapterOf(answer, 'health')).toMatchObject({ state: 'closed', fields: [], notes: [] })
})

test('the sender sees that it landed, and no longer writes', async () => {
  const id = await aDossier()
  const handover = await anOffer(id)
  await mirte.post(`/v1/handovers/${handover}/acceptances`)
  expect((await mirte.post(`/v1/handovers/${handover}/landings`)).body).toMatchObject({ stage: 'landed' })
  expect(shown(await hanna.get(`/v1/dossiers/${id}`)).timeline.map((each) => each.kind)).toContain('handover-landed')
  expect((await hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter: 'goal', text: 'x' })).body).toMatchObject({
    code: 'not-the-holder',
  })
})

test('an offer that waited too long is expired, and the next one stands', async () => {
  const id = await aDossier()
  const handover = await anOffer(id)
  house.clock.advance({ days: 15 })
  try {
    ;[hanna, mirte] = [await house.as(cast.coordinatorZaanstad), await house.as(cast.coordinatorEindhoven)]
    expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).body).toMatchObject({ code: 'handover-expired' })
    expect((await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: careEindhoven })).status).toBe(201)
    expect(shown(await hanna.get(`/v1/dossiers/${id}`)).timeline.map((each) => each.kind)).toContain('handover-expired')
  } finally {
    house.clock.advance({ days: -15 })
    ;[hanna, mirte] = [await house.as(cast.coordinatorZaanstad), await house.as(cast.coordinatorEindhoven)]
  }
})

test('of an acceptance and a withdrawal at the same moment exactly one wins', async () => {
  for (let round = 0; round < 6; round += 1) {
    const id = await aDossier()
    const handover = await anOffer(id)
    const [accepted, withdrawn] = await Promise.all([
      mirte.post(`/v1/handovers/${handover}/acceptances`),
      hanna.post(`/v1/handovers/${handover}/withdrawals`),
    ])
    expect([accepted.status, withdrawn.status].toSorted()).toEqual([200, 409])
    const admin = await house.admin()
    const { rows } = await admin.query(
      'select d.holder_id, h.stage from dossier.dossier d join dossier.handover h on h.dossier_id = d.id where d.id = $1',
      [id],
    )
    await admin.end()
    expect(rows).toEqual([
      accepted.status === 200
        ? { holder_id: careEindhoven, stage: 'accepted' }
        : { holder_id: castOrganisations.careZaanstad, stage: 'withdrawn' },
    ])
  }
})

test('of two acceptances at the same moment exactly one wins, and it is recorded once', async () => {
  const id = await aDossier()
  const handover = await anOffer(id)
  const answers = await Promise.all([1, 2, 3].map(() => mirte.post(`/v1/handovers/${handover}/acceptances`)))
  expect(answers.map((each) => each.status).toSorted()).toEqual([200, 409, 409])
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select count(*)::int as facts from dossier.fact where stream = $1 and kind = 'handover-accepted'",
    [id],
  )
  await admin.end()
  expect(rows).toEqual([{ facts: 1 }])
})

test('of two offers at the same moment exactly one stands', async () => {
  const id = await aDossier()
  await weighed(hanna, id)
  const answers = await Promise.all(
    [1, 2].map(() => hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: careEindhoven })),
  )
  expect(answers.map((each) => each.status).toSorted()).toEqual([201, 409])
})

test('reading a dossier takes the same number of queries whatever its size', async () => {
  const id = await aDossier()
  const queriesOf = async (): Promise<number> => {
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    expect((await hanna.get(`/v1/dossiers/${id}`)).status).toBe(200)
    const count = asked.mock.calls.length
    asked.mockRestore()
    return count
  }
  await queriesOf()
  const small = await queriesOf()
  for (const chapter of ['story', 'health', 'goal', 'safety', 'income'])
    await hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter, text: 'Nog iets.' })
  expect(small).toBeGreaterThan(3)
  expect(await queriesOf()).toBe(small)
})

test('the list of handovers takes the same number of queries however long it is', async () => {
  const queriesOf = async (): Promise<{ count: number; length: number }> => {
    const asked = vi.spyOn(pg.Client.prototype, 'query')
    const { body } = await mirte.get('/v1/handovers?limit=100')
    const count = asked.mock.calls.length
    asked.mockRestore()
    return { count, length: (body as { handovers: unknown[] }).handovers.length }
  }
  const offered = async (): Promise<void> => {
    const id = await aDossier()
    expect((await aConsent(id, 'identity')).status).toBe(201)
    await anOffer(id)
  }
  await offered()
  const small = await queriesOf()
  for (let count = 0; count < 4; count += 1) await offered()
  const large = await queriesOf()
  expect(large.length).toBe(small.length + 4)
  expect(large.count).toBe(small.count)
})

test('a report needs her agreement, names what is missing and leaves a row in the log', async () => {
  const id = await aDossier()
  expect((await hanna.get(`/v1/dossiers/${id}/reports/comensha-report`)).body).toMatchObject({
    code: 'letter-needs-ground',
  })
  expect((await aConsent(id, 'identity', comensha, 'D04')).status).toBe(201)
  const report = await hanna.get(`/v1/dossiers/${id}/reports/comensha-report`)
  expect(report.status).toBe(200)
  expect(report.text).toContain('Verzonnen Kok')
  expect((report.body as { missing: { field: string }[] }).missing.map((each) => each.field)).toContain('birth')
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select act from audit.processing where subject = $1 and act like 'record-report-%'",
    [id],
  )
  await admin.end()
  expect(rows).toEqual([{ act: 'record-report-comensha-report' }])
})

test('a shelter that is not in reach sees nothing', async () => {
  await aDossier()
  expect((await nadia.get('/v1/dossiers')).body).toMatchObject({ dossiers: [] })
})
