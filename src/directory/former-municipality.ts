/**
 * Codes of municipalities that no longer exist (data/geo/merged-municipalities.json). A merged one leads to its new one, with the day; one
 * that was split among several leads to none, because nobody can say which was meant; any other is unknown. Nothing is guessed.
 */
import formerFile from '../../data/geo/merged-municipalities.json' with { type: 'json' }
import { accept, type Day, day, type Outcome, refuse } from '../kernel/index.ts'
import type { Municipality } from './municipality.ts'

export type PlacedMunicipality = {
  readonly municipality: Municipality
  /** The code that was given, when that municipality was merged into this one. */
  readonly merged?: { readonly code: string; readonly name: string; readonly on: Day }
}

export type PlacingRefusal = 'municipality-unknown' | 'municipality-split'

/** The municipality of today for a code. Refuses a code that never was one, and one that was split. */
export const placeMunicipality = (
  municipalities: readonly Municipality[],
  code: string,
): Outcome<PlacedMunicipality, PlacingRefusal> => {
  const find = (wanted: string) => municipalities.find((each) => each.code === wanted)
  const municipality = find(code)
  if (municipality) return accept({ municipality })
  const split = formerFile.split.find((each) => each.code === code)
  if (split) {
    const into = split.into.map((each) => find(each)?.name ?? each).join(', ')
    return refuse('municipality-split', { name: split.name, day: split.on, into })
  }
  const former = formerFile.merged.find((each) => each.code === code)
  const current = former && find(former.into)
  if (!former || !current) return refuse('municipality-unknown')
  return accept({ municipality: current, merged: { code, name: former.name, on: day(former.on) } })
}
