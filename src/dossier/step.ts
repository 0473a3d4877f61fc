/**
 * Steps written down by hand: what happened to her that no act of the product records (data/norms/fact-kinds.json, kinds recorded by a step). A kind and
 * a day, in the chapter that the kind tells about; taken back by a fact of its own.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'

/** A kind of fact that may be written down: of a step, with its chapter; others are recorded where they happen. */
export type StepKind = { readonly kind: string; readonly nl: string; readonly en: string; readonly chapter?: string }

/** The fact that takes a step back. */
export const STEP_WITHDRAWN = 'step-withdrawn'
/** The fact that says why a term was missed, or what is done now. */
export const MISS_ANSWERED = 'miss-answered'
/** Says of a fact that it was written down as a step. */
export const STEP_MARK = { step: true } as const
export const isStep = (payload: Readonly<Record<string, unknown>>): boolean => payload['step'] === true

export type Step = {
  readonly id: string
  readonly kind: string
  readonly chapter: string
  readonly happened: Day
  readonly learned: Date
  readonly by: string
}
type FactOfFile = Omit<Step, 'chapter'> & {
  readonly chapter?: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** The steps of a file that stand, newest first. */
export const stepsIn = (facts: readonly FactOfFile[]): readonly Step[] => {
  const gone = new Set(facts.flatMap(({ kind, payload }) => (kind === STEP_WITHDRAWN ? [payload['factId']] : [])))
  return facts
    .flatMap(({ id, kind, chapter, happened, learned, by, payload }) =>
      chapter !== undefined && kind !== STEP_WITHDRAWN && isStep(payload) && !gone.has(id)
        ? [{ id, kind, chapter, happened, learned, by }]
        : [],
    )
    .toReversed()
    .toSorted((one, other) => other.happened.localeCompare(one.happened))
}

/** The chapter in which a kind is written down. Refuses a kind that nobody knows, and one that another part of the product records. */
export const chapterOfStep = (
  kinds: readonly StepKind[],
  kind: string,
): Outcome<string, 'step-not-known' | 'step-recorded-elsewhere'> => {
  const found = kinds.find((each) => each.kind === kind)
  if (!found) return refuse('step-not-known')
  return found.chapter === undefined ? refuse('step-recorded-elsewhere') : accept(found.chapter)
}

/** May it be written down once more? The same step on the same day is the same step. */
export const checkStep = (
  steps: readonly Step[],
  given: { readonly kind: string; readonly on: Day },
): Outcome<true, 'step-noted-already'> =>
  steps.some((each) => each.kind === given.kind && each.happened === given.on)
    ? refuse('step-noted-already')
    : accept(true)
