/** The face of signal: what a signal says of a person, and the import of many at once. */
export { filesOf } from './files-of.store.ts'
export { keptSignals, signalsAndCallsOf } from './kept-signals.store.ts'
export type { Proposal } from './propose-facts.ts'
export { proposeFacts } from './propose-facts.ts'
export { BATCH_MAX, type ImportedSignal, importBatch, type TakenSignal } from './signal.import.store.ts'
export {
  describePerson,
  describeThings,
  findSignal,
  isOwnSignal,
  type SignalRead,
  tellForDossier,
} from './signal.store.ts'
export { EXPLOITATION, type Exploitation, type SignalPerson, type SignalThing } from './signal.ts'
export type { ToldBySignal } from './told-by-signal.ts'
