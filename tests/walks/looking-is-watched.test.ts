/**
 * Those who look along and those who look afterwards, at their screens: a sensitive look-up waits for a colleague, and the privacy
 * officer judges what led nowhere, ticks off what was refused and hears of a decoy. Every screen is judged by axe, also at 320 wide.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { TERMS } from '../../src/linkage/oversight.ts'
import { nl } from '../../src/words/nl.ts'
import { REFUSALS } from '../../src/words/refusals.ts'
import { openBrowser } from '../support/browser.ts'
import { lookFor, writeGround, writeSignal } from '../support/looking.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { goTo, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

let browser: Browser
let house: TestSystem
let place: Place
const words = nl.oversight
const { coordinatorZaanstad: hanna, colleagueZaanstad: joost, privacyOfficerZaanstad: officer } = cast
const minor = { fullName: 'Verzonnen Jongere', birthDate: '2011-05-04' }

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

test('a sensitive look-up waits for a colleague, who reads the ground and agrees; another is refused with a reason', async () => {
  const signalId = await writeSignal(house, hanna, minor)
  await writeGround(house, hanna, signalId)
  const [asker, second] = await Promise.all([signedIn(place, hanna), signedIn(place, joost)])
  await goTo(second, words.second.nav)
  await second.sees(words.second.empty.title)
  await judge(second, 'watched-nothing-waits')
  await asker.page.goto(`/app/signalen/${signalId}`)
  await asker.type(nl.signal.lookUp.reference, 'ZNS-2026-040')
  await asker.press(nl.signal.lookUp.ask)
  await asker.sees(words.waiting.title)
  await judge(asker, 'watched-question-waits')
  await asker.follow(words.waiting.toList)
  await asker.sees(words.second.own)
  expect(await asker.page.getByRole('button', { name: words.second.confirm }).count()).toBe(0)
  await second.page.reload()
  await second.sees(words.second.reasons['minor'] ?? '')
  await judge(second, 'watched-look-along')
  await lookNarrow(second, 'watched-look-along')
  await second.press(words.second.confirm)
  await second.sees(words.second.states['confirmed'] ?? '')
  await lookFor(house, hanna, minor)
  await second.page.reload()
  await second.page.locator('summary', { hasText: words.second.refuse }).first().click()
  await second.page.getByRole('button', { name: words.second.refuse, exact: true }).first().click()
  await second.sees(words.second.choose)
  await judge(second, 'watched-refuse')
  await second.choose(words.second.refuseTitle, words.second.refusals['ground-too-thin'].label)
  await second.page.getByRole('button', { name: words.second.refuse, exact: true }).first().click()
  await second.sees(words.second.states['refused'] ?? '')
  await Promise.all([asker, second].map((hand) => hand.page.context().close()))
})

test('the privacy officer finds nothing at first; then what was refused, a decoy, and what led nowhere, and deals with each', async () => {
  const quiet = await signedIn(place, cast.privacyOfficerContactDesk)
  await quiet.sees(words.alarms.none)
  await judge(quiet, 'watched-nothing-yet')
  await lookNarrow(quiet, 'watched-nothing-yet')
  await house.system.decoys.plant({ count: 1, seed: 2 })
  const [decoy] = await house.system.decoys.list()
  const { given, surname, birthDate } = decoy?.person ?? { given: '', surname: '', birthDate: '' }
  const { signalId } = await lookFor(house, hanna, { given, surname, birthDate })
  await (await house.as(joost)).post('/v1/look-ups', { signalId })
  await (await house.system.courier()).carry()
  house.clock.advance({ days: TERMS.followUpDays + TERMS.reviewDays + 1 })
  const hand = await signedIn(place, officer)
  await hand.sees(words.title)
  await hand.sees(words.alarms.card)
  await hand.sees(REFUSALS['lookup-without-ground'].nl.split(/(?<=\.) /)[0] ?? '')
  await hand.sees(words.reviews.isLate)
  await judge(hand, 'watched-oversight')
  await lookNarrow(hand, 'watched-oversight')
  expect(await hand.text()).not.toContain(surname)
  for (let open = await hand.page.getByRole('button', { name: words.tick }).count(); open > 0; open -= 1) {
    await hand.page.getByRole('button', { name: words.tick }).first().click()
    await expect
      .poll(() => hand.page.getByRole('button', { name: words.tick }).count(), { timeout: 60_000 })
      .toBe(open - 1)
  }
  await hand.page.locator('summary', { hasText: words.reviews.judge }).first().click()
  await hand.page.getByRole('button', { name: words.reviews.save }).first().click()
  await hand.sees(words.reviews.choose)
  await hand.choose(words.reviews.outcome, words.reviews.outcomes.legitimate.label)
  await hand.choose(words.reviews.reason, words.reviews.reasons['nobody-was-known'] ?? '')
  await judge(hand, 'watched-judge')
  await lookNarrow(hand, 'watched-judge')
  await hand.page.getByRole('button', { name: words.reviews.save }).first().click()
  await hand.sees(words.reviews.judged['legitimate'] ?? '')
  await judge(hand, 'watched-judged')
  await hand.page.route('**/v1/look-up-oversight', (route) => route.fulfill({ status: 503, body: '{}' }))
  await hand.page.reload()
  await hand.page.getByRole('alert').waitFor()
  await judge(hand, 'watched-broken')
  await Promise.all([quiet, hand].map((each) => each.page.context().close()))
})
