/** What goes over the line about requests of people who ask what is kept about them. */
import Type from 'typebox'
import { EXTENSION_REASONS, RECOGNISED } from './access-request.ts'

const Id = Type.String({ format: 'uuid' })
const DayText = Type.String({ format: 'date' })
const closed = { additionalProperties: false } as const

export const RequestPath = Type.Object({ accessRequestId: Id })
export const AnswerPath = Type.Object({ accessRequestId: Id, language: Type.Enum(['nl', 'en']) })

export const AccessRequestBody = Type.Object(
  { receivedDate: DayText, recognised: Type.Enum([...RECOGNISED]), dossierId: Type.Optional(Id) },
  closed,
)
export const AccessRequestMade = Type.Object({ accessRequestId: Id })

/** A file is named with `linked`, a reason with `extended`; `told` says that she was told why it takes longer. */
export const StepBody = Type.Object(
  {
    step: Type.Enum(['linked', 'extended', 'answered', 'withdrawn']),
    happenedDate: Type.Optional(DayText),
    dossierId: Type.Optional(Id),
    reason: Type.Optional(Type.Enum([...EXTENSION_REASONS])),
    told: Type.Optional(Type.Boolean()),
  },
  closed,
)
export const StepTaken = Type.Object({ accessRequestId: Id, step: Type.String() })

export const AccessRequestShown = Type.Object({
  accessRequestId: Id,
  receivedDate: DayText,
  recognised: Type.String(),
  state: Type.Enum(['open', 'answered', 'withdrawn']),
  dueDate: DayText,
  daysLeft: Type.Integer(),
  late: Type.Boolean(),
  extendedBecause: Type.Optional(Type.String()),
  endedDate: Type.Optional(DayText),
  /** The file, for who may read it; the privacy officer sees that there is one. */
  dossierId: Type.Optional(Id),
  linked: Type.Boolean(),
  abilities: Type.Array(Type.String()),
})
export const AccessRequestList = Type.Object({
  accessRequests: Type.Array(AccessRequestShown),
  abilities: Type.Array(Type.String()),
})

export const AnswerSection = Type.Object({
  key: Type.String(),
  title: Type.String(),
  rows: Type.Array(
    Type.Array(Type.Object({ name: Type.String(), label: Type.String(), value: Type.String(), text: Type.String() })),
  ),
  /** There are more rows than stand here. */
  cut: Type.Boolean(),
})
export const AccessAnswer = Type.Object({
  /** Beginning of the name of the file to keep: says nothing of what is in it. */
  fileName: Type.String(),
  document: Type.Object({
    title: Type.String(),
    madeAt: Type.String({ format: 'date-time' }),
    language: Type.String(),
    organisation: Type.String(),
    about: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
    sections: Type.Array(AnswerSection),
    leftOut: Type.Array(Type.String()),
  }),
  /** The same as one page that needs nothing beside it. */
  page: Type.String(),
})
