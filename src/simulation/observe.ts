/** Turns truth into signals: who sees her, where, when it happened and when it was learned, and what is written down. */
import { ageOn, type PartialDate, type Random } from '../kernel/index.ts'
import { countOf, waiting } from './draw.ts'
import { type Life, placeAt, placeBefore, type Spell } from './life.ts'
import { type Clerk, type Description, writeDown } from './noise.ts'
import { type SimulatedPerson, writtenName } from './person.ts'
import type { Form, Municipality, Reporter } from './tables.ts'
import { dayOf, instantOf, regionOf, type World } from './world.ts'

/** Whether she may be looked up at all: no look-up happens without a ground. */
export type SearchGround = 'consent' | 'legal-basis' | 'none'

/** An observation as an organisation would record it. It does not know which simulated person it is about. */
export type SimulatedSignal = {
  readonly id: string
  readonly organisation: { readonly id?: string; readonly kind: Reporter; readonly region: string }
  /** True for a report to CoMensha, false for a signal that went no further. */
  readonly isReport: boolean
  /** Instant (ISO, UTC). Never before what it tells of. */
  readonly learned: string
  readonly happened: PartialDate
  readonly precision: 'day' | 'month' | 'year'
  readonly person: Description
  readonly form: Form | 'unknown'
  /** A short invented note in Dutch; no name, place or number in it. */
  readonly text: string
  readonly searchGround: SearchGround
}

/** A moment at which somebody sees her and writes it down. `at` is a position in the days of the country. */
export type Occasion = {
  readonly at: number
  readonly place: Municipality
  readonly reporter: Reporter
  readonly isReport: boolean
}

/** More loose signals about one person than this are not drawn. */
export const LOOSE_SIGNALS_MAX = 12

/** Everything about her that anybody writes down, in order of time. */
export const occasionsOf = (random: Random, world: World, person: SimulatedPerson, life: Life): Occasion[] => {
  const reports = life.spells.flatMap((spell) => reportsOf(random, world, person.form, spell, life))
  const means = world.parameters.looseSignalMean
  const mean = reports.length > 0 ? means.registered : means.hidden
  const loose = Array.from({ length: countOf(random, mean, LOOSE_SIGNALS_MAX) }, () => looseOf(random, world, life))
  return [...reports, ...loose].sort((one, other) => one.at - other.at)
}

/** Writes one occasion down, with the errors of whoever writes. */
export const observe = (
  random: Random,
  world: World,
  input: { readonly person: SimulatedPerson; readonly life: Life; readonly occasion: Occasion },
): SimulatedSignal => {
  const { person, life, occasion } = input
  const { reporter, place } = occasion
  const region = regionOf(reporter, place)
  const organisation = world.organisation(reporter, region, random)
  const precision = drawPrecision(random, world)
  const form = drawForm(random, world, person.form, occasion.isReport)
  return {
    id: random.uuid(),
    organisation: { ...(organisation === undefined ? {} : { id: organisation }), kind: reporter, region },
    isReport: occasion.isReport,
    learned: learnedAt(random, world, occasion.at),
    happened: happenedOn(world, occasion.at, precision),
    precision,
    person: writeDown(seenAs(person, place), clerkOf(random, world, { person, life, occasion })),
    form,
    text: noteOf(random, world, reporter, form),
    searchGround: drawGround(random, world, reporter),
  }
}

/** What can be seen of somebody by whoever asks everything and makes no error. */
export const seenAs = (person: SimulatedPerson, place: Municipality): Description => {
  const [year = 0, month = 1, day = 1] = person.birthDate.split('-').map(Number)
  return {
    given: writtenName(person.givenNames),
    surname: writtenName(person.surnames),
    birthDate: { year, month, day },
    sex: person.sex,
    nationality: person.nationality,
    town: place.name,
    ...(person.phone === undefined ? {} : { phone: person.phone }),
    ...(person.document === undefined ? {} : { document: person.document }),
  }
}

/** Whoever writes an occasion down: the person's surroundings, and what the tables say about this kind of reporter. */
export const clerkOf = (
  random: Random,
  world: World,
  input: { readonly person: SimulatedPerson; readonly life: Life; readonly occasion: Occasion },
): Clerk => {
  const { person, life, occasion } = input
  return {
    random,
    noise: world.tables.noise,
    reporter: occasion.reporter,
    givenNames: person.givenNames,
    surnames: person.surnames,
    nameOrigin: person.nameOrigin,
    workingName: person.workingName,
    exploitersPhone: person.exploitersPhone,
    earlierTown: placeBefore(life, occasion.at).name,
    isMinor: ageOn(person.birthDate, dayOf(world, occasion.at)) < 18,
    hasWorkingName: person.form === 'sexual',
  }
}

const reportsOf = (random: Random, world: World, form: Form, spell: Spell, life: Life): Occasion[] => {
  if (spell.found === undefined) return []
  const { secondReportChance, thirdReportChance } = world.parameters
  const more = random.chance(secondReportChance) ? 1 + (random.chance(thirdReportChance) ? 1 : 0) : 0
  const reporters = drawReporters(random, world, form, 1 + more)
  const last = world.days.length - 1
  return reporters.map((reporter, index) => {
    const later = index === 0 ? 0 : 1 + Math.floor(waiting(random, LATER_REPORT_DAYS))
    const at = Math.min(last, (spell.found ?? 0) + later)
    return { at, place: placeAt(life, at), reporter, isReport: true }
  })
}

// Different kinds of reporter see the same person; the same one would know that it reported her before.
const drawReporters = (random: Random, world: World, form: Form, count: number): Reporter[] => {
  const drawn = new Set<Reporter>()
  for (let tries = 0; drawn.size < count && tries < TRIES_MAX; tries += 1) drawn.add(world.reporter[form](random))
  return [...drawn]
}

const looseOf = (random: Random, world: World, life: Life): Occasion => {
  const from = life.spells[0]?.from ?? 0
  const until = Math.min(world.days.length - 1, life.events.at(-1)?.at ?? from)
  const at = from + random.below(until - from + 1)
  return { at, place: placeAt(life, at), reporter: world.looseReporter(random), isReport: false }
}

const learnedAt = (random: Random, world: World, at: number): string => {
  const last = world.days.length - 1
  const day = Math.min(last, at + Math.floor(waiting(random, world.parameters.reportDelayMeanDays)))
  // Office hours in UTC: the same calendar day in Amsterdam, summer and winter.
  const minutes = OFFICE_OPENS_MINUTES + random.below(OFFICE_MINUTES)
  return new Date(instantOf(world, day) + minutes * 60_000).toISOString()
}

const happenedOn = (world: World, at: number, precision: SimulatedSignal['precision']): PartialDate => {
  const [year = 0, month = 1, day = 1] = dayOf(world, at).split('-').map(Number)
  if (precision === 'year') return { year }
  return precision === 'month' ? { year, month } : { year, month, day }
}

const drawPrecision = (random: Random, world: World): SimulatedSignal['precision'] => {
  const { day, month } = world.tables.noise.happenedPrecision
  const drawn = random.next()
  if (drawn < day) return 'day'
  return drawn < day + month ? 'month' : 'year'
}

const drawForm = (random: Random, world: World, form: Form, isReport: boolean): Form | 'unknown' => {
  const unknown = isReport ? world.parameters.formUnknownShare : world.tables.noise.formUnknownInLooseSignal
  return random.chance(unknown) ? 'unknown' : form
}

const noteOf = (random: Random, world: World, reporter: Reporter, form: Form | 'unknown'): string => {
  const { openings, findings, endings } = world.tables.texts
  return [openings[reporter], findings[form], endings]
    .map((from) => random.pick(from))
    .filter((part) => part !== '')
    .join(' ')
}

const drawGround = (random: Random, world: World, reporter: Reporter): SearchGround => {
  if (reporter === 'anonymous-line') return 'none'
  const isEnforcement = reporter === 'police' || reporter === 'kmar' || reporter === 'labour-authority'
  const { care, enforcement } = world.parameters.searchGround
  if (isEnforcement) return random.chance(enforcement['legal-basis']) ? 'legal-basis' : 'none'
  return random.chance(care.consent) ? 'consent' : 'none'
}

const LATER_REPORT_DAYS = 40
const TRIES_MAX = 40
const OFFICE_OPENS_MINUTES = 7 * 60
const OFFICE_MINUTES = 10 * 60
