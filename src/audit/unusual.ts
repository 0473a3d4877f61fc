/**
 * Who looked at files outside their usual pattern. Compared with this person's own days first, then with those of the same function; never
 * with a number alone. Where there is too little to compare with, that is said and nothing is flagged. A finding is a question, not a
 * judgement. The terms stand in data/privacy/unusual.json: proposed by us, signed by nobody. Pure.
 */
import terms from '../../data/privacy/unusual.json' with { type: 'json' }
import { addDays, type Day, daysBetween } from '../kernel/index.ts'

export type UnusualTerms = {
  readonly windowDays: number
  /** Days back of which findings are shown. */
  readonly judgedDays: number
  /** Days on which somebody looked at something, before these days are a pattern. */
  readonly leastDays: number
  /** What is usual: at most so much on this share of the days. */
  readonly usualShare: number
  readonly filesFactor: number
  readonly filesMore: number
  /** An hour is quiet when on fewer than this share of the days anything was looked at around it. */
  readonly quietShare: number
  readonly quietLooks: number
  readonly repeatLooks: number
  readonly repeatOnDays: number
  readonly repeatWithinDays: number
  readonly actWithinDays: number
  readonly guesses: number
}
export const TERMS: UnusualTerms = terms
/** Acts of the log that are a look at one file; that show many at once; that say nothing of either. All others do something. */
export const [LOOKS, LISTS, ASIDE]: readonly (readonly string[])[] = [terms.looks, terms.lists, terms.aside]

/** Looks of one person at one file in one hour of one day, by the clock of Amsterdam. */
export type Look = {
  readonly actor: string
  readonly function: string
  readonly day: Day
  readonly hour: number
  readonly subject: string
  readonly times: number
}
/** A day on which the house did something for a file. */
export type Deed = { readonly subject: string; readonly day: Day }
/** Files that were hidden from somebody, or are not there, on one day. */
export type Guess = { readonly actor: string; readonly function: string; readonly day: Day; readonly times: number }

export type Pattern = 'many-files' | 'odd-hours' | 'same-file' | 'no-business' | 'guessing'
/** The numbers that a finding rests on. */
export type Finding = {
  readonly id: string
  readonly pattern: Pattern
  readonly actor: string
  readonly function: string
  readonly day: Day
  readonly count: number
  /** What is usual, and over how many days that was seen. */
  readonly usual?: number
  readonly days?: number
  readonly comparedWith?: 'own' | 'function'
  readonly hours?: readonly number[]
  readonly subjects: readonly string[]
}
export type Unusual = {
  readonly findings: readonly Finding[]
  /** People of whom there is too little to compare with, and how many days there are. */
  readonly tooLittle: readonly { readonly actor: string; readonly function: string; readonly days: number }[]
}

export type Seen = {
  readonly looks: readonly Look[]
  readonly deeds: readonly Deed[]
  readonly guesses: readonly Guess[]
  /** Does the house hold this file, has it reach, a table, a request, or is it its own signal? */
  readonly hasBusiness: (subject: string) => boolean
  readonly today: Day
}

type PersonDay = {
  readonly actor: string
  readonly function: string
  readonly day: Day
  readonly looks: readonly Look[]
  /** Each file and each hour once. */
  readonly files: readonly string[]
  readonly hours: ReadonlySet<number>
}

/** Everything outside the usual pattern in the days that are judged, newest first. */
export const findUnusual = (seen: Seen, within: UnusualTerms = TERMS): Unusual => {
  const since = addDays(seen.today, -within.judgedDays)
  const days = personDays(seen.looks)
  const judged = days.filter(({ day }) => day >= since)
  const compared = judged.map((each) => ({ each, others: comparable(each, days, within) }))
  const findings = [
    ...compared.flatMap(({ each, others }) => (others ? manyFiles(each, others, within) : [])),
    ...compared.flatMap(({ each, others }) => (others ? oddHours(each, others, within) : [])),
    ...sameFile(seen, since, within),
    ...judged.flatMap((each) => noBusiness(each, seen)),
    ...seen.guesses.filter(({ day, times }) => day >= since && times >= within.guesses).map(guessing),
  ]
  const without = compared.filter(({ others }) => !others).map(({ each }) => each)
  const tooLittle = [...Map.groupBy(without, ({ actor }) => actor)].map(([actor, [first]]) => ({
    actor,
    function: first?.function ?? '',
    days: days.filter((each) => each.actor === actor).length,
  }))
  return { findings: findings.sort(newestFirst), tooLittle: tooLittle.sort((a, b) => (a.actor < b.actor ? -1 : 1)) }
}

const newestFirst = (one: Finding, other: Finding): number =>
  one.day === other.day ? (one.id < other.id ? -1 : 1) : one.day < other.day ? 1 : -1

const personDays = (looks: readonly Look[]): readonly PersonDay[] =>
  [...Map.groupBy(looks, ({ actor, day }) => `${actor} ${day}`).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const files = [...new Set(group.map(({ subject }) => subject))]
    const hours = new Set(group.map(({ hour }) => hour))
    return [{ actor: first.actor, function: first.function, day: first.day, looks: group, files, hours }]
  })

type Others = { readonly days: readonly PersonDay[]; readonly comparedWith: 'own' | 'function' }
// Her own other days; when these are few, those of others in the same function; when these are few too, nothing.
const comparable = (one: PersonDay, all: readonly PersonDay[], within: UnusualTerms): Others | undefined => {
  const own = all.filter(({ actor, day }) => actor === one.actor && day !== one.day)
  if (own.length >= within.leastDays) return { days: own, comparedWith: 'own' }
  const colleagues = all.filter((each) => each.function === one.function && each.actor !== one.actor)
  return colleagues.length >= within.leastDays ? { days: colleagues, comparedWith: 'function' } : undefined
}

/** The number that on this share of the days was not gone beyond. */
export const usualOf = (counts: readonly number[], share: number): number => {
  const sorted = [...counts].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

const manyFiles = (one: PersonDay, others: Others, within: UnusualTerms): readonly Finding[] => {
  const subjects = one.files
  const usual = usualOf(
    others.days.map((each) => each.files.length),
    within.usualShare,
  )
  if (subjects.length <= usual * within.filesFactor || subjects.length < usual + within.filesMore) return []
  return [
    {
      ...base('many-files', one),
      count: subjects.length,
      usual,
      days: others.days.length,
      comparedWith: others.comparedWith,
      subjects,
    },
  ]
}

const oddHours = (one: PersonDay, others: Others, within: UnusualTerms): readonly Finding[] => {
  const quiet = new Set(
    [...one.hours].filter(
      (hour) =>
        others.days.filter(({ hours }) => [hour - 1, hour, hour + 1].some((each) => hours.has(each))).length <
        others.days.length * within.quietShare,
    ),
  )
  const odd = one.looks.filter(({ hour }) => quiet.has(hour))
  const count = odd.reduce((sum, { times }) => sum + times, 0)
  if (count < within.quietLooks) return []
  const hours = [...new Set(odd.map(({ hour }) => hour))].sort((a, b) => a - b)
  const subjects = [...new Set(odd.map(({ subject }) => subject))]
  return [
    { ...base('odd-hours', one), count, hours, days: others.days.length, comparedWith: others.comparedWith, subjects },
  ]
}

// The same file on several days, while the house did nothing for it from the first look until some days after the last.
const sameFile = ({ looks, deeds, today }: Seen, since: Day, within: UnusualTerms): readonly Finding[] => {
  const done = Map.groupBy(deeds, ({ subject }) => subject)
  return [...Map.groupBy(looks, ({ actor, subject }) => `${actor} ${subject}`).values()].flatMap((group) => {
    const last = group.reduce<Day | undefined>((newest, { day }) => (newest && newest > day ? newest : day), undefined)
    if (!last || last < since || addDays(last, within.actWithinDays) >= today) return []
    const recent = group.filter(({ day }) => daysBetween(day, last) < within.repeatWithinDays)
    const [count, on] = [recent.reduce((sum, { times }) => sum + times, 0), new Set(recent.map(({ day }) => day)).size]
    if (count < within.repeatLooks || on < within.repeatOnDays) return []
    const first = recent.reduce((oldest, { day }) => (oldest < day ? oldest : day), last)
    const [one] = recent
    const acted = done
      .get(one?.subject ?? '')
      ?.some(({ day }) => day >= first && day <= addDays(last, within.actWithinDays))
    if (!one || acted) return []
    const found = base('same-file', { ...one, day: last })
    return [{ ...found, id: `${found.id}.${one.subject}`, count, days: on, subjects: [one.subject] }]
  })
}

// A file that the house has nothing to do with now, and for which it did nothing before that day.
const noBusiness = (one: PersonDay, { deeds, hasBusiness }: Seen): readonly Finding[] => {
  const subjects = one.files.filter(
    (subject) => !hasBusiness(subject) && !deeds.some((each) => each.subject === subject && each.day <= one.day),
  )
  return subjects.length === 0 ? [] : [{ ...base('no-business', one), count: subjects.length, subjects }]
}

const guessing = (guess: Guess): Finding => ({ ...base('guessing', guess), count: guess.times, subjects: [] })

const base = (pattern: Pattern, { actor, function: work, day }: Pick<PersonDay, 'actor' | 'function' | 'day'>) => ({
  id: `${pattern}.${actor}.${day}`,
  pattern,
  actor,
  function: work,
  day,
})
