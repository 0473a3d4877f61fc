/** The HTTP edge of regions, flows and the revolving door: for who counts (W04), read through the role that sees no person. */
import surroundings from '../../data/picture/region-context.json' with { type: 'json' }
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import { pictureWords } from '../words/picture.ts'
import { compareRegions } from './compare-regions.ts'
import { DOOR_TERMS, readDoor } from './door.ts'
import { flowsToShow, placeFlows } from './flows.ts'
import { DoorQuery, DoorShown, FlowsShown, RegionComparison, SharedQuery, SharedShown } from './movement.schema.ts'
import { countDoor, countMoves, personsByRegion } from './movement.store.ts'
import { mayCount } from './picture.routes.ts'
import { YearQuery } from './picture.schema.ts'
import { countShared } from './shared-things.store.ts'
import { pairsToShow } from './shared-things.ts'

const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const
const tag = 'beeld'
/** Years before the chosen one that a region is shown its own history of. */
const HISTORY_YEARS = 4

export type MovementNeeds = {
  readonly reader: () => Database
  readonly tiles: () => readonly { readonly column: number; readonly row: number; readonly region: string }[]
}

const notice = <C extends keyof typeof pictureWords>(code: C) => ({ code, ...pictureWords[code] })

const contextOf = ({ code: _, ...variables }: (typeof surroundings.regions)[number]) => variables

export const movementRoutes = ({ reader, tiles }: MovementNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/region-comparisons',
    operationId: 'compareRegions',
    summary: 'Regio’s naast elkaar bij kleine aantallen: met onzekerheid, zonder rangorde',
    tag,
    access: analyst,
    query: YearQuery,
    answer: RegionComparison,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const year = Number(query.year)
      const found = compareRegions(
        year,
        surroundings.regions.map(({ code, inhabitants }) => ({ region: code, inhabitants })),
        await personsByRegion(reader(), { from: year - HISTORY_YEARS, until: year }),
      )
      const around = new Map(surroundings.regions.map((each) => [each.code, contextOf(each)]))
      return accept({
        year,
        ...(found
          ? {
              comparison: {
                ...found,
                lines: [...found.lines],
                regions: found.regions.map(({ region, history, ...figures }) => ({
                  ...{ safetyRegionCode: region, ...figures },
                  ...{ history: [...history], context: around.get(region) ?? {} },
                })),
              },
            }
          : {}),
        needsPersons: DOOR_TERMS.compareMin,
        context: surroundings.variables,
        notices: [notice('reporting'), notice('noRank'), notice('regionOfReport')],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/flows',
    operationId: 'readFlows',
    summary: 'Verplaatsingen tussen regio’s en landen in een jaar',
    tag,
    access: analyst,
    query: YearQuery,
    answer: FlowsShown,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const year = Number(query.year)
      const flows = await countMoves(reader(), year)
      return accept({
        year,
        flows: [...flowsToShow(flows)],
        places: [...placeFlows(flows)],
        tiles: [...tiles()],
        notices: [notice('moves'), notice('fewMoves')],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/thing-flows',
    operationId: 'readThingFlows',
    summary:
      'Zelfde telefoon, kenteken of bedrijf in signalen van twee regio’s, van één kant en één soort, in een jaar',
    tag,
    access: analyst,
    query: SharedQuery,
    answer: SharedShown,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const asked = { year: Number(query.year), side: query.side, kind: query.kind }
      return accept({
        ...asked,
        pairs: [...pairsToShow(await countShared(reader(), asked))],
        tiles: [...tiles()],
        notices: [notice('sharedIsNoMove'), notice('sharedPairs'), notice('fewMoves')],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/revolving-door',
    operationId: 'readRevolvingDoor',
    summary: 'Draaideur: hoeveel mensen na het einde van hulp terugkomen, en hoe snel',
    tag,
    access: analyst,
    query: DoorQuery,
    answer: DoorShown,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const gapDays = Number(query.gapDays ?? DOOR_TERMS.gapDays)
      const door = readDoor(await countDoor(reader()), work.today, { gapDays })
      return accept({
        ...{ gapDays, riskMin: DOOR_TERMS.riskMin, recallInHundred: DOOR_TERMS.recallInHundred },
        ...door,
        ...{ curve: [...door.curve], ways: [...door.ways], gapCauses: [...door.gapCauses] },
        routes: door.routes.map((each) => ({ ...each, curve: [...each.curve] })),
        ...{ returnsOnAverage: [...door.returnsOnAverage], waysOut: door.waysOut.map((each) => ({ ...each })) },
        notices: [notice('missedReturns'), notice('leavingIsNoSuccess'), notice('byFile')],
      })
    },
  }),
]
