/** The map kept true in a real browser: an entry behind a link, a hole as work, declared beside done, real boundaries, who does which task; Dutch and English. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { smallBoundaries } from '../../fixtures/boundaries.ts'
import { cast } from '../../fixtures/cast.ts'
import { keepBoundaries } from '../../src/directory/boundaries.store.ts'
import { readBoundaries } from '../../src/directory/boundaries.ts'
import { readReference, readReferenceTables, readSelfAssessment } from '../../src/directory/index.ts'
import { inventSelfAssessment } from '../../src/simulation/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { OWN_ENTRY_WORDS } from '../../src/words/own-entry.ts'
import type { TestSystem } from '../support/system.ts'
import type { Hand } from './browser-hand.ts'
import {
  atScreen,
  closePlace,
  judge,
  look,
  lookNarrow,
  openPlace,
  type Place,
  signedIn,
  sticksOut,
} from './browser-house.ts'

const { keepMap: words, map } = nl
/** Where pictures go that are looked at and not kept. */
const PICTURES = process.env['SAMENHANG_LOOK']

let house: TestSystem
let place: Place
let focal: Hand
beforeAll(async () => {
  place = await openPlace()
  house = place.house
  const read = readReference(await readReferenceTables())
  if (!read.ok) throw new Error('reference')
  const { municipalities } = read.value
  const drawing = readBoundaries(JSON.stringify(smallBoundaries(municipalities)), municipalities)
  const text = inventSelfAssessment(
    municipalities.map((each) => ({ ...each, hasFocalOfficer: true })),
    5,
  )
  const list = readSelfAssessment(text, read.value)
  if (!drawing.ok || !list.ok) throw new Error('prepared')
  const load = { drawing: drawing.value, source: 'Verzonnen vierkanten', now: house.clock.now() }
  await keepBoundaries(house.platform.urls.admin, load)
  await house.system.map.declare(list.value)
}, 180_000)
afterAll(async () => {
  await closePlace(place)
})

const keep = async ({ page }: Hand, name: string): Promise<void> => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
  }
}

test('a focal officer sees what was declared beside what happens, makes a link, and a colleague without an account says that it ended [Q09]', async () => {
  focal = await signedIn(place, cast.focalOfficerLandsmeer)
  await focal.page.goto('/app/praktijk')
  await focal.sees(words.practice.declared)
  await focal.sees(words.practice.stages.unasked)
  await look(focal, 'practice')
  await keep(focal, 'practice')
  await focal.page
    .getByRole('row', { name: /Aandachtsfunctionaris/ })
    .last()
    .getByRole('button')
    .click()
  await focal.sees(words.practice.once)
  const link = (await focal.page.getByText(/\/bevestigen\//).innerText()).trim()
  const guest = await atScreen(place, { phone: true })
  await guest.page.goto(link)
  await guest.sees(OWN_ENTRY_WORDS.nl.entryTitle)
  await judge(guest, 'entry-page')
  await keep(guest, 'entry-page')
  await guest.page.getByRole('button', { name: OWN_ENTRY_WORDS.nl.ended }).click()
  await guest.sees(OWN_ENTRY_WORDS.nl.savedEnded)
  await guest.page.context().close()
}, 120_000)

test('the yearly declaration is one page, filled in, without an account [Q15]', async () => {
  await focal.press(words.practice.linkPractice)
  const link = (await focal.page.getByText(/\/opgave\//).innerText()).trim()
  const guest = await atScreen(place, { phone: true })
  await guest.page.goto(link)
  await guest.sees(OWN_ENTRY_WORDS.nl.practiceTitle)
  await judge(guest, 'declaration-page')
  await keep(guest, 'declaration-page')
  await guest.page.getByRole('button', { name: OWN_ENTRY_WORDS.nl.save }).click()
  await guest.sees(OWN_ENTRY_WORDS.nl.savedPractice)
  await guest.page.context().close()
}, 120_000)

test('the hole is taken up, a neighbour is chosen and agrees, and it closes by the map [Q14]', async () => {
  await focal.page.goto('/app/gaten')
  await focal.sees(words.holes.nobody)
  await look(focal, 'holes')
  await keep(focal, 'holes')
  await focal.page.getByRole('button', { name: words.holes.takeUp }).click()
  await focal.sees(words.holes.choose)
  const neighbour = await focal.page
    .locator('option', { hasText: words.holes.choices['share-with-neighbour'] })
    .first()
    .getAttribute('value')
  await focal.page.getByLabel(words.holes.choose).selectOption(neighbour ?? '')
  await focal.press(words.holes.keep)
  await focal.sees(words.holes.agreedBy)
  await lookNarrow(focal, 'holes-chosen')
  await keep(focal, 'holes-chosen')
  await focal.page.getByRole('button', { name: words.holes.agreed }).click()
  await focal.sees(words.holes.filled)
  await focal.press('English')
  await focal.sees(en.keepMap.holes.filled)
  await look(focal, 'holes-english')
  await focal.page.context().close()
}, 120_000)

test('anybody sees the real boundaries beside the tiles, and who does which task [Q07]', async () => {
  const anybody = await atScreen(place)
  await anybody.page.goto('/app/kaart')
  await anybody.page.getByLabel(map.lays.boundaries).check()
  await anybody.sees(/Verzonnen vierkanten/)
  expect(await anybody.page.locator('.boundary-map .tile-map__tile').count()).toBe(342)
  await look(anybody, 'map-boundaries')
  await keep(anybody, 'map-boundaries')
  await anybody.page.goto('/app/taken')
  await anybody.page.getByRole('img', { name: words.forest.drawing }).waitFor()
  await look(anybody, 'forest')
  await keep(anybody, 'forest')
  await lookNarrow(anybody, 'forest-phone')
  expect(await sticksOut(anybody)).toEqual([])
  await anybody.page.context().close()
}, 120_000)

test('who counts sees the country in numbers, and no municipality by name [Q06]', async () => {
  const analyst = await signedIn(place, cast.analyst)
  await analyst.page.goto('/app/praktijk')
  await analyst.sees(words.practice.country.caption(342))
  await look(analyst, 'practice-country')
  await keep(analyst, 'practice-country')
  expect(await analyst.text()).not.toContain('Landsmeer')
  await analyst.page.context().close()
}, 120_000)
