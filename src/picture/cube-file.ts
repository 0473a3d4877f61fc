/** Numbers as a file: CSV, and beside it what they are in the words of DCAT-AP-NL. Pure; a browser and the command line make the same. */
import type { Worded } from './definitions.ts'

/** Rows as CSV (RFC 4180). A text that a spreadsheet would calculate with gets a quote before it. */
export const csvOf = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, ...rows]
    .map((row) => row.map(csvField).join(','))
    .join('\r\n')
    .concat('\r\n')
const csvField = (value: string | number): string => {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export type DescribedFile = {
  readonly title: Worded
  readonly description: Worded
  /** What must not happen to it, said in the file itself. */
  readonly rights: Worded
  readonly year: number
  readonly madeAt: string
  readonly fileName: string
  readonly columns: readonly { readonly name: string; readonly says: Worded }[]
  readonly source: string
}
const both = ({ nl, en }: Worded) => [
  { '@language': 'nl', '@value': nl },
  { '@language': 'en', '@value': en },
]

/** The description of a file as JSON-LD. It claims the words of the profile, not that a validator of it was run. */
export const describeFile = (file: DescribedFile): Readonly<Record<string, unknown>> => ({
  '@context': {
    dcat: 'http://www.w3.org/ns/dcat#',
    dct: 'http://purl.org/dc/terms/',
    csvw: 'http://www.w3.org/ns/csvw#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
  },
  '@type': 'dcat:Dataset',
  'dct:title': both(file.title),
  'dct:description': both(file.description),
  'dct:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC' },
  'dct:rights': both(file.rights),
  'dct:source': file.source,
  'dct:issued': { '@type': 'xsd:dateTime', '@value': file.madeAt },
  'dct:language': ['NLD', 'ENG'].map((code) => ({
    '@id': `http://publications.europa.eu/resource/authority/language/${code}`,
  })),
  'dct:spatial': { '@id': 'http://publications.europa.eu/resource/authority/country/NLD' },
  'dct:temporal': {
    '@type': 'dct:PeriodOfTime',
    'dcat:startDate': { '@type': 'xsd:date', '@value': `${file.year}-01-01` },
    'dcat:endDate': { '@type': 'xsd:date', '@value': `${file.year}-12-31` },
  },
  'dcat:theme': { '@id': 'http://publications.europa.eu/resource/authority/data-theme/JUST' },
  'dcat:distribution': {
    '@type': 'dcat:Distribution',
    'dct:title': file.fileName,
    'dcat:mediaType': { '@id': 'https://www.iana.org/assignments/media-types/text/csv' },
    'csvw:tableSchema': {
      'csvw:column': file.columns.map(({ name, says }) => ({ 'csvw:name': name, 'dct:description': both(says) })),
    },
  },
})
