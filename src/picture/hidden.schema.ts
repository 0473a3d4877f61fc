/** What goes over the line of the hidden number: who saw whom by combination of lists, and what follows from it. No unit, no house; small numbers stand in it. */
import Type from 'typebox'
import { SIDES } from './capture.ts'

const closed = { additionalProperties: false } as const
const worded = Type.Object({ code: Type.String(), nl: Type.String(), en: Type.String() })
const year = Type.Integer({ minimum: 2000, maximum: 2100 })
const count = Type.Integer({ minimum: 0 })
const side = Type.Enum([...SIDES])
const interval = Type.Array(count, { minItems: 2, maxItems: 2 })
/** What the estimate would become; null where there would be none. */
const changed = { estimate: Type.Union([count, Type.Null()]), change: Type.Union([Type.Number(), Type.Null()]) }

export const HiddenQuery = Type.Object({ year: Type.String({ pattern: '^20\\d{2}$' }), side }, closed)
export const HiddenView = Type.Object({
  year,
  years: Type.Array(year),
  /** Units that changed and are not counted yet. */
  waiting: count,
  side,
  sides: Type.Array(worded),
  /** All persons of the year, on whatever side and list. */
  persons: count,
  seen: count,
  lists: Type.Array(Type.Object({ ...worded.properties, persons: count, alone: count })),
  /** Lists that saw nobody, and so are in no estimate of this year. */
  silent: Type.Array(worded),
  combinations: Type.Array(Type.Object({ lists: Type.Array(Type.String()), persons: count })),
  source: Type.String(),
  sourceSaid: worded,
  state: Type.Enum(['computing', 'answered', 'refused', 'given-up']),
  progress: Type.Optional(Type.Object({ step: worded, done: count, of: count })),
  /** Why there is no estimate; empty when there is one, or not yet. */
  reasons: Type.Array(worded),
  /** What shows that something taken for granted may not hold. */
  flags: Type.Array(worded),
  /** Two significant digits; limits away from the middle. */
  estimate: Type.Optional(
    Type.Object({ estimate: count, hidden: count, interval95: interval, interval80: interval, model: Type.String() }),
  ),
  range: Type.Optional(
    Type.Object({
      within: Type.Number(),
      models: count,
      lowest: count,
      highest: count,
      top: Type.Array(Type.Object({ model: Type.String(), estimate: count })),
    }),
  ),
  secondOpinion: Type.Optional(Type.Object({ median: count, interval95: interval, humps: Type.Array(count) })),
  missedLinks: Type.Array(Type.Object({ share: Type.Number(), ...changed })),
  peopleDiffer: Type.Optional(Type.Object({ estimate: count, change: Type.Number() })),
  withoutList: Type.Array(Type.Object({ list: Type.String(), ...changed })),
  /** What must be true for it. */
  assumptions: Type.Array(worded),
  /** What an estimate of these lists can say, and what it cannot. */
  says: Type.Array(worded),
  notice: worded,
  abilities: Type.Array(Type.String()),
})
