/** The gate that other slices ask before an act that weighs for her (decision 16); they declare the port, wiring.ts binds it. */
import { standingConsents } from '../access/index.ts'
import { accept, type Outcome } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { TERMS } from './book.ts'
import { type DecisionKind, type GateRefusal, mayAct } from './interest.ts'
import { decisionsOf, lockInterest, looksOf, readInterestFacts, wishesOf } from './safeguard.store.ts'
import { holdsUp } from './second-look.ts'

/** Warm handover (data/sharing/purposes.csv): a yes to something else, as a meeting, is no yes to being handed over. */
const HANDOVER = 'D26'

/**
 * May the acting organisation do this to her? Yes when its own decision of one of these kinds stands with her interest on record, or was taken
 * in danger. Waits for whoever tells a wish or decides about the same file at this moment.
 */
export const mayDecide = async (
  work: Work,
  asked: { readonly dossierId: string; readonly kinds: readonly DecisionKind[]; readonly receiver?: string },
): Promise<Outcome<true, GateRefusal>> => {
  await lockInterest(work, asked.dossierId)
  const own = (await decisionsOf(work, asked.dossierId)).filter(({ by }) => by === work.claim.organisation)
  const looks = await looksOf(work, asked.dossierId)
  const [wish] = wishesOf(await readInterestFacts(work, asked.dossierId))
  const objected = (id: string) => looks.some((each) => each.decision === id && holdsUp(each))
  const judged = mayAct(
    own.map((each) => ({ ...each, objected: objected(each.id) })),
    {
      ...{ kinds: asked.kinds, today: work.today, standsDays: TERMS.stands },
      ...(wish ? { wishToldAt: wish.notedAt } : {}),
      ...(asked.receiver === undefined ? {} : { receiver: asked.receiver }),
    },
  )
  return judged.ok ? accept(true) : judged
}

/**
 * May the file be offered to this house? A handover that she said yes to is hers: her standing consent for a handover to that house, told in a
 * conversation, is her interest on record, and nothing more is asked. Without it the decision is another's, and weighs as one: to this house, and
 * to no other.
 */
export const mayHandOver = async (
  work: Work,
  asked: { readonly dossierId: string; readonly receiver: string },
): Promise<Outcome<true, GateRefusal>> => {
  const said = await standingConsents(work, asked.dossierId)
  if (said.some(({ partner, purpose }) => partner === asked.receiver && purpose === HANDOVER)) return accept(true)
  return mayDecide(work, { ...asked, kinds: ['hand-over'] })
}
