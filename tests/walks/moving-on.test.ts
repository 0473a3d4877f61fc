/**
 * From the day of coming into shelter to the day of leaving it, in a real browser: the wish first, a plan with who does what by when, steps towards
 * money with their terms, what ends, and aftercare that begins. Wrong turns are tried. Every state is judged by axe and for scrolling sideways.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { cast, theCook } from '../../fixtures/cast.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_OUTFLOW_PICTURES']
const { money, outflow, task } = nl
const WISH = 'Een eigen kamer, en dichtbij mijn zus.'

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
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
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const keep = async ({ page }: Hand, name: string, width: number): Promise<void> => {
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
  await keep(hand, name, 360)
  await keep(hand, name, 1280)
}
const daysFromNow = (days: number): string =>
  new Date(house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const field = (label: string) => hanna.page.getByLabel(label, { exact: true })

test('1 on coming in only the day is written down, and the term of the plan begins', async () => {
  hanna = await signedIn(place, cast.coordinatorZaanstad)
  await hanna.page.goto(`/app/dossiers/${dossierId}/uitstroom`)
  await hanna.heading(outflow.title)
  await hanna.sees(outflow.stayNone)
  await both(hanna, '1-empty')
  await hanna.press(outflow.steps['shelter-admitted'] ?? '')
  await field(outflow.on).fill(daysFromNow(3))
  await hanna.press(outflow.save)
  await hanna.sees(/nog niet|toekomst|moet komen/)
  await field(outflow.on).fill(daysFromNow(-50))
  await hanna.press(outflow.save)
  await hanna.sees(/In de opvang sinds/)
  await hanna.sees('Uitstroomplan')
  await hanna.sees(/te laat/)
  await both(hanna, '1-late-plan')
})

test('2 a plan begins with the wish; without it nothing is kept [Q23]', async () => {
  await hanna.press(outflow.make)
  await hanna.press(outflow.save)
  await hanna.sees(outflow.wishMissing)
  await both(hanna, '2-wish-missing')
  await field(outflow.formWish).fill(WISH)
  await field(outflow.formGoal).selectOption('own-home')
  await hanna.page.getByLabel(outflow.homes.alone, { exact: true }).check()
  await field(outflow.formMunicipality).fill('Zaanstad')
  await hanna.page.waitForTimeout(600)
  await hanna.press(outflow.addTask)
  await field(outflow.taskBy).fill(daysFromNow(5))
  await hanna.press(outflow.save)
  await hanna.sees(WISH)
  await hanna.sees(outflow.tasks['ask-wish-again'])
  await hanna.sees(outflow.falls['ask'] ?? '')
  await both(hanna, '2-plan')
})

test('3 steps towards money: what cannot be is said in words, terms run, and what ends stands on top', async () => {
  await hanna.page.goto(`/app/dossiers/${dossierId}/geld`)
  await hanna.heading(money.title)
  await hanna.sees(money.begunNone)
  await both(hanna, '3-empty')
  await hanna.page.getByText(/Nog \d+ stappen die er zijn/).click()
  await hanna.page.getByRole('button', { name: /^Noteren.*Bijstand \(Participatiewet\)/ }).click()
  await field(money.act).selectOption('applied')
  await hanna.press(money.save)
  await hanna.sees(money.whereMissing)
  await both(hanna, '3-form')
  await field(money.where).fill('Zaanstad')
  await hanna.page.waitForTimeout(600)
  await field(money.on).fill(daysFromNow(-20))
  await hanna.press(money.save)
  await hanna.sees(money.phases.applied)
  await hanna.sees(/nog \d+ dagen/)
  await both(hanna, '3-applied')
  await hanna.page.getByRole('button', { name: /^Noteren.*Bijstand \(Participatiewet\)/ }).click()
  await field(money.act).selectOption('decided')
  await field(money.outcome).selectOption('granted')
  await field(money.untilDay).fill(daysFromNow(-30))
  await hanna.press(money.save)
  await hanna.sees(/laatste dag ligt voor/)
  await field(money.untilDay).fill(daysFromNow(20))
  await hanna.press(money.save)
  await hanna.sees(money.phases.granted)
  await hanna.sees('Loopt af')
  await both(hanna, '3-granted')
})

test('4 what the plan asks stands on the day, and leaving begins aftercare', async () => {
  await hanna.page.goto('/app/mijn-dag')
  await hanna.heading(task.title)
  await hanna.sees(new RegExp(outflow.tasks['ask-wish-again']))
  await both(hanna, '4-day')
  await hanna.page.goto(`/app/dossiers/${dossierId}/uitstroom`)
  await hanna.press(outflow.steps['shelter-left'] ?? '')
  await hanna.press(outflow.save)
  await hanna.sees(/Uit de opvang sinds/)
  await hanna.sees(/Nazorg/)
  await both(hanna, '4-left')
})
