/** The HTTP edge of the picture: counts for analysts, releases for everybody. Reading goes through the role that sees no person. */
import { accept, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { NoteSigner } from '../platform/signed-note.ts'
import type { Work } from '../platform/work.ts'
import { pictureWords } from '../words/picture.ts'
import { makeReleaseApart } from './make-release-apart.job.ts'
import {
  CountList,
  NewRelease,
  NewWithdrawal,
  ReleaseId,
  ReleaseList,
  ReleaseMade,
  ReleaseView,
  YearQuery,
} from './picture.schema.ts'
import {
  countYear,
  insertRelease,
  lastReleaseOf,
  ledgerOfYear,
  listReleases,
  type Release,
  releaseAlone,
  tableOfYear,
  withdrawRelease,
} from './picture.store.ts'
import { BASE, COLUMNS_MAX, REGION_MIN, ROWS_MAX } from './release.ts'
import { digestOf, noteOf } from './release-note.crypto.ts'

const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const
const TAG = 'beeld'
/** Current counts are for organisations that count (W04): an analyst elsewhere sees what was released, as everybody. The policy of releases says the same. */
export const mayCount = ({ claim }: Work): boolean => claim.plane === 'numbers'
/** Between two releases of one year: late reports change many cells by then, not one. Proposed by us. */
export const RELEASE_DAYS = 90
const MS_PER_DAY = 86_400_000

/** All routes of the picture; `reader` gives the connection of the role that reads counts and nothing else, `signer` signs releases. */
export const pictureRoutes = (reader: () => Database, signer: () => NoteSigner): readonly Route[] => [
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
    refusals: [
      'nothing-to-release',
      'table-too-large',
      'released-recently',
      'release-can-be-undone',
      'release-not-found',
    ],
    handle: async (work, { body: { year } }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      await releaseAlone(work)
      const last = await lastReleaseOf(work, year)
      if (last && work.now.getTime() - last.getTime() < RELEASE_DAYS * MS_PER_DAY)
        return refuse('released-recently', { days: RELEASE_DAYS })
      const table = await tableOfYear(reader(), year)
      if (table.regions.length === 0) return refuse('nothing-to-release', { year })
      if (table.regions.length > ROWS_MAX || table.forms.length > COLUMNS_MAX) return refuse('table-too-large')
      const made = await makeReleaseApart({ table, earlier: await ledgerOfYear(reader(), year) })
      if (!made.ok) return made
      const id = work.newId()
      const settings = { year, base: BASE, regionMin: REGION_MIN }
      const digest = digestOf(settings, made.value.numbers)
      const note = noteOf(signer(), { id, releasedAt: work.now, digest })
      await insertRelease(work, { id, settings, made: made.value, digest, note })
      return accept({ id })
    },
  }),
  route({
    method: 'POST',
    path: '/releases/{releaseId}/withdrawals',
    operationId: 'withdrawRelease',
    summary: 'Openbare getallen intrekken, met de reden',
    tag: TAG,
    access: analyst,
    params: ReleaseId,
    body: NewWithdrawal,
    answer: ReleaseMade,
    status: 201,
    refusals: ['not-found', 'release-withdrawn'],
    handle: async (work, { params: { releaseId }, body: { reason } }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      const withdrawn = await withdrawRelease(work, { release: releaseId, reason })
      if (withdrawn === undefined) return refuse('not-found')
      return withdrawn ? accept({ id: releaseId }) : refuse('release-withdrawn')
    },
  }),
  route({
    method: 'GET',
    path: '/releases',
    operationId: 'listReleases',
    summary: 'Alle openbaar gemaakte sets, ook wat is ingetrokken',
    tag: TAG,
    access: { kind: 'public' },
    answer: ReleaseList,
    refusals: [],
    handlePublic: async () => accept({ releases: (await listReleases(reader())).map(listedOf), abilities: [] }),
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
      const release = (await listReleases(reader())).find(({ withdrawn }) => withdrawn === undefined)
      if (!release) return refuse('not-found')
      const { regions, forms, cells, regionTotals, formTotals, total } = release.numbers
      return accept({
        id: release.id,
        releasedAt: release.releasedAt.toISOString(),
        settings: { ...release.settings, method: methodOf(release) },
        regions: [...regions],
        forms: [...forms],
        cells: cells.map((row) => [...row]),
        regionTotals: [...regionTotals],
        formTotals: [...formTotals],
        total,
        legend: [...signsOf(release), { code: 'null', ...pictureWords.withheld }],
        ...(release.kept
          ? {
              attackedTogether: release.kept.attacked,
              signed: {
                ...{ digest: release.kept.digest, note: release.kept.note, verifierKey: signer().verifierKey },
                says: { code: 'signed', ...pictureWords.signed },
              },
            }
          : {}),
      })
    },
  }),
]

const methodOf = ({ kept }: Release) => {
  if (kept === undefined) return { code: 'rounding', ...pictureWords.method }
  return kept.method === 'round'
    ? { code: 'round', ...pictureWords.rounded }
    : { code: 'suppress', ...pictureWords.suppressed }
}
const signsOf = ({ kept }: Release) => {
  if (kept === undefined) return [{ code: '<5', ...pictureWords.small }]
  return kept.method === 'round' ? [{ code: '0', ...pictureWords.zero }] : []
}
const listedOf = ({ id, settings, releasedAt, withdrawn }: Release) => ({
  ...{ id, year: settings.year, releasedAt: releasedAt.toISOString(), stands: withdrawn === undefined },
  ...(withdrawn
    ? {
        withdrawn: {
          at: withdrawn.at.toISOString(),
          reason: { code: withdrawn.reason, ...pictureWords[withdrawn.reason] },
        },
      }
    : {}),
})
