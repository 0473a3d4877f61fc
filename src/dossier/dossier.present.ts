/** What an answer about a dossier shows, to whom, and what this reader may do with it. Nothing here reads a database. */
import type { Day } from '../kernel/index.ts'
import { askingOf, CHAPTERS, type Chapter, type ChapterNote, chapterState, latestFields } from './chapter.ts'
import type { DossierShown, HandoverShown, ListedDossier } from './dossier.schema.ts'
import type { Correction, Dossier, TimelineFact } from './dossier.store.ts'
import { type Handover, shownStage } from './handover.store.ts'
import { handoverAbilities, isUnfinished } from './handover.ts'

export type Reader = { readonly organisation: string; readonly function: string; readonly today: Day }
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
  if (dossier.holder !== reader.organisation || !WORKS_ON.has(reader.function)) return []
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
    ...(stands ? [] : ['offer-handover']),
    ...(reader.function === 'care-coordinator' ? ['plan-table'] : []),
  ]
}

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
    fields: latestFields(notes).map(({ field, value, by, since }) => ({
      field,
      value,
      toldBy: party(by, nameOf),
      sinceDate: since,
    })),
    notes: notes
      .filter((each) => each.text !== '')
      .map((each) => ({
        noteId: each.id,
        text: each.text,
        toldBy: party(each.by, nameOf),
        happenedDate: each.happened,
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
    stage,
    offeredAt: handover.offeredAt.toISOString(),
    changedAt: handover.changedAt.toISOString(),
    ...(handover.overlapUntil ? { overlapUntilDate: handover.overlapUntil } : {}),
    comesAlong,
    abilities: [...handoverAbilities(stage, side)],
  }
}

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
    stage: dossier.stage,
    ...(dossier.municipality ? { municipalityCode: dossier.municipality } : {}),
    openedAt: dossier.openedAt.toISOString(),
    ...(last ? { handoverStage: shownStage(last, reader.today) } : {}),
    abilities: [...dossierAbilities(dossier, more.handovers, reader)],
  }
}
