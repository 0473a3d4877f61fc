/** Asking whether another house knows the things of a signal: checked as a look-up of a person, keyed at the owner, put in the outbox. */
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { takeTurn } from '../platform/database.ts'
import type { Work } from '../platform/work.ts'
import type { KeyAuthority } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { mayLookUp } from './lookup.ts'
import type { LinkagePlane } from './messages.ts'
import type { PersonDescription } from './normalise.ts'
import type { OwnerSetting } from './owner.crypto.ts'
import { mayBeMinor } from './sensitivity.ts'
import { spentToday } from './spent.store.ts'
import { readThing, THING_NORMALISATION, type Thing, type ThingRefusal } from './thing.ts'
import { finishThings, prepareThings, type ThingToKey } from './thing-owner.crypto.ts'
import { describeThing } from './thing-tokens.ts'
import { isMarked } from './waiting.store.ts'

/** What a signal says of things, opened for its own house. */
export type SignalThings = {
  readonly things: readonly Thing[]
  /** `2026-11`; absent when nobody knows. */
  readonly month?: string
  readonly safetyRegion?: string
}
/** What the network must ask of higher slices; bound in wiring.ts. */
export type ThingPorts = {
  readonly groundStands: (
    work: Work,
    asked: { groundId: string; subject: string; purpose: string },
  ) => Promise<Outcome<unknown, string>>
  /** Things of own signals, opened; a signal that is not there or not for this reader is left out. */
  readonly describeThings: (work: Work, signalIds: readonly string[]) => Promise<ReadonlyMap<string, SignalThings>>
  /** The person of one's own signal, opened; undefined when the signal names nobody. */
  readonly describe: (work: Work, signalId: string) => Promise<PersonDescription | undefined>
  readonly authority: KeyAuthority
  /** Under which key things are keyed. It does not turn with the keys of people. */
  readonly thingKeys: Pick<OwnerSetting, 'epoch' | 'bytes'>
}
export type ThingLookUpAsked = {
  readonly signalId: string
  readonly groundId?: string
  readonly purpose?: string
  readonly caseReference?: string
}
export type NotRead = { readonly place: number; readonly kind: string; readonly reason: ThingRefusal }
export type ThingLookUpAnswer = { lookupId: string; status: 'asked'; notRead: NotRead[] }

/** Asks whether another house of the same plane knows these things. What could not be read is said at once. */
export const askThingLookUp = async (
  work: Work,
  ports: ThingPorts,
  asked: ThingLookUpAsked,
): Promise<Outcome<ThingLookUpAnswer, string>> => {
  await takeTurn(work.trx, `look-up ${work.claim.organisation}`)
  const may = mayLookUp(asked, await spentToday(work))
  if (!may.ok) return may
  const { groundId, purpose, caseReference } = may.value
  const plane = work.claim.plane
  if (plane !== 'care' && plane !== 'enforcement') return refuse('not-your-function')
  if (purpose !== work.claim.purpose) return refuse('lookup-for-other-purpose')
  const signal = (await ports.describeThings(work, [asked.signalId])).get(asked.signalId)
  if (!signal) return refuse('not-found')
  const stands = await ports.groundStands(work, { groundId, subject: asked.signalId, purpose })
  if (!stands.ok) return stands
  if (!(await mayAskAlone(work, ports, asked.signalId, groundId))) return refuse('thing-look-up-needs-second-person')
  const { read, notRead } = readAll(signal.things, plane)
  if (read.length === 0) return refuse('linkage-nothing-to-encode')
  const node = await findOrInsertNode(work, asked.signalId, signal)
  const things: ThingToKey[] = []
  for (const each of read)
    things.push({
      handle: await handleOf(work, node, each, { groundId, epoch: ports.thingKeys.epoch }),
      tokens: each.tokens,
    })
  const message = await keyAll(work, ports, things)
  if (!message.ok) return message
  const lookupId = await insertLookUp(work, { subject: asked.signalId, groundId, purpose, caseReference })
  await send(work, message.value)
  work.concerns(asked.signalId, 'looked-up-things')
  return accept({ lookupId, status: 'asked' as const, notRead })
}

/**
 * Her phone finds her too. Where a look-up of the person takes two people because she may be a minor or is marked by her own house,
 * her things are asked about only after two people agreed to look for her on this ground.
 */
const mayAskAlone = async (work: Work, ports: ThingPorts, subject: string, groundId: string): Promise<boolean> => {
  const person = await ports.describe(work, subject)
  if (!(await isMarked(work, subject)) && !(person && mayBeMinor(person, work.today))) return true
  const agreed = await work.trx
    .selectFrom('linkage.lookup')
    .innerJoin('linkage.waiting_lookup', 'linkage.waiting_lookup.id', 'linkage.lookup.id')
    .select('linkage.lookup.id')
    .where('linkage.lookup.organisation_id', '=', work.claim.organisation)
    .where('linkage.lookup.subject', '=', subject)
    .where('linkage.lookup.ground_id', '=', groundId)
    .executeTakeFirst()
  return agreed !== undefined
}

type ReadThing = { readonly place: number; readonly kind: string; readonly tokens: ThingToKey['tokens'] }

/** The same thing twice in one signal is one thing. */
const readAll = (things: readonly Thing[], plane: LinkagePlane): { read: ReadThing[]; notRead: NotRead[] } => {
  const read = new Map<string, ReadThing>()
  const notRead: NotRead[] = []
  things.forEach((thing, place) => {
    const normal = readThing(thing)
    if (!normal.ok) {
      notRead.push({ place, kind: thing.kind, reason: normal.refusal.code })
      return
    }
    const tokens = describeThing(normal.value, plane)
    if (!read.has(tokens.exact)) read.set(tokens.exact, { place, kind: thing.kind, tokens })
  })
  return { read: [...read.values()], notRead }
}

const keyAll = async (
  work: Work,
  ports: ThingPorts,
  things: readonly ThingToKey[],
): Promise<Outcome<string, string>> => {
  const prepared = prepareThings(things, ports.thingKeys)
  if (!prepared.ok) return prepared
  const evaluated = await ports.authority({
    organisation: work.claim.organisation,
    message: prepared.value.message,
    now: work.now,
  })
  return evaluated.ok ? finishThings(prepared.value.prepared, evaluated.value, ports.thingKeys) : evaluated
}

const findOrInsertNode = async (work: Work, subject: string, signal: SignalThings): Promise<string> => {
  const found = await work.trx
    .selectFrom('linkage.network_node')
    .select('handle')
    .where('organisation_id', '=', work.claim.organisation)
    .where('subject', '=', subject)
    .executeTakeFirst()
  if (found) return found.handle
  const handle = work.newId()
  await work.trx
    .insertInto('linkage.network_node')
    .values({
      handle,
      organisation_id: work.claim.organisation,
      plane: work.claim.plane,
      subject,
      month: signal.month ?? null,
      safety_region_code: signal.safetyRegion ?? null,
      created_at: work.now,
    })
    .execute()
  return handle
}

// The handle that is known already, from now on resting on the ground of this look-up; else a new one.
const handleOf = async (
  work: Work,
  node: string,
  thing: ReadThing,
  on: { readonly groundId: string; readonly epoch: string },
): Promise<string> => {
  const known = await work.trx
    .updateTable('linkage.thing')
    .set({ ground_id: on.groundId })
    .where('node', '=', node)
    .where('place', '=', thing.place)
    .where('epoch', '=', on.epoch)
    .where('removed_at', 'is', null)
    .returning('handle')
    .executeTakeFirst()
  if (known) return known.handle
  const handle = work.newId()
  await work.trx
    .insertInto('linkage.thing')
    .values({
      handle,
      organisation_id: work.claim.organisation,
      plane: work.claim.plane,
      node,
      place: thing.place,
      kind: thing.kind,
      ground_id: on.groundId,
      epoch: on.epoch,
      normalisation_version: THING_NORMALISATION,
      created_at: work.now,
    })
    .execute()
  return handle
}

const insertLookUp = async (
  work: Work,
  asked: {
    readonly subject: string
    readonly groundId: string
    readonly purpose: string
    readonly caseReference: string
  },
): Promise<string> => {
  const id = work.newId()
  await work.trx
    .insertInto('linkage.thing_lookup')
    .values({
      id,
      organisation_id: work.claim.organisation,
      actor_id: work.claim.actor,
      subject: asked.subject,
      ground_id: asked.groundId,
      purpose: asked.purpose,
      case_reference: asked.caseReference,
      asked_at: work.now,
    })
    .execute()
  return id
}

const send = async (work: Work, message: string): Promise<void> => {
  await work.trx
    .insertInto('linkage.thing_outbox')
    .values({ id: work.newId(), organisation_id: work.claim.organisation, message, created_at: work.now })
    .execute()
  work.wakes(OUTBOX_CHANNEL)
}
