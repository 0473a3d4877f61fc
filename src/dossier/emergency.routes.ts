/** The edge of what is read in an emergency: the chapters that one opening names, for who opened it, while it stands (access, break-glass). */
import { BREAK_GLASS, fieldsShown, findOpening, readableUnder } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { presentChapters } from './dossier.present.ts'
import { type DossierShown, EmergencyShown, OpeningPath } from './dossier.schema.ts'
import { correctionsOf, notesOf, readFacts } from './dossier.store.ts'
import { namesFrom, readerOf } from './dossier-edge.routes.ts'

type Chapter = DossierShown['chapters'][number]

/** Routes of reading in an emergency. */
export const emergencyRoutes = (reference: { readonly organisations: readonly Organisation[] }): readonly Route[] => {
  const nameOf = namesFrom(reference.organisations)
  return [
    route({
      method: 'GET',
      path: '/break-glass-openings/{openingId}/chapters',
      operationId: 'readBreakGlass',
      summary: 'De hoofdstukken die in een noodgeval zijn geopend, zolang dat duurt en voor wie ze opende',
      tag: 'dossier',
      access: {
        ...{ kind: 'signed-in', functions: ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker'] },
        ...{ purpose: BREAK_GLASS.purpose, groundFrom: 'openingId' },
      },
      params: OpeningPath,
      answer: EmergencyShown,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const opening = await findOpening(work, params.openingId)
        const open = new Set(opening ? readableUnder(opening, work.claim, work.now) : [])
        if (!opening || open.size === 0) return refuse('not-found')
        const { id, dossier, organisation, actor, chapters, endsAt, endedAt } = opening
        const openings = [
          { id, dossier, organisation, actor, chapters, until: endsAt.toISOString(), ended: endedAt !== undefined },
        ]
        for (const chapter of open) {
          const decided = work.decide({ act: 'read', dossier, chapter, openings })
          if (!decided.ok) return decided
        }
        const facts = (await readFacts(work, dossier)).filter(({ chapter }) => open.has(chapter ?? ''))
        const sources = {
          notes: notesOf(facts),
          facts,
          inReach: open,
          heldFromStart: false,
          corrections: correctionsOf(facts),
        }
        work.concerns(opening.dossier, 'read-break-glass', [...open])
        return accept({
          openingId: opening.id,
          dossierId: opening.dossier,
          holder: { organisationId: opening.holder, name: nameOf(opening.holder) },
          endsAt: opening.endsAt.toISOString(),
          chapters: presentChapters(sources, readerOf(work), nameOf)
            .filter(({ chapter }) => open.has(chapter))
            .map(narrowed),
          abilities: ['end-break-glass'],
        })
      },
    }),
  ]
}

// Of some chapters an emergency needs a field or two and no story that stands beside them.
const narrowed = (chapter: Chapter): Chapter => {
  const shown = fieldsShown(chapter.chapter)
  return shown === undefined
    ? chapter
    : {
        ...chapter,
        fields: chapter.fields.filter(({ field }) => shown.includes(field)),
        notes: [],
        // What she wrote beside a field that is shown; what she wrote about the rest is not needed now.
        corrections: (chapter.corrections ?? []).filter(({ field }) => field !== undefined && shown.includes(field)),
      }
}
