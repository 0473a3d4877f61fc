/**
 * A place in the whole country, in a real browser: looking first, asking, a house that answers, a bed that is held and taken. Every state is
 * judged by axe and for scrolling sideways at 320 wide, in Dutch and in English.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { houseWords, whyNotWords, wishWords } from '../../src/words/care.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, inDossier, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_PLACES_PICTURES']
const words = nl.place

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const hanna = await house.as(cast.coordinatorZaanstad)
  const opened = await hanna.post('/v1/dossiers', {
    municipalityCode: 'GM0479',
    fields: [{ field: 'name', value: 'Verzonnen Man' }],
  })
  dossierId = (opened.body as { dossierId: string }).dossierId
  const tobias = await house.as(cast.shelterWorkerBaken)
  await tobias.post('/v1/places', { kind: 'women', suits: ['woman'], regionCode: 'VR06', bedsFree: 2 })
  await tobias.post('/v1/places', {
    ...{ kind: 'men', suits: ['man'], offers: ['speaks-zh'], regionCode: 'VR12', bedsFree: 1 },
  })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const both = async (hand: Hand, name: string): Promise<void> => {
  await judge(hand, name)
  await lookNarrow(hand, name)
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  const { page } = hand
  const before = page.viewportSize()
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

test('a house says what it can do and how many beds there are, and is told when that cannot be', async () => {
  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await goTo(nadia, words.provider.nav)
  await nadia.press(words.provider.add)
  await nadia.choose(words.provider.kind, words.provider.kinds.men)
  await nadia.page.getByLabel(wishWords.man.nl).check()
  for (const word of ['speaks-zh', 'three-months'] as const)
    await nadia.select(words.provider.offersWords, houseWords[word].nl)
  await nadia.select(words.region, 'Twente')
  await nadia.type(words.provider.capacity, '1')
  await nadia.type(words.provider.bedsNow, '3')
  await nadia.press(words.provider.addSave)
  await nadia.sees(/Er kunnen niet meer bedden vrij zijn dan er zijn/)
  await both(nadia, '1-house-refused')
  await nadia.page.getByLabel(words.provider.bedsNow).fill('1')
  await nadia.press(words.provider.addSave)
  await nadia.sees(/spreekt Chinees/)
  await both(nadia, '2-house')
  await nadia.unfold(words.provider.link.title)
  await nadia.press(words.provider.link.make)
  await nadia.sees(words.provider.link.once)
  await both(nadia, '2-link')
  expect(await nadia.text()).toContain(words.provider.link.end)
  const address = await nadia.page.getByText(/\/bedden\//).innerText()
  await nadia.page.context().close()
  // Somebody of the house with a telephone, no account and no script: opens it and taps a number.
  const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  const page = await phone.newPage()
  await page.goto(address)
  await page.getByText('Nu staat er: 1 van 1 vrij.').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, 'telephone-320.png'), fullPage: true })
  await page.getByRole('button', { name: '0 vrij' }).click()
  await page.getByText('Nu staat er: 0 van 1 vrij.').waitFor()
  await page.getByText(/^Bewaard, vandaag om \d\d:\d\d\.$/).waitFor()
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, 'telephone-saved-320.png'), fullPage: true })
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('button', { name: '1 free' }).click()
  await page.getByText(/^Saved, today at/).waitFor()
  await page.getByText('It says now: 1 of 1 free.').waitFor()
  await phone.close()
}, 90_000)

test('she looks in the whole country first, asks, and holds the bed before she takes it [Q26]', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await hanna.page.goto(`/app/dossiers/${dossierId}`)
  await inDossier(hanna, nl.dossier.links.place)
  await hanna.press(words.search.look)
  await hanna.sees(words.chooseWish)
  await judge(hanna, 'nothing chosen')
  await hanna.page.getByLabel(wishWords.man.nl).check()
  await hanna.unfold(words.needs.title)
  await hanna.select(words.needs.must, houseWords['speaks-zh'].nl)
  await hanna.select(words.needs.nice, houseWords['three-months'].nl)
  await hanna.page.getByLabel(nl.whoToCall.municipality).fill('Amsterdam')
  await hanna.choose(nl.whoToCall.results, 'Amsterdam')
  await hanna.choose(words.needs.howFar, words.needs.km(25))
  // By keyboard.
  await hanna.page.getByRole('button', { name: words.search.look }).focus()
  await hanna.page.keyboard.press('Enter')
  await hanna.sees(words.search.option(1))
  await hanna.sees(whyNotWords['in-avoided-area'].nl)
  const text = await hanna.text()
  for (const secret of ['Haven', 'Baken', 'Twente']) expect(text.split(words.search.title)[1]).not.toContain(secret)
  await both(hanna, '3-search')
  await hanna.page.getByLabel(wishWords.secured.nl).check()
  expect(await hanna.page.getByText(words.search.option(1)).count()).toBe(0)
  await hanna.press(words.send)
  await hanna.sees(words.offer(1))

  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await goTo(nadia, words.provider.nav)
  await nadia.choose(words.provider.answer, words.provider.yes)
  await nadia.page.getByLabel(words.provider.which).selectOption({ index: 1 })
  await nadia.press(words.provider.send)
  await nadia.sees(words.provider.answered['yes'] ?? '')

  await hanna.press(words.hold)
  await hanna.sees(/wordt voor u vastgehouden tot/)
  await both(hanna, '4-held')
  await nadia.page.reload()
  await nadia.sees(/Een bed wordt vastgehouden tot/)
  await both(nadia, '5-house-held')
  await hanna.press(words.take)
  await hanna.sees(words.stage['placed'] ?? '')
  // The number of the desk of the house stands beside the word to call it.
  await hanna.page.locator('a.phone[href^="tel:"]').first().waitFor()
  await hanna.sees(words.askAgain)
  await both(hanna, '6-taken')
  await hanna.page.context().close()
  await nadia.page.context().close()
}, 120_000)

test('nothing that fits is said in words, and all of it stands in English too', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  const other = await house.as(cast.coordinatorZaanstad)
  const opened = await other.post('/v1/dossiers', {
    municipalityCode: 'GM0479',
    fields: [{ field: 'name', value: 'Verzonnen Kind' }],
  })
  await hanna.page.goto(`/app/dossiers/${(opened.body as { dossierId: string }).dossierId}/plek`)
  await hanna.page.getByLabel(wishWords.minor.nl).check()
  await hanna.press(words.search.look)
  await hanna.sees(words.search.none)
  await hanna.sees(whyNotWords['for-others'].nl)
  await both(hanna, '7-nothing')
  await hanna.page.getByRole('button', { name: 'English' }).first().click()
  await hanna.sees(en.place.ask)
  await hanna.press(en.place.search.look)
  await hanna.sees(en.place.search.none)
  await both(hanna, '8-english')
  await hanna.page.context().close()
}, 90_000)
