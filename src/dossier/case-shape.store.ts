/** What higher slices may know of a case without reading it: codes of form, residence and age, as far as this reader has them open. */
import { ageOn, parseDay } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import { type Chapter, type ChapterNote, latestFields } from './chapter.ts'
import { findDossier, notesOf, readFacts } from './dossier.store.ts'

export type CaseShape = {
  /** Does the acting organisation hold it? */
  readonly held: boolean
  readonly exploitation?: string
  readonly letter?: string
  readonly nationality?: string
  readonly minor?: boolean
  /** Where the file says she is. */
  readonly municipality?: string
}

/** The shape of a dossier; undefined when it does not exist or is not for this reader. The caller says why it asks (`work.concerns`). */
export const readCaseShape = async (work: Work, dossierId: string): Promise<CaseShape | undefined> => {
  const dossier = await findDossier(work, dossierId)
  if (!dossier) return undefined
  const notes = notesOf(await readFacts(work, dossierId))
  const [exploitation, letter, nationality] = [
    fieldValue(notes, 'story', 'exploitation'),
    fieldValue(notes, 'residence', 'letter'),
    fieldValue(notes, 'identity', 'nationality'),
  ]
  const birth = parseDay(fieldValue(notes, 'identity', 'birth-date') ?? '')
  return {
    held: dossier.holder === work.claim.organisation,
    ...(dossier.municipality ? { municipality: dossier.municipality } : {}),
    ...(exploitation ? { exploitation } : {}),
    ...(letter ? { letter } : {}),
    ...(nationality ? { nationality } : {}),
    ...(birth ? { minor: ageOn(birth, work.today) < 18 } : {}),
  }
}

const fieldValue = (notes: readonly ChapterNote[], chapter: Chapter, field: string): string | undefined =>
  latestFields(notes.filter((each) => each.chapter === chapter)).find((each) => each.field === field)?.value
