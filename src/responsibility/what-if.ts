/**
 * What if. For one person: what the rules would say when facts change on a day. For a change of the rules: which verdicts would become
 * different, as counts and without anybody in them; a rule that did not change decides nothing differently, so only changed ones are asked.
 */
import type { Day } from '../kernel/index.ts'
import { fieldsOf } from './conditions.ts'
import { decideResponsibility, type Verdict } from './decide-responsibility.ts'
import type { Facts, Field } from './facts.ts'
import { isValidOn, type Rule } from './rule.ts'
import { codesOf, combinationsOf, countCombinations } from './truth-table.ts'

/** Facts that become otherwise; null makes one unknown. */
export type FactChanges = { readonly [F in Field]?: Facts[F] | null }

export type WhatIf = {
  readonly on: Day
  readonly before: Verdict
  readonly after: Verdict
  readonly starts: readonly Rule[]
  readonly stops: readonly Rule[]
  readonly stays: readonly Rule[]
}

/** The verdict on a day as things are and as they would be. Nothing is kept: it is a question, no decision. */
export const whatIfFacts = (rules: readonly Rule[], facts: Facts, changes: FactChanges, on: Day): WhatIf => {
  const before = decideResponsibility(rules, facts, on)
  const after = decideResponsibility(rules, changedFacts(facts, changes), on)
  const [had, has] = [before, after].map(({ certain }) => certain.map(({ rule }) => rule)) as [Rule[], Rule[]] // safe: two in, two out
  return {
    on,
    before,
    after,
    starts: has.filter((rule) => !had.includes(rule)),
    stops: had.filter((rule) => !has.includes(rule)),
    stays: has.filter((rule) => had.includes(rule)),
  }
}

const changedFacts = (facts: Facts, changes: FactChanges): Facts =>
  // Safe: every pair is a field with a value of it, from one of two Facts; null takes one away.
  Object.fromEntries(Object.entries({ ...facts, ...changes }).filter(([, value]) => value !== null)) as Facts

/** One rule before and after a change, by its id; absent where it did not stand or does not hold on the day. */
export type RuleChange = { readonly id: string; readonly before?: Rule; readonly after?: Rule }

/** The rules that a change touches on a day. */
export const changedRules = (before: readonly Rule[], after: readonly Rule[], on: Day): readonly RuleChange[] => {
  const holding = (rules: readonly Rule[]) =>
    new Map(rules.filter((rule) => isValidOn(rule, on)).map((rule) => [rule.id, rule]))
  const [had, has] = [holding(before), holding(after)]
  return [...new Set([...had.keys(), ...has.keys()])]
    .sort()
    .map(
      (id) =>
        ({ id, ...(had.get(id) && { before: had.get(id) }), ...(has.get(id) && { after: has.get(id) }) }) as RuleChange,
    ) // safe: undefined is left out
    .filter((change) => textOf(change.before) !== textOf(change.after))
}

/** All of a rule that a verdict can show; not its version or the day on which it was read. */
const textOf = (rule: Rule | undefined): string => {
  if (!rule) return ''
  const { version: _version, validFrom: _from, validUntil: _until, table: _table, ...shown } = rule
  return JSON.stringify(shown, (key, value) => (key === 'readOn' ? undefined : value))
}

export type RuleDifference = {
  readonly rule: string
  /** On every combination of the fields of both versions. */
  readonly combinations: number
  readonly starts: number
  readonly stops: number
  readonly firstStart?: Facts
  readonly firstStop?: Facts
  /** What a verdict says with this rule, where it speaks before and after. */
  readonly saysOtherwise: readonly string[]
}

const SAID = [
  'responsible',
  'municipality',
  'payer',
  'step',
  'term',
  'obstacle',
  'avoid',
  'call',
  'letters',
  'opens',
  'sources',
  'certainty',
  'state',
] as const

/** What a change of the rules decides differently, on every combination that a rule can be asked. */
export const differencesOf = (before: readonly Rule[], after: readonly Rule[], on: Day): readonly RuleDifference[] =>
  changedRules(before, after, on).map((change) => {
    const fields = [...new Set([change.before, change.after].flatMap((rule) => (rule ? fieldsOf(rule.when) : [])))]
    const found = { starts: 0, stops: 0 } as { starts: number; stops: number; firstStart?: Facts; firstStop?: Facts }
    for (const facts of combinationsOf(fields, { unknown: false })) {
      const codes = codesOf(facts)
      const [had, has] = [speaks(change.before, codes), speaks(change.after, codes)]
      if (has && !had) {
        found.starts++
        found.firstStart ??= facts
      }
      if (had && !has) {
        found.stops++
        found.firstStop ??= facts
      }
    }
    const saysOtherwise = SAID.filter((part) => saidOf(change.before, part) !== saidOf(change.after, part))
    return {
      rule: change.id,
      combinations: countCombinations(fields, { unknown: false }),
      ...found,
      saysOtherwise: change.before && change.after ? saysOtherwise : [],
    }
  })

// A sentence carries its sources along; they are compared once, as the sources of the rule.
const saidOf = (rule: Rule | undefined, part: (typeof SAID)[number]): string | undefined =>
  JSON.stringify(rule?.[part], (key, value) => (key === 'sources' && part !== 'sources' ? undefined : value))

const speaks = (rule: Rule | undefined, codes: Uint8Array): boolean => rule?.table().truth(codes) === 'yes'

export type WhatIfCounts = {
  readonly dossiers: number
  readonly changed: number
  readonly rules: readonly {
    readonly rule: string
    readonly starts: number
    readonly stops: number
    readonly saysOtherwise: number
  }[]
  /** Had a certain roof and would have none; the reverse. */
  readonly losesShelter: number
  readonly gainsShelter: number
}

/** How many verdicts a change of the rules would make different. Counts alone: nobody can be found in it by its answer. */
export const whatIfRules = (
  before: readonly Rule[],
  after: readonly Rule[],
  dossiers: Iterable<Facts>,
  on: Day,
): WhatIfCounts => {
  const changes = changedRules(before, after, on).map((change) => ({ change, starts: 0, stops: 0, saysOtherwise: 0 }))
  const counts = { dossiers: 0, changed: 0, losesShelter: 0, gainsShelter: 0 }
  for (const facts of dossiers) {
    counts.dossiers++
    const codes = codesOf(facts)
    let isChanged = false
    for (const each of changes) {
      const [had, has] = [speaks(each.change.before, codes), speaks(each.change.after, codes)]
      if (has && !had) each.starts++
      else if (had && !has) each.stops++
      else if (has) each.saysOtherwise++
      isChanged ||= had || has
    }
    if (!isChanged) continue
    counts.changed++
    if (facts.needShelter !== 'yes') continue
    const [had, has] = [hasRoof(before, facts, on), hasRoof(after, facts, on)]
    if (had && !has) counts.losesShelter++
    if (has && !had) counts.gainsShelter++
  }
  return {
    ...counts,
    rules: changes.map(({ change, starts, stops, saysOtherwise }) => ({
      rule: change.id,
      starts,
      stops,
      saysOtherwise,
    })),
  }
}

const hasRoof = (rules: readonly Rule[], facts: Facts, on: Day): boolean =>
  decideResponsibility(rules, facts, on).certain.some(({ rule }) => rule.topic === 'shelter' || rule.topic === 'youth')
