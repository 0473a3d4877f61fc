/**
 * The courier carries messages of owners to the matcher and tells both sides in one transaction. It knows handles and which
 * organisation they belong to; it reads no signal, no dossier, no name. What was not carried before a crash is carried after it.
 */
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { NewId, Outcome } from '../kernel/index.ts'
import { addDays, dayAt } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { emptySent, forgetEnded, joinAnswered, takeOutEnded, takeTurn, tellConnected } from './follow-up.job.ts'
import { LOCKS } from './locks.ts'
import type { Introduction } from './match.ts'
import { FOLLOW_UP_DAYS, routeOf } from './mediate.ts'
import { parseUpkeep } from './upkeep-messages.ts'

export type Courier = {
  /** Carries everything that waits; gives how many messages went. */
  carry(): Promise<number>
  /** Takes out what rests on a ground that ended and closes its open questions; needs no matcher. Gives how many entries. */
  forget(): Promise<number>
  /** Tells what the contact desk connected, joins what both sides called the same person and splits what was taken back. */
  join(): Promise<number>
  /** Keeps carrying until stopped, one courier per database, others wait for its end: at once when told by the database, and every few seconds in any case. */
  keepGoing(listenUrl: string): Promise<() => Promise<void>>
}

export type CourierOptions = {
  readonly db: Kysely<DB>
  readonly sendToMatcher: (message: string, now: Date) => Promise<Outcome<readonly Introduction[], string>>
  /** Reads the index again: what another courier carried is in the table, not in this memory. */
  readonly refreshMatcher: () => Promise<void>
  /** The national contact desk: it receives what may not go to both sides. */
  readonly contactDesk: string
  readonly clock: () => Date
  readonly newId: NewId
  readonly log: Log
  /** What is carried beside look-ups of persons: the things of signals. */
  readonly things?: { carry(): Promise<number> }
}

export const OUTBOX_CHANNEL = 'samenhang_outbox'
const BATCH = 50
const POLL_MS = 3_000

/** Makes a courier. */
export const createCourier = (options: CourierOptions): Courier => {
  const carry = async (): Promise<number> => {
    let carried = (await options.things?.carry()) ?? 0
    for (;;) {
      const batch = await carryBatch(options)
      carried += batch
      if (batch < BATCH) return carried
    }
  }
  const forget = () => forgetEnded(options)
  const join = async () => (await tellConnected(options)) + (await joinAnswered(options))
  return {
    carry,
    forget,
    join,
    keepGoing: (listenUrl) =>
      keepGoing(options, listenUrl, async () => {
        // What may be known no more goes first, and waits for no matcher.
        await forget()
        await join()
        await carry()
      }),
  }
}

const carryBatch = async (options: CourierOptions): Promise<number> =>
  options.db.transaction().execute(async (trx) => {
    // One at a time and in the order of writing: a removal may not overtake the encoding that it removes.
    await takeTurn(trx)
    const waiting = await trx
      .selectFrom('linkage.outbox')
      .select(['id', 'message', 'created_at'])
      .where('sent_at', 'is', null)
      .orderBy('created_at')
      .orderBy('committed_in')
      .limit(BATCH)
      .forUpdate()
      .execute()
    const ended = await takeOutEnded(
      trx,
      options,
      waiting.map(({ id }) => id),
    )
    for (const { id, message, created_at } of waiting.filter((each) => !ended.has(each.id))) {
      const answered = await options.sendToMatcher(message, options.clock())
      // A message that the matcher refuses would be refused for ever: it is put aside and said so, without its content.
      if (!answered.ok) options.log('error', 'matcher-refused-message', { outbox: id, code: answered.refusal.code })
      else
        for (const each of answered.value)
          if (!(await rangDecoy(trx, options, each, created_at))) await tellBothSides(trx, options, each)
      await trx.updateTable('linkage.outbox').set({ sent_at: options.clock() }).where('id', '=', id).execute()
      const upkeep = parseUpkeep(message)
      if (answered.ok && upkeep?.ok && upkeep.value.kind === 'removed') await emptySent(trx, upkeep.value.handles)
    }
    return waiting.length
  })

// Whether one of the two is a decoy; then two privacy officers are told by the database itself and there is no hit.
const rangDecoy = async (
  trx: Transaction<DB>,
  { contactDesk, clock }: CourierOptions,
  { asking, held }: Introduction,
  askedAt: Date,
): Promise<boolean> => {
  // The look-up names the entry; the matcher knows it under its handle of an epoch. A decoy has one handle only.
  const { rows } = await sql<{ rang: boolean }>`
    select linkage.ring_decoy(coalesce((select h.entry from linkage.epoch_handle h where h.handle = ${asking}), ${asking}), ${held}, ${askedAt}, ${contactDesk}, ${clock()}) as rang`.execute(
    trx,
  )
  return rows[0]?.rang === true
}

const tellBothSides = async (trx: Transaction<DB>, options: CourierOptions, found: Introduction): Promise<void> => {
  const now = options.clock()
  // A ground that was taken back or ran out carries nothing any more, also when the look-up that rested on it was lawful.
  const entries = await trx
    .selectFrom('linkage.entry as e')
    .innerJoin('access.ground as g', 'g.id', 'e.ground_id')
    .innerJoin('linkage.epoch_handle as h', 'h.entry', 'e.handle')
    .select(['e.handle', 'e.organisation_id', 'e.plane'])
    .where('h.handle', 'in', [found.asking, found.held])
    .where('e.removed_at', 'is', null)
    .where('g.withdrawn_at', 'is', null)
    .where('g.valid_until', '>=', dayAt(now))
    .execute()
  const [one, other] = entries
  // Gone meanwhile (consent withdrawn), or one house that meets itself: nobody is told.
  if (!one || !other || one.organisation_id === other.organisation_id) return
  const route = routeOf(one.plane as 'care', other.plane as 'care')
  const common = {
    pair_id: pairId(one.handle, other.handle),
    grade: found.grade,
    route,
    arrived_at: now,
    due_on: addDays(dayAt(now), FOLLOW_UP_DAYS),
  }
  const rows =
    route === 'direct'
      ? [
          {
            ...common,
            id: options.newId(),
            organisation_id: one.organisation_id,
            handle: one.handle,
            other_handle: null,
            call_organisation_id: other.organisation_id,
          },
          {
            ...common,
            id: options.newId(),
            organisation_id: other.organisation_id,
            handle: other.handle,
            other_handle: null,
            call_organisation_id: one.organisation_id,
          },
        ]
      : [
          {
            ...common,
            id: options.newId(),
            organisation_id: options.contactDesk,
            handle: one.handle,
            other_handle: other.handle,
            call_organisation_id: null,
          },
        ]
  await trx
    .insertInto('linkage.hit')
    .values(rows)
    .onConflict((conflict) => conflict.constraint('hit_once_per_party').doNothing())
    .execute()
  await trx
    .insertInto('linkage.hit_strength')
    .values({
      pair_id: common.pair_id,
      tenths: found.model.tenths,
      parameters_version: found.model.parameters,
      calibration: found.model.calibration,
    })
    .onConflict((conflict) => conflict.column('pair_id').doNothing())
    .execute()
}

/** The same id for the same two entries, whichever asked and in which epoch: a repeat of the message makes no second hit. */
const pairId = (one: string, other: string): string => {
  const hex = createHash('sha256').update([one, other].sort().join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const keepGoing = async (
  options: CourierOptions,
  listenUrl: string,
  round: () => Promise<void>,
): Promise<() => Promise<void>> => {
  let running: Promise<void> = Promise.resolve()
  let waiting = false
  let stopped = false
  let [tries, mine] = [0, false]
  const isMine = async (): Promise<boolean> => {
    tries += 1
    const { rows } = await listener.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCKS.courier])
    if (rows[0]?.mine && tries > 1) await options.refreshMatcher()
    mine = rows[0]?.mine === true
    return mine
  }
  const turn = async (): Promise<void> => {
    if (mine || (await isMine())) await round()
  }
  const nudge = (): void => {
    if (waiting || stopped) return
    waiting = true
    running = running.then(async () => {
      waiting = false
      await turn().catch((fault: unknown) => options.log('error', 'courier-round-failed', faultFields(fault)))
    })
  }
  const listener = new pg.Client({ connectionString: listenUrl })
  // Without the listener the courier is slower, not deaf: the timer goes on.
  listener.on('error', (fault) => options.log('warn', 'courier-listener-lost', faultFields(fault)))
  listener.on('notification', nudge)
  await listener.connect()
  await listener.query(`listen ${OUTBOX_CHANNEL}`)
  const timer = setInterval(nudge, POLL_MS)
  nudge()
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
    await listener.end().catch(() => undefined)
  }
}
