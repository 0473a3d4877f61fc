/** A million persons in the matcher of the product, tokens and rows ready: how long a look-up takes, quiet and during inserts. */
import { loadavg } from 'node:os'
import { randomFrom } from '../../src/kernel/index.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS, type MatchableRecord, Matcher } from '../../src/linkage/index.ts'
import { benchEncoder, heardAgain, personOf, type Ready, readyOf } from './population.ts'
import { type ReadyRecords, readyRecords } from './ready-file.ts'

export type InProcessOptions = {
  readonly persons: number
  readonly lookUps: number
  readonly keep?: string
  readonly say: (line: string) => void
}

const SEED = 1
const STRANGERS_SEED = 2
const PAUSE_MS = 50

const record = (handle: string, ready: Ready): MatchableRecord => ({ handle, plane: 'care', ...ready })

/** Figures of one run, rounded. */
export const benchInProcess = ({ persons, lookUps, keep, say }: InProcessOptions) => {
  const population = readyRecords(persons, SEED, keep, say)
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
  const loadBefore = loadavg()[0] ?? 0
  const rssBefore = process.memoryUsage().rss
  const inserts = fill(matcher, population, say)
  const rss = process.memoryUsage().rss
  const asked = questions(persons, lookUps)
  // A first round for the compiler; its times are not kept.
  for (const { ready } of asked.slice(0, 300)) matcher.lookUp(record('asking', ready))
  const quiet = askAll(matcher, asked)
  const visible = visibility(matcher)
  const busy = duringInserts(matcher, asked.slice(0, Math.min(3000, asked.length)))
  return {
    persons,
    meanTokens: round(population.meanTokens),
    load: { before: round(loadBefore), after: round(loadavg()[0] ?? 0) },
    inserts,
    memoryMb: Math.round((rss - rssBefore) / 1e6),
    quiet,
    visible,
    busy,
  }
}

const fill = (matcher: Matcher, population: ReadyRecords, say: (line: string) => void) => {
  let [spent, longest, pauses, slowestPart] = [0, 0, 0, Number.POSITIVE_INFINITY]
  const part = Math.min(50_000, population.count)
  for (let from = 0; from < population.count; from += part) {
    const before = spent
    const until = Math.min(from + part, population.count)
    for (let i = from; i < until; i += 1) {
      const ready = record(String(i), population.at(i))
      const start = performance.now()
      matcher.restore(ready)
      const took = performance.now() - start
      spent += took
      longest = Math.max(longest, took)
      if (took > PAUSE_MS) pauses += 1
    }
    slowestPart = Math.min(slowestPart, ((until - from) / (spent - before)) * 1000)
    say(`${until} inserted`)
  }
  return {
    perSecond: Math.round((population.count / spent) * 1000),
    perSecondSlowestPart: Math.round(slowestPart),
    longestMs: round(longest),
    pausesOver50Ms: pauses,
  }
}

type Question = { readonly ready: Ready; readonly expected: string | undefined }

/** Half are known, as another clerk heard them; half are not. */
const questions = (persons: number, lookUps: number): readonly Question[] => {
  const encoder = benchEncoder()
  const random = randomFrom(5)
  return Array.from({ length: lookUps }, (_, i) => {
    const number = random.below(persons)
    return i % 2 === 0
      ? { ready: readyOf(heardAgain(personOf(number, SEED), random), encoder), expected: String(number) }
      : { ready: readyOf(personOf(number, STRANGERS_SEED), encoder), expected: undefined }
  })
}

const askAll = (matcher: Matcher, asked: readonly Question[]) => {
  const times: number[] = []
  const cpu: number[] = []
  let [found, known, falseHits] = [0, 0, 0]
  for (const { ready, expected } of asked) {
    const used = process.threadCpuUsage()
    const start = performance.now()
    const { introductions } = matcher.lookUp(record('asking', ready))
    times.push(performance.now() - start)
    const { user, system } = process.threadCpuUsage(used)
    cpu.push((user + system) / 1000)
    if (expected === undefined) falseHits += introductions.some(({ grade }) => grade === 'hit') ? 1 : 0
    else {
      known += 1
      if (introductions.some(({ held }) => held === expected)) found += 1
    }
  }
  return {
    ...percentiles(times),
    cpuP50Ms: at(cpu, 0.5),
    cpuP99Ms: at(cpu, 0.99),
    perSecond: Math.round((times.length / times.reduce((sum, each) => sum + each, 0)) * 1000),
    knownFound: round(found / Math.max(known, 1)),
    strangersHit: round(falseHits / Math.max(asked.length - known, 1)),
  }
}

/** From the start of an insert to the answer of a look-up that finds it. */
const visibility = (matcher: Matcher) => {
  const encoder = benchEncoder()
  const times: number[] = []
  let found = 0
  for (let i = 0; i < 500; i += 1) {
    const ready = readyOf(personOf(i, 3), encoder)
    const start = performance.now()
    matcher.restore(record(`new-${i}`, ready))
    const { introductions } = matcher.lookUp(record('asking', ready))
    times.push(performance.now() - start)
    if (introductions.some(({ held }) => held === `new-${i}`)) found += 1
  }
  return { found: round(found / times.length), ...percentiles(times) }
}

/** Twenty inserts before each look-up: thousands of inserts a second beside thousands of look-ups. */
const duringInserts = (matcher: Matcher, asked: readonly Question[]) => {
  const encoder = benchEncoder()
  const fresh = Array.from({ length: 2000 }, (_, i) => readyOf(personOf(i, 4), encoder))
  const times: number[] = []
  let next = 0
  for (const { ready } of asked) {
    for (let i = 0; i < 20; i += 1) {
      const one = fresh[next % fresh.length]
      if (one) matcher.restore(record(`busy-${next}`, one))
      next += 1
    }
    const start = performance.now()
    matcher.lookUp(record('asking', ready))
    times.push(performance.now() - start)
  }
  return percentiles(times)
}

export const percentiles = (times: readonly number[]) => ({
  p50Ms: at(times, 0.5),
  p95Ms: at(times, 0.95),
  p99Ms: at(times, 0.99),
  maxMs: at(times, 1),
})

const at = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0)
}

const round = (value: number): number => Math.round(value * 1000) / 1000
