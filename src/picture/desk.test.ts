import { expect, test } from 'vitest'
import { presentCube, presentDirective } from './cube.present.ts'
import { type CountedReport, cellsOf, DIRECTIVE_VIEW, placePersons, WHOLE_YEAR } from './cube.ts'
import { csvOf, describeFile } from './cube-file.ts'
import { type CountedCell, layDesk, REGION_CODES, valuesOf } from './desk.ts'

const reportOf = (year: number, month: number, values: Partial<CountedReport['values']> = {}): CountedReport => ({
  ...{ unit: crypto.randomUUID(), year, month, list: 'shelter' },
  values: {
    ...{ form: 'labour', sex: 'man', age: '35-49', nationality: 'asia', region: 'VR11', stay: 'unknown' },
    ...{ reporter: 'care', status: 'reported', outcome: 'none', delay: 'on-time' },
    ...values,
  },
})
const cellsFrom = (reports: readonly CountedReport[]): readonly CountedCell[] => {
  const cells = new Map<string, CountedCell>()
  for (const person of placePersons(reports))
    for (const cell of cellsOf(person)) {
      const mark = JSON.stringify(cell)
      const known = cells.get(mark)
      cells.set(mark, { ...cell, persons: (known?.persons ?? 0) + 1, reports: (known?.reports ?? 0) + person.reports })
    }
  return [...cells.values()]
}

test('a year that is not over is compared with the same months of the year before', () => {
  const cells = cellsFrom([
    reportOf(2026, 1),
    reportOf(2026, 5, { form: 'sexual' }),
    reportOf(2025, 2),
    reportOf(2025, 11),
  ])
  const desk = layDesk(cells, { year: 2026, untilMonth: 6 })
  expect(desk).toMatchObject({ persons: 2, before: 1, untilMonth: 6 })
  expect(desk.changed.find(({ dimension }) => dimension === 'form')?.values).toEqual([
    { value: 'sexual', persons: 1, before: 0 },
    { value: 'labour', persons: 1, before: 1 },
  ])
  expect(desk.months[10]).toEqual({ month: 11, persons: 0, before: 1 })
})

test('where people drop out is how many came at least so far, and nobody comes further than fewer came', () => {
  const status = ['reported', 'reported', 'file-opened', 'place-asked', 'place-found']
  const { path } = layDesk(cellsFrom(status.map((each) => reportOf(2026, 1, { status: each }))), {
    year: 2026,
    untilMonth: 12,
  })
  expect(path.map(({ persons }) => persons)).toEqual([5, 3, 2, 1])
})

test('what is not seen: unknown shares with their denominator, late reports, regions without any', () => {
  const desk = layDesk(cellsFrom([reportOf(2026, 1, { sex: 'unknown', delay: 'late' }), reportOf(2026, 2)]), {
    ...{ year: 2026, untilMonth: 12 },
  })
  expect(desk.unseen.find(({ dimension }) => dimension === 'sex')).toEqual({ dimension: 'sex', unknown: 1, of: 2 })
  expect(desk.late).toBe(1)
  expect(desk.regionsWithoutReports).toHaveLength(24)
  expect(desk.regionsWithoutReports).not.toContain('VR11')
})

test('regions stand in the order of their codes, never by size', () => {
  const many = ['VR22', 'VR22', 'VR22', 'VR01', 'VR11'].map((region) => reportOf(2026, 1, { region }))
  const shown = layDesk(cellsFrom(many), { year: 2026, untilMonth: 12 }).changed.find(
    ({ dimension }) => dimension === 'region',
  )
  expect(shown?.values.map(({ value }) => value)).toEqual(['VR01', 'VR11', 'VR22'])
  expect(valuesOf('region')).toEqual([...REGION_CODES, 'unknown'])
  expect(REGION_CODES).toHaveLength(25)
})

test('quarters are sums of months, and the year is the same persons', () => {
  const cells = cellsFrom([reportOf(2026, 1), reportOf(2026, 3), reportOf(2026, 4)]).filter(
    ({ dimensions }) => dimensions === 'form',
  )
  const asked = { year: 2026, waiting: 0, dimensions: ['form'] as const }
  expect(presentCube(cells, { ...asked, period: 'quarter' }).cells.map(({ part, persons }) => [part, persons])).toEqual(
    [
      [1, 2],
      [2, 1],
    ],
  )
  expect(presentCube(cells, { ...asked, period: 'year' })).toMatchObject({
    persons: 3,
    cells: [{ part: 0, persons: 3 }],
  })
})

test('the cube of the directive adds groups up to child or adult and to citizenship, and loses nobody', () => {
  const reports = [
    ...[reportOf(2026, 1, { age: '0-11' }), reportOf(2026, 1, { age: '12-17', nationality: 'africa' })],
    ...[reportOf(2026, 1, { nationality: 'nl' }), reportOf(2026, 1, { age: 'unknown', nationality: 'eu' })],
  ]
  const cells = cellsFrom(reports).filter(
    ({ dimensions, month }) => dimensions === DIRECTIVE_VIEW && month === WHOLE_YEAR,
  )
  const view = presentDirective(cells, { year: 2026, waiting: 0 })
  expect(view.persons).toBe(4)
  expect(view.rows.map(({ age, citizenship, persons }) => [age, citizenship, persons])).toEqual([
    ['adult', 'national', 1],
    ['child', 'third-country', 2],
    ['unknown', 'eu', 1],
  ])
  expect(view.notice.nl).toContain('Niet openbaar maken zonder vrijgave')
})

test('a file of numbers quotes what a spreadsheet would calculate with, and its description says that it is not public', () => {
  expect(
    csvOf(
      ['vorm', 'personen'],
      [
        ['=1+1', 3],
        ['a,"b"', 0],
      ],
    ),
  ).toBe('vorm,personen\r\n\'=1+1,3\r\n"a,""b""",0\r\n')
  const words = { nl: 'a', en: 'b' }
  const described = JSON.stringify(
    describeFile({
      ...{
        title: words,
        description: words,
        rights: words,
        year: 2026,
        madeAt: '2026-11-16T09:00:00Z',
        fileName: 'a.csv',
      },
      ...{ columns: [{ name: 'vorm', says: words }], source: 'own' },
    }),
  )
  expect(described).toContain('access-right/NON_PUBLIC')
  expect(described).toContain('"csvw:name":"vorm"')
})
