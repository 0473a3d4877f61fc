/** Everything that can be set from outside, read once at start and checked. No other file reads the environment. */
import { join, resolve } from 'node:path'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { KeyServiceSettings } from './key-hook-service.ts'
import { isSafeAddress, type OidcSettings, readOidcSettings } from './oidc-settings.ts'
import { type RoleAddress, readRoleToken } from './role-line.ts'

export type Config = {
  readonly host: string
  readonly port: number
  /** Addresses of the proxy before this server, comma-separated; only then its word about who calls is believed. */
  readonly trustedProxy?: string
  /** Where the address bar of a user points; used in links of replies without an account. */
  readonly publicUrl: string
  /** The folder with the embedded database, keys and logs. */
  readonly dataFolder: string
  /** A PostgreSQL server of the deployer (role that may create roles and databases); absent: the embedded one. */
  readonly databaseUrl?: string
  /** Where wrapped data keys lie; absent: a database of its own beside the main one. */
  readonly keysDatabaseUrl?: string
  /** A key service that keeps the keys of organisations; absent: they lie in this house. */
  readonly keyService?: KeyServiceSettings
  /** After so many days `samenhang keys epoch` wraps everything anew; 30 when absent. */
  readonly keyEpochDays?: number
  /** How long backups of the key database are kept, so how long an older key must still open; 30 days when absent. */
  readonly keyBackupDays?: number
  /** Demonstration: invented cast, one-click sign-in, banner on every page. */
  readonly demonstration: boolean
  /** Persons in the simulated country that a demonstration starts with. */
  readonly demonstrationPersons: number
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Only for tests: a database without flush to disk. */
  readonly fsync: boolean
  /** The matcher in a process of its own; absent: in this one. */
  readonly matcher?: RoleAddress
  /** The key authority in a process of its own; absent: in this one. */
  readonly authority?: RoleAddress
  /** Where people sign in; absent: nobody can, unless this is a demonstration. */
  readonly oidc?: OidcSettings
  /** People sign in at this house itself, with passkeys or with a key and a code. */
  readonly localAccounts?: boolean
  /** After so long without a hand on it a session is over; 30 minutes when absent. */
  readonly sessionIdleMinutes?: number
  /** Who publishes numbers of this installation, as catalogues and the yearly report name it. */
  readonly publisher?: string
  /** Where questions about public numbers go: a web or `mailto:` address. */
  readonly publisherContact?: string
}

export const ROOT = resolve(import.meta.dirname, '../..')

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const

/**
 * Reads the settings. Refuses with `bad-setting` and the name of the first setting that cannot be used;
 * the value itself is not repeated, it may be a secret.
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Outcome<Config, 'bad-setting'> => {
  const port = Number(env['SAMENHANG_PORT'] ?? env['PORT'] ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return refuse('bad-setting', { setting: 'SAMENHANG_PORT' })
  const logLevel = LEVELS.find((level) => level === (env['SAMENHANG_LOG'] ?? 'info'))
  if (!logLevel) return refuse('bad-setting', { setting: 'SAMENHANG_LOG' })
  const demonstrationPersons = Number(env['SAMENHANG_DEMONSTRATION_PERSONS'] ?? '300')
  if (!Number.isInteger(demonstrationPersons) || demonstrationPersons < 0 || demonstrationPersons > 100_000) {
    return refuse('bad-setting', { setting: 'SAMENHANG_DEMONSTRATION_PERSONS' })
  }
  // A word that is neither would quietly mean "on": a database of real people open to whoever clicks a name.
  for (const setting of ['SAMENHANG_DEMONSTRATION', 'SAMENHANG_FSYNC', 'SAMENHANG_LOCAL_ACCOUNTS'])
    if (!['on', 'off'].includes(env[setting] ?? 'on')) return refuse('bad-setting', { setting })
  for (const setting of ['DATABASE_URL', 'SAMENHANG_KEYS_DATABASE_URL']) {
    const url = env[setting]
    if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) return refuse('bad-setting', { setting })
  }
  for (const role of ['MATCHER', 'AUTHORITY'] as const) {
    const wrong = roleSettings(env, role)
    if (wrong) return refuse('bad-setting', { setting: wrong })
  }
  const service = keyServiceSettings(env)
  if (!service.ok) return service
  for (const setting of ['SAMENHANG_KEY_EPOCH_DAYS', 'SAMENHANG_KEY_BACKUP_DAYS'])
    if (env[setting] !== undefined && !/^(0|[1-9][0-9]{0,3})$/.test(env[setting]))
      return refuse('bad-setting', { setting })
  const idle = env['SAMENHANG_SESSION_IDLE_MINUTES']
  // Beyond a working day it would be no end at all.
  if (idle !== undefined && !/^([1-9]|[1-9][0-9]|[1-5][0-9][0-9]|600)$/.test(idle))
    return refuse('bad-setting', { setting: 'SAMENHANG_SESSION_IDLE_MINUTES' })
  const [publisher, contact] = [env['SAMENHANG_PUBLISHER'], env['SAMENHANG_PUBLISHER_CONTACT']]
  if (publisher !== undefined && !/^\S[^\p{Cc}]{0,198}\S$/u.test(publisher))
    return refuse('bad-setting', { setting: 'SAMENHANG_PUBLISHER' })
  // It stands in files that everybody reads: a line that is followed may not lead to something that runs.
  if (contact !== undefined && !/^(https:\/\/|mailto:[^\s@]+@)[^\s"<>]{1,200}$/.test(contact))
    return refuse('bad-setting', { setting: 'SAMENHANG_PUBLISHER_CONTACT' })
  const host = env['SAMENHANG_HOST'] ?? '127.0.0.1'
  const publicUrl = env['SAMENHANG_PUBLIC_URL'] ?? `http://${host}:${port}`
  const oidc = readOidcSettings(env, publicUrl)
  if (!oidc.ok) return oidc
  const localAccounts = env['SAMENHANG_LOCAL_ACCOUNTS'] === 'on'
  // A browser makes no passkey for an address that anybody on the way may read, and none for a number.
  if (localAccounts && !(isSafeAddress(publicUrl) && /[a-z]/i.test(new URL(publicUrl).hostname)))
    return refuse('bad-setting', { setting: 'SAMENHANG_PUBLIC_URL' })
  return accept({
    host,
    port,
    publicUrl,
    dataFolder: resolve(env['SAMENHANG_DATA'] ?? join(ROOT, '.samenhang')),
    ...(env['SAMENHANG_TRUSTED_PROXY'] ? { trustedProxy: env['SAMENHANG_TRUSTED_PROXY'] } : {}),
    ...(env['DATABASE_URL'] ? { databaseUrl: env['DATABASE_URL'] } : {}),
    ...(env['SAMENHANG_KEYS_DATABASE_URL'] ? { keysDatabaseUrl: env['SAMENHANG_KEYS_DATABASE_URL'] } : {}),
    localAccounts,
    demonstration: env['SAMENHANG_DEMONSTRATION'] !== 'off',
    demonstrationPersons,
    logLevel,
    fsync: env['SAMENHANG_FSYNC'] !== 'off',
    ...roleAddress(env, 'MATCHER'),
    ...roleAddress(env, 'AUTHORITY'),
    ...(oidc.value ? { oidc: oidc.value } : {}),
    ...(service.value ? { keyService: service.value } : {}),
    ...(env['SAMENHANG_KEY_EPOCH_DAYS'] ? { keyEpochDays: Number(env['SAMENHANG_KEY_EPOCH_DAYS']) } : {}),
    ...(env['SAMENHANG_KEY_BACKUP_DAYS'] ? { keyBackupDays: Number(env['SAMENHANG_KEY_BACKUP_DAYS']) } : {}),
    ...(idle ? { sessionIdleMinutes: Number(idle) } : {}),
    ...(publisher ? { publisher } : {}),
    ...(contact ? { publisherContact: contact } : {}),
  })
}

type Env = Readonly<Record<string, string | undefined>>

const LOCAL = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?\/?$/
// Half a key service would be keys in two places and nobody who knows: all of it or none. In clear only to this machine.
const keyServiceSettings = (env: Env): Outcome<KeyServiceSettings | undefined, 'bad-setting'> => {
  const read = (name: string) => env[`SAMENHANG_KEY_SERVICE_${name}`]
  const wrong = (name: string) => refuse('bad-setting' as const, { setting: `SAMENHANG_KEY_SERVICE_${name}` })
  const [url, token, mount = 'transit', prefix = 'samenhang'] = ['URL', 'TOKEN', 'MOUNT', 'PREFIX'].map(read)
  if (url === undefined && token === undefined)
    return read('MOUNT') === undefined && read('PREFIX') === undefined ? accept(undefined) : wrong('URL')
  if (url === undefined || !(LOCAL.test(url) || /^https:\/\/[^/?#@]+\/?$/.test(url))) return wrong('URL')
  if (token === undefined || !/^[\x21-\x7e]{8,}$/.test(token)) return wrong('TOKEN')
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/i.test(mount)) return wrong('MOUNT')
  if (!/^[a-z0-9-]{1,40}$/i.test(prefix)) return wrong('PREFIX')
  return accept({ url, token, mount, prefix })
}

// An address without a secret would be a matcher that anybody can be; a secret without an address is a typing error.
const roleSettings = (env: Env, role: 'MATCHER' | 'AUTHORITY'): string | undefined => {
  const [url, token] = [env[`SAMENHANG_${role}_URL`], env[`SAMENHANG_${role}_TOKEN`]]
  if (url === undefined && token === undefined) return undefined
  if (url === undefined || !/^(https?:\/\/[^/]+\/?|unix:\/.+)$/.test(url)) return `SAMENHANG_${role}_URL`
  return readRoleToken(token) ? undefined : `SAMENHANG_${role}_TOKEN`
}

const roleAddress = (
  env: Env,
  role: 'MATCHER' | 'AUTHORITY',
): { readonly matcher?: RoleAddress; readonly authority?: RoleAddress } => {
  const [url, token] = [env[`SAMENHANG_${role}_URL`], env[`SAMENHANG_${role}_TOKEN`]]
  if (url === undefined || token === undefined) return {}
  return role === 'MATCHER' ? { matcher: { url, token } } : { authority: { url, token } }
}
