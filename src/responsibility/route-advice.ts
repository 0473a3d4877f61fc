/**
 * The one page in which the route finder ends, as data: what this is, which law, who decides, whom to call, what to do
 * today, what not to do, letters, terms, sources. It never ends empty: there is always a desk to call.
 */
import type { Day } from '../kernel/index.ts'
import { type DirectorySubject, directorySubjects } from './call-desk.ts'
import {
  decideResponsibility,
  type Gap,
  type NextRuling,
  type PossibleRuling,
  type ProvisionalCarrier,
  type Ruling,
} from './decide-responsibility.ts'
import type { Facts } from './facts.ts'
import { GAPS, MATTERS } from './matter-book.ts'
import { type Answers, assumedFacts, factsOfAnswers } from './route-questions.ts'
import type {
  Body,
  CallSubject,
  Certainty,
  LetterKind,
  MunicipalityCode,
  Payer,
  Rule,
  Sentence,
  Source,
  TermKind,
} from './rule.ts'
import { gapsFor, type Matters, type NamedGap } from './rule-matters.ts'
import { inUrgency } from './rule-order.ts'

export type Call = { readonly desk: CallSubject; readonly subjects: readonly DirectorySubject[] }
export type Term = { readonly rule: string; readonly what: Sentence; readonly days: number; readonly kind: TermKind }

export type RoutePage = {
  readonly on: Day
  readonly known: Facts
  /** Taken for granted, not asked. */
  readonly assumed: Facts
  /** What this is; absent when no rule is certain, and then `gap` says why. */
  readonly what?: Sentence
  readonly law: readonly Source[]
  readonly who?: {
    readonly responsible: readonly Body[]
    readonly municipality: MunicipalityCode
    readonly payer: Payer
  }
  readonly certainty?: Certainty
  /** Never empty. */
  readonly call: readonly Call[]
  readonly today: readonly Sentence[]
  readonly later: readonly Sentence[]
  readonly never: readonly Sentence[]
  readonly obstacles: readonly Sentence[]
  readonly letters: readonly LetterKind[]
  readonly terms: readonly Term[]
  readonly sources: readonly Source[]
  readonly certain: readonly Ruling[]
  readonly possible: readonly PossibleRuling[]
  readonly next: readonly NextRuling[]
  readonly gap?: Gap
  /** What the rules leave open in this situation, by name. */
  readonly namedGaps: readonly NamedGap[]
  readonly provisional?: ProvisionalCarrier
  readonly state: Rule['state']
}

/** Whoever knows nothing at all still calls these two. */
const ALWAYS: readonly CallSubject[] = ['care-coordinator', 'comensha']

/** The page for these answers on this day. */
export const routeAdvice = (
  rules: readonly Rule[],
  answers: Answers,
  on: Day,
  orders: Matters['orders'] = MATTERS.orders,
): RoutePage => {
  const known = factsOfAnswers(answers)
  const assumed = assumedFacts(answers)
  const verdict = decideResponsibility(rules, { ...assumed, ...known }, on)
  const spoken = inUrgency(
    verdict.certain.map(({ rule }) => rule),
    orders,
  )
  const main = spoken[0]
  const isToday = (rule: Rule) => (rule.term !== undefined && rule.term.days <= 1) || TODAY.has(rule.topic)
  return {
    on,
    known,
    assumed,
    ...(main && {
      what: main.title,
      who: { responsible: main.responsible, municipality: main.municipality, payer: main.payer },
      certainty: main.certainty,
    }),
    law: main?.sources ?? [],
    call: unique([...spoken.flatMap((rule) => rule.call), ...ALWAYS]).map((desk) => ({
      desk,
      subjects: directorySubjects(desk),
    })),
    today: spoken.filter(isToday).map((rule) => rule.step),
    later: spoken.filter((rule) => !isToday(rule)).map((rule) => rule.step),
    never: uniqueBy(
      spoken.flatMap((rule) => rule.avoid),
      (sentence) => sentence.nl,
    ),
    obstacles: spoken.flatMap((rule) => rule.obstacle ?? []),
    letters: unique([...spoken, ...verdict.next.map(({ rule }) => rule)].flatMap((rule) => rule.letters)),
    terms: spoken.flatMap(termOf),
    sources: uniqueBy(
      spoken.flatMap((rule) => rule.sources),
      (source) => `${source.name} ${source.article ?? ''} ${source.textOf ?? ''}`,
    ),
    certain: verdict.certain,
    possible: verdict.possible,
    next: verdict.next,
    namedGaps: gapsFor({ matters: MATTERS, gaps: GAPS }, { ...assumed, ...known }),
    ...(verdict.gap && { gap: verdict.gap }),
    ...(verdict.provisional && { provisional: verdict.provisional }),
    state: verdict.state,
  }
}

const TODAY: ReadonlySet<Rule['topic']> = new Set(['shelter', 'care', 'report'])

const termOf = (rule: Rule): readonly Term[] =>
  rule.term ? [{ rule: rule.id, what: rule.title, days: rule.term.days, kind: rule.term.kind }] : []

const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]

const uniqueBy = <T>(items: readonly T[], key: (item: T) => string): readonly T[] =>
  [...new Map([...items].reverse().map((item) => [key(item), item])).values()].reverse()
