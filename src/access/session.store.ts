/** Sessions: begun with a secret token that only the browser keeps, found by its hash, ended by whoever holds it. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asId, type Claim, type TraceId } from '../kernel/index.ts'
import { asClaim, type Database, type SignedClaim, type Trx } from '../platform/database.ts'
import type { LinkFound, SignedIn } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'

/** Absolute end of a session. */
export const SESSION_HOURS = 10
/** Proposed: so long may a screen stand open without a hand on it. SAMENHANG_SESSION_IDLE_MINUTES says otherwise. */
export const IDLE_MINUTES = 30

/** The purpose of the claim under which a session begins; no route has it. */
export const SIGN_IN = 'sign-in'

export type NewSession = {
  readonly tokenHash: Buffer
  readonly actor: string
  readonly now: Date
  /** How and when the provider saw who this is, and the idle end; absent in a demonstration. */
  readonly proved?: { readonly at: Date; readonly acr?: string; readonly idleMinutes: number }
}

/** Writes a session down. The database takes it for the person of the claim alone, in an act of signing in. */
export const insertSession = async (trx: Trx, { tokenHash, actor, now, proved }: NewSession): Promise<void> => {
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await sql`insert into access.session (token_hash, actor_id, created_at, expires_at, proved_at, acr, idle_seconds)
    values (${tokenHash}, ${actor}, ${now}, ${expires}, ${proved?.at ?? null}, ${proved?.acr ?? null},
      ${proved ? proved.idleMinutes * 60 : null})`.execute(trx)
}

/** Begins a session for a member of the cast, who proved nothing: the database takes it in a demonstration alone. */
export const beginSession = async (
  platform: Pick<Platform, 'databases' | 'secrets'>,
  session: { readonly tokenHash: Buffer; readonly member: Omit<Claim, 'purpose'>; readonly now: Date },
): Promise<void> => {
  const { member, now, tokenHash } = session
  const claim: SignedClaim = {
    organisation: member.organisation,
    actor: member.actor,
    function: member.function,
    plane: member.plane,
    purpose: SIGN_IN,
    trace: asId<TraceId>(randomUUID()),
  }
  await asClaim(platform.databases.worker, platform.secrets.claim, claim, (trx) =>
    insertSession(trx, { tokenHash, actor: member.actor, now }),
  )
}

/** Who holds this token now, if anybody. `attended` keeps the session going; without it only the clock is asked. */
export const findSession = async (
  db: Database,
  tokenHash: Buffer,
  now: Date,
  attended: boolean,
): Promise<(SignedIn & { displayName: string }) | undefined> => {
  const { rows } = await sql<{
    actor_id: string
    organisation_id: string
    function: SignedIn['function']
    plane: SignedIn['plane']
    display_name: string
    proved_at: Date | null
    acr: string | null
  }>`
    select * from access.find_session(${tokenHash}, ${now}, ${attended})`.execute(db)
  const row = rows[0]
  return (
    row && {
      actor: row.actor_id,
      organisation: row.organisation_id,
      function: row.function,
      plane: row.plane,
      displayName: row.display_name,
      ...(row.proved_at ? { provedAt: row.proved_at } : {}),
      ...(row.acr === null ? {} : { acr: row.acr }),
    }
  )
}

/** What a link without account opens now, if anything. */
export const findLink = async (db: Database, tokenHash: Buffer, now: Date): Promise<LinkFound | undefined> => {
  const { rows } = await sql<{
    kind: string
    subject: string
    organisation_id: string
  }>`select * from access.find_link(${tokenHash}, ${now})`.execute(db)
  const row = rows[0]
  return row && { kind: row.kind, subject: row.subject, organisation: row.organisation_id }
}

/** Ends the session of this token; a token that is unknown or ended already changes nothing. */
export const endSession = async (db: Database, tokenHash: Buffer, now: Date): Promise<void> => {
  await sql`select access.end_session(${tokenHash}, ${now})`.execute(db)
}

export type OwnSession = {
  readonly id: string
  /** The one that asks. */
  readonly isThis: boolean
  readonly function: string
  readonly organisationName: string
  readonly begunAt: Date
  readonly seenAt: Date
  readonly endsAt: Date
}

/** Every session that stands of whoever holds this token, in every function, this one first; nobody has none. */
export const listSessions = async (db: Database, tokenHash: Buffer, now: Date): Promise<readonly OwnSession[]> => {
  const { rows } = await sql<{
    id: string
    is_this: boolean
    function: string
    organisation_name: string
    created_at: Date
    seen_at: Date
    ends_at: Date
  }>`select * from access.list_sessions(${tokenHash}, ${now})`.execute(db)
  return rows.map((row) => ({
    ...{ id: row.id, isThis: row.is_this, function: row.function, organisationName: row.organisation_name },
    ...{ begunAt: row.created_at, seenAt: row.seen_at, endsAt: row.ends_at },
  }))
}

/** Ends one session of whoever holds this token. Gives false for one that is over, of somebody else, or of nobody: the three look the same. */
export const endOwnSession = async (db: Database, tokenHash: Buffer, id: string, now: Date): Promise<boolean> => {
  const { rows } = await sql<{
    ended: boolean
  }>`select access.end_own_session(${tokenHash}, ${id}, ${now}) as ended`.execute(db)
  return rows[0]?.ended === true
}

/** Ends every session of whoever holds this token, on every machine and in every function; gives how many. */
export const endSessions = async (db: Database, tokenHash: Buffer, now: Date): Promise<number> => {
  const { rows } = await sql<{ ended: number }>`select access.end_sessions(${tokenHash}, ${now}) as ended`.execute(db)
  return rows[0]?.ended ?? 0
}

/** Ends every session of the account that the claim is of, in an act of signing in; gives how many. */
export const endOwnSessions = async (trx: Trx, now: Date): Promise<number> => {
  const { rows } = await sql<{ ended: number }>`select access.end_own_sessions(${now}) as ended`.execute(trx)
  return rows[0]?.ended ?? 0
}
