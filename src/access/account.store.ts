/**
 * Accounts, kept from the command line of the installation: adding, binding to somebody at the provider, closing. Each act stands in the log
 * of the organisation that the account is of. Nobody gets an account by signing in.
 */
import { sql } from 'kysely'
import {
  accept,
  asId,
  type Claim,
  type OrganisationId,
  type Outcome,
  refuse,
  type WorkFunction,
} from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'

/** No session acts for this purpose; the row policy asks for it. */
const PURPOSE = 'accounts'
/** The command line of the installation. */
const ACTOR = asId<Claim['actor']>('00000000-0000-4000-8000-000000000017')

/** Functions that an account can have: everything but the person herself and a guest, who come with a link. */
export const ACCOUNT_FUNCTIONS = [
  ...([
    'care-coordinator',
    'focal-officer',
    'wmo-desk',
    'shelter-worker',
    'investigator',
    'contact-desk-officer',
  ] as const),
  ...(['table-chair', 'payer', 'privacy-officer', 'analyst', 'auditor', 'operator'] as const),
] satisfies readonly WorkFunction[]

export const accountsClaim = (organisation: OrganisationId, plane: Claim['plane']): Claim => ({
  ...{ organisation, plane, actor: ACTOR, function: 'operator', purpose: PURPOSE },
})

export type Identity = { readonly issuer: string; readonly subject: string }
export type Account = {
  readonly id: string
  readonly name: string
  readonly function: string
  readonly organisation: string
  readonly closedAt?: string
  readonly identity?: Identity
}

/** Adds an account of the organisation of the claim; it can sign in once it is bound. */
export const addAccount = async (
  work: Work,
  account: { readonly name: string; readonly function: WorkFunction },
): Promise<string> => {
  const id = work.newId()
  await work.trx
    .insertInto('access.account')
    .values({
      actor_id: id,
      organisation_id: work.claim.organisation,
      function: account.function,
      plane: work.claim.plane,
      display_name: account.name,
    })
    .execute()
  return id
}

/** Binds an account to somebody at the provider. Another binding takes the place of the first only when that is said; its sessions end. */
export const bindAccount = async (
  work: Work,
  actor: string,
  identity: Identity & { readonly replace: boolean },
): Promise<Outcome<true, 'account-closed' | 'account-bound'>> => {
  const account = await work.trx
    .selectFrom('access.account')
    .select('closed_at')
    .where('actor_id', '=', actor)
    .executeTakeFirst()
  if (!account || account.closed_at) return refuse('account-closed')
  const now = await work.trx
    .selectFrom('access.identity')
    .select(['issuer', 'subject'])
    .where('actor_id', '=', actor)
    .executeTakeFirst()
  const row = { issuer: identity.issuer, subject: identity.subject, bound_at: work.now }
  if (now?.issuer === row.issuer && now.subject === row.subject) return accept(true)
  if (now && !identity.replace) return refuse('account-bound')
  if (now) await work.trx.updateTable('access.identity').set(row).where('actor_id', '=', actor).execute()
  else
    await work.trx
      .insertInto('access.identity')
      .values({ actor_id: actor, ...row })
      .execute()
  return accept(true)
}

/** Closes an account; the database ends its sessions in the same transaction. */
export const closeAccount = async (work: Work, actor: string): Promise<void> => {
  await work.trx
    .updateTable('access.account')
    .set({ closed_at: work.now })
    .where('actor_id', '=', actor)
    .where('closed_at', 'is', null)
    .execute()
}

/** Ends every session of an account that stays open; gives how many. */
export const endSessionsOf = async (work: Work, actor: string): Promise<number> => {
  const { rows } = await sql<{ ended: number }>`
    select access.end_sessions_of(${actor}, ${work.now}) as ended`.execute(work.trx)
  return rows[0]?.ended ?? 0
}

/** The accounts of the organisation of the claim. */
export const listAccounts = async (work: Work): Promise<readonly Account[]> => {
  const rows = await work.trx
    .selectFrom('access.account as a')
    .leftJoin('access.identity as i', 'i.actor_id', 'a.actor_id')
    .select(['a.actor_id', 'a.display_name', 'a.function', 'a.organisation_id', 'a.closed_at', 'i.issuer', 'i.subject'])
    .orderBy('a.display_name')
    .orderBy('a.actor_id')
    .execute()
  return rows.map((row) => ({
    id: row.actor_id,
    name: row.display_name,
    function: row.function,
    organisation: row.organisation_id,
    ...(row.closed_at ? { closedAt: new Date(row.closed_at).toISOString() } : {}),
    ...(row.issuer && row.subject ? { identity: { issuer: row.issuer, subject: row.subject } } : {}),
  }))
}
