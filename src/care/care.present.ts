/** Which fields a reader gets. The asker does not learn which house was asked, the provider not who asks, until one won. */
import type { Static } from 'typebox'
import {
  bedPayerWords,
  correctionReasonWords,
  matchWords,
  noReasonWords,
  placeKindWords,
  waitCauseWords,
  whyNotWords,
  wishWords,
} from '../words/care.ts'
import type { AskedOffer, PlaceOptions, PlaceView, ReceivedOffer, RequestView, WaitList } from './care.schema.ts'
import type { KeptWait, Offer, Place, PlaceRequest } from './care.store.ts'
import type { BedPayer } from './gives-bed.store.ts'
import { freshSince, type Match, mayAskNextWave, mayHold, OPTIONS_MAX, type WhyNot } from './match-place.ts'
import type { MatchWord } from './needs.ts'
import { causeOf, hoursOf, readWaits } from './wait-clock.ts'
import type { Wish } from './wishes.ts'

const worded = <Code extends string>(words: Readonly<Record<Code, { nl: string; en: string }>>, code: Code) => ({
  code,
  ...words[code],
})
const wishes = (list: readonly Wish[]) => list.map((wish) => worded(wishWords, wish))
const matched = (list: readonly MatchWord[]) => list.map((word) => worded(matchWords, word))

/** Is this count of beds so old that it is said? */
export const isStale = (countedAt: Date, now: Date): boolean => countedAt < freshSince(now)

export const showPlace = (place: Place, now: Date, linkSince?: string): Static<typeof PlaceView> => ({
  id: place.id,
  kind: worded(placeKindWords, place.kind),
  suits: wishes(place.suits),
  regionCode: place.regionCode,
  bedsFree: place.bedsFree,
  countedAt: place.countedAt.toISOString(),
  ...(place.capacity !== undefined && { capacity: place.capacity }),
  offers: matched(place.offers),
  stale: isStale(place.countedAt, now),
  ...(linkSince && { linkSince }),
  abilities: ['count-beds', 'make-bed-link'],
})

type Seen = { readonly now: Date; readonly phoneOf: (house: string) => string | undefined }

export const showRequest = (
  request: PlaceRequest,
  offers: readonly Offer[],
  seen: Seen,
): Static<typeof RequestView> => {
  const { now } = seen
  const asking = request.stage === 'asking'
  const nextWave = asking && mayAskNextWave(offers, now)
  return {
    id: request.id,
    dossierId: request.dossier,
    wanted: wishes(request.wanted),
    must: matched(request.must),
    nice: matched(request.nice),
    regionsAvoided: [...request.regionsAvoided],
    stage: request.stage,
    wave: request.wave,
    askedAt: request.askedAt.toISOString(),
    ...(request.placedAt && { placedAt: request.placedAt.toISOString() }),
    offers: offers.map((offer) => showAsked(offer, asking, seen)),
    abilities: [...(asking ? ['withdraw-place-request'] : []), ...(nextWave ? ['ask-next-wave'] : [])],
  }
}

/** What a search tells: words, and kinds of reasons. Which house, how many and where stand nowhere. */
export const showOptions = (found: {
  readonly ranked: readonly Match[]
  readonly whyNot: readonly WhyNot[]
  readonly regionsAvoided: readonly string[]
}): Static<typeof PlaceOptions> => ({
  options: alikeTogether(found.ranked)
    .slice(0, OPTIONS_MAX)
    .map(({ fits, lacks, stale }) => ({ fits: matched(fits), lacks: matched(lacks), stale })),
  more: found.ranked.length > OPTIONS_MAX,
  whyNot: found.whyNot.map((reason) => worded(whyNotWords, reason)),
  regionsAvoided: [...found.regionsAvoided],
})

// Whose turn it is among equals depends on who they are, and who they are can be computed back from an order that is shown. So what is
// shown stands in the order of what is shown.
const alikeTogether = (ranked: readonly Match[]): readonly Match[] =>
  [...ranked].sort(
    (one, other) =>
      other.fits.length - one.fits.length ||
      Number(one.stale) - Number(other.stale) ||
      Number(one.fits.join() > other.fits.join()) - Number(one.fits.join() < other.fits.join()),
  )

const holds = (offer: Offer, now: Date): boolean => offer.heldUntil !== undefined && offer.heldUntil > now
const untilWhen = (offer: Offer, now: Date) =>
  holds(offer, now) && !offer.wonAt && offer.heldUntil ? { heldUntil: offer.heldUntil.toISOString() } : {}
const actsOn = (offer: Offer, now: Date): readonly string[] =>
  offer.answer === 'yes' ? ['award-place', ...holdActs(offer, now)] : []
const holdActs = (offer: Offer, now: Date): readonly string[] => {
  if (holds(offer, now)) return ['release-bed']
  return mayHold(now, offer.heldFirst) ? ['hold-bed'] : []
}

// Which house it is, and its desk, only once its place was taken.
const wonFrom = (offer: Offer, { phoneOf }: Seen) => {
  if (!offer.wonAt) return {}
  const phone = phoneOf(offer.provider)
  return {
    ...{ wonAt: offer.wonAt.toISOString(), providerOrganisationId: offer.provider },
    ...(phone && { providerPhone: phone }),
  }
}

const showAsked = (offer: Offer, asking: boolean, seen: Seen): Static<typeof AskedOffer> => ({
  id: offer.id,
  wave: offer.wave,
  fits: wishes(offer.fits),
  lacks: wishes(offer.wanted.filter((wish) => !offer.fits.includes(wish))),
  ...(offer.answer && { answer: offer.answer }),
  ...(offer.reason && { reason: worded(noReasonWords, offer.reason) }),
  ...wonFrom(offer, seen),
  ...untilWhen(offer, seen.now),
  abilities: asking ? [...actsOn(offer, seen.now)] : [],
})

export const showReceived = (offer: Offer, payers: readonly BedPayer[], now: Date): Static<typeof ReceivedOffer> => ({
  id: offer.id,
  wanted: wishes(offer.wanted),
  askedAt: offer.askedAt.toISOString(),
  ...(offer.answer && { answer: offer.answer }),
  ...(offer.wonAt && { wonAt: offer.wonAt.toISOString(), askerOrganisationId: offer.asker }),
  ...(offer.wonAt && { payers: payers.filter((each) => each.offer === offer.id).map(showBedPayer) }),
  ...untilWhen(offer, now),
  abilities: offer.wonAt || holds(offer, now) ? [] : ['answer-place-offer'],
})

const showBedPayer = ({ standing, payer, from, until }: BedPayer) => ({
  standing: worded(bedPayerWords, standing),
  ...(payer && { payerOrganisationId: payer }),
  ...(from && { fromDate: from }),
  ...(until && { untilDate: until }),
})

export const showWaits = (
  waits: readonly KeptWait[],
  now: Date,
  abilities: readonly string[],
): Static<typeof WaitList> => {
  const { hours, running, shares } = readWaits(waits, now)
  return {
    hours,
    running,
    shares: shares.map((share) => ({
      cause: worded(waitCauseWords, share.cause),
      ...(share.party && { partyOrganisationId: share.party }),
      hours: share.hours,
    })),
    waits: waits.map((wait) => showWait(wait, now)),
    abilities: [...abilities],
  }
}

const showWait = (wait: KeptWait, now: Date): Static<typeof WaitList>['waits'][number] => {
  const { cause, party } = causeOf(wait)
  const said = wait.corrections?.at(-1)
  return {
    id: wait.id,
    cause: worded(waitCauseWords, cause),
    ...(party && { partyOrganisationId: party }),
    startedAt: wait.started.toISOString(),
    ...(wait.ended && { endedAt: wait.ended.toISOString() }),
    hours: hoursOf(wait, now),
    ...(said && {
      corrected: {
        derivedCause: worded(waitCauseWords, wait.cause),
        ...(wait.party && { derivedPartyOrganisationId: wait.party }),
        reason: worded(correctionReasonWords, said.reason),
        correctedAt: said.at.toISOString(),
      },
    }),
    abilities: wait.ended ? ['correct-wait'] : ['end-wait', 'correct-wait'],
  }
}
