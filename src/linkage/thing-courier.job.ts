/**
 * The courier of things: carries messages to the matcher, keeps the edges it hears of, tells each party its side, applies what people
 * decided, derives clusters and draws the coarse view. It knows handles; it reads no signal, no thing, no word of a judgement.
 */
import { sql, type Transaction } from 'kysely'
import { dayAt } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { parseChange, THINGS_PER_MESSAGE_MAX, writeThings } from './match-thing-messages.ts'
import type { ThingMatcher } from './match-things.store.ts'
import type { ThingChange, ThingPair } from './match-things.ts'
import { routeOf } from './mediate.ts'
import { type DeriveOptions, deriveNetwork } from './thing-derive.store.ts'

export type ThingCourierOptions = DeriveOptions & {
  readonly matcher: ThingMatcher
  readonly epoch: string
  readonly contactDesk: string
  readonly log: Log
}
export type ThingCourier = {
  /** Carries everything that waits and derives what follows from it; gives how many messages went. */
  carry(): Promise<number>
}

const BATCH = 50

export const createThingCourier = (options: ThingCourierOptions): ThingCourier => {
  // At start, and after a fault, all that the matcher knows is laid beside all that is kept, and what follows from it is derived again.
  let unsure = true
  const round = async (): Promise<number> => {
    let [carried, changed] = [0, await letGo(options)]
    if (unsure) {
      await reconcile(options)
      changed = true
    }
    unsure = false
    for (;;) {
      const batch = await carryBatch(options)
      carried += batch
      if (batch < BATCH) break
    }
    await deriveNetwork(options, changed || carried > 0)
    return carried
  }
  return {
    carry: async () => {
      try {
        return await round()
      } catch (fault) {
        unsure = true
        throw fault
      }
    },
  }
}

const carryBatch = async (options: ThingCourierOptions): Promise<number> =>
  options.db.transaction().execute(async (trx) => {
    const waiting = await trx
      .selectFrom('linkage.thing_outbox')
      .select(['id', 'message'])
      .where('sent_at', 'is', null)
      .orderBy('created_at')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const { id, message } of waiting) {
      const answered = await options.matcher.receive(message, options.clock())
      // A message that the matcher refuses would be refused for ever: it is put aside and said so, without its content.
      if (!answered.ok) options.log('error', 'matcher-refused-things', { outbox: id, code: answered.refusal.code })
      else await applyChange(trx, options, answered.value, 'shared-widely')
      await trx.updateTable('linkage.thing_outbox').set({ sent_at: options.clock() }).where('id', '=', id).execute()
    }
    return waiting.length
  })

/** Things whose ground was taken back or ran out: the matcher forgets them, and their edges end. */
const letGo = async (options: ThingCourierOptions): Promise<boolean> =>
  options.db.transaction().execute(async (trx) => {
    const now = options.clock()
    const { rows } = await sql<{ handle: string }>`
      select t.handle from linkage.thing t join access.ground g on g.id = t.ground_id
      where t.removed_at is null and (g.withdrawn_at is not null or g.valid_until < ${dayAt(now)})
      order by t.handle limit ${THINGS_PER_MESSAGE_MAX}`.execute(trx)
    const handles = rows.map(({ handle }) => handle)
    if (handles.length === 0) return false
    await trx.updateTable('linkage.thing').set({ removed_at: now }).where('handle', 'in', handles).execute()
    const message = writeThings({ act: 'let-go', handles }, options.epoch)
    const answered = await options.matcher.receive(message, now)
    if (!answered.ok) throw new Error(`the matcher does not let go: ${answered.refusal.code}`)
    await applyChange(trx, options, answered.value, 'ground-ended')
    return true
  })

/** Ends what is kept and no longer holds, and keeps what holds and was missed. */
const reconcile = async (options: ThingCourierOptions): Promise<void> =>
  options.db.transaction().execute(async (trx) => {
    const text = await options.matcher.everything()
    const holds = new Set((parseChange(text)?.found ?? []).map(({ one, other }) => `${one} ${other}`))
    const kept = await trx
      .selectFrom('linkage.network_edge')
      .select(['id', 'thing_one', 'thing_other'])
      .where('until', 'is', null)
      .execute()
    const gone = kept.filter((edge) => !holds.has(`${edge.thing_one} ${edge.thing_other}`)).map(({ id }) => id)
    if (gone.length > 0)
      await trx
        .updateTable('linkage.network_edge')
        .set({ until: options.clock(), until_cause: 'gone' })
        .where('id', 'in', gone)
        .execute()
    await applyChange(trx, options, text, 'gone')
  })

const applyChange = async (
  trx: Transaction<DB>,
  options: ThingCourierOptions,
  text: string,
  cause: 'shared-widely' | 'ground-ended' | 'gone',
): Promise<boolean> => {
  const change = parseChange(text)
  if (!change) throw new Error('the matcher of things answers what cannot be read')
  for (const { one, other } of change.ended)
    await trx
      .updateTable('linkage.network_edge')
      .set({ until: options.clock(), until_cause: cause })
      .where('thing_one', '=', one)
      .where('thing_other', '=', other)
      .where('until', 'is', null)
      .execute()
  await storeSpread(trx, change.spread)
  let kept = 0
  for (const pair of change.found) kept += await keepEdge(trx, options, pair)
  return kept + change.ended.length > 0
}

const storeSpread = async (trx: Transaction<DB>, spread: ThingChange['spread']): Promise<void> => {
  if (spread.length === 0) return
  await sql`
    update linkage.thing t set spread = s.spread
    from jsonb_to_recordset(${JSON.stringify(spread)}::jsonb) as s(handle uuid, spread text)
    where t.handle = s.handle and t.spread <> s.spread`.execute(trx)
}

type Held = {
  readonly handle: string
  readonly organisation_id: string
  readonly plane: string
  readonly node: string
  readonly kind: string
}

// A thing that is gone, whose ground ended, or that lies in another plane or kind than its pair says nothing: nobody is told.
const keepEdge = async (trx: Transaction<DB>, options: ThingCourierOptions, pair: ThingPair): Promise<number> => {
  const now = options.clock()
  const { rows } = await sql<Held>`
    select t.handle, t.organisation_id, t.plane, t.node, t.kind from linkage.thing t join access.ground g on g.id = t.ground_id
    where t.handle in (${pair.one}, ${pair.other}) and t.removed_at is null and g.withdrawn_at is null
      and g.valid_until >= ${dayAt(now)} order by t.handle`.execute(trx)
  const [one, other] = rows
  if (!one || !other || one.node === other.node) return 0
  if (one.plane !== other.plane || one.kind !== other.kind) {
    options.log('error', 'things-of-two-planes', {})
    return 0
  }
  const made = await trx
    .insertInto('linkage.network_edge')
    .values({
      id: options.newId(),
      ...{ plane: one.plane, kind: one.kind, grade: pair.grade, since: now },
      ...{ thing_one: one.handle, thing_other: other.handle, node_one: one.node, node_other: other.node },
    })
    .onConflict((conflict) => conflict.columns(['thing_one', 'thing_other']).where('until', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return 0
  await trx
    .insertInto('linkage.network_side')
    .values(sidesOf(one, other, options.contactDesk).map((side) => ({ ...side, edge_id: made.id, told_at: now })))
    .execute()
  return 1
}

/** Inside one house the whole edge; between two houses of care each whom to call; all else to the contact desk alone (decision 2). */
const sidesOf = (one: Held, other: Held, contactDesk: string) => {
  if (one.organisation_id === other.organisation_id)
    return [
      {
        ...{ organisation_id: one.organisation_id, route: 'own', call_organisation_id: null },
        ...{ own_thing: one.handle, other_thing: other.handle },
      },
    ]
  // Safe: the constraint network_node_plane allows these two only.
  if (routeOf(one.plane as 'care', other.plane as 'care') === 'desk')
    return [
      {
        ...{ organisation_id: contactDesk, route: 'desk', call_organisation_id: null },
        ...{ own_thing: null, other_thing: null },
      },
    ]
  return [
    [one, other],
    [other, one],
  ].flatMap(([mine, theirs]) =>
    mine && theirs
      ? [
          {
            ...{ organisation_id: mine.organisation_id, route: 'direct', call_organisation_id: theirs.organisation_id },
            ...{ own_thing: mine.handle, other_thing: null },
          },
        ]
      : [],
  )
}
