/** `npm run bench:lookups -- [--persons N] [--kernel] [--http]`: how fast the matcher answers. */
import { parseArgs } from 'node:util'

const HELP = `Measures look-ups.

  (nothing)        a million ready records in the matcher, in this process
  --persons N      another number of records (default 1,000,000)
  --look-ups N     how many are asked (default 10,000)
  --kernel         Bloom comparisons a second, JavaScript and WebAssembly in one run
  --http           the whole look-up over HTTP: key round, authorisation, audit row
  --per-second N   with --http: how many are asked a second in the first half (default 100)
  --help           this text
`

const options = parseArgs({
  options: {
    persons: { type: 'string', default: '1000000' },
    'look-ups': { type: 'string', default: '10000' },
    kernel: { type: 'boolean', default: false },
    'per-second': { type: 'string', default: '100' },
    http: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
}).values

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const [persons, lookUps] = [Number(options.persons), Number(options['look-ups'])]

if (options.help) process.stdout.write(HELP)
else if (options.kernel) {
  const { benchKernel } = await import('./kernel.ts')
  process.stdout.write(
    `${JSON.stringify(
      [1024, 512].map((bits) => benchKernel(bits)),
      null,
      2,
    )}\n`,
  )
} else if (options.http) {
  const { benchHttp } = await import('./http.ts')
  const figures = await benchHttp({ lookUps: Math.min(lookUps, 8000), perSecond: Number(options['per-second']), say })
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
} else {
  const { benchInProcess } = await import('./in-process.ts')
  const figures = benchInProcess({ persons, lookUps, say })
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}
