import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { openPersonPage, TEST_CODE } from '../../tests/support/person-page.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { aConsent, aDossier, anOffer, fieldOf, weighed } from './handover.fixture.ts'

let house: TestSystem
let hanna: Caller
let mirte: Caller
let nadia: Caller
let kees: Caller
beforeAll(async () => {
  house = await openTestSystem()
  await signIn()
})
afterAll(async () => {
  await house.close()
})
const signIn = async (): Promise<void> => {
  hanna = await house.as(cast.coordinatorZaanstad)
  mirte = await house.as(cast.coordinatorEindhoven)
  nadia = await house.as(cast.shelterWorkerHaven)
  kees = await house.as(cast.focalOfficerLandsmeer)
}
const daysLater = async <T>(days: number, act: () => Promise<T>): Promise<T> => {
  house.clock.advance({ days })
  await signIn()
  try {
    return await act()
  } finally {
    house.clock.advance({ days: -days })
    await signIn()
  }
}

type Note = {
  stage: string
  side: string
  call?: { phone: string }
  madeAt?: string
  chapters: { chapter: string; how: string; fields: { field: string; value: string }[] }[]
  tasks: { kind: string; waitsFor?: string; party?: { name: string }; dueDate?: string }[]
  clocks: { normId: string; dueDate: string }[]
  abilities: string[]
}
const noteOf = (answer: Answer): Note => {
  expect(answer.status).toBe(200)
  return answer.body as Note
}
const readNote = (by: Caller, handover: string) => by.get(`/v1/handovers/${handover}/notes/latest`)
const move = (by: Caller, handover: string, path: string, body: object = {}) =>
  by.post(`/v1/handovers/${handover}/${path}`, body)
const code = ({ body }: Answer): string => (body as { code: string }).code
const note = (by: Caller, id: string, chapter: string, text: string, more: object = {}) =>
  by.post(`/v1/dossiers/${id}/chapter-notes`, { chapter, text, ...more })

const withOpenTasks = async (chapters: readonly string[]): Promise<{ id: string; handover: string }> => {
  const id = await aDossier(hanna)
  await hanna.post(`/v1/dossiers/${id}/chapter-notes`, {
    chapter: 'contact',
    fields: [{ field: 'phone', value: '06 00 00 41 41' }],
  })
  await note(hanna, id, 'story', 'Hij woont boven het restaurant.')
  fieldOf(await hanna.post(`/v1/dossiers/${id}/waits`, { cause: 'papers' }), 'id')
  const money = { cause: 'money', partyOrganisationId: castOrganisations.municipalityZaanstad }
  fieldOf(await hanna.post(`/v1/dossiers/${id}/waits`, money), 'id')
  await hanna.post(`/v1/dossiers/${id}/moves`, { toMunicipalityCode: 'GM0772' })
  for (const chapter of chapters) await aConsent(hanna, id, chapter)
  return { id, handover: await anOffer(hanna, id) }
}

test('P14 the note holds what she agreed to and nothing else: fields, tasks and clocks of a closed chapter stay behind', async () => {
  const { handover } = await withOpenTasks(['identity', 'contact', 'residence'])
  await move(mirte, handover, 'acceptances')
  const read = noteOf(await readNote(mirte, handover))
  expect(read).toMatchObject({ side: 'receiver', stage: 'accepted', call: { phone: expect.stringMatching(/^099/) } })
  expect(read.chapters.find(({ chapter }) => chapter === 'contact')).toMatchObject({
    how: 'known',
    fields: [{ field: 'phone', value: '06 00 00 41 41' }],
  })
  expect(read.chapters.find(({ chapter }) => chapter === 'story')).toEqual({
    chapter: 'story',
    how: 'herself',
    fields: [],
  })
  expect(read.chapters.find(({ chapter }) => chapter === 'income')).toEqual({
    chapter: 'income',
    how: 'closed',
    fields: [],
  })
  // The wait for papers is of residence, the one for money of income, which she did not share.
  expect(read.tasks).toEqual([{ kind: 'wait', waitsFor: 'papers', sinceDate: castDay }])
  expect(read.clocks.map(({ normId }) => normId)).toContain('N32')
})

test('what she takes back is out of the note at the next look, and comes back with a new yes', async () => {
  const { id, handover } = await withOpenTasks(['identity', 'contact'])
  const residence = await aConsent(hanna, id, 'residence')
  await move(mirte, handover, 'acceptances')
  expect(noteOf(await readNote(mirte, handover)).tasks).toHaveLength(1)
  expect((await hanna.post(`/v1/consents/${residence}/withdrawals`)).status).toBe(201)
  const after = noteOf(await readNote(mirte, handover))
  expect(after.tasks).toEqual([])
  expect(after.chapters.find(({ chapter }) => chapter === 'residence')).toMatchObject({ how: 'closed' })
})

test('P13 before acceptance the receiver reads the summary and no note, whoever there asks', async () => {
  const { handover } = await withOpenTasks(['identity', 'contact'])
  expect(code(await readNote(mirte, handover))).toBe('handover-not-accepted')
  expect((await readNote(nadia, handover)).status).toBe(404)
  const listed = (await mirte.get('/v1/handovers')).body as {
    handovers: { handoverId: string; comesAlong: { summary: unknown[] }; abilities: string[] }[]
  }
  const shown = listed.handovers.find((each) => each.handoverId === handover)
  expect(shown?.comesAlong.summary).toEqual([{ field: 'name', value: 'Verzonnen Kok' }])
  expect(shown?.abilities).not.toContain('read-handover-note')
  await move(mirte, handover, 'declines', { reason: 'no-capacity' })
  expect(code(await readNote(mirte, handover))).toBe('handover-not-accepted')
})

test('P13 the key of the note is not there before acceptance, whatever a row would show', async () => {
  const { id, handover } = await withOpenTasks(['identity'])
  const ref = { subject: id, chapter: `note-${handover}` }
  const keys = async () => (await house.platform.keys.find(castOrganisations.careEindhoven, [ref])).size
  expect(await keys()).toBe(0)
  await move(hanna, handover, 'notes')
  expect(await keys()).toBe(0)
  await move(mirte, handover, 'acceptances')
  expect(await keys()).toBe(1)
})

test('the sender renews the note until the overlap ends, and after it keeps a trace: that it landed', async () => {
  const { id, handover } = await withOpenTasks(['identity', 'contact', 'residence', 'income'])
  expect(noteOf(await readNote(hanna, handover)).abilities).toContain('renew-handover-note')
  await move(mirte, handover, 'acceptances')
  const { waits } = (await hanna.get(`/v1/dossiers/${id}/waits`)).body as {
    waits: { id: string; cause: { code: string } }[]
  }
  const papers = waits.find(({ cause }) => cause.code === 'papers')
  expect((await hanna.post(`/v1/waits/${papers?.id}/ends`)).status).toBe(201)
  expect((await move(hanna, handover, 'notes')).status).toBe(201)
  expect(noteOf(await readNote(mirte, handover)).tasks).toMatchObject([
    { kind: 'wait', waitsFor: 'money', party: { name: expect.stringContaining('Zaanstad') } },
  ])
  expect(code(await move(mirte, handover, 'notes'))).toBe('handover-other-side')
  await move(mirte, handover, 'landings')
  expect(code(await readNote(hanna, handover))).toBe('handover-overlap-over')
  expect(code(await move(hanna, handover, 'notes'))).toBe('handover-overlap-over')
  const { handovers } = (await hanna.get('/v1/handovers')).body as {
    handovers: { handoverId: string; stage: string }[]
  }
  expect(handovers.find((each) => each.handoverId === handover)?.stage).toBe('landed')
  expect(noteOf(await readNote(mirte, handover)).stage).toBe('landed')
})

test('P15 during the overlap both write, the sender only where the holder can read it, and one of them holds', async () => {
  const { id, handover } = await withOpenTasks(['identity', 'goal'])
  await move(mirte, handover, 'acceptances')
  expect((await move(hanna, handover, 'meetings')).body).toMatchObject({ stage: 'overlap' })
  expect((await note(hanna, id, 'goal', 'Hij wil weer koken.')).status).toBe(201)
  expect((await note(mirte, id, 'goal', 'Hij wil een eigen zaak.')).status).toBe(201)
  expect(code(await note(hanna, id, 'health', 'Rugpijn.'))).toBe('chapter-not-shared')
  const read = (await mirte.get(`/v1/dossiers/${id}`)).body as {
    mine: boolean
    chapters: { chapter: string; notes: { text: string }[] }[]
  }
  expect(read.mine).toBe(true)
  expect(read.chapters.find(({ chapter }) => chapter === 'goal')?.notes.map(({ text }) => text)).toEqual([
    'Hij wil weer koken.',
    'Hij wil een eigen zaak.',
  ])
  const own = (await hanna.get(`/v1/dossiers/${id}`)).body as {
    abilities: string[]
    chapters: { chapter: string; mayNote?: boolean }[]
  }
  expect(own.abilities).toEqual(['note-chapter'])
  expect(own.chapters.filter(({ mayNote }) => mayNote).map(({ chapter }) => chapter)).toEqual(['identity', 'goal'])
  expect(code(await hanna.post(`/v1/dossiers/${id}/moves`, { toMunicipalityCode: 'GM0772' }))).toBe('not-the-holder')
  await daysLater(15, async () => {
    // By then the file is not there any more for who handed it over.
    expect((await note(hanna, id, 'goal', 'Te laat.')).status).toBe(404)
  })
  await move(mirte, handover, 'landings')
  expect(code(await note(hanna, id, 'goal', 'Te laat.'))).toBe('not-the-holder')
})

test('an offer is for a desk: another function of that house neither answers nor reads the summary', async () => {
  const id = await aDossier(hanna)
  await aConsent(hanna, id, 'identity')
  const handover = await anOffer(hanna, id, { receiverFunction: 'focal-officer' })
  expect(code(await move(mirte, handover, 'acceptances'))).toBe('handover-other-desk')
  expect(code(await move(mirte, handover, 'declines'))).toBe('handover-other-desk')
  const { handovers } = (await mirte.get('/v1/handovers')).body as {
    handovers: {
      handoverId: string
      receiverFunction: string
      comesAlong: { summary: unknown[] }
      abilities: string[]
    }[]
  }
  const shown = handovers.find((each) => each.handoverId === handover)
  expect(shown).toMatchObject({ receiverFunction: 'focal-officer', comesAlong: { summary: [] } })
  expect(shown?.abilities).toEqual(['stop-handover'])
  // Without a function the kind of house says which desk it is.
  const other = await aDossier(hanna)
  const toLandsmeer = await anOffer(hanna, other, { receiverId: castOrganisations.municipalityLandsmeer })
  expect((await move(kees, toLandsmeer, 'acceptances')).status).toBe(200)
})

test('what cannot be is refused in words: by another house, by the wrong side, twice, after the term, during another, in the future', async () => {
  const id = await aDossier(hanna)
  const handover = await anOffer(hanna, id)
  const refusedWith = async (answer: Answer, wanted: string): Promise<void> => {
    expect(code(answer)).toBe(wanted)
    // A sentence that says what happened and one that says what now, Dutch first.
    expect((answer.body as { detail: string }).detail.split(/[.?:;] /).length).toBeGreaterThan(1)
  }
  expect((await move(nadia, handover, 'acceptances')).status).toBe(404)
  await refusedWith(await move(hanna, handover, 'acceptances'), 'handover-other-side')
  await refusedWith(await move(mirte, handover, 'landings'), 'handover-not-accepted')
  await refusedWith(
    await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.shelterHaven }),
    'handover-stands',
  )
  await daysLater(15, async () => refusedWith(await move(mirte, handover, 'acceptances'), 'handover-expired'))
  expect((await move(mirte, handover, 'acceptances')).status).toBe(200)
  await refusedWith(await move(mirte, handover, 'acceptances'), 'handover-done-already')
  await refusedWith(await move(mirte, handover, 'declines'), 'handover-accepted-already')
  await refusedWith(await move(hanna, handover, 'withdrawals'), 'handover-accepted-already')
  // Onwards while both are still with her.
  await refusedWith(
    await mirte.post(`/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.shelterHaven }),
    'handover-stands',
  )
  await refusedWith(await note(mirte, id, 'goal', 'Morgen.', { happenedDate: '2026-12-24' }), 'happened-in-future')
  await move(mirte, handover, 'landings')
  await refusedWith(await move(hanna, handover, 'stops', { reason: 'she-says-no' }), 'handover-landed-already')
})

test('she says stop on her own page, also while both are with her, and the holder stays', async () => {
  const { id, handover } = await withOpenTasks(['identity'])
  const { token } = (
    await hanna.post(`/v1/dossiers/${id}/page-switches`, { on: true, besideHer: true, code: TEST_CODE })
  ).body as { token: string }
  await move(mirte, handover, 'acceptances')
  await move(mirte, handover, 'meetings')
  const visit = await openPersonPage(house, token)
  expect((await visit.get('/mijn')).text).toContain(handover)
  expect((await visit.post('/mijn', { action: 'stop-handover', handoverId: handover })).status).toBe(303)
  expect((await visit.get('/mijn')).text).not.toContain(handover)
  expect(code(await move(mirte, handover, 'landings'))).toBe('handover-was-stopped')
  expect((await mirte.get(`/v1/dossiers/${id}`)).body).toMatchObject({ mine: true })
})

test('a party that is no care, or that is not there, is no receiver', async () => {
  const id = await aDossier(hanna)
  await weighed(hanna, id)
  const offer = (receiverId: string) => hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId })
  expect(code(await offer(castOrganisations.avimNoordHolland))).toBe('receiver-not-care')
  expect(code(await offer(castOrganisations.careZaanstad))).toBe('unknown-receiver')
  expect(fieldOf(await offer(castOrganisations.careEindhoven), 'handoverId')).toMatch(/^[0-9a-f-]{36}$/)
})

test('an offer is refused while another stands, also when earlier ones were made in the same millisecond', async () => {
  const id = await aDossier(hanna)
  for (let count = 0; count < 6; count += 1) {
    const handover = await anOffer(hanna, id)
    const again = await hanna.post(`/v1/dossiers/${id}/handovers`, { receiverId: castOrganisations.careEindhoven })
    expect([again.status, code(again)]).toEqual([409, 'handover-stands'])
    await move(hanna, handover, 'withdrawals', { reason: 'mistake' })
  }
})
