/**
 * The table of lists of a year: how many units were seen by exactly these lists, out of the cells that the cube keeps. Lists are kinds of organisations that
 * report (data/picture/capture-lists.json). Only lists of one side are laid beside each other: nobody links a report of care with one of investigation, so
 * between sides nobody is ever seen twice, and a table of both would make that into people whom nobody saw. Pure.
 */
import file from '../../data/picture/capture-lists.json' with { type: 'json' }
import type { Outcome } from '../kernel/index.ts'
import { ON_NO_LIST } from './cube.ts'
import type { Worded } from './definitions.ts'
import { type CaptureTable, LISTS_MAX, readCaptureTable } from './estimate-table.ts'

export const SIDES = ['care', 'enforcement'] as const
export type Side = (typeof SIDES)[number]

type ListOfSide = Worded & { readonly code: string; readonly kinds: readonly string[] }
/** What a list is, and which lists there are of each side, in a fixed order. */
export const CAPTURE_LISTS: Readonly<Record<Side, Worded & { readonly lists: readonly ListOfSide[] }>> = {
  care: sideOf('care'),
  enforcement: sideOf('enforcement'),
}
export const { source: LISTS_SOURCE, on_no_list: NO_LIST } = file

function sideOf(side: Side): Worded & { readonly lists: readonly ListOfSide[] } {
  const { nl, en, lists } = file.sides[side]
  const all = Object.entries(lists).map(([code, list]) => ({ code, ...list }))
  if (all.length > LISTS_MAX) throw new RangeError(`more lists than can be laid beside each other: ${side}`)
  return { nl, en, lists: all }
}

const LIST_OF: ReadonlyMap<string, string> = new Map(
  SIDES.flatMap((side) =>
    CAPTURE_LISTS[side].lists.flatMap(({ code, kinds }) => kinds.map((kind) => [kind, code] as const)),
  ),
)
/** The list on which a report of such a house counts; a house that hears from others, or reports nobody, has none. */
export const listOf = (kind: string | undefined): string => LIST_OF.get(kind ?? '') ?? ON_NO_LIST

export type Combination = { readonly lists: readonly string[]; readonly persons: number }
export type SeenBy = {
  /** Lists of this side that saw anybody, in their own order. */
  readonly lists: readonly { readonly code: string; readonly persons: number; readonly alone: number }[]
  /** Lists of this side that saw nobody in this year. */
  readonly silent: readonly string[]
  /** Units by exactly which lists saw them, from one list to all. */
  readonly combinations: readonly Combination[]
  readonly persons: number
}

/** Who saw whom, on one side: `{ key: 'shelter+municipality', persons: 3 }` are three units that both saw and no other list. */
export const seenBy = (side: Side, cells: readonly { readonly key: string; readonly persons: number }[]): SeenBy => {
  const order = CAPTURE_LISTS[side].lists.map(({ code }) => code)
  const counted = new Map<string, number>()
  for (const { key, persons } of cells) {
    const on = key.split('+')
    const lists = order.filter((code) => on.includes(code))
    if (lists.length > 0) counted.set(lists.join('+'), (counted.get(lists.join('+')) ?? 0) + persons)
  }
  const combinations = [...counted].map(([key, persons]) => ({ lists: key.split('+'), persons }))
  // Fewer lists first, then in the order of the lists: never by size.
  const placeOf = ({ lists }: Combination): string =>
    `${lists.length}${lists.map((code) => order.indexOf(code)).join('')}`
  combinations.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
  const on = (code: string): number => sumOf(combinations.filter(({ lists }) => lists.includes(code)))
  return {
    lists: order
      .filter((code) => on(code) > 0)
      .map((code) => ({ code, persons: on(code), alone: counted.get(code) ?? 0 })),
    silent: order.filter((code) => on(code) === 0),
    combinations,
    persons: sumOf(combinations),
  }
}
const sumOf = (combinations: readonly Combination[]): number =>
  combinations.reduce((sum, { persons }) => sum + persons, 0)

/** The same as a table that can be estimated from, or why it is none. Lists that saw nobody are left out. */
export const captureTableOf = ({ lists, combinations }: SeenBy): Outcome<CaptureTable> =>
  readCaptureTable({
    lists: lists.map(({ code }) => code),
    rows: combinations.map((each) => [...lists.map(({ code }) => (each.lists.includes(code) ? 1 : 0)), each.persons]),
  })
