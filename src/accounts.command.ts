/**
 * `samenhang accounts`: who can sign in. Runs beside a server that is up, or alone. Every act stands in the log of the organisation that the
 * account is of. Exit codes: 0 done, 1 a fault, 2 wrong use, 3 refused.
 */
import {
  ACCOUNT_FUNCTIONS,
  type Account,
  accountsClaim,
  addAccount,
  bindAccount,
  closeAccount,
  endSessionsOf,
  readAccounts,
} from './access/account.store.ts'
import { inviteAccount, LOCAL_ISSUER } from './access/local-means.store.ts'
import { fitsHouse, functionsOf, type Reference } from './directory/index.ts'
import { accept, type Claim, fillIn, type OrganisationId, type Outcome, refuse } from './kernel/index.ts'
import { findOrganisation } from './named-organisation.ts'
import { type House, inHouse, settle } from './opened-house.ts'
import type { RefusalWords } from './platform/http.ts'
import type { Platform } from './platform/platform.ts'
import type { Work } from './platform/work.ts'
import type { System } from './wiring.ts'
import { REFUSALS } from './words/refusals.ts'

type Options = Readonly<Record<string, string | boolean>>
type Lines = readonly string[]

const NAME = /^\P{C}{1,120}$/u
const SUBJECT = /^[\x21-\x7e]{1,255}$/

const SAID = {
  demonstration:
    'In een demonstratie heeft alleen de verzonnen rolverdeling toegang. / In a demonstration only the invented cast has access.',
  function: `--function is een van ${ACCOUNT_FUNCTIONS.join(', ')}. / is one of these.`,
  name: '--name is een naam van 1 tot 120 tekens. / a name of 1 to 120 characters.',
  subject: '--subject is 1 tot 255 tekens zonder spatie. / 1 to 255 characters without space.',
  issuer:
    'Geen aanmelddienst: zet SAMENHANG_OIDC_ISSUER of geef --issuer. / No provider: set SAMENHANG_OIDC_ISSUER or give --issuer.',
  local: 'Accounts van het huis zelf staan uit (SAMENHANG_LOCAL_ACCOUNTS=on). / Accounts of the house itself are off.',
  account: 'Geen account met dit id (samenhang accounts list). / No account with this id.',
} as const

/** Adds an account, and binds it when a subject is given; gives the exit code. */
export const addCommand = async (options: Options): Promise<number> => {
  const [name, asked] = [String(options['name']).trim().normalize('NFC'), String(options['function'])]
  const workFunction = ACCOUNT_FUNCTIONS.find((each) => each === asked)
  if (!NAME.test(name)) return say(SAID.name, 2)
  if (!workFunction) return say(SAID.function, 2)
  return withSystem(async ({ platform, system, reference }) => {
    const identity = options['subject'] === undefined ? undefined : identityIn(options, platform)
    if (typeof identity === 'string') return say(identity, 2)
    const organisation = findOrganisation(reference, String(options['of']))
    if (typeof organisation === 'string') return say(organisation, 2)
    const { kind } = organisation
    const added = await runAs(system, organisation, 'addAccount', async (work) => {
      if (!fitsHouse(workFunction, kind))
        return refuse('function-not-of-house', { functions: functionsOf(kind).join(', ') })
      const account = await addAccount(work, { name, function: workFunction })
      const bound = identity ? await bindAccount(work, account, { ...identity, replace: false }) : accept(true as const)
      return bound.ok ? accept({ account }) : bound
    })
    return tell(options, added, ({ account }) => [`Toegevoegd / added: ${account}`])
  })
}

/** Shows who can sign in. */
export const listCommand = (options: Options): Promise<number> =>
  withSystem(async ({ platform, reference }) => {
    const organisation = options['of'] === undefined ? undefined : findOrganisation(reference, String(options['of']))
    if (typeof organisation === 'string') return say(organisation, 2)
    const all = await readAccounts(platform.urls.admin)
    const shown = all.filter((each) => organisation === undefined || each.organisation === organisation.id)
    return tell(options, accept(shown), (accounts) => accounts.map(lineOf(reference)))
  })

/** Binds an account to somebody at the provider. */
export const bindCommand = (account: string, options: Options): Promise<number> =>
  withAccount(account, async (found, { platform, system }) => {
    const identity = identityIn(options, platform)
    if (typeof identity === 'string') return say(identity, 2)
    const bound = await runAs(system, placeOf(found), 'bindAccount', (work) =>
      bindAccount(work, found.id, { ...identity, replace: options['replace'] === true }),
    )
    return tell(options, bound.ok ? accept({ account: found.id, ...identity }) : bound, () => ['Gebonden. / Bound.'])
  })

/** Invites the holder of an account to enrol a passkey or an access key at this house itself; shows the invitation, once. */
export const inviteCommand = (account: string, options: Options): Promise<number> =>
  withAccount(account, async (found, { platform, system }) => {
    const { localAccounts, publicUrl } = platform.config
    if (!localAccounts) return say(SAID.local, 2)
    const invited = await runAs(system, placeOf(found), 'inviteAccount', (work) =>
      inviteAccount(work, found.id, options['lost'] === true),
    )
    return tell(options, invited, ({ code }) => [
      `Uitnodiging / invitation: ${code}`,
      `Drie dagen geldig, één keer, op ${publicUrl}/aanmelden/inschrijven. Geef haar alleen aan ${found.name} zelf. / Good for three days, once, there. Give it to this person alone.`,
    ])
  })

/** Closes an account, or ends its sessions alone. */
export const endCommand = (act: 'close' | 'sign-out', account: string, options: Options): Promise<number> =>
  withAccount(account, async (found, { system }) => {
    const ended = await runAs(
      system,
      placeOf(found),
      act === 'close' ? 'closeAccount' : 'endAccountSessions',
      async (work) => {
        const sessions = await endSessionsOf(work, found.id)
        if (act === 'close') await closeAccount(work, found.id)
        return accept({ account: found.id, sessions })
      },
    )
    return tell(options, ended, ({ sessions }) => [
      `${act === 'close' ? 'Gesloten / closed' : 'Afgemeld / signed out'}; ${sessions} sessies beëindigd / sessions ended.`,
    ])
  })

type Place = { readonly id: OrganisationId; readonly plane: Claim['plane'] }
const placeOf = ({ organisation, plane }: Account): Place => ({ id: organisation, plane })

const runAs = <T>(
  { acts }: System,
  { id, plane }: Place,
  operation: string,
  act: (work: Work) => Promise<Outcome<T, string>>,
): Promise<Outcome<T, string>> => acts.run({ claim: accountsClaim(id, plane), operation }, act)

const identityIn = (
  options: Options,
  { config }: Platform,
): { readonly issuer: string; readonly subject: string } | string => {
  const issuer = typeof options['issuer'] === 'string' ? options['issuer'] : config.oidc?.issuer
  const subject = String(options['subject'] ?? '')
  if (!SUBJECT.test(subject)) return SAID.subject
  return issuer === undefined || !(URL.canParse(issuer) || issuer === LOCAL_ISSUER) ? SAID.issuer : { issuer, subject }
}

const lineOf =
  ({ organisations }: Reference) =>
  (each: Account): string =>
    [
      each.id,
      each.closedAt ? 'gesloten / closed' : each.identity ? 'open' : 'niet gebonden / not bound',
      each.name,
      each.function,
      organisations.find(({ id }) => id === each.organisation)?.name ?? each.organisation,
      each.identity ? `${each.identity.issuer} ${each.identity.subject}` : '',
    ].join('  ')

const say = (sentence: string, code: number): number => {
  process.stderr.write(`${sentence}\n`)
  return code
}

const tell = <T>(options: Options, outcome: Outcome<T, string>, lines: (value: T) => Lines): number => {
  if (!outcome.ok) {
    const { code, params } = outcome.refusal
    const words: RefusalWords = REFUSALS
    return say(words[code] ? `${fillIn(words[code].nl, params)}\n${fillIn(words[code].en, params)}` : code, 3)
  }
  process.stdout.write(
    options['json'] === true
      ? `${JSON.stringify(outcome.value)}\n`
      : lines(outcome.value)
          .map((line) => `${line}\n`)
          .join(''),
  )
  return 0
}

const withAccount = (account: string, act: (found: Account, house: House) => Promise<number>): Promise<number> =>
  withSystem(async (open) => {
    const found = (await readAccounts(open.platform.urls.admin)).find((each) => each.id === account)
    return found ? act(found, open) : say(SAID.account, 2)
  })

const withSystem = async (act: (house: House) => Promise<number>): Promise<number> => {
  const settled = await settle()
  return settled.config.demonstration ? say(SAID.demonstration, 3) : inHouse(settled, act)
}
