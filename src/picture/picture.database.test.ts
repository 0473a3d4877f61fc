import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { ledgerOfYear } from './picture.store.ts'
import { makeRelease } from './release.ts'
import { noteFits } from './release-note.crypto.ts'
import { reproduce } from './reproduce.store.ts'
import { openSolver } from './solver.job.ts'

let house: TestSystem
let daan: Caller
beforeAll(async () => {
  house = await openTestSystem()
  daan = await house.as(cast.analyst)
})
afterAll(async () => {
  await house.close()
})

const signal = async (exploitation: string, municipalityCode?: string): Promise<string> => {
  const { actor, organisation, plane } = cast.coordinatorZaanstad
  const stream = randomUUID()
  const claim = { actor, organisation, plane, function: cast.coordinatorZaanstad.function, purpose: 'W02' }
  await house.system.acts.run({ claim, operation: 'test' }, async (work) => {
    await work.record({
      slice: 'signal',
      stream,
      kind: 'signal-recorded',
      happened: work.today,
      payload: { exploitation, ...(municipalityCode && { municipalityCode }) },
    })
    return { ok: true, value: undefined }
  })
  return stream
}

test('there is nothing to show before somebody counted, and nothing to release from nothing', async () => {
  expect((await house.nobody.get('/v1/releases/latest')).status).toBe(404)
  expect((await daan.post('/v1/releases', { year: 2026 })).body).toMatchObject({ code: 'nothing-to-release' })
})

test('three reports of one person are one person, once the units are joined', async () => {
  const signals = [
    await signal('labour', theCook.municipality),
    await signal('labour', theCook.municipality),
    await signal('criminal'),
  ]
  expect((await daan.get('/v1/counts?year=2026')).body).toMatchObject({ persons: 3, reports: 3 })
  const unit = randomUUID()
  const { courier } = house.platform.databases
  await courier.updateTable('picture.report').set({ person_unit: unit }).where('subject', 'in', signals).execute()
  const counts = await daan.get('/v1/counts?year=2026')
  expect(counts.body).toMatchObject({
    persons: 1,
    reports: 3,
    byForm: expect.arrayContaining([{ exploitation: 'labour', persons: 1, reports: 2 }]),
  })
  expect(counts.body).toMatchObject({
    byRegion: expect.arrayContaining([{ safetyRegionCode: 'VR11', persons: 1, reports: 2 }]),
  })
  for (const id of [...signals, unit]) expect(counts.text).not.toContain(id)
})

test('a release is safe, public, and made once in a while', async () => {
  for (let count = 0; count < 12; count += 1) await signal('labour', theCook.municipality)
  expect((await daan.post('/v1/releases', { year: 2026 })).status).toBe(201)
  const shown = await house.nobody.get('/v1/releases/latest')
  // Thirteen persons in the region, all labour: shown as 15, and nobody else is anywhere.
  expect(shown.body).toMatchObject({
    regions: ['VR11'],
    forms: ['labour'],
    cells: [[15]],
    attackedTogether: 1,
    regionTotals: [15],
    formTotals: [15],
    total: 15,
  })
  expect((await daan.post('/v1/releases', { year: 2026 })).body).toMatchObject({ code: 'released-recently' })
})

test('P14 a release is signed, made again the same, and withdrawn with a reason: then everybody sees that it was, and it stays in the ledger', async () => {
  const latest = (await house.nobody.get('/v1/releases/latest')).body as {
    readonly id: string
    readonly signed: { readonly digest: string; readonly note: string; readonly verifierKey: string }
  }
  const { digest, note, verifierKey } = latest.signed
  expect(noteFits(note, verifierKey, { id: latest.id, digest })).toBe(true)
  expect(noteFits(note.replace(digest, `A${digest.slice(1)}`), verifierKey, { id: latest.id, digest })).toBe(false)
  const { picture } = house.platform.databases
  const again = await reproduce(picture, await openSolver(), { release: latest.id, verifierKey })
  expect(again).toEqual({ numbers: true, digest: true, signature: true })
  const withdrawn = `/v1/releases/${latest.id}/withdrawals`
  expect((await (await house.as(cast.coordinatorZaanstad)).post(withdrawn, { reason: 'replaced' })).status).toBe(403)
  expect((await daan.post(withdrawn, { reason: 'because' })).status).toBe(400)
  expect((await daan.post(`/v1/releases/${randomUUID()}/withdrawals`, { reason: 'replaced' })).status).toBe(404)
  expect((await daan.post(withdrawn, { reason: 'numbers-wrong' })).status).toBe(201)
  expect((await daan.post(withdrawn, { reason: 'replaced' })).body).toMatchObject({ code: 'release-withdrawn' })
  expect((await house.nobody.get('/v1/releases/latest')).status).toBe(404)
  expect((await house.nobody.get('/v1/releases')).body).toMatchObject({
    releases: [{ id: latest.id, year: 2026, stands: false, withdrawn: { reason: { code: 'numbers-wrong' } } }],
  })
  // One more person: a second release at once, attacked with the one that was withdrawn.
  await signal('labour', theCook.municipality)
  expect((await daan.post('/v1/releases', { year: 2026 })).status).toBe(201)
  const next = (await house.nobody.get('/v1/releases/latest')).body
  expect(next).toMatchObject({ attackedTogether: 2, cells: [[15]], total: 15 })
})

test('P13 what would tell a small number together with an earlier release is not made, and the reason says how many', async () => {
  // As if somebody had published the true numbers: thirteen, then fourteen.
  const { picture } = house.platform.databases
  const earlier = await ledgerOfYear(picture, { year: 2026 })
  const outright = earlier.map(({ id, cells }) => ({
    id,
    cells: cells.map((cell) => ({ ...cell, shown: cell.persons, reach: 0 })),
  }))
  const made = makeRelease(
    await openSolver(),
    { regions: ['VR11'], forms: ['labour'], cells: [[20]] },
    { earlier: outright, now: () => performance.now() },
  )
  expect(made).toMatchObject({
    ok: false,
    refusal: { code: 'release-can-be-undone', params: { numbers: expect.any(Number) } },
  })
})

test('only an analyst counts or releases', async () => {
  expect((await house.nobody.get('/v1/counts?year=2026')).status).toBe(401)
  const hanna = await house.as(cast.coordinatorZaanstad)
  expect((await hanna.get('/v1/counts?year=2026')).status).toBe(403)
  expect((await hanna.post('/v1/releases', { year: 2026 })).status).toBe(403)
  expect((await daan.get('/v1/counts?year=last')).status).toBe(400)
})
