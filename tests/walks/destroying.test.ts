/**
 * The destruction list in a real browser: empty; what she asks is noted beside her card; held with a reason; approved by two, of whom one is the
 * officer, by keyboard; what is gone stands beneath. Every state is judged by axe, also at 320 wide and with an error.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, inDossier, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_DESTROYING_PICTURES']
const words = nl.retention
const { coordinatorZaanstad, colleagueZaanstad, privacyOfficerZaanstad } = cast
const NAME = 'Verzonnen Vrouw'

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const hanna = await house.as(coordinatorZaanstad)
  const opened = await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: NAME }] })
  dossierId = (opened.body as { dossierId: string }).dossierId
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const keep = async ({ page }: Hand, name: string): Promise<void> => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

test(
  'the list is empty, she asks that it is gone, one holds it, and two destroy it',
  { timeout: 120_000 },
  async () => {
    const [hanna, officer] = [await signedIn(place, coordinatorZaanstad), await signedIn(place, privacyOfficerZaanstad)]
    await goTo(officer, words.nav)
    await officer.sees(words.none)
    await judge(officer, 'nothing to destroy')
    await lookNarrow(officer, 'nothing to destroy')
    await keep(officer, '1-empty')

    await hanna.page.goto(`/app/dossiers/${dossierId}`)
    await inDossier(hanna, nl.dossier.links.card)
    await hanna.press(words.ask.press)
    await hanna.sees(words.ask.saved)
    await judge(hanna, 'erasure asked')
    await lookNarrow(hanna, 'erasure asked')
    await keep(hanna, '2-asked')
    await hanna.page.reload()
    await hanna.press(words.ask.press)
    await hanna.page.getByRole('alert').waitFor()
    await judge(hanna, 'erasure asked twice')

    await officer.page.reload()
    await officer.sees(words.states.due)
    await officer.unfold(words.hold)
    await officer.press(words.save)
    await officer.sees(words.choose)
    await judge(officer, 'hold without a reason')
    await lookNarrow(officer, 'hold without a reason')
    await officer.choose(words.holdWhy, words.holdReasons['running-procedure'])
    await officer.date(words.holdUntil, addDays(dayAt(house.clock.now()), 10))
    await keep(officer, '3-hold')
    await officer.press(words.save)
    await officer.sees(words.done.held)
    await officer.sees(words.states.held)
    await judge(officer, 'held')
    await keep(officer, '4-held')
    expect(await officer.text()).not.toContain(NAME)
    await officer.page.context().close()
    await hanna.page.context().close()

    house.clock.advance({ days: 11 })
    const joost = await signedIn(place, colleagueZaanstad)
    await goTo(joost, words.nav)
    await joost.press(words.approve)
    await joost.sees(words.done.waits)
    await joost.sees(words.needsOther)
    await judge(joost, 'approved once')
    const again = await signedIn(place, privacyOfficerZaanstad)
    await goTo(again, words.nav)
    await again.sees(words.eraseSure)
    await judge(again, 'destroy now')
    await lookNarrow(again, 'destroy now')
    await keep(again, '5-destroy-now')
    // By keyboard alone: the button says what is missing, the box is ticked with the space bar.
    await again.page.getByRole('button', { name: new RegExp(`^${words.erase}`) }).focus()
    await again.page.keyboard.press('Enter')
    await again.sees(words.sureMissing)
    await again.page.keyboard.press('Shift+Tab')
    await again.page.keyboard.press('Space')
    await again.page.keyboard.press('Tab')
    await again.page.keyboard.press('Enter')
    await again.sees(words.done.erased)
    await again.sees(words.none)
    await judge(again, 'destroyed')
    await lookNarrow(again, 'destroyed')
    await keep(again, '6-destroyed')
    await joost.page.goto(`/app/dossiers/${dossierId}`)
    await joost.sees(nl.dossier.facts['content-erased'] ?? '')
    expect(await joost.text()).not.toContain(NAME)
    await judge(joost, 'a file whose content is gone')
    await keep(joost, '7-file-without-content')

    await again.page.getByRole('button', { name: 'English' }).first().click()
    await again.sees(en.retention.lead)
    await judge(again, 'destroyed, in English')
    await again.page.setViewportSize({ width: 640, height: 450 })
    await judge(again, 'destroyed at 200 %')
    await again.page.route('**/v1/destruction-list', (route) => route.fulfill({ status: 503, body: '{}' }))
    await again.page.reload()
    await again.page.getByRole('alert').waitFor()
    await judge(again, 'list broken')
  },
)
