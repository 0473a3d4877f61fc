/** What goes over the line of the directory: organisations and functions, never a person. */
import Type from 'typebox'
import { COVERAGE_STATES, MAPPED_STEPS } from './coverage.ts'
import { HOLE_STAGES } from './holes.ts'
import { ORGANISATION_KINDS } from './organisation.ts'
import { ENTRY_STAGES } from './standing.ts'
import { SUBJECTS } from './who-to-call.ts'

/** One of these words; `Unsafe` only tells the compiler what the enumeration already checks. */
export const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' }))
const search = Type.String({ minLength: 1, maxLength: 80 })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })

export const MunicipalityQuery = Type.Object({ search, limit }, { additionalProperties: false })
export const MunicipalityParams = Type.Object({ code: Type.String({ pattern: '^GM\\d{4}$' }) })
export const ContactQuery = Type.Object({ subject: oneOf(SUBJECTS) }, { additionalProperties: false })
export const OrganisationQuery = Type.Object(
  {
    kind: Type.Optional(oneOf(ORGANISATION_KINDS)),
    search: Type.Optional(search),
    limit,
  },
  { additionalProperties: false },
)

/** Every organisation by id and name: a screen reads it once an hour instead of asking (and logging) each name. */
export const OrganisationNames = Type.Object({
  organisations: Type.Array(Type.Object({ organisationId: Type.String({ format: 'uuid' }), name: Type.String() })),
})

const centre = Type.Object({ code: Type.String(), name: Type.String(), grade: worded })
export const MunicipalityList = Type.Object({
  municipalities: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      safetyRegionCode: Type.String(),
      safetyRegionName: Type.String(),
      womenShelterCentre: centre,
      homelessShelterCentre: centre,
    }),
  ),
})
export const ContactList = Type.Object({
  municipality: Type.Object({ code: Type.String(), name: Type.String() }),
  subject: Type.String(),
  on: Type.String({ format: 'date' }),
  contacts: Type.Array(
    Type.Object({
      step: worded,
      grade: worded,
      territory: Type.String(),
      organisation: Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String(), kind: Type.String() }),
      holderNl: Type.String(),
      holderEn: Type.String(),
      phone: Type.String(),
      mail: Type.String(),
      reachableNl: Type.String(),
      reachableEn: Type.String(),
      /** Whether whoever it is confirmed this entry, and when. */
      standing: oneOf(ENTRY_STAGES),
      confirmedDate: Type.Optional(Type.String({ format: 'date' })),
    }),
  ),
  holes: Type.Array(
    Type.Object({
      step: worded,
      hole: worded,
      territory: Type.String(),
      lastFilledDate: Type.Optional(Type.String({ format: 'date' })),
    }),
  ),
})
export const OrganisationList = Type.Object({
  organisations: Type.Array(
    Type.Object({
      id: Type.String({ format: 'uuid' }),
      name: Type.String(),
      kind: Type.String(),
      plane: Type.String(),
      municipalityCode: Type.Optional(Type.String()),
    }),
  ),
})

export const CoverageQuery = Type.Object({ task: oneOf(MAPPED_STEPS) }, { additionalProperties: false })
/** One task on the map: every municipality with its tile (column and row of hexagons, odd rows half a tile to the right) and who does it. */
export const CoverageMap = Type.Object({
  task: worded,
  on: Type.String({ format: 'date' }),
  provinces: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  municipalities: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      provinceCode: Type.String(),
      safetyRegionName: Type.String(),
      column: Type.Integer(),
      row: Type.Integer(),
      state: oneOf(COVERAGE_STATES),
      followStage: Type.Optional(oneOf(HOLE_STAGES)),
      followOwnerName: Type.Optional(Type.String()),
      organisationName: Type.Optional(Type.String()),
      lastFilledDate: Type.Optional(Type.String({ format: 'date' })),
    }),
  ),
})
