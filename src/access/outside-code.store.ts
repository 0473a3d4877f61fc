/**
 * The code beside a link to a party without an account: made here, shown to the sender once, said by telephone. The hash is compared in the
 * database and never read; after too many wrong ones the link is shut until the sender gives another (decision 0060).
 */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { hashToken } from '../platform/http.ts'
import type { Work } from '../platform/work.ts'
import { derive, type Entered, goodCode } from './page-code.store.ts'
import { PAGE_TRIES, readCode } from './page-code.ts'

/** Gives the handover a new code, and gives it back, once. Visits under the old one end. Policies: the sender that holds the file. */
export const setOutsideCode = async (work: Work, handoverId: string): Promise<string> => {
  const code = goodCode()
  const salt = randomBytes(16)
  const change = { salt, code_hash: await derive(readCode(code), salt), tries_left: PAGE_TRIES, set_at: work.now }
  await work.trx
    .insertInto('access.outside_code')
    .values({ handover_id: handoverId, ...change })
    .onConflict((conflict) => conflict.column('handover_id').doUpdateSet(change))
    .execute()
  return code
}

/** Which of these are shut after too many wrong codes; for the sender. One query. */
export const shutOutside = async (work: Work, handoverIds: readonly string[]): Promise<ReadonlySet<string>> => {
  if (handoverIds.length === 0) return new Set()
  const rows = await work.trx
    .selectFrom('access.outside_code')
    .select('handover_id')
    .where('handover_id', 'in', handoverIds)
    .where('tries_left', '=', 0)
    .execute()
  return new Set(rows.map((row) => row.handover_id))
}

export type OutsideDoor = { readonly locked: boolean; readonly language: string; readonly dossier: string }

/** What stands behind the link of this guest before the code: whether it is shut, and in which language it is asked. Undefined: nothing. */
export const findOutsideDoor = async (work: Work, handoverId: string): Promise<OutsideDoor | undefined> => {
  const found = await findSalt(work, handoverId)
  return found && { locked: found.locked, language: found.language, dossier: found.dossier_id }
}

const findSalt = async (work: Work, handoverId: string) => {
  const { rows } = await sql<{ salt: Buffer; locked: boolean; language: string; dossier_id: string }>`
    select * from access.outside_salt(${handoverId})`.execute(work.trx)
  return rows[0]
}

/** Tries a code for the guest of a link; a right one begins a visit and gives its token. The try is counted whatever follows. */
export const enterOutside = async (work: Work, handoverId: string, typed: string): Promise<Entered> => {
  const found = await findSalt(work, handoverId)
  if (!found) return { what: 'not-found' }
  if (found.locked) return { what: 'locked' }
  const token = randomBytes(32).toString('base64url')
  const given = await derive(readCode(typed).slice(0, 200), found.salt)
  const { rows } = await sql<{ what: Entered['what'] }>`
    select access.enter_outside(${handoverId}, ${given}, ${hashToken(token)}) as what`.execute(work.trx)
  const what = rows[0]?.what ?? 'not-found'
  return what === 'entered' ? { what, token } : { what }
}

/** Does this visit go on? Half an hour, under the code of now, while the link is open. */
export const outsideGoesOn = async (work: Work, handoverId: string, visit: string): Promise<boolean> => {
  const { rows } = await sql<{ goes: boolean }>`
    select access.outside_goes_on(${handoverId}, ${hashToken(visit)}) as goes`.execute(work.trx)
  return rows[0]?.goes === true
}

/** The chapters to which she says yes for this party at this moment, for the guest in a visit. */
export const outsideChapters = async (work: Work, handoverId: string): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ chapter: string }>`
    select * from access.outside_chapters(${handoverId}) as given(chapter)`.execute(work.trx)
  return new Set(rows.map(({ chapter }) => chapter))
}
