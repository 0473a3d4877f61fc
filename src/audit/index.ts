/** The face of audit: the own log for the page of the person, what came of a look-up, and the seal. Rows are written by the platform, by nobody else. */
export { actsOnSubjects } from './acts-on.store.ts'
export { readOwnLog } from './audit.store.ts'
export { type Checkpoint, type LogSigner, logSignerOf, readCheckpoint } from './checkpoint.crypto.ts'
export { isConsistent } from './merkle.crypto.ts'
export { type Bilingual, NEUTRAL_DELAY_DAYS, type OwnLogEntry, type WhoIs } from './own-log.ts'
export { keepSealing } from './seal.job.ts'
export { type Sealed, sealOnce } from './seal.store.ts'
export { type Finding, type Proven, proveLog } from './verify.store.ts'
