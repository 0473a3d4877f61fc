/**
 * The small language in which rules say when they hold: all, any, not, equals, one of, known. Three answers: yes, no
 * and unknown (Kleene), so that what nobody recorded never counts as "no". The interpreter explains itself and is the
 * oracle; `compileCondition` makes the same thing a plain function (decision 28) and is what verdicts run on.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Facts, FIELD_NAMES, type Field, isField, isValueOf, type ValueOf } from './facts.ts'

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly known: Field }
  | { [F in Field]: { readonly field: F; readonly equals: ValueOf<F> } }[Field]
  | { [F in Field]: { readonly field: F; readonly oneOf: readonly ValueOf<F>[] } }[Field]

export type Truth = 'yes' | 'no' | 'unknown'

/** The answer with its ground: which facts decided it, and which are missing to be sure (only when unknown). */
export type Judgement = {
  readonly truth: Truth
  readonly because: readonly Field[]
  readonly missing: readonly Field[]
}

/** Nesting deeper than this is refused: nobody can read it, and it would make reading unbounded. */
export const CONDITION_DEPTH_MAX = 8

/** Judges a condition by what is known. More facts never turn a yes or a no around; they only resolve unknowns. */
export const evaluate = (condition: Condition, facts: Facts): Judgement => {
  if ('all' in condition) return combine(condition.all, facts, { settles: 'no', otherwise: 'yes' })
  if ('any' in condition) return combine(condition.any, facts, { settles: 'yes', otherwise: 'no' })
  if ('not' in condition) {
    const inner = evaluate(condition.not, facts)
    return { ...inner, truth: OPPOSITE[inner.truth] }
  }
  const field = 'known' in condition ? condition.known : condition.field
  if (facts[field] === undefined) return { truth: 'unknown', because: [], missing: [field] }
  return { truth: holds(condition, facts) ? 'yes' : 'no', because: [field], missing: [] }
}

/** The same judgement as a function, without the explanation. */
export const compileCondition = (condition: Condition): ((facts: Facts) => Truth) => {
  if ('all' in condition) return compileParts(condition.all, { settles: 'no', otherwise: 'yes' })
  if ('any' in condition) return compileParts(condition.any, { settles: 'yes', otherwise: 'no' })
  if ('not' in condition) {
    const inner = compileCondition(condition.not)
    return (facts) => OPPOSITE[inner(facts)]
  }
  if ('known' in condition) return (facts) => (facts[condition.known] === undefined ? 'unknown' : 'yes')
  const { field } = condition
  const allowed: ReadonlySet<string> = new Set('equals' in condition ? [condition.equals] : condition.oneOf)
  return (facts) => {
    const value = facts[field]
    if (value === undefined) return 'unknown'
    return allowed.has(value) ? 'yes' : 'no'
  }
}

/** Every field that a condition names, each once. */
export const fieldsOf = (condition: Condition): readonly Field[] => {
  const named = new Set<Field>()
  const visit = (part: Condition): void => {
    if ('all' in part) part.all.forEach(visit)
    else if ('any' in part) part.any.forEach(visit)
    else if ('not' in part) visit(part.not)
    else named.add('known' in part ? part.known : part.field)
  }
  visit(condition)
  return [...named]
}

/** Reads a condition from data. Refuses an operator, field or value that does not exist, with the path to it. */
export const readCondition = (input: unknown, path = 'when', depth = 0): Outcome<Condition, 'condition-unreadable'> => {
  if (depth > CONDITION_DEPTH_MAX || !isPlain(input)) return refuse('condition-unreadable', { path })
  const operators = Object.keys(input).sort().join('+')
  if (operators === 'all' || operators === 'any') return readParts(input[operators], operators, path, depth)
  if (operators === 'not') {
    const inner = readCondition(input.not, `${path}.not`, depth + 1)
    return inner.ok ? accept({ not: inner.value }) : inner
  }
  if (operators === 'known' && typeof input.known === 'string' && isField(input.known)) {
    return accept({ known: input.known })
  }
  return isComparison(input, operators) ? accept(input) : refuse('condition-unreadable', { path })
}

const OPPOSITE: Readonly<Record<Truth, Truth>> = { yes: 'no', no: 'yes', unknown: 'unknown' }

type Junction = { readonly settles: Truth; readonly otherwise: Truth }

const combine = (parts: readonly Condition[], facts: Facts, { settles, otherwise }: Junction): Judgement => {
  const judged = parts.map((part) => evaluate(part, facts))
  const settled = judged.find((one) => one.truth === settles)
  if (settled) return settled
  const open = judged.filter((one) => one.truth === 'unknown')
  const because = inOrder(judged.flatMap((one) => one.because))
  if (open.length === 0) return { truth: otherwise, because, missing: [] }
  return { truth: 'unknown', because, missing: inOrder(open.flatMap((one) => one.missing)) }
}

const compileParts = (parts: readonly Condition[], { settles, otherwise }: Junction): ((facts: Facts) => Truth) => {
  const tests = parts.map(compileCondition)
  return (facts) => {
    let answer = otherwise
    for (const test of tests) {
      const truth = test(facts)
      if (truth === settles) return settles
      if (truth === 'unknown') answer = 'unknown'
    }
    return answer
  }
}

type Leaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

const holds = (leaf: Leaf, facts: Facts): boolean => {
  if ('known' in leaf) return true // only asked when the field is there
  const value = facts[leaf.field]
  if ('equals' in leaf) return value === leaf.equals
  const values: readonly string[] = leaf.oneOf
  return value !== undefined && values.includes(value)
}

/** Fields in the order of the catalogue and each once, so that an explanation does not depend on how a rule is written. */
const inOrder = (fields: readonly Field[]): readonly Field[] => {
  const set = new Set(fields)
  return FIELD_NAMES.filter((field) => set.has(field))
}

const readParts = (
  input: unknown,
  operator: 'all' | 'any',
  path: string,
  depth: number,
): Outcome<Condition, 'condition-unreadable'> => {
  if (!Array.isArray(input)) return refuse('condition-unreadable', { path: `${path}.${operator}` })
  const parts: Condition[] = []
  for (const [position, part] of input.entries()) {
    const read = readCondition(part, `${path}.${operator}[${position}]`, depth + 1)
    if (!read.ok) return read
    parts.push(read.value)
  }
  return accept(operator === 'all' ? { all: parts } : { any: parts })
}

const isPlain = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input)

const isComparison = (
  input: Readonly<Record<string, unknown>>,
  operators: string,
): input is Exclude<Leaf, { known: unknown }> => {
  const field = input.field
  if (typeof field !== 'string' || !isField(field)) return false
  const fits = (value: unknown): boolean => typeof value === 'string' && isValueOf(field, value)
  if (operators === 'equals+field') return fits(input.equals)
  const values = input.oneOf
  return operators === 'field+oneOf' && Array.isArray(values) && values.length > 0 && values.every(fits)
}
