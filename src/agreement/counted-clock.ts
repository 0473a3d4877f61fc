/**
 * What of a clock is kept for counting: that it began, by which version, its last day and what it becomes by that day, and how it ended. What it is
 * on a later day follows from the row alone, so nothing has to be written because time passed. Pure.
 */
import type { Day } from '../kernel/index.ts'
import type { Adoption } from './adoption.ts'
import { type ClockFact, lastDay, partiesOf, type Reading, readSorted, sortFacts, type Triggered } from './clock.ts'
import type { Norm, NormVersion } from './norm.ts'

/** `excepted`: an exception took the norm away. `withdrawn`: what started it was written down wrongly. */
export const COUNTED_STATES = ['running', 'kept', 'missed', 'excepted', 'withdrawn'] as const
export type CountedState = (typeof COUNTED_STATES)[number]

export type CountedClock = {
  readonly normId: string
  readonly version: number
  readonly triggered: Day
  readonly state: CountedState
  /** The last day of the term, and what a clock that still runs then becomes: a ban is kept by it, anything else missed. */
  readonly due?: Day
  readonly lapsesTo?: 'kept' | 'missed'
  /** Who wrote down what started it: what that house signed binds it. Of two the first by number. */
  readonly party?: string
  /** Why it was missed, as "explain or act" says it. */
  readonly cause?: string
}

/** What was said of a miss, for the clock that it is of. */
export type ToldCause = { readonly normId: string; readonly triggered: Day; readonly cause: string }

/** Every clock of a file on a day; what no version judged is no clock. */
export const clocksToCount = (
  norms: readonly Norm[],
  facts: readonly ClockFact[],
  { on, adoptions = [] }: { readonly on: Day; readonly adoptions?: readonly Adoption[] },
): readonly CountedClock[] => {
  const known = sortFacts(facts, { day: on })
  return norms.flatMap((norm) =>
    readSorted(norm, known, on, adoptions).flatMap((clock) => countedOf(norm.id, clock, known)),
  )
}

const countedOf = (
  normId: string,
  { trigger, reading, version }: Triggered,
  known: readonly ClockFact[],
): readonly CountedClock[] => {
  const state = stateOf(reading)
  if (!version || !state) return []
  const [party] = [...partiesOf(version, known, trigger)].sort()
  return [
    {
      ...{ normId, version: version.version, triggered: trigger, state, ...lapseOf(version, trigger) },
      ...(party === undefined ? {} : { party }),
    },
  ]
}

const stateOf = ({ state }: Reading): CountedState | undefined =>
  state === 'not-started' ? undefined : state === 'not-applicable' ? 'excepted' : state

const lapseOf = (version: NormVersion, trigger: Day): Pick<CountedClock, 'due' | 'lapsesTo'> => {
  const { rule } = version.judged
  // A limit has no last day: it runs until something ends it.
  const due = rule === 'at-most' ? undefined : lastDay(version, trigger)
  return due === undefined ? {} : { due, lapsesTo: rule === 'never' ? 'kept' : 'missed' }
}

/** What a kept row is on a day on which nothing more was told. */
export const stateOn = (
  { state, due, lapsesTo }: Pick<CountedClock, 'state' | 'due' | 'lapsesTo'>,
  on: Day,
): CountedState => (state === 'running' && due !== undefined && lapsesTo !== undefined && due < on ? lapsesTo : state)

const keyOf = ({ normId, triggered }: Pick<CountedClock, 'normId' | 'triggered'>): string => `${normId} ${triggered}`

/**
 * What has to be written beside what is kept: clocks that are new or are something else now, those that are not there any more, and a cause that was
 * told. Counting twice writes nothing the second time.
 */
export const whatChanged = (
  kept: readonly CountedClock[],
  now: readonly CountedClock[],
  { on, told }: { readonly on: Day; readonly told?: ToldCause },
): readonly CountedClock[] => {
  const before = new Map(kept.map((each) => [keyOf(each), each]))
  const still = new Set(now.map(keyOf))
  const withCause = (each: CountedClock): CountedClock => {
    const cause = told && keyOf(told) === keyOf(each) ? told.cause : before.get(keyOf(each))?.cause
    return cause === undefined ? each : { ...each, cause }
  }
  return [
    ...now.map(withCause).filter((each) => !isSame(before.get(keyOf(each)), each, on)),
    ...kept
      .filter((each) => each.state !== 'withdrawn' && !still.has(keyOf(each)))
      .map((each) => ({ ...each, state: 'withdrawn' as const })),
  ]
}

const isSame = (before: CountedClock | undefined, now: CountedClock, on: Day): boolean =>
  before !== undefined &&
  stateOn(before, on) === stateOn(now, on) &&
  before.version === now.version &&
  before.due === now.due &&
  before.party === now.party &&
  before.cause === now.cause
