/** What goes over the line of the picture: numbers by form and region. No organisation, no signal, no person. */
import Type from 'typebox'

const said = Type.Object({ nl: Type.String(), en: Type.String() })
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const defined = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String(), source: said })
const year = Type.Integer({ minimum: 2000, maximum: 2100 })
/** A multiple of 5, 0, "<5", or null for what is withheld. */
const shown = Type.Union([Type.Integer({ minimum: 0 }), Type.Literal('<5'), Type.Null()])

export const YearQuery = Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }) }, { additionalProperties: false })
export const CountList = Type.Object({
  year,
  persons: Type.Integer(),
  reports: Type.Integer(),
  cells: Type.Array(
    Type.Object({
      exploitation: Type.String(),
      safetyRegionCode: Type.String(),
      persons: Type.Integer(),
      reports: Type.Integer(),
    }),
  ),
  byForm: Type.Array(Type.Object({ exploitation: Type.String(), persons: Type.Integer(), reports: Type.Integer() })),
  byRegion: Type.Array(
    Type.Object({ safetyRegionCode: Type.String(), persons: Type.Integer(), reports: Type.Integer() }),
  ),
  notice: worded,
  abilities: Type.Array(Type.String()),
})
export const NewRelease = Type.Object({ year }, { additionalProperties: false })
/** One norm and one closed year: persons by region, kept, missed or excepted. */
export const NewNormRelease = Type.Object(
  { year, norm: Type.String({ pattern: '^N\\d{2}(-\\d+)?$', maxLength: 8 }) },
  { additionalProperties: false },
)
export const ReleaseMade = Type.Object({ id: Type.String({ format: 'uuid' }) })
export const ReleaseView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  /** The norm that the forms are states of; absent of persons by form. */
  norm: Type.Optional(worded),
  releasedAt: Type.String({ format: 'date-time' }),
  settings: Type.Object({ year, base: Type.Integer(), regionMin: Type.Integer(), method: worded }),
  regions: Type.Array(Type.String()),
  forms: Type.Array(Type.String()),
  cells: Type.Array(Type.Array(shown)),
  regionTotals: Type.Array(shown),
  formTotals: Type.Array(shown),
  total: shown,
  legend: Type.Array(worded),
  /** With how many releases of this year it was attacked, itself among them; absent of releases from before the ledger. */
  attackedTogether: Type.Optional(Type.Integer()),
  signed: Type.Optional(
    Type.Object({ digest: Type.String(), note: Type.String(), verifierKey: Type.String(), says: worded }),
  ),
  period: Type.Object({
    from: Type.String({ format: 'date' }),
    until: Type.String({ format: 'date' }),
    /** False when the year was not over on the day of counting. */
    whole: Type.Boolean(),
  }),
  /** How many numbers are not shown, of how many; and the regions of which no form is. */
  withheld: Type.Object({ numbers: Type.Integer(), of: Type.Integer(), regions: Type.Array(Type.String()) }),
  definitions: Type.Array(defined),
  licence: Type.Object({ uri: Type.String({ format: 'uri' }), nl: Type.String(), en: Type.String() }),
  can: Type.Array(said),
  cannot: Type.Array(said),
})
const listed = Type.Object({
  id: Type.String({ format: 'uuid' }),
  norm: Type.Optional(worded),
  year,
  releasedAt: Type.String({ format: 'date-time' }),
  stands: Type.Boolean(),
  /** Only what is signed, and still as it was signed, is given as data. */
  signed: Type.Boolean(),
  withdrawn: Type.Optional(Type.Object({ at: Type.String({ format: 'date-time' }), reason: worded })),
})
/** Every release there ever was, newest first: one that was withdrawn stays named as withdrawn. */
export const ReleaseList = Type.Object({ releases: Type.Array(listed), abilities: Type.Array(Type.String()) })
export const ReleaseId = Type.Object({ releaseId: Type.String({ format: 'uuid' }) })
export const ReleaseFileParams = Type.Object({
  releaseId: Type.String({ format: 'uuid' }),
  file: Type.Union([
    Type.Literal('csv'),
    Type.Literal('signed-text'),
    Type.Literal('description'),
    Type.Literal('signature'),
  ]),
})
export const ReportYear = Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }) })
export const ReportQuery = Type.Object(
  { language: Type.Union([Type.Literal('nl'), Type.Literal('en')]) },
  { additionalProperties: false },
)
/** A file: its name, its bytes in base64, and of what type. */
export const PublicFile = Type.Object({ name: Type.String(), base64: Type.String(), media: Type.String() })
export const ReportFile = Type.Object({ name: Type.String(), base64: Type.String() })
export const NewWithdrawal = Type.Object(
  { reason: Type.Union([Type.Literal('numbers-wrong'), Type.Literal('can-be-undone'), Type.Literal('replaced')]) },
  { additionalProperties: false },
)
