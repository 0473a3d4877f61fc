/** The face of the directory on the server: everything public, and the reading of the reference tables. */

export { fitsHouse, functionsOf } from './account-functions.ts'
export * from './public.ts'
export { readReferenceTables } from './reference.store.ts'
export type { Reference, ReferenceTables } from './reference.ts'
export { computeTiles, findReferenceProblems, REFERENCE_FILES, readReference, tilesText } from './reference.ts'
export { readSelfAssessment } from './self-assessment.ts'
export type { Problem } from './table.ts'
