/** What goes over the line about case tables. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { ASKS, STATEMENTS, WHY_NOT } from './across.ts'
import { ATTENDANCES } from './attendance.ts'
import { NO_SHOW_STEPS } from './no-shows.ts'
import { RULE_KINDS, SEAT_REASONS } from './seat-rules.ts'
import { EXPLOITATION_FORMS, SEAT_ANSWERS, SEAT_KINDS } from './seats.ts'
import { STAGES } from './stage.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const closed = { additionalProperties: false } as const

export const DossierPath = Type.Object({ dossierId: Id })
export const TablePath = Type.Object({ tableId: Id })
export const SeatPath = Type.Object({ seatId: Id })
/** To another day. */
export const MoveTable = Type.Object({ heldDate: DayText }, closed)
export const TableMoved = Type.Object({ tableId: Id, heldDate: DayText })
export const TableCalledOff = Type.Object({ tableId: Id, stage: Type.Enum([...STAGES]) })
export const ActionPath = Type.Object({ actionId: Id })
export const ListQuery = Type.Object({ limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })) }, closed)

/** Only addresses in `.example` are taken while everything is invented: nothing can be sent to anybody who exists. */
const Mail = Type.String({ maxLength: 120, pattern: '^[a-z0-9._-]+@[a-z0-9.-]+\\.example$' })
export const PlanTable = Type.Object(
  {
    heldDate: DayText,
    /** Her wish in her words: read before anything else. */
    wish: Type.String({ minLength: 1, maxLength: 20_000 }),
    exploitation: Type.Optional(Type.Enum([...EXPLOITATION_FORMS])),
    seats: Type.Optional(
      Type.Array(
        Type.Object(
          { kind: Type.Enum([...SEAT_KINDS]), partyId: Type.Optional(Id), mail: Type.Optional(Mail) },
          closed,
        ),
        { maxItems: SEAT_KINDS.length },
      ),
    ),
  },
  closed,
)
/** A party of the directory, or a mailbox: one of the two. */
export const AskForSeat = Type.Object({ partyId: Type.Optional(Id), mail: Type.Optional(Mail) }, closed)
export const AnswerSeat = Type.Object(
  { answer: Type.Enum([...SEAT_ANSWERS]), followsDate: Type.Optional(DayText) },
  closed,
)
export const RecordAttendance = Type.Object(
  {
    attendance: Type.Enum([...ATTENDANCES]),
    follower: Type.Optional(Type.Enum(['organiser', 'own-party', ...SEAT_KINDS])),
    followsDate: Type.Optional(DayText),
  },
  closed,
)
export const MakeStatement = Type.Object(
  { statements: Type.Array(Type.Enum([...STATEMENTS]), { minItems: 1, maxItems: 6, uniqueItems: true }) },
  closed,
)
export const NoteDecision = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 5_000 }),
    owner: Type.Enum(['organiser', ...SEAT_KINDS]),
    dueDate: DayText,
  },
  closed,
)
export const AgreeAction = Type.Object(
  { ask: Type.Enum([...ASKS]), owner: Type.Enum(['organiser', ...SEAT_KINDS]), dueDate: DayText },
  closed,
)
export const EndAction = Type.Object(
  { outcome: Type.Enum(['done', 'not-done']), whyNot: Type.Optional(Type.Enum([...WHY_NOT])) },
  closed,
)
export const CorrectMinutes = Type.Object({ text: Type.String({ minLength: 1, maxLength: 5_000 }) }, closed)
export const Nothing = Type.Object({}, closed)

export const TablePlanned = Type.Object({
  tableId: Id,
  seats: Type.Array(Type.Object({ seatId: Id, kind: Type.String() })),
})
export const SeatAsked = Type.Object({ seatId: Id })
export const SeatAnswered = Type.Object({ seatId: Id, answer: Type.Enum([...SEAT_ANSWERS]) })
export const AttendanceRecorded = Type.Object({ seatId: Id, attendance: Type.Enum([...ATTENDANCES]) })
export const StatementMade = Type.Object({ seatId: Id })
export const DecisionNoted = Type.Object({ decisionId: Id })
export const ActionAgreed = Type.Object({ actionId: Id })
export const ActionEnded = Type.Object({ actionId: Id, outcome: Type.Enum(['done', 'not-done']) })
export const TableClosed = Type.Object({ tableId: Id, stage: Type.Enum([...STAGES]) })
export const MinutesCorrected = Type.Object({ tableId: Id })
export const SeatLink = Type.Object({ token: Type.String() })

const Party = Type.Object({ organisationId: Id, name: Type.String() })
const Sentence = Type.Object({ nl: Type.String(), en: Type.String() })
/** Why a seat is there: a rule of the file with its sources, or what is open on this case. */
const Why = Type.Object({
  reason: Type.Enum([...SEAT_REASONS]),
  ruleId: Type.Optional(Type.String()),
  sentence: Type.Optional(Sentence),
  kind: Type.Optional(Type.Enum([...RULE_KINDS])),
  validFromDate: Type.Optional(DayText),
  sources: Type.Array(Type.String()),
})
export const NeededSeats = Type.Object({
  seats: Type.Array(
    Type.Object({ kind: Type.Enum([...SEAT_KINDS]), why: Why, fills: Type.Optional(Party), plane: Type.String() }),
  ),
})
const AttendanceShown = Type.Object({
  attendance: Type.Enum([...ATTENDANCES]),
  follower: Type.Optional(Type.String()),
  followsDate: Type.Optional(DayText),
})
const StepShown = Type.Object({
  step: Type.Enum([...NO_SHOW_STEPS]),
  proposed: Type.Boolean(),
  sentence: Sentence,
  dates: Type.Array(DayText),
})
export const SeatShown = Type.Object({
  seatId: Id,
  kind: Type.Enum([...SEAT_KINDS]),
  state: Type.Enum(['missing', 'waiting', 'follows', 'filled']),
  party: Type.Optional(Party),
  mail: Type.Optional(Type.String()),
  answer: Type.Optional(Type.Enum([...SEAT_ANSWERS])),
  followsDate: Type.Optional(DayText),
  why: Type.Optional(Why),
  /** Who fills this seat where she is, while nobody is asked. */
  fills: Type.Optional(Party),
  attendance: Type.Optional(AttendanceShown),
  step: Type.Optional(StepShown),
  statements: Type.Optional(Type.Object({ statements: Type.Array(Type.Enum([...STATEMENTS])), saidDate: DayText })),
  /** What this seat may say of itself, and what it may be asked. */
  /** What was answered for the day before this one; who was asked is asked anew. */
  answeredBefore: Type.Optional(Type.Object({ answer: Type.Enum([...SEAT_ANSWERS]), heldDate: DayText })),
  maySay: Type.Optional(Type.Array(Type.Enum([...STATEMENTS]))),
  mayBeAsked: Type.Optional(Type.Array(Type.Enum([...ASKS]))),
  abilities: Type.Array(Type.String()),
})
export const ActionShown = Type.Object({
  actionId: Id,
  tableId: Id,
  ask: Type.Enum([...ASKS]),
  dueDate: DayText,
  late: Type.Boolean(),
  owner: Party,
  organiser: Party,
  seatKind: Type.Optional(Type.Enum([...SEAT_KINDS])),
  /** Agreed at a table before this one. */
  carried: Type.Boolean(),
  outcome: Type.Optional(Type.Enum(['done', 'not-done'])),
  whyNot: Type.Optional(Type.Enum([...WHY_NOT])),
  abilities: Type.Array(Type.String()),
})
export const ActionList = Type.Object({
  actions: Type.Array(ActionShown),
  /** Own tables of the last seven days with how many seats of which nobody wrote down who was there. */
  unnoted: Type.Array(Type.Object({ tableId: Id, heldDate: DayText, seats: Type.Integer() })),
})
const DecisionShown = Type.Object({
  decisionId: Id,
  text: Type.Optional(Type.String()),
  owner: Type.String(),
  dueDate: DayText,
})
const AgendaShown = Type.Object({
  kind: Type.Enum(['norm-missed', 'action', 'decision', 'seat-missing']),
  date: DayText,
  late: Type.Boolean(),
  title: Type.Optional(Sentence),
  seatKind: Type.Optional(Type.Enum([...SEAT_KINDS])),
  ask: Type.Optional(Type.Enum([...ASKS])),
  ownerName: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
})
const SeatInMinutes = Type.Object({
  kind: Type.Enum([...SEAT_KINDS]),
  attendance: Type.Enum([...ATTENDANCES]),
  follower: Type.Optional(Type.String()),
  followsDate: Type.Optional(DayText),
})
/** As fixed: with all seats for who held the table, with the own seat alone for a party. */
const MinutesShown = Type.Object({
  heldDate: DayText,
  closedAt: Type.Optional(Type.String({ format: 'date-time' })),
  seats: Type.Array(SeatInMinutes),
  agenda: Type.Array(AgendaShown),
  actions: Type.Array(
    Type.Object({ ask: Type.Enum([...ASKS]), dueDate: DayText, ownerName: Type.Optional(Type.String()) }),
  ),
  decisions: Type.Array(DecisionShown),
  corrections: Type.Array(
    Type.Object({
      correctedAt: Type.String({ format: 'date-time' }),
      text: Type.Optional(Type.String()),
      seat: Type.Optional(SeatInMinutes),
    }),
  ),
})
/** As the organiser sees it (with wish, dossier and all seats) or as a party sees it (its own seats alone). */
export const TableShown = Type.Object({
  wish: Type.Optional(Type.String()),
  tableId: Id,
  heldDate: DayText,
  stage: Type.Enum([...STAGES]),
  organiser: Party,
  organised: Type.Boolean(),
  dossierId: Type.Optional(Id),
  agenda: Type.Array(AgendaShown),
  seats: Type.Array(SeatShown),
  missing: Type.Array(Type.String()),
  /** The day that it was on before. */
  movedFromDate: Type.Optional(DayText),
  decisions: Type.Array(DecisionShown),
  actions: Type.Array(ActionShown),
  minutes: Type.Optional(MinutesShown),
  /** `other-plane`: somebody of the other plane sits here, so hits are not spoken of. */
  hits: Type.Optional(Type.Enum(['may-be-asked', 'other-plane'])),
  abilities: Type.Array(Type.String()),
})
export const TableList = Type.Object({ tables: Type.Array(TableShown) })
export const HitPoints = Type.Object({ hits: Type.Array(Type.Object({ hitId: Id, dueDate: DayText })) })
export type TableShown = Static<typeof TableShown>
export type SeatShown = Static<typeof SeatShown>
export type ActionShown = Static<typeof ActionShown>
export type MinutesShown = Static<typeof MinutesShown>
export type AgendaShown = Static<typeof AgendaShown>
export type WhyShown = Static<typeof Why>
