/** What follow-up takes and gives over the line: codes and days, never what was told on the telephone. */
import Type from 'typebox'
import { CORRECTED_BECAUSE, HIT_OUTCOMES, REFUSED_BECAUSE } from './follow-up.ts'
import { DESK_BECAUSE, DESK_DECISIONS } from './follow-up-desk.ts'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const DayText = Type.String({ format: 'date' })
const Words = Type.Object({ nl: Type.String(), en: Type.String() })
const closed = { additionalProperties: false } as const
const Limit = Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' }))
const Cursor = Type.Optional(Type.String({ maxLength: 60 }))

export const HitQuery = Type.Object(
  { limit: Limit, cursor: Cursor, first: Type.Optional(Type.Literal('open')) },
  closed,
)
export const HitPath = Type.Object({ hitId: Id })

export const Hit = Type.Object({
  hitId: Id,
  grade: Type.Union([Type.Literal('hit'), Type.Literal('look-closer')]),
  route: Type.Union([Type.Literal('direct'), Type.Literal('desk'), Type.Literal('connected')]),
  arrivedAt: Moment,
  dueDate: DayText,
  /** The question is closed; nothing more is told. */
  closed: Type.Boolean(),
  /** Whom to call; absent when the contact desk decides. */
  callOrganisationId: Type.Optional(Id),
  callOrganisationName: Type.Optional(Type.String()),
  /** The number of that desk and the function that answers it; absent when the directory has none today. */
  callPhone: Type.Optional(Type.String()),
  callHolder: Type.Optional(Words),
  /** For a desk: the two houses that it may connect. */
  partyNames: Type.Optional(Type.Array(Type.String())),
  /** One's own signal that this is about. */
  signalId: Type.Optional(Id),
  /** This is about an own file that is not open: somebody comes back. Nobody else is told that there is a file. */
  comesBack: Type.Optional(
    Type.Object({
      dossierId: Id,
      stage: Type.Union([Type.Literal('missing'), Type.Literal('aftercare'), Type.Literal('closed')]),
      /** Written down in that file already. */
      recorded: Type.Boolean(),
    }),
  ),
  outcome: Type.Optional(Type.String()),
  contactedDate: Type.Optional(DayText),
  abilities: Type.Array(Type.String()),
})
export const HitList = Type.Object({ hits: Type.Array(Hit), nextCursor: Type.Optional(Type.String()) })

export const ContactBody = Type.Object(
  {
    outcome: Type.Enum([...HIT_OUTCOMES]),
    /** The day of the call; today when absent. */
    contactedDate: Type.Optional(DayText),
    refusedBecause: Type.Optional(Type.Enum([...REFUSED_BECAUSE])),
    /** Needed for every answer after the first. */
    correctedBecause: Type.Optional(Type.Enum([...CORRECTED_BECAUSE])),
  },
  closed,
)
export const ContactAnswer = Type.Object({ hitId: Id, outcome: Type.String() })
export const ContactList = Type.Object({
  contacts: Type.Array(
    Type.Object({
      outcome: Type.String(),
      contactedDate: DayText,
      refusedBecause: Type.Optional(Type.String()),
      correctedBecause: Type.Optional(Type.String()),
      recordedAt: Moment,
    }),
  ),
})

export const DeskQuery = Type.Object(
  { limit: Limit, cursor: Cursor, stage: Type.Optional(Type.Union([Type.Literal('waiting'), Type.Literal('done')])) },
  closed,
)
export const DeskHitPath = Type.Object({ deskHitId: Id })
const Telling = { organisationId: Id, purpose: Type.String({ maxLength: 10 }) }
const CallThrough = Type.Union([Type.Literal('house'), Type.Literal('desk')])

export const DeskHit = Type.Object({
  deskHitId: Id,
  grade: Type.Union([Type.Literal('hit'), Type.Literal('look-closer')]),
  /** What the model expected, in tenths; for the desk alone. */
  tenths: Type.Optional(Type.Integer()),
  arrivedAt: Moment,
  dueDate: DayText,
  overdue: Type.Boolean(),
  stage: Type.String(),
  parties: Type.Array(
    Type.Object({
      organisationId: Id,
      name: Type.String(),
      kind: Type.String(),
      plane: Type.String(),
      /** Why this house looked. */
      purpose: Type.Optional(Type.Object({ id: Type.String(), nl: Type.String(), en: Type.String() })),
      phone: Type.Optional(Type.String()),
      holder: Type.Optional(Words),
      /** What could carry telling this house of the other one; empty when no purpose does. */
      permissions: Type.Array(
        Type.Object({
          purpose: Type.String(),
          nl: Type.String(),
          en: Type.String(),
          callThrough: CallThrough,
          toConfirm: Type.Array(Type.String()),
        }),
      ),
    }),
  ),
  decisions: Type.Array(
    Type.Object({
      decision: Type.String(),
      because: Type.Optional(Type.String()),
      decidedAt: Moment,
      tell: Type.Array(Type.Object({ ...Telling, callThrough: Type.String() })),
    }),
  ),
  /** The decisions that can be taken now. */
  abilities: Type.Array(Type.String()),
})
export const DeskHitList = Type.Object({ deskHits: Type.Array(DeskHit), nextCursor: Type.Optional(Type.String()) })

export const DecisionBody = Type.Object(
  {
    decision: Type.Enum([...DESK_DECISIONS]),
    because: Type.Optional(Type.Enum([...DESK_BECAUSE['do-not-connect'], ...DESK_BECAUSE['ask-first']])),
    tell: Type.Optional(
      Type.Array(
        Type.Object(
          {
            ...Telling,
            callThrough: CallThrough,
            confirmed: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 12 }),
          },
          closed,
        ),
        { maxItems: 2 },
      ),
    ),
  },
  closed,
)
export const DecisionAnswer = Type.Object({ deskHitId: Id, stage: Type.String() })

const Shown = Type.Union([Type.Integer(), Type.Literal('<5'), Type.Null()])
export const FollowUpRates = Type.Object({
  /** What the only measured network in this field kept of its hits. */
  fieldPercent: Type.Integer(),
  months: Type.Array(
    Type.Object({
      month: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' }),
      percent: Type.Union([Type.Integer(), Type.Null()]),
      withinTerm: Shown,
      late: Shown,
      overdue: Shown,
      pending: Shown,
      withheld: Type.Boolean(),
    }),
  ),
})
