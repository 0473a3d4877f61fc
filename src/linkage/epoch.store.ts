/** The log of epochs in the database: read in every look-up, written by who opens and closes a turn. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { type DB, later } from '../platform/database.ts'
import type { EncodingVersions, Epoch, EpochReason } from './epoch.ts'
import { nextEpoch } from './epoch.ts'
import { epochClosedMessage } from './epoch-message.ts'
import { LOCKS } from './locks.ts'

/** The log of the database, or of a transaction in it. */
type Reader = Kysely<DB> | Transaction<DB>

/** All epochs, oldest first. */
export const readEpochs = async (db: Reader): Promise<readonly Epoch[]> => {
  const rows = await db
    .selectFrom('linkage.epoch')
    .select(['name', 'place', 'normalisation_version', 'encoding_version', 'reason', 'opened_at', 'closed_at'])
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    place: row.place,
    normalisationVersion: row.normalisation_version,
    encodingVersion: row.encoding_version,
    // Safe: the constraint epoch_reason allows these three only.
    reason: row.reason as EpochReason,
    openedAt: row.opened_at,
    ...(row.closed_at ? { closedAt: row.closed_at } : {}),
  }))
}

/** Keeps every open epoch open until this transaction ends. Take it before reading the log. */
export const holdEpochs = async (trx: Transaction<DB>): Promise<void> => {
  await later(trx, sql`select pg_advisory_xact_lock_shared(${LOCKS.epochs})`)
}

/** Runs `act` while nobody encodes: everything that was under way has committed and is seen. */
export const aloneWithEpochs = <T>(db: Kysely<DB>, act: (trx: Transaction<DB>) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCKS.epochs})`.execute(trx)
    return act(trx)
  })

/** Marks of the keys of an epoch, as the log holds them. */
export type EpochMarks = { readonly authority: string; readonly owners: string }

/** The marks in the log; undefined where they were not written yet. */
export const readMarks = async (db: Reader, epoch: string): Promise<Partial<EpochMarks>> => {
  const row = await db
    .selectFrom('linkage.epoch')
    .select(['authority_mark', 'owners_mark'])
    .where('name', '=', epoch)
    .executeTakeFirst()
  return {
    ...(row?.authority_mark ? { authority: row.authority_mark.toString('hex') } : {}),
    ...(row?.owners_mark ? { owners: row.owners_mark.toString('hex') } : {}),
  }
}

/** Writes the marks of an epoch that has none. */
export const writeMarks = async (trx: Transaction<DB>, epoch: string, marks: EpochMarks): Promise<void> => {
  await trx.updateTable('linkage.epoch').set(columnsOf(marks)).where('name', '=', epoch).execute()
}

const columnsOf = ({ authority, owners }: EpochMarks) => ({
  authority_mark: Buffer.from(authority, 'hex'),
  owners_mark: Buffer.from(owners, 'hex'),
})

/** Writes the next epoch into the log. Its keys exist before the row does: an epoch without keys would stop every look-up. */
export const insertEpoch = async (
  trx: Transaction<DB>,
  log: readonly Epoch[],
  epoch: {
    readonly versions: EncodingVersions
    readonly reason: EpochReason
    readonly marks: EpochMarks
    readonly now: Date
  },
): Promise<string> => {
  const { name, place } = nextEpoch(log)
  await trx
    .insertInto('linkage.epoch')
    .values({
      name,
      place,
      normalisation_version: epoch.versions.normalisation,
      encoding_version: epoch.versions.encoding,
      reason: epoch.reason,
      opened_at: epoch.now,
      ...columnsOf(epoch.marks),
    })
    .execute()
  return name
}

/** Entries of one house and plane that stand and are not in an epoch yet. */
export type Waiting = { readonly organisation: string; readonly plane: string; readonly entries: number }

/** Which houses have entries to encode again. An entry without a standing ground does not come along. */
export const waitingFor = async (db: Reader, epoch: string, now: Date): Promise<readonly Waiting[]> => {
  const { rows } = await sql<Waiting>`
    select e.organisation_id as organisation, e.plane, count(*)::int as entries
    from linkage.entry e join access.ground g on g.id = e.ground_id
    where ${standsAndIsNotIn(epoch, now)}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** What holds for an entry that must still be encoded in an epoch; `e` is the entry, `g` its ground. */
export const standsAndIsNotIn = (epoch: string, now: Date) => sql`
  e.removed_at is null and g.withdrawn_at is null and g.valid_until >= (${now}::timestamptz at time zone 'Europe/Amsterdam')::date
  and not exists (select 1 from linkage.epoch_handle h where h.entry = e.handle and h.epoch = ${epoch})
  and not exists (select 1 from linkage.epoch_leftover l where l.entry = e.handle and l.epoch = ${epoch})`

/** How far a turn is: for who opened it, and for the log. */
export type TurnProgress = {
  readonly epoch: string
  readonly encoded: number
  readonly waiting: number
  readonly leftOver: number
}

/** Counts of the epoch in use. */
export const readProgress = async (db: Reader, epoch: string, now: Date): Promise<TurnProgress> => {
  const { rows } = await sql<{ encoded: number; left: number }>`
    select (select count(*)::int from linkage.epoch_handle where epoch = ${epoch}) as encoded,
      (select count(*)::int from linkage.epoch_leftover where epoch = ${epoch}) as left`.execute(db)
  const waiting = (await waitingFor(db, epoch, now)).reduce((sum, each) => sum + each.entries, 0)
  return { epoch, encoded: rows[0]?.encoded ?? 0, waiting, leftOver: rows[0]?.left ?? 0 }
}

/**
 * Closes the older epochs when everybody is encoded again and nothing is on its way: gives their names, or none when it is too early.
 * Call it through `aloneWithEpochs`. The matcher hears of it through the outbox, behind everything that was sent before.
 */
export const closeOlder = async (
  trx: Transaction<DB>,
  turn: {
    readonly current: string
    readonly older: readonly string[]
    readonly contactDesk: string
    readonly newId: () => string
    readonly now: Date
  },
): Promise<readonly string[]> => {
  if ((await waitingFor(trx, turn.current, turn.now)).length > 0) return []
  const unsent = await trx.selectFrom('linkage.outbox').select('id').where('sent_at', 'is', null).limit(1).execute()
  if (unsent.length > 0) return []
  await trx
    .updateTable('linkage.epoch')
    .set({ closed_at: turn.now })
    .where('name', 'in', [...turn.older])
    .execute()
  for (const epoch of turn.older) {
    const id = turn.newId()
    // Whose message it is matters to nobody here; the column wants a house, and the desk is nobody's care or police.
    const row = { id, organisation_id: turn.contactDesk, message: epochClosedMessage(epoch), created_at: turn.now }
    await trx.insertInto('linkage.outbox').values(row).execute()
  }
  return turn.older
}
