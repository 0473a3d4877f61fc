/** The face of the picture: what wiring binds, and the pure rule of disclosure. */

export { BASE, disclose, REGION_MIN, type SafeTable, type Shown, type Table } from './disclose.ts'
export { type EstimateReport, type EstimateStep, estimateHidden, type Progress } from './estimate.ts'
export type { Finding } from './estimate-rules.ts'
export { readCaptureTable } from './estimate-table.ts'
