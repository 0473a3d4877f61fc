import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { isStrong } from './oidc.ts'
import { readOidcSettings } from './oidc-settings.ts'

const good = {
  SAMENHANG_OIDC_ISSUER: 'https://aanmelden.example',
  SAMENHANG_OIDC_CLIENT_ID: 'samenhang',
  SAMENHANG_OIDC_CLIENT_SECRET: 'verzonnen-en-lang-genoeg',
  SAMENHANG_OIDC_ACR: 'hoog  hoger',
}
const HERE = 'https://samenhang.example/'

test('a provider is set by issuer, client, a proof of the client and a minimum', () => {
  expect(readOidcSettings(good, HERE)).toEqual({
    ok: true,
    value: {
      ...{ issuer: 'https://aanmelden.example', clientId: 'samenhang', acr: ['hoog', 'hoger'], amr: [] },
      ...{
        redirectUri: 'https://samenhang.example/aanmelden/terug',
        proof: { secret: 'verzonnen-en-lang-genoeg' },
      },
    },
  })
  expect(readOidcSettings({}, HERE)).toEqual({ ok: true, value: undefined })
})

test.each([
  ['an issuer over a plain line', { SAMENHANG_OIDC_ISSUER: 'http://aanmelden.example' }, 'SAMENHANG_OIDC_ISSUER'],
  ['no issuer beside the rest', { SAMENHANG_OIDC_ISSUER: '' }, 'SAMENHANG_OIDC_ISSUER'],
  ['no client', { SAMENHANG_OIDC_CLIENT_ID: undefined }, 'SAMENHANG_OIDC_CLIENT_ID'],
  ['no proof of the client', { SAMENHANG_OIDC_CLIENT_SECRET: undefined }, 'SAMENHANG_OIDC_KEY_FILE'],
  ['two proofs of the client', { SAMENHANG_OIDC_KEY_FILE: '/sleutel.pem' }, 'SAMENHANG_OIDC_KEY_FILE'],
  ['a short secret', { SAMENHANG_OIDC_CLIENT_SECRET: 'kort' }, 'SAMENHANG_OIDC_CLIENT_SECRET'],
  ['no minimum at all', { SAMENHANG_OIDC_ACR: ' ' }, 'SAMENHANG_OIDC_ACR'],
  ['an idle end of no time', { SAMENHANG_SESSION_IDLE_MINUTES: '0' }, 'SAMENHANG_SESSION_IDLE_MINUTES'],
  ['an idle end longer than a session', { SAMENHANG_SESSION_IDLE_MINUTES: '601' }, 'SAMENHANG_SESSION_IDLE_MINUTES'],
  ['users over a plain line', { SAMENHANG_PUBLIC_URL: 'http://samenhang.example' }, 'SAMENHANG_PUBLIC_URL'],
])('%s is refused by the name of the setting', (_name, wrong, setting) => {
  const read = readConfig({ ...good, SAMENHANG_PUBLIC_URL: HERE, SAMENHANG_DEMONSTRATION: 'off', ...wrong })
  expect(read).toMatchObject({ ok: false, refusal: { code: 'bad-setting', params: { setting } } })
})

test('a proof is strong when its class is one of those asked and every means asked was used [V6.8.4]', () => {
  const asked = { acr: ['hoog'], amr: ['otp', 'pwd'] }
  expect(isStrong(asked, { acr: 'hoog', amr: ['pwd', 'otp', 'geo'] })).toBe(true)
  expect(isStrong(asked, { acr: 'hoog', amr: ['pwd'] })).toBe(false)
  expect(isStrong(asked, { acr: 'laag', amr: ['pwd', 'otp'] })).toBe(false)
  expect(isStrong(asked, { acr: ['hoog'], amr: ['pwd', 'otp'] })).toBe(false)
  expect(isStrong(asked, {})).toBe(false)
  expect(isStrong({ acr: [], amr: ['otp'] }, { amr: 'otp' })).toBe(false)
})
