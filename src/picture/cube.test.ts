import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CELLS_OF_PERSON,
  type CellKey,
  type CountedReport,
  cellsOf,
  DIRECTIVE_VIEW,
  dimensionsIn,
  LISTS_VIEW,
  type Move,
  movesBetween,
  ON_NO_LIST,
  type PersonYear,
  placePersons,
  unitsOfNextRound,
  viewOf,
} from './cube.ts'
import { DEFINITIONS, DIMENSIONS, type Dimension, readDefinitions } from './definitions.ts'
import { UNKNOWN } from './facets.ts'

const VALUES: Readonly<Record<Dimension, string>> = {
  ...{ form: 'labour', sex: 'man', age: '35-49', nationality: 'asia', region: 'VR11', stay: UNKNOWN },
  ...{ reporter: 'care', status: 'reported', outcome: 'none', delay: 'on-time' },
}
const aReport = (
  given: Partial<Omit<CountedReport, 'values'>> & { values?: Partial<CountedReport['values']> } = {},
): CountedReport => ({
  ...{ unit: 'the cook', year: 2026, month: 11, list: 'shelter' },
  ...given,
  values: { ...VALUES, ...given.values },
})
const facet = (person: PersonYear | undefined, dimension: Dimension) => person?.facets[DIMENSIONS.indexOf(dimension)]

test('three reports of one person are one person, in the month of the first, with what is first known', () => {
  const [person, another] = placePersons([
    aReport({ month: 11, values: { form: 'labour', status: 'place-asked', outcome: 'missing' } }),
    aReport({ month: 3, values: { form: UNKNOWN, region: 'VR22', sex: UNKNOWN } }),
    aReport({ month: 7, values: { form: 'criminal', region: 'VR11', delay: 'late' } }),
  ])
  expect(another).toBeUndefined()
  expect(person).toMatchObject({ month: 3, reports: 3 })
  expect(facet(person, 'form')).toBe('criminal')
  expect(facet(person, 'region')).toBe('VR22')
  expect(facet(person, 'sex')).toBe('man')
  expect(facet(person, 'status')).toBe('place-asked')
  expect(facet(person, 'outcome')).toBe('missing')
  expect(facet(person, 'delay')).toBe('late')
})

test('each year counts apart, and a file that is open says more than one that ended', () => {
  const placed = placePersons([
    aReport({ year: 2025, values: { outcome: 'recovered' } }),
    aReport({ values: { outcome: 'recovered' } }),
    aReport({ values: { outcome: 'open' } }),
  ])
  expect(placed.map((each) => [each.year, each.reports, facet(each, 'outcome')])).toEqual([
    [2025, 1, 'recovered'],
    [2026, 2, 'open'],
  ])
})

test('a view has at most two dimensions, in one order, and knows which they are', () => {
  expect(viewOf([])).toBe('')
  expect(viewOf(['region', 'form'])).toBe('form+region')
  expect(viewOf(['form', 'form'])).toBeUndefined()
  expect(viewOf(['form', 'sex', 'age'])).toBeUndefined()
  expect(dimensionsIn('form+region')).toEqual(['form', 'region'])
})

test('a change of one facet moves only the cells that hold it', () => {
  const [before, after] = [placePersons([aReport()]), placePersons([aReport({ values: { outcome: 'open' } })])]
  const moves = movesBetween(before, after)
  expect(moves.every(({ dimensions }) => dimensions.split('+').includes('outcome'))).toBe(true)
  // The dimension alone and with each of the nine others, of the year and of the month, out and in.
  expect(moves).toHaveLength((1 + 9) * 2 * 2)
  expect(movesBetween(before, before)).toEqual([])
})

test('which lists saw a unit is one cell a year, whatever came first and however often; who is on no list stands in none', () => {
  const cell = (lists: readonly string[]) =>
    placePersons(lists.map((list) => aReport({ list })))
      .flatMap(cellsOf)
      .filter((each) => each.dimensions === LISTS_VIEW)
  expect(cell(['shelter', 'municipality', 'shelter', ON_NO_LIST])).toEqual([
    { year: 2026, month: 0, dimensions: LISTS_VIEW, key: 'municipality+shelter' },
  ])
  expect(cell(['municipality', 'shelter'])).toEqual(cell(['shelter', 'municipality']))
  expect(cell([ON_NO_LIST])).toEqual([])
  // Nothing else changed: one cell loses her and one has her.
  const moved = movesBetween(placePersons([aReport({ list: 'shelter' })]), placePersons([aReport({ list: 'police' })]))
  expect(moved.map(({ key, persons }) => [key, persons])).toEqual([
    ['police', 1],
    ['shelter', -1],
  ])
})

test('a round that took long is followed by a smaller one, and a short one by a larger, within bounds', () => {
  expect([2_000, 150, 100].map((units) => unitsOfNextRound(units, 600))).toEqual([1_000, 100, 100])
  expect([100, 1_500, 2_000].map((units) => unitsOfNextRound(units, 40))).toEqual([200, 2_000, 2_000])
  expect(unitsOfNextRound(700, 300)).toBe(700)
  expect(unitsOfNextRound()).toBe(200)
})

test('a dimension without words, source or state is a fault of ours', () => {
  expect(() => readDefinitions({ dimensions: { ...DEFINITIONS, form: undefined } })).toThrow(/form/)
  expect(() =>
    readDefinitions({ dimensions: { ...DEFINITIONS, sex: { ...DEFINITIONS.sex, source: { nl: '', en: '' } } } }),
  ).toThrow(/sex/)
  expect(() => readDefinitions({ dimensions: { ...DEFINITIONS, age: { ...DEFINITIONS.age, state: 'sure' } } })).toThrow(
    /age/,
  )
})

// What happens to a cube: a report comes, reports become one person, one leaves it, a file moves, and somebody counts what changed.
const someValues = fc.record({
  ...{ form: fc.constantFrom('labour', 'sexual', UNKNOWN), sex: fc.constantFrom('man', 'woman', UNKNOWN) },
  ...{ age: fc.constantFrom('12-17', '35-49', UNKNOWN), nationality: fc.constantFrom('nl', 'asia', UNKNOWN) },
  ...{ region: fc.constantFrom('VR11', 'VR22', UNKNOWN), stay: fc.constantFrom('VR15', UNKNOWN) },
  ...{ reporter: fc.constantFrom('care', 'enforcement'), status: fc.constantFrom('reported', 'place-found') },
  ...{ outcome: fc.constantFrom('none', 'open', 'recovered'), delay: fc.constantFrom('late', 'on-time', UNKNOWN) },
})
const someReport = fc.record({
  ...{
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    year: fc.constantFrom(2025, 2026),
    month: fc.integer({ min: 1, max: 12 }),
    list: fc.constantFrom('shelter', 'municipality', 'police', ON_NO_LIST),
  },
  values: someValues,
})
type Event =
  | { readonly is: 'report'; readonly report: CountedReport }
  | { readonly is: 'unit'; readonly which: number; readonly unit: string }
  | { readonly is: 'file'; readonly which: number; readonly values: CountedReport['values'] }
  | { readonly is: 'count'; readonly most: number }
const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    fc.record({ is: fc.constant('report' as const), report: someReport }),
    fc.record({ is: fc.constant('unit' as const), which: fc.nat(20), unit: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
    fc.record({ is: fc.constant('file' as const), which: fc.nat(20), values: someValues }),
    fc.record({ is: fc.constant('count' as const), most: fc.integer({ min: 1, max: 3 }) }),
  ),
  { maxLength: 30 },
)

const markOf = (cell: CellKey): string => [cell.year, cell.month, cell.dimensions, cell.key].join(' ')
type Cube = Map<string, { readonly persons: number; readonly reports: number }>
const applied = (cube: Cube, moves: readonly Move[]): void => {
  for (const move of moves) {
    const was = cube.get(markOf(move)) ?? { persons: 0, reports: 0 }
    const now = { persons: was.persons + move.persons, reports: was.reports + move.reports }
    if (now.persons === 0 && now.reports === 0) cube.delete(markOf(move))
    else cube.set(markOf(move), now)
  }
}
// Cell by cell and person by person: the long way, which shares nothing with how moves are added up.
const afresh = (reports: readonly CountedReport[]): Cube => {
  const cube: Cube = new Map()
  for (const person of placePersons(reports))
    for (const cell of cellsOf(person)) applied(cube, [{ ...cell, persons: 1, reports: person.reports }])
  return cube
}
// As the store does it: writers mark units, a keeper takes some of them at a time.
const keptThrough = (
  all: readonly Event[],
): { readonly cube: Cube; readonly reports: readonly CountedReport[]; readonly most: number } => {
  const reports: CountedReport[] = []
  const [persons, cube] = [new Map<string, readonly PersonYear[]>(), new Map() as Cube]
  let [changed, most]: [string[], number] = [[], 0]
  const change = (which: number, to: (report: CountedReport) => CountedReport): void => {
    const [place, report] = [which % Math.max(1, reports.length), reports[which % Math.max(1, reports.length)]]
    if (!report) return
    const next = to(report)
    reports[place] = next
    changed.push(report.unit, next.unit)
  }
  const count = (taken: readonly string[]): void => {
    for (const unit of new Set(taken)) {
      const after = placePersons(reports.filter((each) => each.unit === unit))
      const moves = movesBetween(persons.get(unit) ?? [], after)
      most = Math.max(most, moves.length)
      applied(cube, moves)
      persons.set(unit, after)
    }
  }
  for (const event of all) {
    if (event.is === 'report') {
      reports.push(event.report)
      changed.push(event.report.unit)
    } else if (event.is === 'unit') change(event.which, (report) => ({ ...report, unit: event.unit }))
    else if (event.is === 'file') change(event.which, (report) => ({ ...report, values: event.values }))
    else count(changed.splice(0, event.most))
  }
  count(changed)
  changed = []
  return { cube, reports, most }
}

test('P4 the cube that was kept fact by fact is the cube counted afresh, in any order of arrival, units joined and split', () => {
  fc.assert(
    fc.property(events, (all) => {
      const { cube, reports } = keptThrough(all)
      expect(cube).toEqual(afresh(reports))
      expect(cube).toEqual(afresh([...reports].reverse()))
    }),
  )
})

test('P5 in every view the cells of a period add up to its persons, and its months to the year', () => {
  fc.assert(
    fc.property(fc.array(someReport, { minLength: 1, maxLength: 25 }), (reports) => {
      const placed = placePersons(reports)
      for (const year of new Set(placed.map((each) => each.year))) {
        const persons = placed.filter((each) => each.year === year)
        const cells = persons.flatMap(cellsOf)
        const inView = (view: string, whole: boolean) =>
          cells.filter(({ dimensions, month }) => dimensions === view && (month === 0) === whole).length
        for (const view of new Set(cells.map(({ dimensions }) => dimensions))) {
          if (view === LISTS_VIEW) continue
          expect(inView(view, true), view).toBe(persons.length)
          if (view !== DIRECTIVE_VIEW) expect(inView(view, false), view).toBe(persons.length)
        }
      }
    }),
  )
})

test('P6 what changes one person in one year moves no more cells than a person stands in, out and in, whatever was counted before', () => {
  fc.assert(
    fc.property(someReport, someReport, fc.array(someReport, { maxLength: 40 }), (one, other, many) => {
      const [before, after] = [
        { ...one, unit: 'she' },
        { ...other, unit: 'she', year: one.year },
      ]
      const history = placePersons(many)
      const moves = movesBetween([...history, ...placePersons([before])], [...history, ...placePersons([after])])
      expect(moves.length).toBeLessThanOrEqual(2 * CELLS_OF_PERSON)
    }),
  )
  expect(cellsOf(placePersons([aReport()])[0] as PersonYear)).toHaveLength(CELLS_OF_PERSON)
})
