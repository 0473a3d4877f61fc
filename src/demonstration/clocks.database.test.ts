/** A demonstration begins with clocks of an invented country, so that who counts sees how norms went; where people are real the database keeps none of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { asId, day, type OrganisationId } from '../kernel/index.ts'
import { keepClocks } from './clocks.store.ts'
import { gatherClocks } from './clocks.ts'
import { bringCountry } from './country.store.ts'

let house: TestSystem
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  await house.close()
})

const until = day('2026-09-30')
const country = () => ({ persons: 10, adminUrl: house.platform.urls.admin, until })
const count = async (): Promise<number> => {
  const admin = await house.admin()
  const { rows } = await admin.query<{ count: number }>(
    'select count(*)::integer as count from agreement.counted_clock',
  )
  return rows[0]?.count ?? 0
}
type Shown = { norms: { country: { few: boolean; missedShare?: object } }[] }

test('who counts sees at the first start how most norms went in the last closed quarters, and a second start adds nothing', async () => {
  await bringCountry(house.system, house.reference, country())
  const clocks = await count()
  expect(clocks).toBeGreaterThan(1_000)
  await bringCountry(house.system, house.reference, country())
  expect(await count()).toBe(clocks)
  const daan = await house.as(cast.analyst)
  const { status, body } = await daan.get('/v1/norm-figures')
  expect(status).toBe(200)
  const { norms } = body as Shown
  const shown = norms.filter(({ country: { few, missedShare } }) => !few && missedShare)
  expect(shown.length).toBeGreaterThan(norms.length / 2)
})

test('the same persons give the same clocks, each by the last day and in the region where she was', () => {
  const life = [
    { kind: 'found', on: day('2025-12-01'), municipality: 'GM0479' },
    { kind: 'sheltered', on: day('2025-12-01'), municipality: 'GM0479' },
    { kind: 'moved-in-care', on: day('2026-08-01'), municipality: 'GM0772' },
  ] as const
  const draw = () => {
    const clocks = gatherClocks(
      new Map([
        ['GM0479', 'VR11'],
        ['GM0772', 'VR22'],
      ]),
      until,
    )
    for (let person = 0; person < 40; person += 1)
      clocks.hear({ id: `P${person}`, registered: person !== 7, life: [...life] })
    return clocks.all()
  }
  const clocks = draw()
  expect(draw()).toEqual(clocks)
  expect(clocks.length).toBeGreaterThan(40)
  expect(clocks.some(({ person }) => person === 'P7')).toBe(false)
  for (const { triggered, region } of clocks) {
    expect(triggered <= until).toBe(true)
    expect(region).toBe(triggered < day('2026-08-01') ? 'VR11' : 'VR22')
  }
  expect(clocks.some(({ cause }) => cause !== undefined)).toBe(true)
  expect(clocks.every(({ cause, state }) => cause === undefined || state === 'missed')).toBe(true)
})

test('an installation for real people keeps no invented clock', async () => {
  const real = await openTestSystem({ real: true })
  try {
    const clock = { person: 'P1', normId: 'N32', version: 1, triggered: until, state: 'kept' as const }
    const house = asId<OrganisationId>(castOrganisations.careZaanstad)
    await expect(keepClocks(real.platform.urls.admin, [clock], { house, on: until })).rejects.toThrow(
      /row-level security/,
    )
  } finally {
    await real.close()
  }
})
