/**
 * A chair runs her meeting from the table in a real browser: the agenda, who is there and who follows, what is decided and agreed, minutes; and
 * each who sits there reads the own part. Every state is judged by axe and for scrolling sideways at 320 wide, in Dutch and in English.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, inDossier, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_TABLE_PICTURES']
const words = nl.caseTable
const DECISION = 'Zij blijft waar zij is. Wij praten pas verder als zij geslapen heeft.\nDe tolk komt mee.'

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
    fields: [{ field: 'name', value: 'Verzonnen Vrouw' }],
  })
  dossierId = (opened.body as { dossierId: string }).dossierId
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
}
const cardOf = ({ page }: Hand, seat: string): Locator =>
  page.locator('.card').filter({ has: page.getByRole('heading', { name: seat, exact: true }) })
const today = () => dayAt(house.clock.now())

/** Writes down for a seat that it was not taken, and that whoever holds the table follows. */
const notThere = async (hand: Hand, seat: string, attendance?: string): Promise<void> => {
  const card = cardOf(hand, seat)
  await hand.press(words.record, card)
  if (attendance) await hand.choose(words.attendanceOf(seat), attendance, card)
  await card.getByLabel(words.follower, { exact: true }).selectOption({ label: words.followers.organiser })
  await card.getByLabel(words.followsOn, { exact: true }).fill(addDays(today(), 3))
  await hand.press(words.save, card.locator('form'))
  await card.getByText(words.followers.organiser).waitFor()
}

test(
  'the seats that the case needs stand there with their rule before anybody is asked',
  { timeout: 90_000 },
  async () => {
    const hanna = await signedIn(place, cast.coordinatorZaanstad)
    await hanna.page.goto(`/app/dossiers/${dossierId}`)
    await inDossier(hanna, nl.dossier.links.table)
    await hanna.sees(words.none)
    await hanna.heading(words.needed)
    const avim = cardOf(hanna, words.seats.avim)
    await hanna.unfold(words.why, avim)
    await hanna.sees(/T03.*voorstel, door niemand ondertekend/, avim)
    await both(hanna, '1-plan')
    await hanna.press(words.planSave)
    await hanna.sees(words.missing.wish)
    await judge(hanna, 'plan with an error')
    // By keyboard: whoever the directory names is asked with one press.
    await avim.getByRole('button', { name: /^Vraag / }).focus()
    await hanna.page.keyboard.press('Enter')
    await hanna.sees(words.willBeAsked, avim)
    await hanna.type(words.wishField, 'Ik wil slapen en daarna pas praten.')
    await hanna.date(words.day, today())
    await hanna.select(words.form, words.exploitation.sexual)
    await hanna.press(words.planSave)
    await hanna.sees(words.agendaEmpty)
    expect(await hanna.text()).toMatch(/Nog niet aan tafel: .*AVIM.*Zeden/)
    await both(hanna, '2-table')
    await hanna.page.context().close()
  },
)

test('she asks the shelter, hears what it says, and writes down who is there', { timeout: 120_000 }, async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await goTo(hanna, words.nav)
  await hanna.page.locator('.card a').first().click()
  const shelter = cardOf(hanna, words.seats.shelter)
  await hanna.press(words.ask, shelter)
  await hanna.press(words.askNow, shelter.locator('form'))
  await hanna.sees(words.missing.organisation)
  await judge(hanna, 'asking without an organisation')
  await hanna.choose(words.by, words.byOptions.mail, shelter)
  await shelter.getByLabel(words.mail, { exact: true }).fill('opvang@verzonnen.example')
  await hanna.press(words.askNow, shelter.locator('form'))
  await shelter.getByRole('button', { name: new RegExp(`^${words.link}`) }).waitFor()
  await hanna.press(words.link, shelter)
  await hanna.sees(words.linkWhy)
  await both(hanna, '3-link')
  // The house has an account after all.
  const caller = await house.as(cast.coordinatorZaanstad)
  const tableId = hanna.page.url().split('/').at(-1) ?? ''
  const { seats } = (await caller.get(`/v1/tables/${tableId}`)).body as { seats: { seatId: string; kind: string }[] }
  const seatId = seats.find(({ kind }) => kind === 'shelter')?.seatId ?? ''
  await caller.post(`/v1/seats/${seatId}/invitations`, { partyId: castOrganisations.shelterHaven })

  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await nadia.page.goto(`/app/tafels/${tableId}`)
  await nadia.heading(words.own)
  await nadia.choose(words.answerMine, words.answers.attending)
  await nadia.press(words.save)
  await nadia.press(words.sayTitle)
  await nadia.press(words.say, nadia.page.locator('form'))
  await nadia.sees(words.chooseSaying)
  await nadia.tick(words.saying['supports-daily'])
  await both(nadia, '4-own-part')
  await nadia.press(words.say, nadia.page.locator('form'))
  await nadia.sees(words.saying['supports-daily'])
  expect(await nadia.text()).not.toMatch(/slapen|AVIM|Zeden/)
  await nadia.page.context().close()

  await hanna.page.reload()
  await hanna.sees(words.saying['supports-daily'])
  await hanna.press(words.record, shelter)
  await hanna.choose(words.attendanceOf(words.seats.shelter), words.attendances.attended, shelter)
  await hanna.press(words.save, shelter.locator('form'))
  await hanna.sees(words.attendances.attended, shelter)
  const avim = cardOf(hanna, words.seats.avim)
  await hanna.press(words.record, avim)
  await hanna.choose(words.attendanceOf(words.seats.avim), words.attendances.absent, avim)
  await hanna.press(words.save, avim.locator('form'))
  await hanna.sees(words.chooseFollower)
  await judge(hanna, 'absent without who follows')
  await keep(hanna, '5-absent')
  await avim.getByLabel(words.follower, { exact: true }).selectOption({ label: words.seats.shelter })
  await avim.getByLabel(words.followsOn, { exact: true }).fill(addDays(today(), 3))
  await hanna.press(words.save, avim.locator('form'))
  await hanna.sees(/Opvang pakt dit op/, avim)
  await hanna.page.context().close()
})

test('she notes a decision and an action, closes, and each reads the own part', { timeout: 120_000 }, async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await goTo(hanna, words.nav)
  await hanna.page.locator('.card a').first().click()
  await hanna.press(words.decisionAdd)
  const form = hanna.page.locator('form').last()
  await hanna.press(words.decisionAdd, form)
  await hanna.sees(words.decisionNeeds)
  await hanna.type(words.decisionText, DECISION)
  await hanna.select(words.owner, words.followers.organiser)
  await hanna.date(words.followsOn, addDays(today(), 7))
  await hanna.press(words.decisionAdd, form)
  await hanna.sees('De tolk komt mee.')
  await hanna.press(words.actionAdd)
  await hanna.select(words.owner, words.seats.avim)
  const offered = await hanna.page.getByLabel(words.actionAsk, { exact: true }).locator('option').allInnerTexts()
  expect(offered).toContain(words.asks['name-contact'])
  expect(offered).not.toContain(words.asks['find-place'])
  await hanna.select(words.owner, words.seats.shelter)
  await hanna.select(words.actionAsk, words.asks['find-place'])
  await hanna.date(words.followsOn, addDays(today(), 2))
  await hanna.press(words.actionAdd, hanna.page.locator('form').last())
  await hanna.sees(words.asks['find-place'])
  expect(await hanna.text()).toContain(words.seats.vice)
  await both(hanna, '6-agreed')
  const chair = cardOf(hanna, words.seats['care-coordinator'])
  await hanna.press(words.record, chair)
  await hanna.choose(words.attendanceOf(words.seats['care-coordinator']), words.attendances.attended, chair)
  await hanna.press(words.save, chair.locator('form'))
  await hanna.sees(words.attendances.attended, chair)
  for (const kind of ['vice', 'wmo', 'legal-aid'] as const) await notThere(hanna, words.seats[kind])
  await hanna.press(words.close)
  await hanna.press(words.closeSure)
  await hanna.heading(words.minutes)
  await hanna.press(words.correct)
  await hanna.type(words.correctText, 'De tolk was er ook.')
  await hanna.press(words.correct, hanna.page.locator('form'))
  await hanna.sees('De tolk was er ook.')
  await both(hanna, '7-minutes')
  await keep(hanna, '7-minutes', 1280)
  await hanna.page.goto(`${hanna.page.url()}?taal=en`)
  await hanna.heading(en.caseTable.minutes)
  await both(hanna, '8-minutes-english')
  await hanna.page.context().close()

  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await nadia.heading(words.today)
  await both(nadia, '9-today')
  await nadia.page.getByRole('link', { name: words.asks['find-place'] }).click()
  await nadia.heading(words.minutesOwn)
  await nadia.press(words.end)
  await nadia.choose(words.end, words.notDone)
  await nadia.press(words.save)
  await nadia.sees(words.chooseWhyNot)
  await nadia.select(words.whyNot, words.whyNots['she-said-no'])
  await nadia.press(words.save)
  await nadia.sees(new RegExp(words.whyNots['she-said-no']))
  await both(nadia, '10-own-minutes')
  expect(await nadia.text()).not.toMatch(/slapen|tolk|AVIM|Zeden/)
  await nadia.page.context().close()
})
