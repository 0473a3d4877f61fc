/** A modest invented country for the demonstration: the simulation's signals, brought in as the organisations that would have seen them. */
import type { Organisation, Reference } from '../directory/index.ts'
import type { ImportedSignal } from '../exchange/index.ts'
import type { Claim, OrganisationId } from '../kernel/index.ts'
import { asId } from '../kernel/index.ts'
import { readTables, type SimulatedOrganisation, type SimulatedSignal, simulateCountry } from '../simulation/index.ts'
import type { System } from '../wiring.ts'

type ReporterKind = SimulatedOrganisation['kind']

const SEED = 20_261_116
const YEARS = 3
const LAST_YEAR = 2025
const BATCH = 500
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

/** Brings the signals of so many invented persons in. A repeat changes nothing. Gives how many were new. */
export const bringCountry = async (
  system: Pick<System, 'importSignals'>,
  reference: Reference,
  persons: number,
): Promise<number> => {
  if (persons === 0) return 0
  const byOrganisation = new Map<OrganisationId, ImportedSignal[]>()
  const events = simulateCountry({
    persons,
    years: YEARS,
    seed: SEED,
    lastYear: LAST_YEAR,
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
    if (event.kind !== 'signal' || !event.signal.organisation.id) continue
    const organisation = asId<OrganisationId>(event.signal.organisation.id)
    byOrganisation.set(organisation, [...(byOrganisation.get(organisation) ?? []), asImported(event.signal)])
  }
  let taken = 0
  for (const [organisation, signals] of byOrganisation) taken += await bringIn(system, reference, organisation, signals)
  return taken
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

const asImported = (signal: SimulatedSignal): ImportedSignal => ({
  sourceRow: 0,
  idempotencyKey: `demonstration-${signal.id}`,
  happened: signal.happened,
  person: { ...signal.person },
  ...(signal.form === 'unknown' ? {} : { exploitation: signal.form }),
  furtherExploitation: [],
  exploitationForms: [],
  means: [],
  freeText: signal.text,
})
