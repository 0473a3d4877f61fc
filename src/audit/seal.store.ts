/**
 * Sealing: committed rows of the log get the next numbers, their hashes become leaves of the tree, and the root is signed. Runs as the role
 * that reads the log and adds numbers; it changes no row. What a row says is put into one text by the database, so that the sealer
 * and whoever proves it later hash the same.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import type { LogSigner } from './checkpoint.crypto.ts'
import { append, leafHash, rootOf } from './merkle.crypto.ts'
import { keepNodes, readEdge } from './tree.store.ts'

export const LEAF_KINDS = ['request', 'processing'] as const
export type LeafKind = (typeof LEAF_KINDS)[number]

/** So many rows are sealed in one transaction. */
export const SEALED_AT_ONCE = 5_000
// Sealers take turns: the tree grows at one place only.
const SEAL_LOCK = 823_751

const moment = (column: string): RawBuilder<string> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`

/** All that a row says, as one text: a list in JSON, the kind and its version first. A new column makes a new version. */
export const CONTENT: Readonly<Record<LeafKind, RawBuilder<string>>> = {
  request: sql`json_build_array('request/1', r.trace_id, ${moment('r.at')}, r.organisation_id, r.actor_id, r.function, r.plane,
    r.purpose, r.ground, r.operation, r.outcome, r.refusal_code, r.duration_ms)::text`,
  processing: sql`json_build_array('processing/1', r.id, r.trace_id, ${moment('r.at')}, r.organisation_id, r.function, r.plane,
    r.purpose, r.act, r.subject, r.chapters)::text`,
}
const TABLES: Readonly<Record<LeafKind, { readonly table: RawBuilder<unknown>; readonly id: RawBuilder<string> }>> = {
  request: { table: sql`audit.request r`, id: sql`r.trace_id` },
  processing: { table: sql`audit.processing r`, id: sql`r.id` },
}

/** Rows without a number, as they stand, of these transactions and later ones. */
export const unsealed = (kind: LeafKind, from: string): RawBuilder<Unsealed> => {
  const { table, id } = TABLES[kind]
  return sql`select ${sql.lit(kind)} as kind, ${id} as id, r.written_in, ${CONTENT[kind]} as content from ${table}
    where r.written_in >= ${from}::xid8
      and not exists (select 1 from audit.leaf l where l.kind = ${sql.lit(kind)} and l.row_id = ${id})`
}
export type Unsealed = {
  readonly kind: LeafKind
  readonly id: string
  readonly content: string
  readonly written_in: string
}

export type Sealed = { readonly rows: number; readonly size: number }

/**
 * Seals what was committed since the last time, at most `batch` rows. Two sealers at one moment take turns. Rows of transactions that are still
 * under way are not seen, and what is older than all of these is not asked for again.
 */
export const sealOnce = async (db: Database, signer: LogSigner, now: Date, batch = SEALED_AT_ONCE): Promise<Sealed> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${SEAL_LOCK})`.execute(trx)
    const { size, from, horizon } = await readPlace(trx)
    const { rows } = await sql<Unsealed>`
      select u.kind, u.id, u.content, u.written_in::text from (${unsealed('request', from)} union all ${unsealed('processing', from)}) u
      order by u.written_in, u.kind desc, u.id limit ${batch}`.execute(trx)
    if (rows.length === 0) return { rows: 0, size }
    const leaves = rows.map(({ content }) => leafHash(Buffer.from(content)))
    const { edge, made } = append(await readEdge(trx, size), leaves)
    await sql`insert into audit.leaf (number, kind, row_id, hash)
      select ${size} + u.place - 1, u.kind, u.row_id, u.hash
      from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.id)}::uuid[], ${leaves}::bytea[])
        with ordinality u (kind, row_id, hash, place)`.execute(trx)
    await keepNodes(trx, made)
    // What was written in the last transaction of a full batch may not be complete: that one is looked at again.
    const last = rows.length === batch ? BigInt(rows.at(-1)?.written_in ?? from) : horizon
    const head = { size: edge.size, root: rootOf(edge) }
    await sql`insert into audit.checkpoint (size, root, note, sealed_through, sealed_at)
      values (${head.size}, ${head.root}, ${signer.sign(head)}, ${String(last < horizon ? last : horizon)}::xid8, ${now})`.execute(
      trx,
    )
    return { rows: rows.length, size: edge.size }
  })

type Place = { readonly size: number; readonly from: string; readonly horizon: bigint }

const readPlace = async (trx: Database): Promise<Place> => {
  const { rows } = await sql<{ size: number | null; through: string | null; horizon: string }>`
    select c.size, c.sealed_through::text as through, pg_snapshot_xmin(pg_current_snapshot())::text as horizon
    from (values (1)) one left join (select size, sealed_through from audit.checkpoint order by size desc limit 1) c on true`.execute(
    trx,
  )
  const horizon = BigInt(rows[0]?.horizon ?? 0)
  const through = rows[0]?.through ?? '0'
  // A database that was restored elsewhere counts its transactions anew: then everything is looked at once more.
  return { size: rows[0]?.size ?? 0, from: BigInt(through) > horizon ? '0' : through, horizon }
}
