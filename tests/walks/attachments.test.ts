/**
 * A photo and a letter beside the notes of a chapter, a note of which only the year is known, and the timeline of all of it: added, refused in
 * words, taken out and taken away, by hand and on a telephone, in both languages, judged by axe.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { en } from '../../src/words/en.ts'
import { nl } from '../../src/words/nl.ts'
import { aLetter, aPhoto } from '../support/attachments.ts'
import { openBrowser } from '../support/browser.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'
import { createBudget, type Hand } from './browser-hand.ts'
import { look, lookNarrow, type Place, signedIn, sticksOut, tellFailedScreens } from './browser-house.ts'

let browser: Browser
let house: TestSystem
let place: Place
const words = nl.dossier
/** Pictures of every state, for whoever changes these screens: a folder of their own. */
const FOLDER = process.env['SAMENHANG_STATES']

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

const state = async ({ page }: Hand, name: string, around: string): Promise<void> => {
  if (!FOLDER) return
  mkdirSync(FOLDER, { recursive: true })
  const before = page.viewportSize() ?? { width: 1280, height: 900 }
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 1300 })
    await page
      .getByText(around)
      .first()
      .evaluate((found) => found.scrollIntoView({ block: 'start' }))
    await page.evaluate(() => window.scrollBy(0, -200))
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) })
  }
  await page.setViewportSize(before)
}
const chapter = (hand: Hand, name: string) =>
  hand.page.getByRole('article').filter({ has: hand.page.getByRole('heading', { name, exact: true }) })
const put = async (hand: Hand, file: { name: string; mimeType: string; buffer: Buffer }) =>
  hand.page.getByLabel(words.attachment.file, { exact: true }).setInputFiles(file)
const LONG =
  'foto van het paspoort dat hij zelf nooit in handen had en dat zijn werkgever in de kluis bewaarde, voor- en achterkant'

test('a photo and a letter are added, refused in words, taken out and taken away, and a year is enough for when', async () => {
  const hanna = await house.as(cast.coordinatorZaanstad)
  const { dossierId } = (await hanna.post('/v1/dossiers', { fields: [{ field: 'name', value: 'Verzonnen Kok' }] }))
    .body as { dossierId: string }
  const hand = await signedIn(place, cast.coordinatorZaanstad)
  await hand.page.goto(`/app/dossiers/${dossierId}`)
  await hand.sees(words.page.chapters)
  const health = chapter(hand, words.chapters.health)

  await hand.press(words.attachment.add, health)
  await hand.press(words.attachment.save, health)
  await hand.sees(words.attachment.fileMissing)
  await hand.sees(words.attachment.titleMissing)
  await state(hand, 'attachment-missing', words.attachment.fileMissing)
  await look(hand, 'attachment-missing', words.attachment.fileMissing)

  await put(hand, { name: 'vakantie.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html><script>1</script>') })
  await hand.type(words.attachment.title, 'foto van de rug', health)
  await hand.press(words.attachment.save, health)
  await hand.sees(/Dit bestand is iets anders dan het zegt te zijn/)
  await state(hand, 'attachment-lies', 'Dit bestand is iets anders')
  await lookNarrow(hand, 'attachment-lies')

  await put(hand, { name: 'te groot.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(8 * 1024 * 1024 + 1) })
  await hand.sees(words.attachment.fileTooLarge)

  await put(hand, { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: aPhoto({ comment: 'thuis' }) })
  await hand.press(words.attachment.save, health)
  await hand.sees(words.attachment.saved)
  await hand.press(words.attachment.add, health)
  await put(hand, { name: 'brief.pdf', mimeType: 'application/pdf', buffer: await aLetter('Verzonnen brief') })
  await hand.type(words.attachment.title, LONG, health)
  await hand.press(words.attachment.save, health)
  await hand.sees(LONG)
  await state(hand, 'attachments', words.attachment.list)
  await look(hand, 'attachments', words.attachment.list)
  await lookNarrow(hand, 'attachments')
  expect(await sticksOut(hand)).toEqual([])

  const saved = hand.page.waitForEvent('download')
  await hand.follow(words.attachment.take, health)
  expect((await saved).suggestedFilename()).toBe('bijlage.pdf')
  expect((await saved).url()).not.toContain('Kok')

  await hand.press(words.attachment.remove, health)
  await hand.press(words.attachment.remove, health.getByRole('form', { name: words.attachment.remove }))
  await hand.sees(words.attachment.choose)
  await state(hand, 'attachment-remove', words.attachment.removeLead)
  await hand.select(words.attachment.removeWhy, words.attachment.reasons['wrong-person'] ?? '')
  await hand.press(words.attachment.remove, health.getByRole('form', { name: words.attachment.remove }))
  await hand.sees(words.attachment.removed)
  expect(await health.getByText(LONG).count()).toBe(0)

  const story = chapter(hand, words.chapters.story)
  await hand.press(words.chapter.note, story)
  await hand.type(words.note.text, 'Zij kwam met een tussenpersoon.', story)
  await hand.choose(words.note.howExact, words.note.exact['month'] ?? '')
  await hand.press(words.note.save, story)
  await hand.sees(words.note.whenMissing)
  await state(hand, 'note-when', words.note.howExact)
  await hand.type(words.note.year, '2027', story)
  await hand.select(words.note.month, 'mei')
  await hand.press(words.note.save, story)
  await hand.sees(/ligt in de toekomst/)
  await hand.page.getByLabel(words.note.year, { exact: true }).fill('2024')
  await hand.select(words.note.told, words.timeline.told['herself'] ?? '')
  await hand.press(words.note.save, story)
  await hand.sees('mei 2024')
  for (const [happened, text] of [
    ['2019', 'Vertrokken van huis.'],
    ['unknown', 'Paspoort afgenomen.'],
    ['2026-10-30', 'Weggelopen.'],
  ])
    await hanna.post(`/v1/dossiers/${dossierId}/chapter-notes`, { chapter: 'story', text, happened })
  await hand.page.reload()
  await hand.sees(words.timeline.undated(3))
  await state(hand, 'timeline', words.timeline.filter)
  await look(hand, 'timeline', words.timeline.filter)
  await lookNarrow(hand, 'timeline')
  await hand.select(words.timeline.filter, words.chapters.health)
  const table = hand.page.getByRole('table')
  await table.getByText('mei 2024').first().waitFor({ state: 'detached' })
  await hand.sees(words.facts['attachment-removed'] ?? '', table)
  await state(hand, 'timeline-chapter', words.timeline.filter)

  await hand.press('English')
  await hand.sees(en.dossier.timeline.filter)
  await hand.press(en.dossier.attachment.add, chapter(hand, en.dossier.chapters.health))
  await hand.sees(en.dossier.attachment.lead)
  await state(hand, 'english', en.dossier.attachment.lead)
  expect(await sticksOut(hand)).toEqual([])
}, 240_000)
