/** The bytes of attachments: sealed like the chapter that they are in, in a row that shows exactly when its fact shows (db/policies/dossier-attachment.sql). */
import { isUuid } from '../kernel/index.ts'
import { sealPersonal } from '../platform/key-store.ts'
import { classesOfChapter, classesOfFunction, openContent } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import { ATTACHMENT_TYPES, type AttachmentType } from './attachment.ts'
import { CHAPTERS, type Chapter } from './chapter.ts'
import { isChapter } from './dossier.store.ts'

/** Where the sealed bytes of an attachment belong. */
export const attachmentPlace = (id: string): string => `dossier.attachment.sealed:${id}:1`

export type Attachment = {
  readonly id: string
  readonly chapter: Chapter
  readonly type: AttachmentType
  /** The house that added it. */
  readonly by: string
  /** Absent when it was taken away or destroyed. */
  readonly sealed?: Buffer
}

/** Puts the bytes beside the fact that was just recorded under this id. */
export const insertAttachment = async (
  work: Work,
  dossierId: string,
  given: { readonly id: string; readonly chapter: string; readonly bytes: Uint8Array },
): Promise<void> => {
  const { trx, claim, keys } = work
  const { id, chapter, bytes } = given
  const sealed = await sealPersonal(
    keys,
    claim.organisation,
    { subject: dossierId, chapter, place: attachmentPlace(id) },
    { fileBase64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64') },
  )
  await trx
    .insertInto('dossier.attachment')
    .values({ id, dossier_id: dossierId, organisation_id: claim.organisation, sealed })
    .execute()
}

/** The attachment, when its fact shows to this claim. One query. */
export const findAttachment = async ({ trx }: Work, dossierId: string, id: string): Promise<Attachment | undefined> => {
  if (!isUuid(id)) return undefined
  const row = await trx
    .selectFrom('dossier.attachment as a')
    .innerJoin('dossier.fact as f', 'f.id', 'a.id')
    .select(['a.id', 'a.sealed', 'f.chapter', 'f.organisation_id', 'f.payload'])
    .where('a.id', '=', id)
    .where('a.dossier_id', '=', dossierId)
    .executeTakeFirst()
  const { type } = (row?.payload ?? {}) as { readonly type?: unknown }
  const found = ATTACHMENT_TYPES.find((each) => each === type)
  if (!row || !found || !isChapter(row.chapter ?? undefined)) return undefined
  return {
    // Safe: asked a line before.
    ...{ id: row.id, chapter: row.chapter as Chapter, type: found, by: row.organisation_id },
    ...(row.sealed ? { sealed: row.sealed } : {}),
  }
}

/** The bytes in base64; undefined when this function or this house has no key of that class. */
export const openAttachment = async (
  work: Work,
  dossierId: string,
  { id, chapter, sealed }: Attachment,
): Promise<string | undefined> => {
  if (!sealed) return undefined
  const { keys, claim, now } = work
  const found = await keys.find(
    claim.organisation,
    [{ subject: dossierId, chapter }],
    now,
    classesOfFunction(claim.function),
  )
  const { fileBase64 } = (openContent(found, attachmentPlace(id), sealed) ?? {}) as { readonly fileBase64?: unknown }
  return typeof fileBase64 === 'string' ? fileBase64 : undefined
}

/** Empties one attachment of the own house: its bytes go, that it was there stays. False when it was empty or is not one's own. */
export const emptyAttachment = async ({ trx, now }: Work, id: string): Promise<boolean> => {
  const result = await trx
    .updateTable('dossier.attachment')
    .set({ sealed: null, emptied_at: now })
    .where('id', '=', id)
    .where('sealed', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Empties what the own house added to a file in chapters of these classes: with the keys, at a destruction. */
export const emptyAttachments = async (
  { trx, claim, now }: Work,
  dossierId: string,
  classes: readonly string[],
): Promise<void> => {
  const chapters = CHAPTERS.filter((each) =>
    classesOfChapter(each)
      .slice(0, 1)
      .some((one) => classes.includes(one)),
  )
  await trx
    .updateTable('dossier.attachment as a')
    .from('dossier.fact as f')
    .set({ sealed: null, emptied_at: now })
    .whereRef('f.id', '=', 'a.id')
    .where('a.dossier_id', '=', dossierId)
    .where('a.organisation_id', '=', claim.organisation)
    .where('a.sealed', 'is not', null)
    .where('f.chapter', 'in', chapters.length === 0 ? [''] : chapters)
    .execute()
}
