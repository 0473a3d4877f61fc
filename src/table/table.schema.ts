/** What goes over the line about case tables. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { EXPLOITATION_FORMS, SEAT_ANSWERS, SEAT_KINDS } from './seats.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const closed = { additionalProperties: false } as const

export const DossierPath = Type.Object({ dossierId: Id })
export const TablePath = Type.Object({ tableId: Id })
export const SeatPath = Type.Object({ seatId: Id })
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
export const AnswerSeat = Type.Object(
  { answer: Type.Enum([...SEAT_ANSWERS]), followsDate: Type.Optional(DayText) },
  closed,
)

export const TablePlanned = Type.Object({
  tableId: Id,
  seats: Type.Array(Type.Object({ seatId: Id, kind: Type.String() })),
})
export const SeatAnswered = Type.Object({ seatId: Id, answer: Type.Enum([...SEAT_ANSWERS]) })
export const SeatLink = Type.Object({ token: Type.String() })

const Party = Type.Object({ organisationId: Id, name: Type.String() })
export const SeatShown = Type.Object({
  seatId: Id,
  kind: Type.Enum([...SEAT_KINDS]),
  state: Type.Enum(['missing', 'waiting', 'follows', 'filled']),
  party: Type.Optional(Party),
  mail: Type.Optional(Type.String()),
  answer: Type.Optional(Type.Enum([...SEAT_ANSWERS])),
  followsDate: Type.Optional(DayText),
  abilities: Type.Array(Type.String()),
})
/** As the organiser sees it (with wish, dossier and all seats) or as a party sees it (its own seats alone). */
export const TableShown = Type.Object({
  tableId: Id,
  heldDate: DayText,
  organiser: Party,
  organised: Type.Boolean(),
  wish: Type.Optional(Type.String()),
  dossierId: Type.Optional(Id),
  seats: Type.Array(SeatShown),
  missing: Type.Array(Type.String()),
  abilities: Type.Array(Type.String()),
})
export const TableList = Type.Object({ tables: Type.Array(TableShown) })
export type TableShown = Static<typeof TableShown>
export type SeatShown = Static<typeof SeatShown>
