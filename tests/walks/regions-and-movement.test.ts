/** Who counts sees regions, moves and the revolving door drawn, each with its table; on a wide screen, on a telephone, by keyboard and empty. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { bringCountry } from '../../src/demonstration/country.store.ts'
import { day } from '../../src/kernel/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { pictureWords } from '../../src/words/picture.ts'
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

const words = nl.movement

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

/** Links between two regions, as the courier would keep them: enough to draw, and some that are too few. */
const shareThings = async (): Promise<void> => {
  const admin = await house.admin()
  for (const [one, other, links] of [
    ['VR11', 'VR22', 12],
    ['VR09', 'VR17', 6],
    ['VR01', 'VR24', 5],
    ['VR03', 'VR19', 2],
    ['VR06', 'unknown', 7],
  ] as const)
    await admin.query(
      `insert into picture.shared_thing select gen_random_uuid(), '2025-06-01', 'care', 'phone', $1, $2 from generate_series(1, $3)`,
      [one, other, links],
    )
  await admin.end()
}

test('before anything is known each screen says so, and a country later all three are drawn and have their tables', async () => {
  const daan = await signedIn(place, cast.analyst)
  const { page } = daan
  for (const [path, says] of [
    ['regios', words.regions.tooFew(50)],
    ['verplaatsingen', words.flows.empty],
    ['draaideur', words.door.nothingYet],
  ] as const) {
    await page.goto(`/app/beeld/${path}`)
    await daan.sees(says)
    await look(daan, `picture-${path}-empty`)
  }
  // The invented country of the demonstration, told through the same acts.
  const taken = await bringCountry(house.system, house.reference, {
    ...{ persons: 1_000, adminUrl: house.platform.urls.admin, until: day('2025-12-31') },
  })
  expect(taken).toBeGreaterThan(150)

  await page.goto('/app/beeld/regios')
  await page.getByLabel(words.year).selectOption('2025')
  await page.getByRole('img', { name: words.regions.funnelDrawing }).waitFor()
  await page.getByLabel(words.regions.choose).selectOption('VR19')
  await page.getByRole('img', { name: words.regions.historyDrawing('Zeeland') }).waitFor()
  const rows = page.getByRole('table', { name: words.regions.caption(2025) }).getByRole('rowheader')
  expect((await rows.allInnerTexts()).map((each) => each.trim()).slice(0, 3)).toEqual([
    'Groningen',
    'Fryslân',
    'Drenthe',
  ])
  expect(await rows.count()).toBe(25)
  await look(daan, 'picture-regions')
  await lookNarrow(daan, 'picture-regions-phone')
  expect(await sticksOut(daan)).toEqual([])

  // By keyboard to the next part.
  await page.getByRole('navigation', { name: words.pages }).getByRole('link', { name: words.flows.nav }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: words.flows.title }).waitFor()
  await page.getByLabel(words.year).selectOption('2025')
  await page.getByRole('img', { name: words.flows.drawing }).waitFor()
  await page.getByRole('table', { name: words.flows.caption(2025) }).waitFor()
  await look(daan, 'picture-flows')
  await lookNarrow(daan, 'picture-flows-phone')
  expect(await sticksOut(daan)).toEqual([])

  // The second choice on the same screen, by keyboard: what regions share, and a kind that none share.
  const { shared } = words
  await shareThings()
  await page.getByRole('radio', { name: shared.moves }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('heading', { level: 1, name: shared.title }).waitFor()
  await page.getByLabel(shared.kind).selectOption('plate')
  await daan.sees(shared.empty)
  await daan.sees(pictureWords.sharedIsNoMove.nl)
  await look(daan, 'picture-shared-empty')
  await page.getByLabel(shared.kind).selectOption('phone')
  await page.getByRole('img', { name: shared.drawing }).waitFor()
  const pairs = page.getByRole('table', { name: shared.caption(nl.network.kinds['phone'] ?? '', 2025) })
  expect(await pairs.getByRole('row').allInnerTexts()).toEqual([
    expect.stringContaining(shared.links),
    expect.stringMatching(/Groningen\s+Zuid-Limburg\s+5/),
    expect.stringMatching(/Noord- en Oost-Gelderland\s+onbekend\s+7/),
    expect.stringMatching(/Utrecht\s+Rotterdam-Rijnmond\s+6/),
    expect.stringMatching(/Zaanstreek-Waterland\s+Brabant-Zuidoost\s+12/),
  ])
  // Lines without an arrow, and none where fewer than five are shared.
  expect(await page.locator('.flow-map__line').count()).toBe(3)
  expect(await page.locator('.flow-map__line[marker-end]').count()).toBe(0)
  await page.getByLabel(shared.show).selectOption('VR03')
  await daan.sees(words.few)
  expect(await page.locator('.flow-map__line').count()).toBe(0)
  await page.getByLabel(shared.show).selectOption('all')
  await look(daan, 'picture-shared')
  await lookNarrow(daan, 'picture-shared-phone')
  expect(await sticksOut(daan)).toEqual([])
  await daan.press('English')
  await page.getByRole('img', { name: en.movement.shared.drawing }).waitFor()
  await look(daan, 'picture-shared-in-english')
  await lookNarrow(daan, 'picture-shared-in-english-phone')
  expect(await sticksOut(daan)).toEqual([])
  await daan.press('Nederlands')
  await page.getByLabel(shared.side).selectOption('enforcement')
  await daan.sees(shared.empty)

  await page.goto('/app/beeld/draaideur')
  await daan.sees(words.door.recall(86))
  await page.getByRole('img', { name: words.door.curveDrawing }).waitFor()
  await page.getByRole('table', { name: words.door.curveCaption }).waitFor()
  await page.getByRole('img', { name: words.door.outDrawing }).waitFor()
  await look(daan, 'picture-door')
  await lookNarrow(daan, 'picture-door-phone')
  expect(await sticksOut(daan)).toEqual([])
  await page.context().close()
})
