/** What dossier asks of slices beside it, as it needs it; wiring.ts binds these. Access and audit (rank 1) are asked directly. */
import type { Reference } from '../directory/index.ts'
import type { Work } from '../platform/work.ts'
import type { ReportWriter } from './report.ts'

export type DossierPorts = {
  readonly reference: Reference
  readonly demonstration: boolean
  /** Is this a signal that this organisation may read? */
  readonly hasSignal: (work: Work, signalId: string) => Promise<boolean>
  readonly writeReport: ReportWriter
}
