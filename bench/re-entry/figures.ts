/** Recall and precision of recognised re-entries, at each bound that a claim may have to reach. */
import { round } from '../linkage/measures.ts'
import type { Claim, Replayed } from './replay.ts'
import type { Country } from './truth.ts'

/** `hit` is the grade of the product; a number is the least calibrated probability, whatever the grade. */
export type Bound = 'hit' | number
export const BOUNDS: readonly Bound[] = ['hit', 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]
/** Finer: for pairs whose chance was learned from the set itself. */
export const FINE_BOUNDS: readonly Bound[] = [0.99, 0.98, 0.97, 0.96, 0.95, 0.9, 0.8, 0.7, 0.5, 0.3]

export type Row = {
  readonly bound: Bound
  /** Share of re-entries of which at least one signal met a closed file of hers. */
  readonly recall: number
  /** Share of intakes after a re-entry (the first new report alone) that met one. */
  readonly recallOfIntakes: number
  /** Share of claims (a new signal, a closed file) that are about one person. */
  readonly precision: number
  readonly claims: number
}
export type Figures = {
  readonly reEntries: number
  readonly intakes: number
  readonly rows: readonly Row[]
  /** The best recall at a precision of 0.98 or more; absent when no bound has it. */
  readonly best?: Row
}

export const PRECISION_AIM = 0.98
export const RECALL_AIM = 0.9

/** Figures over some countries together. `among` leaves out re-entries that linkage was not asked about. */
export const figuresOf = (
  runs: readonly { readonly country: Country; readonly replayed: Replayed }[],
  { among = 'all', bounds = BOUNDS }: { readonly among?: Among; readonly bounds?: readonly Bound[] } = {},
): Figures => {
  const counted = runs.map((run) => ({ ...run, ...askedOf(run.country, run.replayed, among) }))
  const total = (of: (run: (typeof counted)[number]) => number) => counted.reduce((sum, run) => sum + of(run), 0)
  const [reEntries, intakes] = [total(({ events }) => events.length), total((run) => run.intakes.length)]
  const rows = bounds.map((bound): Row => {
    const reached = counted.map(({ replayed }) => replayed.claims.filter((claim) => reaches(claim, bound)))
    const right = reached.map((claims) => new Set(claims.filter((each) => each.right).map(({ asking }) => asking)))
    const found = counted.map(({ events }, at) =>
      events.filter((places) => places.some((each) => right[at]?.has(each))),
    )
    const foundAtIntake = counted.map((run, at) => run.intakes.filter((each) => right[at]?.has(each)))
    const claims = reached.flat()
    return {
      bound,
      recall: shareOf(found.flat().length, reEntries),
      recallOfIntakes: shareOf(foundAtIntake.flat().length, intakes),
      precision: shareOf(claims.filter((each) => each.right).length, claims.length),
      claims: claims.length,
    }
  })
  const [best] = rows
    .filter(({ precision, claims }) => claims > 0 && precision >= PRECISION_AIM)
    .toSorted((one, other) => other.recall - one.recall)
  return { reEntries, intakes, rows, ...(best ? { best } : {}) }
}

type Among = 'all' | 'looked-up'

// Looked up: a signal of the new period was encoded, and so was a report of a file that was closed by then.
const askedOf = (country: Country, { encoded }: Replayed, among: Among) => {
  const standing = new Map<string, string>()
  country.told.forEach(({ person, caseId }, place) => {
    const closed = caseId === undefined ? undefined : country.cases.get(caseId)?.closed
    if (!encoded[place] || closed === undefined) return
    const before = standing.get(person)
    if (before === undefined || closed < before) standing.set(person, closed)
  })
  const may = (person: string, place: number): boolean =>
    among === 'all' ||
    (encoded[place] === true &&
      (standing.get(person) ?? '9999') <= (country.told[place]?.signal.learned.slice(0, 10) ?? ''))
  return {
    events: country.reEntries.flatMap(({ person, signals }) => {
      const asked = signals.filter((place) => may(person, place))
      return asked.length === 0 ? [] : [asked]
    }),
    intakes: country.reEntries.flatMap(({ person, intake }) =>
      intake !== undefined && may(person, intake) ? [intake] : [],
    ),
  }
}

const reaches = (claim: Claim, bound: Bound): boolean =>
  bound === 'hit' ? claim.grade === 'hit' : claim.probability >= bound - 1e-9

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : round(part / whole))
