/** Asking a look-up: checked, encoded at the owner, put in the outbox. Nothing leaves before the transaction has committed. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { KeyAuthority } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { mayLookUp } from './lookup.ts'
import type { LinkagePlane } from './messages.ts'
import { NORMALISATION_VERSION, type PersonDescription } from './normalise.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'
import { handlesIn, type OwnerEpochs } from './owner-epochs.store.ts'
import { sensitivityOf } from './sensitivity.ts'
import { spentToday } from './spent.store.ts'
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
  readonly epochs: OwnerEpochs
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
  const epochs = await ports.epochs.forAct(work)
  if (!epochs.ok) return epochs
  const names = epochs.value.map((each) => each.epoch)
  const rested = await restEntryOn(work, subject, groundId)
  const handle = rested ?? (await insertEntry(work, subject, groundId, names[0] ?? ''))
  const handles = await handlesIn(work, { id: handle, isNew: rested === undefined }, names)
  const encoded = await encodeIn(work, ports, epochs.value, handles, person)
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
    .values(
      encoded.value.map((message) => ({
        id: work.newId(),
        organisation_id: work.claim.organisation,
        message,
        created_at: work.now,
      })),
    )
    .execute()
  // The payload is empty: who listens learns that there is work, nothing more.
  await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(work.trx)
  work.concerns(subject, 'looked-up', ['identity'])
  return accept(answerLookUp(lookupId, 'asked'))
}

// During a turn of keys the person is encoded once per epoch, so that who was not encoded again yet is met as well.
const encodeIn = async (
  work: Work,
  ports: LookUpPorts,
  epochs: readonly OwnerSetting[],
  handles: ReadonlyMap<string, string>,
  person: PersonDescription,
): Promise<Outcome<readonly string[], string>> => {
  const messages: string[] = []
  for (const setting of epochs) {
    const encoded = await encode(work, ports, setting, handles.get(setting.epoch) ?? '', person)
    if (!encoded.ok) return encoded
    messages.push(encoded.value)
  }
  return accept(messages)
}

const encode = async (
  work: Work,
  ports: LookUpPorts,
  setting: OwnerSetting,
  handle: string,
  person: PersonDescription,
): Promise<Outcome<string, string>> => {
  const plane = work.claim.plane
  if (plane !== 'care' && plane !== 'enforcement') return refuse('not-your-function')
  const prepared = prepareEncoding([{ handle, plane: plane satisfies LinkagePlane, person }], setting)
  if (!prepared.ok) return prepared
  const evaluated = await ports.authority({
    organisation: work.claim.organisation,
    message: prepared.value.message,
    now: work.now,
  })
  if (!evaluated.ok) return evaluated
  return finishEncoding(prepared.value.prepared, evaluated.value, 'insert', setting)
}

// Look-ups of one organisation wait for each other: a budget that is counted by many at once is no budget.
const oneAtATime = async ({ trx, claim }: Work): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`look-up ${claim.organisation}`}, 0))`.execute(trx)
}

// The entry that is known already, from now on resting on the ground of this look-up.
const restEntryOn = async (work: Work, subject: string, groundId: string): Promise<string | undefined> => {
  const row = await work.trx
    .updateTable('linkage.entry')
    .set({ ground_id: groundId })
    .where('organisation_id', '=', work.claim.organisation)
    .where('subject', '=', subject)
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
