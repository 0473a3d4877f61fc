/**
 * Situations of people who do not exist, for measuring and for what-if on an installation without files. The weights are ours and invented;
 * they say nothing of the country.
 */
import type { Random } from '../kernel/index.ts'
import { type Facts, FIELDS, type Field } from './facts.ts'

const WEIGHTS: { readonly [F in Field]?: Readonly<Record<string, number>> } = {
  residence: {
    NL: 30,
    '8a': 14,
    '8b': 2,
    '8c': 4,
    '8d': 1,
    '8e': 16,
    '8f': 8,
    '8g': 2,
    '8h': 3,
    '8k': 9,
    '8m': 3,
    none: 8,
  },
  age: { minor: 12, '18-20': 18, '21-plus': 70 },
  exploitation: { sexual: 50, labour: 30, criminal: 15, other: 5 },
  reporter: { police: 45, 'border-police': 4, 'labour-authority': 10, municipality: 12, care: 24, self: 5 },
  registration: { own: 30, exploiter: 15, postal: 10, none: 45 },
}
/** What mostly nobody has written down yet. */
const UNKNOWN_SHARE = 0.25
const YES_SHARE = 0.4

/** One situation: fields that fit the letter, others unknown. */
export const inventFacts = (random: Random): Facts => {
  const facts: Record<string, string> = {}
  for (const [field, values] of Object.entries(FIELDS)) {
    if (field !== 'residence' && field !== 'age' && random.next() < UNKNOWN_SHARE) continue
    facts[field] = oneOf(field, values, random)
  }
  const { residence } = facts
  facts['nationality'] = residence === 'NL' ? 'nl' : residence === '8e' ? 'eu' : 'other'
  if (residence !== '8a') facts['permit'] = 'none'
  if (residence !== '8e') facts['eu24'] = 'no'
  if (facts['age'] !== 'minor') facts['unaccompanied'] = 'no'
  return facts as Facts // safe: each value comes from the values of its field
}

const oneOf = (field: string, values: readonly string[], random: Random): string => {
  const weights: Readonly<Record<string, number>> | undefined = WEIGHTS[field as Field] // safe: the keys of FIELDS
  if (!weights && values.length === 2) return random.next() < YES_SHARE ? 'yes' : 'no'
  const weightOf = (value: string): number => (weights ? (weights[value] ?? 0) : 1)
  let left = random.next() * values.reduce((sum, value) => sum + weightOf(value), 0)
  for (const value of values) {
    left -= weightOf(value)
    if (left < 0) return value
  }
  return values[0] ?? ''
}
