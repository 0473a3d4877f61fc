import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays } from '../kernel/index.ts'
import { aDossier, anOffer } from './handover.fixture.ts'

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

type Open = {
  dossierId: string
  name?: string
  stage: string
  next?: { normId: string; dueDate: string; late: boolean }
  waits: number
  questions: number
}
type List = { dossiers: Open[]; sorted: boolean; nextCursor?: string }
const open = async (by: Caller, query = ''): Promise<List> => {
  const { status, body } = await by.get(`/v1/open-dossiers${query}`)
  expect(status).toBe(200)
  return body as List
}
const moved = async (by: Caller, id: string, daysAgo: number): Promise<void> => {
  const happenedDate = addDays(castDay, -daysAgo)
  const { status } = await by.post(`/v1/dossiers/${id}/moves`, { toMunicipalityCode: 'GM0772', happenedDate })
  expect(status).toBe(201)
}
const queriesOf = async (act: () => Promise<unknown>): Promise<number> => {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  await act()
  const count = asked.mock.calls.length
  asked.mockRestore()
  return count
}

test('what is due first stands first, who is out of sight before all, and what waits is counted', async () => {
  const [quiet, late, soon, missing] = [
    await aDossier(hanna),
    await aDossier(hanna),
    await aDossier(hanna),
    await aDossier(hanna),
  ]
  await moved(hanna, late, 10)
  await moved(hanna, soon, 2)
  await hanna.post(`/v1/dossiers/${soon}/waits`, { cause: 'papers' })
  const admin = await house.admin()
  await admin.query("update dossier.dossier set stage = 'missing', watch_due = current_date where id = $1", [missing])
  const { dossiers, sorted } = await open(hanna)
  expect(sorted).toBe(true)
  expect(dossiers.map(({ dossierId }) => dossierId)).toEqual([missing, late, soon, quiet])
  expect(dossiers[1]).toMatchObject({
    name: 'Verzonnen Kok',
    next: { normId: 'N32', dueDate: addDays(castDay, -3), late: true },
  })
  expect(dossiers[2]).toMatchObject({ next: { dueDate: addDays(castDay, 5), late: false }, waits: 1, questions: 0 })
  expect(dossiers[3]?.next).toBe(undefined)
})

test('a term that another party ended is read again, and the dossier goes to its new place in the list', async () => {
  const id = await aDossier(hanna)
  await moved(hanna, id, 9)
  expect((await open(hanna)).dossiers.find(({ dossierId }) => dossierId === id)?.next).toBeDefined()
  const handover = await anOffer(hanna, id)
  expect((await mirte.post(`/v1/handovers/${handover}/acceptances`)).status).toBe(200)
  expect((await open(hanna)).dossiers.map(({ dossierId }) => dossierId)).not.toContain(id)
  const theirs = (await open(mirte)).dossiers.find(({ dossierId }) => dossierId === id)
  expect(theirs).toMatchObject({ dossierId: id })
  expect(theirs?.next?.normId).not.toBe('N32')
})

test('after a change of norms every term is read again', async () => {
  const admin = await house.admin()
  const before = await open(hanna)
  await admin.query("update dossier.dossier set due_read_by = 'other norms', next_due = '2030-01-01'")
  expect(await open(hanna)).toEqual(before)
})

test('pages hold every open dossier of the house once, and none that is closed or of another', async () => {
  for (let count = 0; count < 7; count += 1) await moved(hanna, await aDossier(hanna), count)
  const admin = await house.admin()
  const closed = await aDossier(hanna)
  await admin.query("update dossier.dossier set stage = 'closed' where id = $1", [closed])
  const { rows } = await admin.query<{ id: string }>(
    "select id from dossier.dossier where holder_id = $1 and stage <> 'closed'",
    [castOrganisations.careZaanstad],
  )
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page: List = await open(hanna, `?limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    seen.push(...page.dossiers.map(({ dossierId }) => dossierId))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen.length).toBe(new Set(seen).size)
  expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  expect((await hanna.get('/v1/open-dossiers?cursor=1~2026-99-99~00000000-0000-4000-8000-000000000000')).status).toBe(
    400,
  )
})

test('the worklist is one call with as many queries however long it is, and as many when many terms are read again', async () => {
  const kees = await house.as(cast.focalOfficerLandsmeer)
  const first = await aDossier(kees)
  const afterNews = async (ids: readonly string[]): Promise<number> => {
    for (const id of ids) await moved(kees, id, 1)
    return queriesOf(() => open(kees))
  }
  await open(kees)
  // With a term that runs in both: what was answered to a miss is asked once more than where nothing runs.
  const [newsSmall, quietSmall] = [await afterNews([first]), await queriesOf(() => open(kees))]
  const more = []
  for (let count = 0; count < 9; count += 1) more.push(await aDossier(kees))
  const newsLarge = await afterNews([first, ...more])
  const quietLarge = await queriesOf(() => open(kees))
  expect(quietSmall).toBeGreaterThan(3)
  expect([quietLarge, newsLarge]).toEqual([quietSmall, newsSmall])
})
