import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { type Answer, type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'

let house: TestSystem
let hanna: Caller
beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
})
afterAll(async () => {
  await house.close()
})

type Shown = {
  readonly chapters: readonly {
    chapter: string
    notes: { text: string; precision?: string; told?: string; happenedDate: string }[]
    fields: { field: string; sinceDate: string; precision?: string }[]
  }[]
  readonly timeline: readonly {
    kind: string
    happenedDate: string
    precision: string
    told?: string
    learnedAt: string
  }[]
}
const opened = async (): Promise<string> =>
  ((await hanna.post('/v1/dossiers', {})).body as { dossierId: string }).dossierId
const note = (id: string, more: object): Promise<Answer> =>
  hanna.post(`/v1/dossiers/${id}/chapter-notes`, { chapter: 'story', text: 'Verzonnen verhaal', ...more })
const read = async (id: string): Promise<Shown> => (await hanna.get(`/v1/dossiers/${id}`)).body as Shown

test('a note says when it happened as exactly as that is known, when it was learned, and who told it', async () => {
  const id = await opened()
  const fields = [{ field: 'work', value: 'Verzonnen keuken' }]
  expect((await note(id, { happened: '2024', told: 'herself', fields })).status).toBe(201)
  expect((await note(id, { happened: '2024-05', text: 'In mei' })).status).toBe(201)
  expect((await note(id, { happened: 'unknown', text: 'Ooit' })).status).toBe(201)
  const { chapters, timeline } = await read(id)
  const story = chapters.find(({ chapter }) => chapter === 'story')
  expect(story?.notes).toMatchObject([
    { text: 'Verzonnen verhaal', happenedDate: '2024-01-01', precision: 'year', told: 'herself' },
    { text: 'In mei', happenedDate: '2024-05-01', precision: 'month' },
    { text: 'Ooit', precision: 'unknown' },
  ])
  expect(story?.fields).toMatchObject([{ field: 'work', sinceDate: '2024-01-01', precision: 'year' }])
  const noted = timeline.filter(({ kind }) => kind === 'chapter-noted')
  expect(noted.map(({ precision, told }) => [precision, told])).toEqual([
    ...[
      ['year', 'herself'],
      ['month', undefined],
      ['unknown', undefined],
    ],
  ])
  expect(noted.every(({ learnedAt }) => learnedAt.startsWith('2026-11-16'))).toBe(true)
})

test('who told it is as closed as the note: whoever may not read the chapter does not read it', async () => {
  const id = await opened()
  await note(id, { chapter: 'health', told: 'family' })
  const chair = await house.as(cast.colleagueZaanstad)
  expect((await chair.get(`/v1/dossiers/${id}`)).text).toContain('"told":"family"')
  const { rows } = await (await house.admin()).query<{ row: string }>(
    'select to_jsonb(f)::text as row from dossier.fact f where stream = $1',
    [id],
  )
  expect(rows.map(({ row }) => row).join()).not.toContain('family')
})

test('P24 a note of tomorrow, of next month or next year is refused in words, and nothing is kept', async () => {
  const id = await opened()
  const before = (await read(id)).timeline.length
  for (const happened of ['2026-11-17', '2026-12', '2027']) {
    const answer = await note(id, { happened })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'happened-in-future' })
    expect((answer.body as { detail: string }).detail).toContain('toekomst')
  }
  expect((await note(id, { happened: '2026-13' })).status).toBe(400)
  expect((await note(id, { happened: 'morgen' })).status).toBe(400)
  expect((await read(id)).timeline).toHaveLength(before)
})
