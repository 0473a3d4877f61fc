/**
 * How people who write things down go wrong. Each kind of error is one function: it takes what was seen and a clerk (who
 * draws), and gives what is written. None of them ever fills a field that was absent. How often each happens stands in
 * data/simulation/noise.json, which is frozen: a matcher is measured against it, never the reverse.
 */
import type { PartialDate, Random } from '../kernel/index.ts'
import type { Name, Noise, Reporter } from './tables.ts'

/** A person as one organisation writes her down. What it does not know is absent. */
export type Description = {
  readonly given?: string
  readonly surname?: string
  readonly birthDate?: PartialDate
  readonly sex?: 'female' | 'male' | 'other'
  readonly nationality?: string
  readonly phone?: string
  readonly town?: string
  readonly document?: string
}

/** What an error may draw from: the tables, and the things that truly lie near the person. */
export type Clerk = {
  readonly random: Random
  readonly noise: Noise
  readonly reporter: Reporter
  readonly givenNames: readonly Name[]
  readonly surnames: readonly Name[]
  readonly nameOrigin: string
  readonly workingName: string
  readonly exploitersPhone: string
  readonly earlierTown: string
  readonly isMinor: boolean
  readonly hasWorkingName: boolean
}

export type NoiseKind = keyof Noise['rates']
export type MakeError = (seen: Description, clerk: Clerk) => Description

/** Every kind of error, in the order in which they pile up: what she is called, how it is heard, how it is typed. */
export const ERRORS = {
  workingName: (seen, clerk) => (clerk.hasWorkingName ? onGiven(seen, () => clerk.workingName) : seen),
  nickname: (seen, clerk) => onGiven(seen, (given) => drawOne(clerk, clerk.givenNames[0]?.nicknames) ?? given),
  otherRomanisation: (seen, clerk) =>
    onSurname(
      onGiven(seen, (given) => romanised(given, clerk.givenNames, clerk)),
      (surname) => romanised(surname, clerk.surnames, clerk),
    ),
  cutName: (seen, clerk) => onOneName(seen, clerk, (name) => cut(name, clerk.random)),
  respelling: (seen, clerk) => onOneName(seen, clerk, (name) => respelled(name, clerk)),
  typo: (seen, clerk) => onOneName(seen, clerk, (name) => mistyped(name, clerk)),
  lostAccents: (seen) => onSurname(onGiven(seen, withoutAccents), withoutAccents),
  swappedOrder: (seen, clerk) => (isFamilyNameFirst(clerk) ? seen : swapped(seen)),
  swappedOrderFamilyNameFirst: (seen, clerk) => (isFamilyNameFirst(clerk) ? swapped(seen) : seen),
  ageRaised: (seen, clerk) =>
    clerk.isMinor ? onBirthDate(seen, (date) => ({ ...date, year: date.year - 2 - clerk.random.below(4) })) : seen,
  swappedDayMonth: (seen) =>
    onFullDate(seen, (date) => (date.day <= 12 ? { year: date.year, month: date.day, day: date.month } : date)),
  wrongYearDigit: (seen, clerk) =>
    onBirthDate(seen, (date) => ({ ...date, year: date.year + clerk.random.pick([1, -1, 2, -2, 10, -10]) })),
  firstOfJanuary: (seen) => onFullDate(seen, (date) => ({ year: date.year, month: 1, day: 1 })),
  yearOnly: (seen) => onBirthDate(seen, (date) => ({ year: date.year })),
  exploitersPhone: (seen, clerk) => (seen.phone === undefined ? seen : { ...seen, phone: clerk.exploitersPhone }),
  phoneDigit: (seen, clerk) =>
    seen.phone === undefined ? seen : { ...seen, phone: otherDigit(seen.phone, PHONE_PREFIX.length, clerk.random) },
  earlierTown: (seen, clerk) => (seen.town === undefined ? seen : { ...seen, town: clerk.earlierTown }),
  documentDigit: (seen, clerk) =>
    seen.document === undefined
      ? seen
      : { ...seen, document: otherDigit(seen.document, DOCUMENT_PREFIX.length, clerk.random) },
  sexMistaken: (seen) => (seen.sex === undefined ? seen : { ...seen, sex: seen.sex === 'female' ? 'male' : 'female' }),
  nationalityMistaken: (seen, clerk) => {
    const mistakes = seen.nationality === undefined ? undefined : clerk.noise.nationalityMistakes[seen.nationality]
    const mistaken = drawOne(clerk, mistakes)
    return mistaken === undefined ? seen : { ...seen, nationality: mistaken }
  },
} satisfies Record<NoiseKind, MakeError>

// Object.entries forgets that the keys are the kinds of ERRORS, which is checked above by `satisfies`.
const PILE = Object.entries(ERRORS) as [NoiseKind, MakeError][]

/** Writes down what was seen as this clerk does: leaves fields out, then makes errors. */
export const writeDown = (seen: Description, clerk: Clerk): Description => {
  const care = clerk.noise.carelessness[clerk.reporter]
  let written = leaveOut(seen, clerk)
  for (const [kind, makeError] of PILE) {
    if (clerk.random.chance(clerk.noise.rates[kind] * care)) written = makeError(written, clerk)
  }
  return written.phone === undefined ? written : { ...written, phone: phoneStyle(written.phone, clerk.random) }
}

/** Leaves out what this kind of reporter often does not know. */
export const leaveOut = (seen: Description, clerk: Clerk): Description => {
  const missing = clerk.noise.missing[clerk.reporter]
  const known = Object.entries(seen).filter(([field, value]) => {
    // Safe: the entries of a description have its field names, and no others.
    const rate = missing[field as keyof Description]
    return value !== undefined && !clerk.random.chance(rate)
  })
  return Object.fromEntries(known)
}

const PHONE_PREFIX = '0600'
const DOCUMENT_PREFIX = 'XX'

const onGiven = (seen: Description, change: (given: string) => string): Description =>
  seen.given === undefined ? seen : { ...seen, given: change(seen.given) }
const onSurname = (seen: Description, change: (surname: string) => string): Description =>
  seen.surname === undefined ? seen : { ...seen, surname: change(seen.surname) }
const onOneName = (seen: Description, clerk: Clerk, change: (name: string) => string): Description =>
  clerk.random.chance(0.45) ? onGiven(seen, change) : onSurname(seen, change)
const onBirthDate = (seen: Description, change: (date: PartialDate) => PartialDate): Description =>
  seen.birthDate === undefined ? seen : { ...seen, birthDate: validDate(change(seen.birthDate)) }
const onFullDate = (seen: Description, change: (date: Required<PartialDate>) => PartialDate): Description => {
  const { year, month, day } = seen.birthDate ?? {}
  if (year === undefined || month === undefined || day === undefined) return seen
  return { ...seen, birthDate: change({ year, month, day }) }
}

// 29 February of another year: a clerk's form would not take it, so the day before is written.
const validDate = (date: PartialDate): PartialDate => {
  const isLeap = date.year % 4 === 0 && (date.year % 100 !== 0 || date.year % 400 === 0)
  return date.month === 2 && date.day === 29 && !isLeap ? { ...date, day: 28 } : date
}

const swapped = (seen: Description): Description =>
  seen.given === undefined || seen.surname === undefined ? seen : { ...seen, given: seen.surname, surname: seen.given }
const isFamilyNameFirst = (clerk: Clerk): boolean => clerk.noise.familyNameFirst.includes(clerk.nameOrigin)

const drawOne = (clerk: Clerk, from: readonly string[] | undefined): string | undefined =>
  from === undefined || from.length === 0 ? undefined : clerk.random.pick(from)

const romanised = (written: string, names: readonly Name[], clerk: Clerk): string => {
  let now = written
  for (const name of names) {
    const variant = drawOne(clerk, name.variants)
    if (variant !== undefined) now = now.replace(name.name, () => variant)
  }
  return now
}

const cut = (name: string, random: Random): string => {
  const parts = name.split(/[ -]/)
  if (parts.length > 1) return random.chance(0.5) ? (parts.at(-1) ?? name) : (parts[0] ?? name)
  return name.length > 9 ? name.slice(0, 8) : name
}

const respelled = (name: string, clerk: Clerk): string => {
  const lower = name.toLowerCase()
  const fitting = clerk.noise.respellings.filter(([heard]) => lower.includes(heard))
  if (fitting.length === 0) return name
  const [heard, written] = clerk.random.pick(fitting)
  const at = lower.indexOf(heard, clerk.random.below(lower.lastIndexOf(heard) + 1))
  return tidy(name.slice(0, at) + written + name.slice(at + heard.length), name)
}

const mistyped = (name: string, clerk: Clerk): string => {
  if (name.length < 3) return name
  const { random } = clerk
  const at = 1 + random.below(name.length - 1)
  const [before, letter, after] = [name.slice(0, at), name.charAt(at), name.slice(at + 1)]
  const neighbours = clerk.noise.neighbours[letter.toLowerCase()] ?? letter
  const near = neighbours.charAt(random.below(neighbours.length))
  const kind = random.below(4)
  if (kind === 0) return before + near + after
  if (kind === 1) return before + after
  if (kind === 2) return before + letter + letter + after
  return before.slice(0, -1) + letter + before.slice(-1) + after
}

// A name keeps its capital, and an error never leaves nothing behind.
const tidy = (written: string, instead: string): string => {
  const trimmed = written.trim()
  return trimmed === '' ? instead : trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
}

const ACCENTS = /\p{M}/gu
const UNDECOMPOSED: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', ı: 'i', đ: 'd', Đ: 'D', ø: 'o' }
const withoutAccents = (name: string): string =>
  name
    .normalize('NFD')
    .replace(ACCENTS, '')
    .replace(/[łŁıđĐø]/g, (letter) => UNDECOMPOSED[letter] ?? letter)

const otherDigit = (number: string, from: number, random: Random): string => {
  const at = from + random.below(number.length - from)
  return number.slice(0, at) + String((Number(number.charAt(at)) + 1 + random.below(9)) % 10) + number.slice(at + 1)
}

/** One number, written in the ways in which people write it; always in the range `06 00 …`. */
const phoneStyle = (phone: string, random: Random): string => {
  const pairs = phone.slice(2).match(/\d{2}/g) ?? []
  const styles = [
    phone,
    `06 ${pairs.join(' ')}`,
    `06-${phone.slice(2)}`,
    `+31 6 ${pairs.join(' ')}`,
    `00316${phone.slice(2)}`,
  ]
  return random.pick(styles)
}
