/** What of a dossier is searched: exactly what this reader would see on opening it. Nothing here reads a database. */
import type { ConsentRead } from '../access/index.ts'
import { withAttachments } from './attachment.present.ts'
import type { Chapter } from './chapter.ts'
import { type NameOf, presentChapters, type Reader, stageFor } from './dossier.present.ts'
import { correctionsOf, type Dossier, isChapter, notesOf, type TimelineFact } from './dossier.store.ts'
import type { FoundDossier } from './search.schema.ts'
import type { Found, Place } from './search.ts'

export type Opened = {
  readonly dossier: Dossier
  /** What the one decision lets this reader read. */
  readonly facts: readonly TimelineFact[]
  readonly consents: readonly ConsentRead[]
}

/** The texts that stand in its open chapters, and the name that it goes by. */
export const presentPlaces = (
  { dossier, facts, consents }: Opened,
  reader: Reader,
  nameOf: NameOf,
): { readonly places: readonly Place[]; readonly name?: string } => {
  const bare = presentChapters(
    {
      ...{ notes: notesOf(facts), facts, corrections: correctionsOf(facts) },
      inReach: new Set(consents.filter((each) => each.partner === reader.organisation).map((each) => each.chapter)),
      heldFromStart: dossier.holder === reader.organisation && dossier.openedBy === reader.organisation,
    },
    reader,
    nameOf,
  )
  const chapters = withAttachments(bare, facts, { ...reader, mayNote: false }, nameOf).filter(
    ({ state }) => state === 'open',
  )
  const place = (chapter: Chapter, text: string, isName = false): Place => ({ chapter, text, isName })
  const name = chapters
    .find(({ chapter }) => chapter === 'identity')
    ?.fields.find(({ field }) => field === 'name')?.value
  return {
    places: chapters.flatMap(({ chapter, fields, notes, corrections = [], attachments = [] }) =>
      isChapter(chapter)
        ? [
            ...fields.map(({ field, value }) => place(chapter, value, field === 'name')),
            ...[...notes, ...corrections].map(({ text }) => place(chapter, text)),
            ...attachments.map(({ title }) => place(chapter, title)),
          ]
        : [],
    ),
    ...(name === undefined ? {} : { name }),
  }
}

/** One line of what was found. */
export const presentFound = (
  dossier: Dossier,
  { name, found }: { readonly name?: string; readonly found: Found },
  reader: Reader,
  nameOf: NameOf,
): FoundDossier => ({
  dossierId: dossier.id,
  ...(name === undefined ? {} : { name }),
  holder: { organisationId: dossier.holder, name: nameOf(dossier.holder) },
  mine: dossier.holder === reader.organisation,
  stage: stageFor(dossier, reader),
  ...(dossier.municipality ? { municipalityCode: dossier.municipality } : {}),
  how: found.how,
  chapters: found.chapters.map((each) => ({ ...each })),
})
