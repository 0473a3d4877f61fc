/** The day of one person as it stands now: what waits, in order, with whose it is. Always as many queries, however much waits. */
import type { Day } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { awayOn } from './absence.ts'
import { inOrder, type Placed, urgencyOf, type Whose, whoseIs } from './day-list.ts'
import type { FoundThing, TaskPorts } from './ports.ts'
import { absencesOf, colleaguesOf, type Person, remindersOf, takingsOf } from './task.store.ts'

export type DayThing = FoundThing & Placed & Whose & { readonly remindOn?: Day }

export type ReadDay = {
  readonly things: readonly DayThing[]
  readonly people: ReadonlyMap<string, Person>
}

/** Everything that waits for the desk of who acts, with whose it is. Names are read apart, for what is shown. */
export const readDay = async (work: Work, { sources }: Pick<TaskPorts, 'sources'>): Promise<ReadDay> => {
  const found: FoundThing[] = []
  for (const source of sources)
    if (source.functions.includes(work.claim.function)) found.push(...(await source.read(work)))
  const [takings, reminders, absences, people] = [
    await takingsOf(work, [...new Set(found.map(({ subject }) => subject))]),
    await remindersOf(work),
    await absencesOf(work),
    await colleaguesOf(work),
  ]
  const desk = new Set(people.flatMap((each) => (each.function === work.claim.function ? [each.actor] : [])))
  const away = awayOn(absences, work.today)
  const things = found.map((thing): DayThing => {
    const remindOn = reminders.get(thing.subject)
    return {
      ...thing,
      ...whoseIs(takings.get(thing.subject), work.claim.actor, { desk, away }),
      urgency: urgencyOf(thing, work.today, remindOn),
      ...(remindOn ? { remindOn } : {}),
    }
  })
  return { things: inOrder(things), people: new Map(people.map((each) => [each.actor, each])) }
}
