/** Passkeys, access keys and invitations of this house. Each function of the database gives the one row that the caller has the right thing for. */
import { sql } from 'kysely'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Database, Trx } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { hashCode, type NewPasskey, newEnrolmentCode } from './local-means.crypto.ts'

/** Who has no provider is a subject of this issuer. */
export const LOCAL_ISSUER = 'local'
export const ENROLMENT_HOURS = 72

type Db = Database | Trx

/** Whose invitation this is, while it stands. */
export const findEnrolment = async (db: Db, hash: Buffer, now: Date): Promise<string | undefined> => {
  const { rows } = await sql<{ subject: string | null }>`
    select access.find_enrolment(${hash}, ${now}) as subject`.execute(db)
  return rows[0]?.subject ?? undefined
}

/** Takes the invitation and keeps the passkey; false when somebody else took it first. */
export const enrolPasskey = async (db: Db, hash: Buffer, now: Date, passkey: NewPasskey): Promise<boolean> => {
  const { rows } = await sql<{ subject: string | null }>`
    select access.enrol_passkey(${hash}, ${now}, ${passkey.id}, ${passkey.publicKey}, ${passkey.counter}) as subject`.execute(
    db,
  )
  return rows[0]?.subject != null
}

/** Takes the invitation and keeps the access key; an earlier one of the same person ends. */
export const enrolAccessKey = async (
  db: Db,
  hash: Buffer,
  now: Date,
  key: { readonly hash: Buffer; readonly sealed: Buffer; readonly step: number },
): Promise<boolean> => {
  const { rows } = await sql<{ subject: string | null }>`
    select access.enrol_access_key(${hash}, ${now}, ${key.hash}, ${key.sealed}, ${key.step}) as subject`.execute(db)
  return rows[0]?.subject != null
}

export const findPasskey = async (
  db: Db,
  id: Buffer,
): Promise<(NewPasskey & { readonly subject: string }) | undefined> => {
  const { rows } = await sql<{ subject: string; public_key: Buffer; counter: string }>`
    select * from access.find_passkey(${id})`.execute(db)
  const row = rows[0]
  return row && { id, subject: row.subject, publicKey: row.public_key, counter: Number(row.counter) }
}

/** Keeps how far the device has counted; false when it did not count on. */
export const countPasskey = async (db: Db, id: Buffer, counter: number, now: Date): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`
    select access.use_passkey(${id}, ${counter}, ${now}) as used`.execute(db)
  return rows[0]?.used ?? false
}

export type TriedKey = { readonly subject: string; readonly sealed: Buffer; readonly resting: boolean }

/** Counts a try of this key; nothing when there is no such key. */
export const tryAccessKey = async (db: Db, hash: Buffer, now: Date): Promise<TriedKey | undefined> => {
  const { rows } = await sql<{ subject: string; code_sealed: Buffer; resting: boolean }>`
    select * from access.try_access_key(${hash}, ${now})`.execute(db)
  const row = rows[0]
  return row && { subject: row.subject, sealed: row.code_sealed, resting: row.resting }
}

/** Takes a step of the code, once; false when it, or a later one, was taken before. */
export const takeCodeStep = async (db: Db, hash: Buffer, step: number): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`select access.use_access_key(${hash}, ${step}) as used`.execute(db)
  return rows[0]?.used ?? false
}

/**
 * Invites the holder of an account to enrol: gives the code, once. An account that is not bound becomes one of this house; one that is bound to
 * a provider is refused, as two ways in would be twice as weak. `lost`: what was enrolled before ends now, with its sessions.
 */
export const inviteAccount = async (
  work: Work,
  actor: string,
  lost: boolean,
): Promise<Outcome<{ readonly code: string }, 'account-closed' | 'account-bound'>> => {
  const account = await work.trx
    .selectFrom('access.account')
    .select('closed_at')
    .where('actor_id', '=', actor)
    .executeTakeFirst()
  if (!account || account.closed_at) return refuse('account-closed')
  const bound = await work.trx
    .selectFrom('access.identity')
    .select('issuer')
    .where('actor_id', '=', actor)
    .executeTakeFirst()
  if (bound && bound.issuer !== LOCAL_ISSUER) return refuse('account-bound')
  if (!bound)
    await work.trx
      .insertInto('access.identity')
      .values({ actor_id: actor, issuer: LOCAL_ISSUER, subject: work.newId(), bound_at: work.now })
      .execute()
  if (lost) {
    await sql`select access.end_means_of(${actor}, ${work.now})`.execute(work.trx)
    await sql`select access.end_sessions_of(${actor}, ${work.now})`.execute(work.trx)
  }
  const code = newEnrolmentCode()
  await work.trx
    .insertInto('access.enrolment')
    .values({
      code_hash: hashCode(code.replaceAll('-', '')),
      actor_id: actor,
      created_at: work.now,
      expires_at: new Date(work.now.getTime() + ENROLMENT_HOURS * 3_600_000),
    })
    .execute()
  return accept({ code })
}
