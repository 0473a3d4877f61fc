/** Reads data/schema/columns.csv once. It is part of the product: a start without it is a fault. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ClassedColumn, readClasses } from './columns.ts'

const FILE = join(import.meta.dirname, '..', '..', 'data', 'schema', 'columns.csv')

export const readColumnClasses = (): readonly ClassedColumn[] => readClasses(readFileSync(FILE, 'utf8'))
