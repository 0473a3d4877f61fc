import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BASE, disclose, findLeak, rangeOf, roundNumber, type SafeTable, type Table } from './disclose.ts'

const tableOf = (cells: readonly (readonly number[])[]): Table => ({
  regions: cells.map((_, index) => `VR${index}`),
  forms: (cells[0] ?? []).map((_, index) => `form ${index}`),
  cells,
})
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test('1 to 4 is shown as fewer than 5, the rest to the nearest 5, and nobody as nobody', () => {
  expect([0, 1, 4, 5, 7, 8, 12, 13].map(roundNumber)).toEqual([0, '<5', '<5', 5, 5, 10, 10, 15])
})

test('a region with few persons is not shown by form', () => {
  const safe = disclose(
    tableOf([
      [3, 2],
      [40, 50],
    ]),
  )
  expect(safe.cells[0]).toEqual([null, null])
  expect(safe.regionTotals[0]).toBeNull()
})

test('a total that would pin two small cells down is withheld', () => {
  // 12 is shown as 10, so at most 12; the two fives are at least 5 each, so both small cells would have to be 1.
  const table = tableOf([[5, 5, 1, 1]])
  const safe = disclose(table)
  expect(findLeak(table, { ...safe, regionTotals: [10], total: 10 })).toBeDefined()
  expect(safe.regionTotals).toEqual([null])
  expect(safe.cells).toEqual([[5, 5, '<5', '<5']])
})

test('a form with two persons in two regions is not told by its cells', () => {
  const safe = disclose(
    tableOf([
      [1, 0, 0, 9],
      [1, 0, 0, 9],
    ]),
  )
  expect(safe.cells.map((row) => row[0])).toEqual([null, null])
  expect(safe.formTotals[0]).toBeNull()
})

test('what is no table is a fault of ours', () => {
  expect(() => disclose(tableOf([[1, 2], [3]]))).toThrow()
  expect(() => disclose(tableOf([[-1]]))).toThrow()
})

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 60 }) },
)
const tables = (rows: number, columns: number, each: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns }))
    .chain(([height, width]) =>
      fc.array(fc.array(each, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    )
    .map(tableOf)

test('P1 every number shown is true: the real one lies within what is shown', () => {
  fc.assert(
    fc.property(tables(6, 4, cell), (table) => {
      const safe = disclose(table)
      const within = (value: number, shown: Parameters<typeof rangeOf>[0]) => {
        const { min, max } = rangeOf(shown)
        expect(value).toBeGreaterThanOrEqual(min)
        expect(value).toBeLessThanOrEqual(max)
      }
      table.cells.forEach((row, region) => {
        for (const [form, value] of row.entries()) within(value, safe.cells[region]?.[form] ?? null)
        within(sum(row), safe.regionTotals[region] ?? null)
      })
      for (const form of table.forms.keys()) {
        within(sum(table.cells.map((row) => row[form] ?? 0)), safe.formTotals[form] ?? null)
      }
      within(sum(table.cells.flat()), safe.total)
    }),
  )
})

/**
 * The attack, written apart from the method: try every table that fits what is shown. `values` limits what is tried for
 * withheld cells; that makes the attacker stronger than he is, never weaker, as long as the real table is among them.
 */
const tablesThatFit = (safe: SafeTable, highest: number): number[][] => {
  const [rows, columns] = [safe.regions.length, safe.forms.length]
  const cells = safe.cells.flat().map(rangeOf)
  const fits = (flat: readonly number[]): boolean => {
    const ok = (value: number, shown: SafeTable['total']) => value >= rangeOf(shown).min && value <= rangeOf(shown).max
    const row = (region: number) => sum(flat.slice(region * columns, (region + 1) * columns))
    const column = (form: number) => sum(flat.filter((_, index) => index % columns === form))
    return (
      Array.from({ length: rows }, (_, region) => ok(row(region), safe.regionTotals[region] ?? null)).every(Boolean) &&
      Array.from({ length: columns }, (_, form) => ok(column(form), safe.formTotals[form] ?? null)).every(Boolean) &&
      ok(sum(flat), safe.total)
    )
  }
  const found: number[][] = []
  const fill = (flat: number[]): void => {
    const range = cells[flat.length]
    if (!range) {
      if (fits(flat)) found.push(flat)
      return
    }
    for (let value = range.min; value <= Math.min(range.max, highest); value += 1) fill([...flat, value])
  }
  fill([])
  return found
}

test('P2 no small number can be told more closely than 1 to 4, by trying every table that fits the release', () => {
  fc.assert(
    fc.property(tables(2, 2, fc.integer({ min: 0, max: 12 })), (table) => {
      const fitting = tablesThatFit(disclose(table), 16)
      table.cells.flat().forEach((value, index) => {
        if (value === 0 || value >= BASE) return
        const possible = new Set(fitting.map((flat) => flat[index]))
        for (const each of [1, 2, 3, 4]) expect(possible).toContain(each)
      })
    }),
    { numRuns: 150 },
  )
})

test('P3 small totals are guarded like small cells', () => {
  fc.assert(
    fc.property(tables(2, 2, fc.integer({ min: 0, max: 6 })), (table) => {
      const fitting = tablesThatFit(disclose(table), 16)
      const columns = table.forms.length
      table.forms.forEach((_, form) => {
        const total = sum(table.cells.map((row) => row[form] ?? 0))
        if (total === 0 || total >= BASE) return
        const possible = new Set(fitting.map((flat) => sum(flat.filter((_each, index) => index % columns === form))))
        for (const each of [1, 2, 3, 4]) expect(possible).toContain(each)
      })
    }),
    { numRuns: 150 },
  )
})

test('a country of 25 regions and 6 forms is made safe in seconds', () => {
  const cells = Array.from({ length: 25 }, (_, region) =>
    Array.from({ length: 6 }, (_each, form) => (region * 7 + form * 11) % 23),
  )
  const began = performance.now()
  expect(findLeak(tableOf(cells), disclose(tableOf(cells)))).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(10_000)
})
