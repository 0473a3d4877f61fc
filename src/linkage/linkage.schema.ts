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
