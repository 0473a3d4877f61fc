/** What the edges of dossier, handover and page share: who may come in, whose dossier it is, which day was meant. */
import { type ConsentRead, standingConsents } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import {
  type Act,
  accept,
  type Day,
  type Outcome,
  type Precision,
  parseDay,
  type RelationToFile,
  refuse,
  type WorkFunction,
} from '../kernel/index.ts'
import { opensChapter } from '../platform/sealed-content.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import { type NameOf, type Reader, worksAlong } from './dossier.present.ts'
import { type Dossier, findDossier, type TimelineFact } from './dossier.store.ts'
import { handoversOf } from './handover.store.ts'
import { relationsTo, saidAbout } from './relation.ts'
import { isStep, MISS_ANSWERED, STEP_WITHDRAWN } from './step.ts'
import type { ToldBy } from './timeline.ts'

/** Who may read what their organisation holds or has in reach. */
export const READERS: readonly WorkFunction[] = [
  'care-coordinator',
  'focal-officer',
  'shelter-worker',
  'wmo-desk',
  'table-chair',
]
/** Who works on a dossier. */
export const WORKERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker']

export const readerOf = ({ claim, today }: Work): Reader => ({
  organisation: claim.organisation,
  function: claim.function,
  today,
})

/** Names of organisations out of the directory. */
export const namesFrom = (organisations: readonly Organisation[]): NameOf => {
  const names = new Map<string, string>(organisations.map((each) => [each.id, each.name]))
  return (id) => names.get(id) ?? 'onbekende organisatie'
}

/** The day that was given, today when none was; refuses a day that does not exist or has yet to come. */
export const happenedOn = (given: string | undefined, today: Day): Outcome<Day, 'bad-input' | 'happened-in-future'> => {
  if (given === undefined) return accept(today)
  const parsed = parseDay(given)
  if (!parsed) return refuse('bad-input')
  return parsed > today ? refuse('happened-in-future') : accept(parsed)
}

/** The dossier when this organisation holds it and the one decision says yes; nobody else writes in it. What may not be known to exist is not found. */
export const heldDossier = async (
  work: Work,
  id: string,
  about: { readonly act: Act; readonly chapter?: string },
): Promise<Outcome<Dossier, string>> => {
  const dossier = await findDossier(work, id)
  if (!dossier) return refuse('not-found')
  if (dossier.holder !== work.claim.organisation) return refuse('not-the-holder')
  const decided = work.decide({ ...about, dossier: id, relations: relationsTo(dossier, readerOf(work)) })
  return decided.ok ? accept(dossier) : decided
}

/**
 * The dossier when this organisation may write in this chapter: the holder, and within the overlap the sender, in what she agreed to share
 * with who holds it now. Anything else of the sender would lie where nobody reads it.
 */
export const noteableDossier = async (work: Work, id: string, chapter: string): Promise<Outcome<Dossier, string>> => {
  const dossier = await findDossier(work, id)
  if (!dossier) return refuse('not-found')
  if (dossier.holder === work.claim.organisation) return heldDossier(work, id, { act: 'note', chapter })
  const handovers = await handoversOf(work, [id])
  if (!handovers.some((each) => worksAlong(each, readerOf(work)))) return refuse('not-the-holder')
  const consents = await standingConsents(work, id)
  if (!sharedWith(consents, dossier.holder).has(chapter)) return refuse('chapter-not-shared')
  const decided = work.decide({
    ...{ act: 'note', chapter, dossier: id, relations: relationsTo(dossier, readerOf(work), handovers) },
    receiver: { organisation: dossier.holder },
    consents: saidAbout(consents, dossier.holder, chapter),
  })
  return decided.ok ? accept(dossier) : decided
}

/** The chapters that she agreed to share with who holds the dossier now. */
const sharedWith = (consents: readonly ConsentRead[], holder: string): ReadonlySet<string> =>
  new Set(consents.filter(({ partner }) => partner === holder).map(({ chapter }) => chapter))

/** Seals a note with the key of its chapter and gives its id. */
export const noteChapter = async (
  work: Work,
  dossierId: string,
  note: {
    readonly chapter: string
    readonly happened: Day
    readonly precision?: Precision
    readonly fields: readonly NotedField[]
    readonly text: string
    readonly told?: ToldBy
  },
): Promise<string> => {
  const { id } = await work.record({
    slice: 'dossier',
    stream: dossierId,
    kind: 'chapter-noted',
    chapter: note.chapter,
    happened: note.happened,
    ...(note.precision ? { precision: note.precision } : {}),
    personal: { fields: note.fields, text: note.text, ...(note.told ? { told: note.told } : {}) },
  })
  return id
}

/** Asks the decision once for each chapter and house that wrote in it; what has no chapter is a step of process. */
export const readableBy = (
  work: Work,
  file: {
    readonly dossier: string
    readonly relations: readonly RelationToFile[]
    readonly consents: readonly ConsentRead[]
  },
) => {
  const said = new Map<string, boolean>()
  return ({ chapter, by, to, kind, payload }: TimelineFact): boolean => {
    if (chapter === undefined) return true
    // A step says by its kind alone what the chapter is about: for who may open that chapter.
    if (
      (isStep(payload) || kind === STEP_WITHDRAWN || kind === MISS_ANSWERED) &&
      !opensChapter(work.claim.function, chapter)
    )
      return false
    const key = `${chapter} ${by} ${to ?? ''}`
    const known = said.get(key)
    if (known !== undefined) return known
    const decided = work.decide({
      ...{ act: 'read', dossier: file.dossier, relations: file.relations, chapter },
      row: { by, ...(to === undefined ? {} : { to }) },
      consents: saidAbout(file.consents, work.claim.organisation, chapter),
    })
    said.set(key, decided.ok)
    return decided.ok
  }
}
