/**
 * The page of a party without an account. Behind the link stands a field for a code and nothing that says what is behind it; a right code begins
 * half an hour, kept in the forms of the page and nowhere in the browser. What it reads is what she says yes to at that moment.
 */
import { enterOutside, findOutsideDoor, outsideChapters, outsideGoesOn } from '../access/index.ts'
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Page, PageAnswer } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { OUTSIDE_LANGUAGES, type OutsideLanguage } from '../words/outside.ts'
import { outsideAnswered, outsideDoor, outsidePage } from './outside.page.ts'
import { moveOutside } from './outside.routes.ts'
import { isOutsideDecline } from './outside.schema.ts'
import { lockOutside, type Outside, outsideKey, readOutsideFacts, updateOutside } from './outside.store.ts'
import { lastDay, stillAgreed, tryOutside } from './outside.ts'
import { CENTRAL_POINT, OUTSIDE_TERMS, pointsOf } from './outside-book.ts'
import type { DossierPorts } from './ports.ts'

type Answered = Outcome<PageAnswer, string>
type Visit = {
  readonly work: Work
  readonly ports: DossierPorts
  readonly token: string
  readonly language: OutsideLanguage
  readonly form: Readonly<Record<string, string>>
}
const FUNCTION_MAX = 80

export const outsidePages = (ports: DossierPorts): readonly Page[] => {
  const access = { kind: 'link', link: 'outside-handover' } as const
  const path = '/ontvangst/{token}'
  return [
    {
      ...{ method: 'GET', path, operationId: 'askOutsideCode', access },
      handle: async (work, { params, search }) => {
        const door = await findDoor(work)
        if (!door) return refuse('not-found')
        const language = languageIn(search) ?? door.language
        const frame = { token: params['token'] ?? '', language, demonstration: ports.demonstration }
        return accept({ html: outsideDoor(frame, door.locked ? 'locked' : 'ask') })
      },
    },
    {
      ...{ method: 'POST', path, operationId: 'answerOutsidePage', access },
      handle: async (work, { params, search, form }) => {
        const door = await findDoor(work)
        if (!door) return refuse('not-found')
        const language = languageIn(search) ?? door.language
        const visit = { work, ports, token: params['token'] ?? '', language, form }
        return form['action'] === 'enter' ? enter(visit, door.dossier) : act(visit, door.locked)
      },
    },
  ]
}

const findDoor = async (work: Work) => {
  const door = work.claim.linkSubject ? await findOutsideDoor(work, work.claim.linkSubject) : undefined
  // Safe: the constraint outside_language allows these only.
  return door && { ...door, language: door.language as OutsideLanguage }
}

const languageIn = (search: string): OutsideLanguage | undefined => {
  const asked = new URLSearchParams(search).get('taal')
  return OUTSIDE_LANGUAGES.find((each) => each === asked)
}

const frameOf = ({ token, language, ports }: Visit) => ({ token, language, demonstration: ports.demonstration })

// A wrong code is an answer and no refusal: what a refusal did is undone, and the try must be counted.
const enter = async (visit: Visit, dossierId: string): Promise<Answered> => {
  const { work, form } = visit
  const id = work.claim.linkSubject ?? ''
  const entered = await enterOutside(work, id, form['code'] ?? '')
  if (entered.what === 'not-found') return refuse('not-found')
  if (entered.what !== 'entered') {
    work.concerns(dossierId, 'try-outside', [])
    return accept({ html: outsideDoor(frameOf(visit), entered.what) })
  }
  const row = await lockOutside(work, id)
  if (!row) return refuse('not-found')
  if (tryOutside(row.stage, 'outside-opened', 'receiver').ok) {
    const opened = await moveOutside(work, row, { kind: 'outside-opened', by: 'receiver' }, { openedOn: work.today })
    if (!opened.ok) return opened
  }
  return show(visit, entered.token)
}

const act = async (visit: Visit, locked: boolean): Promise<Answered> => {
  const { work, form } = visit
  const id = work.claim.linkSubject ?? ''
  const token = form['visit'] ?? ''
  if (!['read', 'receive', 'decline'].includes(form['action'] ?? '')) return refuse('bad-input')
  if (!(await outsideGoesOn(work, id, token)))
    return accept({ html: outsideDoor(frameOf(visit), locked ? 'locked' : 'ended') })
  // Of two answers at one moment the second waits here, and sees what the first one said.
  const row = await lockOutside(work, id)
  if (!row) return refuse('not-found')
  if (form['action'] === 'receive') return receive(visit, row, token)
  return form['action'] === 'decline' ? decline(visit, row, token) : show(visit, token)
}

const receive = async (visit: Visit, row: Outside, token: string): Promise<Answered> => {
  const { work, form } = visit
  const said = (form['function'] ?? '').trim().slice(0, FUNCTION_MAX)
  const moved = tryOutside(row.stage, 'outside-received', 'receiver')
  // Sent twice, by a hand that pressed again or a line that broke: the receipt stands once.
  if (!moved.ok)
    return moved.refusal.code === 'outside-received-already'
      ? show(visit, token, 'alreadyReceived')
      : refuse('not-found')
  if (said === '') return show(visit, token, 'functionMissing')
  await work.record({
    ...{ slice: 'dossier', stream: row.dossier, kind: 'outside-received', happened: work.today },
    payload: { outsideId: row.id },
    personal: { function: said },
    sealWith: outsideKey(row),
  })
  const change = { receivedOn: work.today, readUntil: lastDay(work.today, OUTSIDE_TERMS.readDays) }
  if (!(await updateOutside(work, row.id, { stage: moved.value, ...change }))) return refuse('not-found')
  work.concerns(row.dossier, 'accept-outside', [])
  return show(visit, token)
}

const decline = async (visit: Visit, row: Outside, token: string): Promise<Answered> => {
  const { work, form } = visit
  const { why } = form
  if (!isOutsideDecline(why)) return show(visit, token, 'whyMissing')
  const moved = await moveOutside(work, row, { kind: 'outside-declined', by: 'receiver' }, { reason: why })
  if (moved.ok) return accept({ html: outsideAnswered(frameOf(visit)) })
  return moved.refusal.code === 'outside-received-already' ? show(visit, token, 'alreadyReceived') : refuse('not-found')
}

const show = async (
  visit: Visit,
  token: string,
  told?: 'alreadyReceived' | 'functionMissing' | 'whyMissing',
): Promise<Answered> => {
  const { work, ports } = visit
  const row = await lockOutside(work, work.claim.linkSubject ?? '')
  if (!row) return refuse('not-found')
  const facts = (await readOutsideFacts(work, row.dossier))(row.id)
  const given = stillAgreed(facts.given, await outsideChapters(work, row.id))
  work.concerns(
    row.dossier,
    'read-given',
    given.map(({ chapter }) => chapter),
  )
  const { organisations, contactPoints } = ports.reference
  const own = contactPoints.filter((each) => each.organisation === row.from)
  const point = own.find((each) => each.function === 'care-coordinator') ?? own[0]
  const until = row.readUntil ?? row.openUntil
  return accept({
    html: outsidePage({
      ...frameOf(visit),
      visit: token,
      from: organisations.find((each) => each.id === row.from)?.name ?? '',
      ...(point ? { call: point.phone } : {}),
      ...(facts.party ? { to: facts.party } : {}),
      given,
      ...(until ? { until } : {}),
      ...(row.receivedOn
        ? {
            receipt: { on: row.receivedOn, ...(facts.receipt ? { by: facts.receipt.function } : {}) },
            readsLeft: row.readsLeft,
          }
        : {}),
      home: row.country === 'NL',
      points: pointsOf(row.country, work.today),
      central: CENTRAL_POINT,
      ...(told ? { told } : {}),
    }),
  })
}
