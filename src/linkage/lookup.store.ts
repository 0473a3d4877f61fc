/** Asking a look-up: checked, encoded at the owner, put in the outbox. Nothing leaves before the transaction has committed. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { KeyAuthority } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { mayLookUp, type Spent } from './lookup.ts'
import type { LinkagePlane } from './messages.ts'
import { NORMALISATION_VERSION, type PersonDescription } from './normalise.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'
import { sensitivityOf } from './sensitivity.ts'
import { type AskedLookUp, answerLookUp, type CheckedLookUp, isMarked, waitForSecond } from './waiting.store.ts'

/** What linkage must ask of higher slices; bound in wiring.ts. */
export type LookUpPorts = {
  /** Does this ground stand today for this subject and purpose? */
  readonly groundStands: (
    work: Work,
    asked: { groundId: string; subject: string; purpose: string },
  ) => Promise<Outcome<{ readonly kind: 'consent-to-search' | 'legal-basis' }, string>>
  /** The description of the person of one's own signal, opened; undefined when there is no such signal for this reader. */
  readonly describe: (work: Work, signalId: string) => Promise<PersonDescription | undefined>
  readonly authority: KeyAuthority
  readonly owner: OwnerSetting
}

export type LookUpAsked = {
  readonly signalId: string
  readonly groundId?: string
  readonly purpose?: string
  readonly caseReference?: string
}

/**
 * Asks whether anybody else knows this person. The answer comes later, to both sides at once, or not at all. What is sensitive waits
 * for a second person, and until then nothing is encoded.
 */
export const askLookUp = async (
  work: Work,
  ports: LookUpPorts,
  asked: LookUpAsked,
): Promise<Outcome<AskedLookUp, string>> => {
  await oneAtATime(work)
  const may = mayLookUp(asked, await spentToday(work))
  if (!may.ok) return may
  const { groundId, purpose, caseReference } = may.value
  if (purpose !== work.claim.purpose) return refuse('lookup-for-other-purpose')
  const person = await ports.describe(work, asked.signalId)
  if (!person) return refuse('not-found')
  const stands = await ports.groundStands(work, { groundId, subject: asked.signalId, purpose })
  if (!stands.ok) return stands
  const lookUp = {
    id: work.newId(),
    actor: work.claim.actor,
    subject: asked.signalId,
    groundId,
    purpose,
    caseReference,
  }
  const { plane } = work.claim
  const marked = await isMarked(work, asked.signalId)
  const reasons = sensitivityOf({ plane, groundKind: stands.value.kind, person, marked, today: work.today })
  return reasons.length > 0 ? waitForSecond(work, lookUp, reasons) : carryOut(work, ports, lookUp, person)
}

/** Encodes at home and puts the question in the outbox, in the name of who asked it. Everything was checked before. */
export const carryOut = async (
  work: Work,
  ports: LookUpPorts,
  lookUp: CheckedLookUp,
  person: PersonDescription,
): Promise<Outcome<AskedLookUp, string>> => {
  const { id: lookupId, subject, groundId } = lookUp
  const handle =
    (await restHandleOn(work, subject, groundId, ports.owner.epoch)) ??
    (await insertEntry(work, subject, groundId, ports.owner.epoch))
  const encoded = await encode(work, ports, handle, person)
  if (!encoded.ok) return encoded
  await work.trx
    .insertInto('linkage.lookup')
    .values({
      id: lookupId,
      organisation_id: work.claim.organisation,
      actor_id: lookUp.actor,
      subject,
      handle,
      ground_id: groundId,
      purpose: lookUp.purpose,
      case_reference: lookUp.caseReference,
      asked_at: work.now,
    })
    .execute()
  await work.trx
    .insertInto('linkage.outbox')
    .values({
      id: work.newId(),
      organisation_id: work.claim.organisation,
      message: encoded.value,
      created_at: work.now,
    })
    .execute()
  // The payload is empty: who listens learns that there is work, nothing more.
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(work.trx)
  work.concerns(subject, 'looked-up', ['identity'])
  return accept(answerLookUp(lookupId, 'asked'))
}

const encode = async (
  work: Work,
  ports: LookUpPorts,
  handle: string,
  person: PersonDescription,
): Promise<Outcome<string, string>> => {
  const plane = work.claim.plane
  if (plane !== 'care' && plane !== 'enforcement') return refuse('not-your-function')
  const prepared = prepareEncoding([{ handle, plane: plane satisfies LinkagePlane, person }], ports.owner)
  if (!prepared.ok) return prepared
  const evaluated = await ports.authority({
    organisation: work.claim.organisation,
    message: prepared.value.message,
    now: work.now,
  })
  if (!evaluated.ok) return evaluated
  return finishEncoding(prepared.value.prepared, evaluated.value, 'insert', ports.owner)
}

// Look-ups of one organisation wait for each other: a budget that is counted by many at once is no budget.
const oneAtATime = async ({ trx, claim }: Work): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`look-up ${claim.organisation}`}, 0))`.execute(trx)
}

const spentToday = async (work: Work): Promise<Spent> => {
  const since = new Date(work.now.getTime() - 86_400_000)
  const { rows } = await sql<{ by_actor: string; by_organisation: string }>`
    select count(*) filter (where actor_id = ${work.claim.actor}) as by_actor, count(*) as by_organisation
    from (select id, actor_id from linkage.lookup where organisation_id = ${work.claim.organisation} and asked_at > ${since}
      union select id, actor_id from linkage.waiting_lookup where organisation_id = ${work.claim.organisation} and asked_at > ${since}) spent`.execute(
    work.trx,
  )
  return { byActor: Number(rows[0]?.by_actor ?? 0), byOrganisation: Number(rows[0]?.by_organisation ?? 0) }
}

// The handle that is known already, from now on resting on the ground of this look-up.
const restHandleOn = async (
  work: Work,
  subject: string,
  groundId: string,
  epoch: string,
): Promise<string | undefined> => {
  const row = await work.trx
    .updateTable('linkage.entry')
    .set({ ground_id: groundId })
    .where('organisation_id', '=', work.claim.organisation)
    .where('subject', '=', subject)
    .where('epoch', '=', epoch)
    .where('removed_at', 'is', null)
    .returning('handle')
    .executeTakeFirst()
  return row?.handle
}

const insertEntry = async (work: Work, subject: string, groundId: string, epoch: string): Promise<string> => {
  const handle = work.newId()
  await work.trx
    .insertInto('linkage.entry')
    .values({
      handle,
      organisation_id: work.claim.organisation,
      plane: work.claim.plane,
      subject,
      ground_id: groundId,
      epoch,
      normalisation_version: NORMALISATION_VERSION,
      created_at: work.now,
    })
    .execute()
  return handle
}
