/** What of money stands in the facts of a file: SQL in, domain out. Facts that this house cannot open are not there. */
import { sql } from 'kysely'
import { type Day, parseDay } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { latestFields } from './chapter.ts'
import { heldDossiers, notesOf, readFactsWhere, type TimelineFact } from './dossier.store.ts'
import { HOUSING_ANSWERS } from './housing-route.ts'
import { MONEY_BOOK } from './money-book.store.ts'
import { MONEY_ACTS, MONEY_OUTCOMES, stepOn } from './money-book.ts'
import {
  GRANT_ENDS,
  heldMoney,
  type MoneyClock,
  type MoneyFact,
  type MoneyHeld,
  type MoneyPerson,
} from './money-course.ts'
import {
  HOME_NEEDS,
  OUTFLOW_DOERS,
  OUTFLOW_GOALS,
  OUTFLOW_KINDS,
  OUTFLOW_TASKS,
  type OutflowPlan,
  openTasksOf,
  type PlannedTask,
  type ShelterStay,
  staysOf,
} from './outflow.ts'

/** Recorded when no norm reads the act under a name of its own. */
export const MONEY_NOTED = 'money-step-noted'
export const MONEY_TAKEN_BACK = 'money-step-taken-back'

const textIn = (opened: unknown, name: string): string | undefined => {
  const found = typeof opened === 'object' && opened !== null ? (opened as Record<string, unknown>)[name] : undefined
  return typeof found === 'string' ? found : undefined
}

/** The acts that were written down, oldest first, without what was taken back. */
export const moneyFactsIn = (facts: readonly TimelineFact[]): readonly MoneyFact[] => {
  const back = new Set(
    facts.flatMap(({ kind, payload }) => (kind === MONEY_TAKEN_BACK ? [payload['takenBackId']] : [])),
  )
  return facts.flatMap((fact) => {
    const { moneyStep, act } = fact.payload
    const known = MONEY_ACTS.find((each) => each === act)
    if (typeof moneyStep !== 'string' || !known || back.has(fact.id)) return []
    if (fact.sealed && fact.opened === undefined) return []
    const outcome = MONEY_OUTCOMES.find((each) => each === textIn(fact.opened, 'outcome'))
    const [until, municipality] = [parseDay(textIn(fact.opened, 'until') ?? ''), textIn(fact.opened, 'municipality')]
    return [
      {
        ...{ id: fact.id, step: moneyStep, act: known, on: fact.happened },
        ...(outcome ? { outcome } : {}),
        ...(until ? { until } : {}),
        ...(municipality ? { municipality } : {}),
      },
    ]
  })
}

/** What the steps ask of a person, out of what this reader may read. */
export const moneyPersonIn = (facts: readonly TimelineFact[]): MoneyPerson => {
  const notes = notesOf(facts)
  const lastOf = (chapter: string, field: string): string | undefined =>
    latestFields(notes.filter((each) => each.chapter === chapter)).find((each) => each.field === field)?.value
  const [letter, birth] = [lastOf('residence', 'letter'), parseDay(lastOf('identity', 'birth-date') ?? '')]
  return { ...(letter ? { letter } : {}), ...(birth ? { birth } : {}) }
}

/** The permit beside the letter, as it was noted last. */
export const permitIn = (facts: readonly TimelineFact[]): string | undefined =>
  latestFields(notesOf(facts).filter(({ chapter }) => chapter === 'residence')).find(({ field }) => field === 'permit')
    ?.value

/** Every round of money of a file with its clocks today. */
export const heldMoneyIn = (facts: readonly TimelineFact[], today: Day): readonly MoneyHeld[] =>
  heldMoney(MONEY_BOOK, moneyFactsIn(facts), { today, person: moneyPersonIn(facts) })

export const staysIn = (facts: readonly TimelineFact[]): readonly ShelterStay[] =>
  staysOf(
    facts.flatMap(({ kind, happened: on }) =>
      kind === 'shelter-admitted' || kind === 'shelter-left' ? [{ kind, on }] : [],
    ),
  )

export type StandingPlan = OutflowPlan & { readonly id: string; readonly on: Day; readonly by: string }

/** The newest plan that this reader can open; undefined when there is none or its key is not here. */
export const planIn = (facts: readonly TimelineFact[]): StandingPlan | undefined => {
  const fact = facts.findLast(
    ({ kind, opened }) => (kind === 'outflow-plan-made' || kind === 'outflow-plan-begun') && opened !== undefined,
  )
  if (!fact) return undefined
  const { needs, tasks } = fact.opened as { needs?: unknown; tasks?: unknown }
  const answerOf = (name: string) => HOUSING_ANSWERS.find((each) => each === textIn(fact.opened, name)) ?? 'unknown'
  const [wish, municipality] = [textIn(fact.opened, 'wish'), textIn(fact.opened, 'municipality')]
  return {
    ...{ id: fact.id, on: fact.happened, by: fact.by },
    ...(wish ? { wish } : {}),
    goal: OUTFLOW_GOALS.find((each) => each === textIn(fact.opened, 'goal')) ?? 'not-known-yet',
    needs: HOME_NEEDS.filter((each) => Array.isArray(needs) && needs.includes(each)),
    ...(municipality ? { municipality } : {}),
    ...{ leftHome: answerOf('leftHome'), ordinance: answerOf('ordinance') },
    tasks: Array.isArray(tasks) ? tasks.flatMap(taskIn) : [],
  }
}

const taskIn = (given: unknown): readonly PlannedTask[] => {
  const task = OUTFLOW_TASKS.find((each) => each === textIn(given, 'task'))
  const who = OUTFLOW_DOERS.find((each) => each === textIn(given, 'who'))
  const by = parseDay(textIn(given, 'by') ?? '')
  return task && who && by ? [{ task, who, by, done: (given as { done?: unknown }).done === true }] : []
}

export type DueMoney =
  | { readonly kind: 'money-term'; readonly dossierId: string; readonly clock: MoneyClock; readonly due: Day }
  | { readonly kind: 'outflow-task'; readonly dossierId: string; readonly task: PlannedTask; readonly due: Day }

/**
 * What of money and of plans for moving on is due up to a day, in all files that the own house holds: terms that run or are late, what ends, and
 * tasks that wait. A right that lapsed long ago waits for nobody any more. Three queries, however many files.
 */
export const dueMoney = async (work: Work, until: Day, limit: number): Promise<readonly DueMoney[]> => {
  const ids = await heldDossiers(work, limit)
  if (ids.length === 0) return []
  const factsOf = await readFactsWhere(
    work,
    ids,
    sql<boolean>`(payload ? 'moneyStep' or kind = any(${[...OUTFLOW_KINDS, 'residence-letter-noted']}::text[])
      or (kind = 'chapter-noted' and chapter = 'identity'))`,
  )
  return [...factsOf].flatMap(([dossierId, facts]): readonly DueMoney[] => [
    ...heldMoneyIn(facts, work.today)
      .flatMap(({ clocks }) => clocks)
      .filter(({ state, due }) => due <= until && (state === 'running' || state === 'late'))
      .map((clock) => ({ kind: 'money-term' as const, dossierId, clock, due: clock.due })),
    ...openTasksIn(facts)
      .filter(({ by }) => by <= until)
      .map((task) => ({ kind: 'outflow-task' as const, dossierId, task, due: task.by })),
  ])
}

/** Tasks that wait, while she is in shelter: who moved on has another plan. */
export const openTasksIn = (facts: readonly TimelineFact[]): readonly PlannedTask[] => {
  const [plan, stay] = [planIn(facts), staysIn(facts).at(-1)]
  return plan && stay && stay.left === undefined && plan.on >= stay.admitted ? openTasksOf(plan) : []
}

/** What is due in words: the step and its term, or the last day of what was granted. */
export const clockTitle = ({ step, term, from }: MoneyClock): { readonly nl: string; readonly en: string } => {
  const row = stepOn(MONEY_BOOK, step, from)?.title ?? { nl: step, en: step }
  const of = term?.title ?? GRANT_ENDS
  return { nl: `${row.nl}: ${lower(of.nl)}`, en: `${row.en}: ${lower(of.en)}` }
}
const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`
