/** The purposes of data/sharing as far as access asks them: may she be asked for this, and does this purpose need this chapter? */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Chapter } from './consent.ts'

export type SharingPurpose = {
  readonly id: string
  readonly scope: 'across' | 'inside'
  readonly nl: string
  readonly en: string
  readonly classes: readonly string[]
  /** `never` is the row that says: these receivers get nothing, whatever anybody agrees to. */
  readonly consent: string
  /** Kinds of organisations that give and that get, and what must hold before they do. */
  readonly senders: readonly string[]
  readonly receivers: readonly string[]
  readonly conditions: readonly string[]
  /** Functions that may act for it, and which acts it carries (`decide.ts`). */
  readonly functions: readonly string[]
  readonly acts: readonly string[]
  /** The law or agreement that carries it as the table names it (for `yes` that is consent itself), how sure that reading is (`law-2017`, `page`, `proposed`, ...), and what narrows it. */
  readonly basis: string
  readonly certainty: readonly string[]
  readonly note: string
}
export type Purposes = ReadonlyMap<string, SharingPurpose>

/** Which data classes of the sharing table a chapter holds. */
export const CLASSES_OF = {
  identity: ['identity'],
  contact: ['contact'],
  story: ['story'],
  residence: ['residence'],
  safety: ['safety'],
  health: ['health'],
  shelter: ['needs', 'placement'],
  income: ['administrative'],
  legal: ['administrative', 'residence'],
  children: ['identity', 'safety'],
  goal: ['needs'],
} as const satisfies Record<Chapter, readonly string[]>

/** May consent be asked for sharing this chapter for this purpose? A purpose that does not need the chapter may not ask for it. */
export const mayAskConsent = (
  purposes: Purposes,
  purpose: string,
  chapter: Chapter,
): Outcome<
  SharingPurpose,
  'purpose-unknown' | 'purpose-not-for-sharing' | 'purpose-needs-no-consent' | 'purpose-needs-no-such-chapter'
> => {
  const found = purposes.get(purpose)
  if (!found) return refuse('purpose-unknown')
  if (found.scope !== 'across' || found.consent === 'never') return refuse('purpose-not-for-sharing')
  // What the law gives without her yes is a ground: a yes to it would be a question that her no could not answer.
  if (found.consent === 'no') return refuse('purpose-needs-no-consent', { basis: found.basis })
  if (!CLASSES_OF[chapter].some((each) => found.classes.includes(each)))
    return refuse('purpose-needs-no-such-chapter', { chapter })
  return accept(found)
}

/** May a look-up rest on this purpose at all? */
export const maySearchFor = (
  purposes: Purposes,
  purpose: string,
): Outcome<SharingPurpose, 'purpose-unknown' | 'purpose-not-for-sharing'> => {
  const found = purposes.get(purpose)
  if (!found) return refuse('purpose-unknown')
  return found.consent === 'never' ? refuse('purpose-not-for-sharing') : accept(found)
}
