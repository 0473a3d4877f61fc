/**
 * Which houses can be asked, in which order and why, and for what kinds of reasons others cannot. It knows words, whether a house lies in an
 * avoided area, whether it has room and how old its count is: no distance, no region, no count of beds goes in, so no answer can vary with
 * them (decisions 8 and 63).
 */
import { isMoney, type MatchWord } from './needs.ts'
import { isAudience, isWish, type Wish } from './wishes.ts'

/** Asking is being seen: three requests a day for one person is much already, waiting ones too (decision 8, budget). */
export const REQUESTS_PER_DAY = 3
const MS_PER_HOUR = 3_600_000
/** Few are asked at a time: whoever is asked learns that somebody is looking. */
export const WAVE_SIZE = 3
/** How long a wave may stay unanswered before the next one. Proposed by us; nobody signed it. */
export const WAVE_HOURS = 2
/** A count of beds older than this is said to be old, and stands behind a fresh one that fits alike. Proposed by us. */
export const STALE_DAYS = 3
/** A count of before this moment is old. The function care.find_providers says so in hours, and a test compares them. */
export const freshSince = (now: Date): Date => new Date(now.getTime() - STALE_DAYS * 24 * MS_PER_HOUR)
/** How long a bed is held for an asker before it is free again. Proposed by us; nobody signed it. */
export const HOLD_HOURS = 4
/** However often it is held anew, a bed is held for one offer no longer than so long after the first moment. Proposed by us. */
const HELD_HOURS_MAX = 24
/** When a hold that begins now ends. */
export const holdUntil = (now: Date): Date => new Date(now.getTime() + HOLD_HOURS * MS_PER_HOUR)
/** May it be held now, or would that end too long after it was first held? */
export const mayHold = (now: Date, heldFirst?: Date): boolean =>
  !heldFirst || holdUntil(now).getTime() <= heldFirst.getTime() + HELD_HOURS_MAX * MS_PER_HOUR
/** How many houses a search shows. More is not read, and would count. */
export const OPTIONS_MAX = 10

/** One house of a provider that does all that must be, as the words of the request that it fits. A provider may stand here more than once. */
export type Candidate = {
  readonly provider: string
  readonly fits: readonly MatchWord[]
  /** Its count of beds is old. */
  readonly stale?: boolean
}
/** A house that cannot be asked, without whose it is: what it lacks of what must be, and whether it is safe and has room. */
export type Miss = { readonly lacks: readonly MatchWord[]; readonly safe: boolean; readonly room: boolean }
/** Why somebody was asked: the words that fit and those that do not. */
export type Match = {
  readonly provider: string
  readonly fits: readonly MatchWord[]
  readonly lacks: readonly MatchWord[]
  readonly stale: boolean
}
/** What must be and what would be good to have. For whom it is must always be. */
export type Need = { readonly must: readonly MatchWord[]; readonly nice: readonly MatchWord[] }

/** Coarse words and the words that are compared inside, as one need: for whom must be, money never must. */
export const needOf = (
  wanted: readonly Wish[],
  { must, nice }: { readonly must: readonly MatchWord[]; readonly nice: readonly MatchWord[] },
): Need => {
  const forWhom = [...wanted, ...must, ...nice].filter((word) => isWish(word) && isAudience(word))
  const hard = [...forWhom, ...must.filter((word) => !isMoney(word))]
  const soft = [...wanted, ...nice, ...must.filter(isMoney)]
  return { must: unique(hard), nice: unique(soft).filter((word) => !hard.includes(word)) }
}

/**
 * Every provider that can be asked, best first: those with most fitting words, a fresh count before an old one. Equals stand in an order that is
 * stable for one request and differs between requests, so that not the same house is always asked first. The order of the houses does not matter.
 */
export const rankHouses = (request: {
  readonly id: string
  readonly need: Need
  readonly candidates: readonly Candidate[]
  readonly askedBefore: readonly string[]
}): readonly Match[] => {
  const asked = new Set(request.askedBefore)
  const best = new Map<string, Match>()
  for (const candidate of request.candidates) {
    if (asked.has(candidate.provider)) continue
    const match = explainFit(request.need, candidate)
    if (match.lacks.some((word) => request.need.must.includes(word))) continue
    const known = best.get(match.provider)
    if (!known || isBetter(match, known)) best.set(match.provider, match)
  }
  const turns = new Map([...best.keys()].map((provider) => [provider, turn(request.id, provider)]))
  return [...best.values()].sort(
    (one, other) =>
      byFit(one, other) ||
      (turns.get(one.provider) ?? 0) - (turns.get(other.provider) ?? 0) ||
      (one.provider < other.provider ? -1 : 1),
  )
}

/** The next wave: the best three that were not asked before. */
export const matchPlace = (request: Parameters<typeof rankHouses>[0]): readonly Match[] =>
  rankHouses(request).slice(0, WAVE_SIZE)

/** What fits and what does not, in the order in which it was asked. */
export const explainFit = (need: Need, candidate: Candidate): Match => {
  const has = new Set(candidate.fits)
  const words = [...need.must, ...need.nice]
  return {
    provider: candidate.provider,
    fits: words.filter((word) => has.has(word)),
    lacks: words.filter((word) => !has.has(word)),
    stale: candidate.stale ?? false,
  }
}

/** Why not: a kind of reason, never a house, a number or a place. In this order they are told. */
export const WHY_NOT = ['for-others', 'lacks-what-must', 'in-avoided-area', 'no-room'] as const
export type WhyNot = (typeof WHY_NOT)[number]

/** Which kinds of reasons there were: of each house the first that holds, once for all of them. */
export const whyNot = (misses: readonly Miss[]): readonly WhyNot[] => {
  const said = new Set(misses.map(whyNotOf))
  return WHY_NOT.filter((reason) => said.has(reason))
}
const whyNotOf = ({ lacks, safe, room }: Miss): WhyNot => {
  if (lacks.some((word) => isWish(word) && isAudience(word))) return 'for-others'
  if (lacks.length > 0) return 'lacks-what-must'
  return safe || !room ? 'no-room' : 'in-avoided-area'
}

export type OfferState = { readonly answer: 'yes' | 'no' | undefined; readonly askedAt: Date }

/** May others be asked? When everybody who was asked has answered, or did not answer within the hours of a wave. */
export const mayAskNextWave = (offers: readonly OfferState[], now: Date): boolean =>
  offers.every(
    (offer) => offer.answer !== undefined || now.getTime() - offer.askedAt.getTime() >= WAVE_HOURS * MS_PER_HOUR,
  )

const unique = <T>(words: readonly T[]): readonly T[] => [...new Set(words)]
const byFit = (one: Match, other: Match): number =>
  other.fits.length - one.fits.length || Number(one.stale) - Number(other.stale)
// Two houses of one provider that fit equally well: the words decide, so that the order of arrival does not.
const isBetter = (one: Match, other: Match): boolean =>
  (byFit(one, other) || (one.fits.join() < other.fits.join() ? -1 : 1)) < 0

/** A number that spreads evenly and is the same every time (FNV-1a, 32 bits). It decides a turn, not a secret. */
const turn = (request: string, provider: string): number => {
  let hash = 0x811c9dc5
  for (const character of request + provider) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
