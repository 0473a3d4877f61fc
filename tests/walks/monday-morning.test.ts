/**
 * A care co-ordinator goes round her screens on Monday morning, on a telephone, at 200% and by keyboard: no column stands out of sight, what opens
 * takes the focus and gives it back, the wish stands first wherever it is spoken of, and whatever waits says about whom, what, who and until when.
 */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { addDays, dayAt } from '../../src/kernel/index.ts'
import { formatDay } from '../../src/web/dates.ts'
import { nl } from '../../src/words/nl.ts'
import { checkAccessibility, openBrowser } from '../support/browser.ts'
import { type Caller, openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { goTo, inDossier, judge, look, lookNarrow, type Place, signedIn, tellFailedScreens } from './browser-house.ts'
import { good } from './steps.ts'

const words = nl.interest
const table = nl.caseTable
const { coordinatorZaanstad, colleagueZaanstad } = cast
const OWN = { name: 'Zorgcoördinatie De Verzonnen Brug, regio Zaanstad' }
const WISH = 'Tôi muốn ở lại đây.'
const WHERE = 'registratie@verzonnen.example'
/** What WCAG 1.4.10 asks for, and a screen of 1280 at 200%. */
const NARROW_SCREENS = [320, 640] as const
/** More than one page of the desk. */
const MANY = 27

let browser: Browser
let house: TestSystem
let place: Place
let hanna: Caller
let dossierId = ''
const today = () => dayAt(house.clock.now())
beforeAll(async () => {
  house = await openTestSystem({ screens: true, clockRuns: true })
  browser = await openBrowser()
  place = { browser, house, baseURL: await house.listen(), budget: createBudget() }
  hanna = await house.as(coordinatorZaanstad)
  dossierId = good<{ dossierId: string }>(
    await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Man' }] }),
  ).dossierId
  const of = `/v1/dossiers/${dossierId}`
  const { wishId } = good<{ wishId: string }>(
    await hanna.post(`${of}/wishes`, {
      words: WISH,
      language: 'vi',
      interpreter: 'by-phone',
      present: ['interpreter'],
    }),
  )
  good(await hanna.post(`${of}/sent-reports`, { kind: 'comensha-report', to: WHERE }))
  const { decisionId } = good<{ decisionId: string }>(
    await hanna.post(`${of}/interest-decisions`, {
      kind: 'end-shelter',
      because: ['house-rules'],
      statement: {
        ...{ wishId, accords: 'as-wished', decidedBy: 'we', effect: 'Hij verhuist.', alternatives: 'Blijven.' },
      },
    }),
  )
  good(await hanna.post(`/v1/interest-decisions/${decisionId}/objections`, { by: 'herself', words: 'Không.' }))
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
})
tellFailedScreens(() => browser)

const cardOf = ({ page }: Hand, title: string | RegExp): Locator =>
  page.locator('.card').filter({ has: page.getByRole('heading', { name: title }) })
/** What has the focus now, as somebody hears it. */
const focused = ({ page }: Hand): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    const label = at instanceof HTMLInputElement ? at.labels?.[0] : undefined
    return `${at?.tagName.toLowerCase()} ${(label ?? at)?.textContent ?? ''}`.trim()
  })
const focusIs = async (hand: Hand, what: RegExp): Promise<void> => {
  await expect.poll(() => focused(hand), { timeout: 5_000 }).toMatch(what)
}

test('on a telephone and at 200% no column stands out of sight, and it is still heard as a table', async () => {
  const hand = await signedIn(place, coordinatorZaanstad)
  await hand.page.goto(`/app/dossiers/${dossierId}`)
  const time = hand.page.getByRole('table', { name: nl.dossier.page.timeline })
  await time.waitFor()
  const { columns } = { columns: [nl.dossier.timeline.what, nl.dossier.timeline.happened, nl.dossier.timeline.learned] }
  for (const width of NARROW_SCREENS) {
    await hand.page.setViewportSize({ width, height: 844 })
    const cells = await time.locator('tbody :is(th, td)').evaluateAll((all) =>
      all.map((each) => {
        const { left, right } = each.getBoundingClientRect()
        return { left, right, name: getComputedStyle(each, '::before').content }
      }),
    )
    expect(cells.length).toBeGreaterThan(8)
    for (const { left, right, name } of cells) {
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(width)
      expect(name).toMatch(/^"\p{L}+/u)
    }
    for (const name of columns) expect(await time.getByRole('columnheader', { name, exact: true }).count()).toBe(1)
    expect(await time.getByRole('rowheader').count()).toBe(await time.locator('tbody tr').count())
    expect(await time.getByRole('row').nth(1).getByRole('cell').count()).toBe(3)
    expect(await checkAccessibility(hand.page)).toEqual([])
  }
  await hand.page.setViewportSize({ width: 1280, height: 900 })
  const inRow = await time
    .locator('tbody tr')
    .first()
    .locator('th, td')
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
  expect(new Set(inRow).size, 'on a wide screen a row is one line').toBe(1)
  await hand.page.context().close()
})

test('the file and the plan of a table begin with the wish that stands, and the timeline says what went where', async () => {
  const hand = await signedIn(place, coordinatorZaanstad)
  await hand.page.goto(`/app/dossiers/${dossierId}`)
  const goal = hand.page.locator('.chapter').filter({
    has: hand.page.getByRole('heading', { name: nl.dossier.chapters.goal, exact: true }),
  })
  await hand.sees(WISH, goal)
  expect(await goal.innerText()).not.toContain(nl.dossier.chapter.empty)
  await hand.sees(`${nl.dossier.reportKinds['comensha-report'].title}, aan ${WHERE}`)
  await look(hand, 'monday-file')
  await lookNarrow(hand, 'a file with a wish')
  await inDossier(hand, table.nav.slice(0, -1))
  await expect.poll(() => hand.page.getByLabel(table.wishField, { exact: true }).inputValue()).toBe(WISH)
  await hand.page.context().close()
})

test('whoever plans can ask for every seat, and is not offered the own house for one that it cannot take', async () => {
  const hand = await signedIn(place, coordinatorZaanstad)
  await hand.page.goto(`/app/dossiers/${dossierId}/tafel`)
  for (const seat of [table.seats.shelter, table.seats['legal-aid']]) {
    await hand.press(table.askNobodyYet, cardOf(hand, seat))
    await focusIs(hand, new RegExp(`^input ${table.organisation.replace('?', '\\?')}`))
    await hand.sees(table.chooseBelow, cardOf(hand, seat))
  }
  await judge(hand, 'a plan in which somebody is chosen')
  await lookNarrow(hand, 'a plan in which somebody is chosen')
  await hand.page.getByLabel(table.organisation, { exact: true }).last().fill('zorgco')
  await hand.page.waitForTimeout(800)
  const offered = await hand.page
    .locator('datalist option')
    .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
  expect(offered).not.toContain(OWN.name)
  await hand.page.context().close()
})

test('by keyboard, what opens takes the focus, "not now" leaves it, and the focus is back on its button', async () => {
  const hand = await signedIn(place, coordinatorZaanstad)
  const opens = async (button: Locator, field: RegExp): Promise<void> => {
    const name = ((await button.textContent()) ?? '').trim()
    await button.focus()
    await hand.page.keyboard.press('Enter')
    await focusIs(hand, field)
    await hand.page.getByRole('button', { name: nl.shell.notNow, exact: true }).focus()
    await hand.page.keyboard.press('Enter')
    await focusIs(hand, new RegExp(`^button ${name.replaceAll(/[()?]/g, '\\$&')}$`))
  }
  const button = (name: string) => hand.page.getByRole('button', { name }).first()
  await hand.page.goto(`/app/dossiers/${dossierId}/belang`)
  await button(words.wish.write).waitFor()
  await opens(button(words.wish.write), /^textarea/)
  await opens(button(words.decisions.take), /^select/)
  await opens(button(words.decisions.object), /^input/)
  await hand.page.goto(`/app/dossiers/${dossierId}`)
  await button(nl.dossier.chapter.note).waitFor()
  await opens(button(nl.dossier.chapter.note), /^select/)
  await opens(button(nl.dossier.attachment.add), /^input/)
  await opens(button(nl.dossier.residence.title), /^select/)
  await inDossier(hand, nl.dossier.links.reports)
  await button(nl.dossier.reports.sent.record).waitFor()
  await opens(button(nl.dossier.reports.sent.record), /^(select|input)/)
  // What was saved gives the focus back as well.
  await hand.page.goto(`/app/dossiers/${dossierId}`)
  const note = button(nl.dossier.chapter.note)
  await note.focus()
  await hand.page.keyboard.press('Enter')
  await hand.type(nl.dossier.note.text, 'Heeft een nieuwe telefoon.')
  await hand.page.keyboard.press('Control+Enter')
  await hand.sees(nl.dossier.note.saved)
  await focusIs(hand, new RegExp(`^button ${nl.dossier.chapter.note}`))
  await hand.page.context().close()
})

test(
  'what is looked at again says about whom, what, who must act and until when; long lists come in pages',
  { timeout: 120_000 },
  async () => {
    for (let at = 0; at < MANY; at += 1)
      good(
        await hanna.post(`/v1/dossiers/${dossierId}/interest-decisions`, {
          kind: 'move',
          because: ['danger'],
          danger: true,
        }),
      )
    const hand = await signedIn(place, coordinatorZaanstad)
    await goTo(hand, words.desk.nav)
    const own = cardOf(hand, `Verzonnen Man: ${words.kinds['end-shelter']}`)
    await hand.sees(words.looks.colleague(OWN.name), own)
    await hand.sees(words.looks.decider(OWN.name), own)
    expect(await own.innerText()).toMatch(/uiterlijk \d+ \p{L}+ \d{4}/u)
    const owed = cardOf(hand, `Verzonnen Man: ${words.kinds.move}`)
    await hand.sees(words.desk.owedWhat)
    expect(await owed.count()).toBe(25)
    await judge(hand, 'the desk')
    await lookNarrow(hand, 'the desk')
    await hand.press(words.desk.moreOwed)
    await expect.poll(() => owed.count()).toBe(MANY)
    expect(await hand.page.getByRole('button', { name: words.desk.moreOwed }).count()).toBe(0)
    await hand.page.context().close()

    const joost = await signedIn(place, colleagueZaanstad)
    await goTo(joost, words.desk.nav)
    await joost.sees(words.looks.you(OWN.name), cardOf(joost, `Verzonnen Man: ${words.kinds['end-shelter']}`))
    await look(joost, 'monday-desk')
    await joost.page.context().close()
  },
)

test('an agreement names the function and the house once, at the table and on the day of who does it', async () => {
  const soon = addDays(today(), 3)
  const { tableId } = good<{ tableId: string }>(
    await hanna.post(`/v1/dossiers/${dossierId}/tables`, { heldDate: soon, wish: WISH, seats: [] }),
  )
  good(await hanna.post(`/v1/tables/${tableId}/actions`, { ask: 'arrange-lawyer', owner: 'organiser', dueDate: soon }))
  const hand = await signedIn(place, coordinatorZaanstad)
  await goTo(hand, nl.shell.nav.today)
  const meta = cardOf(hand, table.asks['arrange-lawyer']).locator('.card__meta')
  await meta.waitFor()
  expect(await meta.innerText()).toBe(`${table.followers.organiser}, ${table.yourHouse} · ${table.atYourTable}`)
  // Whose table it is stands in the list and on the table itself.
  await goTo(hand, table.nav)
  await hand.follow(`${formatDay(soon, 'nl')}: Verzonnen Man`)
  await hand.page.waitForURL(new RegExp(tableId))
  await hand.sees('Verzonnen Man')
  const shelter = cardOf(hand, table.seats.shelter)
  await hand.press(table.ask, shelter)
  await shelter.getByLabel(table.organisation, { exact: true }).fill('zorgco')
  await hand.page.waitForTimeout(800)
  const offered = await shelter
    .locator('datalist option')
    .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
  expect(offered).not.toContain(OWN.name)
  await hand.page.context().close()
})

test('an address that leads nowhere is a page in two languages, the same for what is hidden and what is absent', async () => {
  const hidden = good<{ dossierId: string }>(
    await (await house.as(cast.coordinatorEindhoven)).post('/v1/dossiers', {
      fields: [{ field: 'name', value: 'Verborgen Vrouw' }],
    }),
  ).dossierId
  const hand = await signedIn(place, coordinatorZaanstad)
  const seen = async (path: string): Promise<string> => {
    const answer = await hand.page.goto(path)
    expect(answer?.status()).toBe(404)
    expect(await checkAccessibility(hand.page)).toEqual([])
    expect(await hand.page.getByRole('heading', { level: 1 }).innerText()).toMatch(
      /Deze link werkt niet.*does not work/,
    )
    return (await hand.page.content()).replaceAll(/urn:uuid:[0-9a-f-]{36}/g, '')
  }
  const nowhere = await seen('/bestaat-niet')
  expect(await seen(`/v1/dossiers/${hidden}`)).toBe(nowhere)
  expect(await seen(`/v1/dossiers/${hidden.replace(/^......../, '00000000')}`)).toBe(nowhere)
  expect(nowhere).not.toMatch(/dossier|slachtoffer|mensenhandel|samenhang/i)
  await hand.page.setViewportSize({ width: 320, height: 700 })
  expect(await hand.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await look(hand, 'not-found')
  // A program still reads what a program can.
  const asked = await hanna.get(`/v1/dossiers/${hidden}`)
  expect([asked.status, String(asked.headers['content-type'])]).toEqual([404, expect.stringContaining('problem+json')])
  await hand.page.context().close()
})
