/** Who counts sees regions, moves and the revolving door drawn, each with its table; on a wide screen, on a telephone, by keyboard and empty. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { bringCountry } from '../../src/demonstration/country.store.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { look, lookNarrow, type Place, signedIn, sticksOut, tellFailedScreens } from './browser-house.ts'

const words = nl.movement

let house: TestSystem
let place: Place
beforeAll(async () => {
  house = await openTestSystem({ screens: true })
  place = { browser: await openBrowser(), house, baseURL: await house.listen(), budget: createBudget() }
}, 180_000)
tellFailedScreens(() => place.browser)
afterAll(async () => {
  await place?.browser.close()
  await house?.close()
})

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
  expect(await bringCountry(house.system, house.reference, 1_000)).toBeGreaterThan(150)

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
