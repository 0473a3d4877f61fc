/** Asking a look-up: checked, encoded at the owner, put in the outbox. Nothing leaves before the transaction has committed. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { KeyAuthority } from './authority.store.ts'
import { OUTBOX_CHANNEL } from './courier.job.ts'
import { mayLookUp, NOTHING_SPENT } from './lookup.ts'
import type { LinkagePlane } from './messages.ts'
import { NORMALISATION_VERSION, type PersonDescription } from './normalise.ts'
import { finishEncoding, type OwnerSetting, prepareEncoding } from './owner.crypto.ts'
import { handlesIn, holdEntry, type OwnerEpochs } from './owner-epochs.store.ts'
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
  const complete = mayLookUp(asked, NOTHING_SPENT)
  if (!complete.ok) return complete
  const { groundId, purpose } = complete.value
  await oneAtATime(work)
  // Asked at once and answered together; what they say is judged in this order.
  const [spent, known, marked] = await Promise.all([
    spentToday(work),
    readKnown(work, ports, { subject: asked.signalId, groundId, purpose }),
    isMarked(work, asked.signalId),
  ])
  const may = mayLookUp(asked, spent)
  if (!may.ok) return may
  if (purpose !== work.claim.purpose) return refuse('lookup-for-other-purpose')
  const checked = checkKnown(known)
  if (!checked.ok) return checked
  const lookUp = { ...may.value, id: work.newId(), actor: work.claim.actor, subject: asked.signalId }
  const { groundKind, person } = checked.value
  const reasons = sensitivityOf({ plane: work.claim.plane, groundKind, person, marked, today: work.today })
  return reasons.length > 0 ? waitForSecond(work, lookUp, reasons) : carryOut(work, ports, lookUp, known)
}

type Known = Awaited<ReturnType<typeof readKnown>>

/** Everything that must be known before a person may be encoded: read in one turn, judged by `checkKnown`. */
export const readKnown = async (
  work: Work,
  ports: LookUpPorts,
  on: Pick<CheckedLookUp, 'subject' | 'groundId' | 'purpose'>,
) => {
  const [epochs, person, stands, entry] = await Promise.all([
    ports.epochs.forAct(work),
    ports.describe(work, on.subject),
    ports.groundStands(work, on),
    holdEntry(work, on.subject),
  ])
  return { epochs, person, stands, entry }
}

/** Is there such a person, and does the ground carry a look-up for her today? */
export const checkKnown = ({
  person,
  stands,
}: Known): Outcome<{ person: PersonDescription; groundKind: 'consent-to-search' | 'legal-basis' }, string> => {
  if (!person) return refuse('not-found')
  return stands.ok ? accept({ person, groundKind: stands.value.kind }) : stands
}

/** Encodes at home and puts the question in the outbox, in the name of who asked it. Everything was checked before. */
export const carryOut = async (
  work: Work,
  ports: LookUpPorts,
  lookUp: CheckedLookUp,
  known: Known,
): Promise<Outcome<AskedLookUp, string>> => {
  const { epochs, person } = known
  if (!epochs.ok) return epochs
  const names = epochs.value.map((each) => each.epoch)
  const entry = known.entry ?? { id: work.newId(), handles: new Map() }
  const { handles, missing } = handlesIn(work, entry, names)
  const encoded = await encodeIn(work, ports, epochs.value, handles, person ?? {})
  if (!encoded.ok) return encoded
  // In this order: each row is allowed by the one before it.
  await (known.entry ? restEntryOn(work, entry.id, lookUp.groundId) : insertEntry(work, entry.id, lookUp, names[0]))
  if (missing.length > 0) await work.later(work.trx.insertInto('linkage.epoch_handle').values(missing))
  await writeLookUp(work, lookUp, entry.id)
  await send(work, encoded.value)
  work.concerns(lookUp.subject, 'looked-up', ['identity'])
  return accept(answerLookUp(lookUp.id, 'asked'))
}

const writeLookUp = (work: Work, lookUp: CheckedLookUp, handle: string): Promise<void> =>
  work.later(
    work.trx.insertInto('linkage.lookup').values({
      id: lookUp.id,
      organisation_id: work.claim.organisation,
      actor_id: lookUp.actor,
      subject: lookUp.subject,
      handle,
      ground_id: lookUp.groundId,
      purpose: lookUp.purpose,
      case_reference: lookUp.caseReference,
      asked_at: work.now,
    }),
  )

const send = (work: Work, messages: readonly string[]): Promise<void> => {
  const row = { organisation_id: work.claim.organisation, created_at: work.now }
  work.wakes(OUTBOX_CHANNEL)
  return work.later(
    work.trx.insertInto('linkage.outbox').values(messages.map((message) => ({ ...row, id: work.newId(), message }))),
  )
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
// All that a look-up reads and writes is found by key, so one plan serves every value: planning under row policies cost as much as the work.
const oneAtATime = ({ later, claim }: Work): Promise<void> =>
  later(sql`select set_config('plan_cache_mode', 'force_generic_plan', true),
    pg_advisory_xact_lock(hashtextextended(${`look-up ${claim.organisation}`}, 0))`)

// From now on the entry rests on the ground of this look-up. It was held when it was read: nobody took it out meanwhile.
const restEntryOn = (work: Work, handle: string, groundId: string): Promise<void> =>
  work.later(work.trx.updateTable('linkage.entry').set({ ground_id: groundId }).where('handle', '=', handle))

const insertEntry = (work: Work, handle: string, on: CheckedLookUp, epoch = ''): Promise<void> =>
  work.later(
    work.trx.insertInto('linkage.entry').values({
      handle,
      organisation_id: work.claim.organisation,
      plane: work.claim.plane,
      subject: on.subject,
      ground_id: on.groundId,
      epoch,
      normalisation_version: NORMALISATION_VERSION,
      created_at: work.now,
    }),
  )
