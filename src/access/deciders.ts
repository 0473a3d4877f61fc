/**
 * Who decides about consent, by age: herself, herself and who has authority over her, or that one alone after she was heard. The
 * rows stand in data/sharing/who-decides.json, each with its articles, none reviewed.
 */
import table from '../../data/sharing/who-decides.json' with { type: 'json' }
import { accept, addDays, ageOn, type Day, day, type Outcome, parsePartialDate, refuse } from '../kernel/index.ts'
import type { Period } from './period.ts'

export const AGE_GROUPS = ['under-12', '12-15', '16-17', '18-plus'] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]
export const AUTHORITIES = ['parents', 'guardian', 'guardianship-body'] as const
export const DECIDERS = ['herself', ...AUTHORITIES] as const
export type Decider = (typeof DECIDERS)[number]

type Row = {
  readonly group: AgeGroup
  readonly from: number
  readonly until: number | null
  /** Heard: she is asked and may say so, but her word alone does not carry a yes. */
  readonly herself: 'heard' | 'decides'
  readonly authority: 'decides' | 'none'
  readonly articles: readonly string[]
}

/** The rows by age. */
export const WHO_DECIDES: readonly Row[] = table.ages.map((row) => ({
  // Safe, three times: a test holds the words of the file to these types.
  group: row.group as AgeGroup,
  from: row.from,
  until: row.until,
  herself: row.herself as Row['herself'],
  authority: row.authority as Row['authority'],
  articles: row.law.map(({ source, article }) => `${source} ${article}`),
}))

/** The row of an age group. */
export const rowOf = (group: AgeGroup): Row => {
  const found = WHO_DECIDES.find((row) => row.group === group)
  if (!found) throw new Error(`who-decides.json has no ${group}`)
  return found
}

/** The latest day that a date of birth can mean (`1990` is the last of December): in doubt somebody is the younger. */
export const latestBirth = (text: string): Day | undefined => {
  const date = parsePartialDate(text)
  if (!date) return undefined
  const { year, month = 12 } = date
  if (date.day !== undefined) return day(text)
  const first = (y: number, m: number) => day(`${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-01`)
  return addDays(month === 12 ? first(year + 1, 1) : first(year, month + 1), -1)
}

/** The age group of somebody born on that day. */
export const ageGroupOn = (birth: Day, on: Day): AgeGroup => {
  const age = ageOn(birth, on)
  return WHO_DECIDES.findLast((row) => age >= row.from)?.group ?? 'under-12'
}

const placeOf = (group: AgeGroup): number => AGE_GROUPS.indexOf(group)

export type AgeProblem = 'age-needed' | 'age-older-than-known' | 'age-younger-than-known'

/**
 * The age group that counts: what was said, what is known, and of the two the younger. Refuses what was said when it is older than
 * what stands in the file, or so much younger that it is no doubt any more (nobody decides for a grown person), and a yes without any age.
 */
export const countingAge = (
  given: { readonly said?: AgeGroup | undefined; readonly birth?: Day | undefined },
  on: Day,
): Outcome<AgeGroup, AgeProblem> => {
  const known = given.birth === undefined ? undefined : ageGroupOn(given.birth, on)
  if (given.said === undefined) return known === undefined ? refuse('age-needed') : accept(known)
  if (known !== undefined && placeOf(given.said) > placeOf(known)) return refuse('age-older-than-known')
  if (known !== undefined && placeOf(given.said) < placeOf(known) - 1) return refuse('age-younger-than-known')
  return accept(given.said)
}

export type DecidersProblem = 'decider-missing' | 'decider-not-hers' | 'authority-not-free'

/**
 * Did the right people say yes? All whom the row names, and nobody whom it does not name. Who decides for or beside her has
 * authority, is suspected of nothing, and is not the one who asks: that is `authorityIsFree`.
 */
export const checkDeciders = (
  group: AgeGroup,
  decidedBy: readonly Decider[],
  authorityIsFree: boolean,
): Outcome<true, DecidersProblem> => {
  const row = rowOf(group)
  const authority = decidedBy.some((each) => each !== 'herself')
  if (authority && row.authority === 'none') return refuse('decider-not-hers')
  if (row.herself === 'decides' && !decidedBy.includes('herself')) return refuse('decider-missing')
  if (row.authority === 'decides' && !authority) return refuse('decider-missing')
  return authority && !authorityIsFree ? refuse('authority-not-free') : accept(true)
}

/**
 * The last day on which a yes can stand that was given for or beside her: from her next birthday that changes who decides, she is asked
 * anew. Undefined when no birthday changes it.
 */
export const lastDayOf = (group: AgeGroup, birth: Day): Day | undefined => {
  const row = rowOf(group)
  const next = WHO_DECIDES[placeOf(group) + 1]
  if (row.until === null || !next || (next.herself === row.herself && next.authority === row.authority))
    return undefined
  const year = String(Number(birth.slice(0, 4)) + row.until + 1).padStart(4, '0')
  // Born on 29 February: in a year without it, the birthday is 1 March, as `ageOn` counts.
  const birthday =
    birth.slice(5) === '02-29' && !isLeap(Number(year)) ? day(`${year}-03-01`) : day(`${year}-${birth.slice(5)}`)
  return addDays(birthday, -1)
}

export type WordGiven = {
  /** How old she is, as the taker says; the latest day of birth that is known stands beside it. */
  readonly ageGroup?: AgeGroup
  readonly birth?: Day
  /** Who said it: she alone unless somebody else is named. */
  readonly decidedBy?: readonly Decider[]
  /** Who decided for or beside her has authority, is suspected of nothing and is not the one who asks. */
  readonly authorityIsFree?: boolean
}
export type WordProblem = DecidersProblem | AgeProblem

/**
 * Was this yes given by whom her age asks for? Gives who decided and until when it stands: no longer than the day before the birthday
 * from which somebody else decides.
 */
export const checkYesOf = (
  given: WordGiven,
  period: Period,
): Outcome<Period & { readonly ageGroup: AgeGroup; readonly decidedBy: readonly Decider[] }, WordProblem> => {
  const age = countingAge({ said: given.ageGroup, birth: given.birth }, period.givenOn)
  if (!age.ok) return age
  const decidedBy = given.decidedBy ?? ['herself']
  const right = checkDeciders(age.value, decidedBy, given.authorityIsFree === true)
  if (!right.ok) return right
  const last = given.birth && lastDayOf(age.value, given.birth)
  const validUntil = last && last >= period.givenOn && last < period.validUntil ? last : period.validUntil
  return accept({ givenOn: period.givenOn, validUntil, ageGroup: age.value, decidedBy })
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
