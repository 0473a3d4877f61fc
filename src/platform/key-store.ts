/**
 * Data keys: one per subject and chapter, wrapped for each organisation that may open it. They lie in a database of their own,
 * outside the main one and its backups (decision 18). Who has no wrapped key cannot open the chapter, whatever a policy says.
 */
import pg from 'pg'
import { newDataKey, openBytes, sealBytes } from './sealing.ts'

export type KeyRef = { readonly subject: string; readonly chapter: string }

export type KeyStore = {
  /** A new key for each ref, wrapped for the organisation. A ref that has a key keeps it. */
  create(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, Buffer>>
  /** The keys that this organisation has for the refs; a ref without a key is absent from the answer. */
  find(organisation: string, refs: readonly KeyRef[]): Promise<ReadonlyMap<string, Buffer>>
  /** Wraps a key that `from` has for `to` as well. Gives false when `from` has none. */
  share(ref: KeyRef, from: string, to: string): Promise<boolean>
  /** Takes the key of one organisation away. */
  revoke(ref: KeyRef, organisation: string): Promise<void>
  /** Takes all keys of a subject away: what was sealed stays closed for everybody (AVG 17). */
  destroy(subject: string): Promise<void>
  close(): Promise<void>
}

/** The name under which a key stands in the answers of the store. */
export const keyName = (ref: KeyRef): string => `${ref.subject}/${ref.chapter}`

const SHAPE = `
create table if not exists organisation_key (organisation_id uuid primary key, wrapped bytea not null);
create table if not exists data_key (
  subject uuid not null, chapter text not null, organisation_id uuid not null, wrapped bytea not null,
  primary key (subject, chapter, organisation_id)
);`

/** Opens the store; makes its tables when they are absent. */
export const openKeyStore = async (connectionString: string, master: Buffer): Promise<KeyStore> => {
  const pool = new pg.Pool({ connectionString, max: 4 })
  pool.on('error', () => undefined)
  await pool.query(SHAPE)
  const organisationKeys = new Map<string, Buffer>()

  const organisationKey = async (organisation: string): Promise<Buffer> => {
    const known = organisationKeys.get(organisation)
    if (known) return known
    const place = `organisation_key:${organisation}`
    await pool.query('insert into organisation_key values ($1, $2) on conflict do nothing', [
      organisation,
      sealBytes(master, place, newDataKey()),
    ])
    const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from organisation_key where organisation_id = $1', [organisation])
    const wrapped = rows[0]?.wrapped
    if (!wrapped) throw new Error('key of an organisation is missing')
    const key = openBytes(master, place, wrapped)
    organisationKeys.set(organisation, key)
    return key
  }
  const place = (ref: KeyRef, organisation: string): string => `data_key:${keyName(ref)}:${organisation}`

  const find: KeyStore['find'] = async (organisation, refs) => {
    if (refs.length === 0) return new Map()
    const wrapping = await organisationKey(organisation)
    const { rows } = await pool.query<{ subject: string; chapter: string; wrapped: Buffer }>(
      `select k.subject, k.chapter, k.wrapped from data_key k
       join unnest($2::uuid[], $3::text[]) as wanted(subject, chapter) using (subject, chapter) where k.organisation_id = $1`,
      [organisation, refs.map((ref) => ref.subject), refs.map((ref) => ref.chapter)],
    )
    return new Map(rows.map((row) => [keyName(row), openBytes(wrapping, place(row, organisation), row.wrapped)]))
  }

  const insert = async (organisation: string, pairs: readonly (readonly [KeyRef, Buffer])[]): Promise<void> => {
    const wrapping = await organisationKey(organisation)
    await pool.query(
      `insert into data_key (organisation_id, subject, chapter, wrapped)
       select $1, * from unnest($2::uuid[], $3::text[], $4::bytea[]) on conflict do nothing`,
      [
        organisation,
        pairs.map(([ref]) => ref.subject),
        pairs.map(([ref]) => ref.chapter),
        pairs.map(([ref, key]) => sealBytes(wrapping, place(ref, organisation), key)),
      ],
    )
  }

  return {
    find,
    create: async (organisation, refs) => {
      await insert(organisation, refs.map((ref) => [ref, newDataKey()] as const))
      return find(organisation, refs)
    },
    share: async (ref, from, to) => {
      const key = (await find(from, [ref])).get(keyName(ref))
      if (!key) return false
      await insert(to, [[ref, key]])
      return true
    },
    revoke: async (ref, organisation) => {
      await pool.query('delete from data_key where subject = $1 and chapter = $2 and organisation_id = $3', [ref.subject, ref.chapter, organisation])
    },
    destroy: async (subject) => {
      await pool.query('delete from data_key where subject = $1', [subject])
    },
    close: () => pool.end(),
  }
}
