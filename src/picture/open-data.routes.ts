/**
 * The HTTP edge of what is public of the picture: releases as they were signed, their files, the catalogue and the yearly report. Nothing here asks who
 * it is, and nothing here reads counts: only releases, through the role that sees no person.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Database } from '../platform/database.ts'
import { type Route, route } from '../platform/route.ts'
import type { NoteSigner } from '../platform/signed-note.ts'
import { pictureWords } from '../words/picture.ts'
import { keptReports } from './kept-report.ts'
import {
  describeCatalogue,
  describeRelease,
  type Publisher,
  type ReleaseFile,
  releaseCsv,
  type WithdrawnSet,
} from './open-data.ts'
import {
  PublicFile,
  ReleaseFileParams,
  ReleaseId,
  ReleaseList,
  ReleaseView,
  ReportFile,
  ReportQuery,
  ReportYear,
} from './picture.schema.ts'
import { listReleases, type Release } from './picture.store.ts'
import { listedOf, type NormTitle, viewOf } from './release.present.ts'
import { signedOf, signedTextOf } from './release-note.crypto.ts'
import { readStanding } from './signed-release.store.ts'
import type { SignedRelease } from './signed-release.ts'
import { drawReport } from './yearly-report.page.ts'
import { layReport } from './yearly-report.ts'

const TAG = 'open data'
const everybody = { kind: 'public' } as const

export type OpenDataNeeds = {
  readonly reader: () => Database
  readonly signer: () => NoteSigner
  readonly publisher: () => Publisher
  /** What a norm is called, for sets about one. */
  readonly titleOf: NormTitle
}

/** All public routes of the picture. */
export const openDataRoutes = ({ reader, signer, publisher, titleOf }: OpenDataNeeds): readonly Route[] => {
  const isSigned = (release: Release): SignedRelease | undefined => signedOf(release, signer().verifierKey)
  const standing = () => readStanding(reader(), signer().verifierKey)
  const one = async (id: string): Promise<Outcome<SignedRelease, 'not-found' | 'release-withdrawn'>> => {
    const [found] = await listReleases(reader(), { id })
    if (found?.withdrawn) return refuse('release-withdrawn')
    const signed = found && isSigned(found)
    return signed ? accept(signed) : refuse('not-found')
  }
  const reports = keptReports(drawReport)
  return [
    route({
      method: 'GET',
      path: '/releases',
      operationId: 'listReleases',
      summary: 'Alle openbaar gemaakte sets, ook wat is ingetrokken',
      tag: TAG,
      access: everybody,
      answer: ReleaseList,
      refusals: [],
      handlePublic: async () => {
        const releases = await listReleases(reader())
        return accept({
          releases: releases.map((each) => listedOf(each, { signed: isSigned(each) !== undefined, titleOf })),
          abilities: [],
        })
      },
    }),
    route({
      method: 'GET',
      path: '/releases/latest',
      operationId: 'readLatestRelease',
      summary: 'De laatst openbaar gemaakte getallen',
      tag: TAG,
      access: everybody,
      answer: ReleaseView,
      refusals: ['not-found'],
      handlePublic: async () => {
        const [release] = await standing()
        return release ? accept(viewOf(release, { verifierKey: signer().verifierKey, titleOf })) : refuse('not-found')
      },
    }),
    route({
      method: 'GET',
      path: '/releases/{releaseId}',
      operationId: 'readRelease',
      summary: 'Een openbaar gemaakte set die geldt, met wat de getallen betekenen',
      tag: TAG,
      access: everybody,
      params: ReleaseId,
      answer: ReleaseView,
      refusals: ['not-found', 'release-withdrawn'],
      handlePublic: async (_, { params: { releaseId } }) => {
        const release = await one(releaseId)
        return release.ok ? accept(viewOf(release.value, { verifierKey: signer().verifierKey, titleOf })) : release
      },
    }),
    route({
      method: 'GET',
      path: '/releases/{releaseId}/files/{file}',
      operationId: 'readReleaseFile',
      summary:
        'Een set als bestand: getallen (CSV), ondertekende tekst (JSON), beschrijving (DCAT-AP-NL) of handtekening',
      tag: TAG,
      access: everybody,
      params: ReleaseFileParams,
      answer: PublicFile,
      file: 'by-answer',
      refusals: ['not-found', 'release-withdrawn'],
      handlePublic: async (_, { params: { releaseId, file } }) => {
        const release = await one(releaseId)
        if (release.ok && !isOfForms(release.value)) return refuse('not-found')
        return release.ok ? accept(fileOf(release.value, file, { publisher: publisher(), signer: signer() })) : release
      },
    }),
    route({
      method: 'GET',
      path: '/open-data-catalogue',
      operationId: 'readOpenDataCatalogue',
      summary: 'De catalogus van alle ondertekende sets, in de woorden van DCAT-AP-NL (JSON-LD)',
      tag: TAG,
      access: everybody,
      answer: PublicFile,
      file: 'by-answer',
      refusals: ['not-found'],
      handlePublic: async () => {
        const releases = (await listReleases(reader())).filter(isOfForms)
        const catalogue = {
          standing: releases.flatMap((each) => (each.withdrawn ? [] : (isSigned(each) ?? []))),
          withdrawn: releases.flatMap((each) => (isSigned(each) ? withdrawnIn(each) : [])),
        }
        if (catalogue.standing.length + catalogue.withdrawn.length === 0) return refuse('not-found')
        const text = jsonOf(describeCatalogue(publisher(), catalogue))
        return accept(asFile('catalogus.jsonld', JSON_LD, text))
      },
    }),
    route({
      method: 'GET',
      path: '/yearly-reports/{year}',
      operationId: 'readYearlyReport',
      summary:
        'Het jaarverslag uit ondertekende getallen, als PDF die een schermlezer leest, in het Nederlands of Engels',
      tag: TAG,
      access: everybody,
      params: ReportYear,
      query: ReportQuery,
      answer: ReportFile,
      file: 'application/pdf',
      refusals: ['no-release-of-year'],
      handlePublic: async (_, { params, query: { language } }) => {
        const year = Number(params.year)
        const asked = { year, language, publisher: publisher(), verifierKey: signer().verifierKey }
        const report = layReport(await standing(), asked)
        if (!report.ok) return report
        const bytes = await reports(year, report.value)
        return accept({ name: `jaarverslag-${year}-${language}.pdf`, base64: bytes.toString('base64') })
      },
    }),
  ]
}

/** Persons by region and form: what files, the catalogue and the yearly report are made of. A set about a norm is read, and has no files yet. */
const isOfForms = ({ settings }: { readonly settings: { readonly norm?: string } }): boolean =>
  settings.norm === undefined

const withdrawnIn = ({ id, settings: { year }, releasedAt, withdrawn }: Release): readonly WithdrawnSet[] =>
  withdrawn ? [{ id, year, releasedAt, withdrawn: { at: withdrawn.at, reason: pictureWords[withdrawn.reason] } }] : []

const JSON_LD = 'application/ld+json; charset=utf-8'
const jsonOf = (described: unknown): string => `${JSON.stringify(described, null, 2)}\n`
const asFile = (name: string, media: string, text: string) => ({
  ...{ name, media, base64: Buffer.from(text).toString('base64') },
})

const fileOf = (
  release: SignedRelease,
  file: ReleaseFile,
  { publisher, signer }: { readonly publisher: Publisher; readonly signer: NoteSigner },
) => {
  const { settings, numbers, note, releasedAt } = release
  const name = `getallen-${settings.year}-${releasedAt.toISOString().slice(0, 10)}`
  switch (file) {
    case 'csv':
      return asFile(`${name}.csv`, 'text/csv; charset=utf-8', releaseCsv(release))
    case 'signed-text':
      return asFile(`${name}.json`, 'application/json; charset=utf-8', signedTextOf(settings, numbers))
    case 'description':
      return asFile(`${name}.jsonld`, JSON_LD, jsonOf(describeRelease(publisher, release)))
    case 'signature':
      return asFile(`${name}-handtekening.txt`, 'text/plain; charset=utf-8', `${note}\n${signer.verifierKey}\n`)
  }
}
