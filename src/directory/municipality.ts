/** Municipalities and the regions they lie in, and a search that forgives how people type. */
import type { Brand } from '../kernel/index.ts'

/** Code of Statistics Netherlands: `GM0415`. */
export type MunicipalityCode = Brand<string, 'municipality-code'>
export type ProvinceCode = Brand<string, 'province-code'>
export type SafetyRegionCode = Brand<string, 'safety-region-code'>
export type PoliceUnitCode = Brand<string, 'police-unit-code'>
/** Our own code for the region around a centre municipality: `VO0479` women's shelter, `MO0479` homeless shelter. */
export type ShelterRegionCode = Brand<string, 'shelter-region-code'>
/** The whole country. */
export type Country = 'NL'
export type Territory =
  | MunicipalityCode
  | ProvinceCode
  | SafetyRegionCode
  | PoliceUnitCode
  | ShelterRegionCode
  | Country

/** How sure we are: A follows from the region, B is placed by a sub-area of the law's annex of 2005, C is our estimate. */
export const GRADES = ['A', 'B', 'C'] as const
export type Grade = (typeof GRADES)[number]

export type ShelterKind = 'women-shelter' | 'homeless-shelter'
/** Which municipality organises a form of shelter for this one, and how sure that is. */
export type ShelterCentre = { readonly municipality: MunicipalityCode; readonly grade: Grade }

export type Municipality = {
  readonly code: MunicipalityCode
  /** As shown: without the suffix of the statistics where the name stays unique without it. */
  readonly name: string
  readonly officialName: string
  /** Other names that people type: an everyday name, a former municipality. */
  readonly alsoKnownAs: readonly string[]
  readonly province: ProvinceCode
  readonly corop: string
  readonly safetyRegion: SafetyRegionCode
  readonly policeUnit: PoliceUnitCode
  readonly centres: Readonly<Record<ShelterKind, ShelterCentre>>
  readonly inhabitants: number
  /** Degrees, WGS 84. */
  readonly longitude: number
  readonly latitude: number
}

export type Province = { readonly code: ProvinceCode; readonly name: string }
export type PoliceUnit = { readonly code: PoliceUnitCode; readonly name: string }
export type SafetyRegion = {
  readonly code: SafetyRegionCode
  readonly name: string
  readonly province: ProvinceCode
  readonly policeUnit: PoliceUnitCode
}
export type ShelterRegion = {
  readonly code: ShelterRegionCode
  readonly kind: ShelterKind
  readonly municipality: MunicipalityCode
}

/**
 * One reader per kind of code: the brand when the text has the shape, else undefined.
 * The cast is safe because a brand exists in types only and the shape has just been tested.
 */
const codeReader =
  <Code extends string>(shape: RegExp) =>
  (text: string): Code | undefined =>
    shape.test(text) ? (text as Code) : undefined

export const parseMunicipalityCode = codeReader<MunicipalityCode>(/^GM\d{4}$/)
export const parseProvinceCode = codeReader<ProvinceCode>(/^PV\d{2}$/)
export const parseSafetyRegionCode = codeReader<SafetyRegionCode>(/^VR\d{2}$/)
export const parsePoliceUnitCode = codeReader<PoliceUnitCode>(/^RE\d{2}$/)
export const parseShelterRegionCode = codeReader<ShelterRegionCode>(/^(?:VO|MO)\d{4}$/)
export const parseTerritory = codeReader<Territory>(/^(?:NL|(?:GM|VO|MO)\d{4}|(?:PV|VR|RE)\d{2})$/)

const REGION_PREFIX: Record<ShelterKind, 'VO' | 'MO'> = { 'women-shelter': 'VO', 'homeless-shelter': 'MO' }

/** The region around a centre municipality: Zaanstad and women's shelter give `VO0479`. */
export const shelterRegionOf = (kind: ShelterKind, centre: MunicipalityCode): ShelterRegionCode =>
  // Safe: two letters and the four digits of a municipality code are the shape of a shelter region.
  `${REGION_PREFIX[kind]}${centre.slice(2)}` as ShelterRegionCode

const QUERY_LENGTH_MAX = 80
const RESULTS_MAX = 50

/**
 * Municipalities whose name looks like the text, best first; empty when the text holds no letter or digit.
 * Forgives capitals, diacritics, apostrophes, hyphens and the suffix of the statistics, and knows everyday and former
 * names ("den bosch", "Spijkenisse"). A whole name goes before a beginning, that before the beginning of a word, that
 * before a part (spaces aside); equals stand in the order of the alphabet. At most `limit` (1 to 50) come back.
 *
 * `findMunicipality(municipalities, 'den haag')` gives 's-Gravenhage.
 */
export const findMunicipality = (
  municipalities: readonly Municipality[],
  text: string,
  limit = 8,
): readonly Municipality[] => {
  const query = plain(text.slice(0, QUERY_LENGTH_MAX))
  if (query === '') return []
  return municipalities
    .map((municipality) => ({ municipality, rank: bestRank(municipality, query) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || BY_ALPHABET.compare(a.municipality.name, b.municipality.name))
    .slice(0, Math.min(Math.max(1, Math.trunc(limit)), RESULTS_MAX))
    .map(({ municipality }) => municipality)
}

const NO_MATCH = 4
const BY_ALPHABET = new Intl.Collator('nl')
const DIACRITICS = /\p{M}/gu
const SEPARATORS = /[^\p{L}\p{N}]+/gu

/** Lower case, without diacritics; whatever is no letter or digit becomes one space. The ligature ij becomes two letters. */
const plain = (text: string): string =>
  text.normalize('NFKD').replace(DIACRITICS, '').toLowerCase().replace(SEPARATORS, ' ').trim()

const SUFFIX = / \([A-Z]+\.\)$/

const bestRank = (municipality: Municipality, query: string): number =>
  Math.min(...searchableNames(municipality).map((name) => rankOf(name, query)))

/** Remembered per municipality: making names plain costs far more than comparing, and a municipality never changes. */
const remembered = new WeakMap<Municipality, readonly string[]>()

const searchableNames = (municipality: Municipality): readonly string[] => {
  const known = remembered.get(municipality)
  if (known) return known
  const { name, officialName, alsoKnownAs } = municipality
  const names = [...new Set([name, officialName, officialName.replace(SUFFIX, ''), ...alsoKnownAs].map(plain))]
  remembered.set(municipality, names)
  return names
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word in it, 3 a part of it. Spaces need not agree for 0 and 3. */
const rankOf = (name: string, query: string): number => {
  const [closeName, closeQuery] = [name.replaceAll(' ', ''), query.replaceAll(' ', '')]
  if (closeName === closeQuery) return 0
  if (name.startsWith(query)) return 1
  if (name.includes(` ${query}`)) return 2
  return closeName.includes(closeQuery) ? 3 : NO_MATCH
}
