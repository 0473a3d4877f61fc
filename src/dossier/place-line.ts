/**
 * Where she was, over time, inside and outside the country: a kind of place and, where that endangers nobody, a municipality or a country.
 * Never a name, street or number: there is no field for one. A place that shelters is told no finer than the country, because in many
 * municipalities there is one house only (decision 0023).
 */
import { accept, type Day, daysBetween, type Outcome, type Precision, refuse } from '../kernel/index.ts'

export const PLACE_KINDS = [
  'with-exploiter',
  'shelter',
  'reception',
  'own-home',
  'with-others',
  'street',
  'detention',
  'abroad',
  'unknown',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Kinds that are never given a municipality: whoever looks for her must not learn where such a house stands. */
export const SHELTERING: readonly PlaceKind[] = ['shelter', 'reception']

/** Countries and territories other than the own one: ISO 3166-1, the two letters. */
export const COUNTRIES: readonly string[] =
  'AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NO NP NR NZ OM PA PE PF PG PH PK PL PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WS XK YE ZA ZM ZW'.split(
    ' ',
  )

export type PlaceSpan = {
  readonly kind: PlaceKind
  readonly municipality?: string
  /** Two letters (ISO 3166-1); absent for the own country. */
  readonly country?: string
  readonly from: Day
  readonly precision: Precision
  /** The last day there; absent: she is there still, or nobody knows. */
  readonly until?: Day
}
export type PlaceRefusal =
  | 'place-too-fine'
  | 'place-needs-country'
  | 'place-not-abroad'
  | 'place-ends-before-it-begins'
  | 'happened-in-future'

/** Accepts a place that is coarse enough and lies in time. Says of a finer one what to leave out. */
export const checkPlace = (place: PlaceSpan, today: Day): Outcome<PlaceSpan, PlaceRefusal> => {
  if (place.municipality !== undefined && SHELTERING.includes(place.kind)) return refuse('place-too-fine')
  if (place.kind === 'abroad' && place.country === undefined) return refuse('place-needs-country')
  if (place.kind === 'abroad' && place.municipality !== undefined) return refuse('place-not-abroad')
  if (place.kind !== 'abroad' && place.country !== undefined) return refuse('place-not-abroad')
  if (place.from > today || (place.until !== undefined && place.until > today)) return refuse('happened-in-future')
  if (place.until !== undefined && place.until < place.from) return refuse('place-ends-before-it-begins')
  return accept(place)
}

export type NotedPlace = PlaceSpan & { readonly id: string; readonly replaces?: string }
/** A piece of the line; `gapDays` are days before it of which nobody knows where she was. */
export type LinePiece = NotedPlace & { readonly gapDays: number }

/**
 * The places in order of their beginning, what was corrected left out, each with the days before it that nobody filled:
 * `lineOf([{ until: 1 March }, { from: 11 March }])` has nine days of nobody knowing.
 */
export const lineOf = (noted: readonly NotedPlace[]): readonly LinePiece[] => {
  const replaced = new Set(noted.flatMap(({ replaces }) => (replaces ? [replaces] : [])))
  const ordered = noted
    .filter(({ id }) => !replaced.has(id))
    .toSorted((one, other) => (one.from === other.from ? (one.id < other.id ? -1 : 1) : one.from < other.from ? -1 : 1))
  let known: Day | undefined
  return ordered.map((place) => {
    const gapDays = known === undefined ? 0 : Math.max(0, daysBetween(known, place.from) - 1)
    // Without a last day it lasted until the next began, as far as anybody knows.
    const end = place.until ?? place.from
    if (known === undefined || end > known) known = end
    return { ...place, gapDays: isOpenBefore(ordered, place) ? 0 : gapDays }
  })
}

const isOpenBefore = (ordered: readonly NotedPlace[], place: NotedPlace): boolean =>
  ordered.slice(0, ordered.indexOf(place)).some(({ until }) => until === undefined)
