/** What goes over the line of regions, flows and the revolving door: figures that tell nobody apart, for who may count. */
import Type from 'typebox'
import { SIDES } from './capture.ts'
import { SHARED_KINDS } from './shared-things.ts'

const closed = { additionalProperties: false } as const
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const year = Type.Integer({ minimum: 2000, maximum: 2100 })
const count = Type.Integer({ minimum: 0 })
/** A number, or that it is one of 1 to 4. */
const few = Type.Union([count, Type.Literal('<5')])
/** Or nothing, where the total would tell one of 1 to 4 beside it. */
const total = Type.Union([...few.anyOf, Type.Literal('not-said')])
const number = Type.Number()
const spread = Type.Object({ shape: number, rate: number })
const coded = Type.Array(Type.Object({ code: Type.String(), count: few }))

export const DoorQuery = Type.Object({ gapDays: Type.Optional(Type.String({ pattern: '^(7|14|30|60|90)$' })) }, closed)

const pastYear = Type.Object({ year, persons: Type.Optional(count), low: number, high: number })
const comparedRegion = Type.Object({
  safetyRegionCode: Type.String(),
  expected: number,
  observed: Type.Optional(count),
  ratio: Type.Optional(number),
  low: number,
  high: number,
  shrunken: Type.Optional(number),
  place: Type.String(),
  history: Type.Array(pastYear),
  context: Type.Object({}, { additionalProperties: count }),
})
export const RegionComparison = Type.Object({
  year,
  /** Absent: too few persons in all regions together to compare anything. */
  comparison: Type.Optional(
    Type.Object({
      persons: count,
      widening: number,
      estimator: Type.String(),
      spread: Type.Optional(spread),
      checks: Type.Object({ moments: Type.Optional(spread), marshall: number }),
      regions: Type.Array(comparedRegion),
      lines: Type.Array(
        Type.Object({ expected: number, low998: number, low95: number, high95: number, high998: number }),
      ),
    }),
  ),
  needsPersons: count,
  context: Type.Array(Type.Object({ code: Type.String(), origin: Type.String(), year })),
  notices: Type.Array(worded),
})

export const FlowsShown = Type.Object({
  year,
  flows: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), moves: few })),
  places: Type.Array(
    Type.Object({
      place: Type.String(),
      in: total,
      out: total,
      net: Type.Optional(Type.Integer()),
      effectiveness: Type.Optional(number),
      leaving: Type.Optional(Type.Object({ share: number, low: number, high: number })),
      destinations: Type.Optional(number),
    }),
  ),
  tiles: Type.Array(Type.Object({ column: count, row: count, region: Type.String() })),
  notices: Type.Array(worded),
})

const [side, kind] = [Type.Enum([...SIDES]), Type.Enum([...SHARED_KINDS])]
/** One side and one kind: there is no question for both sides, nor for all kinds. */
export const SharedQuery = Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }), side, kind }, closed)
export const SharedShown = Type.Object({
  ...{ year, side, kind },
  pairs: Type.Array(Type.Object({ one: Type.String(), other: Type.String(), links: few })),
  tiles: Type.Array(Type.Object({ column: count, row: count, region: Type.String() })),
  notices: Type.Array(worded),
})

const curve = Type.Array(Type.Object({ days: count, atRisk: count, back: number, low: number, high: number }))
export const DoorShown = Type.Object({
  gapDays: count,
  riskMin: count,
  recallInHundred: count,
  ended: few,
  notAwaited: few,
  back: few,
  curve,
  routes: Type.Array(Type.Object({ route: Type.String(), ended: few, curve })),
  routesDiffer: Type.Optional(number),
  ways: coded,
  gapCauses: coded,
  returnsOnAverage: Type.Array(Type.Object({ days: count, atRisk: count, mean: number })),
  waysOut: Type.Array(
    Type.Object({ days: count, atRisk: count, shares: Type.Object({}, { additionalProperties: number }) }),
  ),
  notices: Type.Array(worded),
})
