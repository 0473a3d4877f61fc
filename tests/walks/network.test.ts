/**
 * The network in a real browser: things typed with a signal by keyboard alone, looked for, drawn with their table, judged; seen by
 * who counts without a person; empty, at fault, on a phone, at 200 %. Every state is judged by axe.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castDay } from '../../fixtures/cast.ts'
import { type ActorId, asId, type OrganisationId } from '../../src/kernel/index.ts'
import { nl } from '../../src/words/nl.ts'
import { checkAccessibility, openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, judge, lookNarrow, type Place, signedIn, sticksOut, tellFailedScreens } from './browser-house.ts'

const { network: words, signal: signalWords } = nl
const PICTURES = process.env['SAMENHANG_NETWORK_PICTURES']

let browser: Browser
let house: TestSystem
let stop: () => Promise<void>
let place: Place
let hanna: Hand
let signalPath = ''
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  stop = await house.system.startBackground()
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await stop?.()
  await house?.close()
})

tellFailedScreens(() => browser)

const keep = async ({ page }: Hand, name: string, more: { fullPage?: boolean } = {}): Promise<void> => {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: more.fullPage ?? true })
}

type Thing = { readonly kind: string; readonly text: string }
const post = async (member: CastMember, path: string, body: object): Promise<Record<string, string>> => {
  const answer = await (await house.as(member)).post(path, body)
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`)
  // Safe: tests only; the ids that are read from it are texts.
  return answer.body as Record<string, string>
}
const ground = (signalId: string, member: CastMember) =>
  post(member, `/v1/signals/${signalId}/grounds`, {
    ...{ kind: 'legal-basis', purpose: 'D27', basis: 'avg-6-1-d', note: 'Acuut gevaar.', givenDate: castDay },
  })
const known = async (member: CastMember, things: readonly Thing[], happened = '2026-11'): Promise<string> => {
  const signal = { source: 'typed', exploitation: 'labour', municipalityCode: 'GM0772', happened, things }
  const { signalId = '' } = await post(member, '/v1/signals', signal)
  const { groundId } = await ground(signalId, member)
  await post(member, '/v1/thing-look-ups', { signalId, groundId, purpose: 'D27', caseReference: 'EHV 1' })
  return signalId
}

test('an empty network says what to do', async () => {
  hanna = await signedIn(place, cast.coordinatorZaanstad)
  await goTo(hanna, words.nav)
  await hanna.page.getByText(words.empty.title).waitFor()
  await judge(hanna, 'empty network')
  await keep(hanna, '1-empty')
  await lookNarrow(hanna, 'empty network')
})

test('things are typed with a signal by keyboard alone, and the focus goes along', async () => {
  await known(cast.coordinatorEindhoven, [{ kind: 'plate', text: 'VB-123-X' }])
  await known(cast.coordinatorEindhoven, [{ kind: 'phone', text: '06 00 00 41 41' }])
  const { page } = hanna
  await goTo(hanna, nl.shell.nav.signals)
  await hanna.follow(signalWords.list.new)
  await page.getByLabel(signalWords.create.type).check()
  const keyboard = page.keyboard
  await page.getByRole('button', { name: words.fields.add }).focus()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.type('0031 6 00004141')
  for (const [kind, text] of [
    [words.kinds['plate'], 'v8-123-x'],
    [words.kinds['account'], 'NL00 ABNA 0417 1643 00'],
    [words.kinds['email'], 'weg@voorbeeld.example'],
  ] as const) {
    await page.getByRole('button', { name: words.fields.add }).focus()
    await keyboard.press('Enter')
    await page.locator(':focus').selectOption({ label: kind ?? '' })
    await keyboard.press('Tab')
    await keyboard.type(text)
  }
  await judge(hanna, 'things of a new signal')
  await keep(hanna, '2-things')
  await lookNarrow(hanna, 'things of a new signal')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  expect(await page.getByLabel(words.fields.text(4)).count()).toBe(0)
  expect(await page.locator(':focus').innerText()).toBe(words.fields.add)
  await hanna.press(signalWords.create.save)
  await page.waitForURL(/signalen\/[0-9a-f-]{36}$/)
  signalPath = new URL(page.url()).pathname
  await page.getByText('v8-123-x').waitFor()
})

test('they are looked for with the ground of the signal, and what cannot be read is said', async () => {
  await ground(signalPath.split('/').at(-1) ?? '', cast.coordinatorZaanstad)
  await hanna.page.reload()
  const section = hanna.page.getByRole('form', { name: words.lookUp.title })
  await section.waitFor()
  await hanna.press(words.lookUp.ask, section)
  await section.getByText(words.lookUp.needsReference).waitFor()
  await hanna.type(words.lookUp.reference, 'ZNS 7', section)
  await hanna.press(words.lookUp.ask, section)
  await hanna.page.getByText(words.lookUp.asked).waitFor()
  await hanna.page.getByText(words.lookUp.reasons['thing-check-digit'] ?? '').waitFor()
  await judge(hanna, 'things asked')
  await keep(hanna, '3-asked')
  await hanna.follow(words.lookUp.toNetwork)
})

test('the network is drawn and stands in a table; a node takes the focus and narrows the table [Q16]', async () => {
  await known(cast.coordinatorZaanstad, [{ kind: 'phone', text: '06 00 00 41 41' }])
  await known(cast.coordinatorZaanstad, [{ kind: 'plate', text: 'VB-124-X' }])
  const { page } = hanna
  const table = page.getByRole('table', { name: words.table.caption })
  await page.waitForFunction(() => document.querySelectorAll('.network__node[data-shape="signal"]').length >= 5)
  const rows = await table.getByRole('row').count()
  expect(rows).toBeGreaterThanOrEqual(6)
  await judge(hanna, 'network')
  await keep(hanna, '4-network')
  const first = page.locator('.network .network__node').first()
  await first.focus()
  expect(await first.getAttribute('aria-label')).toMatch(/Signaal|huis/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.table.showAll }).waitFor()
  expect(await table.getByRole('row').count()).toBeLessThan(rows)
  await judge(hanna, 'network, one node chosen')
  await keep(hanna, '5-chosen')
  await hanna.press(words.table.showAll)
})

test('on a phone and at 200 % nothing scrolls sideways', async () => {
  expect(await sticksOut(hanna)).toEqual([])
  await lookNarrow(hanna, 'network on a phone')
  const { page } = hanna
  await page.setViewportSize({ width: 390, height: 844 })
  await page.waitForTimeout(300)
  await keep(hanna, '6-phone', { fullPage: false })
  await page.setViewportSize({ width: 640, height: 450 })
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640)
  expect(await checkAccessibility(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
})

test('a person judges a link; the drawing, the table and the history say so', async () => {
  const { page } = hanna
  // Two signals of the own house that share no more than nearly the same plate.
  const card = page
    .getByRole('listitem')
    .filter({ hasText: words.table.near })
    .filter({ hasText: /Signaal \d – Signaal \d/ })
    .first()
  await hanna.unfold(words.review.open, card)
  await hanna.press(words.review.save, card)
  await card.getByText(words.review.choose).waitFor()
  await judge(hanna, 'judgement not complete')
  await card.getByText(words.review.verdicts.confirmed.label).click()
  await card.getByLabel(words.review.basis).selectOption('seen')
  await card.getByLabel(words.review.reason).fill('Zelfde bus, zelf gezien.')
  await hanna.press(words.review.save, card)
  await page.locator('.network__tie[data-review="confirmed"]').first().waitFor({ state: 'attached' })
  await page.getByText('Zelfde bus, zelf gezien.').first().waitFor()
  await page.getByText(words.history.byOwn).first().waitFor()
  await judge(hanna, 'judged network')
  await keep(hanna, '7-judged')
})

test('who counts sees networks without persons, on any width', async () => {
  for (let i = 0; i < 3; i += 1)
    await known(cast.coordinatorEindhoven, [{ kind: 'account', text: 'NL91 ABNA 0417 1643 00' }])
  const daan = await signedIn(place, cast.analyst)
  await expect
    .poll(
      async () => {
        await goTo(daan, words.view.nav)
        await daan.page.reload()
        await daan.page.getByRole('heading', { level: 1 }).waitFor()
        return daan.page.getByRole('table').count()
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0)
  await judge(daan, 'network without persons')
  await keep(daan, '8-view')
  expect(await sticksOut(daan)).toEqual([])
  await lookNarrow(daan, 'network without persons')
  const text = await daan.page.locator('main').innerText()
  for (const word of ['Verzonnen', '4141', 'VB123X', 'ABNA', 'Eindhoven,']) expect(text).not.toContain(word)
})

test('the contact desk reads which two police units know one thing, and no number', async () => {
  const other = house.reference.organisations.find(
    ({ kind, id }) => kind === 'police-avim' && id !== cast.investigatorNoordHolland.organisation,
  )
  const colleague: CastMember = {
    ...cast.investigatorNoordHolland,
    actor: asId<ActorId>(randomUUID()),
    organisation: asId<OrganisationId>(other?.id ?? ''),
  }
  await (await house.admin()).query(
    "insert into access.account (actor_id, organisation_id, function, plane, display_name) values ($1, $2, 'investigator', 'enforcement', 'Verzonnen')",
    [colleague.actor, colleague.organisation],
  )
  for (const member of [cast.investigatorNoordHolland, colleague])
    await known(member, [{ kind: 'plate', text: 'VB-123-X' }])
  const lotte = await signedIn(place, cast.contactDeskOfficer)
  await goTo(lotte, words.nav)
  await lotte.page.getByRole('table', { name: words.table.caption }).waitFor()
  const text = await lotte.page.locator('main').innerText()
  expect(text).toContain(other?.name ?? 'absent')
  expect(text).not.toMatch(/VB-?123-?X/i)
  await judge(lotte, 'network at the contact desk')
  await keep(lotte, '10-desk')
  await lookNarrow(lotte, 'network at the contact desk')
})

test('when the server does not answer the screen says so', async () => {
  const { page } = hanna
  await page.route('**/v1/network-links', (route) => route.abort())
  await page.goto('/app/netwerk')
  await page.getByRole('button', { name: nl.shell.retry }).first().waitFor()
  await judge(hanna, 'network without a server')
  await keep(hanna, '9-fault')
  await page.unroute('**/v1/network-links')
})
