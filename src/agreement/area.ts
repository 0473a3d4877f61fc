/**
 * Norms about a municipality, a region, the country or a cluster of signals: what was done there is written down by who works for it, and the
 * calendar says when a year or a term is over. Nobody's data stand in it.
 */
import { accept, type Day, isUuid, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import type { ClockFact } from './clock.ts'
import type { FactKind } from './fact-kinds.ts'
import { type About, kindsOf, type Norm } from './norm.ts'

export const AREAS = ['municipality', 'region', 'country', 'cluster'] as const satisfies readonly Exclude<
  About,
  'person'
>[]
export type AreaKind = (typeof AREAS)[number]
export type Area = { readonly about: AreaKind; readonly area: string }

/** A fact of an area as it is kept. */
export type AreaFact = Area & {
  readonly id: string
  readonly kind: string
  readonly happened: Day
  readonly learned: Date
  readonly by: string
  readonly withdraws?: string
}
export type AreaRefusal =
  | 'step-not-known'
  | 'step-recorded-elsewhere'
  | 'step-noted-already'
  | 'not-your-area'
  | 'happened-in-future'

const AREA_OF: readonly (readonly [RegExp, AreaKind])[] = [
  [/^GM\d{4}$/, 'municipality'],
  [/^(?:VR\d{2}|(?:VO|MO)\d{4})$/, 'region'],
  [/^NL$/, 'country'],
]

/** The areas among the territories that a house works for; a police unit or a region of youth help has no norms. */
export const areasOf = (serves: readonly string[]): readonly Area[] =>
  serves.flatMap((area) => AREA_OF.flatMap(([code, about]) => (code.test(area) ? [{ about, area }] : [])))

/** The norms that read the facts of such an area. */
export const normsAbout = (norms: readonly Norm[], about: AreaKind): readonly Norm[] =>
  norms.filter((norm) => norm.about === about)

/** The kinds that somebody writes down of such an area. */
export const kindsAbout = (
  norms: readonly Norm[],
  kinds: readonly FactKind[],
  about: AreaKind,
): readonly FactKind[] => {
  const named = new Set(normsAbout(norms, about).flatMap(({ versions }) => versions.flatMap(kindsOf)))
  return kinds.filter(({ kind, by }) => by === 'area' && named.has(kind))
}

/** Does a house that works for these territories answer for this area? A cluster of signals is of nobody's territory: who counts writes it down. */
export const answersFor = (
  { about, area }: Area,
  by: { readonly serves: readonly string[]; readonly function: string },
): boolean =>
  about === 'cluster'
    ? by.function === 'analyst' && isUuid(area)
    : areasOf(by.serves).some((each) => each.about === about && each.area === area)

/** May this be written down of this area by this function, on this day? */
export const checkAreaFact = (
  given: Area & { readonly kind: string; readonly on: Day },
  known: {
    readonly norms: readonly Norm[]
    readonly kinds: readonly FactKind[]
    readonly facts: readonly AreaFact[]
    readonly serves: readonly string[]
    readonly function: string
    readonly today: Day
  },
): Outcome<true, AreaRefusal> => {
  const kind = known.kinds.find((each) => each.kind === given.kind)
  if (!kind) return refuse('step-not-known')
  if (kind.by !== 'area') return refuse('step-recorded-elsewhere')
  if (!kindsAbout(known.norms, known.kinds, given.about).includes(kind)) return refuse('step-not-known')
  if (!kind.functions?.includes(known.function) || !answersFor(given, known)) return refuse('not-your-area')
  if (given.on > known.today) return refuse('happened-in-future')
  const twice = standingFacts(known.facts).some((each) => each.kind === given.kind && each.happened === given.on)
  return twice ? refuse('step-noted-already') : accept(true)
}

/** What was written down and not taken back, newest first. */
export const standingFacts = (facts: readonly AreaFact[]): readonly AreaFact[] => {
  const gone = new Set(facts.flatMap(({ withdraws }) => (withdraws === undefined ? [] : [withdraws])))
  return facts
    .filter(({ id, withdraws }) => withdraws === undefined && !gone.has(id))
    .toSorted((one, other) => other.happened.localeCompare(one.happened) || other.id.localeCompare(one.id))
}

const EVERY_YEAR = '-'
/** The years that a yearly day is read for: no norm of data/norms is older. */
const FIRST_YEAR = 2017

/** What the calendar says of these kinds up to a day, as facts that clocks read; the same for every area. */
export const calendarFacts = (kinds: readonly FactKind[], until: Day): readonly ClockFact[] =>
  kinds.flatMap(({ kind, on }) =>
    on === undefined ? [] : daysOf(on, until).map((happened) => ({ id: `${kind} ${happened}`, kind, happened })),
  )

const daysOf = (written: string, until: Day): readonly Day[] => {
  const years = Array.from({ length: Number(until.slice(0, 4)) - FIRST_YEAR + 1 }, (_, at) => `${FIRST_YEAR + at}`)
  const days = written.startsWith(EVERY_YEAR) ? years.map((year) => `${year}${written.slice(1)}`) : [written]
  return days.flatMap((each) => {
    const read = parseDay(each)
    return read !== undefined && read <= until ? [read] : []
  })
}

/** The facts of an area as clocks read them, with those of the calendar. */
export const clockFactsOf = (facts: readonly AreaFact[], kinds: readonly FactKind[], on: Day): readonly ClockFact[] => [
  ...facts.map(({ id, kind, happened, learned, by, withdraws }) => ({
    ...{ id, kind, happened, learned, by },
    ...(withdraws === undefined ? {} : { withdraws }),
  })),
  ...calendarFacts(kinds, on),
]
