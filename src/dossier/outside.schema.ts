/** What goes over the line about handovers to parties without an account. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { OUTSIDE_LANGUAGES } from '../words/outside.ts'
import { CHAPTERS } from './chapter.ts'
import { COUNTRIES } from './countries.ts'
import { OUTSIDE_BECOMES, OUTSIDE_DECLINES, OUTSIDE_KINDS, OUTSIDE_STAGES, OUTSIDE_WITHDRAWALS } from './outside.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const closed = { additionalProperties: false } as const

export const OutsidePath = Type.Object({ outsideHandoverId: Id })
export const NameOutside = Type.Object(
  {
    kind: Type.Enum([...OUTSIDE_KINDS]),
    name: Type.String({ minLength: 2, maxLength: 120 }),
    /** The function that was spoken to; never the name of a person. */
    function: Type.String({ minLength: 2, maxLength: 80 }),
    /** The number that the sender called. */
    phone: Type.String({ minLength: 1, maxLength: 40 }),
    country: Type.Enum([...COUNTRIES]),
    language: Type.Enum([...OUTSIDE_LANGUAGES]),
  },
  closed,
)
/** Said before a link is made: the number was called, and somebody of that party spoke. */
export const MakeOutsideLink = Type.Object({ calledFirst: Type.Literal(true) }, closed)
export const OutsideLinkMade = Type.Object({
  outsideHandoverId: Id,
  /** Both shown once. The link goes by mail or message, the code by telephone. */
  token: Type.String(),
  code: Type.String(),
  openUntilDate: DayText,
})
export const RenewOutsideCode = Type.Object({ calledFirst: Type.Literal(true) }, closed)
export const OutsideCodeMade = Type.Object({ outsideHandoverId: Id, code: Type.String() })
export const WithdrawOutside = Type.Object({ reason: Type.Enum([...OUTSIDE_WITHDRAWALS]) }, closed)
export const SettleOutside = Type.Object({ becomes: Type.Enum([...OUTSIDE_BECOMES]) }, closed)
export const OutsideChanged = Type.Object({ outsideHandoverId: Id, stage: Type.Enum([...OUTSIDE_STAGES]) })

const Point = Type.Object({ name: Type.String(), is: Type.String(), web: Type.String(), year: Type.Integer() })
const OutsideShown = Type.Object({
  outsideHandoverId: Id,
  dossierId: Id,
  partyKind: Type.Enum([...OUTSIDE_KINDS]),
  country: Type.Enum([...COUNTRIES]),
  language: Type.Enum([...OUTSIDE_LANGUAGES]),
  party: Type.Optional(Type.Object({ name: Type.String(), function: Type.String(), phone: Type.String() })),
  stage: Type.Enum([...OUTSIDE_STAGES]),
  /** Shut after too many wrong codes: somebody has the link and not the code. */
  shut: Type.Boolean(),
  /** The chapters to which she says yes for this party today. */
  agreed: Type.Array(Type.Enum([...CHAPTERS])),
  openUntilDate: Type.Optional(DayText),
  openedDate: Type.Optional(DayText),
  receivedDate: Type.Optional(DayText),
  receivedBy: Type.Optional(Type.String()),
  readUntilDate: Type.Optional(DayText),
  readsLeft: Type.Integer(),
  reason: Type.Optional(Type.String()),
  becomes: Type.Optional(Type.Enum([...OUTSIDE_BECOMES])),
  points: Type.Array(Point),
  abilities: Type.Array(Type.String()),
})
export type OutsideShown = Static<typeof OutsideShown>
export const OutsideList = Type.Object({
  outsideHandovers: Type.Array(OutsideShown),
  central: Type.Object({ name: Type.String(), web: Type.String() }),
  abilities: Type.Array(Type.String()),
})
/** What a party without an account may choose as its reason. */
export const isOutsideDecline = (text: string | undefined): text is (typeof OUTSIDE_DECLINES)[number] =>
  (OUTSIDE_DECLINES as readonly (string | undefined)[]).includes(text)
