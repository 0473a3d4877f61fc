/** What a chapter shows of its attachments. Nothing here reads a database. */
import type { WorkFunction } from '../kernel/index.ts'
import type { ShownAttachment } from './attachment.schema.ts'
import { ATTACHMENT_TYPES } from './attachment.ts'
import type { NameOf, Reader } from './dossier.present.ts'
import type { DossierShown } from './dossier.schema.ts'
import type { TimelineFact } from './dossier.store.ts'

/** Who works with papers; whoever prepares a table needs none. */
export const TAKES: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk']

/** Each open chapter with what was added to it and not taken away, the newest first. A chapter that is closed says nothing, as ever. */
export const withAttachments = (
  chapters: DossierShown['chapters'],
  facts: readonly TimelineFact[],
  reader: Reader & { readonly mayNote: boolean },
  nameOf: NameOf,
): DossierShown['chapters'] => {
  if (!TAKES.includes(reader.function)) return chapters
  const gone = new Set(
    facts.filter(({ kind }) => kind === 'attachment-removed').map(({ payload }) => payload['attachmentId']),
  )
  const there = facts.filter(({ kind, id }) => kind === 'attachment-added' && !gone.has(id)).toReversed()
  return chapters.map((each) => {
    const attachments = there
      .filter(({ chapter }) => each.state === 'open' && chapter === each.chapter)
      .flatMap((fact) => shown(fact, reader, nameOf))
    return attachments.length === 0 ? each : { ...each, attachments }
  })
}

// What cannot be opened has no title and no bytes for this reader: it is not there.
const shown = (
  { id, payload, opened, by, happened, precision, learned }: TimelineFact,
  reader: Reader & { readonly mayNote: boolean },
  nameOf: NameOf,
): readonly ShownAttachment[] => {
  const { title } = (opened ?? {}) as { readonly title?: unknown }
  const type = ATTACHMENT_TYPES.find((each) => each === payload['type'])
  if (typeof title !== 'string' || type === undefined) return []
  return [
    {
      ...{ attachmentId: id, title, type, bytes: Number(payload['bytes']) },
      ...{
        addedBy: { organisationId: by, name: nameOf(by) },
        happenedDate: happened,
        precision,
        learnedAt: learned.toISOString(),
      },
      mayRemove: reader.mayNote && by === reader.organisation,
    },
  ]
}
