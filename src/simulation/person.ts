/** Who somebody truly is. Nobody here exists: common names are combined at random, phones are `06 00 …`, documents begin with `XX`. */
import { addDays, type Day, type Random } from '../kernel/index.ts'
import { sizeOf, waiting } from './draw.ts'
import type { Form, Municipality, Name } from './tables.ts'
import { type Cell, SCHEME_SIZE_MAX, type World } from './world.ts'

export type Sex = 'female' | 'male' | 'other'

/** One exploiter with the people in his hands: they share a town, a form, often a country of origin, and his phone. */
export type Scheme = {
  readonly id: string
  readonly form: Form
  readonly origin: string
  readonly municipality: Municipality
  readonly phone: string
  readonly size: number
  /** Position in the days of the country at which it begins. */
  readonly begins: number
}

/** A person as she is, whoever knows it. `phone` and `document` are absent when she has none. */
export type SimulatedPerson = {
  readonly id: string
  readonly scheme: string
  readonly form: Form
  readonly givenNames: readonly Name[]
  readonly surnames: readonly Name[]
  /** The name under which she has to work, for some. */
  readonly workingName: string
  readonly birthDate: Day
  readonly sex: Sex
  readonly nationality: string
  readonly nameOrigin: string
  readonly phone?: string
  readonly document?: string
  readonly exploitersPhone: string
}

/** What is drawn before the life: the part of the population decides how likely it is that she is ever registered. */
export type Background = { readonly nationality: string; readonly cell: Cell; readonly ageDays: number }

/** A mobile number in `06 00 xx xx xx`, which is given to nobody. */
export const drawPhone = (random: Random): string => `0600${String(random.below(1_000_000)).padStart(6, '0')}`

/** Draws an exploiter; `id` is the text under which his people name him. */
export const drawScheme = (random: Random, world: World, id: string): Scheme => {
  const form = world.schemeForm(random)
  return {
    id,
    form,
    origin: world.origin[form](random),
    municipality: world.municipality(random),
    phone: drawPhone(random),
    size: sizeOf(random, world.parameters.schemeMeanSize[form], SCHEME_SIZE_MAX),
    begins: random.below(world.days.length - MARGIN_DAYS),
  }
}

/** Draws nationality, age and part of the population for somebody in a scheme. */
export const drawBackground = (random: Random, world: World, scheme: Scheme): Background => {
  const follows = random.chance(world.parameters.sameOriginChance)
  const nationality = follows ? scheme.origin : world.origin[scheme.form](random)
  const cell = world.cell(scheme.form, nationality === 'NL')(random)
  const scale = world.parameters.adultAgeScale[scheme.form]
  const age = ageIn(random, cell.band, scale)
  return { nationality, cell, ageDays: Math.floor(age * DAYS_PER_YEAR) }
}

/** Draws the person herself. `seenOn` is the day on which she has the age of her background. */
export const drawPerson = (
  random: Random,
  world: World,
  input: { readonly id: string; readonly scheme: Scheme; readonly background: Background; readonly seenOn: Day },
): SimulatedPerson => {
  const { scheme, background } = input
  const parameters = world.parameters
  const sex = drawSex(random, parameters.femaleShare[scheme.form], parameters.sexOtherChance)
  const nameSex = sex === 'other' ? random.pick(['F', 'M'] as const) : sex === 'female' ? 'F' : 'M'
  const nameOrigin = background.nationality === 'NL' ? world.dutchNameOrigin(random) : background.nationality
  const given = world.names(nameOrigin, 'given', nameSex)
  const surname = world.names(nameOrigin, 'surname', nameSex)
  const phone = random.chance(parameters.ownPhoneChance) ? drawPhone(random) : undefined
  const document = random.chance(parameters.documentChance)
    ? `XX${String(random.below(10_000_000)).padStart(7, '0')}`
    : undefined
  return {
    id: input.id,
    scheme: scheme.id,
    form: scheme.form,
    givenNames: drawNames(random, given, parameters.secondGivenChance),
    surnames: drawNames(random, surname, parameters.secondSurnameChance[nameOrigin] ?? 0),
    workingName: world.names(WORKING_NAME_ORIGIN, 'given', nameSex)(random).name,
    birthDate: addDays(input.seenOn, -background.ageDays),
    sex,
    nationality: background.nationality,
    nameOrigin,
    ...(phone === undefined ? {} : { phone }),
    ...(document === undefined ? {} : { document }),
    exploitersPhone: scheme.phone,
  }
}

/** The name as its bearer writes it in Latin script. */
export const writtenName = (names: readonly Name[]): string => names.map((name) => name.name).join(' ')

/** The name in the script of its bearer, where the tables have all of it. */
export const nativeName = (names: readonly Name[]): string | undefined =>
  names.every((name) => name.native !== '') ? names.map((name) => name.native).join(' ') : undefined

/** No scheme begins in the last weeks: its people need time to be seen. */
const MARGIN_DAYS = 60
/** Working names are chosen for clients, not for her: one pool for all. */
const WORKING_NAME_ORIGIN = 'BR'
const DAYS_PER_YEAR = 365.2425
const OLDEST = 75

const drawSex = (random: Random, femaleShare: number, otherChance: number): Sex => {
  if (random.chance(otherChance)) return 'other'
  return random.chance(femaleShare) ? 'female' : 'male'
}

// A tenth of a year away from each border: nobody is counted in another band because of the hour of birth.
const ageIn = (random: Random, band: Cell['band'], scale: number): number => {
  if (band === 'minor') return 12 + 5.9 * Math.sqrt(random.next())
  if (band === 'young-adult') return 18.1 + 4.8 * random.next()
  return Math.min(OLDEST, 23.1 + waiting(random, scale) + waiting(random, scale))
}

const drawNames = (random: Random, pick: (random: Random) => Name, secondChance: number): readonly Name[] => {
  const first = pick(random)
  if (!random.chance(secondChance)) return [first]
  const second = pick(random)
  return second.name === first.name ? [first] : [first, second]
}
