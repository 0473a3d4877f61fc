/** What was said of terms that were missed, by file: why, or what is done now. The last word about one trigger counts. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { MISS_ANSWERED } from './step.ts'

export type SaidOfMiss = {
  readonly normId: string
  readonly triggered: Day
  readonly saidOn: Day
  readonly by: string
  readonly cause?: string
  readonly action?: string
  readonly owner?: string
  readonly until?: Day
  /** Words of who answered; absent where this house has no key of the chapter. */
  readonly words?: string
}

const ANSWERS_MAX = 5_000

/** What was said, oldest first, by file; one query, and one for the keys. */
export const missAnswersOf = async (
  work: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, readonly SaidOfMiss[]>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await work.trx
    .selectFrom('dossier.fact')
    .select(['id', 'stream', 'chapter', 'happened', 'organisation_id', 'payload', 'sealed'])
    .where('kind', '=', MISS_ANSWERED)
    .where(sql<boolean>`stream = any(${[...dossierIds]}::uuid[])`)
    .orderBy('stream')
    .orderBy('version')
    .limit(ANSWERS_MAX)
    .execute()
  const opened = await work.openFacts('dossier', rows)
  const said = rows.map((row) => ({ dossier: row.stream, said: saidIn(row, opened.get(row.id)) }))
  return new Map(
    [...Map.groupBy(said, ({ dossier }) => dossier)].map(([dossier, of]) => [dossier, of.map((each) => each.said)]),
  )
}

type Row = { readonly happened: string; readonly organisation_id: string; readonly payload: unknown }

const saidIn = ({ happened, organisation_id, payload }: Row, opened: unknown): SaidOfMiss => {
  const { norm, triggered, cause, action, owner, until } = payload as Readonly<Record<string, unknown>> // safe: written by answerMiss alone
  const words =
    typeof opened === 'object' && opened !== null ? (opened as { readonly words?: unknown }).words : undefined
  return {
    ...{ normId: `${norm}`, triggered: day(`${triggered}`), saidOn: day(happened), by: organisation_id },
    ...(typeof cause === 'string' ? { cause } : {}),
    ...(typeof action === 'string' ? { action } : {}),
    ...(typeof owner === 'string' ? { owner } : {}),
    ...(typeof until === 'string' ? { until: day(until) } : {}),
    ...(typeof words === 'string' ? { words } : {}),
  }
}
