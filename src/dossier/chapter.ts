/** The chapters of a dossier, what is known in each and from whom, and what may be asked again (decision 6). */
import { CHAPTERS, type Chapter } from '../access/public.ts'
import type { Day, Precision } from '../kernel/index.ts'
import type { ToldBy } from './timeline.ts'

// What she consents to and what is written down are the same chapters: one list, kept by access.
export { CHAPTERS, type Chapter }

/** One thing known: `{ field: 'birth-date', value: '1985-03-06' }`. Fields are codes, values are what was told. */
export type NotedField = { readonly field: string; readonly value: string }

/** A note as one organisation made it. `happened` is when it was told or came about, `learned` when it was written down. */
export type ChapterNote = {
  readonly id: string
  readonly chapter: Chapter
  readonly by: string
  readonly happened: Day
  readonly learned: Date
  readonly fields: readonly NotedField[]
  readonly text: string
  /** How exactly `happened` is known; absent: to the day. */
  readonly precision?: Precision
  /** Who told it, when that was noted. */
  readonly told?: ToldBy
}

/** A field with its origin: who told it and since when. */
export type KnownField = NotedField & { readonly by: string; readonly since: Day; readonly precision?: Precision }

/**
 * The last word on each field, in the order in which fields first came. Notes come oldest first. Earlier words stay in the
 * notes and are never laid beside the later ones: she may correct.
 */
export const latestFields = (notes: readonly ChapterNote[]): readonly KnownField[] => {
  const known = new Map<string, KnownField>()
  for (const note of notes)
    for (const { field, value } of note.fields)
      known.set(field, {
        ...{ field, value, by: note.by, since: note.happened },
        ...(note.precision ? { precision: note.precision } : {}),
      })
  return [...known.values()]
}

/** `known`: do not ask again. `ask-herself`: what others wrote is theirs; she tells it afresh or not. `own`: this reader noted it. */
export type Asking = 'known' | 'ask-herself' | 'own' | 'ask'

/** Administrative: told once is told (decision 6). */
const ASKED_ONCE: ReadonlySet<Chapter> = new Set(['identity', 'contact', 'residence'])
/** A first account is often coerced or badly interpreted: always hers to tell again. */
const HERS_TO_TELL: ReadonlySet<Chapter> = new Set(['story', 'safety', 'health'])

/** Whether `reader` should ask about a chapter, given who noted in it (`authors`, empty when nothing is known to this reader). */
export const askingOf = (chapter: Chapter, authors: readonly string[], reader: string): Asking => {
  if (authors.length > 0 && authors.every((each) => each === reader)) return 'own'
  if (HERS_TO_TELL.has(chapter)) return 'ask-herself'
  if (authors.length === 0) return 'ask'
  return ASKED_ONCE.has(chapter) ? 'known' : 'ask'
}

export type ChapterState =
  /** This reader may read it; it may still be empty. */
  | 'open'
  /** No consent that reaches this reader. Says nothing about whether there is anything inside. */
  | 'closed'
  /** Open, but the content was sealed with a key that this organisation does not have. */
  | 'sealed'

/**
 * Who held the dossier from the start reads every chapter; for whoever got it later, reach opens a chapter, or having noted
 * in it. Everything else is closed with the same answer, whether or not something is inside: also for a new holder, who
 * holds the dossier and still reads of the sender only what she agreed to.
 */
export const chapterState = (given: {
  readonly heldFromStart: boolean
  readonly inReach: boolean
  readonly opened: number
  readonly unopened: number
}): ChapterState => {
  if (!given.heldFromStart && !given.inReach && given.opened === 0) return 'closed'
  return given.unopened > 0 && given.opened === 0 ? 'sealed' : 'open'
}
