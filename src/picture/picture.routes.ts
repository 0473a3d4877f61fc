/** The HTTP edge of the picture: counts for analysts, releases for everybody. Reading goes through the role that sees no person. */
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { pictureWords } from '../words/picture.ts'
import { BASE, COLUMNS_MAX, disclose, REGION_MIN, ROWS_MAX } from './disclose.ts'
import { CountList, NewRelease, ReleaseMade, ReleaseView, YearQuery } from './picture.schema.ts'
import { countYear, insertRelease, lastReleaseOf, latestRelease, tableOfYear } from './picture.store.ts'

const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const
const TAG = 'beeld'
/** Current counts are for organisations that count (W04): an analyst elsewhere sees what was released, as everybody. The policy of releases says the same. */
const mayCount = ({ claim }: Work): boolean => claim.plane === 'numbers'
/** Between two releases of one year: late reports change many cells by then, not one. Proposed by us. */
export const RELEASE_DAYS = 90
const MS_PER_DAY = 86_400_000

/** All routes of the picture; `reader` gives the connection of the role that reads counts and nothing else. */
export const pictureRoutes = (reader: () => Database): readonly Route[] => [
  route({
    method: 'GET',
    path: '/counts',
    operationId: 'countPersons',
    summary: 'Personen en meldingen naar vorm en regio, voor intern gebruik',
    tag: TAG,
    access: analyst,
    query: YearQuery,
    answer: CountList,
    refusals: [],
    handle: async (work, { query }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const year = Number(query.year)
      const counts = await countYear(reader(), year)
      const all = counts.find((each) => each.exploitation === undefined && each.region === undefined)
      return accept({
        year,
        persons: all?.persons ?? 0,
        reports: all?.reports ?? 0,
        cells: counts.flatMap(({ exploitation, region, persons, reports }) =>
          exploitation !== undefined && region !== undefined
            ? [{ exploitation, safetyRegionCode: region, persons, reports }]
            : [],
        ),
        byForm: counts.flatMap(({ exploitation, region, persons, reports }) =>
          exploitation !== undefined && region === undefined ? [{ exploitation, persons, reports }] : [],
        ),
        byRegion: counts.flatMap(({ exploitation, region, persons, reports }) =>
          exploitation === undefined && region !== undefined ? [{ safetyRegionCode: region, persons, reports }] : [],
        ),
        notice: { code: 'internal', ...pictureWords.internal },
        abilities: ['release-numbers'],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/releases',
    operationId: 'releaseNumbers',
    summary: 'Veilige getallen van een jaar openbaar maken',
    tag: TAG,
    access: analyst,
    body: NewRelease,
    answer: ReleaseMade,
    status: 201,
    refusals: ['nothing-to-release', 'table-too-large', 'released-recently'],
    handle: async (work, { body: { year } }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const last = await lastReleaseOf(work, year)
      if (last && work.now.getTime() - last.getTime() < RELEASE_DAYS * MS_PER_DAY)
        return refuse('released-recently', { days: RELEASE_DAYS })
      const table = await tableOfYear(reader(), year)
      if (table.regions.length === 0) return refuse('nothing-to-release', { year })
      if (table.regions.length > ROWS_MAX || table.forms.length > COLUMNS_MAX) return refuse('table-too-large')
      const id = work.newId()
      await insertRelease(work, { id, settings: { year, base: BASE, regionMin: REGION_MIN }, numbers: disclose(table) })
      return accept({ id })
    },
  }),
  route({
    method: 'GET',
    path: '/releases/latest',
    operationId: 'readLatestRelease',
    summary: 'De laatst openbaar gemaakte getallen',
    tag: TAG,
    access: { kind: 'public' },
    answer: ReleaseView,
    refusals: ['not-found'],
    handlePublic: async () => {
      const release = await latestRelease(reader())
      if (!release) return refuse('not-found')
      const { regions, forms, cells, regionTotals, formTotals, total } = release.numbers
      return accept({
        id: release.id,
        releasedAt: release.releasedAt.toISOString(),
        settings: { ...release.settings, method: { code: 'rounding', ...pictureWords.method } },
        regions: [...regions],
        forms: [...forms],
        cells: cells.map((row) => [...row]),
        regionTotals: [...regionTotals],
        formTotals: [...formTotals],
        total,
        legend: [
          { code: '<5', ...pictureWords.small },
          { code: 'null', ...pictureWords.withheld },
        ],
      })
    },
  }),
]
