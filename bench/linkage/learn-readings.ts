/**
 * Makes data/linkage/readings.json from files of pairs of one name in two scripts (readings-learner.ts). Only shares per sign are
 * kept, no name. Use: `node bench/linkage/learn-readings.ts FOLDER`, where FOLDER holds `*.tsv` with the columns latin, native
 * and count. What the table does for names that it was not made from: held-out-readings.ts.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { learnWays, type NamePair } from './readings-learner.ts'

const main = (folder: string): void => {
  const ways = new Map<string, string>()
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()) {
    const pairs = readPairs(join(folder, file))
    const learned = learnWays(pairs)
    for (const [sign, written] of learned) if (!ways.has(sign)) ways.set(sign, written)
    process.stderr.write(`${file}: ${pairs.length} pairs, ${learned.size} rows\n`)
  }
  const sorted = [...ways].sort(([a], [b]) => (a < b ? -1 : 1))
  const lines = sorted.map(([sign, written]) => `${JSON.stringify(sign)}:${JSON.stringify(written)}`)
  const target = join(import.meta.dirname, '../../data/linkage/readings.json')
  writeFileSync(target, `{"version":"r3","ways":{\n${lines.join(',\n')}\n}}\n`)
}

const readPairs = (path: string): readonly NamePair[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([latin = '', native = '', count = '1']) => ({ latin, native, count: Number(count) }))

const [folder] = process.argv.slice(2)
if (folder === undefined) process.stderr.write('Say where the pairs are: learn-readings.ts FOLDER\n')
else main(folder)
