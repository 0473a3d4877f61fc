/** The telephone number that a sender called, as it is kept: with its country, or a refusal. */
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Country } from './countries.ts'

/**
 * E.164 of a number of this country. It must have the length of a number there; that nobody was given it is no reason to refuse, as numbers of
 * examples are such numbers. Whether it is theirs only a call can tell.
 */
export const readPhone = (typed: string, country: Country): Outcome<string, 'phone-unreadable'> => {
  const parsed = parsePhoneNumberFromString(typed.slice(0, 40).normalize('NFKC'), country)
  return parsed?.isPossible() && parsed.ext === undefined ? accept(parsed.number) : refuse('phone-unreadable')
}
