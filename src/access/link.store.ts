/** Links for people without an account (decision 10): one subject, one kind, an end. The token is given once and never kept. */
import { randomBytes } from 'node:crypto'
import type { LinkKind } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'
import type { Work } from '../platform/work.ts'

export type { LinkKind } from '../kernel/index.ts'

const MOST_DAYS = 400
const MS_PER_DAY = 86_400_000

/** Makes a link and gives its token: show it once, it cannot be found again. Never record it or keep it in an answer. */
export const createLink = async (
  work: Work,
  link: { readonly kind: LinkKind; readonly subject: string; readonly validDays: number },
): Promise<string> => {
  if (!Number.isInteger(link.validDays) || link.validDays < 1 || link.validDays > MOST_DAYS)
    throw new RangeError('days of a link')
  const token = randomBytes(32).toString('base64url')
  await work.trx
    .insertInto('access.link')
    .values({
      token_hash: hashToken(token),
      kind: link.kind,
      subject: link.subject,
      organisation_id: work.claim.organisation,
      created_at: work.now,
      expires_at: new Date(work.now.getTime() + link.validDays * MS_PER_DAY),
    })
    .execute()
  return token
}

/** Ends all links of this kind to this subject that this reader may end; from the next click they look as if they never were. */
export const endLinks = async (
  work: Work,
  link: { readonly kind: LinkKind; readonly subject: string },
): Promise<number> => {
  const { numUpdatedRows } = await work.trx
    .updateTable('access.link')
    .set({ ended_at: work.now })
    .where('kind', '=', link.kind)
    .where('subject', '=', link.subject)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Until when a link of this kind to each of these subjects opens, where one of this reader does now. The newest, when there are more. */
export const standingLinks = async (
  { trx, now }: Pick<Work, 'trx' | 'now'>,
  { kind, subjects }: { readonly kind: LinkKind; readonly subjects: readonly string[] },
): Promise<ReadonlyMap<string, Date>> => {
  if (subjects.length === 0) return new Map()
  const rows = await trx
    .selectFrom('access.link')
    .select(['subject', 'expires_at'])
    .where('kind', '=', kind)
    .where('subject', 'in', subjects)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute()
  return new Map(rows.map(({ subject, expires_at }) => [subject, expires_at]))
}

/** When a link that opens until then was made. */
export const madeAt = (opensUntil: Date, validDays: number): string =>
  new Date(opensUntil.getTime() - validDays * MS_PER_DAY).toISOString()
