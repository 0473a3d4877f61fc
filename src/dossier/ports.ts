/** What dossier asks of slices beside it, as it needs it; wiring.ts binds these. Access and audit (rank 1) are asked directly. */
import type { Reference } from '../directory/index.ts'
import type { Day, Outcome } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import type { OpenTask, RunningClock } from './handover-note.ts'
import type { ReportWriter } from './report.ts'
import type { ReadWords } from './search.ts'
import type { StepKind } from './step.ts'

/** What is told when a dossier opens. */
export type Told = { readonly fields: readonly NotedField[]; readonly municipalityCode?: string }

/** A term that runs or was missed, and the kinds of which one keeps it. */
export type AskedByTerm = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly due?: Day
  readonly missed: boolean
  readonly kinds: readonly string[]
}

export type AnswerToMiss = {
  readonly cause: string | undefined
  readonly action: string | undefined
  readonly owner: string | undefined
  readonly until: Day | undefined
  readonly words: string | undefined
}

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

type Centre = { readonly code: string; readonly name: string; readonly grade: string }
/** A municipality by name with who organises both forms of shelter for it. */
export type PlaceNamed = {
  readonly code: string
  readonly name: string
  readonly womenShelter: Centre
  readonly homelessShelter: Centre
}
/** Who is responsible by the last verdict that this house asked for. */
export type VerdictNamed = { readonly on: Day; readonly municipality: PlaceNamed }

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
  /** Every kind of fact that norms name, with the chapter of those that are written down by hand. */
  readonly stepKinds: readonly StepKind[]
  /** What running terms of a file ask for, the soonest first. */
  readonly asksFor: (work: Work, dossierId: string) => Promise<readonly AskedByTerm[]>
  /** The chapter in which a miss of this norm is answered; undefined for a norm that does not exist. */
  readonly chapterOfNorm: (normId: string) => string | undefined
  /** May this be said of a term of this file: was it missed, and is it one of the answers? Gives the chapter in which it stands. */
  readonly weighMiss: (
    work: Work,
    asked: {
      readonly dossierId: string
      readonly normId: string
      readonly triggered: string
      readonly answer: AnswerToMiss
    },
  ) => Promise<Outcome<{ readonly chapter: string }, string>>
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
  /** A municipality with its centres by the tables of today. */
  readonly placeNamed: (municipalityCode: string) => PlaceNamed | undefined
  /** The municipality of the last verdict about a file; undefined when this house asked for none. */
  readonly lastVerdict: (work: Work, dossierId: string) => Promise<VerdictNamed | undefined>
  /** How many waits run, by dossier. One query. */
  readonly countWaits: (work: Work, dossierIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}
