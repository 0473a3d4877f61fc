/** What the register of processing is made from: counts of the log in one query, and the terms of keeping when there are any. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Work } from '../platform/work.ts'
import type { ActedFor, Term } from './register.ts'

const RETENTION = join(import.meta.dirname, '..', '..', 'data', 'sharing', 'retention.json')
const DAY_MS = 86_400_000

/** How often the own house acted for each purpose in the last 30 and 365 days, and how often that was refused. For the privacy officer alone: the row policy decides. */
export const countActs = async ({ trx, claim, now }: Work): Promise<readonly ActedFor[]> => {
  const [month, year] = [new Date(now.getTime() - 30 * DAY_MS), new Date(now.getTime() - 365 * DAY_MS)]
  const { rows } = await sql<ActedFor>`
    select purpose,
      count(*) filter (where outcome <> 'refused' and at >= ${month})::int as "done30",
      count(*) filter (where outcome <> 'refused')::int as "done365",
      count(*) filter (where outcome = 'refused' and at >= ${month})::int as "refused30",
      count(*) filter (where outcome = 'refused')::int as "refused365"
    from audit.request
    where organisation_id = ${claim.organisation} and at >= ${year} and purpose is not null
    group by purpose order by purpose`.execute(trx)
  return rows
}

type TermRow = Term & { readonly kinds: readonly string[] }

/** The terms of keeping for organisations of this kind; undefined when the product has no table of terms: then nobody settled any. */
export const readTerms = (kind: string, file = RETENTION): readonly Term[] | undefined => {
  if (!existsSync(file)) return undefined
  // Safe: a file of the product; src/privacy/register.test.ts reads a written one.
  const { terms } = JSON.parse(readFileSync(file, 'utf8')) as { readonly terms: readonly TermRow[] }
  return terms
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ id, nl, en, years, article, certainty }) => ({ id, nl, en, years, article, certainty }))
}
