import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, day } from '../kernel/index.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})
type Answer = Awaited<ReturnType<Caller['get']>>
const code = ({ body }: Answer): string => (body as { code?: string }).code ?? ''
const as = (member: CastMember): Promise<Caller> => house.as(member)
const today = () => day(house.clock.now().toISOString().slice(0, 10))
const opened = async (hanna: Caller): Promise<string> => {
  const answer = await hanna.post('/v1/dossiers', { municipalityCode: 'GM0415' })
  expect(answer.status, answer.text).toBe(201)
  return (answer.body as { dossierId: string }).dossierId
}
const noted = async (caller: Caller, dossier: string, kind: string, happenedDate?: string): Promise<string> => {
  const answer = await caller.post(`/v1/dossiers/${dossier}/steps`, { kind, ...(happenedDate ? { happenedDate } : {}) })
  expect(answer.status, answer.text).toBe(201)
  return (answer.body as { stepId: string }).stepId
}
type Clock = {
  normId: string
  state: { code: string }
  mayEscalate: boolean
  asksWhy: boolean
  mayAnswer: boolean
  triggeredDate?: string
  dueDate?: string
  told: { code: string; sinceDate: string }[]
  said?: { cause?: { code: string }; action?: { code: string }; words?: string }
  signedBy: string[]
  adopted?: { fromDate: string }
}
const clocksOf = async (caller: Caller, dossier: string): Promise<readonly Clock[]> => {
  const { body, status, text } = await caller.get(`/v1/dossiers/${dossier}/clocks`)
  expect(status, text).toBe(200)
  return (body as { clocks: Clock[] }).clocks
}
const clockOf = async (caller: Caller, dossier: string, norm: string): Promise<Clock> => {
  const found = (await clocksOf(caller, dossier)).find(({ normId }) => normId === norm)
  if (!found) throw new Error(`no clock ${norm}`)
  return found
}
const admitted = async (caller: Caller, dossier: string): Promise<void> => {
  const answer = await caller.post(`/v1/dossiers/${dossier}/outflow-steps`, { step: 'shelter-admitted' })
  expect(answer.status, answer.text).toBe(201)
}
type Steps = {
  steps: { stepId: string; kind: { code: string }; abilities: string[] }[]
  kinds: { code: string; chapter: string }[]
  asked: { normId: string; kinds: { code: string }[] }[]
  abilities: string[]
}
const stepsOf = async (caller: Caller, dossier: string): Promise<Steps> => {
  const { body, status, text } = await caller.get(`/v1/dossiers/${dossier}/steps`)
  expect(status, text).toBe(200)
  return body as Steps
}

test('a step that somebody writes down starts and keeps a clock, and the clock says which step it waits for', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const dossier = await opened(hanna)
  const reported = { step: 'wmo-shelter', act: 'began', happenedDate: addDays(today(), -10) }
  expect((await hanna.post(`/v1/dossiers/${dossier}/money-steps`, reported)).status).toBe(201)
  expect(await clockOf(hanna, dossier, 'N10')).toMatchObject({ state: { code: 'running' } })
  const { asked, kinds, abilities } = await stepsOf(hanna, dossier)
  expect(asked.find(({ normId }) => normId === 'N10')?.kinds.map((kind) => kind.code)).toEqual([
    'wmo-inquiry-completed',
  ])
  expect(kinds.length).toBeGreaterThan(60)
  expect(kinds.map((kind) => kind.code)).not.toContain('handover-accepted')
  expect(abilities).toEqual(['record-step'])
  await noted(hanna, dossier, 'wmo-inquiry-completed')
  expect((await clockOf(hanna, dossier, 'N10')).state.code).toBe('kept')
  expect((await stepsOf(hanna, dossier)).asked.map(({ normId }) => normId)).not.toContain('N10')
})

test('a step is refused in words: unknown, recorded elsewhere, to come, twice on one day; taken back it may be written again', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const dossier = await opened(hanna)
  const post = (body: object) => hanna.post(`/v1/dossiers/${dossier}/steps`, body)
  expect(code(await post({ kind: 'a-wish-upon-a-star' }))).toBe('step-not-known')
  expect(code(await post({ kind: 'handover-accepted' }))).toBe('step-recorded-elsewhere')
  expect(code(await post({ kind: 'approach-adopted' }))).toBe('step-recorded-elsewhere')
  expect(code(await post({ kind: 'first-contact', happenedDate: addDays(today(), 1) }))).toBe('happened-in-future')
  const stepId = await noted(hanna, dossier, 'first-contact')
  expect(code(await post({ kind: 'first-contact' }))).toBe('step-noted-already')
  expect((await clockOf(hanna, dossier, 'N17')).state.code).toBe('running')
  const taken = await hanna.post(`/v1/dossiers/${dossier}/steps/${stepId}/withdrawals`, {})
  expect(taken.status, taken.text).toBe(201)
  // Nothing is deleted: both facts stand in the file, and the clock reads neither.
  expect((await clockOf(hanna, dossier, 'N17')).state.code).toBe('not-started')
  expect((await stepsOf(hanna, dossier)).steps).toEqual([])
  const { timeline } = (await hanna.get(`/v1/dossiers/${dossier}`)).body as { timeline: { kind: string }[] }
  expect(timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['first-contact', 'step-withdrawn']))
  expect(code(await hanna.post(`/v1/dossiers/${dossier}/steps/${stepId}/withdrawals`, {}))).toBe('not-found')
  await noted(hanna, dossier, 'first-contact')
})

test('hands that write one step at once write it once, and take it back once', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const atOnce = async (path: string, body: object): Promise<readonly number[]> => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => hanna.post(path, body)))
    return answers.map(({ status }) => status).toSorted()
  }
  for (let round = 0; round < 2; round += 1) {
    const dossier = await opened(hanna)
    expect(await atOnce(`/v1/dossiers/${dossier}/steps`, { kind: 'help-asked' })).toEqual([201, ...Array(7).fill(409)])
    const [step] = (await stepsOf(hanna, dossier)).steps
    const taken = await atOnce(`/v1/dossiers/${dossier}/steps/${step?.stepId}/withdrawals`, {})
    expect(taken).toEqual([201, ...Array(7).fill(404)])
  }
})

test('who may not open a chapter reads neither its steps nor its clocks; a stranger cannot tell that there is a file', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const dossier = await opened(hanna)
  await noted(hanna, dossier, 'coordinator-assigned')
  await noted(hanna, dossier, 'medical-examination-offered')
  // A chair in the same house: its keys open who somebody is, and not her health.
  const admin = await house.admin()
  await admin.query(`update access.account set function = 'table-chair' where actor_id = $1`, [
    cast.colleagueZaanstad.actor,
  ])
  await admin.end()
  const chair = await as({ ...cast.colleagueZaanstad, function: 'table-chair' })
  const shown = await stepsOf(chair, dossier)
  expect(shown.steps.map(({ kind }) => kind.code)).toEqual(['coordinator-assigned'])
  expect(shown.abilities).toEqual([])
  expect((await clocksOf(chair, dossier)).map(({ normId }) => normId)).not.toContain('N15')
  expect((await clocksOf(hanna, dossier)).map(({ normId }) => normId)).toContain('N15')
  const text = JSON.stringify((await chair.get(`/v1/dossiers/${dossier}`)).body)
  expect(text).not.toContain('medical-examination-offered')
  const mirte = await as(cast.coordinatorEindhoven)
  const [theirs, none] = [
    await mirte.get(`/v1/dossiers/${dossier}/steps`),
    await mirte.get(`/v1/dossiers/${randomUUID()}/steps`),
  ]
  expect([theirs.status, none.status]).toEqual([404, 404])
  expect(code(await mirte.post(`/v1/dossiers/${dossier}/steps`, { kind: 'help-asked' }))).toBe('not-found')
  expect((await house.nobody.get(`/v1/dossiers/${dossier}/steps`)).status).toBe(401)
  expect((await (await as(cast.investigatorNoordHolland)).get(`/v1/dossiers/${dossier}/steps`)).status).toBe(403)
})

test('a missed term asks why; explained it goes no further, with an action it waits, and her no takes the question away', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const dossier = await opened(hanna)
  await noted(hanna, dossier, 'wmo-reported-urgent', addDays(today(), -9))
  const before = await clockOf(hanna, dossier, 'N09')
  expect(before).toMatchObject({ state: { code: 'missed' }, asksWhy: true, mayAnswer: true, mayEscalate: true })
  expect(before.told.map(({ code: to }) => to)).toEqual(['care-coordinator', 'table-chair', 'focal-officer'])
  const answer = (body: object) =>
    hanna.post(`/v1/dossiers/${dossier}/miss-answers`, { normId: 'N09', triggeredDate: before.triggeredDate, ...body })
  expect(code(await answer({ cause: 'no-place', action: 'still-do' }))).toBe('miss-needs-cause-or-action')
  expect(code(await answer({ normId: 'N10', cause: 'no-place' }))).toBe('not-missed')
  expect((await answer({ cause: 'no-place', words: 'Alles was vol, verzonnen.' })).status).toBe(201)
  expect(await clockOf(hanna, dossier, 'N09')).toMatchObject({
    ...{ asksWhy: false, state: { code: 'missed' } },
    said: { cause: { code: 'no-place' }, words: 'Alles was vol, verzonnen.' },
  })
  const admin = await house.admin()
  const { rows } = await admin.query(
    "select payload::text as text from dossier.fact where stream = $1 and kind = 'miss-answered'",
    [dossier],
  )
  await admin.end()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('vol')
  // Her no ends it: nobody is told and nothing is asked.
  const other = await opened(hanna)
  await noted(hanna, other, 'wmo-reported-urgent', today())
  const claim = {
    actor: cast.coordinatorZaanstad.actor,
    organisation: castOrganisations.careZaanstad,
    plane: 'care',
    function: 'care-coordinator',
    purpose: 'W01',
  } as const
  await house.system.acts.run({ claim, operation: 'test' }, async (work) => {
    await work.record({ slice: 'dossier', stream: other, kind: 'not-now', happened: work.today, payload: {} })
    return { ok: true, value: undefined }
  })
  house.clock.advance({ days: 12 })
  expect(await clockOf(await as(cast.coordinatorZaanstad), other, 'N09')).toMatchObject({
    ...{ state: { code: 'kept' }, asksWhy: false, mayAnswer: false, mayEscalate: false, told: [] },
  })
})

test('a proposal is missed in plain sight until a house signs it; from that day its own clocks bind, and the old ones do not', async () => {
  const hanna = await as(cast.coordinatorZaanstad)
  const dossier = await opened(hanna)
  const from = addDays(today(), 1)
  const sign = (body: object) => hanna.post('/v1/adoptions', { normId: 'N35', fromDate: from, ...body })
  expect(code(await sign({ count: 60 }))).toBe('adopts-less')
  expect(code(await sign({ fromDate: today() }))).toBe('adopted-from-past')
  expect(code(await sign({ normId: 'N99' }))).toBe('norm-not-known')
  expect((await sign({ count: 10 })).status).toBe(201)
  expect(code(await sign({}))).toBe('adopted-already')
  expect(
    code(await (await as(cast.shelterWorkerHaven)).post('/v1/adoptions', { normId: 'N35', fromDate: today() })),
  ).toBe('adopted-from-past')
  await admitted(hanna, dossier)
  const later = await opened(hanna)
  house.clock.advance({ days: 2 })
  await admitted(await as(cast.coordinatorZaanstad), later)
  house.clock.advance({ days: 50 })
  const again = await as(cast.coordinatorZaanstad)
  expect(await clockOf(again, dossier, 'N35')).toMatchObject({ mayEscalate: false, told: [], signedBy: [] })
  const bound = await clockOf(again, later, 'N35')
  expect(bound).toMatchObject({ state: { code: 'missed' }, mayEscalate: true, adopted: { fromDate: from } })
  expect(bound.signedBy).toHaveLength(1)
  const { adoptions } = (await again.get('/v1/adoptions')).body as {
    adoptions: { adoptionId: string; normId: string }[]
  }
  const mine = adoptions.find(({ normId }) => normId === 'N35')?.adoptionId ?? ''
  const end = (caller: Caller, id = mine, on = addDays(today(), 1)) =>
    caller.post(`/v1/adoptions/${id}/endings`, { fromDate: on })
  expect(code(await end(await as(cast.coordinatorEindhoven)))).toBe('not-found')
  expect(code(await end(again, mine, today()))).toBe('adopted-from-past')
  expect((await end(again)).status).toBe(201)
  expect(code(await end(again))).toBe('adoption-ended-already')
  expect(await clockOf(again, later, 'N35')).toMatchObject({ mayEscalate: true })
  const everybody = (await house.nobody.get('/v1/norms')).body as {
    norms: { normId: string; versions: { signedBy: { name: string }[] }[] }[]
  }
  expect(everybody.norms.find(({ normId }) => normId === 'N35')?.versions[0]?.signedBy).toHaveLength(1)
})

test('a norm that one house signs many times at once is signed once, and ended many times at once it ends once', async () => {
  const hanna = await as(cast.coordinatorEindhoven)
  const other = await as(cast.coordinatorEindhoven)
  const from = addDays(today(), 1)
  const four = [hanna, other, hanna, other]
  const signed = await Promise.all(four.map((each) => each.post('/v1/adoptions', { normId: 'N32', fromDate: from })))
  expect(signed.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(signed.filter(({ status }) => status !== 201).map(code)).toEqual(Array(3).fill('adopted-already'))
  const id = (signed.find(({ status }) => status === 201)?.body as { adoptionId: string }).adoptionId
  const ended = await Promise.all(four.map((each) => each.post(`/v1/adoptions/${id}/endings`, { fromDate: from })))
  expect(ended.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  expect(ended.filter(({ status }) => status !== 201).map(code)).toEqual(Array(3).fill('adoption-ended-already'))
})

test('what was done for an area is written down by who works for it, read by others, and taken back by who wrote it', async () => {
  const kees = await as(cast.focalOfficerLandsmeer)
  const of = (area: string) => `/v1/areas/municipality/${area}`
  const clocks = async (caller: Caller) =>
    (await caller.get(`${of('GM0415')}/clocks`)).body as {
      clocks: { state: { code: string } }[]
      facts: { areaFactId: string }[]
      abilities: string[]
    }
  expect((await clocks(kees)).clocks).toMatchObject([{ state: { code: 'missed' } }])
  expect(code(await kees.post(`${of('GM0479')}/facts`, { kind: 'approach-adopted' }))).toBe('not-your-area')
  const dates = { happenedDate: '2022-11-01' }
  for (const kind of ['approach-adopted', 'contact-person-named'])
    expect((await kees.post(`${of('GM0415')}/facts`, { kind, ...dates })).status).toBe(201)
  const hanna = await as(cast.coordinatorZaanstad)
  const shown = await clocks(hanna)
  expect(shown).toMatchObject({ clocks: [{ state: { code: 'kept' } }], abilities: [] })
  const first = shown.facts[0]?.areaFactId ?? ''
  expect(code(await hanna.post(`${of('GM0415')}/facts/${first}/withdrawals`))).toBe('not-found')
  expect((await kees.post(`${of('GM0415')}/facts/${first}/withdrawals`)).status).toBe(201)
  expect((await clocks(kees)).clocks).toMatchObject([{ state: { code: 'missed' } }])
  expect((await kees.get('/v1/areas/nowhere/GM0415/clocks')).status).toBe(400)
  expect((await (await as(cast.wmoDeskEindhoven)).get(`${of('GM0415')}/clocks`)).status).toBe(403)
})
