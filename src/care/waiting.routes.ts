/** The waiting list: joined for one dossier, in one order for the whole country, and a bed of it taken or passed on with a reason. */
import type { Static } from 'typebox'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { areaOf } from './areas.ts'
import {
  Done,
  DossierParams,
  Made,
  NewPass,
  type NewPlaceRequest,
  NewWaitingEntry,
  RequestParams,
} from './care.schema.ts'
import {
  countRequests,
  insertRequest,
  listOffers,
  listRequests,
  type PlaceRequest,
  releaseBed,
  withdrawRequest,
} from './care.store.ts'
import { needOf, REQUESTS_PER_DAY } from './match-place.ts'
import { findSeen, type SeesDossier } from './seen-request.store.ts'
import { tell } from './told-waits.store.ts'
import { insertPass, joinWaiting, ownEntries } from './waiting.store.ts'
import { profileOf, rankOf } from './waiting-order.ts'

type Asked = Pick<PlaceRequest, 'wanted' | 'must' | 'nice' | 'regionsAvoided'>
export type WaitingPorts = SeesDossier & {
  readonly regionOf: (organisation: string) => string | undefined
  readonly whatIsAsked: (asked: Static<typeof NewPlaceRequest>) => Outcome<Asked, string>
}

const asker = { kind: 'signed-in', functions: ['care-coordinator', 'wmo-desk'], purpose: 'W01' } as const
const TAG = 'opvang'
const MS_PER_DAY = 86_400_000
const OPEN_MAX = 20

export const waitingRoutes = (ports: WaitingPorts): readonly Route[] => [
  route({
    method: 'POST',
    path: '/dossiers/{dossierId}/waiting-entries',
    operationId: 'joinWaitingList',
    summary:
      'Op de landelijke wachtlijst voor een plek: hoe dringend het is; wie er al op staat zegt het opnieuw en houdt zijn beurt',
    tag: TAG,
    access: asker,
    params: DossierParams,
    body: NewWaitingEntry,
    answer: Made,
    status: 201,
    refusals: [
      ...['not-found', 'waiting-needs-words', 'too-many-place-requests', 'municipality-unknown', 'too-many-needs'],
      ...['waiting-needs-profile', 'place-request-open'],
    ],
    handle: async (work, { params: { dossierId }, body }) => {
      if (!(await ports.seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'waiting-joined', ['shelter'])
      const request = await openRequest(work, ports, dossierId, body.asked)
      if (!request.ok) return request
      const { must } = needOf(request.value.wanted, request.value)
      const [profile, rank] = [profileOf(must), rankOf(body.urgency)]
      if (!profile || rank === undefined) return refuse('waiting-needs-profile')
      const region = ports.regionOf(work.claim.organisation)
      const entry = await joinWaiting(work, {
        ...{ dossier: dossierId, request: request.value.id, profile, urgency: body.urgency, rank, must },
        ...(region && { area: areaOf(region) }),
      })
      const payload = { dossierId, urgency: body.urgency }
      const kind = entry.isNew ? 'waiting-joined' : 'waiting-urgency-said'
      await tell(work, { kind, stream: request.value.id, payload })
      return accept({ id: entry.id })
    },
  }),
  route({
    method: 'POST',
    path: '/place-requests/{placeRequestId}/passes',
    operationId: 'passListOffer',
    summary:
      'Een bed van de wachtlijst niet nemen, met een reden; de beurt blijft, tenzij er elders een plek is: dan eindigt de vraag',
    tag: TAG,
    access: asker,
    params: RequestParams,
    body: NewPass,
    answer: Done,
    status: 201,
    refusals: ['not-found', 'bed-not-held'],
    handle: async (work, { params, body }) => {
      const request = await findSeen(work, ports, params.placeRequestId)
      const offer = request && (await listOffers(work, [request.id])).find(({ id }) => id === body.offerId)
      const entry = request && (await ownEntries(work, [request.id])).get(request.id)
      if (!request || !offer?.fromListAt || !entry) return refuse('not-found')
      work.concerns(request.dossier, 'pass-list-offer', ['shelter'])
      if (!(await releaseBed(work, offer.id))) return refuse('bed-not-held')
      await insertPass(work, { waiting: entry.id, offer: offer.id, reason: body.reason })
      const { id: stream, dossier: dossierId } = request
      const payload = { dossierId, offerId: offer.id, reason: body.reason }
      await tell(work, { kind: 'list-offer-passed', stream, payload })
      // Who found a place elsewhere asks for none any more.
      if (body.reason === 'found-elsewhere' && (await withdrawRequest(work, stream)))
        await tell(work, { kind: 'place-request-withdrawn', stream, payload: { dossierId } })
      return accept({ done: true })
    },
  }),
]

/** The question that is open for this dossier, or one made of what is asked now: without asking any house. */
const openRequest = async (
  work: Work,
  ports: WaitingPorts,
  dossier: string,
  said: Static<typeof NewPlaceRequest> | undefined,
): Promise<Outcome<Asked & { readonly id: string }, string>> => {
  const open = (await listRequests(work, dossier, OPEN_MAX)).find(({ stage }) => stage === 'asking')
  if (open) return accept(open)
  if (!said) return refuse('waiting-needs-words')
  const dayAgo = new Date(work.now.getTime() - MS_PER_DAY)
  if ((await countRequests(work, dossier, dayAgo)) >= REQUESTS_PER_DAY)
    return refuse('too-many-place-requests', { max: REQUESTS_PER_DAY })
  const asked = ports.whatIsAsked(said)
  if (!asked.ok) return asked
  const request = { id: work.newId(), dossier, ...asked.value }
  return (await insertRequest(work, request)) ? accept(request) : refuse('place-request-open')
}
