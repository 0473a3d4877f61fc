/** What a reader with the purpose sees of the cube: numbers with their definitions, in a fixed order. */
import type { Static } from 'typebox'
import { SAFETY_REGIONS } from '../words/safety-regions.ts'
import type { CubeView, DeskView, DirectiveView } from './cube.schema.ts'
import { JOINT, WHOLE_YEAR } from './cube.ts'
import {
  DEFINITIONS,
  DIMENSIONS,
  type Dimension,
  EXPORT_DEFINITION,
  MEASURES,
  NOT_WITHOUT_RELEASE,
  sourceOf,
  UNKNOWN_WORDS,
} from './definitions.ts'
import { type CountedCell, type Desk, valuesOf } from './desk.ts'
import { directiveRows } from './directive.ts'
import { UNKNOWN } from './facets.ts'

const NOTICE = { code: 'not-without-release', ...NOT_WITHOUT_RELEASE }
/** The way out for who has no purpose goes through a release, which has its own screen and rules. */
const ABILITIES = ['release-numbers']
export const PERIODS = ['year', 'quarter', 'month'] as const
export type Period = (typeof PERIODS)[number]

export type Current = { readonly year: number; readonly waiting: number }

export const presentDesk = (
  desk: Desk,
  current: Current & { readonly years: readonly number[] },
): Static<typeof DeskView> => ({
  ...current,
  years: [...current.years],
  ...desk,
  months: [...desk.months],
  changed: desk.changed.map(({ dimension, values }) => ({ dimension, values: [...values] })),
  path: [...desk.path],
  outcomes: [...desk.outcomes],
  unseen: [...desk.unseen],
  regionsWithoutReports: [...desk.regionsWithoutReports],
  definitions: DIMENSIONS.map(definitionOf),
  measures: Object.entries(MEASURES).map(([code, { nl, en, source }]) => ({
    ...{ code, nl, en },
    ...sourceOf(source),
  })),
  notice: NOTICE,
  abilities: [...ABILITIES],
})

/** The cells of one view, by year, quarter or month. Quarters are sums of months: each person stands in one month of a year. */
export const presentCube = (
  cells: readonly CountedCell[],
  asked: Current & { readonly dimensions: readonly Dimension[]; readonly period: Period },
): Static<typeof CubeView> => {
  const parts = new Map<string, { part: number; values: string[]; persons: number; reports: number }>()
  for (const { month, key, persons, reports } of cells.filter(
    ({ month }) => (month === WHOLE_YEAR) === (asked.period === 'year'),
  )) {
    const part = asked.period === 'quarter' ? Math.ceil(month / 3) : month
    const mark = `${part}${JOINT}${key}`
    const known = parts.get(mark) ?? { part, values: key === '' ? [] : key.split(JOINT), persons: 0, reports: 0 }
    parts.set(mark, { ...known, persons: known.persons + persons, reports: known.reports + reports })
  }
  const rankOf = (values: readonly string[]): readonly number[] =>
    asked.dimensions.map((dimension, place) => valuesOf(dimension).indexOf(values[place] ?? UNKNOWN))
  return {
    ...{ year: asked.year, waiting: asked.waiting, period: asked.period, dimensions: [...asked.dimensions] },
    persons: cells.filter(({ month }) => month === WHOLE_YEAR).reduce((sum, each) => sum + each.persons, 0),
    cells: [...parts.values()].sort((one, other) =>
      inOrder([one.part, ...rankOf(one.values)], [other.part, ...rankOf(other.values)]),
    ),
    definitions: asked.dimensions.map(definitionOf),
    notice: NOTICE,
    abilities: [...ABILITIES],
  }
}
const inOrder = (one: readonly number[], other: readonly number[]): number => {
  const place = one.findIndex((each, at) => each !== other[at])
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? 0)
}

export const presentDirective = (
  cells: readonly CountedCell[],
  { year, waiting }: Current,
): Static<typeof DirectiveView> => {
  const rows = directiveRows(cells)
  return {
    ...{ year, waiting, rows: [...rows] },
    persons: rows.reduce((sum, row) => sum + row.persons, 0),
    definitions: (['reporter', 'sex', 'age', 'nationality', 'form'] as const).map(definitionOf),
    description: { code: 'directive-cube', nl: EXPORT_DEFINITION.says.nl, en: EXPORT_DEFINITION.says.en },
    ...sourceOf(EXPORT_DEFINITION.source),
    notice: NOTICE,
    abilities: [...ABILITIES],
  }
}

const definitionOf = (dimension: Dimension): Static<typeof DeskView>['definitions'][number] => {
  const { nl, en, says, source, state, values } = DEFINITIONS[dimension]
  return {
    ...{ code: dimension, nl, en, state },
    ...sourceOf(source),
    says: { code: dimension, ...says },
    values: valuesOf(dimension).map((code) => {
      const region = SAFETY_REGIONS[code]
      return { code, ...(region === undefined ? (values[code] ?? UNKNOWN_WORDS) : { nl: region, en: region }) }
    }),
  }
}
