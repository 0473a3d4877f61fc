/** The face of audit: the own log for the page of the person, and what came of a look-up. Rows are written by the platform, by nobody else. */
export { actsOnSubjects } from './acts-on.store.ts'
export { readOwnLog } from './audit.store.ts'
export { type Bilingual, NEUTRAL_DELAY_DAYS, type OwnLogEntry, type WhoIs } from './own-log.ts'
