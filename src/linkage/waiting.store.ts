/** Look-ups that wait for a second person, and what an answer to a look-up looks like: the same size whether it waits or went. */
import type { Outcome } from '../kernel/index.ts'
import { accept } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { TERMS } from './oversight.ts'
import type { SensitiveReason } from './sensitivity.ts'

export type LookUpStatus = 'asked' | 'awaits-second-person'
export type AskedLookUp = { readonly lookupId: string; readonly status: LookUpStatus; readonly filler: string }

/** Everything that a look-up needs, checked; `actor` is who asked it. */
export type CheckedLookUp = {
  readonly id: string
  readonly actor: string
  readonly subject: string
  readonly groundId: string
  readonly purpose: string
  readonly caseReference: string
}

const LONGEST: LookUpStatus = 'awaits-second-person'

/** The answer, filled up to one length: who sees only the size of it learns nothing. */
export const answerLookUp = (lookupId: string, status: LookUpStatus): AskedLookUp => ({
  lookupId,
  status,
  filler: '.'.repeat(LONGEST.length - status.length),
})

/** Did the own organisation mark this signal? */
export const isMarked = async (work: Work, subject: string): Promise<boolean> => {
  const row = await work.trx
    .selectFrom('linkage.sensitive_mark')
    .select('subject')
    .where('organisation_id', '=', work.claim.organisation)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row !== undefined
}

/** Writes the question down and goes no further: no entry, no encoding, no message. */
export const waitForSecond = async (
  work: Work,
  lookUp: CheckedLookUp,
  reasons: readonly SensitiveReason[],
): Promise<Outcome<AskedLookUp, string>> => {
  await work.trx
    .insertInto('linkage.waiting_lookup')
    .values({
      id: lookUp.id,
      organisation_id: work.claim.organisation,
      actor_id: lookUp.actor,
      subject: lookUp.subject,
      ground_id: lookUp.groundId,
      purpose: lookUp.purpose,
      case_reference: lookUp.caseReference,
      reasons: [...reasons],
      asked_at: work.now,
      expires_at: new Date(work.now.getTime() + TERMS.secondPersonHours * 3_600_000),
    })
    .execute()
  work.concerns(lookUp.subject, 'ask-look-up', ['identity'])
  return accept(answerLookUp(lookUp.id, 'awaits-second-person'))
}
