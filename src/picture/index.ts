/** The face of the picture: what wiring binds, and the pure rule of disclosure. */
export { BASE, disclose, REGION_MIN, type SafeTable, type Shown, type Table } from './disclose.ts'
