/** How the house of whoever acts stands to a dossier, from what the dossier, its handovers and her answers say: what the one decision is told. */
import type { ConsentRead } from '../access/index.ts'
import type { Day, RelationToFile, SaidConsent } from '../kernel/index.ts'
import type { Stage } from './handover.ts'

type Party = { readonly organisation: string; readonly today: Day }
type Moved = { readonly from: string; readonly to: string; readonly stage: Stage; readonly overlapUntil?: Day }

/** Holder, participant by her yes, who is offered the file, who handed it over and may look on for a while. Each that is so. */
export const relationsTo = (
  dossier: { readonly holder: string },
  { organisation, today }: Party,
  handovers: readonly Moved[] = [],
  consents: readonly Pick<ConsentRead, 'partner'>[] = [],
): readonly RelationToFile[] => [
  ...(dossier.holder === organisation ? (['holder'] as const) : []),
  ...(consents.some(({ partner }) => partner === organisation) ? (['participant'] as const) : []),
  ...(handovers.some(({ to, stage }) => to === organisation && (stage === 'offered' || stage === 'seen'))
    ? (['offered'] as const)
    : []),
  ...(handovers.some((each) => each.from === organisation && looksOn(each, today)) ? (['overlap'] as const) : []),
]

const looksOn = ({ stage, overlapUntil }: Moved, today: Day): boolean =>
  (stage === 'accepted' || stage === 'landed') && overlapUntil !== undefined && overlapUntil >= today

/** Her answers about one chapter to one house, as facts of a decision. */
export const saidAbout = (consents: readonly ConsentRead[], partner: string, chapter: string): readonly SaidConsent[] =>
  consents
    .filter((each) => each.partner === partner && each.chapter === chapter)
    .map((each) => ({
      ...{ id: each.consentId, chapter, partner, purpose: each.purpose, answer: each.answer, from: each.givenOn },
      ...{ until: each.validUntil, withdrawn: each.withdrawnAt !== undefined || each.replaced },
    }))
