/** What goes over the line about reports that were sent on. */
import Type from 'typebox'
import { Id } from './dossier.schema.ts'
import { REPORT_KINDS } from './report.ts'
import { REPORT_ANSWERS } from './sent-report.ts'

const DayText = Type.String({ format: 'date', maxLength: 10 })
const Line = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const SentReportPath = Type.Object({ dossierId: Id, sentReportId: Id })
export const SentReportBody = Type.Object(
  {
    kind: Type.Enum([...REPORT_KINDS]),
    /** The desk, mailbox or portal it went to. */
    to: Line(200),
    sentDate: Type.Optional(DayText),
  },
  { additionalProperties: false },
)
export const ReportAnswerBody = Type.Object(
  {
    answer: Type.Enum([...REPORT_ANSWERS]),
    answeredDate: Type.Optional(DayText),
    /** The number that the receiver gave it; needed when it was registered. */
    number: Type.Optional(Line(60)),
  },
  { additionalProperties: false },
)
export const SentReportList = Type.Object({
  sentReports: Type.Array(
    Type.Object({
      sentReportId: Id,
      kind: Type.Enum([...REPORT_KINDS]),
      to: Type.Optional(Type.String()),
      sentDate: DayText,
      by: Type.Object({ organisationId: Id, name: Type.String() }),
      answer: Type.Optional(Type.Enum([...REPORT_ANSWERS])),
      answeredDate: Type.Optional(DayText),
      number: Type.Optional(Type.String()),
      /** Days without an answer. */
      waitsDays: Type.Optional(Type.Integer()),
      abilities: Type.Array(Type.String()),
    }),
  ),
  abilities: Type.Array(Type.String()),
})
