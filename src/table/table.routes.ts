/** The HTTP edge of case tables: planning, reading, answering for a seat, a link for who has no account. */
import { createLink } from '../access/index.ts'
import type { Organisation, OrganisationKind } from '../directory/index.ts'
import { readCaseShape } from '../dossier/index.ts'
import { accept, daysBetween, type Outcome, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { readAnswer } from './answer.ts'
import {
  EXPLOITATION_FORMS,
  type ExploitationForm,
  type SeatAnswer,
  type SeatKind,
  seatState,
  seatsNeeded,
} from './seats.ts'
import {
  AnswerSeat,
  DossierPath,
  ListQuery,
  PlanTable,
  SeatAnswered,
  SeatLink,
  SeatPath,
  type SeatShown,
  TableList,
  TablePath,
  TablePlanned,
  TableShown,
} from './table.schema.ts'
import {
  findMeeting,
  insertTable,
  listInvitations,
  listMeetings,
  lockSeat,
  type Meeting,
  type NewSeat,
  readWish,
  type SeatRead,
  seatsOf,
  updateSeat,
  WISH_CHAPTER,
} from './table.store.ts'

const tag = 'casustafel'
const LIMIT_DEFAULT = 50
const ORGANISERS: readonly WorkFunction[] = ['care-coordinator', 'table-chair']
const SITTERS: readonly WorkFunction[] = [
  'care-coordinator',
  'table-chair',
  'focal-officer',
  'wmo-desk',
  'shelter-worker',
  'investigator',
]

/** Which kinds of organisation can take which seat; an interpreter's seat is for an interpreter service. */
const PARTY_KINDS: Readonly<Record<SeatKind, readonly OrganisationKind[]>> = {
  'care-coordinator': ['care-coordination', 'safety-house'],
  avim: ['police-avim'],
  vice: ['police-vice'],
  'labour-authority': ['labour-authority'],
  wmo: ['municipality'],
  shelter: ['shelter', 'care-provider'],
  'legal-aid': ['legal-aid'],
  coa: ['coa'],
  guardian: ['nidos'],
  'child-protection': ['child-protection'],
  interpreter: ['interpreter-service'],
  'public-prosecution': ['public-prosecution'],
}

/** The days before which a link to a seat ends by itself when nobody answers; it ends with the meeting in any case. */
const LINK_DAYS_MAX = 30

type Names = (id: string) => string

export const tableRoutes = ({
  organisations,
}: {
  readonly organisations: readonly Organisation[]
}): readonly Route[] => {
  const names = new Map<string, string>(organisations.map((each) => [each.id, each.name]))
  const nameOf: Names = (id) => names.get(id) ?? 'onbekende organisatie'
  return [
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/tables',
      operationId: 'planTable',
      summary: 'Een casustafel plannen: dag, wens van de persoon, en de stoelen die deze zaak nodig heeft',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: DossierPath,
      body: PlanTable,
      answer: TablePlanned,
      status: 201,
      refusals: ['not-found', 'table-in-past', 'seat-twice', 'seat-party-does-not-fit'],
      handle: async (work, { params, body }) => {
        const shape = await readCaseShape(work, params.dossierId)
        if (!shape) return refuse('not-found')
        const heldOn = parseDay(body.heldDate)
        if (!heldOn) return refuse('bad-input')
        if (heldOn < work.today) return refuse('table-in-past')
        const given = checkSeats(body.seats ?? [], organisations)
        if (!given.ok) return given
        const exploitation = body.exploitation ?? formOf(shape.exploitation)
        const { letter, minor } = shape
        const needed = seatsNeeded({
          ...(exploitation ? { exploitation } : {}),
          ...(letter ? { letter } : {}),
          ...(minor === undefined ? {} : { minor }),
        })
        const kinds = [...new Set([...needed.map((each) => each.kind), ...given.value.map((each) => each.kind)])]
        const seats = kinds.map(
          (kind): NewSeat => ({ ...given.value.find((each) => each.kind === kind), id: work.newId(), kind }),
        )
        const meeting = { id: work.newId(), dossier: params.dossierId, heldOn }
        await insertTable(work, meeting, seats)
        await recordPlan(work, meeting, { kinds, wish: body.wish, ...(exploitation ? { exploitation } : {}) })
        return accept({ tableId: meeting.id, seats: seats.map((each) => ({ seatId: each.id, kind: each.kind })) })
      },
    }),
    route({
      method: 'GET',
      path: '/tables',
      operationId: 'listTables',
      summary: 'Casustafels die uw organisatie belegt, en tafels waar zij een stoel heeft',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      query: ListQuery,
      answer: TableList,
      refusals: [],
      handle: async (work, { query }) => {
        const limit = Number(query.limit ?? LIMIT_DEFAULT)
        const meetings = await listMeetings(work, limit)
        const seats = await seatsOf(
          work,
          meetings.map((each) => each.id),
        )
        const invited = await listInvitations(work, limit)
        for (const each of meetings) work.concerns(each.dossier, 'list-tables')
        const own = meetings.map((each) =>
          presentOwn(
            each,
            seats.filter((seat) => seat.meeting === each.id),
            work,
            nameOf,
          ),
        )
        const others = [...new Set(invited.map((each) => each.meeting))].map((id) =>
          presentInvited(
            invited.filter((each) => each.meeting === id),
            nameOf,
          ),
        )
        return accept({ tables: [...own, ...others.filter((each) => each !== undefined)].slice(0, limit) })
      },
    }),
    route({
      method: 'GET',
      path: '/tables/{tableId}',
      operationId: 'readTable',
      summary: 'Een casustafel: eerst de wens, dan de stoelen; wie genodigd is ziet de eigen stoel',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      params: TablePath,
      answer: TableShown,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const seats = await seatsOf(work, [params.tableId])
        const meeting = await findMeeting(work, params.tableId)
        if (!meeting) {
          const shown = presentInvited(seats, nameOf)
          return shown ? accept(shown) : refuse('not-found')
        }
        work.concerns(meeting.dossier, 'read-table', [WISH_CHAPTER])
        const wish = await readWish(work, meeting)
        return accept({ ...(wish === undefined ? {} : { wish }), ...presentOwn(meeting, seats, work, nameOf) })
      },
    }),
    route({
      method: 'POST',
      path: '/seats/{seatId}/answers',
      operationId: 'answerSeat',
      summary: 'Antwoorden voor een stoel: aanwezig, volgt op (dag), kan het niet zeggen',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      params: SeatPath,
      body: AnswerSeat,
      answer: SeatAnswered,
      refusals: ['not-found', 'follows-needs-day', 'follows-in-past', 'absent-by-organiser-only'],
      handle: (work, { params, body }) => answerSeat(work, params.seatId, body),
    }),
    route({
      method: 'POST',
      path: '/seats/{seatId}/links',
      operationId: 'makeSeatLink',
      answersOnce: true,
      summary: 'Een antwoordlink voor wie geen account heeft; de link zegt niet over wie het gaat',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: SeatPath,
      answer: SeatLink,
      status: 201,
      refusals: ['not-found', 'seat-without-mail', 'table-in-past'],
      handle: async (work, { params }) => {
        const seat = await lockSeat(work, params.seatId)
        if (!seat || seat.organiser !== work.claim.organisation) return refuse('not-found')
        if (!seat.mail) return refuse('seat-without-mail')
        const days = daysBetween(work.today, seat.heldOn)
        if (days < 0) return refuse('table-in-past')
        const meeting = await findMeeting(work, seat.meeting)
        if (meeting) work.concerns(meeting.dossier, 'ask-seat')
        return accept({
          token: await createLink(work, {
            kind: 'seat-reply',
            subject: seat.id,
            validDays: Math.min(days + 1, LINK_DAYS_MAX),
          }),
        })
      },
    }),
  ]
}

type GivenSeat = { readonly kind: SeatKind; readonly partyId?: string; readonly mail?: string }

// A seat has a party of the directory or a mailbox, or stays empty; each kind once.
const checkSeats = (
  given: readonly GivenSeat[],
  organisations: readonly Organisation[],
): Outcome<readonly Omit<NewSeat, 'id'>[], 'seat-twice' | 'seat-party-does-not-fit'> => {
  if (new Set(given.map((each) => each.kind)).size < given.length) return refuse('seat-twice')
  const fits = ({ kind, partyId, mail }: GivenSeat): boolean => {
    if (partyId === undefined) return true
    const party = organisations.find((each) => each.id === partyId)
    return mail === undefined && party !== undefined && PARTY_KINDS[kind].includes(party.kind)
  }
  if (!given.every(fits)) return refuse('seat-party-does-not-fit')
  return accept(
    given.map(({ kind, partyId, mail }) => ({
      kind,
      ...(partyId ? { party: partyId } : {}),
      ...(mail ? { mail } : {}),
    })),
  )
}

const formOf = (text: string | undefined): ExploitationForm | undefined =>
  EXPLOITATION_FORMS.find((each) => each === text)

const recordPlan = async (
  work: Work,
  meeting: Omit<Meeting, 'organiser'>,
  plan: { readonly kinds: readonly SeatKind[]; readonly wish: string; readonly exploitation?: ExploitationForm },
): Promise<void> => {
  const { id: stream, dossier: dossierId, heldOn } = meeting
  const common = { slice: 'case_table', stream, happened: work.today } as const
  await work.record({
    ...common,
    kind: 'table-planned',
    payload: {
      dossierId,
      heldOn,
      seats: plan.kinds,
      ...(plan.exploitation ? { exploitation: plan.exploitation } : {}),
    },
  })
  await work.record({
    ...common,
    kind: 'wish-noted',
    payload: { dossierId },
    personal: { wish: plan.wish },
    sealWith: { subject: dossierId, chapter: WISH_CHAPTER },
  })
  work.concerns(dossierId, 'note-table', [WISH_CHAPTER])
}

/**
 * Writes down an answer for a seat. A party and a guest do not know the dossier, so their fact names the meeting and the
 * seat; the organiser's names the dossier too.
 */
export const answerSeat = async (
  work: Work,
  seatId: string,
  given: { readonly answer: SeatAnswer; readonly followsDate?: string },
): Promise<Outcome<{ seatId: string; answer: SeatAnswer }, string>> => {
  const seat = await lockSeat(work, seatId)
  if (!seat) return refuse('not-found')
  const organiser = seat.organiser === work.claim.organisation && work.claim.function !== 'guest'
  const answer = readAnswer(given, { organiser, today: work.today })
  if (!answer.ok) return answer
  await updateSeat(work, seatId, answer.value)
  const meeting = organiser ? await findMeeting(work, seat.meeting) : undefined
  await work.record({
    slice: 'case_table',
    stream: seat.meeting,
    kind: 'seat-answered',
    happened: work.today,
    ...(seat.organiser === work.claim.organisation ? {} : { addressee: seat.organiser }),
    payload: { seatId, kind: seat.kind, ...answer.value, ...(meeting ? { dossierId: meeting.dossier } : {}) },
  })
  if (meeting) work.concerns(meeting.dossier, 'record-seat-answer')
  return accept({ seatId, answer: answer.value.answer })
}

const stateOf = (seat: SeatRead) =>
  seatState({
    kind: seat.kind,
    invited: seat.party !== undefined || seat.mail !== undefined,
    ...(seat.answer ? { answer: seat.answer } : {}),
  })

const presentSeat = (seat: SeatRead, nameOf: Names, abilities: readonly string[]): SeatShown => ({
  seatId: seat.id,
  kind: seat.kind,
  state: stateOf(seat),
  ...(seat.party ? { party: { organisationId: seat.party, name: nameOf(seat.party) } } : {}),
  ...(seat.mail ? { mail: seat.mail } : {}),
  ...(seat.answer ? { answer: seat.answer } : {}),
  ...(seat.followsOn ? { followsDate: seat.followsOn } : {}),
  abilities: [...abilities],
})

const presentOwn = (meeting: Meeting, seats: readonly SeatRead[], work: Work, nameOf: Names): TableShown => {
  const organises = ORGANISERS.includes(work.claim.function)
  return {
    tableId: meeting.id,
    heldDate: meeting.heldOn,
    organiser: { organisationId: meeting.organiser, name: nameOf(meeting.organiser) },
    organised: true,
    dossierId: meeting.dossier,
    seats: seats.map((each) =>
      presentSeat(each, nameOf, organises ? ['answer-seat', ...(each.mail ? ['make-seat-link'] : [])] : []),
    ),
    missing: seats.filter((each) => stateOf(each) !== 'filled').map((each) => each.kind),
    abilities: [],
  }
}

// Who is asked sees a day, who asks, and its own seats: no dossier, no wish, no other seat (decision 3).
const presentInvited = (seats: readonly SeatRead[], nameOf: Names): TableShown | undefined => {
  const [first] = seats
  if (!first) return undefined
  return {
    tableId: first.meeting,
    heldDate: first.heldOn,
    organiser: { organisationId: first.organiser, name: nameOf(first.organiser) },
    organised: false,
    seats: seats.map((each) => presentSeat(each, nameOf, ['answer-seat'])),
    missing: [],
    abilities: [],
  }
}
