/**
 * People at their screens: each has a browser context of their own, on the clock of the house. What they look at is judged by
 * axe and for scrolling sideways, and kept as a picture when that is asked for (SAMENHANG_WALK_PICTURES=1).
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterEach, expect } from 'vitest'
import type { CastMember } from '../../fixtures/cast.ts'
import { ROOT } from '../../src/platform/config.ts'
import { nl } from '../../src/words/nl.ts'
import { checkAccessibility, openBrowser, openPage } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { type Budget, createBudget, type Hand, handOn } from './browser-hand.ts'

const PICTURES = join(ROOT, 'docs', 'walks', 'pictures')
const KEEPS_PICTURES = process.env['SAMENHANG_WALK_PICTURES'] === '1'
/** The narrowest screen that WCAG 1.4.10 asks for. */
export const NARROW = 320

export type Place = {
  readonly browser: Browser
  readonly house: TestSystem
  readonly baseURL: string
  readonly budget: Budget
}

/** A house with its screens, and a browser before it: for one file of walks. */
export const openPlace = async (): Promise<Place> => {
  const house = await openTestSystem({ screens: true })
  return { browser: await openBrowser(), house, baseURL: await house.listen(), budget: createBudget() }
}
/** Closes what was opened; nothing when that failed. */
export const closePlace = async (place: Place | undefined): Promise<void> => {
  await place?.browser.close()
  await place?.house.close()
}

/** After a test that failed, tells what stood on every screen: whoever reads the run wants to know. The browser is opened later than this is called. */
export const tellFailedScreens = (browserNow: () => Browser): void => {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const page of browserNow()
      .contexts()
      .flatMap((context) => context.pages()))
      console.log(`${page.url()}\n${await page.locator('main').innerText({ timeout: 1_000 })}`)
  })
}

/** Somebody with a screen who has not signed in. */
export const atScreen = async (
  place: Place,
  options: { readonly phone?: boolean; readonly counted?: boolean } = {},
): Promise<Hand> => {
  const page = await openPage(place.browser, { baseURL: place.baseURL, ...(options.phone ? { phone: true } : {}) })
  await onClockOf(page, place.house)
  page.setDefaultTimeout(15_000)
  return handOn(page, options.counted ? place.budget : undefined)
}

/** A member of the cast who has just signed in, by the screen that everybody uses. */
export const signedIn = async (
  place: Place,
  member: CastMember,
  options: { readonly counted?: boolean } = {},
): Promise<Hand> => {
  const hand = await atScreen(place, options)
  await hand.page.goto('/app/aanmelden')
  await hand.press(member.name)
  await hand.page.getByText(member.name).first().waitFor()
  await hand.page.waitForURL((url) => !url.pathname.endsWith('/aanmelden'))
  return handOn(hand.page, options.counted ? place.budget : undefined)
}

/** Another tab of the same person. */
export const anotherTab = async (place: Place, hand: Hand, path: string): Promise<Hand> => {
  const page = await hand.page.context().newPage()
  await onClockOf(page, place.house)
  await page.goto(path)
  return handOn(page)
}

/** Goes by the menu, as somebody does who knows the way. */
export const goTo = async (hand: Hand, label: string): Promise<void> => {
  await hand.follow(label, hand.page.getByRole('navigation', { name: nl.shell.menu }))
}

/** Goes to another screen of the same dossier. */
export const inDossier = async (hand: Hand, label: string): Promise<void> => {
  await hand.follow(label, hand.page.getByRole('navigation', { name: nl.dossier.page.parts }))
}

/** Judges what stands on the screen now. A picture is kept under `name`, from the words `from` on when the page is long. */
export const look = async (hand: Hand, name: string, from?: string): Promise<void> => {
  await judge(hand, name)
  if (KEEPS_PICTURES) await takePicture(hand.page, name, from)
}

/** Judges what stands on the screen now, without a picture. */
export const judge = async (hand: Hand, name: string): Promise<void> => {
  await hand.page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(await checkAccessibility(hand.page), `axe on ${name}`).toEqual([])
}

/** The same screen as the smallest telephone shows it: nothing may scroll sideways, nothing may fail axe. */
export const lookNarrow = async (hand: Hand, name: string): Promise<void> => {
  const { page } = hand
  const before = page.viewportSize() ?? { width: 390, height: 844 }
  await page.setViewportSize({ width: NARROW, height: before.height })
  // The menu folds a moment after the screen became narrow.
  await settled(page)
  expect(await widthOf(page), `${name} scrolls sideways`).toBeLessThanOrEqual(NARROW)
  expect(await checkAccessibility(page), `axe on ${name} at ${NARROW}`).toEqual([])
  await page.setViewportSize(before)
}

/** What sticks out at the side of this screen on the smallest telephone; empty is good. */
export const sticksOut = async (hand: Hand): Promise<readonly string[]> => {
  const { page } = hand
  const before = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width: NARROW, height: before.height })
  await settled(page)
  const width = await widthOf(page)
  const found = width > NARROW ? [`${width} wide`, ...(await outside(page))] : []
  await page.setViewportSize(before)
  return found.map((each) => `${new URL(page.url()).pathname}: ${each}`)
}

// A screen reads one thing after another: it is whole when nothing has been waiting for a moment.
const settled = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(async () => {
    const waits = (): boolean => document.querySelector('.waiting') !== null
    if (waits()) return false
    await new Promise((resolve) => setTimeout(resolve, 150))
    return !waits()
  })
}

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth))

const outside = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    (width) =>
      [...document.querySelectorAll('body *')]
        .filter((each) => each.getBoundingClientRect().right > width + 1)
        .slice(-8)
        .map((each) => `<${each.tagName.toLowerCase()} class="${each.className}"> ${each.textContent?.slice(0, 60)}`),
    NARROW,
  )

// What fits on the screen, as the user would see it: making the browser as tall as the page unsettles whatever is pressed next.
const takePicture = async (page: Page, name: string, from: string | undefined): Promise<void> => {
  mkdirSync(PICTURES, { recursive: true })
  const top = from === undefined ? 0 : await topOf(page, from)
  await page.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), Math.max(0, top - ROOM_ABOVE))
  await page.screenshot({ path: join(PICTURES, `${name}.png`), scale: 'css', caret: 'hide' })
}

/** The way out of the plain pages stays on top while they scroll. */
const ROOM_ABOVE = 110
const topOf = (page: Page, text: string): Promise<number> =>
  page
    .locator('main')
    .getByText(text)
    .first()
    .evaluate((found) => found.getBoundingClientRect().top + window.scrollY)

// The story plays on the day of the cast, whatever day the test runs on; the clock of the browser must agree.
const onClockOf = async (page: Page, house: TestSystem): Promise<void> => {
  const ahead = house.clock.now().getTime() - Date.now()
  await page.addInitScript((milliseconds) => {
    const Real = Date
    const now = (): number => Real.now() + milliseconds
    globalThis.Date = new Proxy(Real, {
      construct: (_target, given) => Reflect.construct(Real, given.length === 0 ? [now()] : given),
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    })
  }, ahead)
}
