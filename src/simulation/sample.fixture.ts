/** A small country for the tests of this slice. */
import { type CountryInput, type SimulatedEvent, simulateCountry } from './country.ts'
import { readSmallMunicipalities, readTables } from './tables.store.ts'

const tables = readTables()
const municipalities = readSmallMunicipalities()

/** A request for a country; only what matters to the test needs to be named. */
export const aCountry = (given: Partial<CountryInput> = {}): CountryInput => ({
  persons: 200,
  years: 5,
  seed: 1,
  municipalities,
  tables,
  ...given,
})

/** All that a country tells. */
export const told = (given: Partial<CountryInput> = {}): SimulatedEvent[] => [...simulateCountry(aCountry(given))]

type Kind = SimulatedEvent['kind']
/** What a country tells of one kind. */
export const toldOf = <K extends Kind>(
  events: readonly SimulatedEvent[],
  kind: K,
): Extract<SimulatedEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<SimulatedEvent, { kind: K }> => event.kind === kind)
