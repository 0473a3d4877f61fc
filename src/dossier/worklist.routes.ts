/** The HTTP edge of the worklist: open dossiers of the own house, the most urgent first, in one call and always as many queries. */
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { presentOpen } from './dossier.present.ts'
import { OpenDossierList, OpenQuery } from './dossier.schema.ts'
import { readNames } from './dossier.store.ts'
import { READERS, readerOf } from './dossier-edge.routes.ts'
import { handoversOf } from './handover.store.ts'
import type { DossierPorts } from './ports.ts'
import { countQuestions, findUnreadTerms, listOpenDossiers, readTermsAgain } from './worklist.store.ts'
import { parsePlace, placeText } from './worklist.ts'

const LIMIT_DEFAULT = 50

export const worklistRoutes = (ports: DossierPorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/open-dossiers',
    operationId: 'listOpenDossiers',
    summary: 'De open dossiers die uw organisatie voert: wie uit beeld is eerst, dan wat het eerst af moet zijn',
    tag: 'dossier',
    access: { kind: 'signed-in', functions: READERS, purpose: 'W01' },
    query: OpenQuery,
    answer: OpenDossierList,
    refusals: ['bad-input'],
    handle: async (work, { query }) => {
      const limit = Number(query.limit ?? LIMIT_DEFAULT)
      const after = query.cursor === undefined ? undefined : parsePlace(query.cursor)
      if (query.cursor !== undefined && !after) return refuse('bad-input')
      const asked = { limit: limit + 1, ...(after ? { after } : {}) }
      // Nearly always every term is read already; then this is the page.
      const [unread, before] = await Promise.all([
        findUnreadTerms(work, ports.normsMark),
        listOpenDossiers(work, asked),
      ])
      const sorted = unread.length === 0 || (await readTermsAgain(work, ports, unread))
      const found = unread.length === 0 ? before : await listOpenDossiers(work, asked)
      const page = found.slice(0, limit)
      const ids = page.map(({ id }) => id)
      const [names, handovers, dues, waits, questions] = await Promise.all([
        readNames(work, ids),
        handoversOf(work, ids),
        ports.nextDues(work, ids),
        ports.countWaits(work, ids),
        countQuestions(work, ids),
      ])
      for (const id of ids) work.concerns(id, 'list-open-dossiers', ['identity'])
      const last = page.at(-1)
      return accept({
        dossiers: page.map((each) => {
          const [name, next] = [names.get(each.id), dues.get(each.id)]
          const handover = handovers.find(({ dossier }) => dossier === each.id)
          return presentOpen(
            each,
            {
              ...(name ? { name } : {}),
              ...(handover ? { handover } : {}),
              ...(next ? { next } : {}),
              waits: waits.get(each.id) ?? 0,
              questions: questions.get(each.id) ?? 0,
            },
            readerOf(work),
          )
        }),
        sorted,
        ...(found.length > limit && last ? { nextCursor: placeText(last.place) } : {}),
        abilities: [],
      })
    },
  }),
]
