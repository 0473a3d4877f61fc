/** People for the walks, from the tables of our own. */
import { readSmallMunicipalities, readTables } from './tables.store.ts'
import { type WalkPerson, walkPeople } from './walk-people.ts'

/** `count` invented people, each known in one region and heard of in another, with the truth beside. Same seed, same people. */
export const randomWalkPeople = (seed: number, count: number): WalkPerson[] =>
  walkPeople({ seed, count, tables: readTables(), municipalities: readSmallMunicipalities() })
