/** `npm run bench:lookups -- [--persons N] [--kernel] [--http]`: how fast the matcher answers. */
import { parseArgs } from 'node:util'

const HELP = `Measures look-ups.

  (nothing)        a million ready records in the matcher, in this process
  --persons N      another number of records (default 1,000,000)
  --look-ups N     how many are asked (default 10,000)
  --keep FILE      keep the ready records in a file, or read them from it
  --kernel         Bloom comparisons a second, JavaScript and WebAssembly in one run
  --http           the whole look-up over HTTP: key round, authorisation, audit row
  --help           this text
`

const options = parseArgs({
  options: {
    persons: { type: 'string', default: '1000000' },
    'look-ups': { type: 'string', default: '10000' },
    keep: { type: 'string' },
    kernel: { type: 'boolean', default: false },
    http: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
}).values

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const [persons, lookUps] = [Number(options.persons), Number(options['look-ups'])]

if (options.help) process.stdout.write(HELP)
else {
  const { benchInProcess } = await import('./in-process.ts')
  const figures = benchInProcess({ persons, lookUps, say, ...(options.keep ? { keep: options.keep } : {}) })
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}
