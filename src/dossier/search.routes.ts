/**
 * The HTTP edge of searching: the index proposes dossiers, and each is opened as its reader would see it before anything is said of it. So an answer
 * can hold nothing that opening the dossier would not show, whatever stands in the index. Always as many queries.
 */
import { standingConsentsOf } from '../access/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { type Dossier, findDossiers, readChapterFactsOf, type TimelineFact } from './dossier.store.ts'
import { namesFrom, READERS, readableBy, readerOf } from './dossier-edge.routes.ts'
import { handoversOf } from './handover.store.ts'
import type { DossierPorts } from './ports.ts'
import { relationsTo } from './relation.ts'
import { type Opened, presentFound, presentPlaces } from './search.present.ts'
import { FoundDossiers, SearchDossiers } from './search.schema.ts'
import { countSearches, findCandidates, noteSearch, readInStep } from './search.store.ts'
import { askedFor, FOUND_MAX, findIn, inOrder, SEARCHES_PER_HOUR } from './search.ts'

/** Routes of searching. */
export const searchRoutes = (ports: DossierPorts): readonly Route[] => {
  const nameOf = namesFrom(ports.reference.organisations)
  return [
    route({
      method: 'POST',
      path: '/dossier-searches',
      operationId: 'searchDossiers',
      summary:
        'Zoeken in wat u zelf mag lezen: zoals geschreven, in een ander schrift, of zoals het klinkt. Wat u zoekt wordt nergens bewaard',
      tag: 'dossier',
      access: { kind: 'signed-in', functions: READERS, purpose: 'W01' },
      body: SearchDossiers,
      answer: FoundDossiers,
      keepsNothing: true,
      refusals: ['search-too-short', 'search-budget-spent'],
      handle: async (work, { body }) => {
        const asked = askedFor(body.sought, ports.readWords)
        if (!asked.ok) return asked
        if ((await countSearches(work)) >= SEARCHES_PER_HOUR)
          return refuse('search-budget-spent', { most: SEARCHES_PER_HOUR })
        await noteSearch(work)
        const chaptersToReadIn = await readInStep(work, ports.readWords)
        const candidates = await findCandidates(work, asked.value)
        const reader = readerOf(work)
        const found = (await openAll(work, candidates.dossiers)).flatMap((opened) => {
          const { places, ...named } = presentPlaces(opened, reader, nameOf)
          const match = findIn(asked.value, places, ports.readWords)
          return match ? [{ dossier: opened.dossier, how: match.how, found: match, ...named }] : []
        })
        const shown = inOrder(found).slice(0, FOUND_MAX)
        for (const { dossier, found: match } of shown)
          work.concerns(dossier.id, 'search-dossier', [
            ...new Set(['identity', ...match.chapters.map(({ chapter }) => chapter)]),
          ])
        return accept({
          dossiers: shown.map(({ dossier, ...more }) => presentFound(dossier, more, reader, nameOf)),
          more: candidates.more || found.length > shown.length,
          ...{ chaptersToReadIn, abilities: [] },
        })
      },
    }),
  ]
}

/** Each dossier as far as this reader may read it, in the given order. Five queries, however many there are. */
const openAll = async (work: Work, ids: readonly string[]): Promise<readonly Opened[]> => {
  const [dossiers, facts, handovers, consents] = await Promise.all([
    findDossiers(work, ids),
    readChapterFactsOf(work, ids),
    handoversOf(work, ids),
    standingConsentsOf(work, ids),
  ])
  const reader = readerOf(work)
  const open = (dossier: Dossier, written: readonly TimelineFact[]): readonly Opened[] => {
    const said = consents.get(dossier.id) ?? []
    const about = handovers.filter((each) => each.dossier === dossier.id)
    const relations = relationsTo(dossier, reader, about, said)
    if (!work.decide({ act: 'see', dossier: dossier.id, relations }).ok) return []
    const mayRead = readableBy(work, { dossier: dossier.id, relations, consents: said })
    return [{ dossier, facts: written.filter(mayRead), consents: said }]
  }
  return ids.flatMap((id) => {
    const dossier = dossiers.get(id)
    return dossier ? open(dossier, facts.get(id) ?? []) : []
  })
}
