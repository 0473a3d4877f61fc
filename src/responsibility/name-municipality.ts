/** Turns the code of a rule ("where he turns to") into a municipality by name, with the centre that organises shelter. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { MunicipalityCode, Payer } from './rule.ts'

/** How sure the directory is that one municipality organises shelter for another; A is surest. */
export type Grade = 'A' | 'B' | 'C'
export type ShelterKind = 'women-shelter' | 'homeless-shelter'

/** What this slice needs of a municipality; the directory's own type fits it. */
export type MunicipalityOnMap = {
  readonly code: string
  readonly name: string
  readonly centres: Readonly<Record<ShelterKind, { readonly municipality: string; readonly grade: Grade }>>
}
/** Asks the directory for a municipality by its code. */
export type FindMunicipality = (code: string) => MunicipalityOnMap | undefined

/** Where this person is, was and turned to, by municipality code; what is absent is unknown. */
export type Whereabouts = {
  readonly turnedTo?: string
  readonly found?: string
  readonly registered?: string
  readonly stay?: string
  readonly chosen?: string
}

export type NamedMunicipality = {
  readonly municipality: { readonly code: string; readonly name: string }
  /** Who organises the shelter in practice, when the rule leaves that to a centre municipality. */
  readonly organiser?: { readonly code: string; readonly name: string; readonly grade: Grade }
  /** Which of the whereabouts gave the name. */
  readonly from: keyof Whereabouts
}

export type NamingRefusal = 'no-municipality-in-rule' | 'whereabouts-missing' | 'municipality-not-known'

/** In which whereabouts to look, in this order. Lenferink 2015: without residence, where the person was found. */
const LOOKS_AT: Readonly<Record<MunicipalityCode, readonly (keyof Whereabouts)[]>> = {
  none: [],
  'where-he-turns-to': ['turnedTo'],
  'where-found': ['found', 'stay'],
  residence: ['registered'],
  'centre-of-residence': ['registered'],
  domicile: ['stay', 'registered'],
  stay: ['stay'],
  'region-of-stay': ['stay', 'turnedTo', 'found'],
  chosen: ['chosen', 'stay'],
  settlement: ['chosen'],
  'youth-address': ['registered'],
  'youth-without-address': ['stay', 'found'],
  unchanged: ['turnedTo', 'stay'],
}

/**
 * The municipality that a rule means, by name. `organiser` is filled when a centre municipality pays or is named itself.
 * Refuses when the rule means none, when the needed whereabouts are unknown, or when the directory does not know the code.
 */
export const nameMunicipality = (
  rule: { readonly municipality: MunicipalityCode; readonly payer: Payer },
  whereabouts: Whereabouts,
  kind: ShelterKind,
  find: FindMunicipality,
): Outcome<NamedMunicipality, NamingRefusal> => {
  if (rule.municipality === 'none') return refuse('no-municipality-in-rule')
  const from = LOOKS_AT[rule.municipality].find((place) => whereabouts[place] !== undefined)
  const code = from && whereabouts[from]
  if (from === undefined || code === undefined) return refuse('whereabouts-missing', { code: rule.municipality })
  const municipality = find(code)
  if (!municipality) return refuse('municipality-not-known')
  const named = { municipality: { code: municipality.code, name: municipality.name }, from }
  const viaCentre = rule.payer === 'centre-municipality' || rule.municipality === 'centre-of-residence'
  if (!viaCentre) return accept(named)
  const centre = municipality.centres[kind]
  const organiser = find(centre.municipality)
  if (!organiser) return refuse('municipality-not-known')
  return accept({ ...named, organiser: { code: organiser.code, name: organiser.name, grade: centre.grade } })
}
