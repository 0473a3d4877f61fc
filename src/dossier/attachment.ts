/** Attachments: what may be kept, recognised by its bytes and never by its name or by what the sender says it is (decision 0055). */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/** What telephones make, what a screen is copied as, and what letters come as. Every other kind is one more reader that a file can be made for. */
export const ATTACHMENT_TYPES = ['jpeg', 'png', 'pdf'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

/** A photo of a telephone, or a letter of dozens of pages. */
export const ATTACHMENT_BYTES_MAX = 8 * 1024 * 1024
/** The name goes with the media type and says nothing: whose it is stands in no address and in no name of a file. */
export const FILE_OF: Readonly<Record<AttachmentType, { readonly media: string; readonly name: string }>> = {
  jpeg: { media: 'image/jpeg', name: 'bijlage.jpg' },
  png: { media: 'image/png', name: 'bijlage.png' },
  pdf: { media: 'application/pdf', name: 'bijlage.pdf' },
}

/** Why an attachment is taken away; what is said beside it would be kept, so it is a code. */
export const REMOVAL_REASONS = ['wrong-file', 'wrong-person', 'she-asks', 'not-needed'] as const

const SIGNATURES: Readonly<Record<AttachmentType, readonly number[]>> = {
  jpeg: [0xff, 0xd8, 0xff],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
}
/** What senders call them; `''` and a stream of bytes say nothing. */
const SAID: Readonly<Record<string, AttachmentType>> = {
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/pjpeg': 'jpeg',
  'image/png': 'png',
  'application/pdf': 'pdf',
}
const SAYS_NOTHING: readonly (string | undefined)[] = [undefined, '', 'application/octet-stream']

/**
 * The kind of a file by its first bytes. A file that says to be another kind than it is, is refused whichever of the two could be kept: what lies
 * about one thing is not looked at further.
 */
export const recogniseAttachment = (
  bytes: Uint8Array,
  said?: string,
): Outcome<
  AttachmentType,
  'attachment-empty' | 'attachment-too-large' | 'attachment-lies' | 'attachment-type-unknown'
> => {
  if (bytes.length === 0) return refuse('attachment-empty')
  if (bytes.length > ATTACHMENT_BYTES_MAX) return refuse('attachment-too-large')
  const found = ATTACHMENT_TYPES.find((type) => SIGNATURES[type].every((byte, at) => bytes[at] === byte))
  const says = said?.toLowerCase()
  const claimed = says !== undefined && Object.hasOwn(SAID, says) ? SAID[says] : undefined
  if (!SAYS_NOTHING.includes(says) && claimed !== found && (found ?? claimed)) return refuse('attachment-lies')
  return found ? accept(found) : refuse('attachment-type-unknown')
}
