/** What access does when others tell it something. It writes its own tables and nothing else. */
import { asId, type ConsentId, parseDay } from '../kernel/index.ts'
import type { FactListener, FactListeners, RecordedFact } from '../platform/facts.ts'
import { standingConsents } from './consent.store.ts'
import type { Chapter } from './consent.ts'
import { closeReach, findAcceptances, keepAcceptance, openReach, takeKeyBack } from './reach.store.ts'

/** The receiver accepted: every standing yes that names it opens now, with the key of its chapter. */
const openOnAcceptance: FactListener = async (fact, work) => {
  const dossierId = fact.stream
  const [handoverId, from, to] = [textOf(fact, 'handoverId'), textOf(fact, 'from'), textOf(fact, 'to')]
  const overlapUntil = parseDay(String(fact.payload['overlapUntil'] ?? ''))
  await keepAcceptance(work, { handoverId, dossierId, from, to, ...(overlapUntil ? { overlapUntil } : {}) })
  const naming = (await standingConsents(work, dossierId)).filter((each) => each.partner === to)
  await openReach(work, naming, await findAcceptances(work, dossierId), to)
}

/** She took it back: the partner's next click finds nothing. */
const closeOnWithdrawal: FactListener = async (fact, work) => {
  if (!(await closeReach(work, asId<ConsentId>(textOf(fact, 'consentId'))))) return
  await takeKeyBack(work, {
    dossierId: fact.stream,
    // Safe: withdrawConsent writes the chapter of the consent itself.
    chapter: textOf(fact, 'chapter') as Chapter,
    partner: textOf(fact, 'partnerId'),
  })
}

// A fact without what was agreed is a fault of ours, not something to pass over: consent would stay closed or, worse, open.
const textOf = (fact: RecordedFact, field: string): string => {
  const value = fact.payload[field]
  if (typeof value !== 'string') throw new TypeError(`${fact.kind} without ${field}`)
  return value
}

/** Listeners of access by fact, for wiring.ts. */
export const accessListeners: FactListeners = {
  'handover-accepted': [openOnAcceptance],
  'consent-withdrawn': [closeOnWithdrawal],
}
