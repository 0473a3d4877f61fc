/** The HTTP edge of care: places of providers, requests in waves, awards, waits. */
import type { Static } from 'typebox'
import type { Day, Outcome, WorkFunction } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { regionsNear, type Spot, widen } from './areas.ts'
import { bedLinkRoutes, bedLinksSince } from './bed-link.routes.ts'
import { showOptions, showPlace, showReceived, showRequest, showWaits } from './care.present.ts'
import {
  Award,
  BedCount,
  Done,
  DossierParams,
  Held,
  Hold,
  ListQuery,
  Made,
  NewCorrection,
  NewPlace,
  NewPlaceRequest,
  NewWait,
  Nothing,
  OfferAnswer,
  OfferParams,
  PlaceList,
  PlaceOptions,
  PlaceParams,
  ReceivedOffers,
  RequestList,
  RequestParams,
  RequestView,
  WaitList,
  WaitParams,
  WaveAsked,
} from './care.schema.ts'
import {
  awardOffer,
  correctAlone,
  countBeds,
  countRequests,
  countSearches,
  endWait,
  findHouses,
  findPlace,
  findReceived,
  findRequest,
  findWait,
  holdBed,
  insertCorrection,
  insertOffers,
  insertPlace,
  insertRequest,
  insertSearch,
  isOwnPlace,
  listOffers,
  listPlaces,
  listReceived,
  listRequests,
  listWaits,
  type PlaceRequest,
  releaseBed,
  takeWave,
  withdrawRequest,
  writeAnswer,
} from './care.store.ts'
import { figureRoutes } from './figures.routes.ts'
import { payersForBeds } from './gives-bed.store.ts'
import { countNeeds, type DecidedByPort, type Dimension, readNeeds } from './lost-time.store.ts'
import { holdUntil, matchPlace, mayAskNextWave, needOf, REQUESTS_PER_DAY, rankHouses, whyNot } from './match-place.ts'
import { NEEDS_MAX } from './needs.ts'
import { findSeen } from './seen-request.store.ts'
import { beginWait, endNeeds, tell, tellEnded } from './told-waits.store.ts'
import { causeOf, refuseCorrection, refuseExplanation } from './wait-clock.ts'
import { waitingRoutes } from './waiting.routes.ts'
import { declineFromList, ownEntries } from './waiting.store.ts'

/** What care must ask others; bound in wiring.ts (decision 16). */
export type CarePorts = {
  /** May this organisation work on the dossier: does row security show it? */
  readonly seesDossier: (work: Work, dossier: string) => Promise<boolean>
  /** Is this an organisation of the care plane? A wait may not name any other, or it would tell the planes of each other. */
  readonly isCareOrganisation: (organisation: string) => boolean
  /** The middle of each municipality and its safety region: public geography. */
  readonly spots: readonly Spot[]
  /** Which municipality and law the rules named last for a dossier. */
  readonly decidedBy: DecidedByPort
  /** The safety region of a house that asks, when it works for one. */
  readonly regionOf: (organisation: string) => string | undefined
  /** What a municipality and a law are called, for who counts. */
  readonly nameOf: (dimension: Dimension, key: string) => string | undefined
  /** The desk of a house on this day, for whoever took its place: a number of the directory, never of a person. */
  readonly phoneOf: (house: string, on: Day) => string | undefined
}

const ASKERS: readonly WorkFunction[] = ['care-coordinator', 'wmo-desk']
const PROVIDERS: readonly WorkFunction[] = ['shelter-worker']
const asker = { kind: 'signed-in', functions: ASKERS, purpose: 'W01' } as const
const provider = { kind: 'signed-in', functions: PROVIDERS, purpose: 'W01' } as const
const TAG = 'opvang'
/** A search asks no house anything, but a question is a question: so many a day for one account (decision 63). */
export const SEARCHES_PER_DAY = 100
const MS_PER_DAY = 86_400_000
const limitOf = (query: { readonly limit?: string | undefined }): number => Number(query.limit ?? 50)

/** Counts the free beds of a place; more free than there are is refused in words, and the count that stood stays. */
export const tellBeds = async (
  work: Work,
  placeId: string,
  bedsFree: number,
): Promise<Outcome<{ done: boolean }, string>> => {
  const place = await findPlace(work, placeId)
  if (!place) return refuse('not-found')
  if (place.capacity !== undefined && bedsFree > place.capacity)
    return refuse('more-free-than-beds', { max: place.capacity })
  return (await countBeds(work, { id: placeId, bedsFree })) ? accept({ done: true }) : refuse('not-found')
}

const placeRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/places',
    operationId: 'addPlace',
    summary: 'Een eigen plek toevoegen, in algemene woorden en zonder adres',
    tag: TAG,
    access: provider,
    body: NewPlace,
    answer: Made,
    status: 201,
    refusals: ['more-free-than-beds'],
    handle: async (work, { body }) => {
      const { capacity, offers = [] } = body
      if (capacity !== undefined && body.bedsFree > capacity) return refuse('more-free-than-beds', { max: capacity })
      const id = work.newId()
      await insertPlace(work, { ...body, id, offers })
      return accept({ id })
    },
  }),
  route({
    method: 'GET',
    path: '/places',
    operationId: 'listPlaces',
    summary: 'Eigen plekken',
    tag: TAG,
    access: provider,
    query: ListQuery,
    answer: PlaceList,
    refusals: [],
    handle: async (work, { query }) => {
      const places = await listPlaces(work, limitOf(query))
      const since = await bedLinksSince(
        work,
        places.map(({ id }) => id),
      )
      return accept({
        places: places.map((place) => showPlace(place, work.now, since.get(place.id))),
        abilities: ['add-place'],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/places/{placeId}/bed-counts',
    operationId: 'countBeds',
    summary: 'Vrije bedden bijwerken in twee tikken',
    tag: TAG,
    access: provider,
    params: PlaceParams,
    body: BedCount,
    answer: Done,
    refusals: ['not-found', 'more-free-than-beds'],
    handle: async (work, { params, body }) => tellBeds(work, params.placeId, body.bedsFree),
  }),
]

type Asking = Static<typeof NewPlaceRequest>
type WhatIsAsked = Pick<PlaceRequest, 'wanted' | 'must' | 'nice' | 'regionsAvoided'>

/** What is asked, with each avoided region and each distance as whole areas. Where an exploiter is goes no further than this. */
export const whatIsAsked = (
  { spots }: Pick<CarePorts, 'spots'>,
  { wanted, must = [], nice = [], regionsAvoided, dangers = [] }: Asking,
): Outcome<WhatIsAsked, string> => {
  if (must.length + nice.length > NEEDS_MAX) return refuse('too-many-needs', { max: NEEDS_MAX })
  const near = regionsNear(
    dangers.map(({ municipalityCode, km }) => ({ municipality: municipalityCode, km })),
    spots,
  )
  if (!near) return refuse('municipality-unknown')
  return accept({ wanted, must, nice, regionsAvoided: widen([...regionsAvoided, ...near]) })
}

/** What a search tells of the whole country, for these words and areas and nothing else. */
export const findOptions = async (work: Pick<Work, 'trx'>, asked: WhatIsAsked) => {
  const need = needOf(asked.wanted, asked)
  const { candidates, misses } = await findHouses(work, { need, regionsAvoided: asked.regionsAvoided })
  const ranked = rankHouses({ id: '', need, candidates, askedBefore: [] })
  return showOptions({ ranked, whyNot: whyNot(misses), regionsAvoided: asked.regionsAvoided })
}

const seenBy = async (work: Work, ports: CarePorts, requests: readonly PlaceRequest[]) => ({
  now: work.now,
  phoneOf: (house: string) => ports.phoneOf(house, work.today),
  entries: await ownEntries(
    work,
    requests.map(({ id }) => id),
  ),
})

const requestRoutes = (ports: CarePorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/place-searches',
    operationId: 'searchPlaces',
    summary:
      'In het hele land zoeken: wat past en waarom, en om wat voor redenen andere huizen niet; er wordt niemand gevraagd',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: NewPlaceRequest,
    answer: PlaceOptions,
    keepsNothing: true,
    refusals: ['not-found', 'too-many-place-searches', 'municipality-unknown', 'too-many-needs'],
    handle: async (work, { params: { dossierId }, body }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'places-searched', ['shelter'])
      if ((await countSearches(work, new Date(work.now.getTime() - MS_PER_DAY))) >= SEARCHES_PER_DAY)
        return refuse('too-many-place-searches', { max: SEARCHES_PER_DAY })
      const asked = whatIsAsked(ports, body)
      if (!asked.ok) return asked
      await insertSearch(work)
      return accept(await findOptions(work, asked.value))
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/place-requests',
    operationId: 'askPlace',
    summary: 'Een plek vragen: de eerste ronde gaat naar hoogstens drie aanbieders',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: NewPlaceRequest,
    answer: WaveAsked,
    status: 201,
    refusals: [
      ...['not-found', 'place-request-open', 'too-many-place-requests', 'no-provider-fits'],
      ...['municipality-unknown', 'too-many-needs'],
    ],
    handle: async (work, { params, body }) => {
      if (!(await ports.seesDossier(work, params.dossierId))) return refuse('not-found')
      work.concerns(params.dossierId, 'place-asked', ['shelter'])
      const dayAgo = new Date(work.now.getTime() - MS_PER_DAY)
      if ((await countRequests(work, params.dossierId, dayAgo)) >= REQUESTS_PER_DAY) {
        return refuse('too-many-place-requests', { max: REQUESTS_PER_DAY })
      }
      const asked = whatIsAsked(ports, body)
      if (!asked.ok) return asked
      const request = { id: work.newId(), dossier: params.dossierId, wave: 1, ...asked.value }
      if (!(await insertRequest(work, request))) return refuse('place-request-open')
      return askWave(work, request, [], 'no-provider-fits')
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/place-requests',
    operationId: 'listPlaceRequests',
    summary: 'Wat voor dit dossier is gevraagd en geantwoord, zonder namen van huizen',
    tag: TAG,
    access: asker,
    params: DossierParams,
    query: ListQuery,
    answer: RequestList,
    refusals: ['not-found'],
    handle: async (work, { params, query }) => {
      if (!(await ports.seesDossier(work, params.dossierId))) return refuse('not-found')
      work.concerns(params.dossierId, 'place-requests-read', ['shelter'])
      const requests = await listRequests(work, params.dossierId, limitOf(query))
      const offers = await listOffers(
        work,
        requests.map((each) => each.id),
      )
      const seen = await seenBy(work, ports, requests)
      return accept({
        placeRequests: requests.map((each) =>
          showRequest(
            each,
            offers.filter((offer) => offer.request === each.id),
            seen,
          ),
        ),
        abilities: requests.some((each) => each.stage === 'asking') ? [] : ['ask-place'],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/place-requests/{placeRequestId}',
    operationId: 'readPlaceRequest',
    summary: 'Een gevraagde plek met de antwoorden in categorieën',
    tag: TAG,
    access: asker,
    params: RequestParams,
    answer: RequestView,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      const request = await findSeen(work, ports, params.placeRequestId)
      if (!request) return refuse('not-found')
      work.concerns(request.dossier, 'place-requests-read', ['shelter'])
      const offers = await listOffers(work, [request.id])
      return accept(showRequest(request, offers, await seenBy(work, ports, [request])))
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/waves',
    operationId: 'askNextWave',
    summary: 'De volgende ronde: als iedereen antwoordde of de tijd voorbij is',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: Nothing,
    answer: WaveAsked,
    status: 201,
    refusals: ['not-found', 'place-request-closed', 'wave-still-open', 'no-more-providers'],
    handle: async (work, { params }) => {
      const request = await findSeen(work, ports, params.placeRequestId)
      if (!request) return refuse('not-found')
      work.concerns(request.dossier, 'place-asked', ['shelter'])
      if (request.stage !== 'asking') return refuse('place-request-closed')
      const offers = await listOffers(work, [request.id])
      if (!mayAskNextWave(offers, work.now)) return refuse('wave-still-open')
      if (!(await takeWave(work, request))) return refuse('wave-still-open')
      const askedBefore = offers.map((offer) => offer.provider)
      return askWave(work, { ...request, wave: request.wave + 1 }, askedBefore, 'no-more-providers')
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/awards',
    operationId: 'awardPlace',
    summary: 'Een aangeboden plek nemen; het laatste bed gaat naar precies een',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: Award,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'place-request-closed', 'offer-not-yes', 'place-already-taken'],
    handle: async (work, { params, body }) => {
      const request = await findSeen(work, ports, params.placeRequestId)
      const offers = request ? await listOffers(work, [request.id]) : []
      const offer = offers.find((each) => each.id === body.offerId)
      if (!request || !offer) return refuse('not-found')
      work.concerns(request.dossier, 'place-won', ['shelter'])
      const answer = await awardOffer(work, offer.id)
      if (answer === 'not-found') return refuse('place-request-closed')
      if (answer !== 'won') return refuse(answer)
      const payload = { dossierId: request.dossier, offerId: offer.id }
      await tell(work, { kind: 'place-won', stream: request.id, payload, addressee: offer.provider })
      await endNeeds(work, request.dossier, ports.decidedBy)
      return accept({ done: true })
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/holds',
    operationId: 'holdBed',
    summary: 'Een aangeboden bed enkele uren vasthouden; daarna is het vanzelf weer vrij',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: Hold,
    answer: Held,
    status: 201,
    refusals: [
      ...['not-found', 'place-request-closed', 'offer-not-yes', 'bed-held-already', 'hold-spent'],
      ...['place-already-taken'],
    ],
    handle: async (work, { params, body }) => {
      const request = await findSeen(work, ports, params.placeRequestId)
      const offer = request && (await listOffers(work, [request.id])).find((each) => each.id === body.offerId)
      if (!request || !offer) return refuse('not-found')
      work.concerns(request.dossier, 'bed-held', ['shelter'])
      // How long it was held before is for the database to say: it reads that under its lock.
      const until = holdUntil(work.now)
      const answer = await holdBed(work, offer.id, until)
      if (answer === 'not-found') return refuse('place-request-closed')
      if (answer !== 'held') return refuse(answer)
      const payload = { dossierId: request.dossier, offerId: offer.id, until: until.toISOString() }
      await tell(work, { kind: 'bed-held', stream: request.id, payload })
      return accept({ id: offer.id, heldUntil: until.toISOString() })
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/hold-releases',
    operationId: 'releaseBed',
    summary: 'Een vastgehouden bed eerder vrijgeven',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: Hold,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'bed-not-held'],
    handle: async (work, { params, body }) => {
      const request = await findRequest(work, params.placeRequestId)
      const offer = request && (await listOffers(work, [request.id])).find((each) => each.id === body.offerId)
      if (!request || !offer) return refuse('not-found')
      work.concerns(request.dossier, 'bed-released', ['shelter'])
      if (!(await releaseBed(work, offer.id))) return refuse('bed-not-held')
      const payload = { dossierId: request.dossier, offerId: offer.id }
      await tell(work, { kind: 'bed-released', stream: request.id, payload })
      return accept({ done: true })
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/withdrawals',
    operationId: 'withdrawPlaceRequest',
    summary: 'Een vraag om een plek intrekken',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: Nothing,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'place-request-closed'],
    handle: async (work, { params }) => {
      const request = await findRequest(work, params.placeRequestId)
      if (!request) return refuse('not-found')
      work.concerns(request.dossier, 'place-request-withdrawn', ['shelter'])
      if (!(await withdrawRequest(work, request.id))) return refuse('place-request-closed')
      await tell(work, { kind: 'place-request-withdrawn', stream: request.id, payload: { dossierId: request.dossier } })
      return accept({ done: true })
    },
  }),
]

type Asked = Outcome<{ id: string; wave: number; asked: number }, string>

/** Chooses who is asked and asks them; nobody to ask is an answer that undoes the act. */
const askWave = async (
  work: Work,
  request: Pick<PlaceRequest, 'id' | 'dossier' | 'wanted' | 'must' | 'nice' | 'regionsAvoided' | 'wave'>,
  askedBefore: readonly string[],
  nobody: 'no-provider-fits' | 'no-more-providers',
): Promise<Asked> => {
  const need = needOf(request.wanted, request)
  const { candidates } = await findHouses(work, { need, regionsAvoided: request.regionsAvoided })
  const wave = matchPlace({ id: request.id, need, candidates, askedBefore })
  if (wave.length === 0) return refuse(nobody)
  await insertOffers(work, request, wave)
  const payload = { dossierId: request.dossier, wave: request.wave, asked: wave.length }
  await tell(work, { kind: 'place-asked', stream: request.id, payload })
  return accept({ id: request.id, wave: request.wave, asked: wave.length })
}

const offerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/place-offers',
    operationId: 'listPlaceOffers',
    summary: 'Wat aan dit huis is gevraagd: algemene woorden, geen persoon',
    tag: TAG,
    access: provider,
    query: ListQuery,
    answer: ReceivedOffers,
    refusals: [],
    handle: async (work, { query }) => {
      const payers = await payersForBeds(work)
      return accept({
        placeOffers: (await listReceived(work, limitOf(query))).map((offer) => showReceived(offer, payers, work.now)),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/place-offers/{offerId}/answers',
    operationId: 'answerPlaceOffer',
    summary: 'Antwoorden op een vraag om een plek: ja met een eigen plek, of nee met een categorie',
    tag: TAG,
    access: provider,
    params: OfferParams,
    body: OfferAnswer,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'offer-already-won', 'bed-held-already'],
    handle: async (work, { params, body }) => {
      const offer = await findReceived(work, params.offerId)
      if (!offer) return refuse('not-found')
      if (offer.wonAt) return refuse('offer-already-won')
      const isHeld = offer.heldUntil !== undefined && offer.heldUntil > work.now
      // A bed of the list is held for somebody; its house may still say no, with a category, and then it goes on.
      const declines = isHeld && offer.fromListAt !== undefined && body.answer === 'no'
      if (isHeld && !declines) return refuse('bed-held-already')
      if (declines && !(await declineFromList(work, offer.id, body.reason))) return refuse('offer-already-won')
      if (body.answer === 'yes' && !(await isOwnPlace(work, body.placeId))) return refuse('not-found')
      if (!declines) await writeAnswer(work, { id: offer.id, ...body })
      const payload = { offerId: offer.id, answer: body.answer, ...(body.answer === 'no' && { reason: body.reason }) }
      await tell(work, { kind: 'place-answered', stream: offer.request, payload, addressee: offer.asker })
      return accept({ done: true })
    },
  }),
]

const waitRoutes = (ports: CarePorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/shelter-needs',
    operationId: 'tellShelterNeed',
    summary: 'Er is nu opvang nodig: de klok begint te lopen',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: Nothing,
    answer: Made,
    status: 201,
    refusals: ['not-found', 'wait-runs-already'],
    handle: async (work, { params: { dossierId } }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'shelter-needed', ['shelter'])
      const id = await beginWait(work, { dossier: dossierId, cause: 'no-place' })
      if (!id) return refuse('wait-runs-already')
      await tell(work, { kind: 'shelter-needed', stream: id, payload: { dossierId } })
      return accept({ id })
    },
  }),
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/waits',
    operationId: 'startWait',
    summary: 'Vastleggen waarop en op wie wordt gewacht',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: NewWait,
    answer: Made,
    status: 201,
    refusals: ['not-found', 'wait-runs-already', 'party-unknown'],
    handle: async (work, { params: { dossierId }, body }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'wait-started', ['shelter'])
      const party = body.partyOrganisationId
      if (party && !ports.isCareOrganisation(party)) return refuse('party-unknown')
      const id = await beginWait(work, { dossier: dossierId, cause: body.cause, ...(party && { party }) })
      return id ? accept({ id }) : refuse('wait-runs-already')
    },
  }),
  route({
    method: 'POST',
    path: '/waits/{waitId}/ends',
    operationId: 'endWait',
    summary: 'Het wachten is voorbij',
    tag: TAG,
    access: asker,
    params: WaitParams,
    body: Nothing,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'wait-ended-already'],
    handle: async (work, { params }) => {
      const wait = await findWait(work, params.waitId)
      if (!wait) return refuse('not-found')
      work.concerns(wait.dossier, 'wait-ended', ['shelter'])
      if (!(await endWait(work, wait.id))) return refuse('wait-ended-already')
      await tellEnded(work, wait.dossier, [wait.id])
      await countNeeds(work, { dossier: wait.dossier, needs: [wait.id], decidedBy: ports.decidedBy })
      return accept({ done: true })
    },
  }),
  route({
    method: 'POST',
    path: '/waits/{waitId}/corrections',
    operationId: 'correctWait',
    summary: 'Zeggen dat het wachten een andere oorzaak had, met een reden; wat was afgeleid blijft staan',
    tag: TAG,
    access: asker,
    params: WaitParams,
    body: NewCorrection,
    answer: Made,
    status: 201,
    refusals: [
      ...['not-found', 'correction-needs-reason', 'correction-changes-nothing', 'party-unknown'],
      'wait-is-no-need',
    ],
    handle: async (work, { params, body }) => {
      await correctAlone(work, params.waitId)
      const wait = await findWait(work, params.waitId)
      if (!wait || !(await ports.seesDossier(work, wait.dossier))) return refuse('not-found')
      work.concerns(wait.dossier, 'wait-corrected', ['shelter'])
      const { cause, partyOrganisationId: party, reason, about = 'wait' } = body
      if (party && !ports.isCareOrganisation(party)) return refuse('party-unknown')
      const said = { cause, ...(party && { party }), reason }
      const refused = about === 'wait' ? refuseCorrection(wait, said) : refuseExplanation(wait, said)
      if (refused || !reason) return refuse(refused ?? 'correction-needs-reason')
      const id = await insertCorrection(work, wait.id, { cause, reason, about, ...(party && { party }) })
      const was = about === 'wait' ? causeOf(wait) : { cause: 'unknown' }
      const payload = { dossierId: wait.dossier, about, was, cause, reason, ...(party && { partyId: party }) }
      await tell(work, { kind: 'wait-corrected', stream: wait.id, payload })
      // What was counted is counted again, for every need of which this wait took hours.
      const needs = (await listWaits(work, wait.dossier)).filter((each) => each.cause === 'no-place')
      await countNeeds(work, {
        ...{ dossier: wait.dossier, needs: needs.map((each) => each.id) },
        decidedBy: ports.decidedBy,
      })
      return accept({ id })
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/waits',
    operationId: 'listWaits',
    summary: 'Hoe lang is gewacht, waarop en op wie',
    tag: TAG,
    access: asker,
    params: DossierParams,
    answer: WaitList,
    refusals: ['not-found'],
    handle: async (work, { params: { dossierId } }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'waits-read', ['shelter'])
      const waits = await listWaits(work, dossierId)
      const needs = await readNeeds(work, dossierId)
      const needed = waits.some((wait) => wait.cause === 'no-place' && !wait.ended)
      return accept(showWaits({ waits, needs }, work.now, ['start-wait', ...(needed ? [] : ['tell-shelter-need'])]))
    },
  }),
]

/** All routes of care. */
export const careRoutes = (ports: CarePorts): readonly Route[] => [
  ...placeRoutes,
  ...bedLinkRoutes,
  ...requestRoutes(ports),
  ...offerRoutes,
  ...waitRoutes(ports),
  ...waitingRoutes({ ...ports, whatIsAsked: (asked) => whatIsAsked(ports, asked) }),
  ...figureRoutes(ports),
]
