/**
 * Working days in the Netherlands: no Saturday, no Sunday, no generally recognised holiday (Algemene termijnenwet, article 3). A term of a law
 * that ends on another day goes on until the next working day (article 1), and one of three days or more holds two working days at least (article 2).
 */
import { addDays, type Day, day, daysBetween } from './day.ts'

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (of: Day): number => ((daysBetween(MONDAY, of) % 7) + 7) % 7
const MONDAY = day('2024-01-01')

/** The holidays of article 3 in one year: fixed days, Good Friday and what hangs on Easter, and the birthday of the King as it is celebrated. */
export const holidaysOf = (year: number): ReadonlySet<Day> => {
  const known = HOLIDAYS.get(year)
  if (known) return known
  const on = (month: number, date: number): Day => day(`${year}-${pad(month)}-${pad(date)}`)
  const easter = easterOf(year)
  const made = new Set<Day>([
    on(1, 1),
    ...EASTER_OFFSETS.map((offset) => addDays(easter, offset)),
    kingsDayOf(year),
    on(5, 5),
    on(12, 25),
    on(12, 26),
  ])
  HOLIDAYS.set(year, made)
  return made
}
const HOLIDAYS = new Map<number, ReadonlySet<Day>>()
/** Good Friday, Easter Monday, Ascension Day, Whit Monday. */
const EASTER_OFFSETS = [-2, 1, 39, 50] as const
const pad = (part: number): string => String(part).padStart(2, '0')

// The birthday of the King is 27 April since 2014, of the Queen it was celebrated on 30 April; never on a Sunday.
const kingsDayOf = (year: number): Day => {
  const birthday = day(`${year}-04-${year >= 2014 ? 27 : 30}`)
  return weekdayOf(birthday) === SUNDAY ? addDays(birthday, -1) : birthday
}
const SATURDAY = 5
const SUNDAY = 6

/** Easter Sunday in the Gregorian calendar (the rule of Meeus, Jones and Butcher). */
export const easterOf = (year: number): Day => {
  const golden = year % 19
  const [century, rest] = [Math.floor(year / 100), year % 100]
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const sum = moon + weekday - 7 * late + 114
  return day(`${year}-${pad(Math.floor(sum / 31))}-${pad((sum % 31) + 1)}`)
}

export const isWorkingDay = (of: Day): boolean =>
  weekdayOf(of) < SATURDAY && !holidaysOf(Number(of.slice(0, 4))).has(of)

/** The day itself when it is a working day, else the first one after it. */
export const workingDayFrom = (of: Day): Day => {
  let on = of
  while (!isWorkingDay(on)) on = addDays(on, 1)
  return on
}

/** The `count`th working day after this day; the day itself when `count` is 0. Refuses nothing: the caller bounds the count. */
export const addWorkingDays = (from: Day, count: number): Day => {
  let on = from
  for (let left = count; left > 0; left -= 1) on = workingDayFrom(addDays(on, 1))
  return on
}

/**
 * The last day of a term of a law that counts `count` days from the day after `from` (Algemene termijnenwet 1 and 2). Terms of more than ninety
 * days are left as they are (article 4).
 */
export const endOfLegalTerm = (from: Day, count: number): Day => {
  let last = addDays(from, count)
  if (count > LONGEST) return last
  if (count >= SHORT) {
    let working = 0
    for (let at = 1; at <= count; at += 1) if (isWorkingDay(addDays(from, at))) working += 1
    for (; working < WORKING_LEAST; working += 1) last = addWorkingDays(last, 1)
  }
  return workingDayFrom(last)
}
const LONGEST = 90
const SHORT = 3
const WORKING_LEAST = 2
