/** Which fields a reader gets. The asker does not learn which house was asked, the provider not who asks, until one won. */
import type { Static } from 'typebox'
import {
  bedPayerWords,
  correctionReasonWords,
  noReasonWords,
  placeKindWords,
  waitCauseWords,
  wishWords,
} from '../words/care.ts'
import type { AskedOffer, PlaceView, ReceivedOffer, RequestView, WaitList } from './care.schema.ts'
import type { KeptWait, Offer, Place, PlaceRequest } from './care.store.ts'
import type { BedPayer } from './gives-bed.store.ts'
import { explainFit, mayAskNextWave } from './match-place.ts'
import { causeOf, hoursOf, readWaits } from './wait-clock.ts'
import type { Wish } from './wishes.ts'

const worded = <Code extends string>(words: Readonly<Record<Code, { nl: string; en: string }>>, code: Code) => ({
  code,
  ...words[code],
})
const wishes = (list: readonly Wish[]) => list.map((wish) => worded(wishWords, wish))

export const showPlace = (place: Place): Static<typeof PlaceView> => ({
  id: place.id,
  kind: worded(placeKindWords, place.kind),
  suits: wishes(place.suits),
  regionCode: place.regionCode,
  bedsFree: place.bedsFree,
  countedAt: place.countedAt.toISOString(),
  abilities: ['count-beds'],
})

export const showRequest = (request: PlaceRequest, offers: readonly Offer[], now: Date): Static<typeof RequestView> => {
  const asking = request.stage === 'asking'
  const nextWave = asking && mayAskNextWave(offers, now)
  return {
    id: request.id,
    dossierId: request.dossier,
    wanted: wishes(request.wanted),
    regionsAvoided: [...request.regionsAvoided],
    stage: request.stage,
    wave: request.wave,
    askedAt: request.askedAt.toISOString(),
    ...(request.placedAt && { placedAt: request.placedAt.toISOString() }),
    offers: offers.map((offer) => showAsked(offer, asking)),
    abilities: [...(asking ? ['withdraw-place-request'] : []), ...(nextWave ? ['ask-next-wave'] : [])],
  }
}

const showAsked = (offer: Offer, asking: boolean): Static<typeof AskedOffer> => ({
  id: offer.id,
  wave: offer.wave,
  fits: wishes(offer.fits),
  lacks: wishes(explainFit(offer.wanted, offer).lacks),
  ...(offer.answer && { answer: offer.answer }),
  ...(offer.reason && { reason: worded(noReasonWords, offer.reason) }),
  ...(offer.wonAt && { wonAt: offer.wonAt.toISOString(), providerOrganisationId: offer.provider }),
  abilities: asking && offer.answer === 'yes' ? ['award-place'] : [],
})

export const showReceived = (offer: Offer, payers: readonly BedPayer[]): Static<typeof ReceivedOffer> => ({
  id: offer.id,
  wanted: wishes(offer.wanted),
  askedAt: offer.askedAt.toISOString(),
  ...(offer.answer && { answer: offer.answer }),
  ...(offer.wonAt && { wonAt: offer.wonAt.toISOString(), askerOrganisationId: offer.asker }),
  ...(offer.wonAt && { payers: payers.filter((each) => each.offer === offer.id).map(showBedPayer) }),
  abilities: offer.wonAt ? [] : ['answer-place-offer'],
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
