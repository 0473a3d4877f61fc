/** Which acts of some kinds concerned some subjects: for who asks whether anything came of what was asked. */
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'

const ACTS_MAX = 50_000

/** Acts of the own organisation on these subjects. The row policy shows them to the privacy officer alone. */
export const actsOnSubjects = async (
  work: Work,
  subjects: readonly string[],
  acts: readonly string[],
): Promise<readonly { readonly subject: string; readonly act: string; readonly at: Date }[]> => {
  if (subjects.length === 0) return []
  const { rows } = await sql<{ subject: string; act: string; at: Date }>`
    select subject, act, at from audit.processing
    where organisation_id = ${work.claim.organisation} and subject = any (${[...subjects]}::uuid[]) and act = any (${[...acts]})
    order by at limit ${ACTS_MAX}`.execute(work.trx)
  return rows
}
