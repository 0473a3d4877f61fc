/**
 * OpenID Connect with the provider of identities: authorisation code, PKCE, state, nonce, and every check of the answer by the library
 * (decision 0041). Nothing of the protocol is our own; here stand what is asked, what must come back, and how a fault is named.
 */
import { createPrivateKey, hkdfSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { faultFields, type Log } from './log.ts'
import { isThisMachine, type OidcSettings } from './oidc-settings.ts'

/** Who somebody is, as the provider says, and how and when it saw so. */
export type Proof = {
  readonly issuer: string
  readonly subject: string
  readonly provedAt: Date
  readonly acr?: string
}

export type ProofRefusal = 'sign-in-cancelled' | 'sign-in-not-proved' | 'sign-in-too-weak' | 'sign-in-provider-away'

/** `again`: must prove who (s)he is now, whatever the provider remembers. `begunAt`: when this attempt began. */
export type Attempt = { readonly token: string; readonly again: boolean; readonly begunAt: Date }

export type Provider = {
  readonly issuer: string
  /** Where to send the browser. */
  begin(attempt: Attempt): Promise<Outcome<URL, 'sign-in-provider-away'>>
  /** What the answer of the provider proves; `answer` is the query of the address that it sent the browser back to. */
  prove(attempt: Attempt, answer: string, now: Date): Promise<Outcome<Proof, ProofRefusal>>
  /** Whom the provider signed out elsewhere, as its token says (OpenID Connect Back-Channel Logout 1.0, section 2.6); a token is good once. */
  readLogout(
    token: string,
  ): Promise<Outcome<{ readonly subject: string }, 'logout-not-proved' | 'sign-in-provider-away'>>
  /** Asks the provider to describe itself. Throws when it is away. */
  look(): Promise<void>
}

/** A session lasts no longer (SESSION_HOURS); who proved who (s)he is before that is asked again. */
const PROOF_SECONDS_MAX = 10 * 3600
/** Clocks of two machines differ; more than this is a fault of one of them. */
const CLOCK_SECONDS = 30
const WAIT_SECONDS = 8
/** Keys and addresses of a provider change; a description is not believed for ever. */
const DESCRIPTION_MS = 3_600_000
const ATTEMPT_SECONDS = 600

/** Opens the provider; nothing is asked of it before somebody signs in. */
export const openProvider = (settings: OidcSettings, log: Log): Provider => {
  const described = keptFor(DESCRIPTION_MS, () => describe(settings))
  const keys = keptFor(DESCRIPTION_MS, async () =>
    createRemoteJWKSet(new URL((await described()).serverMetadata().jwks_uri ?? ''), {
      timeoutDuration: WAIT_SECONDS * 1000,
    }),
  )
  const seen = rememberedFor((LOGOUT_SECONDS_MAX + 2 * CLOCK_SECONDS) * 1000)
  return {
    issuer: settings.issuer,
    begin: async (attempt) => {
      try {
        return accept(openid.buildAuthorizationUrl(await described(), await askFor(settings, attempt)))
      } catch (fault) {
        // Away, or set up wrongly (doctor tells which): for who wants to sign in it is the same.
        log('error', 'sign-in-provider-away', faultFields(fault))
        return refuse('sign-in-provider-away')
      }
    },
    prove: async (attempt, answer, now) => {
      try {
        return judge(settings, attempt, await exchange(await described(), settings, attempt, answer), now)
      } catch (fault) {
        log('warn', 'sign-in-not-proved', faultFields(fault))
        return refuse(nameOf(fault))
      }
    },
    readLogout: async (token) => {
      try {
        const { payload } = await jwtVerify(token, await keys(), {
          ...{ issuer: settings.issuer, audience: settings.clientId, typ: 'logout+jwt', algorithms: SIGNATURES },
          ...{ clockTolerance: CLOCK_SECONDS, maxTokenAge: LOGOUT_SECONDS_MAX, requiredClaims: ['sub', 'jti', 'exp'] },
        })
        const { sub: subject = '', jti = '' } = payload
        if (!isLogout(payload) || subject.length > 255 || !seen(jti)) return refuse('logout-not-proved')
        return accept({ subject })
      } catch (fault) {
        log('warn', 'logout-not-proved', faultFields(fault))
        return refuse(
          isAway(fault) || fault instanceof errors.JWKSTimeout ? 'sign-in-provider-away' : 'logout-not-proved',
        )
      }
    },
    look: async () => void (await describe(settings)),
  }
}

// Only what is signed with the private key of the provider; a shared secret would let this house sign for it.
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** A message that somebody is out is of now; a day-old one is somebody's copy. */
const LOGOUT_SECONDS_MAX = 120
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

// A nonce would make it an id token that is shown a second time.
const isLogout = ({ events, nonce }: JWTPayload): boolean => {
  const event =
    typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[LOGOUT_EVENT] : undefined
  return nonce === undefined && typeof event === 'object' && event !== null && !Array.isArray(event)
}

/** True for who comes first; what was seen is forgotten after so long. */
const rememberedFor = (ms: number): ((name: string) => boolean) => {
  const until = new Map<string, number>()
  return (name) => {
    const now = performance.now()
    for (const [old, end] of until) if (end < now) until.delete(old)
    if (until.has(name)) return false
    until.set(name, now + ms)
    return true
  }
}

type Claims = NonNullable<ReturnType<Awaited<ReturnType<typeof openid.authorizationCodeGrant>>['claims']>>

const askFor = async (settings: OidcSettings, attempt: Attempt): Promise<Record<string, string>> => {
  const { state, nonce, verifier } = repeatedBy(attempt.token)
  return {
    redirect_uri: settings.redirectUri,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(attempt.again ? { prompt: 'login', max_age: '0' } : { max_age: String(PROOF_SECONDS_MAX) }),
    ...(settings.acr.length === 0 ? {} : { acr_values: settings.acr.join(' ') }),
  }
}

const exchange = async (
  configuration: openid.Configuration,
  settings: OidcSettings,
  attempt: Attempt,
  answer: string,
): Promise<Claims> => {
  const { state, nonce, verifier } = repeatedBy(attempt.token)
  // The address is ours, not what the request says it is: a false host leads nowhere.
  const address = new URL(settings.redirectUri)
  address.search = answer
  const tokens = await openid.authorizationCodeGrant(configuration, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    maxAge: attempt.again ? ATTEMPT_SECONDS : PROOF_SECONDS_MAX,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('the library asks for an id token')
  return claims
}

const judge = (
  settings: OidcSettings,
  attempt: Attempt,
  claims: Claims,
  now: Date,
): Outcome<Proof, 'sign-in-not-proved' | 'sign-in-too-weak'> => {
  const { iss, sub, auth_time: authTime, acr, amr } = claims
  const provedAt = new Date(Math.min(Number(authTime) * 1000, now.getTime()))
  if (Number.isNaN(provedAt.getTime()) || sub.length > 255) return refuse('sign-in-not-proved')
  if (attempt.again && provedAt.getTime() < attempt.begunAt.getTime() - CLOCK_SECONDS * 1000)
    return refuse('sign-in-not-proved')
  if (!isStrong(settings, { acr, amr })) return refuse('sign-in-too-weak')
  return accept({ issuer: iss, subject: sub, provedAt, ...(typeof acr === 'string' ? { acr: acr.slice(0, 300) } : {}) })
}

/** True when a proof is one of the classes and used all the means that the settings ask for. Exported for its test. */
export const isStrong = (
  asked: Pick<OidcSettings, 'acr' | 'amr'>,
  shown: { readonly acr?: unknown; readonly amr?: unknown },
): boolean => {
  const means: readonly unknown[] = Array.isArray(shown.amr) ? shown.amr : []
  const classFits = asked.acr.length === 0 || (typeof shown.acr === 'string' && asked.acr.includes(shown.acr))
  return classFits && asked.amr.every((each) => means.includes(each))
}

/**
 * What the provider must repeat, derived from the token that only this browser holds: the database keeps its hash and nothing else, and a
 * state that is seen tells neither nonce nor verifier.
 */
const repeatedBy = (token: string): { readonly state: string; readonly nonce: string; readonly verifier: string } => {
  const derive = (what: string) =>
    Buffer.from(hkdfSync('sha256', token, 'samenhang sign-in', what, 32)).toString('base64url')
  return { state: derive('state'), nonce: derive('nonce'), verifier: derive('verifier') }
}

const describe = async (settings: OidcSettings): Promise<openid.Configuration> =>
  openid.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { redirect_uris: [settings.redirectUri], response_types: ['code'], [openid.clockTolerance]: CLOCK_SECONDS },
    await clientProof(settings.proof),
    {
      timeout: WAIT_SECONDS,
      execute: [
        // The signature of the token is checked against the keys of the provider also where the line to it would do.
        openid.enableNonRepudiationChecks,
        ...(isThisMachine(settings.issuer) ? [openid.allowInsecureRequests] : []),
      ],
    },
  )

const clientProof = async (proof: OidcSettings['proof']): Promise<openid.ClientAuth> => {
  if ('secret' in proof) return openid.ClientSecretBasic(proof.secret)
  const key = await readClientKey(proof.keyFile)
  return openid.PrivateKeyJwt(proof.keyId === undefined ? key : { key, kid: proof.keyId })
}

const RSA_BITS = 3072
/** The private key of this client: PEM, RSA from 3072 bits (PS256) or P-256 (ES256): as strong as 128 bits. */
export const readClientKey = async (file: string): Promise<CryptoKey> => {
  const key = createPrivateKey(readFileSync(file))
  const der = key.export({ type: 'pkcs8', format: 'der' })
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_BITS)
    return crypto.subtle.importKey('pkcs8', der, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign'])
  if (namedCurve === 'prime256v1')
    return crypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  throw new Error('the key of the client is neither RSA of 3072 bits nor P-256')
}

const nameOf = (fault: unknown): ProofRefusal => {
  if (isAway(fault)) return 'sign-in-provider-away'
  const cancelled = fault instanceof openid.AuthorizationResponseError && fault.error === 'access_denied'
  return cancelled ? 'sign-in-cancelled' : 'sign-in-not-proved'
}

// No answer, no answer in time, or an answer that is no protocol (a page of a proxy that says 502).
const isAway = (fault: unknown): boolean => {
  const { code, message } = fault as { code?: string; message?: string }
  return (
    (fault instanceof TypeError && message === 'fetch failed') ||
    ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON'].includes(code ?? '') ||
    (fault instanceof openid.AuthorizationResponseError &&
      ['temporarily_unavailable', 'server_error'].includes(fault.error)) ||
    (fault instanceof openid.ResponseBodyError && fault.status >= 500)
  )
}

// What failed is asked again by who comes next.
const keptFor = <T>(ms: number, make: () => Promise<T>): (() => Promise<T>) => {
  let kept: { readonly value: Promise<T>; readonly until: number } | undefined
  return () => {
    if (!kept || kept.until < performance.now()) {
      const value = make().catch((fault: unknown) => {
        kept = undefined
        throw fault
      })
      kept = { value, until: performance.now() + ms }
    }
    return kept.value
  }
}
