/** A table through its life: planned, then closed by its chair or called off. One table answers every stage and every fact; a cell less does not compile. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

export const STAGES = ['planned', 'held', 'called-off'] as const
export type Stage = (typeof STAGES)[number]

export const TABLE_FACTS = [
  ...(['table-planned', 'wish-noted', 'seat-asked', 'seat-answered', 'statement-made'] as const),
  ...(['attendance-recorded', 'decision-made', 'action-agreed', 'action-ended'] as const),
  ...(['minutes-fixed', 'minutes-given', 'minutes-corrected'] as const),
  ...(['table-moved', 'table-called-off'] as const),
] as const
export type TableFactKind = (typeof TABLE_FACTS)[number]

export type StageRefusal = 'table-closed' | 'table-not-closed' | 'table-was-called-off'
type Move = Stage | StageRefusal

/**
 * What a fact does in a stage: the stage that follows, or why it is refused. After closing nothing of the meeting changes: what somebody
 * agreed to do can still end, also of a table that was called off; a correction is a fact of its own, and a party is given its view anew after one.
 */
export const MOVES: Readonly<Record<Stage, Readonly<Record<TableFactKind, Move>>>> = {
  planned: {
    'table-planned': 'planned',
    'wish-noted': 'planned',
    'seat-asked': 'planned',
    'seat-answered': 'planned',
    'statement-made': 'planned',
    'attendance-recorded': 'planned',
    'decision-made': 'planned',
    'action-agreed': 'planned',
    'action-ended': 'planned',
    'minutes-fixed': 'held',
    'minutes-given': 'table-not-closed',
    'minutes-corrected': 'table-not-closed',
    'table-moved': 'planned',
    'table-called-off': 'called-off',
  },
  held: {
    'table-planned': 'table-closed',
    'wish-noted': 'table-closed',
    'seat-asked': 'table-closed',
    'seat-answered': 'table-closed',
    'statement-made': 'table-closed',
    'attendance-recorded': 'table-closed',
    'decision-made': 'table-closed',
    'action-agreed': 'table-closed',
    'action-ended': 'held',
    'minutes-fixed': 'table-closed',
    'minutes-given': 'held',
    'minutes-corrected': 'held',
    'table-moved': 'table-closed',
    'table-called-off': 'table-closed',
  },
  'called-off': {
    'table-planned': 'table-was-called-off',
    'wish-noted': 'table-was-called-off',
    'seat-asked': 'table-was-called-off',
    'seat-answered': 'table-was-called-off',
    'statement-made': 'table-was-called-off',
    'attendance-recorded': 'table-was-called-off',
    'decision-made': 'table-was-called-off',
    'action-agreed': 'table-was-called-off',
    'action-ended': 'called-off',
    'minutes-fixed': 'table-was-called-off',
    'minutes-given': 'table-was-called-off',
    'minutes-corrected': 'table-was-called-off',
    'table-moved': 'table-was-called-off',
    'table-called-off': 'table-was-called-off',
  },
}

const isStage = (next: Move): next is Stage => (STAGES as readonly string[]).includes(next)

/** The stage after this fact, or the refusal. */
export const move = (stage: Stage, fact: TableFactKind): Outcome<Stage, StageRefusal> => {
  const next = MOVES[stage][fact]
  return isStage(next) ? accept(next) : refuse(next)
}
