/** Behind a link of a payer: one question, one answer in writing, then the link ends. */
import { endLinks } from '../access/index.ts'
import { type ContactPoint, deskOf, type Organisation } from '../directory/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Page, PageAnswer } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { answerRequest } from './payer.routes.ts'
import { payerPage, payerPageDone } from './payer-answer.page.ts'
import { bedReference } from './responsibility.present.ts'
import { PAYER_ANSWERS, REFUSAL_GROUNDS } from './responsibility.schema.ts'
import { findPayerRequest, type PayerRequest } from './responsibility.store.ts'

type Needs = {
  readonly organisations: readonly Organisation[]
  readonly contactPoints: readonly ContactPoint[]
  readonly demonstration: boolean
}

export const payerPages = (needs: Needs): readonly Page[] => {
  const access = { kind: 'link', link: 'payer-answer' } as const
  const path = '/betaalvraag/{token}'
  return [
    {
      ...{ method: 'GET', path, operationId: 'readPayerPage', access },
      handle: (work, { params }) => showQuestion(work, needs, params['token'] ?? ''),
    },
    {
      ...{ method: 'POST', path, operationId: 'answerPayerPage', access },
      handle: (work, { form }) => takeAnswer(work, needs, form),
    },
  ]
}

// A question that was answered by account or taken back is over: its link looks as if it never was.
const openRequest = async (work: Work): Promise<PayerRequest | undefined> => {
  const request = work.claim.linkSubject ? await findPayerRequest(work, work.claim.linkSubject) : undefined
  return request && !request.answer && !request.withdrawnAt ? request : undefined
}

const showQuestion = async (work: Work, needs: Needs, token: string): Promise<Outcome<PageAnswer, string>> => {
  const request = await openRequest(work)
  if (!request) return refuse('not-found')
  const nameOf = (id: string): string => needs.organisations.find((each) => each.id === id)?.name ?? ''
  const phone = deskOf(needs, request.asker, work.today)?.phone
  return accept({
    html: payerPage({
      address: `/betaalvraag/${encodeURIComponent(token)}`,
      asker: nameOf(request.asker),
      ...(phone && { phone }),
      payer: nameOf(request.payer),
      ...(request.cost && { cost: request.cost }),
      ...(request.answerBy && { answerBy: request.answerBy }),
      ...(request.bed && { bed: { reference: bedReference(request.bed), promisedOn: request.bed.promisedOn } }),
      demonstration: needs.demonstration,
    }),
  })
}

const takeAnswer = async (
  work: Work,
  needs: Needs,
  form: Readonly<Record<string, string>>,
): Promise<Outcome<PageAnswer, string>> => {
  const answer = PAYER_ANSWERS.find((each) => each === form['answer'])
  const ground = REFUSAL_GROUNDS.find((each) => each === form['ground'])
  const request = await openRequest(work)
  if (!request) return refuse('not-found')
  if (!answer || (form['ground'] && !ground)) return refuse('bad-input')
  // Ending comes first: of two answers at the same moment the second finds the link ended. A refusal undoes the ending.
  if ((await endLinks(work, { kind: 'payer-answer', subject: request.id })) === 0) return refuse('not-found')
  const given = await answerRequest(work, request, { answer, by: 'link', ...(ground && { ground }) })
  return given.ok ? accept({ html: payerPageDone(needs.demonstration) }) : given
}
