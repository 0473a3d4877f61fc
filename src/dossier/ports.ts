/** What dossier asks of slices beside it, as it needs it; wiring.ts binds these. Access and audit (rank 1) are asked directly. */
import type { Reference } from '../directory/index.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import type { ReportWriter } from './report.ts'

/** What is told when a dossier opens. */
export type Told = { readonly fields: readonly NotedField[]; readonly municipalityCode?: string }

export type DossierPorts = {
  readonly reference: Reference
  readonly demonstration: boolean
  /** What the own signal tells, in the words of chapters; undefined when there is no signal that this organisation may read. */
  readonly tellSignal: (work: Work, signalId: string) => Promise<Told | undefined>
  readonly writeReport: ReportWriter
}
