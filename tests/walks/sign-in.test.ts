/** Signing in at a real provider in a real browser, on a phone and a wide screen, in Dutch and English, and every way in which it fails. */
import { mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { ROOT } from '../../src/platform/config.ts'
import { signInEn } from '../../src/words/shell.en.ts'
import { shellNl, signInNl } from '../../src/words/shell.nl.ts'
import { checkAccessibility, openBrowser, openPage } from '../support/browser.ts'
import { type IdentityProvider, STRONG, startIdentityProvider } from '../support/identity-provider.ts'
import { giveAccount, openRealHouse, type RealHouse } from '../support/signing-in.ts'

const hanna = cast.coordinatorZaanstad
const PICTURES = process.env['SAMENHANG_WALK_PICTURES'] === '1' ? join(ROOT, 'docs', 'walks', 'pictures') : undefined
let browser: Browser
let provider: IdentityProvider
let house: RealHouse
let baseURL: string
beforeAll(async () => {
  baseURL = `http://127.0.0.1:${await freePort()}`
  const redirectUri = `${baseURL}/aanmelden/terug`
  provider = await startIdentityProvider({ redirectUri })
  house = await openRealHouse(provider.issuer, {
    oidc: { redirectUri, acr: [STRONG] },
    config: { publicUrl: baseURL },
    screens: true,
  })
  await giveAccount(house, provider.issuer, hanna.key)
  for (const member of [cast.coordinatorEindhoven, cast.privacyOfficerZaanstad])
    await giveAccount(house, provider.issuer, cast.coordinatorEindhoven.key, member)
  await house.http.listen({ host: '127.0.0.1', port: Number(new URL(baseURL).port) })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
  await provider?.stop()
})

// The provider must know the address that it sends back to before the house stands there.
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const judged = async (page: Page, name: string): Promise<void> => {
  expect(await checkAccessibility(page)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `sign-in-${name}.png`), fullPage: true })
}
const atSignIn = async (options: { phone?: boolean; width?: number; english?: boolean } = {}): Promise<Page> => {
  const page = await openPage(browser, { baseURL, ...options })
  page.setDefaultTimeout(15_000)
  await page.goto(`/app/aanmelden${options.english ? '?taal=en' : ''}`)
  await page.getByText(options.english ? signInEn.provider.button : signInNl.provider.button).waitFor()
  return page
}
const goIn = async (page: Page, name: string): Promise<void> => {
  await page.getByText(signInNl.provider.button).click()
  await page.getByText(name).click()
}

test('Hanna signs in on her phone, comes back, and signs out everywhere', async () => {
  const page = await atSignIn({ phone: true })
  await judged(page, 'phone')
  await goIn(page, hanna.name)
  await page.waitForURL('**/app/vandaag')
  await page.getByText(shellNl.signOut).waitFor()
  await page.goto('/app/aanmelden')
  await page.getByText(shellNl.signOutEverywhere).waitFor()
  await judged(page, 'in-already')
  await page.getByText(shellNl.signOutEverywhere).click()
  await page.waitForURL(`${baseURL}/`)
  await page.goto('/app/vandaag')
  await page.getByText(shellNl.needsSignIn.title).waitFor()
  await page.context().close()
})

/** Every address behind signing in, with an id that nothing has. */
const ADDRESSES = [...readFileSync(join(ROOT, 'src', 'web', 'router.tsx'), 'utf8').matchAll(/path: '(\/app\/[^']+)'/g)]
  .map(([, path = '']) => path.replaceAll(/\$\w+/g, '00000000-0000-4000-8000-000000000000'))
  .filter((path) => !path.endsWith('/aanmelden'))

test('every screen has the way out on it, and leaves nothing in the browser but the language [V7.4.4, V14.3.3]', async () => {
  const page = await atSignIn()
  await goIn(page, hanna.name)
  await page.waitForURL('**/app/vandaag')
  await page.getByRole('banner').getByRole('button', { name: shellNl.signOut, exact: true }).waitFor()
  expect(ADDRESSES.length).toBeGreaterThan(15)
  for (const address of ADDRESSES) {
    await page.goto(address)
    await page.getByRole('banner').getByRole('button', { name: shellNl.signOut, exact: true }).waitFor()
  }
  const kept = await page.evaluate(async () => [
    ...Object.keys(window.localStorage),
    ...Object.keys(window.sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
    ...(await caches.keys().catch(() => [])),
    document.cookie,
  ])
  expect(kept.filter((each) => each !== '' && each !== 'samenhang.taal')).toEqual([])
  await page.context().close()
})

test('what is for who builds is not there among real people [V15.2.3]', async () => {
  const page = await openPage(browser, { baseURL })
  await page.goto('/app/onderdelen')
  await page.getByText(shellNl.notFound.title).waitFor({ timeout: 60_000 })
  await page.context().close()
})

test('who signs out while the server is away finds an empty screen [V14.3.1]', async () => {
  const page = await atSignIn()
  await goIn(page, hanna.name)
  await page.waitForURL('**/app/vandaag')
  await page.getByRole('banner').getByText(hanna.name).waitFor()
  await page.route('**/v1/**', (route) => route.abort())
  await page.getByRole('button', { name: shellNl.signOut, exact: true }).click()
  await page.waitForURL(`${baseURL}/`)
  await expect.poll(() => page.getByText(hanna.name).count(), { timeout: 60_000 }).toBe(0)
  await page.context().close()
})

test('the page fits 320 pixels and speaks English', async () => {
  await judged(await atSignIn({ width: 320 }), 'narrow')
  await judged(await atSignIn({ english: true }), 'english')
})

test('who has two functions chooses one', async () => {
  const page = await atSignIn({ phone: true })
  await goIn(page, cast.coordinatorEindhoven.name)
  await page.waitForURL('**/aanmelden/kies')
  await judged(page, 'choose')
  await page.getByRole('button', { name: shellNl.functions['privacy-officer'] }).click()
  await page.waitForURL('**/app/vandaag')
  await page.getByText(shellNl.signOut).waitFor()
  await page.context().close()
})

test('whatever fails says what happened and what to do, and leads back', async () => {
  const page = await atSignIn()
  provider.next = { subject: 'niemand-hier' }
  await page.getByText(signInNl.provider.button).click()
  await page.getByText('niemand-hier').first().waitFor()
  await judged(page, 'unknown')
  await page.getByText('Opnieuw aanmelden').click()
  provider.next = { subject: hanna.key, cancel: true }
  await page.context().clearCookies()
  await page.getByText(signInNl.provider.button).click()
  await page.getByText('U hebt het aanmelden afgebroken').first().waitFor()
  await judged(page, 'cancelled')
  await page.goto('/aanmelden/terug?code=verzonnen&state=verzonnen')
  await page.getByText('Deze aanmelding geldt niet meer').first().waitFor()
  await judged(page, 'expired')
  delete provider.next
  await page.context().close()
})

test('before consent is filled in, somebody who was recognised long ago is asked to sign in again, and comes back there', async () => {
  const page = await atSignIn()
  await goIn(page, hanna.name)
  await page.waitForURL('**/app/vandaag')
  const dossierId = await page.evaluate(async () => {
    const answer = await fetch('/v1/dossiers', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    return ((await answer.json()) as { dossierId: string }).dossierId
  })
  house.clock.advance({ minutes: 16 })
  await page.clock.install({ time: house.clock.now() })
  await page.goto(`/app/dossiers/${dossierId}/toestemming`)
  await page.getByText(signInNl.fresh.title).waitFor()
  await judged(page, 'fresh-first')
  // The clock of the provider did not turn with that of the house.
  house.clock.advance({ minutes: -16 })
  await page.getByRole('link', { name: shellNl.signInAgain }).click()
  await page.getByText(hanna.name).first().click()
  await page.waitForURL(`**/app/dossiers/${dossierId}/toestemming`)
  await page.context().close()
})
