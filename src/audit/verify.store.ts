/**
 * Proving the log: every number has its row and the row still says what was sealed, no row slipped past the sealer, every signed root is
 * that of the rows before it, and what others kept is how the log still begins. Reads as the auditor; changes nothing.
 */
import { sql } from 'kysely'
import type { Database } from '../platform/database.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.crypto.ts'
import { append, type Edge, EMPTY, leafHash, rootOf } from './merkle.crypto.ts'
import { CONTENT, LEAF_KINDS, type LeafKind } from './seal.store.ts'

/** What was found, with where to look. `number` counts from 0; `row` is the trace of a request, or the id of a processing. */
export type Finding =
  | {
      readonly what: 'row-changed' | 'row-missing'
      readonly number: number
      readonly kind: LeafKind
      readonly row: string
    }
  | { readonly what: 'number-missing'; readonly number: number }
  | { readonly what: 'row-not-sealed'; readonly kind: LeafKind; readonly row: string }
  | { readonly what: 'root-differs'; readonly since: number; readonly size: number }
  | { readonly what: 'signature-wrong' | 'not-signed' | 'kept-elsewhere-differs' | 'cut-off'; readonly size: number }

export type Proven = {
  /** Rows that have a number. */
  readonly rows: number
  readonly checkpoints: number
  /** Checkpoints that others kept and that were compared. */
  readonly kept: number
  readonly findings: readonly Finding[]
}

export type ToProve = {
  readonly verifierKey: string
  /** Notes that others kept; one that this log never signed is a finding. */
  readonly kept?: readonly string[]
  readonly now: Date
  readonly onProgress?: (rows: number) => void
}

const PAGE = 5_000
/** The sealer may be so far behind. */
const BEHIND_SECONDS = 60
/** A log that was rewritten differs everywhere: so many findings say enough. */
const FINDINGS_MAX = 1_000

type Wanted = { readonly size: number; readonly root: Buffer; readonly from: 'log' | 'kept' }

/** Proves the whole log. In one snapshot, so that what is sealed meanwhile is no finding. */
export const proveLog = async (db: Database, asked: ToProve): Promise<Proven> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => walkProof(trx, asked))

/** The same in a transaction that is there already. */
export const walkProof = async (trx: Database, asked: ToProve): Promise<Proven> => {
  const findings: Finding[] = []
  const say = (finding: Finding): void => {
    if (findings.length < FINDINGS_MAX) findings.push(finding)
  }
  const { rows: signed } = await sql<{ size: number; root: Buffer; note: string }>`
    select size, root, note from audit.checkpoint order by size`.execute(trx)
  for (const { size, root, note } of signed) {
    const read = readCheckpoint(note, asked.verifierKey)
    if (read?.size !== size || !read.root.equals(root)) say({ what: 'signature-wrong', size })
  }
  const kept = readKept(asked, say)
  const wanted: Wanted[] = [
    ...signed.map(({ size, root }) => ({ size, root, from: 'log' as const })),
    ...kept.map(({ size, root }) => ({ size, root, from: 'kept' as const })),
  ].sort((a, b) => a.size - b.size)
  const edge = await walkLeaves(trx, { wanted, say, onProgress: asked.onProgress })
  if (edge.size > (signed.at(-1)?.size ?? 0)) say({ what: 'not-signed', size: edge.size })
  for (const { size } of wanted.filter((each) => each.size > edge.size)) say({ what: 'cut-off', size })
  for (const kind of LEAF_KINDS)
    for (const row of await slippedPast(trx, kind, asked.now)) say({ what: 'row-not-sealed', kind, row })
  return { rows: edge.size, checkpoints: signed.length, kept: kept.length, findings }
}

// A note that this log never signed is no checkpoint of it: size -1, because what it claims counts for nothing.
const readKept = ({ kept = [], verifierKey }: ToProve, say: Walk['say']): readonly Checkpoint[] =>
  kept.flatMap((note) => {
    const read = readCheckpoint(note, verifierKey)
    if (!read) say({ what: 'signature-wrong', size: -1 })
    return read ? [read] : []
  })

type Walk = {
  readonly wanted: readonly Wanted[]
  readonly say: (finding: Finding) => void
  readonly onProgress: ((rows: number) => void) | undefined
}
type LeafRow = {
  readonly number: number
  readonly kind: LeafKind
  readonly row_id: string
  readonly hash: Buffer
  readonly content: string | null
}

// The tree is built over the hashes that were sealed; a row that says something else now is a finding by itself.
const walkLeaves = async (trx: Database, { wanted, say, onProgress }: Walk): Promise<Edge> => {
  let edge = EMPTY
  let next = 0
  let since = 0
  let expected = 0
  const compareRoots = (): void => {
    for (let at = wanted[next]; at && at.size <= edge.size; at = wanted[++next]) {
      const good = at.root.equals(rootOf(edge))
      if (!good && at.from === 'log') say({ what: 'root-differs', since, size: at.size })
      if (!good && at.from === 'kept') say({ what: 'kept-elsewhere-differs', size: at.size })
      if (good) since = at.size
    }
  }
  for (let first = 0; ; first += PAGE) {
    const page = await readLeaves(trx, first)
    if (page.length === 0 && !(await hasLeavesFrom(trx, first))) break
    for (const leaf of page) {
      for (; expected < leaf.number; expected += 1) say({ what: 'number-missing', number: expected })
      expected = leaf.number + 1
      judgeRow(leaf, say)
      edge = append(edge, [leaf.hash]).edge
      compareRoots()
    }
    onProgress?.(edge.size)
  }
  return edge
}

const judgeRow = ({ number, kind, row_id: row, hash, content }: LeafRow, say: Walk['say']): void => {
  if (content === null) say({ what: 'row-missing', number, kind, row })
  else if (!leafHash(Buffer.from(content)).equals(hash)) say({ what: 'row-changed', number, kind, row })
}

const readLeaves = async (trx: Database, first: number): Promise<readonly LeafRow[]> => {
  const { rows } = await sql<LeafRow>`
    select l.number, l.kind, l.row_id, l.hash, case l.kind
      when 'request' then (select ${CONTENT.request} from audit.request r where r.trace_id = l.row_id)
      else (select ${CONTENT.processing} from audit.processing r where r.id = l.row_id) end as content
    from audit.leaf l where l.number >= ${first} and l.number < ${first + PAGE} order by l.number`.execute(trx)
  return rows
}

const hasLeavesFrom = async (trx: Database, first: number): Promise<boolean> => {
  const { rows } = await sql`select 1 from audit.leaf where number >= ${first} limit 1`.execute(trx)
  return rows.length > 0
}

// Older than the sealer has gone, or from a transaction that never was, or left lying: none of these is a row that just came.
const slippedPast = async (trx: Database, kind: LeafKind, now: Date): Promise<readonly string[]> => {
  const [table, id] = kind === 'request' ? [sql`audit.request`, sql`r.trace_id`] : [sql`audit.processing`, sql`r.id`]
  const before = new Date(now.getTime() - BEHIND_SECONDS * 1_000)
  const { rows } = await sql<{ id: string }>`
    select ${id}::text as id from ${table} r
    where not exists (select 1 from audit.leaf l where l.kind = ${kind} and l.row_id = ${id})
      and (r.written_in < (select c.sealed_through from audit.checkpoint c order by c.size desc limit 1) or r.written_in >= pg_snapshot_xmax(pg_current_snapshot()) or r.at < ${before})
    order by 1 limit ${FINDINGS_MAX}`.execute(trx)
  return rows.map((row) => row.id)
}
