/** Signing in at this house itself in a real browser with a device of its own (WebAuthn): invited, enrolled, in, asked again, lost. */
import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { accountsClaim } from '../../src/access/account.store.ts'
import { inviteAccount, LOCAL_ISSUER } from '../../src/access/local-means.store.ts'
import { ROOT } from '../../src/platform/config.ts'
import { signInEn } from '../../src/words/shell.en.ts'
import { shellNl, signInNl } from '../../src/words/shell.nl.ts'
import { SIGN_IN_HERE } from '../../src/words/sign-in.ts'
import { checkAccessibility, openBrowser, openPage } from '../support/browser.ts'
import { giveAccount } from '../support/signing-in.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

const hanna = cast.coordinatorZaanstad
const PICTURES = process.env['SAMENHANG_WALK_PICTURES'] === '1' ? join(ROOT, 'docs', 'walks', 'pictures') : undefined
let browser: Browser
let house: TestSystem
let baseURL: string
let account: string

beforeAll(async () => {
  const port = await freePort()
  // A browser makes passkeys for a name only.
  baseURL = `http://localhost:${port}`
  house = await openTestSystem({
    real: true,
    screens: true,
    config: () => ({ localAccounts: true, publicUrl: baseURL }),
  })
  account = await giveAccount(house, LOCAL_ISSUER, crypto.randomUUID(), hanna)
  await house.http.listen({ host: '127.0.0.1', port })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await house?.close()
})

const freePort = async (): Promise<number> => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const invite = async (lost = false): Promise<string> => {
  const invited = await house.system.acts.run(
    { claim: accountsClaim(hanna.organisation, hanna.plane), operation: 'inviteAccount' },
    (work) => inviteAccount(work, account, lost),
  )
  if (!invited.ok) throw new Error(invited.refusal.code)
  return invited.value.code
}

const judged = async (page: Page, name: string): Promise<void> => {
  expect(await checkAccessibility(page)).toEqual([])
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `sign-in-here-${name}.png`), fullPage: true })
}

const withDevice = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
}

test('Hanna is invited, makes a passkey on her phone, signs in with it, and is asked for it again later', async () => {
  const page = await openPage(browser, { baseURL, width: 320 })
  page.setDefaultTimeout(15_000)
  await withDevice(page)
  await page.goto('/app/aanmelden')
  await page.getByText(signInNl.provider.here).waitFor()
  await judged(page, 'first')
  await page.getByText(signInNl.provider.here).click()
  await page.getByText(SIGN_IN_HERE.passkeyButton.nl).waitFor()
  await judged(page, 'choose')
  await page.getByText(SIGN_IN_HERE.enrolLink.nl).click()
  await judged(page, 'invitation')
  await page.getByLabel(SIGN_IN_HERE.invitation.nl).fill(await invite())
  await page.getByText(SIGN_IN_HERE.goOn.nl).click()
  await page.getByText(SIGN_IN_HERE.enrolPasskeyButton.nl).waitFor()
  await judged(page, 'enrol')
  await page.getByText(SIGN_IN_HERE.enrolPasskeyButton.nl).click()
  await page.getByText(SIGN_IN_HERE.done.nl).waitFor()
  await judged(page, 'done')
  await page.getByText(SIGN_IN_HERE.signIn.nl).click()
  await page.getByText(SIGN_IN_HERE.passkeyButton.nl).click()
  await page.waitForURL('**/app/vandaag')
  const freshUntil = (): Promise<string> =>
    page.evaluate(
      async () => ((await (await fetch('/v1/sessions/current')).json()) as { freshUntil: string }).freshUntil,
    )
  const before = await freshUntil()
  await page.goto('/aanmelden/begin?vers=1&naar=/app/dossiers')
  await page.getByText(SIGN_IN_HERE.passkeyButton.nl).click()
  await page.waitForURL('**/app/dossiers')
  expect((await freshUntil()) > before).toBe(true)
  await seesSessions(page)
  await page.context().close()
})

/** She sees where she is signed in, by keyboard, narrow, in both languages, and ends what is not this one. */
const seesSessions = async (page: Page): Promise<void> => {
  const { sessions } = signInNl
  // At the office a screen still stands open.
  await (await house.admin()).query(
    `insert into access.session (token_hash, actor_id, created_at, expires_at, proved_at, idle_seconds)
     values (sha256('kantoor'), $1, $2, $2::timestamptz + interval '9 hours', $2, 1800)`,
    [account, house.clock.now()],
  )
  await page.goto('/app/sessies')
  await page.getByRole('heading', { name: sessions.title }).waitFor()
  const cards = page.getByRole('listitem').filter({ hasText: 'Aangemeld op' })
  await cards.nth(1).waitFor()
  expect(await cards.count()).toBe(2)
  await judged(page, 'sessions')
  // At 200 %, as a browser of twice the width shows it: 640 px of it are 320.
  await page.setViewportSize({ width: 640, height: 900 })
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  await judged(page, 'sessions-large')
  await page.evaluate(() => {
    document.documentElement.style.fontSize = ''
  })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: signInEn.sessions.title }).waitFor()
  await judged(page, 'sessions-english')
  await page.getByRole('button', { name: signInEn.sessions.end }).focus()
  await page.keyboard.press('Enter')
  await page.getByText(signInEn.sessions.onlyThis).waitFor()
  await judged(page, 'sessions-one')
  await page.getByRole('button', { name: 'Nederlands' }).click()
  expect(await page.getByRole('button', { name: sessions.end }).count()).toBe(0)
}

test('a device that gives no answer is told, and nobody is in', async () => {
  const page = await openPage(browser, { baseURL })
  page.setDefaultTimeout(15_000)
  await withDevice(page)
  await page.goto('/aanmelden/hier')
  await page.getByText(SIGN_IN_HERE.passkeyButton.nl).click()
  await page.getByText(SIGN_IN_HERE.stopped.nl).waitFor()
  await judged(page, 'no-answer')
  await page.context().close()
})

test('without a script she enrols a key with a code and signs in by hand, and a wrong code says what to do', async () => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto('/aanmelden/inschrijven')
  await page.getByLabel(SIGN_IN_HERE.invitation.nl).fill(await invite())
  await page.getByText(SIGN_IN_HERE.goOn.nl).click()
  const [key = '', letters = ''] = await page.locator('dd code').allTextContents()
  const totp = new TOTP({ secret: Secret.fromBase32(letters.replaceAll(' ', '')) })
  const code = () => totp.generate({ timestamp: house.clock.now().getTime() })
  await page.getByText(SIGN_IN_HERE.noScript.nl).waitFor()
  await page.getByLabel(SIGN_IN_HERE.code.nl).fill(code())
  await page.getByText(SIGN_IN_HERE.enrolCodeButton.nl).click()
  await page.getByText(SIGN_IN_HERE.done.nl).waitFor()
  const signIn = async (typed: string): Promise<void> => {
    await page.goto('/aanmelden/hier')
    await page.getByLabel(SIGN_IN_HERE.key.nl).fill(key)
    await page.getByLabel(SIGN_IN_HERE.code.nl).fill(typed)
    await page.getByText(SIGN_IN_HERE.codeButton.nl).click()
  }
  await signIn(code())
  await page.getByText('Dit klopt niet, of het is al gebruikt').first().waitFor()
  house.clock.advance({ minutes: 1 })
  await signIn(code())
  await page.waitForURL('**/app/vandaag')
  await context.close()
  const screen = await openPage(browser, { baseURL })
  await screen.goto('/app/aanmelden')
  await screen.getByText(shellNl.signIn).first().waitFor()
  await screen.context().close()
})
