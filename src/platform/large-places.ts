/** Places for large bodies: how many are in memory at once, and how many of one account (decision 0055). Pure but for its count. */

/** So many large bodies are in memory at once, whoever sends them. */
export const LARGE_AT_ONCE = 12
/** So many of one account, so that nobody holds everybody else out with a slow line or with many. */
export const LARGE_OF_ONE = 2

export type LargePlace = {
  /** Does the work in this place: it is free again when the work has settled, whatever became of the line. Nothing when the place was left before. */
  within<T>(work: () => Promise<T>): Promise<T | undefined>
  /** Answered or hung up: frees the place, or lets the work that goes on in it free it. */
  leave(): void
}
export type LargePlaces = {
  /** A place for a body of this account, or nothing when all are taken or it has its own. */
  take(account: string): LargePlace | undefined
}

/** Counts places; each that is taken is given back once. */
export const largePlaces = (): LargePlaces => {
  const heldBy = new Map<string, number>()
  let taken = 0
  const take = (account: string): LargePlace | undefined => {
    const held = heldBy.get(account) ?? 0
    if (taken >= LARGE_AT_ONCE || held >= LARGE_OF_ONE) return undefined
    taken += 1
    heldBy.set(account, held + 1)
    return placeWith(() => {
      taken -= 1
      const left = (heldBy.get(account) ?? 1) - 1
      if (left > 0) heldBy.set(account, left)
      else heldBy.delete(account)
    })
  }
  return { take }
}

const placeWith = (giveBack: () => void): LargePlace => {
  let state: 'held' | 'at-work' | 'left' = 'held'
  const free = (): void => {
    if (state !== 'left') giveBack()
    state = 'left'
  }
  return {
    within: async (work) => {
      if (state !== 'held') return undefined
      state = 'at-work'
      try {
        return await work()
      } finally {
        free()
      }
    },
    leave: () => {
      if (state === 'held') free()
    },
  }
}
