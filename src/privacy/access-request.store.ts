/** Requests and their steps: SQL in, domain out. Rows are added and never changed. */
import { sql } from 'kysely'
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { RECOGNISED, RequestStep, StepKind } from './access-request.ts'

export type AccessRequest = {
  readonly id: string
  readonly received: Day
  readonly recognised: string
  readonly steps: readonly RequestStep[]
}

const LIST_MAX = 200

type Row = {
  readonly id: string
  readonly received_on: string
  readonly recognised: string
  readonly steps: readonly {
    readonly step: string
    readonly dossier_id: string | null
    readonly reason: string | null
    readonly happened_on: string
  }[]
}

const read = async ({ trx, claim }: Work, id?: string): Promise<readonly AccessRequest[]> => {
  const { rows } = await sql<Row>`
    select r.id, r.received_on, r.recognised, coalesce((
      select json_agg(json_build_object('step', s.step, 'dossier_id', s.dossier_id, 'reason', s.reason, 'happened_on', s.happened_on) order by s.recorded_at)
      from privacy.access_request_step s where s.organisation_id = r.organisation_id and s.request_id = r.id), '[]') as steps
    from privacy.access_request r
    where r.organisation_id = ${claim.organisation} ${id === undefined ? sql`` : sql`and r.id = ${id}`}
    order by r.received_on desc, r.id limit ${LIST_MAX}`.execute(trx)
  return rows.map((row) => ({
    id: row.id,
    received: day(row.received_on),
    recognised: row.recognised,
    steps: row.steps.map((each) => ({
      // Safe: the constraints on these columns allow these words only.
      step: each.step as StepKind,
      happened: day(each.happened_on),
      ...(each.dossier_id === null ? {} : { dossier: each.dossier_id }),
      ...(each.reason === null ? {} : { reason: each.reason as NonNullable<RequestStep['reason']> }),
    })),
  }))
}

/** Requests to the own house, newest first. */
export const listAccessRequests = (work: Work): Promise<readonly AccessRequest[]> => read(work)

export const findAccessRequest = async (work: Work, id: string): Promise<AccessRequest | undefined> =>
  (await read(work, id))[0]

export const insertAccessRequest = async (
  work: Work,
  asked: { readonly received: Day; readonly recognised: (typeof RECOGNISED)[number] },
): Promise<string> => {
  const id = work.newId()
  await work.trx
    .insertInto('privacy.access_request')
    .values({
      id,
      organisation_id: work.claim.organisation,
      received_on: asked.received,
      recognised: asked.recognised,
      recorded_by: work.claim.actor,
      recorded_at: work.now,
    })
    .execute()
  return id
}

export const insertStep = async (work: Work, requestId: string, taken: RequestStep): Promise<void> => {
  await work.trx
    .insertInto('privacy.access_request_step')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      request_id: requestId,
      step: taken.step,
      dossier_id: taken.dossier ?? null,
      reason: taken.reason ?? null,
      happened_on: taken.happened,
      recorded_by: work.claim.actor,
      recorded_at: work.now,
    })
    .execute()
}

/** What a colleague does, by number; for who acts in the own house. */
export const readFunctions = async ({ trx, claim }: Work): Promise<ReadonlyMap<string, string>> => {
  const rows = await trx
    .selectFrom('access.account')
    .select(['actor_id', 'function'])
    .where('organisation_id', '=', claim.organisation)
    .execute()
  return new Map(rows.map((row) => [row.actor_id, row.function]))
}
