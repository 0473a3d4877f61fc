/**
 * Reads the clock of a norm from facts, and from facts only: not started, running, kept, missed or not applicable. The
 * version valid on the day of the trigger judges. The same facts give the same answer in any order and at any replay.
 */
import { addDays, addWorkingDays, type Day, daysBetween, endOfLegalTerm } from '../kernel/index.ts'
import { type Adoption, versionFor } from './adoption.ts'
import {
  ALWAYS_KEEPS,
  binds,
  type Effect,
  findVersion,
  type Judged,
  LIFTS,
  type Norm,
  type NormVersion,
} from './norm.ts'

/**
 * A fact as the clock sees it: no person, no content. `learned` matters only when reading what was known back then. `id` tells a fact that arrived
 * twice from two that are alike: two interviews of one day are two, and one that was delivered again is one. `by` is the house that wrote it down:
 * what that house signed binds the clock that this fact starts. `withdraws` names a fact that was written down wrongly: from the moment that this
 * was learned both are as if they were not there, and a reading of an earlier moment stays as it was.
 */
export type ClockFact = {
  readonly id?: string
  readonly kind: string
  readonly happened: Day
  readonly learned?: Date
  readonly by?: string
  readonly withdraws?: string
}

/** The day that is judged, and optionally the moment up to which facts had been learned (replay of an old report). */
export type ReadAt = { readonly day: Day; readonly knownBy?: Date }

export type Reading =
  | { readonly state: 'not-started' }
  /** `left` counts days until and including the last day: 0 means today is the last. Both absent when no term was agreed. */
  | { readonly state: 'running'; readonly left?: number; readonly due?: Day }
  /** `by` is the fact that kept it: the required one, a no of the person, what ended a ban, or `term-passed`. */
  | { readonly state: 'kept'; readonly by: string; readonly on: Day }
  | Missed
  /** `by` is the fact that took it away, or `no-version-valid` when the norm did not exist, or did not begin with this, on the day of the trigger. */
  | { readonly state: 'not-applicable'; readonly by: string }

/**
 * `late` counts days after the last day, up to what ended it (`ended`) or up to the day that is judged. A ban that was broken says in `early` how
 * many days of it were left, when it has a term, and a limit in `times` how often it happened by then; both happened `on` that day.
 */
export type Missed = {
  readonly state: 'missed'
  readonly late?: number
  readonly early?: number
  readonly times?: number
  readonly due?: Day
  readonly on?: Day
  readonly ended?: string
}

/** The reading for the latest trigger up to that day. No facts, no verdict: then the clock has not started. */
export const readClock = (norm: Norm, facts: readonly ClockFact[], at: ReadAt): Reading =>
  latestOf(readClocks(norm, facts, at))?.reading ?? { state: 'not-started' }

const UNJUDGED = 'no-version-valid'

/** The clock that speaks: the latest that a version judged, and only without one the latest that none did. */
export const latestOf = (readings: readonly Triggered[]): Triggered | undefined =>
  readings.findLast(({ reading }) => !(reading.state === 'not-applicable' && reading.by === UNJUDGED)) ??
  readings.at(-1)

/** One reading per day on which the norm was triggered, earliest first: someone who moves twice has two clocks. */
export const readClocks = (norm: Norm, facts: readonly ClockFact[], at: ReadAt): readonly Triggered[] =>
  readSorted(norm, sortFacts(facts, at), at.day)

/** `version` judged it, with what the house of the trigger signed; absent when none was valid. */
export type Triggered = { readonly trigger: Day; readonly reading: Reading; readonly version?: NormVersion }

/** What is known on that day in the order in which clocks read it: for many norms over the same facts. */
export const sortFacts = (facts: readonly ClockFact[], at: ReadAt): readonly ClockFact[] =>
  once(standing(facts.filter((fact) => fact.happened <= at.day && isKnown(fact, at.knownBy)))).sort(byDayThenKind)

const standing = (facts: ClockFact[]): ClockFact[] => {
  const gone = new Set(facts.flatMap(({ withdraws }) => (withdraws === undefined ? [] : [withdraws])))
  return gone.size === 0
    ? facts
    : facts.filter(({ id, withdraws }) => withdraws === undefined && !(id !== undefined && gone.has(id)))
}

const once = (facts: ClockFact[]): ClockFact[] => {
  const seen = new Set<string>()
  return facts.filter(({ id }) => {
    if (id === undefined) return true
    const first = !seen.has(id)
    seen.add(id)
    return first
  })
}

/** As `readClocks`, over facts that `sortFacts` gave for the same day. */
export const readSorted = (
  norm: Norm,
  known: readonly ClockFact[],
  on: Day,
  adoptions: readonly Adoption[] = [],
): readonly Triggered[] => triggersOf(norm, known).map((trigger) => readOne(norm, { known, trigger, on, adoptions }))

/** A book of norms, made ready for reading many files: which norms a kind of fact can start. */
export type NormBook = { readonly norms: readonly Norm[]; readonly startedBy: ReadonlyMap<string, readonly number[]> }
export const bookOf = (norms: readonly Norm[]): NormBook => {
  const startedBy = new Map<string, number[]>()
  for (const [at, { versions }] of norms.entries())
    for (const kind of new Set(versions.flatMap(({ trigger }) => trigger)))
      startedBy.set(kind, [...(startedBy.get(kind) ?? []), at])
  return { norms, startedBy }
}

/** Every norm that these facts start, with its clocks, in the order of the book. What nothing started is left out. */
export const readBook = (
  { norms, startedBy }: NormBook,
  facts: readonly ClockFact[],
  at: ReadAt,
): readonly { readonly norm: Norm; readonly clocks: readonly Triggered[] }[] => {
  const known = sortFacts(facts, at)
  const started = new Set<number>()
  for (const { kind } of known) for (const place of startedBy.get(kind) ?? []) started.add(place)
  return [...started]
    .sort((one, other) => one - other)
    .flatMap((place) => {
      const norm = norms[place]
      const clocks = norm ? readSorted(norm, known, at.day) : []
      return norm && clocks.length > 0 ? [{ norm, clocks }] : []
    })
}

/**
 * May somebody be addressed about this reading? Only when it is missed, somebody is bound to the term, and the person did
 * not say stop. A proposal never escalates, whatever its clock says.
 */
export const mayEscalate = (norm: Norm, trigger: Day, reading: Reading): boolean =>
  escalates(findVersion(norm, trigger), reading)

/** As `mayEscalate`, for the version that judged. */
export const escalates = (version: NormVersion | undefined, reading: Reading): boolean => {
  if (version === undefined || reading.state !== 'missed') return false
  const saidStop = reading.ended !== undefined && exceptionsOf(version).has(reading.ended)
  return binds(version) && !saidStop
}

const HOURS_PER_DAY = 24

/** The last day of the term; undefined when none was agreed. Facts know days: a term in hours is given until the end of the day on which it runs out. */
export const lastDay = ({ term }: Pick<NormVersion, 'term'>, trigger: Day): Day | undefined => {
  switch (term.unit) {
    case 'none':
      return undefined
    case 'working-days':
      return addWorkingDays(trigger, term.count)
    case 'hours':
      return addDays(trigger, Math.ceil(term.count / HOURS_PER_DAY))
    case 'days':
      return term.extended ? endOfLegalTerm(trigger, term.count) : addDays(trigger, term.count)
  }
}

const isKnown = ({ learned }: ClockFact, by: Date | undefined): boolean =>
  by === undefined || learned === undefined || learned <= by

// Kind as the second key: two facts of one day are read in the same order, however they arrived.
const byDayThenKind = (one: ClockFact, other: ClockFact): number => {
  if (one.happened !== other.happened) return one.happened < other.happened ? -1 : 1
  if (one.kind === other.kind) return 0
  return one.kind < other.kind ? -1 : 1
}

// What the version of its own day does not name, another version does: then the answer is a named "not applicable", and not that nothing happened.
const triggersOf = (norm: Norm, known: readonly ClockFact[]): readonly Day[] => {
  const days: Day[] = []
  for (const { kind, happened } of known)
    if (days.at(-1) !== happened && norm.versions.some(({ trigger }) => trigger.includes(kind))) days.push(happened)
  return days
}

/** Did the version of that day know anything that happened then as its beginning? */
const begins = ({ trigger }: NormVersion, known: readonly ClockFact[], on: Day): boolean =>
  known.some(({ kind, happened }) => happened === on && trigger.includes(kind))

type ToRead = {
  readonly known: readonly ClockFact[]
  readonly trigger: Day
  readonly on: Day
  readonly adoptions: readonly Adoption[]
}
const readOne = (norm: Norm, { known, trigger, on, adoptions }: ToRead): Triggered => {
  const base = findVersion(norm, trigger)
  if (!base || !begins(base, known, trigger)) return { trigger, reading: { state: 'not-applicable', by: UNJUDGED } }
  const version =
    adoptions.length === 0
      ? base
      : versionFor(norm.id, { base, on: trigger, parties: partiesOf(base, known, trigger), adoptions })
  return { trigger, reading: readBy(version, known, trigger, on), version }
}

/** Who wrote down what started it. */
export const partiesOf = (
  { trigger: kinds }: NormVersion,
  known: readonly ClockFact[],
  trigger: Day,
): readonly string[] =>
  known.flatMap(({ kind, happened, by }) =>
    happened === trigger && by !== undefined && kinds.includes(kind) ? [by] : [],
  )

const readBy = (version: NormVersion, known: readonly ClockFact[], trigger: Day, on: Day): Reading => {
  const { judged } = version
  const due = lastDay(version, trigger)
  const stopped = standingException(version, known, trigger)
  switch (judged.rule) {
    case 'within':
      return readWithin({ judged, known, trigger, on, due, stopped })
    case 'never':
      return readBan({ judged, known, trigger, on, due, stopped })
    case 'at-most':
      return readLimit({ judged, known, trigger, on, due, stopped })
  }
}

type Standing = { readonly kind: string; readonly effect: Effect; readonly from: Day }
type Case<Rule extends Judged['rule']> = {
  readonly judged: Extract<Judged, { rule: Rule }>
  readonly known: readonly ClockFact[]
  readonly trigger: Day
  readonly on: Day
  readonly due: Day | undefined
  readonly stopped: Standing | undefined
}
type Ending = { readonly kind: string; readonly from: Day }

const readWithin = ({ judged, known, trigger, on, due, stopped }: Case<'within'>): Reading => {
  const done = doneBy(judged, known, trigger)
  // What came first decides, and stays: a no that kept the norm is not replaced by what was done after all.
  const doneFirst = done !== undefined && !(stopped && stopped.from < done.from)
  if (doneFirst && (due === undefined || done.from <= due)) return { state: 'kept', by: done.kind, on: done.from }
  if (stopped && (due === undefined || stopped.from <= due)) return afterException(stopped)
  if (due === undefined) return { state: 'running' }
  if (on <= due) return { state: 'running', left: daysBetween(on, due), due }
  // What ended it first: doing it after all, or the person's no. After that no day is added.
  const end = firstOf(done, stopped)
  return { state: 'missed', late: daysBetween(due, end?.from ?? on), due, ...(end && { ended: end.kind }) }
}

/** The fact with which everything that was asked is done; of two on one day the one that is read first. */
const doneBy = (judged: Case<'within'>['judged'], known: readonly ClockFact[], trigger: Day): Ending | undefined => {
  const earliest = judged.before ? undefined : addDays(trigger, judged.notBeforeDays)
  const counts = ({ happened }: ClockFact): boolean => earliest === undefined || happened >= earliest
  if (!judged.all)
    return from(
      known.find((fact) => judged.required.includes(fact.kind) && counts(fact)),
      trigger,
    )
  const firsts = judged.required.map((kind) => known.find((fact) => fact.kind === kind && counts(fact)))
  const last = firsts.reduce((one, other) =>
    one === undefined || other === undefined ? undefined : byDayThenKind(one, other) < 0 ? other : one,
  )
  return from(last, trigger)
}

// What was done before it was asked for keeps it from the day on which it was asked for.
const from = (fact: ClockFact | undefined, trigger: Day): Ending | undefined =>
  fact && { kind: fact.kind, from: fact.happened < trigger ? trigger : fact.happened }

const firstOf = (one: Ending | undefined, other: Ending | undefined): Ending | undefined =>
  one === undefined || (other !== undefined && other.from < one.from) ? other : one

/**
 * A ban binds those who hold power, so a no of the person does not lift it: whatever may be written down in her name, what is forbidden stays so
 * (decision 0068). It asks nothing of her, so it cannot press her either.
 */
const readBan = ({ judged, known, trigger, on, due, stopped }: Case<'never'>): Reading => {
  const ended = known.find((fact) => judged.until.includes(fact.kind) && fact.happened >= trigger)
  const broken = known.find((fact) => judged.forbidden.includes(fact.kind) && fact.happened >= trigger)
  const before = (end: ClockFact | undefined, than: Standing): boolean => end !== undefined && end.happened < than.from
  if (stopped && !before(broken, stopped) && !before(ended, stopped) && inTime(stopped.from, due))
    return afterException(stopped)
  // On one day the breach is read before what ends the ban: who ends it in order to break it has broken it.
  if (broken && inTime(broken.happened, due) && !(ended && ended.happened < broken.happened))
    return {
      ...{ state: 'missed', on: broken.happened, ended: broken.kind },
      ...(due === undefined ? {} : { due, early: daysBetween(broken.happened, due) }),
    }
  if (ended && inTime(ended.happened, due)) return { state: 'kept', by: ended.kind, on: ended.happened }
  if (due === undefined) return { state: 'running' }
  return on <= due
    ? { state: 'running', left: daysBetween(on, due), due }
    : { state: 'kept', by: 'term-passed', on: due }
}

const readLimit = ({ judged, known, trigger, stopped }: Case<'at-most'>): Reading => {
  const ended = known.find((fact) => judged.until.includes(fact.kind) && fact.happened >= trigger)
  const counted = known.filter((fact) => judged.counted.includes(fact.kind) && fact.happened >= trigger)
  const over = counted[judged.most]
  const end = firstOf(from(over, trigger), from(ended, trigger))
  if (stopped && !(end && end.from < stopped.from)) return afterException(stopped)
  if (over && !(ended && ended.happened < over.happened))
    return { state: 'missed', times: judged.most + 1, on: over.happened, ended: over.kind }
  return ended ? { state: 'kept', by: ended.kind, on: ended.happened } : { state: 'running' }
}

const inTime = (of: Day, due: Day | undefined): boolean => due === undefined || of <= due

const afterException = ({ kind, effect, from: on }: Standing): Reading =>
  effect === 'kept' ? { state: 'kept', by: kind, on } : { state: 'not-applicable', by: kind }

const exceptionsOf = (version: NormVersion): ReadonlyMap<string, Effect> => {
  const known = EXCEPTIONS.get(version)
  if (known) return known
  const made = new Map<string, Effect>([
    ...version.exceptions.map((one): [string, Effect] => [one.kind, one.effect]),
    // Of a ban nobody is released by what is said in her name; see readBan.
    ...(version.judged.rule === 'within' ? ALWAYS_KEEPS : []).map((kind): [string, Effect] => [kind, 'kept']),
  ])
  EXCEPTIONS.set(version, made)
  return made
}
const EXCEPTIONS = new WeakMap<NormVersion, ReadonlyMap<string, Effect>>()

// A no that was said before the trigger still stands, unless consent was given afterwards and before the trigger. A no on the same day weighs
// more than a yes: in doubt nobody is pressed.
const standingException = (version: NormVersion, known: readonly ClockFact[], trigger: Day): Standing | undefined => {
  const effects = exceptionsOf(version)
  if (!known.some(({ kind }) => effects.has(kind))) return undefined
  const lifted = known.findLast((fact) => fact.kind === LIFTS && fact.happened <= trigger)?.happened
  const onlyAfter = new Set(version.exceptions.flatMap((one) => (one.after_trigger ? [one.kind] : [])))
  const fact = known.find(
    ({ kind, happened }) =>
      effects.has(kind) &&
      (lifted === undefined || happened >= lifted) &&
      (happened >= trigger || !onlyAfter.has(kind)),
  )
  const effect = fact && effects.get(fact.kind)
  if (!fact || !effect) return undefined
  return { kind: fact.kind, effect, from: fact.happened < trigger ? trigger : fact.happened }
}
