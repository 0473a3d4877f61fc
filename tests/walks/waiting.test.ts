/**
 * Waiting, in a real browser: no house fits, so she joins the national list and reads her turn; a bed comes free and is held for her; every hour from
 * the need to the bed has a cause; and who counts reads a closed quarter. Every state is judged by axe and for scrolling sideways at 320 wide.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, castOrganisations } from '../../fixtures/cast.ts'
import { offerFreeBeds } from '../../src/care/waiting.store.ts'
import { closedQuarters } from '../../src/kernel/index.ts'
import { lostCauseWords, passWords, wishWords } from '../../src/words/care.ts'
import { nl } from '../../src/words/nl.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, judge, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'

const PICTURES = process.env['SAMENHANG_WAITING_PICTURES']
const words = nl.place

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
    fields: [{ field: 'name', value: 'Verzonnen Man' }],
  })
  dossierId = (opened.body as { dossierId: string }).dossierId
  await aClosedQuarter()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

/** Twelve invented persons in the last closed quarter: six for a payer, six for a place, two for a reason that nobody knows; and gaps. */
const aClosedQuarter = async (): Promise<void> => {
  const admin = await house.admin()
  const [quarter = ''] = closedQuarters(house.clock.now(), 1)
  const { rows } = await admin.query<{ at: Date }>(`select kernel.quarter_closes($1) - interval '20 days' as at`, [
    quarter,
  ])
  const at = rows[0]?.at ?? house.clock.now()
  const { careZaanstad, shelterHaven } = castOrganisations
  for (let person = 0; person < 12; person += 1) {
    const [dossier, need] = [randomUUID(), randomUUID()]
    await admin.query(
      `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')`,
      [dossier, careZaanstad, at],
    )
    await admin.query(
      `insert into care.wait (id, organisation_id, dossier_id, cause, started_at, ended_at) values ($1, $2, $3, 'no-place', $4, $4)`,
      [need, careZaanstad, dossier, at],
    )
    const cause = person < 6 ? 'money' : 'no-place'
    for (const [each, minutes] of [
      [cause, 1440 * (6 + person)] as const,
      ...(person < 2 ? [['unknown', 900] as const] : []),
    ])
      await admin.query(
        `insert into care.lost_time (id, need_id, organisation_id, dossier_id, quarter, cause, municipality_code, law, provider_id, minutes, turn, counted_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'WMO', $8, $9, 1, $10)`,
        [
          randomUUID(),
          need,
          careZaanstad,
          dossier,
          quarter,
          each,
          person % 2 ? 'GM0479' : 'GM0363',
          shelterHaven,
          minutes,
          at,
        ],
      )
    await admin.query(`insert into responsibility.named_gap values ($1, $2, $3, $4, $5)`, [
      ...[randomUUID(), careZaanstad, dossier, person < 9 ? 'G01' : 'G09', at],
    ])
  }
}

const both = async (hand: Hand, name: string): Promise<void> => {
  await judge(hand, name)
  await lookNarrow(hand, name)
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  const { page } = hand
  const before = page.viewportSize()
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 844 })
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

test('no house fits: she stands on the list, reads her turn, gets the bed that comes free, and every hour has a cause', async () => {
  const hanna = await signedIn(place, cast.coordinatorZaanstad)
  await hanna.page.goto(`/app/dossiers/${dossierId}/plek`)
  await hanna.press(words.waits.need)
  await hanna.page.getByLabel(wishWords.man.nl).check()
  await hanna.press(words.list.join)
  await hanna.press(words.list.save)
  await hanna.sees(words.list.chooseUrgency)
  await both(hanna, '1-join-refused')
  await hanna.choose(words.list.urgency, 'geen bed vannacht')
  await hanna.press(words.list.save)
  await hanna.sees(/Nummer 1 op de wachtlijst/)
  await hanna.sees(words.list.first)
  await both(hanna, '2-turn')

  house.clock.advance({ hours: 3 })
  const haven = await house.as(cast.shelterWorkerHaven)
  await haven.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR12', bedsFree: 1 })
  expect(await offerFreeBeds(house.platform.databases.courier, house.clock.now())).toBe(1)
  await hanna.page.reload()
  await hanna.sees(words.list.offered)
  await hanna.press(words.list.pass)
  await both(hanna, '3-offered')
  // Who does not happen to look at the file finds it on the day, with until when.
  await hanna.page.goto('/app/mijn-dag')
  await hanna.sees(nl.task.kinds['list-offer'])
  await both(hanna, '3-day')
  await hanna.page.goto(`/app/dossiers/${dossierId}/plek`)
  await hanna.sees(words.list.offered)
  const nadia = await signedIn(place, cast.shelterWorkerHaven)
  await nadia.page.goto('/app/mijn-dag')
  await nadia.sees(nl.task.kinds['list-bed'])
  await both(nadia, '4-day-of-house')
  await goTo(nadia, words.provider.nav)
  await nadia.sees(words.list.fromList)
  await both(nadia, '4-house')
  await nadia.choose(words.provider.reason, 'Nu niet genoeg begeleiding')
  await nadia.press(words.list.decline)
  await nadia.sees(words.provider.answered['no'] ?? '')
  await hanna.page.reload()
  await hanna.sees(new RegExp(passWords['house-no-staff'].nl))
  const tobias = await house.as(cast.shelterWorkerBaken)
  await tobias.post('/v1/places', { kind: 'men', suits: ['man'], regionCode: 'VR05', bedsFree: 1 })
  expect(await offerFreeBeds(house.platform.databases.courier, house.clock.now())).toBe(1)
  house.clock.advance({ hours: 2 })
  await hanna.page.reload()
  await hanna.press(words.take)
  await hanna.sees(words.stage['placed'] ?? '')
  await hanna.sees(lostCauseWords.unknown.nl)
  await hanna.press(words.needsOver.explain)
  await both(hanna, '5-pieces')
  await hanna.page.context().close()
  await nadia.page.context().close()
}, 150_000)

test('who counts reads a closed quarter in bands, and the desk reads in which gaps verdicts fell', async () => {
  const analyst = await signedIn(place, cast.analyst)
  await goTo(analyst, nl.numbers.nav)
  await analyst.page.getByRole('link', { name: nl.movement.time.nav }).click()
  await analyst.sees(words.figures.title)
  await analyst.sees('Zaanstad')
  expect(await analyst.text()).toContain(words.figures.persons)
  expect(await analyst.text()).toContain(words.figures.withheld)
  await both(analyst, '6-figures')
  await analyst.page.context().close()
  const desk = await signedIn(place, cast.contactDeskOfficer)
  await goTo(desk, nl.desk.nav)
  await desk.sees(words.figures.gaps)
  await desk.sees(/G01/)
  await both(desk, '7-gaps')
  await desk.page.context().close()
}, 120_000)
