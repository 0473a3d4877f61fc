/** Quarters in Amsterdam, as `2026Q4`, and when what was counted in one stands. */
import { type Day, day, dayAt } from './day.ts'

const MS_PER_DAY = 86_400_000
const QUARTER = /^(\d{4})Q([1-4])$/
/** The quarter in which a day lies. */
export const quarterOfDay = (on: Day): string => `${on.slice(0, 4)}Q${Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1}`
/** The quarter of a moment in Amsterdam, as `2026Q4`; kernel.quarter_of says the same. */
export const quarterOf = (moment: Date): string => quarterOfDay(dayAt(moment))
/** Until so many days after its end a cause of a quarter can be corrected; then it is closed and may be told of. */
const CLOSES_DAYS = 14

/** The last quarters that are closed at a moment, newest first. */
export const closedQuarters = (now: Date, count: number): readonly string[] => {
  const [, year, quarter] = QUARTER.exec(quarterOf(new Date(now.getTime() - CLOSES_DAYS * MS_PER_DAY))) ?? []
  const running = Number(year) * 4 + Number(quarter) - 1
  return Array.from({ length: count }, (_, back) => {
    const at = running - 1 - back
    return `${Math.floor(at / 4)}Q${(at % 4) + 1}`
  })
}

/** The quarter that lies so many quarters later, or earlier below zero. */
export const addQuarters = (quarter: string, count: number): string => {
  const [, year, part] = QUARTER.exec(quarter) ?? []
  const at = Number(year) * 4 + Number(part) - 1 + count
  return `${Math.floor(at / 4)}Q${(at % 4) + 1}`
}

/** Its first day. */
export const startOfQuarter = (quarter: string): Day => {
  const [, year, part] = QUARTER.exec(quarter) ?? []
  return day(`${year}-${String(Number(part) * 3 - 2).padStart(2, '0')}-01`)
}
