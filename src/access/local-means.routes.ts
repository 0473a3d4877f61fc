/**
 * Signing in at this house itself, for who has no provider: with a passkey, or with an access key and a code. As addresses for a browser; after
 * the proof everything goes as after that of a provider (sign-in.routes.ts). What is wrong is refused in one sentence, whatever it was.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'
import type { Page, PageAnswer, PublicContext } from '../platform/route.ts'
import {
  bareCode,
  challengeOf,
  hashCode,
  idInAnswer,
  type Means,
  meansOf,
  type NewPasskey,
  type PasskeyPlace,
  readNewPasskey,
  readPasskeyAnswer,
  stepOfCode,
  writtenSecret,
} from './local-means.crypto.ts'
import { askCodePage, enrolledPage, enrolPage, signInHerePage } from './local-means.page.ts'
import {
  countPasskey,
  enrolAccessKey,
  enrolPasskey,
  findEnrolment,
  findPasskey,
  LOCAL_ISSUER,
  takeCodeStep,
  tryAccessKey,
} from './local-means.store.ts'
import {
  claimOf,
  goOnProved,
  keepAttempt,
  LOCAL_ACR,
  LOCAL_PATH,
  logged,
  newToken,
  readBegin,
  refuseAs,
  type SignInNeeds,
} from './sign-in.routes.ts'
import { findAccounts, type Taken, takeAttempt } from './sign-in.store.ts'

export type LocalNeeds = SignInNeeds & { readonly means: Means; readonly place: PasskeyPlace }

const [PASSKEY, CODE] = [`${LOCAL_PATH}/passkey`, `${LOCAL_PATH}/code`]
const ENROL = '/aanmelden/inschrijven'
const [ENROL_PASSKEY, ENROL_CODE] = [`${ENROL}/passkey`, `${ENROL}/code`]

/** The addresses of signing in here; none when the setting is off. */
export const localPages = (needs: LocalNeeds): readonly Page[] => {
  const posted = (
    path: string,
    operationId: string,
    act: (context: PublicContext, form: Readonly<Record<string, string>>) => Promise<Outcome<PageAnswer, string>>,
  ): Page => ({
    ...{ method: 'POST', path, operationId, access: { kind: 'public' } },
    handlePublic: async (context, { form }) => logged(needs, context, await act(context, form)),
  })
  return [
    {
      ...{ method: 'GET', path: LOCAL_PATH, operationId: 'showSignInHere', access: { kind: 'public' } },
      handlePublic: async (context, { search }) => {
        const token = newToken()
        const begun = await readBegin(needs, context, new URLSearchParams(search))
        await keepAttempt(needs.worker, begun, token, context.now)
        context.setSignIn(token)
        const challenge = challengeOf(token, 'sign-in')
        return accept({ html: signInHerePage({ passkey: PASSKEY, code: CODE }, { challenge, host: needs.place.host }) })
      },
    },
    posted(PASSKEY, 'signInWithPasskey', (context, form) => byPasskey(needs, context, form['passkeyAnswer'] ?? '')),
    posted(CODE, 'signInWithCode', (context, form) => byCode(needs, context, form['key'] ?? '', form['code'] ?? '')),
    {
      ...{ method: 'GET', path: ENROL, operationId: 'askEnrolmentCode', access: { kind: 'public' } },
      handlePublic: async () => accept({ html: askCodePage(ENROL) }),
    },
    posted(ENROL, 'showEnrolment', (context, form) => showEnrolment(needs, context, form['invitation'] ?? '')),
    posted(ENROL_PASSKEY, 'enrolPasskey', (context, form) =>
      enrolWithPasskey(needs, context, form['invitation'] ?? '', form['passkeyAnswer'] ?? ''),
    ),
    posted(ENROL_CODE, 'enrolAccessKey', (context, form) =>
      enrolWithCode(needs, context, form['invitation'] ?? '', form['code'] ?? ''),
    ),
  ]
}

// An attempt is good for one answer, right or wrong: who is wrong begins again with another challenge.
const takeOwnAttempt = async (
  { worker }: LocalNeeds,
  { now, signInToken, setSignIn }: PublicContext,
): Promise<(Taken & { readonly token: string }) | undefined> => {
  const taken = signInToken ? await takeAttempt(worker, hashToken(signInToken), now) : undefined
  setSignIn()
  return taken && signInToken ? { ...taken, token: signInToken } : undefined
}

const byPasskey = async (
  needs: LocalNeeds,
  context: PublicContext,
  answer: string,
): Promise<Outcome<PageAnswer, string>> => {
  const taken = await takeOwnAttempt(needs, context)
  if (!taken) return refuse('sign-in-expired')
  const id = idInAnswer(answer)
  const passkey = id && (await findPasskey(needs.worker, id))
  if (!passkey) return refuse('sign-in-wrong')
  const counter = await readPasskeyAnswer(answer, challengeOf(taken.token, 'sign-in'), needs.place, passkey)
  const used = counter !== undefined && (await countPasskey(needs.worker, passkey.id, counter, context.now))
  if (!used) return refuseOf(needs, context, passkey.subject, 'sign-in-wrong')
  return prove(needs, context, taken, passkey.subject, LOCAL_ACR.passkey)
}

const byCode = async (
  needs: LocalNeeds,
  context: PublicContext,
  typedKey: string,
  typedCode: string,
): Promise<Outcome<PageAnswer, string>> => {
  const taken = await takeOwnAttempt(needs, context)
  if (!taken) return refuse('sign-in-expired')
  const key = bareCode(typedKey)
  const hash = needs.means.hashKey(key)
  const tried = key === '' ? undefined : await tryAccessKey(needs.worker, hash, context.now)
  if (!tried) return refuse('sign-in-wrong')
  if (tried.resting) return refuseOf(needs, context, tried.subject, 'sign-in-resting')
  const step = stepOfCode(needs.means.open(tried.sealed, tried.subject), typedCode.replace(/\s/g, ''), context.now)
  const used = step !== undefined && (await takeCodeStep(needs.worker, hash, step))
  if (!used) return refuseOf(needs, context, tried.subject, 'sign-in-wrong')
  return prove(needs, context, taken, tried.subject, LOCAL_ACR.code)
}

const prove = (
  needs: LocalNeeds,
  context: PublicContext,
  taken: Taken,
  subject: string,
  acr: string,
): Promise<Outcome<PageAnswer, string>> =>
  goOnProved(needs, context, taken, { issuer: LOCAL_ISSUER, subject, provedAt: context.now, acr })

// Whose means it was is known: the refusal stands in the log of the first of the accounts.
const refuseOf = async (
  needs: LocalNeeds,
  context: PublicContext,
  subject: string,
  code: 'sign-in-wrong' | 'sign-in-resting',
): Promise<Outcome<PageAnswer, string>> => {
  const { open, closed } = await findAccounts(needs.worker, { issuer: LOCAL_ISSUER, subject })
  return refuseAs(needs, context, open[0] ?? closed[0], code)
}

type Invitation = { readonly bare: string; readonly hash: Buffer; readonly subject: string }

const readInvitation = async (
  { worker }: LocalNeeds,
  { now }: PublicContext,
  typed: string,
): Promise<Invitation | undefined> => {
  const bare = bareCode(typed)
  const hash = hashCode(bare)
  const subject = bare === '' ? undefined : await findEnrolment(worker, hash, now)
  return subject === undefined ? undefined : { bare, hash, subject }
}

const showEnrolment = async (
  needs: LocalNeeds,
  context: PublicContext,
  typed: string,
): Promise<Outcome<PageAnswer, string>> => {
  const invitation = await readInvitation(needs, context, typed)
  if (!invitation) return refuse('sign-in-no-invitation')
  const { bare, subject } = invitation
  const { key, secret } = meansOf(bare)
  return accept({
    html: enrolPage(
      { passkey: ENROL_PASSKEY, code: ENROL_CODE },
      {
        ...{ invitation: bare, key, ...writtenSecret(secret) },
        passkey: {
          challenge: challengeOf(bare, 'enrol'),
          host: needs.place.host,
          handle: Buffer.from(subject).toString('base64url'),
        },
      },
    ),
  })
}

const enrolWithPasskey = (
  needs: LocalNeeds,
  context: PublicContext,
  typed: string,
  answer: string,
): Promise<Outcome<PageAnswer, string>> =>
  enrol(needs, context, typed, 'enrolPasskey', async ({ bare }) => {
    const passkey: NewPasskey | undefined = await readNewPasskey(answer, challengeOf(bare, 'enrol'), needs.place)
    return passkey && ((trx, hash) => enrolPasskey(trx, hash, context.now, passkey))
  })

const enrolWithCode = (
  needs: LocalNeeds,
  context: PublicContext,
  typed: string,
  code: string,
): Promise<Outcome<PageAnswer, string>> =>
  enrol(needs, context, typed, 'enrolAccessKey', async ({ bare, subject }) => {
    const { key, secret } = meansOf(bare)
    const step = stepOfCode(secret, code.replace(/\s/g, ''), context.now)
    if (step === undefined) return undefined
    const kept = { hash: needs.means.hashKey(bareCode(key)), sealed: needs.means.seal(secret, subject), step }
    return (trx, hash) => enrolAccessKey(trx, hash, context.now, kept)
  })

type Keep = (trx: Parameters<typeof enrolPasskey>[0], hash: Buffer) => Promise<boolean>

/** Takes the invitation in an act of the account, so that it stands in the log of the organisation. */
const enrol = async (
  needs: LocalNeeds,
  context: PublicContext,
  typed: string,
  operation: 'enrolPasskey' | 'enrolAccessKey',
  read: (invitation: Invitation) => Promise<Keep | undefined>,
): Promise<Outcome<PageAnswer, string>> => {
  const invitation = await readInvitation(needs, context, typed)
  if (!invitation) return refuse('sign-in-no-invitation')
  const { open } = await findAccounts(needs.worker, { issuer: LOCAL_ISSUER, subject: invitation.subject })
  const account = open[0]
  if (!account) return refuse('sign-in-no-invitation')
  const keep = await read(invitation)
  return needs.acts.run<PageAnswer>(
    { claim: claimOf(account), operation, trace: context.trace },
    async ({ trx }): Promise<Outcome<PageAnswer, string>> => {
      if (!keep) return refuse('sign-in-wrong')
      return (await keep(trx, invitation.hash))
        ? accept({ html: enrolledPage(LOCAL_PATH) })
        : refuse('sign-in-no-invitation')
    },
  )
}
