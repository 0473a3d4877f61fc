/**
 * `npm run bench:estimate`: speed beside two packages in R in the same run, when R has them (SAMENHANG_R_LIBS names their folder; they are only run and never
 * part of this product), coverage of the intervals, and invented countries with known truth. `--countries n`, `--tables n` and `--only` make it shorter,
 * `--seed n` draws other tables and countries.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import published from '../../data/picture/published-tables.json' with { type: 'json' }
import { randomFrom } from '../../src/kernel/index.ts'
import { MODELS_OF_REPLICATE } from '../../src/picture/estimate.ts'
import { averageOverGraphs } from '../../src/picture/estimate-average.ts'
import { prepare } from '../../src/picture/estimate-fit.ts'
import { replicate } from '../../src/picture/estimate-interval.ts'
import {
  bicEstimator,
  chooseStepwise,
  orderFor,
  rankByBic,
  stepwiseEstimator,
} from '../../src/picture/estimate-select.ts'
import { readCaptureTable } from '../../src/picture/estimate-table.ts'
import { estimateHidden } from '../../src/picture/index.ts'
import { drawCountry, MISSED } from './countries.ts'
import { coverageOf } from './coverage.ts'

const { values: asked } = parseArgs({
  options: {
    countries: { type: 'string', default: '200' },
    tables: { type: 'string', default: '200' },
    only: { type: 'string', default: 'speed,coverage,countries' },
    seed: { type: 'string', default: '20' },
    help: { type: 'boolean', default: false },
  },
})
if (asked.help) {
  process.stdout.write(`Measures the estimate of who nobody saw: speed, coverage of intervals, invented countries.

  --only PARTS     of speed,coverage,countries (all)
  --tables N       tables for each published table (200)
  --countries N    countries of each kind (200)
  --seed N         draws others (20)
  --help           this text

SAMENHANG_R_LIBS names a folder with the two packages of R to measure beside; without them they are left out.
`)
  process.exit(0)
}
const PEER_REPLICATES = 20
const does = (part: string): boolean => asked.only.split(',').includes(part)
const say = (text: string): void => console.log(text)

const tableOf = (name: keyof typeof published.tables) => {
  const read = readCaptureTable(published.tables[name])
  if (!read.ok) throw new Error(read.refusal.code)
  return { lists: read.value.lists.length, counts: read.value.counts }
}
/** Time on the clock, and of the processor: on a machine with other work the second is the one that says something. */
const timed = <T>(run: () => T): { readonly seconds: number; readonly spent: string; readonly result: T } => {
  const [started, used] = [performance.now(), process.cpuUsage()]
  const result = run()
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(used)
  return { seconds, spent: `${seconds.toFixed(2)} s (processor ${((user + system) / 1e6).toFixed(2)} s)`, result }
}

if (does('speed')) {
  const { lists, counts } = tableOf('ned')
  const boot = timed(() => replicate(counts, stepwiseEstimator(lists), randomFrom(1), 1_000))
  say(`S3 1,000 replicates and the jackknife on ned: ${boot.spent}`)
  const listed = timed(() => rankByBic(prepare(lists, counts), 2))
  say(`S4 ${listed.result.length} models of six lists: ${listed.spent}`)
  const average = timed(() => averageOverGraphs(tableOf('ned_5').counts, { missingMax: 400_000 }))
  say(`S5 ${average.result.graphs} graphs of five lists: ${average.spent}, mean ${average.result.mean.toFixed(3)}`)
  for (const [name, call] of peers()) {
    const seconds = secondsInR(call)
    say(
      seconds === undefined
        ? `S3 ${name}: not here`
        : `S3 ${name}: ${seconds.toFixed(0)} s for 1,000 (from ${PEER_REPLICATES}), ${(seconds / boot.seconds).toFixed(0)} times ours`,
    )
  }
}

if (does('coverage')) {
  const tables = Number(asked.tables)
  for (const name of ['western', 'ned_5', 'madigan_york_5', 'kosovo'] as const) {
    const { lists, counts } = tableOf(name)
    const chosen = chooseStepwise(prepare(lists, counts))
    if (chosen === undefined) continue
    const cells = chosen.fit.fitted.slice()
    cells[0] = chosen.fit.estimate - counts.reduce((sum, count) => sum + count, 0)
    for (const [method, estimatorOf] of [
      ['stepwise', () => stepwiseEstimator(lists)],
      ['lowest BIC', (drawn: Float64Array) => bicEstimator(lists, likelyModels(lists, drawn))],
    ] as const) {
      const { held95, held80, median } = coverageOf({ cells }, estimatorOf, {
        tables,
        replicates: 200,
        seed: Number(asked.seed),
      })
      say(
        `S6 ${name}, ${method}: 95% held in ${(held95 * 100).toFixed(1)}%, 80% in ${(held80 * 100).toFixed(1)}% of ${tables}; median ${median.toFixed(0)}`,
      )
    }
  }
}

if (does('countries'))
  for (const broken of ['nothing', 'missed-links', 'two-kinds-of-people'] as const) {
    const random = randomFrom(Number(asked.seed))
    const tally = { answered: 0, refused: 0, held: 0, flagged: 0, missedAndSilent: 0 }
    for (let country = 0; country < Number(asked.countries); country += 1) {
      const { truth, counts } = drawCountry(random, broken)
      const lists = [...'ABCDE'].slice(0, Math.log2(counts.length))
      const report = estimateHidden(
        { lists, counts },
        { replicates: 200, seed: country, ...(broken === 'missed-links' ? { missedLinks: MISSED } : {}) },
      )
      if (report.estimate === undefined) {
        tally.refused += 1
        continue
      }
      tally.answered += 1
      const [low, high] = report.estimate.interval95
      const held = low <= truth && truth <= high
      if (held) tally.held += 1
      if (report.flags.length > 0) tally.flagged += 1
      else if (!held) tally.missedAndSilent += 1
    }
    say(`countries, broken: ${broken}: ${JSON.stringify(tally)}`)
  }

/** The models among which a replicate chooses, as the product takes them. */
function likelyModels(lists: number, counts: Float64Array) {
  return rankByBic(prepare(lists, counts), orderFor(lists))
    .slice(0, MODELS_OF_REPLICATE)
    .map(({ model }) => model)
}

function peers(): readonly (readonly [string, string])[] {
  const rows = published.tables.ned.rows.map((row) => row.join(',')).join(',')
  const data = `z <- matrix(c(${rows}), ncol=7, byrow=TRUE); colnames(z) <- c('I','K','O','P','R','Z','count');`
  return [
    ['SparseMSE', `library(SparseMSE); ${data} f <- function(n) estimatepopulation(z, nboot=n, pthresh=0.02)`],
    [
      'MultipleSystemsEstimation',
      `library(MultipleSystemsEstimation); ${data} f <- function(n) estimate_population_stepwise(z, nboot=n, pthresh=0.02)`,
    ],
  ]
}
/** Two runs of different size, so that what does not grow with replicates (start, jackknife) counts once. */
function secondsInR(call: string): number | undefined {
  const script = `${call}; a <- system.time(f(2))[['elapsed']]; b <- system.time(f(${PEER_REPLICATES + 2}))[['elapsed']]; cat('SECONDS', a + (b - a) / ${PEER_REPLICATES} * 998)`
  const run = spawnSync('Rscript', ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, R_LIBS: process.env['SAMENHANG_R_LIBS'] ?? '' },
  })
  const found = /SECONDS ([\d.]+)/.exec(run.stdout ?? '')?.[1]
  return found === undefined ? undefined : Number(found)
}
