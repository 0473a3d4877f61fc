export type { Claim, LinkKind, Plane, Purpose, WorkFunction } from './actor.ts'
export type { Day, PartialDate, Precision } from './day.ts'
export { addDays, ageOn, day, dayAt, daysBetween, formatPartialDate, parseDay, parsePartialDate } from './day.ts'
export type { Act, Decision, Judge, Question, RelationToFile, SaidConsent, StandingOpening } from './decision.ts'
export { ACTS, RELATIONS } from './decision.ts'
export type { Fact } from './fact.ts'
export type {
  ActorId,
  Brand,
  ConsentId,
  DossierId,
  GroundId,
  HandoverId,
  NewId,
  OrganisationId,
  SignalId,
  TraceId,
} from './id.ts'
export { asId, isUuid } from './id.ts'
export { lineOfFault, lineOfPath } from './json-lines.ts'
export type { Outcome, Refusal } from './outcome.ts'
export { accept, fillIn, refuse } from './outcome.ts'
export { addQuarters, closedQuarters, quarterOf, quarterOfDay, startOfQuarter } from './quarter.ts'
export type { Random, SeedWords } from './random.ts'
export { randomFrom } from './random.ts'
export { addWorkingDays, endOfLegalTerm, isWorkingDay, workingDayFrom } from './working-days.ts'
