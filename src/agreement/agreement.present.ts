/** A clock for a reader: the norm as a sentence, who said so, what it says today and why. */
import type { Static } from 'typebox'
import type { Day } from '../kernel/index.ts'
import { clockReasonWords, clockStateWords, normKindWords, toldWordOf, toldWords } from '../words/norms.ts'
import type { Adoption } from './adoption.ts'
import type { ClockList, DueClockList } from './agreement.schema.ts'
import { type ClockFact, escalates, latestOf, type Reading, readSorted, sortFacts } from './clock.ts'
import { TOLD_FUNCTIONS, toldBy } from './escalation.ts'
import { chapterOf, type MissWord, type SaidOfMiss } from './miss.ts'
import { ALWAYS_KEEPS, binds, findVersion, type Norm, type NormVersion } from './norm.ts'
import { ESCALATION, KIND_OF, MISSES } from './norm-book.ts'

type Clock = Static<typeof ClockList>['clocks'][number]

/** What clocks are read with beside the facts: who signed more, and what was said of terms that were missed. */
export type ReadBeside = {
  readonly adoptions?: readonly Adoption[]
  readonly said?: readonly SaidOfMiss[]
}

/** Every norm that is valid today or was triggered before; the latest trigger speaks, judged by the version that bound on its day. */
export const showClocks = (
  norms: readonly Norm[],
  facts: readonly ClockFact[],
  on: Day,
  beside: ReadBeside = {},
): readonly Clock[] => {
  const known = sortFacts(facts, { day: on })
  return norms.flatMap((norm) => {
    const last = latestOf(readSorted(norm, known, on, beside.adoptions))
    const version = last?.version ?? (last && findVersion(norm, last.trigger)) ?? findVersion(norm, on)
    if (!version) return []
    const reading: Reading = last?.reading ?? { state: 'not-started' }
    const said = beside.said?.findLast((each) => each.normId === norm.id && each.triggered === last?.trigger)
    return [showClock(norm, { version, reading, trigger: last?.trigger, on, said })]
  })
}

const DUE_WITHIN_DAYS = 14
const DUE_MAX = 50

type DueClock = Static<typeof DueClockList>['dueClocks'][number]
export type DueOptions = {
  readonly max?: number
  readonly adoptions?: readonly Adoption[]
  readonly saidOf?: ReadonlyMap<string, readonly SaidOfMiss[]>
}

/** What is due soon or was missed and still waits, over many dossiers, the soonest first. What ended late waits for nobody. */
export const showDueClocks = (
  norms: readonly Norm[],
  factsOf: ReadonlyMap<string, readonly ClockFact[]>,
  on: Day,
  { max = DUE_MAX, adoptions = [], saidOf }: DueOptions = {},
): readonly DueClock[] =>
  [...factsOf]
    .flatMap(([dossierId, facts]) =>
      showClocks(norms, facts, on, { adoptions, said: saidOf?.get(dossierId) ?? [] }).flatMap((clock) =>
        dueOf(dossierId, clock),
      ),
    )
    .toSorted((one, other) => compare(one.dueDate, other.dueDate) || compare(one.dossierId, other.dossierId))
    .slice(0, max)

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const dueOf = (dossierId: string, clock: Clock): readonly DueClock[] => {
  const { normId, title, state, termKind, dueDate, daysLeft, daysLate, mayEscalate, told } = clock
  const isSoon = state.code === 'running' && daysLeft !== undefined && daysLeft <= DUE_WITHIN_DAYS
  const isMissed = state.code === 'missed' && clock.because === undefined
  if (dueDate === undefined || !(isSoon || isMissed)) return []
  const days = { ...(daysLeft === undefined ? {} : { daysLeft }), ...(daysLate === undefined ? {} : { daysLate }) }
  return [{ dossierId, normId, title, state, termKind, dueDate, ...days, mayEscalate, told }]
}

type ToShow = {
  readonly version: NormVersion
  readonly reading: Reading
  readonly trigger: Day | undefined
  readonly on: Day
  readonly said: SaidOfMiss | undefined
}
const showClock = (norm: Norm, { version, reading, trigger, on, said }: ToShow): Clock => ({
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
  ...(version.adopted ? { adopted: { organisationId: version.adopted.by, fromDate: version.adopted.from } } : {}),
  mayEscalate: escalates(version, reading),
  told: toldOf(norm, { version, reading, on, said }),
  // What was done after all, or what the person said, asks nothing any more.
  asksWhy: said === undefined && escalates(version, reading) && !endedLate(reading),
  mayAnswer: reading.state === 'missed' && trigger !== undefined && !saidStop(reading),
  takesWords: MISSES.wordsIn.has(chapterOf(norm.versions.at(-1) ?? version, KIND_OF)),
  ...(said ? { said: showSaid(said) } : {}),
  sources: version.sources.map(({ name, article, text_of, read_on }) => ({
    name,
    ...(article !== null && { article }),
    ...(text_of !== null && { textOf: text_of }),
    readDate: read_on,
  })),
})

const saidStop = (reading: Reading): boolean =>
  reading.state === 'missed' && ALWAYS_KEEPS.some((kind) => kind === reading.ended)
/** Done, but late: something else than a ban that was broken. */
const endedLate = (reading: Reading): boolean =>
  reading.state === 'missed' && reading.ended !== undefined && reading.on === undefined

const toldOf = (norm: Norm, { version, reading, on, said }: Omit<ToShow, 'trigger'>): Clock['told'] => {
  // What nobody signed goes nowhere, and neither does what was done after all or what the person said no to.
  if (!binds(version) || endedLate(reading)) return []
  const answered = said && { on: said.saidOn, ...(said.until ? { until: said.until } : {}) }
  return toldBy(ESCALATION.pathOf(norm.id), reading, { on, answered }).map(({ to, since }) => ({
    ...{ code: to, ...toldWords[to] },
    sinceDate: since,
  }))
}

const showSaid = ({ saidOn, cause, action, owner, until, words }: SaidOfMiss): NonNullable<Clock['said']> => ({
  saidDate: saidOn,
  ...(cause === undefined ? {} : { cause: missWord(MISSES.causes, cause) }),
  ...(action === undefined ? {} : { action: missWord(MISSES.actions, action) }),
  ...(owner === undefined ? {} : { owner: { code: owner, ...(toldWordOf(owner) ?? { nl: owner, en: owner }) } }),
  ...(until === undefined ? {} : { untilDate: until }),
  ...(words === undefined ? {} : { words }),
})

/** What may be said of a miss, with its words. */
export const ANSWERS = {
  causes: MISSES.causes.map((each) => ({ ...each })),
  actions: MISSES.actions.map((each) => ({ ...each })),
  owners: TOLD_FUNCTIONS.map((code) => ({ code, ...toldWords[code] })),
}

const missWord = (list: readonly MissWord[], code: string) => {
  const found = list.find((each) => each.code === code)
  return { code, nl: found?.nl ?? code, en: found?.en ?? code }
}

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

const because = (code: string) => {
  const kind = KIND_OF.get(code)
  return { code, ...(clockReasonWords[code] ?? { nl: kind ? `${kind.nl}.` : code, en: kind ? `${kind.en}.` : code }) }
}
