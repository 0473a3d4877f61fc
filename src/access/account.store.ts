/**
 * Accounts, kept from the command line of the installation: adding, binding to somebody at the provider, closing. Each act stands in the log
 * of the organisation that the account is of. Nobody gets an account by signing in.
 */
import { sql } from 'kysely'
import pg from 'pg'
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
  readonly organisation: OrganisationId
  readonly plane: Claim['plane']
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

type AccountRow = {
  readonly actor_id: string
  readonly display_name: string
  readonly function: string
  readonly organisation_id: string
  readonly plane: Claim['plane']
  readonly closed_at: Date | null
  readonly issuer: string | null
  readonly subject: string | null
}

/** All accounts, as the administrator of the database sees them: for whoever runs the installation. */
export const readAccounts = async (adminUrl: string): Promise<readonly Account[]> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    const { rows } = await client.query<AccountRow>(
      `select a.actor_id, a.display_name, a.function, a.organisation_id, a.plane, a.closed_at, i.issuer, i.subject
       from access.account a left join access.identity i on i.actor_id = a.actor_id order by a.display_name, a.actor_id`,
    )
    await client.query('commit')
    return rows.map(accountOf)
  } finally {
    await client.end()
  }
}

const accountOf = (row: AccountRow): Account => ({
  id: row.actor_id,
  name: row.display_name,
  function: row.function,
  organisation: asId(row.organisation_id),
  plane: row.plane,
  ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
  ...(row.issuer && row.subject ? { identity: { issuer: row.issuer, subject: row.subject } } : {}),
})
