/**
 * `npm run bench:batch [-- --rows 100000,1000000,3000000 --set FILE.set.json --rounds N --no-splink --workers N --json]`: our de-duplication and
 * Splink on the same files, one after the other in one run: wall clock, processor, peak memory, F1 at one half, ratios, and the
 * exponent with which our time grows.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchMistake } from '../linkage/set-file.ts'
import { runSplink, type SplinkResult, splinkPython } from '../splink/splink.ts'
import { inventRegistration } from './invent-registration.ts'

const HELP = `Measures de-duplication of a whole registration beside Splink.

  --rows N,N      sizes of the invented registration (default 100000,1000000,3000000; 0: none)
  --set FILE      a *.set.json of task dedupe as well; may be given more than once
  --splink-rows N largest size that Splink is run on (default 1000000)
  --rounds N      how often each is run; the median is reported (default 1)
  --workers N     workers of ours (default: as the product, by size)
  --no-splink     ours alone
  --json          one JSON object on standard output
`
const SEED = 1
const FOLDER = join(tmpdir(), 'samenhang-bench-batch')

type Ours = Omit<SplinkResult, 'engine' | 'rules' | 'blockingRecall'> & {
  readonly name: string
  readonly candidates: number
}
type Row = {
  readonly set: string
  readonly records: number
  readonly load: number
  readonly ours: Ours
  readonly splink?: SplinkResult
  readonly ratios?: Readonly<Record<'wall' | 'cpu' | 'memory' | 'f1', number>>
}
type Asked = {
  readonly rows: readonly number[]
  readonly sets: readonly string[]
  readonly splinkRows: number
  readonly rounds: number
  readonly workers?: number
  readonly splink: boolean
  readonly json: boolean
}

const readArguments = (args: readonly string[]): Asked | 'help' => {
  const words = args.flatMap((word) =>
    /^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word],
  )
  let asked: Asked = {
    rows: [100_000, 1_000_000, 3_000_000],
    sets: [],
    splinkRows: 1_000_000,
    rounds: 1,
    splink: true,
    json: false,
  }
  const whole = (text: string | undefined): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < 0)
      throw new BenchMistake(`"${text ?? ''}" is no whole number; --help lists what there is.`)
    return value
  }
  while (words.length > 0) {
    const word = words.shift()
    if (word === '--help') return 'help'
    if (word === '--json') asked = { ...asked, json: true }
    else if (word === '--no-splink') asked = { ...asked, splink: false }
    else if (word === '--rows')
      asked = {
        ...asked,
        rows: (words.shift() ?? '')
          .split(',')
          .filter((each) => each !== '')
          .map(whole)
          .filter((each) => each > 0),
      }
    else if (word === '--set') asked = { ...asked, sets: [...asked.sets, words.shift() ?? ''] }
    else if (word === '--splink-rows') asked = { ...asked, splinkRows: whole(words.shift()) }
    else if (word === '--rounds') asked = { ...asked, rounds: Math.max(1, whole(words.shift())) }
    else if (word === '--workers') asked = { ...asked, workers: Math.max(1, whole(words.shift())) }
    else throw new BenchMistake(`The argument "${word ?? ''}" is unknown; --help lists what there is.`)
  }
  return asked
}

/** Makes the invented set of a size, or takes the one that an earlier run with the same seed made. */
const inventedSet = async (rows: number, say: (line: string) => void): Promise<string> => {
  mkdirSync(FOLDER, { recursive: true })
  const [csv, set] = [
    join(FOLDER, `registration-${SEED}-${rows}.csv`),
    join(FOLDER, `registration-${SEED}-${rows}.set.json`),
  ]
  if (existsSync(set)) return set
  say(`inventing ${rows} rows`)
  await inventRegistration(csv, rows, SEED)
  const columns = {
    ...{ id: 'id', given: 'voornaam', surname: 'achternaam', birthDate: 'geboortedatum', sex: 'geslacht' },
    ...{ nationality: 'nationaliteit', town: 'woonplaats', postcode: 'postcode', phone: 'telefoon' },
  }
  const told = {
    name: `invented-${rows}`,
    task: 'dedupe',
    files: { records: `registration-${SEED}-${rows}.csv` },
    columns,
  }
  writeFileSync(set, JSON.stringify({ ...told, dateFormat: 'YYYY-MM-DD', truth: { kind: 'column', column: 'person' } }))
  return set
}

const runOurs = (set: string, workers: number | undefined): Ours => {
  const ran = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'run-file.ts'), set, ...(workers === undefined ? [] : [String(workers)])],
    {
      encoding: 'utf8',
      // As the program is started in production: compiled once, read back after.
      env: { ...process.env, NODE_COMPILE_CACHE: join(FOLDER, 'compiled') },
    },
  )
  if (ran.status !== 0)
    throw new BenchMistake(`Ours did not run on ${set}: ${ran.stderr.trimEnd().split('\n').at(-1) ?? ''}`)
  // Safe: run-file.ts prints exactly this object.
  return JSON.parse(ran.stdout) as Ours
}

/** The run with the median wall clock. */
const median = <Run extends { readonly seconds: Readonly<Record<string, number>> }>(
  runs: readonly Run[],
): Run | undefined =>
  [...runs].sort((x, y) => (x.seconds['total'] ?? 0) - (y.seconds['total'] ?? 0))[Math.floor((runs.length - 1) / 2)]

const measure = (set: string, asked: Asked, python: string | undefined, say: (line: string) => void): Row => {
  const records = recordsOf(set)
  const [ours, theirs]: [Ours[], SplinkResult[]] = [[], []]
  const beside = python !== undefined && records <= asked.splinkRows
  for (let round = 0; round < asked.rounds; round += 1) {
    say(`${set}: ours`)
    ours.push(runOurs(set, asked.workers))
    if (!beside) continue
    say(`${set}: Splink`)
    theirs.push(runSplink(set, python, ['--no-clusters', '--rules', rulesFor(set)]))
  }
  const [our, splink] = [median(ours), median(theirs)]
  if (!our) throw new BenchMistake('nothing ran')
  const ratio = (one: number, other: number): number => Math.round((one / other) * 100) / 100
  const row = { set: our.name, records: our.records, load: Math.round((loadavg()[0] ?? 0) * 10) / 10, ours: our }
  if (!splink) return row
  return {
    ...row,
    splink,
    ratios: {
      wall: ratio(splink.seconds['total'] ?? 0, our.seconds['total'] ?? 1),
      cpu: ratio(splink.cpuSeconds, our.cpuSeconds),
      memory: ratio(our.peakMb, splink.peakMb),
      f1: Math.round((our.f1AtHalf - splink.f1AtHalf) * 1e4) / 1e4,
    },
  }
}

/** An invented registration of any size gets the same rules; a public set those of Splink's demonstration. */
const rulesFor = (set: string): 'compound' | 'documented' => (recordsOf(set) > 0 ? 'compound' : 'documented')

const recordsOf = (set: string): number => {
  const size = /registration-\d+-(\d+)\.set\.json$/.exec(set)?.[1]
  return size === undefined ? 0 : Number(size)
}

/** The exponent of time against records, from the smallest to the largest invented set; processor time, which other work disturbs least. */
const exponentOf = (rows: readonly Row[], time: (row: Row) => number): number | undefined => {
  const invented = rows.filter(({ set }) => set.startsWith('invented-')).sort((x, y) => x.records - y.records)
  const [first, last] = [invented[0], invented.at(-1)]
  if (!first || !last || first === last) return undefined
  return Math.round((Math.log(time(last) / time(first)) / Math.log(last.records / first.records)) * 100) / 100
}

/** Runs the bench; gives its exit code: 0 measured, 2 wrong use. */
export const main = async (args: readonly string[]): Promise<number> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  try {
    const asked = readArguments(args)
    if (asked === 'help') {
      process.stdout.write(HELP)
      return 0
    }
    const python = asked.splink ? splinkPython(process.env) : undefined
    const rows: Row[] = []
    for (const size of asked.rows) rows.push(measure(await inventedSet(size, say), asked, python, say))
    for (const set of asked.sets) rows.push(measure(set, asked, python, say))
    const exponents = {
      wall: exponentOf(rows, ({ ours }) => ours.seconds['total'] ?? 0),
      cpu: exponentOf(rows, ({ ours }) => ours.cpuSeconds),
    }
    process.stdout.write(asked.json ? `${JSON.stringify({ rows, exponents })}\n` : asTable(rows, exponents))
    return 0
  } catch (fault) {
    if (!(fault instanceof BenchMistake)) throw fault
    process.stderr.write(`${fault.message}\n`)
    return 2
  }
}

const asTable = (rows: readonly Row[], exponents: Readonly<Record<string, number | undefined>>): string =>
  `${[
    ...rows.flatMap(({ set, load, ours, splink, ratios }) => [
      `${set}  ours    wall ${ours.seconds['total']} s  cpu ${ours.cpuSeconds} s  ${ours.peakMb} MB  F1 ${ours.f1AtHalf}  pairs ${ours.candidates}  load ${load}`,
      ...(splink
        ? [
            `${set}  Splink  wall ${splink.seconds['total']} s  cpu ${splink.cpuSeconds} s  ${splink.peakMb} MB  F1 ${splink.f1AtHalf}  rules ${splink.rules}, their recall ${splink.blockingRecall ?? '-'}`,
          ]
        : []),
      ...(ratios
        ? [`${set}  ratio   wall ${ratios.wall}x  cpu ${ratios.cpu}x  memory ${ratios.memory}  F1 +${ratios.f1}`]
        : []),
    ]),
    `exponent of time: wall ${exponents['wall'] ?? '-'}, processor ${exponents['cpu'] ?? '-'}`,
  ].join('\n')}\n`

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))
