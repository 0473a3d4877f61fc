/**
 * The code beside the link to a person's page: what she knows, next to what is on the telephone. Digits or words of her own choice; how it
 * is typed (spaces, capitals, Arabic digits) does not matter.
 */
import { accept, type Outcome, refuse } from '../kernel/index.ts'

/** So many wrong codes lock the page until the co-ordinator gives a new one. The database counts. */
export const PAGE_TRIES = 5
const SHORTEST = 6
const LONGEST = 64

/** A code as it is compared: without spaces and marks, in small letters, digits of any script as 0-9. */
export const readCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** May she choose this code? Refuses what is too short or long, and what others try first: one sign again and again, a row of digits. */
export const checkCode = (typed: string): Outcome<string, 'page-code-too-weak'> => {
  const code = readCode(typed)
  const letters = [...code]
  const steps = new Set(
    letters.slice(1).map((each, place) => (each.codePointAt(0) ?? 0) - (letters[place]?.codePointAt(0) ?? 0)),
  )
  const monotone = steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1)
  return letters.length < SHORTEST || letters.length > LONGEST || monotone ? refuse('page-code-too-weak') : accept(code)
}

/** Eight digits as they are read aloud: in two groups of four. */
export const spokenCode = (number: number): string => {
  const digits = String(number).padStart(8, '0').slice(-8)
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}
