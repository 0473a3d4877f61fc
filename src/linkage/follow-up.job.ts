/**
 * The courier's work after a hit: entries whose ground ended are taken out and their open questions closed, the contact desk's
 * connections are told, confirmed pairs join and corrected ones come apart, outcomes are counted for the matcher. Every step reads
 * what waits by an index of what waits: a round in which nothing happened costs a few empty reads, however many hits there are.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Day, NewId } from '../kernel/index.ts'
import { addDays, dayAt } from '../kernel/index.ts'
import { type DB, later } from '../platform/database.ts'
import { type Move, regroup } from './follow-up-clusters.ts'
import { LOCKS } from './locks.ts'
import { FOLLOW_UP_DAYS } from './mediate.ts'
import { COMMITTED_PARAMETERS } from './parameters.ts'
import { upkeepMessage } from './upkeep-messages.ts'

export type FollowUpOptions = {
  readonly db: Kysely<DB>
  readonly contactDesk: string
  readonly clock: () => Date
  readonly newId: NewId
}
type Trx = Transaction<DB>

const BATCH = 200

/** Waits for the turn; it ends with the transaction. */
export const takeTurn = async (trx: Trx): Promise<void> => {
  await later(trx, sql`select pg_advisory_xact_lock(${LOCKS.turn})`)
}

/**
 * Takes out every entry whose ground was taken back or ran out, and closes the open questions that rested on it. The matcher may
 * be down: it hears of it through the outbox when it is back. Gives how many entries were closed.
 */
export const forgetEnded = async (options: FollowUpOptions): Promise<number> => {
  await onceADay(options)
  return inBatches(options, closeRemoved)
}

/** Tells the houses that the contact desk connected. Gives how many were told. */
export const tellConnected = (options: FollowUpOptions): Promise<number> => inBatches(options, deliver)

/** Joins entries that both desks called the same person and splits what was taken back. Gives how many outcomes were heard. */
export const joinAnswered = (options: FollowUpOptions): Promise<number> => inBatches(options, hearOutcomes)

const inBatches = async (
  options: FollowUpOptions,
  step: (trx: Trx, options: FollowUpOptions) => Promise<number>,
): Promise<number> => {
  let done = 0
  for (;;) {
    const batch = await options.db.transaction().execute(async (trx) => {
      await takeTurn(trx)
      return step(trx, options)
    })
    done += batch
    if (batch < BATCH) return done
  }
}

/** Grounds run out at midnight, so all of them are looked at once a day; what is withdrawn meanwhile says so itself. */
const onceADay = async (options: FollowUpOptions): Promise<void> => {
  const today = dayAt(options.clock())
  const isDue = async (db: Kysely<DB>): Promise<boolean> => {
    const { rows } = await sql<{ due: boolean }>`
      select grounds_swept_on < ${today}::date as due from linkage.courier_round`.execute(db)
    return rows[0]?.due === true
  }
  if (!(await isDue(options.db))) return
  await inBatches(options, (trx) => removeEnded(trx, options, today))
  await options.db.transaction().execute(async (trx) => {
    await takeTurn(trx)
    if (!(await isDue(trx))) return
    await countOutcomes(trx, options)
    await sql`update linkage.courier_round set grounds_swept_on = ${today}::date`.execute(trx)
  })
}

// Locked before it is judged again: a look-up that gives the entry a new ground at this moment wins.
const removeEnded = async (trx: Trx, options: FollowUpOptions, today: Day): Promise<number> => {
  const now = options.clock()
  const { rows } = await sql<Gone>`
    with gone as (
      select e.handle from linkage.entry e join access.ground g on g.id = e.ground_id
      where e.removed_at is null and (g.withdrawn_at is not null or g.valid_until < ${today}::date)
      order by e.handle limit ${BATCH} for update of e)
    update linkage.entry e set removed_at = ${now} from gone where e.handle = gone.handle
    returning e.handle, e.organisation_id`.execute(trx)
  await tellRemoved(trx, options, rows)
  return rows.length
}

type Gone = { readonly handle: string; readonly organisation_id: string }

/** Tells the matcher what is gone, through the outbox: one message of each house. */
const tellRemoved = async (
  trx: Trx,
  { clock, newId }: Pick<FollowUpOptions, 'clock' | 'newId'>,
  gone: readonly Gone[],
): Promise<void> => {
  if (gone.length === 0) return
  // The matcher knows an entry under its handle of each epoch; during a turn of keys there are two.
  const houses = new Map(gone.map((each) => [each.handle, each.organisation_id]))
  const handles = await trx
    .selectFrom('linkage.epoch_handle')
    .select(['handle', 'entry'])
    .where('entry', 'in', [...houses.keys()])
    .execute()
  const messages = [...Map.groupBy(handles, ({ entry }) => houses.get(entry) ?? '')].map(([organisation, all]) => ({
    id: newId(),
    organisation_id: organisation,
    message: upkeepMessage({ kind: 'removed', handles: [...new Set(all.map(({ handle }) => handle))] }),
    created_at: clock(),
  }))
  if (messages.length > 0) await trx.insertInto('linkage.outbox').values(messages).execute()
}

/**
 * Messages of the outbox about entries whose ground ended while they waited: they are put aside empty and their entries taken
 * out. This is how a ground is heard that was taken back in the very moment of the look-up. Gives their ids.
 */
export const takeOutEnded = async (
  trx: Trx,
  options: Pick<FollowUpOptions, 'clock' | 'newId'>,
  messages: readonly string[],
): Promise<ReadonlySet<string>> => {
  const now = options.clock()
  const { rows: gone } = await sql<Gone>`
    update linkage.entry e set removed_at = ${now} from linkage.outbox o, linkage.epoch_handle h, access.ground g
    where o.id = any (${messages}::uuid[]) and h.handle = o.handle and e.handle = h.entry and e.removed_at is null and g.id = e.ground_id
      and (g.withdrawn_at is not null or g.valid_until < ${dayAt(now)}::date)
    returning e.handle, e.organisation_id`.execute(trx)
  await tellRemoved(trx, options, gone)
  const { rows } = await sql<{ id: string }>`
    update linkage.outbox o set message = '', sent_at = ${now} from linkage.entry e, linkage.epoch_handle h
    where o.id = any (${messages}::uuid[]) and h.handle = o.handle and e.handle = h.entry and e.removed_at is not null returning o.id`.execute(
    trx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** What the outbox kept of removed handles is emptied once the matcher has let them go. */
export const emptySent = async (trx: Trx, handles: readonly string[]): Promise<void> => {
  await sql`update linkage.outbox set message = '' where handle = any (${handles}::uuid[]) and sent_at is not null`.execute(
    trx,
  )
}

// Both houses at once, and the desk; whom to call goes with it, because nobody may be called about this any more.
const closeRemoved = async (trx: Trx, options: FollowUpOptions): Promise<number> => {
  const now = options.clock()
  const { rows } = await sql<{ handle: string }>`
    update linkage.entry set closed_at = ${now} where handle in (
      select handle from linkage.entry where removed_at is not null and closed_at is null order by removed_at, handle limit ${BATCH})
    returning handle`.execute(trx)
  if (rows.length === 0) return 0
  const handles = rows.map(({ handle }) => handle)
  await sql`
    update linkage.hit set closed_at = ${now}, call_organisation_id = null
    where closed_at is null and outcome is null and pair_id in (
      select pair_id from linkage.hit where handle = any (${handles}::uuid[])
      union select pair_id from linkage.hit where other_handle = any (${handles}::uuid[]))
      and not exists (select 1 from linkage.desk_connection c where c.hit_id = hit.id)`.execute(trx)
  const { rows: pairs } = await sql<{ pair_id: string }>`
    select pair_id from linkage.joined_pair where until is null
      and (first = any (${handles}::uuid[]) or second = any (${handles}::uuid[]))`.execute(trx)
  await settlePairs(
    trx,
    options,
    pairs.map(({ pair_id }) => pair_id),
    'removed',
  )
  return rows.length
}

type Connection = {
  readonly id: string
  readonly pair_id: string
  readonly told_organisation_id: string
  readonly call_through: string
  readonly grade: string
  readonly told: string | null
  readonly knows: string | null
  readonly knows_organisation_id: string | null
}

const deliver = async (trx: Trx, options: FollowUpOptions): Promise<number> => {
  const now = options.clock()
  // A ground that ended between the decision and now carries nothing: then nobody is told.
  const { rows } = await sql<Connection>`
    select c.id, c.pair_id, c.told_organisation_id, c.call_through, h.grade, told.handle as told, knows.handle as knows,
      knows.organisation_id as knows_organisation_id
    from linkage.desk_connection c
    join linkage.hit h on h.id = c.hit_id
    left join (linkage.entry told join access.ground gt on gt.id = told.ground_id
        and gt.withdrawn_at is null and gt.valid_until >= ${dayAt(now)}::date)
      on told.handle in (h.handle, h.other_handle) and told.organisation_id = c.told_organisation_id and told.removed_at is null
    left join (linkage.entry knows join access.ground gk on gk.id = knows.ground_id
        and gk.withdrawn_at is null and gk.valid_until >= ${dayAt(now)}::date)
      on knows.handle in (h.handle, h.other_handle) and knows.handle <> told.handle and knows.removed_at is null
    where c.delivered_at is null order by c.id limit ${BATCH}`.execute(trx)
  const hits = rows.flatMap((each) =>
    each.told === null || each.knows_organisation_id === null
      ? []
      : [
          {
            id: options.newId(),
            organisation_id: each.told_organisation_id,
            pair_id: each.pair_id,
            handle: each.told,
            grade: each.grade,
            route: 'connected',
            call_organisation_id: each.call_through === 'house' ? each.knows_organisation_id : options.contactDesk,
            arrived_at: now,
            due_on: addDays(dayAt(now), FOLLOW_UP_DAYS),
          },
        ],
  )
  if (hits.length > 0)
    await trx
      .insertInto('linkage.hit')
      .values(hits)
      .onConflict((conflict) => conflict.constraint('hit_once_per_party').doNothing())
      .execute()
  const ids = rows.map(({ id }) => id)
  await sql`update linkage.desk_connection set delivered_at = ${now} where id = any (${ids}::uuid[])`.execute(trx)
  return rows.length
}

const hearOutcomes = async (trx: Trx, options: FollowUpOptions): Promise<number> => {
  const { rows } = await sql<{ pair_id: string }>`
    update linkage.hit_outcome set carried_at = ${options.clock()} where id in (
      select id from linkage.hit_outcome where carried_at is null order by recorded_at, id limit ${BATCH})
    returning pair_id`.execute(trx)
  await settlePairs(trx, options, [...new Set(rows.map(({ pair_id }) => pair_id))], 'corrected')
  return rows.length
}

type Ending = 'corrected' | 'removed'

/** Brings pairs and clusters in line with what both desks say now. A hit across planes is never joined (decision 3). */
const settlePairs = async (
  trx: Trx,
  options: FollowUpOptions,
  pairs: readonly string[],
  ending: Ending,
): Promise<void> => {
  if (pairs.length === 0) return
  const { rows } = await sql<{ pair_id: string; first: string; second: string; stands: boolean; joined: boolean }>`
    select a.pair_id, a.handle as first, b.handle as second,
      coalesce(a.outcome = 'same-person' and b.outcome = 'same-person', false) and ea.removed_at is null and eb.removed_at is null as stands,
      exists (select 1 from linkage.joined_pair j where j.pair_id = a.pair_id and j.until is null) as joined
    from linkage.hit a
    join linkage.hit b on b.pair_id = a.pair_id and b.organisation_id > a.organisation_id and b.route = 'direct'
    join linkage.entry ea on ea.handle = a.handle
    join linkage.entry eb on eb.handle = b.handle
    where a.pair_id = any (${pairs}::uuid[]) and a.route = 'direct'`.execute(trx)
  await endPairs(
    trx,
    options,
    rows.filter((row) => !row.stands && row.joined),
    ending,
  )
  await beginPairs(
    trx,
    options,
    rows.filter((row) => row.stands && !row.joined),
  )
}

type Pair = { readonly pair_id: string; readonly first: string; readonly second: string }

const endPairs = async (trx: Trx, options: FollowUpOptions, pairs: readonly Pair[], ending: Ending): Promise<void> => {
  if (pairs.length === 0) return
  await sql`update linkage.joined_pair set until = ${options.clock()}, ended_because = ${ending}
    where until is null and pair_id = any (${pairs.map((each) => each.pair_id)}::uuid[])`.execute(trx)
  await moveEntries(trx, options, await movesAround(trx, pairs, options.newId), ending)
}

const beginPairs = async (trx: Trx, options: FollowUpOptions, pairs: readonly Pair[]): Promise<void> => {
  if (pairs.length === 0) return
  const since = options.clock()
  await trx
    .insertInto('linkage.joined_pair')
    .values(pairs.map(({ pair_id, first, second }) => ({ id: options.newId(), pair_id, first, second, since })))
    .execute()
  await moveEntries(trx, options, await movesAround(trx, pairs, options.newId), 'confirmed')
}

const movesAround = async (trx: Trx, around: readonly Pair[], newId: NewId): Promise<readonly Move[]> => {
  const handles = around.flatMap(({ first, second }) => [first, second])
  const { rows: members } = await sql<{ handle: string; cluster_id: string | null }>`
    select handle, cluster_id from linkage.entry where handle = any (${handles}::uuid[])
    union select handle, cluster_id from linkage.entry where cluster_id in (
      select cluster_id from linkage.entry where handle = any (${handles}::uuid[]) and cluster_id is not null)`.execute(
    trx,
  )
  const all = members.map(({ handle }) => handle)
  const { rows: pairs } = await sql<{ first: string; second: string }>`
    select first, second from linkage.joined_pair where until is null and first = any (${all}::uuid[])`.execute(trx)
  return regroup(
    members.map(({ handle, cluster_id }) => ({ handle, ...(cluster_id === null ? {} : { cluster: cluster_id }) })),
    pairs,
    newId,
  )
}

// Who leaves a cluster for none counts as a person of its own again.
const moveEntries = async (
  trx: Trx,
  { clock, newId }: FollowUpOptions,
  moves: readonly Move[],
  because: Ending | 'confirmed',
): Promise<void> => {
  if (moves.length === 0) return
  const rows = moves.map(({ handle, from, to }) => ({
    id: newId(),
    handle,
    from_cluster: from ?? null,
    to_cluster: to ?? null,
    unit: to ?? newId(),
    because,
  }))
  await sql`
    with moved as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as m(id uuid, handle uuid, from_cluster uuid, to_cluster uuid, unit uuid, because text)),
      entries as (update linkage.entry e set cluster_id = m.to_cluster from moved m where e.handle = m.handle
        returning e.subject, m.unit),
      kept as (insert into linkage.cluster_change (id, handle, from_cluster, to_cluster, because, changed_at)
        select id, handle, from_cluster, to_cluster, because, ${clock()} from moved)
    update picture.report r set person_unit = e.unit from entries e where r.subject = e.subject`.execute(trx)
}

/** Counts outcomes per tenth of the model; when they changed, the matcher is sent the new counts under a new version. */
const countOutcomes = async (trx: Trx, { contactDesk, clock, newId }: FollowUpOptions): Promise<void> => {
  const parameters = COMMITTED_PARAMETERS.version
  const counts = await outcomesPerTenth(trx, parameters)
  if (counts.length === 0) return
  const written = JSON.stringify(counts)
  const { rows } = await sql<{ version: number; same: boolean }>`
    select version, parameters_version = ${parameters} and counts = ${written}::jsonb as same
    from linkage.calibration order by version desc limit 1`.execute(trx)
  if (rows[0]?.same) return
  const version = (rows[0]?.version ?? 0) + 1
  await trx
    .insertInto('linkage.calibration')
    .values({ version, parameters_version: parameters, counts: written, made_at: clock() })
    .execute()
  await trx
    .insertInto('linkage.outbox')
    .values({
      id: newId(),
      organisation_id: contactDesk,
      message: upkeepMessage({ kind: 'calibration', calibration: { version, parameters, counts } }),
      created_at: clock(),
    })
    .execute()
}

/**
 * Pairs by tenth of the model and by what was said of them. Where one side says the same person and the other another, nobody
 * knows, and it is not counted.
 */
export const outcomesPerTenth = async (
  db: Kysely<DB>,
  parameters: string,
): Promise<readonly { readonly tenth: number; readonly same: number; readonly other: number }[]> => {
  const { rows } = await sql<{ tenth: number; same: number; other: number }>`
    select s.tenths as tenth, (count(*) filter (where p.same))::integer as same, (count(*) filter (where p.other))::integer as other
    from (select pair_id, bool_or(outcome = 'same-person') as same, bool_or(outcome = 'other-person') as other
      from linkage.hit where outcome in ('same-person', 'other-person') group by pair_id) p
    join linkage.hit_strength s on s.pair_id = p.pair_id
    where p.same <> p.other and s.parameters_version = ${parameters}
    group by s.tenths order by s.tenths`.execute(db)
  return rows
}
