/** A table through its life: planned, then closed by its chair. One table answers every stage and every fact; a cell less does not compile. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

export const STAGES = ['planned', 'held'] as const
export type Stage = (typeof STAGES)[number]

export const TABLE_FACTS = [
  ...(['table-planned', 'wish-noted', 'seat-asked', 'seat-answered', 'statement-made'] as const),
  ...(['attendance-recorded', 'decision-made', 'action-agreed', 'action-ended'] as const),
  ...(['minutes-fixed', 'minutes-given', 'minutes-corrected'] as const),
] as const
export type TableFactKind = (typeof TABLE_FACTS)[number]

export type StageRefusal = 'table-closed' | 'table-not-closed'
type Move = Stage | StageRefusal

/**
 * What a fact does in a stage: the stage that follows, or why it is refused. After closing nothing of the meeting changes: what somebody
 * agreed to do can still end, a correction is a fact of its own, and a party is given its view anew after one.
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
  },
}

/** The stage after this fact, or the refusal. */
export const move = (stage: Stage, fact: TableFactKind): Outcome<Stage, StageRefusal> => {
  const next = MOVES[stage][fact]
  return next === 'planned' || next === 'held' ? accept(next) : refuse(next)
}
