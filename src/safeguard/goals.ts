/** Each party's goal in its own words, and one that they share: folds over what was said. A new proposal is agreed to anew. Pure. */

/** Who agrees to a shared goal: an organisation, or she herself as an organisation heard her. */
export const HERSELF = 'herself'

export type GoalFact =
  | { readonly kind: 'goal-stated'; readonly by: string; readonly words?: string; readonly on: string }
  | {
      readonly kind: 'shared-goal-proposed'
      readonly id: string
      readonly by: string
      readonly words?: string
      readonly on: string
    }
  | { readonly kind: 'shared-goal-agreed'; readonly goalId: string; readonly by: string; readonly on: string }

export type Goal = { readonly by: string; readonly words?: string; readonly on: string }
export type SharedGoal = Goal & { readonly id: string; readonly agreedBy: readonly string[] }
export type Goals = { readonly own: readonly Goal[]; readonly shared?: SharedGoal }

/** The last goal of each party, in the order in which they first came, and the last shared one with who agrees to it. Oldest fact first. */
export const foldGoals = (facts: readonly GoalFact[]): Goals => {
  const own = new Map<string, Goal>()
  let shared: SharedGoal | undefined
  for (const fact of facts) {
    if (fact.kind === 'goal-stated') own.set(fact.by, wordsOf(fact))
    else if (fact.kind === 'shared-goal-proposed')
      // Whoever proposes agrees; nobody else is taken along to other words than they agreed to.
      shared = { ...wordsOf(fact), id: fact.id, agreedBy: [fact.by] }
    else if (shared && fact.goalId === shared.id && !shared.agreedBy.includes(fact.by))
      shared = { ...shared, agreedBy: [...shared.agreedBy, fact.by] }
  }
  return { own: [...own.values()], ...(shared ? { shared } : {}) }
}

const wordsOf = ({ by, words, on }: { by: string; words?: string; on: string }): Goal => ({
  ...{ by, on },
  ...(words === undefined ? {} : { words }),
})
