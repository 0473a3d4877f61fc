/** What is usually noted in each chapter. Anything else goes into its text. */
import { CHAPTERS, type Chapter, type NotedField } from './chapter.ts'

export const FIELDS_OF: Readonly<Record<Chapter, readonly string[]>> = {
  identity: ['name', 'birth-date', 'nationality', 'language', 'gender'],
  contact: ['phone', 'email', 'safe-contact', 'postal-address'],
  story: ['found-on', 'found-in', 'exploitation', 'work', 'workplace', 'lives-at-work', 'hours-per-week'],
  residence: ['permit', 'permit-until', 'document-held-by-employer'],
  safety: [],
  health: ['insurance'],
  shelter: ['need', 'shelter-tonight'],
  income: ['income', 'wage-per-month-eur', 'debt-to-employer', 'debt'],
  legal: ['complaint', 'lawyer'],
  children: ['children'],
  goal: ['wish'],
}

/** The fields by the chapter where they belong, in the order of chapters; a field that no chapter asks for is left out. */
export const byChapter = (
  fields: readonly NotedField[],
): readonly { readonly chapter: Chapter; readonly fields: readonly NotedField[] }[] =>
  CHAPTERS.map((chapter) => ({
    chapter,
    fields: fields.filter(({ field }) => FIELDS_OF[chapter].includes(field)),
  })).filter((each) => each.fields.length > 0)
