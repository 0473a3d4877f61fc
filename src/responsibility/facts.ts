/**
 * The facts that the rules ask for. Every fact is dated and sourced; what nobody recorded is unknown, and unknown is
 * never read as "no". The residence letter of art. 8 Vreemdelingenwet is the pivot and a fact like any other.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'

const YES_NO = ['yes', 'no'] as const

/** The letters of art. 8 Vreemdelingenwet 2000, with the two cases outside it: a Dutch national, and no lawful stay. */
export const RESIDENCE_LETTERS = [
  'NL',
  '8a',
  '8b',
  '8c',
  '8d',
  '8e',
  '8f',
  '8g',
  '8h',
  '8i',
  '8j',
  '8k',
  '8l',
  '8m',
  'none',
] as const
export type ResidenceLetter = (typeof RESIDENCE_LETTERS)[number]

/** Every field that a rule may ask for, with all values it can have. A rule that names another value is unreadable. */
export const FIELDS = {
  residence: RESIDENCE_LETTERS,
  /** What the permit was given for; `b8` is the permit for victims of trafficking (Vc B8/3). */
  permit: ['b8', 'work', 'asylum', 'other', 'none'],
  age: ['minor', '18-20', '21-plus'],
  nationality: ['nl', 'eu', 'other'],
  /** Does an EU citizen derive a right of residence from Community law? */
  euRight: YES_NO,
  /** Within art. 24(2) Directive 2004/38: first three months, or looking for work. */
  eu24: YES_NO,
  domesticViolence: YES_NO,
  /** The slightest indication of trafficking. */
  indication: YES_NO,
  exploitation: ['sexual', 'labour', 'criminal', 'other'],
  employerProsecuted: YES_NO,
  coOperates: YES_NO,
  /** Serious threat, or a medical or psychological bar to co-operation. */
  cannotCoOperate: YES_NO,
  reporter: ['police', 'border-police', 'labour-authority', 'municipality', 'care', 'self'],
  /** How he stands in the population register (BRP). `exploiter` is an address that the exploiter controls. */
  registration: ['own', 'exploiter', 'postal', 'none'],
  dublin: YES_NO,
  asylum: YES_NO,
  asylumOrigin: YES_NO,
  unaccompanied: YES_NO,
  insured: YES_NO,
  inShelter: YES_NO,
  inWomensShelter: YES_NO,
  /** Lawful stay (8a-e, l) came before, and the application or objection was in time. */
  equated: YES_NO,
  longStay: YES_NO,
  b8Ended: ['conviction', 'three-years', 'other'],
  dispute: YES_NO,
  needShelter: YES_NO,
  needSupport: YES_NO,
  needProtectedLiving: YES_NO,
  needMultiProblem: YES_NO,
  needYouthCare: YES_NO,
  needIncome: YES_NO,
  needMedical: YES_NO,
  needLegalAid: YES_NO,
  needInterpreter: YES_NO,
  needAddress: YES_NO,
  needRegistration: YES_NO,
  needHousing: YES_NO,
  needCompensation: YES_NO,
  needWork: YES_NO,
  wantsReturn: YES_NO,
} as const satisfies Record<string, readonly string[]>

export type Field = keyof typeof FIELDS
export type ValueOf<F extends Field> = (typeof FIELDS)[F][number]

/** What is known on one day. A field that is absent is unknown. */
export type Facts = { readonly [F in Field]?: ValueOf<F> }

/** One fact with the days between which it holds and where it comes from; `until` is the last day. */
export type DatedFact = {
  [F in Field]: {
    readonly field: F
    readonly value: ValueOf<F>
    readonly from: Day
    readonly until?: Day
    readonly source: string
  }
}[Field]

export const FIELD_NAMES = Object.keys(FIELDS) as readonly Field[] // safe: the keys of a constant without extra ones

export const isField = (text: string): text is Field => Object.hasOwn(FIELDS, text)

export const isValueOf = <F extends Field>(field: F, value: string): value is ValueOf<F> => {
  const values: readonly string[] = FIELDS[field]
  return values.includes(value)
}

/**
 * What holds on a day. Two facts that contradict each other on that day make the field unknown and named in
 * `contested`: nobody may choose between two sources silently.
 */
export const factsOn = (
  dated: readonly DatedFact[],
  on: Day,
): { readonly facts: Facts; readonly contested: readonly Field[] } => {
  const known = new Map<Field, string>()
  const contested = new Set<Field>()
  for (const fact of dated) {
    if (fact.from > on || (fact.until !== undefined && fact.until < on)) continue
    const other = known.get(fact.field)
    if (other !== undefined && other !== fact.value) contested.add(fact.field)
    known.set(fact.field, fact.value)
  }
  for (const field of contested) known.delete(field)
  // Safe: every entry came from a DatedFact, whose type ties the value to its field.
  return { facts: Object.fromEntries(known) as Facts, contested: [...contested].sort() }
}

/** At most this many facts in one question to the rules; there are fewer fields than that. */
export const FACTS_MAX = 100

/** Reads facts that came over the line. Refuses an unknown field or value by name; never drops one silently. */
export const readFacts = (
  input: Readonly<Record<string, string>>,
): Outcome<Facts, 'fact-not-known' | 'too-many-facts'> => {
  const entries = Object.entries(input)
  if (entries.length > FACTS_MAX) return refuse('too-many-facts', { max: FACTS_MAX })
  const position = entries.findIndex(([field, value]) => !isField(field) || !isValueOf(field, value))
  if (position >= 0) return refuse('fact-not-known', { position: position + 1 })
  return accept(Object.fromEntries(entries) as Facts) // safe: every pair was checked against FIELDS just above
}
