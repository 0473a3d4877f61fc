/**
 * Which seats a case needs, as data (data/case-table/seats.json): each rule with its sources, its kind and its period. A rule asks of a few
 * things that are known as codes; `unknown` is one of them, because what is not known is never read as "no".
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import seatsFile from '../../data/case-table/seats.json' with { type: 'json' }
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'

export const SEAT_KINDS = [
  'care-coordinator',
  'avim',
  'vice',
  'labour-authority',
  'wmo',
  'shelter',
  'legal-aid',
  'coa',
  'guardian',
  'child-protection',
  'interpreter',
  'public-prosecution',
  'military-police',
  'youth',
] as const
export type SeatKind = (typeof SEAT_KINDS)[number]

/** `open-task` and `missing-last-time` come from what is open on this case; the others from what is known of it. */
export const SEAT_REASONS = [
  ...(['always', 'exploitation', 'residence', 'foreign-element', 'age', 'region', 'unknown-form'] as const),
  ...(['open-task', 'missing-last-time', 'asked-by-chair'] as const),
] as const
export type SeatReason = (typeof SEAT_REASONS)[number]

/** How sure a rule is; a proposal is signed by nobody. */
export const RULE_KINDS = ['law', 'policy', 'treaty', 'agreement', 'proposed'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

const text = Type.String({ minLength: 1, maxLength: 400 })
const oneOf = <const T extends readonly string[]>(values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]))
const some = <const T extends readonly string[]>(values: T) =>
  Type.Optional(Type.Array(oneOf(values), { minItems: 1, maxItems: 10 }))
const closed = { additionalProperties: false } as const

const RuleRow = Type.Object(
  {
    id: Type.String({ pattern: '^T\\d{2}$' }),
    seat: oneOf(SEAT_KINDS),
    reason: oneOf(SEAT_REASONS),
    when: Type.Object(
      {
        exploitation: some(['sexual', 'labour', 'criminal', 'other', 'unknown'] as const),
        residence: some(['nl', 'lawful', 'reception', 'other', 'none', 'unknown'] as const),
        age: some(['minor', 'adult', 'unknown'] as const),
        municipality: Type.Optional(
          Type.Array(Type.String({ pattern: '^GM[0-9]{4}$' }), { minItems: 1, maxItems: 50 }),
        ),
        tasks: some(['payer-request', 'place-request', 'wait'] as const),
      },
      closed,
    ),
    valid_from: text,
    valid_until: Type.Union([text, Type.Null()]),
    kind: oneOf(RULE_KINDS),
    signed_by: Type.Array(text, { maxItems: 100 }),
    sentence: Type.Object({ nl: text, en: text }, closed),
    sources: Type.Array(
      Type.Object({
        name: text,
        article: Type.Union([text, Type.Null()]),
        text_of: Type.Union([text, Type.Null()]),
        read_on: text,
      }),
      { minItems: 1, maxItems: 5 },
    ),
  },
  closed,
)
const RulesFile = Type.Object({ rules: Type.Array(RuleRow, { minItems: 1, maxItems: 200 }) }, closed)
type RuleData = Static<typeof RuleRow>

export type SeatRule = Readonly<Omit<RuleData, 'valid_from' | 'valid_until'>> & {
  readonly validFrom: Day
  readonly validUntil?: Day
}

export type SeatRuleRefusal = 'seat-rules-unreadable' | 'seat-rule-twice' | 'proposed-seat-rule-signed'

/** Reads the rules, in the order in which seats are shown. Refuses another shape, a day that does not exist, a number twice, a signed proposal. */
export const readSeatRules = (input: unknown): Outcome<readonly SeatRule[], SeatRuleRefusal> => {
  const [error] = Errors(RulesFile, input)
  if (error) return refuse('seat-rules-unreadable', { path: error.instancePath })
  const rules: SeatRule[] = []
  // Safe: the schema accepted the input just above.
  for (const { valid_from, valid_until, ...row } of (input as Static<typeof RulesFile>).rules) {
    const [from, until] = [parseDay(valid_from), valid_until === null ? undefined : parseDay(valid_until)]
    if (!from || (valid_until !== null && !until)) return refuse('seat-rules-unreadable', { path: row.id })
    if (row.kind === 'proposed' && row.signed_by.length > 0)
      return refuse('proposed-seat-rule-signed', { rule: row.id })
    if (rules.some(({ id }) => id === row.id)) return refuse('seat-rule-twice', { rule: row.id })
    rules.push({ ...row, validFrom: from, ...(until ? { validUntil: until } : {}) })
  }
  return accept(rules)
}

/** The rules of the file. An unreadable file is a fault of ours. */
export const SEAT_RULES: readonly SeatRule[] = (() => {
  const read = readSeatRules(seatsFile)
  if (!read.ok) throw new Error(`data/case-table/seats.json: ${JSON.stringify(read.refusal)}`)
  return read.value
})()
