/** What the day list asks of slices beside and apart from it, as it needs it; wiring.ts binds these. */
import type { WorkFunction } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { Thing } from './day-list.ts'

/** A thing as its slice has it, with what a screen says of it beside the kind: a norm, an agreed word, a kind of decision. */
export type FoundThing = Thing & {
  readonly title?: { readonly nl: string; readonly en: string }
  readonly word?: string
  /** Of a decision: the moment of it, and why it is stated afterwards. Two of the same kind are told apart by it. */
  readonly since?: Date
  readonly cause?: string
  /** Until when today, where a day is too coarse. */
  readonly dueAt?: Date
}

/** Reads what waits, for these functions alone: always as many queries, however much there is. */
export type DaySource = {
  readonly functions: readonly WorkFunction[]
  readonly read: (work: Work) => Promise<readonly FoundThing[]>
}

export type TaskPorts = {
  readonly sources: readonly DaySource[]
  /** The names of people by file, where this claim may read them. Always as many queries. */
  readonly namesOf: (work: Work, dossiers: readonly string[]) => Promise<ReadonlyMap<string, string>>
}
