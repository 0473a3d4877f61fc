/** The rules about conflicts and the terms of data/safeguard/, read once. A row that nobody can read is a fault of ours. */
import conflictsFile from '../../data/safeguard/conflicts.json' with { type: 'json' }
import termsFile from '../../data/safeguard/terms.json' with { type: 'json' }
import { parseDay } from '../kernel/index.ts'
import type { Condition, ConflictRule } from './conflicts.ts'
import { ACCORDS, BECAUSE, DECISION_KINDS } from './interest.ts'

const CONDITIONS: readonly (keyof Condition)[] = [
  ...(['kinds', 'because', 'accords', 'letters', 'minor', 'waitsForMoney', 'givesBed'] as const),
  ...(['wishNotFree', 'wishOlderThanDays'] as const),
]
const STATES = ['law', 'agreed', 'proposed', 'unreviewed']

const isAmong = (given: unknown, known: readonly string[]): boolean =>
  given === undefined ||
  (Array.isArray(given) && given.length > 0 && given.every((each) => known.includes(String(each))))

/** Reads the table; throws at a condition, code, state or day that does not exist, and at a row without source. */
export const readConflicts = (given: unknown): readonly ConflictRule[] => {
  const { conflicts } = given as { conflicts: readonly ConflictRule[] }
  for (const { id, when, state, valid_from, source, title, sentence } of conflicts) {
    const unknown = Object.keys(when).find((each) => !CONDITIONS.includes(each as keyof Condition))
    const readable =
      unknown === undefined &&
      when.kinds !== undefined &&
      isAmong(when.kinds, DECISION_KINDS) &&
      isAmong(when.because, BECAUSE) &&
      isAmong(when.accords, ACCORDS) &&
      STATES.includes(state) &&
      parseDay(valid_from) !== undefined &&
      [source, title?.nl, title?.en, sentence?.nl, sentence?.en].every(
        (each) => typeof each === 'string' && each !== '',
      )
    if (!readable) throw new RangeError(`the conflict ${id} cannot be read`)
  }
  return conflicts
}

export const CONFLICTS = readConflicts(conflictsFile)

const { owedDays, againstWishDays, secondLookDays, statementStandsDays } = termsFile.terms
/** In days; each with its source and state in data/safeguard/terms.json. */
export const TERMS = {
  owed: owedDays.days,
  againstWish: againstWishDays.days,
  secondLook: secondLookDays.days,
  stands: statementStandsDays.days,
} as const
