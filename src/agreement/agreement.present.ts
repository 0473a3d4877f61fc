/** A clock for a reader: the norm as a sentence, who said so, what it says today and why. */
import type { Static } from 'typebox'
import type { Day } from '../kernel/index.ts'
import { clockReasonWords, clockStateWords, normKindWords } from '../words/norms.ts'
import type { ClockList, DueClockList } from './agreement.schema.ts'
import { type ClockFact, latestOf, mayEscalate, type Reading, readSorted, sortFacts } from './clock.ts'
import { findVersion, type Norm, type NormVersion } from './norm.ts'

type Clock = Static<typeof ClockList>['clocks'][number]

/** Every norm that is valid today or was triggered before; the latest trigger speaks, judged by the version of its day. */
export const showClocks = (norms: readonly Norm[], facts: readonly ClockFact[], on: Day): readonly Clock[] => {
  const known = sortFacts(facts, { day: on })
  return norms.flatMap((norm) => {
    const last = latestOf(readSorted(norm, known, on))
    const version = (last && findVersion(norm, last.trigger)) ?? findVersion(norm, on)
    if (!version) return []
    const reading: Reading = last?.reading ?? { state: 'not-started' }
    return [showClock(norm, version, reading, last?.trigger)]
  })
}

const DUE_WITHIN_DAYS = 14
const DUE_MAX = 50

type DueClock = Static<typeof DueClockList>['dueClocks'][number]

/** What is due soon or was missed and still waits, over many dossiers, the soonest first. What ended late waits for nobody. */
export const showDueClocks = (
  norms: readonly Norm[],
  factsOf: ReadonlyMap<string, readonly ClockFact[]>,
  on: Day,
  max = DUE_MAX,
): readonly DueClock[] =>
  [...factsOf]
    .flatMap(([dossierId, facts]) => showClocks(norms, facts, on).flatMap((clock) => dueOf(dossierId, clock)))
    .toSorted((one, other) => compare(one.dueDate, other.dueDate) || compare(one.dossierId, other.dossierId))
    .slice(0, max)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const dueOf = (dossierId: string, clock: Clock): readonly DueClock[] => {
  const { normId, title, state, termKind, dueDate, daysLeft, daysLate, mayEscalate } = clock
  const isSoon = state.code === 'running' && daysLeft !== undefined && daysLeft <= DUE_WITHIN_DAYS
  const isMissed = state.code === 'missed' && clock.because === undefined
  if (dueDate === undefined || !(isSoon || isMissed)) return []
  const days = { ...(daysLeft === undefined ? {} : { daysLeft }), ...(daysLate === undefined ? {} : { daysLate }) }
  return [{ dossierId, normId, title, state, termKind, dueDate, ...days, mayEscalate }]
}

const showClock = (norm: Norm, version: NormVersion, reading: Reading, trigger: Day | undefined): Clock => ({
  normId: norm.id,
  normVersion: version.version,
  title: version.title,
  sentence: version.sentence,
  normKind: { code: version.kind, ...normKindWords[version.kind] },
  termKind: { code: version.term.kind, ...normKindWords[version.term.kind] },
  signedBy: [...version.signed_by],
  who: [...version.who],
  state: { code: reading.state, ...clockStateWords[reading.state] },
  ...(trigger && { triggeredDate: trigger }),
  ...showReading(reading),
  mayEscalate: trigger !== undefined && mayEscalate(norm, trigger, reading),
  sources: version.sources.map(({ name, article, text_of, read_on }) => ({
    name,
    ...(article !== null && { article }),
    ...(text_of !== null && { textOf: text_of }),
    readDate: read_on,
  })),
})

const showReading = (reading: Reading): Partial<Clock> => {
  switch (reading.state) {
    case 'running':
      return {
        ...(reading.due && { dueDate: reading.due }),
        ...(reading.left === undefined ? {} : { daysLeft: reading.left }),
      }
    case 'missed':
      return {
        ...(reading.due && { dueDate: reading.due }),
        ...(reading.late === undefined ? {} : { daysLate: reading.late }),
        ...(reading.early === undefined ? {} : { daysEarly: reading.early }),
        ...(reading.times === undefined ? {} : { times: reading.times }),
        ...(reading.on && { brokenDate: reading.on }),
        ...(reading.ended && { because: because(reading.ended) }),
      }
    case 'kept':
      return { because: because(reading.by), keptDate: reading.on }
    case 'not-applicable':
      return { because: because(reading.by) }
    case 'not-started':
      return {}
  }
}

const because = (code: string) => ({ code, ...(clockReasonWords[code] ?? { nl: code, en: code }) })
