/** What goes over the line for signals, proposals and calls; shared by routes and screens. */
import Type from 'typebox'
import { SITUATION_FIELDS } from './propose-situation.ts'
import { CALL_OUTCOMES, EXPLOITATION, PERSON_FIELDS, SOURCES, THING_KINDS } from './signal.ts'

const Uuid = Type.String({ format: 'uuid' })
const Moment = Type.String({ format: 'date-time' })
const Short = Type.String({ minLength: 1, maxLength: 200 })
const Note = Type.String({ minLength: 1, maxLength: 20_000 })
const Abilities = Type.Array(Type.String())
const closed = { additionalProperties: false } as const

type PersonField = (typeof PERSON_FIELDS)[number]
const optionalShort = () => Type.Optional(Short)
/** A date of birth as far as it is known: the NLGov rules want a format, and `date` would ask for a day that nobody knows. */
const PartialDateText = Type.String({ format: 'partial-date', pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' })
// Safe: one optional short text for each field of the list, which is what the type says.
const personFields = Object.fromEntries(PERSON_FIELDS.map((field) => [field, optionalShort()])) as {
  readonly [Field in PersonField]: ReturnType<typeof optionalShort>
}
export const Person = Type.Object({ ...personFields, birthDate: Type.Optional(PartialDateText) }, closed)

const SignalFact = Type.Object({ field: Type.Enum([...SITUATION_FIELDS]), value: Short }, closed)

const SignalThing = Type.Object(
  { kind: Type.Enum([...THING_KINDS]), text: Type.String({ minLength: 1, maxLength: 4_000 }) },
  closed,
)

export const SignalBody = Type.Object(
  {
    source: Type.Enum([...SOURCES]),
    person: Type.Optional(Person),
    /** `2026`, `2026-11` or `2026-11-16`. */
    happened: Type.Optional(Type.String({ pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$' })),
    exploitation: Type.Enum([...EXPLOITATION]),
    municipalityCode: Type.Optional(Type.String({ pattern: '^GM[0-9]{4}$' })),
    freeText: Type.Optional(Note),
    /** What was told of the situation and confirmed; it goes along when a dossier is opened. */
    facts: Type.Optional(Type.Array(SignalFact, { maxItems: 30 })),
    /** A phone, a car, an account, an advert: what may tie this signal to another. */
    things: Type.Optional(Type.Array(SignalThing, { maxItems: 20 })),
  },
  closed,
)
export const SignalRecorded = Type.Object({ signalId: Uuid, abilities: Abilities })
export const SignalPath = Type.Object({ signalId: Uuid })
const PageQuery = {
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|100)$' })),
  cursor: Type.Optional(Type.String({ maxLength: 60 })),
}
export const SignalQuery = Type.Object(PageQuery, closed)
export const SignalShown = Type.Object({
  signalId: Uuid,
  recordedAt: Moment,
  /** As exactly as it is known; absent when nobody knows. */
  happened: Type.Optional(Type.String()),
  exploitation: Type.String(),
  municipalityCode: Type.Optional(Type.String()),
  source: Type.String(),
  stage: Type.String(),
  dossierId: Type.Optional(Uuid),
  person: Type.Optional(Type.Record(Type.String(), Type.String())),
  freeText: Type.Optional(Type.String()),
  facts: Type.Optional(Type.Array(Type.Object({ field: Type.String(), value: Type.String() }))),
  things: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), text: Type.String() }))),
  /** What it said was erased on request; the row stays so that counts hold. */
  erased: Type.Boolean(),
  abilities: Abilities,
})
export const SignalList = Type.Object({
  signals: Type.Array(SignalShown),
  nextCursor: Type.Optional(Type.String()),
  abilities: Abilities,
})

export const ProposalBody = Type.Object({ text: Note }, closed)
export const ProposalList = Type.Object({
  proposals: Type.Array(
    Type.Object({
      field: Type.String(),
      written: Type.String(),
      start: Type.Integer(),
      end: Type.Integer(),
      confidence: Type.Enum(['labelled', 'pattern', 'hint']),
      code: Type.Optional(Type.String()),
    }),
  ),
  abilities: Abilities,
})

export const CallBody = Type.Object(
  {
    withOrganisationId: Type.Optional(Uuid),
    withWhom: Type.Optional(Short),
    about: Type.Optional(Type.Object({ kind: Type.Enum(['signal', 'dossier']), id: Uuid }, closed)),
    outcome: Type.Enum([...CALL_OUTCOMES]),
    minutes: Type.Integer({ minimum: 0, maximum: 600 }),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  closed,
)
export const CallLogged = Type.Object({ callId: Uuid, abilities: Abilities })
export const CallQuery = Type.Object({ ...PageQuery, subjectId: Type.Optional(Uuid) }, closed)
export const CallList = Type.Object({
  calls: Type.Array(
    Type.Object({
      callId: Uuid,
      loggedAt: Moment,
      withOrganisationId: Type.Optional(Uuid),
      withWhom: Type.Optional(Type.String()),
      about: Type.Optional(Type.Object({ kind: Type.String(), id: Uuid })),
      outcome: Type.String(),
      minutes: Type.Integer(),
      note: Type.Optional(Type.String()),
    }),
  ),
  nextCursor: Type.Optional(Type.String()),
  abilities: Abilities,
})
