/**
 * What she reads of her own file on her page: administrative facts and what she said herself. Never a note of somebody else, never where
 * she is or was, and no value in which an organisation is named that would tell what this is about (decision 7).
 */
import type { Chapter, KnownField } from './chapter.ts'

/** The fields that are shown, by chapter. A field that is not here is on paper with her co-ordinator: wishes, addresses, work, shelter. */
export const OWN_FIELDS = {
  identity: ['name', 'birth-date', 'nationality', 'language', 'gender'],
  contact: ['phone', 'email'],
  residence: ['letter', 'permit', 'permit-until'],
} as const satisfies Partial<Record<Chapter, readonly string[]>>
type OwnChapter = keyof typeof OWN_FIELDS
export const OWN_CHAPTERS = Object.keys(OWN_FIELDS) as readonly OwnChapter[]

export type OwnField = {
  readonly chapter: OwnChapter
  readonly field: string
  /** Absent: it names a house or an authority, so it is not shown here. */
  readonly value?: string
  readonly since: string
}

/** May the page show the fields of this chapter? */
export const isOwnChapter = (chapter: string): chapter is OwnChapter => chapter in OWN_FIELDS

/** The fields that she may see, in the order of the list. `hidden` are names that tell: of houses, police and everybody but a town hall. */
export const ownFields = (
  known: readonly (KnownField & { readonly chapter: Chapter })[],
  hidden: readonly string[],
): readonly OwnField[] =>
  OWN_CHAPTERS.flatMap((chapter) =>
    OWN_FIELDS[chapter].flatMap((field): readonly OwnField[] => {
      const found = known.find((each) => each.chapter === chapter && each.field === field)
      if (!found) return []
      const value = tells(found.value, hidden) ? {} : { value: found.value }
      return [{ chapter, field, ...value, since: found.since }]
    }),
  )

/** Does this text hold one of these names, however it is written? */
export const tells = (text: string, hidden: readonly string[]): boolean => {
  const plain = bare(text)
  return hidden.some((name) => plain.includes(bare(name)))
}

const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
