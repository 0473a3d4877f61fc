/** The face of audit: the own log for the page of the person. Rows are written by the platform, by nobody else. */
export { readOwnLog } from './audit.store.ts'
export { type Bilingual, NEUTRAL_DELAY_DAYS, type OwnLogEntry, type WhoIs } from './own-log.ts'
