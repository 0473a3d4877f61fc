/**
 * Who pays, from question to settlement, in a real browser: asked with an amount, answered behind a link without an account and without script,
 * a dispute with its steps, what is carried over to the cent, and a wait whose cause somebody corrects. Every state is judged by axe and for
 * scrolling sideways at 320 wide, in Dutch and in English.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { waitCauseWords } from '../../src/words/care.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { PAYER_PAGE_WORDS, payerAnswerWords, positionGroundWords, refusalGroundWords } from '../../src/words/payer.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import {
  atScreen,
  goTo,
  inDossier,
  judge,
  lookNarrow,
  type Place,
  signedIn,
  tellFailedScreens,
} from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_MONEY_PICTURES']
const words = nl.dispute
const asked = nl.verdict.askPayer
const PURMEREND = 'Gemeente Purmerend'
const LANDSMEER = 'Gemeente Landsmeer'

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
let link = ''
// Safe: set in the first step, and the steps run in order.
let hanna: Hand = {} as never
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const caller = await house.as(cast.coordinatorZaanstad)
  const opened = await caller.post('/v1/dossiers', {
    municipalityCode: theCook.municipality,
    fields: [{ field: 'name', value: 'Verzonnen Kok' }],
  })
  dossierId = (opened.body as { dossierId: string }).dossierId
  const verdict = await caller.post(`/v1/dossiers/${dossierId}/verdicts`, {
    facts: { residence: '8a', permit: 'work', age: '21-plus', indication: 'yes', needShelter: 'yes' },
    whereabouts: { turnedTo: theCook.municipality, found: theCook.municipality },
    shelterKind: 'homeless-shelter',
  })
  expect(verdict.status, verdict.text).toBe(201)
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const keep = async ({ page }: Hand, name: string, width = 390): Promise<void> => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  const before = page.viewportSize()
  await page.setViewportSize({ width, height: 844 })
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
  if (before) await page.setViewportSize(before)
}
const both = async (hand: Hand, name: string): Promise<void> => {
  await judge(hand, name)
  await lookNarrow(hand, name)
  await keep(hand, name)
  await keep(hand, name, 1280)
}
const daysFromNow = (days: number): string =>
  new Date(house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
/** The same screen in English. */
const inEnglish = async (hand: Hand, name: string, sees: string): Promise<void> => {
  await hand.page.getByRole('button', { name: 'English' }).first().click()
  await hand.page.getByText(sees).first().waitFor()
  await both(hand, name)
  await hand.page.getByRole('button', { name: 'Nederlands' }).first().click()
}

test('1 a wrong amount is said in words, a good one is asked, and the link stands there once', async () => {
  hanna = await signedIn(place, cast.coordinatorZaanstad)
  await hanna.page.goto(`/app/dossiers/${dossierId}/verantwoordelijk`)
  await hanna.heading(asked.title)
  // The payer that the verdict names stands there already.
  await hanna.page.waitForFunction(
    (name) => [...document.querySelectorAll('input')].some((each) => each.value === name),
    PURMEREND,
  )
  await hanna.type(words.cost.amount, '1.000,00')
  await hanna.press(asked.send)
  await hanna.sees(words.cost.amountWrong)
  await both(hanna, '1-amount-wrong')
  await hanna.page.getByLabel(words.cost.amount, { exact: true }).fill('')
  await hanna.type(words.cost.amount, '80,50')
  // Shelter began three weeks ago: only days that have been can be settled.
  await hanna.page.getByLabel(words.cost.from, { exact: true }).fill(daysFromNow(-20))
  await hanna.press(asked.send)
  await hanna.sees(asked.waiting)
  await hanna.sees(/80,50 per dag/)
  await hanna.press(words.link.make)
  await hanna.sees(words.link.title)
  link = (await hanna.page.locator('.once').innerText()).trim()
  await both(hanna, '1-asked-with-link')
  // Whoever comes back later is told that a link stands, before another ends it.
  await hanna.page.reload()
  await hanna.sees(/Er is al een link sinds/)
  await hanna.sees(words.link.again)
  await both(hanna, '1-link-stands')
})

test('2 the payer answers behind the link, without account and without script, and reads nothing of him', async () => {
  const guest = await atScreen(place, { phone: true })
  await guest.page.goto(link)
  const text = await guest.text()
  expect(text.replaceAll('\u00a0', ' ')).toContain('€ 80,50 per dag')
  // Who asks can be called from here: about whom is said by telephone only.
  expect(await guest.page.locator('a[href^="tel:"]').count()).toBe(1)
  expect(text).not.toContain('Verzonnen Kok')
  expect(text).not.toContain(theCook.municipality)
  await both(guest, '2-page-of-the-payer')
  await guest.page.getByLabel(PAYER_PAGE_WORDS.nl.ground).selectOption('other-municipality')
  await guest.page.getByRole('button', { name: PAYER_PAGE_WORDS.nl.refuses }).click()
  await guest.page.getByText(PAYER_PAGE_WORDS.nl.thanks.slice(0, 20)).first().waitFor()
  await both(guest, '2-page-thanks')
  await guest.page.goto(link)
  await guest.page.getByRole('heading', { level: 1 }).waitFor()
  expect(await guest.text()).not.toContain('80,50')
  await guest.sees(/Deze link werkt niet/)
  await both(guest, '2-dead-link')
  await guest.page.context().close()
})

test('3 the no stands as a dispute with its steps; each side says what it relies on', async () => {
  await hanna.page.getByText(payerAnswerWords.refuses.nl, { exact: true }).first().waitFor()
  await hanna.sees(words.title)
  await hanna.sees(refusalGroundWords['other-municipality'].nl)
  await both(hanna, '3-dispute-empty')
  await hanna.press(words.state)
  await hanna.press(words.save)
  await hanna.sees(words.chooseParty)
  await both(hanna, '3-position-missing')
  await hanna.suggest(words.holdsField, 'Purm', PURMEREND)
  await hanna.choose(words.ground, positionGroundWords['turned-to-there'].nl)
  await hanna.type(words.ruleField, 'R10')
  await hanna.press(words.save)
  await hanna.sees(/zegt: Gemeente Purmerend betaalt/)
  await hanna.press(words.take)
  await hanna.sees(/gezet op/)
  await inEnglish(hanna, '3-dispute-english', en.dispute.title)
  await hanna.page.getByText(words.title).first().waitFor()
})

test('4 the payer reads the same dispute in its own list', async () => {
  const payer = await signedIn(place, cast.payerPurmerend)
  await goTo(payer, nl.verdict.payerScreen.nav)
  await payer.sees(words.title)
  await payer.sees(/zegt: Gemeente Purmerend betaalt/)
  await both(payer, '4-payer-reads')
  await payer.press(words.state)
  await payer.suggest(words.holdsField, 'Landsm', LANDSMEER)
  await payer.choose(words.ground, positionGroundWords['registered-there'].nl)
  await payer.press(words.save)
  await payer.sees(/zegt: Gemeente Landsmeer betaalt/)
  await payer.page.context().close()
})

test('5 a settlement with its days is refused in words when it is wrong, and carried over to the cent when it is right', async () => {
  await hanna.press(words.settle)
  await hanna.suggest(words.carried, 'Purm', PURMEREND)
  await hanna.suggest(words.pays, 'Landsm', LANDSMEER)
  const from = hanna.page.getByLabel(words.first)
  const first = await from.inputValue()
  const settledOn = await hanna.page.getByLabel(words.decided).inputValue()
  const tenth = new Date(Date.parse(`${first}T12:00:00Z`) + 9 * 86_400_000).toISOString().slice(0, 10)
  const fourth = new Date(Date.parse(`${first}T12:00:00Z`) + 3 * 86_400_000).toISOString().slice(0, 10)
  await hanna.page.getByLabel(words.last).fill(tenth)
  await hanna.page.getByLabel(words.paysFrom).fill(tenth)
  await hanna.page.getByLabel(words.decided).fill('2020-01-01')
  await hanna.press(words.save)
  await hanna.sees(/ligt voor het begin van het geschil/)
  await both(hanna, '5-settlement-refused')
  await hanna.page.getByLabel(words.decided).fill(settledOn)
  await hanna.page.getByLabel(words.paysFrom).fill(fourth)
  await hanna.page.getByLabel(words.last).fill(daysFromNow(1))
  await hanna.press(words.save)
  await hanna.sees(/Een dag die nog moet komen heeft nog niemand betaald/)
  await both(hanna, '5-days-to-come')
  await hanna.page.getByLabel(words.last).fill(tenth)
  await hanna.press(words.save)
  await hanna.sees(/betaalt €\s563,50 terug aan Gemeente Purmerend, voor 7 dagen/)
  await hanna.sees(/Er is een regeling/)
  await both(hanna, '5-settled')
})

test('6 the waiting for the answer is over; somebody says with a reason that it was for something else [Q10]', async () => {
  await inDossier(hanna, nl.dossier.links.place)
  await hanna.sees(waitCauseWords.money.nl)
  await hanna.press(words.correct.open)
  await hanna.press(words.correct.save)
  await hanna.sees(words.correct.chooseReason)
  await both(hanna, '6-correction-missing')
  await hanna.choose(words.correct.cause, nl.place.waits.causes['decision'] ?? '')
  await hanna.choose(words.correct.reason, words.correct.reasons['party-told-so'])
  await hanna.press(words.correct.save)
  await hanna.sees(/Afgeleid: wachten op wie betaalt/)
  await both(hanna, '6-corrected')
})

test('7 a payer that has nothing to answer, and a question that is taken back', async () => {
  const payer = await signedIn(place, cast.payerZaanstad)
  await goTo(payer, nl.verdict.payerScreen.nav)
  await payer.sees(nl.verdict.payerScreen.emptyOpen)
  await both(payer, '7-payer-empty')
  await payer.page.context().close()
  await inDossier(hanna, nl.dossier.links.verdict)
  await hanna.suggest(asked.payer, 'Zaan', 'Gemeente Zaanstad')
  await hanna.press(asked.send)
  await hanna.sees(words.cost.none)
  await hanna.press(words.withdraw)
  await hanna.sees(words.withdrawn)
  await both(hanna, '7-taken-back')
})

test('8 what if: nothing chosen asks for a choice, a fact that changes says what starts and stops', async () => {
  const whatIf = nl.rules.whatIf
  await hanna.page.reload()
  await hanna.press(whatIf.title)
  await hanna.sees(whatIf.chooseFirst)
  await both(hanna, '8-what-if-nothing')
  const part = hanna.page.locator('.section').filter({ has: hanna.page.getByRole('heading', { name: whatIf.title }) })
  await part.last().getByLabel(nl.rules.fields.residence).selectOption('NL')
  await hanna.sees(whatIf.stops)
  expect(await hanna.text()).not.toContain(whatIf.chooseFirst)
  await both(hanna, '8-what-if')
  await part.last().getByLabel(nl.rules.fields.residence).selectOption('8a')
  await hanna.sees(whatIf.same)
  await inEnglish(hanna, '8-what-if-english', en.rules.whatIf.title)
})
