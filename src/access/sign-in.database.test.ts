import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { emergencyBody } from '../../tests/support/emergency.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type Forger,
  followTo,
  handMade,
  type IdentityProvider,
  STRONG,
  startForger,
  startIdentityProvider,
  WEAK,
} from '../../tests/support/identity-provider.ts'
import {
  giveAccount,
  openRealHouse,
  REDIRECT,
  type RealHouse,
  type Seen,
  TestBrowser,
} from '../../tests/support/signing-in.ts'
import { openTestSystem } from '../../tests/support/system.ts'
import { accept } from '../kernel/index.ts'
import { ROOT } from '../platform/config.ts'
import { StartFault } from '../platform/faults.ts'
import { readClientKey } from '../platform/oidc.ts'
import { REFUSALS } from '../words/refusals.ts'
import { accountsClaim, bindAccount, closeAccount, endSessionsOf } from './account.store.ts'

const hanna = cast.coordinatorZaanstad
let provider: IdentityProvider
let forger: Forger
let house: RealHouse
let deceived: RealHouse
let account: string
beforeAll(async () => {
  provider = await startIdentityProvider({ redirectUri: REDIRECT })
  forger = await startForger()
  house = await openRealHouse(provider.issuer)
  deceived = await openRealHouse(forger.issuer, { oidc: { acr: [], amr: ['otp'] } })
  account = await giveAccount(house, provider.issuer, 'hanna')
  await giveAccount(deceived, forger.issuer, 'hanna')
})
afterAll(async () => {
  await Promise.all([house.close(), deceived.close()])
  await Promise.all([provider.stop(), forger.stop()])
})
beforeEach(() => {
  provider.next = { subject: 'hanna' }
  house.heard.length = 0
  deceived.heard.length = 0
})

/** Turns the clock of the house, for one test. */
let turned = 0
const turn = (minutes: number): void => {
  turned += minutes
  house.clock.advance({ minutes })
}
afterEach(() => turn(-turned))

type Code = keyof typeof REFUSALS
const sessionsOf = async (of: RealHouse): Promise<number> => {
  const { rows } = await (await of.admin()).query<{ n: number }>(
    'select count(*)::int as n from access.session where ended_at is null',
  )
  return rows[0]?.n ?? 0
}
const lastRow = async (of: RealHouse, operation: string) => {
  const { rows } = await (await of.admin()).query<{ outcome: string; refusal_code: string | null; actor_id: string }>(
    'select outcome, refusal_code, actor_id from audit.request where operation = $1 order by written_in desc limit 1',
    [operation],
  )
  return rows[0]
}
/** A page that refuses with this code, in both languages, and nothing came of it. */
const expectRefused = (seen: Seen, code: Code, browser: TestBrowser): void => {
  const { status, nl } = REFUSALS[code]
  expect({ status: seen.status, text: seen.text }).toEqual({
    status,
    text: expect.stringContaining(nl.slice(0, 40)),
  })
  expect(seen.headers['set-cookie'] ?? '').not.toContain('samenhang_session=')
  expect(browser.session).toBeUndefined()
}

// ---- the good way

test('whoever has an account signs in at the provider and comes back to where (s)he was [V10.2.1, V16.3.1]', async () => {
  const browser = new TestBrowser(house)
  const address = await browser.begin('?naar=/app/dossiers')
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    ...{ response_type: 'code', client_id: CLIENT_ID, redirect_uri: REDIRECT, scope: 'openid' },
    ...{ code_challenge_method: 'S256', acr_values: STRONG, max_age: '36000' },
  })
  const back = await browser.comeBack(await followTo(address.href, REDIRECT))
  expect([back.status, back.location]).toEqual([303, '/app/dossiers'])
  expect(await browser.whoAmI()).toMatchObject({ signedIn: true, name: hanna.name, function: hanna.function })
  expect((await browser.go('/v1/signals')).status).toBe(200)
  expect(await lastRow(house, 'signIn')).toEqual({ outcome: 'done', refusal_code: null, actor_id: account })
})

test('cookies are for this site alone, out of reach of scripts, and for this host alone when the line is TLS [V3.3.1, V3.3.2, V3.3.3, V3.3.4]', async () => {
  const safe = await openRealHouse(provider.issuer, { config: { publicUrl: 'https://samenhang.example' } })
  try {
    await giveAccount(safe, provider.issuer, 'hanna')
    const browser = new TestBrowser(safe)
    const begun = await browser.go('/aanmelden/begin')
    expect(begun.headers['set-cookie']).toMatch(
      /^__Host-samenhang_sign_in=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const back = await browser.comeBack(await followTo(begun.location, REDIRECT))
    expect([back.headers['set-cookie']].flat()).toContainEqual(
      expect.stringMatching(/^__Host-samenhang_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    )
    expect(await browser.whoAmI()).toMatchObject({ signedIn: true })
    browser.cookies.set('samenhang_session', browser.cookies.get('__Host-samenhang_session') ?? '')
    browser.cookies.delete('__Host-samenhang_session')
    expect(await browser.whoAmI()).toMatchObject({ signedIn: false })
  } finally {
    await safe.close()
  }
})

test('the client can prove itself with a private key instead of a secret, with no other key, and with none that is too short [V11.2.3, V11.6.1]', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const folder = mkdtempSync(join(tmpdir(), 'samenhang-key-'))
  const write = (name: string, key: typeof privateKey): string => {
    writeFileSync(join(folder, name), key.export({ type: 'pkcs8', format: 'pem' }))
    return join(folder, name)
  }
  const keyed = await startIdentityProvider({ redirectUri: REDIRECT, publicKey })
  keyed.next = { subject: 'hanna' }
  const other = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey
  const short = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const statuses: (readonly [number, string])[] = []
  try {
    for (const keyFile of [write('own.pem', privateKey), write('other.pem', other)]) {
      const here = await openRealHouse(keyed.issuer, { oidc: { proof: { keyFile, keyId: 'samenhang-1' } } })
      await giveAccount(here, keyed.issuer, 'hanna')
      const seen = await new TestBrowser(here).signIn()
      statuses.push([seen.status, seen.location])
      await here.close()
    }
    expect(statuses).toEqual([
      [303, '/app/vandaag'],
      [403, ''],
    ])
    await expect(readClientKey(write('short.pem', short))).rejects.toThrow('3072')
  } finally {
    await keyed.stop()
    rmSync(folder, { recursive: true })
  }
})

test('somebody with two functions chooses, once, among her own accounts and no others', async () => {
  const first = await giveAccount(house, provider.issuer, 'mirte', cast.coordinatorEindhoven)
  const second = await giveAccount(house, provider.issuer, 'mirte', cast.privacyOfficerZaanstad)
  provider.next = { subject: 'mirte' }
  const browser = new TestBrowser(house)
  const back = await browser.signIn('?naar=/app/signalen')
  expect([back.status, back.location, browser.session]).toEqual([303, '/aanmelden/kies', undefined])
  const page = await browser.go(back.location, { fromElsewhere: true })
  expect(page.text).toContain(first)
  expect(page.text).toContain('functionaris gegevensbescherming')
  const choose = (id: string, headers: Record<string, string> = {}) =>
    browser.go('/aanmelden/kies', {
      ...{ method: 'POST', payload: `account=${id}` },
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  expect((await choose(account)).status).toBe(404)
  expect((await choose(first, { origin: 'https://elders.example' })).status).toBe(403)
  const kept = new Map(browser.cookies)
  const chosen = await choose(second, { host: 'samenhang.example', origin: 'https://samenhang.example' })
  expect([chosen.status, chosen.location]).toEqual([303, '/app/signalen'])
  expect(await browser.whoAmI()).toMatchObject({ signedIn: true, function: 'privacy-officer' })
  for (const [name, value] of kept) browser.cookies.set(name, value)
  expectRefused(await choose(first), 'sign-in-expired', new TestBrowser(house))
})

// ---- who is not let in

test('who is unknown is refused, gets no account, and finds the mark to give to the operator; the log of the process has no name [V16.2.5, V16.3.1]', async () => {
  provider.next = { subject: 'niemand-hier' }
  const browser = new TestBrowser(house)
  const before = await sessionsOf(house)
  const seen = await browser.signIn()
  expectRefused(seen, 'sign-in-unknown', browser)
  expect(seen.text).toContain('niemand-hier')
  expect(house.heard).toContainEqual({
    event: 'sign-in-refused',
    fields: { trace: expect.any(String), code: 'sign-in-unknown' },
  })
  expect(JSON.stringify(house.heard)).not.toContain('niemand-hier')
  expect(await sessionsOf(house)).toBe(before)
})

test('the same subject of another provider is somebody else [V6.8.1, V10.5.2]', async () => {
  const other = await startIdentityProvider({ redirectUri: REDIRECT })
  const elsewhere = await openRealHouse(other.issuer)
  try {
    await giveAccount(elsewhere, provider.issuer, 'hanna')
    other.next = { subject: 'hanna' }
    const browser = new TestBrowser(elsewhere)
    expectRefused(await browser.signIn(), 'sign-in-unknown', browser)
  } finally {
    await elsewhere.close()
    await other.stop()
  }
})

test('who was recognised too weakly is refused, whatever the provider allows [V6.3.3]', async () => {
  provider.next = { subject: 'hanna', acr: WEAK }
  const browser = new TestBrowser(house)
  const seen = await browser.signIn()
  // This provider says so itself when it cannot give the class that was asked; either way nobody is in.
  expect(seen.status).toBe(403)
  expect(browser.session).toBeUndefined()
})

test('who says no at the provider is told so and can try again', async () => {
  provider.next = { subject: 'hanna', cancel: true }
  const browser = new TestBrowser(house)
  const seen = await browser.signIn()
  expectRefused(seen, 'sign-in-cancelled', browser)
  expect(seen.text).toContain('href="/app/aanmelden"')
})

test('a provider that is away, before and in between, is said as that, and not before something is asked of it [V16.5.2]', async () => {
  const passing = await startIdentityProvider({ redirectUri: REDIRECT })
  const here = await openRealHouse(passing.issuer)
  try {
    passing.next = { subject: 'hanna' }
    const browser = new TestBrowser(here)
    const answer = await followTo((await browser.begin()).href, REDIRECT)
    await passing.stop()
    expectRefused(await browser.comeBack(answer), 'sign-in-provider-away', browser)
  } finally {
    await here.close()
  }
  const never = await openRealHouse(passing.issuer)
  try {
    const seen = await new TestBrowser(never).go('/aanmelden/begin')
    expect([seen.status, seen.location]).toEqual([503, ''])
  } finally {
    await never.close()
  }
})

// ---- swapped, replayed, of another browser

test('an answer is good once: the second time is refused, also with a new code [V10.1.2]', async () => {
  const browser = new TestBrowser(house)
  const answer = await followTo((await browser.begin()).href, REDIRECT)
  const kept = new Map(browser.cookies)
  expect((await browser.comeBack(answer)).status).toBe(303)
  const again = new TestBrowser(house)
  for (const [name, value] of kept) again.cookies.set(name, value)
  expectRefused(await again.comeBack(answer), 'sign-in-expired', again)
  // The code alone, in an attempt of its own: the provider gives nothing for it twice, and the state is another.
  await again.begin()
  expectRefused(await again.comeBack(answer), 'sign-in-not-proved', again)
})

test('P7 an answer of another browser is refused: with no attempt, and with one of its own [V10.1.2, V10.2.1]', async () => {
  const victim = new TestBrowser(house)
  const answer = await followTo((await new TestBrowser(house).begin()).href, REDIRECT)
  expectRefused(await victim.comeBack(answer), 'sign-in-expired', victim)
  const own = await victim.begin()
  expectRefused(await victim.comeBack(answer), 'sign-in-not-proved', victim)
  // The same code with the state of the victim's own attempt: the provider holds it against the challenge.
  const swapped = new URL(answer)
  swapped.searchParams.set('state', own.searchParams.get('state') ?? '')
  const third = new TestBrowser(house)
  const thirdState = (await third.begin()).searchParams.get('state') ?? ''
  swapped.searchParams.set('state', thirdState)
  expectRefused(await third.comeBack(swapped), 'sign-in-not-proved', third)
})

test('a code that was made for another client of the same provider is refused', async () => {
  const browser = new TestBrowser(house)
  const address = await browser.begin()
  address.searchParams.set('client_id', 'ander')
  expectRefused(await browser.comeBack(await followTo(address.href, REDIRECT)), 'sign-in-not-proved', browser)
})

test('an attempt that took longer than ten minutes is over', async () => {
  const browser = new TestBrowser(house)
  const answer = await followTo((await browser.begin()).href, REDIRECT)
  turn(11)
  expectRefused(await browser.comeBack(answer), 'sign-in-expired', browser)
})

// ---- tokens by hand

const now = (): number => Math.floor(Date.now() / 1000)
const goodClaims = (asked: URLSearchParams): Readonly<Record<string, unknown>> => ({
  ...{ iss: forger.issuer, sub: 'hanna', aud: CLIENT_ID, iat: now(), exp: now() + 300 },
  ...{ nonce: asked.get('nonce'), auth_time: now(), amr: ['pwd', 'otp'] },
})
const answerOf = (asked: URLSearchParams, more: Readonly<Record<string, string>> = {}): URL => {
  const address = new URL(REDIRECT)
  const answer = { code: 'verzonnen', state: asked.get('state') ?? '', iss: forger.issuer, ...more }
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value)
  return address
}
/** One attempt with the forger: what it gives for the code is made by `make`. */
const withToken = async (
  make: (good: Readonly<Record<string, unknown>>) => string,
  answer: Readonly<Record<string, string>> = {},
): Promise<{ seen: Seen; browser: TestBrowser }> => {
  const browser = new TestBrowser(deceived)
  const asked = (await browser.begin()).searchParams
  forger.token = () => make(goodClaims(asked))
  return { seen: await browser.comeBack(answerOf(asked, answer)), browser }
}
const signed = (claims: Readonly<Record<string, unknown>>): string =>
  handMade(claims, { alg: 'RS256', key: forger.key, kid: forger.kid })

test('the forger is believed when it forges nothing: what follows is refused for its fault alone', async () => {
  const { seen } = await withToken(signed)
  expect([seen.status, seen.location]).toEqual([303, '/app/vandaag'])
})

const FORGERIES: readonly (readonly [string, (good: Readonly<Record<string, unknown>>) => string, Code])[] = [
  [
    'signed by a stranger',
    (good) => handMade(good, { alg: 'RS256', key: forger.strangerKey, kid: forger.kid }),
    'sign-in-not-proved',
  ],
  [
    'changed after signing',
    (good) => signed({ ...good, sub: 'iemand' }).replace(/\.[^.]+\./, `.${signed(good).split('.')[1]}.`),
    'sign-in-not-proved',
  ],
  ['not signed', (good) => handMade(good, { alg: 'none' }), 'sign-in-not-proved'],
  [
    'signed with the public key as a secret',
    (good) => handMade(good, { alg: 'HS256', secret: forger.publicPem }),
    'sign-in-not-proved',
  ],
  [
    'signed with the secret of the client',
    (good) => handMade(good, { alg: 'HS256', secret: CLIENT_SECRET }),
    'sign-in-not-proved',
  ],
  [
    'of a key that nobody knows',
    (good) => handMade(good, { alg: 'RS256', key: forger.key, kid: 'onbekend' }),
    'sign-in-not-proved',
  ],
  ['for another client', (good) => signed({ ...good, aud: 'ander' }), 'sign-in-not-proved'],
  [
    'for two clients, presented by the other',
    (good) => signed({ ...good, aud: [CLIENT_ID, 'ander'], azp: 'ander' }),
    'sign-in-not-proved',
  ],
  ['of another issuer', (good) => signed({ ...good, iss: 'https://elders.example' }), 'sign-in-not-proved'],
  [
    'expired beyond the tolerance',
    (good) => signed({ ...good, exp: now() - 31, iat: now() - 400 }),
    'sign-in-not-proved',
  ],
  ['not valid yet', (good) => signed({ ...good, nbf: now() + 120 }), 'sign-in-not-proved'],
  ['of another attempt', (good) => signed({ ...good, nonce: 'van-een-andere-keer' }), 'sign-in-not-proved'],
  ['without a nonce', ({ nonce: _nonce, ...rest }) => signed(rest), 'sign-in-not-proved'],
  ['without a moment of recognising', ({ auth_time: _time, ...rest }) => signed(rest), 'sign-in-not-proved'],
  [
    'recognised longer ago than a session lasts',
    (good) => signed({ ...good, auth_time: now() - 36_100 }),
    'sign-in-not-proved',
  ],
  ['without the second means', (good) => signed({ ...good, amr: ['pwd'] }), 'sign-in-too-weak'],
  ['without any means', ({ amr: _amr, ...rest }) => signed(rest), 'sign-in-too-weak'],
  ['with its means as one text', (good) => signed({ ...good, amr: 'pwd otp' }), 'sign-in-too-weak'],
  ['with a subject as long as a book', (good) => signed({ ...good, sub: 'x'.repeat(300) }), 'sign-in-not-proved'],
  ['no token at all', () => 'geen.token.hier', 'sign-in-not-proved'],
]
test.each(FORGERIES)(
  'a token %s signs nobody in [V6.3.3, V6.8.2, V6.8.4, V9.1.1, V9.1.2, V9.1.3, V9.2.1, V9.2.3, V10.5.1, V10.5.4]',
  async (_name, make, code) => {
    const before = await sessionsOf(deceived)
    const { seen, browser } = await withToken(make)
    expectRefused(seen, code, browser)
    expect(deceived.heard).toContainEqual({ event: 'sign-in-refused', fields: { trace: expect.any(String), code } })
    expect(await sessionsOf(deceived)).toBe(before)
  },
)

test('an answer that names another issuer, or none, or another state, never reaches the exchange of the code [V10.2.2]', async () => {
  const exchanges = forger.exchanges
  for (const answer of [{ iss: 'https://elders.example' }, { iss: '' }, { state: 'verzonnen' }, { state: '' }]) {
    const { seen, browser } = await withToken(signed, answer)
    expectRefused(seen, 'sign-in-not-proved', browser)
  }
  expect(forger.exchanges).toBe(exchanges)
})

test('a provider that sends the exchange of a code on to another address is not followed [V15.3.2]', async () => {
  let asked = 0
  const elsewhere = createServer((_request, response) => {
    asked += 1
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  forger.sendsOnTo = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/token`
  try {
    const { seen, browser } = await withToken(signed)
    expect(seen.status).toBeGreaterThanOrEqual(400)
    expect([browser.session, asked]).toEqual([undefined, 0])
  } finally {
    delete forger.sendsOnTo
    await new Promise((resolve) => elsewhere.close(resolve))
  }
})

test('what the provider signs opens nothing by itself, and a token for something else proves nobody [V9.2.2]', async () => {
  const browser = new TestBrowser(deceived)
  const token = signed(goodClaims((await browser.begin()).searchParams))
  for (const headers of [
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${token.split('.')[2]?.slice(0, 90)}` },
    { cookie: `samenhang_session=${token}` },
  ])
    expect((await deceived.http.inject({ method: 'GET', url: '/v1/signals', headers })).statusCode).toBe(401)
  // A token that signs out, and an access token: the same issuer, audience and key.
  for (const other of [{ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, { scope: 'openid' }]) {
    const { seen, browser: there } = await withToken(({ nonce: _nonce, ...good }) => signed({ ...good, ...other }))
    expectRefused(seen, 'sign-in-not-proved', there)
  }
})

test('a provider that calls itself otherwise than the settings do signs nobody in [V10.5.3]', async () => {
  const named = await openRealHouse(provider.issuer.replace('127.0.0.1', 'localhost'))
  try {
    const seen = await new TestBrowser(named).go('/aanmelden/begin')
    expect([seen.status, seen.location]).toEqual([503, ''])
  } finally {
    await named.close()
  }
})

test('another site can lead somebody to signing in, and cannot sign anybody in without a hand [V7.6.2]', async () => {
  for (const site of ['cross-site', 'same-site']) {
    const browser = new TestBrowser(house)
    const seen = await browser.go('/aanmelden/begin?naar=/app/dossiers', { headers: { 'sec-fetch-site': site } })
    expect([seen.status, seen.location, browser.cookies.size]).toEqual([303, '/app/aanmelden', 0])
  }
  for (const site of ['same-origin', 'none']) {
    const seen = await new TestBrowser(house).go('/aanmelden/begin', { headers: { 'sec-fetch-site': site } })
    expect(seen.location.startsWith(provider.issuer)).toBe(true)
  }
  // Reading a screen, or who is signed in, begins nothing.
  const reader = new TestBrowser(house)
  for (const url of ['/v1/sessions/current', '/v1/cast-members', '/aanmelden/kies']) await reader.go(url)
  expect(reader.cookies.size).toBe(0)
})

test('nobody is sent to another site, whatever is asked [V3.7.2]', async () => {
  for (const asked of [
    ...[
      'https://elders.example',
      '//elders.example',
      '/\\elders.example',
      '/app//elders.example',
      '/app/..//elders.example',
    ],
    ...['javascript:alert(1)', '/app?naar=x', '/app/%2f%2felders.example', '/app\n/x', '/elders', 'app', ''],
  ]) {
    const browser = new TestBrowser(house)
    expect((await browser.signIn(`?naar=${encodeURIComponent(asked)}`)).location).toBe('/app/vandaag')
  }
})

test('a request that names another host does not change where the provider sends back to', async () => {
  const seen = await new TestBrowser(house).go('/aanmelden/begin', { headers: { host: 'elders.example' } })
  expect(new URL(seen.location).searchParams.get('redirect_uri')).toBe(REDIRECT)
})

// ---- how long a session lasts

const HALF_HOUR = 30

test('a session is over after half an hour without a hand on it; a screen that asks by itself keeps none alive [V7.3.1]', async () => {
  const [used, watched] = [new TestBrowser(house), new TestBrowser(house)]
  await used.signIn()
  await watched.signIn()
  for (let quarter = 0; quarter < 3; quarter += 1) {
    turn(HALF_HOUR / 2)
    expect((await used.go('/v1/signals')).status).toBe(200)
    await watched.go('/v1/signals', { headers: { 'samenhang-unattended': '1' } })
    await watched.whoAmI()
  }
  expect((await watched.go('/v1/signals')).status).toBe(401)
  turn(HALF_HOUR + 1)
  expect((await used.go('/v1/signals')).status).toBe(401)
})

test('a session is over after ten hours, however busy [V7.3.2]', async () => {
  const browser = new TestBrowser(house)
  await browser.signIn()
  for (let step = 0; step < 29; step += 1) {
    turn(20)
    expect((await browser.go('/v1/signals')).status).toBe(200)
  }
  turn(21)
  expect((await browser.go('/v1/signals')).status).toBe(401)
})

test('signing out everywhere ends every session of the person, in every function, and nobody else’s', async () => {
  await giveAccount(house, provider.issuer, 'joost', cast.colleagueZaanstad)
  provider.next = { subject: 'joost' }
  const bystander = new TestBrowser(house)
  await bystander.signIn()
  provider.next = { subject: 'hanna' }
  const [here, there] = [new TestBrowser(house), new TestBrowser(house)]
  await here.signIn()
  await there.signIn()
  const ended = await here.go('/v1/sessions', { method: 'DELETE' })
  expect([ended.status, ended.body]).toEqual([200, { ended: expect.any(Number) }])
  expect((ended.body as { ended: number }).ended).toBeGreaterThanOrEqual(2)
  expect((await there.go('/v1/signals')).status).toBe(401)
  expect((await bystander.go('/v1/signals')).status).toBe(200)
})

type Listed = { sessionId: string; isThis: boolean; function: string; abilities: string[] }
const sessionsSeen = async (browser: TestBrowser): Promise<readonly Listed[]> =>
  ((await browser.go('/v1/sessions')).body as { sessions: Listed[] }).sessions
const endOne = async (browser: TestBrowser, sessionId: string | undefined): Promise<Seen> =>
  browser.go(`/v1/sessions/${sessionId}`, { method: 'DELETE' })

test('a person sees the own sessions in every function, and nobody else’s; ends one and no other [V7.5.2]', async () => {
  await giveAccount(house, provider.issuer, 'nadia', cast.shelterWorkerHaven)
  const asCoordinator = await giveAccount(house, provider.issuer, 'pieter')
  const asPayer = await giveAccount(house, provider.issuer, 'pieter', cast.payerZaanstad)
  const signInAs = async (browser: TestBrowser, id: string): Promise<void> => {
    await browser.signIn()
    const chosen = await browser.go('/aanmelden/kies', {
      ...{ method: 'POST', payload: `account=${id}` },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(chosen.status).toBe(303)
  }
  provider.next = { subject: 'nadia' }
  const bystander = new TestBrowser(house)
  await bystander.signIn()
  provider.next = { subject: 'pieter' }
  const [here, there, payer] = [new TestBrowser(house), new TestBrowser(house), new TestBrowser(house)]
  for (const each of [here, there]) await signInAs(each, asCoordinator)
  await signInAs(payer, asPayer)
  const seen = await sessionsSeen(here)
  expect(seen.map(({ isThis, function: work }) => `${work} ${isThis}`).sort()).toEqual([
    ...['care-coordinator false', 'care-coordinator true', 'payer false'],
  ])
  const foreign = (await sessionsSeen(bystander))[0]?.sessionId
  const [unknown, nobody] = [await endOne(here, crypto.randomUUID()), new TestBrowser(house)]
  for (const refused of [await endOne(here, foreign), unknown, await endOne(nobody, seen[0]?.sessionId)]) {
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([404, 'not-found'])
    expect(Object.keys(refused.body as object)).toEqual(Object.keys(unknown.body as object))
  }
  expect(await sessionsSeen(nobody)).toEqual([])
  const other = (await sessionsSeen(there)).find(({ isThis }) => isThis)?.sessionId
  expect((await endOne(here, other)).body).toEqual({ signedOut: false })
  expect([await there.go('/v1/signals'), await payer.go('/v1/payer-requests')].map(({ status }) => status)).toEqual([
    401, 200,
  ])
  // Twice is once: it is not there any more.
  expect((await endOne(here, other)).status).toBe(404)
  expect((await sessionsSeen(here)).map(({ sessionId }) => sessionId)).not.toContain(other)
  const mine = (await sessionsSeen(here)).find(({ isThis }) => isThis)?.sessionId
  expect((await endOne(here, mine)).body).toEqual({ signedOut: true })
  expect((await here.go('/v1/signals')).status).toBe(401)
  expect((await bystander.go('/v1/signals')).status).toBe(200)
})

test('ending another session asks who (s)he is when that was long ago; this one, and all at once, ends without asking', async () => {
  const [here, there] = [new TestBrowser(house), new TestBrowser(house)]
  await here.signIn()
  await there.signIn()
  turn(16)
  const seen = await sessionsSeen(here)
  const [other, mine] = [false, true].map((own) => seen.find(({ isThis }) => isThis === own)?.sessionId)
  expect((await endOne(here, other)).body).toMatchObject({ code: 'fresh-sign-in-needed' })
  expect((await there.go('/v1/signals')).status).toBe(200)
  expect((await endOne(here, mine)).status).toBe(200)
  expect((await there.go('/v1/sessions', { method: 'DELETE' })).status).toBe(200)
})

test('a session that is over stands in no list: after its hours, left alone, of an account that was closed', async () => {
  const [here, idle] = [new TestBrowser(house), new TestBrowser(house)]
  await idle.signIn()
  turn(31)
  await here.signIn()
  expect((await sessionsSeen(here)).filter(({ isThis }) => !isThis)).toEqual([])
  expect(await sessionsSeen(idle)).toEqual([])
})

test('closing an account ends its sessions in the same transaction, and it signs in no more; the log of its house says by whom [V7.4.2]', async () => {
  const closing = await giveAccount(house, provider.issuer, 'gaat-weg')
  provider.next = { subject: 'gaat-weg' }
  const browser = new TestBrowser(house)
  await browser.signIn()
  const claim = accountsClaim(hanna.organisation, hanna.plane)
  await house.system.acts.run({ claim, operation: 'closeAccount' }, async (work) => {
    await closeAccount(work, closing)
    return accept(true)
  })
  const { rows } = await (await house.admin()).query(
    'select 1 from access.session where actor_id = $1 and ended_at is null',
    [closing],
  )
  expect([rows.length, (await browser.go('/v1/signals')).status]).toEqual([0, 401])
  const again = new TestBrowser(house)
  expectRefused(await again.signIn(), 'sign-in-account-closed', again)
  expect(await lastRow(house, 'signIn')).toMatchObject({
    ...{ outcome: 'refused', refusal_code: 'sign-in-account-closed', actor_id: closing },
  })
  expect(await lastRow(house, 'closeAccount')).toMatchObject({ outcome: 'done', actor_id: claim.actor })
})

test('another binding takes the place of the first only when that is said, and ends what was begun with it [V7.4.3]', async () => {
  const id = await giveAccount(house, provider.issuer, 'eerst')
  provider.next = { subject: 'eerst' }
  const browser = new TestBrowser(house)
  await browser.signIn()
  const bind = (replace: boolean) =>
    house.system.acts.run({ claim: accountsClaim(hanna.organisation, hanna.plane), operation: 'bindAccount' }, (work) =>
      bindAccount(work, id, { issuer: provider.issuer, subject: 'daarna', replace }),
    )
  expect(await bind(false)).toMatchObject({ ok: false, refusal: { code: 'account-bound' } })
  expect((await browser.go('/v1/signals')).status).toBe(200)
  expect(await bind(true)).toMatchObject({ ok: true })
  expect((await browser.go('/v1/signals')).status).toBe(401)
})

test('the operator ends the sessions of an account of the house that it names, and of no other house [V7.4.5]', async () => {
  const browser = new TestBrowser(house)
  await browser.signIn()
  const end = (member: typeof cast.coordinatorEindhoven | typeof hanna) =>
    house.system.acts.run(
      { claim: accountsClaim(member.organisation, member.plane), operation: 'endAccountSessions' },
      async (work) => accept(await endSessionsOf(work, account)),
    )
  expect(await end(cast.coordinatorEindhoven)).toMatchObject({ value: 0 })
  expect((await browser.go('/v1/signals')).status).toBe(200)
  expect(await end(hanna)).toMatchObject({ ok: true })
  expect((await browser.go('/v1/signals')).status).toBe(401)
})

// ---- proving it again

const consent = (answer: string) => ({
  ...{ chapter: 'story', partnerId: cast.coordinatorEindhoven.organisation, purpose: 'D26', answer, language: 'nl' },
  ...{ present: ['nobody-else'], givenDate: new Date().toISOString().slice(0, 10), helpDoesNotDependOnIt: true },
})
const codeOf = (seen: Seen): string => (seen.body as { code?: string }).code ?? 'none'
const NOWHERE = '/v1/dossiers/00000000-0000-4000-8000-00000000abcd'

test('P8 a quarter of an hour after signing in a yes, a page, a card and an emergency ask to be recognised again; a no and what closes do not', async () => {
  const browser = new TestBrowser(house)
  await browser.signIn()
  const send = (path: string, payload: object) => browser.go(path, { method: 'POST', payload })
  const acts = async () => ({
    yes: codeOf(await send(`${NOWHERE}/consents`, consent('given'))),
    no: codeOf(await send(`${NOWHERE}/consents`, consent('refused'))),
    withdrawal: codeOf(await send('/v1/consents/00000000-0000-4000-8000-00000000abcd/withdrawals', {})),
    pageOn: codeOf(await send(`${NOWHERE}/page-switches`, { on: true, besideHer: true })),
    pageOff: codeOf(await send(`${NOWHERE}/page-switches`, { on: false })),
    card: codeOf(await browser.go(`${NOWHERE}/paper-cards/nl`)),
    emergency: codeOf(await send('/v1/break-glass-openings', emergencyBody('00000000-0000-4000-8000-00000000abcd'))),
    emergencyEnd: codeOf(await send('/v1/break-glass-openings/00000000-0000-4000-8000-00000000abcd/ends', {})),
  })
  const none = 'not-found'
  const fresh = {
    ...{ yes: none, no: none, withdrawal: none, pageOn: none, pageOff: none, card: none },
    ...{ emergency: none, emergencyEnd: none },
  }
  expect(await acts()).toEqual(fresh)
  turn(16)
  const asked = 'fresh-sign-in-needed'
  expect(await acts()).toEqual({ ...fresh, yes: asked, pageOn: asked, card: asked, emergency: asked })
  expect(await lastRow(house, 'recordConsent')).toMatchObject({ actor_id: account })
})

test('who proves it again goes on with a new token as the same person, where (s)he was; the old token is dead [V7.2.4]', async () => {
  const browser = new TestBrowser(house)
  await browser.signIn()
  const old = browser.session
  const address = await browser.begin('?vers=1&naar=/app/dossiers/abc/toestemming')
  expect(Object.fromEntries(address.searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
  const back = await browser.comeBack(await followTo(address.href, REDIRECT))
  expect([back.status, back.location]).toEqual([303, '/app/dossiers/abc/toestemming'])
  expect(browser.session).not.toBe(old)
  expect(await browser.whoAmI()).toMatchObject({ signedIn: true })
  const headers = { authorization: `Bearer ${old}` }
  expect((await new TestBrowser(house).go('/v1/signals', { headers })).status).toBe(401)
})

test('a proof of somebody else makes nobody fresh; the session stays as it was', async () => {
  const browser = new TestBrowser(house)
  await browser.signIn()
  const old = browser.session
  const other = await giveAccount(house, provider.issuer, 'iemand-anders', cast.colleagueZaanstad)
  provider.next = { subject: 'iemand-anders' }
  const seen = await browser.signIn('?vers=1')
  expect([seen.status, seen.text]).toEqual([
    403,
    expect.stringContaining(REFUSALS['sign-in-other-person'].nl.slice(0, 40)),
  ])
  expect(browser.session).toBe(old)
  expect(await browser.whoAmI()).toMatchObject({ signedIn: true, name: hanna.name })
  expect(await lastRow(house, 'signIn')).toMatchObject({ refusal_code: 'sign-in-other-person', actor_id: other })
})

test('a provider that shows an old proof where a new one was asked is not believed [V6.8.4]', async () => {
  const { browser } = await withToken(signed)
  const old = browser.session
  const again = async (secondsAgo: number) => {
    const asked = (await browser.begin('?vers=1')).searchParams
    forger.token = () => signed({ ...goodClaims(asked), auth_time: now() - secondsAgo })
    return browser.comeBack(answerOf(asked))
  }
  const stale = await again(120)
  expect([stale.status, stale.text]).toEqual([
    403,
    expect.stringContaining(REFUSALS['sign-in-not-proved'].nl.slice(0, 40)),
  ])
  expect(browser.session).toBe(old)
  expect((await again(0)).status).toBe(303)
  expect(browser.session).not.toBe(old)
})

// ---- the command line

/** Runs `samenhang …` beside the house, as its operator would; gives exit code and what was said. */
const operate = async (
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; said: string }> => {
  const { databaseUrl = '', dataFolder } = house.platform.config
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', SAMENHANG_DEMONSTRATION: 'off', SAMENHANG_LOG: 'silent' },
    ...{ DATABASE_URL: databaseUrl, SAMENHANG_DATA: dataFolder, SAMENHANG_OIDC_ISSUER: provider.issuer },
    ...{ SAMENHANG_OIDC_CLIENT_ID: CLIENT_ID, SAMENHANG_OIDC_CLIENT_SECRET: CLIENT_SECRET, SAMENHANG_OIDC_ACR: STRONG },
    ...more,
  }
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/samenhang.js', ...args], { cwd: ROOT, env }, (fault, out, said) =>
      resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, out, said }),
    )
  })
}

test('the operator adds, binds, lists and closes an account on the command line, and each mistake has its exit code', async () => {
  const of = 'Zorgcoördinatie De Verzonnen Brug, regio Zaanstad'
  const added = await operate([
    'accounts',
    'add',
    '--name',
    'Nieuw Verzonnen',
    '--function',
    'table-chair',
    '--of',
    of,
    '--json',
  ])
  expect([added.code, added.said]).toEqual([0, ''])
  const { account: id } = JSON.parse(added.out) as { account: string }
  const none = await operate(['accounts', 'bind', '00000000-0000-4000-8000-000000000000', '--subject', 'nieuw'])
  const wrong = await operate(['accounts', 'add', '--name', 'x', '--function', 'guest', '--of', of])
  const demonstration = await operate(['accounts', 'list'], {
    SAMENHANG_DEMONSTRATION: 'on',
    SAMENHANG_OIDC_ISSUER: '',
    SAMENHANG_OIDC_CLIENT_ID: '',
    SAMENHANG_OIDC_CLIENT_SECRET: '',
    SAMENHANG_OIDC_ACR: '',
  })
  expect([none.code, wrong.code, demonstration.code]).toEqual([2, 2, 3])
  const police = await operate(['accounts', 'add', '--name', 'x', '--function', 'investigator', '--of', of])
  expect([police.code, police.said]).toEqual([3, expect.stringContaining('privacy-officer, care-coordinator')])
  expect(await lastRow(house, 'addAccount')).toMatchObject({ refusal_code: 'function-not-of-house' })
  expect((await operate(['accounts', 'bind', id, '--subject', 'nieuw'])).code).toBe(0)
  expect((await operate(['accounts', 'bind', id, '--subject', 'ander'])).code).toBe(3)
  provider.next = { subject: 'nieuw' }
  const browser = new TestBrowser(house)
  await browser.signIn()
  expect(await browser.whoAmI()).toMatchObject({ signedIn: true, function: 'table-chair' })
  const closed = await operate(['accounts', 'close', id, '--json'])
  expect([closed.code, JSON.parse(closed.out)]).toEqual([0, { account: id, sessions: 1 }])
  expect(await browser.whoAmI()).toMatchObject({ signedIn: false })
  const listed = JSON.parse((await operate(['accounts', 'list', '--of', of, '--json'])).out) as readonly {
    id: string
  }[]
  expect(listed.find((each) => each.id === id)).toMatchObject({
    ...{ name: 'Nieuw Verzonnen', closedAt: expect.any(String) },
    identity: { issuer: provider.issuer, subject: 'nieuw' },
  })
})

test('doctor says whether somebody can sign in: a provider that answers, one that is another, none, and a key that is none', async () => {
  const finding = async (more: Readonly<Record<string, string>> = {}): Promise<boolean | undefined> => {
    const { findings } = JSON.parse((await operate(['doctor', '--json'], more)).out) as {
      findings: readonly { what: string; good: boolean }[]
    }
    return findings.find(({ what }) => what === 'sign-in')?.good
  }
  const nothing = {
    SAMENHANG_OIDC_ISSUER: '',
    SAMENHANG_OIDC_CLIENT_ID: '',
    SAMENHANG_OIDC_CLIENT_SECRET: '',
    SAMENHANG_OIDC_ACR: '',
  }
  const otherName = { SAMENHANG_OIDC_ISSUER: provider.issuer.replace('127.0.0.1', 'localhost') }
  const noKey = { SAMENHANG_OIDC_CLIENT_SECRET: '', SAMENHANG_OIDC_KEY_FILE: '/geen/sleutel.pem' }
  expect([await finding(), await finding(otherName), await finding(nothing), await finding(noKey)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

// ---- invented and real people

test('a demonstration does not start beside a provider', async () => {
  const started = openTestSystem({
    config: () => ({
      oidc: {
        ...{ issuer: provider.issuer, clientId: CLIENT_ID, redirectUri: REDIRECT, proof: { secret: CLIENT_SECRET } },
        ...{ acr: [], amr: ['otp'] },
      },
    }),
  })
  await expect(started).rejects.toThrow(StartFault)
})

test('a database of real people takes no invented account and no session without proof, and a demonstration nobody real [V6.3.2, V15.2.3]', async () => {
  const admin = await house.admin()
  await expect(
    admin.query(
      "insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key) values (gen_random_uuid(), $1, 'operator', 'care', 'Verzonnen', 'verzonnen')",
      [hanna.organisation],
    ),
  ).rejects.toMatchObject({ constraint: 'account_fits_installation' })
  await expect(
    admin.query(
      "insert into access.session (token_hash, actor_id, created_at, expires_at) values (decode(repeat('cd', 32), 'hex'), $1, now(), now() + interval '1 day')",
      [account],
    ),
  ).rejects.toMatchObject({ constraint: 'session_fits_installation' })
  expect(
    (await new TestBrowser(house).go('/v1/sessions', { method: 'POST', payload: { castMember: hanna.key } })).status,
  ).toBe(404)
  const invented = await openTestSystem()
  try {
    await expect(giveAccount(invented, provider.issuer, 'hanna')).rejects.toMatchObject({
      constraint: 'identity_fits_installation',
    })
    const client = await invented.admin()
    await expect(
      client.query(
        "insert into access.session (token_hash, actor_id, created_at, expires_at, proved_at) values (decode(repeat('cd', 32), 'hex'), $1, now(), now() + interval '1 day', now())",
        [hanna.actor],
      ),
    ).rejects.toMatchObject({ constraint: 'session_fits_installation' })
  } finally {
    await invented.close()
  }
})

test('the database keeps no token, code, state, nonce or verifier: only hashes [V7.2.2, V7.2.3]', async () => {
  const browser = new TestBrowser(house)
  const asked = (await browser.begin()).searchParams
  const secrets = [
    ...[...browser.cookies.values(), asked.get('state') ?? '', asked.get('nonce') ?? ''],
    asked.get('code_challenge') ?? '',
  ]
  const answer = await followTo((await browser.begin()).href, REDIRECT)
  await browser.comeBack(answer)
  const { rows } = await (await house.admin()).query<{ line: string }>(
    'select t::text as line from access.sign_in t union all select t::text from access.session t union all select t::text from access.sign_in_proof t',
  )
  const all = rows.map(({ line }) => line).join('\n')
  expect(all.length).toBeGreaterThan(100)
  for (const secret of [...secrets, ...browser.cookies.values(), answer.searchParams.get('code') ?? '']) {
    expect(secret.length).toBeGreaterThan(20)
    expect(all).not.toContain(secret)
    expect(all).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
  }
})

// ---- the provider says that somebody is out

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const goodLogout = (): Readonly<Record<string, unknown>> => ({
  ...{ iss: forger.issuer, sub: 'hanna', aud: CLIENT_ID, iat: now(), exp: now() + 120, jti: crypto.randomUUID() },
  events: { [EVENT]: {} },
})
const forLogout = (claims: Readonly<Record<string, unknown>>): string =>
  handMade(claims, { alg: 'RS256', key: forger.key, kid: forger.kid }, 'logout+jwt')
const tell = (token: string): Promise<Seen> =>
  new TestBrowser(deceived).go('/aanmelden/afgemeld', {
    method: 'POST',
    payload: new URLSearchParams({ logout_token: token }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

test('P17 who is signed out by the provider is out here, on every machine, with a row in the log', async () => {
  const [one, two] = [await withToken(signed), await withToken(signed)]
  expect((await tell(forLogout(goodLogout()))).status).toBe(200)
  for (const { browser } of [one, two]) expect((await browser.whoAmI()).signedIn).toBe(false)
  const { rows } = await (await deceived.admin()).query(
    "select outcome from audit.request where operation = 'endByProvider'",
  )
  expect(rows).toEqual([{ outcome: 'done' }])
  expect((await withToken(signed)).seen.status).toBe(303)
})

test('somebody whom this house does not know is signed out in silence', async () => {
  expect((await tell(forLogout({ ...goodLogout(), sub: 'niemand' }))).status).toBe(200)
})

const FALSE_LOGOUTS: readonly (readonly [string, (good: Readonly<Record<string, unknown>>) => string])[] = [
  [
    'signed by a stranger',
    (good) => handMade(good, { alg: 'RS256', key: forger.strangerKey, kid: forger.kid }, 'logout+jwt'),
  ],
  ['not signed', (good) => handMade(good, { alg: 'none' }, 'logout+jwt')],
  [
    'signed with the public key as a secret',
    (good) => handMade(good, { alg: 'HS256', secret: forger.publicPem }, 'logout+jwt'),
  ],
  ['of the type of an id token', (good) => signed(good)],
  ['with a nonce, as an id token has', (good) => forLogout({ ...good, nonce: 'verzonnen' })],
  ['without the event', (good) => forLogout({ ...good, events: {} })],
  ['with a list for an event', (good) => forLogout({ ...good, events: { [EVENT]: [] } })],
  ['with something else for an event', (good) => forLogout({ ...good, events: EVENT })],
  ['for another client', (good) => forLogout({ ...good, aud: 'ander' })],
  ['of another provider', (good) => forLogout({ ...good, iss: 'https://elders.example' })],
  ['of an hour ago', (good) => forLogout({ ...good, iat: now() - 3600 })],
  ['that is over', (good) => forLogout({ ...good, exp: now() - 60 })],
  ['of the future', (good) => forLogout({ ...good, iat: now() + 3600 })],
  ['without a number of its own', (good) => forLogout({ ...good, jti: undefined })],
  ['without an end', (good) => forLogout({ ...good, exp: undefined })],
  ['about nobody', (good) => forLogout({ ...good, sub: undefined })],
  ['that is rubbish', () => 'rommel'],
  ['that is empty', () => ''],
]
test.each(FALSE_LOGOUTS)('P17 a message %s signs nobody out [V10.5.5]', async (_what, make) => {
  const { browser } = await withToken(signed)
  expect((await tell(make(goodLogout()))).status).toBe(400)
  expect((await browser.whoAmI()).signedIn).toBe(true)
})

test('P17 a message is good once: a copy does not sign out who came back', async () => {
  const token = forLogout(goodLogout())
  expect((await tell(token)).status).toBe(200)
  const { browser } = await withToken(signed)
  expect((await tell(token)).status).toBe(400)
  expect((await browser.whoAmI()).signedIn).toBe(true)
})
