/** The contact desk at its screen: two houses that may not know it of each other, a decision with its purpose, and who then hears what. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { bothFound, round } from '../support/look-ups.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { goTo, judge, look, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const { contactDeskOfficer: desk, coordinatorZaanstad: hanna, investigatorNoordHolland: police } = cast
const words = nl.desk

let house: TestSystem
let browser: Browser
let place: Place
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

/** Months with hits of many houses, so that there is a figure to draw. */
const earlierHits = async (): Promise<void> => {
  const admin = await house.admin()
  await admin.query(
    `insert into linkage.hit (id, organisation_id, pair_id, handle, grade, route, call_organisation_id, arrived_at, due_on, outcome, contacted_on)
     select gen_random_uuid(), case when n % 3 = 0 then $1::uuid else $2::uuid end, gen_random_uuid(), gen_random_uuid(), 'hit', 'direct', $2,
       date '2026-11-01' - make_interval(months => m) + interval '4 days 9 hours', (date '2026-11-01' - make_interval(months => m))::date + 6,
       'cannot-say', (date '2026-11-01' - make_interval(months => m))::date + case when n % 10 < 4 + m % 5 then 5 else 9 end
     from generate_series(1, 7) m, generate_series(1, 8 + m * 5) n`,
    [hanna.organisation, cast.coordinatorEindhoven.organisation],
  )
}

test('with nothing to decide the desk says so, and a figure that is not there yet is no empty drawing', async () => {
  const hand = await signedIn(place, desk)
  await goTo(hand, words.nav)
  await hand.sees(words.nothingWaits)
  await hand.sees(words.rate.none)
  await look(hand, 'contact-desk-empty')
  await lookNarrow(hand, 'contact-desk-empty')
})

test('the desk connects one side through itself, by keyboard alone; that side is told to call the desk, the other nothing', async () => {
  await earlierHits()
  await bothFound(house, police, hanna)
  const hand = await signedIn(place, desk)
  await hand.sees(nl.today.decide)
  await goTo(hand, words.nav)
  await hand.sees(words.grades.hit)
  await look(hand, 'contact-desk-waiting')
  await lookNarrow(hand, 'contact-desk-waiting')
  const { page } = hand
  await page.locator('summary', { hasText: words.decide }).first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.save }).focus()
  await page.keyboard.press('Enter')
  await hand.sees(words.missing.decision)
  // The hand is brought to what is missing a moment after the sentence is there.
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
  await page.keyboard.press('Space')
  await hand.sees(words.decisions['connect']?.label ?? '')
  const checks = page.getByRole('checkbox')
  await checks.nth(1).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: words.save }).focus()
  await page.keyboard.press('Enter')
  await hand.sees(words.missing.purpose)
  await page.getByLabel(words.purpose).selectOption('D15')
  await page.getByRole('button', { name: words.save }).click()
  await page.getByRole('alert').waitFor()
  await look(hand, 'contact-desk-unconfirmed')
  await lookNarrow(hand, 'contact-desk-unconfirmed')
  for (const condition of ['case-relation', 'weighing-recorded', 'written-decision'])
    await page.getByLabel(words.conditions[condition] ?? '').check()
  await page.getByRole('button', { name: words.save }).click()
  await hand.sees(words.stages['connected'] ?? '')
  await look(hand, 'contact-desk-decided')
  await round(house)
  const at = await signedIn(place, hanna)
  await goTo(at, nl.shell.nav.hits)
  await at.sees(nl.hits.callDesk('Landelijk contactpunt mensenhandel (voorgesteld)'))
  expect(await at.page.locator('main').innerText()).not.toMatch(/AVIM|politie/i)
  await look(at, 'contact-desk-hit-of-care')
  const other = await signedIn(place, police)
  await goTo(other, nl.shell.nav.hits)
  await other.sees(nl.hits.empty.title)
})

test('an outcome is corrected on the screen with a reason, and what stood there is read back', async () => {
  const hand = await signedIn(place, hanna)
  await goTo(hand, nl.shell.nav.hits)
  await hand.choose(nl.hits.afterwards, nl.hits.outcomes.refused.label)
  await hand.page.getByLabel(nl.hits.refusedBecause).selectOption('secrecy')
  await hand.press(nl.hits.save)
  await hand.sees(nl.hits.nothingOpen)
  await hand.unfold(nl.hits.correct)
  await hand.sees(nl.hits.refusals['secrecy'] ?? '')
  await hand.press(nl.hits.save)
  await hand.sees(nl.hits.choose)
  await judge(hand, 'correcting')
  await lookNarrow(hand, 'correcting')
  await hand.choose(nl.hits.afterwards, nl.hits.outcomes['cannot-say'].label)
  await hand.choose(nl.hits.correctedBecause, nl.hits.corrections['spoke-again'] ?? '')
  await look(hand, 'correcting')
  await hand.press(nl.hits.save)
  await hand.sees(nl.hits.outcomes['cannot-say'].label)
})
