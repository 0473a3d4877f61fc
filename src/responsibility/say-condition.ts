/** A condition in plain words, one line for each thing that must hold. The words lie in src/words. */
import type { Condition } from './conditions.ts'
import type { Field } from './facts.ts'

export type ConditionWords = {
  readonly fields: Readonly<Record<Field, string>>
  /** By value, or by `field:value` where one value means something else in another field. */
  readonly values: Readonly<Record<string, string>>
  readonly and: string
  readonly or: string
  readonly not: string
  readonly known: string
}

/** What the value of a field is called. */
export const sayValue = (words: ConditionWords, field: Field, value: string): string =>
  words.values[`${field}:${value}`] ?? words.values[value] ?? value

/** The lines that must all hold: `Leeftijd: 18, 19 of 20 of 21 of ouder`. */
export const sayCondition = (condition: Condition, words: ConditionWords): readonly string[] =>
  'all' in condition ? condition.all.flatMap((part) => sayCondition(part, words)) : [sayPart(condition, words)]

const sayPart = (condition: Condition, words: ConditionWords): string => {
  if ('all' in condition) return condition.all.map((part) => sayPart(part, words)).join(` ${words.and} `)
  if ('any' in condition) return condition.any.map((part) => sayPart(part, words)).join(`, ${words.or} `)
  if ('not' in condition) return `${words.not}: ${sayPart(condition.not, words)}`
  if ('known' in condition) return `${words.fields[condition.known]}: ${words.known}`
  const values: readonly string[] = 'equals' in condition ? [condition.equals] : condition.oneOf
  return `${words.fields[condition.field]}: ${values.map((value) => sayValue(words, condition.field, value)).join(`, ${words.or} `)}`
}
