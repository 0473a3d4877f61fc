/** What the network of things takes and gives over the line. Of another house never more than: it knows this thing, call this desk. */
import Type from 'typebox'

const Id = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const closed = { additionalProperties: false } as const

export const ThingLookUpBody = Type.Object(
  {
    signalId: Id,
    // Optional here, so that their absence is refused with a sentence of its own and told to the privacy officer.
    groundId: Type.Optional(Id),
    purpose: Type.Optional(Type.String({ maxLength: 10 })),
    caseReference: Type.Optional(Type.String({ maxLength: 60 })),
  },
  closed,
)
export const ThingLookUpAnswer = Type.Object({
  lookupId: Id,
  status: Type.Literal('asked'),
  /** Which things of the own signal have no readable form, by their place in its list. */
  notRead: Type.Array(Type.Object({ place: Type.Integer(), kind: Type.String(), reason: Type.String() })),
})

export const REVIEW_VERDICTS = ['confirmed', 'rejected'] as const
export const REVIEW_BASES = [
  'called',
  'seen',
  'person-told',
  'writing-error',
  'thing-of-helper',
  'shared-household',
  'other',
] as const

const Review = Type.Object({
  verdict: Type.Enum([...REVIEW_VERDICTS]),
  basis: Type.Enum([...REVIEW_BASES]),
  reason: Type.Optional(Type.String()),
  reviewedAt: Moment,
  /** Who of the own house decided. */
  actorId: Id,
})
export const NetworkLink = Type.Object({
  linkId: Id,
  kind: Type.String(),
  grade: Type.Enum(['exact', 'near']),
  since: Moment,
  until: Type.Optional(Moment),
  untilCause: Type.Optional(Type.Enum(['shared-widely', 'ground-ended', 'gone'])),
  review: Type.Enum(['open', 'confirmed', 'rejected']),
  /** One's own thing and signal; absent for the contact desk. */
  thingId: Type.Optional(Id),
  signalId: Type.Optional(Id),
  /** Only when both signals are one's own. */
  otherSignalId: Type.Optional(Id),
  callOrganisationId: Type.Optional(Id),
  callOrganisationName: Type.Optional(Type.String()),
  callPhone: Type.Optional(Type.String()),
  callHolder: Type.Optional(Type.Object({ nl: Type.String(), en: Type.String() })),
  /** For the contact desk: the houses that it may connect. */
  partyNames: Type.Optional(Type.Array(Type.String())),
  /** What people of the own house decided; what another house decided shows in `review` alone. */
  reviews: Type.Array(Review),
  abilities: Type.Array(Type.String()),
})
export const NetworkLinkList = Type.Object({
  signals: Type.Array(
    Type.Object({
      signalId: Id,
      month: Type.Optional(Type.String()),
      safetyRegionCode: Type.Optional(Type.String()),
      /** Signals with the same number seem to belong to one network; how many others do is not told. */
      cluster: Type.Optional(Type.Integer()),
    }),
  ),
  things: Type.Array(
    Type.Object({
      thingId: Id,
      signalId: Id,
      kind: Type.String(),
      text: Type.Optional(Type.String()),
      /** So many hold it that it ties nobody. */
      sharedWidely: Type.Boolean(),
    }),
  ),
  links: Type.Array(NetworkLink),
  history: Type.Array(
    Type.Object({
      changedAt: Moment,
      change: Type.Enum(['merged', 'split']),
      cause: Type.Enum(['found', 'ended', 'review']),
      /** True when a judgement of the own house made it so. */
      byOwnReview: Type.Boolean(),
      signalIds: Type.Array(Id),
    }),
  ),
  abilities: Type.Array(Type.String()),
})

export const NetworkLinkPath = Type.Object({ linkId: Id })
export const NetworkReviewBody = Type.Object(
  {
    verdict: Type.Enum([...REVIEW_VERDICTS]),
    basis: Type.Enum([...REVIEW_BASES]),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000 })),
  },
  closed,
)
export const NetworkReviewed = Type.Object({ linkId: Id, verdict: Type.String() })

export const NetworkViewShown = Type.Object({
  clusters: Type.Array(
    Type.Object({
      plane: Type.Enum(['care', 'enforcement']),
      signals: Type.Array(
        Type.Object({ month: Type.Optional(Type.String()), safetyRegionCode: Type.Optional(Type.String()) }),
      ),
      links: Type.Array(Type.Object({ one: Type.Integer(), other: Type.Integer(), kinds: Type.Array(Type.String()) })),
    }),
  ),
  withheld: Type.Boolean(),
  madeAt: Type.Optional(Moment),
  abilities: Type.Array(Type.String()),
})
