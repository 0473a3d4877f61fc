/** What of care is still open on a dossier: for the note of a handover and the worklist. Rows that this claim may see, and codes only. */
import { sql } from 'kysely'
import { type Day, dayAt } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { listRequests, listWaits } from './care.store.ts'
import { causeOf, type WaitCause } from './wait-clock.ts'

const REQUESTS_MAX = 20

export type OpenCare =
  | { readonly kind: 'place-request'; readonly since: Day }
  | { readonly kind: 'wait'; readonly waitsFor: WaitCause; readonly party?: string; readonly since: Day }

/** Places that are being asked for, and waits that run. */
export const openCareOf = async (work: Work, dossierId: string): Promise<readonly OpenCare[]> => [
  ...(await listRequests(work, dossierId, REQUESTS_MAX))
    .filter(({ stage }) => stage === 'asking')
    .map(({ askedAt }) => ({ kind: 'place-request' as const, since: dayAt(askedAt) })),
  ...(await listWaits(work, dossierId))
    .filter(({ ended }) => ended === undefined)
    .map((wait) => ({ ...causeOf(wait), started: wait.started }))
    .map(({ cause, party, started }) => ({
      kind: 'wait' as const,
      waitsFor: cause,
      ...(party ? { party } : {}),
      since: dayAt(started),
    })),
]

/** The bed that was promised to a request of the own house: its file and the day, and nothing of whose bed it is. */
export const promisedBed = async (
  { trx }: Work,
  placeRequestId: string,
): Promise<{ readonly dossier: string; readonly promisedOn: Day } | undefined> => {
  const row = await trx
    .selectFrom('care.place_request')
    .select(['dossier_id', 'placed_at'])
    .where('id', '=', placeRequestId)
    .where('stage', '=', 'placed')
    .executeTakeFirst()
  return row?.placed_at ? { dossier: row.dossier_id, promisedOn: dayAt(row.placed_at) } : undefined
}

/** How many waits run, by dossier: one query, however many dossiers. */
export const countWaits = async (
  { trx }: Work,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (dossierIds.length === 0) return new Map()
  const rows = await trx
    .selectFrom('care.wait')
    .select(['dossier_id', (eb) => eb.fn.countAll<string>().as('n')])
    .where(sql<boolean>`dossier_id = any(${[...dossierIds]}::uuid[])`)
    .where('ended_at', 'is', null)
    .groupBy('dossier_id')
    .execute()
  return new Map(rows.map(({ dossier_id, n }) => [dossier_id, Number(n)]))
}
