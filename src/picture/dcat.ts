/** What descriptions of data share in the words of DCAT (JSON-LD): names in two languages, codes of the European lists, columns of a table. Pure. */
import type { Worded } from './definitions.ts'

export const DCAT_CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  csvw: 'http://www.w3.org/ns/csvw#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

const LISTS = 'http://publications.europa.eu/resource/authority'
/** What a code of each list is: whoever checks a description alone finds it in the description. */
const CLASS_OF = {
  'access-right': 'dct:RightsStatement',
  country: 'dct:Location',
  'data-theme': 'skos:Concept',
  'dataset-status': 'skos:Concept',
  'file-type': 'dct:MediaTypeOrExtent',
  frequency: 'dct:Frequency',
  language: 'dct:LinguisticSystem',
} as const
/** A code of a list of the Publications Office: `euCode('language', 'NLD')`. */
export const euCode = (list: keyof typeof CLASS_OF, code: string) => ({
  '@id': `${LISTS}/${list}/${code}`,
  '@type': CLASS_OF[list],
})
/** A code that is a notion, with its name. */
export const euNotion = (
  list: 'data-theme' | 'dataset-status',
  { code, ...name }: Worded & { readonly code: string },
) => ({
  ...euCode(list, code),
  'skos:prefLabel': both(name),
})
export const BOTH_LANGUAGES = ['NLD', 'ENG'].map((code) => euCode('language', code))
export const mediaType = (type: string) => ({
  '@id': `https://www.iana.org/assignments/media-types/${type}`,
  '@type': 'dct:MediaType',
})

/** A text in Dutch and English. */
export const both = ({ nl, en }: Worded) => [
  { '@language': 'nl', '@value': nl },
  { '@language': 'en', '@value': en },
]
export const typed = (type: string, value: string | number) => ({ '@type': `xsd:${type}`, '@value': String(value) })

export const daysFrom = (from: string, until: string) => ({
  '@type': 'dct:PeriodOfTime',
  'dcat:startDate': typed('date', from),
  'dcat:endDate': typed('date', until),
})

export type Column = { readonly name: string; readonly says: Worded }
/** What each column of a table says. */
export const schemaOf = (columns: readonly Column[]) => ({
  'csvw:column': columns.map(({ name, says }) => ({ 'csvw:name': name, 'dct:description': both(says) })),
})
