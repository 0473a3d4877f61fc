/** Which question to ask the directory for a desk that a rule names. */
import type { CallSubject } from './rule.ts'

/**
 * The subjects that the directory answers, as this slice uses them; its face accepts them as they are. The desks that it
 * does not know yet go through the care co-ordinator's route, which always ends at a number.
 */
export type DirectorySubject =
  | 'victim-found'
  | 'shelter-woman'
  | 'shelter-man'
  | 'labour-exploitation'
  | 'criminal-complaint'
  | 'unaccompanied-minor'
  | 'legal-aid'
  | 'interpreter'

const DIRECTORY_SUBJECTS: Readonly<Record<CallSubject, readonly DirectorySubject[]>> = {
  emergency: [], // 112 is no matter of the directory
  'care-coordinator': ['victim-found'],
  comensha: ['victim-found'],
  'wmo-desk': ['shelter-woman', 'shelter-man'],
  'police-trafficking': ['criminal-complaint'],
  'labour-authority': ['labour-exploitation'],
  ind: ['victim-found'],
  coa: ['victim-found'],
  nidos: ['unaccompanied-minor'],
  'youth-team': ['victim-found'],
  'veilig-thuis': ['victim-found'],
  'income-desk': ['victim-found'],
  'civil-registry': ['victim-found'],
  'health-uninsured': ['victim-found'],
  'legal-aid': ['legal-aid'],
  interpreter: ['interpreter'],
}

/** What to ask `whoToCall` of the directory for this desk; empty only for the emergency number. */
export const directorySubjects = (desk: CallSubject): readonly DirectorySubject[] => DIRECTORY_SUBJECTS[desk]

/** The steps of the directory's routes that are this desk itself, in the order to call: the one where somebody turns up first. */
export type DirectoryStep =
  | 'region-care-coordinator'
  | 'own-wmo-desk'
  | 'women-shelter-centre'
  | 'homeless-shelter-centre'
  | 'labour-authority'
  | 'police-unit-avim'
  | 'guardian'
  | 'legal-aid'
  | 'interpreter'
  | 'national-helpdesk'

const DESK_STEPS: Readonly<Partial<Record<CallSubject, readonly DirectoryStep[]>>> = {
  'care-coordinator': ['region-care-coordinator'],
  comensha: ['national-helpdesk'],
  'wmo-desk': ['own-wmo-desk', 'women-shelter-centre', 'homeless-shelter-centre'],
  'police-trafficking': ['police-unit-avim'],
  'labour-authority': ['labour-authority'],
  nidos: ['guardian'],
  'legal-aid': ['legal-aid'],
  interpreter: ['interpreter'],
}

/**
 * Of the contacts that the directory gave for a desk, the desk's own, in the order to call them: the first number on the
 * page is the one to call first. Where nobody fills the desk, and for a desk that the directory does not know, all of them
 * as they came, which ends at a number.
 */
export const contactsOfDesk = <T extends { readonly step: string }>(
  desk: CallSubject,
  contacts: readonly T[],
): readonly T[] => {
  const own = (DESK_STEPS[desk] ?? []).flatMap((step) => contacts.filter((contact) => contact.step === step))
  return own.length > 0 ? own : contacts
}
