/**
 * Who is responsible, who pays, what is the first step: every rule that matches on a day, with what decided it, and every
 * rule that may still match, with what is missing to be sure. Never one bare answer and never nothing: when no rule is
 * certain the verdict names the gap. A dispute never delays shelter: a carrier for the meantime is always named.
 */
import type { Day } from '../kernel/index.ts'
import type { Facts, Field } from './facts.ts'
import { isValidOn, type Rule, type Sentence, type Source } from './rule.ts'
import { type Codes, codesOf } from './truth-table.ts'

/** A rule that speaks, and the facts that made it speak. */
export type Ruling = { readonly rule: Rule; readonly because: readonly Field[] }
/** A rule that may speak: these facts are missing to be sure. */
export type PossibleRuling = Ruling & { readonly missing: readonly Field[] }
/** A rule that will speak once the first step of another one has succeeded. */
export type NextRuling = Ruling & { readonly after: Rule['id']; readonly missing: readonly Field[] }

export const GAP_CODES = [
  'no-rule-valid-on-this-day',
  'no-rule-fits-these-facts',
  'facts-missing',
  'no-certain-shelter',
] as const
export type GapCode = (typeof GAP_CODES)[number]
/** What the rules leave open, by name; with the facts that would close it when there are any. */
export type Gap = { readonly code: GapCode; readonly missing: readonly Field[] }

/** Who carries shelter while it is unclear or disputed. Ours and signed by nobody, hence `proposed`. */
export type ProvisionalCarrier = {
  readonly carrier: 'municipality-that-received'
  readonly state: 'proposed'
  readonly sentence: Sentence
}

export type Verdict = {
  readonly on: Day
  readonly certain: readonly Ruling[]
  readonly possible: readonly PossibleRuling[]
  readonly next: readonly NextRuling[]
  readonly gap?: Gap
  readonly provisional?: ProvisionalCarrier
  /** `unreviewed` as soon as one rule in the verdict is. */
  readonly state: Rule['state']
}

/** Judges what is known on a day by the rules valid on that day. */
export const decideResponsibility = (rules: readonly Rule[], facts: Facts, on: Day): Verdict => {
  const speaking = rules.filter((rule) => isValidOn(rule, on))
  const codes = codesOf(facts)
  const certain = speaking.filter((rule) => rule.table().truth(codes) === 'yes').map((rule) => rulingOf(rule, codes))
  const possible = speaking
    .filter((rule) => rule.table().truth(codes) === 'unknown')
    .map((rule) => rulingOf(rule, codes))
  const next = nextRulings(speaking, certain, facts)
  const gap = gapIn({ speaking, certain, possible, facts })
  const provisional = facts.needShelter === 'no' ? undefined : provisionalCarrier(rules, on)
  return {
    on,
    certain: certain.map(({ rule, because }) => ({ rule, because })),
    possible,
    next,
    ...(gap && { gap }),
    ...(provisional && { provisional }),
    state: [...certain, ...possible, ...next].every(({ rule }) => rule.state === 'reviewed' || rule.state === 'agreed')
      ? 'reviewed'
      : 'unreviewed',
  }
}

/**
 * The municipality that received him goes on and pays meanwhile. This is our proposal (norm N34): the covenants on
 * national access name only the road of a dispute, and no law names a provisional payer.
 */
export const provisionalCarrier = (rules: readonly Rule[], on: Day): ProvisionalCarrier => ({
  carrier: 'municipality-that-received',
  state: 'proposed',
  sentence: {
    nl: 'Zolang niet vaststaat wie verantwoordelijk is, gaat de opvang door en betaalt de gemeente die hem of haar ontving. Dit is een voorstel; niemand heeft het getekend.',
    en: 'As long as it is not settled who is responsible, shelter goes on and the municipality that received the person pays. This is a proposal; nobody has signed it.',
    sources: disputeSources(rules, on),
    certainty: 'proposed',
  },
})

// A proposal has no source of its own: it is shown beside the text it leans on, or beside our own norm when there is none.
const disputeSources = (rules: readonly Rule[], on: Day): readonly Source[] =>
  rules.find((rule) => rule.topic === 'dispute' && isValidOn(rule, on))?.sources ?? [
    { name: 'Samenhang', where: 'data/norms/norms.json', article: 'N34', readOn: on },
  ]

const rulingOf = (rule: Rule, codes: Codes): PossibleRuling => {
  const { because, missing } = rule.table().judge(codes)
  return { rule, because, missing }
}

// One step ahead and no further: what a granted reflection period or permit opens. Needs and age stay as they are.
const nextRulings = (speaking: readonly Rule[], certain: readonly Ruling[], facts: Facts): readonly NextRuling[] => {
  const alreadyCertain = new Set(certain.map(({ rule }) => rule))
  return certain.flatMap(({ rule: first }) => {
    const { opens } = first
    if (!opens) return []
    const [now, later] = [codesOf(facts), codesOf({ ...facts, ...opens })]
    return speaking
      .filter((rule) => !alreadyCertain.has(rule))
      .filter((rule) => rule.table().truth(later) !== 'no' && rule.table().truth(now) !== 'unknown')
      .map((rule) => ({ ...rulingOf(rule, later), after: first.id }))
  })
}

const gapIn = (verdict: {
  readonly speaking: readonly Rule[]
  readonly certain: readonly Ruling[]
  readonly possible: readonly PossibleRuling[]
  readonly facts: Facts
}): Gap | undefined => {
  const { speaking, certain, possible, facts } = verdict
  if (speaking.length === 0) return { code: 'no-rule-valid-on-this-day', missing: [] }
  const givesRoof = ({ rule }: Ruling) => rule.topic === 'shelter' || rule.topic === 'youth'
  if (certain.length === 0 && possible.length === 0) return { code: 'no-rule-fits-these-facts', missing: [] }
  if (certain.length === 0) return { code: 'facts-missing', missing: missingIn(possible) }
  if (facts.needShelter === 'yes' && !certain.some(givesRoof)) {
    return { code: 'no-certain-shelter', missing: missingIn(possible.filter(givesRoof)) }
  }
  return undefined
}

const missingIn = (possible: readonly PossibleRuling[]): readonly Field[] => [
  ...new Set(possible.flatMap(({ missing }) => missing)),
]
