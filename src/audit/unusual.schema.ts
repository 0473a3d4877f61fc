/** What goes over the line of unusual looks: who, what pattern, the numbers it rests on, which files by number; no content. */
import Type from 'typebox'

const Id = Type.String({ format: 'uuid' })
const closed = { additionalProperties: false } as const

export const UnusualLook = Type.Object({
  finding: Type.String(),
  pattern: Type.Enum(['many-files', 'odd-hours', 'same-file', 'no-business', 'guessing']),
  actorId: Id,
  actorName: Type.Optional(Type.String()),
  function: Type.String(),
  lookedOn: Type.String({ format: 'date' }),
  count: Type.Integer(),
  usual: Type.Optional(Type.Integer()),
  days: Type.Optional(Type.Integer()),
  comparedWith: Type.Optional(Type.Enum(['own', 'function'])),
  hours: Type.Array(Type.Integer()),
  /** The beginning of the number of each file: enough to ask about it. */
  files: Type.Array(Type.String()),
  fileCount: Type.Integer(),
  review: Type.Optional(Type.Object({ outcome: Type.String(), reviewedAt: Type.String({ format: 'date-time' }) })),
  abilities: Type.Array(Type.String()),
})
export const UnusualLooks = Type.Object({
  terms: Type.Object({
    windowDays: Type.Integer(),
    judgedDays: Type.Integer(),
    leastDays: Type.Integer(),
    guesses: Type.Integer(),
  }),
  unusualLooks: Type.Array(UnusualLook),
  total: Type.Integer(),
  tooLittle: Type.Array(
    Type.Object({
      actorId: Id,
      actorName: Type.Optional(Type.String()),
      function: Type.String(),
      days: Type.Integer(),
    }),
  ),
  /** The log holds more than is looked at: what is oldest is not in it. */
  cut: Type.Boolean(),
  abilities: Type.Array(Type.String()),
})
export const LookReviewBody = Type.Object(
  { finding: Type.String({ maxLength: 200 }), outcome: Type.Enum(['explained', 'not-explained', 'asked']) },
  closed,
)
export const LookReviewed = Type.Object({ finding: Type.String(), outcome: Type.String() })
