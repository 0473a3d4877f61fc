/** `node bench/linkage/main.ts --set FILE.set.json | --folder FOLDER [--json] [--splink] [--encoding KIND] [--against-plain]`. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runSplink, splinkPython } from '../splink/splink.ts'
import { ENCODING_CHOICES, type EncodingChoice } from './keyed-tokens.ts'
import type { BenchResult } from './run-set.ts'
import { BenchMistake, readSet } from './set-file.ts'

const HELP = `Measures record linkage on labelled sets: one configuration for all, no labels.

  --set FILE        a *.set.json file; its paths are relative to it
  --folder FOLDER   every *.set.json under it, one after the other
  --json            one JSON object a set on standard output, one on each line (otherwise short tables)
  --encoding KIND   oblivious (the real protocol; default up to 5,000 records) or relabelled (same figures, faster),
                    or plain (no keys, texts instead of bits)
  --against-plain   runs each set twice, covered and plain, and says what the cover costs
  --splink          Splink's documented model on the same set in the same run (tasks dedupe and link; bench/splink)
  --help            this text
`

export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const asked = readArguments(args)
    if (asked === 'help') {
      process.stdout.write(HELP)
      return 0
    }
    for (const file of asked.files) {
      const result = await measure(file, asked)
      process.stdout.write(asked.json ? `${JSON.stringify(result)}\n` : `${asTable(result)}\n\n`)
    }
    return 0
  } catch (fault) {
    if (!(fault instanceof BenchMistake)) throw fault
    process.stderr.write(`${fault.message}\n`)
    return 2
  }
}

const measure = async (file: string, { encoding, splink, againstPlain }: Asked): Promise<object> => {
  const { benchLinkage } = await import('./run-set.ts')
  const python = splink && SPLINK_TASKS.has(readSet(file).task) ? splinkPython(process.env) : undefined
  const run = (choice: EncodingChoice | undefined): BenchResult =>
    benchLinkage({
      file,
      ...(choice ? { encoding: choice } : {}),
      progress: (line) => process.stderr.write(`${line}\n`),
    })
  const ours = run(encoding)
  const result = againstPlain ? comparedWith(ours, run('plain')) : ours
  return python === undefined ? result : { ...result, splink: runSplink(file, python) }
}

/** What Splink has a documented model for. */
const SPLINK_TASKS: ReadonlySet<string> = new Set(['dedupe', 'link'])

/** What the cover costs: plain less covered, of every figure that both have. Below zero the covered one is better. */
const comparedWith = (covered: BenchResult, plain: BenchResult): object => {
  const figures = ({ f1AtHalf, recallAt1, recallAt5, recallAtFalseHit = {} }: BenchResult) =>
    Object.entries({ f1AtHalf, recallAt1, recallAt5, ...prefixed(recallAtFalseHit) })
  const ofCovered = new Map(figures(covered))
  const costs = figures(plain).flatMap(([name, value]) => {
    const other = ofCovered.get(name)
    return value === undefined || other === undefined ? [] : [[name, Math.round((value - other) * 1e4) / 1e4] as const]
  })
  return { coverCosts: Object.fromEntries(costs), covered, plain }
}

const prefixed = (figures: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(figures).map(([share, recall]) => [`recallAtFalseHit ${share}`, recall]))

type Asked = {
  readonly files: readonly string[]
  readonly json: boolean
  readonly splink: boolean
  readonly againstPlain: boolean
  readonly encoding: EncodingChoice | undefined
}

const readArguments = (args: readonly string[]): Asked | 'help' => {
  const { values } = parsed(args)
  if (values.help) return 'help'
  return {
    files: values.folder === undefined ? [oneSet(values.set)] : setsUnder(values.folder),
    json: values.json,
    splink: values.splink,
    againstPlain: values['against-plain'],
    encoding: values.encoding === undefined ? undefined : readEncoding(values.encoding),
  }
}

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        set: { type: 'string' },
        folder: { type: 'string' },
        encoding: { type: 'string' },
        json: { type: 'boolean', default: false },
        splink: { type: 'boolean', default: false },
        'against-plain': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (fault) {
    throw new BenchMistake(`${fault instanceof Error ? fault.message : 'Unknown argument'} --help lists what there is.`)
  }
}

const oneSet = (file: string | undefined): string => {
  if (file === undefined || file === '')
    throw new BenchMistake('Say which set: --set FILE.set.json, or --folder FOLDER for all under it.')
  return file
}

const setsUnder = (folder: string): readonly string[] => {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const sets = names.filter((name) => name.endsWith('.set.json')).sort()
  if (sets.length === 0) throw new BenchMistake(`There is no *.set.json under ${folder}.`)
  return sets.map((name) => join(folder, name))
}

const readEncoding = (kind: string): EncodingChoice => {
  const choice = ENCODING_CHOICES.find((each) => each === kind)
  if (choice === undefined) throw new BenchMistake(`--encoding must be ${ENCODING_CHOICES.join(' or ')}.`)
  return choice
}

const asTable = (result: object): string =>
  Object.entries(result)
    .map(([key, value]) => `${key.padEnd(18)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n')

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))
