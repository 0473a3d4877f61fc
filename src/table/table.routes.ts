/** The HTTP edge of case tables: which seats a case needs, planning, reading, asking somebody, answering, a link for who has no account. */
import { createLink, endLinks } from '../access/index.ts'
import type { Municipality, Organisation } from '../directory/index.ts'
import { readCaseShape } from '../dossier/index.ts'
import { accept, type Day, daysBetween, type Outcome, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { readAnswer } from './answer.ts'
import { actionsOf, minutesGivenIn, statementsBySeat, type TableFactRead, tableFacts } from './meeting.store.ts'
import type { TablePorts } from './ports.ts'
import {
  type CaseAtTable,
  EXPLOITATION_FORMS,
  type ExploitationForm,
  type NeededSeat,
  type SeatAnswer,
  type SeatKind,
  seatsNeeded,
} from './seats.ts'
import { move } from './stage.ts'
import {
  type InvitedTo,
  type Names,
  ORGANISERS,
  showInList,
  showInvited,
  showOwnTable,
  showWhy,
} from './table.present.ts'
import {
  AnswerSeat,
  AskForSeat,
  DossierPath,
  HitPoints,
  ListQuery,
  NeededSeats,
  PlanTable,
  SeatAnswered,
  SeatAsked,
  SeatLink,
  SeatPath,
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
  type SeatRead,
  seatsOf,
  updateSeat,
  updateSeatParty,
  WISH_CHAPTER,
} from './table.store.ts'
import { missedLastTime, readOwnTable, speaksOfHits } from './table-read.store.ts'
import { PARTY_KINDS, planeOfSeat, whoFills } from './who-fills.ts'

const tag = 'casustafel'
const LIMIT_DEFAULT = 50
export const SITTERS: readonly WorkFunction[] = [
  'care-coordinator',
  'table-chair',
  'focal-officer',
  'wmo-desk',
  'shelter-worker',
  'investigator',
]

/** The days before which a link to a seat ends by itself when nobody answers; it ends with the meeting in any case. */
const LINK_DAYS_MAX = 30

export const namesIn = (organisations: readonly Organisation[]): Names => {
  const names = new Map<string, string>(organisations.map((each) => [each.id, each.name]))
  return (id) => names.get(id) ?? 'onbekende organisatie'
}

export const tableRoutes = (ports: TablePorts): readonly Route[] => {
  const { organisations, municipalities } = ports.reference
  const nameOf = namesIn(organisations)
  const whereIs = (code: string | undefined): Municipality | undefined =>
    municipalities.find((each) => each.code === code)
  return [
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/needed-seats',
      operationId: 'readNeededSeats',
      summary: 'Welke stoelen deze zaak nodig heeft: met de regel, de bron en wie de stoel hier vult',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W01' },
      params: DossierPath,
      answer: NeededSeats,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const known = await knownOf(work, params.dossierId, ports)
        if (!known) return refuse('not-found')
        work.concerns(params.dossierId, 'read-needed-seats', SHAPE_CHAPTERS)
        const municipality = whereIs(known.municipality)
        return accept({
          seats: seatsNeeded(known, work.today).map((each) => {
            const fills = whoFills(each.kind, {
              ...{ organisations, municipality, on: work.today, own: work.claim.organisation },
            })
            return {
              kind: each.kind,
              why: showWhy(each),
              plane: planeOfSeat(each.kind),
              ...(fills ? { fills: { organisationId: fills.id, name: fills.name } } : {}),
            }
          }),
        })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/tables',
      operationId: 'planTable',
      summary: 'Een casustafel plannen: dag, wens van de persoon, en de stoelen die deze zaak nodig heeft',
      tag,
      // The file is read for it: own case work.
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W01' },
      params: DossierPath,
      body: PlanTable,
      answer: TablePlanned,
      status: 201,
      refusals: ['not-found', 'table-in-past', 'seat-twice', 'seat-party-does-not-fit'],
      handle: async (work, { params, body }) => {
        const known = await knownOf(work, params.dossierId, ports)
        if (!known) return refuse('not-found')
        const heldOn = parseDay(body.heldDate)
        if (!heldOn) return refuse('bad-input')
        if (heldOn < work.today) return refuse('table-in-past')
        const given = checkSeats(body.seats ?? [], organisations)
        if (!given.ok) return given
        const exploitation = body.exploitation ?? known.exploitation
        const needed = seatsNeeded({ ...known, ...(exploitation ? { exploitation } : {}) }, work.today)
        const asked = given.value
          .filter(({ kind }) => !needed.some((each) => each.kind === kind))
          .map(({ kind }): NeededSeat => ({ kind, why: 'asked-by-chair' }))
        const all = [...needed, ...asked]
        // Whoever holds the table sits at it itself, where it can.
        const sitsItself = ({ kind }: NeededSeat): boolean =>
          kind === 'care-coordinator' && fitsSeat(kind, work.claim.organisation, organisations)
        const whoIsAsked = (needs: NeededSeat): Partial<NewSeat> =>
          given.value.find(({ kind, party, mail }) => kind === needs.kind && (party ?? mail)) ??
          (sitsItself(needs) ? { party: work.claim.organisation } : {})
        const seats = all.map((needs): NewSeat => ({ ...whoIsAsked(needs), id: work.newId(), kind: needs.kind }))
        const meeting = { id: work.newId(), dossier: params.dossierId, heldOn }
        await insertTable(work, meeting, seats)
        await recordPlan(work, meeting, { whys: all, wish: body.wish, ...(exploitation ? { exploitation } : {}) })
        const ownSeat = seats.find(({ party }) => party === work.claim.organisation)
        if (ownSeat) await answerSeat(work, ownSeat.id, { answer: 'attending' })
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
          showInList(
            each,
            seats.filter((seat) => seat.meeting === each.id),
            nameOf,
          ),
        )
        const ids = [...new Set(invited.map((each) => each.meeting))]
        const facts = await tableFacts(work, ids, ['minutes-given'])
        const others = ids.map((id) =>
          showInvited(
            {
              seats: invited.filter((each) => each.meeting === id),
              actions: [],
              minutes: minutesGivenIn(facts.filter(({ meeting }) => meeting === id)),
              statements: new Map(),
            },
            { nameOf, today: work.today },
          ),
        )
        return accept({ tables: [...own, ...others.filter((each) => each !== undefined)].slice(0, limit) })
      },
    }),
    route({
      method: 'GET',
      path: '/tables/{tableId}',
      operationId: 'readTable',
      summary: 'Een casustafel: eerst de wens, dan agenda, stoelen en afspraken; wie genodigd is ziet het eigen deel',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      params: TablePath,
      answer: TableShown,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const meeting = await findMeeting(work, params.tableId)
        if (!meeting) {
          const shown = showInvited(await invitedTo(work, params.tableId), { nameOf, today: work.today })
          return shown ? accept(shown) : refuse('not-found')
        }
        work.concerns(meeting.dossier, 'read-table', [WISH_CHAPTER])
        const table = await readOwnTable(work, meeting, ports)
        const municipality = whereIs((await readCaseShape(work, meeting.dossier))?.municipality)
        return accept(
          showOwnTable(
            table,
            {
              organises: ORGANISERS.includes(work.claim.function),
              ...{ function: work.claim.function, plane: work.claim.plane, today: work.today },
            },
            {
              nameOf,
              fills: (kind) =>
                whoFills(kind, { organisations, municipality, on: work.today, own: work.claim.organisation })?.id,
            },
          ),
        )
      },
    }),
    route({
      method: 'GET',
      path: '/tables/{tableId}/hit-points',
      operationId: 'readHitPoints',
      summary: 'Treffers die nog wachten op deze zaak; nooit aan een tafel waar het andere vlak zit',
      tag,
      access: { kind: 'signed-in', functions: ['care-coordinator'], purpose: 'D27' },
      params: TablePath,
      answer: HitPoints,
      refusals: ['not-found', 'other-plane-sits'],
      handle: async (work, { params }) => {
        const meeting = await findMeeting(work, params.tableId)
        if (!meeting) return refuse('not-found')
        const table = await readOwnTable(work, meeting, ports)
        if (!speaksOfHits(table, work.claim.plane)) return refuse('other-plane-sits')
        work.concerns(meeting.dossier, 'read-hit')
        const hits = await ports.openHits(work, meeting.dossier)
        return accept({ hits: hits.map(({ hitId, due }) => ({ hitId, dueDate: due })) })
      },
    }),
    route({
      method: 'POST',
      path: '/seats/{seatId}/invitations',
      operationId: 'askForSeat',
      summary: 'Iemand vragen voor een stoel die leeg is, of een ander vragen',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: SeatPath,
      body: AskForSeat,
      answer: SeatAsked,
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'table-in-past', 'seat-party-does-not-fit'],
      handle: async (work, { params, body }) => {
        const own = await ownSeat(work, params.seatId)
        if (!own) return refuse('not-found')
        const { seat, meeting } = own
        const moved = move(meeting.stage, 'seat-asked')
        if (!moved.ok) return moved
        if (meeting.heldOn < work.today) return refuse('table-in-past')
        if (!body.partyId && !body.mail) return refuse('seat-party-does-not-fit')
        const given = checkSeats([{ kind: seat.kind, ...body }], organisations)
        if (!given.ok) return given
        const { party, mail } = given.value[0] ?? {}
        await updateSeatParty(work, seat.id, { ...(party ? { party } : {}), ...(mail ? { mail } : {}) })
        // Whoever had a link to this seat has none any more.
        await endLinks(work, { kind: 'seat-reply', subject: seat.id })
        await work.record({
          ...{ slice: 'case_table', stream: seat.meeting, kind: 'seat-asked', happened: work.today },
          payload: { seatId: seat.id, kind: seat.kind, by: party ? 'account' : 'mail', dossierId: meeting.dossier },
        })
        work.concerns(meeting.dossier, 'ask-seat')
        return accept({ seatId: seat.id })
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
      refusals: [
        'not-found',
        'table-closed',
        'table-was-called-off',
        'follows-needs-day',
        'follows-in-past',
        'absent-by-organiser-only',
      ],
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
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'seat-without-mail', 'table-in-past'],
      handle: async (work, { params }) => {
        const own = await ownSeat(work, params.seatId)
        if (!own) return refuse('not-found')
        const { seat, meeting } = own
        const moved = move(meeting.stage, 'seat-answered')
        if (!moved.ok) return moved
        if (!seat.mail) return refuse('seat-without-mail')
        const days = daysBetween(work.today, seat.heldOn)
        if (days < 0) return refuse('table-in-past')
        work.concerns(meeting.dossier, 'ask-seat')
        // One link at a time: what was sent before, or sent on, ends.
        await endLinks(work, { kind: 'seat-reply', subject: seat.id })
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

const SHAPE_CHAPTERS = ['identity', 'residence', 'story'] as const

/** What the rules about seats may know of a case; undefined when the dossier is not for this reader. */
const knownOf = async (work: Work, dossierId: string, ports: TablePorts): Promise<CaseAtTable | undefined> => {
  const shape = await readCaseShape(work, dossierId)
  if (!shape) return undefined
  const exploitation = formOf(shape.exploitation)
  const { letter, minor, municipality } = shape
  return {
    ...(exploitation ? { exploitation } : {}),
    ...(letter ? { letter } : {}),
    ...(minor === undefined ? {} : { minor }),
    ...(municipality ? { municipality } : {}),
    tasks: await ports.openTasks(work, dossierId),
    missedBefore: (await missedLastTime(work, dossierId)).map(({ seat }) => seat),
  }
}

const fitsSeat = (kind: SeatKind, id: string, organisations: readonly Organisation[]): boolean =>
  organisations.some((each) => each.id === id && PARTY_KINDS[kind].includes(each.kind))

type GivenSeat = { readonly kind: SeatKind; readonly partyId?: string; readonly mail?: string }

// A seat has a party of the directory or a mailbox, or stays empty; each kind once.
const checkSeats = (
  given: readonly GivenSeat[],
  organisations: readonly Organisation[],
): Outcome<readonly Omit<NewSeat, 'id'>[], 'seat-twice' | 'seat-party-does-not-fit'> => {
  if (new Set(given.map((each) => each.kind)).size < given.length) return refuse('seat-twice')
  const fits = ({ kind, partyId, mail }: GivenSeat): boolean => {
    if (partyId === undefined) return true
    return mail === undefined && fitsSeat(kind, partyId, organisations)
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
  meeting: Omit<Meeting, 'organiser' | 'stage'>,
  plan: { readonly whys: readonly NeededSeat[]; readonly wish: string; readonly exploitation?: ExploitationForm },
): Promise<void> => {
  const { id: stream, dossier: dossierId, heldOn } = meeting
  const common = { slice: 'case_table', stream, happened: work.today } as const
  await work.record({
    ...common,
    kind: 'table-planned',
    payload: {
      dossierId,
      heldOn,
      seats: plan.whys.map(({ kind }) => kind),
      whys: plan.whys,
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

/** A seat of a table that this organisation holds; undefined when it is not there or of another's table. */
export const ownSeat = async (
  work: Work,
  seatId: string,
): Promise<{ readonly seat: SeatRead; readonly meeting: Meeting } | undefined> => {
  const seat = await lockSeat(work, seatId)
  if (!seat || seat.organiser !== work.claim.organisation) return undefined
  const meeting = await findMeeting(work, seat.meeting)
  return meeting && { seat, meeting }
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
  const meeting = organiser ? await findMeeting(work, seat.meeting) : undefined
  if (seat.closed) return refuse(seat.calledOff ? 'table-was-called-off' : 'table-closed')
  const answer = readAnswer(given, { organiser, today: work.today })
  if (!answer.ok) return answer
  await updateSeat(work, seatId, answer.value)
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

/** The day that a table was on before it was moved, the last time. */
const movedFrom = (facts: readonly TableFactRead[]): { readonly movedFrom?: Day } => {
  const moved = facts.findLast(({ kind }) => kind === 'table-moved')
  const was = parseDay(String(moved?.payload['wasOn']))
  return was ? { movedFrom: was } : {}
}

const invitedTo = async (work: Work, tableId: string): Promise<InvitedTo> => {
  const seats = await seatsOf(work, [tableId])
  if (seats.length === 0) return { seats, actions: [], minutes: [], statements: new Map() }
  const facts = await tableFacts(work, [tableId], ['statement-made', 'minutes-given', 'table-moved'])
  return {
    seats,
    actions: await actionsOf(work, [tableId]),
    minutes: minutesGivenIn(facts),
    statements: statementsBySeat(facts),
    ...movedFrom(facts),
  }
}
