/**
 * Somebody calls about a woman whose name nobody can spell: found by ear, in another script and as it stands, refused when there is nothing to
 * search for, with the keyboard and on a telephone, in both languages, judged by axe.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget } from './browser-hand.ts'
import { goTo, judge, look, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

let browser: Browser
let house: TestSystem
let place: Place
const words = nl.dossier.search

beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const LONG = 'Verzonnen-Wioletta Szymańska-Nergenshuizen van den Denkbeeldigen Oever tot Luchtkasteelberg'

test('somebody is found by how a name sounds, in another script and in a note, and the address says nothing of it', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const open = async (name: string): Promise<string> =>
    ((await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: name }] })).body as { dossierId: string })
      .dossierId
  const her = await open(LONG)
  await open('فاطمة المتخيلة')
  await hanna.post(`/v1/dossiers/${her}/chapter-notes`, {
    chapter: 'story',
    text: 'Werkte met Fatima in de kas van Verzonnenburg.',
  })

  const hand = await signedIn(place, cast.coordinatorZaanstad)
  const ask = async (sought: string): Promise<void> => {
    await hand.page.getByLabel(words.field).fill('')
    await hand.type(words.field, sought)
    await hand.press(words.find)
  }
  await goTo(hand, words.nav)
  await look(hand, 'search', words.title)
  await hand.press(words.find)
  await hand.sees(words.empty)
  await lookNarrow(hand, 'search-empty')
  await ask('x')
  await hand.sees(/Dit is te kort om op te zoeken/)
  await judge(hand, 'search-too-short')
  await ask('x'.repeat(90))
  await hand.sees(words.tooLong(80))

  await ask('Bestaatniet')
  await hand.sees(words.noneHint)
  await look(hand, 'search-none', words.none)

  await ask('Fatima')
  await hand.sees(words.found(2))
  await hand.sees(words.inChapter(nl.dossier.chapters.identity, words.how['other-script']))
  await hand.sees(words.inChapter(nl.dossier.chapters.story, words.how.exact))
  await look(hand, 'search-found', words.found(2))
  await lookNarrow(hand, 'search-found')

  // With the keyboard alone: type, Enter, on to the first card, Enter.
  const { page } = hand
  await page.getByLabel(words.field).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Violeta Shimanska')
  await page.keyboard.press('Enter')
  await hand.sees(words.found(1))
  await hand.sees(words.inChapter(nl.dossier.chapters.identity, words.how['sounds-alike']))
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/app/zoeken')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/app/dossiers/${her}`)
})

test('who has searched too often is told so, and the same screen speaks English', async () => {
  const db = await house.admin()
  const { organisation, actor } = cast.coordinatorEindhoven
  await db.query('insert into dossier.search_made select gen_random_uuid(), $1, $2, $3 from generate_series(1, 60)', [
    organisation,
    actor,
    house.clock.now(),
  ])
  const hand = await signedIn(place, cast.coordinatorEindhoven)
  await hand.page.goto('/app/zoeken')
  await hand.type(words.field, 'Wioletta')
  await hand.press(words.find)
  await hand.sees(/U zocht dit uur al 60 keer/)
  await judge(hand, 'search-spent')
  await db.query('delete from dossier.search_made')
  await hand.press(words.find)
  await hand.sees(words.noneHint)
  await hand.press('English')
  await hand.sees(en.dossier.search.title)
})
