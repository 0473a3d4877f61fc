/** A million persons in the matcher of the product, tokens and rows ready: how long a look-up takes, quiet and during inserts. */
import { loadavg } from 'node:os'
import { randomFrom } from '../../src/kernel/index.ts'
import { COMMITTED_GRADES, COMMITTED_PARAMETERS, type MatchableRecord, Matcher } from '../../src/linkage/index.ts'
import { heardAgain, personOf, type Ready, readyOf } from './population.ts'
import { figuresOf, newTimes, percentiles, perSecond, round, timed } from './times.ts'

export type InProcessOptions = {
  readonly persons: number
  readonly lookUps: number
  readonly say: (line: string) => void
}

const SEED = 1
const STRANGERS_SEED = 2
const PAUSE_MS = 50

const record = (handle: string, ready: Ready): MatchableRecord => ({ handle, plane: 'care', ...ready })

/** Figures of one run, rounded. */
export const benchInProcess = ({ persons, lookUps, say }: InProcessOptions) => {
  const matcher = new Matcher({ parameters: COMMITTED_PARAMETERS, grades: COMMITTED_GRADES })
  const loadBefore = loadavg()[0] ?? 0
  const rssBefore = process.memoryUsage().rss
  const inserts = fill(matcher, persons, say)
  const rss = process.memoryUsage().rss
  const asked = questions(persons, lookUps)
  // A first round for the compiler; its times are not kept.
  for (const { ready } of asked.slice(0, 300)) matcher.lookUp(record('asking', ready))
  const quiet = askAll(matcher, asked)
  const visible = visibility(matcher)
  const busy = duringInserts(matcher, asked.slice(0, Math.min(3000, asked.length)))
  return {
    persons,
    load: { before: round(loadBefore), after: round(loadavg()[0] ?? 0) },
    inserts,
    memoryMb: Math.round((rss - rssBefore) / 1e6),
    quiet,
    visible,
    busy,
    removed: removals(matcher, persons),
  }
}

/** Ten at a time: one insert is shorter than asking for the time. */
const TOGETHER = 10

const fill = (matcher: Matcher, persons: number, say: (line: string) => void) => {
  const times = newTimes()
  let tokens = 0
  for (let from = 0; from < persons; from += TOGETHER) {
    const records = Array.from({ length: Math.min(TOGETHER, persons - from) }, (_, i) =>
      record(String(from + i), readyOf(personOf(from + i, SEED))),
    )
    for (const each of records) tokens += each.tokens.length
    timed(times, () => {
      for (const each of records) matcher.restore(each)
    })
    if (from % 100_000 === 0) say(`${from} inserted`)
  }
  return {
    meanTokens: round(tokens / persons),
    perSecond: perSecond(times.all, TOGETHER),
    perSecondUndisturbed: perSecond(times.undisturbed, TOGETHER),
    longestMs: percentiles(times.all).maxMs,
    longestUndisturbedMs: percentiles(times.undisturbed).maxMs,
    pausesOver50Ms: times.all.filter((time) => time > PAUSE_MS).length,
  }
}

type Question = { readonly ready: Ready; readonly expected: string | undefined }

/** Half are known, as another clerk heard them; half are not. */
const questions = (persons: number, lookUps: number): readonly Question[] => {
  const random = randomFrom(5)
  return Array.from({ length: lookUps }, (_, i) => {
    const number = random.below(persons)
    return i % 2 === 0
      ? { ready: readyOf(heardAgain(personOf(number, SEED), random)), expected: String(number) }
      : { ready: readyOf(personOf(number, STRANGERS_SEED)), expected: undefined }
  })
}

const askAll = (matcher: Matcher, asked: readonly Question[]) => {
  const times = newTimes()
  let [found, known, falseHits] = [0, 0, 0]
  for (const { ready, expected } of asked) {
    const asking = record('asking', ready)
    const { introductions } = timed(times, () => matcher.lookUp(asking))
    if (expected === undefined) falseHits += introductions.some(({ grade }) => grade === 'hit') ? 1 : 0
    else {
      known += 1
      if (introductions.some(({ held }) => held === expected)) found += 1
    }
  }
  return {
    ...figuresOf(times),
    knownFound: round(found / Math.max(known, 1)),
    strangersHit: round(falseHits / Math.max(asked.length - known, 1)),
  }
}

/** From the start of an insert to the answer of a look-up that finds it. */
const visibility = (matcher: Matcher) => {
  const times = newTimes()
  let found = 0
  for (let i = 0; i < 500; i += 1) {
    const [held, asking] = [`new-${i}`, 'asking'].map((handle) => record(handle, readyOf(personOf(i, 3))))
    if (!held || !asking) continue
    const { introductions } = timed(times, () => {
      matcher.restore(held)
      return matcher.lookUp(asking)
    })
    if (introductions.some((each) => each.held === held.handle)) found += 1
  }
  return { found: round(found / 500), ...figuresOf(times) }
}

/** Twenty inserts before each look-up: a look-up never finds the weights of the one before it. */
const duringInserts = (matcher: Matcher, asked: readonly Question[]) => {
  const fresh = Array.from({ length: 2000 }, (_, i) => readyOf(personOf(i, 4)))
  const times = newTimes()
  let next = 0
  for (const { ready } of asked) {
    for (let i = 0; i < 20; i += 1) {
      const one = fresh[next % fresh.length]
      if (one) matcher.restore(record(`busy-${next % 10_000}`, one))
      next += 1
    }
    const asking = record('asking', ready)
    timed(times, () => matcher.lookUp(asking))
  }
  return figuresOf(times)
}

/** Takes a part out again. */
const removals = (matcher: Matcher, persons: number) => {
  const times = newTimes()
  const count = Math.min(50_000, Math.floor(persons / 4))
  for (let from = 0; from < count; from += TOGETHER)
    timed(times, () => {
      for (let i = from; i < from + TOGETHER; i += 1) matcher.remove(String(i * 3))
    })
  return { perSecond: perSecond(times.all, TOGETHER), perSecondUndisturbed: perSecond(times.undisturbed, TOGETHER) }
}
