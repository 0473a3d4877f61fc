/** What goes over the line for grounds and consents; shared by routes and screens. */
import Type from 'typebox'
import { ANSWERS, CHAPTERS, PRESENT } from './consent.ts'
import { AGE_GROUPS, DECIDERS } from './deciders.ts'
import { LEGAL_BASES } from './ground.ts'

const Uuid = Type.String({ format: 'uuid' })
const DateText = Type.String({ format: 'date' })
const Words = Type.String({ minLength: 1, maxLength: 4_000 })
const PurposeId = Type.String({ pattern: '^[DW][0-9]{2}$' })
/** BCP 47: `vi`, `zh-Hant`. */
const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$' })
const Name = Type.String({ minLength: 1, maxLength: 200 })
const PresentList = Type.Array(Type.Enum([...PRESENT]), { minItems: 1, maxItems: PRESENT.length, uniqueItems: true })
const Abilities = Type.Array(Type.String())

/** Who said yes, by age; for consent-to-search and for consent. */
const WhoSaidIt = {
  /** Needed for a yes when nothing says when she was born; in doubt the younger. */
  ageGroup: Type.Optional(Type.Enum([...AGE_GROUPS])),
  /** Who said it; she alone when nothing is said. */
  decidedBy: Type.Optional(
    Type.Array(Type.Enum([...DECIDERS]), { minItems: 1, maxItems: DECIDERS.length, uniqueItems: true }),
  ),
  authorityIsFree: Type.Optional(Type.Boolean()),
}

const ConsentToSearch = Type.Object(
  {
    kind: Type.Literal('consent-to-search'),
    purpose: PurposeId,
    language: Language,
    interpreterName: Type.Optional(Name),
    present: PresentList,
    helpDoesNotDependOnIt: Type.Boolean(),
    understood: Words,
    ...WhoSaidIt,
    givenDate: DateText,
    validUntilDate: Type.Optional(DateText),
  },
  { additionalProperties: false },
)
const OnLegalBasis = Type.Object(
  {
    kind: Type.Literal('legal-basis'),
    purpose: PurposeId,
    basis: Type.Enum([...LEGAL_BASES]),
    note: Words,
    givenDate: DateText,
    validUntilDate: Type.Optional(DateText),
  },
  { additionalProperties: false },
)
/** `note` of a legal basis is the weighing. */
export const GroundBody = Type.Union([ConsentToSearch, OnLegalBasis])
export const GroundAnswer = Type.Object({ groundId: Uuid, abilities: Abilities })
export const SignalPath = Type.Object({ signalId: Uuid })
export const GroundPath = Type.Object({ groundId: Uuid })
export const GroundList = Type.Object({
  grounds: Type.Array(
    Type.Object({
      groundId: Uuid,
      kind: Type.String(),
      purpose: Type.String(),
      purposeNl: Type.String(),
      basis: Type.String(),
      language: Type.Optional(Type.String()),
      interpreted: Type.Boolean(),
      interpreterName: Type.Optional(Type.String()),
      present: Type.Array(Type.String()),
      understood: Type.Optional(Type.String()),
      weighing: Type.Optional(Type.String()),
      givenDate: DateText,
      validUntilDate: DateText,
      ageGroup: Type.Optional(Type.String()),
      decidedBy: Type.Array(Type.String()),
      withdrawnAt: Type.Optional(Type.String({ format: 'date-time' })),
      stands: Type.Boolean(),
      abilities: Abilities,
    }),
  ),
  abilities: Abilities,
})

export const DossierPath = Type.Object({ dossierId: Uuid })
export const ConsentPath = Type.Object({ consentId: Uuid })
export const ConsentBody = Type.Object(
  {
    chapter: Type.Enum([...CHAPTERS]),
    partnerId: Uuid,
    purpose: PurposeId,
    answer: Type.Enum([...ANSWERS]),
    language: Language,
    interpreterName: Type.Optional(Name),
    present: PresentList,
    helpDoesNotDependOnIt: Type.Boolean(),
    understood: Type.Optional(Words),
    givenDate: DateText,
    validUntilDate: Type.Optional(DateText),
    ...WhoSaidIt,
    askAgainDate: Type.Optional(DateText),
  },
  { additionalProperties: false },
)
export const ConsentAnswerBody = Type.Object({
  consentId: Uuid,
  /** The partner can read the chapter from now on. */
  opened: Type.Boolean(),
  abilities: Abilities,
})
export const ConsentList = Type.Object({
  consents: Type.Array(
    Type.Object({
      consentId: Uuid,
      chapter: Type.String(),
      partnerId: Uuid,
      purpose: Type.String(),
      purposeNl: Type.String(),
      answer: Type.String(),
      language: Type.String(),
      interpreted: Type.Boolean(),
      interpreterName: Type.Optional(Type.String()),
      present: Type.Array(Type.String()),
      understood: Type.Optional(Type.String()),
      recordedByOrganisationId: Uuid,
      givenDate: DateText,
      validUntilDate: DateText,
      withdrawnAt: Type.Optional(Type.String({ format: 'date-time' })),
      withdrawnBy: Type.Optional(Type.String()),
      stands: Type.Boolean(),
      replaced: Type.Boolean(),
      askAgainAlone: Type.Boolean(),
      askAgainDate: Type.Optional(DateText),
      ageGroup: Type.Optional(Type.String()),
      decidedBy: Type.Optional(Type.Array(Type.String())),
      abilities: Abilities,
    }),
  ),
  /** Who may read what, and on which ground: her consent, or the law with its articles. For the holder alone. */
  readers: Type.Optional(
    Type.Array(
      Type.Object({
        organisationId: Type.Optional(Uuid),
        who: Type.Enum(['partner', 'holder', 'emergency', 'herself', 'privacy-officer', 'auditor']),
        chapters: Type.Array(Type.String()),
        ground: Type.Enum(['consent', 'law']),
        purpose: Type.String(),
        articles: Type.String(),
        untilDate: Type.Optional(DateText),
      }),
    ),
  ),
  /** How old the file says she is, and who decides at each age. */
  ageGroup: Type.Optional(Type.String()),
  whoDecides: Type.Optional(
    Type.Array(
      Type.Object({
        ageGroup: Type.String(),
        herself: Type.String(),
        authority: Type.String(),
        articles: Type.Array(Type.String()),
      }),
    ),
  ),
  abilities: Abilities,
})
export const EmptyBody = Type.Object({}, { additionalProperties: false })
export const GroundWithdrawn = Type.Object({ groundId: Uuid })
export const ConsentWithdrawn = Type.Object({ consentId: Uuid })
