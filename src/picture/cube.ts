/**
 * The cube of counts (decision 0070). A unit of counting counts once a year, in one cell of every view: its facets are those of the first report
 * of that year in which they are known. A change of a unit takes it out of the cells where it stood and puts it where it stands now: a bounded
 * number of cells, whatever was counted before. Pure; cube.store.ts keeps the result.
 */
import { DIMENSIONS, type Dimension } from './definitions.ts'
import { UNKNOWN } from './facets.ts'

/** One report as the cube sees it: a month and a value of each dimension, nothing that leads back. */
export type CountedReport = {
  readonly unit: string
  readonly year: number
  readonly month: number
  readonly values: Readonly<Record<Dimension, string>>
  /** The list on which it counts; `ON_NO_LIST` for a house that hears from others. */
  readonly list: string
}
/** How a unit stands in one year. `facets` holds a value for each dimension, in the order of DIMENSIONS. */
export type PersonYear = {
  readonly unit: string
  readonly year: number
  readonly month: number
  readonly reports: number
  readonly facets: readonly string[]
  /** The lists that saw it, in the alphabet, joined by a plus; empty for none. */
  readonly lists: string
}
/** Month 0 is the whole year; `dimensions` is '' for everybody, else one or two names joined by a plus; `key` their values. */
export type CellKey = {
  readonly year: number
  readonly month: number
  readonly dimensions: string
  readonly key: string
}
export type Move = CellKey & { readonly persons: number; readonly reports: number }

/** So many units are counted in one transaction at most. */
export const ROUND_UNITS_MAX = 2_000
const ROUND_UNITS_MIN = 100
/** A fact waits for the round under way and is counted right after it: well within the second in which it stands. */
const ROUND_MS = 400

/** How many units the next round counts, by how long this one took: half when it was too long, twice when there was time for it. Begins with few. */
export const unitsOfNextRound = (units = ROUND_UNITS_MIN, tookMs = 0): number => {
  if (tookMs > ROUND_MS) return Math.max(ROUND_UNITS_MIN, Math.floor(units / 2))
  return tookMs < ROUND_MS / 2 ? Math.min(ROUND_UNITS_MAX, units * 2) : units
}

/** Between values in a key; no value holds it. */
export const JOINT = '|'
export const WHOLE_YEAR = 0
/** A report that counts on no list. */
export const ON_NO_LIST = 'none'
/** The view by which lists saw a unit, of whole years. Who is on no list stands in none of its cells. */
export const LISTS_VIEW = 'lists'

/** Child or adult, and citizenship as the directive asks it, of the own groups. */
const DIRECTIVE: readonly Dimension[] = ['reporter', 'sex', 'age', 'nationality', 'form']
export const DIRECTIVE_VIEW = DIRECTIVE.join('+')
/** The name of the view of these dimensions, in the order of DIMENSIONS; undefined when it is not kept: more than two, or one twice. */
export const viewOf = (dimensions: readonly Dimension[]): string | undefined => {
  const sorted = DIMENSIONS.filter((each) => dimensions.includes(each))
  return sorted.length === dimensions.length && sorted.length <= 2 ? sorted.join('+') : undefined
}

/** The dimensions of such a view, in its order. */
export const dimensionsIn = (view: string): readonly Dimension[] =>
  DIMENSIONS.filter((each) => view.split('+').includes(each))

type View = { readonly name: string; readonly at: readonly number[]; readonly monthly: boolean }
const at = (dimension: Dimension): number => DIMENSIONS.indexOf(dimension)
const VIEWS: readonly View[] = [
  { name: '', at: [], monthly: true },
  ...DIMENSIONS.map((one) => ({ name: one, at: [at(one)], monthly: true })),
  ...DIMENSIONS.flatMap((one, place) =>
    DIMENSIONS.slice(place + 1).map((other) => ({ name: `${one}+${other}`, at: [at(one), at(other)], monthly: true })),
  ),
  { name: DIRECTIVE_VIEW, at: DIRECTIVE.map(at), monthly: false },
]
/** Of one person in one year: the most cells that a change takes from and gives to. */
export const CELLS_OF_PERSON = VIEWS.reduce((sum, { monthly }) => sum + (monthly ? 2 : 1), 0) + 1

/** How the units of these reports stand, each year apart. The order in which reports came does not matter. */
export const placePersons = (reports: readonly CountedReport[]): readonly PersonYear[] => {
  const together = new Map<string, CountedReport[]>()
  for (const report of reports) {
    const mark = `${report.unit}${JOINT}${report.year}`
    const own = together.get(mark)
    if (own) own.push(report)
    else together.set(mark, [report])
  }
  return [...together.values()].map(placePerson)
}

const placePerson = (reports: readonly CountedReport[]): PersonYear => {
  const [first] = reports
  if (!first) throw new RangeError('a person without a report')
  return {
    unit: first.unit,
    year: first.year,
    month: reports.reduce((least, each) => Math.min(least, each.month), first.month),
    reports: reports.length,
    facets: DIMENSIONS.map((dimension) => CHOOSES[dimension]?.(reports, dimension) ?? firstKnown(reports, dimension)),
    lists: joinLists(reports.map(({ list }) => list)),
  }
}

/** The combination of these lists, each once, whatever the order of arrival. */
export const joinLists = (lists: readonly string[]): string =>
  [...new Set(lists)]
    .filter((list) => list !== ON_NO_LIST)
    .sort()
    .join('+')

const REACHED: readonly string[] = ['reported', 'file-opened', 'place-asked', 'place-found']
/** The stage of a file by its number in picture.report. */
export const stageOf = (reached: number): string => REACHED[reached] ?? 'reported'
/** A file that is open now says more than one that ended, and any file more than none. */
const OPEN: readonly string[] = ['open', 'missing']

type Choose = (reports: readonly CountedReport[], dimension: Dimension) => string
const valuesOf: (...given: Parameters<Choose>) => readonly string[] = (reports, dimension) =>
  reports.map(({ values }) => values[dimension])
const firstKnown: Choose = (reports, dimension) => {
  let found: { readonly month: number; readonly value: string } | undefined
  for (const { month, values } of reports) {
    const value = values[dimension]
    // Of one month the value that comes first in the alphabet: any order of arrival gives the same.
    if (value !== UNKNOWN && (!found || month < found.month || (month === found.month && value < found.value)))
      found = { month, value }
  }
  return found?.value ?? UNKNOWN
}
const CHOOSES: Readonly<Partial<Record<Dimension, Choose>>> = {
  status: (...given) => stageOf(Math.max(...valuesOf(...given).map((value) => REACHED.indexOf(value)))),
  outcome: (...given) => {
    const all = [...valuesOf(...given)].sort()
    return OPEN.find((each) => all.includes(each)) ?? all.find((each) => each !== 'none') ?? 'none'
  },
  delay: (...given) => ['late', 'on-time'].find((each) => valuesOf(...given).includes(each)) ?? UNKNOWN,
}

const keyOf = (places: readonly number[], facets: readonly string[]): string => {
  let key = ''
  for (let each = 0; each < places.length; each += 1)
    key += `${each === 0 ? '' : JOINT}${facets[places[each] ?? -1] ?? UNKNOWN}`
  return key
}

/** The cells in which one person stands in one year: in every view the year, and the month of the first report; and once by the lists that saw it. */
export const cellsOf = ({ year, month, facets, lists }: PersonYear): readonly CellKey[] => [
  ...VIEWS.flatMap(({ name: dimensions, at: places, monthly }) => {
    const key = keyOf(places, facets)
    const whole = { year, month: WHOLE_YEAR, dimensions, key }
    return monthly ? [whole, { ...whole, month }] : [whole]
  }),
  ...(lists === '' ? [] : [{ year, month: WHOLE_YEAR, dimensions: LISTS_VIEW, key: lists }]),
]

/**
 * What changes in the cube when these persons stood as before and stand as after: cells that stay the same are left out. In the order of cells.
 * Months are added up first and years out of months: a person stands in one month of a year, so half of the work is enough.
 */
export const movesBetween = (before: readonly PersonYear[], after: readonly PersonYear[]): readonly Move[] => {
  const months = new Map<number, MonthOfMoves>()
  const stood = new Map(before.map((each) => [standing(each), each]))
  for (const person of after) if (!stood.delete(standing(person))) addTo(months, person, 1)
  for (const person of stood.values()) addTo(months, person, -1)
  const years = new Map<number, MonthOfMoves>()
  for (const each of months.values()) addMonth(years, each)
  return [...years.values(), ...months.values()].flatMap(movesOf).sort(inCellOrder)
}

type Change = { persons: number; reports: number }
/** What moves: every view, and by which lists saw a person, a year at a time. */
const MOVING = [...VIEWS.map(({ name, monthly }) => ({ name, monthly })), { name: LISTS_VIEW, monthly: false }]
/** For each of them, in that order, what changes by key. */
type MonthOfMoves = {
  readonly year: number
  readonly month: number
  readonly views: readonly Map<string, Change>[]
}
const monthIn = (all: Map<number, MonthOfMoves>, year: number, month: number): MonthOfMoves => {
  const mark = year * 100 + month
  const known = all.get(mark) ?? { year, month, views: MOVING.map(() => new Map<string, Change>()) }
  all.set(mark, known)
  return known
}
const change = (view: Map<string, Change>, key: string, persons: number, reports: number): void => {
  const known = view.get(key)
  if (known) {
    known.persons += persons
    known.reports += reports
  } else view.set(key, { persons, reports })
}
const addTo = (all: Map<number, MonthOfMoves>, person: PersonYear, sign: 1 | -1): void => {
  const { year, month, reports, facets, lists } = person
  const { views } = monthIn(all, year, month)
  const byList = views[VIEWS.length]
  if (byList && lists !== '') change(byList, lists, sign, sign * reports)
  for (const [place, { at: places }] of VIEWS.entries()) {
    const view = views[place]
    if (view) change(view, keyOf(places, facets), sign, sign * reports)
  }
}
const addMonth = (years: Map<number, MonthOfMoves>, { year, views }: MonthOfMoves): void => {
  const whole = monthIn(years, year, WHOLE_YEAR)
  for (const [place, view] of views.entries()) {
    const into = whole.views[place]
    if (into) for (const [key, { persons, reports }] of view) change(into, key, persons, reports)
  }
}
const movesOf = ({ year, month, views }: MonthOfMoves): readonly Move[] =>
  MOVING.flatMap(({ name: dimensions, monthly }, place) =>
    monthly || month === WHOLE_YEAR
      ? [...(views[place] ?? [])].flatMap(([key, { persons, reports }]) =>
          persons !== 0 || reports !== 0 ? [{ year, month, dimensions, key, persons, reports }] : [],
        )
      : [],
  )
const inCellOrder = (one: Move, other: Move): number =>
  one.year - other.year ||
  one.month - other.month ||
  inAlphabet(one.dimensions, other.dimensions) ||
  inAlphabet(one.key, other.key)
const inAlphabet = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const standing = ({ unit, year, month, reports, facets, lists }: PersonYear): string =>
  [unit, year, month, reports, lists, ...facets].join(JOINT)
