/** `node bench/linkage/main.ts --set FILE.set.json [--json] [--encoding oblivious|relabelled]`. */
import { runSplink, splinkPython } from '../splink/splink.ts'
import { BenchMistake } from './set-file.ts'

const HELP = `Measures record linkage on a labelled set.

  --set FILE        a *.set.json file; its paths are relative to it
  --json            one JSON object on standard output (otherwise a short table)
  --encoding KIND   oblivious (the real protocol; default up to 5,000 records) or relabelled (same figures, faster)
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
    const { benchLinkage } = await import('./run-set.ts')
    const { json, splink: beside, ...options } = asked
    const python = beside ? splinkPython(process.env) : undefined
    const ours = benchLinkage({ ...options, progress: (line) => process.stderr.write(`${line}\n`) })
    const result = python === undefined ? ours : { ...ours, splink: runSplink(options.file, python) }
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${asTable(result)}\n`)
    return 0
  } catch (fault) {
    if (!(fault instanceof BenchMistake)) throw fault
    process.stderr.write(`${fault.message}\n`)
    return 2
  }
}

type Asked = {
  readonly file: string
  readonly json: boolean
  readonly splink: boolean
  readonly encoding?: 'oblivious' | 'relabelled'
}

const readArguments = (args: readonly string[]): Asked | 'help' => {
  const words = args.flatMap(splitEquals)
  let asked: Partial<Asked> = {}
  while (words.length > 0) {
    const word = words.shift()
    if (word === '--help' || word === '-h') return 'help'
    if (word === '--json') asked = { ...asked, json: true }
    else if (word === '--splink') asked = { ...asked, splink: true }
    else if (word === '--set') asked = { ...asked, file: words.shift() ?? '' }
    else if (word === '--encoding') asked = { ...asked, encoding: readEncoding(words.shift()) }
    else throw new BenchMistake(`The argument "${word}" is unknown; --help lists what there is.`)
  }
  const { file, json = false, splink = false, encoding } = asked
  if (file === undefined || file === '') throw new BenchMistake('Say which set: --set FILE.set.json.')
  return { file, json, splink, ...(encoding === undefined ? {} : { encoding }) }
}

const splitEquals = (word: string): readonly string[] => {
  const parts = /^(--(?:set|encoding))=(.*)$/.exec(word)
  return parts ? [parts[1] ?? '', parts[2] ?? ''] : [word]
}

const readEncoding = (kind: string | undefined): 'oblivious' | 'relabelled' => {
  if (kind !== 'oblivious' && kind !== 'relabelled')
    throw new BenchMistake('--encoding must be oblivious or relabelled.')
  return kind
}

const asTable = (result: object): string =>
  Object.entries(result)
    .map(([key, value]) => `${key.padEnd(18)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join('\n')

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2))
