import { beforeAll, expect, test } from 'vitest'
import { openSolver } from '../../src/picture/solver.job.ts'
import type { Solver } from '../../src/picture/solver.ts'
import { countryTable } from './country.ts'
import { BARS, fixedPiece, measureCountry } from './measure.ts'

let solver: Solver
beforeAll(async () => {
  solver = await openSolver()
})

test('the piece of work that times are held against is the same everywhere', () => {
  expect(fixedPiece()).toBe(50591660)
})

test(
  'a country of 12 months, 35 regions and 5 forms is eliminated, attacked and rounded within its bars, and nothing small follows',
  {
    timeout: 1_800_000,
  },
  () => {
    const table = countryTable()
    const { hidden, withheld, audit, rounded, follows, measured } = measureCountry(solver, table, { repeats: 3 })
    expect([table.keys.length, table.additions.length, hidden.length]).toEqual([4_692, 3_284, 1_620])
    expect(withheld.size - hidden.length).toBeLessThanOrEqual(210)
    expect(follows).toEqual([])
    expect(audit).toMatchObject({ told: [], exact: [], contradiction: false })
    const shown = (cell: number): number => rounded.shown[cell] ?? Number.NaN
    const broken = table.additions.filter(
      ({ total, parts }) => parts.reduce((sum, part) => sum + shown(part), 0) !== shown(total),
    )
    expect(broken).toEqual([])
    expect(rounded.proven).toBe(true)
    for (const { step, pieces, cpuSeconds } of measured) {
      process.stdout.write(
        `${step}: ${cpuSeconds.toFixed(2)} s of a core, ${pieces.toFixed(2)} pieces of ${BARS[step]}\n`,
      )
      expect(pieces, step).toBeLessThan(BARS[step])
    }
  },
)
