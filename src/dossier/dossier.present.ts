/** What an answer about a dossier shows, to whom, and what this reader may do with it. Nothing here reads a database. */
import type { Day, WorkFunction } from '../kernel/index.ts'
import { askingOf, CHAPTERS, type Chapter, type ChapterNote, chapterState, latestFields } from './chapter.ts'
import type {
  DossierShown,
  HandoverNoteShown,
  HandoverShown,
  ListedDossier,
  ListedOpenDossier,
} from './dossier.schema.ts'
import type { Correction, Dossier, TimelineFact } from './dossier.store.ts'
import { type Handover, shownStage } from './handover.store.ts'
import { answersFor, handoverAbilities, isTogether, isUnfinished, isWaiting, wasAccepted } from './handover.ts'
import type { MadeNote } from './handover-note.store.ts'
import type { NoteLine } from './handover-note.ts'
import type { NextDue } from './ports.ts'
import { toldIn } from './timeline.ts'

export type Reader = { readonly organisation: string; readonly function: WorkFunction; readonly today: Day }
/** The name of an organisation, or a neutral word for one that the directory does not know. */
export type NameOf = (organisationId: string) => string

const party = (organisationId: string, nameOf: NameOf) => ({ organisationId, name: nameOf(organisationId) })

/** Functions that work on a dossier; the others of the list of the route may read. */
const WORKS_ON: ReadonlySet<string> = new Set(['care-coordinator', 'focal-officer', 'shelter-worker'])

/** What may be done with this dossier now. */
export const dossierAbilities = (
  dossier: Dossier,
  handovers: readonly Handover[],
  reader: Reader,
): readonly string[] => {
  if (!WORKS_ON.has(reader.function)) return []
  // Both work while both are with her: the sender writes on, and the holder does all the rest.
  if (dossier.holder !== reader.organisation)
    return handovers.some((each) => worksAlong(each, reader)) ? ['note-chapter'] : []
  const stands = handovers.some((each) => isUnfinished(shownStage(each, reader.today)))
  return [
    'note-chapter',
    'note-residence-letter',
    'record-move',
    'record-consent',
    'write-report',
    'make-paper-card',
    'answer-person-request',
    ...(dossier.pageOn ? ['switch-page-off', 'renew-page-code'] : ['switch-page-on']),
    ...(stands || dossier.stage !== 'open' ? [] : ['offer-handover']),
    ...(reader.function === 'care-coordinator' ? ['plan-table'] : []),
  ]
}

/** Is this reader the sender of a handover in which both are with her still? */
export const worksAlong = (handover: Handover, reader: Pick<Reader, 'organisation' | 'today'>): boolean =>
  handover.from === reader.organisation &&
  isTogether(handover.stage) &&
  handover.overlapUntil !== undefined &&
  reader.today <= handover.overlapUntil

const CLOSED = { nl: 'geen toestemming', en: 'no consent' }
const SEALED = { nl: 'de sleutel van dit hoofdstuk is er niet', en: 'the key of this chapter is not here' }
const ASK_HER: Partial<Record<Chapter, { readonly nl: string; readonly en: string }>> = {
  story: { nl: 'verhaal: vraag het haar of hem zelf', en: 'story: ask her or him yourself' },
  safety: { nl: 'veiligheid: vraag het haar of hem zelf', en: 'safety: ask her or him yourself' },
  health: { nl: 'gezondheid: vraag het haar of hem zelf', en: 'health: ask her or him yourself' },
}

export type ChapterSources = {
  readonly notes: readonly ChapterNote[]
  readonly facts: readonly TimelineFact[]
  readonly inReach: ReadonlySet<string>
  readonly heldFromStart: boolean
  readonly corrections: readonly Correction[]
}

/** Every chapter of the list, open or closed; a closed one says why and nothing else. */
export const presentChapters = (sources: ChapterSources, reader: Reader, nameOf: NameOf): DossierShown['chapters'] =>
  CHAPTERS.map((chapter) => presentChapter(chapter, sources, reader, nameOf))

const presentChapter = (
  chapter: Chapter,
  sources: ChapterSources,
  reader: Reader,
  nameOf: NameOf,
): DossierShown['chapters'][number] => {
  const notes = sources.notes.filter((each) => each.chapter === chapter)
  const unopened = sources.facts.filter(
    (each) => each.chapter === chapter && each.sealed && each.opened === undefined,
  ).length
  const state = chapterState({
    heldFromStart: sources.heldFromStart,
    inReach: sources.inReach.has(chapter),
    opened: notes.length,
    unopened,
  })
  // As closed as the rest of the chapter: that she wrote something there is something inside.
  const corrections = state === 'open' ? sources.corrections.filter((each) => each.chapter === chapter) : []
  const authors = [...new Set(notes.map((each) => each.by))]
  const asking = askingOf(chapter, authors, reader.organisation)
  const why =
    state === 'closed'
      ? (ASK_HER[chapter] ?? CLOSED)
      : state === 'sealed'
        ? SEALED
        : asking === 'ask-herself'
          ? ASK_HER[chapter]
          : undefined
  return {
    chapter,
    state,
    ...(why ? { whyNl: why.nl, whyEn: why.en } : {}),
    asking,
    fields: latestFields(notes).map(({ field, value, by, since, precision }) => ({
      field,
      value,
      toldBy: party(by, nameOf),
      sinceDate: since,
      ...(precision ? { precision } : {}),
    })),
    notes: notes
      .filter((each) => each.text !== '')
      .map((each) => ({
        noteId: each.id,
        text: each.text,
        toldBy: party(each.by, nameOf),
        ...(each.told ? { told: each.told } : {}),
        happenedDate: each.happened,
        ...(each.precision ? { precision: each.precision } : {}),
        learnedAt: each.learned.toISOString(),
      })),
    ...(corrections.length === 0
      ? {}
      : {
          corrections: corrections.map(({ requestId, field, text, said }) => ({
            ...{ requestId, text, saidDate: said },
            ...(field ? { field } : {}),
          })),
        }),
  }
}

/** Says of each chapter whether the sender may still write in it: those that she agreed to share with who holds the file now. */
export const withMayNote = (
  chapters: DossierShown['chapters'],
  shared: readonly { readonly chapter: string }[],
): DossierShown['chapters'] =>
  chapters.map((each) => ({ ...each, mayNote: shared.some(({ chapter }) => chapter === each.chapter) }))

/** The timeline: what happened, dated twice, by whom; content stands in the chapters and not here. */
export const presentTimeline = (facts: readonly TimelineFact[], nameOf: NameOf): DossierShown['timeline'] =>
  facts.map((fact) => ({
    factId: fact.id,
    kind: fact.kind,
    ...(fact.chapter ? { chapter: fact.chapter } : {}),
    happenedDate: fact.happened,
    precision: fact.precision,
    learnedAt: fact.learned.toISOString(),
    by: party(fact.by, nameOf),
    ...toldIn(fact.opened),
    payload: { ...fact.payload },
  }))

export type ComesAlong = HandoverShown['comesAlong']

/** A handover as one of its two sides sees it. */
export const presentHandover = (
  handover: Handover,
  comesAlong: ComesAlong,
  reader: Reader,
  nameOf: NameOf,
): HandoverShown => {
  const side = handover.to === reader.organisation ? 'to' : 'from'
  const stage = shownStage(handover, reader.today)
  return {
    handoverId: handover.id,
    dossierId: handover.dossier,
    side: side === 'to' ? 'receiver' : 'sender',
    from: party(handover.from, nameOf),
    to: party(handover.to, nameOf),
    ...(handover.desk ? { receiverFunction: handover.desk } : {}),
    stage,
    offeredAt: handover.offeredAt.toISOString(),
    changedAt: handover.changedAt.toISOString(),
    ...(handover.overlapUntil ? { overlapUntilDate: handover.overlapUntil } : {}),
    comesAlong,
    abilities: [
      ...handoverAbilities(stage, side).filter((each) => !isAnswer(each) || answersFor(handover.desk, reader.function)),
      ...noteAbilities(handover, side, reader),
    ],
  }
}

// An offer is answered by the desk that it is for.
const isAnswer = (ability: string): boolean => ability === 'accept-handover' || ability === 'decline-handover'

/** The sender reads and renews the note until the overlap ends; the receiver reads it once it accepted. */
const noteAbilities = (handover: Handover, side: 'from' | 'to', reader: Reader): readonly string[] => {
  if (!WORKS_ON.has(reader.function)) return []
  if (side === 'to') return wasAccepted(handover.stage) ? ['read-handover-note'] : []
  const stands = isWaiting(shownStage(handover, reader.today)) || worksAlong(handover, reader)
  return stands ? ['read-handover-note', 'renew-handover-note'] : []
}

/** The sender until the overlap ends; the receiver once it accepted. */
export const mayReadNote = (handover: Handover, reader: Reader): boolean =>
  noteAbilities(handover, handover.to === reader.organisation ? 'to' : 'from', reader).includes('read-handover-note')

/** The note as its reader sees it. `note` and `known` hold no more than she agreed to. */
export const presentNote = (
  handover: Handover,
  note: {
    readonly lines: readonly NoteLine[]
    readonly made?: MadeNote
    readonly call?: HandoverNoteShown['call']
  },
  reader: Reader,
  nameOf: NameOf,
): HandoverNoteShown => {
  const side = handover.to === reader.organisation ? 'to' : 'from'
  return {
    handoverId: handover.id,
    dossierId: handover.dossier,
    side: side === 'to' ? 'receiver' : 'sender',
    from: party(handover.from, nameOf),
    to: party(handover.to, nameOf),
    stage: shownStage(handover, reader.today),
    ...(note.call ? { call: note.call } : {}),
    ...(note.made ? { madeAt: note.made.madeAt.toISOString() } : {}),
    chapters: note.lines.map(({ chapter, how, fields }) => ({
      chapter,
      how,
      fields: fields.map(({ field, value, by, since }) => ({
        field,
        value,
        toldBy: party(by, nameOf),
        sinceDate: since,
      })),
    })),
    tasks: (note.made?.tasks ?? []).map(({ kind, waitsFor, party: who, since, due, title, onMove }) => ({
      kind,
      ...(title ? { title } : {}),
      ...(onMove ? { onMove } : {}),
      ...(waitsFor ? { waitsFor } : {}),
      ...(who ? { party: party(who, nameOf) } : {}),
      ...(since ? { sinceDate: since } : {}),
      ...(due ? { dueDate: due } : {}),
    })),
    clocks: (note.made?.clocks ?? []).map(({ normId, title, due, missed }) => ({
      normId,
      title,
      dueDate: due,
      missed,
    })),
    abilities: [...noteAbilities(handover, side, reader)],
  }
}

/** That she is out of sight, or that help ended, is content: only who holds the file reads it from here; everybody else calls the holder. */
export const stageFor = (dossier: Dossier, reader: Reader): Dossier['stage'] =>
  dossier.holder === reader.organisation ? dossier.stage : 'open'

/** One line of the list: who it is by name when this reader may read that, and what is going on. */
export const presentListed = (
  dossier: Dossier,
  more: { readonly name?: string; readonly handovers: readonly Handover[] },
  reader: Reader,
  nameOf: NameOf,
): ListedDossier => {
  const last = more.handovers[0]
  return {
    dossierId: dossier.id,
    ...(more.name ? { name: more.name } : {}),
    holder: party(dossier.holder, nameOf),
    mine: dossier.holder === reader.organisation,
    stage: stageFor(dossier, reader),
    ...(dossier.municipality ? { municipalityCode: dossier.municipality } : {}),
    openedAt: dossier.openedAt.toISOString(),
    ...(last ? { handoverStage: shownStage(last, reader.today) } : {}),
    abilities: [...dossierAbilities(dossier, more.handovers, reader)],
  }
}

/** One line of the worklist. */
export const presentOpen = (
  dossier: Dossier & { readonly watchDue?: Day },
  more: {
    readonly name?: string
    readonly handover?: Handover
    readonly next?: NextDue
    readonly waits: number
    readonly questions: number
  },
  reader: Reader,
): ListedOpenDossier => ({
  dossierId: dossier.id,
  ...(more.name ? { name: more.name } : {}),
  stage: dossier.stage,
  ...(dossier.municipality ? { municipalityCode: dossier.municipality } : {}),
  openedAt: dossier.openedAt.toISOString(),
  ...(more.handover ? { handoverStage: shownStage(more.handover, reader.today) } : {}),
  ...(more.next
    ? {
        next: {
          ...{ normId: more.next.normId, title: more.next.title },
          ...{ dueDate: more.next.due, late: more.next.due < reader.today },
        },
      }
    : {}),
  ...(dossier.watchDue ? { watch: { dueDate: dossier.watchDue, late: dossier.watchDue < reader.today } } : {}),
  waits: more.waits,
  questions: more.questions,
  abilities: [],
})
