/** A house for real people, a provider beside it, and a browser without a screen that keeps its cookies: for tests of signing in. */
import type { OutgoingHttpHeaders } from 'node:http'
import { type CastMember, cast } from '../../fixtures/cast.ts'
import { accountsClaim, addAccount, bindAccount } from '../../src/access/account.store.ts'
import { accept } from '../../src/kernel/index.ts'
import type { Config } from '../../src/platform/config.ts'
import type { Log, LogFields } from '../../src/platform/log.ts'
import type { OidcSettings } from '../../src/platform/oidc-settings.ts'
import { CLIENT_ID, CLIENT_SECRET, followTo, STRONG } from './identity-provider.ts'
import { openTestSystem, type TestSystem } from './system.ts'

export const HOUSE = 'http://127.0.0.1'
export const REDIRECT = `${HOUSE}/aanmelden/terug`

export type Heard = { readonly event: string; readonly fields: LogFields }
export type RealHouse = TestSystem & { readonly heard: Heard[] }

/** Opens a house for real people with this provider. */
export const openRealHouse = async (
  issuer: string,
  more: { readonly oidc?: Partial<OidcSettings>; readonly config?: Partial<Config>; readonly screens?: boolean } = {},
): Promise<RealHouse> => {
  const heard: Heard[] = []
  const log: Log = (_level, event, fields = {}) => void heard.push({ event, fields })
  const oidc: OidcSettings = {
    ...{ issuer, clientId: CLIENT_ID, redirectUri: REDIRECT, proof: { secret: CLIENT_SECRET }, acr: [STRONG], amr: [] },
    ...more.oidc,
  }
  const house = await openTestSystem({
    real: true,
    screens: more.screens ?? false,
    log,
    config: () => ({ oidc, ...more.config }),
  })
  return { ...house, heard }
}

/** Gives somebody an account as the operator does, bound to `subject`; gives its id. */
export const giveAccount = async (
  house: TestSystem,
  issuer: string,
  subject: string,
  member: CastMember = cast.coordinatorZaanstad,
): Promise<string> => {
  const added = await house.system.acts.run(
    { claim: accountsClaim(member.organisation, member.plane), operation: 'addAccount' },
    async (work) => {
      const id = await addAccount(work, { name: member.name, function: member.function })
      const bound = await bindAccount(work, id, { issuer, subject, replace: false })
      return bound.ok ? accept(id) : bound
    },
  )
  if (!added.ok) throw new Error(added.refusal.code)
  return added.value
}

export type Seen = {
  readonly status: number
  readonly text: string
  readonly location: string
  readonly headers: OutgoingHttpHeaders
  readonly body: unknown
}

export class TestBrowser {
  readonly cookies = new Map<string, string>()
  readonly house: TestSystem
  constructor(house: TestSystem) {
    this.house = house
  }

  async go(
    url: string,
    more: {
      readonly method?: 'GET' | 'POST' | 'DELETE'
      readonly payload?: object | string
      readonly headers?: Readonly<Record<string, string>>
      /** Comes from the provider's site: a cookie that is strict stays behind. */
      readonly fromElsewhere?: boolean
    } = {},
  ): Promise<Seen> {
    const sent = [...this.cookies].filter(([name]) => !more.fromElsewhere || !name.endsWith('_session'))
    const answer = await this.house.http.inject({
      ...{ method: more.method ?? 'GET', url },
      headers: { cookie: sent.map(([name, value]) => `${name}=${value}`).join('; '), ...more.headers },
      ...(more.payload === undefined ? {} : { payload: more.payload }),
    })
    for (const { name, value } of answer.cookies)
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      text: answer.payload,
      location: String(answer.headers.location ?? ''),
      headers: answer.headers,
      body: isJson ? answer.json() : undefined,
    }
  }

  /** Begins; gives the address at the provider. */
  async begin(query = ''): Promise<URL> {
    const begun = await this.go(`/aanmelden/begin${query}`)
    if (begun.status !== 303) throw new Error(`${begun.status} ${begun.text}`)
    return new URL(begun.location)
  }

  /** Goes to the provider and comes back with its answer. */
  async signIn(query = ''): Promise<Seen> {
    return this.comeBack(await followTo((await this.begin(query)).href, REDIRECT))
  }

  comeBack(address: URL): Promise<Seen> {
    return this.go(`${address.pathname}${address.search}`, { fromElsewhere: true })
  }

  async whoAmI(): Promise<{ signedIn: boolean; function?: string; freshUntil?: string }> {
    return (await this.go('/v1/sessions/current')).body as { signedIn: boolean }
  }

  get session(): string | undefined {
    return this.cookies.get('samenhang_session')
  }
}
