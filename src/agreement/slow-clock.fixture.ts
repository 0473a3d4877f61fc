/**
 * The clock once more, written apart from `clock.ts` and slow on purpose: it walks through the days one by one, as a clerk with a calendar on the wall
 * would, with holidays out of an almanac. It shares no line with the clock but the shapes of norms, facts and readings.
 */
import type { ClockFact, Reading, Triggered } from './clock.ts'
import type { Norm, NormVersion } from './norm.ts'

/** From the almanac, 2024 to 2029; nothing is computed. */
const HOLIDAYS = new Set(
  [
    '2024: 01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26',
    '2025: 01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26',
    '2026: 01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26',
    '2027: 01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26',
    '2028: 01-01 04-14 04-17 04-27 05-05 05-25 06-05 12-25 12-26',
    '2029: 01-01 03-30 04-02 04-27 05-05 05-10 05-21 12-25 12-26',
  ].flatMap((line) => {
    const [year, ...days] = line.replace(':', '').split(' ')
    return days.map((each) => `${year}-${each}`)
  }),
)

type Written = string
const dates = new Map<Written, Date>()
const dateOf = (written: Written): Date => {
  const known = dates.get(written)
  if (known) return known
  const made = new Date(`${written}T12:00:00Z`)
  dates.set(written, made)
  return made
}
const nexts = new Map<Written, Written>()
const nextOf = (written: Written): Written => {
  const known = nexts.get(written)
  if (known) return known
  const date = new Date(dateOf(written))
  date.setUTCDate(date.getUTCDate() + 1)
  const made = date.toISOString().slice(0, 10)
  nexts.set(written, made)
  return made
}
const isWorking = (written: Written): boolean => {
  const weekday = dateOf(written).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.has(written)
}
const walk = (from: Written, steps: number): Written => {
  let at = from
  for (let step = 0; step < steps; step += 1) at = nextOf(at)
  return at
}
const count = (from: Written, to: Written): number => {
  let [at, steps] = [from, 0]
  while (at < to) [at, steps] = [nextOf(at), steps + 1]
  return steps
}

const lastDayOf = ({ term }: NormVersion, trigger: Written): Written | undefined => {
  if (term.unit === 'none') return undefined
  if (term.unit === 'hours') {
    let [at, hours] = [trigger, term.count]
    while (hours > 0) [at, hours] = [nextOf(at), hours - 24]
    return at
  }
  if (term.unit === 'working-days') {
    let [at, left] = [trigger, term.count]
    while (left > 0) {
      at = nextOf(at)
      if (isWorking(at)) left -= 1
    }
    return at
  }
  const plain = walk(trigger, term.count)
  if (!term.extended || term.count > 90) return plain
  let [at, working] = [trigger, 0]
  // Whole days are counted off; a term of three or more is not over before two of them were working days.
  while (at < plain || (term.count >= 3 && working < 2)) {
    at = nextOf(at)
    if (isWorking(at)) working += 1
  }
  while (!isWorking(at)) at = nextOf(at)
  return at
}

const versionOn = ({ versions }: Norm, on: Written): NormVersion | undefined =>
  versions.filter(({ validFrom, validUntil }) => !(on < validFrom) && !(validUntil !== undefined && on > validUntil))[0]

const NOES = ['consent-refused', 'not-now', 'not-safe']
const inOrder = (a: ClockFact, b: ClockFact): number =>
  a.happened.localeCompare(b.happened) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)

/** One reading for each day on which the norm was triggered. */
export const readSlowly = (norm: Norm, facts: readonly ClockFact[], on: Written): readonly Triggered[] => {
  const known = facts.filter(({ happened }) => !(happened > on)).toSorted(inOrder)
  const days = [...new Set(known.map(({ happened }) => happened))]
  return days.flatMap((trigger) => {
    const today = known.filter(({ happened }) => happened === trigger)
    const version = versionOn(norm, trigger)
    const startedBy = (each: NormVersion): boolean => today.some(({ kind }) => each.trigger.includes(kind))
    if (!norm.versions.some(startedBy)) return []
    return [{ trigger, reading: version && startedBy(version) ? walkThrough(version, known, trigger, on) : gone }]
  })
}
const gone: Reading = { state: 'not-applicable', by: 'no-version-valid' }

const walkThrough = (version: NormVersion, known: readonly ClockFact[], trigger: Written, on: Written): Reading => {
  const due = lastDayOf(version, trigger)
  const exceptions = new Map<string, string>(version.exceptions.map(({ kind, effect }) => [kind, effect]))
  if (version.judged.rule === 'within') for (const no of NOES) exceptions.set(no, 'kept')
  const afterwards = new Set(version.exceptions.flatMap((each) => (each.after_trigger ? [each.kind] : [])))
  // What stands on the morning of the trigger: everything said before it, except what came before the last yes.
  const yes = known.filter(({ kind, happened }) => kind === 'consent-given' && happened <= trigger).at(-1)?.happened
  const said = known.filter(({ kind, happened }) => exceptions.has(kind) && !(yes !== undefined && happened < yes))
  const exceptionOn = (at: Written): string | undefined =>
    at === trigger
      ? said.find(({ kind, happened }) => happened === trigger || (happened < trigger && !afterwards.has(kind)))?.kind
      : said.find(({ happened }) => happened === at)?.kind
  const excepted = (kind: string, at: Written): Reading =>
    exceptions.get(kind) === 'kept'
      ? { state: 'kept', by: kind, on: at as never }
      : { state: 'not-applicable', by: kind }
  const { judged } = version
  const on_ = (at: Written, kinds: readonly string[]): string | undefined =>
    known.find(({ kind, happened }) => happened === at && kinds.includes(kind))?.kind
  let seen = 0
  let late = false
  for (let at = trigger; at <= on; at = nextOf(at)) {
    const overdue = due !== undefined && at > due
    if (judged.rule === 'within') {
      const done = doneOn(judged, known, trigger, at)
      const no = exceptionOn(at)
      if (!overdue && done) return { state: 'kept', by: done, on: at as never }
      if (!overdue && no) return excepted(no, at)
      if (overdue && (done ?? no))
        return { state: 'missed', late: count(due, at), due: due as never, ended: done ?? no ?? '' }
      late = overdue
      continue
    }
    if (overdue) return { state: 'kept', by: 'term-passed', on: due as never }
    const no = exceptionOn(at)
    const ended = on_(at, judged.until)
    if (judged.rule === 'never') {
      const broken = on_(at, judged.forbidden)
      if (no) return excepted(no, at)
      if (broken) {
        const left = due === undefined ? {} : { due: due as never, early: count(at, due) }
        return { state: 'missed', on: at as never, ended: broken, ...left }
      }
    } else {
      if (no) return excepted(no, at)
      for (const { kind } of known.filter(({ happened, kind }) => happened === at && judged.counted.includes(kind))) {
        seen += 1
        if (seen > judged.most) return { state: 'missed', times: seen, on: at as never, ended: kind }
      }
    }
    if (ended) return { state: 'kept', by: ended, on: at as never }
  }
  if (due === undefined) return { state: 'running' }
  return late
    ? { state: 'missed', late: count(due, on), due: due as never }
    : { state: 'running', left: count(on, due), due: due as never }
}

type Within = Extract<NormVersion['judged'], { rule: 'within' }>
/** The kind with which on this very day everything is done that was asked. */
const doneOn = (judged: Within, known: readonly ClockFact[], trigger: Written, at: Written): string | undefined => {
  const open = walk(trigger, judged.notBeforeDays)
  const until = known.filter(({ happened, kind }) => happened <= at && judged.required.includes(kind))
  const counts = judged.before ? until : until.filter(({ happened }) => happened >= open)
  const wanted = judged.all ? judged.required : counts.slice(0, 1).map(({ kind }) => kind)
  if (wanted.length === 0) return undefined
  const firsts = wanted.map((each) => counts.find(({ kind }) => kind === each))
  const last = firsts.toSorted((a, b) => (a && b ? inOrder(a, b) : 0)).at(-1)
  if (firsts.some((each) => each === undefined) || !last) return undefined
  // What was there before it was asked for is done on the day on which it was asked for.
  return last.happened === at || (at === trigger && last.happened < trigger) ? last.kind : undefined
}
