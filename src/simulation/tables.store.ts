/** Reads the tables of the simulation from data/. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  asTable,
  CalibrationSchema,
  type Municipality,
  NoiseSchema,
  parseMunicipalities,
  parseNames,
  type Tables,
  TextsSchema,
} from './tables.ts'

const DATA = new URL('../../data/', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, DATA), 'utf8')
const jsonOf = (file: string): unknown => JSON.parse(textOf(file))

/** The tables in data/simulation. A table that is not as it should be is a fault: it throws. */
export const readTables = (): Tables => ({
  calibration: asTable(CalibrationSchema, jsonOf('simulation/calibration.json'), 'calibration.json'),
  noise: asTable(NoiseSchema, jsonOf('simulation/noise.json'), 'noise.json'),
  texts: asTable(TextsSchema, jsonOf('simulation/texts.json'), 'texts.json'),
  names: parseNames(textOf('simulation/names.csv')),
})

/** The municipalities of the country: all of data/geo where that is there, otherwise the small list of our own. */
export const readMunicipalities = (): { readonly from: string; readonly municipalities: readonly Municipality[] } => {
  const from = existsSync(new URL('geo/municipalities.csv', DATA)) ? 'geo/municipalities.csv' : SMALL
  return { from: `data/${from}`, municipalities: parseMunicipalities(textOf(from)) }
}

/** The 29 municipalities for tests: they do not change when data/geo does. */
export const readSmallMunicipalities = (): readonly Municipality[] => parseMunicipalities(textOf(SMALL))

/** Where the tables lie, for the test that compares their hashes. */
export const simulationData = (file: string): string => fileURLToPath(new URL(`simulation/${file}`, DATA))

const SMALL = 'simulation/municipalities-small.csv'
