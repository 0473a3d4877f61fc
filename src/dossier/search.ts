/** Searching what one may read: what a question asks for, where it stands, and how exactly. Everything here is in clear; the index only proposes. */
import type { Outcome } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import type { Chapter } from './chapter.ts'

/** A word as it is found again, by the reading of names that linkage has (bound in wiring.ts). */
export type SearchWord = {
  readonly written: string
  readonly foreign: boolean
  /** Begins like a name. */
  readonly named: boolean
  readonly spelled: readonly string[]
  readonly sounds: readonly string[]
  /** Stands in nearly every text. */
  readonly common: boolean
}
export type ReadWords = (text: string) => readonly SearchWord[]

/** As it was written, in another script, or alike to the ear. In this order. */
export const HOW = ['exact', 'other-script', 'sounds-alike'] as const
export type How = (typeof HOW)[number]

/** A text that stands in a chapter. In a `name` every word is one of a name; elsewhere only what begins like one is heard. */
export type Place = { readonly chapter: Chapter; readonly text: string; readonly isName: boolean }

/** So many searches an hour for one person, proposed: a day's work, and too few to try a list of names. */
export const SEARCHES_PER_HOUR = 60
/** More signs are a text, and no question. */
export const SOUGHT_MAX = 80
/** So many dossiers in one answer. */
export const FOUND_MAX = 20
const WORD_LENGTH_MIN = 2

/** The words that must all be found: without those of every text, unless there are no others. */
export const askedFor = (sought: string, read: ReadWords): Outcome<readonly SearchWord[], 'search-too-short'> => {
  const words = read(sought)
  const telling = words.filter((each) => !each.common)
  const asked = telling.length > 0 ? telling : words
  return asked.some(({ written, foreign }) => foreign || written.length >= WORD_LENGTH_MIN)
    ? accept(asked)
    : refuse('search-too-short')
}

/** The words of a place that can be found. */
export const wordsAt = ({ text, isName }: Pick<Place, 'text' | 'isName'>, read: ReadWords): readonly SearchWord[] =>
  read(text)
    .filter((each) => isName || !each.common)
    .map((each) => (isName || each.named ? each : { ...each, sounds: [] }))

/** The texts that stand for a word in the index: everything by which it can be found. `w` for how it is spelled, `s` for how it sounds. */
export const keysOf = ({ written, spelled, sounds }: SearchWord): readonly string[] => [
  ...new Set([...[written, ...spelled].map((each) => `w ${each}`), ...sounds.map((each) => `s ${each}`)]),
]

/** How a word that was asked for is one that stands there; undefined when it is not. */
export const howMatches = (asked: SearchWord, there: SearchWord): How | undefined => {
  if (asked.written === there.written) return 'exact'
  const spelled = [asked.written, ...asked.spelled]
  const met =
    [there.written, ...there.spelled].some((each) => spelled.includes(each)) ||
    asked.sounds.some((each) => there.sounds.includes(each))
  if (!met) return undefined
  return asked.foreign === there.foreign ? 'sounds-alike' : 'other-script'
}

export type Found = {
  readonly how: How
  readonly chapters: readonly { readonly chapter: Chapter; readonly how: How }[]
}

/** Where all words that were asked for stand, in these places of one dossier; undefined when one of them does not. */
export const findIn = (asked: readonly SearchWord[], places: readonly Place[], read: ReadWords): Found | undefined => {
  const there = places.map((place) => ({ chapter: place.chapter, words: wordsAt(place, read) }))
  const hits = asked.map((word) =>
    there.flatMap(({ chapter, words }) => {
      const how = bestOf(words.flatMap((each) => howMatches(word, each) ?? []))
      return how === undefined ? [] : [{ chapter, how }]
    }),
  )
  const each = hits.map((of) => bestOf(of.map(({ how }) => how)))
  if (each.length === 0 || each.includes(undefined)) return undefined
  const byChapter = Map.groupBy(hits.flat(), ({ chapter }) => chapter)
  return {
    how: worstOf(each.flatMap((how) => how ?? [])),
    chapters: [...byChapter].map(([chapter, of]) => ({ chapter, how: bestOf(of.map(({ how }) => how)) ?? 'exact' })),
  }
}

const bestOf = (all: readonly How[]): How | undefined => HOW.find((each) => all.includes(each))
const worstOf = (all: readonly How[]): How => HOW.toReversed().find((each) => all.includes(each)) ?? 'exact'

/** The most exact first; what is equally exact stays as it came. */
export const inOrder = <T extends { readonly how: How }>(found: readonly T[]): readonly T[] =>
  found.toSorted((a, b) => HOW.indexOf(a.how) - HOW.indexOf(b.how))
