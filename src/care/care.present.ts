/** Which fields a reader gets. The asker does not learn which house was asked, the provider not who asks, until one won. */
import type { Static } from 'typebox'
import {
  bedPayerWords,
  correctionReasonWords,
  lostCauseWords,
  matchWords,
  noReasonWords,
  passWords,
  placeKindWords,
  waitCauseWords,
  whyNotWords,
  wishWords,
} from '../words/care.ts'
import type { AskedOffer, PlaceOptions, PlaceView, ReceivedOffer, RequestView, WaitList } from './care.schema.ts'
import type { KeptWait, Offer, Place, PlaceRequest } from './care.store.ts'
import type { BedPayer } from './gives-bed.store.ts'
import type { Need } from './lost-time.store.ts'
import { freshSince, type Match, mayAskNextWave, mayHold, OPTIONS_MAX, type WhyNot } from './match-place.ts'
import type { MatchWord } from './needs.ts'
import { causeOf, hoursOf, readWaits } from './wait-clock.ts'
import { type Piece, piecesOf } from './wait-pieces.ts'
import type { OwnEntry } from './waiting.store.ts'
import { WAITING_ORDER } from './waiting-order.ts'
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

type Seen = {
  readonly now: Date
  readonly phoneOf: (house: string) => string | undefined
  /** The own place in the waiting list, by request. */
  readonly entries: ReadonlyMap<string, OwnEntry>
}

export const showRequest = (
  request: PlaceRequest,
  offers: readonly Offer[],
  seen: Seen,
): Static<typeof RequestView> => {
  const { now } = seen
  const asking = request.stage === 'asking'
  const nextWave = asking && mayAskNextWave(offers, now)
  const entry = asking ? seen.entries.get(request.id) : undefined
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
    ...(entry && { waiting: showEntry(entry) }),
    abilities: [
      ...(asking ? ['withdraw-place-request', 'join-waiting-list'] : []),
      ...(nextWave ? ['ask-next-wave'] : []),
    ],
  }
}

/** One's own place in the list: a number, what stands before in two numbers, and reasons. Nothing of who the others are. */
const showEntry = (entry: OwnEntry): NonNullable<Static<typeof RequestView>['waiting']> => {
  const urgency = WAITING_ORDER.urgencies.find(({ code }) => code === entry.urgency)
  return {
    ...{ id: entry.id, profile: worded(wishWords, entry.profile), sinceAt: entry.since.toISOString() },
    urgency: { code: entry.urgency, nl: urgency?.nl ?? entry.urgency, en: urgency?.en ?? entry.urgency },
    ...{ position: entry.ahead.moreUrgent + entry.ahead.longer + 1, ahead: { ...entry.ahead } },
    passes: entry.passes.map(({ reason, at }) => ({ reason: worded(passWords, reason), passedAt: at.toISOString() })),
    orderState: WAITING_ORDER.state,
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
  // A bed of the list goes on with a reason, so that it is never given back in silence.
  if (holds(offer, now)) return [offer.fromListAt ? 'pass-list-offer' : 'release-bed']
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
  ...(offer.fromListAt && { fromList: true }),
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
  ...(offer.fromListAt && { fromList: true }),
  abilities: actsOnReceived(offer, now),
})

const actsOnReceived = (offer: Offer, now: Date): string[] => {
  if (offer.wonAt) return []
  if (holds(offer, now)) return offer.fromListAt ? ['decline-list-offer'] : []
  return ['answer-place-offer']
}

const showBedPayer = ({ standing, payer, from, until }: BedPayer) => ({
  standing: worded(bedPayerWords, standing),
  ...(payer && { payerOrganisationId: payer }),
  ...(from && { fromDate: from }),
  ...(until && { untilDate: until }),
})

export const showWaits = (
  { waits, needs }: { readonly waits: readonly KeptWait[]; readonly needs: readonly Need[] },
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
    needs: needs.map((need) => showNeed(need, now)),
    waits: waits.map((wait) => showWait(wait, now)),
    abilities: [...abilities],
  }
}

const showNeed = (each: Need, now: Date): Static<typeof WaitList>['needs'][number] => {
  const pieces = piecesOf(each, now)
  return {
    ...{ id: each.id, startedAt: each.need.started.toISOString() },
    ...(each.need.ended && { endedAt: each.need.ended.toISOString() }),
    hours: hoursOf(each.need, now),
    pieces: pieces.map((piece) => showPiece(piece)),
    abilities: pieces.some(({ cause, derived }) => (derived?.cause ?? cause) === 'unknown') ? ['explain-need'] : [],
  }
}

const showPiece = ({ from, until, cause, party, derived }: Piece) => ({
  ...{ fromAt: from.toISOString(), untilAt: until.toISOString(), cause: worded(lostCauseWords, cause) },
  hours: Math.round((until.getTime() - from.getTime()) / 360_000) / 10,
  ...(party && { partyOrganisationId: party }),
  ...(derived && { derivedCause: worded(lostCauseWords, derived.cause) }),
  ...(derived?.party && { derivedPartyOrganisationId: derived.party }),
})

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
