/** What care does when others tell: asking a payer is waiting for money, her answer ends waiting for it, care that ended waits and asks for nothing, and a file that was handed on takes its question along. */
import type { FactListener } from '../platform/facts.ts'
import { endWaits } from './care.store.ts'
import type { DecidedByPort } from './lost-time.store.ts'
import { beginWait, endNeeds, takeBackRequests, tellEnded } from './told-waits.store.ts'

/** On `payer-asked`: from now on it waits for this payer. */
export const waitForPayer: FactListener = async (fact, work) => {
  const { dossierId } = fact.payload
  if (typeof dossierId !== 'string' || !fact.addressee) return
  await beginWait(work, { dossier: dossierId, cause: 'money', party: fact.addressee })
}

/** On `payer-answered`, also on a no and behind a link, and on `payer-request-withdrawn`: the hours of this payer stop. The wait for a place goes on by itself. */
export const stopWaitingForPayer: FactListener = async (fact, work) => {
  const { dossierId, payerId } = fact.payload
  if (typeof dossierId !== 'string' || typeof payerId !== 'string') return
  const ended = await endWaits(work, { dossier: dossierId, cause: 'money', party: payerId })
  await tellEnded(work, dossierId, ended)
}

/** On `consent-given` and `consent-refused`: whichever it was, her answer is there, and nothing waits for it any more. */
export const stopWaitingForConsent: FactListener = async (fact, work) => {
  const ended = await endWaits(work, { dossier: fact.stream, cause: 'consent' })
  await tellEnded(work, fact.stream, ended)
}

/** On `care-ended`: all that was waited for is over, what it cost is counted, and nobody asks for a place any more. */
export const stopAllWaiting =
  (decidedBy: DecidedByPort): FactListener =>
  async (fact, work) => {
    await endNeeds(work, fact.stream, decidedBy)
    await takeBackRequests(work, fact.stream)
  }

/** On `handover-accepted`: the house of before asks no more for whom it does not hold; the new house asks itself. */
export const endQuestionOfBefore: FactListener = async (fact, work) => {
  const { from } = fact.payload
  if (typeof from === 'string') await takeBackRequests(work, fact.stream, from)
}
