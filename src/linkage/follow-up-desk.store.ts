/** The contact desk's own list, and what it decides. It knows two houses and no person; every decision is a row that stays. */
import { sql } from 'kysely'
import type { Day, Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import {
  type ConnectPurpose,
  checkDecision,
  type DeskDecision,
  type DeskStage,
  deskStage,
  type Party,
  type Telling,
  type ToDecide,
} from './follow-up-desk.ts'

export type DeskParty = Party & { readonly name: string; readonly purpose?: string }
export type DeskHit = {
  readonly id: string
  readonly pairId: string
  readonly grade: 'hit' | 'look-closer'
  readonly arrivedAt: Date
  readonly dueOn: Day
  readonly stage: DeskStage
  readonly tenths?: number
  readonly parties: readonly DeskParty[]
  readonly decisions: readonly DeskDecisionRead[]
}
export type DeskDecisionRead = {
  readonly decision: DeskDecision
  readonly because?: string
  readonly decidedAt: Date
  readonly tell: readonly { readonly organisationId: string; readonly purpose: string; readonly callThrough: string }[]
}
export type DeskPage = {
  readonly waiting: boolean
  readonly limit: number
  readonly after?: { readonly dueOn: string; readonly id: string }
}

type HitRow = {
  readonly id: string
  readonly pair_id: string
  readonly grade: DeskHit['grade']
  readonly arrived_at: Date
  readonly due_on: string
  readonly closed_at: Date | null
  readonly tenths: number | null
}

/** What waits is a hit without a decision that ended it and that nobody closed. */
const WAITS = sql`(h.closed_at is null and coalesce((select d.decision = 'ask-first' from linkage.desk_decision d
  where d.hit_id = h.id order by d.version desc limit 1), true))`

/** A page by due day: what waits, the first term first; or what is done, the last term first. Three queries, however many hits. */
export const listDeskHits = async (work: Work, page: DeskPage): Promise<readonly DeskHit[]> => {
  const { waiting, after, limit } = page
  const behind = !after
    ? sql`true`
    : waiting
      ? sql`(h.due_on, h.id) > (${after.dueOn}::date, ${after.id}::uuid)`
      : sql`(h.due_on, h.id) < (${after.dueOn}::date, ${after.id}::uuid)`
  const { rows } = await sql<HitRow>`
    select h.id, h.pair_id, h.grade, h.arrived_at, h.due_on, h.closed_at, s.tenths
    from linkage.hit h left join linkage.hit_strength s on s.pair_id = h.pair_id
    where h.organisation_id = ${work.claim.organisation} and h.route = 'desk' and ${WAITS} = ${waiting} and ${behind}
    order by ${waiting ? sql`h.due_on, h.id` : sql`h.due_on desc, h.id desc`} limit ${limit}`.execute(work.trx)
  return withParts(work, rows)
}

const findDeskHit = async (work: Work, hitId: string): Promise<DeskHit | undefined> => {
  const { rows } = await sql<HitRow>`
    select h.id, h.pair_id, h.grade, h.arrived_at, h.due_on, h.closed_at, s.tenths
    from linkage.hit h left join linkage.hit_strength s on s.pair_id = h.pair_id
    where h.organisation_id = ${work.claim.organisation} and h.route = 'desk' and h.id = ${hitId}`.execute(work.trx)
  return (await withParts(work, rows))[0]
}

const withParts = async (work: Work, rows: readonly HitRow[]): Promise<readonly DeskHit[]> => {
  const ids = rows.map(({ id }) => id)
  const [parties, decisions] = [await readParties(work, ids), await readDecisions(work, ids)]
  return rows.map((row) => {
    const decided = decisions.get(row.id) ?? []
    return {
      id: row.id,
      pairId: row.pair_id,
      grade: row.grade,
      arrivedAt: row.arrived_at,
      // Safe: a column of type date that is never empty.
      dueOn: row.due_on as Day,
      stage: deskStage(
        decided.map(({ decision }) => decision),
        row.closed_at !== null,
      ),
      ...(row.tenths === null ? {} : { tenths: row.tenths }),
      parties: parties.get(row.id) ?? [],
      decisions: decided,
    }
  })
}

const readParties = async (work: Work, hits: readonly string[]): Promise<ReadonlyMap<string, readonly DeskParty[]>> => {
  const { rows } = await sql<{
    hit_id: string
    organisation_id: string
    name: string
    kind: string
    plane: string
    purpose: string | null
  }>`select * from linkage.desk_parties(${hits}::uuid[]) order by name, organisation_id`.execute(work.trx)
  const parties = rows.map(({ hit_id, organisation_id, name, kind, plane, purpose }) => ({
    hitId: hit_id,
    party: { organisationId: organisation_id, name, kind, plane, ...(purpose === null ? {} : { purpose }) },
  }))
  return new Map(
    [...Map.groupBy(parties, ({ hitId }) => hitId)].map(([hitId, all]) => [hitId, all.map(({ party }) => party)]),
  )
}

const readDecisions = async (
  work: Work,
  hits: readonly string[],
): Promise<ReadonlyMap<string, readonly DeskDecisionRead[]>> => {
  const { rows } = await sql<{
    hit_id: string
    decision: DeskDecision
    because: string | null
    decided_at: Date
    tell: DeskDecisionRead['tell'] | null
  }>`
    select d.hit_id, d.decision, d.because, d.decided_at,
      (select jsonb_agg(jsonb_build_object('organisationId', c.told_organisation_id, 'purpose', c.purpose, 'callThrough', c.call_through)
        order by c.told_organisation_id) from linkage.desk_connection c where c.decision_id = d.id) as tell
    from linkage.desk_decision d where d.hit_id = any (${hits}::uuid[]) order by d.hit_id, d.version`.execute(work.trx)
  const read = rows.map(({ hit_id, decision, because, decided_at, tell }) => ({
    hitId: hit_id,
    made: { decision, decidedAt: decided_at, tell: tell ?? [], ...(because === null ? {} : { because }) },
  }))
  return new Map(
    [...Map.groupBy(read, ({ hitId }) => hitId)].map(([hitId, all]) => [hitId, all.map(({ made }) => made)]),
  )
}

/** Decides about one hit. What is told goes to the courier; it tells both sides in one transaction. */
export const decideDeskHit = async (
  work: Work,
  hitId: string,
  asked: ToDecide,
  purposes: ReadonlyMap<string, ConnectPurpose>,
): Promise<Outcome<{ deskHitId: string; stage: DeskStage }, string>> => {
  // Two officers who decide at once wait for each other; the second sees what the first decided.
  await takeTurn(work.trx, `desk hit ${hitId}`)
  const hit = await findDeskHit(work, hitId)
  if (!hit) return refuse('not-found')
  const may = checkDecision(hit, asked, purposes)
  if (!may.ok) return may
  const decisionId = work.newId()
  await work.trx
    .insertInto('linkage.desk_decision')
    .values({
      id: decisionId,
      organisation_id: work.claim.organisation,
      hit_id: hitId,
      version: hit.decisions.length + 1,
      actor_id: work.claim.actor,
      purpose: work.claim.purpose,
      decision: asked.decision,
      because: asked.because ?? null,
      decided_at: work.now,
    })
    .execute()
  await writeConnections(work, hit, decisionId, may.value)
  const made = [...hit.decisions.map(({ decision }) => decision), asked.decision]
  return accept({ deskHitId: hitId, stage: deskStage(made, false) })
}

const writeConnections = async (
  work: Work,
  hit: DeskHit,
  decisionId: string,
  tell: readonly Telling[],
): Promise<void> => {
  if (tell.length === 0) return
  await work.trx
    .insertInto('linkage.desk_connection')
    .values(
      tell.map((each) => ({
        id: work.newId(),
        organisation_id: work.claim.organisation,
        decision_id: decisionId,
        hit_id: hit.id,
        pair_id: hit.pairId,
        told_organisation_id: each.organisationId,
        purpose: each.purpose,
        confirmed: [...each.confirmed],
        call_through: each.callThrough,
      })),
    )
    .execute()
  work.wakes(OUTBOX_CHANNEL)
}
