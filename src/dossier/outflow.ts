/**
 * Moving on from shelter, planned when she comes in: her wish first, then where to, what home, who does what by when. That somebody came in and left
 * are days and nothing else: which house it is stands nowhere here. No plan after six weeks is a missed norm of those who help (N35), never hers.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import type { HousingAnswer } from './housing-route.ts'

export const OUTFLOW_GOALS = [
  'own-home',
  'with-others',
  'sheltered-living',
  'other-shelter',
  'abroad',
  'not-known-yet',
] as const
export type OutflowGoal = (typeof OUTFLOW_GOALS)[number]
export const HOME_NEEDS = [
  'alone',
  'with-children',
  'step-free',
  'far-from-danger',
  'secret-address',
  'help-at-home',
] as const
export type HomeNeed = (typeof HOME_NEEDS)[number]
export const OUTFLOW_TASKS = [
  'ask-wish-again',
  'name-municipality',
  'register-for-housing',
  'apply-for-urgency',
  'settle-income',
  'settle-insurance',
  'settle-address',
  'ask-support',
  'agree-aftercare',
] as const
export type OutflowTask = (typeof OUTFLOW_TASKS)[number]
export const OUTFLOW_DOERS = ['care-coordinator', 'shelter', 'municipality', 'landlord', 'lawyer', 'person'] as const
export type OutflowDoer = (typeof OUTFLOW_DOERS)[number]

export type PlannedTask = {
  readonly task: OutflowTask
  readonly who: OutflowDoer
  readonly by: Day
  readonly done: boolean
}
export type OutflowPlan = {
  /** In her own words; absent when she does not want to say it now. */
  readonly wish?: string
  readonly goal: OutflowGoal
  readonly needs: readonly HomeNeed[]
  /** Where she will live. */
  readonly municipality?: string
  readonly leftHome: HousingAnswer
  readonly ordinance: HousingAnswer
  readonly tasks: readonly PlannedTask[]
}

/** What is recorded of it, in chapters; none of it holds a field. */
export const OUTFLOW_KINDS = ['shelter-admitted', 'shelter-left', 'outflow-plan-made', 'outflow-plan-begun'] as const

/** One stay in shelter: days and no place. */
export type ShelterStay = { readonly admitted: Day; readonly left?: Day }
export type StayFact = { readonly kind: 'shelter-admitted' | 'shelter-left'; readonly on: Day }

/** A plan without a municipality that receives her has begun and does not yet keep the norm (N35), unless she goes abroad. */
export const planKind = ({ goal, municipality }: Pick<OutflowPlan, 'goal' | 'municipality'>) =>
  municipality !== undefined || goal === 'abroad' ? ('outflow-plan-made' as const) : ('outflow-plan-begun' as const)

/** The stays, oldest first; what does not fit (left without having come in) changes nothing. */
export const staysOf = (facts: readonly StayFact[]): readonly ShelterStay[] => {
  const stays: ShelterStay[] = []
  for (const { kind, on } of facts) {
    const last = stays.at(-1)
    const isIn = last !== undefined && last.left === undefined
    if (kind === 'shelter-admitted' && !isIn) stays.push({ admitted: on })
    if (kind === 'shelter-left' && isIn && on >= last.admitted) stays[stays.length - 1] = { ...last, left: on }
  }
  return stays
}

export type StayProblem = 'in-shelter-already' | 'not-in-shelter' | 'left-before-admitted' | 'admitted-before-left'

/** May this be written down? Nobody comes in twice, leaves without having come in, or comes in again before having left. */
export const checkStay = (stays: readonly ShelterStay[], fact: StayFact): Outcome<true, StayProblem> => {
  const last = stays.at(-1)
  const isIn = last !== undefined && last.left === undefined
  if (fact.kind === 'shelter-admitted') {
    if (isIn) return refuse('in-shelter-already')
    return last?.left !== undefined && fact.on < last.left
      ? refuse('admitted-before-left', { left: last.left })
      : accept(true)
  }
  if (!isIn) return refuse('not-in-shelter')
  return fact.on < last.admitted ? refuse('left-before-admitted', { admitted: last.admitted }) : accept(true)
}

export type PlanProblem =
  | 'wish-first'
  | 'not-in-shelter'
  | 'plan-before-admitted'
  | 'plan-needs-municipality'
  | 'plan-task-over'

/** Where nobody in a Dutch municipality receives her, or it is not known yet, none has to be named. */
const WITHOUT_MUNICIPALITY: readonly OutflowGoal[] = ['abroad', 'not-known-yet']

/**
 * May this plan be written down? Her wish comes first: in her words, or that she does not want to say it now, which is as good an answer. Norm N35
 * asks for the municipality that receives her. A task is due after the day of the plan, unless it is done.
 */
export const checkPlan = (
  plan: OutflowPlan,
  about: { readonly on: Day; readonly wishNotNow: boolean; readonly stays: readonly ShelterStay[] },
): Outcome<true, PlanProblem> => {
  const stay = about.stays.at(-1)
  if (!stay || stay.left !== undefined) return refuse('not-in-shelter')
  if (about.on < stay.admitted) return refuse('plan-before-admitted', { admitted: stay.admitted })
  if (!plan.wish?.trim() && !about.wishNotNow) return refuse('wish-first')
  if (plan.municipality === undefined && !WITHOUT_MUNICIPALITY.includes(plan.goal))
    return refuse('plan-needs-municipality')
  const over = plan.tasks.find(({ by, done }) => !done && by < about.on)
  return over ? refuse('plan-task-over', { by: over.by }) : accept(true)
}

/** What of a plan still waits, the first due on top. */
export const openTasksOf = (plan: Pick<OutflowPlan, 'tasks'>): readonly PlannedTask[] =>
  plan.tasks.filter(({ done }) => !done).toSorted((one, other) => one.by.localeCompare(other.by))
