/** What goes over the line about attachments. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { ATTACHMENT_BYTES_MAX, ATTACHMENT_TYPES, REMOVAL_REASONS } from './attachment.ts'
import { CHAPTERS } from './chapter.ts'

const Id = Type.String({ format: 'uuid', maxLength: 36 })
const closed = { additionalProperties: false } as const
/** Four signs for three bytes. */
const BASE64_MAX = Math.ceil(ATTACHMENT_BYTES_MAX / 3) * 4
/** What goes around the file in a body. */
const AROUND = 4096
/** More is refused while it comes in. */
export const ATTACHMENT_BODY_MAX = BASE64_MAX + AROUND

export const AttachmentPath = Type.Object({ dossierId: Id, attachmentId: Id })
export const AddAttachment = Type.Object(
  {
    chapter: Type.Enum([...CHAPTERS]),
    /** What it is, in a few words; sealed like the file itself. */
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** What the sender takes it for (a media type); a file that is something else is refused. */
    saidType: Type.Optional(Type.String({ maxLength: 100 })),
    fileBase64: Type.String({ maxLength: BASE64_MAX, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
    /** Of when it is: a year, a month, a day, or `unknown`. Absent: nobody knows. */
    happened: Type.Optional(Type.String({ pattern: '^(unknown|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$', maxLength: 10 })),
  },
  closed,
)
export const RemoveAttachment = Type.Object({ reason: Type.Enum([...REMOVAL_REASONS]) }, closed)
/** Goes out as the bytes of the file. */
export const AttachmentFile = Type.Object({ name: Type.String(), media: Type.String(), base64: Type.String() })

export const ShownAttachment = Type.Object({
  attachmentId: Id,
  title: Type.String(),
  type: Type.Enum([...ATTACHMENT_TYPES]),
  bytes: Type.Integer(),
  addedBy: Type.Object({ organisationId: Id, name: Type.String() }),
  happenedDate: Type.String({ format: 'date', maxLength: 10 }),
  /** How exactly that is known. */
  precision: Type.Enum(['day', 'month', 'year', 'unknown']),
  learnedAt: Type.String({ format: 'date-time' }),
  /** May this reader take it away? */
  mayRemove: Type.Boolean(),
})
export type ShownAttachment = Static<typeof ShownAttachment>
