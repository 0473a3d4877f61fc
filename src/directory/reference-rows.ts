/** One reader per reference table: a row of text becomes a value of the domain, or each wrong cell is noted. Pure. */
import { asId, type Brand, isUuid, type OrganisationId, parseDay } from '../kernel/index.ts'
import {
  GRADES,
  type Municipality,
  type PoliceUnit,
  type Province,
  parseMunicipalityCode,
  parsePoliceUnitCode,
  parseProvinceCode,
  parseSafetyRegionCode,
  parseShelterRegionCode,
  parseTerritory,
  type SafetyRegion,
  type ShelterRegion,
} from './municipality.ts'
import {
  CONTACT_FUNCTIONS,
  type ContactPoint,
  type ContactPointId,
  ORGANISATION_KINDS,
  type Organisation,
  type OrganisationPlane,
  POSITIONS,
  SHELTER_FORMS,
  type Validity,
} from './organisation.ts'
import { type Note, type Row, readTable } from './table.ts'
import type { Neighbours, PlacedTile } from './tiles.ts'

/** A value with the line it came from, so that a later check can name it. */
export type Placed<Value> = { readonly line: number; readonly value: Value }

export const readProvinces = (text: string, note: Note): readonly Placed<Province>[] =>
  readRows(text, ['code', 'name'], note, (take) =>
    complete({ code: take('code', parseProvinceCode), name: take('name', filled) }),
  )

export const readPoliceUnits = (text: string, note: Note): readonly Placed<PoliceUnit>[] =>
  readRows(text, ['code', 'name'], note, (take) =>
    complete({ code: take('code', parsePoliceUnitCode), name: take('name', filled) }),
  )

export const readSafetyRegions = (text: string, note: Note): readonly Placed<SafetyRegion>[] =>
  readRows(text, ['code', 'name', 'province_code', 'police_unit_code'], note, (take) =>
    complete({
      code: take('code', parseSafetyRegionCode),
      name: take('name', filled),
      province: take('province_code', parseProvinceCode),
      policeUnit: take('police_unit_code', parsePoliceUnitCode),
    }),
  )

const SHELTER_REGION_COLUMNS = ['region_code', 'kind', 'municipality_code', 'name_in_source', 'source_year'] as const

export const readShelterRegions = (text: string, note: Note): readonly Placed<ShelterRegion>[] =>
  readRows(text, SHELTER_REGION_COLUMNS, note, (take) =>
    complete({
      code: take('region_code', parseShelterRegionCode),
      kind: take('kind', oneOf(['women-shelter', 'homeless-shelter'])),
      municipality: take('municipality_code', parseMunicipalityCode),
    }),
  )

const MUNICIPALITY_COLUMNS = [
  'code',
  'name',
  'official_name',
  'also_known_as',
  'province_code',
  'corop',
  'safety_region_code',
  'police_unit_code',
  'women_shelter_centre',
  'women_shelter_grade',
  'homeless_shelter_centre',
  'homeless_shelter_grade',
  'inhabitants',
  'longitude',
  'latitude',
] as const

export const readMunicipalities = (text: string, note: Note): readonly Placed<Municipality>[] =>
  readRows(text, MUNICIPALITY_COLUMNS, note, (take) => {
    const womenShelter = complete({
      municipality: take('women_shelter_centre', parseMunicipalityCode),
      grade: take('women_shelter_grade', oneOf(GRADES)),
    })
    const homelessShelter = complete({
      municipality: take('homeless_shelter_centre', parseMunicipalityCode),
      grade: take('homeless_shelter_grade', oneOf(GRADES)),
    })
    return complete({
      code: take('code', parseMunicipalityCode),
      name: take('name', filled),
      officialName: take('official_name', filled),
      alsoKnownAs: take('also_known_as', listOf('|', filled)),
      province: take('province_code', parseProvinceCode),
      corop: take('corop', filled),
      safetyRegion: take('safety_region_code', parseSafetyRegionCode),
      policeUnit: take('police_unit_code', parsePoliceUnitCode),
      centres: complete({ 'women-shelter': womenShelter, 'homeless-shelter': homelessShelter }),
      inhabitants: take('inhabitants', wholeNumber),
      longitude: take('longitude', between(3, 7.5)),
      latitude: take('latitude', between(50.5, 53.7)),
    })
  })

export const readNeighbours = (text: string, note: Note): readonly Placed<Neighbours>[] =>
  readRows(text, ['municipality_code', 'neighbour_code', 'kind'], note, (take) =>
    complete({
      one: take('municipality_code', parseMunicipalityCode),
      other: take('neighbour_code', parseMunicipalityCode),
      kind: take('kind', oneOf(['land', 'ferry'])),
    }),
  )

export const readTiles = (text: string, note: Note): readonly Placed<PlacedTile>[] =>
  readRows(text, ['municipality_code', 'column', 'row'], note, (take) =>
    complete({
      municipality: take('municipality_code', parseMunicipalityCode),
      column: take('column', gridNumber),
      row: take('row', gridNumber),
    }),
  )

const ORGANISATION_COLUMNS = [
  'id',
  'kind',
  'plane',
  'name_nl',
  'position',
  'shelter_form',
  'municipality_code',
  'serves',
  'valid_from',
  'valid_until',
] as const
const PLANES = ['care', 'enforcement', 'desk', 'numbers'] as const satisfies readonly OrganisationPlane[]

export const readOrganisations = (text: string, note: Note): readonly Placed<Organisation>[] =>
  readRows(text, ORGANISATION_COLUMNS, note, (take) => {
    const position = take('position', optional(oneOf(POSITIONS)))
    const shelterForm = take('shelter_form', optional(oneOf(SHELTER_FORMS)))
    const municipality = take('municipality_code', optional(parseMunicipalityCode))
    const organisation = complete({
      id: take('id', idOf<OrganisationId>),
      kind: take('kind', oneOf(ORGANISATION_KINDS)),
      plane: take('plane', oneOf(PLANES)),
      name: take('name_nl', filled),
      serves: take('serves', listOf(' ', parseTerritory)),
      valid: takeValidity(take),
    })
    if (!organisation || !position || !shelterForm || !municipality) return undefined
    return {
      ...organisation,
      ...(position.value ? { position: position.value } : {}),
      ...(shelterForm.value ? { shelterForm: shelterForm.value } : {}),
      ...(municipality.value ? { municipality: municipality.value } : {}),
    }
  })

const CONTACT_POINT_COLUMNS = [
  'id',
  'organisation_id',
  'function',
  'holder_nl',
  'holder_en',
  'phone',
  'mail',
  'reachable_nl',
  'reachable_en',
  'valid_from',
  'valid_until',
] as const

/** 099 is assigned to nobody, so a number of ours can never ring at a stranger's. */
const UNASSIGNED_PHONE = /^099 \d{3} \d{4}$/
/** The domain .example is reserved for documents (RFC 2606): mail to it never arrives. */
const EXAMPLE_MAIL = /^[a-z0-9-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.example$/

export const readContactPoints = (text: string, note: Note): readonly Placed<ContactPoint>[] =>
  readRows(text, CONTACT_POINT_COLUMNS, note, (take) =>
    complete({
      id: take('id', idOf<ContactPointId>),
      organisation: take('organisation_id', idOf<OrganisationId>),
      function: take('function', oneOf(CONTACT_FUNCTIONS)),
      holder: complete({ nl: take('holder_nl', filled), en: take('holder_en', filled) }),
      phone: take('phone', shaped(UNASSIGNED_PHONE), 'phone-not-in-unassigned-range'),
      mail: take('mail', shaped(EXAMPLE_MAIL), 'mail-not-in-example-domain'),
      reachable: complete({ nl: take('reachable_nl', filled), en: take('reachable_en', filled) }),
      valid: takeValidity(take),
    }),
  )

/** Reads one cell of the row at hand; undefined and a note when it does not hold. The reason is `wrong-<column>` unless given. */
type Take<Column extends string> = <Value>(
  column: Column,
  parse: (text: string) => Value | undefined,
  reason?: string,
) => Value | undefined

const readRows = <Column extends string, Value>(
  text: string,
  columns: readonly Column[],
  note: Note,
  reader: (take: Take<Column>) => Value | undefined,
): readonly Placed<Value>[] =>
  readTable(text, columns, note).flatMap((row) => {
    const value = reader(takeFrom(row, note))
    return value === undefined ? [] : [{ line: row.line, value }]
  })

const takeFrom =
  <Column extends string>(row: Row<Column>, note: Note): Take<Column> =>
  (column, parse, reason = `wrong-${column.replaceAll('_', '-')}`) => {
    const text = row.cells[column]
    return parse(text) ?? note(row.line, reason, text)
  }

const takeValidity = (take: Take<'valid_from' | 'valid_until'>): Validity | undefined => {
  const from = take('valid_from', parseDay)
  const until = take('valid_until', optional(parseDay))
  if (!from || !until) return undefined
  if (until.value === undefined) return { from }
  return until.value < from
    ? take('valid_until', () => undefined, 'ends-before-it-begins')
    : { from, until: until.value }
}

type Complete<Fields> = { readonly [Name in keyof Fields]: Exclude<Fields[Name], undefined> }

/** The fields, when none of them is missing. */
const complete = <Fields extends object>(fields: Fields): Complete<Fields> | undefined =>
  // Safe: the test before it has just excluded undefined from every field.
  Object.values(fields).includes(undefined) ? undefined : (fields as Complete<Fields>)

const filled = (text: string): string | undefined => (text !== '' && text === text.trim() ? text : undefined)
const shaped =
  (shape: RegExp) =>
  (text: string): string | undefined =>
    shape.test(text) ? text : undefined
const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string): Word | undefined =>
    words.find((word) => word === text)
const wholeNumber = (text: string): number | undefined => (/^[1-9]\d{0,7}$/.test(text) ? Number(text) : undefined)
const gridNumber = (text: string): number | undefined => (/^\d{1,2}$/.test(text) ? Number(text) : undefined)
const between =
  (low: number, high: number) =>
  (text: string): number | undefined => {
    const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return number >= low && number <= high ? number : undefined
  }
const idOf = <Id extends Brand<string, string>>(text: string): Id | undefined =>
  isUuid(text) ? asId<Id>(text) : undefined

/** An empty cell is a good answer too: `{ value: undefined }`. */
const optional =
  <Value>(parse: (text: string) => Value | undefined) =>
  (text: string): { readonly value: Value | undefined } | undefined => {
    if (text === '') return { value: undefined }
    const value = parse(text)
    return value === undefined ? undefined : { value }
  }

/** The parts of a list in one cell; an empty cell is an empty list, one wrong part makes the list wrong. */
const listOf =
  <Value>(separator: string, parse: (text: string) => Value | undefined) =>
  (text: string): readonly Value[] | undefined => {
    const parts = text === '' ? [] : text.split(separator).map(parse)
    const good = parts.filter((part) => part !== undefined)
    return good.length === parts.length ? good : undefined
  }
