/** The second person: sees what waits in the own organisation, agrees or not. Never about one's own question. */
import { sql } from 'kysely'
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { carryOut, checkKnown, type LookUpPorts, readKnown } from './lookup.store.ts'
import type { AskedLookUp, CheckedLookUp } from './waiting.store.ts'

export const REFUSED_BECAUSE = ['ground-too-thin', 'not-needed', 'ask-the-person-first', 'not-our-case'] as const
export type RefusedBecause = (typeof REFUSED_BECAUSE)[number]
/** To agree names the ground that was read, to refuse says why. */
export type Decision = {
  readonly decision: 'confirmed' | 'refused'
  readonly groundId?: string
  readonly reason?: RefusedBecause
}

export type WaitingRow = {
  readonly id: string
  readonly actor_id: string
  readonly actor_name: string | null
  readonly subject: string
  readonly ground_id: string
  readonly purpose: string
  readonly case_reference: string
  readonly reasons: readonly string[]
  readonly asked_at: Date
  readonly expires_at: Date
  readonly decision: string | null
  readonly reason: string | null
}

const LIST_MAX = 100
/** How long what was decided or ran out stays on the list. */
const SHOWN_DAYS = 7

/** What waits or waited in the last week, the first to run out on top. One query. */
export const listWaiting = async (work: Work): Promise<readonly WaitingRow[]> => {
  const since = new Date(work.now.getTime() - SHOWN_DAYS * 86_400_000)
  const { rows } = await sql<WaitingRow>`
    select w.id, w.actor_id, a.display_name as actor_name, w.subject, w.ground_id, w.purpose, w.case_reference, w.reasons,
      w.asked_at, w.expires_at, s.decision, s.reason
    from linkage.waiting_lookup w
    left join linkage.second_person s on s.lookup_id = w.id
    left join access.account a on a.actor_id = w.actor_id
    where w.organisation_id = ${work.claim.organisation} and w.asked_at > ${since}
    order by (s.decision is null and w.expires_at > ${work.now}) desc, w.expires_at, w.id
    limit ${LIST_MAX}`.execute(work.trx)
  for (const subject of new Set(rows.map((row) => row.subject))) work.concerns(subject, 'read-waiting-look-up')
  return rows
}

export type WaitingState = 'waiting' | 'confirmed' | 'refused' | 'ran-out'
export const stateOf = (row: Pick<WaitingRow, 'decision' | 'expires_at'>, now: Date): WaitingState =>
  row.decision === 'confirmed' || row.decision === 'refused'
    ? row.decision
    : row.expires_at > now
      ? 'waiting'
      : 'ran-out'

/** Agrees, and then the question goes out as it was asked; or refuses, and then it never does. */
export const decideLookUp = async (
  work: Work,
  ports: LookUpPorts,
  lookupId: string,
  said: Decision,
): Promise<Outcome<{ lookupId: string; status: 'asked' | 'refused' }, string>> => {
  const waiting = await findWaiting(work, lookupId)
  if (!waiting) return refuse('not-found')
  if (waiting.actor === work.claim.actor) return refuse('second-person-is-asker')
  if (waiting.expiresAt <= work.now) return refuse('waiting-ran-out')
  if (said.decision === 'confirmed' && said.groundId !== waiting.groundId) return refuse('second-person-other-ground')
  if (said.decision === 'refused' && !said.reason) return refuse('second-person-reason-missing')
  if (!(await writeDecision(work, lookupId, said))) return refuse('waiting-decided')
  work.concerns(waiting.subject, said.decision === 'confirmed' ? 'confirm-look-up' : 'refuse-look-up')
  if (said.decision === 'refused') return accept({ lookupId, status: 'refused' as const })
  const sent = await goOn(work, ports, waiting)
  return sent.ok ? accept({ lookupId, status: 'asked' as const }) : sent
}

// A day later much can have changed: the ground is looked at again.
const goOn = async (work: Work, ports: LookUpPorts, waiting: CheckedLookUp): Promise<Outcome<AskedLookUp, string>> => {
  const known = await readKnown(work, ports, waiting)
  const checked = checkKnown(known)
  return checked.ok ? carryOut(work, ports, waiting, known) : checked
}

const findWaiting = async (
  work: Work,
  lookupId: string,
): Promise<(CheckedLookUp & { readonly expiresAt: Date }) | undefined> => {
  const row = await work.trx
    .selectFrom('linkage.waiting_lookup')
    .selectAll()
    .where('id', '=', lookupId)
    .where('organisation_id', '=', work.claim.organisation)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      actor: row.actor_id,
      subject: row.subject,
      groundId: row.ground_id,
      purpose: row.purpose,
      caseReference: row.case_reference,
      expiresAt: row.expires_at,
    }
  )
}

// False when somebody else was first, also a moment ago.
const writeDecision = async (work: Work, lookupId: string, said: Decision): Promise<boolean> => {
  const written = await work.trx
    .insertInto('linkage.second_person')
    .values({
      lookup_id: lookupId,
      organisation_id: work.claim.organisation,
      actor_id: work.claim.actor,
      decision: said.decision,
      reason: (said.decision === 'refused' && said.reason) || null,
      decided_at: work.now,
    })
    .onConflict((conflict) => conflict.column('lookup_id').doNothing())
    .returning('lookup_id')
    .executeTakeFirst()
  return written !== undefined
}

/** Marks a signal of one's own organisation: from now on looking for this person takes two people. A second mark changes nothing. */
export const markSensitive = async (
  work: Work,
  isOwnSignal: (work: Work, signalId: string) => Promise<boolean>,
  signalId: string,
): Promise<Outcome<{ signalId: string }, string>> => {
  if (!(await isOwnSignal(work, signalId))) return refuse('not-found')
  await work.trx
    .insertInto('linkage.sensitive_mark')
    .values({
      organisation_id: work.claim.organisation,
      subject: signalId,
      marked_by: work.claim.actor,
      marked_at: work.now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'subject']).doNothing())
    .execute()
  work.concerns(signalId, 'mark-sensitive')
  return accept({ signalId })
}
