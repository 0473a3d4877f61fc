/** What the desk asks first, out of the cells of two years: what changed, where people drop out, what is not seen. Never a ranking. Pure. */
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import { type CellKey, WHOLE_YEAR } from './cube.ts'
import { DEFINITIONS, DIMENSIONS, type Dimension } from './definitions.ts'
import { UNKNOWN } from './facets.ts'

export type CountedCell = CellKey & { readonly persons: number; readonly reports: number }
export type Changed = { readonly value: string; readonly persons: number; readonly before: number }
export type Desk = {
  readonly persons: number
  readonly reports: number
  /** The same months of the year before. */
  readonly before: number
  /** The months that both years are compared over: all twelve, or as far as this year is. */
  readonly untilMonth: number
  readonly months: readonly { readonly month: number; readonly persons: number; readonly before: number }[]
  readonly changed: readonly { readonly dimension: Dimension; readonly values: readonly Changed[] }[]
  /** How many came at least so far. */
  readonly path: readonly { readonly value: string; readonly persons: number }[]
  readonly outcomes: readonly { readonly value: string; readonly persons: number }[]
  readonly unseen: readonly { readonly dimension: Dimension; readonly unknown: number; readonly of: number }[]
  readonly late: number
  readonly regionsWithoutReports: readonly string[]
}

/** What is compared between two years; how far and how it ended still changes for the newest people, and is no comparison. */
const COMPARED: readonly Dimension[] = ['form', 'sex', 'age', 'nationality', 'region', 'reporter']
/** Without an end or a region of stay nobody has been overlooked: there is no file. */
const MAY_BE_UNKNOWN = DIMENSIONS.filter((each) => !['status', 'outcome', 'stay'].includes(each))
export const REGION_CODES: readonly string[] = Object.keys(SAFETY_REGIONS)
/** The views that a desk reads: everybody, and each dimension alone. */
export const DESK_VIEWS: readonly string[] = ['', ...DIMENSIONS]

/** The values of a dimension in their own order, unknown last: never by size. */
export const valuesOf = (dimension: Dimension): readonly string[] => [
  ...(dimension === 'region' || dimension === 'stay' ? REGION_CODES : Object.keys(DEFINITIONS[dimension].values)),
  ...(dimension === 'status' || dimension === 'outcome' ? [] : [UNKNOWN]),
]

/** The desk of a year, out of the cells of `DESK_VIEWS` of that year and the one before. */
export const layDesk = (
  cells: readonly CountedCell[],
  { year, untilMonth }: { readonly year: number; readonly untilMonth: number },
): Desk => {
  const found = new Map(cells.map((cell) => [markOf(cell), cell]))
  const get = (of: number, dimensions: string, month: number, key: string): number =>
    found.get(markOf({ year: of, dimensions, month, key }))?.persons ?? 0
  const upTo = (of: number, dimensions: string, key: string): number =>
    MONTHS.filter((month) => month <= untilMonth).reduce((sum, month) => sum + get(of, dimensions, month, key), 0)
  const whole = (dimension: Dimension, value: string): number => get(year, dimension, WHOLE_YEAR, value)
  const persons = get(year, '', WHOLE_YEAR, '')
  const stages = valuesOf('status')
  return {
    persons,
    reports: found.get(markOf({ year, dimensions: '', month: WHOLE_YEAR, key: '' }))?.reports ?? 0,
    before: upTo(year - 1, '', ''),
    untilMonth,
    months: MONTHS.map((month) => ({ month, persons: get(year, '', month, ''), before: get(year - 1, '', month, '') })),
    changed: COMPARED.map((dimension) => ({
      dimension,
      values: valuesOf(dimension)
        .map((value) => ({ value, persons: upTo(year, dimension, value), before: upTo(year - 1, dimension, value) }))
        .filter((each) => each.persons > 0 || each.before > 0),
    })),
    path: stages.map((value, place) => ({
      value,
      persons: stages.slice(place).reduce((sum, each) => sum + whole('status', each), 0),
    })),
    outcomes: valuesOf('outcome')
      .map((value) => ({ value, persons: whole('outcome', value) }))
      .filter((each) => each.persons > 0),
    unseen: MAY_BE_UNKNOWN.map((dimension) => ({ dimension, unknown: whole(dimension, UNKNOWN), of: persons })),
    late: whole('delay', 'late'),
    regionsWithoutReports: REGION_CODES.filter((code) => whole('region', code) === 0),
  }
}
const MONTHS: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1)
const markOf = ({ year, dimensions, month, key }: CellKey): string => [year, dimensions, month, key].join(' ')
