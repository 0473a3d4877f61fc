/**
 * A real OpenID Connect server in this process, with the invented cast as its people. A test says who signs in next; in a browser a page asks.
 * And beside it a forger: a server that describes itself well and gives whatever token the test makes up.
 */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'
import { everyone } from '../../fixtures/cast.ts'

export const CLIENT_ID = 'samenhang'
export const CLIENT_SECRET = 'verzonnen-geheim-van-een-test'
/** Two classes of the provider: a password, and a password with a second step. */
export const STRONG = 'https://verzonnen.example/loa/hoog'
export const WEAK = 'https://verzonnen.example/loa/laag'

/** Who signs in next, and how; `cancel` says no at the provider. */
export type Next = { subject: string; acr?: string; amr?: string[]; cancel?: boolean; secondsAgo?: number }
export type IdentityProvider = {
  readonly issuer: string
  next?: Next
  stop(): Promise<void>
}

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const stop = (server: Server): Promise<void> => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Starts the server. `publicKey`: the client proves itself with a key instead of the secret. */
export const startIdentityProvider = async (options: {
  readonly redirectUri: string
  readonly publicKey?: KeyObject
}): Promise<IdentityProvider> => {
  const server = createServer()
  const issuer = await listen(server)
  const provider = new Provider(issuer, settings(options))
  const here: IdentityProvider = { issuer, stop: () => stop(server) }
  const callback = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/mens/')) return void callback(request, response)
    void letIn(provider, here, request, response)
  })
  return here
}

const settings = ({ redirectUri, publicKey }: Parameters<typeof startIdentityProvider>[0]): Configuration => ({
  clients: [
    {
      client_id: CLIENT_ID,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      ...(publicKey
        ? {
            token_endpoint_auth_method: 'private_key_jwt',
            token_endpoint_auth_signing_alg: 'PS256',
            jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'samenhang-1', use: 'sig' }] as never },
          }
        : { client_secret: CLIENT_SECRET, token_endpoint_auth_method: 'client_secret_basic' }),
    },
    // Another client of the same provider, whose codes and tokens are not for us.
    {
      client_id: 'ander',
      client_secret: `${CLIENT_SECRET}-ander`,
      redirect_uris: [redirectUri],
      response_types: ['code'],
    },
  ],
  acrValues: [STRONG, WEAK],
  cookies: { keys: ['verzonnen'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  claims: { openid: ['sub'], acr: null, amr: null, auth_time: null } as never,
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_context, interaction) => `/mens/${interaction.uid}` },
  // Nobody is asked whether Samenhang may know who they are: the employer decided that.
  loadExistingGrant: async (context) => {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client?.clientId ?? '',
      accountId: context.oidc.session?.accountId ?? '',
    })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  },
})

const letIn = async (
  provider: Provider,
  here: IdentityProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const chosen = new URL(request.url ?? '', here.issuer).searchParams.get('wie')
  const next = chosen ? { subject: chosen, acr: STRONG, amr: ['pwd', 'otp'] } : here.next
  if (!next) return void response.setHeader('content-type', 'text/html; charset=utf-8').end(whoPage())
  const { subject, acr = STRONG, amr = ['pwd', 'otp'], cancel = false, secondsAgo = 0 } = next
  await provider.interactionFinished(
    request,
    response,
    cancel
      ? { error: 'access_denied', error_description: 'afgebroken' }
      : { login: { accountId: subject, acr, amr, ts: Math.floor(Date.now() / 1000) - secondsAgo } },
    { mergeWithLastSubmission: false },
  )
}

const whoPage = (): string =>
  `<!doctype html><html lang="nl"><title>Verzonnen aanmelddienst</title><h1>Wie bent u?</h1><p>Een verzonnen aanmelddienst, om te proberen.</p><ul>${everyone
    .map((each) => `<li><a href="?wie=${each.key}">${each.name}</a></li>`)
    .join('')}</ul></html>`

/** A browser without a screen: goes from address to address with its cookies until it is sent to `until`. */
export const followTo = async (start: string, until: string): Promise<URL> => {
  const cookies = new Map<string, string>()
  let address = new URL(start)
  for (let step = 0; step < 12; step += 1) {
    if (address.href.startsWith(until)) return address
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`no way on from ${address.pathname}: ${answer.status} ${await answer.text()}`)
    address = new URL(location, address)
  }
  throw new Error('sent around in a circle')
}

// ---- the forger

export type Claims = Readonly<Record<string, unknown>>
export type Forger = {
  readonly issuer: string
  /** What the token endpoint gives, made for the nonce of the attempt. */
  token: (forger: Forger) => string
  readonly key: KeyObject
  readonly strangerKey: KeyObject
  readonly publicPem: string
  readonly kid: string
  /** Sends who exchanges a code on to another address. */
  sendsOnTo?: string
  /** How often a code was exchanged. */
  exchanges: number
  stop(): Promise<void>
}

export const startForger = async (): Promise<Forger> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const server = createServer()
  const issuer = await listen(server)
  const forger: Forger = {
    ...{ issuer, key: privateKey, strangerKey: stranger.privateKey, kid: 'een', exchanges: 0 },
    publicPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
    token: () => '',
    stop: () => stop(server),
  }
  const documents: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      authorization_response_iss_parameter_supported: true,
    }),
    '/keys': () => ({
      keys: [{ ...publicKey.export({ format: 'jwk' }), kid: forger.kid, use: 'sig', alg: 'RS256' }],
    }),
    '/token': () => {
      forger.exchanges += 1
      return { access_token: 'verzonnen', token_type: 'Bearer', id_token: forger.token(forger) }
    },
  }
  server.on('request', (request, response) => {
    if (forger.sendsOnTo && request.url === '/token') {
      response.writeHead(307, { location: forger.sendsOnTo }).end()
      return
    }
    const make = documents[request.url ?? '']
    response.setHeader('content-type', 'application/json')
    response.writeHead(make ? 200 : 404).end(JSON.stringify(make?.() ?? {}))
  })
  return forger
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token by hand, signed as `how` says. */
export const handMade = (
  claims: Claims,
  how:
    | { readonly alg: 'RS256'; readonly key: KeyObject; readonly kid: string }
    | { readonly alg: 'HS256'; readonly secret: string }
    | { readonly alg: 'none' },
  typ = 'JWT',
): string => {
  const head = { alg: how.alg, typ, ...(how.alg === 'RS256' ? { kid: how.kid } : {}) }
  const text = `${part(head)}.${part(claims)}`
  if (how.alg === 'none') return `${text}.`
  if (how.alg === 'HS256') return `${text}.${createHmac('sha256', how.secret).update(text).digest('base64url')}`
  return `${text}.${createSign('sha256').update(text).sign(how.key, 'base64url')}`
}
