/** What waiting cost, who waits in vain and how fast houses answer: closed quarters for who counts, and a house its own history first. */
import { accept, closedQuarters, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { lostCauseWords, waitingNotice, wishWords } from '../words/care.ts'
import { OwnReplies, QuarterQuery, WaitingFigures } from './care.schema.ts'
import { known } from './care.store.ts'
import { ownReplies, type ShownCell, sharedReplies, showCounts, showLost } from './lost-figures.ts'
import { type Dimension, lostCells, replyCells, unmetCells } from './lost-time.store.ts'
import { PROFILES } from './waiting-order.ts'

type FigurePorts = { readonly nameOf: (dimension: Dimension, key: string) => string | undefined }
/** Two years back: further is another question than how it goes. */
const QUARTERS = 8
const TAG = 'opvang'

export const figureRoutes = (ports: FigurePorts): readonly Route[] => [
  route({
    method: 'GET',
    path: '/waiting-figures',
    operationId: 'readWaitingFigures',
    summary:
      'Verloren tijd naar oorzaak, wie tevergeefs wacht en hoe snel huizen antwoorden, van een gesloten kwartaal',
    tag: 'beeld',
    access: { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' },
    query: QuarterQuery,
    answer: WaitingFigures,
    refusals: ['quarter-not-closed'],
    handle: async (work, { query }) => {
      if (work.claim.plane !== 'numbers') return refuse('not-your-function')
      const quarters = closedQuarters(work.now, QUARTERS)
      const quarter = query.quarter ?? quarters[0] ?? ''
      if (!quarters.includes(quarter)) return refuse('quarter-not-closed')
      const lost = await lostCells(work, quarter)
      const rows = (dimension: Dimension) =>
        showLost(lost[dimension]).map((cell) => lostRow(cell, ports.nameOf(dimension, cell.key)))
      return accept({
        ...{ quarter, quarters: [...quarters] },
        ...{ lostByMunicipality: rows('municipality'), lostByLaw: rows('law'), lostByProvider: rows('provider') },
        unmetNeeds: showCounts(await unmetCells(work, quarter)).map(({ row, column, persons }) => {
          const profile = known(PROFILES, column)
          return { areaCode: row, profile: { code: profile, ...wishWords[profile] }, persons }
        }),
        replies: (await replyCells(work, quarter)).map(sharedRow),
        notice: { code: 'closed-quarters', ...waitingNotice },
      })
    },
  }),
  route({
    method: 'GET',
    path: '/own-replies',
    operationId: 'readOwnReplies',
    summary: 'Hoe snel dit huis zelf antwoordde, per kwartaal',
    tag: TAG,
    access: { kind: 'signed-in', functions: ['shelter-worker'], purpose: 'W01' },
    answer: OwnReplies,
    refusals: [],
    handle: async (work) => accept({ quarters: await ownQuarters(work) }),
  }),
]

const lostRow = (cell: ShownCell, name: string | undefined) => ({
  ...{ key: cell.key, cause: { code: cell.cause, ...lostCauseWords[cell.cause] } },
  ...(name && { name }),
  ...('withheld' in cell
    ? { withheld: true }
    : { withheld: false, persons: cell.persons, weeks: cell.weeks, ...(cell.days && { days: cell.days }) }),
})

const sharedRow = ({ provider, ...replies }: Parameters<typeof sharedReplies>[0] & { readonly provider: string }) => {
  const shown = sharedReplies(replies)
  if ('withheld' in shown) return { providerOrganisationId: provider, withheld: true }
  const { medianHours: _, ...rest } = shown
  return { providerOrganisationId: provider, withheld: false, ...rest }
}

const ownQuarters = async (work: Work) => {
  const rows = await Promise.all(
    closedQuarters(work.now, QUARTERS).map(async (quarter) => {
      const [own] = await replyCells(work, quarter)
      const shown = own && ownReplies(own)
      return shown && !('withheld' in shown) ? [{ quarter, ...shown, unanswered: shown.unanswered ?? 0 }] : []
    }),
  )
  return rows.flat()
}
