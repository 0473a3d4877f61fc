/** What care does when others tell: asking a payer is waiting for money, and the answer of that payer ends it. */
import type { FactListener } from '../platform/facts.ts'
import { endWaits } from './care.store.ts'
import { beginWait, tellEnded } from './told-waits.store.ts'

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
