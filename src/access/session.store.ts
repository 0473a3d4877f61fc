/** Sessions: begun with a secret token that only the browser keeps, found by its hash, ended by whoever holds it. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { asId, type Claim, type TraceId } from '../kernel/index.ts'
import { asClaim, type Database, type SignedClaim } from '../platform/database.ts'
import type { LinkFound, SignedIn } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'

/** Absolute end of a session. An idle end comes with real sign-in. */
export const SESSION_HOURS = 10

/** The purpose of the claim under which a session begins; no route has it. */
const SIGN_IN = 'sign-in'

/** Begins a session for somebody who has just proved who they are. The database takes it for the person of the claim alone. */
export const beginSession = async (
  platform: Pick<Platform, 'databases' | 'secrets'>,
  session: { readonly tokenHash: Buffer; readonly member: Omit<Claim, 'purpose'>; readonly now: Date },
): Promise<void> => {
  const { member, now } = session
  const expires = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  const claim: SignedClaim = {
    organisation: member.organisation,
    actor: member.actor,
    function: member.function,
    plane: member.plane,
    purpose: SIGN_IN,
    trace: asId<TraceId>(randomUUID()),
  }
  await asClaim(platform.databases.worker, platform.secrets.claim, claim, (trx) =>
    sql`insert into access.session (token_hash, actor_id, created_at, expires_at)
      values (${session.tokenHash}, ${member.actor}, ${now}, ${expires})`.execute(trx),
  )
}

/** Who holds this token now, if anybody. */
export const findSession = async (
  db: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<(SignedIn & { displayName: string }) | undefined> => {
  const { rows } = await sql<{
    actor_id: string
    organisation_id: string
    function: SignedIn['function']
    plane: SignedIn['plane']
    display_name: string
  }>`
    select * from access.find_session(${tokenHash}, ${now})`.execute(db)
  const row = rows[0]
  return (
    row && {
      actor: row.actor_id,
      organisation: row.organisation_id,
      function: row.function,
      plane: row.plane,
      displayName: row.display_name,
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
