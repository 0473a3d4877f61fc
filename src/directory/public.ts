/** What a browser may import of the directory: types, the tolerant search and who to call. Reading tables stays on the server. */
export {
  COVERAGE_STATES,
  type Coverage,
  type CoverageState,
  coverageOf,
  MAPPED_STEPS,
  type MappedStep,
} from './coverage.ts'
export { exactInterval, type Interval } from './exact-interval.ts'
export { type PlacedMunicipality, type PlacingRefusal, placeMunicipality } from './former-municipality.ts'
export { HOLE_CHOICES, HOLE_STAGES, type HoleChoice, type HoleStage } from './holes.ts'
export type {
  Country,
  Grade,
  Municipality,
  MunicipalityCode,
  PoliceUnit,
  PoliceUnitCode,
  Province,
  ProvinceCode,
  SafetyRegion,
  SafetyRegionCode,
  ShelterCentre,
  ShelterKind,
  ShelterRegion,
  ShelterRegionCode,
  Territory,
} from './municipality.ts'
export {
  findMunicipality,
  GRADES,
  parseMunicipalityCode,
  parsePoliceUnitCode,
  parseProvinceCode,
  parseSafetyRegionCode,
  parseShelterRegionCode,
  parseTerritory,
  shelterRegionOf,
} from './municipality.ts'
export type {
  Bilingual,
  ContactFunction,
  ContactPoint,
  ContactPointId,
  Organisation,
  OrganisationKind,
  OrganisationPlane,
  Position,
  ShelterForm,
  Validity,
} from './organisation.ts'
export { CONTACT_FUNCTIONS, isValidOn, ORGANISATION_KINDS, PLANE_OF, POSITIONS, SHELTER_FORMS } from './organisation.ts'
export {
  DECLARED,
  type DeclaredAnswer,
  PRACTICE_ITEMS,
  PRACTICE_MEASURES,
  type PracticeItem,
  type PracticeMeasure,
} from './practice.ts'
export { ENTRY_STAGES, type EntryStage } from './standing.ts'
export type { CallContact, CallStep, Directory, Hole, HoleCode, Subject, WhoToCall } from './who-to-call.ts'
export { CALL_STEPS, deskOf, HOLE_CODES, ROUTES, SUBJECTS, whoToCall } from './who-to-call.ts'
