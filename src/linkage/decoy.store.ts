/**
 * Planting, listing and retiring decoys, at the keeper's side: the contact desk. A decoy is no entry. It has a handle in the index and
 * a row here, so it can be in no cluster, no count and no rate; when somebody's look-up meets it, no hit is made and two privacy
 * officers are told (linkage.ring_decoy).
 */
import { createHash, createHmac } from 'node:crypto'
import type { ActorId, Claim, OrganisationId, Outcome } from '../kernel/index.ts'
import { accept, asId, randomFrom, refuse, type SeedWords } from '../kernel/index.ts'
import { type KeyRef, refsFor, sealWith } from '../platform/key-store.ts'
import { openContent } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import type { AuthorityService, KeyAuthority } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { type DecoyPerson, inventDecoy } from './decoy.ts'
import type { LookUpPorts } from './lookup.store.ts'
import { RECORDS_PER_MESSAGE_MAX } from './messages.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'
import type { OwnerEpochs } from './owner-epochs.store.ts'
import { upkeepMessage } from './upkeep-messages.ts'

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
  ports: Pick<LookUpPorts, 'authority' | 'epochs'>,
  from: DecoySeed,
  numbers: readonly number[],
): Promise<Outcome<{ planted: number }, string>> => {
  const present = new Set((await decoyRows(work)).map(markOf))
  const made = numbers.map((number) => makeDecoy(work, seedOf(from, number)))
  const fresh = made.filter((one) => !present.has(markOf(one)))
  if (fresh.length === 0) return accept({ planted: 0 })
  const owner = await newestEpoch(work, ports.epochs)
  if (!owner.ok) return owner
  const put = await putInIndex(work, ports.authority, owner.value, fresh)
  return put.ok ? accept({ planted: fresh.length }) : put
}

// 128 bits: a list of everybody that a seed can invent cannot be made by trying seeds.
const wordsOf = (seed: Buffer): SeedWords => [
  ...([seed.readInt32BE(0), seed.readInt32BE(4), seed.readInt32BE(8), seed.readInt32BE(12)] as const),
]

const makeDecoy = (work: Work, seed: Buffer): Made => ({
  handle: work.newId(),
  person: inventDecoy(randomFrom(wordsOf(seed))),
  mark: createHash('sha256').update(seed).digest(),
})

const markOf = ({ mark }: { readonly mark: Buffer }): string => mark.toString('hex')

/**
 * Part of a turn of keys: encodes living decoys of older epochs again in the newest one, under a handle of their own there, at most 50 in one
 * act. Gives how many; 0 when all stand in it. Until the older epoch closes, either handle rings.
 */
export const carryDecoys = async (
  work: Work,
  { authority, epochs }: { readonly authority: AuthorityService; readonly epochs: OwnerEpochs },
): Promise<Outcome<number, string>> => {
  const rows = await decoyRows(work)
  if (rows.length === 0) return accept(0)
  const owner = await newestEpoch(work, epochs)
  if (!owner.ok) return owner
  const { epoch } = owner.value
  const settled = new Set(rows.filter((row) => row.retired_at !== null || row.epoch === epoch).map(markOf))
  const left = [...new Map(rows.filter((row) => !settled.has(markOf(row))).map((row) => [markOf(row), row])).values()]
  const batch = left.slice(0, DECOYS_AT_ONCE)
  if (batch.length === 0) return accept(0)
  const people = await openDecoys(work, batch)
  const made = batch.flatMap(({ handle, mark }): Made[] => {
    const person = people.get(handle)
    return person ? [{ handle: work.newId(), person, mark }] : []
  })
  const { organisation } = work.claim
  const told = await authority.announce({ organisation, epoch, entries: left.length, now: work.now })
  if (!told.ok) return told
  const evaluate: KeyAuthority = (asked) => authority.evaluate({ ...asked, countedFor: 're-encoding' })
  const put = await putInIndex(work, evaluate, owner.value, made)
  return put.ok ? accept(made.length) : put
}

// The newest epoch alone: look-ups go there in any case.
const newestEpoch = async (work: Work, epochs: OwnerEpochs): Promise<Outcome<OwnerSetting, string>> => {
  const open = await epochs.forAct(work)
  if (!open.ok) return open
  const [owner] = open.value
  return owner ? accept(owner) : refuse('linkage-version-unknown')
}

const putInIndex = async (
  work: Work,
  evaluate: KeyAuthority,
  owner: OwnerSetting,
  made: readonly Made[],
): Promise<Outcome<true, string>> => {
  const prepared = prepareEncoding(
    made.map(({ handle, person }) => ({ handle, person, plane: 'care' as const })),
    owner,
  )
  if (!prepared.ok) return prepared
  const { message } = prepared.value
  const evaluated = await evaluate({ organisation: work.claim.organisation, message, now: work.now })
  if (!evaluated.ok) return evaluated
  const encoded = finishEncoding(prepared.value.prepared, evaluated.value, 'insert', owner)
  if (!encoded.ok) return encoded
  await storeDecoys(work, owner.epoch, made)
  await send(work, [encoded.value])
  return accept(true)
}

const send = async (work: Work, messages: readonly string[]): Promise<void> => {
  for (const message of messages) {
    const row = { id: work.newId(), organisation_id: work.claim.organisation, message, created_at: work.now }
    await work.trx.insertInto('linkage.outbox').values(row).execute()
  }
  work.wakes(OUTBOX_CHANNEL)
}

const refOf = (handle: string): KeyRef => ({ subject: handle, chapter: 'decoy' })
const placeOf = (handle: string) => `decoy:${handle}` as const

const storeDecoys = async (work: Work, epoch: string, made: readonly Made[]): Promise<void> => {
  const { organisation } = work.claim
  const keys = await work.keys.create(
    organisation,
    made.flatMap(({ handle, person }) => refsFor(refOf(handle), person)),
  )
  const rows = made.map(({ handle, person, mark }) => {
    return {
      handle,
      organisation_id: organisation,
      mark,
      epoch,
      sealed: sealWith(keys, { ...refOf(handle), place: placeOf(handle) }, person),
      planted_at: work.now,
    }
  })
  await work.trx.insertInto('linkage.decoy').values(rows).execute()
}

// Oldest epoch first, so that the last row of a mark is the one that counts.
const decoyRows = (work: Work) =>
  work.trx
    .selectFrom('linkage.decoy')
    .selectAll()
    .where('organisation_id', '=', work.claim.organisation)
    .orderBy('planted_at')
    .orderBy('handle')
    .execute()
type DecoyRow = Awaited<ReturnType<typeof decoyRows>>[number]

const openDecoys = async (work: Work, rows: readonly DecoyRow[]): Promise<ReadonlyMap<string, DecoyPerson>> => {
  const keys = await work.keys.find(
    work.claim.organisation,
    rows.map((row) => refOf(row.handle)),
  )
  return new Map(
    rows.flatMap((row) => {
      // Safe: storeDecoys alone writes this table, and seals a DecoyPerson.
      const person = openContent(keys, placeOf(row.handle), row.sealed) as DecoyPerson | undefined
      return person ? [[row.handle, person] as const] : []
    }),
  )
}

export type DecoyShown = {
  /** Its handle in the newest epoch in which it stands. */
  readonly handle: string
  /** Its handles in older epochs: an alarm of then names one of these. */
  readonly formerHandles: readonly string[]
  readonly plantedAt: Date
  readonly retiredAt?: Date
  readonly person?: DecoyPerson
}

/** All decoys of the keeper, each once, opened with the keeper's keys. */
export const listDecoys = async (work: Work): Promise<readonly DecoyShown[]> => {
  const byMark = Map.groupBy(await decoyRows(work), markOf)
  const newest = [...byMark.values()].flatMap((rows) => rows.slice(-1))
  const people = await openDecoys(work, newest)
  return newest.map((row) => {
    const former = (byMark.get(markOf(row)) ?? []).slice(0, -1)
    const person = people.get(row.handle)
    return {
      handle: row.handle,
      formerHandles: former.map(({ handle }) => handle),
      plantedAt: former[0]?.planted_at ?? row.planted_at,
      ...(row.retired_at ? { retiredAt: row.retired_at } : {}),
      ...(person ? { person } : {}),
    }
  })
}

/** From now on these ring no more, in any epoch, and they leave the index with the next round. Gives how many were still ringing. */
export const retireDecoys = async (work: Work, handles: readonly string[] | 'all'): Promise<number> => {
  const living = (await decoyRows(work)).filter((row) => row.retired_at === null)
  const named = new Set(living.filter(({ handle }) => handles === 'all' || handles.includes(handle)).map(markOf))
  const retired = living.filter((row) => named.has(markOf(row))).map(({ handle }) => handle)
  if (retired.length === 0) return 0
  await work.trx
    .updateTable('linkage.decoy')
    .set({ retired_at: work.now })
    .where('organisation_id', '=', work.claim.organisation)
    .where('retired_at', 'is', null)
    .where('handle', 'in', retired)
    .execute()
  const parts = Array.from({ length: Math.ceil(retired.length / RECORDS_PER_MESSAGE_MAX) }, (_, part) =>
    retired.slice(part * RECORDS_PER_MESSAGE_MAX, (part + 1) * RECORDS_PER_MESSAGE_MAX),
  )
  await send(
    work,
    parts.map((part) => upkeepMessage({ kind: 'removed', handles: part })),
  )
  return named.size
}
