/**
 * The letter of art. 8 Vreemdelingenwet as a dated fact, and what each letter opens (data/rules/residence-letters.json).
 * The letter is never kept as one status text: it changes, and what was due last spring follows from last spring's letter.
 */
import { type Static, Type } from 'typebox'
import { Errors } from 'typebox/value'
import { accept, type Day, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type DatedFact, factsOn, RESIDENCE_LETTERS, type ResidenceLetter } from './facts.ts'

const text = Type.String({ minLength: 1, maxLength: 200 })
const LettersFile = Type.Object({
  letters: Type.Array(
    Type.Object({
      letter: Type.Enum([...RESIDENCE_LETTERS]),
      valid_from: text,
      valid_until: Type.Union([text, Type.Null()]),
      state: Type.Enum(['unreviewed', 'reviewed']),
      meaning: Type.Object({ nl: text, en: text }),
      wmo: Type.Enum(['yes', 'no', 'except-eu24', 'only-if-equated']),
      participation_act: Type.Enum(['yes', 'no', 'except-eu24', 'only-if-equated']),
      rvb: Type.Enum(['yes', 'no', 'if-victim', 'if-in-womens-shelter', 'only-eu24-in-womens-shelter']),
      health: text,
      certainty: text,
      read_on: text,
    }),
    { minItems: 1, maxItems: 200 },
  ),
})
export type LetterRow = Static<typeof LettersFile>['letters'][number]

export type LettersRefusal = 'letters-unreadable' | 'letter-periods-overlap'

/** Reads the table of letters. Refuses an unknown letter or entitlement, a day that does not exist, a letter left out, two periods that overlap. */
export const readLetters = (input: unknown): Outcome<readonly LetterRow[], LettersRefusal> => {
  const [error] = Errors(LettersFile, input)
  if (error) return refuse('letters-unreadable', { path: error.instancePath })
  const { letters } = input as Static<typeof LettersFile> // safe: the schema accepted it just above
  const unread = letters.find((row) => [row.valid_from, row.valid_until ?? row.valid_from, row.read_on].some(notADay))
  if (unread) return refuse('letters-unreadable', { path: `${unread.letter} days` })
  const absent = RESIDENCE_LETTERS.find((letter) => !letters.some((row) => row.letter === letter))
  if (absent) return refuse('letters-unreadable', { path: `${absent} absent` })
  const twice = letters.findIndex((row, at) => letters.slice(0, at).some((other) => overlaps(row, other)))
  return twice < 0
    ? accept(letters)
    : refuse('letter-periods-overlap', { letter: letters[twice]?.letter ?? '', path: `/letters/${twice}` })
}

const overlaps = (one: LetterRow, other: LetterRow): boolean =>
  one.letter === other.letter &&
  (other.valid_until === null || one.valid_from <= other.valid_until) &&
  (one.valid_until === null || other.valid_from <= one.valid_until)

const notADay = (written: string): boolean => parseDay(written) === undefined

/** The row of a letter on a day; undefined when the table says nothing about that day. */
export const findEntitlements = (
  letters: readonly LetterRow[],
  letter: ResidenceLetter,
  on: Day,
): LetterRow | undefined =>
  letters.find(
    (row) => row.letter === letter && row.valid_from <= on && (row.valid_until === null || on <= row.valid_until),
  )

/** The letter that holds on a day: undefined when nobody recorded one, or when two sources contradict each other. */
export const residenceOn = (facts: readonly DatedFact[], on: Day): ResidenceLetter | undefined =>
  factsOn(facts, on).facts.residence
