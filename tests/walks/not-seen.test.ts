/** Who counts asks how many people nobody saw: an estimate drawn with its table, why there is none, nothing at all; in two languages and on a telephone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import published from '../../data/picture/published-tables.json' with { type: 'json' }
import { cast } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { bringSeenBy } from '../support/seen-by.ts'
import type { TestSystem } from '../support/system.ts'
import {
  closePlace,
  goTo,
  look,
  lookNarrow,
  openPlace,
  type Place,
  signedIn,
  sticksOut,
  tellFailedScreens,
} from './browser-house.ts'

const words = nl.hidden
const CARE = ['care-coordination', 'shelter', 'care-provider', 'municipality', 'reception', 'support']

let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
  await bringSeenBy(house, 2025, published.tables.madigan_york_5.rows.map(onLists))
  // The Dutch registers of 2010 to 2015 as if they were lists of one year here.
  await bringSeenBy(house, 2024, published.tables.ned.rows.map(onLists))
}, 180_000)
tellFailedScreens(() => place.browser)
afterAll(async () => {
  await closePlace(place)
})
function onLists(row: readonly number[]): readonly [string, number] {
  return [CARE.filter((_, at) => at < row.length - 1 && row[at] === 1).join('+'), row.at(-1) ?? 0]
}

test('from the desk to what nobody saw: nobody yet, an estimate with everything that makes it less sure, and lists that carry none', async () => {
  const daan = await signedIn(place, cast.analyst)
  const { page } = daan
  await goTo(daan, nl.numbers.nav)
  await page.getByRole('navigation', { name: nl.movement.pages }).getByRole('link', { name: words.nav }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  await daan.sees(words.empty)
  await look(daan, 'not-seen-empty')

  await page.getByLabel(words.year).selectOption('2025')
  await page.getByRole('img', { name: words.drawing }).waitFor({ timeout: 60_000 })
  await page.getByRole('table', { name: words.caption(2025) }).waitFor()
  await page.getByRole('img', { name: words.matrix }).waitFor()
  expect(
    await page
      .getByRole('table', { name: words.listsCaption(2025) })
      .getByRole('rowheader')
      .count(),
  ).toBe(5)
  await daan.sees(words.cannot)
  await page.getByText(words.models).first().click()
  await page.getByText(words.combinations(2025)).first().click()
  await look(daan, 'not-seen')
  await lookNarrow(daan, 'not-seen-phone')
  expect(await sticksOut(daan)).toEqual([])
  // Nothing can be taken away as a file.
  expect(await page.locator('main').getByRole('button').count()).toBe(0)

  await page.getByLabel(words.year).selectOption('2024')
  await daan.sees(words.computing)
  await page.getByText(words.refused).waitFor({ timeout: 120_000 })
  expect(await page.getByRole('img', { name: words.drawing }).count()).toBe(0)
  await look(daan, 'not-seen-refused')
  await lookNarrow(daan, 'not-seen-refused-phone')

  await daan.press('English')
  await page.getByText(en.hidden.refused).waitFor()
  await page.getByLabel(en.hidden.year).selectOption('2025')
  await page.getByRole('img', { name: en.hidden.drawing }).waitFor({ timeout: 60_000 })
  await look(daan, 'not-seen-in-english')
  await lookNarrow(daan, 'not-seen-in-english-phone')
  expect(await sticksOut(daan)).toEqual([])
  await page.getByLabel(en.hidden.side).selectOption('enforcement')
  await daan.sees(en.hidden.empty)
  await page.context().close()
})
