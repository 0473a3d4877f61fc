/**
 * An emergency in the night: a shelter worker opens two chapters of a file that another house holds and reads them; the co-ordinator sees it
 * and stops it; the person reads it on the own page; both privacy officers judge. Every screen is judged by axe, also at 320 wide.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { BREAK_GLASS } from '../../src/access/break-glass.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { PERSON_WORDS } from '../../src/words/person.ts'
import { REFUSALS } from '../../src/words/refusals.ts'
import { openBrowser } from '../support/browser.ts'
import { EMERGENCY_REASON, fileOfZaanstad, openInEmergency } from '../support/emergency.ts'
import { TEST_CODE } from '../support/person-page.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, judge, look, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

let browser: Browser
let house: TestSystem
let place: Place
let dossierId = ''
let personPage = ''
const words = nl.breakGlass
const { coordinatorZaanstad: hanna, shelterWorkerHaven: nadia } = cast
const { privacyOfficerHaven: irma, privacyOfficerZaanstad: willemijn } = cast
const KIND = BREAK_GLASS.kinds[0]?.nl ?? ''
const TOLD = 'hij heet Verzonnen'

beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  dossierId = await fileOfZaanstad(house)
  const on = { on: true, besideHer: true, code: TEST_CODE }
  const switched = await (await house.as(hanna)).post(`/v1/dossiers/${dossierId}/page-switches`, on)
  personPage = `/mijn/${(switched.body as { token: string }).token}`
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

tellFailedScreens(() => browser)

const closed = (...hands: readonly Hand[]) => Promise.all(hands.map((hand) => hand.page.context().close()))

test('a shelter worker opens two chapters in the night and reads them; the co-ordinator sees it at once and stops it', async () => {
  const [worker, holder] = await Promise.all([signedIn(place, nadia), signedIn(place, hanna)])
  await goTo(worker, words.nav)
  await worker.sees(words.none)
  await look(worker, 'break-glass-before')
  await worker.press(words.open)
  await worker.sees(words.missing.kind)
  await judge(worker, 'break-glass-missing')
  await lookNarrow(worker, 'break-glass-missing')
  await worker.paste(words.file, `${place.baseURL}/app/dossiers/${dossierId}`)
  await worker.tick(nl.dossier.chapters.safety)
  await worker.tick(words.narrowed['contact'] ?? '')
  await worker.choose(words.kind, KIND)
  await worker.type(words.reason, 'spoed')
  await worker.choose(words.hours, words.hour(2))
  await worker.press(words.open)
  await worker.sees(words.missing.reason(BREAK_GLASS.reasonLengthMin))
  await worker.page.getByLabel(words.reason, { exact: true }).fill(EMERGENCY_REASON)
  await worker.press(words.open)
  await worker.sees(TOLD)
  await worker.sees('via Verzonnen Zus')
  expect(await worker.text()).not.toMatch(/insuline|Verzonnen verhaal|Postbus|Verzonnen Naam/)
  expect(await worker.page.title()).not.toMatch(/Verzonnen/)
  await look(worker, 'break-glass-reading')
  await lookNarrow(worker, 'break-glass-reading')

  await holder.sees(words.told.card('Opvang De Verzonnen Haven'))
  await look(holder, 'break-glass-today')
  await lookNarrow(holder, 'break-glass-today')
  await holder.follow(words.told.card('Opvang De Verzonnen Haven'))
  await holder.heading(words.told.title)
  await holder.sees(KIND)
  expect(await holder.text()).not.toContain(EMERGENCY_REASON)
  await holder.sees(dossierId)
  await look(holder, 'break-glass-told', words.told.title)
  await lookNarrow(holder, 'break-glass-told')
  await holder.press(words.stop)
  await holder.sees(words.states.holder)
  // Nobody pressed anything on this screen: it closes by itself.
  await worker.sees(words.reading.over.title)
  expect(await worker.text()).not.toContain(TOLD)
  await judge(worker, 'break-glass-over')
  await lookNarrow(worker, 'break-glass-over')
  await worker.page.reload()
  await worker.sees(words.reading.over.title)
  await worker.follow(words.title)
  await worker.sees(words.states.holder)
  await judge(worker, 'break-glass-after')
  await closed(worker, holder)
})

test('the person reads it on the own page, in words that say no house', async () => {
  const hand = await signedIn(place, nadia)
  await hand.page.goto(personPage)
  await hand.type(PERSON_WORDS.nl.code, TEST_CODE)
  await hand.press(PERSON_WORDS.nl.codeEnter)
  await hand.follow(PERSON_WORDS.nl.log)
  await hand.sees(/heeft in een noodgeval gelezen \(Noodgeval\)/)
  expect(await hand.text()).not.toMatch(/Haven|opvang/i)
  await judge(hand, 'break-glass-own-page')
  await closed(hand)
})

test('both privacy officers find it with its reason and its day, judge it, and read each other; late ones say so', async () => {
  const own = await signedIn(place, irma)
  await goTo(own, words.reviews.nav)
  await own.sees(EMERGENCY_REASON)
  await own.sees(nadia.name)
  await look(own, 'break-glass-to-judge')
  await lookNarrow(own, 'break-glass-to-judge')
  await own.unfold(words.reviews.judge)
  await own.press(words.reviews.save)
  await own.sees(words.reviews.choose)
  await judge(own, 'break-glass-judge-missing')
  await own.choose(words.reviews.outcome, words.reviews.outcomes.justified.label)
  await own.type(words.reviews.note, 'De politie is gebeld en gekomen.')
  await lookNarrow(own, 'break-glass-judge')
  await own.press(words.reviews.save)
  await own.sees(words.reviews.done)
  await judge(own, 'break-glass-judged')
  house.clock.advance({ days: 4 })
  const other = await signedIn(place, willemijn)
  await goTo(other, words.reviews.nav)
  await other.sees(words.reviews.late(1))
  await other.sees(words.reviews.isLate)
  await other.sees('De politie is gebeld en gekomen.')
  await look(other, 'break-glass-late')
  await closed(own, other)
})

test('it closes by itself on the screen, in English too, and what cannot be opened says why', async () => {
  const openingId = await openInEmergency(house, await fileOfZaanstad(house), nadia, { hours: 1 })
  const hand = await signedIn(place, nadia)
  await hand.page.goto(`/app/noodinzage/${openingId}?taal=en`)
  await hand.sees(TOLD)
  await hand.heading(en.breakGlass.reading.title)
  await judge(hand, 'break-glass-english')
  house.clock.advance({ hours: 1 })
  await hand.sees(en.breakGlass.reading.over.title)
  expect(await hand.text()).not.toContain(TOLD)
  await hand.page.goto('/app/noodinzage?taal=en')
  await hand.heading(en.breakGlass.title)
  await hand.paste(en.breakGlass.file, crypto.randomUUID())
  await hand.tick(en.dossier.chapters.health)
  await hand.choose(en.breakGlass.kind, BREAK_GLASS.kinds[1]?.en ?? '')
  await hand.type(en.breakGlass.reason, 'Nobody knows which medicine was taken and the ambulance asks.')
  await hand.choose(en.breakGlass.hours, en.breakGlass.hour(1))
  await hand.press(en.breakGlass.open)
  await hand.sees(REFUSALS['not-found'].en.split(/(?<=\.) /)[0] ?? '')
  await judge(hand, 'break-glass-refused')
  await lookNarrow(hand, 'break-glass-refused')
  const officer = await signedIn(place, cast.privacyOfficerContactDesk)
  await goTo(officer, words.reviews.nav)
  await officer.sees(words.reviews.none.title)
  await judge(officer, 'break-glass-none')
  await closed(hand, officer)
})
