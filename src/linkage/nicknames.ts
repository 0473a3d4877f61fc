/**
 * Call names: Bert may be Albert, Gosia is Malgorzata. The table (data/linkage/nicknames.json) holds families, each of the spellings of one
 * given name and the call names that people use for it. A call name may belong to several families (Bert: also Lambert); a name that is
 * in none is read as it always was. Pure.
 */
import table from '../../data/linkage/nicknames.json' with { type: 'json' }
import { skeleton } from './phonetic.ts'

/** The families of a name, each by how its given name sounds: Elisabeth and Elizabeth are one. Bounded by the table. */
export const familiesOf = (word: string): readonly string[] => FAMILIES.get(word) ?? []

/**
 * The sound by which a word is blocked: its skeleton, or one sound for a given name and its call names, so that Jan and Johannes meet at no
 * token more. A call name of several families goes with the first of them in the table.
 */
export const callSound = (word: string): string => {
  const sounds = skeleton(word) || word
  return FIRST.get(word) ?? SOUNDS.get(sounds) ?? sounds
}

const ROWS = table.families.map(([, formal = '', call = '']) => {
  const names = formal.split(' ')
  return { family: skeleton(names[0] ?? ''), names, all: [...names, ...call.split(' ')] }
})

const FAMILIES: ReadonlyMap<string, readonly string[]> = ROWS.reduce((families, { family, all }) => {
  for (const name of all) families.set(name, [...new Set([...(families.get(name) ?? []), family])].sort())
  return families
}, new Map<string, readonly string[]>())

/** By name, and for spellings of a given name that the table does not have, by sound. The first row that has it counts. */
const [FIRST, SOUNDS] = ((): readonly [ReadonlyMap<string, string>, ReadonlyMap<string, string>] => {
  const first = new Map<string, string>()
  const sounds = new Map<string, string>()
  for (const { family, names, all } of ROWS) {
    const sound = first.get(names[0] ?? '') ?? sounds.get(family) ?? family
    for (const name of all) if (!first.has(name)) first.set(name, sound)
    for (const name of names) if (!sounds.has(skeleton(name))) sounds.set(skeleton(name), sound)
  }
  return [first, sounds]
})()
