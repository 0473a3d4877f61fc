import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../fixtures/cast.ts'
import { makeAuthenticator } from '../../tests/support/authenticator.ts'
import { giveAccount, HOUSE, TestBrowser } from '../../tests/support/signing-in.ts'
import { openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { accept } from '../kernel/index.ts'
import { accountsClaim, closeAccount, endSessionsOf } from './account.store.ts'
import { newEnrolmentCode } from './local-means.crypto.ts'
import { countPasskey, inviteAccount, LOCAL_ISSUER } from './local-means.store.ts'

const SITE = { origin: HOUSE, host: '127.0.0.1' }
const member = cast.coordinatorZaanstad
let house: TestSystem
let database: Client
const minutes = (count: number): void => house.clock.advance({ minutes: count })

beforeAll(async () => {
  house = await openTestSystem({
    real: true,
    config: () => ({ localAccounts: true, publicUrl: HOUSE }),
  })
  database = await house.admin()
})
afterAll(() => house.close())

const asOperator = <T>(act: Parameters<typeof house.system.acts.run<T>>[1], operation = 'inviteAccount') =>
  house.system.acts.run<T>({ claim: accountsClaim(member.organisation, member.plane), operation }, act)

const newAccount = (subject = crypto.randomUUID()): Promise<string> => giveAccount(house, LOCAL_ISSUER, subject, member)
const invite = async (account: string, lost = false): Promise<string> => {
  const invited = await asOperator((work) => inviteAccount(work, account, lost))
  if (!invited.ok) throw new Error(invited.refusal.code)
  return invited.value.code
}
const hiddenIn = (text: string, name: string): string => new RegExp(`data-${name}="([^"]*)"`).exec(text)?.[1] ?? ''
const codeIn = (text: string): string => {
  const letters = /<dd><code>([A-Z2-7 ]+)<\/code>/.exec(text)?.[1] ?? ''
  return letters.replaceAll(' ', '')
}
const keyIn = (text: string): string => /<dd><code>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){6})<\/code>/.exec(text)?.[1] ?? ''
const codeNow = (secret: string, at = house.clock.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

const post = (browser: TestBrowser, url: string, form: Readonly<Record<string, string>>, origin = HOUSE) =>
  browser.go(url, {
    method: 'POST',
    payload: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, host: '127.0.0.1' },
  })

type Device = ReturnType<typeof makeAuthenticator>
const enrolPasskey = async (invitation: string, device: Device): Promise<number> => {
  const browser = new TestBrowser(house)
  const shown = await post(browser, '/aanmelden/inschrijven', { invitation })
  const passkeyAnswer = device.create(hiddenIn(shown.text, 'challenge'))
  return (await post(browser, '/aanmelden/inschrijven/passkey', { invitation, passkeyAnswer })).status
}
const withPasskey = async (
  device: Device,
  bent: Parameters<Device['get']>[1] = {},
  browser = new TestBrowser(house),
  query = '',
) => {
  const shown = await browser.go(`/aanmelden/hier${query}`)
  const passkeyAnswer = device.get(hiddenIn(shown.text, 'challenge'), bent)
  return { browser, passkeyAnswer, seen: await post(browser, '/aanmelden/hier/passkey', { passkeyAnswer }) }
}
const enrolCode = async (invitation: string): Promise<{ key: string; secret: string; status: number }> => {
  const browser = new TestBrowser(house)
  const shown = await post(browser, '/aanmelden/inschrijven', { invitation })
  const [key, secret] = [keyIn(shown.text), codeIn(shown.text)]
  const done = await post(browser, '/aanmelden/inschrijven/code', { invitation, code: codeNow(secret) })
  minutes(1)
  return { key, secret, status: done.status }
}
const withCode = async (key: string, code: string, browser = new TestBrowser(house)) => {
  await browser.go('/aanmelden/hier')
  return { browser, seen: await post(browser, '/aanmelden/hier/code', { key, code }) }
}
const rowsOf = async (operation: string): Promise<readonly string[]> => {
  const { rows } = await database.query<{ said: string }>(
    'select coalesce(refusal_code, outcome) as said from audit.request where operation = $1 order by at',
    [operation],
  )
  return rows.map(({ said }) => said)
}

describe('a passkey', () => {
  test('P14 is enrolled with an invitation and signs in; the act stands in the log', async () => {
    const device = makeAuthenticator(SITE)
    expect(await enrolPasskey(await invite(await newAccount()), device)).toBe(200)
    const { browser, seen } = await withPasskey(device)
    expect([seen.status, seen.location]).toEqual([303, '/app/vandaag'])
    expect(await browser.whoAmI()).toMatchObject({ signedIn: true, function: member.function })
    expect((await rowsOf('enrolPasskey')).at(-1)).toBe('done')
    expect((await rowsOf('signIn')).at(-1)).toBe('done')
  })

  test.each([
    ['asked by a page of another site', { origin: 'https://samenhang.example.evil' }],
    ['made for another site', { host: 'evil.example' }],
    ['given when the person was not verified', { flags: 1 }],
    ['given when nobody touched the device', { flags: 4 }],
    ['signed for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['of another kind', { type: 'webauthn.create' }],
    ['of a device that counts backwards', { counter: 0 }],
  ])('P14 an answer %s lets nobody in', async (_what, bent) => {
    const device = makeAuthenticator(SITE)
    await enrolPasskey(await invite(await newAccount()), device)
    expect((await withPasskey(device)).seen.status).toBe(303)
    const { browser, seen } = await withPasskey(device, bent)
    expect(seen.status).toBe(403)
    expect((await browser.whoAmI()).signedIn).toBe(false)
    expect((await rowsOf('signIn')).at(-1)).toBe('sign-in-wrong')
  })

  test('P14 an answer is good once, and in the browser that asked', async () => {
    const device = makeAuthenticator(SITE)
    await enrolPasskey(await invite(await newAccount()), device)
    const { browser, passkeyAnswer, seen } = await withPasskey(device)
    expect(seen.status).toBe(303)
    expect((await post(browser, '/aanmelden/hier/passkey', { passkeyAnswer })).status).toBe(403)
    const other = new TestBrowser(house)
    await other.go('/aanmelden/hier')
    expect((await post(other, '/aanmelden/hier/passkey', { passkeyAnswer })).status).toBe(403)
    expect((await other.whoAmI()).signedIn).toBe(false)
  })

  test('P14 of two answers that come at once, counted the same, one is taken', async () => {
    const device = makeAuthenticator(SITE)
    await enrolPasskey(await invite(await newAccount()), device)
    const { worker } = house.platform.databases
    const at = house.clock.now()
    const taken = await Promise.all([1, 2, 3].map(() => countPasskey(worker, device.id, 7, at)))
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect(await countPasskey(worker, device.id, 6, at)).toBe(false)
  })

  test('a form that another site sends is refused', async () => {
    const device = makeAuthenticator(SITE)
    await enrolPasskey(await invite(await newAccount()), device)
    const browser = new TestBrowser(house)
    const shown = await browser.go('/aanmelden/hier')
    const passkeyAnswer = device.get(hiddenIn(shown.text, 'challenge'))
    const seen = await post(browser, '/aanmelden/hier/passkey', { passkeyAnswer }, 'https://elders.example')
    expect([seen.status, (await browser.whoAmI()).signedIn]).toEqual([403, false])
  })

  test('rubbish instead of an answer is refused in the same words as a wrong one', async () => {
    for (const passkeyAnswer of ['', '{}', 'null', '[', '{"id":"AAAAAAAAAAAAAAAAAAAAAAAA"}', '{"id":7}']) {
      const browser = new TestBrowser(house)
      await browser.go('/aanmelden/hier')
      expect((await post(browser, '/aanmelden/hier/passkey', { passkeyAnswer })).status).toBe(403)
    }
  })

  test('somebody else’s passkey does not prove again who is at work', async () => {
    const [mine, other] = [makeAuthenticator(SITE), makeAuthenticator(SITE)]
    await enrolPasskey(await invite(await newAccount()), mine)
    await enrolPasskey(await invite(await newAccount()), other)
    const { browser } = await withPasskey(mine)
    const before = (await browser.whoAmI()).freshUntil
    minutes(20)
    expect((await withPasskey(other, {}, browser, '?vers=1')).seen.status).toBe(403)
    expect((await browser.whoAmI()).freshUntil).toBe(before)
    expect((await withPasskey(mine, {}, browser, '?vers=1&naar=/app/dossiers')).seen.location).toBe('/app/dossiers')
    expect(new Date((await browser.whoAmI()).freshUntil ?? 0).getTime()).toBeGreaterThan(house.clock.now().getTime())
  })

  test('who signed in here is sent here to prove it again', async () => {
    const device = makeAuthenticator(SITE)
    await enrolPasskey(await invite(await newAccount()), device)
    const { browser } = await withPasskey(device)
    const seen = await browser.go('/aanmelden/begin?vers=1&naar=%2Fapp%2Fdossiers')
    expect(seen.location).toBe('/aanmelden/hier?vers=1&naar=%2Fapp%2Fdossiers')
  })
})

describe('a key and a code', () => {
  test('P14 are enrolled with an invitation and sign in', async () => {
    const { key, secret, status } = await enrolCode(await invite(await newAccount()))
    expect(status).toBe(200)
    const { browser, seen } = await withCode(key.toLowerCase().replaceAll('-', ' '), codeNow(secret))
    expect(seen.status).toBe(303)
    expect((await browser.whoAmI()).signedIn).toBe(true)
  })

  test('P14 a code is good once, and one of long ago or of another secret never [V6.5.1, V6.5.5]', async () => {
    const { key, secret } = await enrolCode(await invite(await newAccount()))
    const code = codeNow(secret)
    expect((await withCode(key, code)).seen.status).toBe(303)
    expect((await withCode(key, code)).seen.status).toBe(403)
    minutes(1)
    expect((await withCode(key, codeNow(secret, new Date(house.clock.now().getTime() - 120_000)))).seen.status).toBe(
      403,
    )
    expect((await withCode(key, codeNow('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'))).seen.status).toBe(403)
    minutes(1)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(303)
  })

  test('P15 after five wrong codes the key rests, also for the right one, and longer each time [V6.3.1]', async () => {
    const { key, secret } = await enrolCode(await invite(await newAccount()))
    const wrong = () => withCode(key, codeNow(secret) === '000000' ? '000001' : '000000')
    for (let tries = 0; tries < 5; tries += 1) expect((await wrong()).seen.status).toBe(403)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(429)
    minutes(16)
    for (let tries = 0; tries < 5; tries += 1) expect((await wrong()).seen.status).toBe(403)
    minutes(16)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(429)
    minutes(16)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(303)
  })

  test('P15 tries at one moment are all counted', async () => {
    const { key, secret } = await enrolCode(await invite(await newAccount()))
    const all = await Promise.all(Array.from({ length: 20 }, () => withCode(key, '000000')))
    expect(all.filter(({ seen }) => seen.status === 403)).toHaveLength(5)
    expect(all.filter(({ seen }) => seen.status === 429)).toHaveLength(15)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(429)
  })

  test('a key that nobody has, or half of one, is refused as a wrong code is', async () => {
    for (const key of ['ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345', 'ABCDE', '', '....................']) {
      const { seen } = await withCode(key, '123456')
      expect(seen.status).toBe(403)
      expect(seen.text).toContain('klopt niet')
    }
  })

  test('neither the key nor the secret of the code can be read in the database [V6.5.2]', async () => {
    const { key, secret } = await enrolCode(await invite(await newAccount()))
    const { rows } = await database.query<{ row: string }>(
      'select row_to_json(k)::text as row from access.access_key k',
    )
    const all = rows.map(({ row }) => row).join('\n')
    const bytes = Buffer.from(Secret.fromBase32(secret).bytes).toString('hex')
    for (const needle of [
      key,
      key.replaceAll('-', ''),
      secret,
      bytes,
      Buffer.from(key.replaceAll('-', '')).toString('hex'),
    ])
      expect(all).not.toContain(needle)
  })
})

describe('an invitation', () => {
  test('P16 is good once, for three days, and only as long as the account is open [V6.4.1]', async () => {
    const used = await invite(await newAccount())
    expect(await enrolPasskey(used, makeAuthenticator(SITE))).toBe(200)
    expect(await enrolPasskey(used, makeAuthenticator(SITE))).toBe(403)
    expect((await post(new TestBrowser(house), '/aanmelden/inschrijven', { invitation: used })).status).toBe(403)
    const late = await invite(await newAccount())
    minutes(72 * 60 + 1)
    expect(await enrolPasskey(late, makeAuthenticator(SITE))).toBe(403)
    const account = await newAccount()
    const ofClosed = await invite(account)
    await asOperator(async (work) => accept(await closeAccount(work, account)), 'closeAccount')
    expect(await enrolPasskey(ofClosed, makeAuthenticator(SITE))).toBe(403)
  })

  test('P16 two who come at once enrol one', async () => {
    const invitation = await invite(await newAccount())
    const done = await Promise.all([1, 2, 3, 4].map(() => enrolPasskey(invitation, makeAuthenticator(SITE))))
    expect(done.sort()).toEqual([200, 403, 403, 403])
  })

  test('P16 after a loss what was enrolled before is good for nothing, and its sessions are over', async () => {
    const account = await newAccount()
    const [old, fresh] = [makeAuthenticator(SITE), makeAuthenticator(SITE)]
    await enrolPasskey(await invite(account), old)
    const { key, secret } = await enrolCode(await invite(account))
    const { browser } = await withPasskey(old)
    const waiting = await invite(account)
    const again = await invite(account, true)
    expect((await browser.whoAmI()).signedIn).toBe(false)
    expect((await withPasskey(old)).seen.status).toBe(403)
    expect((await withCode(key, codeNow(secret))).seen.status).toBe(403)
    expect(await enrolPasskey(waiting, makeAuthenticator(SITE))).toBe(403)
    expect(await enrolPasskey(again, fresh)).toBe(200)
    expect((await withPasskey(fresh)).seen.status).toBe(303)
  })

  test('P16 the operator of one house invites nobody of another', async () => {
    const account = await newAccount()
    const elsewhere = cast.coordinatorEindhoven
    const invited = await house.system.acts.run(
      { claim: accountsClaim(elsewhere.organisation, elsewhere.plane), operation: 'inviteAccount' },
      (work) => inviteAccount(work, account, true),
    )
    expect(invited).toMatchObject({ ok: false, refusal: { code: 'account-closed' } })
    const ended = await house.system.acts.run(
      { claim: accountsClaim(elsewhere.organisation, elsewhere.plane), operation: 'endAccountSessions' },
      async (work) => accept(await endSessionsOf(work, account)),
    )
    expect(ended).toMatchObject({ ok: true, value: 0 })
    const past = house.system.acts.run(
      { claim: accountsClaim(elsewhere.organisation, elsewhere.plane), operation: 'inviteAccount' },
      async ({ trx, now }) => {
        const row = { code_hash: randomBytes(32), actor_id: account, created_at: now, expires_at: new Date(8.64e14) }
        return accept(await trx.insertInto('access.enrolment').values(row).execute())
      },
    )
    await expect(past).rejects.toThrow(/row-level security/)
  })

  test('an account that signs in at a provider is not invited as well', async () => {
    const account = await giveAccount(house, 'https://aanmelddienst.example', 'iemand', member)
    const invited = await asOperator((work) => inviteAccount(work, account, false))
    expect(invited).toMatchObject({ ok: false, refusal: { code: 'account-bound' } })
  })

  test('a passkey that was made for another challenge or site is not kept', async () => {
    for (const bent of [
      { origin: 'https://elders.example' },
      { host: 'elders.example' },
      { challenge: 'AAAA' },
      { flags: 65 },
    ]) {
      const invitation = await invite(await newAccount())
      const browser = new TestBrowser(house)
      const shown = await post(browser, '/aanmelden/inschrijven', { invitation })
      const passkeyAnswer = makeAuthenticator(SITE).create(hiddenIn(shown.text, 'challenge'), bent)
      expect((await post(browser, '/aanmelden/inschrijven/passkey', { invitation, passkeyAnswer })).status).toBe(403)
      expect((await post(browser, '/aanmelden/inschrijven', { invitation })).status).toBe(200)
    }
  })
})

test('what is drawn has more than 128 bits, no two are alike, and every letter comes as often [V6.5.3, V6.5.4]', () => {
  const drawn = Array.from({ length: 4000 }, newEnrolmentCode)
  expect(new Set(drawn).size).toBe(drawn.length)
  expect(drawn.every((each) => /^[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){6}$/.test(each))).toBe(true)
  const counts = new Map<string, number>()
  for (const letter of drawn.join('').replaceAll('-', '')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  expect(counts.size).toBe(32)
  // 112,000 letters over 32: 3,500 each, within seven standard deviations.
  for (const count of counts.values()) expect(Math.abs(count - 3500)).toBeLessThan(410)
})

test('with the setting off none of these addresses is there', async () => {
  const without = await openTestSystem({ real: true, config: () => ({}) })
  try {
    for (const path of ['/aanmelden/hier', '/aanmelden/inschrijven', '/aanmelden/begin'])
      expect((await new TestBrowser(without).go(path)).status).toBe(404)
  } finally {
    await without.close()
  }
})
