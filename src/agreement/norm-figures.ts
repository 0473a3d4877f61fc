/**
 * What may be shown of how norms went, to who counts. Every number is a band of five persons, and everything else that is shown (intervals, whether two
 * periods differ, whether there is a share at all) is worked out of bands alone: so nobody can tell one person more or less of what falls in one band, and
 * fewer than five are never told apart from nobody. Nothing is put in an order of much or little. Pure.
 */
import { exactInterval, type Interval } from '../directory/public.ts'
import { addQuarters, type Day, quarterOfDay } from '../kernel/index.ts'

export const FIGURE_STATES = ['kept', 'missed', 'excepted', 'running'] as const
export type FigureState = (typeof FIGURE_STATES)[number]
export type Counts = Readonly<Record<FigureState, number>>

/** So many persons and no fewer are shown as a figure; also the width of a band. */
export const BAND = 5
/** From and until, both included. */
export type Band = { readonly low: number; readonly high: number }
export const bandOf = (persons: number): Band => {
  const low = persons - (persons % BAND)
  return { low, high: low + BAND - 1 }
}

export type Figure =
  | { readonly kind: 'few' }
  | {
      readonly kind: 'figure'
      readonly persons: Band
      readonly states: Readonly<Record<FigureState, Band>>
      /** Of whom it was kept or missed: the share of missed. Absent when those are too few. */
      readonly missedShare?: Interval
    }

/** Fewer than five and nobody look alike. */
export const figureOf = (counts: Counts): Figure => {
  const persons = FIGURE_STATES.reduce((sum, state) => sum + counts[state], 0)
  if (persons < BAND) return { kind: 'few' }
  const states = bandsOf(counts)
  const missedShare = shareOf(states)
  return { kind: 'figure', persons: bandOf(persons), states, ...(missedShare ? { missedShare } : {}) }
}

const bandsOf = ({ kept, missed, excepted, running }: Counts): Readonly<Record<FigureState, Band>> => ({
  ...{ kept: bandOf(kept), missed: bandOf(missed), excepted: bandOf(excepted), running: bandOf(running) },
})

const SURE = 0.95
/** The exact intervals of all that these bands may hold, from the lowest to the highest: never shorter than the exact interval of what was counted. */
const shareOf = ({ kept, missed }: Readonly<Record<'kept' | 'missed', Band>>, sure = SURE): Interval | undefined => {
  if (kept.low + missed.low < BAND) return undefined
  return {
    from: exactInterval(missed.low, missed.low + kept.high, sure).from,
    to: exactInterval(missed.high, missed.high + kept.low, sure).to,
  }
}

export type Compared = {
  readonly before: Figure
  readonly after: Figure
  /** Share of missed after, less that of before; 1 is all of them. */
  readonly difference?: Interval
  /** `not-sure`: chance alone may give this. */
  readonly says: 'too-few' | 'not-sure' | 'more-missed' | 'less-missed'
}

/** Both ends hold together in 95 of 100 when each holds in √0.95. */
const EACH_SURE = Math.sqrt(SURE)

/** Two periods beside each other: what the difference lies between, and whether more can be said than chance. */
export const compare = (before: Counts, after: Counts): Compared => {
  const [was, is] = [shareOf(bandsOf(before), EACH_SURE), shareOf(bandsOf(after), EACH_SURE)]
  const figures = { before: figureOf(before), after: figureOf(after) }
  if (!was || !is) return { ...figures, says: 'too-few' }
  const difference = { from: is.from - was.to, to: is.to - was.from }
  const says = difference.from > 0 ? 'more-missed' : difference.to < 0 ? 'less-missed' : 'not-sure'
  return { ...figures, difference, says }
}

/** A row as the database counts it: persons of one norm in one state. */
export type NormCell = {
  readonly normId: string
  readonly level: string
  readonly key: string
  readonly state: FigureState
  readonly cause?: string
  readonly persons: number
}

const NOBODY: Counts = { kept: 0, missed: 0, excepted: 0, running: 0 }

/** The persons of one norm by key of one level; a key that no row names is not there. */
export const countsBy = (cells: readonly NormCell[], normId: string, level: string): ReadonlyMap<string, Counts> => {
  const counts = new Map<string, Counts>()
  for (const cell of cells) {
    if (cell.normId !== normId || cell.level !== level) continue
    const known = counts.get(cell.key) ?? NOBODY
    counts.set(cell.key, { ...known, [cell.state]: known[cell.state] + cell.persons })
  }
  return counts
}
export const countsOf = (cells: readonly NormCell[], normId: string, level: string, key: string): Counts =>
  countsBy(cells, normId, level).get(key) ?? NOBODY

/** Persons by cause of a miss, in the order of the list: every cause, so that none that is left out tells that it happened to nobody. */
export const causesOf = (
  cells: readonly NormCell[],
  asked: { readonly normId: string; readonly level: string; readonly key: string; readonly causes: readonly string[] },
): readonly { readonly cause: string; readonly persons: Band }[] =>
  [...asked.causes, NOT_SAID].map((cause) => ({
    cause,
    persons: bandOf(
      cells
        .filter(({ normId, level, key }) => normId === asked.normId && level === asked.level && key === asked.key)
        .filter((cell) => cell.state === 'missed' && cell.cause === cause)
        .reduce((sum, { persons }) => sum + persons, 0),
    ),
  }))
/** Missed, and nobody said why. */
export const NOT_SAID = 'none'

export type Quarters = { readonly from: string; readonly until: string }
const QUARTERS_BESIDE = 3

/**
 * The quarters before and from a change, at most a year each beside the quarter of the change itself; of that one each clock goes to the version that
 * judged it. Nothing when the quarter of the change is not closed.
 */
export const aroundChange = (
  changed: Day,
  lastClosed: string,
): { readonly before: Quarters; readonly after: Quarters } | undefined => {
  const quarter = quarterOfDay(changed)
  if (quarter > lastClosed) return undefined
  const end = addQuarters(quarter, QUARTERS_BESIDE)
  return {
    before: { from: addQuarters(quarter, -QUARTERS_BESIDE), until: quarter },
    after: { from: quarter, until: end < lastClosed ? end : lastClosed },
  }
}

/** Persons by region (rows) and how it went (columns), each in one cell; made safe by the release of the picture, never shown as it is. */
export type ReleaseTable = {
  readonly regions: readonly string[]
  readonly forms: readonly string[]
  readonly cells: readonly (readonly number[])[]
}
const RELEASED = ['excepted', 'kept', 'missed'] as const

/**
 * Every region, so that one of nobody looks like one of few; nothing at all when nobody was counted. Each person stands in the region where the first clock of
 * the year began. What still runs is no end and is left out.
 */
export const tableOfNorm = (
  cells: readonly NormCell[],
  { normId, regions }: { readonly normId: string; readonly regions: readonly string[] },
): ReleaseTable => {
  const counts = countsBy(cells, normId, 'first-area')
  const rows = regions.map((area) => RELEASED.map((state) => counts.get(area)?.[state] ?? 0))
  return rows.some((row) => row.some((persons) => persons > 0))
    ? { regions, forms: RELEASED, cells: rows }
    : { regions: [], forms: RELEASED, cells: [] }
}
