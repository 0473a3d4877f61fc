/**
 * The reference tables of `data/geo` and `data/directory`, read and checked as a whole. Either everything holds and a
 * `Reference` comes back, or the answer names file, line and reason. Nothing is repaired in silence.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { PoliceUnit, Province, SafetyRegion, ShelterRegion } from './municipality.ts'
import { checkReference, type PlacedReference } from './reference-checks.ts'
import {
  type Placed,
  readContactPoints,
  readMunicipalities,
  readNeighbours,
  readOrganisations,
  readPoliceUnits,
  readProvinces,
  readSafetyRegions,
  readShelterRegions,
  readTiles,
} from './reference-rows.ts'
import { notebook, type Problem } from './table.ts'
import { type Neighbours, type PlacedTile, placeTiles } from './tiles.ts'
import type { Directory } from './who-to-call.ts'

/** The file of each table, relative to the data folder. */
export const REFERENCE_FILES = {
  provinces: 'geo/provinces.csv',
  policeUnits: 'geo/police-units.csv',
  safetyRegions: 'geo/safety-regions.csv',
  centreMunicipalities: 'geo/centre-municipalities.csv',
  municipalities: 'geo/municipalities.csv',
  neighbours: 'geo/neighbours.csv',
  tiles: 'geo/tiles.csv',
  organisations: 'directory/organisations.csv',
  contactPoints: 'directory/contact-points.csv',
} as const

/** The text of each table. */
export type ReferenceTables = Readonly<Record<keyof typeof REFERENCE_FILES, string>>

export type Reference = Directory & {
  readonly provinces: readonly Province[]
  readonly policeUnits: readonly PoliceUnit[]
  readonly safetyRegions: readonly SafetyRegion[]
  readonly shelterRegions: readonly ShelterRegion[]
  readonly neighbours: readonly Neighbours[]
  readonly tiles: readonly PlacedTile[]
}

/**
 * Reads and checks all tables. Refuses with the first problem as parameters (`file`, `line`, `reason`, `value`) and in
 * `problems` how many there are; `findReferenceProblems` gives them all.
 */
export const readReference = (tables: ReferenceTables): Outcome<Reference, 'reference-data-broken'> => {
  const { placed, problems } = readAll(tables)
  const [first] = problems
  if (first) return refuse('reference-data-broken', { ...first, problems: problems.length })
  return accept({
    provinces: valuesOf(placed.provinces),
    policeUnits: valuesOf(placed.policeUnits),
    safetyRegions: valuesOf(placed.safetyRegions),
    shelterRegions: valuesOf(placed.centreMunicipalities),
    municipalities: valuesOf(placed.municipalities),
    neighbours: valuesOf(placed.neighbours),
    tiles: valuesOf(placed.tiles),
    organisations: valuesOf(placed.organisations),
    contactPoints: valuesOf(placed.contactPoints),
  })
}

/** Everything that is wrong with the tables, for whoever repairs them; empty when they hold. */
export const findReferenceProblems = (tables: ReferenceTables): readonly Problem[] => readAll(tables).problems

/** The map of equal tiles as these tables give it, whatever tiles stand in them; takes some seconds. */
export const computeTiles = (tables: Pick<ReferenceTables, 'municipalities' | 'neighbours'>): readonly PlacedTile[] => {
  const { forFile } = notebook()
  return placeTiles(
    valuesOf(readMunicipalities(tables.municipalities, forFile(REFERENCE_FILES.municipalities))),
    valuesOf(readNeighbours(tables.neighbours, forFile(REFERENCE_FILES.neighbours))),
  )
}

/** The tiles as they stand in their table. */
export const tilesText = (tiles: readonly PlacedTile[]): string =>
  ['municipality_code,column,row', ...tiles.map((each) => `${each.municipality},${each.column},${each.row}`), ''].join(
    '\n',
  )

const readAll = (tables: ReferenceTables): { placed: PlacedReference; problems: readonly Problem[] } => {
  const { problems, forFile } = notebook()
  const notes = {
    provinces: forFile(REFERENCE_FILES.provinces),
    policeUnits: forFile(REFERENCE_FILES.policeUnits),
    safetyRegions: forFile(REFERENCE_FILES.safetyRegions),
    centreMunicipalities: forFile(REFERENCE_FILES.centreMunicipalities),
    municipalities: forFile(REFERENCE_FILES.municipalities),
    neighbours: forFile(REFERENCE_FILES.neighbours),
    tiles: forFile(REFERENCE_FILES.tiles),
    organisations: forFile(REFERENCE_FILES.organisations),
    contactPoints: forFile(REFERENCE_FILES.contactPoints),
  }
  const placed = {
    provinces: readProvinces(tables.provinces, notes.provinces),
    policeUnits: readPoliceUnits(tables.policeUnits, notes.policeUnits),
    safetyRegions: readSafetyRegions(tables.safetyRegions, notes.safetyRegions),
    centreMunicipalities: readShelterRegions(tables.centreMunicipalities, notes.centreMunicipalities),
    municipalities: readMunicipalities(tables.municipalities, notes.municipalities),
    neighbours: readNeighbours(tables.neighbours, notes.neighbours),
    tiles: readTiles(tables.tiles, notes.tiles),
    organisations: readOrganisations(tables.organisations, notes.organisations),
    contactPoints: readContactPoints(tables.contactPoints, notes.contactPoints),
  }
  // A wrong cell leaves a row out, and everything that hangs on it would complain too: cells first, then the whole.
  if (problems.length === 0) checkReference(placed, notes)
  return { placed, problems }
}

const valuesOf = <Value>(rows: readonly Placed<Value>[]): readonly Value[] => rows.map(({ value }) => value)
