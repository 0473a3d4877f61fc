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
