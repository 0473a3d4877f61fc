/** What the page and the card say alike: whom to call, what she agreed to, what happens now. Neutral words for everybody who would tell. */
import { type ConsentRead, standingConsents } from '../access/index.ts'
import type { WhoIs } from '../audit/index.ts'
import type { ContactPoint, Organisation } from '../directory/index.ts'
import { dayAt } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { PERSON_WORDS, type PersonLanguage } from '../words/person.ts'
import type { Dossier } from './dossier.store.ts'
import { type Handover, handoversOf, shownStage } from './handover.store.ts'
import { isUnfinished } from './handover.ts'
import { type Outside, outsideOfDossier } from './outside.store.ts'
import { isOutsideOpen, isOutsideRunning, shownOutside } from './outside.ts'
import type { Ahead, OutsideAhead, PersonView } from './person.page.ts'
import type { DossierPorts } from './ports.ts'

export type About = Pick<PersonView, 'agreed' | 'ahead' | 'contact' | 'outside'>

/** Reads it for the person herself or for the holder; the policies decide what is in it. */
export const readAbout = async (
  work: Work,
  ports: DossierPorts,
  dossier: Dossier,
  language: PersonLanguage,
): Promise<About> => {
  const { organisations, contactPoints } = ports.reference
  const consents = await standingConsents(work, dossier.id)
  const contact = contactOf(contactPoints, dossier.holder, language)
  return {
    agreed: consents.map((each) => agreedLine(each, organisations, language)),
    ahead: aheadOf((await handoversOf(work, [dossier.id]))[0], work),
    outside: (await outsideOfDossier(work, dossier.id)).map((each) => outsideAhead(each, work)),
    ...(contact ? { contact } : {}),
  }
}

const agreedLine = (consent: ConsentRead, organisations: readonly Organisation[], language: PersonLanguage) => ({
  consentId: consent.consentId,
  partner: neutralName(organisations, consent.partner, language),
  chapter: consent.chapter,
  until: consent.validUntil,
})

/** Where to call at the organisation that holds the dossier: a neutral word, because the directory's own says what this is about. */
const contactOf = (points: readonly ContactPoint[], holder: string, language: PersonLanguage): About['contact'] => {
  const own = points.filter((each) => each.organisation === holder)
  const point = own.find((each) => each.function === 'care-coordinator') ?? own[0]
  if (!point) return undefined
  const name = PERSON_WORDS[language].contactRole
  // The directory writes hours in two languages.
  return language === 'nl' || language === 'en'
    ? { name, phone: point.phone, reachable: point.reachable[language] }
    : { name, phone: point.phone, reachable: point.reachable.en, reachableIn: 'en' }
}

/** What the directory says of an organisation, for the log. */
export const whoIsFrom =
  (organisations: readonly Organisation[]): WhoIs =>
  (id) =>
    organisations.find((each) => each.id === id)

/** What is ahead, from the last handover. */
export const aheadOf = (last: Handover | undefined, { today }: Pick<Work, 'today'>): Ahead => {
  if (!last) return { what: 'nothing' }
  const stage = shownStage(last, today)
  const what =
    stage === 'offered' || stage === 'seen' ? 'offered' : stage === 'accepted' || stage === 'landed' ? stage : 'nothing'
  return { what, ...(isUnfinished(stage) ? { stoppable: last.id } : {}) }
}

/** How a handover outside stands for her: it waits, somebody takes it on, or nothing can be read any more. */
const outsideAhead = (row: Outside, { today }: Pick<Work, 'today'>): OutsideAhead => {
  const stage = shownOutside(row, today)
  const what = isOutsideRunning(stage) ? 'waits' : isOutsideOpen(row, today) ? 'received' : 'over'
  return { id: row.id, what, since: dayAt(row.namedAt) }
}

/** Names of care co-ordination and municipalities may stand on the page; a shelter, police and everything else is neutral. */
export const neutralName = (organisations: readonly Organisation[], id: string, language: PersonLanguage): string => {
  const found = organisations.find((each) => each.id === id)
  const words = PERSON_WORDS[language]
  if (found && isNamed(found)) return found.name
  return found?.plane === 'care' ? words.somewhere : words.elsewhere
}

const isNamed = ({ kind }: Organisation): boolean => kind === 'care-coordination' || kind === 'municipality'

/** Names that may stand in no value on the page. */
export const tellingNames = (organisations: readonly Organisation[]): readonly string[] =>
  organisations.filter((each) => !isNamed(each)).map(({ name }) => name)
