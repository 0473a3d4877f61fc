export type {
  CountryInput,
  CountryRefusal,
  SimulatedEvent,
  TrueCase,
  TrueMove,
  TruePerson,
} from './country.ts'
export { checkCountry, LAST_DAY, simulateCountry } from './country.ts'
export type { Description } from './noise.ts'
export type { SearchGround, SimulatedSignal } from './observe.ts'
export type { AssessedPlace } from './self-assessment.ts'
export { inventSelfAssessment } from './self-assessment.ts'
export type { SimulateOptions, SimulateOut } from './simulate.command.ts'
export { SIMULATION_REFUSALS, simulate } from './simulate.command.ts'
export { readMunicipalities, readTables } from './tables.store.ts'
export type { Form, Municipality, Reporter, Tables } from './tables.ts'
export type { Score, TruthPair } from './truth.ts'
export { scorePairs, truthPairs } from './truth.ts'
export { randomWalkPeople } from './walk-people.store.ts'
export type { WalkPerson } from './walk-people.ts'
export type { SimulatedOrganisation } from './world.ts'
export type { CountrySummary, Counts } from './write.store.ts'
export { writeCountry } from './write.store.ts'
