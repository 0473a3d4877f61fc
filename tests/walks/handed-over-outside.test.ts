/**
 * A handover to a party without an account in a real browser: the sender states who it is, asks her, gives link and code; the party, on a
 * telephone without script, reads in its own language and confirms; both see the receipt. Every state is judged by axe, also at 320 wide.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { OUTSIDE_WORDS } from '../../src/words/outside.ts'
import { openBrowser, openPage } from '../support/browser.ts'
import { type Caller, openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand, handOn } from './browser-hand.ts'
import { inDossier, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_OUTSIDE_PICTURES']
const words = nl.outside
const LONG = `${'Zij wil alleen door een vrouw worden gebeld en niet voor twaalf uur. '.repeat(10)}Donaudampfschifffahrtsgesellschaftskapitänsmütze.`

let browser: Browser
let house: TestSystem
let place: Place
let caller: Caller
let dossierId = ''
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  caller = await house.as(cast.coordinatorZaanstad)
  const opened = await caller.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Kok' }] })
  dossierId = (opened.body as { dossierId: string }).dossierId
  await caller.post(`/v1/dossiers/${dossierId}/chapter-notes`, {
    ...{ chapter: 'contact', text: LONG, fields: [{ field: 'phone', value: '06 00 00 41 41' }] },
  })
  await caller.post(`/v1/dossiers/${dossierId}/chapter-notes`, { chapter: 'safety', text: 'Een broer zoekt haar.' })
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
  const before = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width: 320, height: 700 })
  await page.screenshot({ path: join(PICTURES, `${name}-320.png`), fullPage: true })
  await page.setViewportSize(before)
}
const looked = async (hand: Hand, name: string): Promise<void> => {
  await judge(hand, name)
  await lookNarrow(hand, name)
  await keep(hand, name)
}

const aSecond = async (): Promise<{ token: string; code: string }> => {
  const opened = await caller.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Bakker' }] })
  const at = `/v1/dossiers/${(opened.body as { dossierId: string }).dossierId}`
  const party = { kind: 'care-provider', name: 'Verzonnen Hilfe', function: 'intake', phone: '+49 30 23125 000' }
  const named = await caller.post(`${at}/outside-handovers`, { ...party, country: 'DE', language: 'de' })
  const { outsideHandoverId } = named.body as { outsideHandoverId: string }
  await caller.post(`${at}/consents`, {
    ...{ chapter: 'identity', partnerId: outsideHandoverId, purpose: 'D26', answer: 'given', language: 'zh' },
    ...{
      present: ['interpreter'],
      helpDoesNotDependOnIt: true,
      understood: 'Ja.',
      ageGroup: '18-plus',
      givenDate: castDay,
    },
  })
  const made = await caller.post(`/v1/outside-handovers/${outsideHandoverId}/links`, { calledFirst: true })
  return made.body as { token: string; code: string }
}

test('without script the party reads and confirms just as well, by keyboard alone', { timeout: 120_000 }, async () => {
  const { token, code } = await aSecond()
  const page = await openPage(browser, { baseURL: place.baseURL, phone: true, width: 320, script: false })
  const party = handOn(page)
  const de = OUTSIDE_WORDS.de
  await page.goto(`/ontvangst/${token}`)
  await page.getByLabel(de.code, { exact: true }).focus()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await party.sees('Verzonnen Bakker')
  await page.getByLabel(de.function, { exact: true }).focus()
  await page.keyboard.type('Aufnahme')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await party.sees(de.receipt)
  await party.sees('Aufnahme')
  expect(await page.context().cookies()).toEqual([])
  await page.context().close()
})

test(
  'the sender names a party in another country, she says yes to two chapters, the party confirms, and both see the receipt',
  { timeout: 240_000 },
  async () => {
    const hanna = await signedIn(place, cast.coordinatorZaanstad)
    await hanna.page.goto(`/app/dossiers/${dossierId}`)
    await inDossier(hanna, nl.dossier.links.handover)
    await hanna.sees(words.none)
    await looked(hanna, '01-nothing')
    await hanna.press(words.name)
    await hanna.press(words.save)
    await hanna.sees(words.missing.phone)
    await looked(hanna, '02-name-errors')
    await hanna.select(words.kind, words.kinds['authority'] ?? '')
    await hanna.type(words.partyName, 'Police fédérale')
    await hanna.type(words.function, 'enquête')
    await hanna.select(words.country, 'België')
    await hanna.type(words.phone, '+32 2 000 00 00')
    await hanna.press(words.save)
    await hanna.sees('Een dossier gaat alleen naar een organisatie die hulp biedt')
    await looked(hanna, '03-authority-refused')
    await hanna.select(words.kind, words.kinds['shelter'] ?? '')
    await hanna.page.getByLabel(words.partyName).fill('Maison Inventée')
    await hanna.choose(words.language, 'Français')
    await hanna.press(words.save)
    await hanna.sees(words.said['named'] ?? '')
    await hanna.sees('PAG-ASA')
    await looked(hanna, '04-named')
    await hanna.tick(words.calledFirst)
    await hanna.press(words.make)
    await hanna.sees('Er is nog geen ja voor deze partij')
    await looked(hanna, '05-no-yes')

    // Her yes, on the screen where every yes is written down.
    await hanna.follow(words.askConsent)
    await hanna.select(nl.dossier.consent.chapter, nl.dossier.chapters.contact)
    await hanna.select(words.partner, 'Maison Inventée')
    await looked(hanna, '06-consent-names-the-party')
    const { outsideHandovers } = (await caller.get(`/v1/dossiers/${dossierId}/outside-handovers`)).body as {
      outsideHandovers: { outsideHandoverId: string }[]
    }
    const partnerId = outsideHandovers[0]?.outsideHandoverId
    const consents: string[] = []
    for (const chapter of ['contact', 'safety']) {
      const said = await caller.post(`/v1/dossiers/${dossierId}/consents`, {
        ...{ chapter, partnerId, purpose: 'D26', answer: 'given', language: 'zh', present: ['interpreter'] },
        ...{ helpDoesNotDependOnIt: true, understood: 'Zij mogen dit lezen.', ageGroup: '18-plus', givenDate: castDay },
      })
      consents.push((said.body as { consentId: string }).consentId)
    }
    await hanna.page.reload()
    await hanna.sees('Maison Inventée')
    await looked(hanna, '07-consents')

    await inDossier(hanna, nl.dossier.links.handover)
    await hanna.tick(words.calledFirst)
    await hanna.page.getByRole('button', { name: words.make }).focus()
    await hanna.page.keyboard.press('Enter')
    await hanna.sees(words.linkWhy)
    const [link = '', code = ''] = await hanna.page.locator('.once').allInnerTexts()
    expect(code).toMatch(/^\d{4} \d{4}$/)
    expect(link).not.toContain(code)
    await looked(hanna, '08-link-and-code')

    // The other side: a telephone.
    const page = await openPage(browser, { baseURL: place.baseURL, phone: true })
    const party = handOn(page)
    await page.goto(link)
    const [fr, de] = [OUTSIDE_WORDS.fr, OUTSIDE_WORDS.de]
    await party.sees(fr.codeHelp)
    expect(await page.title()).toBe(fr.title)
    await looked(party, '09-door')
    await party.type(fr.code, '1357 9086')
    await party.press(fr.codeEnter)
    await party.sees(fr.codeWrong)
    await looked(party, '10-wrong-code')
    await party.type(fr.code, code)
    await page.keyboard.press('Enter')
    await party.sees(fr.heading)
    await party.sees('06 00 00 41 41')
    await looked(party, '11-read')
    expect(await page.context().cookies()).toEqual([])
    await party.press('Deutsch')
    await party.sees(de.heading)
    await looked(party, '12-german')
    await party.press('Français')
    await party.press(fr.receive)
    await party.sees(fr.functionMissing)
    await looked(party, '13-no-function')
    await party.press(fr.decline)
    await party.sees(fr.whyMissing)
    await hanna.sees(words.said['opened'] ?? '')
    await party.type(fr.function, 'accueil')
    await party.press(fr.receive)
    await party.sees(fr.receipt)
    await looked(party, '14-receipt')
    await page.reload()
    await party.sees(fr.receipt)

    await hanna.sees(words.said['received'] ?? '')
    await hanna.sees('accueil')
    await looked(hanna, '15-receipt-with-sender')

    // She takes one chapter back: at the next request it is gone.
    await caller.post(`/v1/consents/${consents[0]}/withdrawals`)
    await party.press('Deutsch')
    await party.sees(de.receipt)
    expect(await page.locator('main').innerText()).not.toContain('06 00 00 41 41')
    await party.sees('Een broer zoekt haar.')
    await looked(party, '16-taken-back')

    await hanna.choose(words.settle, words.becomes['ends'] ?? '')
    await hanna.press(words.settleSave)
    await hanna.sees('De hulp hier is nog niet beëindigd')
    await looked(hanna, '17-care-not-ended')
    await hanna.choose(words.settle, words.becomes['stays'] ?? '')
    await hanna.press(words.settleSave)
    await hanna.sees(words.said['settled'] ?? '')
    await looked(hanna, '18-settled')
    await hanna.press(words.withdraw)
    await hanna.press(words.withdraw)
    await hanna.sees(words.chooseReason)
    await hanna.choose(words.withdrawWhy, words.reasons['she-says-no'] ?? '')
    await hanna.press(words.withdraw)
    await hanna.sees(words.said['stopped'] ?? '')
    await looked(hanna, '19-stopped')
    await party.press('Français')
    expect(await page.locator('main').innerText()).not.toContain('Een broer')
    await judge(party, 'over')
    await keep(party, '20-over')

    await hanna.press('English')
    await hanna.sees(en.outside.title)
    await judge(hanna, 'in English')
    await keep(hanna, '21-english')
  },
)
