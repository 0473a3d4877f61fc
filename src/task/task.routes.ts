/** The HTTP edge of the day: one list over everything that waits, taking and reminding, being away, and the address of a calendar. */
import { accept, addDays, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { type Absence, checkDays, checkStandIn, moveAbsence } from './absence.ts'
import { CALENDAR_PATH, newCalendarToken } from './calendar-feed.crypto.ts'
import { isOnOwnList } from './day-list.ts'
import type { TaskPorts } from './ports.ts'
import { type DayThing, readDay } from './read-day.store.ts'
import { MAY_ASSIGN, presentAbsence, presentThing } from './task.present.ts'
import {
  AbsenceList,
  AbsenceMoved,
  AbsencePath,
  AnswerAbsence,
  AssignStandIn,
  CalendarLinkEnded,
  CalendarLinkMade,
  CalendarLinkShown,
  DayList,
  DayQuery,
  ItemTaken,
  NameAbsence,
  Nothing,
  ReminderSet,
  SetReminder,
  SubjectPath,
  TakeItem,
} from './task.schema.ts'
import {
  absencesOf,
  colleaguesOf,
  endCalendarLink,
  insertAbsence,
  insertCalendarLink,
  keepReminder,
  keepTaking,
  lockAbsence,
  lockOwnCalendar,
  lockOwnDays,
  moveAbsenceTo,
  ownCalendarLink,
} from './task.store.ts'

const tag = 'mijn dag'
const ITEMS_MAX = 200
const REMIND_DAYS_MAX = 366
/** Desks on the plane of care that work in files or sit at tables. */
export const DAY_FUNCTIONS: readonly WorkFunction[] = [
  ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair'] as const),
]
const access = { kind: 'signed-in', functions: DAY_FUNCTIONS, purpose: 'W01' } as const

/** All routes of the day, with what they ask of other slices and where this house is found. */
export const taskRoutes = (ports: TaskPorts & { readonly publicUrl: () => string }): readonly Route[] => [
  ...dayRoutes(ports),
  ...absenceRoutes,
  ...calendarRoutes(ports.publicUrl),
]

const dayRoutes = (ports: TaskPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/day-list',
    operationId: 'listDay',
    summary: 'Alles wat op u wacht, over dossiers heen: eerst het risico, dan wat te laat is, dan naar dag',
    tag,
    access,
    query: DayQuery,
    answer: DayList,
    refusals: [],
    handle: async (work, { query }) => {
      const { things, people } = await readDay(work, ports)
      const wanted = query.whose === 'all' ? things : things.filter(isOnOwnList)
      const shown = wanted.slice(0, ITEMS_MAX)
      const dossiers = [...new Set(shown.flatMap(({ dossier }) => (dossier ? [dossier] : [])))]
      const names = await ports.namesOf(work, dossiers)
      for (const id of dossiers) work.concerns(id, 'list-day', ['identity'])
      return accept({
        date: work.today,
        items: shown.map((each) => presentThing(each, people, each.dossier && names.get(each.dossier))),
        more: wanted.length > shown.length,
        abilities: [],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/day-items/{subjectId}/takings',
    operationId: 'takeDayItem',
    summary: 'Zeggen dat u dit doet, of het teruggeven aan uw loket',
    tag,
    access,
    params: SubjectPath,
    body: TakeItem,
    answer: ItemTaken,
    refusals: ['not-found'],
    handle: async (work, { params, body }) => {
      const thing = await findThing(work, ports, params.subjectId)
      if (!thing) return refuse('not-found')
      await keepTaking(work, params.subjectId, body.taken)
      if (thing.dossier) work.concerns(thing.dossier, 'divide-work')
      return accept({ subjectId: params.subjectId, taken: body.taken })
    },
  }),
  route({
    method: 'POST',
    path: '/day-items/{subjectId}/reminders',
    operationId: 'setReminder',
    summary: 'U op een dag laten herinneren, of dat niet meer',
    tag,
    access,
    params: SubjectPath,
    body: SetReminder,
    answer: ReminderSet,
    refusals: ['not-found', 'remind-day-wrong'],
    handle: async (work, { params, body }) => {
      const on = body.remindDate === undefined ? undefined : parseDay(body.remindDate)
      if (on && (on < work.today || on > addDays(work.today, REMIND_DAYS_MAX))) return refuse('remind-day-wrong')
      const thing = await findThing(work, ports, params.subjectId)
      if (!thing) return refuse('not-found')
      await keepReminder(work, params.subjectId, on)
      if (thing.dossier) work.concerns(thing.dossier, 'divide-work')
      return accept({ subjectId: params.subjectId, ...(on ? { remindDate: on } : {}) })
    },
  }),
]

/** What waits under this number for the desk of who acts; of anything else as if it were not there. Nobody is shown anything by it. */
const findThing = async (work: Work, ports: TaskPorts, subject: string): Promise<DayThing | undefined> => {
  const { things } = await readDay({ ...work, concerns: () => undefined }, ports)
  return things.find((each) => each.subject === subject)
}

const absenceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/absences',
    operationId: 'listAbsences',
    summary: 'Wie van uw organisatie weg is of gaat, en wie waarneemt',
    tag,
    access,
    answer: AbsenceList,
    refusals: [],
    handle: async (work) => {
      const [absences, colleagues] = [await absencesOf(work), await colleaguesOf(work)]
      const people = new Map(colleagues.map((each) => [each.actor, each]))
      return accept({
        absences: absences.flatMap((each) => presentAbsence(each, { people, claim: work.claim }) ?? []),
        colleagues: colleagues
          .filter((each) => each.function === work.claim.function && each.actor !== work.claim.actor)
          .map((each) => ({ actorId: each.actor, name: each.name })),
        abilities: ['name-absence'],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/absences',
    operationId: 'nameAbsence',
    summary: 'Dagen noemen waarop u weg bent, en een collega vragen om waar te nemen; waarom wordt niet gevraagd',
    tag,
    access,
    body: NameAbsence,
    answer: AbsenceMoved,
    status: 201,
    refusals: ['absence-days-wrong', 'absence-overlaps', 'stand-in-not-of-desk', 'stand-in-is-away'],
    handle: async (work, { body }) => {
      const [from, until] = [parseDay(body.fromDate), parseDay(body.untilDate)]
      if (!from || !until) return refuse('absence-days-wrong')
      await lockOwnDays(work)
      const absences = await absencesOf(work)
      const days = checkDays(
        { from, until },
        work.today,
        absences.filter(({ actor }) => actor === work.claim.actor),
      )
      if (!days.ok) return days
      const made: Absence = {
        ...{ id: work.newId(), actor: work.claim.actor, function: work.claim.function, ...days.value },
        ...(body.standInId ? { stage: 'asked', standIn: body.standInId } : { stage: 'open' }),
      }
      if (made.standIn !== undefined) {
        const fits = checkStandIn(made.standIn, made, { colleagues: await colleaguesOf(work), absences })
        if (!fits.ok) return fits
      }
      await insertAbsence(work, made)
      return accept({ absenceId: made.id, stage: made.stage })
    },
  }),
  route({
    method: 'POST',
    path: '/absences/{absenceId}/answers',
    operationId: 'answerAbsence',
    summary: 'Zeggen of u waarneemt voor een collega; ook later terugnemen',
    tag,
    access,
    params: AbsencePath,
    body: AnswerAbsence,
    answer: AbsenceMoved,
    refusals: ['not-found', 'absence-not-asked', 'absence-ended'],
    handle: async (work, { params, body }) => {
      const absence = await lockAbsence(work, params.absenceId)
      if (!absence || absence.standIn !== work.claim.actor) return refuse('not-found')
      const moved = moveAbsence(absence.stage, body.answer)
      if (!moved.ok) return moved
      const standIn = moved.value === 'covered' ? absence.standIn : undefined
      const done = await moveAbsenceTo(work, absence.id, { stage: moved.value, standIn })
      return done ? accept({ absenceId: absence.id, stage: moved.value }) : refuse('not-found')
    },
  }),
  route({
    method: 'POST',
    path: '/absences/{absenceId}/stand-ins',
    operationId: 'assignStandIn',
    summary: 'Als coördinator aanwijzen wie waarneemt',
    tag,
    access: { ...access, functions: MAY_ASSIGN },
    params: AbsencePath,
    body: AssignStandIn,
    answer: AbsenceMoved,
    refusals: ['not-found', 'absence-ended', 'absence-own', 'stand-in-not-of-desk', 'stand-in-is-away'],
    handle: async (work, { params, body }) => {
      const absence = await lockAbsence(work, params.absenceId)
      if (!absence) return refuse('not-found')
      if (absence.actor === work.claim.actor) return refuse('absence-own')
      const moved = moveAbsence(absence.stage, 'assigned')
      if (!moved.ok) return moved
      const known = { colleagues: await colleaguesOf(work), absences: await absencesOf(work) }
      const fits = checkStandIn(body.standInId, absence, known)
      if (!fits.ok) return fits
      const done = await moveAbsenceTo(work, absence.id, { stage: moved.value, standIn: fits.value })
      return done ? accept({ absenceId: absence.id, stage: moved.value }) : refuse('not-found')
    },
  }),
  route({
    method: 'POST',
    path: '/absences/{absenceId}/endings',
    operationId: 'endAbsence',
    summary: 'Eerder terug, of toch niet weg: alles is weer van u',
    tag,
    access,
    params: AbsencePath,
    body: Nothing,
    answer: AbsenceMoved,
    refusals: ['not-found', 'absence-ended'],
    handle: async (work, { params }) => {
      const absence = await lockAbsence(work, params.absenceId)
      if (!absence || absence.actor !== work.claim.actor) return refuse('not-found')
      const moved = moveAbsence(absence.stage, 'ended')
      if (!moved.ok) return moved
      const done = await moveAbsenceTo(work, absence.id, { stage: moved.value, standIn: absence.standIn })
      return done ? accept({ absenceId: absence.id, stage: moved.value }) : refuse('not-found')
    },
  }),
]

const calendarRoutes = (publicUrl: () => string): readonly Route[] => [
  route({
    method: 'GET',
    path: '/calendar-links',
    operationId: 'readCalendarLink',
    summary: 'Of er een adres voor uw agenda is, en sinds wanneer; het adres zelf is niet terug te lezen',
    tag,
    access,
    answer: CalendarLinkShown,
    refusals: [],
    handle: async (work) => {
      const link = await ownCalendarLink(work)
      return accept({
        stands: link !== undefined,
        ...(link ? { madeAt: link.madeAt.toISOString(), expiresAt: link.expiresAt.toISOString() } : {}),
        abilities: ['make-calendar-link', ...(link ? ['end-calendar-link'] : [])],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/calendar-links',
    operationId: 'makeCalendarLink',
    answersOnce: true,
    summary: 'Een nieuw geheim adres voor uw agenda, voor 90 dagen; wat er was houdt op',
    tag,
    access: { ...access, stepUp: 'always' },
    body: Nothing,
    answer: CalendarLinkMade,
    status: 201,
    refusals: [],
    handle: async (work) => {
      await lockOwnCalendar(work)
      await endCalendarLink(work)
      const { token, hash } = newCalendarToken()
      await insertCalendarLink(work, hash)
      return accept({ address: `${publicUrl()}${CALENDAR_PATH.replace('{token}', token)}` })
    },
  }),
  route({
    method: 'POST',
    path: '/calendar-links/endings',
    operationId: 'endCalendarLink',
    summary: 'Het adres voor uw agenda beëindigen',
    tag,
    access,
    body: Nothing,
    answer: CalendarLinkEnded,
    refusals: [],
    handle: async (work) => {
      await endCalendarLink(work)
      return accept({ stands: false })
    },
  }),
]
