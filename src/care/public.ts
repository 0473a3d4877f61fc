/** What a browser may import of care: the coarse words, the reading of waits, and the schemas. */
export { DANGERS_MAX, DISTANCES_KM, type DistanceKm } from './areas.ts'
export { type Match, STALE_DAYS, WAVE_HOURS, WAVE_SIZE, WHY_NOT, type WhyNot } from './match-place.ts'
export { HOUSE_WORDS, type HouseWord, LANGUAGES, MATCH_WORDS, type MatchWord, NEEDS_MAX } from './needs.ts'
export {
  type CorrectionReason,
  readWaits,
  type Share,
  WAIT_CAUSES,
  type Wait,
  type WaitCause,
  type WaitReading,
} from './wait-clock.ts'
export { LOST_CAUSES, type LostCause } from './wait-pieces.ts'
export { ASKER_PASSES, type Pass, URGENCIES, WAITING_ORDER } from './waiting-order.ts'
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
