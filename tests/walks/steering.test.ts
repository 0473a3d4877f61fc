/** Who counts opens one screen: norms that hold and proposals, one norm by region with causes, before and after, and publishing it; phone, English, few and many. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import type { TestSystem } from '../support/system.ts'
import {
  closePlace,
  look,
  lookNarrow,
  openPlace,
  type Place,
  signedIn,
  sticksOut,
  tellFailedScreens,
} from './browser-house.ts'

const words = nl.steering

let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
}, 180_000)
tellFailedScreens(() => place.browser)
afterAll(async () => {
  await closePlace(place)
})

/** What houses counted of clocks that began on a day: the same rows that their acts would have left. */
const counted = async (
  persons: number,
  row: { norm: string; version?: number; on: string; state: string; region?: string; cause?: string },
): Promise<void> => {
  const admin = await house.admin()
  await admin.query(
    `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, area_code, party_id, cause, turn, counted_at)
     select gen_random_uuid(), $1, gen_random_uuid(), $2, $3, $4::date, $5, $6, $1, $7, 1, $4::date from generate_series(1, $8)`,
    [
      ...[castOrganisations.careZaanstad, row.norm, row.version ?? 1, row.on, row.state],
      ...[row.region ?? null, row.cause ?? null, persons],
    ],
  )
}

test('norms are steered by what happened: where, why, and what changed, and nothing goes out but a safe set [Q03, Q22]', async () => {
  const daan = await signedIn(place, cast.analyst)
  const { page } = daan
  await page.goto('/app/beeld')
  await page.getByRole('navigation', { name: nl.movement.pages }).getByRole('link', { name: words.nav }).click()
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await page.getByText(words.fewOf(18)).click()
  await page.getByRole('link', { name: /^N01 / }).waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
  await look(daan, 'steering-empty')

  for (const [region, kept, missed] of [
    ['VR11', 31, 24],
    ['VR13', 44, 7],
    ['VR17', 12, 12],
    ['VR19', 3, 1],
  ] as const) {
    for (const [norm, on] of [
      ['N10', '2026-05-10'],
      ['N32', '2026-06-02'],
      ['N10', '2025-04-10'],
    ] as const) {
      await counted(kept, { norm, on, region, state: 'kept' })
      await counted(missed, { norm, on, region, state: 'missed', cause: 'no-place' })
      await counted(4, { norm, on, region, state: 'excepted' })
    }
  }
  await counted(9, { norm: 'N10', on: '2026-05-11', region: 'VR11', state: 'missed', cause: 'not-clear-who' })
  await counted(8, { norm: 'N36', on: '2026-09-20', state: 'missed' })
  await counted(3, { norm: 'N36', on: '2026-09-20', state: 'kept' })

  await page.reload()
  const binding = page.getByRole('table', { name: words.bindingCaption })
  await binding.getByRole('link', { name: /^N10 / }).waitFor()
  const order = (await binding.getByRole('rowheader').allInnerTexts()).map((each) => each.trim().slice(0, 3))
  expect(order).toEqual(order.toSorted())
  await page.getByRole('table', { name: words.proposedCaption }).getByRole('link', { name: /^N32 / }).waitFor()
  await look(daan, 'steering')
  await lookNarrow(daan, 'steering-phone')
  expect(await sticksOut(daan)).toEqual([])

  await binding.getByRole('link', { name: /^N10 / }).focus()
  await page.keyboard.press('Enter')
  const regions = page.getByRole('table', { name: words.regionsCaption })
  await regions.waitFor()
  const names = (await regions.getByRole('rowheader').allInnerTexts()).map((each) => each.trim())
  expect([names[0], names.length, names.at(-1)]).toEqual(['Groningen', 26, words.noRegion])
  // Four persons of Zeeland, one of them missed: like nobody.
  const zeeland = regions.getByRole('row', { name: /Zeeland/ })
  expect(await zeeland.innerText()).not.toMatch(/\b[134]\b/)
  await page
    .getByRole('table', { name: words.causesCaption })
    .getByRole('row', { name: /geen plek/ })
    .waitFor()
  await daan.sees(words.noChanges)
  await look(daan, 'steering-norm')
  await lookNarrow(daan, 'steering-norm-phone')
  expect(await sticksOut(daan)).toEqual([])

  await daan.press(words.publish.ask)
  await daan.sees(words.publish.sure('N10', '2025'))
  await daan.press(words.publish.yes)
  await daan.sees(words.publish.done)
  await look(daan, 'steering-published', words.publish.title)
  await daan.press(words.publish.ask)
  await daan.press(words.publish.yes)
  await page.getByRole('alert').waitFor()

  const anybody = await place.browser.newPage({ baseURL: place.baseURL })
  await anybody.goto('/app/getallen')
  await anybody.getByRole('table', { name: /^N10 .*2025/ }).waitFor()
  expect(await anybody.getByRole('row', { name: /Zeeland/ }).innerText()).not.toMatch(/\b[1-4]\b/)
  await anybody.close()
  await page.context().close()
})

test('before and after a new version stand beside each other, in English too', async () => {
  await counted(30, { norm: 'N36', version: 1, on: '2026-10-05', state: 'missed' })
  await counted(12, { norm: 'N36', version: 1, on: '2026-10-05', state: 'kept' })
  await counted(8, { norm: 'N36', version: 2, on: '2026-11-05', state: 'missed' })
  await counted(41, { norm: 'N36', version: 2, on: '2026-11-05', state: 'kept' })
  house.clock.advance({ days: 70 })
  const daan = await signedIn(place, cast.analyst)
  await daan.page.goto('/app/beeld/normen/N36')
  const changes = daan.page.getByRole('table', { name: words.changes })
  await changes.getByRole('row', { name: /Erna werd minder vaak gemist/ }).waitFor()
  await look(daan, 'steering-change', words.changes)
  await daan.press('English')
  await daan.page.getByRole('table', { name: en.steering.changes }).getByText('Afterwards less was missed').waitFor()
  await look(daan, 'steering-change-english')
  await lookNarrow(daan, 'steering-change-english-phone')
  expect(await sticksOut(daan)).toEqual([])
  await daan.page.context().close()
})

test('who does not count reads no figure of a norm', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await hanna.page.goto('/app/beeld/normen')
  await hanna.page.getByRole('alert').waitFor()
  expect(await hanna.page.getByRole('table').count()).toBe(0)
  await hanna.page.context().close()
})
