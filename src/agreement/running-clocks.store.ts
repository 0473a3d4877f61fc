/** The clocks that run for one dossier today, or were missed and still wait: for the note of a handover. */
import { type Day, day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { showClocks } from './agreement.present.ts'
import { readClockFacts } from './agreement.store.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'

export type ClockThatRuns = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly triggers: readonly string[]
  readonly due: Day
  readonly missed: boolean
}

export const clocksThatRun = async (work: Work, dossierId: string): Promise<readonly ClockThatRuns[]> =>
  showClocks(NORMS_OF_PERSONS, await readClockFacts(work, dossierId), work.today).flatMap((clock) => {
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
