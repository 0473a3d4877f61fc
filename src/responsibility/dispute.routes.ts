/** Disputes about who pays: what each relies on, the steps of the covenant, and a settlement with what is carried over, to the cent. */
import type { Reference } from '../directory/index.ts'
import { accept, type Day, dayAt, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { type CarriedOver, type CarryRefusal, carryOver, type PayerDays, readPayerDays } from './carry-over.ts'
import { type Dispute, daysOf, maySettle, readDispute, takeStep } from './dispute.ts'
import { askerOrPayer, isPayer, PAYER_ASKERS, payerReader } from './payer.routes.ts'
import { showDispute, showPayerRequest, showTransfers } from './responsibility.present.ts'
import {
  NewDisputeStep,
  NewPosition,
  NewSettlement,
  PayerRequestDetail,
  PayerRequestParams,
  Settled,
  Told,
} from './responsibility.schema.ts'
import { disputeFactsOf, findPayerRequest, type PayerRequest } from './responsibility.store.ts'
import { RULES } from './rule-book.ts'

type Needs = { readonly reference: Reference }
const TAG = 'verantwoordelijkheid'

export const disputeRoutes = ({ reference }: Needs): readonly Route[] => [
  route({
    method: 'GET',
    path: '/payer-requests/{payerRequestId}',
    operationId: 'readPayerRequest',
    summary: 'Een vraag aan een betaler met het geschil dat eruit kwam',
    tag: TAG,
    access: askerOrPayer,
    params: PayerRequestParams,
    answer: PayerRequestDetail,
    refusals: ['not-found'],
    handle: async (work, { params }) => {
      const request = await findPayerRequest(work, params.payerRequestId)
      if (!request) return refuse('not-found')
      work.concerns(request.dossier, 'payer-requests-read', ['shelter'])
      const dispute = await disputeOf(work, request)
      return accept({
        payerRequest: showPayerRequest(request, await payerReader(work, [request])),
        ...(dispute && { dispute: showDispute(dispute, RULES, settledCost(request, dispute)) }),
        abilities: dispute ? disputeAbilities(work, request, dispute) : [],
      })
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/positions',
    operationId: 'statePosition',
    summary: 'In een geschil zeggen wie volgens deze partij betaalt, en op welke grond',
    tag: TAG,
    access: askerOrPayer,
    params: PayerRequestParams,
    body: NewPosition,
    answer: Told,
    status: 201,
    refusals: ['not-found', 'no-dispute', 'dispute-settled', 'payer-unknown', 'rule-unknown'],
    handle: async (work, { params, body }) => {
      const found = await inDispute(work, params.payerRequestId)
      if (!found.ok) return found
      const { request, dispute } = found.value
      if (dispute.settlement) return refuse('dispute-settled')
      if (!isPayer(reference, body.holdsOrganisationId)) return refuse('payer-unknown')
      if (body.ruleId && !RULES.some(({ id }) => id === body.ruleId)) return refuse('rule-unknown')
      work.concerns(request.dossier, 'payer-position-stated', ['shelter'])
      const { holdsOrganisationId: holds, ground, ruleId } = body
      return tell(work, request, 'payer-position-stated', { holds, ground, ...(ruleId && { ruleId }) })
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/dispute-steps',
    operationId: 'takeDisputeStep',
    summary: 'Een stap van het convenant zetten: contactpersonen, regioadviseur, geschillencommissie',
    tag: TAG,
    access: askerOrPayer,
    params: PayerRequestParams,
    body: NewDisputeStep,
    answer: Told,
    status: 201,
    refusals: ['not-found', 'no-dispute', 'dispute-settled', 'dispute-step-not-next'],
    handle: async (work, { params, body }) => {
      const found = await inDispute(work, params.payerRequestId)
      if (!found.ok) return found
      const { request, dispute } = found.value
      work.concerns(request.dossier, 'dispute-step-taken', ['shelter'])
      const may = takeStep(dispute, body.step)
      return may.ok ? tell(work, request, 'dispute-step-taken', { step: body.step }) : may
    },
  }),
  route({
    method: 'POST',
    path: '/payer-requests/{payerRequestId}/settlements',
    operationId: 'settleDispute',
    summary: 'Vastleggen wie vanaf wanneer betaalt; wat wordt verrekend wordt tot op de cent uitgerekend',
    tag: TAG,
    access: { kind: 'signed-in', functions: PAYER_ASKERS, purpose: 'W01' },
    params: PayerRequestParams,
    body: NewSettlement,
    answer: Settled,
    status: 201,
    refusals: [
      ...['not-found', 'no-dispute', 'settlement-before-dispute', 'day-in-future', 'settlement-of-days-to-come'],
      ...['day-unknown', 'payer-unknown'],
      ...['payers-overlap', 'payers-leave-gap', 'payers-days-reversed', 'payers-cover-other-days'],
      ...['payers-outside-cost', 'cost-too-long'],
    ],
    handle: async (work, { params, body }) => {
      const found = await inDispute(work, params.payerRequestId)
      // Who was asked reads what was settled; who asked writes it down.
      if (!found.ok || found.value.request.asker !== work.claim.organisation)
        return refuse(found.ok ? 'not-found' : found.refusal.code)
      const { request, dispute } = found.value
      const decided = parseDay(body.decidedDate)
      const [carried, pays] = [daysOf(body.carriedBy), daysOf(body.paysBy)]
      if (!decided || !carried || !pays) return refuse('day-unknown')
      const may = maySettle(dispute, { decided, carried }, work.today)
      if (!may.ok) return may
      if ([...carried, ...pays].some(({ party }) => !isPayer(reference, party))) return refuse('payer-unknown')
      const over = costOf(request, { carried, pays })
      if (!over.ok) return over
      work.concerns(request.dossier, 'dispute-settled', ['shelter'])
      const told = await tell(work, request, 'dispute-settled', { decided, carried, pays })
      if (!told.ok) return told
      return accept({
        id: told.value.id,
        ...(over.value && { totalCents: over.value.totalCents }),
        transfers: showTransfers(over.value),
      })
    },
  }),
]

/** A question that was refused, or is carried for now, is a dispute from the day of that answer on. */
const disputeOf = async (work: Work, request: PayerRequest): Promise<Dispute | undefined> => {
  if (!request.answeredAt || request.answer === 'accepts') return undefined
  return readDispute(dayAt(request.answeredAt), await disputeFactsOf(work, request.id), work.today)
}

const inDispute = async (
  work: Work,
  id: string,
): Promise<Outcome<{ readonly request: PayerRequest; readonly dispute: Dispute }, 'not-found' | 'no-dispute'>> => {
  const request = await findPayerRequest(work, id)
  if (!request) return refuse('not-found')
  const dispute = await disputeOf(work, request)
  return dispute ? accept({ request, dispute }) : refuse('no-dispute')
}

const disputeAbilities = (work: Work, request: PayerRequest, dispute: Dispute): string[] => [
  ...(dispute.settlement
    ? []
    : ['state-position', ...(dispute.steps.some(({ due }) => due) ? ['take-dispute-step'] : [])]),
  ...(request.asker === work.claim.organisation && PAYER_ASKERS.includes(work.claim.function)
    ? ['settle-dispute']
    : []),
]

type Sides = { readonly carried: readonly PayerDays[]; readonly pays: readonly PayerDays[] }

/** What is carried over; without a cost the days alone are read, and no amount is said. */
const costOf = ({ cost }: PayerRequest, sides: Sides): Outcome<CarriedOver | undefined, CarryRefusal> => {
  if (cost) return carryOver(cost, sides)
  const [carried, pays] = [readPayerDays(sides.carried), readPayerDays(sides.pays)]
  if (!carried.ok) return carried
  if (!pays.ok) return pays
  const ends = (days: readonly PayerDays[]): readonly (Day | undefined)[] => [days[0]?.from, days.at(-1)?.until]
  return String(ends(carried.value)) === String(ends(pays.value))
    ? accept(undefined)
    : refuse('payers-cover-other-days')
}

const settledCost = (request: PayerRequest, { settlement }: Dispute): CarriedOver | undefined => {
  const over = settlement && costOf(request, settlement)
  return over?.ok ? over.value : undefined
}

/** A fact of the dispute, told to the other party. */
const tell = async (
  work: Work,
  request: PayerRequest,
  kind: 'payer-position-stated' | 'dispute-step-taken' | 'dispute-settled',
  said: Readonly<Record<string, unknown>>,
): Promise<Outcome<{ id: string }, never>> => {
  const addressee = request.asker === work.claim.organisation ? request.payer : request.asker
  const fact = await work.record({
    ...{ slice: 'responsibility', stream: request.id, kind, happened: work.today, addressee },
    payload: { dossierId: request.dossier, ...said },
  })
  return accept({ id: fact.id })
}
