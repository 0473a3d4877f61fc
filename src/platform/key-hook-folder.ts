/**
 * Keys in this house: each version of a named key lies in the key database, itself wrapped by a root; roots are files in the key folder, drawn
 * anew and never derived. Deleting the file of a root ends every key that it wrapped, also in old dumps and in the write-ahead log.
 */
import type pg from 'pg'
import type { EpochSeeds } from './epoch-seeds.ts'
import { StartFault } from './faults.ts'
import { KeyGone, type KeyHook } from './key-hook.ts'
import { newDataKey, openBytes, sealBytes } from './sealing.ts'

/** The key that wrapped before there were roots; what it wrapped is wrapped anew at the first turn. */
export const FIRST_ROOT = 'master'

export const FOLDER_SHAPE = `
create table if not exists folder_key (
  name text not null, version integer not null, root text not null, wrapped bytea not null, primary key (name, version)
);
create table if not exists folder_root (root text primary key, opened_at timestamptz not null default now(), emptied_at timestamptz, destroyed_at timestamptz);`

// The roots of this house are e1, e2, …; the one that came from before there were roots is the oldest.
const NEWEST_FIRST = "order by length(nullif(root, 'master')) desc nulls last, root desc"

export type FolderRoot = {
  readonly root: string
  readonly openedAt: Date
  readonly emptiedAt?: Date
  readonly destroyedAt?: Date
  /** Keys that it still wraps. */
  readonly keys: number
}

export type FolderHook = KeyHook & {
  readonly kind: 'folder'
  /** All roots, oldest first, also destroyed ones. */
  roots(): Promise<readonly FolderRoot[]>
  /** Draws a new root; keys made from now on are wrapped by it. */
  openRoot(now: Date): Promise<string>
  /** Ends a root that wraps nothing living: deletes its file. Gives false when something still needs it. */
  destroyRoot(root: string, now: Date): Promise<boolean>
  /** Notes from when each older root wraps nothing any more. */
  noteEmptied(now: Date): Promise<void>
  /** Names whose newest version is not under the newest root. */
  behind(): Promise<readonly string[]>
}

type Row = { readonly name: string; readonly version: number; readonly root: string; readonly wrapped: Buffer }

/** Opens the hook. Throws `key-lost` when a root of a living key is not in the folder. */
export const openFolderHook = async (pool: pg.Pool, master: Buffer, seeds: EpochSeeds): Promise<FolderHook> => {
  const newest = new Map<string, number>()
  const opened = new Map<string, Buffer>()
  const versionName = (name: string, version: number): string => `${name}/${version}`
  const placeOf = ({ name, version, root }: Pick<Row, 'name' | 'version' | 'root'>): string =>
    // Before there were roots a key of an organisation had no class and no version.
    root === FIRST_ROOT ? `organisation_key:${name.split('.')[0]}` : `folder_key:${name}:${version}`
  const rootKey = (root: string): Buffer | undefined => (root === FIRST_ROOT ? master : seeds.find(root))

  const open = (row: Row): Buffer => {
    const root = rootKey(row.root)
    if (!root) throw new KeyGone()
    const key = openBytes(root, placeOf(row), row.wrapped)
    opened.set(versionName(row.name, row.version), key)
    return key
  }
  const find = async (name: string, version: number): Promise<Buffer> => {
    const known = opened.get(versionName(name, version))
    if (known) return known
    const { rows } = await pool.query<Row>('select * from folder_key where name = $1 and version = $2', [name, version])
    if (!rows[0]) throw new KeyGone()
    return open(rows[0])
  }
  const newestRoot = async (): Promise<string> => {
    const { rows } = await pool.query<{ root: string }>(
      `select root from folder_root where root <> $1 ${NEWEST_FIRST} limit 1`,
      [FIRST_ROOT],
    )
    const root = rows[0]?.root
    if (!root) throw new Error('there is no root')
    return root
  }
  const make = async (name: string, after: number): Promise<number> => {
    const [root, version] = [await newestRoot(), after + 1]
    const wrapping = seeds.find(root)
    if (!wrapping) throw new StartFault('key-lost')
    await pool.query('insert into folder_key values ($1, $2, $3, $4) on conflict do nothing', [
      name,
      version,
      root,
      sealBytes(wrapping, placeOf({ name, version, root }), newDataKey()),
    ])
    return version
  }
  const newestOf = async (name: string): Promise<number> => {
    const known = newest.get(name)
    if (known !== undefined) return known
    const { rows } = await pool.query<Row>('select * from folder_key where name = $1 order by version desc limit 1', [
      name,
    ])
    const version = rows[0]?.version ?? (await make(name, 0))
    newest.set(name, version)
    return version
  }

  const { rows: living } = await pool.query<{ root: string }>('select distinct root from folder_key')
  if (living.some(({ root }) => !rootKey(root))) throw new StartFault('key-lost')
  // The first root of this house; a folder that had roots and lost them was refused above.
  if (seeds.list().length === 0) {
    const { rows } = await pool.query<{ root: string }>('select root from folder_root')
    const first = rows.some(({ root }) => root !== FIRST_ROOT) ? `e${rows.length + 1}` : 'e1'
    seeds.make(first)
  }
  for (const root of seeds.list())
    await pool.query('insert into folder_root (root) values ($1) on conflict do nothing', [root])

  return {
    kind: 'folder',
    wrap: async (name, keys) => {
      const version = await newestOf(name)
      const wrapping = await find(name, version)
      return { version, wrapped: keys.map(({ place, key }) => sealBytes(wrapping, place, key)) }
    },
    unwrap: async (name, version, wrapped) => {
      const wrapping = await find(name, version)
      return wrapped.map((each) => openBytes(wrapping, each.place, each.wrapped))
    },
    rewrap: async (name, version, wrapped) => {
      const [before, to] = [await find(name, version), await newestOf(name)]
      const after = await find(name, to)
      const again = wrapped.map(({ place, wrapped: each }) => sealBytes(after, place, openBytes(before, place, each)))
      return { version: to, wrapped: again }
    },
    rotate: async (name) => {
      newest.delete(name)
      const version = await make(name, await newestOf(name))
      newest.set(name, version)
      return version
    },
    destroy: async (name, below) => {
      await pool.query('delete from folder_key where name = $1 and version < $2', [name, below])
      for (const each of [...opened.keys()]) {
        const version = each.startsWith(`${name}/`) ? Number(each.slice(name.length + 1)) : below
        if (version < below) opened.delete(each)
      }
    },
    forget: (name) => {
      newest.delete(name)
      for (const each of [...opened.keys()]) if (each.startsWith(`${name}/`)) opened.delete(each)
    },
    roots: async () => {
      const { rows } = await pool.query<{
        root: string
        opened_at: Date
        emptied_at: Date | null
        destroyed_at: Date | null
        keys: number
      }>(
        `select r.*, (select count(*)::integer from folder_key k where k.root = r.root) as keys
         from folder_root r ${NEWEST_FIRST}`,
      )
      return rows.toReversed().map((row) => ({
        root: row.root,
        openedAt: row.opened_at,
        ...(row.emptied_at ? { emptiedAt: row.emptied_at } : {}),
        ...(row.destroyed_at ? { destroyedAt: row.destroyed_at } : {}),
        keys: row.keys,
      }))
    },
    openRoot: async (now) => {
      const { rows } = await pool.query<{ root: string }>('select root from folder_root')
      const numbers = [...rows.map(({ root }) => root), ...seeds.list()].map((root) =>
        Number(/^e(\d+)$/.exec(root)?.[1] ?? 0),
      )
      const root = `e${Math.max(0, ...numbers) + 1}`
      seeds.make(root)
      await pool.query('insert into folder_root (root, opened_at) values ($1, $2) on conflict do nothing', [root, now])
      return root
    },
    noteEmptied: async (now) => {
      const root = await newestRoot()
      await pool.query(
        `update folder_root r set emptied_at = $1 where emptied_at is null and destroyed_at is null and root <> $2
           and not exists (select 1 from folder_key k where k.root = r.root)`,
        [now, root],
      )
    },
    destroyRoot: async (root, now) => {
      if (root === FIRST_ROOT || root === (await newestRoot())) return false
      const { rows } = await pool.query('select 1 from folder_key where root = $1 limit 1', [root])
      if (rows.length > 0) return false
      seeds.forget(root)
      await pool.query('update folder_root set destroyed_at = $1 where root = $2', [now, root])
      return true
    },
    behind: async () => {
      const root = await newestRoot()
      const { rows } = await pool.query<{ name: string }>(
        `select name from folder_key group by name
         having (array_agg(root order by version desc))[1] <> $1 order by name`,
        [root],
      )
      return rows.map(({ name }) => name)
    },
  }
}
