/**
 * Reads the clock of a norm from facts, and from facts only: not started, running, kept, missed or not applicable. The
 * version valid on the day of the trigger judges. The same facts give the same answer in any order and at any replay.
 */
import { addDays, type Day, daysBetween } from '../kernel/index.ts'
import { ALWAYS_KEEPS, binds, type Effect, findVersion, type Norm, type NormVersion } from './norm.ts'

/** A fact as the clock sees it: no person, no content. `learned` matters only when reading what was known back then. */
export type ClockFact = { readonly kind: string; readonly happened: Day; readonly learned?: Date }

/** The day that is judged, and optionally the moment up to which facts had been learned (replay of an old report). */
export type ReadAt = { readonly day: Day; readonly knownBy?: Date }

export type Reading =
  | { readonly state: 'not-started' }
  /** `left` counts days until and including the last day: 0 means today is the last. */
  | { readonly state: 'running'; readonly left: number; readonly due: Day }
  /** `by` is the fact that kept it: the required one, or a no of the person. */
  | { readonly state: 'kept'; readonly by: string; readonly on: Day }
  /** `late` counts days after the last day, up to what ended it (`ended`) or up to the day that is judged. */
  | { readonly state: 'missed'; readonly late: number; readonly due: Day; readonly ended?: string }
  /** `by` is the fact that took it away, or `no-version-valid` when the norm did not exist, or did not begin with this, on the day of the trigger. */
  | { readonly state: 'not-applicable'; readonly by: string }

const UNJUDGED = 'no-version-valid'

/** The reading for the latest trigger up to that day. No facts, no verdict: then the clock has not started. */
export const readClock = (norm: Norm, facts: readonly ClockFact[], at: ReadAt): Reading =>
  latestOf(readClocks(norm, facts, at))?.reading ?? { state: 'not-started' }

type OneReading = { readonly trigger: Day; readonly reading: Reading }

/** The clock that speaks: the latest that a version judged, and only without one the latest that none did. */
export const latestOf = (readings: readonly OneReading[]): OneReading | undefined =>
  readings.findLast(({ reading }) => !(reading.state === 'not-applicable' && reading.by === UNJUDGED)) ??
  readings.at(-1)

/** One reading per day on which the norm was triggered, earliest first: someone who moves twice has two clocks. */
export const readClocks = (norm: Norm, facts: readonly ClockFact[], at: ReadAt): readonly OneReading[] => {
  const known = facts.filter((fact) => fact.happened <= at.day && isKnown(fact, at.knownBy)).toSorted(byDayThenKind)
  return triggersOf(norm, known).map((trigger) => ({ trigger, reading: readOne(norm, known, trigger, at.day) }))
}

/**
 * May somebody be addressed about this reading? Only when it is missed, somebody is bound to the term, and the person did
 * not say stop. A proposal never escalates, whatever its clock says.
 */
export const mayEscalate = (norm: Norm, trigger: Day, reading: Reading): boolean => {
  const version = findVersion(norm, trigger)
  if (version === undefined || reading.state !== 'missed') return false
  const saidStop = reading.ended !== undefined && exceptionsOf(version).has(reading.ended)
  return binds(version) && !saidStop
}

const HOURS_PER_DAY = 24

/** Facts know days, not hours: a term in hours is given until the end of the day on which it runs out. */
const lastDay = ({ term }: NormVersion, trigger: Day): Day =>
  addDays(trigger, term.unit === 'days' ? term.count : Math.ceil(term.count / HOURS_PER_DAY))

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
  const named = known.filter(({ kind }) => norm.versions.some(({ trigger }) => trigger.includes(kind)))
  return [...new Set(named.map((fact) => fact.happened))]
}

/** Did the version of that day know anything that happened then as its beginning? */
const begins = ({ trigger }: NormVersion, known: readonly ClockFact[], on: Day): boolean =>
  known.some(({ kind, happened }) => happened === on && trigger.includes(kind))

const readOne = (norm: Norm, known: readonly ClockFact[], trigger: Day, on: Day): Reading => {
  const version = findVersion(norm, trigger)
  if (!version || !begins(version, known, trigger)) return { state: 'not-applicable', by: UNJUDGED }
  const due = lastDay(version, trigger)
  const earliest = addDays(trigger, version.notBeforeDays ?? 0)
  const done = known.find((fact) => version.required.includes(fact.kind) && fact.happened >= earliest)
  const stopped = standingException(version, known, trigger)
  // What came first decides, and stays: a no that kept the norm is not replaced by what was done after all.
  const doneFirst = done && !(stopped && stopped.from < done.happened)
  if (doneFirst && done.happened <= due) return { state: 'kept', by: done.kind, on: done.happened }
  if (stopped && stopped.from <= due) return afterException(stopped)
  if (on <= due) return { state: 'running', left: daysBetween(on, due), due }
  return missed(due, on, [done && { kind: done.kind, from: done.happened }, stopped])
}

type Standing = { readonly kind: string; readonly effect: Effect; readonly from: Day }

const afterException = ({ kind, effect, from }: Standing): Reading =>
  effect === 'kept' ? { state: 'kept', by: kind, on: from } : { state: 'not-applicable', by: kind }

// What ended it first: doing it after all, or the person's no. After that no day is added.
const missed = (due: Day, on: Day, ends: readonly ({ kind: string; from: Day } | undefined)[]): Reading => {
  const [end] = ends.filter((one) => one !== undefined).toSorted((one, other) => (one.from < other.from ? -1 : 1))
  const late = daysBetween(due, end?.from ?? on)
  return { state: 'missed', late, due, ...(end && { ended: end.kind }) }
}

const exceptionsOf = (version: NormVersion): ReadonlyMap<string, Effect> =>
  new Map<string, Effect>([
    ...version.exceptions.map((one): [string, Effect] => [one.kind, one.effect]),
    ...ALWAYS_KEEPS.map((kind): [string, Effect] => [kind, 'kept']),
  ])

// A no that was said before the trigger still stands, unless consent was given afterwards and before the trigger.
const standingException = (version: NormVersion, known: readonly ClockFact[], trigger: Day): Standing | undefined => {
  const effects = exceptionsOf(version)
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

/** A yes takes back an earlier no. A no on the same day weighs more: in doubt nobody is pressed. */
const LIFTS = 'consent-given'
