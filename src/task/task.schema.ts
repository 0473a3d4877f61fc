/** What goes over the line about the day, being away and the calendar. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { ABSENCE_STAGES } from './absence.ts'
import { THING_KINDS, URGENCIES } from './day-list.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const closed = { additionalProperties: false } as const
const Sentence = Type.Object({ nl: Type.String(), en: Type.String() })

export const DayQuery = Type.Object({ whose: Type.Optional(Type.Enum(['all'])) }, closed)
export const SubjectPath = Type.Object({ subjectId: Id })
export const AbsencePath = Type.Object({ absenceId: Id })

const Colleague = Type.Object({ actorId: Id, name: Type.String() })
export const DayItem = Type.Object({
  kind: Type.Enum([...THING_KINDS]),
  itemId: Type.String({ maxLength: 80 }),
  subjectId: Id,
  dossierId: Type.Optional(Id),
  /** As it stands in the file, for who may read it there. */
  name: Type.Optional(Type.String()),
  dueDate: DayText,
  /** Until when on that day, where the day is too coarse. */
  dueAt: Type.Optional(Type.String({ format: 'date-time' })),
  urgency: Type.Enum([...URGENCIES]),
  title: Type.Optional(Sentence),
  word: Type.Optional(Type.String()),
  /** Of a decision: its moment, and why it is stated afterwards. */
  sinceAt: Type.Optional(Type.String({ format: 'date-time' })),
  cause: Type.Optional(Type.String()),
  whose: Type.Enum(['own', 'stand-in', 'colleague', 'nobody']),
  /** Who does it, for whom it is done, or who is away and has nobody. */
  colleague: Type.Optional(Colleague),
  remindDate: Type.Optional(DayText),
  abilities: Type.Array(Type.String()),
})
export const DayList = Type.Object({
  date: DayText,
  items: Type.Array(DayItem),
  /** There is more than one list holds. */
  more: Type.Boolean(),
  abilities: Type.Array(Type.String()),
})
export const TakeItem = Type.Object({ taken: Type.Boolean() }, closed)
export const ItemTaken = Type.Object({ subjectId: Id, taken: Type.Boolean() })
/** Without a day: no reminder any more. */
export const SetReminder = Type.Object({ remindDate: Type.Optional(DayText) }, closed)
export const ReminderSet = Type.Object({ subjectId: Id, remindDate: Type.Optional(DayText) })

/** Days and a colleague. Why somebody is away is not asked: it may be a matter of health. */
export const NameAbsence = Type.Object({ fromDate: DayText, untilDate: DayText, standInId: Type.Optional(Id) }, closed)
export const AnswerAbsence = Type.Object({ answer: Type.Enum(['accepted', 'declined']) }, closed)
export const AssignStandIn = Type.Object({ standInId: Id }, closed)
export const Nothing = Type.Object({}, closed)
export const AbsenceMoved = Type.Object({ absenceId: Id, stage: Type.Enum([...ABSENCE_STAGES]) })
export const AbsenceShown = Type.Object({
  absenceId: Id,
  who: Colleague,
  function: Type.String(),
  fromDate: DayText,
  untilDate: DayText,
  stage: Type.Enum([...ABSENCE_STAGES]),
  standIn: Type.Optional(Colleague),
  /** Who could stand in: for who may assign. */
  candidates: Type.Array(Colleague),
  abilities: Type.Array(Type.String()),
})
export const AbsenceList = Type.Object({
  absences: Type.Array(AbsenceShown),
  /** Colleagues of the own desk, to ask. */
  colleagues: Type.Array(Colleague),
  abilities: Type.Array(Type.String()),
})

export const CalendarLinkShown = Type.Object({
  stands: Type.Boolean(),
  madeAt: Type.Optional(Type.String({ format: 'date-time' })),
  expiresAt: Type.Optional(Type.String({ format: 'date-time' })),
  abilities: Type.Array(Type.String()),
})
/** The address, once: only its hash is kept. */
export const CalendarLinkMade = Type.Object({ address: Type.String({ maxLength: 500 }) })
export const CalendarLinkEnded = Type.Object({ stands: Type.Boolean() })

export type DayItem = Static<typeof DayItem>
export type AbsenceShown = Static<typeof AbsenceShown>
