/**
 * The list of one person's day over everything that waits: what is a risk first, then what is late, then by the clock. And whose a thing is
 * today: divided within a desk, with who stands in for whom. Nothing is moved when somebody is away, so nothing has to come back.
 */
import { addDays, type Day } from '../kernel/index.ts'

export const THING_KINDS = [
  ...([
    'watch',
    'list-offer',
    'list-bed',
    'death-told',
    'hit',
    'person-request',
    'second-look',
    'owed-statement',
    'clock',
    'table-action',
    'ask-again',
  ] as const),
  ...(['money-term', 'outflow-task'] as const),
  'attendance',
] as const
export type ThingKind = (typeof THING_KINDS)[number]

/** Something that waits. `subject` is what somebody takes: the file, or the thing itself where this house has no file of it. */
export type Thing = {
  readonly kind: ThingKind
  readonly id: string
  readonly subject: string
  readonly dossier?: string
  readonly due: Day
}

export const URGENCIES = ['out-of-sight', 'late', 'today', 'soon', 'later'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A reminder by itself: so many days before a clock ends a thing counts as soon. A proposal that nobody signed. */
export const SOON_DAYS = 3

/** Somebody out of sight is a risk whatever the clock says; a day on which one asked to be reminded counts as today. */
export const urgencyOf = (thing: Pick<Thing, 'kind' | 'due'>, today: Day, remindOn?: Day): Urgency => {
  if (thing.kind === 'watch') return 'out-of-sight'
  if (thing.due < today) return 'late'
  if (thing.due === today || (remindOn !== undefined && remindOn <= today)) return 'today'
  return thing.due <= addDays(today, SOON_DAYS) ? 'soon' : 'later'
}

export type Placed = Thing & { readonly urgency: Urgency }

const order = (one: Placed, other: Placed): number =>
  URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) ||
  one.due.localeCompare(other.due) ||
  THING_KINDS.indexOf(one.kind) - THING_KINDS.indexOf(other.kind) ||
  one.id.localeCompare(other.id)

/** Risk first, then the clock; of equal ones always in the same order. */
export const inOrder = <T extends Placed>(things: readonly T[]): readonly T[] => things.toSorted(order)

/** Who of a desk is away on this day, and who stands in. */
export type Away = { readonly actor: string; readonly standIn?: string }

export type Whose =
  | { readonly whose: 'own' }
  /** Mine for as long as a colleague is away. */
  | { readonly whose: 'stand-in'; readonly for: string }
  | { readonly whose: 'colleague'; readonly actor: string }
  /** Nobody took it, or who did is away or gone and nobody stands in. */
  | { readonly whose: 'nobody'; readonly away?: string }

/**
 * Whose a thing is for who looks. `takenBy` is who took it; `desk` are the people who work at this desk today. Who stands in and is away too
 * does not hand on: then it is nobody's, and everybody of the desk sees that.
 */
export const whoseIs = (
  takenBy: string | undefined,
  me: string,
  { desk, away }: { readonly desk: ReadonlySet<string>; readonly away: readonly Away[] },
): Whose => {
  if (takenBy === undefined || !desk.has(takenBy)) return { whose: 'nobody' }
  const absence = away.find(({ actor }) => actor === takenBy)
  if (!absence) return takenBy === me ? { whose: 'own' } : { whose: 'colleague', actor: takenBy }
  const { standIn } = absence
  const covers = standIn !== undefined && desk.has(standIn) && !away.some(({ actor }) => actor === standIn)
  if (!covers) return { whose: 'nobody', away: takenBy }
  return standIn === me ? { whose: 'stand-in', for: takenBy } : { whose: 'colleague', actor: standIn }
}

/** What stands on somebody's own list: what is a colleague's is not. */
export const isOnOwnList = ({ whose }: Whose): boolean => whose !== 'colleague'
