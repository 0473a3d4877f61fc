/**
 * Data keys, wrapped for each organisation that may open what was sealed with them. They lie in a database of their own, outside the
 * main one and its backups (decision 18). Who writes seals with a key of its own; who may read gets that key as well. Taking a
 * key back from a reader therefore never closes what the reader itself wrote.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { newDataKey, open, openBytes, type SealPlace, seal, sealBytes } from './sealing.ts'

export type KeyRef = { readonly subject: string; readonly chapter: string }
/** A key and its name; the name stands before whatever was sealed with it. */
export type DataKey = { readonly id: string; readonly key: Buffer }

export type KeyStore = {
  /** The key with which this organisation writes, made when there is none; by `keyName` of the ref. */
  create(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>>
  /** As `create`, for subjects that were made a moment ago and cannot have a key: nothing is looked up. For imports. */
  createForNew(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>>
  /** All keys that this organisation has for the refs, by their id; one that was lent only while the loan lasts at `at`. */
  find(organisation: string, refs: readonly KeyRef[], at?: Date): Promise<ReadonlyMap<string, Buffer>>
  /** Gives `to` every key that `from` has for the ref. Gives how many there are. */
  share(ref: KeyRef, from: string, to: string): Promise<number>
  /** As `share`, until a moment: after it the key is not given out any more. What `to` has for good stays for good. */
  lend(ref: KeyRef, from: string, to: string, until: Date): Promise<number>
  /** Ends what was lent for the ref, at once or at an earlier moment; keys that the organisation has for good stay. */
  endLoan(ref: KeyRef, organisation: string, until?: Date): Promise<void>
  /** Deletes every loan that is over. Gives how many rows went. */
  forgetLoans(at: Date): Promise<number>
  /** Takes back what was shared with an organisation; its own keys stay. */
  revoke(ref: KeyRef, organisation: string): Promise<void>
  /** Takes all keys of a subject away: what was sealed stays closed for everybody (AVG 17). */
  destroy(subject: string): Promise<void>
  close(): Promise<void>
}

/** The name under which a ref stands in the answers of the store. */
export const keyName = (ref: KeyRef): string => `${ref.subject}/${ref.chapter}`

const ID_BYTES = 16

/** Seals a value, with the name of its key in front. */
export const sealWith = ({ id, key }: DataKey, place: SealPlace, value: unknown): Buffer =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), seal(key, place, value)])

/** Opens what `sealWith` made. Undefined when the key is not among these; throws when a byte or the place differs. */
export const openWith = (keys: ReadonlyMap<string, Buffer>, place: SealPlace, sealed: Buffer): unknown => {
  const key = keys.get(idOf(sealed))
  return key === undefined ? undefined : open(key, place, sealed.subarray(ID_BYTES))
}

const idOf = (sealed: Buffer): string => {
  const hex = sealed.subarray(0, ID_BYTES).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const SHAPE = `
create table if not exists organisation_key (organisation_id uuid primary key, wrapped bytea not null);
create table if not exists data_key (
  key_id uuid not null, subject uuid not null, chapter text not null, organisation_id uuid not null, created_by uuid not null,
  wrapped bytea not null, primary key (key_id, organisation_id)
);
alter table data_key add column if not exists lent_until timestamptz;
create unique index if not exists data_key_one_to_write_with on data_key (subject, chapter, organisation_id) where created_by = organisation_id;
create index if not exists data_key_of_subject on data_key (subject, chapter, organisation_id);
create index if not exists data_key_lent on data_key (lent_until) where lent_until is not null;`

type Row = {
  readonly key_id: string
  readonly subject: string
  readonly chapter: string
  readonly created_by: string
  readonly wrapped: Buffer
  readonly lent_until: Date | null
}
type NewRow = KeyRef & DataKey & { readonly createdBy: string; readonly lentUntil?: Date }

/** Opens the store; makes its tables when they are absent. */
export const openKeyStore = async (connectionString: string, master: Buffer): Promise<KeyStore> => {
  const pool = new pg.Pool({ connectionString, max: 4 })
  pool.on('error', () => undefined)
  await pool.query(SHAPE)
  const organisationKey = rememberOrganisationKeys(pool, master)
  const place = (id: string, organisation: string): SealPlace => `data_key:${id}:${organisation}`

  const select = async (organisation: string, refs: readonly KeyRef[]): Promise<readonly Row[]> => {
    if (refs.length === 0) return []
    const { rows } = await pool.query<Row>({
      name: 'data-keys',
      text: `select k.key_id, k.subject, k.chapter, k.created_by, k.wrapped, k.lent_until from data_key k
       join unnest($2::uuid[], $3::text[]) as wanted(subject, chapter) using (subject, chapter) where k.organisation_id = $1`,
      values: [organisation, refs.map((ref) => ref.subject), refs.map((ref) => ref.chapter)],
    })
    return rows
  }
  const unwrap = async (organisation: string, row: Row): Promise<Buffer> =>
    openBytes(await organisationKey(organisation), place(row.key_id, organisation), row.wrapped)
  const insert = async (organisation: string, rows: readonly NewRow[]): Promise<void> => {
    const wrapping = await organisationKey(organisation)
    await pool.query(
      `insert into data_key (organisation_id, key_id, subject, chapter, created_by, wrapped, lent_until)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::bytea[], $7::timestamptz[])
       on conflict do nothing`,
      [
        organisation,
        rows.map((row) => row.id),
        rows.map((row) => row.subject),
        rows.map((row) => row.chapter),
        rows.map((row) => row.createdBy),
        rows.map((row) => sealBytes(wrapping, place(row.id, organisation), row.key)),
        rows.map((row) => row.lentUntil ?? null),
      ],
    )
  }
  const ownKeys = async (organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, DataKey>> => {
    const own = (await select(organisation, refs)).filter((row) => row.created_by === organisation)
    return new Map(
      await Promise.all(
        own.map(async (row) => [keyName(row), { id: row.key_id, key: await unwrap(organisation, row) }] as const),
      ),
    )
  }

  // What was lent is not passed on.
  const give = async (ref: KeyRef, from: string, to: string, lentUntil?: Date): Promise<number> => {
    const rows = (await select(from, [ref])).filter((row) => row.lent_until === null)
    await insert(
      to,
      await Promise.all(
        rows.map(async (row) => ({
          ...ref,
          id: row.key_id,
          key: await unwrap(from, row),
          createdBy: row.created_by,
          ...(lentUntil ? { lentUntil } : {}),
        })),
      ),
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
    find: async (organisation, refs, at = new Date()) =>
      new Map(
        await Promise.all(
          (await select(organisation, refs))
            .filter(({ lent_until: until }) => until === null || until > at)
            .map(async (row) => [row.key_id, await unwrap(organisation, row)] as const),
        ),
      ),
    create: async (organisation, refs) => {
      const present = await ownKeys(organisation, refs)
      const absent = refs.filter((ref) => !present.has(keyName(ref)))
      if (absent.length === 0) return present
      await insert(
        organisation,
        absent.map((ref) => ({ ...ref, id: randomUUID(), key: newDataKey(), createdBy: organisation })),
      )
      // Read back: somebody else of this organisation may have made the same key at the same moment.
      return ownKeys(organisation, refs)
    },
    createForNew: async (organisation, refs) => {
      const rows = refs.map((ref) => ({ ...ref, id: randomUUID(), key: newDataKey(), createdBy: organisation }))
      await insert(organisation, rows)
      return new Map(rows.map((row) => [keyName(row), { id: row.id, key: row.key }]))
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
    destroy: async (subject) => {
      await pool.query('delete from data_key where subject = $1', [subject])
    },
    close: () => pool.end(),
  }
}

const rememberOrganisationKeys = (pool: pg.Pool, master: Buffer): ((organisation: string) => Promise<Buffer>) => {
  const known = new Map<string, Buffer>()
  return async (organisation) => {
    const remembered = known.get(organisation)
    if (remembered) return remembered
    const place = `organisation_key:${organisation}`
    await pool.query('insert into organisation_key values ($1, $2) on conflict do nothing', [
      organisation,
      sealBytes(master, place, newDataKey()),
    ])
    const { rows } = await pool.query<{ wrapped: Buffer }>(
      'select wrapped from organisation_key where organisation_id = $1',
      [organisation],
    )
    const wrapped = rows[0]?.wrapped
    if (!wrapped) throw new Error('key of an organisation is missing')
    const key = openBytes(master, place, wrapped)
    known.set(organisation, key)
    return key
  }
}
