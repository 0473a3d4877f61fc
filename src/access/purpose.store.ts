/** Reads data/sharing/purposes.csv once. The table is part of the product: a start without it is a fault. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Purposes } from './purpose.ts'

const FILE = join(import.meta.dirname, '..', '..', 'data', 'sharing', 'purposes.csv')

/** All purposes by id, in the order of the table. */
export const readPurposes = (): Purposes => {
  const rows = parse<Record<string, string>>(readFileSync(FILE, 'utf8'), { columns: true, bom: true })
  return new Map(
    rows.map((row) => {
      const id = row['id'] ?? ''
      const scope = row['scope'] === 'across' ? 'across' : 'inside'
      const words = { nl: row['purpose_nl'] ?? id, en: row['purpose_en'] ?? id }
      const listed = (column: string): readonly string[] => (row[column] ?? '').split(' ').filter((each) => each !== '')
      const kinds = { senders: listed('sender_kinds'), receivers: listed('receiver_kinds') }
      const asked = { consent: row['consent_required'] ?? 'never', conditions: listed('conditions') }
      const carries = { functions: listed('functions'), acts: listed('acts') }
      const read = {
        basis: row['basis'] ?? '',
        certainty: (row['certainty'] ?? '').split('+'),
        note: row['conditions_note'] ?? '',
      }
      return [
        id,
        { id, scope, ...words, classes: listed('data_classes'), ...kinds, ...asked, ...carries, ...read },
      ] as const
    }),
  )
}
