/**
 * Municipalities merge; what happened keeps the place where it happened, and what is compared is put on the map of today. One table holds the mergers
 * (data/geo/merged-municipalities.json). What was split among several cannot be put anywhere, so it is told apart and never guessed. Pure.
 */
import formerFile from '../../data/geo/merged-municipalities.json' with { type: 'json' }
import { type Day, day } from '../kernel/index.ts'
import { placeMunicipality } from './former-municipality.ts'
import type { Municipality } from './municipality.ts'

export type Merger = {
  readonly code: string
  readonly name: string
  readonly into: string
  readonly on: Day
  /** Against what it was checked: old and new code, both names, or nothing. */
  readonly checked: 'code' | 'name' | 'none'
}

/** Every merger of the table, oldest first. */
export const MERGERS: readonly Merger[] = formerFile.merged
  .map(({ code, name, into, on, checked }) => ({ code, name, into, on: day(on), checked: checkOf(checked) }))
  .sort((a, b) => a.on.localeCompare(b.on) || a.code.localeCompare(b.code))

function checkOf(word: string): Merger['checked'] {
  if (word === 'code' || word === 'name' || word === 'none') return word
  throw new RangeError(`checked: ${word}`)
}

export type OnTodaysMap<T> = {
  /** What lies in each municipality of today, with the old codes that it came from. */
  readonly placed: ReadonlyMap<string, { readonly rows: readonly T[]; readonly from: readonly string[] }>
  /** What cannot be put on the map of today: of a municipality that was split, or of a code that never was. */
  readonly left: readonly T[]
}

/** Puts rows on the map of today for a comparison. The rows themselves are given back as they are: their place is not rewritten. */
export const onTodaysMap = <T extends { readonly municipality: string }>(
  municipalities: readonly Municipality[],
  rows: readonly T[],
): OnTodaysMap<T> => {
  const placed = new Map<string, { rows: T[]; from: Set<string> }>()
  const left: T[] = []
  for (const row of rows) {
    const found = placeMunicipality(municipalities, row.municipality)
    if (!found.ok) {
      left.push(row)
      continue
    }
    const { code } = found.value.municipality
    const here = placed.get(code) ?? { rows: [], from: new Set<string>() }
    here.rows.push(row)
    if (row.municipality !== code) here.from.add(row.municipality)
    placed.set(code, here)
  }
  return {
    placed: new Map([...placed].map(([code, { rows: own, from }]) => [code, { rows: own, from: [...from].sort() }])),
    left,
  }
}

/** What became part of a municipality since a day: who compares a year before with a year after says so beside the figure. */
export const mergedInto = (code: string, since: Day): readonly Merger[] =>
  MERGERS.filter((each) => each.into === code && each.on > since)
