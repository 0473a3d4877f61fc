/** What goes over the line of the destruction list: ids, terms, days and reasons; never content. */
import Type from 'typebox'
import { CLASSES, CLOCKS, HOLD_REASONS } from './retention.ts'

const Id = Type.String({ format: 'uuid' })
const DateText = Type.String({ format: 'date' })
const Moment = Type.String({ format: 'date-time' })
const closed = { additionalProperties: false } as const
const Classes = Type.Array(Type.Enum([...CLASSES]))
const Clock = Type.Enum([...CLOCKS])

export const AskErasureBody = Type.Object({ dossierId: Id }, closed)
export const ErasureAsked = Type.Object({ destructionId: Id })

export const DecisionBody = Type.Object(
  {
    subjectId: Id,
    clock: Clock,
    decision: Type.Enum(['approve', 'hold']),
    holdReason: Type.Optional(Type.Enum([...HOLD_REASONS])),
    holdUntilDate: Type.Optional(DateText),
  },
  closed,
)
export const DecisionAnswer = Type.Object({
  destructionId: Id,
  state: Type.Enum(['held', 'waits', 'erased']),
  keysEnded: Type.Optional(Type.Integer({ minimum: 0 })),
})

const Said = Type.Object({ nl: Type.String(), en: Type.String() })
const Approval = Type.Object({
  actorName: Type.Optional(Type.String()),
  function: Type.String(),
  approvedAt: Moment,
  isOwn: Type.Boolean(),
})
const Item = Type.Object({
  subjectId: Id,
  subjectKind: Type.Enum(['dossier', 'signal']),
  clock: Clock,
  reason: Type.Enum(['term', 'request']),
  term: Said,
  years: Type.Optional(Type.Integer()),
  article: Type.String(),
  certainty: Type.String(),
  /** What the system cannot know and a person must ask: `was-minor`. */
  asks: Type.Optional(Said),
  classes: Classes,
  dueDate: DateText,
  /** By when the person must have an answer. */
  answerByDate: Type.Optional(DateText),
  firstEntryDate: Type.Optional(DateText),
  lastEntryDate: Type.Optional(DateText),
  state: Type.Enum(['due', 'approved-once', 'held']),
  approvals: Type.Array(Approval),
  heldUntilDate: Type.Optional(DateText),
  holdReason: Type.Optional(Type.Enum([...HOLD_REASONS])),
  abilities: Type.Array(Type.String()),
})
const Erased = Type.Object({
  subjectId: Id,
  subjectKind: Type.Enum(['dossier', 'signal']),
  reason: Type.Enum(['term', 'request']),
  term: Said,
  article: Type.String(),
  classes: Classes,
  erasedAt: Moment,
  keysEnded: Type.Integer(),
  approvals: Type.Array(Approval),
})
export const DestructionListShown = Type.Object({
  reviewed: Type.Boolean(),
  items: Type.Array(Item),
  more: Type.Integer(),
  soon: Type.Integer(),
  erased: Type.Array(Erased),
})
