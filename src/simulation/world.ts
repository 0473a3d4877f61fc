/** Everything that is the same for all persons of one country, made once from the tables: pickers, cells, days. */
import { addDays, type Day, day, parseDay, type Random } from '../kernel/index.ts'
import { meanSize, type Picker, weighted, weightedBy } from './draw.ts'
import {
  type ClosingReason,
  FORMS,
  type Form,
  type Municipality,
  type Name,
  type Parameters,
  type Reporter,
  type Tables,
} from './tables.ts'

/** An organisation that can observe. Without any, a signal carries kind and region only. */
export type SimulatedOrganisation = { readonly id: string; readonly kind: Reporter; readonly region: string }

export type AgeBand = 'minor' | 'young-adult' | 'adult'

/** A part of the population: of one form, Dutch or not, of one age band, with its weight among all who are exploited. */
export type Cell = {
  readonly form: Form
  readonly dutch: boolean
  readonly band: AgeBand
  readonly weight: number
  readonly registeredChance: number
}

export type World = {
  readonly tables: Tables
  readonly parameters: { readonly [Key in keyof Parameters]: Parameters[Key]['value'] }
  /** The days of the country, first to last; all times in the rules are positions in this list. */
  readonly days: readonly Day[]
  readonly firstInstant: number
  readonly municipality: Picker<Municipality>
  readonly schemeForm: Picker<Form>
  readonly origin: Readonly<Record<Form, Picker<string>>>
  readonly cell: (form: Form, dutch: boolean) => Picker<Cell>
  readonly names: (origin: string, kind: Name['kind'], sex: 'F' | 'M') => Picker<Name>
  readonly dutchNameOrigin: Picker<string>
  readonly reporter: Readonly<Record<Form, Picker<Reporter>>>
  readonly looseReporter: Picker<Reporter>
  readonly closingReason: Picker<ClosingReason>
  readonly organisation: (kind: Reporter, region: string, random: Random) => string | undefined
}

/** The most people that one exploiter holds. */
export const SCHEME_SIZE_MAX = 25
const MS_PER_DAY = 86_400_000

export type WorldInput = {
  readonly tables: Tables
  readonly municipalities: readonly Municipality[]
  readonly organisations: readonly SimulatedOrganisation[]
  readonly years: number
  /** The last day of the country; its first lies so many years before. */
  readonly lastDay: Day
}

/** Makes a world. Throws when a nationality in the calibration has no names: a fault in our tables. */
export const worldOf = (input: WorldInput): World => {
  const parameters = valuesOf(input.tables.calibration.parameters)
  const cells = populationCells(parameters)
  const first = addDays(yearsBefore(input.lastDay, input.years), 1)
  return {
    tables: input.tables,
    parameters,
    days: daysOf(first, input.lastDay),
    firstInstant: Date.parse(`${first}T00:00:00Z`),
    municipality: weighted(input.municipalities, (municipality) => municipality.inhabitants),
    schemeForm: weighted(
      FORMS,
      (form) => weightOf(cells, form) / meanSize(parameters.schemeMeanSize[form], SCHEME_SIZE_MAX),
    ),
    origin: perForm((form) => originOf(parameters, cells, form)),
    cell: cellPickers(cells),
    names: namePickers(input.tables.names),
    dutchNameOrigin: weightedBy(parameters.dutchNameOrigins),
    reporter: perForm((form) => weightedBy(filled(parameters.reporterByForm[form]))),
    looseReporter: weightedBy(filled(parameters.looseReporter)),
    closingReason: weightedBy(parameters.closingReason),
    organisation: organisationPicker(input.organisations),
  }
}

/**
 * What is published tells about the registered. Whoever is seen less often is more numerous among all than among the
 * registered: the weight of a cell is its share of the registered divided by its chance to be registered.
 */
export const populationCells = (parameters: World['parameters']): Cell[] =>
  FORMS.flatMap((form) => {
    const bands = { minor: parameters.minorShareOfForm[form], 'young-adult': parameters.youngAdultShareOfForm[form] }
    const adult = 1 - bands.minor - bands['young-adult']
    const dutchMinors = parameters.dutchShareOfMinors[form]
    const dutch = parameters.originOfRegistered[form].NL ?? 0
    const dutchGrown = Math.max(0, (dutch - bands.minor * dutchMinors) / (1 - bands.minor))
    const cell = (isDutch: boolean, band: AgeBand, share: number, dutchShare: number): Cell => {
      const hidden = isDutch && band === 'minor' && form === 'sexual'
      const registeredChance = parameters.registeredChance[hidden ? 'dutch-minor-sexual' : 'everyone-else']
      const registered = parameters.formOfRegistered[form] * share * (isDutch ? dutchShare : 1 - dutchShare)
      return { form, dutch: isDutch, band, weight: registered / registeredChance, registeredChance }
    }
    return [true, false].flatMap((isDutch) => [
      cell(isDutch, 'minor', bands.minor, dutchMinors),
      cell(isDutch, 'young-adult', bands['young-adult'], dutchGrown),
      cell(isDutch, 'adult', adult, dutchGrown),
    ])
  })

/** The region in which an organisation of this kind works, seen from a municipality. */
export const regionOf = (kind: Reporter, municipality: Municipality): string => {
  if (kind === 'police') return municipality.policeUnit
  if (kind === 'municipality') return municipality.code
  const regional = kind === 'care-coordination' || kind === 'shelter' || kind === 'health' || kind === 'other'
  return regional ? municipality.safetyRegion : 'NL'
}

/** The instant (UTC, milliseconds) at which a day of the country begins. */
export const instantOf = (world: World, at: number): number => world.firstInstant + at * MS_PER_DAY

/** The day at a position; a position outside the country is a fault. */
export const dayOf = (world: World, at: number): Day => {
  const found = world.days[at]
  if (found === undefined) throw new RangeError('outside the years of the country')
  return found
}

const valuesOf = (parameters: Parameters): World['parameters'] =>
  // Safe: every entry of the parameters is a figure with a value; only the wrapping is taken off.
  Object.fromEntries(Object.entries(parameters).map(([key, entry]) => [key, entry.value])) as World['parameters']

const perForm = <T>(make: (form: Form) => T): Record<Form, T> => ({
  sexual: make('sexual'),
  labour: make('labour'),
  criminal: make('criminal'),
  other: make('other'),
})

const weightOf = (cells: readonly Cell[], form: Form, dutch?: boolean): number =>
  cells
    .filter((cell) => cell.form === form && (dutch === undefined || cell.dutch === dutch))
    .reduce((sum, cell) => sum + cell.weight, 0)

const originOf = (parameters: World['parameters'], cells: readonly Cell[], form: Form): Picker<string> => {
  const published = parameters.originOfRegistered[form]
  const foreign = 1 - (published.NL ?? 0)
  return weighted(Object.keys(published), (origin) =>
    origin === 'NL' ? weightOf(cells, form, true) : ((published[origin] ?? 0) / foreign) * weightOf(cells, form, false),
  )
}

const cellPickers = (cells: readonly Cell[]): World['cell'] => {
  const of = (dutch: boolean) =>
    perForm((form) =>
      weighted(
        cells.filter((cell) => cell.form === form && cell.dutch === dutch),
        (cell) => cell.weight,
      ),
    )
  const [dutchCells, otherCells] = [of(true), of(false)]
  return (form, dutch) => (dutch ? dutchCells : otherCells)[form]
}

const namePickers = (names: readonly Name[]): World['names'] => {
  const pickers = new Map<string, Picker<Name>>()
  for (const group of Map.groupBy(names, (name) => `${name.origin} ${name.kind}`)) {
    for (const sex of ['F', 'M'] as const) {
      const fitting = group[1].filter((name) => name.sex === sex || name.sex === '')
      pickers.set(
        `${group[0]} ${sex}`,
        weighted(fitting, (name) => name.weight),
      )
    }
  }
  return (origin, kind, sex) => {
    const picker = pickers.get(`${origin} ${kind} ${sex}`)
    if (!picker) throw new RangeError(`no names for ${origin}`)
    return picker
  }
}

const organisationPicker = (organisations: readonly SimulatedOrganisation[]): World['organisation'] => {
  const found = Map.groupBy(organisations, (organisation) => `${organisation.kind} ${organisation.region}`)
  return (kind, region, random) => {
    const there = found.get(`${kind} ${region}`)
    return there ? random.pick(there).id : undefined
  }
}

const filled = (shares: Partial<Record<Reporter, number>>): Record<Reporter, number> => ({
  police: 0,
  kmar: 0,
  'labour-authority': 0,
  'care-coordination': 0,
  fairwork: 0,
  municipality: 0,
  shelter: 0,
  health: 0,
  'anonymous-line': 0,
  other: 0,
  ...shares,
})

const daysOf = (first: Day, last: Day): Day[] => {
  const days: Day[] = []
  for (let now = first; now <= last; now = addDays(now, 1)) days.push(now)
  return days
}

/** The same day so many years before; of 29 February the 28th where there is none. */
const yearsBefore = (from: Day, years: number): Day => {
  const year = Number(from.slice(0, 4)) - years
  return parseDay(`${year}${from.slice(4)}`) ?? day(`${year}-02-28`)
}
