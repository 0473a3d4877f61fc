/** What linkage takes and gives over the line. Never a name, never what agreed, never how many. */
import Type from 'typebox'

const Id = Type.String({ format: 'uuid' })

export const LookUpBody = Type.Object(
  {
    signalId: Id,
    // Optional here, so that their absence is refused with a sentence of its own and told to the privacy officer.
    groundId: Type.Optional(Id),
    purpose: Type.Optional(Type.String({ maxLength: 10 })),
    caseReference: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
)
/** Always of one size: `filler` makes up for the shorter status. */
export const LookUpAnswer = Type.Object({
  lookupId: Id,
  status: Type.Unsafe<'asked' | 'awaits-second-person'>({ type: 'string', enum: ['asked', 'awaits-second-person'] }),
  filler: Type.String(),
})

export const Hit = Type.Object({
  hitId: Id,
  grade: Type.Union([Type.Literal('hit'), Type.Literal('look-closer')]),
  route: Type.Union([Type.Literal('direct'), Type.Literal('desk')]),
  arrivedAt: Type.String({ format: 'date-time' }),
  dueDate: Type.String({ format: 'date' }),
  /** Whom to call; absent when the contact desk decides. */
  callOrganisationId: Type.Optional(Id),
  callOrganisationName: Type.Optional(Type.String()),
  /** The number of that desk and the function that answers it; absent when the directory has none today. */
  callPhone: Type.Optional(Type.String()),
  callHolder: Type.Optional(Type.Object({ nl: Type.String(), en: Type.String() })),
  /** For a desk: the two houses that it may connect. */
  partyNames: Type.Optional(Type.Array(Type.String())),
  /** One's own signal that this is about. */
  signalId: Type.Optional(Id),
  outcome: Type.Optional(Type.String()),
  abilities: Type.Array(Type.String()),
})
export const HitList = Type.Object({ hits: Type.Array(Hit) })

export const ContactBody = Type.Object(
  {
    outcome: Type.Union([
      Type.Literal('same-person'),
      Type.Literal('other-person'),
      Type.Literal('cannot-say'),
      Type.Literal('refused'),
    ]),
  },
  { additionalProperties: false },
)
export const ContactAnswer = Type.Object({ hitId: Id, outcome: Type.String() })

export const RefusedLookUps = Type.Object({
  refusedLookUps: Type.Array(
    Type.Object({
      id: Id,
      actorId: Id,
      code: Type.String(),
      askedAt: Type.String({ format: 'date-time' }),
      seen: Type.Boolean(),
    }),
  ),
})
