/**
 * She with an old telephone that runs no script: signs in with a link and a code, reads, corrects, objects, takes a consent back, sees who
 * looked and leaves. The co-ordinator finds what she asked on Today and answers. Then each page in each language, looked at and measured.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { nl } from '../../src/words/nl.ts'
import { DIRECTIONS, PERSON_LANGUAGES, PERSON_WORDS } from '../../src/words/person.ts'
import { checkAccessibility, openBrowser, openPage } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand, handOn } from './browser-hand.ts'
import { goTo, inDossier, judge, look, NARROW, type Place, signedIn } from './browser-house.ts'
import { good } from './steps.ts'

const CODE = 'groene trein 9'
const words = PERSON_WORDS.nl
const OLD_PHONE = { phone: true, width: 360, script: false } as const
const AWAY = 'https://www.buienradar.nl/'

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
let link = ''
let her: Hand
let hanna: Hand

beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const coordinator = await house.as(cast.coordinatorZaanstad)
  const fields = [
    { field: 'name', value: 'Verzonnen Kok' },
    { field: 'birth-date', value: '1985-03-06' },
  ]
  dossierId = good<{ dossierId: string }>(await coordinator.post('/v1/dossiers', { fields })).dossierId
  const contact = { chapter: 'contact', fields: [{ field: 'phone', value: '06 00 00 41 41' }] }
  good(await coordinator.post(`/v1/dossiers/${dossierId}/chapter-notes`, contact))
  for (const chapter of ['identity', 'contact'])
    good(
      await coordinator.post(`/v1/dossiers/${dossierId}/consents`, {
        ...{ chapter, partnerId: castOrganisations.careEindhoven, purpose: 'D26', answer: 'given', language: 'ar' },
        ...{ present: ['requesting-partner', 'interpreter'], helpDoesNotDependOnIt: true, givenDate: castDay },
        understood: 'Zij mogen dit lezen.',
      }),
    )
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

/** No walk leaves this machine: what the server answers to leaving is real, and the weather that it sends her to is drawn here. */
const sentTo: (string | undefined)[] = []
const withWeather = async (page: Page): Promise<Page> => {
  await page.context().route('**/weg', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 })
    const { location, ...headers } = answer.headers()
    sentTo.push(location)
    await route.fulfill({ status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: '<h1>Weer</h1>' })
  })
  page.setDefaultTimeout(15_000)
  return page
}
const openLink = async (page: Page, code = CODE, address = link): Promise<void> => {
  await page.goto(address)
  await page.locator('#code').fill(code)
  await page.locator('form button').first().click()
}

test('1 Hanna switches the page on beside her, with a code that she chooses herself', async () => {
  hanna = await signedIn(place, cast.coordinatorZaanstad)
  const card = nl.dossier.card
  await hanna.page.goto(`/app/dossiers/${dossierId}/kaartje`)
  await hanna.type(card.code, CODE)
  await hanna.tick(card.beside)
  await hanna.press(card.on)
  await hanna.sees(card.linkWhy)
  await hanna.choose(card.pageLanguage, 'العربية')
  expect(await hanna.page.locator('.once').innerText()).toMatch(/\/ar$/)
  await judge(hanna, 'the link in three languages')
  await hanna.choose(card.pageLanguage, 'Nederlands')
  link = new URL(await hanna.page.locator('.once').innerText()).pathname
})

test('2 behind the link stands a field for a code, and a wrong one opens nothing', async () => {
  her = handOn(await withWeather(await openPage(browser, { baseURL: place.baseURL, ...OLD_PHONE })))
  await openLink(her.page, 'iets anders')
  await her.sees(words.codeWrong)
  expect(await her.text()).not.toMatch(/Verzonnen Kok|Eindhoven|Zaanstad/)
  await her.page.locator('#code').fill('GROENE trein 9')
  await her.press(words.codeEnter)
  await her.sees(words.agreed)
  // From here no address holds the link.
  expect(new URL(her.page.url()).pathname).toBe('/mijn')
  expect(await her.page.title()).toBe('Overzicht')
})

test('3 she reads whom to call and what she agreed to, and takes one yes back', async () => {
  await her.sees(words.contactRole)
  const contact = her.page.getByRole('listitem').filter({ hasText: words.chapters.contact })
  await her.press(words.withdraw, contact)
  await contact.waitFor({ state: 'detached' })
  await her.sees(words.chapters.identity)
  await her.sees(words.byLaw)
})

test('4 she reads what was written down and says what is not right', async () => {
  await her.follow(words.details)
  await her.sees('1985-03-06')
  const birth = her.page.locator('section').filter({ hasText: '1985-03-06' })
  await her.unfold(words.correct, birth)
  await birth.getByLabel(words.correctText).fill('Ik ben in 1986 geboren.')
  await her.press(words.send, birth)
  await her.sees(words.sent)
  await her.sees('Ik ben in 1986 geboren.')
})

test('5 she sees who looked, chooses another time, and takes the list away', async () => {
  await her.follow(words.log)
  await her.sees(words.looked)
  expect(await her.text()).toContain('Zorgcoördinatie De Verzonnen Brug, regio Zaanstad')
  expect(await her.text()).toContain('vulde een verkeerde code in')
  await her.page.getByLabel(words.from).fill('2020-01-01')
  await her.page.getByLabel(words.to).fill('2020-02-01')
  await her.press(words.show)
  await her.sees(words.lookedNothing)
  await her.page.goBack()
  const [download] = await Promise.all([her.page.waitForEvent('download'), her.follow(words.takeAway)])
  expect(download.suggestedFilename()).toBe('overzicht.txt')
})

test('6 she does not agree with a look and says so', async () => {
  await her.follow(words.requests)
  const lines = await her.page.locator('#about option').allInnerTexts()
  const look = lines.find((each) => each.startsWith(words.aboutLook)) ?? ''
  expect(look).toContain('Zaanstad')
  await her.page.locator('#about').selectOption({ label: look })
  await her.page.getByLabel(words.addText).fill('Waarom keek u hiernaar?')
  await her.press(words.send)
  await her.sees(words.sent)
  await her.sees(words.answerBy)
})

test('7 Hanna finds it on Today, reads her words beside the fact, and answers', async () => {
  await goTo(hanna, nl.shell.nav.today)
  for (const kind of ['objection', 'correction', 'ask-again'] as const) await hanna.sees(nl.today.personTask[kind])
  await judge(hanna, 'Today with what she asked')
  await hanna.follow(nl.today.personTask.correction)
  await hanna.sees('Ik ben in 1986 geboren.')
  await look(hanna, '11-what-she-asked')
  const asked = nl.dossier.requests
  const objection = hanna.page.getByRole('listitem').filter({ hasText: 'Waarom keek u hiernaar?' })
  await hanna.press(asked.send, objection)
  await hanna.sees(asked.missing.text, objection)
  await hanna.choose(asked.outcome, asked.outcomes['not-done'], objection)
  await objection.getByLabel(asked.answer).fill('Om u vandaag te kunnen bellen.')
  await hanna.press(asked.send, objection)
  await hanna.sees('Geantwoord: Om u vandaag te kunnen bellen.')
  await inDossier(hanna, nl.dossier.links.dossier)
  await hanna.sees(nl.dossier.chapter.saidHerself(nl.dossier.fields['birth-date']))
  await hanna.sees(/6 maart 1985|1985-03-06/)
  await look(hanna, '11-her-words-beside', nl.dossier.page.chapters)
  await inDossier(hanna, nl.dossier.page.consents)
  await hanna.sees(nl.dossier.consent.readers.law)
  await hanna.sees(/AVG 6\(1\)/)
  await look(hanna, '11-who-may-read-what', nl.dossier.consent.readers.title)
})

test('8 she reads the answer, and leaves: behind her stands a field for a code', async () => {
  await her.follow(words.requests)
  await her.sees('Om u vandaag te kunnen bellen.')
  await her.sees(words.outcomeNotDone)
  await her.follow(words.leave)
  await her.heading('Weer')
  expect(sentTo).toEqual([AWAY])
  await her.page.goBack()
  await her.sees(/./)
  expect(await her.text()).not.toMatch(/Waarom keek|1986|Zaanstad/)
  await her.page.context().close()
})

test('9 with script the way out leaves one entry behind, and going back shows nothing of hers', async () => {
  const page = await withWeather(await openPage(browser, { baseURL: place.baseURL, phone: true }))
  await page.goto('about:blank')
  await openLink(page)
  await page.getByText(words.agreed).waitFor()
  await page.waitForLoadState()
  const before = await page.evaluate(() => history.length)
  for (const each of [words.details, words.log, words.requests, words.home]) {
    await page.getByRole('link', { name: each, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: each === words.home ? words.title : each }).waitFor()
    // Without its script a link is a link, and leaves an entry: a page that is still coming in has none yet.
    await page.waitForLoadState()
  }
  expect(await page.evaluate(() => history.length)).toBe(before)
  await page.getByRole('link', { name: words.leave }).click()
  await page.getByRole('heading', { name: 'Weer' }).waitFor()
  expect(sentTo).toEqual([AWAY, AWAY])
  expect(await page.evaluate(() => history.length)).toBe(before)
  await page.goBack()
  expect(await page.locator('body').innerText()).not.toMatch(/Waarom keek|1986|Zaanstad|Eindhoven/)
  await page.context().close()
})

const PATHS = ['/mijn', '/mijn/gegevens', '/mijn/logboek', '/mijn/vragen']

const looked = async (page: Page, name: string): Promise<void> => {
  expect(await checkAccessibility(page), `axe on ${name}`).toEqual([])
  for (const [width, size] of [
    [NARROW, '100%'],
    [640, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.evaluate((each) => document.documentElement.style.setProperty('font-size', each), size)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, `${name} at ${width} and ${size} scrolls sideways`).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: NARROW, height: 800 })
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  expect(await checkAccessibility(page), `axe on ${name} at ${NARROW}`).toEqual([])
}

/** What travels for one page, the style and the script of the way out with it. */
const bytesOf = async (context: BrowserContext, path: string): Promise<number> => {
  const sizes = await Promise.all(
    [path, '/plain.css', '/leave.js'].map(async (each) => (await (await context.request.get(each)).body()).length),
  )
  return sizes.reduce((sum, each) => sum + each, 0)
}

test('each page of hers in each language: no finding of axe, 320 px, text twice as large, its direction, under 30 kB with all it needs', async () => {
  const page = await withWeather(await openPage(browser, { baseURL: place.baseURL, phone: true }))
  const heaviest: number[] = []
  for (const language of PERSON_LANGUAGES) {
    const suffix = language === 'nl' ? '' : `/${language}`
    await page.goto(`${link}${suffix}`)
    expect(await page.locator('html').getAttribute('dir')).toBe(DIRECTIONS[language])
    await looked(page, `the code in ${language}`)
    await openLink(page, CODE, `${link}${suffix}`)
    await page.getByText(PERSON_WORDS[language].agreed).waitFor()
    for (const path of PATHS) {
      await page.goto(`${path}${suffix}`)
      expect(await page.title()).toBe(PERSON_WORDS[language].title)
      await looked(page, `${path} in ${language}`)
      await look(handOn(page), `11-${path.slice(1).replace('/', '-')}-${language}`)
      heaviest.push(await bytesOf(page.context(), `${path}${suffix}`))
    }
  }
  console.log(`pages of hers: ${heaviest.length}, heaviest with style and script ${Math.max(...heaviest)} bytes`)
  expect(Math.max(...heaviest)).toBeLessThan(30_000)
  await page.context().close()
})

test('the card comes as a PDF from the screen, in her language', async () => {
  await inDossier(hanna, nl.dossier.links.card)
  const card = nl.dossier.card
  await hanna.choose(card.cardLanguage, 'العربية')
  await hanna.sees(PERSON_WORDS.ar.contact)
  await judge(hanna, 'the card in Arabic')
  const [download] = await Promise.all([hanna.page.waitForEvent('download'), hanna.follow(card.pdf)])
  expect(download.suggestedFilename()).toBe('overzicht.pdf')
  await look(hanna, '11-card-in-arabic', card.cardTitle)
})
