/**
 * The note that goes with a handover: what is open, which clocks run, what need not be asked again. It is made of chapters that she agreed to
 * share with the receiver, and of nothing else: a task or a clock of a chapter without her yes would tell what is inside.
 */
import type { Day } from '../kernel/index.ts'
import { CHAPTERS, type Chapter, type KnownField } from './chapter.ts'
import type { OnMove } from './money-book.ts'

/** What may be open on a dossier. `ask-again`: a consent that must be asked again without who was there. */
export const TASK_KINDS = [
  ...(['place-request', 'wait', 'payer-request', 'person-request', 'table', 'ask-again'] as const),
  ...(['money-step', 'outflow-plan'] as const),
] as const
export type TaskKind = (typeof TASK_KINDS)[number]
export const WAITS_FOR = ['no-place', 'papers', 'decision', 'money', 'consent', 'transport'] as const
export type WaitsFor = (typeof WAITS_FOR)[number]

/** Something that somebody still has to do or answer. */
export type OpenTask = {
  readonly kind: TaskKind
  /** The chapter of a question of hers, of a consent, of a step towards money, or of a plan. */
  readonly chapter?: Chapter
  /** Of a step towards money: which one, and what a move does to it. */
  readonly title?: { readonly nl: string; readonly en: string }
  readonly onMove?: OnMove
  readonly waitsFor?: WaitsFor
  /** Who has to answer. */
  readonly party?: string
  readonly since?: Day
  readonly due?: Day
}

/** A norm that counts days for her now; `triggers` are the facts that start it. */
export type RunningClock = {
  readonly normId: string
  readonly title: { readonly nl: string; readonly en: string }
  readonly triggers: readonly string[]
  readonly due: Day
  readonly missed: boolean
}

export type HandoverNote = { readonly tasks: readonly OpenTask[]; readonly clocks: readonly RunningClock[] }

const OF_WAIT = {
  'no-place': 'shelter',
  papers: 'residence',
  decision: 'legal',
  money: 'income',
  consent: 'shelter',
  transport: 'shelter',
} as const satisfies Record<WaitsFor, Chapter>

/** The chapter that a task tells about; undefined: nobody said, so it stays behind. */
export const chapterOfTask = ({ kind, chapter, waitsFor }: OpenTask): Chapter | undefined => {
  if (kind === 'wait') return waitsFor && OF_WAIT[waitsFor]
  if (kind === 'place-request' || kind === 'payer-request') return 'shelter'
  return kind === 'table' ? 'goal' : chapter
}

/** The chapter that a clock tells about, by the fact that starts it. What is not in this list stays behind. */
const OF_TRIGGER: Readonly<Record<string, Chapter>> = {
  'victim-encountered': 'identity',
  'comensha-reported': 'identity',
  'person-moved': 'contact',
  'wmo-reported-urgent': 'shelter',
  'shelter-needed': 'shelter',
  'shelter-admitted': 'shelter',
  'wmo-reported': 'shelter',
  'wmo-applied': 'shelter',
  'rvb-entitled': 'income',
  'pw-applied': 'income',
  'lawful-stay-began': 'residence',
  'care-to-uninsured-given': 'health',
  'shelter-left': 'shelter',
  'care-ended': 'shelter',
  're-entry-recognised': 'goal',
}

/** The note as far as she agreed: every task and clock in it belongs to one of these chapters. */
export const noteWithin = (note: HandoverNote, agreed: ReadonlySet<string>): HandoverNote => ({
  tasks: note.tasks.filter((task) => isWithin([chapterOfTask(task)], agreed)),
  clocks: note.clocks.filter(({ triggers }) =>
    isWithin(
      triggers.map((each) => OF_TRIGGER[each]),
      agreed,
    ),
  ),
})

// A clock that several facts can start tells of each of them.
const isWithin = (chapters: readonly (Chapter | undefined)[], agreed: ReadonlySet<string>): boolean =>
  chapters.length > 0 && chapters.every((each) => each !== undefined && agreed.has(each))

/** Told once is told (decision 6): fields of these chapters stand in the note, so that nobody asks again. */
const ASKED_ONCE: ReadonlySet<Chapter> = new Set(['identity', 'contact', 'residence'])
const HERS_TO_TELL: ReadonlySet<Chapter> = new Set(['story', 'safety', 'health'])

export type NoteLine = {
  readonly chapter: Chapter
  /** `known`: fields stand here. `herself`: she tells it afresh or not. `in-file`: read it in the dossier. `closed`: no yes. */
  readonly how: 'known' | 'herself' | 'in-file' | 'closed'
  readonly fields: readonly KnownField[]
}

/** Every chapter with what the receiver does with it; fields of administrative chapters only, and only with her yes. */
export const noteLines = (
  agreed: ReadonlySet<string>,
  fieldsOf: (chapter: Chapter) => readonly KnownField[],
): readonly NoteLine[] =>
  CHAPTERS.map((chapter) => {
    if (HERS_TO_TELL.has(chapter)) return { chapter, how: 'herself', fields: [] }
    if (!agreed.has(chapter)) return { chapter, how: 'closed', fields: [] }
    return ASKED_ONCE.has(chapter)
      ? { chapter, how: 'known', fields: fieldsOf(chapter) }
      : { chapter, how: 'in-file', fields: [] }
  })
