/**
 * `npm run bench:disclosure`: an invented country of 4,692 cells is eliminated, attacked and rounded. Each step with its time on the wall, its time of
 * the processor, and how many pieces of fixed work it cost beside it. Ends with 1 when one is over its bar or something small follows. `--repeats N`.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { openSolver } from '../../src/picture/solver.job.ts'
import { round } from '../lookup/times.ts'
import { countryTable } from './country.ts'
import { BARS, measureCountry } from './measure.ts'

const { values } = parseArgs({ options: { repeats: { type: 'string', default: '3' } } })
const table = countryTable()
const made = measureCountry(await openSolver(), table, { repeats: Number(values.repeats) })
for (const { step, wallSeconds, cpuSeconds, pieceSeconds, pieces } of made.measured)
  console.log(
    JSON.stringify({
      ...{ step, wallSeconds: round(wallSeconds), cpuSeconds: round(cpuSeconds), pieceSeconds: round(pieceSeconds) },
      ...{ pieces: round(pieces), bar: BARS[step], load: loadavg()[0] },
    }),
  )
const { hidden, withheld, audit, follows } = made
const beside = withheld.size - hidden.length
console.log(
  JSON.stringify({
    cells: table.keys.length,
    hidden: hidden.length,
    beside,
    follows: follows.length,
    told: audit.told.length,
  }),
)
const over = made.measured.some(({ step, pieces }) => pieces > BARS[step])
if (over || follows.length > 0 || audit.told.length > 0 || audit.contradiction) process.exitCode = 1
