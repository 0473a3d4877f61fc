/** Whoever judges every screen of the walks is judged once: a page with faults is not found good, one without them is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAccessibility, openBrowser, openPage } from '../support/browser.ts'

let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
})

const pageOf = (language: string, body: string): string =>
  `<!doctype html><html${language}><head><title>x</title></head><body><main><h1>x</h1>${body}</main></body></html>`

test('a page without a language, with a nameless picture, a nameless field and pale letters fails on each; one without these on none', async () => {
  const page = await openPage(browser, { baseURL: 'http://127.0.0.1' })
  await page.setContent(pageOf('', '<img src="data:,"><input><p style="color:#bbb;background:#fff">pale letters</p>'))
  const found = await checkAccessibility(page)
  expect(found.map(({ rule }) => rule).sort()).toEqual(['color-contrast', 'html-has-lang', 'image-alt', 'label'])
  expect(found.find(({ rule }) => rule === 'image-alt')?.where).toEqual([expect.stringMatching(/^img: Fix/)])
  await page.setContent(pageOf(' lang="nl"', '<img alt="x" src="data:,"><label>x <input></label><p>x</p>'))
  expect(await checkAccessibility(page)).toEqual([])
  await page.context().close()
})
