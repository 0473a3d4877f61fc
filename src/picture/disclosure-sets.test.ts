/** Whole problems with known answers. They are no part of a clone: without them these tests say so and skip. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { anonymityOf } from './anonymity.ts'
import { protectTable } from './protect.ts'
import { hiddenOf, type ReadTable, readTables } from './read-table.ts'
import { openSolver } from './solver.job.ts'
import { pick, type Solver } from './solver.ts'

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url))
const SDC = join(DATA, 'sdc')
const CTDC = join(DATA, 'ctdc')
const withSets = test.skipIf(!existsSync(SDC) || !existsSync(CTDC))
if (!existsSync(SDC)) process.stdout.write('skipped: the sets with known answers are not part of a clone\n')

let solver: Solver
beforeAll(async () => {
  solver = await openSolver()
})
const now = (): number => performance.now()
const tablesIn = (file: string): readonly ReadTable[] => {
  const read = readTables(readFileSync(join(SDC, file), 'utf8'), file)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return read.value
}
type Answers = {
  readonly instances: readonly {
    readonly results: readonly {
      readonly protection: string
      readonly cost: 'value' | 'count'
      readonly optimum: number
    }[]
  }[]
}

withSets(
  'every problem is withheld safely at the proven optimum: 36 invented ones, the published ones and the tables of tau-ARGUS',
  () => {
    const costs: string[] = []
    const cost = (read: ReadTable, below: boolean, by: 'value' | 'count'): number => {
      const { needs, reasons } = hiddenOf(read, { below })
      const made = protectTable(solver, read.table, { method: 'suppress', base: 5, needs, cost: by, now })
      if (!made.ok) throw new Error(`${read.id}: ${made.refusal.code}`)
      expect(made.value.audit, read.id).toMatchObject({ told: [], exact: [], contradiction: false })
      return made.value.shown.reduce<number>((sum, shown, cell) => {
        const secondary = shown === null && !reasons.has(cell)
        return secondary ? sum + (by === 'count' ? 1 : pick(read.table.values, cell)) : sum
      }, 0)
    }
    for (const file of readdirSync(SDC).filter((name) => /^own-csp.*\.json$/.test(name))) {
      const answers: Answers = JSON.parse(readFileSync(join(SDC, file), 'utf8'))
      for (const [index, read] of tablesIn(file).entries())
        for (const { protection, cost: by, optimum } of answers.instances[index]?.results ?? []) {
          const found = cost(read, protection === 'U5', by)
          expect(found, `${read.id} ${protection} ${by}`).toBe(optimum)
          costs.push(read.id)
        }
    }
    expect(costs.length).toBeGreaterThanOrEqual(36)
    expect(tablesIn('external.json').map((read) => cost(read, false, 'value'))).toEqual([40, 0, 7, 1950])
    expect(tablesIn('argus-simple2d.json').map((read) => Math.round(cost(read, false, 'value')))).toEqual([521_926])
  },
)

const anonymity = (file: string, k: number, columns?: readonly string[]) => {
  const [head = [], ...records]: string[][] = parse(gunzipSync(readFileSync(join(CTDC, file))))
  return anonymityOf({ columns: head, records }, { k, ...(columns ? { columns } : {}) })
}
withSets(
  'the file of CTDC is 11-anonymous and not 12-anonymous; its synthetic one is not even 2-anonymous, as synthetic is another thing',
  () => {
    const file = 'ctdc-kanon-2020-subset.csv.gz'
    expect(anonymity(file, 11)).toMatchObject({ value: { holds: true, records: 48_773, classes: 936, smallest: 11 } })
    expect(anonymity(file, 12)).toMatchObject({ value: { holds: false } })
    expect(anonymity(file, 11, ['gender', 'ageBroad'])).toMatchObject({ value: { classes: 20, smallest: 221 } })
    const synthetic = anonymity('ctdc-synthetic-2025-north-america-derived.csv.gz', 2)
    expect(synthetic).toMatchObject({ value: { holds: false, classes: 6_219, unique: 2_231 } })
  },
)
