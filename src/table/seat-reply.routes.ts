/** Behind an answer link: one seat, one answer, then the link ends. */
import { endLinks } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Page, PageAnswer } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { seatPage, seatPageDone } from './seat.page.ts'
import { answerSeat } from './table.routes.ts'
import { lockSeat } from './table.store.ts'

type Needs = { readonly organisations: readonly Organisation[]; readonly demonstration: boolean }

export const seatPages = (needs: Needs): readonly Page[] => {
  const access = { kind: 'link', link: 'seat-reply' } as const
  const path = '/antwoord/{token}'
  return [
    {
      method: 'GET',
      path,
      operationId: 'readSeatPage',
      access,
      handle: (work, { params }) => showSeat(work, needs, params['token'] ?? ''),
    },
    {
      method: 'POST',
      path,
      operationId: 'answerSeatPage',
      access,
      handle: (work, { form }) => takeAnswer(work, needs, form),
    },
  ]
}

const showSeat = async (work: Work, needs: Needs, token: string): Promise<Outcome<PageAnswer, string>> => {
  const seat = work.claim.linkSubject ? await lockSeat(work, work.claim.linkSubject) : undefined
  if (!seat) return refuse('not-found')
  const organiser = needs.organisations.find((each) => each.id === seat.organiser)?.name ?? ''
  return accept({
    html: seatPage({
      address: `/antwoord/${encodeURIComponent(token)}`,
      heldOn: seat.heldOn,
      organiser,
      demonstration: needs.demonstration,
    }),
  })
}

const ANSWERS = ['attending', 'follows', 'cannot-say'] as const

const takeAnswer = async (
  work: Work,
  needs: Needs,
  form: Readonly<Record<string, string>>,
): Promise<Outcome<PageAnswer, string>> => {
  const subject = work.claim.linkSubject
  const answer = ANSWERS.find((each) => each === form['answer'])
  if (!subject) return refuse('not-found')
  if (!answer) return refuse('bad-input')
  // Ending comes first: of two answers at the same moment the second finds the link ended. A refusal undoes the ending.
  if ((await endLinks(work, { kind: 'seat-reply', subject })) === 0) return refuse('not-found')
  const given = await answerSeat(work, subject, {
    answer,
    ...(form['followsDate'] ? { followsDate: form['followsDate'] } : {}),
  })
  if (!given.ok) return given
  return accept({ html: seatPageDone(needs.demonstration) })
}
