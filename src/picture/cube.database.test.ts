import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { openRounds } from './cube.job.ts'
import { countWaiting, emptyCube, keepCube, markEverybody, readCells } from './cube.store.ts'

let house: TestSystem
let daan: Caller
let hanna: Caller
beforeAll(async () => {
  house = await openTestSystem()
  daan = await house.as(cast.analyst)
  hanna = await house.as(cast.coordinatorZaanstad)
})
afterAll(async () => {
  await house.close()
})

const signal = async (given: Readonly<Record<string, unknown>> = {}, by: Caller = hanna): Promise<string> => {
  const answer = await by.post('/v1/signals', {
    ...{ source: 'typed', exploitation: 'labour', municipalityCode: theCook.municipality },
    person: { fullName: 'Wei Verzonnen', sex: 'm', birthDate: '1985-03-14', nationality: 'CN' },
    ...given,
  })
  expect(answer.status, answer.text).toBe(201)
  // Safe: the answer of this route.
  return (answer.body as { signalId: string }).signalId
}
const desk = async (year = 2026) => {
  const answer = await daan.get(`/v1/picture/desk?year=${year}`)
  expect(answer.status, answer.text).toBe(200)
  // Safe: the answer of this route.
  return answer.body as {
    persons: number
    reports: number
    waiting: number
    path: { value: string; persons: number }[]
    outcomes: { value: string; persons: number }[]
    unseen: { dimension: string; unknown: number; of: number }[]
    definitions: { code: string; nl: string; source: string }[]
  }
}
const cube = async (asked: string) => {
  const answer = await daan.get(`/v1/picture/cube?year=2026${asked}`)
  // Safe: the answer of this route.
  return answer.body as { cells: { part: number; values: string[]; persons: number; reports: number }[]; code?: string }
}
const everything = async () => {
  const { rows } = await sql`select * from picture.cell where persons > 0 or reports > 0 order by 1, 2, 3, 4`.execute(
    house.platform.databases.picture,
  )
  return rows
}
const counts = async (text: string): Promise<number> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ n: number }>(`select (${text})::integer as n`)
  return rows[0]?.n ?? -1
}

test('a signal stands in the cube with its facets as soon as somebody with the purpose looks, and what each number means stands beside it', async () => {
  await signal()
  const shown = await desk()
  expect(shown).toMatchObject({ persons: 1, reports: 1, waiting: 0 })
  expect(shown.definitions.map(({ code }) => code)).toContain('nationality')
  expect(shown.definitions.every(({ nl, source }) => nl !== '' && source !== '')).toBe(true)
  expect((await cube('&by=sex&and=age')).cells).toEqual([{ part: 0, values: ['man', '35-49'], persons: 1, reports: 1 }])
  expect((await cube('&by=nationality&and=region&period=quarter')).cells).toEqual([
    { part: 4, values: ['asia', 'VR11'], persons: 1, reports: 1 },
  ])
  expect((await cube('&by=reporter')).cells).toMatchObject([{ values: ['care'] }])
})

test('reports of one person become one person when the courier joins them, and two again when they come apart', async () => {
  const more = await signal({ exploitation: 'criminal', person: { fullName: 'W. Verzonnen' } })
  expect(await desk()).toMatchObject({ persons: 2, reports: 2 })
  const { courier } = house.platform.databases
  const unit = randomUUID()
  await courier.updateTable('picture.report').set({ person_unit: unit }).where('subject', 'is not', null).execute()
  expect(await desk()).toMatchObject({ persons: 1, reports: 2 })
  expect((await cube('&by=sex')).cells).toEqual([{ part: 0, values: ['man'], persons: 1, reports: 2 }])
  await courier.updateTable('picture.report').set({ person_unit: randomUUID() }).where('subject', '=', more).execute()
  expect(await desk()).toMatchObject({ persons: 2, reports: 2 })
})

test('steps of the file move its person: opened, out of sight, found, and where he stays', async () => {
  const signalId = await signal({ person: { fullName: 'Ming Verzonnen', nationality: 'CN' } })
  const before = await desk()
  const opened = await hanna.post('/v1/dossiers', { signalId, municipalityCode: theCook.municipality })
  // Safe: the answer of this route.
  const { dossierId } = opened.body as { dossierId: string }
  const after = await desk()
  expect(after.path[1]).toEqual({ value: 'file-opened', persons: (before.path[1]?.persons ?? 0) + 1 })
  expect((await cube('&by=stay')).cells).toContainEqual({ part: 0, values: ['VR11'], persons: 1, reports: 1 })
  expect((await hanna.post(`/v1/dossiers/${dossierId}/moves`, { toMunicipalityCode: 'GM0772' })).status).toBe(201)
  expect((await cube('&by=stay')).cells).toContainEqual({ part: 0, values: ['VR22'], persons: 1, reports: 1 })
  expect((await hanna.post(`/v1/dossiers/${dossierId}/course-steps`, { step: 'person-missing' })).status).toBe(201)
  expect((await desk()).outcomes).toContainEqual({ value: 'missing', persons: 1 })
  expect(
    (await hanna.post(`/v1/dossiers/${dossierId}/course-steps`, { step: 'person-found', because: 'came-herself' }))
      .status,
  ).toBe(201)
  expect((await desk()).outcomes).toContainEqual({ value: 'open', persons: 1 })
})

test('the cube counted afresh from the reports is the one that was kept, and counting again changes nothing', async () => {
  const { picture } = house.platform.databases
  const kept = await everything()
  expect(kept.length).toBeGreaterThan(100)
  expect(await keepCube(picture)).toBe(0)
  await emptyCube(picture)
  expect(await everything()).toEqual([])
  expect(await keepCube(picture)).toBe(3)
  expect(await everything()).toEqual(kept)
  await markEverybody(picture)
  expect(await keepCube(picture)).toBe(3)
  expect(await everything()).toEqual(kept)
})

test('a fact that is undone leaves no mark, and one that has not ended is counted when it has', async () => {
  const before = await desk()
  const { actor, organisation, plane, function: work } = cast.coordinatorZaanstad
  const claim = { actor, organisation, plane, function: work, purpose: 'W02' }
  let ends: (keep: boolean) => void = () => undefined
  const held = new Promise<boolean>((resolve) => {
    ends = resolve
  })
  const recording = house.system.acts.run({ claim, operation: 'test' }, async (act) => {
    await act.record({
      slice: 'signal',
      stream: randomUUID(),
      kind: 'signal-recorded',
      happened: act.today,
      payload: {},
    })
    return (await held)
      ? { ok: true as const, value: undefined }
      : { ok: false as const, refusal: { code: 'not-found' } }
  })
  expect((await desk()).persons).toBe(before.persons)
  ends(true)
  await recording
  expect((await desk()).persons).toBe(before.persons + 1)
})

test('what is erased stays in the count and leads back to nobody', async () => {
  const signalId = await signal({ person: { fullName: 'Iemand Verzonnen' } })
  const before = await desk()
  const { actor, organisation, plane, function: work } = cast.coordinatorZaanstad
  const claim = { actor, organisation, plane, function: work, purpose: 'W02' }
  const of = `select count(*) from picture.report where subject = '${signalId}'`
  expect(await counts(of)).toBe(1)
  await house.system.acts.run({ claim, operation: 'test' }, async (act) => {
    await act.record({ slice: 'signal', stream: signalId, kind: 'content-erased', happened: act.today, payload: {} })
    return { ok: true as const, value: undefined }
  })
  expect(await counts(of)).toBe(0)
  expect(await desk()).toMatchObject({ persons: before.persons, reports: before.reports })
})

test('only who counts and has the purpose sees the cube; others get what was released', async () => {
  const paths = ['/v1/picture/desk?year=2026', '/v1/picture/cube?year=2026', '/v1/picture/directive-cube?year=2026']
  for (const path of paths) {
    expect((await house.nobody.get(path)).status, path).toBe(401)
    expect((await hanna.get(path)).status, path).toBe(403)
    expect((await (await house.as(cast.auditor)).get(path)).status, path).toBe(403)
  }
})

test('more than two features, one twice, or one that is none is refused with what can be done', async () => {
  expect((await cube('&by=form&and=form')).code).toBe('cube-not-kept-so')
  expect((await cube('&and=form')).code).toBe('cube-not-kept-so')
  expect((await daan.get('/v1/picture/cube?year=2026&by=name')).status).toBe(400)
  expect((await daan.get('/v1/picture/cube?year=2026&by=form&period=day')).status).toBe(400)
  expect((await daan.get('/v1/picture/desk?year=26')).status).toBe(400)
})

test('the cube of the directive counts the persons of the year and says that it is not to be published', async () => {
  const answer = await daan.get('/v1/picture/directive-cube?year=2026')
  const { persons } = await desk()
  expect(answer.body).toMatchObject({ persons, notice: { code: 'not-without-release' } })
  expect(answer.body).toMatchObject({
    rows: expect.arrayContaining([
      {
        year: 2026,
        registeringKind: 'care',
        sex: 'man',
        age: 'adult',
        citizenship: 'third-country',
        form: 'labour',
        persons: 1,
      },
    ]),
  })
})

test('a list that is read in counts with its groups, and a town that is one municipality is a region', async () => {
  const { actor, organisation, plane, function: work } = cast.coordinatorEindhoven
  const claim = { actor, organisation, plane, function: work, purpose: 'W02' }
  const row = (key: string, town: string) => ({
    ...{
      idempotencyKey: key,
      happened: { year: 2024, month: 5 },
      exploitation: 'sexual',
      person: { sex: 'f', nationality: 'NL', town },
    },
    ...{ furtherExploitation: [], exploitationForms: [], means: [] },
  })
  await house.system.importSignals(claim, [row('one', 'landsmeer'), row('two', 'Nergenshuizen')])
  await keepCube(house.platform.databases.picture)
  const cells = await readCells(house.platform.databases.picture, {
    years: [2024],
    views: ['nationality+region', 'delay'],
    month: 0,
  })
  expect(cells.map(({ key, persons }) => [key, persons])).toEqual([
    ['late', 2],
    ['nl|VR11', 1],
    ['nl|unknown', 1],
  ])
})

test('counting everybody can be left at any mark and gone on with, and a fact of now does not wait behind it', async () => {
  const { picture } = house.platform.databases
  const admin = await house.admin()
  await admin.query(`insert into picture.report (id, organisation_id, subject, person_unit, year, month, exploitation, learned_year)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 2016 - n % 2, 1 + n % 12, 'other', 2026
    from generate_series(1, 1000) n`)
  const before = await desk()
  expect(before.waiting).toBe(950)
  await signal()
  expect(await desk()).toMatchObject({ persons: before.persons + 1, waiting: 901 })
  // The newest month, of which all that wait are fewer than these, and then some of the one before.
  expect(await keepCube(picture, 150)).toBe(150)
  expect(await countWaiting(picture)).toBe(751)
  expect(await counts('select count(*) from picture.changed where (year, month) = (2016, 11)')).toBe(0)
  expect(await counts('select count(*) from picture.changed where (year, month) < (2016, 9)')).toBeGreaterThan(600)
  while ((await keepCube(picture, 90)) > 0);
  const all = await everything()
  await emptyCube(picture)
  expect(await everything()).toEqual([])
  while ((await keepCube(picture, 301)) > 0);
  expect(await everything()).toEqual(all)
  // Who is in no report any more leaves the cube too.
  await admin.query('delete from picture.report where year < 2017')
  await markEverybody(picture)
  // Nobody told anything: who looks counts none of it along.
  const { waiting } = await desk()
  expect(waiting).toBeGreaterThan(1000)
  const round = openRounds(picture, () => 0)
  while ((await round()).more);
  expect(await readCells(picture, { years: [2015, 2016], views: [''] })).toEqual([])
})

test('who looks does not wait for a keeper at work: the numbers of a moment ago come at once, with how many wait', async () => {
  const before = await desk()
  const keeper = await house.admin()
  await keeper.query('begin')
  await keeper.query('select pg_advisory_xact_lock(4807)')
  await signal()
  expect(await desk()).toMatchObject({ persons: before.persons, waiting: 1 })
  await keeper.query('rollback')
  expect(await desk()).toMatchObject({ persons: before.persons + 1, waiting: 0 })
})
