/** An invented country of 1,000 persons: 12 months in quarters, 35 regions in ten units, 5 forms; 4,692 cells with all totals. Its finest counts are country.csv. */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { type Branch, type CellTable, tableOf } from '../../src/picture/cells.ts'

/** The whole table: what is not in the file is 0. */
export const countryTable = (): CellTable => {
  const codes = (name: string, numbers: readonly number[]): readonly Branch[] =>
    numbers.map((each) => ({ code: `${name}${String(each).padStart(2, '0')}` }))
  const counted = (from: number, count: number, step = 1) =>
    Array.from({ length: count }, (_, place) => from + place * step)
  const quarters = counted(1, 4).map((q) => ({ code: `q${q}`, children: codes('m', counted(q * 3 - 2, 3)) }))
  const units = counted(1, 10).map((unit) => ({
    code: `eh${unit}`,
    children: codes('r', counted(unit, unit <= 5 ? 4 : 3, 10)),
  }))
  const forms = ['seks_nl', 'seks_grens', 'arbeid', 'crimineel', 'overig'].map((code) => ({ code }))
  const rows: string[][] = parse(readFileSync(new URL('country.csv', import.meta.url), 'utf8'))
  const counts = new Map(rows.slice(1).map(([m, r, f, n]) => [`${m}|${r}|${f}`, Number(n)] as const))
  const made = tableOf(
    [
      { name: 'month', tree: { code: 'year', children: quarters } },
      { name: 'region', tree: { code: 'NL', children: units } },
      { name: 'form', tree: { code: 'alle', children: forms } },
    ],
    counts,
  )
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}
