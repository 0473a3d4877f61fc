/** What goes over the line about steps that are written down by hand, and about what is said of a term that was missed. */
import Type from 'typebox'
import { Id } from './dossier.schema.ts'

const DayText = Type.String({ format: 'date', maxLength: 10 })
const Code = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const sentence = Type.Object({ nl: Type.String(), en: Type.String() })

export const StepPath = Type.Object({ dossierId: Id, stepId: Id })
export const RecordStep = Type.Object(
  { kind: Code, happenedDate: Type.Optional(DayText) },
  { additionalProperties: false },
)
export const NothingSaid = Type.Object({}, { additionalProperties: false })
export const StepList = Type.Object({
  steps: Type.Array(
    Type.Object({
      stepId: Id,
      kind: worded,
      chapter: Type.String(),
      happenedDate: DayText,
      learnedAt: Type.String({ format: 'date-time' }),
      by: Type.Object({ organisationId: Id, name: Type.String() }),
      abilities: Type.Array(Type.String()),
    }),
  ),
  /** What may be written down here now, by chapter. */
  kinds: Type.Array(Type.Object({ ...worded.properties, chapter: Type.String() })),
  /** What running terms ask for, the soonest first: any one of `kinds` keeps it. */
  asked: Type.Array(
    Type.Object({
      normId: Type.String(),
      title: sentence,
      dueDate: Type.Optional(DayText),
      missed: Type.Boolean(),
      kinds: Type.Array(worded),
    }),
  ),
  abilities: Type.Array(Type.String()),
})

export const AnswerMiss = Type.Object(
  {
    normId: Type.String({ pattern: '^N\\d{2}(-\\d+)?$', maxLength: 8 }),
    triggeredDate: DayText,
    /** Why it was missed; or what is done now, by whom and by when. */
    cause: Type.Optional(Code),
    action: Type.Optional(Code),
    owner: Type.Optional(Code),
    dueDate: Type.Optional(DayText),
    words: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
