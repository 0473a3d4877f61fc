import type { Day } from '../kernel/index.ts'
import type { LetterKind } from './rule.ts'

type Draw = (letter: LetterKind, on: Day) => Promise<Buffer>

/** Nobody's data is in a blank letter and it changes by the day alone: drawn once for each letter and day, however many ask at once. */
export const keptBlanks = (draw: Draw): Draw => {
  const kept = new Map<LetterKind, { readonly on: Day; readonly drawn: Promise<Buffer> }>()
  return async (letter, on) => {
    const last = kept.get(letter)
    if (last?.on === on) return last.drawn
    const drawn = draw(letter, on)
    kept.set(letter, { on, drawn })
    try {
      return await drawn
    } catch (fault) {
      // What could not be drawn is drawn anew for who asks next.
      kept.delete(letter)
      throw fault
    }
  }
}
