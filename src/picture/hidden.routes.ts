/** The HTTP edge of the hidden number: for organisations that count and have the purpose (W04). Answers at once; an estimate is made beside the house. */
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import { captureTableOf, seenBy } from './capture.ts'
import { countWaiting, keepCube, readCells, readYears } from './cube.store.ts'
import { LISTS_VIEW, WHOLE_YEAR } from './cube.ts'
import type { EstimatesApart } from './estimates-apart.job.ts'
import { presentHidden } from './hidden.present.ts'
import { HiddenQuery, HiddenView } from './hidden.schema.ts'
import { mayCount } from './picture.routes.ts'

/** As many changed units as a reader counts along. */
const READER_UNITS = 50

/** The route of the hidden number; `reader` gives the connection of the role that counts and reads no house and no signal. */
export const hiddenRoutes = (reader: () => Database, estimates: EstimatesApart): readonly Route[] => [
  route({
    method: 'GET',
    path: '/picture/hidden',
    operationId: 'readHiddenNumber',
    summary: 'Hoeveel mensen niemand zag: wie door welke lijsten gezien is, met een schatting of waarom die er niet is',
    tag: 'beeld',
    access: { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' },
    query: HiddenQuery,
    answer: HiddenView,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const [year, side] = [Number(query.year), query.side]
      if ((await countWaiting(reader())) > 0) await keepCube(reader(), READER_UNITS)
      const [cells, years, waiting] = await Promise.all([
        readCells(reader(), { years: [year], views: [LISTS_VIEW, ''], month: WHOLE_YEAR }),
        readYears(reader()),
        countWaiting(reader()),
      ])
      const seen = seenBy(
        side,
        cells.filter(({ dimensions }) => dimensions === LISTS_VIEW),
      )
      const persons = cells.find(({ dimensions }) => dimensions === '')?.persons ?? 0
      const table = captureTableOf(seen)
      return accept(
        presentHidden({ year, years, waiting, side, persons, seen }, table.ok ? accept(estimates(table.value)) : table),
      )
    },
  }),
]
