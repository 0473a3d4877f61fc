/**
 * Signing in at the provider of identities, as addresses for a browser: to the provider, back from it, and the choice of somebody with several
 * functions. Nothing is decided about who may act: that is the account's. Every refusal has a code; where an account is known it stands in
 * its log, otherwise in the log of the process, without a name.
 */
import { randomBytes } from 'node:crypto'
import { accept, asId, type Claim, isUuid, type Outcome, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { hashToken, SIGN_IN_SECONDS } from '../platform/http.ts'
import type { Log } from '../platform/log.ts'
import type { Proof, Provider } from '../platform/oidc.ts'
import { RETURN_PATH } from '../platform/oidc-settings.ts'
import type { Page, PageAnswer, PublicContext } from '../platform/route.ts'
import type { Acts } from '../platform/work.ts'
import { returnAddress } from './fresh.ts'
import { endOwnSessions, endSession, findSession, insertSession, SIGN_IN } from './session.store.ts'
import { choicePage } from './sign-in.page.ts'
import {
  beginAttempt,
  findAccounts,
  findChoice,
  keepProof,
  type OwnAccount,
  type Taken,
  takeAttempt,
  takeProof,
} from './sign-in.store.ts'

export type SignInNeeds = {
  /** Absent: everybody signs in at this house itself (local-means.routes.ts). */
  readonly provider?: Provider
  /** People sign in at this house itself, too or only. */
  readonly local: boolean
  readonly worker: Database
  readonly acts: Acts
  readonly log: Log
  readonly idleMinutes: number
}

const CHOOSE = '/aanmelden/kies'
const SIGN_IN_SCREEN = '/app/aanmelden'

/** Where people sign in at this house itself. */
export const LOCAL_PATH = '/aanmelden/hier'
/** What a proof given at this house says of itself. */
export const LOCAL_ACR = { passkey: 'local:passkey', code: 'local:code' } as const

/** The addresses of signing in that every way shares, and those of the provider when one is set. */
export const signInPages = (needs: SignInNeeds): readonly Page[] => [
  {
    method: 'GET',
    path: '/aanmelden/begin',
    operationId: 'beginSignIn',
    access: { kind: 'public' },
    handlePublic: (context, { search }) => begin(needs, context, new URLSearchParams(search)),
  },
  ...(needs.provider ? [returnPage(needs, needs.provider), logoutPage(needs, needs.provider)] : []),
  {
    method: 'GET',
    path: CHOOSE,
    operationId: 'showAccounts',
    access: { kind: 'public' },
    handlePublic: async ({ now, signInToken }) => {
      const choice = signInToken ? await findChoice(needs.worker, hashToken(signInToken), now) : undefined
      return choice ? accept({ html: choicePage(CHOOSE, choice.accounts) }) : refuse('sign-in-expired')
    },
  },
  {
    method: 'POST',
    path: CHOOSE,
    operationId: 'chooseAccount',
    access: { kind: 'public' },
    handlePublic: async (context, { form }) =>
      logged(needs, context, await choose(needs, context, form['account'] ?? '')),
  },
]

const returnPage = (needs: SignInNeeds, provider: Provider): Page => ({
  method: 'GET',
  path: RETURN_PATH,
  operationId: 'returnFromProvider',
  access: { kind: 'public' },
  handlePublic: async (context, { search }) => logged(needs, context, await comeBack(needs, provider, context, search)),
})

/** What the provider tells by itself (`backchannel_logout_uri`): somebody signed out there, or may not come in any more. */
const logoutPage = (needs: SignInNeeds, provider: Provider): Page => ({
  method: 'POST',
  path: '/aanmelden/afgemeld',
  operationId: 'endByProvider',
  access: { kind: 'public' },
  handlePublic: async (context, { form }) => logged(needs, context, await signOut(needs, provider, context, form)),
})

const signOut = async (
  { acts, worker }: SignInNeeds,
  provider: Provider,
  { now, trace }: PublicContext,
  form: Readonly<Record<string, string>>,
): Promise<Outcome<PageAnswer, string>> => {
  const told = await provider.readLogout(form['logout_token'] ?? '')
  if (!told.ok) return told
  const { open } = await findAccounts(worker, { issuer: provider.issuer, subject: told.value.subject })
  for (const [i, account] of open.entries()) {
    // Each account has its row in the log of its own house.
    const traced = i === 0 ? { trace } : {}
    const ended = await acts.run({ claim: claimOf(account), operation: 'endByProvider', ...traced }, async (work) =>
      accept(await endOwnSessions(work.trx, now)),
    )
    if (!ended.ok) return ended
  }
  return accept({ html: '' })
}

export const newToken = (): string => randomBytes(32).toString('base64url')
const inTenMinutes = (now: Date): Date => new Date(now.getTime() + SIGN_IN_SECONDS * 1000)

// Without a name: who it was is not known, and the log of the process knows nobody.
export const logged = <T>(
  { log }: SignInNeeds,
  { trace }: PublicContext,
  outcome: Outcome<T, string>,
): Outcome<T, string> => {
  if (!outcome.ok) log('warn', 'sign-in-refused', { trace, code: outcome.refusal.code })
  return outcome
}

/** `naar`: the screen to come back to. `vers`: must prove now who (s)he is, as the person who is signed in. */
export type Begun = {
  readonly returnTo: string
  readonly again?: { readonly sessionHash: Buffer; readonly acr?: string }
}

/** What a browser asks that begins to sign in, and whether a session of it must be proved again. */
export const readBegin = async (
  { worker }: Pick<SignInNeeds, 'worker'>,
  { now, sessionToken }: PublicContext,
  query: URLSearchParams,
): Promise<Begun> => {
  const returnTo = returnAddress(query.get('naar'))
  const sessionHash = query.has('vers') && sessionToken ? hashToken(sessionToken) : undefined
  const session = sessionHash && (await findSession(worker, sessionHash, now, true))
  if (!session || !sessionHash) return { returnTo }
  return { returnTo, again: { sessionHash, ...(session.acr === undefined ? {} : { acr: session.acr }) } }
}

const begin = async (
  needs: SignInNeeds,
  context: PublicContext,
  query: URLSearchParams,
): Promise<Outcome<PageAnswer, string>> => {
  const { provider, worker } = needs
  const { fromElsewhere, now, setSignIn } = context
  // Another site may lead here, but not sign somebody in whom the provider still remembers: that takes a hand.
  if (fromElsewhere) return accept({ seeOther: SIGN_IN_SCREEN })
  const begun = await readBegin(needs, context, query)
  // Who came in here proves it here again; and without a provider everybody does.
  if (!provider || (needs.local && begun.again?.acr?.startsWith('local:')))
    return accept({ seeOther: `${LOCAL_PATH}${query.size > 0 ? `?${query}` : ''}` })
  const token = newToken()
  const again = begun.again !== undefined
  const address = await provider.begin({ token, again, begunAt: now })
  if (!address.ok) return address
  await keepAttempt(worker, begun, token, now)
  setSignIn(token)
  return accept({ seeOther: address.value.href })
}

/** Keeps that this browser began, for ten minutes and for one answer. */
export const keepAttempt = (worker: Database, { returnTo, again }: Begun, token: string, now: Date): Promise<void> =>
  beginAttempt(worker, {
    ...{ tokenHash: hashToken(token), returnTo, now, until: inTenMinutes(now) },
    ...(again ? { session: again.sessionHash } : {}),
  })

const comeBack = async (
  needs: SignInNeeds,
  provider: Provider,
  context: PublicContext,
  search: string,
): Promise<Outcome<PageAnswer, string>> => {
  const { now, signInToken, setSignIn } = context
  // Another browser, an attempt that is over, or one that was used: all the same from here.
  const taken = signInToken ? await takeAttempt(needs.worker, hashToken(signInToken), now) : undefined
  setSignIn()
  if (!signInToken || !taken) return refuse('sign-in-expired')
  const attempt = { token: signInToken, again: taken.again !== undefined, begunAt: taken.begunAt }
  const proof = await provider.prove(attempt, search, now)
  return proof.ok ? goOnProved(needs, context, taken, proof.value) : proof
}

/** Who somebody is was proved, at a provider or here: what follows is the same. */
export const goOnProved = async (
  needs: SignInNeeds,
  context: PublicContext,
  taken: Taken,
  proof: Proof,
): Promise<Outcome<PageAnswer, string>> => {
  const { open, closed } = await findAccounts(needs.worker, proof)
  const [first, second] = open
  if (!first && closed[0]) return refuseAs(needs, context, closed[0], 'sign-in-account-closed')
  if (!first) return refuse('sign-in-unknown', { subject: proof.subject })
  if (taken.again) return proveAgain(needs, context, taken, open, proof)
  if (!second) return signIn(needs, context, first, { ...taken, proof })
  return letChoose(needs, context, first, { ...taken, proof })
}

/** Who must prove it again goes on as the same account; somebody else's proof changes nothing. */
const proveAgain = async (
  needs: SignInNeeds,
  context: PublicContext,
  { again, returnTo }: Taken,
  open: readonly OwnAccount[],
  proof: Proof,
): Promise<Outcome<PageAnswer, string>> => {
  const account = open.find((each) => each.actor === again?.actor)
  if (!again || !account) return refuseAs(needs, context, open[0], 'sign-in-other-person')
  return signIn(needs, context, account, { returnTo, proof, replaces: again.sessionHash })
}

type Signing = {
  readonly returnTo: string
  readonly proof: Pick<Proof, 'provedAt' | 'acr'>
  readonly replaces?: Buffer
}

export const claimOf = (account: OwnAccount): Claim => ({
  organisation: asId(account.organisation),
  actor: asId(account.actor),
  function: account.function,
  plane: account.plane,
  purpose: SIGN_IN,
})

/** Begins a session with a new token, in one act with its row in the log; an earlier session of this browser ends. */
const signIn = async (
  { acts, worker, idleMinutes }: SignInNeeds,
  context: PublicContext,
  account: OwnAccount,
  { returnTo, proof, replaces }: Signing,
  takes: { readonly proofHash?: Buffer } = {},
): Promise<Outcome<PageAnswer, string>> => {
  const { now, trace, sessionToken, setSession } = context
  const token = newToken()
  const begun = await acts.run({ claim: claimOf(account), operation: 'signIn', trace }, async ({ trx }) => {
    if (takes.proofHash && !(await takeProof(trx, takes.proofHash, now))) return refuse('sign-in-expired')
    await insertSession(trx, {
      ...{ tokenHash: hashToken(token), actor: account.actor, now },
      proved: { at: proof.provedAt, idleMinutes, ...(proof.acr === undefined ? {} : { acr: proof.acr }) },
    })
    return accept(true)
  })
  if (!begun.ok) return begun
  for (const old of [replaces, sessionToken && hashToken(sessionToken)]) if (old) await endSession(worker, old, now)
  setSession(token)
  return accept({ seeOther: returnTo })
}

const letChoose = async (
  { acts }: SignInNeeds,
  { now, trace, setSignIn }: PublicContext,
  account: OwnAccount,
  { returnTo, proof }: { readonly returnTo: string; readonly proof: Proof },
): Promise<Outcome<PageAnswer, string>> => {
  const token = newToken()
  const kept = await acts.run({ claim: claimOf(account), operation: 'proveIdentity', trace }, async ({ trx }) => {
    await keepProof(trx, {
      ...{ tokenHash: hashToken(token), returnTo, actor: account.actor, proof },
      until: inTenMinutes(now),
    })
    return accept(true)
  })
  if (!kept.ok) return kept
  setSignIn(token)
  return accept({ seeOther: CHOOSE })
}

const choose = async (
  needs: SignInNeeds,
  context: PublicContext,
  wanted: string,
): Promise<Outcome<PageAnswer, string>> => {
  const { now, signInToken, setSignIn } = context
  const proofHash = signInToken ? hashToken(signInToken) : undefined
  const choice = proofHash ? await findChoice(needs.worker, proofHash, now) : undefined
  if (!proofHash || !choice) return refuse('sign-in-expired')
  const account = isUuid(wanted) ? choice.accounts.find((each) => each.actor === wanted) : undefined
  if (!account) return refuse('not-found')
  setSignIn()
  return signIn(needs, context, account, { returnTo: choice.returnTo, proof: choice }, { proofHash })
}

/** Refused with a row in the log of the account that it was about. */
export const refuseAs = async (
  { acts }: SignInNeeds,
  { trace }: PublicContext,
  account: OwnAccount | undefined,
  code: 'sign-in-account-closed' | 'sign-in-other-person' | 'sign-in-wrong' | 'sign-in-resting',
): Promise<Outcome<PageAnswer, string>> =>
  account
    ? acts.run<PageAnswer>({ claim: claimOf(account), operation: 'signIn', trace }, async () => refuse(code))
    : refuse(code)
