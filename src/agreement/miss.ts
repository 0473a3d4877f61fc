/** Explain or act (data/norms/causes.json): of a term that was missed who can act says why, or what is done now, by whom and by when. */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import { TOLD_FUNCTIONS } from './escalation.ts'
import type { FactKind } from './fact-kinds.ts'
import { judgedKinds, type NormVersion } from './norm.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
const closed = { additionalProperties: false } as const
const Word = Type.Object(
  { code: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 }), nl: text, en: text },
  closed,
)
const File = Type.Object(
  {
    state: Type.String({ minLength: 1, maxLength: 400 }),
    causes: Type.Array(Word, { minItems: 1, maxItems: 60 }),
    actions: Type.Array(Word, { minItems: 1, maxItems: 60 }),
    /** The chapters in which somebody may write words of her or his own beside it. */
    words_in: Type.Array(text, { maxItems: 20 }),
  },
  closed,
)
export type MissWord = Readonly<Static<typeof Word>>
export type MissBook = {
  readonly causes: readonly MissWord[]
  readonly actions: readonly MissWord[]
  readonly wordsIn: ReadonlySet<string>
}

/** Reads the causes and actions. Refuses another shape and a code that is there twice. */
export const readMissBook = (input: unknown): Outcome<MissBook, 'causes-unreadable'> => {
  const [error] = Errors(File, input)
  if (error) return refuse('causes-unreadable', { path: error.instancePath })
  // Safe: the schema accepted the input just above.
  const { causes, actions, words_in } = input as Static<typeof File>
  for (const list of [causes, actions]) {
    const at = list.findIndex(({ code }, place) => list.findIndex((other) => other.code === code) !== place)
    if (at >= 0) return refuse('causes-unreadable', { path: `${list === causes ? '/causes' : '/actions'}/${at}` })
  }
  return accept({ causes, actions, wordsIn: new Set(words_in) })
}

/** The chapter that a norm belongs to: that of the first step that it judges or that starts it; what she wants when none has one. */
export const chapterOf = (version: NormVersion, kinds: ReadonlyMap<string, FactKind>): string => {
  for (const kind of [...judgedKinds(version), ...version.trigger]) {
    const chapter = kinds.get(kind)?.chapter
    if (chapter !== undefined) return chapter
  }
  return 'goal'
}

/** What was said of one miss. */
export type SaidOfMiss = {
  readonly normId: string
  readonly triggered: Day
  readonly saidOn: Day
  readonly cause?: string
  readonly action?: string
  readonly owner?: string
  readonly until?: Day
  readonly words?: string
}

export type MissAnswer = {
  readonly cause?: string | undefined
  readonly action?: string | undefined
  readonly owner?: string | undefined
  readonly until?: Day | undefined
  readonly words?: string | undefined
}
export type MissRefusal =
  | 'miss-needs-cause-or-action'
  | 'miss-cause-not-known'
  | 'action-needs-owner-and-day'
  | 'action-in-past'
  | 'words-not-in-this-chapter'

/** May this be said of a miss? One of the two, out of the lists; an action has somebody who does it and a day that has not been. */
export const checkMissAnswer = (
  answer: MissAnswer,
  asked: { readonly book: MissBook; readonly chapter: string; readonly today: Day },
): Outcome<true, MissRefusal> => {
  const { cause, action, owner, until, words } = answer
  if ((cause === undefined) === (action === undefined)) return refuse('miss-needs-cause-or-action')
  const list = cause === undefined ? asked.book.actions : asked.book.causes
  if (!list.some(({ code }) => code === (cause ?? action))) return refuse('miss-cause-not-known')
  const doer = TOLD_FUNCTIONS.some((each) => each === owner)
  if (action !== undefined && (!doer || until === undefined)) return refuse('action-needs-owner-and-day')
  if (until !== undefined && until < asked.today) return refuse('action-in-past')
  if (words?.trim() && !asked.book.wordsIn.has(asked.chapter)) return refuse('words-not-in-this-chapter')
  return accept(true)
}
