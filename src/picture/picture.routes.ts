/** The HTTP edge of the picture for who counts: counts, and making and withdrawing releases. Reading goes through the role that sees no person. */
import { accept, closedQuarters, type Outcome, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { NoteSigner } from '../platform/signed-note.ts'
import type { Work } from '../platform/work.ts'
import { pictureWords } from '../words/picture.ts'
import { makeReleaseApart } from './make-release-apart.job.ts'
import {
  CountList,
  NewNormRelease,
  NewRelease,
  NewWithdrawal,
  ReleaseId,
  ReleaseMade,
  YearQuery,
} from './picture.schema.ts'
import {
  countYear,
  insertRelease,
  lastReleaseOf,
  ledgerOfYear,
  type ReleaseSubject,
  releaseAlone,
  tableOfYear,
  withdrawRelease,
} from './picture.store.ts'
import { BASE, COLUMNS_MAX, methodsOf, REGION_MIN, type ReleaseRefusal, ROWS_MAX, type Table } from './release.ts'
import { digestOf, noteOf } from './release-note.crypto.ts'

const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const
const TAG = 'beeld'
/** Current counts are for organisations that count (W04): an analyst elsewhere sees what was released, as everybody. The policy of releases says the same. */
export const mayCount = ({ claim }: Work): boolean => claim.plane === 'numbers'
/** Between two releases of one year: late reports change many cells by then, not one. Proposed by us. */
export const RELEASE_DAYS = 90
const MS_PER_DAY = 86_400_000

/** What a release of a norm is made of; bound in wiring.ts, as the picture knows no norm. */
export type NormPorts = {
  readonly titleOf: (norm: string) => { readonly nl: string; readonly en: string } | undefined
  /** Persons of clocks that began in that year, each once: regions by kept, missed and excepted. */
  readonly tableOf: (work: Work, asked: { readonly norm: string; readonly year: number }) => Promise<Table>
}
/** As far back as quarters are looked up. */
const QUARTERS_BACK = 20
/** Years of which every quarter is closed, newest first. */
export const closedYears = (now: Date): readonly number[] =>
  closedQuarters(now, QUARTERS_BACK).flatMap((quarter) => (quarter.endsWith('Q4') ? [Number(quarter.slice(0, 4))] : []))

/** What who counts asks and does; `reader` gives the connection of the role that reads counts and nothing else, `signer` signs releases. */
export const pictureRoutes = (reader: () => Database, signer: () => NoteSigner, norms: NormPorts): readonly Route[] => [
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
      return publish(work, { year }, { reader, signer, tableOf: () => tableOfYear(reader(), year) })
    },
  }),
  route({
    method: 'POST',
    path: '/norm-releases',
    operationId: 'releaseNorm',
    summary: 'Veilige getallen over een norm in een gesloten jaar openbaar maken',
    tag: TAG,
    access: analyst,
    body: NewNormRelease,
    answer: ReleaseMade,
    status: 201,
    refusals: [
      'norm-not-known',
      'quarter-not-closed',
      'nothing-to-release',
      'table-too-large',
      'released-recently',
      'release-can-be-undone',
      'release-not-found',
    ],
    handle: async (work, { body: { year, norm } }) => {
      if (!mayCount(work)) return refuse('not-your-function')
      if (norms.titleOf(norm) === undefined) return refuse('norm-not-known', { norm })
      if (!closedYears(work.now).includes(year)) return refuse('quarter-not-closed')
      return publish(work, { year, norm }, { reader, signer, tableOf: () => norms.tableOf(work, { norm, year }) })
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
]

/** Makes safe numbers and keeps them: refused while a set about the same stands that is too young, or when anything small follows from all that was released. */
const publish = async (
  work: Work,
  subject: ReleaseSubject,
  needs: { readonly reader: () => Database; readonly signer: () => NoteSigner; readonly tableOf: () => Promise<Table> },
): Promise<Outcome<{ id: string }, ReleaseRefusal | 'released-recently' | 'nothing-to-release'>> => {
  await releaseAlone(work)
  const last = await lastReleaseOf(work, subject)
  if (last && work.now.getTime() - last.getTime() < RELEASE_DAYS * MS_PER_DAY)
    return refuse('released-recently', { days: RELEASE_DAYS })
  const table = await needs.tableOf()
  if (table.regions.length === 0) return refuse('nothing-to-release', { year: subject.year })
  if (table.regions.length > ROWS_MAX || table.forms.length > COLUMNS_MAX) return refuse('table-too-large')
  const earlier = await ledgerOfYear(needs.reader(), subject)
  const made = await makeReleaseApart({ table, earlier, methods: methodsOf(subject.norm) })
  if (!made.ok) return made
  const id = work.newId()
  const settings = {
    year: subject.year,
    base: BASE,
    regionMin: REGION_MIN,
    ...(subject.norm ? { norm: subject.norm } : {}),
  }
  const digest = digestOf(settings, made.value.numbers)
  const note = noteOf(needs.signer(), { id, releasedAt: work.now, digest })
  await insertRelease(work, { id, settings, made: made.value, digest, note })
  return accept({ id })
}
