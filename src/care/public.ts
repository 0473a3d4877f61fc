/** What a browser may import of care: the coarse words, the reading of waits, and the schemas. */
export { type Candidate, explainFit, type Match, WAVE_HOURS, WAVE_SIZE } from './match-place.ts'
export {
  type CorrectionReason,
  readWaits,
  type Share,
  WAIT_CAUSES,
  type Wait,
  type WaitCause,
  type WaitReading,
} from './wait-clock.ts'
export {
  AUDIENCES,
  NO_REASONS,
  type NoReason,
  PLACE_KINDS,
  type PlaceKind,
  PREFERENCES,
  WISHES,
  WISHES_MAX,
  type Wish,
} from './wishes.ts'
