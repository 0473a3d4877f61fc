/** Who may decide on a destruction, and when it goes through: two people, one of them the privacy officer, nobody twice. */
import { accept, addDays, type Day, type Outcome, refuse } from '../kernel/index.ts'
import { HOLD_DAYS_MAX, type HoldReason } from './retention.ts'

export type Approval = { readonly actor: string; readonly function: string }
export type Destruction = {
  readonly stage: 'due' | 'listed' | 'held' | 'erased'
  readonly dueOn: Day
  readonly heldUntil?: Day
  /** Since it was last held; in the order in which they came. */
  readonly approvals: readonly Approval[]
}
export type Decider = { readonly actor: string; readonly function: string; readonly today: Day }

export const OFFICER = 'privacy-officer'
export const PEOPLE = 2

export type ApprovalProblem =
  | 'destruction-done'
  | 'destruction-not-due'
  | 'destruction-held'
  | 'destruction-approved-by-you'
  | 'destruction-needs-officer'

/** What an approval by this person does: it waits for another, or it is the last and everything is destroyed. */
export const approve = (of: Destruction, by: Decider): Outcome<'waits' | 'erases', ApprovalProblem> => {
  if (of.stage === 'erased') return refuse('destruction-done')
  if (of.dueOn > by.today) return refuse('destruction-not-due')
  if (of.stage === 'held' && of.heldUntil !== undefined && of.heldUntil >= by.today) return refuse('destruction-held')
  if (of.approvals.some(({ actor }) => actor === by.actor)) return refuse('destruction-approved-by-you')
  const people = [...of.approvals, by]
  if (people.length < PEOPLE) return accept('waits')
  return people.some((each) => each.function === OFFICER) ? accept('erases') : refuse('destruction-needs-officer')
}

export type HoldProblem = 'destruction-done' | 'hold-period-not-possible'

/** Holding takes a reason and a day until which; approvals of before do not count any more. */
export const hold = (
  of: Destruction,
  asked: { readonly reason: HoldReason; readonly until: Day },
  by: Decider,
): Outcome<{ readonly reason: HoldReason; readonly until: Day }, HoldProblem> => {
  if (of.stage === 'erased') return refuse('destruction-done')
  if (asked.until <= by.today || asked.until > addDays(by.today, HOLD_DAYS_MAX))
    return refuse('hold-period-not-possible')
  return accept(asked)
}
