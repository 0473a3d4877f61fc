/** The sentence of each purpose, from data/sharing/purposes.csv: a log that says D26 tells nobody why. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Bilingual } from './own-log.ts'

const FILE = join(import.meta.dirname, '..', '..', 'data', 'sharing', 'purposes.csv')

/** Purpose id to its words, Dutch first. */
export const readPurposeWords = (): ReadonlyMap<string, Bilingual> => {
  const rows = parse<Record<string, string>>(readFileSync(FILE, 'utf8'), { columns: true, bom: true })
  return new Map(rows.map((row) => [row['id'] ?? '', { nl: row['purpose_nl'] ?? '', en: row['purpose_en'] ?? '' }]))
}
