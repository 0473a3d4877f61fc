import { expect, test } from 'vitest'
import { day } from '../kernel/index.ts'
import { MERGERS, mergedInto, onTodaysMap } from './follow-merger.ts'
import { readReferenceTables } from './reference.store.ts'
import { readReference } from './reference.ts'

const read = readReference(await readReferenceTables())
if (!read.ok) throw new Error(JSON.stringify(read.refusal))
const { municipalities } = read.value

test('P12 what happened keeps its place, and a comparison is made on the map of today', () => {
  const rows = [
    { municipality: 'GM0370', year: 2020 },
    { municipality: 'GM0439', year: 2020 },
    { municipality: 'GM0439', year: 2024 },
  ]
  const { placed, left } = onTodaysMap(municipalities, rows)
  expect(placed.get('GM0439')).toEqual({ rows, from: ['GM0370'] })
  expect(rows.map(({ municipality }) => municipality)).toEqual(['GM0370', 'GM0439', 'GM0439'])
  expect(left).toEqual([])
})

test('what was split or never was is told apart and put nowhere', () => {
  const rows = ['GM0788', 'GM9999'].map((municipality) => ({ municipality }))
  expect(onTodaysMap(municipalities, rows)).toEqual({ placed: new Map(), left: rows })
})

test('every merger leads to a municipality of today, says how it was checked, and is told beside a comparison across it', () => {
  const codes = new Set<string>(municipalities.map(({ code }) => code))
  for (const { into, code } of MERGERS) expect([codes.has(into), codes.has(code)]).toEqual([true, false])
  expect(Object.groupBy(MERGERS, ({ checked }) => checked).code).toHaveLength(14)
  expect(mergedInto('GM1992', day('2022-06-01')).map(({ name }) => name)).toEqual([
    'Brielle',
    'Hellevoetsluis',
    'Westvoorne',
  ])
  expect(mergedInto('GM1992', day('2023-01-01'))).toEqual([])
})
