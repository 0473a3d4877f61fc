/** What goes over the line about the course of a file: codes, days and coarse places. No field takes a name, an address or free text. */
import Type, { type Static } from 'typebox'
import { COURSE_STEPS, FILE_STAGES, GAP_CAUSES, REASONS_OF, TOLD_OF_WATCH } from './course.ts'
import { COUNTRIES, PLACE_KINDS } from './place-line.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const DayText = Type.String({ format: 'date', maxLength: 10 })
const Moment = Type.String({ format: 'date-time' })
const closed = { additionalProperties: false } as const
const Municipality = Type.String({ pattern: '^GM[0-9]{4}$' })
const PRECISIONS = ['day', 'month', 'year'] as const

const REASONS = [...new Set(Object.values(REASONS_OF).flat())]

export const RecordCourseStep = Type.Object(
  {
    step: Type.Enum([...COURSE_STEPS]),
    happenedDate: Type.Optional(DayText),
    /** Only for a step that has reasons, and then needed. */
    because: Type.Optional(Type.Enum(REASONS)),
    /** With a watch: whom the house told by telephone. */
    told: Type.Optional(
      Type.Array(Type.Enum([...TOLD_OF_WATCH]), { maxItems: TOLD_OF_WATCH.length, uniqueItems: true }),
    ),
    /** With a re-entry: the own hit that says so. */
    hitId: Type.Optional(Id),
  },
  closed,
)
export const CourseMoved = Type.Object({ factId: Id, stage: Type.Enum([...FILE_STAGES]) })

export const NotePlace = Type.Object(
  {
    kind: Type.Enum([...PLACE_KINDS]),
    municipalityCode: Type.Optional(Municipality),
    countryCode: Type.Optional(Type.Enum([...COUNTRIES])),
    fromDate: DayText,
    precision: Type.Optional(Type.Enum([...PRECISIONS])),
    untilDate: Type.Optional(DayText),
    /** The place that this one corrects. */
    replacesId: Type.Optional(Id),
  },
  closed,
)

export const CourseShown = Type.Object({
  dossierId: Id,
  stage: Type.Enum([...FILE_STAGES]),
  /** While she is out of sight. */
  watch: Type.Optional(
    Type.Object({
      sinceDate: DayText,
      lookedDate: Type.Optional(DayText),
      dueDate: DayText,
      late: Type.Boolean(),
      told: Type.Array(Type.String()),
    }),
  ),
  places: Type.Array(
    Type.Object({
      placeId: Id,
      kind: Type.Enum([...PLACE_KINDS]),
      municipalityCode: Type.Optional(Type.String()),
      countryCode: Type.Optional(Type.String()),
      fromDate: DayText,
      precision: Type.String(),
      untilDate: Type.Optional(DayText),
      learnedAt: Moment,
      /** Days before it of which nobody knows where she was. */
      gapDays: Type.Integer(),
    }),
  ),
  /** Own hits about her that arrived and are not recorded as re-entry; only for who may read hits. */
  comesBack: Type.Array(
    Type.Object({ hitId: Id, arrivedDate: DayText, grade: Type.String(), confirmed: Type.Boolean() }),
  ),
  reEntries: Type.Array(
    Type.Object({
      recognisedDate: DayText,
      reviewed: Type.Boolean(),
      cause: Type.Optional(Type.Enum([...GAP_CAUSES])),
    }),
  ),
  /** Somebody of the house said that this person died, and nobody else has ended the help for it yet. */
  deathTold: Type.Optional(Type.Object({ mayConfirm: Type.Boolean() })),
  /** Steps that can be taken now. */
  abilities: Type.Array(Type.String()),
})
export type CourseShown = Static<typeof CourseShown>
