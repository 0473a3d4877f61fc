/**
 * The courier carries messages of owners to the matcher and tells both sides in one transaction. It knows handles and which
 * organisation they belong to; it reads no signal, no dossier, no name. What was not carried before a crash is carried after it.
 */
import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { NewId } from '../kernel/index.ts'
import { addDays, dayAt, refuse } from '../kernel/index.ts'
import { type DB, later, type Trx } from '../platform/database.ts'
import { faultFields, type Log } from '../platform/log.ts'
import { emptySent, forgetEnded, joinAnswered, takeOutEnded, takeTurn, tellConnected } from './follow-up.job.ts'
import { LOCKS } from './locks.ts'
import type { Introduction } from './match.ts'
import type { MatcherService } from './matcher.store.ts'
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
  /** Gives an answer to each message, in the order of the messages. */
  readonly sendToMatcher: MatcherService['receiveAll']
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
/** Between two rounds: what comes in meanwhile goes together. Who asks when it is quiet does not wait. */
const REST_MS = 40

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
    const going = waiting.filter((each) => !ended.has(each.id))
    if (going.length > 0) await carryAll(trx, options, going)
    return waiting.length
  })

type Waiting = { readonly id: string; readonly message: string; readonly created_at: Date }
type Found = Introduction & { readonly askedAt: Date }

const carryAll = async (trx: Trx, options: CourierOptions, going: readonly Waiting[]): Promise<void> => {
  const answers = await options.sendToMatcher(
    going.map(({ message }) => message),
    options.clock(),
  )
  const found: Found[] = []
  const removed: string[] = []
  for (const [place, { id, message, created_at: askedAt }] of going.entries()) {
    const answered = answers[place] ?? refuse('linkage-message-unreadable')
    // A message that the matcher refuses would be refused for ever: it is put aside and said so, without its content.
    if (!answered.ok) options.log('error', 'matcher-refused-message', { outbox: id, code: answered.refusal.code })
    else found.push(...answered.value.map((each) => ({ ...each, askedAt })))
    const upkeep = parseUpkeep(message)
    if (answered.ok && upkeep?.ok && upkeep.value.kind === 'removed') removed.push(...upkeep.value.handles)
  }
  await tellAll(trx, options, await withoutDecoys(trx, options, found))
  const ids = going.map(({ id }) => id)
  await later(trx, trx.updateTable('linkage.outbox').set({ sent_at: options.clock() }).where('id', 'in', ids))
  if (removed.length > 0) await emptySent(trx, removed)
}

// Where one of the two is a decoy, two privacy officers are told by the database itself and there is no hit.
const withoutDecoys = async (
  trx: Trx,
  { contactDesk, clock }: CourierOptions,
  found: readonly Found[],
): Promise<readonly Found[]> => {
  if (found.length === 0) return []
  const asked = found.map(({ asking, held, askedAt }, place) => ({ place, asking, held, asked_at: askedAt }))
  // The look-up names the entry; the matcher knows it under its handle of an epoch. A decoy has one handle only.
  const { rows } = await sql<{ place: number; rang: boolean }>`
    select f.place, linkage.ring_decoy(coalesce((select h.entry from linkage.epoch_handle h where h.handle = f.asking), f.asking),
      f.held, f.asked_at, ${contactDesk}, ${clock()}) as rang
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as f(place integer, asking uuid, held uuid, asked_at timestamptz)
    order by f.place`.execute(trx)
  const rang = new Set(rows.filter((row) => row.rang).map(({ place }) => place))
  return found.filter((_each, place) => !rang.has(place))
}

const tellAll = async (trx: Trx, options: CourierOptions, found: readonly Found[]): Promise<void> => {
  if (found.length === 0) return
  const told = tellings(options, found, await standingEntries(trx, options, found))
  if (told.length === 0) return
  await later(
    trx,
    trx
      .insertInto('linkage.hit')
      .values(told.flatMap(({ hits }) => hits))
      .onConflict((conflict) => conflict.constraint('hit_once_per_party').doNothing()),
    trx
      .insertInto('linkage.hit_strength')
      .values(told.map(({ strength }) => strength))
      .onConflict((conflict) => conflict.column('pair_id').doNothing()),
  )
}

type Standing = { readonly handle: string; readonly organisation_id: string; readonly plane: string }

// By the handle of an epoch. A ground that was taken back or ran out carries nothing any more, also when the look-up that rested on it
// was lawful.
const standingEntries = async (
  trx: Trx,
  { clock }: CourierOptions,
  found: readonly Found[],
): Promise<ReadonlyMap<string, Standing>> => {
  const handles = [...new Set(found.flatMap(({ asking, held }) => [asking, held]))]
  const rows = await trx
    .selectFrom('linkage.entry as e')
    .innerJoin('access.ground as g', 'g.id', 'e.ground_id')
    .innerJoin('linkage.epoch_handle as h', 'h.entry', 'e.handle')
    .select(['h.handle as known_as', 'e.handle', 'e.organisation_id', 'e.plane'])
    .where('h.handle', 'in', handles)
    .where('e.removed_at', 'is', null)
    .where('g.withdrawn_at', 'is', null)
    .where('g.valid_until', '>=', dayAt(clock()))
    .execute()
  return new Map(rows.map(({ known_as, ...entry }) => [known_as, entry]))
}

/** The rows of what is told: of each pair once, however often it was found. */
const tellings = (options: CourierOptions, found: readonly Found[], standing: ReadonlyMap<string, Standing>) => {
  const told = new Map<string, ReturnType<typeof tellBothSides>>()
  for (const each of found) {
    const [one, other] = [standing.get(each.asking), standing.get(each.held)]
    // Gone meanwhile (consent withdrawn), or one house that meets itself: nobody is told.
    if (!one || !other || one.organisation_id === other.organisation_id) continue
    const pair = pairId(one.handle, other.handle)
    if (!told.has(pair)) told.set(pair, tellBothSides(options, each, pair, [one, other]))
  }
  return [...told.values()]
}

const tellBothSides = (
  options: CourierOptions,
  found: Introduction,
  pair: string,
  [one, other]: readonly [Standing, Standing],
) => {
  const now = options.clock()
  const route = routeOf(one.plane as 'care', other.plane as 'care')
  const common = {
    pair_id: pair,
    grade: found.grade,
    route,
    arrived_at: now,
    due_on: addDays(dayAt(now), FOLLOW_UP_DAYS),
  }
  const party = (organisation: string, handle: string, also: { otherHandle?: string; call?: string }) => ({
    ...common,
    id: options.newId(),
    organisation_id: organisation,
    handle,
    other_handle: also.otherHandle ?? null,
    call_organisation_id: also.call ?? null,
  })
  const hits =
    route === 'direct'
      ? [
          party(one.organisation_id, one.handle, { call: other.organisation_id }),
          party(other.organisation_id, other.handle, { call: one.organisation_id }),
        ]
      : [party(options.contactDesk, one.handle, { otherHandle: other.handle })]
  const { tenths, parameters, calibration } = found.model
  return { hits, strength: { pair_id: pair, tenths, parameters_version: parameters, calibration } }
}

/** The same id for the same two entries, whichever asked and in which epoch: a repeat of the message makes no second hit. */
const pairId = (one: string, other: string): string => {
  const hex = createHash('sha256').update([one, other].sort().join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const pause = async (ms: number): Promise<void> => {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}

const keepGoing = async (
  options: CourierOptions,
  listenUrl: string,
  round: () => Promise<void>,
): Promise<() => Promise<void>> => {
  let running: Promise<void> = Promise.resolve()
  let waiting = false
  let stopped = false
  let rested = -REST_MS
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
      await pause(rested + REST_MS - performance.now())
      waiting = false
      await turn().catch((fault: unknown) => options.log('error', 'courier-round-failed', faultFields(fault)))
      rested = performance.now()
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
