/**
 * De-duplicates one labelled set (*.set.json of task dedupe) with the batch engine, in a process of its own so that time and memory are
 * its own: `node bench/batch/run-file.ts SET.set.json [WORKERS]`. The truth is read after the clock has stopped.
 */
import { resolve } from 'node:path'
import { eachRecord } from '../../src/linkage/batch-csv.ts'
import { linkFile, workersFor } from '../../src/linkage/batch-engine.job.ts'
import { groupPairs } from '../../src/linkage/batch-groups.ts'
import { BATCH_FIELDS } from '../../src/linkage/batch-row.ts'
import { type FileSource, readBytes, scanFile } from '../../src/linkage/batch-source.store.ts'
import { BenchMistake, type LabelledSet, readSet } from '../linkage/labelled-set.ts'
import { bCubed, harmonic, round } from '../linkage/measures.ts'

const headersOf = (path: string, delimiter: string): readonly string[] => {
  const cells: string[] = []
  eachRecord(readBytes(path, scanFile(path).header), delimiter, (row) => cells.push(...row.map((cell) => cell.trim())))
  return cells
}

const sourceOf = (set: LabelledSet): FileSource => {
  const path = resolve(set.folder, set.files['records'] ?? '')
  const headers = headersOf(path, set.delimiter)
  const at = (field: string): number => headers.indexOf(set.columns[field] ?? '')
  const columns = Object.fromEntries(
    BATCH_FIELDS.map((field) => [field, at(field)]).filter(([, place]) => Number(place) >= 0),
  )
  const id = at('id')
  return {
    ...{ kind: 'file', path, delimiter: set.delimiter, columns, handleColumn: id < 0 ? undefined : id },
    missing: [...set.missing],
  }
}

const truthsOf = (set: LabelledSet, { path, delimiter, handleColumn }: FileSource): readonly (string | undefined)[] => {
  const { truth } = set
  if (truth.kind !== 'column' && truth.kind !== 'id-pattern')
    throw new BenchMistake('This bench reads truth of kind column or id-pattern.')
  const column = truth.kind === 'column' ? headersOf(path, delimiter).indexOf(truth.column) : (handleColumn ?? -1)
  const truths: (string | undefined)[] = []
  for (const chunk of scanFile(path).chunks)
    eachRecord(readBytes(path, chunk), delimiter, (cells) => {
      const cell = (cells[column] ?? '').trim()
      const entity = truth.kind === 'column' ? cell : truth.regex.exec(cell)?.[1]
      truths.push(entity === '' ? undefined : entity)
    })
  return truths
}

const pairsWithin = (truths: readonly (string | undefined)[]): number => {
  const sizes = new Map<string, number>()
  for (const entity of truths) if (entity !== undefined) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  let pairs = 0
  for (const size of sizes.values()) pairs += (size * (size - 1)) / 2
  return pairs
}

const set = readSet(process.argv[2] ?? '')
const workers = process.argv[3] === undefined ? undefined : Number(process.argv[3])
const source = sourceOf(set)
const result = await linkFile(source, { ...(workers === undefined ? {} : { workers }), chanceLeast: 0.3 })
// From the start of the process, so that loading the program counts, as it does for the other side.
const total = performance.now() / 1000
const used = process.cpuUsage()
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
const truths = truthsOf(set, source)
let [taken, right] = [0, 0]
for (const { a, b, chances } of [result, result.equal])
  for (let i = 0; i < a.length; i += 1) {
    if ((chances[i] ?? 0) < 0.5) continue
    taken += 1
    if (truths[a[i] ?? 0] !== undefined && truths[a[i] ?? 0] === truths[b[i] ?? 0]) right += 1
  }
const truePairs = pairsWithin(truths)
const [precision, recall] = [right / Math.max(1, taken), right / Math.max(1, truePairs)]
const clusterBegan = performance.now()
const groups = groupPairs(result)
const said = {
  name: set.name,
  engine: 'samenhang',
  workers: workers ?? workersFor(result.records),
  records: result.records,
  truePairs,
  candidates: result.pairsCompared,
  f1AtHalf: round(harmonic(precision, recall)),
  precisionAtHalf: round(precision),
  recallAtHalf: round(recall),
  bCubed: bCubed(groups, truths),
  seconds: {
    ...Object.fromEntries(Object.entries(result.seconds).map(([stage, seconds]) => [stage, round(seconds, 2)])),
    total: round(total, 2),
    clusterAfter: round((performance.now() - clusterBegan) / 1000, 2),
  },
  cpuSeconds: round((used.user + used.system) / 1e6, 2),
  peakMb,
}
process.stdout.write(`${JSON.stringify(said)}\n`)
