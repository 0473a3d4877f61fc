/**
 * Which look-ups take two people. Each reason names where it comes from; all are proposed by us and reviewed by nobody.
 *
 * - `enforcement-without-consent`: police or prosecution look for a person who did not agree, on a legal basis (decision 1 asks two
 *   people for sensitive grades; decision 3 keeps the planes apart).
 * - `minor`: who is, or may be, under eighteen (article 1:233 BW). A year alone counts as its last day.
 * - `marked-by-owner`: the organisation that wrote the signal down marked it.
 */
import type { Day, Plane } from '../kernel/index.ts'
import { normalisePerson, type PersonDescription } from './normalise.ts'
import { TERMS } from './oversight.ts'

export const SENSITIVE_REASONS = ['enforcement-without-consent', 'minor', 'marked-by-owner'] as const
export type SensitiveReason = (typeof SENSITIVE_REASONS)[number]

export type LookUpInView = {
  readonly plane: Plane
  readonly groundKind: 'consent-to-search' | 'legal-basis'
  readonly person: PersonDescription
  readonly marked: boolean
  readonly today: Day
}

/** Why this look-up takes two people; empty when one is enough. It depends on what the asker knows alone, never on what is found. */
export const sensitivityOf = (asked: LookUpInView): readonly SensitiveReason[] => [
  ...(asked.plane === 'enforcement' && asked.groundKind === 'legal-basis'
    ? (['enforcement-without-consent'] as const)
    : []),
  ...(mayBeMinor(asked.person, asked.today) ? (['minor'] as const) : []),
  ...(asked.marked ? (['marked-by-owner'] as const) : []),
]

/** The youngest that the written date allows. Without a year nobody can say, and then one person is enough. */
export const mayBeMinor = (person: PersonDescription, today: Day): boolean => {
  const { year, month, day: date } = normalisePerson(person).birth
  if (year === undefined) return false
  const youngest = [year, month ?? 12, date ?? 31].map(padded).join('-')
  // Born after this day: not of age yet. Days as text compare as days do.
  return youngest > `${padded(Number(today.slice(0, 4)) - TERMS.adultFrom)}${today.slice(4)}`
}

const padded = (part: number, place = 0): string => String(part).padStart(place === 0 ? 4 : 2, '0')
