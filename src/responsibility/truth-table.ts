/**
 * Conditions as tables: every combination of the fields that a condition names, "unknown" among the values, looked up by one number. That
 * makes a verdict fast, and it makes "on all inputs" a finite thing: a rule names at most six fields, so each table is walked whole.
 */
import { type Condition, compileCondition, evaluate, fieldsOf, type Judgement, type Truth } from './conditions.ts'
import { type Facts, FIELD_NAMES, FIELDS, type Field } from './facts.ts'

/** A condition with more combinations than this is refused: nobody could look through it. */
export const COMBINATIONS_MAX = 50_000

const valuesOf = (field: Field): readonly string[] => FIELDS[field]

/** How many combinations these fields have; with `unknown` each field has one value more. */
export const countCombinations = (fields: readonly Field[], { unknown }: { readonly unknown: boolean }): number =>
  fields.reduce((count, field) => count * (valuesOf(field).length + (unknown ? 1 : 0)), 1)

/** Every combination of these fields, each once, in one order. */
export function* combinationsOf(
  fields: readonly Field[],
  { unknown }: { readonly unknown: boolean },
): Generator<Facts, void, undefined> {
  const [field, ...others] = fields
  if (field === undefined) {
    yield {}
    return
  }
  for (const rest of combinationsOf(others, { unknown })) {
    if (unknown) yield rest
    // Safe: a value of the field, from its own list.
    for (const value of valuesOf(field)) yield { ...rest, [field]: value } as Facts
  }
}

/** Facts as small numbers, one for each field of the catalogue: nought is unknown. */
export type Codes = Uint8Array

const CODE_OF: ReadonlyMap<Field, ReadonlyMap<string, number>> = new Map(
  FIELD_NAMES.map((field) => [field, new Map(valuesOf(field).map((value, at) => [value, at + 1]))]),
)
const PLACE_OF: ReadonlyMap<Field, number> = new Map(FIELD_NAMES.map((field, at) => [field, at]))

/** The codes of what is known. */
export const codesOf = (facts: Facts): Codes => {
  const codes = new Uint8Array(FIELD_NAMES.length)
  for (const field in facts) {
    // Safe: the keys of Facts are fields.
    const known = field as Field
    const value = facts[known]
    const place = PLACE_OF.get(known)
    if (value !== undefined && place !== undefined) codes[place] = CODE_OF.get(known)?.get(value) ?? 0
  }
  return codes
}

export type TruthTable = {
  readonly fields: readonly Field[]
  readonly truth: (codes: Codes) => Truth
  /** The judgement with its reasons, as the interpreter gives it. */
  readonly judge: (codes: Codes) => Judgement
}

const made = new WeakMap<Condition, TruthTable>()

/** The table of a condition, made when it is first asked. */
export const tableOf = (condition: Condition): TruthTable => {
  const known = made.get(condition)
  if (known) return known
  const table = compileTable(condition)
  made.set(condition, table)
  return table
}

/** Compiles a condition into its table. The truths come from the compiled function, the reasons from the interpreter. */
const compileTable = (condition: Condition): TruthTable => {
  const fields = fieldsOf(condition)
  const places = fields.map((field) => PLACE_OF.get(field) ?? 0)
  const sizes = fields.map((field) => valuesOf(field).length + 1)
  const truthOf = compileCondition(condition)
  const count = countCombinations(fields, { unknown: true })
  const truths: Truth[] = new Array(count)
  const judgements: Judgement[] = new Array(count)
  const cellOf = (codes: Codes): number => {
    let cell = 0
    for (let at = 0; at < places.length; at++) cell = cell * (sizes[at] ?? 1) + (codes[places[at] ?? 0] ?? 0)
    return cell
  }
  for (const facts of combinationsOf(fields, { unknown: true })) {
    const cell = cellOf(codesOf(facts))
    truths[cell] = truthOf(facts)
    judgements[cell] = evaluate(condition, facts)
  }
  return {
    fields,
    truth: (codes) => truths[cellOf(codes)] ?? 'unknown',
    judge: (codes) => judgements[cellOf(codes)] ?? NOTHING,
  }
}

const NOTHING: Judgement = { truth: 'unknown', because: [], missing: [] }
