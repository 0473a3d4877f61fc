/**
 * An invented country: exploiters, the people in their hands, what happens to them, and what others write down about it.
 * It streams: one person at a time, however many there are. The same seed gives the same country.
 */
import { accept, type Day, day, type Outcome, refuse } from '../kernel/index.ts'
import { randomOf } from './draw.ts'
import { drawFirstSpell, type LifeEvent, live, type SimulatedCase } from './life.ts'
import { observe, occasionsOf, type SimulatedSignal } from './observe.ts'
import { drawBackground, drawPerson, drawScheme, nativeName, type Scheme, writtenName } from './person.ts'
import type { ClosingReason, Municipality, Tables } from './tables.ts'
import { type TruthPair, truthPairs } from './truth.ts'
import { dayOf, type SimulatedOrganisation, type World, worldOf } from './world.ts'

export const PERSONS_MAX = 10_000_000
export const YEARS_MAX = 40
/** The last day of a country when nobody names one: of the year of the newest figures in the calibration. */
export const LAST_DAY = day('2024-12-31')

export type CountryInput = {
  readonly persons: number
  readonly years: number
  readonly seed: number
  readonly lastDay?: Day
  readonly municipalities: readonly Municipality[]
  readonly organisations?: readonly SimulatedOrganisation[]
  readonly tables: Tables
}

export type CountryRefusal =
  | 'simulation-persons-out-of-range'
  | 'simulation-years-out-of-range'
  | 'simulation-seed-not-whole'
  | 'simulation-without-municipalities'

export type TruePerson = {
  readonly id: string
  readonly scheme: string
  readonly given: string
  readonly surname: string
  readonly givenNative?: string
  readonly surnameNative?: string
  readonly birthDate: Day
  readonly sex: string
  readonly nationality: string
  readonly form: string
  readonly phone?: string
  readonly document?: string
  /** True when a report about her was ever made. */
  readonly registered: boolean
  readonly life: readonly { readonly kind: LifeEvent['kind']; readonly on: Day; readonly municipality: string }[]
}

export type TrueCase = {
  readonly id: string
  readonly person: string
  readonly opened: Day
  readonly closed?: Day
  readonly reason?: ClosingReason
  readonly shelter: SimulatedCase['shelter']
  readonly after?: string
}

export type TrueMove = {
  readonly person: string
  readonly on: Day
  readonly from: string
  readonly to: string
  readonly cause: 'exploiter' | 'care' | 're-entry'
  /** Only for moves in care: the file was handed over, person to person. */
  readonly handedOver?: boolean
}

/** What a country tells, person by person: her truth, her moves and cases, the signals about her, and which belong together. */
export type SimulatedEvent =
  | { readonly kind: 'person'; readonly person: TruePerson }
  | { readonly kind: 'move'; readonly move: TrueMove }
  | { readonly kind: 'case'; readonly case: TrueCase }
  | { readonly kind: 'signal'; readonly signal: SimulatedSignal; readonly person: string; readonly trueDay: Day }
  | { readonly kind: 'pair'; readonly pair: TruthPair }

/** Says what is wrong with the request for a country, or accepts it. */
export const checkCountry = (input: CountryInput): Outcome<CountryInput, CountryRefusal> => {
  if (!isWholeBetween(input.persons, 1, PERSONS_MAX))
    return refuse('simulation-persons-out-of-range', { most: PERSONS_MAX })
  if (!isWholeBetween(input.years, 1, YEARS_MAX)) return refuse('simulation-years-out-of-range', { most: YEARS_MAX })
  if (!isWholeBetween(input.seed, 0, SEED_MAX)) return refuse('simulation-seed-not-whole', { most: SEED_MAX })
  if (!input.municipalities.some((municipality) => municipality.inhabitants > 0))
    return refuse('simulation-without-municipalities')
  return accept(input)
}

/**
 * Tells a country, person by person; within a person in order of time. Throws on a request that `checkCountry` refuses.
 * Person number n is the same in every country with this seed, years and tables that has at least n persons.
 */
export function* simulateCountry(input: CountryInput): Generator<SimulatedEvent, void, undefined> {
  const checked = checkCountry(input)
  if (!checked.ok) throw new RangeError(checked.refusal.code)
  const { persons, seed, years, tables, municipalities, organisations = [], lastDay = LAST_DAY } = input
  const world = worldOf({ tables, municipalities, organisations, years, lastDay })
  let person = 0
  for (let number = 0; person < persons; number += 1) {
    // Even numbers are schemes, odd ones persons: their rows of randomness never meet.
    const scheme = drawScheme(randomOf(seed, number * 2), world, `S${number + 1}`)
    for (let member = 0; member < scheme.size && person < persons; member += 1) {
      person += 1
      yield* tellPerson(world, { seed, number: person, scheme })
    }
  }
}

function* tellPerson(
  world: World,
  input: { readonly seed: number; readonly number: number; readonly scheme: Scheme },
): Generator<SimulatedEvent, void, undefined> {
  const { scheme } = input
  const random = randomOf(input.seed, input.number * 2 + 1)
  const id = `P${input.number}`
  const first = drawFirstSpell(random, world, scheme)
  const background = drawBackground(random, world, scheme)
  const person = drawPerson(random, world, { id, scheme, background, seenOn: dayOf(world, first.candidate) })
  const life = live(random, world, { person: id, scheme, background, first })
  yield { kind: 'person', person: truePerson(world, person, life) }
  for (const move of movesOf(world, id, life.events)) yield { kind: 'move', move }
  for (const one of life.cases) yield { kind: 'case', case: trueCase(world, id, one) }
  const signals: string[] = []
  for (const occasion of occasionsOf(random, world, person, life)) {
    const signal = observe(random, world, { person, life, occasion })
    signals.push(signal.id)
    yield { kind: 'signal', signal, person: id, trueDay: dayOf(world, occasion.at) }
  }
  for (const pair of truthPairs(id, signals)) yield { kind: 'pair', pair }
}

const truePerson = (world: World, person: ReturnType<typeof drawPerson>, life: ReturnType<typeof live>): TruePerson => {
  const [givenNative, surnameNative] = [nativeName(person.givenNames), nativeName(person.surnames)]
  return {
    id: person.id,
    scheme: person.scheme,
    given: writtenName(person.givenNames),
    surname: writtenName(person.surnames),
    ...(givenNative === undefined ? {} : { givenNative }),
    ...(surnameNative === undefined ? {} : { surnameNative }),
    birthDate: person.birthDate,
    sex: person.sex,
    nationality: person.nationality,
    form: person.form,
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    ...(person.document === undefined ? {} : { document: person.document }),
    registered: life.cases.length > 0,
    life: life.events.map((event) => ({
      kind: event.kind,
      on: dayOf(world, event.at),
      municipality: event.municipality.code,
    })),
  }
}

const trueCase = (world: World, person: string, one: SimulatedCase): TrueCase => ({
  id: one.id,
  person,
  opened: dayOf(world, one.opened),
  ...(one.closed === undefined ? {} : { closed: dayOf(world, one.closed) }),
  ...(one.reason === undefined ? {} : { reason: one.reason }),
  shelter: one.shelter,
  ...(one.after === undefined ? {} : { after: one.after }),
})

const CAUSES: Partial<Record<LifeEvent['kind'], TrueMove['cause']>> = {
  'moved-by-exploiter': 'exploiter',
  'moved-in-care': 'care',
  're-entered': 're-entry',
}

const movesOf = (world: World, person: string, events: readonly LifeEvent[]): TrueMove[] =>
  events.flatMap((event, index) => {
    const cause = CAUSES[event.kind]
    const before = events[index - 1]
    if (cause === undefined || before === undefined || before.municipality === event.municipality) return []
    const handedOver = events[index + 1]?.kind === 'handed-over'
    return {
      person,
      on: dayOf(world, event.at),
      from: before.municipality.code,
      to: event.municipality.code,
      cause,
      ...(cause === 'care' ? { handedOver } : {}),
    }
  })

const isWholeBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most
const SEED_MAX = 2_147_483_647
