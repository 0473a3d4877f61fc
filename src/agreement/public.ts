/** What a browser may import too: the norms as data and the clock that reads them. */
export {
  bookOf,
  type ClockFact,
  mayEscalate,
  type NormBook,
  type ReadAt,
  type Reading,
  readBook,
  readClock,
  readClocks,
} from './clock.ts'
export type { ToldFunction } from './escalation.ts'
export {
  ALWAYS_KEEPS,
  binds,
  CLOCK_STATES,
  type ClockState,
  EFFECTS,
  type Effect,
  findVersion,
  NORM_KINDS,
  type Norm,
  type NormKind,
  type NormRefusal,
  type NormVersion,
  readNorms,
  type TermUnit,
} from './norm.ts'
export { NORMS, NORMS_OF_PERSONS } from './norm-book.ts'
