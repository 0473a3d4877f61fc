/** What goes over the line of the cube: counts for who has the purpose, with what each number means beside it. No person, no unit, no house. */
import Type from 'typebox'
import { DIMENSIONS } from './definitions.ts'

const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const year = Type.Integer({ minimum: 2000, maximum: 2100 })
const count = Type.Integer({ minimum: 0 })
const month = Type.Integer({ minimum: 1, maximum: 12 })
const dimension = Type.Enum([...DIMENSIONS])
const askedYear = Type.String({ pattern: '^20\\d{2}$' })
const definition = Type.Object({
  code: Type.String(),
  nl: Type.String(),
  en: Type.String(),
  says: worded,
  source: Type.String(),
  /** The same in both languages. */
  sourceSaid: worded,
  state: Type.String(),
  values: Type.Array(worded),
})
const counted = Type.Object({ value: Type.String(), persons: count })
const changed = Type.Object({ value: Type.String(), persons: count, before: count })
/** Units that changed and are not counted yet: how current the numbers are. */
const waiting = Type.Integer({ minimum: 0 })

export const DeskQuery = Type.Object({ year: askedYear }, { additionalProperties: false })
export const DeskView = Type.Object({
  year,
  years: Type.Array(year),
  waiting,
  persons: count,
  reports: count,
  before: count,
  untilMonth: month,
  months: Type.Array(Type.Object({ month, persons: count, before: count })),
  changed: Type.Array(Type.Object({ dimension, values: Type.Array(changed) })),
  path: Type.Array(counted),
  outcomes: Type.Array(counted),
  unseen: Type.Array(Type.Object({ dimension, unknown: count, of: count })),
  late: count,
  regionsWithoutReports: Type.Array(Type.String()),
  definitions: Type.Array(definition),
  measures: Type.Array(
    Type.Object({
      code: Type.String(),
      nl: Type.String(),
      en: Type.String(),
      source: Type.String(),
      sourceSaid: worded,
    }),
  ),
  notice: worded,
  abilities: Type.Array(Type.String()),
})
export const CubeQuery = Type.Object(
  {
    year: askedYear,
    by: Type.Optional(dimension),
    and: Type.Optional(dimension),
    period: Type.Optional(Type.Enum(['year', 'quarter', 'month'])),
  },
  { additionalProperties: false },
)
export const CubeView = Type.Object({
  year,
  period: Type.String(),
  dimensions: Type.Array(dimension),
  /** The persons of the whole year: what every share is a part of. */
  persons: count,
  waiting,
  cells: Type.Array(
    Type.Object({
      /** 0 is the whole year; else the quarter or month. */
      part: Type.Integer({ minimum: 0, maximum: 12 }),
      values: Type.Array(Type.String()),
      persons: count,
      reports: count,
    }),
  ),
  definitions: Type.Array(definition),
  notice: worded,
  abilities: Type.Array(Type.String()),
})
export const DirectiveView = Type.Object({
  year,
  persons: count,
  waiting,
  rows: Type.Array(
    Type.Object({
      year,
      registeringKind: Type.String(),
      sex: Type.String(),
      age: Type.String(),
      citizenship: Type.String(),
      form: Type.String(),
      persons: count,
    }),
  ),
  definitions: Type.Array(definition),
  description: worded,
  source: Type.String(),
  sourceSaid: worded,
  notice: worded,
  abilities: Type.Array(Type.String()),
})
