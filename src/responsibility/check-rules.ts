/**
 * The whole table looked through: every combination of the discrete inputs. That is finite and exact by factoring: what a rule or a matter
 * answers depends on the fields that it names alone, so two rules are compared on all combinations of their own fields together, and a
 * matter on all combinations of the fields of its question, its rules and its gaps. Ages are bands (under 18, 18 to 20, 21 and over).
 */
import type { Day } from '../kernel/index.ts'
import { type Condition, fieldsOf } from './conditions.ts'
import { type Facts, FIELD_NAMES, type Field } from './facts.ts'
import { findEntitlements, type LetterRow } from './residence.ts'
import { isValidOn, type Rule } from './rule.ts'
import type { Entitlement, Matter, Matters, NamedGap } from './rule-matters.ts'
import { type Codes, codesOf, combinationsOf, type TruthTable, tableOf } from './truth-table.ts'

export type Finding = {
  readonly code:
    | 'contradiction'
    | 'overlap-without-order'
    | 'order-goes-nowhere'
    | 'order-has-a-cycle'
    | 'cycle'
    | 'silent-gap'
    | 'gap-is-answered'
    | 'gap-is-empty'
    | 'letter-says-otherwise'
    | 'rule-not-known'
  /** Rules, a matter or a gap. */
  readonly about: readonly string[]
  /** How many combinations, and the first of them. */
  readonly combinations?: number
  readonly first?: Facts
}

export type Looked = {
  readonly findings: readonly Finding[]
  readonly counts: {
    readonly rules: number
    readonly pairs: number
    readonly overlaps: number
    readonly matters: number
    readonly combinations: number
    readonly answered: number
    readonly impossible: number
    readonly notAsked: number
    readonly named: number
    readonly silent: number
    readonly gaps: number
  }
}

export type TableToCheck = {
  readonly rules: readonly Rule[]
  readonly letters: readonly LetterRow[]
  readonly matters: Matters
  readonly gaps: readonly NamedGap[]
  /** Coverage is judged on the rules that hold on this day. */
  readonly on: Day
}

/** Looks through the whole table. No finding is no promise that the rules are right: it is a promise that they are complete and say one thing. */
export const checkRules = (table: TableToCheck): Looked => {
  const { rules, matters } = table
  const impossible = matters.impossible.map((condition) => tableOf(condition))
  const pairs = pairsOf(rules)
  const overlaps = pairs.flatMap((pair) => overlapOf(pair, impossible))
  const covered = matters.matters.map((matter) => coverageOf(matter, table, impossible))
  const sum = (count: (one: (typeof covered)[number]) => number) => covered.reduce((all, one) => all + count(one), 0)
  return {
    findings: [
      ...unknownRules(table),
      ...cycles(rules),
      ...overlaps.flatMap((overlap) => judgeOverlap(overlap, matters)),
      ...orderFindings(overlaps, matters),
      ...letterFindings(table, impossible),
      ...covered.flatMap(({ findings }) => findings),
    ],
    counts: {
      rules: rules.length,
      pairs: pairs.length,
      overlaps: overlaps.length,
      matters: covered.length,
      combinations: sum((one) => one.combinations),
      answered: sum((one) => one.answered),
      impossible: sum((one) => one.impossible),
      notAsked: sum((one) => one.notAsked),
      named: sum((one) => one.named),
      silent: sum((one) => one.silent),
      gaps: table.gaps.length,
    },
  }
}

const unknownRules = ({ rules, matters }: TableToCheck): readonly Finding[] => {
  const named = [
    ...matters.matters.flatMap(({ answeredBy }) => answeredBy),
    ...matters.orders.flatMap((order) => order.rules),
    ...matters.entitlements.map(({ rule }) => rule),
  ]
  const absent = [...new Set(named)].filter((id) => !rules.some((rule) => rule.id === id))
  return absent.map((id) => ({ code: 'rule-not-known', about: [id] }))
}

// --- two rules of one topic ---

type Pair = readonly [Rule, Rule]
type Overlap = { readonly pair: Pair; readonly combinations: number; readonly first: Facts }

const areTogether = (one: Rule, other: Rule): boolean =>
  isValidOn(one, other.validFrom) || isValidOn(other, one.validFrom)

const pairsOf = (rules: readonly Rule[]): readonly Pair[] =>
  rules.flatMap((one, at) =>
    rules
      .slice(at + 1)
      .filter((other) => other.topic === one.topic && other.id !== one.id && areTogether(one, other))
      .map((other) => [one, other] as const),
  )

const saysTheSame = ([one, other]: Pair): boolean =>
  one.payer === other.payer &&
  one.municipality === other.municipality &&
  one.term?.days === other.term?.days &&
  one.responsible.join() === other.responsible.join()

const overlapOf = (pair: Pair, impossible: readonly TruthTable[]): readonly Overlap[] => {
  if (saysTheSame(pair)) return []
  const [one, other] = pair
  const fields = inOrder([...fieldsOf(one.when), ...fieldsOf(other.when)])
  const [oneTable, otherTable] = [one.table(), other.table()]
  let combinations = 0
  let first: Facts | undefined
  for (const facts of combinationsOf(fields, { unknown: false })) {
    const codes = codesOf(facts)
    if (oneTable.truth(codes) !== 'yes' || otherTable.truth(codes) !== 'yes' || isImpossible(impossible, codes))
      continue
    combinations++
    first ??= facts
  }
  return first ? [{ pair, combinations, first }] : []
}

/** One body that is to be paid by two, or two municipalities that would both be the one: these two cannot both be true. */
const contradicts = ([one, other]: Pair): boolean =>
  one.responsible.some((body) => other.responsible.includes(body)) &&
  (one.payer !== other.payer || one.municipality !== other.municipality)

const judgeOverlap = ({ pair, combinations, first }: Overlap, { orders }: Matters): readonly Finding[] => {
  const ids = pair.map(({ id }) => id)
  const order = orders.find((each) => ids.every((id) => each.rules.includes(id)))
  const about = pair.map(({ id, version }) => `${id}.${version}`)
  if (order) return []
  return [{ code: contradicts(pair) ? 'contradiction' : 'overlap-without-order', about, combinations, first }]
}

/** An order between rules that never speak together says nothing; a circle of "before" says it twice. */
const orderFindings = (overlaps: readonly Overlap[], { orders }: Matters): readonly Finding[] => {
  const idle = orders.filter(
    ({ rules }) => !overlaps.some(({ pair }) => pair.every(({ id }) => rules.includes(id)) && rules[0] !== rules[1]),
  )
  const before = orders.filter(({ goes }) => goes === 'before').map(({ rules }) => rules)
  const circle = circleIn((id) => before.filter(([from]) => from === id).map(([, to]) => to ?? ''), before.flat())
  return [
    ...idle.map(({ rules }) => ({ code: 'order-goes-nowhere' as const, about: rules })),
    ...(circle ? [{ code: 'order-has-a-cycle' as const, about: circle }] : []),
  ]
}

// --- what a first step opens ---

/** A rule opens a letter; a rule that can then speak may open the next. Coming back to the first is a cycle. */
const cycles = (rules: readonly Rule[]): readonly Finding[] => {
  const opening = rules.filter(({ opens }) => opens !== undefined)
  const named = (rule: Rule) => `${rule.id}.${rule.version}`
  const after = (name: string): readonly string[] => {
    const opens = opening.find((rule) => named(rule) === name)?.opens
    if (!opens) return []
    return opening.filter((rule) => canSpeak(rule.when, opens)).map(named)
  }
  const circle = circleIn(after, opening.map(named))
  return circle ? [{ code: 'cycle', about: circle }] : []
}

/** Can the condition become true while these facts hold? */
const canSpeak = (condition: Condition, fixed: Facts): boolean => {
  const table = tableOf(condition)
  for (const facts of combinationsOf(table.fields, { unknown: false }))
    if (table.truth(codesOf({ ...facts, ...fixed })) === 'yes') return true
  return false
}

const circleIn = (
  after: (name: string) => readonly string[],
  names: readonly string[],
): readonly string[] | undefined => {
  const done = new Set<string>()
  const visit = (name: string, road: readonly string[]): readonly string[] | undefined => {
    if (road.includes(name)) return [...road.slice(road.indexOf(name)), name]
    if (done.has(name)) return undefined
    for (const next of after(name)) {
      const circle = visit(next, [...road, name])
      if (circle) return circle
    }
    done.add(name)
    return undefined
  }
  for (const name of new Set(names)) {
    const circle = visit(name, [])
    if (circle) return circle
  }
  return undefined
}

// --- rules beside the table of residence letters ---

/** Facts in which the letter of art. 8 gives no such right, by what the table of letters says. */
const REFUSED: Readonly<Record<string, Facts | undefined>> = {
  no: {},
  'only-if-equated': { equated: 'no' },
  'except-eu24': { eu24: 'yes', domesticViolence: 'no' },
  'only-eu24-in-womens-shelter': { eu24: 'no' },
}

const letterFindings = (
  { rules, letters, matters, on }: TableToCheck,
  impossible: readonly TruthTable[],
): readonly Finding[] =>
  matters.entitlements.flatMap(({ rule: id, leans_on }) =>
    rules
      .filter((rule) => rule.id === id && isValidOn(rule, on))
      .flatMap((rule) =>
        letters
          .filter((row) => findEntitlements(letters, row.letter, on) === row)
          .flatMap((row) => {
            const refusedWhen = refusedBy(row, leans_on)
            const first = refusedWhen && firstSpoken(rule, { ...refusedWhen, residence: row.letter }, impossible)
            return first
              ? [{ code: 'letter-says-otherwise' as const, about: [`${rule.id}.${rule.version}`, row.letter], first }]
              : []
          }),
      ),
  )

const refusedBy = (row: LetterRow, entitlement: Entitlement): Facts | undefined => {
  if (entitlement === 'wmo' && row.wmo === 'except-eu24') return undefined // art. 1.2.2(2) excludes shelter alone
  return REFUSED[entitlement === 'wmo-shelter' ? row.wmo : row[entitlement]]
}

const firstSpoken = (rule: Rule, fixed: Facts, impossible: readonly TruthTable[]): Facts | undefined => {
  const table = rule.table()
  for (const facts of combinationsOf(table.fields, { unknown: false })) {
    const whole = { ...facts, ...fixed }
    const codes = codesOf(whole)
    if (table.truth(codes) === 'yes' && !isImpossible(impossible, codes)) return whole
  }
  return undefined
}

// --- a matter: every combination of everything that it depends on ---

const coverageOf = (matter: Matter, { rules, gaps, on }: TableToCheck, impossible: readonly TruthTable[]) => {
  const answering = rules.filter((rule) => matter.answeredBy.includes(rule.id) && isValidOn(rule, on))
  const own = gaps.filter((gap) => gap.matter === matter.id).map((gap) => ({ gap, table: tableOf(gap.when), met: 0 }))
  const asks = tableOf(matter.asks)
  const fields = inOrder([
    ...asks.fields,
    ...answering.flatMap((rule) => fieldsOf(rule.when)),
    ...own.flatMap(({ table }) => table.fields),
  ])
  const counts = { combinations: 0, answered: 0, impossible: 0, notAsked: 0, named: 0, silent: 0 }
  const answeredGaps = new Map<string, Facts>()
  let firstSilent: Facts | undefined
  for (const facts of combinationsOf(fields, { unknown: false })) {
    const codes = codesOf(facts)
    counts.combinations++
    if (asks.truth(codes) !== 'yes') counts.notAsked++
    else if (isImpossible(impossible, codes)) counts.impossible++
    else {
      const naming = own.filter(({ table }) => table.truth(codes) === 'yes')
      for (const each of naming) each.met++
      if (answering.some((rule) => rule.table().truth(codes) === 'yes')) {
        counts.answered++
        for (const { gap } of naming) if (!answeredGaps.has(gap.id)) answeredGaps.set(gap.id, facts)
      } else if (naming.length > 0) counts.named++
      else {
        counts.silent++
        firstSilent ??= facts
      }
    }
  }
  const findings: readonly Finding[] = [
    ...(firstSilent
      ? [{ code: 'silent-gap' as const, about: [matter.id], combinations: counts.silent, first: firstSilent }]
      : []),
    ...[...answeredGaps].map(([id, first]) => ({ code: 'gap-is-answered' as const, about: [id], first })),
    ...own.filter(({ met }) => met === 0).map(({ gap }) => ({ code: 'gap-is-empty' as const, about: [gap.id] })),
  ]
  return { ...counts, findings }
}

const isImpossible = (impossible: readonly TruthTable[], codes: Codes): boolean =>
  impossible.some((table) => table.truth(codes) === 'yes')

const inOrder = (fields: readonly Field[]): readonly Field[] => {
  const set = new Set(fields)
  return FIELD_NAMES.filter((field) => set.has(field))
}
