import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, theCook } from '../../fixtures/cast.ts'
import { bringSeenBy } from '../../tests/support/seen-by.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { emptyCube, keepCube, readCells } from './cube.store.ts'
import { LISTS_VIEW } from './cube.ts'
import type { HiddenView } from './hidden.schema.ts'

let house: TestSystem
let daan: Caller
beforeAll(async () => {
  house = await openTestSystem()
  daan = await house.as(cast.analyst)
})
afterAll(async () => {
  await house.close()
})

type Hidden = Static<typeof HiddenView>
const hidden = async (side = 'care', year = 2026): Promise<Hidden> => {
  const answer = await daan.get(`/v1/picture/hidden?year=${year}&side=${side}`)
  expect(answer.status, answer.text).toBe(200)
  // Safe: the answer of this route.
  return answer.body as Hidden
}
const signalBy = async (member: CastMember): Promise<string> => {
  const answer = await (await house.as(member)).post('/v1/signals', {
    ...{ source: 'typed', exploitation: 'labour', municipalityCode: theCook.municipality },
    person: { fullName: `Verzonnen ${randomUUID()}`, sex: 'm' },
  })
  expect(answer.status, answer.text).toBe(201)
  // Safe: the answer of this route.
  return (answer.body as { signalId: string }).signalId
}
const join = async (signals: readonly string[], unit: string): Promise<void> => {
  await house.platform.databases.courier
    .updateTable('picture.report')
    .set({ person_unit: unit })
    .where('subject', 'in', signals)
    .execute()
}
const combinations = async (side?: string): Promise<readonly string[]> =>
  (await hidden(side)).combinations.map(({ lists, persons }) => `${lists.join('+')} ${persons}`)

test('a report counts on the list of its house; reports that linkage joins are one person on both lists, and come apart again', async () => {
  const [one, other] = [await signalBy(cast.coordinatorZaanstad), await signalBy(cast.focalOfficerLandsmeer)]
  expect(await combinations()).toEqual(['care-coordination 1', 'municipality 1'])
  await join([one, other], randomUUID())
  expect(await combinations()).toEqual(['care-coordination+municipality 1'])
  await join([other], randomUUID())
  expect(await combinations()).toEqual(['care-coordination 1', 'municipality 1'])
  await join([one, other], randomUUID())
})

test('lists of care and of investigation are never in one table', async () => {
  await signalBy(cast.investigatorNoordHolland)
  expect(await combinations()).toEqual(['care-coordination+municipality 1'])
  expect(await combinations('enforcement')).toEqual(['police 1'])
  const { says, silent, seen, persons } = await hidden('enforcement')
  expect(says.map(({ code }) => code)).toContain('one-side')
  expect([seen, persons, silent.map(({ code }) => code)]).toEqual([
    1,
    2,
    ['border-police', 'labour-inspectorate', 'immigration'],
  ])
})

test('too few lists are no table, with the reason in words and without a number', async () => {
  const { state, reasons, estimate, notice } = await hidden()
  expect([state, reasons.map(({ code }) => code), estimate]).toEqual(['refused', ['estimate-too-few-lists'], undefined])
  expect(reasons[0]?.nl).not.toMatch(/[{}]/)
  expect(notice.code).toBe('not-without-release')
})

test('the table kept fact by fact is the one counted afresh, and its reader sees no house and no signal', async () => {
  const { picture } = house.platform.databases
  const kept = await readCells(picture, { years: [2026], views: [LISTS_VIEW] })
  expect(kept.map(({ key, persons }) => `${key} ${persons}`)).toEqual(['care-coordination+municipality 1', 'police 1'])
  await emptyCube(picture)
  while ((await keepCube(picture)) > 0);
  expect(await readCells(picture, { years: [2026], views: [LISTS_VIEW] })).toEqual(kept)
  await expect(sql`select organisation_id from picture.report`.execute(picture)).rejects.toThrow(/permission denied/)
})

const settled = async (side: string, year: number): Promise<Hidden> => {
  for (let round = 0; round < 600; round += 1) {
    const answer = await hidden(side, year)
    if (answer.state !== 'computing') return answer
    expect(answer.estimate).toBeUndefined()
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('never made')
}

test('with three lists that overlap there is an estimate: beside the house, with its interval, its models, and what missed links and each list do', async () => {
  await bringSeenBy(house, 2024, [
    ['shelter', 120],
    ['municipality', 90],
    ['care-coordination', 150],
    ['municipality+shelter', 20],
    ['care-coordination+shelter', 35],
    ['care-coordination+municipality', 25],
    ['care-coordination+municipality+shelter', 6],
  ])
  const answer = await settled('care', 2024)
  expect(answer).toMatchObject({ state: 'answered', seen: 446, persons: 446, reasons: [] })
  const { estimate, range, missedLinks, assumptions } = answer
  const [low = 0, high = 0] = estimate?.interval95 ?? []
  expect(low).toBeLessThan(estimate?.estimate ?? 0)
  expect(high).toBeGreaterThan(estimate?.estimate ?? 0)
  for (const number of [estimate?.estimate ?? 0, low, high, range?.lowest ?? 0, range?.highest ?? 0])
    expect(Number(number.toPrecision(2)), String(number)).toBe(number)
  expect(missedLinks.map(({ share }) => share)).toEqual([0, 0.05, 0.1, 0.14])
  expect(answer.flags.map(({ code }) => code)).toContain('missed-links')
  expect(assumptions.length).toBeGreaterThan(3)
})

test('lists of which one is a part of another, and lists that hardly overlap, are refused by their names', async () => {
  await bringSeenBy(house, 2023, [
    ['shelter', 60],
    ['care-coordination', 40],
    ['municipality+shelter', 20],
    ['care-coordination+shelter', 12],
  ])
  const part = await settled('care', 2023)
  expect([part.state, part.reasons[0]?.code]).toEqual(['refused', 'estimate-list-contained'])
  expect([part.reasons[0]?.nl, part.reasons[0]?.en]).toEqual([
    expect.stringContaining('gemeente'),
    expect.stringContaining('municipality'),
  ])
  await bringSeenBy(house, 2022, [
    ['police', 60],
    ['border-police', 40],
    ['labour-inspectorate', 30],
    ['border-police+police', 2],
  ])
  const apart = await settled('enforcement', 2022)
  expect([apart.state, apart.reasons.map(({ code }) => code), apart.estimate]).toEqual([
    'refused',
    ['overlap-too-small', 'too-few-pairs'],
    undefined,
  ])
})

test('only who counts and has the purpose sees it, and a question that is none is refused', async () => {
  const path = '/v1/picture/hidden?year=2026&side=care'
  expect((await house.nobody.get(path)).status).toBe(401)
  for (const member of [cast.coordinatorZaanstad, cast.investigatorNoordHolland, cast.auditor])
    expect((await (await house.as(member)).get(path)).status).toBe(403)
  for (const wrong of ['?year=2026', '?year=26&side=care', '?year=2026&side=both', '?year=2026&side=care&lists=police'])
    expect((await daan.get(`/v1/picture/hidden${wrong}`)).status, wrong).toBe(400)
})
