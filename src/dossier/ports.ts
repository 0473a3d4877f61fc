/** What dossier asks of slices beside it, as it needs it; wiring.ts binds these. Access and audit (rank 1) are asked directly. */
import type { Reference } from '../directory/index.ts'
import type { Day, Outcome } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import type { OpenTask, RunningClock } from './handover-note.ts'
import type { ReportWriter } from './report.ts'
import type { ReadWords } from './search.ts'

/** What is told when a dossier opens. */
export type Told = { readonly fields: readonly NotedField[]; readonly municipalityCode?: string }

export type NextDue = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly due: Day
}

/** A hit on the person of a file, as the own desk has it; `confirmed`: it called, and it is the same person. */
export type HitOnFile = {
  readonly hitId: string
  readonly arrivedOn: Day
  readonly grade: 'hit' | 'look-closer'
  readonly confirmed: boolean
}

export type DossierPorts = {
  readonly reference: Reference
  readonly demonstration: boolean
  /** What the own signal tells, in the words of chapters; undefined when there is no signal that this organisation may read. */
  readonly tellSignal: (work: Work, signalId: string) => Promise<Told | undefined>
  readonly writeReport: ReportWriter
  /** May this file be offered to this house: did she say yes to it, or does her interest stand on record? */
  readonly mayHandOver: (
    work: Work,
    asked: { readonly dossierId: string; readonly receiver: string },
  ) => Promise<Outcome<true, string>>
  /** May help to this person end: does her interest in it stand on record? Not asked of who died. */
  readonly mayEndCare: (work: Work, asked: { readonly dossierId: string }) => Promise<Outcome<true, string>>
  /** What other slices still have open on a dossier, as far as the acting organisation may see it. */
  readonly openTasks: (work: Work, dossierId: string) => Promise<readonly OpenTask[]>
  /** The norms that count days for her now. */
  readonly runningClocks: (work: Work, dossierId: string) => Promise<readonly RunningClock[]>
  /** The earliest term of each dossier; one for which nothing is due is not in the answer. One query. */
  readonly nextDues: (work: Work, dossierIds: readonly string[]) => Promise<ReadonlyMap<string, NextDue>>
  /** The own hits about the person of this file that stand, newest first. */
  readonly hitsOnFile: (work: Work, dossierId: string) => Promise<readonly HitOnFile[]>
  /** Changes when a norm does. */
  readonly normsMark: string
  /** The words of a text as they are found again: spelled, read aloud from another script, and as they sound. */
  readonly readWords: ReadWords
  /** How many waits run, by dossier. One query. */
  readonly countWaits: (work: Work, dossierIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}
