/**
 * Which providers are asked, in which wave. It knows coarse words and nothing else: no distance, no region, no count of
 * beds goes in, so no answer can vary with them (decision 8).
 */
import { isAudience, type Wish } from './wishes.ts'

/** Few are asked at a time: whoever is asked learns that somebody is looking. */
export const WAVE_SIZE = 3
/** How long a wave may stay unanswered before the next one. Proposed by us; nobody signed it. */
export const WAVE_HOURS = 2

/** One house of a provider, as the words of the request that it fits. A provider may stand here more than once. */
export type Candidate = { readonly provider: string; readonly fits: readonly Wish[] }
/** Why somebody was asked: the words that fit and those that do not. */
export type Match = { readonly provider: string; readonly fits: readonly Wish[]; readonly lacks: readonly Wish[] }

/**
 * The next wave: at most three providers that were not asked before and whose house is for these people, those with most
 * fitting words first. Equals stand in an order that is stable for one request and differs between requests, so that not
 * the same house is always asked first. The order of the candidates does not matter.
 */
export const matchPlace = (request: {
  readonly id: string
  readonly wanted: readonly Wish[]
  readonly candidates: readonly Candidate[]
  readonly askedBefore: readonly string[]
}): readonly Match[] => {
  const asked = new Set(request.askedBefore)
  const best = new Map<string, Match>()
  for (const candidate of request.candidates) {
    const match = explainFit(request.wanted, candidate)
    const known = best.get(match.provider)
    if (asked.has(match.provider) || !isForThem(match)) continue
    if (!known || match.fits.length > known.fits.length || (sameCount(match, known) && lessThan(match, known))) {
      best.set(match.provider, match)
    }
  }
  return [...best.values()].sort(byFitThenTurn(request.id)).slice(0, WAVE_SIZE)
}

/** What fits and what does not, in the order in which it was asked. */
export const explainFit = (wanted: readonly Wish[], candidate: Candidate): Match => {
  const has = new Set(candidate.fits)
  return {
    provider: candidate.provider,
    fits: wanted.filter((wish) => has.has(wish)),
    lacks: wanted.filter((wish) => !has.has(wish)),
  }
}

export type OfferState = { readonly answer: 'yes' | 'no' | undefined; readonly askedAt: Date }

/** May others be asked? When everybody who was asked has answered, or did not answer within the hours of a wave. */
export const mayAskNextWave = (offers: readonly OfferState[], now: Date): boolean =>
  offers.every(
    (offer) => offer.answer !== undefined || now.getTime() - offer.askedAt.getTime() >= WAVE_HOURS * MS_PER_HOUR,
  )

const MS_PER_HOUR = 3_600_000
const isForThem = (match: Match): boolean => !match.lacks.some(isAudience)
const sameCount = (one: Match, other: Match): boolean => one.fits.length === other.fits.length
// Two houses of one provider that fit equally well: the words decide, so that the order of arrival does not.
const lessThan = (one: Match, other: Match): boolean => one.fits.join() < other.fits.join()

const byFitThenTurn =
  (request: string) =>
  (one: Match, other: Match): number =>
    other.fits.length - one.fits.length ||
    turn(request, one.provider) - turn(request, other.provider) ||
    (one.provider < other.provider ? -1 : 1)

/** A number that spreads evenly and is the same every time (FNV-1a, 32 bits). It decides a turn, not a secret. */
const turn = (request: string, provider: string): number => {
  let hash = 0x811c9dc5
  for (const character of request + provider) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
