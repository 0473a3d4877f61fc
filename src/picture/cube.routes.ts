/** The HTTP edge of the cube: current counts for organisations that count and have the purpose (W04); everybody else sees releases. */
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { presentCube, presentDesk, presentDirective } from './cube.present.ts'
import { CubeQuery, CubeView, DeskQuery, DeskView, DirectiveView } from './cube.schema.ts'
import { countWaiting, keepLatest, readCells, readYears } from './cube.store.ts'
import { DIRECTIVE_VIEW, dimensionsIn, viewOf, WHOLE_YEAR } from './cube.ts'
import { DESK_VIEWS, layDesk } from './desk.ts'

const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const
const TAG = 'beeld'
const MONTHS_OF_YEAR = 12
/** Who looks counts the latest along and waits no longer than this for a keeper at work: then the numbers are those of a moment ago, and how many wait stands beside them. */
const READER_PATIENCE_MS = 50

const mayCount = ({ claim }: Work): boolean => claim.plane === 'numbers'

/** All routes of the cube; `reader` gives the connection of the role that counts and reads no house and no signal. */
export const cubeRoutes = (reader: () => Database): readonly Route[] => {
  const currentOf = async (year: number): Promise<{ readonly year: number; readonly waiting: number }> => {
    if ((await countWaiting(reader())) > 0) await keepLatest(reader(), READER_PATIENCE_MS)
    return { year, waiting: await countWaiting(reader()) }
  }
  return [
    route({
      method: 'GET',
      path: '/picture/desk',
      operationId: 'readPictureDesk',
      summary: 'Wat er veranderde, waar mensen uitvallen en wat we niet zien, voor intern gebruik',
      tag: TAG,
      access: analyst,
      query: DeskQuery,
      answer: DeskView,
      refusals: [],
      handle: async (work, { query }) => {
        if (!mayCount(work)) return refuse('not-your-function')
        const current = await currentOf(Number(query.year))
        const { year } = current
        const [cells, years] = await Promise.all([
          readCells(reader(), { years: [year - 1, year], views: DESK_VIEWS }),
          readYears(reader()),
        ])
        const untilMonth = year === Number(work.today.slice(0, 4)) ? Number(work.today.slice(5, 7)) : MONTHS_OF_YEAR
        return accept(presentDesk(layDesk(cells, { year, untilMonth }), { ...current, years }))
      },
    }),
    route({
      method: 'GET',
      path: '/picture/cube',
      operationId: 'askCube',
      summary: 'Personen en meldingen van een jaar naar hooguit twee kenmerken, per jaar, kwartaal of maand',
      tag: TAG,
      access: analyst,
      query: CubeQuery,
      answer: CubeView,
      refusals: ['cube-not-kept-so'],
      handle: async (work, { query }) => {
        if (!mayCount(work)) return refuse('not-your-function')
        const { by, and, period = 'year' } = query
        const view = viewOf([by, and].flatMap((each) => each ?? []))
        if (view === undefined || (and && !by)) return refuse('cube-not-kept-so')
        const current = await currentOf(Number(query.year))
        const cells = await readCells(reader(), { years: [current.year], views: [view] })
        return accept(presentCube(cells, { ...current, period, dimensions: dimensionsIn(view) }))
      },
    }),
    route({
      method: 'GET',
      path: '/picture/directive-cube',
      operationId: 'exportDirectiveCube',
      summary:
        'De slachtoffers van een jaar zoals de EU-richtlijn ze vraagt, in woorden van IC-TIP; niet openbaar zonder vrijgave',
      tag: TAG,
      access: analyst,
      query: DeskQuery,
      answer: DirectiveView,
      refusals: [],
      handle: async (work, { query }) => {
        if (!mayCount(work)) return refuse('not-your-function')
        const current = await currentOf(Number(query.year))
        const cells = await readCells(reader(), { years: [current.year], views: [DIRECTIVE_VIEW], month: WHOLE_YEAR })
        return accept(presentDirective(cells, current))
      },
    }),
  ]
}
