/** The edge of subject access requests: recorded and watched at the desk, answered by a care co-ordinator of the holder. */
import type { Static } from 'typebox'
import { CHAPTERS, findDossier } from '../dossier/index.ts'
import { accept, type Day, day, daysBetween, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import {
  AccessAnswer,
  AccessRequestBody,
  AccessRequestList,
  AccessRequestMade,
  type AccessRequestShown,
  AnswerPath,
  RequestPath,
  StepBody,
  StepTaken,
} from './access-request.schema.ts'
import {
  type AccessRequest,
  findAccessRequest,
  insertAccessRequest,
  insertStep,
  listAccessRequests,
} from './access-request.store.ts'
import { mayTakeStep, type RequestStep, standsAt } from './access-request.ts'
import { type AnswerNeeds, makeAnswer } from './make-answer.store.ts'

const tag = 'verantwoording'
const DESK = { kind: 'signed-in', functions: ['privacy-officer', 'care-coordinator'], purpose: 'W12' } as const

export const accessRequestRoutes = (needs: AnswerNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/subject-access-requests',
    operationId: 'listAccessRequests',
    summary: 'Inzageverzoeken van de eigen organisatie, met de dag waarop er antwoord moet zijn',
    tag,
    access: DESK,
    answer: AccessRequestList,
    refusals: [],
    handle: async (work) => {
      const accessRequests = (await listAccessRequests(work)).map((each) => presentRequest(work, each))
      // Of whom a request is stands only in what is shown to who may answer it.
      const about = new Set(accessRequests.flatMap(({ dossierId }) => dossierId ?? []))
      for (const dossier of about) work.concerns(dossier, 'list-access-requests')
      return accept({ accessRequests, abilities: ['record-access-request'] })
    },
  }),
  route({
    method: 'POST',
    path: '/subject-access-requests',
    operationId: 'recordAccessRequest',
    summary: 'Een inzageverzoek vastleggen: wanneer het kwam en hoe de persoon is herkend',
    tag,
    access: DESK,
    body: AccessRequestBody,
    answer: AccessRequestMade,
    status: 201,
    refusals: ['not-found', 'not-the-holder', 'happened-in-future'],
    handle: async (work, { body }) => {
      const received = day(body.receivedDate)
      if (received > work.today) return refuse('happened-in-future')
      const about = body.dossierId === undefined ? undefined : await fileOf(work, body.dossierId)
      if (about && !about.ok) return about
      const accessRequestId = await insertAccessRequest(work, { received, recognised: body.recognised })
      if (about) await linkTo(work, accessRequestId, about.value)
      return accept({ accessRequestId })
    },
  }),
  route({
    method: 'POST',
    path: '/subject-access-requests/{accessRequestId}/steps',
    operationId: 'stepAccessRequest',
    summary: 'Bij een inzageverzoek vastleggen: om welk dossier het gaat, uitstel, beantwoord of ingetrokken',
    tag,
    access: DESK,
    params: RequestPath,
    body: StepBody,
    answer: StepTaken,
    status: 201,
    refusals: [
      ...['not-found', 'not-the-holder', 'access-request-closed', 'access-request-step-taken', 'happened-in-future'],
      ...['access-request-extended-too-late', 'access-request-before-receipt', 'access-request-incomplete'],
    ],
    handle: (work, { params, body }) => takeStep(work, params.accessRequestId, body),
  }),
  // Read, not posted: answers of commands are kept by key, and nothing personal may be among them.
  route({
    method: 'GET',
    path: '/subject-access-requests/{accessRequestId}/answers/{language}',
    operationId: 'makeAccessAnswer',
    summary: 'Het antwoord op een inzageverzoek maken: alles wat de eigen organisatie over deze persoon bewaart',
    tag,
    access: { kind: 'signed-in', functions: ['care-coordinator'], purpose: 'W12', stepUp: 'always' },
    params: AnswerPath,
    answer: AccessAnswer,
    refusals: ['not-found', 'not-the-holder', 'access-request-closed', 'access-request-not-linked'],
    handle: async (work, { params }) => {
      const found = await findAccessRequest(work, params.accessRequestId)
      if (!found) return refuse('not-found')
      const { state, dossier } = standsAt(found.received, found.steps, work.today)
      if (state !== 'open') return refuse('access-request-closed')
      if (dossier === undefined) return refuse('access-request-not-linked')
      const held = await fileOf(work, dossier)
      if (!held.ok) return held
      const { signals, answer } = await makeAnswer(work, needs, dossier, params.language)
      for (const subject of [dossier, ...signals]) work.concerns(subject, 'answer-access-request', [...CHAPTERS])
      return accept(answer)
    },
  }),
]

// Only who holds the file can say that a request is about it, and the privacy officer sees no file at all.
const fileOf = async (work: Work, id: string): Promise<Outcome<string, 'not-found' | 'not-the-holder'>> => {
  const dossier = work.claim.function === 'care-coordinator' ? await findDossier(work, id) : undefined
  if (!dossier) return refuse('not-found')
  return dossier.holder === work.claim.organisation ? accept(dossier.id) : refuse('not-the-holder')
}

const linkTo = async (work: Work, requestId: string, dossier: string): Promise<void> => {
  await insertStep(work, requestId, { step: 'linked', happened: work.today, dossier })
  work.concerns(dossier, 'record-access-request')
}

const takeStep = async (
  work: Work,
  requestId: string,
  body: Static<typeof StepBody>,
): Promise<Outcome<{ accessRequestId: string; step: string }, string>> => {
  const found = await findAccessRequest(work, requestId)
  if (!found) return refuse('not-found')
  const happened = body.happenedDate === undefined ? work.today : day(body.happenedDate)
  const may = mayTakeStep(found.received, found.steps, { step: body.step, happened }, work.today)
  if (!may.ok) return may
  const done = await write(work, found, body, happened)
  return done.ok ? accept({ accessRequestId: requestId, step: body.step }) : done
}

const write = async (
  work: Work,
  { id, steps }: AccessRequest,
  { step, dossierId, reason, told }: Static<typeof StepBody>,
  happened: Day,
): Promise<Outcome<true, string>> => {
  if (step === 'linked') {
    if (dossierId === undefined) return refuse('access-request-incomplete')
    const file = await fileOf(work, dossierId)
    if (!file.ok) return file
    await linkTo(work, id, file.value)
    return accept(true)
  }
  // More time without a reason that she heard is no more time.
  if (step === 'extended' && (reason === undefined || told !== true)) return refuse('access-request-incomplete')
  const taken: RequestStep = { step, happened, ...(step === 'extended' && reason ? { reason } : {}) }
  await insertStep(work, id, taken)
  const dossier = steps.find((each) => each.step === 'linked')?.dossier
  if (dossier !== undefined) work.concerns(dossier, 'record-access-request')
  return accept(true)
}

const presentRequest = (
  { claim, today }: Work,
  { id, received, recognised, steps }: AccessRequest,
): Static<typeof AccessRequestShown> => {
  const { state, due, extended, dossier, endedOn, late } = standsAt(received, steps, today)
  const answers = claim.function === 'care-coordinator'
  const open = state === 'open'
  return {
    ...{ accessRequestId: id, receivedDate: received, recognised, state, dueDate: due, late },
    daysLeft: daysBetween(today, due),
    ...(extended === undefined ? {} : { extendedBecause: extended }),
    ...(endedOn === undefined ? {} : { endedDate: endedOn }),
    ...(answers && dossier !== undefined ? { dossierId: dossier } : {}),
    linked: dossier !== undefined,
    abilities: !open
      ? []
      : [
          ...(answers && dossier === undefined ? ['link-access-request'] : []),
          ...(answers && dossier !== undefined ? ['make-access-answer'] : []),
          ...(extended === undefined && today <= due ? ['extend-access-request'] : []),
          'close-access-request',
        ],
  }
}
