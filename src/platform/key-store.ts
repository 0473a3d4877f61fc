/**
 * Data keys, one per subject, chapter, class and organisation, wrapped for each organisation that may open them. They lie in a database of
 * their own, outside the main one and its backups (decision 18). Who writes seals with keys of its own; who may read gets those as well. Taking
 * a key back from a reader therefore never closes what the reader itself wrote. Who keeps the keys that wrap is the hook's (key-hook.ts).
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { EpochSeeds } from './epoch-seeds.ts'
import { StartFault } from './faults.ts'
import { FIELD_CLASSES, type FieldClass } from './field-classes.ts'
import { KeyGone, type KeyHook, wrappingName } from './key-hook.ts'
import { FIRST_ROOT, FOLDER_SHAPE, type FolderHook, openFolderHook } from './key-hook-folder.ts'
import { type KeyServiceSettings, openServiceHook } from './key-hook-service.ts'
import { openPool } from './pool.ts'
import { classesIn, classesOfChapter, type DataKey, sealContent } from './sealed-content.ts'
import { newDataKey, type SealPlace } from './sealing.ts'

export type { DataKey }
/** Which key: without a class the one of the chapter as a whole. */
export type KeyRef = { readonly subject: string; readonly chapter: string; readonly fieldClass?: FieldClass }

export type KeyStore = {
  /** The key with which this organisation writes, made when there is none; by `keyName` of the ref. */
  create(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>>
  /** As `create`, for subjects that were made a moment ago and cannot have a key: nothing is looked up. For imports. */
  createForNew(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>>
  /**
   * The keys that this organisation has for the refs, by their id: of these classes, of all when none are said; one that was lent only while the loan
   * lasts at `at`.
   */
  find(
    organisation: string,
    refs: readonly KeyRef[],
    at?: Date,
    classes?: readonly FieldClass[],
  ): Promise<ReadonlyMap<string, Buffer>>
  /** Gives `to` every key that `from` has for subject and chapter. Gives how many there are. */
  share(ref: KeyRef, from: string, to: string): Promise<number>
  /** As `share`, until a moment: after it the key is not given out any more. What `to` has for good stays for good. */
  lend(ref: KeyRef, from: string, to: string, until: Date): Promise<number>
  /** Ends what was lent for the ref, at once or at an earlier moment; keys that the organisation has for good stay. */
  endLoan(ref: KeyRef, organisation: string, until?: Date): Promise<void>
  /** Deletes every loan that is over. Gives how many rows went. */
  forgetLoans(at: Date): Promise<number>
  /** Takes back what was shared with an organisation; its own keys stay. */
  revoke(ref: KeyRef, organisation: string): Promise<void>
  /**
   * Takes keys of a subject away, for everybody: what was sealed stays closed (AVG 17). All of them, or what one organisation wrote, or of some
   * classes only. Gives how many data keys ended.
   */
  destroy(subject: string, only?: OnlyKeys): Promise<number>
  /** How many data keys `destroy` would end. */
  count(subject: string, only?: OnlyKeys): Promise<number>
  readonly upkeep: KeyUpkeep
  close(): Promise<void>
}

export type OnlyKeys = { readonly createdBy?: string; readonly classes?: readonly FieldClass[] }

/** What turning keys needs: what is behind, and one step at a time. */
export type KeyUpkeep = {
  /** The hook that wraps now. */
  readonly hook: KeyHook
  /** The keys in this house; also there when a key service wraps, until everything was wrapped anew. */
  readonly folder: FolderHook
  /** Every named key, with how many data keys are wrapped by its newest version and how many by others. */
  names(only?: string): Promise<readonly NamedKey[]>
  /** Makes a new version of a named key, and gives it. */
  rotate(name: string): Promise<number>
  /** Wraps at most so many data keys of this name anew with the newest version. Gives how many. */
  rewrap(name: string, limit: number): Promise<number>
  /** Notes that the older versions of this name wrap nothing any more. Gives false when one still does. */
  retire(name: string, now: Date): Promise<boolean>
  /** Destroys the versions that were retired before this moment. Gives how many. */
  destroyRetired(before: Date): Promise<number>
}

export type NamedKey = {
  readonly name: string
  readonly version: number
  readonly madeAt: Date
  readonly heldBy: KeyHook['kind']
  readonly wrapped: number
  readonly behind: number
  readonly retired: number
}

/** The name under which a ref stands in the answers of the store. */
export const keyName = (ref: KeyRef): string => `${ref.subject}/${ref.chapter}/${classOfRef(ref)}`

/** The ref of each class that this content needs a key for. */
export const refsFor = (ref: KeyRef, content: unknown): readonly KeyRef[] =>
  classesIn(ref.chapter, content).map((fieldClass) => ({ ...ref, fieldClass }))

/** Seals content for its place with keys that `create` or `createForNew` gave for `refsFor`. Throws when one is missing. */
export const sealWith = (
  keys: ReadonlyMap<string, DataKey>,
  at: KeyRef & { readonly place: SealPlace },
  content: unknown,
): Buffer => {
  const own = refsFor(at, content).flatMap((ref) => {
    const key = keys.get(keyName(ref))
    return key && ref.fieldClass ? [[ref.fieldClass, key] as const] : []
  })
  return sealContent(new Map(own), at, content)
}

/** Seals content with this organisation's own keys, made when there are none. */
export const sealPersonal = async (
  keys: Pick<KeyStore, 'create'>,
  organisation: string,
  at: KeyRef & { readonly place: SealPlace },
  content: unknown,
): Promise<Buffer> => sealWith(await keys.create(organisation, refsFor(at, content)), at, content)

/** What was sealed before there were classes. */
const WHOLE = 'whole'
const classOfRef = ({ chapter, fieldClass }: KeyRef): FieldClass => fieldClass ?? firstClassOf(chapter)
const firstClassOf = (chapter: string): FieldClass => classesOfChapter(chapter)[0] ?? FIELD_CLASSES[0]

const SHAPE = `${FOLDER_SHAPE}
create table if not exists wrapping_version (
  name text not null, version integer not null, held_by text not null, made_at timestamptz not null default now(), primary key (name, version, held_by)
);
create table if not exists retired_version (
  name text not null, version integer not null, held_by text not null, retired_at timestamptz not null, primary key (name, version, held_by)
);
create table if not exists data_key (
  key_id uuid not null, subject uuid not null, chapter text not null, organisation_id uuid not null, created_by uuid not null,
  wrapped bytea not null, primary key (key_id, organisation_id)
);
alter table data_key add column if not exists class text not null default '${WHOLE}';
alter table data_key add column if not exists name text;
alter table data_key add column if not exists version integer;
alter table data_key add column if not exists lent_until timestamptz;
alter table data_key add column if not exists held_by text not null default 'folder';`

// A house from before there were classes: its keys stay as they are, under a name and a version, until the first turn wraps them anew.
const LIFT = `
do $$ begin
  if to_regclass('organisation_key') is not null then
    insert into folder_root (root) values ('${FIRST_ROOT}') on conflict do nothing;
    insert into folder_key select organisation_id || '.${WHOLE}', 0, '${FIRST_ROOT}', wrapped from organisation_key on conflict do nothing;
    insert into wrapping_version select organisation_id || '.${WHOLE}', 0, 'folder' from organisation_key on conflict do nothing;
    update data_key set name = organisation_id || '.${WHOLE}', version = 0 where name is null;
    drop table organisation_key;
  end if;
end $$;
drop index if exists data_key_one_to_write_with;
create unique index if not exists data_key_one_to_write on data_key (subject, chapter, class, organisation_id) where created_by = organisation_id;
create index if not exists data_key_of_subject on data_key (subject, chapter, organisation_id);
create index if not exists data_key_lent on data_key (lent_until) where lent_until is not null;
create index if not exists data_key_by_version on data_key (name, version, held_by);
alter table data_key alter column name set not null, alter column version set not null;
do $$ begin
  if not exists (select 1 from pg_constraint where conname = 'data_key_wrapped_by') then
    alter table data_key add constraint data_key_wrapped_by foreign key (name, version, held_by) references wrapping_version;
  end if;
end $$;`

type Row = {
  readonly key_id: string
  readonly organisation_id: string
  readonly subject: string
  readonly chapter: string
  readonly class: string
  readonly created_by: string
  readonly name: string
  readonly version: number
  readonly held_by: KeyHook['kind']
  readonly wrapped: Buffer
  readonly lent_until: Date | null
}
type NewRow = Pick<Row, 'subject' | 'chapter' | 'class' | 'created_by'> &
  DataKey & { readonly lent_until?: Date | null }

export type KeyStoreOptions = {
  readonly connectionString: string
  readonly master: Buffer
  readonly roots: EpochSeeds
  /** A key service of the deployer; absent: keys are kept in this house. */
  readonly service?: KeyServiceSettings
}

const TRIES = 5

/** Opens the store; makes its tables when they are absent, and lifts those of an older version. */
export const openKeyStore = async ({
  connectionString,
  master,
  roots,
  service,
}: KeyStoreOptions): Promise<KeyStore> => {
  const pool = openPool({ connectionString, max: 4 })
  await makeShape(pool)
  const folder = await openFolderHook(pool, master, roots)
  const hook = service ? openServiceHook(service) : folder
  if (!service) await refuseWithoutService(pool)
  const hookOf = (held: KeyHook['kind']): KeyHook => (held === folder.kind ? folder : hook)

  const select = async (
    organisation: string,
    refs: readonly KeyRef[],
    classes: readonly FieldClass[] = FIELD_CLASSES,
  ): Promise<readonly Row[]> => {
    if (refs.length === 0) return []
    // What was sealed as a whole may hold every class: only for who may have them all.
    const allowed = FIELD_CLASSES.every((each) => classes.includes(each)) ? [...classes, WHOLE] : classes
    const { rows } = await pool.query<Row>({
      name: 'data-keys',
      text: `select k.* from data_key k
       join unnest($2::uuid[], $3::text[]) as wanted(subject, chapter) using (subject, chapter)
       where k.organisation_id = $1 and k.class = any ($4)`,
      values: [organisation, refs.map((ref) => ref.subject), refs.map((ref) => ref.chapter), allowed],
    })
    return rows
  }
  // One question per named key: a service across a line is asked four times at most for a page, not once for each row.
  const unwrap = async (rows: readonly Row[]): Promise<ReadonlyMap<string, Buffer>> => {
    const found = new Map<string, Buffer>()
    const groups = Map.groupBy(rows, (row) => `${row.held_by}/${row.name}/${row.version}`)
    for (const group of groups.values()) {
      const [first] = group
      if (!first) continue
      const keys = await hookOf(first.held_by).unwrap(
        first.name,
        first.version,
        group.map((row) => ({ place: placeOf(row), wrapped: row.wrapped })),
      )
      for (const [index, row] of group.entries()) {
        const key = keys[index]
        if (key) found.set(row.key_id, key)
      }
    }
    return found
  }
  // A turn that ends between reading a row and opening it leaves a row of yesterday in our hands: the next reading sees what is wrapped now.
  const open = async (read: () => Promise<readonly Row[]>): Promise<Opened> => {
    for (let attempt = 1; ; attempt += 1) {
      const rows = await read()
      try {
        return { rows, keys: await unwrap(rows) }
      } catch (fault) {
        if (attempt >= TRIES || !(fault instanceof KeyGone)) throw fault
        for (const { name, held_by } of rows) hookOf(held_by).forget(name)
      }
    }
  }
  const insert = async (organisation: string, all: readonly NewRow[]): Promise<void> => {
    for (const [name, rows] of Map.groupBy(all, (row) => wrappingName(organisation, row.class)))
      await wrapAndWrite(hook, name, rows, organisation, pool)
  }
  const ownKeys = async (organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>> => {
    const wanted = new Set(refs.map(keyName))
    const { rows, keys } = await open(async () =>
      (await select(organisation, refs)).filter(
        (row) => row.created_by === organisation && row.class !== WHOLE && wanted.has(nameOf(row)),
      ),
    )
    return new Map(
      rows.flatMap((row) => {
        const key = keys.get(row.key_id)
        return key ? [[nameOf(row), { id: row.key_id, key }] as const] : []
      }),
    )
  }
  const fresh = (organisation: string, ref: KeyRef): NewRow => ({
    ...{ subject: ref.subject, chapter: ref.chapter, class: classOfRef(ref) },
    ...{ id: randomUUID(), key: newDataKey(), created_by: organisation },
  })

  // A key of before there were classes goes with the class of its chapter.
  const onlyOf = async (subject: string, { createdBy, classes }: OnlyKeys = {}): Promise<readonly unknown[]> => {
    const { rows } = await pool.query<{ chapter: string }>(
      `select distinct chapter from data_key where subject = $1 and class = '${WHOLE}'`,
      [subject],
    )
    const whole = rows.map(({ chapter }) => chapter).filter((each) => classes?.includes(firstClassOf(each)))
    return [subject, createdBy ?? null, classes ?? null, whole]
  }

  // What was lent is not passed on.
  const give = async (ref: KeyRef, from: string, to: string, lentUntil?: Date): Promise<number> => {
    const { rows, keys } = await open(async () => (await select(from, [ref])).filter((row) => row.lent_until === null))
    await insert(
      to,
      rows.flatMap((row) => {
        const key = keys.get(row.key_id)
        return key ? [{ ...row, id: row.key_id, key, lent_until: lentUntil ?? null }] : []
      }),
    )
    // A key for good takes the place of a loan, and of two loans the longer one stands.
    await pool.query(
      `update data_key set lent_until = case when $3::timestamptz is null then null else greatest(lent_until, $3) end
       where key_id = any ($1::uuid[]) and organisation_id = $2 and lent_until is not null`,
      [rows.map((row) => row.key_id), to, lentUntil ?? null],
    )
    return rows.length
  }

  return {
    find: async (organisation, refs, at = new Date(), classes = FIELD_CLASSES) => {
      const stands = ({ lent_until: until }: Row): boolean => until === null || until > at
      return (await open(async () => (await select(organisation, refs, classes)).filter(stands))).keys
    },
    create: async (organisation, refs) => {
      const present = await ownKeys(organisation, refs)
      const absent = refs.filter((ref) => !present.has(keyName(ref)))
      if (absent.length === 0) return present
      await insert(
        organisation,
        absent.map((ref) => fresh(organisation, ref)),
      )
      // Read back: somebody else of this organisation may have made the same key at the same moment.
      return ownKeys(organisation, refs)
    },
    createForNew: async (organisation, refs) => {
      const rows = refs.map((ref) => fresh(organisation, ref))
      await insert(organisation, rows)
      return new Map(rows.map((row) => [nameOf(row), { id: row.id, key: row.key }]))
    },
    share: (ref, from, to) => give(ref, from, to),
    lend: (ref, from, to, until) => give(ref, from, to, until),
    endLoan: async (ref, organisation, until) => {
      const place = [ref.subject, ref.chapter, organisation]
      if (until === undefined)
        await pool.query(
          'delete from data_key where subject = $1 and chapter = $2 and organisation_id = $3 and lent_until is not null',
          place,
        )
      else
        await pool.query(
          'update data_key set lent_until = $4 where subject = $1 and chapter = $2 and organisation_id = $3 and lent_until > $4',
          [...place, until],
        )
    },
    forgetLoans: async (at) => {
      const { rowCount } = await pool.query('delete from data_key where lent_until <= $1', [at])
      return rowCount ?? 0
    },
    revoke: async (ref, organisation) => {
      await pool.query(
        'delete from data_key where subject = $1 and chapter = $2 and organisation_id = $3 and created_by <> $3',
        [ref.subject, ref.chapter, organisation],
      )
    },
    destroy: async (subject, only) => {
      const { rows } = await pool.query<{ key_id: string }>(`delete from data_key where ${ONLY} returning key_id`, [
        ...(await onlyOf(subject, only)),
      ])
      return new Set(rows.map((row) => row.key_id)).size
    },
    count: async (subject, only) => {
      const { rows } = await pool.query<{ count: number }>(
        `select count(distinct key_id)::integer as count from data_key where ${ONLY}`,
        [...(await onlyOf(subject, only))],
      )
      return rows[0]?.count ?? 0
    },
    upkeep: openUpkeep(pool, hook, folder, unwrap),
    close: () => pool.end(),
  }
}

const ONLY = `subject = $1 and ($2::uuid is null or created_by = $2)
  and ($3::text[] is null or class = any ($3) or (class = '${WHOLE}' and chapter = any ($4::text[])))`

type Opened = { readonly rows: readonly Row[]; readonly keys: ReadonlyMap<string, Buffer> }

const nameOf = (row: Pick<Row, 'subject' | 'chapter' | 'class'>): string => `${row.subject}/${row.chapter}/${row.class}`

const placeOf = (row: Pick<Row, 'key_id' | 'organisation_id' | 'class'>): SealPlace =>
  `data_key:${row.key_id}:${row.organisation_id}${row.class === WHOLE ? '' : `:${row.class}`}`

const NO_SUCH_VERSION = '23503'

// The row of a version is there as long as it may wrap: a data key wrapped by a version that ended meanwhile is refused by the database
// and wrapped anew. So a turn never ends a version that somebody is just writing with.
const wrapAndWrite = async (
  hook: KeyHook,
  name: string,
  rows: readonly NewRow[],
  organisation: string,
  pool: pg.Pool,
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const { version, wrapped } = await hook.wrap(
      name,
      rows.map((row) => ({
        place: placeOf({ key_id: row.id, organisation_id: organisation, class: row.class }),
        key: row.key,
      })),
    )
    if (!(await noteVersion(pool, hook, name, version)) && attempt < TRIES) {
      hook.forget(name)
      continue
    }
    try {
      await pool.query(
        `insert into data_key (organisation_id, name, version, held_by, key_id, subject, chapter, class, created_by, wrapped, lent_until)
         select $1, $2, $3, $4, * from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::bytea[], $11::timestamptz[])
         on conflict do nothing`,
        [
          ...[organisation, name, version, hook.kind],
          rows.map((row) => row.id),
          rows.map((row) => row.subject),
          rows.map((row) => row.chapter),
          rows.map((row) => row.class),
          rows.map((row) => row.created_by),
          wrapped,
          rows.map((row) => row.lent_until ?? null),
        ],
      )
      return
    } catch (fault) {
      if (attempt >= TRIES || (fault as { code?: string }).code !== NO_SUCH_VERSION) throw fault
      hook.forget(name)
    }
  }
}

// Never the row of a version that a newer one followed: that would bring an ended one back. Gives whether it is still the newest, so that a
// writer hears of a turn at its next write, and a turn beside one that never rests ends.
const noteVersion = async (pool: pg.Pool, hook: KeyHook, name: string, version: number): Promise<boolean> => {
  const { rows } = await pool.query<{ followed: boolean }>({
    name: 'note-version',
    text: `with known as (
        select version from wrapping_version where name = $1 and held_by = $3 and version >= $2
        union all select version from retired_version where name = $1 and held_by = $3 and version >= $2
      ), noted as (
        insert into wrapping_version (name, version, held_by) select $1, $2, $3 where not exists (select 1 from known) on conflict do nothing
      )
      select exists (select 1 from known where version > $2) as followed`,
    values: [name, version, hook.kind],
  })
  return !rows[0]?.followed
}

const openUpkeep = (
  pool: pg.Pool,
  hook: KeyHook,
  folder: FolderHook,
  unwrap: (rows: readonly Row[]) => Promise<ReadonlyMap<string, Buffer>>,
): KeyUpkeep => {
  const newestOf = async (name: string): Promise<number | undefined> => {
    const { rows } = await pool.query<{ version: number | null }>(
      'select max(version) as version from wrapping_version where name = $1 and held_by = $2',
      [name, hook.kind],
    )
    return rows[0]?.version ?? undefined
  }
  const older = '(held_by <> $2 or version < $3)'
  const wrapAnew = async (name: string, rows: readonly Row[]) => {
    const [first] = rows
    const placed = rows.map((row) => ({ place: placeOf(row), wrapped: row.wrapped }))
    if (first?.held_by === hook.kind) return hook.rewrap(name, first.version, placed)
    const keys = await unwrap(rows)
    return hook.wrap(
      name,
      rows.map((row) => ({ place: placeOf(row), key: keys.get(row.key_id) ?? Buffer.alloc(0) })),
    )
  }
  return {
    hook,
    folder,
    names: async (only) => {
      const { rows } = await pool.query<{
        name: string
        version: number
        made_at: Date
        held_by: KeyHook['kind']
        wrapped: number
        behind: number
        retired: number
      }>(
        `select n.*, (select count(*)::integer from retired_version r where r.name = n.name) as retired,
           (select count(*)::integer from data_key d where d.name = n.name and d.version = n.version and d.held_by = n.held_by) as wrapped,
           (select count(*)::integer from data_key d where d.name = n.name and (d.version <> n.version or d.held_by <> n.held_by)) as behind
         from (select distinct on (name) name, version, made_at, held_by from wrapping_version where $2::text is null or name = $2
           order by name, (held_by = $1) desc, version desc) n order by n.name`,
        [hook.kind, only ?? null],
      )
      return rows.map(({ made_at, held_by, ...row }) => ({ ...row, madeAt: made_at, heldBy: held_by }))
    },
    rotate: async (name) => {
      const version = await hook.rotate(name)
      await pool.query(
        'insert into wrapping_version (name, version, held_by) values ($1, $2, $3) on conflict do nothing',
        [name, version, hook.kind],
      )
      return version
    },
    rewrap: async (name, limit) => {
      const newest = await newestOf(name)
      if (newest === undefined) return 0
      const { rows } = await pool.query<Row>(
        `select d.* from data_key d join (select held_by, version from data_key where name = $1 and ${older} order by 1, 2 limit 1) one
           using (held_by, version) where d.name = $1 order by d.key_id, d.organisation_id limit $4`,
        [name, hook.kind, newest, limit],
      )
      if (rows.length === 0) return 0
      const { version, wrapped } = await wrapAnew(name, rows)
      if (version < newest) {
        // Turned by somebody else since we last asked.
        hook.forget(name)
        return 0
      }
      // A key that was taken back or destroyed meanwhile is not there any more, and does not come back.
      await pool.query(
        `update data_key d set version = $2, held_by = $3, wrapped = n.wrapped
         from unnest($4::uuid[], $5::uuid[], $6::bytea[]) as n(key_id, organisation_id, wrapped)
         where d.name = $1 and d.key_id = n.key_id and d.organisation_id = n.organisation_id`,
        [...[name, version, hook.kind], rows.map((row) => row.key_id), rows.map((row) => row.organisation_id), wrapped],
      )
      return rows.length
    },
    retire: async (name, now) => {
      const newest = await newestOf(name)
      if (newest === undefined) return true
      try {
        await pool.query(
          `with ended as (delete from wrapping_version where name = $1 and ${older} returning name, version, held_by)
           insert into retired_version select name, version, held_by, $4 from ended on conflict do nothing`,
          [name, hook.kind, newest, now],
        )
        return true
      } catch (fault) {
        // Somebody who had not heard of the newer version wrapped with the older one meanwhile.
        if ((fault as { code?: string }).code === NO_SUCH_VERSION) return false
        throw fault
      }
    },
    destroyRetired: async (before) => {
      const { rows } = await pool.query<{ name: string; held_by: KeyHook['kind']; version: number }>(
        'select name, held_by, max(version) as version from retired_version where retired_at <= $1 group by name, held_by order by 1',
        [before],
      )
      let ended = 0
      for (const { name, held_by, version } of rows) {
        await (held_by === folder.kind ? folder : hook).destroy(name, version + 1)
        const { rowCount } = await pool.query(
          'delete from retired_version where name = $1 and held_by = $2 and version <= $3',
          [name, held_by, version],
        )
        ended += rowCount ?? 0
      }
      return ended
    },
  }
}

// Keys that only a service can open, and no service: nothing would open, and new keys would hide that.
const refuseWithoutService = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query("select 1 from wrapping_version where held_by = 'service' limit 1")
  if (rows.length > 0) throw new StartFault('bad-setting', { setting: 'SAMENHANG_KEY_SERVICE_URL' })
}

// Once, and one at a time: two processes may start together, and a server that runs is not held up by the next start.
const makeShape = async (pool: pg.Pool): Promise<void> => {
  const made = async () => {
    const { rows } = await pool.query<{ made: boolean }>(
      "select exists (select 1 from pg_constraint where conname = 'data_key_wrapped_by') as made",
    )
    return rows[0]?.made ?? false
  }
  if (await made()) return
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('samenhang key shape'))")
    await client.query(SHAPE)
    await client.query(LIFT)
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw fault
  } finally {
    client.release()
  }
}
