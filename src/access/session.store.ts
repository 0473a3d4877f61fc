/** Sessions: begun with a secret token that only the browser keeps, found by its hash, ended by whoever holds it. */
import { sql } from 'kysely'
import type { ActorId } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import type { LinkFound, SignedIn } from '../platform/http.ts'

/** Absolute end of a session. An idle end comes with real sign-in. */
export const SESSION_HOURS = 10

/** Begins a session for somebody who has just proved who they are. */
export const beginSession = async (
  db: Database,
  session: { tokenHash: Buffer; actor: ActorId; now: Date },
): Promise<void> => {
  const expires = new Date(session.now.getTime() + SESSION_HOURS * 3_600_000)
  await sql`insert into access.session (token_hash, actor_id, created_at, expires_at)
    values (${session.tokenHash}, ${session.actor}, ${session.now}, ${expires})`.execute(db)
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
