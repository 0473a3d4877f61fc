/** Every hole that is open or being followed on a day, with what this house may do about it: the map of the day beside what happened. Pure. */
import type { Day, OrganisationId } from '../kernel/index.ts'
import {
  type Followed,
  followHole,
  type HoleFact,
  holesOf,
  mayTakeUp,
  type OpenHole,
  type Option,
  optionsFor,
} from './holes.ts'
import type { Reference } from './reference.ts'
import type { EntryFact } from './standing.ts'
import { mapOn } from './todays-map.ts'

export type FollowedHole = {
  readonly hole: OpenHole
  readonly now: Followed
  /** Somebody does it again, by the map of today. */
  readonly closed: boolean
  readonly isOwn: boolean
  readonly mayTakeUp: boolean
  readonly options: readonly Option[]
}

/**
 * The holes of the map on a day, and those that somebody took up and that are filled now: they stay in sight as closed. An agreement with a neighbour closes
 * a hole by itself, because the map calls the neighbour from then on; it opens again on the day on which the neighbour stops.
 */
export const holesToday = (
  reference: Reference,
  facts: { readonly entries: readonly EntryFact[]; readonly holes: readonly HoleFact[] },
  { on, by }: { readonly on: Day; readonly by: OrganisationId },
): readonly FollowedHole[] => {
  const { directory } = mapOn(reference, facts, on)
  const house = reference.organisations.find(({ id }) => id === by)
  const byPlace = Map.groupBy(facts.holes, keyOf)
  const open = holesOf(directory, on)
  const isOpen = new Set(open.map(keyOf))
  const filled = [...byPlace].flatMap(([key, [first]]): readonly OpenHole[] =>
    first && !isOpen.has(key) ? [{ step: first.step, territory: first.territory, municipalities: [] }] : [],
  )
  return [...open, ...filled].map((hole) => {
    const now = followHole(byPlace.get(keyOf(hole)) ?? [], on)
    const closed = !isOpen.has(keyOf(hole))
    const may = !closed && house !== undefined && mayTakeUp(reference, house, hole, on)
    const isOwn = now.owner === by
    return {
      ...{ hole, now, closed, isOwn, mayTakeUp: may },
      options: isOwn && !closed ? optionsFor(directory, hole, on) : [],
    }
  })
}

const keyOf = ({ step, territory }: Pick<OpenHole, 'step' | 'territory'>): string => `${step} ${territory}`
