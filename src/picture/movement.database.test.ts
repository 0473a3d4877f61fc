/** What facts of files and waits become in the picture, and what who counts gets to see of it. */

import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { aDossier, fieldOf, weighed } from '../dossier/handover.fixture.ts'
import { addDays, type Claim, type Day, day } from '../kernel/index.ts'
import type { DoorShown, FlowsShown, RegionComparison } from './movement.schema.ts'

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

const YEAR = '2026'
const rows = async (query: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const admin = await house.admin()
  const found = await admin.query<Readonly<Record<string, unknown>>>(query)
  await admin.end()
  return found.rows
}
const read = async <T>(path: string): Promise<T> => {
  const { status, body, text } = await daan.get(path)
  expect(status, text).toBe(200)
  // Safe: the route answers by its schema, which the contract tests hold.
  return body as T
}
const move = async (dossier: string, toMunicipalityCode: string): Promise<void> => {
  expect((await hanna.post(`/v1/dossiers/${dossier}/moves`, { toMunicipalityCode })).status).toBe(201)
}
const step = async (dossier: string, what: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  const { status, text } = await hanna.post(`/v1/dossiers/${dossier}/course-steps`, { step: what, ...more })
  expect(status, text).toBe(201)
}

test('before anything happened every page has its empty answer, and nothing is compared', async () => {
  expect(await read<Static<typeof FlowsShown>>(`/v1/flows?year=${YEAR}`)).toMatchObject({ flows: [], places: [] })
  const door = await read<Static<typeof DoorShown>>('/v1/revolving-door')
  expect(door).toMatchObject({ ended: 0, back: 0, curve: [], waysOut: [], recallInHundred: 86, gapDays: 30 })
  const regions = await read<Static<typeof RegionComparison>>(`/v1/region-comparisons?year=${YEAR}`)
  expect(regions.comparison).toBeUndefined()
  expect(regions.needsPersons).toBe(50)
})

test('a move is a row from region to region, a place abroad one from country to region, and a correction takes the first away', async () => {
  const id = await aDossier(hanna)
  // A file that was opened without a municipality came from nowhere that is known.
  await move(id, 'GM0772')
  await move(id, 'GM0363')
  const abroad = { kind: 'abroad', countryCode: 'RO', fromDate: '2025-01-01', untilDate: '2025-06-01' }
  const placeId = fieldOf(await hanna.post(`/v1/dossiers/${id}/whereabouts`, abroad), 'placeId')
  const moved = async () =>
    (await rows('select from_place, to_place from picture.move where replaces is null order by 1, 2')).map(
      (row) => `${row['from_place']} ${row['to_place']}`,
    )
  expect(await moved()).toEqual(['RO VR13', 'VR22 VR13', 'unknown VR22'])
  await hanna.post(`/v1/dossiers/${id}/whereabouts`, { ...abroad, countryCode: 'BG', replacesId: placeId })
  const shown = await read<Static<typeof FlowsShown>>('/v1/flows?year=2025')
  expect(shown.flows).toEqual([{ from: 'BG', to: 'VR13', moves: '<5' }])
  expect(shown.tiles).toHaveLength(342)
})

test('help that ends and begins again is told as steps with their days, and a mistake is no end', async () => {
  const id = await aDossier(hanna)
  await weighed(hanna, id, 'close')
  await step(id, 'care-ended', { because: 'own-wish' })
  await step(id, 'dossier-reopened', { because: 'mistake' })
  expect((await read<Static<typeof DoorShown>>('/v1/revolving-door')).ended).toBe(0)
  await weighed(hanna, id, 'close')
  await step(id, 'care-ended', { because: 'own-wish' })
  await step(id, 'dossier-reopened', { because: 'asks-help' })
  const steps = await rows(
    "select kind, cause, way, days, nth from picture.course_step where kind <> 'entered' order by kind, nth",
  )
  expect(steps.map(({ kind, cause, way }) => [kind, cause, way])).toEqual([
    ['back', 'own-wish', 'asked-for-help'],
    ['left', 'own-wish', null],
    ['left', 'own-wish', null],
    ['undone', 'own-wish', null],
  ])
})

test('P8 no row of movement holds an id of person, house, file or fact, and two rows of one file have nothing in common', async () => {
  const known = new Set(
    (
      await rows(
        `select id::text as id from dossier.dossier union select id::text from dossier.fact union select id::text from signal.signal
         union select id::text from directory.organisation union select id::text from care.wait`,
      )
    ).map(({ id }) => String(id)),
  )
  expect(known.size).toBeGreaterThan(20)
  const kept = await rows(
    `select to_jsonb(m) as row from picture.move m union all select to_jsonb(s) from picture.course_step s`,
  )
  expect(kept.length).toBeGreaterThan(8)
  const numbers = kept.flatMap(({ row }) =>
    Object.values(row as object).filter((each) => /^[0-9a-f-]{36}$/.test(String(each))),
  )
  expect(numbers.filter((each) => known.has(String(each)))).toEqual([])
  const ids = kept.map(({ row }) => String((row as { id: unknown }).id))
  expect(new Set(ids).size).toBe(ids.length)
})

const FROM = day('2024-01-01')
const told = (key: string, ended: Day, back?: Day) => ({
  key,
  course: [
    { kind: 'dossier-opened' as const, happened: FROM },
    { kind: 'care-ended' as const, happened: ended, because: 'own-wish' },
    ...(back ? [{ kind: 're-entry-recognised' as const, happened: back }] : []),
  ],
})

test('an invented country is told once: its curve is drawn, flows of five and more have a number, and a repeat adds nothing', async () => {
  const { organisation, actor, plane } = cast.coordinatorZaanstad
  const claim: Claim = { organisation, actor, plane, function: 'care-coordinator', purpose: 'W02' }
  const courses = Array.from({ length: 40 }, (_, at) => {
    const ended = addDays(FROM, 100 + at)
    return told(`test ${at}`, ended, at < 10 ? addDays(ended, 60) : undefined)
  })
  const moves = Array.from({ length: 7 }, (_, at) => ({ key: `test ${at}`, happened: FROM, from: 'VR11', to: 'VR17' }))
  for (const _ of [1, 2]) await house.system.tellMovement(claim, { moves, courses })
  const door = await read<Static<typeof DoorShown>>('/v1/revolving-door')
  expect(door.curve.find(({ days }) => days === 90)?.back).toBeCloseTo(0.25, 1)
  expect(door.ways).toContainEqual({ code: 'met-elsewhere', count: 10 })
  expect((await read<Static<typeof FlowsShown>>('/v1/flows?year=2024')).flows).toContainEqual({
    ...{ from: 'VR11', to: 'VR17', moves: 7 },
  })
})

test('regions are compared once there are persons enough, with what surrounds them', async () => {
  const { actor, organisation, plane } = cast.coordinatorZaanstad
  const claim = { actor, organisation, plane, function: cast.coordinatorZaanstad.function, purpose: 'W02' }
  for (const [municipalityCode, times] of [
    [theCook.municipality, 8],
    ['GM0363', 45],
    ['GM0772', 2],
  ] as const)
    for (let time = 0; time < times; time += 1)
      await house.system.acts.run({ claim, operation: 'test' }, async (work) => {
        const payload = { exploitation: 'labour', municipalityCode }
        await work.record({
          slice: 'signal',
          stream: work.newId(),
          kind: 'signal-recorded',
          happened: work.today,
          payload,
        })
        return { ok: true, value: undefined }
      })
  const { comparison } = await read<Static<typeof RegionComparison>>(`/v1/region-comparisons?year=${YEAR}`)
  // Eight and 45; the two of Brabant stand in no total.
  expect(comparison?.persons).toBe(53)
  expect(comparison?.regions.map((each) => each.safetyRegionCode)).toEqual(
    Array.from({ length: 25 }, (_, at) => `VR${String(at + 1).padStart(2, '0')}`),
  )
  const [amsterdam] = comparison?.regions.filter((each) => each.safetyRegionCode === 'VR13') ?? []
  expect(amsterdam).toMatchObject({ observed: 45, place: 'outside-998', context: { municipalities: 6 } })
  const [brabant] = comparison?.regions.filter((each) => each.safetyRegionCode === 'VR22') ?? []
  expect(brabant).not.toHaveProperty('observed')
  expect(brabant).not.toHaveProperty('ratio')
})

test('only an analyst of a house that counts reads any of it', async () => {
  for (const path of [`/v1/region-comparisons?year=${YEAR}`, `/v1/flows?year=${YEAR}`, '/v1/revolving-door']) {
    expect((await house.nobody.get(path)).status, path).toBe(401)
    expect((await hanna.get(path)).status, path).toBe(403)
  }
  expect((await daan.get('/v1/flows?year=last')).status).toBe(400)
  expect((await daan.get('/v1/revolving-door?gapDays=3')).status).toBe(400)
})
