/** The victims of one year as directive 2011/36/EU asks them each year, in words of IC-TIP, out of one view of the cube. Pure. */
import { JOINT } from './cube.ts'
import type { CountedCell } from './desk.ts'
import { UNKNOWN } from './facets.ts'

export type DirectiveRow = {
  readonly year: number
  readonly registeringKind: string
  readonly sex: string
  readonly age: 'child' | 'adult' | 'unknown'
  /** Own country, another one of the European Union, another one. */
  readonly citizenship: 'national' | 'eu' | 'third-country' | 'unknown'
  readonly form: string
  readonly persons: number
}

/** Adds the finer cells of the cube up to what is asked; in the order of its columns, never by size. */
export const directiveRows = (cells: readonly CountedCell[]): readonly DirectiveRow[] => {
  const rows = new Map<string, DirectiveRow>()
  for (const { year, key, persons } of cells) {
    const [reporter = UNKNOWN, sex = UNKNOWN, age = UNKNOWN, nationality = UNKNOWN, form = UNKNOWN] = inOwnOrder(key)
    const row = {
      year,
      registeringKind: reporter,
      sex,
      age: childOrAdult(age),
      citizenship: citizenshipOf(nationality),
      form,
    }
    const mark = Object.values(row).join(JOINT)
    rows.set(mark, { ...row, persons: (rows.get(mark)?.persons ?? 0) + persons })
  }
  return [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
}
// The view keeps its values as it names its dimensions: reporter, sex, age, nationality, form.
const inOwnOrder = (key: string): readonly string[] => key.split(JOINT)

const childOrAdult = (group: string): DirectiveRow['age'] => {
  if (group === UNKNOWN) return 'unknown'
  return group === '0-11' || group === '12-17' ? 'child' : 'adult'
}
const citizenshipOf = (group: string): DirectiveRow['citizenship'] => {
  if (group === UNKNOWN) return 'unknown'
  if (group === 'nl') return 'national'
  return group === 'eu' ? 'eu' : 'third-country'
}
