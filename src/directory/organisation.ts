/** Organisations against trafficking and the functions in them that can be reached: never a person, never a street. */
import type { Brand, Day, OrganisationId, Plane } from '../kernel/index.ts'
import type { MunicipalityCode, Territory } from './municipality.ts'

export type ContactPointId = Brand<string, 'contact-point'>

/** What an organisation is; `data/sharing` names senders and receivers with the same words. */
export const ORGANISATION_KINDS = [
  'municipality',
  'care-coordination',
  'safety-house',
  'shelter',
  'care-provider',
  'legal-aid',
  'interpreter-service',
  'comensha',
  'coa',
  'nidos',
  'victim-support',
  'compensation-fund',
  'child-protection',
  'contact-desk',
  'police-avim',
  'police-vice',
  'military-police',
  'labour-authority',
  'public-prosecution',
  'expertise-centre',
  'ind',
  'national-rapporteur',
  'programme-office',
  'supervision',
  'technical-operator',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** The plane an organisation works on. The person's own plane is no organisation's. */
export type OrganisationPlane = Exclude<Plane, 'person'>

/**
 * Each kind stands on one plane, always. CoMensha registers and places: care. The IND takes part in the expertise
 * centre of the investigators: enforcement, so nothing derived from care reaches it without a recorded purpose.
 */
export const PLANE_OF = {
  municipality: 'care',
  'care-coordination': 'care',
  'safety-house': 'care',
  shelter: 'care',
  'care-provider': 'care',
  'legal-aid': 'care',
  'interpreter-service': 'care',
  comensha: 'care',
  coa: 'care',
  nidos: 'care',
  'victim-support': 'care',
  'compensation-fund': 'care',
  'child-protection': 'care',
  'contact-desk': 'desk',
  'police-avim': 'enforcement',
  'police-vice': 'enforcement',
  'military-police': 'enforcement',
  'labour-authority': 'enforcement',
  'public-prosecution': 'enforcement',
  'expertise-centre': 'enforcement',
  ind: 'enforcement',
  'national-rapporteur': 'numbers',
  'programme-office': 'numbers',
  supervision: 'numbers',
  'technical-operator': 'numbers',
} as const satisfies Record<OrganisationKind, OrganisationPlane>

/** Where a care co-ordinator sits decides what (s)he can do, so it is on the map. */
export const POSITIONS = ['care-organisation', 'safety-house', 'municipality', 'public-health'] as const
export type Position = (typeof POSITIONS)[number]

export const SHELTER_FORMS = ['categorical', 'women', 'men', 'homeless'] as const
export type ShelterForm = (typeof SHELTER_FORMS)[number]

/** From the first day up to and including the last one; `until` absent means: no end known. */
export type Validity = { readonly from: Day; readonly until?: Day }

export type Organisation = {
  readonly id: OrganisationId
  readonly kind: OrganisationKind
  readonly plane: OrganisationPlane
  readonly name: string
  /** Only for care co-ordination. */
  readonly position?: Position
  /** Only for a shelter. */
  readonly shelterForm?: ShelterForm
  /** Where it sits; never for a shelter or care provider, because a place must not be located (decision 8). */
  readonly municipality?: MunicipalityCode
  /** The territories it works for: one municipality, a region, or the whole country. */
  readonly serves: readonly Territory[]
  readonly valid: Validity
}

/** What can be asked at a contact point. */
export const CONTACT_FUNCTIONS = [
  'focal-officer',
  'wmo-desk',
  'care-coordinator',
  'case-table-desk',
  'helpdesk',
  'contact-desk',
  'avim-desk',
  'vice-desk',
  'investigation-desk',
  'residence-desk',
  'reception-desk',
  'guardian-desk',
  'support-desk',
  'figures-desk',
  'placement-desk',
  'care-desk',
  'legal-aid-desk',
  'interpreter-desk',
  'supervision-desk',
  'privacy-desk',
] as const
export type ContactFunction = (typeof CONTACT_FUNCTIONS)[number]

/** A text that readers see, Dutch first. */
export type Bilingual = { readonly nl: string; readonly en: string }

export type ContactPoint = {
  readonly id: ContactPointId
  readonly organisation: OrganisationId
  readonly function: ContactFunction
  /** The name of the function, never of the person who holds it. */
  readonly holder: Bilingual
  readonly phone: string
  readonly mail: string
  readonly reachable: Bilingual
  readonly valid: Validity
}

/** True when the day lies in the period; both ends belong to it. */
export const isValidOn = (valid: Validity, on: Day): boolean =>
  valid.from <= on && (valid.until === undefined || on <= valid.until)
