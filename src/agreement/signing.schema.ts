/** What goes over the line about who signed which norm, what was done for an area, and the norms as everybody reads them. */
import Type from 'typebox'
import { AREAS } from './area.ts'

const date = Type.String({ format: 'date', maxLength: 10 })
const Id = Type.String({ format: 'uuid' })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const sentence = Type.Object({ nl: Type.String(), en: Type.String() })
const NormId = Type.String({ pattern: '^N\\d{2}(-\\d+)?$', maxLength: 8 })
const Code = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const closed = { additionalProperties: false } as const

const Terms = {
  /** The term in the unit of the norm; of a limit how often at most. */
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
  most: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  required: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 10 })),
  withoutExceptions: Type.Optional(Type.Array(Code, { maxItems: 20 })),
}
export const SignNorm = Type.Object({ normId: NormId, fromDate: date, ...Terms }, closed)
export const AdoptionPath = Type.Object({ adoptionId: Id })
export const EndAdoption = Type.Object({ fromDate: date }, closed)
export const AdoptionMade = Type.Object({ adoptionId: Id })
const Signed = Type.Object({
  adoptionId: Id,
  party: Type.Object({ organisationId: Id, name: Type.String() }),
  normId: Type.String(),
  normVersion: Type.Integer(),
  title: sentence,
  fromDate: date,
  /** From this day on it binds no more. */
  endedDate: Type.Optional(date),
  stands: Type.Boolean(),
  /** Signed by the house of whoever reads. */
  isOwn: Type.Boolean(),
  ...Terms,
  /** How this house goes further than the base, in words. */
  stricter: Type.Array(sentence),
  abilities: Type.Array(Type.String()),
})
export const AdoptionList = Type.Object({
  on: date,
  /** The first day from which one may sign, or let a signature end. */
  earliestDate: date,
  adoptions: Type.Array(Signed),
  /** What this house may sign and has not signed without an end. */
  norms: Type.Array(
    Type.Object({
      normId: Type.String(),
      title: sentence,
      sentence,
      rule: Type.Enum(['within', 'never', 'at-most']),
      termCount: Type.Integer(),
      termUnit: Type.String(),
      /** The term in words. */
      term: sentence,
      most: Type.Optional(Type.Integer()),
      /** What a house may make stricter; of a term of no days nothing is shorter. */
      mayBeStricter: Type.Array(Type.Enum(['count', 'most'])),
      /** The exceptions that a house may leave out; a no of the person is never one. */
      exceptions: Type.Array(worded),
    }),
  ),
  abilities: Type.Array(Type.String()),
})

export const OwnAreas = Type.Object({
  areas: Type.Array(Type.Object({ about: Type.Enum([...AREAS]), area: Type.String(), name: Type.String() })),
})
const areaNamed = {
  about: Type.Enum([...AREAS]),
  area: Type.String({ minLength: 2, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' }),
}
export const AreaPath = Type.Object(areaNamed)
export const NoteAreaFact = Type.Object({ kind: Code, happenedDate: Type.Optional(date) }, closed)
export const AreaFactPath = Type.Object({ ...areaNamed, areaFactId: Id })
export const AreaFactMade = Type.Object({ areaFactId: Id })
export const AreaClocks = Type.Object({
  on: date,
  about: Type.String(),
  area: Type.String(),
  clocks: Type.Array(
    Type.Object({
      normId: Type.String(),
      title: sentence,
      sentence,
      normKind: worded,
      state: worded,
      triggeredDate: Type.Optional(date),
      dueDate: Type.Optional(date),
      daysLeft: Type.Optional(Type.Integer()),
      daysLate: Type.Optional(Type.Integer()),
      because: Type.Optional(worded),
    }),
  ),
  facts: Type.Array(
    Type.Object({
      areaFactId: Id,
      kind: worded,
      happenedDate: date,
      by: Type.Object({ organisationId: Id, name: Type.String() }),
      abilities: Type.Array(Type.String()),
    }),
  ),
  kinds: Type.Array(worded),
  abilities: Type.Array(Type.String()),
})

export const NormList = Type.Object({
  on: date,
  norms: Type.Array(
    Type.Object({
      normId: Type.String(),
      about: Type.String(),
      versions: Type.Array(
        Type.Object({
          version: Type.Integer(),
          validFromDate: date,
          validUntilDate: Type.Optional(date),
          isValid: Type.Boolean(),
          title: sentence,
          sentence,
          /** Law, policy, treaty, agreement, or a proposal that nobody signed; and the same of its number of days. */
          normKind: worded,
          termKind: worded,
          binds: Type.Boolean(),
          who: Type.Array(Type.String()),
          signedBy: Type.Array(Type.Object({ name: Type.String(), fromDate: Type.Optional(date) })),
          exceptions: Type.Array(sentence),
          sources: Type.Array(
            Type.Object({
              name: Type.String(),
              article: Type.Optional(Type.String()),
              textOf: Type.Optional(Type.String()),
              readDate: date,
            }),
          ),
          examples: Type.Array(
            Type.Object({
              facts: Type.Array(Type.Object({ kind: worded, happenedDate: date })),
              onDate: date,
              state: worded,
              daysLate: Type.Optional(Type.Integer()),
              daysLeft: Type.Optional(Type.Integer()),
            }),
          ),
        }),
      ),
    }),
  ),
})
