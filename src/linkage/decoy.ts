/**
 * Decoys: invented persons in the index whom nobody has a reason to look for. A made name reads as a name; that it is made is known
 * only to who holds the seed. No phone, no e-mail, no document: those could be somebody's.
 */
import names from '../../data/linkage/decoy-names.json' with { type: 'json' }
import type { Random } from '../kernel/index.ts'
import type { PersonDescription } from './normalise.ts'

type Sound = {
  readonly nationality: string
  readonly given: readonly string[]
  readonly start: readonly string[]
  readonly middle: readonly string[]
  readonly end: readonly string[]
}
const SOUNDS: readonly Sound[] = names.sounds

export type DecoyPerson = Required<Pick<PersonDescription, 'given' | 'surname' | 'birthDate' | 'nationality'>>

const [BORN_FIRST, BORN_YEARS] = [1978, 26]

/** One invented adult; the same random row gives the same person. Never born on 1 January: registers write that for "unknown". */
export const inventDecoy = (random: Random): DecoyPerson => {
  const sound = random.pick(SOUNDS)
  const [year, month, date] = [BORN_FIRST + random.below(BORN_YEARS), 1 + random.below(12), 2 + random.below(27)]
  return {
    given: random.pick(sound.given),
    surname: `${random.pick(sound.start)}${random.pick(sound.middle)}${random.pick(sound.end)}`,
    birthDate: `${year}-${two(month)}-${two(date)}`,
    nationality: sound.nationality,
  }
}

const two = (part: number): string => String(part).padStart(2, '0')
