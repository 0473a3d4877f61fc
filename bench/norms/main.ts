/**
 * `npm run bench:norms -- [--facts N] [--json]`: all norms over the facts of an invented country: how long, what each norm says, and what one new
 * fact costs, by itself and in the service.
 */
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { NORMS, readBook, readNorms } from '../../src/agreement/index.ts'
import { day } from '../../src/kernel/index.ts'
import { readMunicipalities, readTables } from '../../src/simulation/index.ts'
import { percentiles, round } from '../lookup/times.ts'
import { type Matter, mattersOf } from './country.ts'
import { booksOf, countWays, factsIn, WAYS } from './figures.ts'
import { measureService } from './service.ts'

const HELP = `Reads all norms over the facts of an invented country.

  --facts N   at least so many facts (default 1,000,000)
  --json      one JSON object on standard output (otherwise a table)
  --help      this text
`
const COLD_MAX_S = 10
const ONE_FACT_MAX_MS = 5
const LAST_YEAR = 2027
const YEARS = 5
const PERSONS = 20_000
const NORMS_FILE = new URL('../../data/norms/norms.json', import.meta.url)

const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const gather = (least: number): readonly Matter[] => {
  const { municipalities } = readMunicipalities()
  const matters: Matter[] = []
  for (let seed = 1; factsIn(matters) < least; seed += 1) {
    const input = {
      persons: PERSONS,
      years: YEARS,
      seed,
      municipalities,
      tables: readTables(),
      lastDay: day(`${LAST_YEAR}-12-31`),
    }
    matters.push(...mattersOf(input, NORMS, seed))
    process.stderr.write(`country ${seed}: ${factsIn(matters)} facts\n`)
  }
  return matters
}

const measure = async () => {
  const matters = gather(Number(values.facts))
  const on = day(`${LAST_YEAR}-11-29`)
  const begun = performance.now()
  // Cold: the book is read anew from its file and made ready, then every file once.
  const read = readNorms(JSON.parse(readFileSync(NORMS_FILE, 'utf8')))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  const counts = countWays(read.value, matters, () => [on])
  const seconds = (performance.now() - begun) / 1_000
  const books = booksOf(NORMS)
  const persons = matters.filter(({ about }) => about === 'person').toSorted((a, b) => b.facts.length - a.facts.length)
  const times = persons.slice(0, 2_000).map(({ facts }) => {
    const from = performance.now()
    readBook(books.person, [...facts, { kind: 'handover-accepted', happened: on }], { day: on })
    return performance.now() - from
  })
  return {
    ...{ facts: factsIn(matters), matters: matters.length, norms: NORMS.length, load: round(loadavg()[0] ?? 0) },
    ...{ coldSeconds: round(seconds), coldMax: COLD_MAX_S, reached: seconds <= COLD_MAX_S },
    oneFact: {
      files: times.length,
      mostFacts: persons[0]?.facts.length ?? 0,
      ms: percentiles(times),
      max: ONE_FACT_MAX_MS,
    },
    inService: await measureService(persons),
    counts,
  }
}

if (values.help) process.stdout.write(HELP)
else {
  const figures = await measure()
  const { counts, ...rest } = figures
  const lines = Object.entries(counts).map(
    ([id, of]) => `${id.padEnd(9)}${WAYS.map((way) => String(of[way]).padStart(14)).join('')}`,
  )
  process.stdout.write(
    values.json
      ? `${JSON.stringify(figures)}\n`
      : `${JSON.stringify(rest, undefined, 1)}\n\n${' '.repeat(9)}${WAYS.map((way) => way.padStart(14)).join('')}\n${lines.join('\n')}\n`,
  )
  if (!figures.reached) process.exitCode = 1
}
