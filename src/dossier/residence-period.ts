/**
 * From when until when a residence letter held, for one person. A letter without a last day holds until the next one begins; one with a last day says
 * that it held all those days. Two letters cannot hold on the same day: what is due would depend on which of them is read.
 */
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'

export type ResidencePeriod = { readonly letter: string; readonly from: Day; readonly until?: Day }
export type PeriodRefusal = 'residence-period-reversed' | 'residence-periods-overlap'

/** May this period be noted beside what was noted before, oldest note first? The same letter from the same day, said again, takes the place of what was said. */
export const checkPeriod = (
  known: readonly ResidencePeriod[],
  next: ResidencePeriod,
): Outcome<ResidencePeriod, PeriodRefusal> => {
  if (next.until && next.until < next.from)
    return refuse('residence-period-reversed', { from: next.from, until: next.until })
  const clash = standing(known).find((each) => !isSame(each, next) && overlap(each, next))
  return clash
    ? refuse('residence-periods-overlap', { letter: clash.letter, from: clash.from, until: clash.until ?? '…' })
    : accept(next)
}

/** The periods in what was noted, oldest note first; a note of another kind says nothing. */
export const periodsIn = (
  notes: readonly {
    readonly kind: string
    readonly happened: Day
    readonly payload: Readonly<Record<string, unknown>>
  }[],
): readonly ResidencePeriod[] =>
  notes.flatMap(({ kind, happened, payload }) => {
    const { letter, until } = payload
    if (kind !== 'residence-letter-noted' || typeof letter !== 'string') return []
    const last = typeof until === 'string' ? parseDay(until) : undefined
    return [{ letter, from: happened, ...(last && { until: last }) }]
  })

const isSame = (one: ResidencePeriod, other: ResidencePeriod): boolean =>
  one.letter === other.letter && one.from === other.from
const standing = (known: readonly ResidencePeriod[]): readonly ResidencePeriod[] =>
  known.filter((each, at) => !known.slice(at + 1).some((later) => isSame(later, each)))

// Without a last day a letter holds until the next begins, so it can be in the way only of one that begins on the same day, or that claims that day.
const overlap = (one: ResidencePeriod, other: ResidencePeriod): boolean => {
  if (one.until && other.until) return one.from <= other.until && other.from <= one.until
  if (one.until) return one.from <= other.from && other.from <= one.until
  if (other.until) return other.from <= one.from && one.from <= other.until
  return one.from === other.from
}
