/**
 * The calendar behind a secret address: on which day how many things wait, for whoever has the address; so nothing in it is about anybody. Each
 * reading is an act of the person whose address it is and stands in the log of the house.
 */
import { accept, type Claim, type Outcome, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { hashToken } from '../platform/http.ts'
import type { Page, PageAnswer, PublicContext } from '../platform/route.ts'
import type { Acts, Work } from '../platform/work.ts'
import { calendarNl } from '../words/calendar.ts'
import { countDays, writeCalendar } from './calendar.ts'
import { CALENDAR_PATH, type CalendarKey } from './calendar-feed.crypto.ts'
import { isOnOwnList } from './day-list.ts'
import type { TaskPorts } from './ports.ts'
import { readDay } from './read-day.store.ts'
import { DAY_FUNCTIONS } from './task.routes.ts'
import { findCalendar } from './task.store.ts'

export type CalendarNeeds = Pick<TaskPorts, 'sources'> & {
  readonly acts: Acts
  readonly worker: Database
  readonly key: CalendarKey
  readonly publicUrl: string
}

const OPERATION = 'readCalendar'
/** A calendar asks a few times an hour; who asks more is told to wait. */
const READS_A_MINUTE_MAX = 12
const LINKS_MAX = 10_000
const MINUTE_MS = 60_000

export const calendarPages = (needs: CalendarNeeds): readonly Page[] => {
  const reads = new Map<string, { readonly since: number; readonly count: number }>()
  // What this address was given last: the same again is no new look at anybody (decision 0052).
  const given = new Map<string, string>()
  return [
    {
      method: 'GET',
      path: CALENDAR_PATH,
      operationId: OPERATION,
      access: { kind: 'public' },
      handlePublic: async (context, { params }) => {
        const found = await findCalendar(needs.worker, hashToken(params['token'] ?? ''), context.now)
        // An address that ended and one that never was look the same; so does that of who works at another desk now.
        if (!found || !DAY_FUNCTIONS.includes(found.function)) return refuse('not-found')
        const { link, ...who } = found
        if (!mayRead(reads, link, context.now)) return refuse('too-many-requests')
        const read = await readAs(needs, { ...who, purpose: 'W01' }, link, context, given)
        if (read.ok) remember(given, link, read.value.version)
        return read
      },
    },
  ]
}

type Calendar = Extract<PageAnswer, { readonly calendar: string }>

const readAs = (
  needs: CalendarNeeds,
  claim: Claim,
  link: string,
  { trace }: PublicContext,
  given: ReadonlyMap<string, string>,
): Promise<Outcome<Calendar, string>> =>
  needs.acts.run({ claim, operation: OPERATION, trace }, async (work) => {
    const noted: Parameters<Work['concerns']>[] = []
    const { things } = await readDay({ ...work, concerns: (...said) => void noted.push(said) }, needs)
    const own = things.filter(isOnOwnList)
    const days = own.flatMap(({ due, remindOn }) =>
      remindOn !== undefined && remindOn >= work.today && remindOn !== due ? [due, remindOn] : [due],
    )
    const calendar = writeCalendar(countDays(days, work.today), {
      words: calendarNl,
      address: `${needs.publicUrl}/app/mijn-dag`,
      made: work.today,
      uidOf: (day) => needs.key.uidOf(link, day),
    })
    const version = needs.key.versionOf(link, calendar)
    if (given.get(link) !== version) {
      for (const said of noted) work.concerns(...said)
      for (const dossier of new Set(own.flatMap((each) => (each.dossier ? [each.dossier] : []))))
        work.concerns(dossier, 'count-day')
    }
    return accept({ calendar, version })
  })

const mayRead = (
  reads: Map<string, { readonly since: number; readonly count: number }>,
  link: string,
  now: Date,
): boolean => {
  const last = reads.get(link)
  const isSameMinute = last !== undefined && now.getTime() - last.since < MINUTE_MS
  remember(reads, link, isSameMinute ? { ...last, count: last.count + 1 } : { since: now.getTime(), count: 1 })
  return !isSameMinute || last.count < READS_A_MINUTE_MAX
}

/** Keeps the newest few; what falls out is counted anew. */
const remember = <T>(map: Map<string, T>, link: string, value: T): void => {
  map.delete(link)
  map.set(link, value)
  const [oldest] = map.keys()
  if (map.size > LINKS_MAX && oldest !== undefined) map.delete(oldest)
}
