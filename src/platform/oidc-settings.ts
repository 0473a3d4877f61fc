/** The settings of the provider of identities, read from the environment with the others (config.ts). */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

export type OidcSettings = {
  /** Exactly as the provider writes itself. */
  readonly issuer: string
  readonly clientId: string
  /** Exactly one address is sent back to; the provider must know it. */
  readonly redirectUri: string
  /** How this server proves to be the client: a private key (preferred) or a shared secret. */
  readonly proof: { readonly keyFile: string; readonly keyId?: string } | { readonly secret: string }
  /** What the proof of who somebody is must say of itself, at the least: one of these classes, all of these means. */
  readonly acr: readonly string[]
  readonly amr: readonly string[]
}

type Env = Readonly<Record<string, string | undefined>>

const NAMES = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'KEY_FILE', 'KEY_ID', 'ACR', 'AMR'] as const
/** Where the provider sends people back to, below the public address. */
export const RETURN_PATH = '/aanmelden/terug'

/** Nothing when no provider is set; refuses with the first setting that cannot be used or is missing beside the others. */
export const readOidcSettings = (env: Env, publicUrl: string): Outcome<OidcSettings | undefined, 'bad-setting'> => {
  const read = (name: (typeof NAMES)[number]): string => env[`SAMENHANG_OIDC_${name}`]?.trim() ?? ''
  if (NAMES.every((name) => read(name) === '')) return accept(undefined)
  const wrong = (setting: string) => refuse('bad-setting' as const, { setting })
  const [issuer, clientId, secret, keyFile, keyId] = [
    ...[read('ISSUER'), read('CLIENT_ID'), read('CLIENT_SECRET'), read('KEY_FILE'), read('KEY_ID')],
  ] as const
  if (!isSafeAddress(issuer)) return wrong('SAMENHANG_OIDC_ISSUER')
  // What is proved to the provider would otherwise come back over a line that anybody may read.
  if (!isSafeAddress(publicUrl)) return wrong('SAMENHANG_PUBLIC_URL')
  if (clientId === '') return wrong('SAMENHANG_OIDC_CLIENT_ID')
  if ((secret === '') === (keyFile === '')) return wrong('SAMENHANG_OIDC_KEY_FILE')
  if (secret !== '' && secret.length < 16) return wrong('SAMENHANG_OIDC_CLIENT_SECRET')
  const [acr, amr] = [wordsOf(read('ACR')), wordsOf(read('AMR'))]
  // No minimum would be a password and nothing else, without anybody having decided so (BIO2 5.17).
  if (acr.length + amr.length === 0) return wrong('SAMENHANG_OIDC_ACR')
  return accept({
    ...{ issuer, clientId, acr, amr },
    redirectUri: new URL(RETURN_PATH, publicUrl).href,
    proof: secret === '' ? { keyFile, ...(keyId === '' ? {} : { keyId }) } : { secret },
  })
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((each) => each !== '')

/** Only this machine may be spoken to in the clear. */
export const isSafeAddress = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(url))
}

export const isThisMachine = (url: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
