/** Who has the mandate signs a norm from a day to come and lets it end; who works for a municipality notes what was done there and takes it back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
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

const words = nl.signing
const N32 = words.norm('N32', 'Warme overdracht')

let house: TestSystem
let place: Place
beforeAll(async () => {
  place = await openPlace()
  house = place.house
}, 180_000)
tellFailedScreens(() => place.browser)
afterAll(async () => {
  await closePlace(place)
})

/** The invented Monday is 16 November 2026. */
const [TODAY, TOMORROW, DECEMBER] = ['2026-11-16', '2026-11-17', '2026-12-01'] as const

test('who has the mandate signs from a day to come, stricter and never weaker, and lets it end [Q22]', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  const { page } = hanna
  await goTo(hanna, words.nav)
  await hanna.sees(words.ownNone)
  await hanna.sees(words.others.none)
  await look(hanna, 'signing-empty')

  // From the book of norms, with the keyboard.
  await hanna.follow(words.book)
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Warme overdracht' }) })
  await card.getByRole('link', { name: nl.normPage.sign }).focus()
  await look(hanna, 'signing-book', 'Warme overdracht')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: words.title }).waitFor()
  expect(await page.getByLabel(words.sign.norm, { exact: true }).inputValue()).toBe('N32')

  // From a day that has been, and for less: refused in words beside the field, and nothing is signed.
  await hanna.date(words.sign.from, TODAY)
  await hanna.press(words.sign.ask)
  await hanna.press(words.sign.yes)
  await hanna.sees(/Tekenen kan vanaf morgen/)
  await hanna.date(words.sign.from, DECEMBER)
  await hanna.type(words.sign.count.within, '9')
  await hanna.press(words.sign.ask)
  await hanna.press(words.sign.yes)
  await hanna.sees(words.sign.less.within('7 dagen'))
  const term = page.getByLabel(words.sign.count.within, { exact: true })
  await expect.poll(() => term.evaluate((field) => field === document.activeElement)).toBe(true)
  await look(hanna, 'signing-less', words.sign.title)
  await lookNarrow(hanna, 'signing-less-phone')
  await term.fill('vijf')
  await hanna.press(words.sign.ask)
  await hanna.sees(words.sign.noNumber)
  await hanna.sees(words.ownNone)

  // It asks once more, and not yet is possible.
  await term.fill('5')
  await page.keyboard.press('Control+Enter')
  await hanna.sees(words.sign.sure(N32, '1 december 2026'))
  await look(hanna, 'signing-sure', words.sign.title)
  await hanna.press(words.sign.no)
  await hanna.sees(words.ownNone)
  const ask = page.getByRole('button', { name: words.sign.ask, exact: true })
  await expect.poll(() => ask.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.sign.yes }).waitFor()
  await page.keyboard.press('Enter')
  await hanna.sees(words.sign.done(N32, '1 december 2026'))
  const own = page.getByRole('region', { name: words.own })
  await hanna.sees(words.stricter('binnen 5 dagen'), own)
  await hanna.sees(words.states.later, own)
  const choices = await page.getByLabel(words.sign.norm, { exact: true }).locator('option').allInnerTexts()
  expect(choices.some((each) => each.startsWith('N32 '))).toBe(false)
  await look(hanna, 'signing-signed')

  await hanna.press(words.end.open, own)
  await hanna.date(words.end.day, TOMORROW)
  await hanna.press(words.end.save, own)
  await hanna.sees(words.end.tooEarly('1 december 2026'), own)
  await hanna.date(words.end.day, '2027-06-01')
  await look(hanna, 'signing-end', words.own)
  await hanna.press(words.end.save, own)
  await hanna.sees(words.fromUntil('1 december 2026', '1 juni 2027'), own)
  await page.context().close()

  // Everybody reads it once it binds; who has not signed in gets no button.
  house.clock.advance({ days: 20 })
  const anybody = await place.browser.newPage({ baseURL: place.baseURL })
  await anybody.goto('/app/basisafspraken')
  await anybody.getByText('Zorgcoördinatie De Verzonnen Brug, regio Zaanstad').first().waitFor()
  expect(await anybody.getByRole('link', { name: nl.normPage.sign }).count()).toBe(0)
  await anybody.close()
})

test('what many signed is folded by norm, in English and at 320 wide too; without the mandate one only reads', async () => {
  const admin = await house.admin()
  await admin.query(
    `insert into agreement.adoption (id, organisation_id, actor_id, norm_id, norm_version, valid_from, terms, signed_at)
     select gen_random_uuid(), id, $1, norm, 1, '2026-06-01', case when norm = 'N32' then '{"count": 3}' else '{}' end::jsonb, '2026-05-01'
       from directory.organisation, unnest(array['N32', 'N34', 'N35']) norm where kind = 'municipality'`,
    [cast.coordinatorZaanstad.actor],
  )
  const kees = await signedIn(place, cast.focalOfficerLandsmeer)
  await kees.page.goto('/app/ondertekenen')
  // What the exceptions of this norm are is said, and a no of the person is not among them.
  const N33 = words.norm('N33', 'Eén intake')
  await kees.select(words.sign.norm, N33)
  await kees.tick('De intake is ouder dan een jaar')
  expect(await kees.page.getByRole('checkbox').count()).toBe(2)
  await look(kees, 'signing-exceptions', words.sign.norm)
  await kees.press(words.sign.ask)
  await kees.press(words.sign.yes)
  await kees.sees(words.sign.done(N33, '7 december 2026'))
  await kees.sees(words.stricter('geldt ook bij: De intake is ouder dan een jaar'))
  await kees.unfold(N32)
  await kees.sees('binnen 3 dagen')
  await look(kees, 'signing-others', words.others.title)
  await lookNarrow(kees, 'signing-others-phone')
  await kees.press('English')
  await kees.page.getByRole('heading', { level: 1, name: en.signing.title }).waitFor()
  await kees.sees(en.signing.sign.done(en.signing.norm('N33', 'One intake'), '7 December 2026'))
  await look(kees, 'signing-english')
  expect(await sticksOut(kees)).toEqual([])
  await kees.page.context().close()

  // Where the server says that somebody else signs, nothing is offered.
  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await nadia.page.route('**/v1/adoptions', async (asked) => {
    const answer = await asked.fetch()
    await asked.fulfill({ response: answer, json: { ...(await answer.json()), norms: [], abilities: [] } })
  })
  await nadia.page.goto('/app/ondertekenen')
  await nadia.sees(words.noMandate.title)
  expect(await nadia.page.getByRole('button', { name: words.sign.ask, exact: true }).count()).toBe(0)
  await look(nadia, 'signing-no-mandate')
  await nadia.page.context().close()
})

test('who works for a municipality notes what was done there, reads the clocks, and takes a mistake back [Q25]', async () => {
  const { areas } = words
  const kees = await signedIn(place, cast.focalOfficerLandsmeer)
  const { page } = kees
  await goTo(kees, areas.nav)
  await page.getByRole('heading', { name: areas.clocksOf(areas.names.municipality('Landsmeer')) }).waitFor()
  await kees.sees('niet gehaald')
  await kees.sees(areas.factsNone)
  await look(kees, 'areas-missed')

  await kees.press(areas.note.save)
  await kees.sees(areas.note.missing)
  await kees.select(areas.note.kind, 'De aanpak is vastgesteld')
  await kees.date(areas.note.day, '2031-01-01')
  await kees.press(areas.note.save)
  await page.getByLabel(areas.note.day, { exact: true }).and(page.locator('[aria-invalid="true"]')).waitFor()
  await look(kees, 'areas-future', areas.note.title)
  for (const [kind, day] of [
    ['De aanpak is vastgesteld', '2021-03-01'],
    ['Er is een aanspreekpunt', '2021-09-15'],
  ] as const) {
    await kees.select(areas.note.kind, kind)
    await kees.date(areas.note.day, day)
    await kees.press(areas.note.save)
    await page.getByRole('list', { name: areas.facts }).getByRole('heading', { name: kind }).waitFor()
  }
  await kees.sees('nagekomen')
  await look(kees, 'areas-kept')
  await lookNarrow(kees, 'areas-phone')

  const facts = page.getByRole('list', { name: areas.facts })
  await facts.getByRole('button', { name: areas.takeBack.open }).first().focus()
  await page.keyboard.press('Enter')
  await kees.sees(areas.takeBack.sure('Er is een aanspreekpunt', '15 september 2021'))
  await kees.press(areas.takeBack.no, facts)
  await kees.press(areas.takeBack.open, facts)
  await kees.press(areas.takeBack.yes, facts)
  await kees.sees(areas.takeBack.done)
  await kees.sees('niet gehaald')
  expect(await facts.getByRole('listitem').count()).toBe(1)
  await kees.press('English')
  await page.getByRole('heading', { level: 1, name: en.signing.areas.title }).waitFor()
  expect(await page.getByText(en.signing.areas.note.done).count()).toBe(0)
  await look(kees, 'areas-english')
  expect(await sticksOut(kees)).toEqual([])
  await page.context().close()
})

test('a region and the country are read by who works for them, and a shelter is not asked', async () => {
  const { areas } = words
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await goTo(hanna, areas.nav)
  await hanna.page.getByRole('heading', { name: areas.clocksOf(areas.names.region('Zaanstad')) }).waitFor()
  await hanna.select(areas.note.kind, 'De regio heeft geen zorgcoördinator')
  await hanna.press(areas.note.save)
  await hanna.sees(areas.noTerm)
  await look(hanna, 'areas-region')
  await hanna.page.context().close()

  const daan = await signedIn(place, cast.analyst)
  await goTo(daan, areas.nav)
  await daan.page.getByRole('heading', { name: areas.clocksOf(areas.names.country()) }).waitFor()
  await look(daan, 'areas-country')
  expect(await sticksOut(daan)).toEqual([])
  await daan.page.context().close()

  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  const menu = nadia.page.getByRole('navigation', { name: nl.shell.menu })
  await menu.getByRole('link', { name: words.nav }).waitFor()
  expect(await menu.getByRole('link', { name: areas.nav }).count()).toBe(0)
  await nadia.page.context().close()
})
