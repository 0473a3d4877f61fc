/** The desk of the picture in a real browser: questions, plots with their tables, a view that is an address, files that say what they are. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castDay, theCook } from '../../fixtures/cast.ts'
import { bringCountry } from '../../src/demonstration/country.store.ts'
import { day } from '../../src/kernel/index.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import type { TestSystem } from '../support/system.ts'
import {
  closePlace,
  goTo,
  look,
  lookNarrow,
  openPlace,
  type Place,
  signedIn,
  sticksOut,
  tellFailedScreens,
} from './browser-house.ts'

const words = nl.cube
let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
  await bringCountry(house.system, house.reference, {
    ...{ persons: 60, adminUrl: house.platform.urls.admin, until: day('2025-12-31') },
  })
}, 180_000)
afterAll(async () => {
  await closePlace(place)
})
tellFailedScreens(() => place.browser)

test('the desk starts with questions, and a signal of this morning stands in it when the analyst looks [Q02]', async () => {
  const daan = await signedIn(place, cast.analyst)
  await goTo(daan, nl.numbers.nav)
  await daan.sees(words.changed.title)
  const hanna = await house.as(cast.coordinatorZaanstad)
  await hanna.post('/v1/signals', {
    ...{ source: 'typed', exploitation: 'labour', municipalityCode: theCook.municipality },
    person: { fullName: 'Wei Verzonnen', sex: 'm', birthDate: '1985-03-14', nationality: 'CN' },
  })
  const year = Number(castDay.slice(0, 4))
  await daan.page.getByText(words.changed.said(year, 1, 1, 'november').slice(0, 22)).waitFor()
  for (const title of [words.path.title, words.unseen.title, words.ask.title, words.directive.title])
    await daan.sees(title)
  await daan.page.getByRole('img', { name: words.path.figure(year) }).waitFor()
  await look(daan, 'desk-of-the-picture')
  await daan.page.context().close()
})

test('a view is an address: whoever opens it with the purpose sees the same question, a year with a whole country behind it', async () => {
  const daan = await signedIn(place, cast.analyst)
  await daan.page.goto('/app/beeld?jaar=2025&naar=reporter&per=quarter&naam=iemand')
  await daan.page.getByLabel(words.ask.by, { exact: true }).waitFor()
  expect(await daan.page.getByLabel(words.ask.by, { exact: true }).inputValue()).toBe('reporter')
  await daan.page.getByLabel(words.ask.period, { exact: true }).selectOption('year')
  await daan.page.waitForURL(/per=year/)
  await daan.page.getByLabel(words.changed.by).selectOption('region')
  await daan.page.waitForURL(/verandering=region/)
  await daan.page.getByRole('img', { name: words.changed.of('Regio van vinden', 2025) }).waitFor()
  await look(daan, 'desk-with-a-country', words.unseen.title)
  await lookNarrow(daan, 'desk-on-a-phone')
  expect(await sticksOut(daan)).toEqual([])
  const [file] = await Promise.all([
    daan.page.waitForEvent('download'),
    daan.page.getByRole('button', { name: words.ask.csv }).first().click(),
  ])
  expect(file.suggestedFilename()).toBe('beeld-2025-naar-reporter-year-intern.csv')
  expect(readFileSync(await file.path(), 'utf8')).toMatch(
    /^jaar,deel,reporter,personen,meldingen,alle_personen\r\n2025,0,/,
  )
  const [about] = await Promise.all([
    daan.page.waitForEvent('download'),
    daan.page.getByRole('button', { name: words.ask.about }).first().click(),
  ])
  expect(readFileSync(await about.path(), 'utf8')).toContain('Niet openbaar maken zonder vrijgave')
  const [figure] = await Promise.all([
    daan.page.waitForEvent('download'),
    daan.page.getByRole('button', { name: nl.openData.figure.svg }).first().click(),
  ])
  const drawing = readFileSync(await figure.path(), 'utf8')
  for (const said of [nl.openData.figure.notPublic, nl.openData.figure.nothingWithheld, nl.openData.figure.invented])
    expect(drawing).toContain(said)
  const [picture] = await Promise.all([
    daan.page.waitForEvent('download'),
    daan.page.getByRole('button', { name: nl.openData.figure.png }).nth(1).click(),
  ])
  expect(
    readFileSync(await picture.path())
      .subarray(0, 8)
      .toString('latin1'),
  ).toBe('\x89PNG\r\n\x1a\n')
  await daan.press('English')
  await daan.sees(en.cube.changed.title)
  await look(daan, 'desk-in-english')
  await daan.page.context().close()
})
