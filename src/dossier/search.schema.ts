/** What goes over the line about searching. No Node import: screens use it too. */
import Type, { type Static } from 'typebox'
import { CHAPTERS } from './chapter.ts'
import { HOW, SOUGHT_MAX } from './search.ts'

const closed = { additionalProperties: false } as const

/** What is sought goes in a body: never in an address, never in a log. */
export const SearchDossiers = Type.Object({ sought: Type.String({ minLength: 1, maxLength: SOUGHT_MAX }) }, closed)
const FoundDossier = Type.Object({
  dossierId: Type.String({ format: 'uuid', maxLength: 36 }),
  name: Type.Optional(Type.String()),
  holder: Type.Object({ organisationId: Type.String({ format: 'uuid', maxLength: 36 }), name: Type.String() }),
  mine: Type.Boolean(),
  stage: Type.String(),
  municipalityCode: Type.Optional(Type.String()),
  /** How the word that matches least matches. */
  how: Type.Enum([...HOW]),
  /** Where, and how; what stands there is read in the dossier. */
  chapters: Type.Array(Type.Object({ chapter: Type.Enum([...CHAPTERS]), how: Type.Enum([...HOW]) })),
})
export type FoundDossier = Static<typeof FoundDossier>
export const FoundDossiers = Type.Object({
  /** Those that match as written first. */
  dossiers: Type.Array(FoundDossier),
  /** There may be more than these: another word narrows it. */
  more: Type.Boolean(),
  /** So many chapters this organisation may read were not read in yet, so what stands there is not found; searching again goes on. */
  chaptersToReadIn: Type.Integer({ minimum: 0 }),
  abilities: Type.Array(Type.String()),
})
