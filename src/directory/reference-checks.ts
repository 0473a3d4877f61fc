/** What must hold across the reference tables, beyond each cell: counts, unique codes, nesting, reach. Pure. */
import {
  type Municipality,
  type PoliceUnit,
  type Province,
  type SafetyRegion,
  type ShelterKind,
  type ShelterRegion,
  shelterRegionOf,
} from './municipality.ts'
import { type ContactPoint, type Organisation, PLANE_OF, type Validity } from './organisation.ts'
import type { Placed } from './reference-rows.ts'
import type { Note } from './table.ts'
import type { Neighbours, PlacedTile } from './tiles.ts'

export type PlacedReference = {
  readonly provinces: readonly Placed<Province>[]
  readonly policeUnits: readonly Placed<PoliceUnit>[]
  readonly safetyRegions: readonly Placed<SafetyRegion>[]
  readonly centreMunicipalities: readonly Placed<ShelterRegion>[]
  readonly municipalities: readonly Placed<Municipality>[]
  readonly organisations: readonly Placed<Organisation>[]
  readonly contactPoints: readonly Placed<ContactPoint>[]
  readonly neighbours: readonly Placed<Neighbours>[]
  readonly tiles: readonly Placed<PlacedTile>[]
}

type Notes = Readonly<Record<keyof PlacedReference, Note>>

/** Notes everything that does not hold, table by table in the order of reading. */
export const checkReference = (reference: PlacedReference, notes: Notes): void => {
  checkCounts(reference, notes)
  checkUnique(reference, notes)
  checkRegions(reference, notes)
  checkMunicipalities(reference, notes)
  checkOrganisations(reference, notes)
  checkContactPoints(reference, notes)
  checkReach(reference, notes)
  checkMap(reference, notes)
}

/** The Netherlands from 1 January 2023: a redrawing of municipalities changes these numbers together with the tables. */
const EXPECTED = { provinces: 12, policeUnits: 10, safetyRegions: 25, municipalities: 342 } as const
/** Centre municipalities: 35 for women's shelter (annex of 2013), 43 for homeless shelter (annex of 2011). */
const EXPECTED_CENTRES: Readonly<Record<ShelterKind, number>> = { 'women-shelter': 35, 'homeless-shelter': 43 }

const checkCounts = (reference: PlacedReference, notes: Notes): void => {
  for (const table of ['provinces', 'policeUnits', 'safetyRegions', 'municipalities'] as const)
    expectCount(reference[table].length, EXPECTED[table], '', notes[table])
  for (const kind of ['women-shelter', 'homeless-shelter'] as const) {
    const found = reference.centreMunicipalities.filter(({ value }) => value.kind === kind).length
    expectCount(found, EXPECTED_CENTRES[kind], ` ${kind}`, notes.centreMunicipalities)
  }
}

const expectCount = (found: number, expected: number, what: string, note: Note): void => {
  if (found !== expected) note(1, 'wrong-count', `${found} instead of ${expected}${what}`)
}

const checkUnique = (reference: PlacedReference, notes: Notes): void => {
  expectUnique(reference.provinces, ({ code }) => code, 'code-twice', notes.provinces)
  expectUnique(reference.policeUnits, ({ code }) => code, 'code-twice', notes.policeUnits)
  expectUnique(reference.safetyRegions, ({ code }) => code, 'code-twice', notes.safetyRegions)
  expectUnique(reference.centreMunicipalities, ({ code }) => code, 'code-twice', notes.centreMunicipalities)
  expectUnique(reference.municipalities, ({ code }) => code, 'code-twice', notes.municipalities)
  expectUnique(reference.municipalities, ({ name }) => name, 'name-twice', notes.municipalities)
  expectUnique(reference.organisations, ({ id }) => id, 'id-twice', notes.organisations)
  expectUnique(reference.contactPoints, ({ id }) => id, 'id-twice', notes.contactPoints)
}

const expectUnique = <Value>(
  rows: readonly Placed<Value>[],
  keyOf: (value: Value) => string,
  reason: string,
  note: Note,
): void => {
  const seen = new Set<string>()
  for (const { line, value } of rows) {
    const key = keyOf(value)
    if (seen.has(key)) note(line, reason, key)
    seen.add(key)
  }
}

const codesOf = <Value extends { readonly code: string }>(rows: readonly Placed<Value>[]): ReadonlySet<string> =>
  new Set(rows.map(({ value }) => value.code))

const checkRegions = (reference: PlacedReference, notes: Notes): void => {
  const [provinces, units] = [codesOf(reference.provinces), codesOf(reference.policeUnits)]
  const municipalities = codesOf(reference.municipalities)
  for (const { line, value } of reference.safetyRegions) {
    if (!provinces.has(value.province)) notes.safetyRegions(line, 'province-unknown', value.province)
    if (!units.has(value.policeUnit)) notes.safetyRegions(line, 'police-unit-unknown', value.policeUnit)
  }
  for (const { line, value } of reference.centreMunicipalities) {
    if (!municipalities.has(value.municipality))
      notes.centreMunicipalities(line, 'municipality-unknown', value.municipality)
    if (value.code !== shelterRegionOf(value.kind, value.municipality))
      notes.centreMunicipalities(line, 'code-is-of-another-centre', value.code)
  }
}

/** A municipality lies in the province and police unit of its safety region, and its centres are centres. */
const checkMunicipalities = (reference: PlacedReference, notes: Notes): void => {
  const note = notes.municipalities
  const regions = new Map(reference.safetyRegions.map(({ value }) => [value.code, value]))
  const shelterRegions = codesOf(reference.centreMunicipalities)
  for (const { line, value } of reference.municipalities) {
    const region = regions.get(value.safetyRegion)
    if (!region) note(line, 'safety-region-unknown', value.safetyRegion)
    else if (region.province !== value.province) note(line, 'province-is-not-of-safety-region', value.province)
    else if (region.policeUnit !== value.policeUnit) note(line, 'police-unit-is-not-of-safety-region', value.policeUnit)
    for (const kind of ['women-shelter', 'homeless-shelter'] as const) {
      const centre = value.centres[kind].municipality
      if (!shelterRegions.has(shelterRegionOf(kind, centre))) note(line, `no-${kind}-centre`, centre)
    }
  }
}

const checkOrganisations = (reference: PlacedReference, notes: Notes): void => {
  const note = notes.organisations
  const territories = new Set<string>(['NL'])
  for (const table of ['provinces', 'policeUnits', 'safetyRegions', 'centreMunicipalities', 'municipalities'] as const)
    for (const { value } of reference[table]) territories.add(value.code)
  for (const { line, value } of reference.organisations) {
    if (value.plane !== PLANE_OF[value.kind]) note(line, 'plane-is-not-of-kind', `${value.plane} ${value.kind}`)
    if ((value.kind === 'care-coordination') !== (value.position !== undefined))
      note(line, 'position-belongs-to-care-coordination', value.id)
    if ((value.kind === 'shelter') !== (value.shelterForm !== undefined))
      note(line, 'shelter-form-belongs-to-shelter', value.id)
    if (isLocated(value)) note(line, 'place-can-be-located', value.id)
    if (value.serves.length === 0) note(line, 'serves-nobody', value.id)
    for (const code of [...value.serves, ...(value.municipality ? [value.municipality] : [])])
      if (!territories.has(code)) note(line, 'territory-unknown', code)
  }
}

/** A shelter or care provider says no more of its place than a safety region (decision 8). */
const isLocated = ({ kind, municipality, serves }: Organisation): boolean =>
  (kind === 'shelter' || kind === 'care-provider') &&
  (municipality !== undefined || serves.some((code) => code !== 'NL' && !code.startsWith('VR')))

const checkContactPoints = (reference: PlacedReference, notes: Notes): void => {
  const organisations = new Map(reference.organisations.map(({ value }) => [value.id, value]))
  for (const { line, value } of reference.contactPoints) {
    const organisation = organisations.get(value.organisation)
    if (!organisation) notes.contactPoints(line, 'organisation-unknown', value.organisation)
    else if (!liesWithin(value.valid, organisation.valid))
      notes.contactPoints(line, 'valid-beyond-its-organisation', value.id)
  }
}

const liesWithin = (inner: Validity, outer: Validity): boolean =>
  outer.from <= inner.from && (outer.until === undefined || (inner.until !== undefined && inner.until <= outer.until))

/**
 * What makes "who do I call" always have an answer: a helpdesk for the whole country without an end, and a Wmo desk
 * without an end in every municipality. A focal officer may be missing; that hole is real and is shown.
 */
const checkReach = (reference: PlacedReference, notes: Notes): void => {
  const lasting = new Set(
    reference.contactPoints
      .filter(({ value }) => value.valid.until === undefined)
      .map(({ value }) => `${value.organisation} ${value.function}`),
  )
  const helped = reference.organisations.some(
    ({ value }) => value.kind === 'comensha' && value.serves.includes('NL') && lasting.has(`${value.id} helpdesk`),
  )
  if (!helped) notes.contactPoints(1, 'no-national-helpdesk', '')
  const withDesk = new Set(
    reference.organisations
      .filter(({ value }) => value.kind === 'municipality' && lasting.has(`${value.id} wmo-desk`))
      .flatMap(({ value }) => value.serves),
  )
  for (const { line, value } of reference.municipalities)
    if (!withDesk.has(value.code)) notes.municipalities(line, 'no-wmo-desk', value.code)
}

/** Every municipality has one tile and no tile has two; who borders on whom stands there once, in the order of the codes. */
const checkMap = ({ municipalities, neighbours, tiles }: PlacedReference, notes: Notes): void => {
  const codes = codesOf(municipalities)
  expectUnique(neighbours, ({ one, other }) => `${one} ${other}`, 'neighbours-twice', notes.neighbours)
  for (const { line, value } of neighbours) {
    if (value.one >= value.other) notes.neighbours(line, 'neighbours-out-of-order', value.one)
    for (const code of [value.one, value.other])
      if (!codes.has(code)) notes.neighbours(line, 'municipality-unknown', code)
  }
  expectUnique(tiles, ({ municipality }) => municipality, 'code-twice', notes.tiles)
  expectUnique(tiles, ({ column, row }) => `${column} ${row}`, 'tile-twice', notes.tiles)
  expectCount(tiles.length, EXPECTED.municipalities, '', notes.tiles)
  for (const { line, value } of tiles)
    if (!codes.has(value.municipality)) notes.tiles(line, 'municipality-unknown', value.municipality)
}
