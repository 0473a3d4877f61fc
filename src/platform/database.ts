/** Connections by role, and the one way to act: a transaction that carries a signed claim. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { CompiledQuery, Kysely, type KyselyProps, type QueryExecutorProvider, sql, Transaction } from 'kysely'
import pg from 'pg'
import type { Claim, TraceId } from '../kernel/index.ts'
import type { DB } from './database-types.ts'
import { asLine, lineDialect } from './line.ts'
import { openPool } from './pool.ts'

export type { DB } from './database-types.ts'
export type Trx = Transaction<DB>
export type Database = Kysely<DB>

/** A claim as it goes over the line: with the trace and the moment of the act, and for a link the one subject that it opens. */
export type SignedClaim = Claim & { readonly trace: TraceId; readonly linkSubject?: string; readonly at?: Date }

// Days stay text: a Day has no time and no zone. Whole numbers of counts fit in a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

type BackendStamp = { readonly backend: number; readonly pid: number; readonly backendStart: string }
const stamps = new WeakMap<object, BackendStamp>()
const props = new WeakMap<Database, Omit<KyselyProps, 'executor'>>()

// A new connection knows no statement: the first act on it plans some twenty under row policies, which takes longer than the act. So
// connections that nobody needs for a while stay.
const IDLE_MS = 600_000

/** A pool for one login role. */
export const connect = (connectionString: string, size: number): { readonly db: Database; readonly pool: pg.Pool } => {
  const pool = openPool({ connectionString, max: size, idleTimeoutMillis: IDLE_MS, connectionTimeoutMillis: 20_000 })
  const dialect = lineDialect(pool)
  const db = new Kysely<DB>({ dialect })
  props.set(db, { config: { dialect }, dialect, driver: dialect.createDriver() })
  return { pool, db }
}

const CLAIM_SECONDS = 60
const SET_CLAIM = "select set_config('samenhang.claim', $1, true), set_config('samenhang.claim_code', $2, true)"

/**
 * Runs `act` in one transaction as the person and organisation of the claim. Injected SQL cannot widen the claim:
 * it carries a code that only this process and the checking function can make (decision 14).
 */
export const asClaim = async <T>(
  db: Database,
  key: Buffer,
  claim: SignedClaim,
  act: (trx: Trx) => Promise<T>,
  waitsFor: readonly string[] = [],
): Promise<T> =>
  db.transaction().execute(async (inTurn) => {
    const trx = await allAtOnce(db, inTurn)
    // Before the claim: it is good for some seconds, and whoever waits here may wait for many.
    for (const each of waitsFor) await takeTurn(trx, each)
    const text = claimText(claim, await backendStamp(trx), Date.now() / 1000 + CLAIM_SECONDS)
    const code = createHmac('sha256', keyObjectOf(key)).update(text).digest('hex')
    await later(trx, CompiledQuery.raw(SET_CLAIM, [text, code]))
    return act(trx)
  })

/** Whoever asks for a turn of this name waits for the transaction that has it: what is read after this is as that one left it. It ends with the transaction. */
export const takeTurn = async (trx: Trx, name: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx)
}

// To make a key of bytes costs more than to sign with it.
const keyObjects = new WeakMap<Buffer, KeyObject>()
const keyObjectOf = (key: Buffer): KeyObject => {
  const known = keyObjects.get(key) ?? createSecretKey(key)
  keyObjects.set(key, known)
  return known
}

// The builder lets the statements of a transaction wait for each other. The line keeps their order itself, so what is asked at
// once can go at once.
const allAtOnce = async (db: Database, trx: Trx): Promise<Trx> => {
  const known = props.get(db)
  if (!known) throw new Error('a database that was not opened by connect')
  const connection = await connectionOf(trx)
  const executor = trx.getExecutor().withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
  return new Transaction<DB>({ ...known, executor })
}

const connectionOf = (trx: Trx) => trx.getExecutor().provideConnection(async (each) => each)

/** Any statement that is not waited for: of the builder, written as SQL, or ready as it goes over the line. */
export type Statement = CompiledQuery | { compile(by: QueryExecutorProvider): CompiledQuery }

/**
 * Sends statements, in this order, with the next one of this transaction that is waited for, or with its end. For what is
 * written: nobody needs the answer, and a fault still ends the transaction.
 */
export const later = async (trx: Trx, ...statements: readonly Statement[]): Promise<void> => {
  const line = asLine(await connectionOf(trx))
  for (const each of statements) line.later('compile' in each ? each.compile(trx) : each)
}

/**
 * The text of a claim as the checking function reads it (migration 0027): a line for each part, empty for what is not said. Throws when a part
 * holds a line of its own, which would be read as another. Exported for the tests that try to forge one.
 */
export const claimText = (claim: SignedClaim, stamp: BackendStamp, expires: number): string => {
  const parts = [
    ...[claim.organisation, claim.actor, claim.function, claim.plane, claim.purpose],
    ...[claim.ground ?? '', claim.dossier ?? '', claim.linkSubject ?? '', claim.trace, claim.at?.toISOString() ?? ''],
    ...[stamp.backend, stamp.pid, stamp.backendStart, Math.floor(expires)],
  ]
  const text = parts.join('\n')
  if (text.split('\n').length !== parts.length) throw new Error('a part of a claim has more than one line')
  return text
}

/** Which backend this is: its number, its process and when it began. */
export const BACKEND_STAMP = `
  select b as backend, pg_backend_pid() as pid,
    to_char(pg_stat_get_backend_start(b) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "backendStart"
  from pg_stat_get_backend_idset() b where pg_stat_get_backend_pid(b) = pg_backend_pid()`

// The stamp of a connection never changes, so it is asked once per connection, not once per request.
const backendStamp = async (trx: Trx): Promise<BackendStamp> => {
  const connection = await connectionOf(trx)
  const known = stamps.get(connection)
  if (known) return known
  const { rows } = await sql.raw<BackendStamp>(BACKEND_STAMP).execute(trx)
  const stamp = rows[0]
  if (!stamp) throw new Error('the database does not say which backend this is')
  stamps.set(connection, stamp)
  return stamp
}
