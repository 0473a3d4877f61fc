/**
 * Linking all that the matcher holds, with the credentials of the matcher alone: its table, its key. What holds now is compared with
 * the links that were stored; a pair that is new begins, one that no longer holds ends, and both stay readable. Records of two
 * planes or two epochs are never compared. Killed half-way, the next run goes on with the parts that were not done.
 */
import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { NewId } from '../kernel/index.ts'
import type { DB } from '../platform/database.ts'
import type { BatchLimits } from './batch-blocks.ts'
import { type BatchOptions, encodingMemory, linkEncodings, writeEncoding } from './batch-engine.job.ts'
import { groupPairs } from './batch-groups.ts'
import type { BatchMemory } from './batch-memory.ts'
import { ENCODING_VERSION } from './encoding.ts'
import { type MatcherKeys, openEncoded } from './match-inbox.crypto.ts'
import type { Parameters } from './match-model.ts'
import { MESSAGE_VERSION, TOKENS_PER_RECORD_MAX, toBase64url } from './messages.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS } from './parameters.ts'

export type RelinkOptions = Pick<BatchOptions, 'workers' | 'progress'> & {
  readonly parameters?: Parameters
  readonly clock: () => Date
  readonly newId: NewId
  readonly onLoad?: (done: number, of: number) => void
}
export type RelinkSummary = {
  readonly entries: number
  /** Entries that the key of this matcher does not open. */
  readonly unreadable: number
  /** Parts that an earlier run, cut off, had done already. */
  readonly partsFound: number
  readonly pairsCompared: number
  readonly links: number
  readonly begun: number
  readonly ended: number
  /** Derived from the links that hold now; stored nowhere. */
  readonly clusters: number
  readonly largestCluster: number
  readonly parameters: string
}

/** As the index of the matcher: how many may hold a token, how many a record may meet. */
const RELINK_LIMITS: BatchLimits = { holdersMax: 300, meetingsMax: 1500, meetingsLeast: 1500, equalRowsMax: 300 }
const PAGE = 5_000
const INSERTED_AT_ONCE = 5_000

/** Relinks everything. Throws when the database fails; what was done by then is kept. */
export const relink = async (db: Kysely<DB>, keys: MatcherKeys, options: RelinkOptions): Promise<RelinkSummary> => {
  const parameters = options.parameters ?? COMMITTED_PARAMETERS
  const held = await loadEntries(db, keys, options)
  const run = await openRun(db, `${held.fingerprint} ${parameters.version}`, parameters.version, options)
  const done = new Set(run.partsDone)
  const handleOf = (record: number): string => held.handles[record] ?? ''
  const result = await linkEncodings(held.memory, parameters, {
    limits: RELINK_LIMITS,
    chanceLeast: COMMITTED_GRADES.lookCloser,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
    checkpoint: {
      done,
      save: (part, found) =>
        savePart(
          db,
          run.id,
          part,
          Array.from(found.a, (a, i) => pairOf(handleOf(a), handleOf(found.b[i] ?? 0), found.chances[i] ?? 0)),
        ),
    },
  })
  const told = await settleRun(db, run.id, parameters.version, options.clock())
  return {
    entries: held.handles.length,
    unreadable: held.unreadable,
    partsFound: done.size,
    pairsCompared: result.pairsCompared,
    ...told,
    ...(await clustersNow(db, held.handles, result.order)),
    parameters: parameters.version,
  }
}

type Held = {
  readonly memory: BatchMemory
  readonly handles: readonly string[]
  readonly unreadable: number
  readonly fingerprint: string
}

/** Reads and opens all entries, in the order of their handles. */
const loadEntries = async (db: Kysely<DB>, keys: MatcherKeys, options: RelinkOptions): Promise<Held> => {
  const { count } = await db
    .selectFrom('matching.entry')
    .select((each) => each.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  // Entries that come in meanwhile wait for the next run.
  const memory = encodingMemory(Number(count), TOKENS_PER_RECORD_MAX + 1)
  const handles: string[] = []
  const classes = new Map<string, number>()
  const print = createHash('sha256')
  let [after, unreadable, next] = ['00000000-0000-0000-0000-000000000000', 0, 0]
  while (handles.length + unreadable < Number(count)) {
    const rows = await db
      .selectFrom('matching.entry')
      .selectAll()
      .where('handle', '>', after)
      .orderBy('handle')
      .limit(Math.min(PAGE, Number(count) - handles.length - unreadable))
      .execute()
    for (const row of rows) {
      print.update(`${row.handle} ${row.plane} ${row.epoch} ${row.learned.toISOString()}\n`)
      const opened = openEntry(row, keys)
      if (opened === undefined) {
        unreadable += 1
        continue
      }
      const name = `${row.plane} ${row.epoch}`
      const plane = classes.get(name) ?? classes.size
      classes.set(name, plane)
      next = writeEncoding(memory, handles.length, next, { handle: row.handle, plane, tokens: row.tokens, row: opened })
      handles.push(row.handle)
    }
    options.onLoad?.(handles.length, Number(count))
    const last = rows.at(-1)
    if (!last) break
    after = last.handle
  }
  return { memory: { ...memory, size: handles.length }, handles, unreadable, fingerprint: print.digest('hex') }
}

type Entry = {
  handle: string
  plane: string
  epoch: string
  encoding: string
  tokens: Buffer[]
  sealed: Buffer
}
const openEntry = (row: Entry, keys: MatcherKeys): Uint32Array | undefined => {
  const { handle, plane, epoch } = row
  // Bits of another version mean something else; a turn of keys encodes them again.
  if (row.encoding !== ENCODING_VERSION) return undefined
  const tokens = row.tokens.map((token) => toBase64url(token))
  const message = {
    ...{ version: MESSAGE_VERSION, kind: 'encoded', encoding: ENCODING_VERSION, epoch, act: 'insert' },
    records: [{ handle, plane, tokens, sealed: toBase64url(row.sealed) }],
  }
  const opened = openEncoded(JSON.stringify(message), epoch, keys)
  return opened.ok ? opened.value.records[0]?.row : undefined
}

type Run = { readonly id: string; readonly partsDone: readonly number[] }

/** Goes on with the run that was cut off when it ran on the same entries and weights; otherwise begins anew. */
const openRun = async (
  db: Kysely<DB>,
  fingerprint: string,
  parameters: string,
  options: RelinkOptions,
): Promise<Run> => {
  const open = await db.selectFrom('matching.link_run').selectAll().where('finished_at', 'is', null).executeTakeFirst()
  if (open?.fingerprint === fingerprint) return { id: open.id, partsDone: open.parts_done }
  if (open) await db.deleteFrom('matching.link_run').where('id', '=', open.id).execute()
  const id = options.newId()
  await db
    .insertInto('matching.link_run')
    .values({ id, fingerprint, parameters, started_at: options.clock() })
    .execute()
  return { id, partsDone: [] }
}

type Pair = { readonly first: string; readonly second: string; readonly tenths: number }
const pairOf = (one: string, other: string, chance: number): Pair => ({
  first: one < other ? one : other,
  second: one < other ? other : one,
  tenths: Math.round(chance * 10),
})

/** What a part found and that it is done, in one transaction: cut off between the two, it is done again. */
const savePart = (db: Kysely<DB>, run: string, part: number, pairs: readonly Pair[]): Promise<void> =>
  db.transaction().execute(async (trx) => {
    for (let from = 0; from < pairs.length; from += INSERTED_AT_ONCE) {
      const some = pairs.slice(from, from + INSERTED_AT_ONCE)
      await sql`insert into matching.link_found (run_id, part, first_handle, second_handle, tenths)
        select ${run}::uuid, ${part}, * from unnest(${some.map(({ first }) => first)}::uuid[],
          ${some.map(({ second }) => second)}::uuid[], ${some.map(({ tenths }) => tenths)}::smallint[])
        on conflict do nothing`.execute(trx)
    }
    await sql`update matching.link_run set parts_done = parts_done || ${part}::integer where id = ${run}`.execute(trx)
  })

/** Lays what was found beside what is stored; afterwards the links that hold are exactly those that were found. */
const settleRun = (
  db: Kysely<DB>,
  run: string,
  parameters: string,
  now: Date,
): Promise<{ readonly links: number; readonly begun: number; readonly ended: number }> =>
  db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = '10min'`.execute(trx)
    const ended = await countOf(
      trx,
      sql`update matching.link l set until = greatest(${now}::timestamptz, l.since) where l.until is null and not exists (
        select 1 from matching.link_found f where f.run_id = ${run} and f.first_handle = l.first_handle
          and f.second_handle = l.second_handle and f.tenths = l.tenths and l.parameters = ${parameters})`,
    )
    // An entry that was taken out meanwhile takes its links along: what it was found with is not stored again.
    const begun = await countOf(
      trx,
      sql`insert into matching.link (first_handle, second_handle, tenths, parameters, since)
        select f.first_handle, f.second_handle, f.tenths, ${parameters}, ${now}::timestamptz from matching.link_found f
        join matching.entry a on a.handle = f.first_handle join matching.entry b on b.handle = f.second_handle
        where f.run_id = ${run} and not exists (select 1 from matching.link l
          where l.until is null and l.first_handle = f.first_handle and l.second_handle = f.second_handle)`,
    )
    await sql`delete from matching.link_found where run_id = ${run}`.execute(trx)
    await sql`update matching.link_run set finished_at = ${now} where id = ${run}`.execute(trx)
    const { rows } = await sql<{
      links: number
    }>`select count(*)::int as links from matching.link where until is null`.execute(trx)
    return { links: rows[0]?.links ?? 0, begun, ended }
  })

const countOf = async (trx: Transaction<DB>, statement: ReturnType<typeof sql>): Promise<number> =>
  Number((await statement.execute(trx)).numAffectedRows ?? 0)

/** Clusters of the links that hold now, by the rule of clusters.ts. */
const clustersNow = async (
  db: Kysely<DB>,
  handles: readonly string[],
  order: Uint32Array,
): Promise<{ readonly clusters: number; readonly largestCluster: number }> => {
  const record = new Map(handles.map((handle, i) => [handle, i]))
  const rows = await db
    .selectFrom('matching.link')
    .select(['first_handle', 'second_handle', 'tenths'])
    .where('until', 'is', null)
    .execute()
  const known = rows.filter((row) => record.has(row.first_handle) && record.has(row.second_handle))
  const groups = groupPairs({
    a: known.map((row) => record.get(row.first_handle) ?? 0),
    b: known.map((row) => record.get(row.second_handle) ?? 0),
    chances: known.map((row) => row.tenths / 10),
    equal: { a: [], b: [], chances: [] },
    order,
  })
  const sizes = new Map<number, number>()
  for (const first of groups) sizes.set(first, (sizes.get(first) ?? 0) + 1)
  const joined = [...sizes.values()].filter((size) => size > 1)
  return { clusters: joined.length, largestCluster: joined.reduce((most, size) => Math.max(most, size), 0) }
}
