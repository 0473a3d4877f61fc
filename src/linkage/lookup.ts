/** When a look-up may be asked. Everything here is checked again by the database (policy `with_ground` on linkage.lookup). */
import type { Outcome, WorkFunction } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'

export type LookUpRequest = {
  readonly groundId?: string
  readonly purpose?: string
  readonly caseReference?: string
}
export type LookUpRefusal =
  | 'lookup-without-ground'
  | 'lookup-without-purpose'
  | 'lookup-without-case'
  | 'lookup-budget-spent'

/** Look-ups of the last 24 hours. Budgets are per person who looks and per organisation (decision 1); the figures are ours. */
export type Spent = { readonly byActor: number; readonly byOrganisation: number }
export const NOTHING_SPENT: Spent = { byActor: 0, byOrganisation: 0 }
export const LOOKUP_BUDGET = { actorPerDay: 40, organisationPerDay: 400 } as const

/** Functions that may ask at all: those who work with the person. */
export const MAY_LOOK_UP: readonly WorkFunction[] = ['care-coordinator', 'investigator']

/** Accepts a request that says why and for which case, within the budget. Refuses with what is missing first. */
export const mayLookUp = (request: LookUpRequest, spent: Spent): Outcome<Required<LookUpRequest>, LookUpRefusal> => {
  if (!request.groundId) return refuse('lookup-without-ground')
  if (!request.purpose) return refuse('lookup-without-purpose')
  if (!request.caseReference?.trim()) return refuse('lookup-without-case')
  if (spent.byActor >= LOOKUP_BUDGET.actorPerDay)
    return refuse('lookup-budget-spent', { most: LOOKUP_BUDGET.actorPerDay })
  if (spent.byOrganisation >= LOOKUP_BUDGET.organisationPerDay)
    return refuse('lookup-budget-spent', { most: LOOKUP_BUDGET.organisationPerDay })
  return accept({ groundId: request.groundId, purpose: request.purpose, caseReference: request.caseReference })
}
