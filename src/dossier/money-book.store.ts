/** The steps of data/money/ read once, when the server starts. A file that cannot be read is a fault of ours and stops it, with the line. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '../kernel/index.ts'
import { ROOT } from '../platform/config.ts'
import { type HousingRoute, readHousingRoutes } from './housing-route.ts'
import { type MoneyStep, readMoneyBook } from './money-book.ts'

const load = <Rows>(name: string, read: (file: string) => Outcome<Rows, string>): Rows => {
  const rows = read(readFileSync(join(ROOT, 'data/money', name), 'utf8'))
  if (rows.ok) return rows.value
  const { line, why } = rows.refusal.params ?? {}
  throw new Error(`data/money/${name}, line ${line}: ${why}`)
}

export const MONEY_BOOK: readonly MoneyStep[] = load('steps.json', readMoneyBook)
export const HOUSING_ROUTES: readonly HousingRoute[] = load('housing-routes.json', readHousingRoutes)
