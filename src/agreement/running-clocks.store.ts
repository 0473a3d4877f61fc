/** The clocks of one dossier as other slices ask for them: what runs or was missed, what that asks for, and what may be said of a miss. */
import { accept, type Day, day, type Outcome, refuse } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { adoptionsOn } from './adoption.store.ts'
import { showClocks } from './agreement.present.ts'
import { readClockFacts } from './agreement.store.ts'
import { latestOf, readSorted, sortFacts } from './clock.ts'
import { chapterOf, checkMissAnswer, type MissAnswer, type MissRefusal } from './miss.ts'
import { KIND_OF, MISSES, NORMS_OF_PERSONS } from './norm-book.ts'

export type ClockThatRuns = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly triggers: readonly string[]
  readonly due: Day
  readonly missed: boolean
}

export type AskedByTerm = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly due?: Day
  readonly missed: boolean
  readonly kinds: readonly string[]
}

export const clocksThatRun = async (work: Work, dossierId: string): Promise<readonly ClockThatRuns[]> =>
  (await clocksOf(work, dossierId)).flatMap((clock) => {
    const waits = clock.state.code === 'running' || (clock.state.code === 'missed' && clock.because === undefined)
    if (!waits || clock.dueDate === undefined) return []
    const version = NORMS_OF_PERSONS.find(({ id }) => id === clock.normId)?.versions.find(
      (each) => each.version === clock.normVersion,
    )
    return [
      {
        normId: clock.normId,
        title: clock.title,
        triggers: version?.trigger ?? [],
        due: day(clock.dueDate),
        missed: clock.state.code === 'missed',
      },
    ]
  })

/** Every clock of a file, by what the houses signed that wrote in it. */
const clocksOf = async (work: Work, dossierId: string) => {
  const facts = await readClockFacts(work, dossierId)
  return showClocks(NORMS_OF_PERSONS, facts, work.today, { adoptions: await adoptionsOn(work, facts) })
}

/** What running terms ask for and what was missed, the soonest first, with the kinds of which one keeps it. A ban asks for nothing. */
export const askedByTerms = async (work: Work, dossierId: string): Promise<readonly AskedByTerm[]> => {
  const facts = await readClockFacts(work, dossierId)
  const known = sortFacts(facts, { day: work.today })
  const adoptions = await adoptionsOn(work, facts)
  return NORMS_OF_PERSONS.flatMap((norm) => {
    const last = latestOf(readSorted(norm, known, work.today, adoptions))
    const { reading, version, trigger } = last ?? {}
    if (!reading || !version || !trigger || version.judged.rule !== 'within') return []
    const waits = reading.state === 'running' || (reading.state === 'missed' && reading.ended === undefined)
    // Of all that is asked, what is there already is not asked again.
    const done = new Set(known.flatMap(({ kind, happened }) => (happened >= trigger ? [kind] : [])))
    const kinds = version.judged.required.filter((kind) => !done.has(kind))
    if (!waits || kinds.length === 0) return []
    const { due } = reading
    return [
      { normId: norm.id, title: version.title, missed: reading.state === 'missed', kinds, ...(due ? { due } : {}) },
    ]
  }).toSorted((one, other) => (one.due ?? LAST).localeCompare(other.due ?? LAST))
}
/** What has no last day stands behind what has one. */
const LAST = '9999'

/** May this be said of a term of this file? Missed by the clock as it stands now, and one of the answers of the list. */
export const weighMiss = async (
  work: Work,
  asked: {
    readonly dossierId: string
    readonly normId: string
    readonly triggered: string
    readonly answer: MissAnswer
  },
): Promise<Outcome<{ readonly chapter: string }, 'not-missed' | MissRefusal>> => {
  const clock = (await clocksOf(work, asked.dossierId)).find(({ normId }) => normId === asked.normId)
  if (!clock?.mayAnswer || clock.triggeredDate !== asked.triggered) return refuse('not-missed')
  const chapter = chapterOfNorm(asked.normId) ?? 'goal'
  const checked = checkMissAnswer(asked.answer, { book: MISSES, chapter, today: work.today })
  return checked.ok ? accept({ chapter }) : checked
}

/** The chapter in which a miss of this norm is answered: by its newest version, so that all of it stands in one. */
export const chapterOfNorm = (normId: string): string | undefined => {
  const version = NORMS_OF_PERSONS.find(({ id }) => id === normId)?.versions.at(-1)
  return version && chapterOf(version, KIND_OF)
}
