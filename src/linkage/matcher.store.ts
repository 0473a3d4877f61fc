/**
 * The matcher at work: PostgreSQL is the record, memory a cache that is rebuilt at start. Its database role sees one table:
 * handles, keyed tokens and sealed bits. A message that comes twice gives the same result, because a handle is replaced by itself.
 */
import type { Kysely } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import { ENCODING_VERSION } from './encoding.ts'
import { type Introduction, Matcher } from './match.ts'
import type { TenthCounts } from './match-calibration.ts'
import { type MatcherKeys, openEncoded, receiveEncoded } from './match-inbox.crypto.ts'
import { MESSAGE_VERSION, parseEncoded, toBase64url } from './messages.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'
import { parseUpkeep, type UpkeepMessage } from './upkeep-messages.ts'

export type MatcherService = {
  /** Takes one message of an owner; gives what the contact desk must know. */
  receive(message: string, now: Date): Promise<Outcome<readonly Introduction[], string>>
  remove(handle: string): Promise<void>
  /** Reads what another process stored meanwhile. */
  refresh(): Promise<void>
  readonly size: () => number
}

const PAGE = 5_000

/** Opens the matcher: reads what is stored and is ready when the promise is kept. */
export const openMatcher = async (db: Kysely<DB>, keys: MatcherKeys, epoch: string): Promise<MatcherService> => {
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
  await rebuild(db, matcher, keys, epoch)
  return {
    size: () => matcher.size,
    refresh: () => rebuild(db, matcher, keys, epoch),
    receive: async (message, now) => {
      const upkeep = parseUpkeep(message)
      if (upkeep) return upkeep.ok ? accept(await keepUp(db, matcher, upkeep.value, now)) : upkeep
      const parsed = parseEncoded(message, epoch)
      if (!parsed.ok) return parsed
      if (parsed.value.act === 'insert') await store(db, parsed.value.records, epoch, now)
      const received = receiveEncoded(message, matcher, { epoch, keys })
      return received.ok ? accept(received.value.introductions) : received
    },
    remove: async (handle) => {
      await db.deleteFrom('matching.entry').where('handle', '=', handle).execute()
      matcher.remove(handle)
    },
  }
}

// The table first: what a crash leaves in memory is gone with the memory.
const keepUp = async (
  db: Kysely<DB>,
  matcher: Matcher,
  message: UpkeepMessage,
  now: Date,
): Promise<readonly Introduction[]> => {
  if (message.kind === 'removed') {
    await db.deleteFrom('matching.entry').where('handle', 'in', message.handles).execute()
    for (const handle of message.handles) matcher.remove(handle)
    return []
  }
  const { version, parameters, counts } = message.calibration
  await db
    .insertInto('matching.calibration')
    .values({ version, parameters_version: parameters, counts: JSON.stringify(counts), learned: now })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute()
  matcher.calibrate(message.calibration)
  return []
}

const readCalibration = async (db: Kysely<DB>, matcher: Matcher): Promise<void> => {
  const row = await db
    .selectFrom('matching.calibration')
    .selectAll()
    .where('parameters_version', '=', COMMITTED_PARAMETERS.version)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Safe: keepUp alone writes this column, with counts that parseUpkeep has checked.
  if (row)
    matcher.calibrate({ ...row, parameters: row.parameters_version, counts: row.counts as unknown as TenthCounts[] })
}

type StoredRecord = {
  readonly handle: string
  readonly plane: string
  readonly tokens: readonly string[]
  readonly sealed: string
}

const store = async (db: Kysely<DB>, records: readonly StoredRecord[], epoch: string, now: Date): Promise<void> => {
  for (const record of records) {
    const row = {
      plane: record.plane,
      epoch,
      tokens: record.tokens.map((token) => Buffer.from(token, 'base64url')),
      sealed: Buffer.from(record.sealed, 'base64url'),
      learned: now,
    }
    await db
      .insertInto('matching.entry')
      .values({ handle: record.handle, ...row })
      .onConflict((conflict) => conflict.column('handle').doUpdateSet(row))
      .execute()
  }
}

const rebuild = async (db: Kysely<DB>, matcher: Matcher, keys: MatcherKeys, epoch: string): Promise<void> => {
  await readCalibration(db, matcher)
  const present = matcher.size > 0 ? new Set<string>() : undefined
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db
      .selectFrom('matching.entry')
      .selectAll()
      .where('epoch', '=', epoch)
      .where('handle', '>', after)
      .orderBy('handle')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      present?.add(row.handle)
      const opened = openEncoded(messageOf(row, epoch), epoch, keys)
      if (opened.ok) for (const record of opened.value.records) matcher.restore(record)
    }
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) {
      // What another process took out meanwhile leaves this memory too.
      if (present) matcher.keepOnly(present)
      return
    }
    after = last.handle
  }
}

const messageOf = (row: { handle: string; plane: string; tokens: Buffer[]; sealed: Buffer }, epoch: string): string =>
  JSON.stringify({
    version: MESSAGE_VERSION,
    kind: 'encoded',
    encoding: ENCODING_VERSION,
    epoch,
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
