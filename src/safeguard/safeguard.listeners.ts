/** What safeguard does when others tell it something: a move that happened owes a statement, and her objection that was not granted gets a second look. */
import { isHolder } from '../access/index.ts'
import { addDays, dayAt } from '../kernel/index.ts'
import type { FactListener, FactListeners } from '../platform/facts.ts'
import { TERMS } from './book.ts'
import { openLook, tell } from './decide.store.ts'
import { decisionsOf, insertDecision } from './safeguard.store.ts'

/** What happened is never refused: without a decision that stands, her interest is owed afterwards and stays visible until it is stated. */
const oweStatement: FactListener = async (fact, work) => {
  const own = (await decisionsOf(work, fact.stream)).filter(({ by }) => by === work.claim.organisation)
  const stands = own.some(
    (each) =>
      (each.kind === 'move' || each.kind === 'hand-over') &&
      each.setAsideAt === undefined &&
      addDays(dayAt(each.takenAt), TERMS.stands) >= work.today,
  )
  if (stands) return
  const id = work.newId()
  const owedBy = addDays(work.today, TERMS.owed)
  const made = { id, dossier: fact.stream, kind: 'move', because: ['other'], conflicts: [] } as const
  await insertDecision(work, { ...made, afterwards: 'happened', owedBy })
  const part = { dossier: fact.stream, holder: work.claim.organisation, holds: true }
  await tell(work, part, 'decision-taken', { decisionId: id, kind: 'move', because: ['other'] })
}

/**
 * The holder answered what she asked on her page. A correction has a chapter, an objection none; what was not granted is looked at by somebody
 * else without her having to ask again.
 */
const lookAgainAtAnswer: FactListener = async (fact, work) => {
  const { requestId, outcome } = fact.payload
  if (fact.chapter !== undefined || outcome === 'done' || typeof requestId !== 'string') return
  if (!(await isHolder(work, fact.stream))) return
  const organisation = work.claim.organisation
  const about = { request: requestId, decider: organisation, deciderActor: work.claim.actor }
  const part = { dossier: fact.stream, holder: organisation, holds: true }
  await openLook(work, part, { ...about, raisedBy: 'own-page', days: TERMS.secondLook })
}

/** Listeners of safeguard by fact, for wiring.ts. */
export const safeguardListeners: FactListeners = {
  'person-moved': [oweStatement],
  'person-request-answered': [lookAgainAtAnswer],
}
