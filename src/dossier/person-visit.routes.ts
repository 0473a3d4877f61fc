/**
 * The person's own pages. Behind the link stands a field for a code and nothing else; a right code begins a visit, and from there no
 * address holds the link. A page that is off looks exactly as one that never was.
 */
import { endLinks, enterPage, findPageLock, setPageCode, withdrawConsent } from '../access/index.ts'
import { type OwnLogEntry, readOwnLog } from '../audit/index.ts'
import { accept, addDays, type Day, dayAt, isUuid, type Outcome, parseDay, refuse } from '../kernel/index.ts'
import type { Page, PageAnswer } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { PERSON_LANGUAGES, type PersonLanguage } from '../words/person.ts'
import { latestFields } from './chapter.ts'
import { type Dossier, findDossier, isChapter, notesOf, readFacts, updateDossier } from './dossier.store.ts'
import { moveHandover } from './handover.routes.ts'
import { moveOutside } from './outside.routes.ts'
import { lockOutside } from './outside.store.ts'
import { isOwnChapter, OWN_CHAPTERS, OWN_FIELDS, type OwnField, ownFields } from './own-file.ts'
import { codePage, personAddress, personNote, personPage } from './person.page.ts'
import { readAbout, tellingNames, whoIsFrom } from './person-about.store.ts'
import {
  detailsPage,
  type LogView,
  type LookedLine,
  logPage,
  logText,
  logTextAddress,
  type OwnRequest,
  requestsPage,
  type Told,
  together,
} from './person-more.page.ts'
import { makeRequest, type PersonRequest, requestsOf } from './person-request.store.ts'
import type { DossierPorts } from './ports.ts'

type Visit = {
  readonly work: Work
  readonly ports: DossierPorts
  readonly language: PersonLanguage
  readonly form: Readonly<Record<string, string>>
  readonly search: URLSearchParams
}
type Answered = Outcome<PageAnswer, string>

/** Her pages in each language; forms post back to the address that they stand on. */
export const personPages = (ports: DossierPorts): readonly Page[] =>
  PERSON_LANGUAGES.flatMap((language): readonly Page[] => {
    const link = { kind: 'link', link: 'person-page' } as const
    const path = language === 'nl' ? '/mijn/{token}' : `/mijn/{token}/${language}`
    const name = language === 'nl' ? '' : language === 'en' ? 'En' : 'Ar'
    const page = (
      method: 'GET' | 'POST',
      operationId: string,
      address: string,
      handle: (visit: Visit, dossier: Dossier) => Promise<Answered>,
    ): Page => ({
      method,
      path: address,
      operationId: `${operationId}${name}`,
      access: { kind: 'visit' },
      handle: async (work, { form, search }) => {
        const dossier = work.claim.dossier ? await findDossier(work, work.claim.dossier) : undefined
        if (!dossier?.pageOn) return refuse('visit-over')
        return handle({ work, ports, language, form, search: new URLSearchParams(search) }, dossier)
      },
    })
    return [
      {
        method: 'GET',
        path,
        operationId: `askPageCode${name}`,
        access: link,
        handle: (work, { params }) => askCode(work, ports, language, params['token'] ?? ''),
      },
      {
        method: 'POST',
        path,
        operationId: `enterPersonPage${name}`,
        access: link,
        handle: (work, { params, form }) => enter(work, ports, language, params['token'] ?? '', form),
      },
      page('GET', 'readPersonPage', personAddress('home', language), showHome),
      page('POST', 'actOnPersonPage', personAddress('home', language), actOnHome),
      page('GET', 'readOwnDetails', personAddress('details', language), (visit, dossier) =>
        showDetails(visit, dossier),
      ),
      page('POST', 'correctOwnDetails', personAddress('details', language), correct),
      page('GET', 'readOwnLog', personAddress('log', language), showLog),
      page('GET', 'takeOwnLog', logTextAddress(language), takeLog),
      page('GET', 'readOwnRequests', personAddress('requests', language), (visit, dossier) =>
        showRequests(visit, dossier),
      ),
      page('POST', 'objectOnPage', personAddress('requests', language), object),
    ]
  })

const frameOf = ({ ports, language }: Pick<Visit, 'ports' | 'language'>) => ({
  language,
  demonstration: ports.demonstration,
})

const askCode = async (work: Work, ports: DossierPorts, language: PersonLanguage, token: string): Promise<Answered> => {
  const subject = work.claim.linkSubject
  const lock = subject ? await findPageLock(work, subject) : undefined
  if (!lock) return refuse('not-found')
  return accept({ html: codePage(frameOf({ ports, language }), token, lock.locked ? 'locked' : 'ask') })
}

// A wrong code is an answer and no refusal: what a refusal did is undone, and the try must be counted.
const enter = async (
  work: Work,
  ports: DossierPorts,
  language: PersonLanguage,
  token: string,
  form: Readonly<Record<string, string>>,
): Promise<Answered> => {
  const subject = work.claim.linkSubject
  if (!subject) return refuse('not-found')
  const entered = await enterPage(work, subject, form['code'] ?? '')
  if (entered.what === 'not-found') return refuse('not-found')
  if (entered.what === 'entered') {
    work.concerns(subject, 'open-own-page')
    return accept({ seeOther: personAddress('home', language), visit: entered.token })
  }
  work.concerns(subject, 'try-own-page')
  return accept({ html: codePage(frameOf({ ports, language }), token, entered.what) })
}

const showHome = (visit: Visit, dossier: Dossier): Promise<Answered> => drawHome(visit, dossier)

const drawHome = async (visit: Visit, dossier: Dossier, told?: 'code-too-weak'): Promise<Answered> => {
  const about = await readAbout(visit.work, visit.ports, dossier, visit.language)
  visit.work.concerns(dossier.id, 'read-own-page')
  return accept({ html: personPage({ ...frameOf(visit), ...about, ...(told ? { told } : {}) }) })
}

const actOnHome = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  const { work, language, form } = visit
  const back = accept({ seeOther: personAddress('home', language) })
  const { action, consentId = '', handoverId = '', outsideId = '', code = '' } = form
  if (action === 'withdraw' && isUuid(consentId)) {
    const withdrawn = await withdrawConsent(work, consentId)
    return withdrawn.ok ? back : withdrawn
  }
  if (action === 'stop-handover' && isUuid(handoverId)) {
    const stopped = await moveHandover(work, handoverId, 'handover-stopped', 'she-says-no')
    return stopped.ok ? back : stopped
  }
  if (action === 'stop-outside' && isUuid(outsideId)) {
    const row = await lockOutside(work, outsideId)
    const stopped = row ? await moveOutside(work, row, { kind: 'outside-stopped', by: 'she' }) : refuse('not-found')
    return stopped.ok ? back : stopped
  }
  if (action === 'change-code') return changeCode(visit, dossier, code)
  return action === 'page-off' ? switchOff(visit, dossier) : refuse('bad-input')
}

// The visit under the old code ends with it: whoever looked along before does not go on.
const changeCode = async (visit: Visit, dossier: Dossier, code: string): Promise<Answered> => {
  const changed = await setPageCode(visit.work, dossier.id, code)
  if (!changed.ok) return drawHome(visit, dossier, 'code-too-weak')
  await visit.work.record({
    slice: 'dossier',
    stream: dossier.id,
    kind: 'page-code-renewed',
    happened: visit.work.today,
    payload: { by: 'person' },
  })
  visit.work.concerns(dossier.id, 'record-page-code')
  return accept({ html: personNote(frameOf(visit), 'codeChanged'), visit: null })
}

const switchOff = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  const { work } = visit
  await updateDossier(work, dossier.id, { pageOn: false })
  await endLinks(work, { kind: 'person-page', subject: dossier.id })
  await work.record({
    slice: 'dossier',
    stream: dossier.id,
    kind: 'page-switched-off',
    happened: work.today,
    payload: { by: 'person' },
  })
  work.concerns(dossier.id, 'withdraw-own-page')
  return accept({ html: personNote(frameOf(visit), 'pageOff'), visit: null })
}

const showDetails = async (visit: Visit, dossier: Dossier, told?: Told): Promise<Answered> => {
  const { work } = visit
  const requests = await requestsOf(work, dossier.id)
  work.concerns(dossier.id, 'read-own-details', [...OWN_CHAPTERS])
  return accept({
    html: detailsPage({
      ...frameOf(visit),
      fields: await readOwnFields(visit, dossier),
      requests: requests.map(ownRequest),
      ...(told ? { told } : sentIn(visit)),
    }),
  })
}

const readOwnFields = async ({ work, ports }: Visit, dossier: Dossier): Promise<readonly OwnField[]> => {
  const notes = notesOf(await readFacts(work, dossier.id))
  const known = OWN_CHAPTERS.flatMap((chapter) =>
    latestFields(notes.filter((each) => each.chapter === chapter)).map((each) => ({ ...each, chapter })),
  )
  return ownFields(known, tellingNames(ports.reference.organisations))
}

const sentIn = ({ search }: Visit) => (search.get('klaar') === '1' ? { told: 'sent' as const } : {})

const correct = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  const { action, chapter = '', field = '', text = '' } = visit.form
  if (action !== 'correct' || !isChapter(chapter)) return refuse('bad-input')
  const known = isOwnChapter(chapter) && (OWN_FIELDS[chapter] as readonly string[]).includes(field)
  if (field !== '' && !known) return refuse('bad-input')
  const made = await makeRequest(visit.work, dossier.id, {
    ...{ kind: 'correction', chapter, text },
    ...(known ? { field } : {}),
  })
  if (made.ok) return accept({ seeOther: `${personAddress('details', visit.language)}?klaar=1` })
  return made.refusal.code === 'request-without-words' ? showDetails(visit, dossier, 'empty') : made
}

/** Long enough for what she remembers, short enough to read. */
const LOG_DAYS = 90
const LOG_MAX = 200

const periodAsked = ({ search, work }: Visit): { readonly from: Day; readonly until: Day } => {
  const [from, until] = [parseDay(search.get('van') ?? ''), parseDay(search.get('tot') ?? '')]
  const last = until ?? work.today
  return { from: from ?? addDays(last, -LOG_DAYS), until: last }
}

const readLog = async (visit: Visit): Promise<LogView> => {
  const { from, until } = periodAsked(visit)
  const whoIs = whoIsFrom(visit.ports.reference.organisations)
  const asked = { since: from, until, limit: LOG_MAX, othersOnly: true }
  const entries = await readOwnLog(visit.work, whoIs, asked)
  return { ...frameOf(visit), from, until, looked: together(entries.map((each) => lookedLine(each, visit.language))) }
}

const showLog = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  visit.work.concerns(dossier.id, 'read-own-page')
  return accept({ html: logPage(await readLog(visit)) })
}

const takeLog = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  visit.work.concerns(dossier.id, 'read-own-page')
  return accept({ text: logText(await readLog(visit)), name: 'overzicht.txt' })
}

/** A line as she reads it: of an authority the month alone. Audit decided what may be shown and when. */
const lookedLine = (entry: OwnLogEntry, language: PersonLanguage): LookedLine => ({
  day: entry.neutral ? entry.on.slice(0, 7) : entry.on,
  ...(entry.time ? { time: entry.time } : {}),
  who: entry.who[language],
  what: entry.act[language],
  why: entry.purpose[language],
})

const LINES_MAX = 20

// She may name a line of those who help; of an authority no line goes to the holder, who would learn of it in this way (decision 3).
const readLines = async (visit: Visit) => {
  const whoIs = whoIsFrom(visit.ports.reference.organisations)
  const entries = await readOwnLog(visit.work, whoIs, { limit: LINES_MAX * 3, othersOnly: true })
  return entries
    .filter((each) => !each.neutral)
    .slice(0, LINES_MAX)
    .map((each) => ({
      text: [each.on, each.time, each.who[visit.language], each.act[visit.language]].filter(Boolean).join(' '),
      told: [each.on, each.time, each.who.nl, each.act.nl].filter(Boolean).join(' '),
    }))
}

const showRequests = async (visit: Visit, dossier: Dossier, told?: Told): Promise<Answered> => {
  const [requests, lines] = [await requestsOf(visit.work, dossier.id), await readLines(visit)]
  visit.work.concerns(dossier.id, 'read-own-page')
  return accept({
    html: requestsPage({
      ...frameOf(visit),
      requests: requests.map(ownRequest),
      // Lines move down while she writes: what a line says tells which one she meant.
      lines: lines.map(({ told: value, text }) => ({ value, text })),
      ...(told ? { told } : sentIn(visit)),
    }),
  })
}

const object = async (visit: Visit, dossier: Dossier): Promise<Answered> => {
  const { action, about = '', text = '' } = visit.form
  if (action !== 'object') return refuse('bad-input')
  const look = /^look (.+)$/.exec(about)?.[1]
  const line = look === undefined ? undefined : (await readLines(visit)).find((each) => each.told === look)
  if (look === undefined ? about !== 'use' && about !== 'fact' : !line) return refuse('bad-input')
  const made = await makeRequest(visit.work, dossier.id, {
    ...{ kind: 'objection', about: line ? 'look' : about === 'fact' ? 'fact' : 'use', text },
    ...(line ? { line: line.told } : {}),
  })
  if (made.ok) return accept({ seeOther: `${personAddress('requests', visit.language)}?klaar=1` })
  return made.refusal.code === 'request-without-words' ? showRequests(visit, dossier, 'empty') : made
}

const ownRequest = (request: PersonRequest): OwnRequest => ({
  kind: request.kind,
  ...(request.chapter ? { chapter: request.chapter } : {}),
  ...(request.field ? { field: request.field } : {}),
  ...(request.text === undefined ? {} : { text: request.text }),
  ...(request.line === undefined ? {} : { line: request.line }),
  madeOn: dayAt(request.madeAt),
  answerBy: request.answerBy,
  ...(request.outcome ? { outcome: request.outcome } : {}),
  ...(request.answer === undefined ? {} : { answer: request.answer }),
  ...(request.answeredAt ? { answeredOn: dayAt(request.answeredAt) } : {}),
})
