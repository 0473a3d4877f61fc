/** What goes over the line about those who look: for the second person, and for the privacy officer. Never whom was looked for. */
import Type from 'typebox'
import { REASONS_FOR } from './oversight.ts'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const Abilities = Type.Array(Type.String())
const closed = { additionalProperties: false } as const

export const LookUpPath = Type.Object({ lookupId: Id })
export const WaitingPath = Type.Object({ waitingLookUpId: Id })
export const DecisionBody = Type.Object(
  {
    decision: Type.Enum(['confirmed', 'refused']),
    /** The ground that was read: to agree is to agree to this ground. */
    groundId: Type.Optional(Id),
    reason: Type.Optional(Type.Enum(['ground-too-thin', 'not-needed', 'ask-the-person-first', 'not-our-case'])),
  },
  closed,
)
export const DecisionAnswer = Type.Object({ lookupId: Id, status: Type.Enum(['asked', 'refused']) })

export const WaitingLookUp = Type.Object({
  lookupId: Id,
  signalId: Id,
  groundId: Id,
  purpose: Type.String(),
  caseReference: Type.String(),
  /** Why two people: `enforcement-without-consent`, `minor`, `marked-by-owner`. */
  reasons: Type.Array(Type.String()),
  actorId: Id,
  actorName: Type.Optional(Type.String()),
  /** Asked by the reader, who therefore cannot agree to it. */
  isOwn: Type.Boolean(),
  askedAt: Moment,
  expiresAt: Moment,
  state: Type.Enum(['waiting', 'confirmed', 'refused', 'ran-out']),
  reason: Type.Optional(Type.String()),
  abilities: Abilities,
})
export const WaitingLookUpList = Type.Object({ waitingLookUps: Type.Array(WaitingLookUp) })

export const SignalPath = Type.Object({ signalId: Id })
export const MarkBody = Type.Object({}, closed)
export const MarkAnswer = Type.Object({ signalId: Id })

export const ReviewBody = Type.Object(
  {
    outcome: Type.Enum(['legitimate', 'not-legitimate', 'asked']),
    reason: Type.Optional(Type.Enum([...REASONS_FOR.legitimate, ...REASONS_FOR['not-legitimate']])),
  },
  closed,
)
export const ReviewAnswer = Type.Object({ lookupId: Id, outcome: Type.String() })
export const TickBody = Type.Object({}, closed)
export const RefusedPath = Type.Object({ refusedLookUpId: Id })
export const AlarmPath = Type.Object({ alarmId: Id })
export const TickAnswer = Type.Object({ id: Id })

const Who = { actorId: Id, actorName: Type.Optional(Type.String()) }

export const LookUpToReview = Type.Object({
  lookupId: Id,
  ...Who,
  /** Who agreed, when it took two people. */
  secondName: Type.Optional(Type.String()),
  askedAt: Moment,
  purpose: Type.String(),
  caseReference: Type.String(),
  groundKind: Type.String(),
  /** The person who looked also wrote down the ground. */
  ownGround: Type.Boolean(),
  /** The ground was taken back since. */
  groundWithdrawn: Type.Boolean(),
  cause: Type.Enum(['nothing-followed', 'hit-not-answered', 'drawn']),
  dueDate: Type.String({ format: 'date' }),
  late: Type.Boolean(),
  review: Type.Optional(
    Type.Object({ outcome: Type.String(), reason: Type.Optional(Type.String()), reviewedAt: Moment }),
  ),
  abilities: Abilities,
})
export const RefusedLookUp = Type.Object({
  refusedLookUpId: Id,
  ...Who,
  code: Type.String(),
  askedAt: Moment,
  seen: Type.Boolean(),
  abilities: Abilities,
})
export const DecoyAlarm = Type.Object({
  alarmId: Id,
  ...Who,
  askingOrganisationName: Type.Optional(Type.String()),
  purpose: Type.String(),
  caseReference: Type.String(),
  askedAt: Moment,
  /** The number of the decoy: for the desk that keeps it alone. */
  decoyId: Type.Optional(Id),
  seen: Type.Boolean(),
  abilities: Abilities,
})
export const Oversight = Type.Object({
  terms: Type.Object({ followUpDays: Type.Integer(), reviewDays: Type.Integer(), drawOneIn: Type.Integer() }),
  figures: Type.Object({ listed: Type.Integer(), reviewed: Type.Integer(), late: Type.Integer() }),
  lookUps: Type.Array(LookUpToReview),
  refused: Type.Array(RefusedLookUp),
  alarms: Type.Array(DecoyAlarm),
  budgets: Type.Object({
    perPerson: Type.Integer(),
    perOrganisation: Type.Integer(),
    spent: Type.Integer(),
    people: Type.Array(Type.Object({ ...Who, spent: Type.Integer() })),
  }),
})
