/** What goes over the line for emergencies; shared by routes and screens. */
import Type from 'typebox'
import { BREAK_GLASS, JUDGEMENTS } from './break-glass.ts'
import { CHAPTERS } from './consent.ts'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const Chapters = Type.Array(Type.String())
const Abilities = Type.Array(Type.String())
const closed = { additionalProperties: false } as const

/** The id in the body, not in the path: an address with it would tell that there is a file. */
export const BreakGlassBody = Type.Object(
  {
    dossierId: Id,
    chapters: Type.Array(Type.Enum([...CHAPTERS]), { minItems: 1, maxItems: CHAPTERS.length, uniqueItems: true }),
    kind: Type.Enum(BREAK_GLASS.kinds.map(({ id }) => id)),
    reason: Type.String({ minLength: 1, maxLength: 2_000 }),
    hours: Type.Integer({ minimum: 1, maximum: 24 }),
  },
  closed,
)
export const BreakGlassOpened = Type.Object({ openingId: Id, endsAt: Moment, abilities: Abilities })
export const OpeningPath = Type.Object({ openingId: Id })
export const OpeningEnded = Type.Object({ openingId: Id })
export const NoBody = Type.Object({}, closed)

/** `recent`: what stands or was opened a few days ago, for screens that ask by themselves. */
export const OpeningQuery = Type.Object(
  { dossierId: Type.Optional(Id), recent: Type.Optional(Type.Enum(['true'])) },
  closed,
)
const Shown = {
  openingId: Id,
  dossierId: Id,
  organisationId: Id,
  organisationName: Type.String(),
  function: Type.String(),
  holderName: Type.String(),
  chapters: Chapters,
  kind: Type.String(),
  openedAt: Moment,
  endsAt: Moment,
  endedAt: Type.Optional(Moment),
  /** For whom it was ended by hand: who read, or the holder. */
  endedFor: Type.Optional(Type.Enum(['reader', 'holder'])),
  stands: Type.Boolean(),
}
export const BreakGlassShown = Type.Object({
  ...Shown,
  /** `reader`: the asker opened it. `holder`: it was opened at the asker's house. */
  side: Type.Enum(['reader', 'holder']),
  /** Among the day's work of the holder. */
  isNews: Type.Boolean(),
  abilities: Abilities,
})
export const BreakGlassList = Type.Object({
  openings: Type.Array(BreakGlassShown),
  /** How many this person may open still within the days of the budget. */
  left: Type.Integer(),
  abilities: Abilities,
})

const Review = Type.Object({
  outcome: Type.Enum([...JUDGEMENTS]),
  reviewedAt: Moment,
  note: Type.Optional(Type.String()),
})
export const BreakGlassToJudge = Type.Object({
  ...Shown,
  /** The name of who opened it, in the own house alone. */
  actorName: Type.Optional(Type.String()),
  side: Type.Enum(['reader', 'holder']),
  reason: Type.Optional(Type.String()),
  dueDate: Type.String({ format: 'date' }),
  late: Type.Boolean(),
  review: Type.Optional(Review),
  otherReview: Type.Optional(Review),
  abilities: Abilities,
})
export const BreakGlassReviews = Type.Object({
  workingDays: Type.Integer(),
  figures: Type.Object({ listed: Type.Integer(), judged: Type.Integer(), late: Type.Integer() }),
  openings: Type.Array(BreakGlassToJudge),
})
export const JudgeBody = Type.Object(
  { outcome: Type.Enum([...JUDGEMENTS]), note: Type.String({ minLength: 1, maxLength: 2_000 }) },
  closed,
)
export const JudgeAnswer = Type.Object({ openingId: Id, outcome: Type.Enum([...JUDGEMENTS]) })
