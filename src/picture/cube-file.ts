/** Numbers as a file: CSV, and beside it what they are in the words of DCAT-AP-NL. Pure; a browser and the command line make the same. */
import {
  BOTH_LANGUAGES,
  both,
  type Column,
  DCAT_CONTEXT,
  daysFrom,
  euCode,
  mediaType,
  schemaOf,
  typed,
} from './dcat.ts'
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
  readonly columns: readonly Column[]
  readonly source: string
}

/** The description of a file that is not public, as JSON-LD. It uses words of the profile; what is public is described by `open-data.ts`. */
export const describeFile = (file: DescribedFile): Readonly<Record<string, unknown>> => ({
  '@context': DCAT_CONTEXT,
  '@type': 'dcat:Dataset',
  'dct:title': both(file.title),
  'dct:description': both(file.description),
  'dct:accessRights': euCode('access-right', 'NON_PUBLIC'),
  'dct:rights': both(file.rights),
  'dct:source': file.source,
  'dct:issued': typed('dateTime', file.madeAt),
  'dct:language': BOTH_LANGUAGES,
  'dct:spatial': euCode('country', 'NLD'),
  'dct:temporal': daysFrom(`${file.year}-01-01`, `${file.year}-12-31`),
  'dcat:theme': euCode('data-theme', 'JUST'),
  'dcat:distribution': {
    '@type': 'dcat:Distribution',
    'dct:title': file.fileName,
    'dcat:mediaType': mediaType('text/csv'),
    'csvw:tableSchema': schemaOf(file.columns),
  },
})
