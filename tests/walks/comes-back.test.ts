/**
 * Somebody goes out of sight, is found, help ends, and she comes back elsewhere: the course of a file in a real browser. Each state is judged by
 * axe, also at 320 wide, with an error, with nothing in it, at 200 % and in English.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { weighed } from '../../src/dossier/handover.fixture.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { askFor, round } from '../support/look-ups.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, inDossier, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_COURSE_PICTURES']
const words = nl.course
const { coordinatorZaanstad, coordinatorEindhoven } = cast
const PERSON = { fullName: 'Verzonnen Terugkeer', birthDate: '1991-04-07', phone: '06 00 00 41 77' }
const ALL_DAY = { timeout: 240_000 }

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  const { signalId } = await askFor(house, coordinatorZaanstad, { person: PERSON })
  await round(house)
  const hanna = await house.as(coordinatorZaanstad)
  const fields = [{ field: 'name', value: PERSON.fullName }]
  dossierId = String(((await hanna.post('/v1/dossiers', { signalId, fields })).body as { dossierId: string }).dossierId)
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
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(PICTURES, `${name}-390.png`), fullPage: true })
  await page.setViewportSize(before)
}
const look = async (hand: Hand, name: string): Promise<void> => {
  await judge(hand, name)
  await lookNarrow(hand, name)
  await keep(hand, name)
}
const label = (step: string): string => words.steps[step]?.label ?? step

test(
  'out of sight opens a watch, stands first on today and on the worklist, and ends when she is found',
  ALL_DAY,
  async () => {
    const hanna = await signedIn(place, coordinatorZaanstad)
    await hanna.page.goto(`/app/dossiers/${dossierId}`)
    await inDossier(hanna, nl.dossier.links.course)
    await hanna.sees(words.line.empty)
    await look(hanna, '1-open-and-empty')
    await hanna.press(words.save)
    await hanna.sees(words.chooseStep)
    await look(hanna, '2-nothing-chosen')
    // By keyboard alone: the arrow chooses, the space bar ticks, Enter records.
    await hanna.page.getByRole('radio', { name: new RegExp(`^\\s*${label('person-missing')}`) }).focus()
    await hanna.page.keyboard.press('Space')
    await hanna.page.getByRole('checkbox', { name: words.toldOf['guardian'] ?? '', exact: true }).focus()
    await hanna.page.keyboard.press('Space')
    await hanna.page.getByRole('button', { name: words.save }).focus()
    await hanna.page.keyboard.press('Enter')
    await hanna.sees(words.watch.title)
    await hanna.sees(words.watch.stays)
    await look(hanna, '3-watch')
    await goTo(hanna, nl.today.title)
    await hanna.heading(nl.today.watches)
    await look(hanna, '4-today')
    await goTo(hanna, nl.dossier.nav.worklist)
    await hanna.sees(nl.dossier.stages['missing'] ?? '')
    await look(hanna, '5-worklist')
    house.clock.advance({ days: 15 })
    const later = await signedIn(place, coordinatorZaanstad)
    await later.page.goto(`/app/dossiers/${dossierId}/verloop`)
    await later.sees(words.watch.late)
    await look(later, '6-watch-late')
    await later.choose(words.next, label('person-found'))
    await later.press(words.save)
    await later.sees(words.chooseBecause)
    await judge(later, 'found without a reason')
    await later.select(words.because, words.reasons['came-herself'] ?? '')
    await later.press(words.save)
    await later.sees(words.stages.open)
    expect(await later.text()).not.toContain(words.watch.title)
  },
)

test('where she was is a line with its table; help ends and aftercare has its terms [Q05]', ALL_DAY, async () => {
  const hanna = await signedIn(place, coordinatorZaanstad)
  await hanna.page.goto(`/app/dossiers/${dossierId}/verloop`)
  await hanna.unfold(words.place.add)
  await hanna.press(words.place.save)
  await hanna.sees(words.place.missing)
  await judge(hanna, 'a place without a kind')
  await hanna.select(words.place.kind, words.kinds['with-exploiter'])
  await hanna.suggest(words.place.municipality, 'Zaan', 'Zaanstad')
  await hanna.date(words.place.from, addDays(dayAt(house.clock.now()), -200))
  await hanna.date(words.place.until, addDays(dayAt(house.clock.now()), -120))
  await hanna.press(words.place.save)
  const table = hanna.page.getByRole('table')
  await hanna.sees('Zaanstad', table)
  await hanna.select(words.place.kind, words.kinds.abroad)
  await hanna.select(words.place.country, 'Roemenië')
  await hanna.date(words.place.from, addDays(dayAt(house.clock.now()), -110))
  await hanna.date(words.place.until, addDays(dayAt(house.clock.now()), -60))
  await hanna.press(words.place.save)
  await hanna.sees(words.line.gap(9))
  await hanna.select(words.place.kind, words.kinds.shelter)
  expect(await hanna.page.getByLabel(words.place.municipality, { exact: true }).count()).toBe(0)
  await hanna.date(words.place.from, addDays(dayAt(house.clock.now()), -59))
  await hanna.press(words.place.save)
  await hanna.sees(words.line.now)
  await look(hanna, '7-line')
  await hanna.press(words.line.correct)
  await hanna.sees(words.place.correcting)
  await judge(hanna, 'correcting a place')
  await hanna.press(words.place.cancel)
  await hanna.choose(words.next, label('care-ended'))
  await hanna.select(words.because, words.reasons['recovered'] ?? '')
  await hanna.press(words.save)
  // That help ends weighs for her: the screen says where that is written down, and then it goes on.
  await hanna.sees(/Belang en wens/)
  await judge(hanna, 'an end that was not weighed')
  await weighed(await house.as(coordinatorZaanstad), dossierId, 'close')
  await hanna.press(words.save)
  await hanna.sees(words.stages.aftercare)
  await hanna.sees('Nazorg tot 30 dagen')
  await look(hanna, '8-aftercare')
  await hanna.choose(words.next, label('aftercare-declined'))
  await hanna.press(words.save)
  await hanna.sees(words.saved)
  await hanna.choose(words.next, label('dossier-closed'))
  await hanna.press(words.save)
  await hanna.sees(words.stages.closed)
  await look(hanna, '9-closed')
})

test(
  'who comes back elsewhere is recognised by the hit, recorded after the call, and the gap has a cause',
  ALL_DAY,
  async () => {
    await askFor(house, coordinatorEindhoven, { person: PERSON })
    await round(house)
    const hanna = await signedIn(place, coordinatorZaanstad)
    await goTo(hanna, nl.today.title)
    await hanna.sees(nl.today.comesBack)
    await look(hanna, '10-today-comes-back')
    await goTo(hanna, nl.hits.title)
    await hanna.sees(nl.hits.comesBack.title.closed)
    await look(hanna, '11-hit-on-a-closed-file')
    const mirte = await signedIn(place, coordinatorEindhoven)
    await goTo(mirte, nl.hits.title)
    await mirte.sees(nl.hits.grades.hit)
    expect(await mirte.text()).not.toMatch(/gesloten dossier|herinstroom/i)
    await hanna.choose(nl.hits.afterwards, nl.hits.outcomes['same-person'].label)
    await hanna.press(nl.hits.save)
    await hanna.sees(nl.hits.comesBack.record)
    await hanna.follow(nl.hits.comesBack.toFile)
    await hanna.sees(words.back.confirmed)
    await look(hanna, '12-re-entry-to-record')
    await hanna.press(label('re-entry-recognised'))
    await hanna.sees(words.reEntries.open)
    await hanna.choose(words.next, label('re-entry-reviewed'))
    await hanna.select(words.because, words.reasons['aftercare-missing'] ?? '')
    await hanna.press(words.save)
    await hanna.sees(words.saved)
    await hanna.choose(words.next, label('dossier-reopened'))
    await hanna.select(words.because, words.reasons['re-entry'] ?? '')
    await hanna.press(words.save)
    await hanna.sees(words.stages.open)
    await look(hanna, '13-open-again')
    await hanna.page.getByRole('button', { name: 'English' }).first().click()
    await hanna.sees(en.course.lead)
    await look(hanna, '14-english')
    await hanna.page.setViewportSize({ width: 640, height: 450 })
    await judge(hanna, 'the course at 200 %')
    await hanna.page.goto('/app/dossiers/00000000-0000-4000-8000-00000000dead/verloop')
    await judge(hanna, 'the course of a file that is not there')
  },
)
