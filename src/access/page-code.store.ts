/** The code of a person's page and the visits that it opens. The hash is compared in the database and never read. */
import { randomBytes, randomInt, scrypt } from 'node:crypto'
import { sql } from 'kysely'
import { accept, type Outcome } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { hashToken, type PageSessionFound } from '../platform/http.ts'
import type { Work } from '../platform/work.ts'
import { checkCode, PAGE_TRIES, readCode, spokenCode } from './page-code.ts'

// A code is short, so trying all of them must cost: scrypt as OWASP gives it for 16 MB (N=2^14, r=8, p=5).
const COST = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 } as const

/** The slow hash of a code. */
export const derive = (code: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(code, salt, 32, COST, (fault, derived) => (fault ? reject(fault) : resolve(derived)))
  })

/**
 * Gives the page of a dossier a code: hers when she chose one, otherwise one that is made and given back, once. Visits under the old code
 * end, and a page that was locked opens again. Refuses `page-code-too-weak`. Policies: the holder, or she herself.
 */
export const setPageCode = async (
  work: Work,
  dossierId: string,
  chosen?: string,
): Promise<Outcome<{ readonly made?: string }, 'page-code-too-weak'>> => {
  const made = chosen === undefined ? goodCode() : undefined
  const code = checkCode(chosen ?? made ?? '')
  if (!code.ok) return code
  const salt = randomBytes(16)
  const change = { salt, code_hash: await derive(code.value, salt), tries_left: PAGE_TRIES, set_at: work.now }
  if (work.claim.function === 'person')
    await work.trx.updateTable('access.page_code').set(change).where('dossier_id', '=', dossierId).execute()
  else
    await work.trx
      .insertInto('access.page_code')
      .values({ dossier_id: dossierId, ...change })
      .onConflict((conflict) => conflict.column('dossier_id').doUpdateSet(change))
      .execute()
  return accept(made === undefined ? {} : { made })
}

/** A code of eight digits that is not among those that others try first. */
export const goodCode = (): string => {
  const code = spokenCode(randomInt(10 ** 8))
  return checkCode(code).ok ? code : goodCode()
}

/** Is the page of this dossier locked after too many wrong codes? For its holder. */
export const isPageLocked = async (work: Work, dossierId: string): Promise<boolean> => {
  const row = await work.trx
    .selectFrom('access.page_code')
    .select('tries_left')
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row?.tries_left === 0
}

export type Entered =
  | { readonly what: 'entered'; readonly token: string }
  | { readonly what: 'wrong' | 'locked' | 'not-found' }

/** Is there a page behind the link of this guest, and is it locked? Undefined: there is none, or it is off. */
export const findPageLock = async (work: Work, dossierId: string): Promise<{ locked: boolean } | undefined> => {
  const found = await findSalt(work, dossierId)
  return found && { locked: found.locked }
}

const findSalt = async (work: Work, dossierId: string) => {
  const { rows } = await sql<{ salt: Buffer; locked: boolean }>`
    select * from access.page_salt(${dossierId})`.execute(work.trx)
  return rows[0]
}

/** Tries a code for the guest of a link; a right one begins a visit and gives its token, once. The try is counted whatever follows. */
export const enterPage = async (work: Work, dossierId: string, typed: string): Promise<Entered> => {
  const found = await findSalt(work, dossierId)
  if (!found) return { what: 'not-found' }
  if (found.locked) return { what: 'locked' }
  const token = randomBytes(32).toString('base64url')
  const given = await derive(readCode(typed).slice(0, 200), found.salt)
  const { rows } = await sql<{ what: 'entered' | 'wrong' | 'locked' | 'not-found' }>`
    select access.enter_page(${dossierId}, ${given}, ${hashToken(token)}, ${work.now}) as what`.execute(work.trx)
  const what = rows[0]?.what ?? 'not-found'
  return what === 'entered' ? { what, token } : { what }
}

/** Whose page this visit is of, while it goes on. */
export const findPageSession = async (
  db: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<PageSessionFound | undefined> => {
  const { rows } = await sql<{ dossier_id: string; organisation_id: string }>`
    select * from access.find_page_session(${tokenHash}, ${now})`.execute(db)
  const row = rows[0]
  return row && { dossier: row.dossier_id, holder: row.organisation_id }
}

/** Ends a visit; one that is unknown or over changes nothing. */
export const endPageSession = async (db: Database, tokenHash: Buffer, now: Date): Promise<void> => {
  await sql`select access.end_page_session(${tokenHash}, ${now})`.execute(db)
}
