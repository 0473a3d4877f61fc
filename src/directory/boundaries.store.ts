/** Real boundaries in the database: a newer file replaces what was drawn in one step, and a file that was refused changes nothing. */
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../platform/database.ts'
import type { Drawing } from './boundaries.ts'

export type KeptDrawing = Drawing & { readonly source?: string }

/** Keeps a checked drawing as the newest; gives false when exactly this one stood there. Runs as the owner of the tables. */
export const keepBoundaries = async (
  adminUrl: string,
  { drawing, source, now }: { readonly drawing: Drawing; readonly source: string; readonly now: Date },
): Promise<boolean> => {
  const shapes = JSON.stringify(drawing.shapes)
  const fingerprint = createHash('sha256').update(`${source}\n${shapes}`).digest('hex')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from directory.boundary_map')
    if (rows[0]?.fingerprint === fingerprint) return false
    await client.query('delete from directory.boundary_map')
    await client.query('insert into directory.boundary_map values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[randomUUID(), now, source, fingerprint, drawing.width, drawing.height, shapes],
    ])
    await client.query('commit')
    return true
  } finally {
    await client.end()
  }
}

/** What is drawn; no shapes when this house loaded none. */
export const readDrawing = async (db: Database): Promise<KeptDrawing> => {
  const { rows } = await sql<{ source: string; width: number; height: number; shapes: Drawing['shapes'] }>`
    select source, width, height, shapes from directory.boundary_map order by imported_at desc limit 1`.execute(db)
  return rows[0] ?? { width: 0, height: 0, shapes: [] }
}
