/**
 * A release as open data: its numbers as CSV, and its description and the catalogue of all of them as DCAT-AP-NL 3.0 (JSON-LD). The fields are
 * those that the profile asks of a dataset, a distribution and a catalogue; a test holds them to that list. Pure.
 */
import file from '../../data/picture/open-data.json' with { type: 'json' }
import { dayAt } from '../kernel/index.ts'
import { openDataWords as words } from '../words/open-data.ts'
import { pictureWords } from '../words/picture.ts'
import { csvOf } from './cube-file.ts'
import { BOTH_LANGUAGES, both, DCAT_CONTEXT, daysFrom, euCode, euNotion, mediaType, schemaOf, typed } from './dcat.ts'
import type { Worded } from './definitions.ts'
import { formName, regionName } from './names.ts'
import { periodOf, rowsOf, type SignedRelease } from './signed-release.ts'

export const OPEN_DATA = file
/** Files of a release: the numbers, the text that was signed, what it is, and the signature. */
export const RELEASE_FILES = ['csv', 'signed-text', 'description', 'signature'] as const
export type ReleaseFile = (typeof RELEASE_FILES)[number]

const COLUMNS = Object.entries(words.columns).map(([name, says]) => ({ name, says }))
const ALL = 'all'

/** The numbers as CSV: one row for each, totals as `all`, what is withheld empty and said to be so. */
export const releaseCsv = ({ settings: { year }, numbers }: SignedRelease): string =>
  csvOf(
    COLUMNS.map(({ name }) => name),
    rowsOf(numbers).map(({ region, form, persons }) => [
      ...[year, region ?? ALL, region === undefined ? words.all.nl : regionName(region, 'nl')],
      ...[form ?? ALL, form === undefined ? words.all.nl : formName(form, 'nl')],
      ...[form === undefined ? words.all.en : formName(form, 'en'), persons ?? '', persons === null ? 'nee' : 'ja'],
    ]),
  )

/** Who publishes, where, and whether what is published is invented. */
export type Publisher = {
  /** The address of this installation, without a slash at the end. */
  readonly address: string
  readonly name?: string
  /** A `mailto:` or web address for questions about the data. */
  readonly contact?: string
  readonly demonstration: boolean
}
/** The publisher as an installation is set. */
export const publisherOf = (settings: {
  readonly publicUrl: string
  readonly publisher?: string
  readonly publisherContact?: string
  readonly demonstration: boolean
}): Publisher => ({
  address: settings.publicUrl.replace(/\/+$/, ''),
  demonstration: settings.demonstration,
  ...(settings.publisher === undefined ? {} : { name: settings.publisher }),
  ...(settings.publisherContact === undefined ? {} : { contact: settings.publisherContact }),
})

type SetAbout = { readonly id: string; readonly year: number; readonly releasedAt: Date }
export type WithdrawnSet = SetAbout & { readonly withdrawn: { readonly at: Date; readonly reason: Worded } }

const addressOf = ({ address }: Publisher, id: string): string => `${address}/v1/releases/${id}`
export const addressOfFile = (publisher: Publisher, id: string, which: ReleaseFile): string =>
  `${addressOf(publisher, id)}/files/${which}`

const agentOf = ({ address, name }: Publisher) => ({
  '@type': 'foaf:Agent',
  'foaf:name': name === undefined ? both(words.unnamedPublisher) : name,
  'foaf:homepage': { '@id': address },
})
const contactOf = (publisher: Publisher) => {
  const contact = publisher.contact ?? pageOf(publisher)
  return {
    '@type': ['vcard:Kind', 'vcard:Organization'],
    'vcard:fn': publisher.name ?? words.unnamedPublisher.nl,
    [contact.startsWith('mailto:') ? 'vcard:hasEmail' : 'vcard:hasURL']: { '@id': contact },
  }
}
const pageOf = ({ address }: Publisher): string => `${address}/app/open-data`
const joined = (...parts: readonly (Worded | undefined)[]): Worded => {
  const said = parts.filter((part) => part !== undefined)
  return { nl: said.map(({ nl }) => nl).join(' '), en: said.map(({ en }) => en).join(' ') }
}

// What is said of a set whether it stands or not.
const datasetOf = (publisher: Publisher, { id, year, releasedAt }: SetAbout) => {
  const { from, until, whole } = periodOf(year, dayAt(releasedAt))
  const { person, form, region } = file.definitions
  return {
    '@id': addressOf(publisher, id),
    '@type': 'dcat:Dataset',
    'dct:identifier': addressOf(publisher, id),
    'dct:title': both({ nl: `${words.set.nl}, ${year}`, en: `${words.set.en}, ${year}` }),
    'dct:description': both(
      joined(
        publisher.demonstration ? words.invented : undefined,
        person,
        form,
        region,
        whole ? undefined : words.notWhole,
      ),
    ),
    'dct:accessRights': euCode('access-right', 'PUBLIC'),
    'dct:publisher': agentOf(publisher),
    'dct:creator': agentOf(publisher),
    'dcat:contactPoint': contactOf(publisher),
    'dcat:theme': file.themes.map((theme) => euNotion('data-theme', theme)),
    'dcat:keyword': file.keywords.flatMap(both),
    'dct:language': BOTH_LANGUAGES,
    'dct:spatial': euCode('country', 'NLD'),
    'dct:temporal': daysFrom(from, until),
    'dcat:temporalResolution': typed('duration', 'P1Y'),
    'dct:accrualPeriodicity': euCode('frequency', file.frequency),
    'dct:issued': typed('dateTime', releasedAt.toISOString()),
    'dcat:landingPage': { '@id': pageOf(publisher), '@type': 'foaf:Document' },
  }
}

const distributionOf = (
  publisher: Publisher,
  { id, which, title, format, media }: { id: string; which: ReleaseFile; title: Worded; format: string; media: string },
) => ({
  '@id': addressOfFile(publisher, id, which),
  '@type': 'dcat:Distribution',
  'dct:title': both(title),
  'dct:description': both(joined(publisher.demonstration ? words.invented : undefined, title)),
  'dcat:accessURL': { '@id': addressOfFile(publisher, id, which) },
  'dcat:downloadURL': { '@id': addressOfFile(publisher, id, which) },
  'dct:license': { '@id': file.licence.uri, '@type': 'dct:LicenseDocument' },
  'dct:format': euCode('file-type', format),
  'dcat:mediaType': mediaType(media),
  'dct:language': BOTH_LANGUAGES,
})

const hexOf = (base64: string): string =>
  Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')

const standingOf = (publisher: Publisher, release: SignedRelease) => {
  const { id, releasedAt, digest, method } = release
  const { year } = release.settings
  const how = method === 'round' ? pictureWords.rounded : pictureWords.suppressed
  const protection = { nl: `${words.protection.nl} ${digest}.`, en: `${words.protection.en} ${digest}.` }
  return {
    ...datasetOf(publisher, { id, year, releasedAt }),
    'adms:status': euNotion('dataset-status', { code: 'COMPLETED', ...words.complete }),
    'dct:provenance': { '@type': 'dct:ProvenanceStatement', 'rdfs:label': both(joined(how, protection)) },
    'foaf:page': (['nl', 'en'] as const).map((language) => ({
      '@id': `${publisher.address}/v1/yearly-reports/${year}?language=${language}`,
      '@type': 'foaf:Document',
    })),
    'dcat:distribution': [
      {
        ...distributionOf(publisher, { id, which: 'csv', title: words.csvFile, format: 'CSV', media: 'text/csv' }),
        'csvw:tableSchema': schemaOf(COLUMNS),
      },
      {
        ...distributionOf(publisher, {
          ...{ id, which: 'signed-text', title: words.signedFile, format: 'JSON', media: 'application/json' },
        }),
        'spdx:checksum': {
          '@type': 'spdx:Checksum',
          'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256', '@type': 'spdx:ChecksumAlgorithm' },
          'spdx:checksumValue': typed('hexBinary', hexOf(digest)),
        },
      },
    ],
  }
}

// Whoever harvested it before learns that it no longer stands, and why; there is nothing to take away.
const withdrawnOf = (publisher: Publisher, { withdrawn, ...set }: WithdrawnSet) => ({
  ...datasetOf(publisher, set),
  'adms:status': euNotion('dataset-status', { code: 'WITHDRAWN', ...words.withdrawn }),
  'dct:modified': typed('dateTime', withdrawn.at.toISOString()),
  'adms:versionNotes': both({
    nl: `${words.withdrawn.nl}: ${withdrawn.reason.nl}.`,
    en: `${words.withdrawn.en}: ${withdrawn.reason.en}.`,
  }),
})

/** One release that stands, described. */
export const describeRelease = (publisher: Publisher, release: SignedRelease): Readonly<Record<string, unknown>> => ({
  '@context': DCAT_CONTEXT,
  ...standingOf(publisher, release),
})

/** The catalogue of all that was released and signed. */
export const describeCatalogue = (
  publisher: Publisher,
  { standing, withdrawn }: { readonly standing: readonly SignedRelease[]; readonly withdrawn: readonly WithdrawnSet[] },
): Readonly<Record<string, unknown>> => ({
  '@context': DCAT_CONTEXT,
  '@id': `${publisher.address}/v1/open-data-catalogue`,
  '@type': 'dcat:Catalog',
  'dct:title': both(words.catalogue),
  'dct:description': both(joined(publisher.demonstration ? words.invented : undefined, words.catalogueSays)),
  'dct:publisher': agentOf(publisher),
  'dct:creator': agentOf(publisher),
  'dcat:contactPoint': contactOf(publisher),
  'dct:language': BOTH_LANGUAGES,
  'dct:license': { '@id': file.licence.uri, '@type': 'dct:LicenseDocument' },
  'dct:spatial': euCode('country', 'NLD'),
  'foaf:homepage': { '@id': pageOf(publisher), '@type': 'foaf:Document' },
  'dcat:dataset': [
    ...standing.map((each) => standingOf(publisher, each)),
    ...withdrawn.map((each) => withdrawnOf(publisher, each)),
  ],
})
