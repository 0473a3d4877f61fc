/** The holder's side of what she asks on her page: reading, answering, and what waits today. */
import { consentsToAskAgain } from '../access/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { deathsToConfirm, openWatches } from './course.store.ts'
import {
  AnswerRequest,
  DossierPath,
  Made,
  PersonRequestList,
  type PersonRequestShown,
  PersonTaskList,
  RequestPath,
} from './dossier.schema.ts'
import { heldDossiers } from './dossier.store.ts'
import { heldDossier, WORKERS } from './dossier-edge.routes.ts'
import { answerRequest, openRequests, type PersonRequest, requestsOf } from './person-request.store.ts'
import { isLate } from './person-request.ts'

const tag = 'eigen pagina'
const TASKS_MAX = 100
const HELD_MAX = 1_000
const access = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const

export const personRequestRoutes = (): readonly Route[] => [
  route({
    method: 'GET',
    path: '/dossiers/{dossierId}/person-requests',
    operationId: 'listPersonRequests',
    summary: 'Wat de persoon op de eigen pagina vroeg: wat niet klopt, en waar hij of zij het niet mee eens is',
    tag,
    access,
    params: DossierPath,
    answer: PersonRequestList,
    refusals: ['not-found', 'not-the-holder'],
    handle: async (work, { params }) => {
      const held = await heldDossier(work, params.dossierId, { act: 'see' })
      if (!held.ok) return held
      const requests = await requestsOf(work, held.value.id)
      const chapters = requests.flatMap(({ chapter }) => (chapter ? [chapter] : []))
      work.concerns(held.value.id, 'read-person-requests', [...new Set(chapters)])
      return accept({ requests: requests.map((each) => shown(each, work.today)) })
    },
  }),
  route({
    method: 'POST',
    path: '/person-requests/{requestId}/answers',
    operationId: 'answerPersonRequest',
    summary: 'Antwoorden op een vraag van de persoon, in woorden voor hem of haar',
    tag,
    access,
    params: RequestPath,
    body: AnswerRequest,
    answer: Made('requestId'),
    status: 201,
    refusals: ['not-found', 'request-answered', 'answer-without-words'],
    handle: async (work, { params, body }) => {
      const text = body.text.trim()
      return text === ''
        ? refuse('answer-without-words')
        : answerRequest(work, params.requestId, { outcome: body.outcome, text })
    },
  }),
  route({
    method: 'GET',
    path: '/person-tasks',
    operationId: 'listPersonTasks',
    summary:
      'Wat vandaag wacht namens de persoon: vragen zonder antwoord, toestemming die opnieuw gevraagd wordt, wie uit beeld is, en van wie een collega zei dat hij of zij overleed',
    tag,
    access,
    answer: PersonTaskList,
    refusals: [],
    handle: async (work) => {
      const requests = await openRequests(work, TASKS_MAX)
      const again = await consentsToAskAgain(work, await heldDossiers(work, HELD_MAX))
      const watches = await openWatches(work, TASKS_MAX)
      const deaths = await deathsToConfirm(work, TASKS_MAX)
      for (const dossier of new Set(
        [...requests, ...again, ...watches, ...deaths].map((each) =>
          'dossier' in each ? each.dossier : each.dossierId,
        ),
      ))
        work.concerns(dossier, 'list-person-tasks')
      return accept({
        requests: requests.map(({ id, dossier, kind, answerBy }) => ({
          ...{ requestId: id, dossierId: dossier, kind, dueDate: answerBy },
          late: isLate({ answerBy }, work.today),
        })),
        askAgain: again.slice(0, TASKS_MAX).map(({ dossierId, askAgainOn }) => ({
          ...{ dossierId, dueDate: askAgainOn, late: askAgainOn < work.today },
        })),
        watches: watches.map(({ dossierId, dueOn }) => ({ dossierId, dueDate: dueOn, late: dueOn < work.today })),
        deaths: deaths.map(({ dossierId, toldOn }) => ({ dossierId, toldDate: toldOn })),
      })
    },
  }),
]

const shown = (request: PersonRequest, today: Parameters<typeof isLate>[1]): PersonRequestShown => ({
  requestId: request.id,
  kind: request.kind,
  about: request.about,
  ...(request.chapter ? { chapter: request.chapter } : {}),
  ...(request.field ? { field: request.field } : {}),
  ...(request.text === undefined ? {} : { text: request.text }),
  ...(request.line === undefined ? {} : { line: request.line }),
  madeAt: request.madeAt.toISOString(),
  answerByDate: request.answerBy,
  late: isLate(request, today),
  ...(request.outcome ? { outcome: request.outcome } : {}),
  ...(request.answer === undefined ? {} : { answer: request.answer }),
  ...(request.answeredAt ? { answeredAt: request.answeredAt.toISOString() } : {}),
  abilities: request.outcome ? [] : ['answer-person-request'],
})
