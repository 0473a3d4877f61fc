/**
 * Somebody who never saw the product stands beside the cook and opens the route finder: who decides, and whom to call? And a lawyer reads
 * the rules. Time is modelled, not clocked: every line on every screen is read up to the first number to call, at 180 words a minute (slower
 * than the 238 of an adult who reads for himself: Brysbaert 2019); a line that stood on an earlier screen is known and not read again. Typing,
 * pointing and choosing cost what the Keystroke-Level Model says (`browser-budget.ts`).
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nl } from '../../src/words/nl.ts'
import { routeFinderNl } from '../../src/words/route-finder.nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { costOf } from './browser-budget.ts'
import { createBudget } from './browser-hand.ts'
import { atScreen, look, lookNarrow, type Place, tellFailedScreens } from './browser-house.ts'

const WORDS_A_SECOND = 180 / 60
const SECONDS_MOST = 180
const SCREENS_MOST = 8

let browser: Browser
let house: TestSystem
let place: Place
const budget = createBudget()

beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

/** Reads a text, and knows the lines that it read before. */
const reader = () => {
  const known = new Set<string>()
  return (text: string): number => {
    const lines = text.split('\n').filter((line) => line.trim() !== '' && !known.has(line))
    for (const line of lines) known.add(line)
    return lines.flatMap((line) => line.trim().split(/\s+/)).length
  }
}

const { questions } = routeFinderNl
const COOK_A: Readonly<Record<string, string>> = {
  [questions.placeTonight.question]: questions.placeTonight.answers.yes,
  [questions.age.question]: questions.age.answers.adult,
  [questions.papers.question]: questions.papers.answers.permit,
  [questions.permit.question]: questions.permit.answers.work,
  [questions.address.question]: questions.address.answers.exploiter,
}

test('who never saw it finds who decides and whom to call for the cook, within three minutes and eight screens [Q12]', async () => {
  const phone = await atScreen(place, { phone: true, counted: true })
  budget.begin('the cook, for the first time')
  await phone.page.goto('/app/wegwijzer')
  await phone.heading(routeFinderNl.title)
  let [screens, read] = [0, 0]
  const reads = reader()
  const seen = async () => {
    screens += 1
    read += reads(await phone.page.locator('main').innerText())
  }
  const municipality = phone.page.getByRole('heading', { name: nl.finder.municipality.question })
  for (let asked = 0; asked < 8; asked += 1) {
    const question = phone.page.getByRole('group').first()
    await question.or(municipality).first().waitFor()
    if (await municipality.isVisible()) break
    await seen()
    const legend = (await question.locator('legend').innerText()).trim()
    await phone.choose(legend, COOK_A[legend] ?? routeFinderNl.unknown)
    await phone.press(nl.finder.next)
    await phone.page.getByText(nl.finder.progress(asked + 1, 7)).waitFor({ state: 'detached' })
  }
  await seen()
  await phone.type(nl.whoToCall.municipality, 'landsm')
  await phone.choose(nl.whoToCall.results, 'Landsmeer')
  await phone.press(nl.finder.next)
  await phone.sees(routeFinderNl.page.call)
  budget.pause()
  // Read as far as the number to call first: that is where the question is answered.
  const upTo = phone.page.locator('a[href^="tel:"]').first()
  await upTo.waitFor()
  screens += 1
  const text = await phone.page.locator('main').innerText()
  const number = (await upTo.innerText()).trim()
  expect(text.indexOf(number)).toBeGreaterThan(0)
  read += reads(text.slice(0, text.indexOf(number)))
  const { seconds } = costOf([...budget.spent().values()][0] ?? { fields: 0, keys: 0, presses: 0 })
  const whole = Math.round(seconds + read / WORDS_A_SECOND)
  console.log(`${screens} screens, ${read} words read, ${Math.round(seconds)} s of hands: ${whole} s`)
  expect(screens).toBeLessThanOrEqual(SCREENS_MOST)
  expect(whole).toBeLessThanOrEqual(SECONDS_MOST)
  expect(text).toContain(routeFinderNl.bodies.college)
  expect(text).toContain('Landsmeer')
  const folded = await phone.page.locator('main').textContent()
  expect(folded).toContain(routeFinderNl.page.womenShelter)
  expect(folded).toContain(routeFinderNl.page.homelessShelter)
  expect(text).toContain(routeFinderNl.page.never)
  await look(phone, 'first-time-who-decides')
  await look(phone, 'first-time-whom-to-call', routeFinderNl.page.call)
  await look(phone, 'first-time-what-not-to-do', routeFinderNl.page.never)
  await lookNarrow(phone, 'the page for the cook')
})

test('the letters are ready: a PDF that a screen reader reads, and a document to edit', async () => {
  const page = browser.contexts().flatMap((context) => context.pages())[0]
  if (!page) throw new Error('the telephone is gone')
  await page.getByText(routeFinderNl.letterKinds['wmo-report'], { exact: true }).click()
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: nl.finder.asPdf }).first().click(),
  ])
  expect(pdf.suggestedFilename()).toBe('wmo-report.pdf')
  const [document] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: nl.finder.asDocument }).first().click(),
  ])
  expect(document.suggestedFilename()).toBe('wmo-report.rtf')
  await page.context().close()
})

test('a lawyer reads a rule with its state, source and examples, and tries it without an account', async () => {
  const lawyer = await atScreen(place)
  const words = nl.rules
  await lawyer.page.goto('/app/regels')
  await lawyer.heading(words.title)
  await lawyer.sees(words.change)
  await lawyer.sees(words.nothingTried)
  await look(lawyer, 'rules-to-try')
  await lawyer.type(words.find, 'R10')
  await lawyer.sees(words.found(1))
  await lawyer.page.getByText(words.details).first().click()
  await lawyer.sees('1.2.1(c), 1.2.2(1), 2.3.3')
  await lawyer.sees(words.examples)
  await look(lawyer, 'rules-one-rule', words.find)
  await lawyer.page.getByRole('button', { name: words.tryRule }).first().click()
  await lawyer.sees(/R10 Dit is de Wmo/)
  await lawyer.select(words.fields.residence, words.values['8i'] ?? '')
  await lawyer.sees(words.inGap)
  await lawyer.sees('Vrije termijn of visum')
  await look(lawyer, 'rules-in-a-gap')
  await lawyer.type(words.find, 'bestaatniet')
  await lawyer.sees(words.none)
  await lookNarrow(lawyer, 'the rules')
  await lawyer.page.context().close()
})
