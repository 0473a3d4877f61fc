/** What goes over the line of care: coarse words and hours. There is no field for a person, a street or a story. */
import Type from 'typebox'
import { DANGERS_MAX, DISTANCES_KM } from './areas.ts'
import { HOUSE_WORDS, MATCH_WORDS, NEEDS_MAX } from './needs.ts'
import { CORRECTION_REASONS, WAIT_CAUSES } from './wait-clock.ts'
import { ASKER_PASSES, URGENCIES } from './waiting-order.ts'
import { NO_REASONS, PLACE_KINDS, WISHES, WISHES_MAX } from './wishes.ts'

/** One of these words; `Unsafe` only tells the compiler what the enumeration already checks. */
const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const id = Type.String({ format: 'uuid' })
const moment = Type.String({ format: 'date-time' })
const abilities = Type.Array(Type.String())
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const regionCode = Type.String({ pattern: '^VR\\d{2}$' })
const closed = { additionalProperties: false } as const

export const PlaceParams = Type.Object({ placeId: id })
export const DossierParams = Type.Object({ dossierId: id })
export const RequestParams = Type.Object({ placeRequestId: id })
export const OfferParams = Type.Object({ offerId: id })
export const WaitParams = Type.Object({ waitId: id })
/** A page of a list: at most 100. */
export const ListQuery = Type.Object(
  { limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })) },
  { additionalProperties: false },
)

export const NewPlace = Type.Object(
  {
    kind: oneOf(PLACE_KINDS),
    suits: Type.Array(oneOf(WISHES), { minItems: 1, maxItems: WISHES.length, uniqueItems: true }),
    regionCode,
    bedsFree: Type.Integer({ minimum: 0, maximum: 200 }),
    /** How many beds there are, free or not; as service_capacity of HSDS has it. */
    capacity: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
    /** For whom and with what; compared inside, told to nobody. */
    offers: Type.Optional(Type.Array(oneOf(HOUSE_WORDS), { maxItems: HOUSE_WORDS.length, uniqueItems: true })),
  },
  closed,
)
export const BedCount = Type.Object({ bedsFree: Type.Integer({ minimum: 0, maximum: 200 }) }, closed)
const words = Type.Array(oneOf(MATCH_WORDS), { maxItems: NEEDS_MAX, uniqueItems: true })
/** What somebody needs: coarse words that a house may be told, words that are compared inside, and where it is not safe. */
export const NewPlaceRequest = Type.Object(
  {
    wanted: Type.Array(oneOf(WISHES), { minItems: 1, maxItems: WISHES_MAX, uniqueItems: true }),
    must: Type.Optional(words),
    nice: Type.Optional(words),
    regionsAvoided: Type.Array(regionCode, { maxItems: 5, uniqueItems: true }),
    /** Where exploiters are and how far from there is safe: widened to whole areas, and not kept. */
    dangers: Type.Optional(
      Type.Array(
        Type.Object(
          {
            municipalityCode: Type.String({ pattern: '^GM[0-9]{4}$' }),
            km: Type.Unsafe<25 | 50 | 100>(Type.Enum([...DISTANCES_KM])),
          },
          closed,
        ),
        { maxItems: DANGERS_MAX },
      ),
    ),
  },
  closed,
)
export const PlaceOptions = Type.Object({
  /** At most ten, best first: no house, no region, no count. */
  options: Type.Array(Type.Object({ fits: Type.Array(worded), lacks: Type.Array(worded), stale: Type.Boolean() })),
  more: Type.Boolean(),
  whyNot: Type.Array(worded),
  /** Every region that was avoided: the area of a region goes as a whole. */
  regionsAvoided: Type.Array(Type.String()),
})
export const Hold = Type.Object({ offerId: id }, closed)
/** The token of a link for counting beds: given once. */
export const BedLink = Type.Object({ token: Type.String() })
export const Held = Type.Object({ id, heldUntil: moment })
export const OfferAnswer = Type.Union([
  Type.Object({ answer: Type.Literal('yes'), placeId: id }, closed),
  Type.Object({ answer: Type.Literal('no'), reason: oneOf(NO_REASONS) }, closed),
])
export const Award = Type.Object({ offerId: id }, closed)
export const NewWait = Type.Object({ cause: oneOf(WAIT_CAUSES), partyOrganisationId: Type.Optional(id) }, closed)
export const NewCorrection = Type.Object(
  {
    cause: oneOf(WAIT_CAUSES),
    partyOrganisationId: Type.Optional(id),
    reason: Type.Optional(oneOf(CORRECTION_REASONS)),
    /** What is corrected: the wait (when absent), or the hours of this need that nothing explains. */
    about: Type.Optional(oneOf(['wait', 'unknown'] as const)),
  },
  closed,
)
/** Joining the waiting list: how urgent, and what is needed when no question is open. */
export const NewWaitingEntry = Type.Object(
  { urgency: Type.Enum([...URGENCIES]), asked: Type.Optional(NewPlaceRequest) },
  closed,
)
export const NewPass = Type.Object({ offerId: id, reason: oneOf(ASKER_PASSES) }, closed)
export const Nothing = Type.Object({}, closed)

export const Made = Type.Object({ id })
export const WaveAsked = Type.Object({ id, wave: Type.Integer(), asked: Type.Integer() })
export const Done = Type.Object({ done: Type.Boolean() })

export const PlaceView = Type.Object({
  id,
  kind: worded,
  suits: Type.Array(worded),
  regionCode: Type.String(),
  bedsFree: Type.Integer(),
  countedAt: moment,
  capacity: Type.Optional(Type.Integer()),
  offers: Type.Array(worded),
  /** The count is older than three days: houses that fit alike and counted later stand before it. */
  stale: Type.Boolean(),
  /** A link for counting still opens, made then; another ends it. */
  linkSince: Type.Optional(moment),
  abilities,
})
export const PlaceList = Type.Object({ places: Type.Array(PlaceView), abilities })

/** An offer as its asker sees it: no name and no region until there is a winner. */
export const AskedOffer = Type.Object({
  id,
  wave: Type.Integer(),
  fits: Type.Array(worded),
  lacks: Type.Array(worded),
  answer: Type.Optional(Type.String()),
  reason: Type.Optional(worded),
  wonAt: Type.Optional(moment),
  providerOrganisationId: Type.Optional(id),
  /** Of the desk of the house, for whoever took its place. */
  providerPhone: Type.Optional(Type.String()),
  heldUntil: Type.Optional(moment),
  /** A bed that came free and went to the first on the list. */
  fromList: Type.Optional(Type.Boolean()),
  abilities,
})
/** The own place in the waiting list, and why others had their turn before. */
const WaitingView = Type.Object({
  id,
  profile: worded,
  urgency: worded,
  sinceAt: moment,
  position: Type.Integer(),
  ahead: Type.Object({ moreUrgent: Type.Integer(), longer: Type.Integer() }),
  passes: Type.Array(Type.Object({ reason: worded, passedAt: moment })),
  /** Whether the order was agreed by anybody. */
  orderState: Type.String(),
})
export const RequestView = Type.Object({
  id,
  dossierId: id,
  wanted: Type.Array(worded),
  must: Type.Array(worded),
  nice: Type.Array(worded),
  regionsAvoided: Type.Array(Type.String()),
  stage: Type.String(),
  wave: Type.Integer(),
  askedAt: moment,
  placedAt: Type.Optional(moment),
  offers: Type.Array(AskedOffer),
  waiting: Type.Optional(WaitingView),
  abilities,
})
export const RequestList = Type.Object({ placeRequests: Type.Array(RequestView), abilities })

/** An offer as the provider sees it: coarse wishes; who asks is told to the winner only. */
export const ReceivedOffer = Type.Object({
  id,
  wanted: Type.Array(worded),
  askedAt: moment,
  answer: Type.Optional(Type.String()),
  wonAt: Type.Optional(moment),
  askerOrganisationId: Type.Optional(id),
  /** Whether somebody pays for the bed that this house gives. */
  payers: Type.Optional(
    Type.Array(
      Type.Object({
        standing: worded,
        payerOrganisationId: Type.Optional(id),
        fromDate: Type.Optional(Type.String({ format: 'date' })),
        untilDate: Type.Optional(Type.String({ format: 'date' })),
      }),
    ),
  ),
  heldUntil: Type.Optional(moment),
  /** A bed of this house that came free was offered to the first on the list. */
  fromList: Type.Optional(Type.Boolean()),
  abilities,
})
export const ReceivedOffers = Type.Object({ placeOffers: Type.Array(ReceivedOffer) })

const share = Type.Object({ cause: worded, partyOrganisationId: Type.Optional(id), hours: Type.Number() })
/** A need from when it was told until it was over, cut so that no hour is left out and none counts twice. */
const NeedView = Type.Object({
  id,
  startedAt: moment,
  endedAt: Type.Optional(moment),
  hours: Type.Number(),
  pieces: Type.Array(
    Type.Object({
      fromAt: moment,
      untilAt: moment,
      hours: Type.Number(),
      cause: worded,
      partyOrganisationId: Type.Optional(id),
      derivedCause: Type.Optional(worded),
      derivedPartyOrganisationId: Type.Optional(id),
    }),
  ),
  abilities,
})
export const WaitList = Type.Object({
  hours: Type.Number(),
  running: Type.Boolean(),
  shares: Type.Array(share),
  needs: Type.Array(NeedView),
  waits: Type.Array(
    Type.Object({
      id,
      cause: worded,
      partyOrganisationId: Type.Optional(id),
      startedAt: moment,
      endedAt: Type.Optional(moment),
      hours: Type.Number(),
      /** What it was before somebody said otherwise, and why they said so; the cause above is what counts. */
      corrected: Type.Optional(
        Type.Object({
          derivedCause: worded,
          derivedPartyOrganisationId: Type.Optional(id),
          reason: worded,
          correctedAt: moment,
        }),
      ),
      abilities,
    }),
  ),
  abilities,
})

export const QuarterQuery = Type.Object(
  { quarter: Type.Optional(Type.String({ pattern: '^20\\d{2}Q[1-4]$' })) },
  { additionalProperties: false },
)
const band = Type.Object({ low: Type.Integer(), high: Type.Integer() })
const lostRow = Type.Object({
  key: Type.String(),
  name: Type.Optional(Type.String()),
  cause: worded,
  withheld: Type.Boolean(),
  persons: Type.Optional(Type.Integer()),
  weeks: Type.Optional(band),
  days: Type.Optional(band),
})
/** What waiting cost and who waits in vain, of a quarter that is closed: bands and fives, in the order of names. */
export const WaitingFigures = Type.Object({
  quarter: Type.String(),
  quarters: Type.Array(Type.String()),
  lostByMunicipality: Type.Array(lostRow),
  lostByLaw: Type.Array(lostRow),
  lostByProvider: Type.Array(lostRow),
  unmetNeeds: Type.Array(
    Type.Object({ areaCode: Type.String(), profile: worded, persons: Type.Union([Type.Integer(), Type.Null()]) }),
  ),
  replies: Type.Array(
    Type.Object({
      providerOrganisationId: id,
      withheld: Type.Boolean(),
      asked: Type.Optional(Type.Integer()),
      unanswered: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
      hours: Type.Optional(band),
    }),
  ),
  notice: worded,
})
/** How long the own house took to answer, by quarter: exact, with the interval of the middle. */
export const OwnReplies = Type.Object({
  quarters: Type.Array(
    Type.Object({
      quarter: Type.String(),
      asked: Type.Integer(),
      unanswered: Type.Integer(),
      medianHours: Type.Optional(Type.Number()),
      hours: Type.Optional(Type.Object({ low: Type.Number(), high: Type.Number() })),
    }),
  ),
})
