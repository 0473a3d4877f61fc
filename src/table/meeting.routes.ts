/** The HTTP edge of a table that is held: who was there, what each says it does, what was decided and agreed, closing, correcting, ending. */
import { endLinks } from '../access/index.ts'
import { accept, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { type Ask, mayBeAsked, mayState, mayTellAcross } from './across.ts'
import { type GivenAttendance, readAttendance } from './attendance.ts'
import {
  type ActionRead,
  actionsOf,
  attendanceOf,
  closeMeeting,
  endAction,
  findAction,
  insertAction,
  keepAttendance,
  listOpenActions,
  seatsNotNoted,
} from './meeting.store.ts'
import { fixMinutes, type TableAtClosing, viewFor } from './minutes.ts'
import type { TablePorts } from './ports.ts'
import { move, type Stage, type StageRefusal, type TableFactKind } from './stage.ts'
import { ORGANISERS, showOwnActions } from './table.present.ts'
import { answerSeat, namesIn, ownSeat, SITTERS } from './table.routes.ts'
import {
  ActionAgreed,
  ActionEnded,
  ActionList,
  ActionPath,
  AgreeAction,
  AttendanceRecorded,
  CorrectMinutes,
  DecisionNoted,
  EndAction,
  ListQuery,
  MakeStatement,
  MinutesCorrected,
  MoveTable,
  NoteDecision,
  Nothing,
  RecordAttendance,
  SeatPath,
  StatementMade,
  TableCalledOff,
  TableClosed,
  TableMoved,
  TablePath,
} from './table.schema.ts'
import {
  callOffMeeting,
  findMeeting,
  lockSeat,
  type Meeting,
  moveMeeting,
  type SeatRead,
  seatsOf,
  WISH_CHAPTER,
} from './table.store.ts'
import { type OwnTable, readOwnTable } from './table-read.store.ts'
import { planeOfSeat } from './who-fills.ts'

const tag = 'casustafel'
const LIMIT_DEFAULT = 50

export const meetingRoutes = (ports: TablePorts): readonly Route[] => {
  const nameOf = namesIn(ports.reference.organisations)
  const planes = new Map<string, string>(ports.reference.organisations.map(({ id, plane }) => [id, plane]))
  return [
    route({
      method: 'POST',
      path: '/seats/{seatId}/attendances',
      operationId: 'recordAttendance',
      summary: 'Vastleggen wie er was; wie er niet was heeft wie opvolgt en een dag',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: SeatPath,
      body: RecordAttendance,
      answer: AttendanceRecorded,
      refusals: [
        ...(['not-found', 'table-not-yet', 'follower-needed', 'follower-has-no-seat', 'follows-in-past'] as const),
        'table-was-called-off',
        ...(['nobody-was-asked', 'somebody-was-asked'] as const),
      ],
      handle: async (work, { params, body }) => {
        const own = await ownSeat(work, params.seatId)
        if (!own) return refuse('not-found')
        const { seat, meeting } = own
        if (meeting.stage === 'called-off') return refuse('table-was-called-off')
        const others = (await seatsOf(work, [meeting.id])).filter(({ id }) => id !== seat.id).map(({ kind }) => kind)
        const invited = seat.party !== undefined || seat.mail !== undefined
        const given = readAttendance(body, {
          ...{ today: work.today, heldOn: meeting.heldOn, invited, kind: seat.kind, others },
          ...(seat.answer ? { answer: seat.answer } : {}),
        })
        if (!given.ok) return given
        await keepAttendance(work, seat, given.value)
        work.concerns(meeting.dossier, 'record-attendance')
        if (meeting.stage === 'held') await correctSeat(work, own, given.value)
        else await record(work, meeting, 'attendance-recorded', { seatId: seat.id, kind: seat.kind, ...given.value })
        return accept({ seatId: seat.id, attendance: given.value.attendance })
      },
    }),
    route({
      method: 'POST',
      path: '/seats/{seatId}/statements',
      operationId: 'makeStatement',
      summary: 'Zeggen wat uw organisatie voor deze zaak doet, in vaste woorden; nooit wat een onderzoek doet',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      params: SeatPath,
      body: MakeStatement,
      answer: StatementMade,
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'statement-not-for-plane'],
      handle: async (work, { params, body }) => {
        const seat = await lockSeat(work, params.seatId)
        // Each says it for itself: not the organiser for a party.
        if (!seat || seat.party !== work.claim.organisation) return refuse('not-found')
        if (seat.closed) return refuse(seat.calledOff ? 'table-was-called-off' : 'table-closed')
        if (!body.statements.every((each) => mayState(each, work.claim.plane))) return refuse('statement-not-for-plane')
        await work.record({
          ...{ slice: 'case_table', stream: seat.meeting, kind: 'statement-made', happened: work.today },
          ...(seat.organiser === work.claim.organisation ? {} : { addressee: seat.organiser }),
          payload: { seatId: seat.id, statements: body.statements },
        })
        const meeting = await findMeeting(work, seat.meeting)
        if (meeting) work.concerns(meeting.dossier, 'record-statement')
        return accept({ seatId: seat.id })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/decisions',
      operationId: 'noteDecision',
      summary: 'Een besluit van de tafel: in eigen woorden, met wie ervoor zorgt en een dag',
      tag,
      // Words about her: own case work, sealed, and for nobody else.
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W01' },
      params: TablePath,
      body: NoteDecision,
      answer: DecisionNoted,
      status: 201,
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'owner-has-no-seat', 'due-in-past'],
      handle: async (work, { params, body }) => {
        const agreed = await agreedAt(work, params.tableId, body, 'decision-made')
        if (!agreed.ok) return agreed
        const { meeting, dueOn } = agreed.value
        const decisionId = work.newId()
        await work.record({
          ...{ slice: 'case_table', stream: meeting.id, kind: 'decision-made', happened: work.today },
          payload: { decisionId, owner: body.owner, dueOn, dossierId: meeting.dossier },
          personal: { text: body.text },
          sealWith: { subject: meeting.dossier, chapter: WISH_CHAPTER },
        })
        work.concerns(meeting.dossier, 'note-table', [WISH_CHAPTER])
        return accept({ decisionId })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/actions',
      operationId: 'agreeAction',
      summary: 'Een afspraak van de tafel: een vast woord, wie het doet en een dag',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: TablePath,
      body: AgreeAction,
      answer: ActionAgreed,
      status: 201,
      refusals: [
        'not-found',
        'table-closed',
        'table-was-called-off',
        'owner-has-no-seat',
        'due-in-past',
        'ask-not-for-plane',
      ],
      handle: async (work, { params, body }) => {
        const agreed = await agreedAt(work, params.tableId, body, 'action-agreed')
        if (!agreed.ok) return agreed
        const { meeting, dueOn, seat } = agreed.value
        // Also of a seat without an account: what exists for police alone is what police are asked.
        const plane = seat ? planeOfSeat(seat.kind) : work.claim.plane
        if (!mayBeAsked(body.ask, plane)) return refuse('ask-not-for-plane')
        const owner = seat?.party ?? work.claim.organisation
        const action = { id: work.newId(), meeting: meeting.id, owner, ask: body.ask, dueOn }
        await insertAction(work, { ...action, ...(seat ? { seat: seat.id } : {}) })
        await recordAction(work, meeting, { ...action, ...(seat ? { seat } : {}) })
        return accept({ actionId: action.id })
      },
    }),
    route({
      method: 'GET',
      path: '/table-actions',
      operationId: 'listTableActions',
      summary: 'Wat uw organisatie aan casustafels heeft afgesproken en nog open staat, naar dag',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      query: ListQuery,
      answer: ActionList,
      refusals: [],
      handle: async (work, { query }) => {
        const actions = await listOpenActions(work, Number(query.limit ?? LIMIT_DEFAULT))
        const meetings = [...new Set(actions.map(({ meeting }) => meeting))]
        for (const id of meetings) {
          const meeting = await findMeeting(work, id)
          if (meeting) work.concerns(meeting.dossier, 'list-table-actions')
        }
        const seats = await seatsOf(work, meetings)
        const unnoted = ORGANISERS.includes(work.claim.function) ? await seatsNotNoted(work) : []
        for (const { dossier } of unnoted) work.concerns(dossier, 'list-table-actions')
        return accept({
          actions: [...showOwnActions(actions, { nameOf, today: work.today, seats })],
          unnoted: unnoted.map((each) => ({ tableId: each.meeting, heldDate: each.heldOn, seats: each.seats })),
        })
      },
    }),
    route({
      method: 'POST',
      path: '/table-actions/{actionId}/outcomes',
      operationId: 'endTableAction',
      summary: 'Een afspraak afronden: gedaan, of niet gedaan en waarom niet',
      tag,
      access: { kind: 'signed-in', functions: SITTERS, purpose: 'W13' },
      params: ActionPath,
      body: EndAction,
      answer: ActionEnded,
      refusals: ['not-found', 'why-not-needed', 'word-stays-on-plane', 'action-ended'],
      handle: async (work, { params, body }) => {
        const action = await findAction(work, params.actionId)
        if (!action) return refuse('not-found')
        if ((body.outcome === 'not-done') !== (body.whyNot !== undefined)) return refuse('why-not-needed')
        const end = { outcome: body.outcome, ...(body.whyNot ? { whyNot: body.whyNot } : {}) }
        // The other of the two hears it: who holds the table, or who was to do it.
        const other = [action.organiser, action.owner].find((each) => each !== work.claim.organisation)
        const isApart = other !== undefined && planes.get(other) !== work.claim.plane
        if (isApart && body.whyNot && !mayTellAcross(body.whyNot)) return refuse('word-stays-on-plane')
        if (!(await endAction(work, action.id, end))) return refuse('action-ended')
        const meeting = await findMeeting(work, action.meeting)
        await work.record({
          ...{ slice: 'case_table', stream: action.meeting, kind: 'action-ended', happened: work.today },
          ...(other ? { addressee: other } : {}),
          payload: { actionId: action.id, ...end },
        })
        if (meeting) work.concerns(meeting.dossier, 'end-table-action')
        return accept({ actionId: action.id, outcome: body.outcome })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/moves',
      operationId: 'moveTable',
      summary: 'De tafel naar een andere dag: wie gevraagd was hoort het en wordt opnieuw gevraagd',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: TablePath,
      body: MoveTable,
      answer: TableMoved,
      refusals: [
        ...(['not-found', 'table-closed', 'table-was-called-off', 'table-in-past'] as const),
        ...(['table-same-day', 'table-was-held'] as const),
      ],
      handle: async (work, { params, body }) => {
        const found = await changeable(work, params.tableId, 'table-moved')
        if (!found.ok) return found
        const { meeting, seats } = found.value
        const heldOn = parseDay(body.heldDate)
        if (!heldOn) return refuse('bad-input')
        if (heldOn < work.today) return refuse('table-in-past')
        if (heldOn === meeting.heldOn) return refuse('table-same-day')
        const days = { heldOn, wasOn: meeting.heldOn }
        // What was answered for the day before stays on record; for this day everybody is asked anew.
        const answers = seats.flatMap(({ id, answer }) => (answer ? [{ seatId: id, answer }] : []))
        await record(work, meeting, 'table-moved', { ...days, answers })
        await tellParties(work, meeting, seats, { kind: 'table-moved', payload: days })
        await moveMeeting(work, meeting.id, heldOn)
        const own = seats.find(({ party }) => party === work.claim.organisation)
        if (own) await answerSeat(work, own.id, { answer: 'attending' })
        work.concerns(meeting.dossier, 'move-table')
        return accept({ tableId: meeting.id, heldDate: heldOn })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/cancellations',
      operationId: 'callOffTable',
      summary: 'De tafel gaat niet door: wie gevraagd was hoort het',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: TablePath,
      body: Nothing,
      answer: TableCalledOff,
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'table-was-held'],
      handle: async (work, { params }) => {
        const found = await changeable(work, params.tableId, 'table-called-off')
        if (!found.ok) return found
        const { meeting, seats, stage } = found.value
        const day = { heldOn: meeting.heldOn }
        await record(work, meeting, 'table-called-off', day)
        await tellParties(work, meeting, seats, { kind: 'table-called-off', payload: day })
        await callOffMeeting(work, meeting.id)
        work.concerns(meeting.dossier, 'call-off-table')
        return accept({ tableId: meeting.id, stage })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/closings',
      operationId: 'closeTable',
      summary: 'De tafel sluiten: het verslag staat vast en elke partij krijgt haar eigen deel ervan',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W13' },
      params: TablePath,
      body: Nothing,
      answer: TableClosed,
      refusals: ['not-found', 'table-closed', 'table-was-called-off', 'table-not-yet', 'seats-unaccounted'],
      handle: async (work, { params }) => {
        const meeting = await findMeeting(work, params.tableId)
        if (!meeting) return refuse('not-found')
        const moved = move(meeting.stage, 'minutes-fixed')
        if (!moved.ok) return moved
        if (work.today < meeting.heldOn) return refuse('table-not-yet')
        const table = atClosing(await readOwnTable(work, meeting, ports))
        const minutes = fixMinutes(table)
        if (!minutes.ok) return minutes
        await record(work, meeting, 'minutes-fixed', { ...minutes.value })
        await closeMeeting(work, meeting.id)
        for (const seat of table.seats) {
          await endLinks(work, { kind: 'seat-reply', subject: seat.seatId })
          await giveMinutes(work, meeting.id, table, seat)
        }
        work.concerns(meeting.dossier, 'close-table')
        return accept({ tableId: meeting.id, stage: moved.value })
      },
    }),
    route({
      method: 'POST',
      path: '/tables/{tableId}/corrections',
      operationId: 'correctMinutes',
      summary: 'Het verslag verbeteren: een nieuw feit naast wat vaststaat',
      tag,
      access: { kind: 'signed-in', functions: ORGANISERS, purpose: 'W01' },
      params: TablePath,
      body: CorrectMinutes,
      answer: MinutesCorrected,
      refusals: ['not-found', 'table-not-closed', 'table-was-called-off'],
      handle: async (work, { params, body }) => {
        const meeting = await findMeeting(work, params.tableId)
        if (!meeting) return refuse('not-found')
        const moved = move(meeting.stage, 'minutes-corrected')
        if (!moved.ok) return moved
        await work.record({
          ...{ slice: 'case_table', stream: meeting.id, kind: 'minutes-corrected', happened: work.today },
          payload: { dossierId: meeting.dossier },
          personal: { text: body.text },
          sealWith: { subject: meeting.dossier, chapter: WISH_CHAPTER },
        })
        work.concerns(meeting.dossier, 'note-table', [WISH_CHAPTER])
        return accept({ tableId: meeting.id })
      },
    }),
  ]
}

type Changeable = { readonly meeting: Meeting; readonly seats: readonly SeatRead[]; readonly stage: Stage }

/** A table that can still be moved or called off. Where somebody was written down, it was held. One change at a time. */
const changeable = async (
  work: Work,
  tableId: string,
  fact: 'table-moved' | 'table-called-off',
): Promise<Outcome<Changeable, 'not-found' | StageRefusal | 'table-was-held'>> => {
  if (!(await findMeeting(work, tableId))) return refuse('not-found')
  for (const { id } of await seatsOf(work, [tableId])) await lockSeat(work, id)
  const meeting = await findMeeting(work, tableId)
  if (!meeting) return refuse('not-found')
  const moved = move(meeting.stage, fact)
  if (!moved.ok) return moved
  if ((await attendanceOf(work, [meeting.id])).length > 0) return refuse('table-was-held')
  return accept({ meeting, seats: await seatsOf(work, [meeting.id]), stage: moved.value })
}

/** Each party is told a day and its seat, and nothing of the dossier; a link that stood is for a day that is no more. */
const tellParties = async (
  work: Work,
  meeting: Meeting,
  seats: readonly SeatRead[],
  told: { readonly kind: TableFactKind; readonly payload: Readonly<Record<string, unknown>> },
): Promise<void> => {
  for (const seat of seats) {
    await endLinks(work, { kind: 'seat-reply', subject: seat.id })
    if (seat.party === undefined || seat.party === work.claim.organisation) continue
    await work.record({
      ...{ slice: 'case_table', stream: meeting.id, kind: told.kind, happened: work.today, addressee: seat.party },
      payload: { ...told.payload, seatId: seat.id },
    })
  }
}

/** A fact of the organiser's own, without words; the dossier stands in it. */
const record = (
  work: Work,
  meeting: Meeting,
  kind: TableFactKind,
  payload: Readonly<Record<string, unknown>>,
): Promise<unknown> =>
  work.record({
    ...{ slice: 'case_table', stream: meeting.id, kind, happened: work.today },
    payload: { ...payload, dossierId: meeting.dossier },
  })

type Agreed = { readonly owner: string; readonly dueDate: string }

/** Table, day and owner of what is agreed: the organiser, or somebody who has a seat at this table. */
const agreedAt = async (
  work: Work,
  tableId: string,
  { owner, dueDate }: Agreed,
  kind: TableFactKind,
): Promise<
  Outcome<
    { meeting: Meeting; dueOn: NonNullable<ReturnType<typeof parseDay>>; seat?: SeatRead },
    'not-found' | StageRefusal | 'bad-input' | 'due-in-past' | 'owner-has-no-seat'
  >
> => {
  const meeting = await findMeeting(work, tableId)
  if (!meeting) return refuse('not-found')
  const moved = move(meeting.stage, kind)
  if (!moved.ok) return moved
  const dueOn = parseDay(dueDate)
  if (!dueOn) return refuse('bad-input')
  if (dueOn < work.today) return refuse('due-in-past')
  if (owner === 'organiser') return accept({ meeting, dueOn })
  const seat = (await seatsOf(work, [meeting.id])).find((each) => each.kind === owner)
  return seat ? accept({ meeting, dueOn, seat }) : refuse('owner-has-no-seat')
}

/** An action is told to the house that does it; a house without an account is told by whoever holds the table. */
const recordAction = async (
  work: Work,
  meeting: Meeting,
  action: { id: string; owner: string; ask: Ask; dueOn: string; seat?: SeatRead },
): Promise<void> => {
  const told = action.owner === work.claim.organisation ? undefined : action.owner
  const seatId = action.seat?.id
  await work.record({
    ...{ slice: 'case_table', stream: meeting.id, kind: 'action-agreed', happened: work.today },
    ...(told ? { addressee: told } : {}),
    payload: {
      ...{ actionId: action.id, ask: action.ask, dueOn: action.dueOn, ...(seatId ? { seatId } : {}) },
      ...(told ? {} : { dossierId: meeting.dossier }),
    },
  })
  work.concerns(meeting.dossier, 'agree-table-action')
}

const atClosing = (table: OwnTable): TableAtClosing => ({
  heldOn: table.meeting.heldOn,
  seats: table.seats.map(({ id, kind, party }) => {
    const said = table.attendance.get(id)
    return {
      ...{ seatId: id, kind },
      ...(party && party !== table.meeting.organiser ? { party } : {}),
      ...(said ? { attendance: said.attendance } : {}),
      ...(said?.follower ? { follower: said.follower } : {}),
      ...(said?.followsOn ? { followsOn: said.followsOn } : {}),
    }
  }),
  agenda: table.agenda,
  decisionIds: table.decisions.filter((each) => each.meeting === table.meeting.id).map(({ id }) => id),
  actions: table.actions.filter(({ carried }) => !carried).map(actionAtClosing),
})

const actionAtClosing = ({ id, owner, ask, dueOn, seat }: ActionRead) => ({
  ...{ actionId: id, ownerId: owner, ask, dueOn },
  ...(seat ? { seatId: seat } : {}),
})

const giveMinutes = async (
  work: Work,
  tableId: string,
  table: TableAtClosing,
  seat: TableAtClosing['seats'][number],
): Promise<void> => {
  const view = viewFor(table, seat)
  if (!view || !seat.party) return
  await work.record({
    ...{ slice: 'case_table', stream: tableId, kind: 'minutes-given', happened: work.today, addressee: seat.party },
    payload: { ...view },
  })
}

/** After closing it is written beside the minutes who was there all the same, and the party is given its view anew. */
const correctSeat = async (
  work: Work,
  { seat, meeting }: { readonly seat: SeatRead; readonly meeting: Meeting },
  given: GivenAttendance,
): Promise<void> => {
  await record(work, meeting, 'minutes-corrected', { seat: { seatId: seat.id, kind: seat.kind, ...given } })
  const [said] = (await attendanceOf(work, [meeting.id])).filter((each) => each.seat === seat.id)
  const closed: TableAtClosing['seats'][number] = {
    ...{ seatId: seat.id, kind: seat.kind },
    ...(seat.party && seat.party !== meeting.organiser ? { party: seat.party } : {}),
    ...(said ? { attendance: said.attendance } : {}),
  }
  const actions = (await actionsOf(work, [meeting.id])).map(actionAtClosing)
  const table = { heldOn: meeting.heldOn, seats: [closed], agenda: [], decisionIds: [], actions }
  await giveMinutes(work, meeting.id, table, closed)
}
