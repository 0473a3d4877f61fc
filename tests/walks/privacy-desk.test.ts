/**
 * The desk of the privacy officer: the register of processing, unusual looks with a review, and an access request from receipt to
 * answer, which a care co-ordinator makes. Every screen is judged by axe, in both languages and also at 320 wide.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { zaanstadScene } from '../support/scene.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { goTo, look, lookNarrow, type Place, signedIn, sticksOut, tellFailedScreens } from './browser-house.ts'

let browser: Browser
let house: TestSystem
let place: Place
const words = nl.privacy

beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  await zaanstadScene(house)
  const joost = await house.as(cast.colleagueZaanstad)
  for (let at = 0; at < 6; at += 1) await joost.get(`/v1/dossiers/${crypto.randomUUID()}`)
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

test('the privacy officer reads the register and keeps it, judges an unusual look, and sees the clock of a request but not its content', async () => {
  const officer = await signedIn(place, cast.privacyOfficerZaanstad)
  await goTo(officer, words.register.nav)
  await officer.sees(words.register.noOfficer)
  await look(officer, 'privacy-register')
  expect(await sticksOut(officer)).toEqual([])
  await lookNarrow(officer, 'privacy-register')
  const saved = officer.page.waitForEvent('download')
  await officer.press(words.register.download)
  expect((await saved).suggestedFilename()).toMatch(/^verwerkingsregister-\d{4}-\d\d-\d\d\.csv$/)
  await goTo(officer, words.unusual.nav)
  await officer.sees(words.unusual.guessing(6))
  await look(officer, 'privacy-unusual')
  expect(await sticksOut(officer)).toEqual([])
  await lookNarrow(officer, 'privacy-unusual')
  await officer.page.locator('summary').first().click()
  await officer.press(words.unusual.save)
  await officer.sees(words.unusual.choose)
  await officer.choose(words.unusual.outcome, words.unusual.outcomes.explained.label)
  await officer.press(words.unusual.save)
  await officer.page.locator('.card[data-tone="done"]').first().waitFor()
  await goTo(officer, words.requests.nav)
  await officer.sees(words.requests.linked)
  await look(officer, 'privacy-requests')
  expect(await sticksOut(officer)).toEqual([])
  await lookNarrow(officer, 'privacy-requests')
  for (const [path, title] of [
    ['/app/verwerkingsregister', en.privacy.register.title],
    ['/app/opvallend', en.privacy.unusual.title],
    ['/app/inzageverzoeken', en.privacy.requests.title],
  ] as const) {
    await officer.page.goto(`${path}?taal=en`)
    await officer.sees(title)
    await look(officer, `privacy-en${path.replaceAll('/', '-')}`)
  }
  await officer.page.context().close()
})

test('a care co-ordinator makes the answer and keeps it as a page with a name that says nothing', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await goTo(hanna, words.requests.nav)
  await hanna.page.locator('summary', { hasText: words.requests.make }).first().click()
  await hanna.page.getByRole('button', { name: words.requests.make, exact: true }).first().click()
  await hanna.sees(words.requests.leftOut)
  await look(hanna, 'privacy-answer')
  expect(await sticksOut(hanna)).toEqual([])
  await lookNarrow(hanna, 'privacy-answer')
  const saved = hanna.page.waitForEvent('download')
  await hanna.press(words.requests.page)
  expect((await saved).suggestedFilename()).toMatch(/^overzicht-\d{4}-\d\d-\d\d\.html$/)
  await hanna.page.context().close()
})
