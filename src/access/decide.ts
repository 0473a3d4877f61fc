/**
 * The one decision: may this person of this house do this, for this purpose, to this dossier? It opens nothing and asks nobody: what it is
 * told is all that it knows, so that the same question under the same policy has the same answer for ever (decisions 1, 3, 15, 27; record 0042).
 * Nothing said is nothing shared: a purpose, function, act, relation or condition that no row names is refused.
 */
import {
  type Act,
  accept,
  type Decision,
  type Plane,
  type Question,
  type RelationToFile,
  refuse,
  type SaidConsent,
  type WorkFunction,
} from '../kernel/index.ts'

/** A purpose as far as a decision asks it; a row of data/sharing/purposes.csv. */
export type RuledPurpose = {
  readonly id: string
  readonly scope: 'across' | 'inside'
  readonly senders: readonly string[]
  readonly receivers: readonly string[]
  readonly classes: readonly string[]
  readonly consent: string
  readonly conditions: readonly string[]
  readonly functions: readonly string[]
  readonly acts: readonly string[]
}

/** All that a decision rests on beside its question. It is kept whole under its version, so that an old decision can be taken again. */
export type Policy = {
  readonly purposes: Readonly<Record<string, RuledPurpose>>
  readonly planesOf: Readonly<Record<string, readonly string[]>>
  readonly housekeeping: Readonly<Record<string, readonly string[]>>
  readonly gives: Readonly<Record<string, readonly string[]>>
  readonly classesOf: Readonly<Record<string, readonly string[]>>
}

/** On which planes a function stands: a co-ordinator of care does not work at the police, and an investigator nowhere else (decision 3). */
export const PLANES_OF: Readonly<Record<WorkFunction, readonly Plane[]>> = {
  'care-coordinator': ['care'],
  'focal-officer': ['care'],
  'wmo-desk': ['care'],
  'shelter-worker': ['care'],
  'table-chair': ['care'],
  payer: ['care'],
  investigator: ['enforcement'],
  'contact-desk-officer': ['desk'],
  // Every house has somebody who looks after its log.
  'privacy-officer': ['care', 'enforcement', 'desk', 'numbers'],
  // CoMensha counts too, and stands on the plane of care.
  analyst: ['numbers', 'care'],
  auditor: ['numbers'],
  // The installation acts in the name and in the log of each house: keys, decoys, accounts.
  operator: ['care', 'enforcement', 'desk', 'numbers'],
  person: ['person'],
  guest: ['person'],
}

/** What keeps the house itself and needs no dossier; no session acts for these, so they stand in no table of sharing. An empty list is everybody. */
export const HOUSEKEEPING: Readonly<Record<string, readonly WorkFunction[]>> = {
  'sign-in': [],
  accounts: ['operator'],
  keys: ['operator'],
  // The one that reaches tables of a slice: decoys stand among the entries of linkage.
  decoys: ['operator'],
}
export const KEEPS_IN_SLICES: readonly string[] = ['decoys']

/** What standing in a relation gives. Reading and noting ask a chapter beside it; hearing and stopping ask whose the row is. */
export const GIVES: Readonly<Record<RelationToFile, readonly Act[]>> = {
  holder: ['see', 'note', 'change', 'agree', 'stop', 'offer', 'share'],
  participant: ['see'],
  offered: ['see', 'answer'],
  overlap: ['see'],
  seat: ['hear', 'answer'],
  guest: ['hear', 'answer'],
  herself: ['see', 'read', 'note', 'hear', 'stop'],
}

/** Conditions that this rule judges itself; every other one must be shown. */
const JUDGED_HERE: readonly string[] = ['case-relation', 'weighing-recorded', 'chapter-choice']
const EMERGENCY = 'E01'
/** What a purpose carries whatever the relation is: the row says itself that it is of one's own house. */
const WITHOUT_RELATION: readonly Act[] = ['search', 'destroy']

/** Yes with purpose and ground, or a refusal with its code. Who, for what and where come first; then the dossier. */
export const decide = (policy: Policy, asked: Question): Decision => {
  const kept = policy.housekeeping[asked.purpose]
  if (kept) return keeping(kept, asked)
  const purpose = policy.purposes[asked.purpose]
  if (!purpose) return refuse('purpose-unknown')
  const misfit = misfitOf(policy, purpose, asked)
  if (misfit) return refuse(misfit)
  if (asked.act === 'search' && asked.ground === undefined && asked.dossier !== undefined) return refuse('no-ground')
  if (asked.dossier === undefined || WITHOUT_RELATION.includes(asked.act)) return yes(asked)
  if (purpose.id === EMERGENCY) return inEmergency(asked)
  if (asked.act === 'share') return sharing(policy, purpose, asked)
  return ofFile(policy, asked)
}

/** What keeps the house itself: for who keeps it, and for no file at all. */
const keeping = (by: readonly string[], asked: Question): Decision => {
  if (by.length > 0 && !by.includes(asked.function)) return refuse('purpose-not-for-function')
  return asked.dossier === undefined ? yes(asked) : refuse('purpose-not-for-act')
}

const yes = ({ purpose, ground }: Question): Decision =>
  accept({ purpose, ...(ground === undefined ? {} : { ground }) })

/** Why this purpose is not for who asks, whatever the dossier. */
const misfitOf = (policy: Policy, purpose: RuledPurpose, asked: Question): string | undefined => {
  if (purpose.consent === 'never') return 'purpose-not-for-sharing'
  if (!purpose.functions.includes(asked.function)) return 'purpose-not-for-function'
  if (!policy.planesOf[asked.function]?.includes(asked.plane)) return 'function-not-on-plane'
  // Inside one house the house must be of a kind that does this work; who may give to whom is asked when something is given.
  const within = purpose.scope === 'inside' && !isPerson(asked)
  if (within && !purpose.senders.includes(asked.kind ?? '')) return 'purpose-not-for-house'
  return purpose.acts.includes(asked.act) ? undefined : 'purpose-not-for-act'
}

const isPerson = ({ function: role }: Question): boolean => role === 'person' || role === 'guest'

/** Relations that count for who asks: a person has her own, a guest of a link has that one, and police have no part in a file of care. */
const relationsOf = (asked: Question): readonly RelationToFile[] =>
  (asked.relations ?? []).filter((each) => {
    if (asked.function === 'person') return each === 'herself'
    if (asked.function === 'guest') return each === 'guest'
    if (each === 'herself' || each === 'guest') return false
    return asked.plane !== 'enforcement' || each === 'holder' || each === 'seat'
  })

const ofFile = (policy: Policy, asked: Question): Decision => {
  const relations = relationsOf(asked)
  if (relations.some((each) => policy.gives[each]?.includes(asked.act))) return yes(asked)
  if (givenByRow(asked) || givenByConsent(asked, relations)) return yes(asked)
  if (relations.length === 0) return refuse('not-found')
  return refuse(asked.act === 'read' || asked.act === 'note' ? 'not-consented' : 'not-the-holder')
}

/** What one's own house wrote it reads again, and what was written to it; whoever reads an answer of hers may pass on that she stops. */
const givenByRow = (asked: Question): boolean => {
  if (isPerson(asked) || !['read', 'hear', 'stop'].includes(asked.act)) return false
  return asked.row?.by === asked.organisation || asked.row?.to === asked.organisation
}

/** Her yes for this chapter to this house, where a handover was accepted too. */
const givenByConsent = (asked: Question, relations: readonly RelationToFile[]): boolean =>
  (asked.act === 'read' || asked.act === 'note') &&
  relations.includes('participant') &&
  (asked.consents ?? []).some(
    (each) => each.partner === asked.organisation && each.chapter === asked.chapter && stands(each, asked),
  )

const stands = (said: SaidConsent, { today }: Question): boolean =>
  said.answer === 'given' && !said.withdrawn && said.from <= today && today <= said.until

/** In an emergency one opening gives its chapters to who opened it, until its end, and nothing else gives anything (record 0040). */
const inEmergency = (asked: Question): Decision => {
  const found = (asked.openings ?? []).some(
    (each) =>
      each.id === asked.ground &&
      each.dossier === asked.dossier &&
      each.organisation === asked.organisation &&
      each.actor === asked.actor &&
      asked.chapter !== undefined &&
      each.chapters.includes(asked.chapter) &&
      !each.ended &&
      asked.at < each.until,
  )
  return found && asked.act === 'read' ? yes(asked) : refuse('not-found')
}

/** From the house that holds the file to another: the kinds, the chapter, what must hold, and her yes or the ground in its place. */
const sharing = (policy: Policy, purpose: RuledPurpose, asked: Question): Decision => {
  const relations = relationsOf(asked)
  if (relations.length === 0) return refuse('not-found')
  if (!relations.some((each) => policy.gives[each]?.includes('share'))) return refuse('not-the-holder')
  if (purpose.scope !== 'across') return refuse('purpose-not-for-sharing')
  if (!asked.receiver) return refuse('unknown-receiver')
  if (!purpose.senders.includes(asked.kind ?? '')) return refuse('purpose-not-for-house')
  if (!purpose.receivers.includes(asked.receiver.kind)) return refuse('purpose-not-for-receiver')
  const classes = policy.classesOf[asked.chapter ?? ''] ?? []
  if (!classes.some((each) => purpose.classes.includes(each))) return refuse('purpose-needs-no-such-chapter')
  const shown = asked.shown ?? []
  if (purpose.conditions.some((each) => !JUDGED_HERE.includes(each) && !shown.includes(each)))
    return refuse('condition-not-shown')
  return carried(purpose, asked, shown)
}

const carried = (purpose: RuledPurpose, asked: Question, shown: readonly string[]): Decision => {
  if (purpose.consent === 'no')
    return purpose.conditions.includes('weighing-recorded') && asked.ground === undefined
      ? refuse('no-ground')
      : yes(asked)
  const said = (asked.consents ?? []).some(
    (each) =>
      each.partner === asked.receiver?.organisation &&
      each.chapter === asked.chapter &&
      each.purpose === asked.purpose &&
      stands(each, asked),
  )
  // A form that nobody showed is no form: in writing, or by the guardian.
  const inForm = !['written', 'guardian'].includes(purpose.consent) || shown.includes(purpose.consent)
  return said && inForm ? yes(asked) : refuse('not-consented')
}
