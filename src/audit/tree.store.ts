/** The tree of the log as it was kept: leaves, and the roots of full trees of 256, 65,536, ... of them. Any part of it takes some hundreds of hashes. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DB } from '../platform/database.ts'
import { append, type Edge, EMPTY, fullTrees, innerHash, rootOf, type TreeNode } from './merkle.crypto.ts'

type Reader = Kysely<DB> | Transaction<DB>

/** Only trees of 2^8, 2^16, ... leaves are kept. */
const KEPT_LEVELS = 8

/** Keeps what is to be kept of the full trees that were completed. */
export const keepNodes = async (trx: Reader, made: readonly TreeNode[]): Promise<void> => {
  const kept = made.filter(({ level }) => level % KEPT_LEVELS === 0)
  if (kept.length === 0) return
  await sql`insert into audit.node (level, place, hash)
    select * from unnest(${kept.map((each) => each.level)}::smallint[], ${kept.map((each) => each.place)}::bigint[],
      ${kept.map((each) => each.hash)}::bytea[])`.execute(trx)
}

/** The tree over the first so many leaves. */
export const readEdge = async (trx: Reader, size: number): Promise<Edge> => ({
  size,
  roots: await readFullTrees(trx, 0, size),
})

/** The root over the leaves from `start` up to `end`. */
export const readRange = async (trx: Reader, start: number, end: number): Promise<Buffer> =>
  (await readFullTrees(trx, start, end)).reduceRight((right, left) => innerHash(left, right))

// Full trees from left to right, each put together from the next lower level that is kept.
const readFullTrees = async (trx: Reader, start: number, end: number): Promise<readonly Buffer[]> => {
  const roots: Buffer[] = []
  for (const { level, place } of fullTrees(start, end)) {
    const kept = level - (level % KEPT_LEVELS)
    const width = 2 ** (level - kept)
    const hashes = await readHashes(trx, kept, place * width, width)
    if (hashes.length !== width) throw new Error('the tree of the log has a hole')
    roots.push(rootOf(append(EMPTY, hashes).edge))
  }
  return roots
}

const readHashes = async (trx: Reader, level: number, first: number, count: number): Promise<Buffer[]> => {
  const until = first + count
  const { rows } =
    level === 0
      ? await sql<{ hash: Buffer }>`
          select hash from audit.leaf where number >= ${first} and number < ${until} order by number`.execute(trx)
      : await sql<{ hash: Buffer }>`
          select hash from audit.node where level = ${level} and place >= ${first} and place < ${until} order by place`.execute(
          trx,
        )
  return rows.map(({ hash }) => hash)
}
