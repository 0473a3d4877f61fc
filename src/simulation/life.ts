/** What truly happens to somebody: recruited, exploited in places, found, in care, moved, gone, back again. Times are positions in the days of the country. */
import type { Random } from '../kernel/index.ts'
import { waiting } from './draw.ts'
import type { Background, Scheme } from './person.ts'
import type { ClosingReason, Municipality } from './tables.ts'
import type { World } from './world.ts'

export type LifeKind =
  | 'recruited'
  | 'moved-by-exploiter'
  | 'found'
  | 'sheltered'
  | 'moved-in-care'
  | 'handed-over'
  | 'left-destination-unknown'
  | 'exited'
  | 're-entered'

export type LifeEvent = { readonly kind: LifeKind; readonly at: number; readonly municipality: Municipality }

/** One period of being exploited. `found` is absent for whoever nobody registers. */
export type Spell = { readonly from: number; readonly until: number; readonly found?: number }

/** One period in care after being found; still open at the end of the country when `closed` is absent. */
export type SimulatedCase = {
  readonly id: string
  readonly opened: number
  readonly closed?: number
  readonly reason?: ClosingReason
  readonly shelter: 'cosm' | 'vo-mo' | 'none'
  /** The case that was closed before she came back. */
  readonly after?: string
}

export type Life = {
  readonly events: readonly LifeEvent[]
  readonly spells: readonly Spell[]
  readonly cases: readonly SimulatedCase[]
}

/** Exploited, found, in care, and perhaps again: at most this many times. */
export const SPELLS_MAX = 3
/** A spell that could not last this long within the years of the country is not begun. */
const SPELL_DAYS_MIN = 5

/** When she is exploited for the first time, and the day on which she would be found if she is. */
export type FirstSpell = { readonly from: number; readonly until: number; readonly candidate: number }

/** Draws the first period; later than the beginning of the scheme, within the years of the country. */
export const drawFirstSpell = (random: Random, world: World, scheme: Scheme): FirstSpell => {
  const latest = world.days.length - 2 * SPELL_DAYS_MIN
  const from = scheme.begins + random.below(Math.min(JOINING_DAYS, latest - scheme.begins))
  return spellFrom(random, world, from)
}

/** Plays a life to its end or to the end of the country, whichever comes first. */
export const live = (
  random: Random,
  world: World,
  input: {
    readonly person: string
    readonly scheme: Scheme
    readonly background: Background
    readonly first: FirstSpell
  },
): Life => {
  const trace: Trace = { events: [], spells: [], cases: [], town: input.scheme.municipality }
  let spell = input.first
  let chance = input.background.cell.registeredChance
  while (trace.spells.length < SPELLS_MAX) {
    const again = exploited(random, world, trace, spell, random.chance(chance))
    if (!again) break
    const closed = cared(random, world, trace, again, input.person)
    const next = closed && returns(random, world, closed)
    if (next === undefined) break
    trace.town = world.municipality(random)
    spell = spellFrom(random, world, next)
    chance = world.parameters.reEntryFoundChance
  }
  return trace
}

/** Where she is at a moment: the place of the last thing that happened until then. */
export const placeAt = (life: Life, at: number): Municipality => {
  const [first] = life.events
  if (!first) throw new RangeError('a life without events')
  return (life.events.findLast((event) => event.at <= at) ?? first).municipality
}

/** Where she was before the place where she is at a moment; the same place when she did not move. */
export const placeBefore = (life: Life, at: number): Municipality => {
  const now = placeAt(life, at)
  return life.events.findLast((event) => event.at <= at && event.municipality !== now)?.municipality ?? now
}

type Trace = { events: LifeEvent[]; spells: Spell[]; cases: SimulatedCase[]; town: Municipality }
type Closed = { readonly at: number; readonly reason: ClosingReason }

const JOINING_DAYS = 240

const spellFrom = (random: Random, world: World, from: number): FirstSpell => {
  const last = world.days.length - 1
  const until = Math.min(
    last,
    from + SPELL_DAYS_MIN + Math.floor(waiting(random, world.parameters.exploitationMeanDays)),
  )
  return { from, until, candidate: from + 1 + random.below(until - from) }
}

/** Lives through one spell; gives the moment of being found, or undefined when nobody registers her. */
const exploited = (
  random: Random,
  world: World,
  trace: Trace,
  spell: FirstSpell,
  isFound: boolean,
): number | undefined => {
  const until = isFound ? spell.candidate : spell.until
  const add = (kind: LifeKind, at: number) => trace.events.push({ kind, at, municipality: trace.town })
  add(trace.spells.length === 0 ? 'recruited' : 're-entered', spell.from)
  const stay = world.parameters.townStayMeanDays
  for (let at = spell.from; trace.events.length < EVENTS_MAX; ) {
    at += 1 + Math.floor(waiting(random, stay))
    if (at >= until) break
    trace.town = world.municipality(random)
    add('moved-by-exploiter', at)
  }
  trace.spells.push({ from: spell.from, until, ...(isFound ? { found: until } : {}) })
  add(isFound ? 'found' : 'exited', until)
  return isFound ? until : undefined
}

/** Lives through care; gives its end, or undefined when care goes on after the last day of the country. */
const cared = (random: Random, world: World, trace: Trace, opened: number, person: string): Closed | undefined => {
  const { parameters } = world
  const before = trace.cases.at(-1)
  const shelter = drawShelter(random, world)
  if (shelter !== 'none') trace.events.push({ kind: 'sheltered', at: opened, municipality: trace.town })
  const closed = opened + CARE_DAYS_MIN + Math.floor(waiting(random, parameters.careMeanDays))
  const last = world.days.length - 1
  if (random.chance(parameters.careMoveChance)) {
    const moved = opened + 1 + random.below(closed - opened)
    const [to, warm] = [world.municipality(random), random.chance(parameters.warmHandoverChance)]
    if (moved <= last && to !== trace.town) movedInCare(trace, moved, to, warm)
  }
  const reason = world.closingReason(random)
  const id = `${person.replace('P', 'C')}-${trace.cases.length + 1}`
  const isClosed = closed <= last
  trace.cases.push({
    id,
    opened,
    shelter,
    ...(isClosed ? { closed, reason } : {}),
    ...(before === undefined ? {} : { after: before.id }),
  })
  if (!isClosed) return undefined
  const kind = reason === 'left-destination-unknown' ? reason : 'exited'
  trace.events.push({ kind, at: closed, municipality: trace.town })
  return { at: closed, reason }
}

const movedInCare = (trace: Trace, at: number, to: Municipality, warm: boolean): void => {
  trace.town = to
  trace.events.push({ kind: 'moved-in-care', at, municipality: to })
  if (warm) trace.events.push({ kind: 'handed-over', at, municipality: to })
}

/** When she is exploited again, or undefined when she is not (or not within the years of the country). */
const returns = (random: Random, world: World, closed: Closed): number | undefined => {
  if (!random.chance(world.parameters.reEntryChance[closed.reason])) return undefined
  const at = closed.at + 1 + Math.floor(waiting(random, world.parameters.reEntryGapMeanDays))
  return at < world.days.length - 2 * SPELL_DAYS_MIN ? at : undefined
}

const drawShelter = (random: Random, world: World): SimulatedCase['shelter'] => {
  if (!random.chance(world.parameters.firstShelterChance)) return 'none'
  return random.chance(world.parameters.shelterKindCosmShare) ? 'cosm' : 'vo-mo'
}

const CARE_DAYS_MIN = 7
/** A life that moves without end would be a fault of the tables, not a life. */
const EVENTS_MAX = 60
