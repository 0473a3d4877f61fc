/**
 * What the table of readings does for names that it was not made from: `node bench/linkage/held-out-readings.ts --set FILE
 * [--folds 5] [--seed 1] [--only N]`, for a set of the task `names`. The names are dealt into folds by their Latin spelling; for each
 * fold (or one of them, from 0) a table is learned from the others, and its names are sought in groups as large as the set asks.
 */
import { parseArgs } from 'node:util'
import { randomFrom } from '../../src/kernel/index.ts'
import { readerOf } from '../../src/linkage/readings.ts'
import { round } from './measures.ts'
import { learnWays } from './readings-learner.ts'
import { drawRows, namesFoundAmong } from './run-set.ts'
import { BenchMistake, type LabelledSet, type Row, readRows, readSet } from './set-file.ts'

export type HeldOutOptions = {
  readonly file: string
  readonly folds: number
  readonly seed: number
  /** The one fold to measure, from 0; otherwise all. */
  readonly only?: number
}
export type HeldOutFigures = {
  readonly name: string
  readonly folds: number
  readonly seed: number
  readonly names: number
  readonly recallAt1: number
  readonly byFold: readonly number[]
}

export const heldOutReadings = ({ file, folds, seed, only }: HeldOutOptions): HeldOutFigures => {
  const set = readSet(file)
  if (!Number.isInteger(folds) || folds < 2) throw new BenchMistake('There must be two folds or more.')
  if (set.task !== 'names') throw new BenchMistake(`The set "${set.name}" holds no pairs of names.`)
  const rows = readRows(set, set.files.pairs ?? '')
  const dealt = deal(set, rows, folds, seed)
  const byFold = dealt.flatMap((own, fold) => {
    if (only !== undefined && fold !== only) return []
    const others = dealt.flatMap((each, i) => (i === fold ? [] : each))
    const read = readerOf(Object.fromEntries(learnWays(others.map((row) => pairOf(set, row)))))
    const groups = groupsOf(own, set.sample.candidates)
    const found = groups.reduce((sum, group) => sum + namesFoundAmong(set, group, read).length, 0)
    return [{ found, sought: groups.reduce((sum, { length }) => sum + length, 0) }]
  })
  const names = byFold.reduce((sum, { sought }) => sum + sought, 0)
  if (names === 0 || byFold.some(({ sought }) => sought === 0))
    throw new BenchMistake(`The set "${set.name}" holds too few names for ${folds} folds of full groups.`)
  return {
    ...{ name: set.name, folds, seed, names },
    recallAt1: round(byFold.reduce((sum, { found }) => sum + found, 0) / names),
    byFold: byFold.map(({ found, sought }) => round(found / sought)),
  }
}

/** By lot, but all pairs of one Latin spelling into one fold: its other spellings would teach its own. */
const deal = (set: LabelledSet, rows: readonly Row[], folds: number, seed: number): readonly (readonly Row[])[] => {
  const random = randomFrom(seed)
  const foldOf = new Map<string, number>()
  const dealt: Row[][] = Array.from({ length: folds }, () => [])
  for (const row of drawRows(rows, rows.length, random)) {
    const { latin } = pairOf(set, row)
    const fold = foldOf.get(latin) ?? random.below(folds)
    foldOf.set(latin, fold)
    dealt[fold]?.push(row)
  }
  return dealt
}

/** Only full groups: among fewer it is easier to be the nearest. */
const groupsOf = (rows: readonly Row[], size: number): readonly (readonly Row[])[] =>
  Array.from({ length: Math.floor(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size))

const pairOf = ({ columns: { left = 'latin', right = 'native' } }: LabelledSet, row: Row) => ({
  latin: row[left] ?? '',
  native: row[right] ?? '',
  count: Number(row.count ?? 1),
})

const main = (args: readonly string[]): number => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      set: { type: 'string', default: '' },
      folds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
    },
  })
  try {
    if (values.set === '')
      throw new BenchMistake('Say which set: --set FILE.set.json [--folds 5] [--seed 1] [--only N].')
    const [folds, seed] = [Number(values.folds), Number(values.seed)]
    const only = values.only === undefined ? {} : { only: Number(values.only) }
    process.stdout.write(`${JSON.stringify(heldOutReadings({ file: values.set, folds, seed, ...only }))}\n`)
    return 0
  } catch (fault) {
    if (!(fault instanceof BenchMistake)) throw fault
    process.stderr.write(`${fault.message}\n`)
    return 2
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2))
