/** A modest invented country for the demonstration: the simulation's signals, brought in as the organisations that would have seen them. */
import type { Organisation, Reference } from '../directory/index.ts'
import type { ImportedSignal } from '../exchange/index.ts'
import type { Claim, Day, OrganisationId } from '../kernel/index.ts'
import { asId } from '../kernel/index.ts'
import {
  readTables,
  type SimulatedEvent,
  type SimulatedOrganisation,
  type SimulatedSignal,
  simulateCountry,
  type TrueCase,
  type TrueMove,
  type TruePerson,
} from '../simulation/index.ts'
import type { System } from '../wiring.ts'
import { keepClocks } from './clocks.store.ts'
import { gatherClocks } from './clocks.ts'

type ReporterKind = SimulatedOrganisation['kind']

const SEED = 20_261_116
const YEARS = 3
const BATCH = 500
/** Courses and moves cost a row each and no key: they come from so many people at least, or no curve would have ten to follow. */
const MOVED_LEAST = 6_000
/** Nobody in person: the demonstration itself. */
const SEEDER = asId<Claim['actor']>('00000000-0000-4000-8000-000000000003')

// Which kinds of the directory stand for a kind of reporter of the simulation; what is absent is nobody's.
const STANDS_FOR: Readonly<Partial<Record<Organisation['kind'], ReporterKind>>> = {
  'police-avim': 'police',
  'military-police': 'kmar',
  'labour-authority': 'labour-authority',
  'care-coordination': 'care-coordination',
  'care-provider': 'fairwork',
  shelter: 'shelter',
  municipality: 'municipality',
}

/**
 * Brings in the signals of so many invented persons who lived until a day, and how the norms went. A repeat changes nothing. Gives how many
 * signals were new.
 */
export const bringCountry = async (
  system: Pick<System, 'importSignals' | 'tellMovement'>,
  reference: Reference,
  { persons, adminUrl, until }: { readonly persons: number; readonly adminUrl: string; readonly until: Day },
): Promise<number> => {
  const house = reference.organisations.find((each) => each.kind === 'care-coordination')
  if (persons === 0 || !house) return 0
  const byOrganisation = new Map<OrganisationId, ImportedSignal[]>()
  const regions = new Map<string, string>(reference.municipalities.map((each) => [each.code, each.safetyRegion]))
  const courses = gatherCourses(regions)
  const clocks = gatherClocks(regions, until)
  let told = 0
  const events = simulateCountry({
    persons: Math.max(persons, MOVED_LEAST),
    years: YEARS,
    seed: SEED,
    lastDay: until,
    municipalities: reference.municipalities.map((each) => ({
      code: each.code,
      name: each.name,
      inhabitants: each.inhabitants,
      safetyRegion: each.safetyRegion,
      policeUnit: each.policeUnit,
    })),
    organisations: reference.organisations.flatMap((each) => reportersOf(reference, each)),
    tables: readTables(),
  })
  for (const event of events) {
    courses.hear(event)
    if (event.kind === 'person') {
      told += 1
      clocks.hear(event.person)
    }
    // A larger country begins with the smaller one: signals are those of the first so many.
    if (told > persons) continue
    if (event.kind !== 'signal' || !event.signal.organisation.id) continue
    const organisation = asId<OrganisationId>(event.signal.organisation.id)
    byOrganisation.set(organisation, [
      ...(byOrganisation.get(organisation) ?? []),
      asImported(event.signal, courses.regionOn(event.trueDay)),
    ])
  }
  let taken = 0
  await tellCourses(system, house.id, courses.all())
  await keepClocks(adminUrl, clocks.all(), { house: house.id, on: until })
  for (const [organisation, signals] of byOrganisation) taken += await bringIn(system, reference, organisation, signals)
  return taken
}

// The words of the country for how help ended, as a file has them; out of sight is no end there.
const ENDED: Readonly<Record<string, string>> = { 'victimhood-not-plausible': 'not-plausible' }
const OUT_OF_SIGHT = 'left-destination-unknown'
const ABROAD: readonly string[] = ['returned-home', 'transferred-abroad']

type Told = Parameters<System['tellMovement']>[1]
type Move = Told['moves'][number]
type Course = Told['courses'][number]

/** Hears a country person by person: what files would have told of those who were registered. */
const gatherCourses = (regions: ReadonlyMap<string, string>) => {
  const [moves, courses]: [Move[], Map<string, Course['course'][number][]>] = [[], new Map()]
  let person: TruePerson | undefined
  const regionOn = (on: Day): string | undefined => {
    const here = person?.life.findLast((each) => each.on <= on) ?? person?.life[0]
    return here && regions.get(here.municipality)
  }
  const goes = (key: string, happened: Day, from: string | undefined, to: string | undefined) =>
    moves.push({ key: `demonstration ${key}`, happened, from: from ?? 'unknown', to: to ?? 'unknown' })
  const hearCase = (one: TrueCase, who: TruePerson): void => {
    const course = courses.get(one.person) ?? []
    courses.set(one.person, course)
    const isFirst = course.length === 0
    course.push({ kind: isFirst ? 'dossier-opened' : 're-entry-recognised', happened: one.opened })
    if (isFirst && who.nationality !== 'NL') goes(`${one.id} came`, one.opened, who.nationality, regionOn(one.opened))
    if (one.closed === undefined || one.reason === undefined) return
    const because = ENDED[one.reason] ?? one.reason
    const isMissing = one.reason === OUT_OF_SIGHT
    course.push({
      kind: isMissing ? 'person-missing' : 'care-ended',
      happened: one.closed,
      ...(isMissing ? {} : { because }),
    })
    if (ABROAD.includes(one.reason) && who.nationality !== 'NL')
      goes(`${one.id} left`, one.closed, regionOn(one.closed), who.nationality)
  }
  const hearMove = (move: TrueMove, number: number): void => {
    goes(`${move.person} ${number}`, move.on, regions.get(move.from), regions.get(move.to))
  }
  return {
    hear: (event: SimulatedEvent): void => {
      if (event.kind === 'person') person = event.person
      if (event.kind === 'move' && person?.registered) hearMove(event.move, moves.length)
      if (event.kind === 'case' && person) hearCase(event.case, person)
    },
    regionOn,
    all: (): Told => ({
      moves,
      courses: [...courses].map(([id, course]) => ({ key: `demonstration ${id}`, course })),
    }),
  }
}

/** In the name of the first house of care: rows of movement have no house, so it makes no difference which. */
const tellCourses = async (system: Pick<System, 'tellMovement'>, house: OrganisationId, told: Told): Promise<void> => {
  const claim: Claim = {
    ...{ organisation: house, actor: SEEDER, function: 'care-coordinator', plane: 'care', purpose: 'W02' },
  }
  const most = Math.max(told.moves.length, told.courses.length)
  for (let from = 0; from < most; from += BATCH)
    await system.tellMovement(claim, {
      moves: told.moves.slice(from, from + BATCH),
      courses: told.courses.slice(from, from + BATCH),
    })
}

const bringIn = async (
  system: Pick<System, 'importSignals'>,
  reference: Reference,
  organisation: OrganisationId,
  signals: readonly ImportedSignal[],
): Promise<number> => {
  const plane = reference.organisations.find((each) => each.id === organisation)?.plane ?? 'care'
  const claim: Claim = {
    organisation,
    actor: SEEDER,
    function: plane === 'enforcement' ? 'investigator' : 'care-coordinator',
    plane,
    purpose: plane === 'enforcement' ? 'W09' : 'W02',
  }
  let taken = 0
  for (let from = 0; from < signals.length; from += BATCH) {
    const outcome = await system.importSignals(claim, signals.slice(from, from + BATCH))
    if (outcome.ok) taken += outcome.value.taken
  }
  return taken
}

const reportersOf = (reference: Reference, organisation: Organisation): readonly SimulatedOrganisation[] => {
  const kind = STANDS_FOR[organisation.kind]
  if (!kind) return []
  return regionsOf(reference, organisation).map((region) => ({ id: organisation.id, kind, region }))
}

// The safety regions of the municipalities that an organisation serves, or of the whole country.
const regionsOf = (reference: Reference, organisation: Organisation): readonly string[] => {
  const served = new Set<string>(organisation.serves)
  const regions = reference.municipalities
    .filter(
      (each) =>
        served.has('NL') ||
        [each.code, each.safetyRegion, each.policeUnit, each.province].some((code) => served.has(code)) ||
        served.has(`VO${each.centres['women-shelter'].municipality.slice(2)}`),
    )
    .map((each) => each.safetyRegion)
  return [...new Set(regions)]
}

const asImported = (signal: SimulatedSignal, safetyRegion: string | undefined): ImportedSignal => ({
  sourceRow: 0,
  idempotencyKey: `demonstration-${signal.id}`,
  happened: signal.happened,
  person: { ...signal.person },
  ...(signal.form === 'unknown' ? {} : { exploitation: signal.form }),
  furtherExploitation: [],
  exploitationForms: [],
  means: [],
  freeText: signal.text,
  ...(safetyRegion === undefined ? {} : { safetyRegion }),
})
