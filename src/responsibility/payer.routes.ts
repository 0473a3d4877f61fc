/** Payers that answer in writing, by account or behind a link: asked with a cost, answered once, taken back while nobody answered. */
import { createLink, endLinks, madeAt, standingLinks } from '../access/index.ts'
import type { Reference } from '../directory/index.ts'
import { accept, type Day, type Outcome, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { type Cost, type CostRefusal, refuseCost } from './cost.ts'
import { answerDue, type DisputeFact } from './dispute.ts'
import { type PayerReader, showPayerRequest, showTrajectoryCost } from './responsibility.present.ts'
import {
  Answered,
  DossierParams,
  ListQuery,
  Made,
  NewPayerAnswer,
  NewPayerRequest,
  Nothing,
  type PayerAnswer,
  PayerLink,
  PayerRequestList,
  PayerRequestParams,
  type RefusalGround,
  TrajectoryCostView,
  VerdictParams,
} from './responsibility.schema.ts'
import {
  type AnsweredBy,
  askedAbout,
  disputeFactsOf,
  findPayerRequest,
  findVerdict,
  insertPayerRequest,
  listPayerRequests,
  type PayerRequest,
  withdrawPayerRequest,
  writePayerAnswer,
} from './responsibility.store.ts'
import { type AskedCost, trajectoryCost } from './trajectory-cost.ts'

type Needs = {
  readonly reference: Reference
  readonly seesDossier: (work: Work, dossier: string) => Promise<boolean>
  /** The bed that was promised to a request for a place of the own house; undefined when there is none. */
  readonly promisedBed: (work: Work, placeRequestId: string) => Promise<PromisedBed | undefined>
}
export type PromisedBed = { readonly dossier: string; readonly promisedOn: Day }

export const PAYER_ASKERS: readonly WorkFunction[] = ['care-coordinator', 'wmo-desk']
const asker = { kind: 'signed-in', functions: PAYER_ASKERS, purpose: 'W01' } as const
export const askerOrPayer = { kind: 'signed-in', functions: [...PAYER_ASKERS, 'payer'], purpose: 'W01' } as const
const TAG = 'verantwoordelijkheid'
/** As long as a link of a seat; the question can be asked again. */
const LINK_DAYS = 14

export const payerReader = async (work: Work, requests: readonly PayerRequest[]): Promise<PayerReader> => {
  const links = await standingLinks(work, { kind: 'payer-answer', subjects: requests.map(({ id }) => id) })
  return {
    organisation: work.claim.organisation,
    asks: PAYER_ASKERS.includes(work.claim.function),
    today: work.today,
    linksSince: new Map([...links].map(([request, until]) => [request, madeAt(until, LINK_DAYS)])),
  }
}

export const payerRoutes = ({ reference, seesDossier, promisedBed }: Needs): readonly Route[] => [
  route({
    method: 'POST',
    path: '/verdicts/{verdictId}/payer-requests',
    operationId: 'askPayer',
    summary: 'Een betaler om een schriftelijk antwoord vragen, met wat het kost en vanaf wanneer',
    tag: TAG,
    access: asker,
    params: VerdictParams,
    body: NewPayerRequest,
    answer: Made,
    status: 201,
    refusals: [
      ...['not-found', 'payer-unknown', 'payer-already-asked', 'cost-negative', 'cost-period-reversed'],
      ...['cost-whole-needs-end', 'cost-too-long', 'day-unknown', 'bed-not-promised'],
    ],
    handle: async (work, { params, body }) => {
      const verdict = await findVerdict(work, params.verdictId)
      const isMine = verdict?.organisation === work.claim.organisation && work.claim.function !== 'payer'
      if (!verdict || !isMine) return refuse('not-found')
      const payer = body.payerOrganisationId
      if (!isPayer(reference, payer)) return refuse('payer-unknown')
      const cost = readCost(body.cost)
      if (!cost.ok) return cost
      const bed = body.placeRequestId === undefined ? undefined : await promisedBed(work, body.placeRequestId)
      if (body.placeRequestId !== undefined && bed?.dossier !== verdict.dossier) return refuse('bed-not-promised')
      work.concerns(verdict.dossier, 'payer-asked', ['shelter'])
      const answerBy = answerDue(work.today)
      const request = {
        ...{ id: work.newId(), verdict: verdict.id, dossier: verdict.dossier, payer },
        ...(cost.value && { cost: cost.value }),
        ...(bed && body.placeRequestId && { bed: { placeRequest: body.placeRequestId, promisedOn: bed.promisedOn } }),
        ...(answerBy && { answerBy }),
      }
      if (!(await insertPayerRequest(work, request))) return refuse('payer-already-asked')
      await work.record({
        ...{ slice: 'responsibility', stream: verdict.id, kind: 'payer-asked', happened: work.today, addressee: payer },
        payload: { dossierId: verdict.dossier, payerRequestId: request.id, ...(answerBy && { answerBy }) },
      })
      return accept({ id: request.id })
    },
  }),
  route({
    method: 'GET',
    path: '/payer-requests',
    operationId: 'listPayerRequests',
    summary: 'Gevraagd en gekregen: verzoeken om te betalen waarin deze organisatie vraagt of betaalt',
    tag: TAG,
    access: askerOrPayer,
    query: ListQuery,
    answer: PayerRequestList,
    refusals: [],
    handle: async (work, { query }) => {
      const requests = await listPayerRequests(work, Number(query.limit ?? 50))
      for (const dossier of new Set(requests.map((each) => each.dossier)))
        work.concerns(dossier, 'payer-requests-read', ['shelter'])
      const reader = await payerReader(work, requests)
      return accept({
        payerRequests: requests.map((each) => showPayerRequest(each, reader)),
        abilities: [],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/trajectory-cost',
    operationId: 'readTrajectoryCost',
    summary: 'Wat een traject tot vandaag kost, per betaler, tot op de cent',
    tag: TAG,
    access: asker,
    params: DossierParams,
    answer: TrajectoryCostView,
    refusals: ['not-found'],
    handle: async (work, { params: { dossierId } }) => {
      if (!(await seesDossier(work, dossierId))) return refuse('not-found')
      work.concerns(dossierId, 'payer-requests-read', ['shelter'])
      const asked: AskedCost[] = []
      for (const { id, payer, cost, answer } of await askedAbout(work, dossierId)) {
        if (!cost) continue
        const settled = answer && answer !== 'accepts' ? readSettled(await disputeFactsOf(work, id)) : undefined
        asked.push({ payer, cost, ...(answer && { answer }), ...(settled && { settled }) })
      }
      return accept(showTrajectoryCost(trajectoryCost(asked, work.today), work.today))
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/answers',
    operationId: 'answerPayerRequest',
    summary: 'Als betaler antwoorden: betaalt, betaalt niet (met grond), of betaalt voorlopig',
    tag: TAG,
    access: { kind: 'signed-in', functions: ['payer', 'wmo-desk'], purpose: 'W01' },
    params: PayerRequestParams,
    body: NewPayerAnswer,
    answer: Answered,
    status: 201,
    refusals: ['not-found', 'refusal-needs-ground', 'payer-answered-already', 'payer-request-withdrawn'],
    handle: async (work, { params, body }) => {
      const request = await findPayerRequest(work, params.payerRequestId)
      if (!request || request.payer !== work.claim.organisation) return refuse('not-found')
      work.concerns(request.dossier, 'payer-answered', ['shelter'])
      return answerRequest(work, request, {
        answer: body.answer,
        by: 'account',
        ...(body.ground && { ground: body.ground }),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/withdrawals',
    operationId: 'withdrawPayerRequest',
    summary: 'Een vraag aan een betaler terugnemen, zolang niemand antwoordde',
    tag: TAG,
    access: asker,
    params: PayerRequestParams,
    body: Nothing,
    answer: Made,
    status: 201,
    refusals: ['not-found', 'payer-answered-already', 'payer-request-withdrawn'],
    handle: async (work, { params }) => {
      const request = await findPayerRequest(work, params.payerRequestId)
      if (!request || request.asker !== work.claim.organisation) return refuse('not-found')
      work.concerns(request.dossier, 'payer-request-withdrawn', ['shelter'])
      const closed = closedBy(request)
      if (closed) return refuse(closed)
      // What was sent by mail ends with the question.
      await endLinks(work, { kind: 'payer-answer', subject: request.id })
      if (!(await withdrawPayerRequest(work, request.id))) return refuse('payer-answered-already')
      await work.record({
        ...{ slice: 'responsibility', stream: request.verdict, kind: 'payer-request-withdrawn', happened: work.today },
        addressee: request.payer,
        payload: { dossierId: request.dossier, payerRequestId: request.id, payerId: request.payer },
      })
      return accept({ id: request.id })
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/links',
    operationId: 'makePayerLink',
    answersOnce: true,
    summary: 'Een antwoordlink voor een betaler zonder account; de link zegt niet over wie het gaat',
    tag: TAG,
    access: asker,
    params: PayerRequestParams,
    answer: PayerLink,
    status: 201,
    refusals: ['not-found', 'payer-answered-already', 'payer-request-withdrawn'],
    handle: async (work, { params }) => {
      const request = await findPayerRequest(work, params.payerRequestId)
      if (!request || request.asker !== work.claim.organisation) return refuse('not-found')
      work.concerns(request.dossier, 'payer-asked', ['shelter'])
      const closed = closedBy(request)
      if (closed) return refuse(closed)
      // One link at a time: what was sent before, or sent on, ends.
      await endLinks(work, { kind: 'payer-answer', subject: request.id })
      return accept({
        token: await createLink(work, { kind: 'payer-answer', subject: request.id, validDays: LINK_DAYS }),
      })
    },
  }),
]

/** Who pays which days by the last settlement of a dispute. */
const readSettled = (facts: readonly DisputeFact[]) => {
  const last = facts.findLast((each) => each.kind === 'settled')
  return last?.kind === 'settled' ? last.pays : undefined
}

const closedBy = (request: PayerRequest): 'payer-answered-already' | 'payer-request-withdrawn' | undefined =>
  request.withdrawnAt ? 'payer-request-withdrawn' : request.answer ? 'payer-answered-already' : undefined

type SaidCost = {
  readonly amountCents: number
  readonly per: Cost['per']
  readonly fromDate: string
  readonly untilDate?: string | undefined
}
const readCost = (said: SaidCost | undefined): Outcome<Cost | undefined, CostRefusal | 'day-unknown'> => {
  if (!said) return accept(undefined)
  const [from, until] = [parseDay(said.fromDate), said.untilDate ? parseDay(said.untilDate) : undefined]
  if (!from || (said.untilDate && !until)) return refuse('day-unknown')
  const cost: Cost = { cents: said.amountCents, per: said.per, from, ...(until && { until }) }
  const refused = refuseCost(cost)
  return refused ? refuse(refused) : accept(cost)
}

export type GivenAnswer = {
  readonly answer: PayerAnswer
  readonly ground?: RefusalGround
  readonly by: AnsweredBy
}
type AnswerRefusal = 'refusal-needs-ground' | 'payer-answered-already' | 'payer-request-withdrawn'

/** Writes the answer down and tells it, whoever gave it: somebody with an account or a guest of a link. */
export const answerRequest = async (
  work: Work,
  request: PayerRequest,
  given: GivenAnswer,
): Promise<Outcome<{ answered: boolean; provisionalCarrier?: string }, AnswerRefusal>> => {
  if (given.answer === 'refuses' && !given.ground) return refuse('refusal-needs-ground')
  if (request.withdrawnAt) return refuse('payer-request-withdrawn')
  const ground = given.answer === 'refuses' ? given.ground : undefined
  const { answer, by } = given
  if (!(await writePayerAnswer(work, { id: request.id, answer, by, ...(ground && { ground }) })))
    return refuse('payer-answered-already')
  return accept(await tellAnswer(work, request, answer))
}

/** Tells the answer. A no is a dispute, and a dispute never leaves shelter without a carrier. */
const tellAnswer = async (
  work: Work,
  request: PayerRequest,
  answer: PayerAnswer,
): Promise<{ answered: boolean; provisionalCarrier?: string }> => {
  const fact = {
    slice: 'responsibility',
    ...{ stream: request.verdict, happened: work.today },
    // Behind a link the answer is written in the name of the house that asked: it is told nothing.
    ...(request.asker === work.claim.organisation ? {} : { addressee: request.asker }),
  } as const
  const payload = { dossierId: request.dossier, payerRequestId: request.id, payerId: request.payer }
  await work.record({ ...fact, kind: 'payer-answered', payload: { ...payload, answer } })
  if (answer === 'accepts') return { answered: true }
  const carrier = answer === 'provisional' ? 'payer-that-answered' : DISPUTE_CARRIER
  await work.record({ ...fact, kind: 'provisional-carrier-named', payload: { ...payload, carrier } })
  return { answered: true, provisionalCarrier: carrier }
}
/** Who carries shelter while it is disputed: norm N34, proposed; `provisionalCarrier` of the rules says the same in a sentence. */
const DISPUTE_CARRIER = 'municipality-that-received'

/** Who can be asked to pay: a municipality, or the agency for reception. */
export const isPayer = (reference: Reference, organisation: string): boolean =>
  reference.organisations.some(
    (each) => each.id === organisation && (each.kind === 'municipality' || each.kind === 'coa'),
  )
