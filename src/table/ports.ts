/** What table asks of slices beside or apart from it, as it needs it; wiring.ts binds these. */
import type { Reference } from '../directory/index.ts'
import type { Day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { TaskKind } from './seats.ts'

export type NormThatRuns = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly due: Day
  readonly missed: boolean
}

export type TablePorts = {
  readonly reference: Reference
  /** The norms that run for her, or were missed and still wait. */
  readonly runningClocks: (work: Work, dossierId: string) => Promise<readonly NormThatRuns[]>
  /** What other slices have open on the dossier, as far as this house may see it. */
  readonly openTasks: (work: Work, dossierId: string) => Promise<readonly TaskKind[]>
  /** Hits of this house about her that still wait, under a purpose that carries them: whom to call, and by when. */
  readonly openHits: (
    work: Work,
    dossierId: string,
  ) => Promise<readonly { readonly hitId: string; readonly due: Day }[]>
}
