/**
 * What the table as a whole must answer (data/rules/matters.json) and where it knowingly does not (data/rules/gaps.json): matters with the
 * rules that answer them, facts that cannot stand together, which of two rules goes first, and on which entitlement of the residence letter
 * a rule leans.
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Condition, fieldsOf, readCondition } from './conditions.ts'
import type { Facts } from './facts.ts'
import { COMBINATIONS_MAX, codesOf, countCombinations, tableOf } from './truth-table.ts'

const text = Type.String({ minLength: 1, maxLength: 400 })
const ruleId = Type.String({ pattern: '^R\\d{2}$' })
const closed = { additionalProperties: false } as const
const said = { nl: text, en: text }

export const ENTITLEMENTS = ['wmo', 'wmo-shelter', 'participation_act', 'rvb'] as const
export type Entitlement = (typeof ENTITLEMENTS)[number]

const MattersFile = Type.Object(
  {
    matters: Type.Array(
      Type.Object(
        { id: text, ...said, asks: Type.Unknown(), answered_by: Type.Array(ruleId, { minItems: 1 }) },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    impossible: Type.Array(Type.Object({ when: Type.Unknown(), ...said }, closed), { maxItems: 60 }),
    orders: Type.Array(
      Type.Object(
        {
          rules: Type.Array(ruleId, { minItems: 2, maxItems: 2 }),
          goes: Type.Unsafe<'before' | 'beside'>(Type.Enum(['before', 'beside'])),
          ...said,
        },
        closed,
      ),
      { maxItems: 500 },
    ),
    entitlements: Type.Array(
      Type.Object({ rule: ruleId, leans_on: Type.Unsafe<Entitlement>(Type.Enum([...ENTITLEMENTS])) }, closed),
      { maxItems: 200 },
    ),
  },
  closed,
)
const GapsFile = Type.Object(
  {
    gaps: Type.Array(
      Type.Object({ id: Type.String({ pattern: '^G\\d{2}$' }), matter: text, when: Type.Unknown(), ...said }, closed),
      { maxItems: 200 },
    ),
  },
  closed,
)

export type Matter = {
  readonly id: string
  readonly nl: string
  readonly en: string
  readonly asks: Condition
  readonly answeredBy: readonly string[]
}
/** A situation that the rules leave open, with a name: a figure for the national desk, never silence. */
export type NamedGap = {
  readonly id: string
  readonly matter: string
  readonly nl: string
  readonly en: string
  readonly when: Condition
}
export type Matters = {
  readonly matters: readonly Matter[]
  readonly impossible: readonly Condition[]
  readonly orders: Static<typeof MattersFile>['orders']
  readonly entitlements: Static<typeof MattersFile>['entitlements']
}
export type MattersRefusal = 'matters-unreadable'

/** Reads matters and gaps. Refuses a shape, field or value that does not exist, a matter or gap named twice, a gap of no matter. */
export const readMatters = (
  mattersInput: unknown,
  gapsInput: unknown,
): Outcome<{ readonly matters: Matters; readonly gaps: readonly NamedGap[] }, MattersRefusal> => {
  const [error] = [...Errors(MattersFile, mattersInput), ...Errors(GapsFile, gapsInput)]
  if (error) return refuse('matters-unreadable', { path: error.instancePath })
  // Safe: the schemas accepted both just above.
  const file = mattersInput as Static<typeof MattersFile>
  const { gaps } = gapsInput as Static<typeof GapsFile>
  const bad =
    file.matters.find(({ asks }) => !isReadable(asks))?.id ??
    gaps.find(({ when }) => !isReadable(when))?.id ??
    file.impossible.find(({ when }) => !isReadable(when))?.en ??
    twice(file.matters.map(({ id }) => id)) ??
    twice(gaps.map(({ id }) => id)) ??
    gaps.find(({ matter }) => !file.matters.some(({ id }) => id === matter))?.id
  if (bad) return refuse('matters-unreadable', { path: bad })
  return accept({
    matters: {
      // Safe: every condition was read just above.
      matters: file.matters.map(({ answered_by, asks, ...matter }) => ({
        ...matter,
        asks: asks as Condition,
        answeredBy: answered_by,
      })),
      impossible: file.impossible.map(({ when }) => when as Condition),
      orders: file.orders,
      entitlements: file.entitlements,
    },
    gaps: gaps.map((gap) => ({ ...gap, when: gap.when as Condition })),
  })
}

/** A condition of the language that is small enough to be looked through. */
const isReadable = (input: unknown): boolean => {
  const read = readCondition(input)
  return read.ok && countCombinations(fieldsOf(read.value), { unknown: true }) <= COMBINATIONS_MAX
}

const twice = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) !== at)

/** The named gaps in which these facts certainly fall. */
export const gapsFor = (
  { matters, gaps }: { readonly matters: Matters; readonly gaps: readonly NamedGap[] },
  facts: Facts,
): readonly NamedGap[] => {
  const codes = codesOf(facts)
  const asked = new Set(matters.matters.filter(({ asks }) => tableOf(asks).truth(codes) === 'yes').map(({ id }) => id))
  return gaps.filter(({ matter, when }) => asked.has(matter) && tableOf(when).truth(codes) === 'yes')
}
