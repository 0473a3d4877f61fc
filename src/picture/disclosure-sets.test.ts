/** Whole problems with known answers, and a table of the size of the country. They are no part of a clone: without them these tests say so and skip. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { anonymityOf } from './anonymity.ts'
import { auditShown } from './audit.ts'
import { type Branch, type CellTable, tableOf } from './cells.ts'
import { eliminate, followsExactly } from './eliminate.ts'
import { primaryOf } from './primary.ts'
import { protectTable } from './protect.ts'
import { hiddenOf, type ReadTable, readTables } from './read-table.ts'
import { roundControlled } from './round-controlled.ts'
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

const country = (): CellTable => {
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
  const rows: string[][] = parse(readFileSync(join(SDC, 'bench', 'dutch-1000.csv'), 'utf8'))
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
const timed = <T>(act: () => T): { readonly value: T; readonly seconds: number } => {
  const began = now()
  const value = act()
  return { value, seconds: (now() - began) / 1000 }
}

withSets(
  'a country of 12 months, 35 regions and 5 forms is eliminated, attacked and rounded, and nothing small follows',
  () => {
    const table = country()
    const hidden = [...primaryOf(table, { threshold: 5 }).keys()]
    expect([table.keys.length, table.additions.length, hidden.length]).toEqual([4_692, 3_284, 1_620])
    const eliminated = timed(() => eliminate(table, new Set(hidden)) ?? new Set<number>())
    expect(eliminated.value.size - hidden.length).toBeLessThanOrEqual(210)
    expect(followsExactly(table, eliminated.value, hidden)).toEqual([])
    const known = table.values.map((value, cell) =>
      eliminated.value.has(cell) ? { least: 0, most: 1e9 } : { least: value, most: value },
    )
    const wanted = hidden.map((cell) => ({
      cell,
      least: pick(table.values, cell) - 1,
      most: pick(table.values, cell) + 1,
    }))
    const audit = timed(() => auditShown(solver, { known, additions: table.additions }, wanted))
    expect(audit.value).toMatchObject({ exact: [], contradiction: false })
    const rounded = timed(() => roundControlled(solver, table, { base: 5 }))
    if (!rounded.value.ok) throw new Error(rounded.value.refusal.code)
    const { shown } = rounded.value.value
    const broken = table.additions.filter(
      ({ total, parts }) => parts.reduce((sum, part) => sum + pick(shown, part), 0) !== pick(shown, total),
    )
    expect(broken).toEqual([])
    process.stdout.write(
      `elimination ${eliminated.seconds.toFixed(2)} s, ${eliminated.value.size - hidden.length} beside ${hidden.length}; attack ${audit.seconds.toFixed(2)} s; rounding ${rounded.seconds.toFixed(2)} s\n`,
    )
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
