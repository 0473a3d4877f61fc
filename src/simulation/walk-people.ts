/** People for the walks: somebody whom region A knows turns up in region B under another spelling. */
import { day } from '../kernel/index.ts'
import { randomOf } from './draw.ts'
import { drawFirstSpell, type Life, live } from './life.ts'
import { type Description, writeDown } from './noise.ts'
import { clerkOf, type Occasion, seenAs } from './observe.ts'
import { drawBackground, drawPerson, drawScheme, type SimulatedPerson } from './person.ts'
import type { Municipality, Reporter, Tables } from './tables.ts'
import { dayOf, regionOf, type World, worldOf } from './world.ts'

/** One person, twice written down, in two safety regions. `person` is the truth. */
export type WalkPerson = {
  readonly person: string
  readonly truth: Description
  readonly known: { readonly region: string; readonly municipality: string; readonly description: Description }
  readonly heard: { readonly region: string; readonly municipality: string; readonly description: Description }
}

export const WALK_PEOPLE_MAX = 100_000

export type WalkInput = {
  readonly seed: number
  readonly count: number
  readonly tables: Tables
  readonly municipalities: readonly Municipality[]
}

/** Draws people for the walks; the municipalities must lie in two safety regions at least. At most `WALK_PEOPLE_MAX`. */
export const walkPeople = ({ seed, count, tables, municipalities }: WalkInput): WalkPerson[] => {
  if (count > WALK_PEOPLE_MAX) throw new RangeError('too many people for a walk')
  const inhabited = municipalities.filter((one) => one.inhabitants > 0)
  if (new Set(inhabited.map((one) => one.safetyRegion)).size < 2) throw new RangeError('a move needs two regions')
  const world = worldOf({ tables, municipalities, organisations: [], years: YEARS, lastDay: LAST_DAY })
  return Array.from({ length: count }, (_, index) => walkPerson(world, seed, index + 1))
}

const walkPerson = (world: World, seed: number, number: number): WalkPerson => {
  const random = randomOf(seed, number)
  const scheme = drawScheme(random, world, `W${number}`)
  const first = drawFirstSpell(random, world, scheme)
  const background = drawBackground(random, world, scheme)
  const id = `P${number}`
  const person = drawPerson(random, world, { id, scheme, background, seenOn: dayOf(world, first.candidate) })
  const life = live(random, world, { person: id, scheme, background, first })
  const here = scheme.municipality
  const there = elsewhere(world, random, here)
  const at = first.candidate
  const write = (place: Municipality, reporter: Reporter) => ({
    region: regionOf('care-coordination', place),
    municipality: place.code,
    description: writtenBy(world, random, { person, life, occasion: { at, place, reporter, isReport: false } }),
  })
  return {
    person: id,
    truth: seenAs(person, here),
    known: write(here, 'care-coordination'),
    heard: write(there, 'care-coordination'),
  }
}

const writtenBy = (
  world: World,
  random: ReturnType<typeof randomOf>,
  input: { readonly person: SimulatedPerson; readonly life: Life; readonly occasion: Occasion },
): Description => writeDown(seenAs(input.person, input.occasion.place), clerkOf(random, world, input))

const elsewhere = (world: World, random: ReturnType<typeof randomOf>, here: Municipality): Municipality => {
  for (;;) {
    const there = world.municipality(random)
    if (there.safetyRegion !== here.safetyRegion) return there
  }
}

const YEARS = 3
const LAST_DAY = day('2024-12-31')
