/** Attempts to sign in, the accounts of whoever proved who it is, and the choice among them. */
import { sql } from 'kysely'
import type { WorkFunction } from '../kernel/index.ts'
import type { Database, Trx } from '../platform/database.ts'
import type { SignedIn } from '../platform/http.ts'
import type { Proof } from '../platform/oidc.ts'

/** A session that must be proved again, and by whom. */
export type Again = { readonly actor: string | undefined; readonly sessionHash: Buffer }
export type Taken = { readonly returnTo: string; readonly begunAt: Date; readonly again?: Again }

/** One function in one organisation that somebody may act in. */
export type OwnAccount = Omit<SignedIn, 'provedAt' | 'acr'> & { readonly organisationName: string }

/** Keeps that this browser began to sign in, good for once and until `until`. */
export const beginAttempt = async (
  db: Database,
  attempt: { readonly tokenHash: Buffer; readonly returnTo: string; readonly session?: Buffer; now: Date; until: Date },
): Promise<void> => {
  await sql`select access.begin_sign_in(${attempt.tokenHash}, ${attempt.returnTo}, ${attempt.session ?? null}, ${attempt.now}, ${attempt.until})`.execute(
    db,
  )
}

/** Takes an attempt: whoever comes with it a second time finds nothing. */
export const takeAttempt = async (db: Database, tokenHash: Buffer, now: Date): Promise<Taken | undefined> => {
  const { rows } = await sql<{
    return_to: string
    again: boolean
    session_actor: string | null
    session_hash: Buffer | null
    begun_at: Date
  }>`select * from access.take_sign_in(${tokenHash}, ${now})`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const again = row.session_hash ? { actor: row.session_actor ?? undefined, sessionHash: row.session_hash } : undefined
  return { returnTo: row.return_to, begunAt: row.begun_at, ...(again ? { again } : {}) }
}

type AccountRow = {
  readonly actor_id: string
  readonly organisation_id: string
  readonly organisation_name: string
  readonly function: WorkFunction
  readonly plane: SignedIn['plane']
}

const accountOf = (row: AccountRow): OwnAccount => ({
  actor: row.actor_id,
  organisation: row.organisation_id,
  organisationName: row.organisation_name,
  function: row.function,
  plane: row.plane,
})

/** The accounts of this person at the provider, and those that were closed. */
export const findAccounts = async (
  db: Database,
  { issuer, subject }: Pick<Proof, 'issuer' | 'subject'>,
): Promise<{ readonly open: readonly OwnAccount[]; readonly closed: readonly OwnAccount[] }> => {
  const { rows } = await sql<AccountRow & { closed: boolean }>`
    select * from access.find_identity(${issuer}, ${subject})`.execute(db)
  return {
    open: rows.filter((row) => !row.closed).map(accountOf),
    closed: rows.filter((row) => row.closed).map(accountOf),
  }
}

/** Keeps a proof until its owner has chosen; the database takes it under a claim of one of the owner's accounts alone. */
export const keepProof = async (
  trx: Trx,
  kept: { tokenHash: Buffer; returnTo: string; actor: string; proof: Proof; until: Date },
): Promise<void> => {
  const { proof } = kept
  await sql`insert into access.sign_in_proof (token_hash, return_to, actor_id, proved_at, acr, expires_at)
    values (${kept.tokenHash}, ${kept.returnTo}, ${kept.actor}, ${proof.provedAt}, ${proof.acr ?? null}, ${kept.until})`.execute(
    trx,
  )
}

export type Choice = {
  readonly returnTo: string
  readonly provedAt: Date
  readonly acr?: string
  readonly accounts: readonly OwnAccount[]
}

/** What somebody who proved who it is may choose from, while the proof waits. */
export const findChoice = async (db: Database, tokenHash: Buffer, now: Date): Promise<Choice | undefined> => {
  const { rows } = await sql<AccountRow & { return_to: string; proved_at: Date; acr: string | null }>`
    select * from access.find_proof(${tokenHash}, ${now})`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { return_to: returnTo, proved_at: provedAt, acr } = row
  return { returnTo, provedAt, accounts: rows.map(accountOf), ...(acr === null ? {} : { acr }) }
}

/** Takes the proof, once: true for who came first. */
export const takeProof = async (db: Database | Trx, tokenHash: Buffer, now: Date): Promise<boolean> => {
  const { rows } = await sql<{ taken: boolean }>`select access.take_proof(${tokenHash}, ${now}) as taken`.execute(db)
  return rows[0]?.taken ?? false
}
