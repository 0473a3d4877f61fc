/**
 * Which functions an account can have in which kind of house: whoever adds a care co-ordinator to a police unit opens care to enforcement by a slip
 * of the hand. Proposed by us, from the kinds that data/sharing names and the work that is theirs; reviewed by nobody.
 */
import type { WorkFunction } from '../kernel/index.ts'
import type { OrganisationKind } from './organisation.ts'

/** In every house somebody answers for what is kept there. */
const EVERYWHERE: readonly WorkFunction[] = ['privacy-officer']

const OF_KIND: Readonly<Record<OrganisationKind, readonly WorkFunction[]>> = {
  municipality: ['focal-officer', 'wmo-desk', 'payer', 'care-coordinator', 'table-chair'],
  'care-coordination': ['care-coordinator', 'table-chair'],
  'safety-house': ['table-chair', 'care-coordinator'],
  shelter: ['shelter-worker'],
  'care-provider': ['shelter-worker'],
  'legal-aid': [],
  'interpreter-service': [],
  comensha: ['care-coordinator'],
  coa: ['shelter-worker'],
  nidos: ['shelter-worker'],
  'victim-support': [],
  'compensation-fund': [],
  'child-protection': [],
  'contact-desk': ['contact-desk-officer'],
  'police-avim': ['investigator'],
  'police-vice': ['investigator'],
  'military-police': ['investigator'],
  'labour-authority': ['investigator'],
  'public-prosecution': [],
  'expertise-centre': [],
  ind: [],
  'national-rapporteur': ['analyst'],
  'programme-office': ['analyst'],
  supervision: ['auditor'],
  'technical-operator': ['operator'],
}

/** The functions that an account of such a house can have. */
export const functionsOf = (kind: OrganisationKind): readonly WorkFunction[] => [...EVERYWHERE, ...OF_KIND[kind]]

/** May somebody have this function in such a house? `fitsHouse('care-coordinator', 'police-avim')` is false. */
export const fitsHouse = (workFunction: WorkFunction, kind: OrganisationKind): boolean =>
  functionsOf(kind).includes(workFunction)
