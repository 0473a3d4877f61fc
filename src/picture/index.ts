/** The face of the picture: what wiring binds, and disclosure control for the command line. */
export { anonymityOf } from './anonymity.ts'
export type { Dimension } from './cells.ts'
export { type EstimateReport, type EstimateStep, estimateHidden, type Progress } from './estimate.ts'
export type { Finding } from './estimate-rules.ts'
export { readCaptureTable } from './estimate-table.ts'
export type { ReportLanguage } from './names.ts'
export { publisherOf } from './open-data.ts'
export { METHODS, protectTable } from './protect.ts'
export {
  hiddenOf,
  type ReadTable,
  readDimensions,
  readReleaseRows,
  readReleases,
  readRows,
  readTables,
} from './read-table.ts'
export { releaseSignerOf } from './release-note.crypto.ts'
export { reproduce } from './reproduce.store.ts'
export { BASES } from './round-controlled.ts'
export { readStanding } from './signed-release.store.ts'
export { openSolver } from './solver.job.ts'
export type { Solver } from './solver.ts'
export { attackReleases, type ReleasedTable, type Together } from './together.ts'
export { drawReport } from './yearly-report.page.ts'
export { layReport } from './yearly-report.ts'
