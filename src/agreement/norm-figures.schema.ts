/** What goes over the line of how norms went: bands of persons and intervals, for who may count. */
import Type from 'typebox'

const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const sentence = Type.Object({ nl: Type.String(), en: Type.String() })
const date = Type.String({ format: 'date' })
const quarter = Type.String({ pattern: '^20\\d{2}Q[1-4]$' })
const closed = { additionalProperties: false } as const

export const NormFiguresQuery = Type.Object({ quarter: Type.Optional(quarter) }, closed)
export const NormFigurePath = Type.Object({ norm: Type.String({ pattern: '^N\\d{2}(-\\d+)?$', maxLength: 8 }) })

const Band = Type.Object({ low: Type.Integer({ minimum: 0 }), high: Type.Integer({ minimum: 0 }) })
/** Shares of one; a difference lies between -1 and 1. */
const Interval = Type.Object({ from: Type.Number(), to: Type.Number() })
/** Of fewer than five, nobody among them, there is no more than that: then everything else is absent. */
const Figure = Type.Object({
  few: Type.Boolean(),
  persons: Type.Optional(Band),
  states: Type.Optional(Type.Object({ kept: Band, missed: Band, excepted: Band, running: Band })),
  /** Absent when too few were kept or missed. */
  missedShare: Type.Optional(Interval),
})
const Cause = Type.Object({ cause: worded, persons: Band })
const Norm = {
  normId: Type.String(),
  title: sentence,
  normKind: worded,
  termKind: worded,
  /** Whether the norm and its term bind anybody; a proposal does not. */
  binds: Type.Boolean(),
  /** Houses that signed it and whose signature stands. */
  signedBy: Type.Integer({ minimum: 0 }),
  country: Figure,
}
const Period = { quarter, quarters: Type.Array(quarter), fromQuarter: quarter }

export const NormFigures = Type.Object({
  ...Period,
  norms: Type.Array(Type.Object(Norm)),
  notices: Type.Array(worded),
})

export const NormFigure = Type.Object({
  ...Period,
  ...Norm,
  sentence,
  causes: Type.Array(Cause),
  /** In the order of their codes; the last is of files that name none. */
  regions: Type.Array(Type.Object({ safetyRegionCode: Type.String(), figure: Figure, causes: Type.Array(Cause) })),
  changes: Type.Array(
    Type.Object({
      code: Type.String(),
      /** Of a new version: from when it holds. */
      fromDate: Type.Optional(date),
      normVersion: Type.Optional(Type.Integer()),
      /** Of signatures: each house before and after its own day, a year at most; how many signed. */
      houses: Type.Optional(Type.Integer()),
      before: Figure,
      after: Figure,
      difference: Type.Optional(Interval),
      says: worded,
    }),
  ),
  /** Closed years of which a safe set may be published. */
  years: Type.Array(Type.Integer()),
  notices: Type.Array(worded),
  abilities: Type.Array(Type.String()),
})
