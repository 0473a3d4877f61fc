/** The HTTP edge of attachments: added to a chapter, taken out as a file, taken away. Each touches the person, and stands in the log first. */
import { standingConsents } from '../access/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { TAKES } from './attachment.present.ts'
import {
  AddAttachment,
  ATTACHMENT_BODY_MAX,
  AttachmentFile,
  AttachmentPath,
  RemoveAttachment,
} from './attachment.schema.ts'
import {
  type Attachment,
  emptyAttachment,
  findAttachment,
  insertAttachment,
  openAttachment,
} from './attachment.store.ts'
import { FILE_OF, recogniseAttachment } from './attachment.ts'
import { cleanAttachment } from './clean-attachment.job.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { findDossier } from './dossier.store.ts'
import { noteableDossier, readerOf, WORKERS } from './dossier-edge.routes.ts'
import { handoversOf } from './handover.store.ts'
import { relationsTo, saidAbout } from './relation.ts'
import { readWhen, UNKNOWN } from './timeline.ts'

const tag = 'dossier'

/** Routes of attachments. */
export const attachmentRoutes = (): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/attachments',
    operationId: 'addAttachment',
    summary:
      'Een foto of brief bij een hoofdstuk bewaren: zonder plaats en maker, verzegeld met de sleutel van het hoofdstuk',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
    params: DossierPath,
    body: AddAttachment,
    answer: Made('attachmentId'),
    status: 201,
    large: { bytesMax: ATTACHMENT_BODY_MAX, refusal: 'attachment-too-large' },
    refusals: [
      ...['not-found', 'not-the-holder', 'chapter-not-shared', 'happened-in-future', 'attachment-empty'],
      ...['attachment-too-large', 'attachment-lies', 'attachment-type-unknown', 'attachment-broken'],
      ...['attachment-too-many-pixels', 'attachment-locked', 'attachment-acts', 'attachment-too-heavy'],
      'attachment-grew',
    ],
    handle: async (work, { params, body }) => {
      const noteable = await noteableDossier(work, params.dossierId, body.chapter)
      if (!noteable.ok) return noteable
      const happened = readWhen(body.happened ?? UNKNOWN, work.today)
      if (!happened.ok) return happened
      const bytes = Buffer.from(body.fileBase64, 'base64')
      const type = recogniseAttachment(bytes, body.saidType)
      if (!type.ok) return type
      const clean = await cleanAttachment(type.value, bytes)
      if (!clean.ok) return clean
      const { id } = await work.record({
        slice: 'dossier',
        stream: params.dossierId,
        kind: 'attachment-added',
        chapter: body.chapter,
        ...happened.value,
        payload: { type: type.value, bytes: clean.value.length },
        personal: { title: body.title },
      })
      await insertAttachment(work, params.dossierId, { id, chapter: body.chapter, bytes: clean.value })
      work.concerns(params.dossierId, 'note-attachment', [body.chapter])
      return accept({ attachmentId: id })
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/attachment-files/{attachmentId}',
    operationId: 'takeAttachment',
    summary: 'Een bijlage als bestand, zolang u haar hoofdstuk mag lezen',
    tag,
    access: { kind: 'signed-in', functions: TAKES, purpose: 'W01' },
    params: AttachmentPath,
    answer: AttachmentFile,
    file: 'by-answer',
    refusals: ['not-found', 'attachment-removed'],
    handle: async (work, { params }) => {
      const found = await readable(work, params.dossierId, params.attachmentId)
      if (!found.ok) return found
      if (!found.value.sealed) return refuse('attachment-removed')
      const base64 = await openAttachment(work, params.dossierId, found.value)
      // Of a class that is not for this function: as if it were not there, like its title.
      if (base64 === undefined) return refuse('not-found')
      work.concerns(params.dossierId, 'read-attachment', [found.value.chapter])
      return accept({ ...FILE_OF[found.value.type], base64 })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/attachments/{attachmentId}/removals',
    operationId: 'removeAttachment',
    summary: 'Een bijlage van de eigen organisatie wegnemen: het bestand gaat, dat het er was blijft',
    tag,
    access: { kind: 'signed-in', functions: WORKERS, purpose: 'W01' },
    params: AttachmentPath,
    body: RemoveAttachment,
    answer: Made('attachmentId'),
    refusals: ['not-found', 'not-the-holder', 'chapter-not-shared', 'attachment-of-another', 'attachment-removed'],
    handle: async (work, { params, body }) => {
      const found = await readable(work, params.dossierId, params.attachmentId)
      if (!found.ok) return found
      const { id, chapter, by } = found.value
      const noteable = await noteableDossier(work, params.dossierId, chapter)
      if (!noteable.ok) return noteable
      if (by !== work.claim.organisation) return refuse('attachment-of-another')
      if (!(await emptyAttachment(work, id))) return refuse('attachment-removed')
      await work.record({
        slice: 'dossier',
        stream: params.dossierId,
        kind: 'attachment-removed',
        chapter,
        happened: work.today,
        payload: { attachmentId: id, reason: body.reason },
      })
      work.concerns(params.dossierId, 'note-attachment-removed', [chapter])
      return accept({ attachmentId: id })
    },
  }),
]

/** The attachment when this house may read its chapter: by the row policies, and by the one decision. Anything else is not there. */
const readable = async (work: Work, dossierId: string, id: string): Promise<Outcome<Attachment, string>> => {
  const [dossier, found, handovers, consents] = await Promise.all([
    findDossier(work, dossierId),
    findAttachment(work, dossierId, id),
    handoversOf(work, [dossierId]),
    standingConsents(work, dossierId),
  ])
  if (!dossier || !found) return refuse('not-found')
  const decided = work.decide({
    ...{ act: 'read', dossier: dossierId, chapter: found.chapter, row: { by: found.by } },
    relations: relationsTo(dossier, readerOf(work), handovers, consents),
    consents: saidAbout(consents, work.claim.organisation, found.chapter),
  })
  return decided.ok ? accept(found) : refuse('not-found')
}
