/**
 * Coarse facets of a report, read once in the act that records it (decision 0070): groups in place of a birth date or a nationality. What
 * cannot be read is unknown, never guessed. Pure.
 */
import groups from '../../data/picture/nationality-groups.json' with { type: 'json' }
import { type Day, daysBetween, type PartialDate, parsePartialDate } from '../kernel/index.ts'

export const UNKNOWN = 'unknown'
/** Later than this after what happened is late. Proposed: data/picture/definitions.json. */
export const LATE_DAYS = 90

export type Facets = {
  readonly sex: string
  readonly ageGroup: string
  readonly nationalityGroup: string
}

// Maps: what somebody typed may be the name of something that every object has.
const SEXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ f: 'woman', v: 'woman', female: 'woman', vrouw: 'woman', woman: 'woman' },
    ...{ m: 'man', male: 'man', man: 'man' },
    ...{ x: 'other', other: 'other', anders: 'other', 'non-binary': 'other' },
  }),
)
const GROUP_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([group, codes]) => codes.split(' ').map((code) => [code, group] as const)),
)

/** The facets of who is described, on the day of the report: `{ sex: 'man', birthDate: '1990', nationality: 'CN' }` gives man, 35-49, asia. */
export const facetsOf = (person: unknown, on: Day): Facets => {
  const told: Readonly<Record<string, unknown>> = isRecord(person) ? person : {}
  return {
    sex: SEXES.get(textOf(told['sex']).toLowerCase()) ?? UNKNOWN,
    ageGroup: ageGroupOf(bornOn(told), on),
    nationalityGroup: GROUP_OF.get(textOf(told['nationality']).toUpperCase()) ?? UNKNOWN,
  }
}

/** In time, late, or unknown when the day itself is not known. */
export const delayOf = (happened: Day, precision: string, learned: Day): string => {
  if (precision !== 'day' && precision !== 'month') return UNKNOWN
  return daysBetween(happened, learned) > LATE_DAYS ? 'late' : 'on-time'
}

/** The coarse group of an organisation that reports; a kind that reports nobody is unknown. */
export const reporterOf = (kind: string | undefined): string => REPORTERS[kind ?? ''] ?? UNKNOWN
const REPORTERS: Readonly<Record<string, string>> = {
  ...{ municipality: 'municipality', 'safety-house': 'municipality' },
  ...{ 'care-coordination': 'care', shelter: 'care', 'care-provider': 'care', 'victim-support': 'care' },
  ...{ 'legal-aid': 'care', 'child-protection': 'care', coa: 'reception', nidos: 'reception' },
  ...{ comensha: 'comensha', 'contact-desk': 'comensha', 'police-avim': 'enforcement', 'police-vice': 'enforcement' },
  ...{ 'military-police': 'enforcement', 'labour-authority': 'enforcement', 'public-prosecution': 'enforcement' },
  ...{ 'expertise-centre': 'enforcement', ind: 'enforcement' },
}

const AGE_GROUPS: readonly (readonly [number, string])[] = [
  ...([
    [11, '0-11'],
    [17, '12-17'],
    [24, '18-24'],
    [34, '25-34'],
    [49, '35-49'],
    [120, '50-plus'],
  ] as const),
]
const ageGroupOf = (born: PartialDate | undefined, on: Day): string => {
  if (!born) return UNKNOWN
  const [year, month, dayOfMonth] = on.split('-').map(Number)
  const before =
    born.month !== undefined &&
    ((month ?? 0) < born.month || (month === born.month && born.day !== undefined && (dayOfMonth ?? 0) < born.day))
  const age = (year ?? 0) - born.year - (before ? 1 : 0)
  return age < 0 ? UNKNOWN : (AGE_GROUPS.find(([last]) => age <= last)?.[1] ?? UNKNOWN)
}

const bornOn = ({ birthDate, birthYear }: Readonly<Record<string, unknown>>): PartialDate | undefined =>
  parsePartialDate(textOf(birthDate) || textOf(birthYear))
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
