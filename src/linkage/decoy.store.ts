/**
 * Planting, listing and retiring decoys, at the keeper's side: the contact desk. A decoy is no entry. It has a handle in the index and
 * a row here, so it can be in no cluster, no count and no rate; when somebody's look-up meets it, no hit is made and two privacy
 * officers are told (linkage.ring_decoy).
 */
import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { ActorId, Claim, OrganisationId, Outcome } from '../kernel/index.ts'
import { accept, asId, randomFrom } from '../kernel/index.ts'
import { type KeyRef, keyName, openWith, sealWith } from '../platform/key-store.ts'
import type { Work } from '../platform/work.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { type DecoyPerson, inventDecoy } from './decoy.ts'
import type { LookUpPorts } from './lookup.store.ts'
import { finishEncoding, prepareEncoding } from './owner.crypto.ts'

/** Who plants: the command line of the installation itself, for the desk. No session acts for this purpose. */
const DECOY_ACTOR = asId<ActorId>('00000000-0000-4000-8000-000000000003')
export const DECOY_PURPOSE = 'decoys'
export const DECOYS_AT_ONCE = 50

/** The claim under which decoys are kept. */
export const decoyClaim = (keeper: OrganisationId): Claim => ({
  organisation: keeper,
  actor: DECOY_ACTOR,
  function: 'operator',
  plane: 'desk',
  purpose: DECOY_PURPOSE,
})

export type DecoySeed = { readonly secret: Buffer; readonly seed: number }

/** The same seed on the same installation gives the same persons; without its secret nobody can make the list again. */
const seedOf = ({ secret, seed }: DecoySeed, number: number): Buffer =>
  createHmac('sha256', secret).update(`decoy ${seed} ${number}`).digest()

type Made = { readonly handle: string; readonly person: DecoyPerson; readonly mark: Buffer }

/** Plants the decoys with these numbers; who stands there already is left alone. Gives how many are new. At most 50 in one act. */
export const plantDecoys = async (
  work: Work,
  ports: Pick<LookUpPorts, 'authority' | 'owner'>,
  from: DecoySeed,
  numbers: readonly number[],
): Promise<Outcome<{ planted: number }, string>> => {
  const present = new Set((await decoyRows(work)).map((row) => row.mark.toString('hex')))
  const made = numbers.map((number) => makeDecoy(work, seedOf(from, number)))
  const fresh = made.filter(({ mark }) => !present.has(mark.toString('hex')))
  if (fresh.length === 0) return accept({ planted: 0 })
  const encoded = await encodeDecoys(work, ports, fresh)
  if (!encoded.ok) return encoded
  await storeDecoys(work, fresh)
  const row = { id: work.newId(), organisation_id: work.claim.organisation, created_at: work.now }
  await work.trx
    .insertInto('linkage.outbox')
    .values({ ...row, message: encoded.value })
    .execute()
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(work.trx)
  return accept({ planted: fresh.length })
}

const makeDecoy = (work: Work, seed: Buffer): Made => ({
  handle: work.newId(),
  person: inventDecoy(randomFrom(seed.readInt32BE(0))),
  mark: createHash('sha256').update(seed).digest(),
})

const encodeDecoys = async (
  work: Work,
  { authority, owner }: Pick<LookUpPorts, 'authority' | 'owner'>,
  made: readonly Made[],
): Promise<Outcome<string, string>> => {
  const prepared = prepareEncoding(
    made.map(({ handle, person }) => ({ handle, person, plane: 'care' as const })),
    owner,
  )
  if (!prepared.ok) return prepared
  const { message } = prepared.value
  const evaluated = await authority({ organisation: work.claim.organisation, message, now: work.now })
  return evaluated.ok ? finishEncoding(prepared.value.prepared, evaluated.value, 'insert', owner) : evaluated
}

const refOf = (handle: string): KeyRef => ({ subject: handle, chapter: 'decoy' })
const placeOf = (handle: string) => `decoy:${handle}` as const

const storeDecoys = async (work: Work, made: readonly Made[]): Promise<void> => {
  const { organisation } = work.claim
  const keys = await work.keys.create(
    organisation,
    made.map(({ handle }) => refOf(handle)),
  )
  const rows = made.map(({ handle, person, mark }) => {
    const key = keys.get(keyName(refOf(handle)))
    if (!key) throw new Error('no key to seal with')
    return {
      handle,
      organisation_id: organisation,
      mark,
      sealed: sealWith(key, placeOf(handle), person),
      planted_at: work.now,
    }
  })
  await work.trx.insertInto('linkage.decoy').values(rows).execute()
}

const decoyRows = (work: Work) =>
  work.trx
    .selectFrom('linkage.decoy')
    .selectAll()
    .where('organisation_id', '=', work.claim.organisation)
    .orderBy('planted_at')
    .orderBy('handle')
    .execute()

export type DecoyShown = {
  readonly handle: string
  readonly plantedAt: Date
  readonly retiredAt?: Date
  readonly person?: DecoyPerson
}

/** All decoys of the keeper, opened with the keeper's keys. */
export const listDecoys = async (work: Work): Promise<readonly DecoyShown[]> => {
  const rows = await decoyRows(work)
  const keys = await work.keys.find(
    work.claim.organisation,
    rows.map((row) => refOf(row.handle)),
  )
  return rows.map((row) => {
    // Safe: storeDecoys alone writes this table, and seals a DecoyPerson.
    const person = openWith(keys, placeOf(row.handle), row.sealed) as DecoyPerson | undefined
    return {
      handle: row.handle,
      plantedAt: row.planted_at,
      ...(row.retired_at ? { retiredAt: row.retired_at } : {}),
      ...(person ? { person } : {}),
    }
  })
}

/** From now on these ring no more. A match with them still makes no hit. Gives how many were still ringing. */
export const retireDecoys = async (work: Work, handles: readonly string[] | 'all'): Promise<number> => {
  let query = work.trx
    .updateTable('linkage.decoy')
    .set({ retired_at: work.now })
    .where('organisation_id', '=', work.claim.organisation)
    .where('retired_at', 'is', null)
  if (handles !== 'all') query = query.where('handle', 'in', [...handles])
  return (await query.returning('handle').execute()).length
}
