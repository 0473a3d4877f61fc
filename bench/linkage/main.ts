/** `node bench/linkage/main.ts --set FILE.set.json [--json] [--encoding oblivious|relabelled|plain] [--against-plain]`. */
import { ENCODING_CHOICES, type EncodingChoice } from './keyed-tokens.ts'
import type { BenchResult } from './run-set.ts'
import { BenchMistake } from './set-file.ts'

const HELP = `Measures record linkage on a labelled set.

  --set FILE        a *.set.json file; its paths are relative to it
  --json            one JSON object on standard output (otherwise a short table)
  --encoding KIND   oblivious (the real protocol; default up to 5,000 records) or relabelled (same figures, faster),
                    or plain (no keys, texts instead of bits)
  --against-plain   runs the set twice, covered and plain, and says what the cover costs
  --help            this text
`

export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const asked = readArguments(args)
    if (asked === 'help') {
      process.stdout.write(HELP)
      return 0
    }
    const { benchLinkage } = await import('./run-set.ts')
    const { json, againstPlain, ...options } = asked
    const run = (encoding: EncodingChoice | undefined): BenchResult =>
      benchLinkage({
        ...options,
        ...(encoding ? { encoding } : {}),
        progress: (line) => process.stderr.write(`${line}\n`),
      })
    const covered = run(options.encoding)
    const result = againstPlain ? comparedWith(covered, run('plain')) : covered
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${asTable(result)}\n`)
    return 0
  } catch (fault) {
    if (!(fault instanceof BenchMistake)) throw fault
    process.stderr.write(`${fault.message}\n`)
    return 2
  }
}

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
  readonly file: string
  readonly json: boolean
  readonly againstPlain: boolean
  readonly encoding?: EncodingChoice
}

const readArguments = (args: readonly string[]): Asked | 'help' => {
  const words = args.flatMap(splitEquals)
  let asked: Partial<Asked> = {}
  while (words.length > 0) {
    const word = words.shift()
    if (word === '--help' || word === '-h') return 'help'
    if (word === '--json') asked = { ...asked, json: true }
    else if (word === '--against-plain') asked = { ...asked, againstPlain: true }
    else if (word === '--set') asked = { ...asked, file: words.shift() ?? '' }
    else if (word === '--encoding') asked = { ...asked, encoding: readEncoding(words.shift()) }
    else throw new BenchMistake(`The argument "${word}" is unknown; --help lists what there is.`)
  }
  const { file, json = false, againstPlain = false, encoding } = asked
  if (file === undefined || file === '') throw new BenchMistake('Say which set: --set FILE.set.json.')
  return { file, json, againstPlain, ...(encoding === undefined ? {} : { encoding }) }
}

const splitEquals = (word: string): readonly string[] => {
  const parts = /^(--(?:set|encoding))=(.*)$/.exec(word)
  return parts ? [parts[1] ?? '', parts[2] ?? ''] : [word]
}

const readEncoding = (kind: string | undefined): EncodingChoice => {
  const choice = ENCODING_CHOICES.find((each) => each === kind)
  if (choice === undefined) throw new BenchMistake(`--encoding must be ${ENCODING_CHOICES.join(' or ')}.`)
  return choice
}

const asTable = (result: object): string =>
  Object.entries(result)
    .map(([key, value]) => `${key.padEnd(18)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n')

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))
