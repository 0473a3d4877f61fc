/** What goes over the line of holes, entries and practice: functions and organisations, never a person. */
import Type from 'typebox'
import { MAPPED_STEPS } from './coverage.ts'
import { oneOf } from './directory.schema.ts'
import { HOLE_CHOICES, HOLE_STAGES } from './holes.ts'
import { DECLARED, PRACTICE_ITEMS, PRACTICE_MEASURES } from './practice.ts'
import { ENTRY_STAGES } from './standing.ts'

const date = Type.String({ format: 'date' })
const choice = oneOf(HOLE_CHOICES)
const municipalityCode = Type.String({ pattern: '^GM\\d{4}$' })
const count = Type.Integer({ minimum: 0 })

export const HoleQuery = Type.Object({ show: oneOf(['own', 'all']) }, { additionalProperties: false })
export const HoleView = Type.Object({
  step: oneOf(MAPPED_STEPS),
  territory: Type.String(),
  name: Type.String(),
  municipalities: count,
  stage: oneOf(HOLE_STAGES),
  lastFilledDate: Type.Optional(date),
  since: Type.Optional(date),
  ownerName: Type.Optional(Type.String()),
  isOwn: Type.Boolean(),
  choice: Type.Optional(choice),
  withName: Type.Optional(Type.String()),
  options: Type.Array(
    Type.Object({ choice, with: Type.Optional(municipalityCode), name: Type.Optional(Type.String()) }),
  ),
  abilities: Type.Array(Type.String()),
})
export const HoleList = Type.Object({
  on: date,
  holes: Type.Array(HoleView),
  counts: Type.Object({ open: count, takenUp: count, chosen: count, agreed: count, municipalities: count }),
})
export const HoleStepTaken = Type.Object(
  {
    step: oneOf(MAPPED_STEPS),
    territory: Type.String({ pattern: '^(NL|[A-Z]{2}\\d{2}(\\d{2})?)$' }),
    kind: oneOf(['hole-taken-up', 'hole-choice-made', 'hole-agreed', 'hole-refused', 'hole-given-back']),
    choice: Type.Optional(choice),
    with: Type.Optional(municipalityCode),
  },
  { additionalProperties: false },
)
export const Kept = Type.Object({ done: Type.Literal(true) })

export const NewEntryLink = Type.Object(
  { kind: oneOf(['entry-confirm', 'practice-declare']), subject: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
)
export const EntryLink = Type.Object({ token: Type.String(), path: Type.String() })

const measure = Type.Object({
  measure: oneOf(PRACTICE_MEASURES),
  kind: oneOf(['none', 'few', 'figure']),
  asked: Type.Optional(count),
  kept: Type.Optional(count),
  fromPercent: Type.Optional(Type.Number()),
  toPercent: Type.Optional(Type.Number()),
  middleDays: Type.Optional(Type.Number()),
})
const compared = Type.Object({ now: measure, before: measure, change: oneOf(['unknown', 'not-sure', 'more', 'less']) })
const entry = Type.Object({
  contactPointId: Type.String({ format: 'uuid' }),
  holderNl: Type.String(),
  holderEn: Type.String(),
  stage: oneOf(ENTRY_STAGES),
  confirmedDate: Type.Optional(date),
})
export const OwnPractice = Type.Object({
  on: date,
  house: Type.Object({ organisationId: Type.String({ format: 'uuid' }), name: Type.String() }),
  declaredDate: Type.Optional(date),
  declaredOld: Type.Boolean(),
  items: Type.Array(Type.Object({ item: oneOf(PRACTICE_ITEMS), answer: oneOf(DECLARED), since: Type.Optional(date) })),
  measures: Type.Array(compared),
  entries: Type.Array(entry),
  mergers: Type.Array(Type.Object({ name: Type.String(), on: date })),
})
export const NationalPractice = Type.Object({
  on: date,
  municipalities: count,
  items: Type.Array(
    Type.Object({ item: oneOf(PRACTICE_ITEMS), yes: count, partly: count, no: count, unknown: count, silent: count }),
  ),
  measures: Type.Array(compared),
})

/** Real boundaries, when this house loaded them: a path for each municipality in a drawing of this size. */
export const BoundaryDrawing = Type.Object({
  source: Type.Optional(Type.String()),
  width: count,
  height: count,
  shapes: Type.Array(Type.Object({ code: Type.String(), path: Type.String() })),
})
