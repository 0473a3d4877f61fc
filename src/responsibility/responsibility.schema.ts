/** What goes over the line of responsibility. The route finder has no field in which somebody could be named. */
import Type, { type TSchema } from 'typebox'
import { AMOUNT_PER, CENTS_MAX } from './cost.ts'
import { DISPUTE_STEPS, POSITION_GROUNDS } from './dispute.ts'
import { FIELDS } from './facts.ts'
import { ANSWERS } from './route-questions.ts'
import { LETTER_KINDS } from './rule.ts'
import { COST_STANDINGS } from './trajectory-cost.ts'

const id = Type.String({ format: 'uuid' })
const moment = Type.String({ format: 'date-time' })
const date = Type.String({ format: 'date' })
const closed = { additionalProperties: false } as const
const municipalityCode = Type.String({ pattern: '^GM\\d{4}$' })
/** One of these words; `Unsafe` only tells the compiler what the enumeration already checks. */
const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const optionalWords = (table: Readonly<Record<string, readonly string[]>>): Record<string, TSchema> =>
  Object.fromEntries(Object.entries(table).map(([name, words]) => [name, Type.Optional(Type.Enum([...words]))]))

export const PAYER_ANSWERS = ['accepts', 'refuses', 'provisional'] as const
export type PayerAnswer = (typeof PAYER_ANSWERS)[number]
/** Why a payer refuses: a category, so that no story about a person comes along. */
export const REFUSAL_GROUNDS = ['other-municipality', 'other-law', 'not-entitled', 'facts-missing'] as const
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number]
export const SHELTER_KINDS = ['women-shelter', 'homeless-shelter'] as const

export const DossierParams = Type.Object({ dossierId: id })
export const VerdictParams = Type.Object({ verdictId: id })
export const PayerRequestParams = Type.Object({ payerRequestId: id })
export const ListQuery = Type.Object(
  { limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })) },
  { additionalProperties: false },
)

const answersOf = Object.fromEntries(
  Object.entries(ANSWERS).map(([question, answers]) => [question, [...Object.keys(answers), 'unknown']]),
)
export const RouteAdviceStep = Type.Object(
  {
    answers: Type.Unsafe<Readonly<Record<string, string>>>(Type.Object(optionalWords(answersOf), closed)),
    municipalityCode: Type.Optional(municipalityCode),
  },
  closed,
)
export const NewVerdict = Type.Object(
  {
    facts: Type.Unsafe<Readonly<Record<string, string>>>(Type.Object(optionalWords(FIELDS), closed)),
    whereabouts: Type.Optional(
      Type.Object(
        {
          turnedTo: Type.Optional(municipalityCode),
          found: Type.Optional(municipalityCode),
          registered: Type.Optional(municipalityCode),
          stay: Type.Optional(municipalityCode),
          chosen: Type.Optional(municipalityCode),
        },
        closed,
      ),
    ),
    shelterKind: oneOf(SHELTER_KINDS),
  },
  closed,
)
/** In whole cents; the last day is paid for too. Without a last day the end is open. */
const cost = {
  amountCents: Type.Integer({ minimum: -CENTS_MAX, maximum: CENTS_MAX }),
  per: oneOf(AMOUNT_PER),
  fromDate: date,
  untilDate: Type.Optional(date),
}
export const NewPayerRequest = Type.Object(
  {
    payerOrganisationId: id,
    cost: Type.Optional(Type.Object(cost, closed)),
    /** The request for a place that found the bed this is about. */
    placeRequestId: Type.Optional(id),
  },
  closed,
)
export const Nothing = Type.Object({}, closed)
export const PayerLink = Type.Object({ token: Type.String() })
export const NewPosition = Type.Object(
  {
    holdsOrganisationId: id,
    ground: oneOf(POSITION_GROUNDS),
    ruleId: Type.Optional(Type.String({ pattern: '^R\\d{2}$' })),
  },
  closed,
)
export const NewDisputeStep = Type.Object({ step: oneOf(DISPUTE_STEPS) }, closed)
const payerDays = Type.Object({ partyOrganisationId: id, fromDate: date, untilDate: date }, closed)
const PERIODS_MAX = 20
export const NewSettlement = Type.Object(
  {
    decidedDate: date,
    carriedBy: Type.Array(payerDays, { minItems: 1, maxItems: PERIODS_MAX }),
    paysBy: Type.Array(payerDays, { minItems: 1, maxItems: PERIODS_MAX }),
  },
  closed,
)
export const NewPayerAnswer = Type.Object(
  { answer: oneOf(PAYER_ANSWERS), ground: Type.Optional(oneOf(REFUSAL_GROUNDS)) },
  closed,
)

const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const source = Type.Object({
  name: Type.String(),
  where: Type.String(),
  article: Type.Optional(Type.String()),
  textOf: Type.Optional(Type.String()),
  readDate: date,
})
const sentence = Type.Object({ nl: Type.String(), en: Type.String(), certainty: worded, sources: Type.Array(source) })
const abilities = Type.Array(Type.String())

export const Question = Type.Object({
  question: Type.String(),
  nl: Type.String(),
  en: Type.String(),
  whyNl: Type.String(),
  whyEn: Type.String(),
  answers: Type.Array(worded),
})
const ruling = Type.Object({
  ruleId: Type.String(),
  ruleVersion: Type.Integer(),
  title: Type.Optional(sentence),
  step: Type.Optional(sentence),
  responsible: Type.Array(worded),
  payer: Type.Optional(worded),
  municipality: Type.Optional(worded),
  state: Type.Optional(worded),
  because: Type.Array(worded),
  missing: Type.Array(worded),
})
const gap = Type.Object({ gap: worded, missing: Type.Array(worded) })
const namedMunicipality = Type.Object({ code: Type.String(), name: Type.String() })
const named = Type.Object({
  municipality: namedMunicipality,
  organiser: Type.Optional(namedMunicipality),
  organiserGrade: Type.Optional(Type.String()),
})
const graded = Type.Object({ code: Type.String(), name: Type.String(), grade: worded })
/** A municipality with who organises shelter for it, and whether the code that came in was of one that merged into it. */
export const AboutMunicipality = Type.Object({
  code: Type.String(),
  name: Type.String(),
  womenShelter: graded,
  homelessShelter: graded,
  safetyRegion: namedMunicipality,
  policeUnit: namedMunicipality,
  merged: Type.Optional(Type.Object({ code: Type.String(), name: Type.String(), mergedDate: date })),
})
const contact = Type.Object({
  organisationId: id,
  organisationName: Type.String(),
  holderNl: Type.String(),
  holderEn: Type.String(),
  phone: Type.String(),
  mail: Type.String(),
  grade: Type.String(),
})
export const Page = Type.Object({
  on: date,
  state: worded,
  what: Type.Optional(sentence),
  certainty: Type.Optional(worded),
  responsible: Type.Array(worded),
  municipality: Type.Optional(worded),
  payer: Type.Optional(worded),
  named: Type.Optional(named),
  place: Type.Optional(AboutMunicipality),
  known: Type.Array(worded),
  assumed: Type.Array(worded),
  call: Type.Array(Type.Object({ desk: worded, contacts: Type.Array(contact) })),
  today: Type.Array(sentence),
  later: Type.Array(sentence),
  never: Type.Array(sentence),
  obstacles: Type.Array(sentence),
  letters: Type.Array(worded),
  terms: Type.Array(Type.Object({ ruleId: Type.String(), what: sentence, days: Type.Integer(), kind: worded })),
  sources: Type.Array(source),
  certain: Type.Array(ruling),
  possible: Type.Array(ruling),
  next: Type.Array(ruling),
  gap: Type.Optional(gap),
  /** What the rules leave open in this situation. */
  namedGaps: Type.Array(worded),
  provisional: Type.Optional(sentence),
})
export const Step = Type.Object({
  question: Type.Optional(Question),
  page: Type.Optional(Page),
  asked: Type.Integer(),
  askedMax: Type.Integer(),
})

const ruleShown = Type.Object({
  ruleId: Type.String(),
  ruleVersion: Type.Integer(),
  validFromDate: date,
  validUntilDate: Type.Optional(date),
  state: worded,
  /** By whom and when, of a rule that is agreed. */
  agreedBy: Type.Optional(Type.String()),
  agreedDate: Type.Optional(date),
  certainty: worded,
  title: sentence,
  /** What must hold, a line for each thing. */
  condition: Type.Array(Type.Object({ nl: Type.String(), en: Type.String() })),
  responsible: Type.Array(worded),
  municipality: worded,
  payer: worded,
  step: sentence,
  term: Type.Optional(Type.Object({ days: Type.Integer(), kind: worded })),
  obstacle: Type.Optional(sentence),
  examples: Type.Array(
    Type.Object({
      onDate: date,
      nl: Type.String(),
      en: Type.String(),
      facts: Type.Record(Type.String(), Type.String()),
      speaks: Type.Boolean(),
    }),
  ),
})
export const RuleList = Type.Object({ rules: Type.Array(ruleShown), gaps: Type.Array(worded) })
export const QuarterQuery = Type.Object(
  { quarter: Type.Optional(Type.String({ pattern: '^20\\d{2}Q[1-4]$' })) },
  { additionalProperties: false },
)
/** Which gaps verdicts fell into, and for how many persons, in fives; nothing of what the cases were. */
export const NamedGapCounts = Type.Object({
  quarter: Type.String(),
  quarters: Type.Array(Type.String()),
  gaps: Type.Array(Type.Object({ gap: worded, persons: Type.Union([Type.Integer(), Type.Null()]) })),
})
export const LetterParams = Type.Object({ letter: oneOf(LETTER_KINDS) })
export const LetterFile = Type.Object({ name: Type.String(), base64: Type.String() })
export const RuleTrial = Type.Object(
  {
    facts: Type.Unsafe<Readonly<Record<string, string>>>(Type.Object(optionalWords(FIELDS), closed)),
    onDate: Type.Optional(date),
  },
  closed,
)
export const RuleTrialAnswer = Type.Object({
  onDate: date,
  rules: Type.Array(
    Type.Object({
      ruleId: Type.String(),
      ruleVersion: Type.Integer(),
      truth: oneOf(['yes', 'unknown', 'no'] as const),
      nl: Type.String(),
      en: Type.String(),
      missing: Type.Array(worded),
    }),
  ),
  namedGaps: Type.Array(worded),
})

export const VerdictMade = Type.Object({
  id,
  ruleIds: Type.Array(Type.String()),
  municipalityCode: Type.Optional(Type.String()),
})
export const VerdictView = Type.Object({
  id,
  dossierId: id,
  decidedDate: date,
  rulesVersion: Type.String(),
  state: worded,
  certain: Type.Array(ruling),
  possible: Type.Array(ruling),
  next: Type.Array(ruling),
  gap: Type.Optional(gap),
  provisional: Type.Optional(sentence),
  municipalityCode: Type.Optional(Type.String()),
  payerMunicipalityCode: Type.Optional(Type.String()),
  place: Type.Optional(AboutMunicipality),
  /** The facts as they were given, for the organisation that gave them alone. */
  facts: Type.Optional(Type.Record(Type.String(), Type.String())),
  abilities,
})
export const VerdictList = Type.Object({ verdicts: Type.Array(VerdictView), abilities })
export const Made = Type.Object({ id })
export const Answered = Type.Object({ answered: Type.Boolean(), provisionalCarrier: Type.Optional(Type.String()) })
export const PayerRequestView = Type.Object({
  id,
  verdictId: id,
  dossierId: id,
  askerOrganisationId: id,
  payerOrganisationId: id,
  askedAt: moment,
  cost: Type.Optional(Type.Object(cost)),
  /** For which bed: a reference by which both can tell it from another, and the day on which it was promised. Never whose it is. */
  bed: Type.Optional(Type.Object({ reference: Type.String(), promisedDate: date, placeRequestId: Type.Optional(id) })),
  /** The day by which an answer is due, by a term that nobody signed; whether that day is over without one. */
  answerBy: Type.Optional(date),
  overdue: Type.Optional(Type.Boolean()),
  answer: Type.Optional(worded),
  ground: Type.Optional(worded),
  answeredAt: Type.Optional(moment),
  answeredBy: Type.Optional(Type.String()),
  /** Answered on or before the first day that is paid for. */
  beforeArrival: Type.Optional(Type.Boolean()),
  withdrawnAt: Type.Optional(moment),
  /** A link to this question still opens, made then; for who may make another, which ends it. */
  linkSince: Type.Optional(moment),
  abilities,
})
export const TrajectoryCostView = Type.Object({
  upToDate: date,
  payers: Type.Array(
    Type.Object({
      partyOrganisationId: id,
      standing: oneOf(COST_STANDINGS),
      fromDate: date,
      untilDate: Type.Optional(date),
      centsSoFar: Type.Integer(),
      centsInAll: Type.Optional(Type.Integer()),
    }),
  ),
  promisedCents: Type.Integer(),
  notPromisedCents: Type.Integer(),
  /** Days for which more than one payer said yes. */
  daysTwice: Type.Integer(),
  abilities,
})
export const PayerRequestList = Type.Object({ payerRequests: Type.Array(PayerRequestView), abilities })

const says = Type.Object({ nl: Type.String(), en: Type.String() })
const readSource = Type.Object({ name: Type.String(), textOf: Type.String(), readDate: date })
const transfer = Type.Object({
  fromOrganisationId: id,
  toOrganisationId: id,
  days: Type.Integer(),
  cents: Type.Integer(),
})
export const DisputeView = Type.Object({
  sinceDate: date,
  positions: Type.Array(
    Type.Object({
      partyOrganisationId: id,
      holdsOrganisationId: id,
      ground: worded,
      rule: Type.Optional(Type.Object({ ruleId: Type.String(), title: Type.Optional(sentence) })),
      saidDate: date,
    }),
  ),
  steps: Type.Array(
    Type.Object({
      step: Type.String(),
      sentence: says,
      who: worded,
      days: Type.Integer(),
      state: worded,
      sources: Type.Array(readSource),
      dueDate: Type.Optional(date),
      overdue: Type.Boolean(),
      takenDate: Type.Optional(date),
    }),
  ),
  settlement: Type.Optional(
    Type.Object({
      decidedDate: date,
      carriedBy: Type.Array(payerDays),
      paysBy: Type.Array(payerDays),
      totalCents: Type.Optional(Type.Integer()),
      transfers: Type.Array(transfer),
    }),
  ),
})
export const PayerRequestDetail = Type.Object({
  payerRequest: PayerRequestView,
  dispute: Type.Optional(DisputeView),
  abilities,
})
export const Settled = Type.Object({ id, totalCents: Type.Optional(Type.Integer()), transfers: Type.Array(transfer) })
export const Told = Type.Object({ id })
