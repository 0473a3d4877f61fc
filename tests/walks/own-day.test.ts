/**
 * The own day in a real browser: what waits across files, what one takes, a reminder, going away, a colleague who stands in, an address for a
 * calendar; and a case table that goes to another day. Every state is judged by axe, also at 320 wide.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { addDays, type Day, dayAt } from '../../src/kernel/index.ts'
import { formatDay } from '../../src/web/dates.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { goTo, judge, look, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const words = nl.task
const { coordinatorZaanstad, colleagueZaanstad } = cast
const LONG = 'Verzonnen Donaudampfschifffahrtsgesellschaftskapitänsmützenmacherin van den Bovenste Benedenpolder'

let browser: Browser
let house: TestSystem
let place: Place
let tableId = ''
const today = (): Day => dayAt(house.clock.now())
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const hanna = await house.as(coordinatorZaanstad)
  for (const [name, daysAgo] of [
    ['Verzonnen Kok', 10],
    [LONG, 2],
  ] as const) {
    const opened = await hanna.post('/v1/dossiers', {
      municipalityCode: 'GM0479',
      fields: [{ field: 'name', value: name }],
    })
    const { dossierId } = opened.body as { dossierId: string }
    const happenedDate = addDays(today(), -daysAgo)
    await hanna.post(`/v1/dossiers/${dossierId}/moves`, { toMunicipalityCode: 'GM0772', happenedDate })
    const planned = await hanna.post(`/v1/dossiers/${dossierId}/tables`, {
      heldDate: today(),
      wish: 'Rust.',
      seats: [],
    })
    tableId = (planned.body as { tableId: string }).tableId
  }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

test('the day says what cannot wait; who goes away leaves it with a colleague, and the calendar names nobody', async () => {
  const hanna = await signedIn(place, coordinatorZaanstad)
  await goTo(hanna, words.menu)
  await hanna.sees(words.urgencies.late)
  await hanna.sees('Verzonnen Kok')
  await look(hanna, 'mijn-dag')
  await lookNarrow(hanna, 'mijn dag')
  const first = hanna.page.getByRole('button', { name: words.take }).first()
  await first.focus()
  await hanna.page.keyboard.press('Enter')
  await hanna.sees(words.own)
  await hanna.page.getByRole('button', { name: words.remind }).first().click()
  await hanna.sees(words.remindOn)
  await look(hanna, 'mijn-dag-herinnering')
  await lookNarrow(hanna, 'mijn dag, herinnering')
  await hanna.page.getByLabel(words.remindOn).fill(addDays(today(), 2))
  await hanna.press(words.remindSave)
  await hanna.sees(words.reminded('').trim())

  await hanna.follow(words.toAbsence)
  await hanna.sees(words.absence.nobody)
  await hanna.press(words.absence.save)
  await hanna.sees(words.absence.missingDay)
  await look(hanna, 'afwezig-leeg')
  await lookNarrow(hanna, 'afwezig, leeg')
  await hanna.page.getByLabel(words.absence.from).fill(addDays(today(), 7))
  await hanna.page.getByLabel(words.absence.until).fill(addDays(today(), 2))
  await hanna.press(words.absence.save)
  await hanna.sees(words.absence.wrongWay)
  await look(hanna, 'afwezig-omgekeerd')
  await hanna.page.getByLabel(words.absence.from).fill(today())
  await hanna.page.getByLabel(words.absence.until).fill(addDays(today(), 7))
  await hanna.select(words.absence.standIn, colleagueZaanstad.name)
  await hanna.press(words.absence.save)
  await hanna.sees(words.absence.stageOf.asked(colleagueZaanstad.name))
  await hanna.sees(words.absence.end)
  await hanna.press(words.calendar.make)
  await hanna.sees(words.calendar.once)
  await hanna.sees(words.calendar.copy)
  await look(hanna, 'afwezig')
  await lookNarrow(hanna, 'afwezig')
  const address = await hanna.page.locator('.file-number').innerText()
  const calendar = await (await fetch(new URL(new URL(address).pathname, place.baseURL))).text()
  expect(calendar).toContain('BEGIN:VEVENT')
  expect(calendar).not.toMatch(/Verzonnen|Kok|Donau/)

  // Days that did not begin are taken away; of those that did, who named them is back.
  await hanna.page.getByLabel(words.absence.from).fill(addDays(today(), 20))
  await hanna.page.getByLabel(words.absence.until).fill(addDays(today(), 22))
  await hanna.press(words.absence.save)
  await hanna.press(words.absence.remove)
  await hanna.page.getByRole('button', { name: words.absence.remove }).waitFor({ state: 'detached' })

  const joost = await signedIn(place, colleagueZaanstad)
  const asked = words.absence.asked(
    coordinatorZaanstad.name,
    formatDay(today(), 'nl'),
    formatDay(addDays(today(), 7), 'nl'),
  )
  await joost.page.goto('/app/vandaag')
  await joost.sees(asked)
  await look(joost, 'vandaag-gevraagd')
  await lookNarrow(joost, 'vandaag, gevraagd')
  await joost.follow(nl.today.divide, joost.page.locator('main'))
  await joost.sees(asked)
  await look(joost, 'mijn-dag-gevraagd')
  await joost.follow(asked)
  await joost.press(words.absence.accept)
  await joost.sees(words.absence.stageOf.covered(colleagueZaanstad.name))
  await goTo(joost, words.menu)
  await joost.sees(words.standsInFor(coordinatorZaanstad.name))
  await look(joost, 'mijn-dag-waarnemer')
  await lookNarrow(joost, 'mijn dag, waarnemer')
}, 180_000)

test('a reported death waits for a colleague, who confirms it with a button of its own', async () => {
  const hannaHerself = await house.as(coordinatorZaanstad)
  const opened = await hannaHerself.post('/v1/dossiers', {
    municipalityCode: 'GM0479',
    fields: [{ field: 'name', value: 'Verzonnen Boot' }],
  })
  const { dossierId } = opened.body as { dossierId: string }
  await hannaHerself.post(`/v1/dossiers/${dossierId}/course-steps`, { step: 'death-told' })
  const joost = await signedIn(place, colleagueZaanstad)
  await joost.page.goto('/app/vandaag')
  await joost.sees(nl.today.death)
  await look(joost, 'vandaag-overlijden')
  await lookNarrow(joost, 'vandaag, overlijden')
  await goTo(joost, words.menu)
  await joost.follow(words.kinds['death-told'])
  await joost.sees(nl.course.death.title)
  await joost.press(nl.course.death.act)
  await joost.sees(nl.course.death.sure)
  await look(joost, 'overlijden-bevestigen')
  await lookNarrow(joost, 'overlijden bevestigen')
  await joost.press(nl.course.death.save)
  await joost.sees(nl.course.stages.aftercare)
  expect(await joost.page.getByText(nl.course.death.title).count()).toBe(0)
}, 120_000)

test('on a phone the menu opens in groups, folded but for where one is', async () => {
  const joost = await signedIn(place, colleagueZaanstad)
  const { page } = joost
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto('/app/vandaag')
  const { menu, menuGroups } = nl.shell
  await page.getByRole('button', { name: menu }).click()
  const navigation = page.getByRole('navigation', { name: menu })
  const part = (name: string) => navigation.getByRole('button', { name })
  expect(await part(menuGroups.daily).getAttribute('aria-expanded')).toBe('true')
  expect(await part(menuGroups.own).getAttribute('aria-expanded')).toBe('false')
  expect(await navigation.getByRole('link', { name: words.absence.menu }).count()).toBe(0)
  await part(menuGroups.own).focus()
  await page.keyboard.press('Enter')
  await judge(joost, 'the menu on a phone')
  if (process.env['SAMENHANG_WALK_PICTURES']) await page.screenshot({ path: '/tmp/uione-menu.png', fullPage: true })
  await navigation.getByRole('link', { name: words.absence.menu }).click()
  await joost.sees(words.absence.lead)
}, 120_000)

test('a case table goes to another day, and is called off', async () => {
  const hanna = await signedIn(place, coordinatorZaanstad)
  await hanna.page.goto(`/app/tafels/${tableId}`)
  await hanna.press(nl.caseTable.change.move)
  await hanna.page.getByLabel(nl.caseTable.change.newDay).fill(addDays(today(), 9))
  await look(hanna, 'casustafel-verplaatsen')
  await lookNarrow(hanna, 'casustafel verplaatsen')
  await hanna.press(nl.caseTable.change.moveSave)
  await hanna.sees(/Verplaatst: was op/)
  await hanna.press(nl.caseTable.change.callOff)
  await hanna.press(nl.caseTable.change.callOffSave)
  await hanna.sees(nl.caseTable.calledOff)
  await look(hanna, 'casustafel-niet-door')
  await lookNarrow(hanna, 'casustafel niet door')
}, 120_000)
