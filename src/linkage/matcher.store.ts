/**
 * The matcher at work: PostgreSQL is the record, memory a cache that is rebuilt at start. Its database role sees its own schema:
 * handles, keyed tokens and sealed bits. A message that comes twice gives the same result, because a handle is replaced by itself.
 * Each epoch has an index of its own: encodings of two epochs are never compared.
 */
import type { Kysely } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type DB, later } from '../platform/database.ts'
import { StartFault } from '../platform/faults.ts'
import { ENCODING_VERSION } from './encoding.ts'
import { epochNamedIn, readEpochClosed } from './epoch-message.ts'
import { type Introduction, Matcher } from './match.ts'
import type { TenthCounts } from './match-calibration.ts'
import { type MatcherKeys, openEncoded, receiveEncoded } from './match-inbox.crypto.ts'
import { MESSAGE_VERSION, parseEncoded, toBase64url } from './messages.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'
import { parseUpkeep, type UpkeepMessage } from './upkeep-messages.ts'

export type MatcherService = {
  /** Takes one message of an owner; gives what the contact desk must know. */
  receive(message: string, now: Date): Promise<Outcome<readonly Introduction[], string>>
  /** Takes several, as if one after the other; what they store is stored in as few transactions as their order allows. */
  receiveAll(messages: readonly string[], now: Date): Promise<readonly Outcome<readonly Introduction[], string>[]>
  remove(handle: string): Promise<void>
  /** Reads what another process stored meanwhile. */
  refresh(): Promise<void>
  readonly size: () => number
}

type Calibration = Parameters<Matcher['calibrate']>[0]
type Memory = {
  readonly indexes: Map<string, Matcher>
  readonly closed: Set<string>
  /** What outcomes taught; every index follows it, also one that a turn begins later. */
  calibration: Calibration | undefined
}

const PAGE = 5_000
/** More open epochs than this are no turn but a mistake, or somebody who fills the memory. */
const EPOCHS_MAX = 6

/** Opens the matcher: reads what is stored and is ready when the promise is kept. */
export const openMatcher = async (db: Kysely<DB>, keys: MatcherKeys): Promise<MatcherService> => {
  let memory = await rebuild(db, keys)
  return {
    size: () => [...memory.indexes.values()].reduce((sum, index) => sum + index.size, 0),
    refresh: async () => {
      memory = await rebuild(db, keys)
    },
    receive: async (message, now) => {
      const [answer] = await receiveAll(db, memory, keys, [message], now)
      return answer ?? refuse('linkage-message-unreadable')
    },
    receiveAll: (messages, now) => receiveAll(db, memory, keys, messages, now),
    remove: async (handle) => {
      await db.deleteFrom('matching.entry').where('handle', '=', handle).execute()
      for (const index of memory.indexes.values()) index.remove(handle)
    },
  }
}

type Answer = Outcome<readonly Introduction[], string>

const receiveAll = async (
  db: Kysely<DB>,
  memory: Memory,
  keys: MatcherKeys,
  messages: readonly string[],
  now: Date,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  let held: Encoded[] = []
  // The table first: what a crash leaves in memory is gone with the memory.
  const settle = async (): Promise<void> => {
    await store(db, held, now)
    for (const each of held) answers.push(match(each, keys))
    held = []
  }
  for (const message of messages) {
    const encoded = readEncoded(memory, message)
    if (encoded?.ok) held.push(encoded.value)
    else {
      await settle()
      answers.push(encoded ?? (await keepUp(db, memory, message, now)))
    }
  }
  await settle()
  return answers
}

type Encoded = {
  readonly message: string
  readonly epoch: string
  readonly index: Matcher
  readonly stored: readonly StoredRecord[]
}

// Undefined for what is not about entries but about the index itself.
const readEncoded = (memory: Memory, message: string): Outcome<Encoded, string> | undefined => {
  if (parseUpkeep(message) || readEpochClosed(message) !== undefined) return undefined
  const epoch = epochNamedIn(message)
  if (epoch === undefined) return refuse('linkage-message-unreadable')
  if (memory.closed.has(epoch)) return refuse('linkage-epoch-closed')
  const parsed = parseEncoded(message, epoch)
  if (!parsed.ok) return parsed
  const index = indexOf(memory, epoch)
  if (!index) return refuse('linkage-epoch-closed')
  return accept({ message, epoch, index, stored: parsed.value.act === 'insert' ? parsed.value.records : [] })
}

const match = ({ message, epoch, index }: Encoded, keys: MatcherKeys): Answer => {
  const received = receiveEncoded(message, index, { epoch, keys })
  return received.ok ? accept(received.value.introductions) : received
}

// A turn fills an index from nothing: until it is full, the fuller one beside it says how many people there are.
const indexOf = (memory: Memory, epoch: string): Matcher | undefined => {
  const known = memory.indexes.get(epoch)
  if (!known && memory.indexes.size >= EPOCHS_MAX) return undefined
  const index = known ?? newIndex(memory.calibration)
  memory.indexes.set(epoch, index)
  index.countAtLeast(Math.max(...[...memory.indexes.values()].map((each) => each.size)))
  return index
}

const newIndex = (calibration: Calibration | undefined): Matcher => {
  const index = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
  if (calibration) index.calibrate(calibration)
  return index
}

const closeEpoch = async (db: Kysely<DB>, memory: Memory, epoch: string, now: Date): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('matching.closed_epoch')
      .values({ name: epoch, closed_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await trx.deleteFrom('matching.entry').where('epoch', '=', epoch).execute()
  })
  memory.closed.add(epoch)
  memory.indexes.delete(epoch)
}

const keepUp = async (db: Kysely<DB>, memory: Memory, message: string, now: Date): Promise<Answer> => {
  const over = readEpochClosed(message)
  if (over !== undefined) await closeEpoch(db, memory, over, now)
  const upkeep = parseUpkeep(message)
  if (upkeep && !upkeep.ok) return upkeep
  if (upkeep) await applyUpkeep(db, memory, upkeep.value, now)
  return accept([])
}

const applyUpkeep = async (db: Kysely<DB>, memory: Memory, message: UpkeepMessage, now: Date): Promise<void> => {
  if (message.kind === 'removed') {
    await db.deleteFrom('matching.entry').where('handle', 'in', message.handles).execute()
    // A removal names no epoch: during a turn a person stands in two.
    for (const index of memory.indexes.values()) for (const handle of message.handles) index.remove(handle)
    return
  }
  const { version, parameters, counts } = message.calibration
  await db
    .insertInto('matching.calibration')
    .values({ version, parameters_version: parameters, counts: JSON.stringify(counts), learned: now })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute()
  memory.calibration = message.calibration
  for (const index of memory.indexes.values()) index.calibrate(message.calibration)
}

const readCalibration = async (db: Kysely<DB>): Promise<Calibration | undefined> => {
  const row = await db
    .selectFrom('matching.calibration')
    .selectAll()
    .where('parameters_version', '=', COMMITTED_PARAMETERS.version)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Safe: keepUp alone writes this column, with counts that parseUpkeep has checked.
  return (
    row && { version: row.version, parameters: row.parameters_version, counts: row.counts as unknown as TenthCounts[] }
  )
}

type StoredRecord = {
  readonly handle: string
  readonly plane: string
  readonly tokens: readonly string[]
  readonly sealed: string
}

const store = async (db: Kysely<DB>, all: readonly Encoded[], now: Date): Promise<void> => {
  const rows = all.flatMap(({ epoch, stored }) => stored.map((record) => rowOf(record, epoch, now)))
  if (rows.length === 0) return
  await db.transaction().execute(async (trx) => {
    for (const { handle, ...row } of rows)
      await later(
        trx,
        trx
          .insertInto('matching.entry')
          .values({ handle, ...row })
          .onConflict((conflict) => conflict.column('handle').doUpdateSet(row)),
      )
  })
}

const rowOf = (record: StoredRecord, epoch: string, now: Date) => ({
  handle: record.handle,

  plane: record.plane,
  epoch,
  encoding: ENCODING_VERSION,
  tokens: record.tokens.map((token) => Buffer.from(token, 'base64url')),
  sealed: Buffer.from(record.sealed, 'base64url'),
  learned: now,
})

const rebuild = async (db: Kysely<DB>, keys: MatcherKeys): Promise<Memory> => {
  const closed = await db.selectFrom('matching.closed_epoch').select('name').execute()
  const memory: Memory = {
    indexes: new Map(),
    closed: new Set(closed.map((each) => each.name)),
    calibration: await readCalibration(db),
  }
  let [after, read, opened] = ['00000000-0000-0000-0000-000000000000', 0, 0]
  for (;;) {
    const rows = await db
      .selectFrom('matching.entry')
      .selectAll()
      // Rows of another encoding cannot be read by this code: they wait until their owner has encoded them again.
      .where('encoding', '=', ENCODING_VERSION)
      .where('handle', '>', after)
      .orderBy('handle')
      .limit(PAGE)
      .execute()
    read += rows.length
    for (const row of rows) opened += restore(memory, row, keys)
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) break
    after = last.handle
  }
  // Not one row opens: another key lies in the folder. An empty index would tell everybody "nobody knows this person".
  if (read > 0 && opened === 0) throw new StartFault('key-lost')
  return memory
}

type StoredRow = { epoch: string; handle: string; plane: string; tokens: Buffer[]; sealed: Buffer }

const restore = (memory: Memory, row: StoredRow, keys: MatcherKeys): number => {
  const opened = openEncoded(messageOf(row), row.epoch, keys)
  const index = opened.ok ? indexOf(memory, row.epoch) : undefined
  if (!opened.ok || !index) return 0
  for (const record of opened.value.records) index.restore(record)
  return 1
}

const messageOf = (row: StoredRow): string =>
  JSON.stringify({
    version: MESSAGE_VERSION,
    kind: 'encoded',
    encoding: ENCODING_VERSION,
    epoch: row.epoch,
    act: 'insert',
    records: [
      {
        handle: row.handle,
        plane: row.plane,
        tokens: row.tokens.map((token) => toBase64url(token)),
        sealed: toBase64url(row.sealed),
      },
    ],
  })
